//! Pages of papers: from the PNG that poppler wrote to pixels of the width that the screen shows.

use std::path::Path;

/// A page's pixels, 8-bit RGB, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// Most pixels of a page; poppler's limits keep well below.
const MOST_PIXELS: u64 = 16 * 1024 * 1024;

/// Reads a PNG and makes it `width` pixels wide. `None` for what is no such picture.
pub fn read(path: &Path, width: u32) -> Option<Pixels> {
    let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut decoder = png::Decoder::new(file);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let size = reader.output_buffer_size().filter(|bytes| *bytes as u64 <= MOST_PIXELS * 4)?;
    let mut bytes = vec![0; size];
    let info = reader.next_frame(&mut bytes).ok()?;
    let samples = info.color_type.samples();
    let whole = bytes.get(..info.buffer_size())?;
    let rgb: Vec<u8> = match samples {
        1 | 2 => whole.chunks_exact(samples).flat_map(|p| [p[0]; 3]).collect(),
        _ => whole.chunks_exact(samples).flat_map(|p| [p[0], p[1], p[2]]).collect(),
    };
    shrink(&Pixels { width: info.width, height: info.height, rgb }, width)
}

/// Area average to a smaller width; text keeps its weight. As it is where it is not wider than `width`.
fn shrink(from: &Pixels, width: u32) -> Option<Pixels> {
    if width == 0 || from.width <= width {
        return Some(from.clone());
    }
    let height =
        u32::try_from(u64::from(from.height) * u64::from(width) / u64::from(from.width)).ok()?.max(1);
    let columns = spans(from.width, width);
    let rows = spans(from.height, height);
    let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
    for row in &rows {
        for column in &columns {
            let mut sum = [0u64; 3];
            let mut weight = 0;
            for (y, wy) in row {
                for (x, wx) in column {
                    let at = (*y as usize * from.width as usize + *x as usize) * 3;
                    let pixel = from.rgb.get(at..at + 3)?;
                    let w = wx * wy;
                    for (total, value) in sum.iter_mut().zip(pixel) {
                        *total += u64::from(*value) * w;
                    }
                    weight += w;
                }
            }
            rgb.extend(sum.map(|s| u8::try_from((s + weight / 2) / weight.max(1)).unwrap_or(u8::MAX)));
        }
    }
    Some(Pixels { width, height, rgb })
}

/// For each of `to` cells, the source cells that it covers and how much of each.
fn spans(from: u32, to: u32) -> Vec<Vec<(u32, u64)>> {
    let (from, to) = (u64::from(from), u64::from(to));
    (0..to)
        .map(|cell| {
            let (start, end) = (cell * from, (cell + 1) * from);
            let mut list = Vec::new();
            let mut at = start / to;
            while at * to < end && at < from {
                let covered = end.min((at + 1) * to) - start.max(at * to);
                list.push((u32::try_from(at).unwrap_or(u32::MAX), covered));
                at += 1;
            }
            list
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_averages_and_keeps_white_white() {
        let from = Pixels {
            width: 3,
            height: 2,
            rgb: [255, 255, 0, 255, 255, 0].iter().flat_map(|v| [*v; 3]).collect(),
        };
        let to = shrink(&from, 2).expect("smaller");
        assert_eq!((to.width, to.height), (2, 1));
        // 1 of 1.5 white and 0.5 white; then 0.5 white and 1 black.
        assert_eq!(to.rgb, [255, 255, 255, 85, 85, 85]);
        assert_eq!(shrink(&from, 3), Some(from.clone()));
        let cover: u64 = spans(1080, 976).iter().flatten().map(|(_, w)| w).sum();
        assert_eq!(cover, 1080 * 976);
    }
}
