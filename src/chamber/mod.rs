//! The chamber: the pure rules of a council's session. No clock, no chance, no waiting, no input or output.
//!
//! [`Chamber::decide`] turns a command into events or a [`Refusal`]; [`Chamber::apply`] is the only way in which
//! anything changes. Replaying the journal's events gives the same chamber.

mod agenda;
mod apply;
mod ballot;
pub mod command;
mod decide;
pub mod event;
mod floor;
pub mod ids;
mod invariants;
pub mod plan;
pub mod refusal;
mod roll;
pub mod rules;
mod session;
mod vote;

pub use agenda::{Agenda, ItemRun};
pub use ballot::{BallotResult, BallotTally, CandidateResult, Marks};
pub use command::{Actor, Command, Now};
pub use event::Event;
pub use floor::{Floor, Speech, SpeechClock, SpeechState};
pub use refusal::Refusal;
pub use roll::{Attendance, Interval, Roll, RollEntry};
pub use session::{Board, Code, Device, Doors, Phase, Recess, Session};
pub use vote::{Cast, HandCount, Heads, Missing, Outcome, Subject, Vote, Votes, count_choices};

use command::PinRole;
use ids::SessionId;
use std::collections::BTreeMap;

/// Everything the rules know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chamber {
    pins: BTreeMap<PinRole, String>,
    sessions: BTreeMap<SessionId, Session>,
    current: Option<SessionId>,
}

impl Chamber {
    /// Hash of the PIN of `role` (PHC string), if it has been set.
    pub fn pin(&self, role: PinRole) -> Option<&str> {
        self.pins.get(&role).map(String::as_str)
    }

    /// The session that is prepared or runs, else the last one.
    pub fn current(&self) -> Option<&Session> {
        self.current.as_ref().and_then(|id| self.sessions.get(id))
    }

    /// A session by id, the current one or an earlier one.
    pub fn session(&self, id: &SessionId) -> Option<&Session> {
        self.sessions.get(id)
    }

    /// Every session that was imported, by id.
    pub fn sessions(&self) -> &BTreeMap<SessionId, Session> {
        &self.sessions
    }
}
