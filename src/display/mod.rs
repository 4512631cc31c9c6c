//! `nghitruong display`: the hall's screen as a program of its own, on another board or on the same board's second output. It is
//! a client of the room like any other: paired by a code that the chair confirms, connected through the gateway, and it only
//! reads.
//!
//! ```text
//! net (HTTP, MQTT) ──> News ──> state (what is known, pure) ──> present ──> WallFace ──> the window changes what differs
//! ```

mod anthem;
mod auto;
mod flag;
mod known;
mod lists;
mod login;
mod lost;
mod net;
mod present;
mod run;
mod shots;
mod state;
mod votes;
mod words;

#[cfg(test)]
mod tests;

pub use login::{Login, LoginError, LoginFile};
pub use net::{Net, Told};
pub use present::{Line, Trouble};
pub use run::{DisplayError, DisplayOptions, quit, run};
pub use shots::{Drawn, draw, pictures, shots};
pub use state::{Display, News};
pub use words::Words;
