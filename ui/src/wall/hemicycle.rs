//! Where the circles of a result stand.

use super::generated::{Dot, VoteKind};
use std::f64::consts::PI;

/// Width and height of the place the circles have on the wall, pixels.
const PLACE: (f64, f64) = (700.0, 400.0);
/// Radius of the outer row.
const OUTER: f64 = 318.0;
/// Radius that stays free for the percentage.
const INNER: f64 = 208.0;
/// Diameter of the largest circle.
const LARGEST: f64 = 52.0;
/// More people than this have no circle of their own.
const MOST: usize = 300;

/// One circle for each of `total` people in half rings, from left to right: first those of `choices` in their order, then hollow
/// ones; hollow too is who made no choice. Empty for a council too large for it.
#[must_use]
pub fn hemicycle(choices: &[Option<VoteKind>], total: usize) -> Vec<Dot> {
    let total = total.max(choices.len());
    if total == 0 || total > MOST {
        return Vec::new();
    }
    let rows: usize = match total {
        0..=12 => 1,
        13..=34 => 2,
        35..=70 => 3,
        71..=140 => 4,
        _ => 6,
    };
    let step = if rows > 1 { (OUTER - INNER) / (rows - 1) as f64 } else { 0.0 };
    let radii: Vec<f64> = (0..rows).map(|row| OUTER - step * row as f64).collect();
    let around: f64 = radii.iter().sum();
    let mut left = total;
    let mut counts: Vec<usize> = Vec::new();
    for (row, radius) in radii.iter().enumerate() {
        let share = if row + 1 == rows {
            left
        } else {
            ((total as f64 * radius / around).round() as usize).min(left)
        };
        counts.push(share);
        left -= share;
    }
    let between_rows = if rows > 1 { step } else { LARGEST * 2.0 };
    let between = radii.iter().zip(&counts).map(|(r, n)| PI * r / (n.saturating_sub(1).max(1)) as f64);
    let size = between.fold(LARGEST.min(between_rows * 0.82), |least, gap| least.min(gap * 0.82)).floor();
    let centre = (PLACE.0 / 2.0, PLACE.1 - LARGEST / 2.0 - 4.0);
    let mut seats: Vec<(f64, f64, f64)> = radii
        .iter()
        .zip(&counts)
        .rev()
        .flat_map(|(radius, count)| {
            (0..*count).map(move |at| {
                let part = if *count > 1 { at as f64 / (*count - 1) as f64 } else { 0.5 };
                let angle = PI - PI * part;
                (angle, centre.0 + radius * angle.cos(), centre.1 - radius * angle.sin())
            })
        })
        .collect();
    seats.sort_by(|a, b| b.0.total_cmp(&a.0));
    let dot = |(at, (_, x, y)): (usize, (f64, f64, f64))| Dot {
        x: (x - size / 2.0).round() as f32,
        y: (y - size / 2.0).round() as f32,
        size: size as f32,
        empty: choices.get(at).copied().flatten().is_none(),
        kind: choices.get(at).copied().flatten().unwrap_or_default(),
    };
    seats.into_iter().enumerate().map(dot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_has_a_circle_inside_the_place_and_none_touch() {
        for total in [1, 2, 9, 21, 28, 34, 35, 60, 99, 150, 300] {
            let dots = hemicycle(&vec![Some(VoteKind::InFavour); total - 1], total);
            assert_eq!(dots.len(), total);
            assert_eq!(dots.iter().filter(|d| d.empty).count(), 1);
            for (at, a) in dots.iter().enumerate() {
                assert!(
                    a.x >= 0.0 && a.x + a.size <= 700.0 && a.y >= 0.0 && a.y + a.size <= 400.0,
                    "{total}: {a:?}"
                );
                for b in &dots[at + 1..] {
                    let far = f32::hypot(a.x - b.x, a.y - b.y);
                    assert!(far >= a.size, "{total}: {a:?} and {b:?} touch");
                }
            }
        }
        assert_eq!(hemicycle(&[], 500), []);
    }
}
