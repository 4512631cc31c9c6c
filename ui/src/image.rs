//! Pictures for the screens, made from plain pixels.

use slint::{Image, Rgb8Pixel, SharedPixelBuffer};

/// The white border every QR code needs, in modules.
const QUIET: usize = 4;

/// A QR code at one pixel a module, black on white, with its quiet zone of four modules. The screens enlarge it by a whole
/// number. `modules` holds `width` times `width` values, row by row, `true` for black; anything else gives an empty image.
#[must_use]
pub fn qr_image(modules: &[bool], width: usize) -> Image {
    if width == 0 || modules.len() != width * width {
        return Image::default();
    }
    let side = width + 2 * QUIET;
    let Ok(edge) = u32::try_from(side) else {
        return Image::default();
    };
    let mut buffer = SharedPixelBuffer::<Rgb8Pixel>::new(edge, edge);
    let pixels = buffer.make_mut_slice();
    pixels.fill(Rgb8Pixel::new(255, 255, 255));
    for (y, row) in modules.chunks_exact(width).enumerate() {
        for (x, dark) in row.iter().enumerate() {
            if *dark {
                pixels[(y + QUIET) * side + x + QUIET] = Rgb8Pixel::new(0, 0, 0);
            }
        }
    }
    Image::from_rgb8(buffer)
}

/// A page of a document from 8-bit RGB pixels, row by row. A length that does not fit the size gives an empty image.
#[must_use]
pub fn page_image(rgb: &[u8], width: u32, height: u32) -> Image {
    if width == 0 || rgb.len() as u64 != u64::from(width) * u64::from(height) * 3 {
        return Image::default();
    }
    Image::from_rgb8(SharedPixelBuffer::<Rgb8Pixel>::clone_from_slice(rgb, width, height))
}
