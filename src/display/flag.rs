//! The picture of the flag: what the council supplied, made as large as the screen needs.

use image::{DynamicImage, ImageReader, Limits, Rgba};
use std::io::Cursor;

/// Largest side that is read, pixels.
const MOST_SIDE: u32 = 12_000;
/// Memory that one picture may take while it is read, bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// A picture in memory.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Three bytes a pixel, row by row.
    pub rgb: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Reads a PNG or JPEG and fits it into `width` times `height`; what is transparent becomes black. `None` for anything that is no
/// such picture, or too large a one.
pub fn read(bytes: &[u8], width: u32, height: u32) -> Option<Pixels> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let picture = if picture.width() > width || picture.height() > height {
        picture.resize(width, height, image::imageops::FilterType::Triangle)
    } else {
        picture
    };
    let rgb = over_black(&picture);
    Some(Pixels { rgb, width: picture.width(), height: picture.height() })
}

fn over_black(picture: &DynamicImage) -> Vec<u8> {
    let faded =
        |value: u8, alpha: u8| u8::try_from(u16::from(value) * u16::from(alpha) / 255).unwrap_or(value);
    let pixels = picture.to_rgba8();
    pixels.pixels().flat_map(|Rgba([r, g, b, a])| [faded(*r, *a), faded(*g, *a), faded(*b, *a)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nghitruong_ui::headless::encode_png;

    #[test]
    fn pictures_are_fitted_and_everything_else_is_none() {
        let rgb = [[0xDA, 0x25, 0x1D]; 30 * 20].concat();
        let png = encode_png(&rgb, 30, 20).unwrap();
        let same = read(&png, 1920, 1080).unwrap();
        assert_eq!((same.width, same.height, &same.rgb), (30, 20, &rgb));
        let fitted = read(&png, 15, 100).unwrap();
        assert_eq!((fitted.width, fitted.height, fitted.rgb.len()), (15, 10, 450));
        assert!(read(b"<svg/>", 100, 100).is_none());
        assert!(read(&png[..40], 100, 100).is_none());
    }
}
