//! A screen as the kernel offers it: `/dev/fb0` and what `/sys/class/graphics/fb0` says of it.

use super::DeviceError;
use nghitruong_handheld::canvas::{Canvas, Oled, Paper};
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::view::{Pace, Panel, Refresh, draw};
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

    /// The bytes of a picture of `wide` x `high` points, as large as it fits in whole multiples, in the middle.
    pub fn bytes(&self, wide: usize, high: usize, is_on: impl Fn(usize, usize) -> bool) -> Vec<u8> {
        let scale = (self.width / wide).min(self.height / high).max(1);
        let (left, top) =
            ((self.width.saturating_sub(wide * scale)) / 2, (self.height.saturating_sub(high * scale)) / 2);
        let mut out = vec![0u8; self.stride * self.height];
        for y in top..(top + high * scale).min(self.height) {
            for x in left..(left + wide * scale).min(self.width) {
                if !is_on((x - left) / scale, (y - top) / scale) {
                    continue;
                }
                let row = y * self.stride;
                match self.bits {
                    // The OLED drivers count points from the lowest bit.
                    1 => out[row + x / 8] |= 1 << (x % 8),
                    bits => out[row + x * bits / 8..row + (x + 1) * bits / 8].fill(0xff),
                }
            }
        }
        out
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
        let geometry = Geometry::read(&Path::new("/sys/class/graphics").join(name))?;
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
        let bytes = match self.panel {
            Panel::Oled => self.bytes(sheet, Oled::new()),
            // Ink on paper: what is on is dark.
            Panel::Paper => self.bytes(sheet, Paper::new()),
        };
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&bytes)
    }

    fn bytes<const W: usize, const H: usize, const B: usize>(
        &self,
        sheet: &Sheet,
        mut canvas: Canvas<W, H, B>,
    ) -> Vec<u8> {
        match draw(sheet, self.panel, &mut canvas) {
            Ok(()) => {}
            Err(never) => match never {},
        }
        let ink = self.panel == Panel::Paper;
        self.geometry.bytes(W, H, |x, y| canvas.is_on(x, y) != ink)
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
        let corner = |x: usize, y: usize| (x, y) == (0, 0) || (x, y) == (127, 63);
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
}
