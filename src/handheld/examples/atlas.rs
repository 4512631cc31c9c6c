//! Makes `fonts/*.raw` out of the X11 fonts of Debian's `xfonts-base`, or with `--check` says whether they are what it makes.
//!
//! ```text
//! apt-get install xfonts-base
//! cargo run --release -p nghitruong-handheld --example atlas -- /usr/share/fonts/X11/misc
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use flate2::read::GzDecoder;
use nghitruong_handheld::font::{CHARS, PER_ROW};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

/// Name of the font, its cell, rows above the baseline, and the font that lends it the signs that it has not.
const FONTS: [(&str, usize, usize, i32, &str); 5] = [
    ("6x13", 6, 13, 11, "6x13"),
    ("7x13", 7, 13, 11, "6x13"),
    ("9x15", 9, 15, 12, "9x15"),
    ("9x15B", 9, 15, 12, "9x15"),
    ("10x20", 10, 20, 16, "10x20"),
];

const METRICS: u32 = 4;
const BITMAPS: u32 = 8;
const ENCODINGS: u32 = 32;

/// A table of a font in the Portable Compiled Format: its bytes, and how its numbers are laid out.
struct Table<'a> {
    bytes: &'a [u8],
    format: u32,
}

impl Table<'_> {
    fn big(&self) -> bool {
        self.format & 4 != 0
    }

    fn u16(&self, at: usize) -> usize {
        let two = [self.bytes[at], self.bytes[at + 1]];
        usize::from(if self.big() { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    fn i16(&self, at: usize) -> i32 {
        i32::from(self.u16(at) as u16 as i16)
    }

    fn u32(&self, at: usize) -> usize {
        let four = [self.bytes[at], self.bytes[at + 1], self.bytes[at + 2], self.bytes[at + 3]];
        (if self.big() { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }) as usize
    }
}

fn table(file: &[u8], kind: u32) -> Table<'_> {
    let word = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
    let at = (0..word(4) as usize).map(|n| 8 + 16 * n).find(|at| word(*at) == kind).expect("a table");
    let offset = word(at + 12) as usize;
    Table { bytes: &file[offset..], format: word(offset) }
}

/// A glyph: left edge and rows above the baseline, and its rows of points.
struct Glyph {
    left: i32,
    ascent: i32,
    rows: Vec<Vec<bool>>,
}

fn glyphs(file: &[u8]) -> BTreeMap<char, Glyph> {
    let (metrics, bitmaps, encodings) = (table(file, METRICS), table(file, BITMAPS), table(file, ENCODINGS));
    let compressed = metrics.format & 0x100 != 0;
    let metric = |n: usize| -> [i32; 5] {
        if compressed {
            std::array::from_fn(|i| i32::from(metrics.bytes[6 + 5 * n + i]) - 0x80)
        } else {
            std::array::from_fn(|i| metrics.i16(8 + 12 * n + 2 * i))
        }
    };
    let count = bitmaps.u32(4);
    let data = &bitmaps.bytes[8 + 4 * count + 16..];
    let padding = 1usize << (bitmaps.format & 3);
    let (most_bit_first, most_byte_first, unit) =
        (bitmaps.format & 8 != 0, bitmaps.format & 4 != 0, 1usize << ((bitmaps.format >> 4) & 3));
    assert!(unit == 1 || most_bit_first == most_byte_first, "points in an order that is not read here");
    let glyph = |n: usize| {
        let [left, right, _, ascent, descent] = metric(n);
        let width = (right - left) as usize;
        let stride = width.div_ceil(8).next_multiple_of(padding);
        let start = bitmaps.u32(8 + 4 * n);
        let point = |x: usize, y: usize| {
            let byte = data[start + y * stride + x / 8];
            byte >> (if most_bit_first { 7 - x % 8 } else { x % 8 }) & 1 == 1
        };
        let rows = (0..(ascent + descent) as usize).map(|y| (0..width).map(|x| point(x, y)).collect());
        Glyph { left, ascent, rows: rows.collect() }
    };
    let (first, last) = (encodings.u16(4), encodings.u16(6));
    let (high, low) = (encodings.u16(8), encodings.u16(10));
    let mut found = BTreeMap::new();
    for row in high..=low {
        for column in first..=last {
            let n = encodings.u16(14 + 2 * ((row - high) * (last - first + 1) + column - first));
            if n != 0xffff
                && let Some(letter) = char::from_u32((row * 256 + column) as u32)
            {
                found.insert(letter, glyph(n));
            }
        }
    }
    found
}

fn read(folder: &Path, name: &str) -> BTreeMap<char, Glyph> {
    let mut file = Vec::new();
    let packed = std::fs::File::open(folder.join(format!("{name}.pcf.gz"))).expect("the font");
    GzDecoder::new(packed).read_to_end(&mut file).unwrap();
    glyphs(&file)
}

fn atlas(folder: &Path, (name, width, height, baseline, lender): (&str, usize, usize, i32, &str)) -> Vec<u8> {
    let (mut own, lent) = (read(folder, name), read(folder, lender));
    correct(&mut own, name, baseline);
    let rows = CHARS.chars().count().div_ceil(PER_ROW);
    let stride = (PER_ROW * width).div_ceil(8);
    let mut out = vec![0u8; stride * rows * height];
    for (n, letter) in CHARS.chars().enumerate() {
        let glyph = own.get(&letter).or_else(|| lent.get(&letter));
        let glyph = glyph.unwrap_or_else(|| panic!("{name}: no {letter:?}"));
        for (y, row) in glyph.rows.iter().enumerate() {
            for x in row.iter().enumerate().filter_map(|(x, on)| on.then_some(x)) {
                let (x, y) = (x as i32 + glyph.left, baseline - glyph.ascent + y as i32);
                assert!((0..width as i32).contains(&x) && (0..height as i32).contains(&y), "{name} {letter}");
                let (x, y) = (n % PER_ROW * width + x as usize, n / PER_ROW * height + y as usize);
                out[y * stride + x / 8] |= 0x80 >> (x % 8);
            }
        }
    }
    out
}

/// Where a font is wrong: the first rows of a letter. The bold Ừ has the mark of Ứ.
const CORRECTED: [(&str, char, [&str; 3]); 1] = [("9x15B", 'Ừ', ["..#......", "..##...#.", "...#...#."])];

fn correct(glyphs: &mut BTreeMap<char, Glyph>, name: &str, baseline: i32) {
    for (_, letter, rows) in CORRECTED.iter().filter(|(font, _, _)| *font == name) {
        let glyph = glyphs.get_mut(letter).expect("the letter");
        assert_eq!((glyph.left, glyph.ascent), (0, baseline), "{letter} is drawn from the cell's corner");
        for (to, from) in glyph.rows.iter_mut().zip(rows) {
            *to = from.chars().map(|point| point == '#').collect();
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.iter().find(|a| *a != "--check").expect("the folder of the fonts");
    let check = arguments.iter().any(|a| a == "--check");
    for font in FONTS {
        let (name, made) = (font.0, atlas(Path::new(folder), font));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(format!("{name}.raw"));
        if check {
            assert!(std::fs::read(&path).unwrap() == made, "{} is another", path.display());
        } else {
            std::fs::write(&path, &made).unwrap();
        }
        println!("{name}: {} bytes", made.len());
    }
}
