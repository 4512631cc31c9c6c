//! The screen of the hall: words and figures for the furthest seat, in one window whose states swap at once.
//!
//! A [`WallFace`] says what is to be seen, [`WallFront`] holds the window.

mod face;
mod front;
mod hemicycle;
pub mod samples;

#[allow(
    clippy::all,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::todo,
    clippy::pedantic,
    missing_docs,
    unused_qualifications
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/wall.rs"));
}

pub use face::{MOST_SCALE, WallFace, scale};
pub use front::WallFront;
pub use generated::{
    AgendaRow, BallotRow, ClockState, Count, Dot, Foot, Head, Join, Outcome, Pair, QueueRow, Ratio, RowState,
    Screen, Seat, Speech, Turnout, VoteKind, Wall,
};
pub use hemicycle::hemicycle;
