//! The screens of Nghị Trường: the kiosk's and, in [`wall`], the hall's. Nothing here knows a council's rules: a [`Face`] says
//! what is to be seen, and a [`Touch`] says what was pressed. [`Front`] holds the window between the two; [`headless`] draws it
//! without a display.

mod face;
mod fill;
mod fit;
mod front;
pub mod headless;
mod image;
pub mod samples;
mod seats;
pub mod wall;

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
    slint::include_modules!();
}

pub use face::Face;
pub use front::{Front, GUARD, Touch};
pub use generated::{
    Act, ActionKey, AgendaRow, App, Ballot, BallotHead, BallotRow, ClockState, Code, DocRow, GroupRow,
    HandRow, Hands, Item, Join, KeyKind, Line, LockFace, Look, Match, Mistake, Outcome, Page, Paper, PickRow,
    Pin, Presence, Questioning, QueueRow, ResultColumn, RowState, Screen, Seat, SeatState, Speech, StepCell,
    StepRow, StepState, Tab, Toast, TopBar, Trouble, View, VoteKind,
};
pub use image::{page_image, qr_image};
pub use seats::{Places, even_rows};
/// Whether there is anything to draw on. The window system's own answer would come too late: it ends the program.
#[must_use]
pub fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET") || set("DISPLAY")
}

pub use slint;
pub use slint::Image;
