//! A picture in memory: what a panel is sent, a simulator prints and a test compares.

use crate::ink::{Area, Ink};
use embedded_graphics::Pixel;
use embedded_graphics::draw_target::DrawTarget;
use embedded_graphics::geometry::{OriginDimensions, Size};
use embedded_graphics::pixelcolor::BinaryColor;

/// `W` x `H` points, `B` bytes of them: rows from the top, most significant bit left, each row padded to a byte.
#[derive(Clone, PartialEq, Eq)]
pub struct Canvas<const W: usize, const H: usize, const B: usize> {
    bytes: [u8; B],
}

/// Picture of a 128 x 64 OLED.
pub type Oled = Canvas<128, 64, 1024>;
/// Picture of a 250 x 122 e-paper.
pub type Paper = Canvas<250, 122, 3904>;

impl<const W: usize, const H: usize, const B: usize> Canvas<W, H, B> {
    const STRIDE: usize = W.div_ceil(8);

    /// All points off.
    pub const fn new() -> Self {
        assert!(B == W.div_ceil(8) * H);
        Self { bytes: [0; B] }
    }

    /// Whether the point is on; outside there is none.
    pub fn is_on(&self, x: usize, y: usize) -> bool {
        x < W
            && y < H
            && self.bytes.get(y * Self::STRIDE + x / 8).is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0)
    }

    /// The bytes, as described above.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl<const W: usize, const H: usize, const B: usize> Default for Canvas<W, H, B> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const W: usize, const H: usize, const B: usize> OriginDimensions for Canvas<W, H, B> {
    fn size(&self) -> Size {
        Size::new(W as u32, H as u32)
    }
}

impl<const W: usize, const H: usize, const B: usize> DrawTarget for Canvas<W, H, B> {
    type Color = BinaryColor;
    type Error = core::convert::Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Self::Error>
    where
        I: IntoIterator<Item = Pixel<BinaryColor>>,
    {
        for Pixel(at, colour) in pixels {
            let (Ok(x), Ok(y)) = (usize::try_from(at.x), usize::try_from(at.y)) else { continue };
            if x >= W || y >= H {
                continue;
            }
            if let Some(byte) = self.bytes.get_mut(y * Self::STRIDE + x / 8) {
                let bit = 0x80 >> (x % 8);
                *byte = if colour.is_on() { *byte | bit } else { *byte & !bit };
            }
        }
        Ok(())
    }
}

/// Picture of a coloured panel of 320 x 240: for each point what it is for. 150 KB.
pub struct Colour {
    points: [Ink; Self::WIDTH * Self::HEIGHT],
}

impl Colour {
    /// Points of a row.
    pub const WIDTH: usize = 320;
    /// Rows.
    pub const HEIGHT: usize = 240;

    /// An empty page.
    pub const fn new() -> Self {
        Self { points: [Ink::Ground(Area::Page); Self::WIDTH * Self::HEIGHT] }
    }

    /// Every point, rows from the top.
    pub fn points(&self) -> &[Ink] {
        &self.points
    }
}

impl Default for Colour {
    fn default() -> Self {
        Self::new()
    }
}

impl OriginDimensions for Colour {
    fn size(&self) -> Size {
        Size::new(Self::WIDTH as u32, Self::HEIGHT as u32)
    }
}

impl DrawTarget for Colour {
    type Color = Ink;
    type Error = core::convert::Infallible;

    fn draw_iter<I>(&mut self, pixels: I) -> Result<(), Self::Error>
    where
        I: IntoIterator<Item = Pixel<Ink>>,
    {
        for Pixel(at, ink) in pixels {
            let (Ok(x), Ok(y)) = (usize::try_from(at.x), usize::try_from(at.y)) else { continue };
            if x < Self::WIDTH
                && let Some(point) = self.points.get_mut(y * Self::WIDTH + x)
            {
                *point = ink;
            }
        }
        Ok(())
    }
}
