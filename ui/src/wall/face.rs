//! All that the wall shows at one moment, as one plain value.

use super::generated::{
    AgendaRow, BallotRow, Count, Dot, Foot, Head, Join, Outcome, Pair, QueueRow, Screen, Seat, Speech,
    Turnout,
};
use slint::SharedString;

/// Largest [`scale`] the screens are laid out for: 55 inches seen from 12.8 m.
pub const MOST_SCALE: f32 = 1.6;
/// Smallest one: nearer than 4 m to 55 inches letters need not become smaller still.
const LEAST_SCALE: f32 = 0.5;

/// How large letters have to be, 1 for 55 inches seen from 8 m: the least size then fills 16 minutes of arc.
/// Above [`MOST_SCALE`] the picture is too small for the hall, and the result stays there.
#[must_use]
pub fn scale(furthest_seat_cm: u32, diagonal_inch: u32) -> f32 {
    if furthest_seat_cm == 0 || diagonal_inch == 0 {
        return 1.0;
    }
    let exact = f64::from(furthest_seat_cm) / 800.0 * 55.0 / f64::from(diagonal_inch);
    (exact as f32).clamp(LEAST_SCALE, MOST_SCALE)
}

/// What the wall shows. Fields a screen does not use may stay at their defaults. Pictures are set on the
/// [`super::WallFront`] itself, because only the UI thread can hold them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WallFace {
    /// Which screen.
    pub screen: Screen,
    /// The light column of the colours.
    pub light: bool,
    /// From [`scale`]; 0 is taken as 1.
    pub scale: f32,
    /// What is going on.
    pub head: Head,
    /// Who is here.
    pub foot: Foot,
    /// "09:12"; empty: no clock.
    pub clock: SharedString,
    /// The slide, counted from 0 while the screen stands; a screen that needs more slides than one goes round with it.
    pub turn: i32,
    /// The title, or the one thing to read.
    pub title: SharedString,
    /// The same in fewer words, for the pairing screen.
    pub title_short: SharedString,
    /// Lines below the title.
    pub pairs: Vec<Pair>,
    /// How to come in.
    pub join: Join,
    /// What is left of the QR code's validity, 0 to 1.
    pub qr_left: f32,
    /// Who speaks.
    pub speech: Speech,
    /// The clock of the speech or of the open vote.
    pub timer: SharedString,
    /// What is left of the speech's time, 0 to 1.
    pub timer_left: f32,
    /// Words above the queue.
    pub queue_title: SharedString,
    /// Who waits to speak.
    pub queue: Vec<QueueRow>,
    /// The open vote.
    pub turnout: Turnout,
    /// The result.
    pub outcome: Outcome,
    /// For, against, not voting.
    pub counts: Vec<Count>,
    /// From [`super::hemicycle`].
    pub dots: Vec<Dot>,
    /// Names of a secret ballot.
    pub ballot: Vec<BallotRow>,
    /// Seats.
    pub seats: Vec<Seat>,
    /// Columns of the seats.
    pub seat_columns: i32,
    /// Lines of the seats.
    pub seat_lines: f32,
    /// The agenda.
    pub agenda: Vec<AgendaRow>,
    /// Index of the current row.
    pub agenda_at: i32,
    /// "còn " and " mục" around a number.
    pub more: [SharedString; 2],
    /// The figure of the pairing screen.
    pub code: SharedString,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_grow_with_the_hall_and_shrink_with_the_screen() {
        assert!((scale(800, 55) - 1.0).abs() < 1e-6);
        assert!((scale(500, 55) - 0.625).abs() < 1e-6);
        assert!((scale(800, 43) - 1.279_07).abs() < 1e-4);
        assert!((scale(9000, 20) - MOST_SCALE).abs() < 1e-6);
        assert!((scale(0, 0) - 1.0).abs() < 1e-6);
    }
}
