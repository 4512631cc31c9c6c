//! Where the seats stand: the hall's rows, straight or curved towards the chair.

use crate::chamber::plan::{Seating, SeatingShape};
use crate::kiosk::local::even_rows;
use nghitruong_ui::{Face, Seat};

/// Most seats that a grid has room for; above that there is a list.
pub const MOST_IN_GRID: usize = 60;
/// How far the ends of a curved row stand nearer to the chair than its middle, in tenths of a seat.
const BEND_TENTHS: u16 = 9;

/// Places the seats of `face` as the plan says; `all` also where it says nothing, as the plan's editor needs it.
pub fn place(seating: &Seating, all: bool, face: &mut Face) {
    let count = face.seats.len();
    let silent = seating.rows.is_empty() && seating.shape == SeatingShape::Rows;
    if count > MOST_IN_GRID || count == 0 || (silent && !all) {
        return;
    }
    let rows = if seating.rows.is_empty() {
        even_rows(count, if count <= 28 { 7 } else { 10 })
    } else {
        seating.rows.clone()
    };
    let widest = rows.iter().copied().max().unwrap_or(1).max(1);
    let curved = seating.shape == SeatingShape::Hemicycle;
    let bend = if curved { f32::from(BEND_TENTHS) / 10.0 } else { 0.0 };
    face.seat_columns = i32::from(widest);
    face.seat_lines = f32::from(u16::try_from(rows.len()).unwrap_or(u16::MAX)) + bend;
    let places: Vec<(f32, f32)> = (0_u16..)
        .zip(&rows)
        .flat_map(|(line, seats)| {
            let indent = f32::from(widest - seats) / 2.0;
            (0..*seats).map(move |at| {
                let column = indent + f32::from(at);
                let half = f32::from(widest) / 2.0;
                let off_centre = (column + 0.5 - half) / half;
                (column, f32::from(line) + bend * (1.0 - off_centre * off_centre))
            })
        })
        .collect();
    for (at, seat) in face.seats.iter_mut().enumerate() {
        (seat.column, seat.line) = places.get(number(seat).unwrap_or(at)).copied().unwrap_or_default();
    }
}

/// Index of the place that a seat's number names.
fn number(seat: &Seat) -> Option<usize> {
    seat.number.parse::<usize>().ok()?.checked_sub(1)
}
