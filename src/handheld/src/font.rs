//! Bitmap fonts with all Vietnamese letters: the "fixed" family of X11, made into atlases by `examples/atlas.rs`.

use embedded_graphics::image::ImageRaw;
use embedded_graphics::mono_font::mapping::GlyphMapping;
use embedded_graphics::mono_font::{DecorationDimensions, MonoFont};
use embedded_graphics::prelude::Size;

/// Glyphs in one row of an atlas.
pub const PER_ROW: usize = 16;

/// What the atlases hold, in their order: ASCII, the 134 letters of Vietnamese that ASCII has not, signs.
pub const CHARS: &str = concat!(
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~",
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư",
    "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ",
    "–—…•·“”✓✗",
);

/// Place of `?` in [`CHARS`].
const UNKNOWN: usize = 31;

struct Places;

impl GlyphMapping for Places {
    fn index(&self, letter: char) -> usize {
        place(letter).unwrap_or(UNKNOWN)
    }
}

/// Place of a letter in the atlases; `None`: it is not there.
pub fn place(letter: char) -> Option<usize> {
    match letter {
        ' '..='~' => Some(letter as usize - ' ' as usize),
        _ => CHARS.chars().position(|known| known == letter),
    }
}

const fn font(image: &'static [u8], width: u32, height: u32, baseline: u32) -> MonoFont<'static> {
    MonoFont {
        image: ImageRaw::new(image, width * PER_ROW as u32),
        glyph_mapping: &Places,
        character_size: Size::new(width, height),
        character_spacing: 0,
        baseline,
        underline: DecorationDimensions::new(baseline + 2, 1),
        strikethrough: DecorationDimensions::new(height / 2, 1),
    }
}

/// 6 x 13 points: the smallest that shows all marks.
pub const SMALL: MonoFont<'static> = font(include_bytes!("../fonts/6x13.raw"), 6, 13, 10);
/// 7 x 13 points: *Không tán thành* in one line of 128 points.
pub const CHOICE: MonoFont<'static> = font(include_bytes!("../fonts/7x13.raw"), 7, 13, 10);
/// 9 x 15 points.
pub const TEXT: MonoFont<'static> = font(include_bytes!("../fonts/9x15.raw"), 9, 15, 11);
/// 9 x 15 points, bold.
pub const BOLD: MonoFont<'static> = font(include_bytes!("../fonts/9x15B.raw"), 9, 15, 11);
/// 10 x 20 points.
pub const LARGE: MonoFont<'static> = font(include_bytes!("../fonts/10x20.raw"), 10, 20, 15);

/// All of them, with their names.
pub const ALL: [(&str, &MonoFont<'static>); 5] =
    [("6x13", &SMALL), ("7x13", &CHOICE), ("9x15", &TEXT), ("9x15B", &BOLD), ("10x20", &LARGE)];
