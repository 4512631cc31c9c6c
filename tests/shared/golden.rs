//! Pictures kept beside the tests, compared by what they show and never by how they are packed.

use std::io::Cursor;
use std::path::Path;

/// A picture of eight bits a value: one value a pixel is grey, three are red, green and blue.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub values: Vec<u8>,
}

impl Picture {
    fn read(path: &Path) -> Picture {
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut values = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut values).unwrap();
        Picture { width: frame.width, height: frame.height, values }
    }

    fn write(&self, path: &Path) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        let grey = self.values.len() == (self.width * self.height) as usize;
        encoder.set_color(if grey { png::ColorType::Grayscale } else { png::ColorType::Rgb });
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.values).unwrap();
        std::fs::write(path, out).unwrap();
    }

    /// The picture at a part of its size, each pixel the mean of those it covers: small to keep, and blind to a hair's
    /// breadth.
    #[allow(dead_code)]
    pub fn shrunk(self, by: u32) -> Picture {
        let (width, height, by) = (self.width / by, self.height / by, by as usize);
        let row = self.width as usize;
        let mut values = Vec::new();
        for y in 0..height as usize {
            for x in 0..width as usize {
                for channel in 0..3 {
                    let covered = (0..by * by).map(|n| (y * by + n / by) * row + x * by + n % by);
                    let sum: usize = covered.map(|at| usize::from(self.values[at * 3 + channel])).sum();
                    values.push((sum / (by * by)) as u8);
                }
            }
        }
        Picture { width, height, values }
    }
}

/// What is different from the picture kept at `path`, if it is more than `per_mille` of the values; a value counts from
/// 24 steps on. What was drawn is then left beside the kept one, as `*.new.png`. `UPDATE_GOLDEN=1` keeps what is drawn.
pub fn difference(path: &Path, drawn: &Picture, per_mille: usize) -> Option<String> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        drawn.write(path);
        return None;
    }
    let kept = Picture::read(path);
    let same_size =
        (kept.width, kept.height, kept.values.len()) == (drawn.width, drawn.height, drawn.values.len());
    let far = kept.values.iter().zip(&drawn.values).filter(|(a, b)| a.abs_diff(**b) >= 24).count();
    (!same_size || far * 1000 > kept.values.len() * per_mille).then(|| {
        let now = path.with_extension("new.png");
        drawn.write(&now);
        format!("{}: {far} values differ; see {}", path.display(), now.display())
    })
}
