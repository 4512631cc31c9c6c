//! Every letter that the handheld can be asked to write is in every font, whole and not like another.

use embedded_graphics::Drawable as _;
use embedded_graphics::geometry::{OriginDimensions as _, Point};
use embedded_graphics::mono_font::{MonoFont, MonoTextStyle};
use embedded_graphics::pixelcolor::BinaryColor;
use embedded_graphics::text::{Baseline, Text};
use nghitruong_handheld::canvas::Canvas;
use nghitruong_handheld::font::{ALL, CHARS, PER_ROW, place};
use nghitruong_handheld::words::{Language, Word};

/// Vowels with their five tones, and the letters that Latin has not.
const BASE: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// The vowel without its circumflex, breve or horn.
fn bare(vowel: char) -> char {
    match vowel {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        plain => plain,
    }
}

fn vietnamese() -> Vec<char> {
    let small = BASE.iter().flat_map(|row| row.chars()).chain(['đ']).filter(|c| !c.is_ascii());
    let small: Vec<char> = small.collect();
    let capital = small.iter().flat_map(|c| c.to_uppercase());
    small.iter().copied().chain(capital).collect()
}

/// Rows of the glyph, drawn in the middle of an empty canvas so that nothing can be cut off by its edge.
fn glyph(letter: char, font: &MonoFont<'_>) -> Vec<u32> {
    let mut canvas = Canvas::<32, 40, 160>::new();
    let style = MonoTextStyle::new(font, BinaryColor::On);
    let mut four = [0; 4];
    Text::with_baseline(letter.encode_utf8(&mut four), Point::new(8, 8), style, Baseline::Top)
        .draw(&mut canvas)
        .unwrap();
    (0..40).map(|y| (0..32).fold(0, |row, x| row << 1 | u32::from(canvas.is_on(x, y)))).collect()
}

#[test]
fn all_letters_of_vietnamese_and_of_the_words_are_there() {
    let letters = vietnamese();
    assert_eq!(letters.len(), 134);
    let words = Word::ALL.iter().flat_map(|w| [Language::Vietnamese, Language::English].map(|l| w.say(l)));
    let used: Vec<char> =
        words.flat_map(str::chars).chain("0123456789 .,:;?!/+-–—…%()“”\"'✓✗".chars()).collect();
    for letter in letters.into_iter().chain(used) {
        assert!(place(letter).is_some(), "{letter:?}");
    }
    assert_eq!(place('漢'), None);
}

#[test]
fn every_glyph_is_drawn_and_is_its_own() {
    for (name, font) in ALL {
        let letters: Vec<char> = CHARS.chars().filter(|c| *c != ' ').collect();
        let drawn: Vec<Vec<u32>> = letters.iter().map(|c| glyph(*c, font)).collect();
        for (at, rows) in drawn.iter().enumerate() {
            assert!(rows.iter().any(|row| *row != 0), "{name}: {:?} is empty", letters[at]);
            for (other, same) in letters.iter().zip(&drawn).skip(at + 1) {
                let dashes = letters[at] == '-' && *other == '–';
                assert!(dashes || rows != same, "{name}: {:?} looks like {other:?}", letters[at]);
            }
        }
    }
}

/// A mark stands above its letter, adds to it or, the dot, stands below. That no glyph reaches beyond its cell is seen to where
/// the atlas is made.
#[test]
fn every_mark_is_whole() {
    for (name, font) in ALL {
        let ink = |c: char| glyph(c, font).iter().map(|row| row.count_ones()).sum::<u32>();
        let top = |c: char| glyph(c, font).iter().position(|row| *row != 0);
        let bottom = |c: char| glyph(c, font).iter().rposition(|row| *row != 0);
        for row in BASE.map(|row| row.chars().collect::<Vec<_>>()) {
            for capital in [false, true] {
                let up = |c: char| if capital { c.to_uppercase().next().unwrap() } else { c };
                let plain = up(bare(row[0]));
                for marked in row[1..].iter().map(|c| up(*c)) {
                    // In the largest font the tail of ỵ is shortened to make room for its dot.
                    let whole = marked == 'ỵ'
                        || ink(marked) > ink(plain)
                        || top(marked) < top(plain)
                        || bottom(marked) > bottom(plain);
                    assert!(whole, "{name}: {marked:?}");
                }
            }
        }
    }
}

#[test]
fn the_atlases_are_as_long_as_their_letters_need() {
    for (name, font) in ALL {
        let rows = CHARS.chars().count().div_ceil(PER_ROW) as u32;
        assert_eq!(font.image.size().height, rows * font.character_size.height, "{name}");
        assert_eq!(font.image.size().width, PER_ROW as u32 * font.character_size.width, "{name}");
    }
}
