//! Where the seats stand: the hall's rows, straight or curved towards the chair.

use crate::chamber::plan::{Seating, SeatingShape};
use nghitruong_ui::{Face, Places, even_rows};

/// Most seats that a grid has room for; above that there is a list.
pub const MOST_IN_GRID: usize = 60;

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
    let hall = Places::of(&rows, seating.shape == SeatingShape::Hemicycle);
    face.seat_columns = hall.columns;
    face.seat_lines = hall.lines;
    for (at, seat) in face.seats.iter_mut().enumerate() {
        (seat.column, seat.line) = hall.of_seat(seat.number.parse().ok(), at);
    }
}
