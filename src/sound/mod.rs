//! The sound of the board: a chime for calls and warnings, and announcements in Vietnamese that the board reads by itself,
//! without a network.
//!
//! ```text
//! runtime::View (before, after) ──> announce ──┐
//! the speech's clock ─────────────> warnings ──┴─> Queue ──> Player ──> espeak-ng, aplay: one process at a time
//! ```
//!
//! Everything before the player is pure. The difference of two views is what is announced, so a restart repeats nothing, and
//! what happens behind closed doors is never said. A program that is missing, fails or hangs leaves the room silent and
//! changes nothing else.

mod announce;
mod cue;
mod numbers;
mod player;
mod programs;
mod room;
mod settings;
mod spoken;
mod warnings;
mod wav;
mod words;

pub use programs::{Part, Program, Programs, Trouble};
pub use room::{Ask, Sound, State};
pub use settings::Settings;
pub use spoken::spoken;
pub use wav::Wav;

#[cfg(test)]
mod tests;
