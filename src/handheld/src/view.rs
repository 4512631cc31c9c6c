//! Draws a sheet: lit points on a 128 x 64 OLED, ink on a 250 x 122 e-paper, colours on 320 x 240.

use crate::form::{Form, Type};
use crate::ink::{Area, Ink};
use crate::sheet::{Body, Legend, Sheet};
use crate::state::facts::Choice;
use crate::text::{Text, letters, name, shortened, wrapped};
use embedded_graphics::Pixel;
use embedded_graphics::draw_target::{DrawTarget, DrawTargetExt as _};
use embedded_graphics::geometry::Dimensions;
use embedded_graphics::mono_font::MonoTextStyle;
use embedded_graphics::prelude::{Drawable as _, Point, Size};
use embedded_graphics::primitives::Rectangle;
use embedded_graphics::text::{Baseline, Text as Line};

pub use crate::form::Panel;

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

fn width_of(text: &str, letter: &Type) -> i32 {
    i32::try_from(letters(text)).unwrap_or(i32::MAX).saturating_mul(letter.width())
}

/// A target whose points are squares of `scale` points of another, from `at` on.
struct Magnified<'a, D> {
    target: &'a mut D,
    at: Point,
    scale: u32,
}

impl<D: DrawTarget> Dimensions for Magnified<'_, D> {
    fn bounding_box(&self) -> Rectangle {
        let whole = self.target.bounding_box();
        Rectangle::new((whole.top_left - self.at) / self.scale as i32, whole.size / self.scale)
    }
}

impl<D: DrawTarget> DrawTarget for Magnified<'_, D> {
    type Color = D::Color;
    type Error = D::Error;

    fn draw_iter<I: IntoIterator<Item = Pixel<D::Color>>>(&mut self, pixels: I) -> Result<(), D::Error> {
        for Pixel(point, colour) in pixels {
            let square = Rectangle::new(self.at + point * self.scale as i32, Size::new_equal(self.scale));
            self.target.fill_solid(&square, colour)?;
        }
        Ok(())
    }
}

struct Pen<'a, D> {
    target: &'a mut D,
    form: &'static Form,
}

impl<D: DrawTarget<Color = Ink>> Pen<'_, D> {
    fn fill(&mut self, at: (i32, i32), size: (i32, i32), ink: Ink) -> Result<(), D::Error> {
        let size = Size::new(u32::try_from(size.0).unwrap_or(0), u32::try_from(size.1).unwrap_or(0));
        self.target.fill_solid(&Rectangle::new(Point::new(at.0, at.1), size), ink)
    }

    fn write(&mut self, text: &str, at: (i32, i32), letter: &Type, on: Area) -> Result<(), D::Error> {
        let mut magnified =
            Magnified { target: &mut *self.target, at: Point::new(at.0, at.1), scale: letter.scale };
        let style = MonoTextStyle::new(letter.font, Ink::Text(on));
        Line::with_baseline(text, Point::zero(), style, Baseline::Top).draw(&mut magnified)?;
        Ok(())
    }

    /// A sign with its middle at `at`.
    fn sign(&mut self, rows: &[&str], at: (i32, i32), on: Area) -> Result<(), D::Error> {
        let scale = self.form.scale;
        let wide = rows.first().map_or(0, |row| row.len()) as i32 * scale;
        let (left, top) = (at.0 - wide / 2, at.1 - rows.len() as i32 * scale / 2);
        for (y, row) in (0..).zip(rows) {
            for (x, _) in (0..).zip(row.bytes()).filter(|(_, point)| *point == b'#') {
                self.fill((left + x * scale, top + y * scale), (scale, scale), Ink::Text(on))?;
            }
        }
        Ok(())
    }

    fn head(&mut self, sheet: &Sheet) -> Result<(), D::Error> {
        let form = self.form;
        let area = if sheet.filled { Area::Certain } else { Area::Head };
        self.fill((0, 0), (form.width, form.rule + 1), Ink::Ground(area))?;
        self.fill((0, form.rule), (form.width, 1), Ink::Text(Area::Page))?;
        let right = width_of(sheet.right.as_str(), &form.head);
        let at = (form.width - form.margin - right, form.head_top);
        self.write(sheet.right.as_str(), at, &form.head, area)?;
        let room =
            form.head.columns(form.width - 2 * form.margin - right).saturating_sub(usize::from(right > 0));
        let both: Text<64> = crate::text!("{} {}", sheet.head.as_str(), sheet.tail.as_str());
        let fits = !sheet.tail.is_empty() && letters(both.as_str()) <= room;
        let head = if fits { both.as_str() } else { sheet.head.as_str() };
        self.write(shortened::<64>(head, room).as_str(), (form.margin, form.head_top), &form.head, area)
    }

    /// How many letters stand between the margins.
    fn room(&self, letter: &Type) -> usize {
        letter.columns(self.form.width - 2 * self.form.margin)
    }

    /// One line, shortened on whole words.
    fn line(&mut self, text: &str, y: i32, letter: &Type) -> Result<(), D::Error> {
        let room = self.room(letter);
        self.write(shortened::<128>(text, room).as_str(), (self.form.margin, y), letter, Area::Page)
    }

    /// Lines from `top`; returns how many.
    fn lines(&mut self, text: &str, top: i32, pitch: i32, rows: usize) -> Result<usize, D::Error> {
        let form = self.form;
        let room = self.room(&form.small);
        let mut result = Ok(());
        let count = wrapped(text, room, rows, |at, line| {
            let y = top + i32::try_from(at).unwrap_or(0) * pitch;
            if result.is_ok() {
                result = self.write(line, (form.margin, y), &form.small, Area::Page);
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
        wrapped(text, self.room(&form.small), form.prose_rows, |at, _| count = at + 1);
        let spare = form.keys - form.prose - i32::try_from(count).unwrap_or(0) * form.pitch;
        let top = form.prose + (spare / 2).max(0);
        self.lines(text, top, form.pitch, form.prose_rows)?;
        Ok(())
    }

    fn body(&mut self, body: &Body) -> Result<(), D::Error> {
        let form = self.form;
        match body {
            Body::Title { title, note, more } => {
                if letters(title.as_str()) > self.room(&form.large) {
                    return self.prose(title.as_str());
                }
                self.line(title.as_str(), form.title, &form.large)?;
                self.notes(note.as_str(), more.as_str())
            }
            Body::Name { name: full, note, more } => {
                let room = self.room(&form.large);
                self.line(name::<128>(full.as_str(), room).as_str(), form.title, &form.large)?;
                self.notes(note.as_str(), more.as_str())
            }
            Body::Choice { mark: own, label, note, more } => {
                let mut left = form.margin;
                if let Some(own) = own {
                    let middle = form.title + form.choice.height() / 2;
                    self.sign(mark(*own), (form.margin - 1 + 5 * form.scale, middle), Area::Page)?;
                    left += 12 * form.scale + 1;
                }
                let room = form.choice.columns(form.width - left);
                let label = shortened::<64>(label.as_str(), room);
                self.write(label.as_str(), (left, form.title), &form.choice, Area::Page)?;
                self.notes(note.as_str(), more.as_str())
            }
            Body::Prose(text) => self.prose(text.as_str()),
            Body::Alarm { title, lines } => {
                let (rule, top, pitch) = form.alarm;
                self.fill((0, 0), (form.width, form.height), Ink::Ground(Area::Alarm))?;
                let middle = (rule - form.large.height()) / 2;
                self.write(title.as_str(), (form.margin, middle), &form.large, Area::Alarm)?;
                self.fill((0, rule), (form.width, form.scale), Ink::Text(Area::Alarm))?;
                for (at, line) in (0..).zip(lines) {
                    self.write(line.as_str(), (form.margin, top + at * pitch), &form.small, Area::Alarm)?;
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
            let area = match legend {
                Legend::None | Legend::Word(_) | Legend::Back | Legend::On => Area::Key,
                Legend::Mark(_) => Area::Choice,
            };
            self.fill((left, form.keys), (wide, height), Ink::Ground(area))?;
            let middle = (left + wide / 2, form.keys + height / 2);
            match legend {
                Legend::None => {}
                Legend::Word(word) => {
                    let half = (width_of(word, &form.key) / 2, form.key.height() / 2);
                    self.write(word, (middle.0 - half.0, middle.1 - half.1), &form.key, area)?;
                }
                Legend::Mark(choice) => self.sign(mark(*choice), middle, area)?,
                Legend::Back => self.sign(BACK, middle, area)?,
                Legend::On => self.sign(ON, middle, area)?,
            }
        }
        Ok(())
    }
}

/// Left edge and width of a legend: over the middle of its key, and within the panel.
fn key_box(form: &Form, place: i32, legend: &Legend) -> Option<(i32, i32)> {
    let wide = match legend {
        Legend::None => return None,
        Legend::Word(word) => (width_of(word, &form.key) + 4).max(form.width / 4 + 2),
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
pub fn draw<D: DrawTarget>(sheet: &Sheet, panel: Panel, target: &mut D) -> Result<(), D::Error>
where
    Ink: Into<D::Color>,
{
    let mut target = target.color_converted::<Ink>();
    let mut pen = Pen { target: &mut target, form: panel.form() };
    pen.target.clear(Ink::Ground(Area::Page))?;
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
