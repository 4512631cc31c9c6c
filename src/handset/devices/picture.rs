//! What a panel shows of a sheet, point by point: for a framebuffer and for a terminal.

use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::OriginDimensions as _;
use embedded_graphics::pixelcolor::{Rgb888, RgbColor as _};
use nghitruong_handheld::canvas::{Colour, Oled, Paper};
use nghitruong_handheld::ink::Ink;
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::view::{Panel, draw};
use std::convert::Infallible;

pub(super) enum Picture {
    Oled(Box<Oled>),
    Paper(Box<Paper>),
    Colour(Box<Colour>),
}

impl Picture {
    pub(super) fn of(sheet: &Sheet, panel: Panel) -> Self {
        match panel {
            Panel::Oled => Self::Oled(drawn(sheet, panel, Oled::new())),
            Panel::Paper => Self::Paper(drawn(sheet, panel, Paper::new())),
            Panel::Colour => Self::Colour(drawn(sheet, panel, Colour::new())),
        }
    }

    /// Points of a row, and rows.
    pub(super) fn size(&self) -> (usize, usize) {
        let size = match self {
            Self::Oled(canvas) => canvas.size(),
            Self::Paper(canvas) => canvas.size(),
            Self::Colour(canvas) => canvas.size(),
        };
        (size.width as usize, size.height as usize)
    }

    /// A point's colour; white and black on the panels of one bit.
    pub(super) fn colour(&self, x: usize, y: usize) -> Rgb888 {
        let lit = |lit: bool| if lit { Rgb888::WHITE } else { Rgb888::BLACK };
        match self {
            Self::Oled(canvas) => lit(canvas.is_on(x, y)),
            // Ink on paper: what is on is dark.
            Self::Paper(canvas) => lit(!canvas.is_on(x, y)),
            Self::Colour(canvas) => canvas.points()[y * Colour::WIDTH + x].into(),
        }
    }
}

fn drawn<T: DrawTarget<Error = Infallible>>(sheet: &Sheet, panel: Panel, canvas: T) -> Box<T>
where
    Ink: Into<T::Color>,
{
    let mut canvas = Box::new(canvas);
    let Ok(()) = draw(sheet, panel, &mut *canvas);
    canvas
}
