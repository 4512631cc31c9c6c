//! The handheld as a program: `nghitruong-handheld` with a key, a connection, a file and whatever hardware there is.
//!
//! Same topics, counters, signatures and checks as the phone's page. What is asked is on the handheld's own disk before it
//! is sent, so that a power cut between sending and receipt neither loses nor doubles it.

pub mod devices;
mod facts;
mod keep;
mod net;
mod run;

pub use keep::{Identity, Keep, KeepError};
pub use run::{Options, Power, Shown, run};

/// Languages of program and handheld.
pub use nghitruong_handheld::words::Language;
