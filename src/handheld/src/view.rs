//! Draws a sheet: on a 128 x 64 OLED, where a point that is on is lit, or on a 250 x 122 e-paper, where it is ink.

use crate::font::{BOLD, CHOICE, LARGE, SMALL, TEXT};
use crate::sheet::{Body, Legend, Sheet};
use crate::state::facts::Choice;
use crate::text::{Text, letters, name, shortened, wrapped};
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::mono_font::{MonoFont, MonoTextStyle};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::prelude::{Drawable as _, Point, Primitive as _, Size};
use embedded_graphics::primitives::{PrimitiveStyle, Rectangle};
use embedded_graphics::text::{Baseline, Text as Line};

/// The panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// 128 x 64, quick.
    Oled,
    /// 250 x 122, slow: its clocks go in steps of ten seconds.
    Paper,
}

impl Panel {
    /// Whether clocks are shown in steps of ten seconds.
    pub fn is_slow(self) -> bool {
        match self {
            Self::Oled => false,
            Self::Paper => true,
        }
    }

    fn form(self) -> &'static Form {
        match self {
            Self::Oled => &OLED,
            Self::Paper => &PAPER,
        }
    }
}

/// Where things stand on a panel, in points.
struct Form {
    width: i32,
    height: i32,
    head: &'static MonoFont<'static>,
    /// Below it the rule.
    rule: i32,
    large: &'static MonoFont<'static>,
    choice: &'static MonoFont<'static>,
    small: &'static MonoFont<'static>,
    key: &'static MonoFont<'static>,
    /// Top of the large line; of the notes below; of prose, and the distance of its lines.
    title: i32,
    notes: i32,
    note_rows: usize,
    prose: i32,
    pitch: i32,
    prose_rows: usize,
    keys: i32,
    /// Top of the rule and of the lines of an alarm, and their distance.
    alarm: (i32, i32, i32),
    /// Points of a sign are so many points wide.
    scale: i32,
}

const OLED: Form = Form {
    width: 128,
    height: 64,
    head: &SMALL,
    rule: 13,
    large: &BOLD,
    choice: &CHOICE,
    small: &SMALL,
    key: &SMALL,
    title: 18,
    notes: 35,
    note_rows: 1,
    prose: 14,
    pitch: 12,
    prose_rows: 3,
    keys: 51,
    alarm: (18, 22, 14),
    scale: 1,
};

const PAPER: Form = Form {
    width: 250,
    height: 122,
    head: &TEXT,
    rule: 18,
    large: &LARGE,
    choice: &LARGE,
    small: &TEXT,
    key: &BOLD,
    title: 30,
    notes: 60,
    note_rows: 2,
    prose: 24,
    pitch: 18,
    prose_rows: 4,
    keys: 102,
    alarm: (28, 36, 24),
    scale: 2,
};

/// Points between the edge and what is written.
const MARGIN: i32 = 1;

const CHECK: &[&str] =
    &["........#", ".......##", "......##.", "#....##..", "##..##...", ".####....", "..##....."];
const CROSS: &[&str] = &["#.....#", "##...##", ".##.##.", "..###..", ".##.##.", "##...##", "#.....#"];
const DASH: &[&str] = &["########", "########"];
const BACK: &[&str] = &["...#", "..##", ".##.", "##..", ".##.", "..##", "...#"];
const ON: &[&str] = &["#...", "##..", ".##.", "..##", ".##.", "##..", "#..."];

fn mark(choice: Choice) -> &'static [&'static str] {
    match choice {
        Choice::For => CHECK,
        Choice::Against => CROSS,
        Choice::NotVoting => DASH,
    }
}

/// How many letters of `font` stand in `points`.
fn columns(points: i32, font: &MonoFont<'_>) -> usize {
    usize::try_from(points).unwrap_or(0) / font.character_size.width as usize
}

fn width_of(text: &str, font: &MonoFont<'_>) -> i32 {
    i32::try_from(letters(text)).unwrap_or(i32::MAX) * font.character_size.width as i32
}

struct Pen<'a, D> {
    target: &'a mut D,
    form: &'static Form,
}

impl<D: DrawTarget<Color = BinaryColor>> Pen<'_, D> {
    fn fill(&mut self, at: (i32, i32), size: (i32, i32), colour: BinaryColor) -> Result<(), D::Error> {
        let size = Size::new(u32::try_from(size.0).unwrap_or(0), u32::try_from(size.1).unwrap_or(0));
        Rectangle::new(Point::new(at.0, at.1), size)
            .into_styled(PrimitiveStyle::with_fill(colour))
            .draw(self.target)
    }

    fn write(
        &mut self,
        text: &str,
        at: (i32, i32),
        font: &MonoFont<'_>,
        colour: BinaryColor,
    ) -> Result<(), D::Error> {
        let style = MonoTextStyle::new(font, colour);
        Line::with_baseline(text, Point::new(at.0, at.1), style, Baseline::Top).draw(self.target)?;
        Ok(())
    }

    /// A sign with its middle at `at`.
    fn sign(&mut self, rows: &[&str], at: (i32, i32), colour: BinaryColor) -> Result<(), D::Error> {
        let scale = self.form.scale;
        let wide = rows.first().map_or(0, |row| row.len()) as i32 * scale;
        let (left, top) = (at.0 - wide / 2, at.1 - rows.len() as i32 * scale / 2);
        for (y, row) in (0..).zip(rows) {
            for (x, _) in (0..).zip(row.bytes()).filter(|(_, point)| *point == b'#') {
                self.fill((left + x * scale, top + y * scale), (scale, scale), colour)?;
            }
        }
        Ok(())
    }

    fn head(&mut self, sheet: &Sheet) -> Result<(), D::Error> {
        let form = self.form;
        let colour = if sheet.filled { BinaryColor::Off } else { BinaryColor::On };
        let height = if sheet.filled { form.rule + 1 } else { 1 };
        self.fill((0, form.rule + 1 - height), (form.width, height), BinaryColor::On)?;
        let right = width_of(sheet.right.as_str(), form.head);
        self.write(sheet.right.as_str(), (form.width - MARGIN - right, 0), form.head, colour)?;
        let room = columns(form.width - 2 * MARGIN - right, form.head).saturating_sub(usize::from(right > 0));
        let both: Text<64> = crate::text!("{} {}", sheet.head.as_str(), sheet.tail.as_str());
        let fits = !sheet.tail.is_empty() && letters(both.as_str()) <= room;
        let head = if fits { both.as_str() } else { sheet.head.as_str() };
        self.write(shortened::<64>(head, room).as_str(), (MARGIN, 0), form.head, colour)
    }

    /// One line, shortened on whole words.
    fn line(&mut self, text: &str, y: i32, font: &MonoFont<'_>) -> Result<(), D::Error> {
        let room = columns(self.form.width - MARGIN, font);
        self.write(shortened::<128>(text, room).as_str(), (MARGIN, y), font, BinaryColor::On)
    }

    /// Lines from `top`; returns how many.
    fn lines(&mut self, text: &str, top: i32, pitch: i32, rows: usize) -> Result<usize, D::Error> {
        let font = self.form.small;
        let room = columns(self.form.width - MARGIN, font);
        let mut result = Ok(());
        let count = wrapped(text, room, rows, |at, line| {
            let y = top + i32::try_from(at).unwrap_or(0) * pitch;
            if result.is_ok() {
                result = self.write(line, (MARGIN, y), font, BinaryColor::On);
            }
        });
        result.map(|()| count)
    }

    fn notes(&mut self, note: &str, more: &str) -> Result<(), D::Error> {
        let (form, rows) = (self.form, self.form.note_rows);
        let own = if more.is_empty() { rows } else { 1 };
        let used = self.lines(note, form.notes, form.pitch, own)?;
        let top = form.notes + i32::try_from(used).unwrap_or(0) * form.pitch;
        self.lines(more, top, form.pitch, rows.saturating_sub(used))?;
        Ok(())
    }

    fn prose(&mut self, text: &str) -> Result<(), D::Error> {
        let form = self.form;
        // Two lines have more air than three.
        let mut count = 0;
        wrapped(text, columns(form.width - MARGIN, form.small), form.prose_rows, |at, _| count = at + 1);
        let spare = form.keys - form.prose - i32::try_from(count).unwrap_or(0) * form.pitch;
        let top = form.prose + (spare / 2).max(0);
        self.lines(text, top, form.pitch, form.prose_rows)?;
        Ok(())
    }

    fn body(&mut self, body: &Body) -> Result<(), D::Error> {
        let form = self.form;
        match body {
            Body::Title { title, note, more } => {
                if letters(title.as_str()) > columns(form.width - MARGIN, form.large) {
                    return self.prose(title.as_str());
                }
                self.line(title.as_str(), form.title, form.large)?;
                self.notes(note.as_str(), more.as_str())
            }
            Body::Name { name: full, note, more } => {
                let room = columns(form.width - MARGIN, form.large);
                self.line(name::<128>(full.as_str(), room).as_str(), form.title, form.large)?;
                self.notes(note.as_str(), more.as_str())
            }
            Body::Choice { mark: own, label, note, more } => {
                let mut left = MARGIN;
                if let Some(own) = own {
                    let middle = form.title + form.choice.character_size.height as i32 / 2;
                    self.sign(mark(*own), (5 * form.scale, middle), BinaryColor::On)?;
                    left = 12 * form.scale + 2;
                }
                let room = columns(form.width - left, form.choice);
                let label = shortened::<64>(label.as_str(), room);
                self.write(label.as_str(), (left, form.title), form.choice, BinaryColor::On)?;
                self.notes(note.as_str(), more.as_str())
            }
            Body::Prose(text) => self.prose(text.as_str()),
            Body::Alarm { title, lines } => {
                let (rule, top, pitch) = form.alarm;
                self.fill((0, 0), (form.width, form.height), BinaryColor::On)?;
                let ink = BinaryColor::Off;
                let middle = (rule - form.large.character_size.height as i32) / 2;
                self.write(title.as_str(), (MARGIN, middle), form.large, ink)?;
                self.fill((0, rule), (form.width, form.scale), ink)?;
                for (at, line) in (0..).zip(lines) {
                    self.write(line.as_str(), (MARGIN, top + at * pitch), form.small, ink)?;
                }
                Ok(())
            }
        }
    }

    fn keys(&mut self, keys: &[Legend; 3]) -> Result<(), D::Error> {
        let form = self.form;
        let height = form.height - form.keys;
        for (place, legend) in (0..).zip(keys) {
            let Some((left, wide)) = key_box(form, place, legend) else { continue };
            self.fill((left, form.keys), (wide, height), BinaryColor::On)?;
            let middle = (left + wide / 2, form.keys + height / 2);
            match legend {
                Legend::None => {}
                Legend::Word(word) => {
                    let half = (width_of(word, form.key) / 2, form.key.character_size.height as i32 / 2);
                    self.write(word, (middle.0 - half.0, middle.1 - half.1), form.key, BinaryColor::Off)?;
                }
                Legend::Mark(choice) => self.sign(mark(*choice), middle, BinaryColor::Off)?,
                Legend::Back => self.sign(BACK, middle, BinaryColor::Off)?,
                Legend::On => self.sign(ON, middle, BinaryColor::Off)?,
            }
        }
        Ok(())
    }
}

/// Left edge and width of a legend: over the middle of its key, and within the panel.
fn key_box(form: &Form, place: i32, legend: &Legend) -> Option<(i32, i32)> {
    let wide = match legend {
        Legend::None => return None,
        Legend::Word(word) => (width_of(word, form.key) + 4).max(form.width / 4 + 2),
        Legend::Mark(_) => form.width / 3 - 2,
        Legend::Back | Legend::On => form.width / 4 + 2,
    };
    let left = form.width * (2 * place + 1) / 6 - wide / 2;
    Some((left.clamp(0, (form.width - wide).max(0)), wide))
}

/// Draws the whole of `sheet`, the empty ground too.
///
/// # Errors
/// Those of the target.
pub fn draw<D: DrawTarget<Color = BinaryColor>>(
    sheet: &Sheet,
    panel: Panel,
    target: &mut D,
) -> Result<(), D::Error> {
    let mut pen = Pen { target, form: panel.form() };
    pen.target.clear(BinaryColor::Off)?;
    if !matches!(sheet.body, Body::Alarm { .. }) {
        pen.head(sheet)?;
    }
    pen.body(&sheet.body)?;
    pen.keys(&sheet.keys)
}

/// How much of a panel is to be renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// Nothing has changed.
    None,
    /// The quick way; on e-paper it leaves shadows.
    Partial,
    /// The slow way, which leaves none: another screen, or after many quick ones.
    Full,
}

/// Decides how a panel is renewed, so that an e-paper flickers seldom and stays legible.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    shown: Option<Sheet>,
    partial: u8,
}

impl Pace {
    /// Quick renewals in a row after which a slow one is due.
    pub const MOST_PARTIAL: u8 = 20;

    /// How to bring `sheet` onto the panel; counts it as done.
    pub fn next(&mut self, sheet: &Sheet) -> Refresh {
        let refresh = match &self.shown {
            Some(shown) if shown == sheet => return Refresh::None,
            Some(shown) if shown.number == sheet.number && self.partial < Self::MOST_PARTIAL => {
                Refresh::Partial
            }
            Some(_) | None => Refresh::Full,
        };
        self.partial = if refresh == Refresh::Full { 0 } else { self.partial + 1 };
        self.shown = Some(*sheet);
        refresh
    }
}
