//! What a point of a screen is for. A panel of one bit tells only what is inverted; a coloured one also what is to be done and what is wrong.

use embedded_graphics::pixelcolor::{BinaryColor, PixelColor, Rgb565, Rgb888};

/// A part of a screen with a ground of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The middle.
    Page,
    /// The head.
    Head,
    /// A head that says what is certain.
    Certain,
    /// A key that leads somewhere.
    Key,
    /// A key that gives a choice. All choices look alike: a neighbour sees the screen too.
    Choice,
    /// A screen that says to raise a hand.
    Alarm,
}

impl Area {
    fn is_inverted(self) -> bool {
        match self {
            Self::Page | Self::Head => false,
            Self::Certain | Self::Key | Self::Choice | Self::Alarm => true,
        }
    }

    /// Ground and what is written on it; the contrast is at least 6.5.
    fn colours(self) -> (Rgb888, Rgb888) {
        const INK: Rgb888 = Rgb888::new(0x12, 0x16, 0x1C);
        const WHITE: Rgb888 = Rgb888::new(0xFF, 0xFF, 0xFF);
        match self {
            Self::Page => (WHITE, INK),
            Self::Head => (Rgb888::new(0xEE, 0xF0, 0xF3), INK),
            Self::Certain => (INK, WHITE),
            Self::Key => (Rgb888::new(0x2A, 0x32, 0x40), WHITE),
            Self::Choice => (Rgb888::new(0xFF, 0xC8, 0x1A), INK),
            Self::Alarm => (Rgb888::new(0xB3, 0x26, 0x1E), WHITE),
        }
    }
}

/// What a point is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The ground of an area.
    Ground(Area),
    /// What is written on it.
    Text(Area),
}

impl PixelColor for Ink {
    type Raw = ();
}

impl From<Ink> for BinaryColor {
    fn from(ink: Ink) -> Self {
        match ink {
            Ink::Ground(area) => Self::from(area.is_inverted()),
            Ink::Text(area) => Self::from(!area.is_inverted()),
        }
    }
}

impl From<Ink> for Rgb888 {
    fn from(ink: Ink) -> Self {
        match ink {
            Ink::Ground(area) => area.colours().0,
            Ink::Text(area) => area.colours().1,
        }
    }
}

impl From<Ink> for Rgb565 {
    fn from(ink: Ink) -> Self {
        Rgb888::from(ink).into()
    }
}
