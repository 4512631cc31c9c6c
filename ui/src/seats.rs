//! Where the seats of a hall stand on a screen: rows, straight or curved towards the chair.

/// How far the ends of a curved row stand nearer to the chair than its middle, in seats.
const BEND: f32 = 0.9;

/// `count` seats in rows of `wide`, the last one what is left.
#[must_use]
pub fn even_rows(count: usize, wide: u16) -> Vec<u16> {
    let mut left = u16::try_from(count).unwrap_or(u16::MAX);
    let mut rows = Vec::new();
    while left > 0 {
        let row = left.min(wide.max(1));
        rows.push(row);
        left -= row;
    }
    rows
}

/// The places of a hall, in cells from the left and from the chair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Cells from side to side.
    pub columns: i32,
    /// Cells from the chair to the last row.
    pub lines: f32,
    /// Column and line of each place: the first row from the left, then the next.
    pub places: Vec<(f32, f32)>,
}

impl Places {
    /// The places of `rows`, first the one next to the chair.
    #[must_use]
    pub fn of(rows: &[u16], curved: bool) -> Self {
        let widest = rows.iter().copied().max().unwrap_or(1).max(1);
        let bend = if curved { BEND } else { 0.0 };
        let half = f32::from(widest) / 2.0;
        let places = (0_u16..).zip(rows).flat_map(|(line, seats)| {
            let indent = f32::from(widest - seats) / 2.0;
            (0..*seats).map(move |at| {
                let column = indent + f32::from(at);
                let off_centre = (column + 0.5 - half) / half;
                (column, f32::from(line) + bend * (1.0 - off_centre * off_centre))
            })
        });
        Self {
            columns: i32::from(widest),
            lines: f32::from(u16::try_from(rows.len()).unwrap_or(u16::MAX)) + bend,
            places: places.collect(),
        }
    }

    /// The place of seat `number`, from 1; where the plan knows none, the place of index `else_at`.
    #[must_use]
    pub fn of_seat(&self, number: Option<usize>, else_at: usize) -> (f32, f32) {
        let at = number.and_then(|number| number.checked_sub(1)).unwrap_or(else_at);
        self.places.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_centred_and_bend_towards_the_chair() {
        assert_eq!(even_rows(28, 7), [7, 7, 7, 7]);
        assert_eq!(even_rows(9, 7), [7, 2]);
        assert_eq!(even_rows(0, 7), [0_u16; 0]);
        let straight = Places::of(&[2, 4], false);
        assert_eq!((straight.columns, straight.lines), (4, 2.0));
        assert_eq!(straight.places, [(1.0, 0.0), (2.0, 0.0), (0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]);
        let curved = Places::of(&[3], true);
        assert!(curved.places[0].1 < curved.places[1].1 && curved.places[0].1 == curved.places[2].1);
        assert_eq!(straight.of_seat(Some(3), 0), (0.0, 1.0));
        assert_eq!(straight.of_seat(None, 1), (2.0, 0.0));
        assert_eq!(straight.of_seat(Some(99), 1), (0.0, 0.0));
    }
}
