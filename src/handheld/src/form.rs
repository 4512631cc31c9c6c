//! The panels, and where things stand on each.

use crate::font::{BOLD, CHOICE, LARGE, SMALL, TEXT};
use embedded_graphics::mono_font::MonoFont;

/// The panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// 128 x 64, one bit, quick.
    Oled,
    /// 250 x 122, one bit, slow: its clocks go in steps of ten seconds.
    Paper,
    /// 320 x 240, in colours, quick.
    Colour,
}

impl Panel {
    /// Whether clocks are shown in steps of ten seconds.
    pub fn is_slow(self) -> bool {
        match self {
            Self::Oled | Self::Colour => false,
            Self::Paper => true,
        }
    }

    pub(crate) fn form(self) -> &'static Form {
        match self {
            Self::Oled => &OLED,
            Self::Paper => &PAPER,
            Self::Colour => &COLOUR,
        }
    }
}

/// Letters: a font, and how many points of the panel one of its points is wide and high.
pub(crate) struct Type {
    pub font: &'static MonoFont<'static>,
    pub scale: u32,
}

impl Type {
    const fn of(font: &'static MonoFont<'static>, scale: u32) -> Self {
        Self { font, scale }
    }

    pub(crate) fn width(&self) -> i32 {
        (self.font.character_size.width * self.scale) as i32
    }

    pub(crate) fn height(&self) -> i32 {
        (self.font.character_size.height * self.scale) as i32
    }

    /// How many letters stand in `points`.
    pub(crate) fn columns(&self, points: i32) -> usize {
        usize::try_from(points / self.width()).unwrap_or(0)
    }
}

/// Where things stand on a panel, in points.
pub(crate) struct Form {
    pub width: i32,
    pub height: i32,
    /// Between the edge and what is written.
    pub margin: i32,
    pub head: Type,
    /// Top of the head's letters; the rule below it.
    pub head_top: i32,
    pub rule: i32,
    pub large: Type,
    pub choice: Type,
    pub small: Type,
    pub key: Type,
    /// Top of the large line; of the notes below; of prose, and the distance of its lines.
    pub title: i32,
    pub notes: i32,
    pub note_rows: usize,
    pub prose: i32,
    pub pitch: i32,
    pub prose_rows: usize,
    pub keys: i32,
    /// Top of the rule and of the lines of an alarm, and their distance.
    pub alarm: (i32, i32, i32),
    /// Points of a sign are so many points wide.
    pub scale: i32,
}

const OLED: Form = Form {
    width: 128,
    height: 64,
    margin: 1,
    head: Type::of(&SMALL, 1),
    head_top: 0,
    rule: 13,
    large: Type::of(&BOLD, 1),
    choice: Type::of(&CHOICE, 1),
    small: Type::of(&SMALL, 1),
    key: Type::of(&SMALL, 1),
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
    margin: 1,
    head: Type::of(&TEXT, 1),
    head_top: 0,
    rule: 18,
    large: Type::of(&LARGE, 1),
    choice: Type::of(&LARGE, 1),
    small: Type::of(&TEXT, 1),
    key: Type::of(&BOLD, 1),
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

// There is no larger font of this family: what is larger has larger points.
const COLOUR: Form = Form {
    width: 320,
    height: 240,
    margin: 6,
    head: Type::of(&LARGE, 1),
    head_top: 4,
    rule: 27,
    large: Type::of(&BOLD, 2),
    choice: Type::of(&CHOICE, 2),
    small: Type::of(&CHOICE, 2),
    key: Type::of(&CHOICE, 2),
    title: 42,
    notes: 90,
    note_rows: 3,
    prose: 40,
    pitch: 30,
    prose_rows: 5,
    keys: 198,
    alarm: (62, 86, 46),
    scale: 4,
};
