//! A screen as the kernel offers it: `/dev/fb0` and what `/sys/class/graphics/fb0` says of it.

use super::DeviceError;
use super::picture::Picture;
use embedded_graphics::pixelcolor::{IntoStorage as _, Rgb565, Rgb888, RgbColor as _};
use nghitruong_handheld::canvas::Colour;
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::view::{Pace, Panel, Refresh};
use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::Path;

/// How a framebuffer is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    pub width: usize,
    pub height: usize,
    /// 1, 16 or 32.
    pub bits: usize,
    /// Bytes of a row.
    pub stride: usize,
}

impl Geometry {
    /// Reads `virtual_size`, `bits_per_pixel` and `stride` in `folder`.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn read(folder: &Path) -> Result<Self, DeviceError> {
        let text = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|error| DeviceError::Io { path, error })
        };
        let strange = |what: String| DeviceError::Strange { path: folder.to_owned(), what };
        let size = text("virtual_size")?;
        let numbers: Vec<usize> = size.trim().split(',').filter_map(|n| n.parse().ok()).collect();
        let [width, height] = numbers[..] else { return Err(strange(format!("size {size:?}"))) };
        let one = |name: &str| -> Result<usize, DeviceError> {
            let text = text(name)?;
            text.trim().parse().map_err(|_| strange(format!("{name} {text:?}")))
        };
        let (bits, stride) = (one("bits_per_pixel")?, one("stride")?);
        let geometry = Self { width, height, bits, stride };
        let known = matches!(bits, 1 | 16 | 32);
        if !known || width < 128 || height < 64 || stride < (width * bits).div_ceil(8) {
            return Err(strange(format!("no use for {geometry:?}")));
        }
        Ok(geometry)
    }

    /// The bytes of a picture of `wide` x `high` points, as large as it fits in whole multiples, in the middle of black.
    pub fn bytes(&self, wide: usize, high: usize, colour: impl Fn(usize, usize) -> Rgb888) -> Vec<u8> {
        let scale = (self.width / wide).min(self.height / high).max(1);
        let (left, top) =
            ((self.width.saturating_sub(wide * scale)) / 2, (self.height.saturating_sub(high * scale)) / 2);
        let mut out = vec![0u8; self.stride * self.height];
        for y in top..(top + high * scale).min(self.height) {
            for x in left..(left + wide * scale).min(self.width) {
                let colour = colour((x - left) / scale, (y - top) / scale);
                let row = y * self.stride;
                match self.bits {
                    // The OLED drivers count points from the lowest bit.
                    1 => out[row + x / 8] |= u8::from(colour != Rgb888::BLACK) << (x % 8),
                    // The kernel's small displays are RGB565 or XRGB8888, in the machine's own order.
                    16 => out[row + x * 2..row + x * 2 + 2]
                        .copy_from_slice(&Rgb565::from(colour).into_storage().to_ne_bytes()),
                    _ => out[row + x * 4..row + x * 4 + 4]
                        .copy_from_slice(&(0xff00_0000 | colour.into_storage()).to_ne_bytes()),
                }
            }
        }
        out
    }

    /// Whether `panel` can be shown.
    fn fits(&self, panel: Panel) -> bool {
        match panel {
            Panel::Oled | Panel::Paper => true,
            Panel::Colour => self.bits > 1 && self.width >= Colour::WIDTH && self.height >= Colour::HEIGHT,
        }
    }
}

/// An open framebuffer.
pub struct Framebuffer {
    file: File,
    geometry: Geometry,
    panel: Panel,
    pace: Pace,
}

impl Framebuffer {
    /// Opens `/dev/{name}`.
    ///
    /// # Errors
    /// [`DeviceError`] when it is not there, may not be written, or is of a form that is not known.
    pub fn open(name: &str, panel: Panel) -> Result<Self, DeviceError> {
        let folder = Path::new("/sys/class/graphics").join(name);
        let geometry = Geometry::read(&folder)?;
        if !geometry.fits(panel) {
            return Err(DeviceError::Strange { path: folder, what: format!("no {panel:?} on {geometry:?}") });
        }
        let path = Path::new("/dev").join(name);
        let file =
            OpenOptions::new().write(true).open(&path).map_err(|error| DeviceError::Io { path, error })?;
        Ok(Self { file, geometry, panel, pace: Pace::default() })
    }

    /// Shows `sheet`, if it is another one.
    ///
    /// # Errors
    /// The system's.
    pub fn show(&mut self, sheet: &Sheet) -> io::Result<()> {
        if self.pace.next(sheet) == Refresh::None {
            return Ok(());
        }
        let picture = Picture::of(sheet, self.panel);
        let (wide, high) = picture.size();
        let bytes = self.geometry.bytes(wide, high, |x, y| picture.colour(x, y));
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(size: &str, bits: &str, stride: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("virtual_size", size), ("bits_per_pixel", bits), ("stride", stride)] {
            std::fs::write(folder.path().join(name), text).expect("written");
        }
        folder
    }

    #[test]
    fn the_kernels_words_are_read_and_strange_ones_are_said() {
        let oled = Geometry::read(folder("128,64\n", "1\n", "16\n").path()).expect("an OLED");
        assert_eq!(oled, Geometry { width: 128, height: 64, bits: 1, stride: 16 });
        for (size, bits, stride) in
            [("128", "1", "16"), ("128,64", "24", "384"), ("64,48", "1", "8"), ("128,64", "16", "16")]
        {
            let read = Geometry::read(folder(size, bits, stride).path());
            assert!(matches!(read, Err(DeviceError::Strange { .. })), "{size} {bits} {stride}");
        }
        assert!(matches!(Geometry::read(Path::new("/nowhere")), Err(DeviceError::Io { .. })));
    }

    #[test]
    fn points_go_where_the_panel_has_them() {
        let corner = |x: usize, y: usize| match (x, y) {
            (0, 0) | (127, 63) => Rgb888::WHITE,
            _ => Rgb888::BLACK,
        };
        let oled = Geometry { width: 128, height: 64, bits: 1, stride: 16 };
        let bytes = oled.bytes(128, 64, corner);
        assert_eq!((bytes[0], bytes[1023], bytes.iter().map(|b| b.count_ones()).sum::<u32>()), (1, 0x80, 2));
        // Twice as large, in the middle of a screen of 16 bits a point.
        let wide = Geometry { width: 320, height: 240, bits: 16, stride: 640 };
        let bytes = wide.bytes(128, 64, corner);
        let lit: Vec<usize> = (0..320 * 240).filter(|at| bytes[at * 2..at * 2 + 2] == [0xff, 0xff]).collect();
        assert_eq!(lit.len(), 8);
        assert_eq!((lit[0] % 320, lit[0] / 320), (32, 56));
        assert_eq!((lit[7] % 320, lit[7] / 320), (287, 183));
    }

    #[test]
    fn colours_are_the_panels() {
        let yellow = |x: usize, _: usize| if x == 0 { Rgb888::new(0xFF, 0xC8, 0x1A) } else { Rgb888::BLACK };
        let small = Geometry { width: 320, height: 240, bits: 16, stride: 648 };
        let bytes = small.bytes(320, 240, yellow);
        let word = u16::from_ne_bytes([bytes[648], bytes[649]]);
        assert_eq!(
            (word, bytes.len()),
            (0xFE23, 648 * 240),
            "the nearest of five bits of red, six of green, five of blue"
        );
        let large = Geometry { width: 640, height: 480, bits: 32, stride: 2560 };
        let bytes = large.bytes(320, 240, yellow);
        for at in [0, 4, 2560] {
            let word = u32::from_ne_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
            assert_eq!(word, 0xFFFF_C81A, "one point is two wide and high");
        }
        assert_eq!(bytes[8..11], [0, 0, 0]);
        assert!(small.fits(Panel::Colour) && large.fits(Panel::Colour));
        let (one_bit, narrow) = (Geometry { bits: 1, ..small }, Geometry { width: 240, ..small });
        assert!(!one_bit.fits(Panel::Colour) && !narrow.fits(Panel::Colour));
        assert!(one_bit.fits(Panel::Paper));
    }
}
