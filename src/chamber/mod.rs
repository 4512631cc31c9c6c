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
mod questioning;
pub mod refusal;
mod roll;
pub mod rules;
mod session;
mod stopwatch;
mod undo;
mod vote;
mod wall;

pub use agenda::{Agenda, ItemRun};
pub use ballot::{BallotResult, BallotTally, CandidateResult, Marks};
pub use command::{Actor, Command, Now};
pub use event::Event;
pub use floor::{Floor, Speaker, Speech, SpeechClock, SpeechState};
pub use questioning::{Commitment, CommitmentKind, GroupRun, Questioning, Step};
pub use refusal::Refusal;
pub use roll::{Attendance, Interval, Roll, RollEntry};
pub use session::{Board, Code, Device, Doors, Phase, Recess, Session};
pub use stopwatch::Stopwatch;
pub use undo::{Act, Undo};
pub use vote::{Cast, HandCount, Heads, Missing, Outcome, Subject, Vote, Votes, count_choices};
pub use wall::{Wall, WallShow};

use command::PinRole;
use ids::{DeviceId, SessionId};
use std::collections::BTreeMap;

/// Everything the rules know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chamber {
    pins: BTreeMap<PinRole, String>,
    sessions: BTreeMap<SessionId, Session>,
    current: Option<SessionId>,
    walls: BTreeMap<DeviceId, Wall>,
    wall_show: WallShow,
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

    /// The displays that were paired.
    pub fn walls(&self) -> &BTreeMap<DeviceId, Wall> {
        &self.walls
    }

    /// What the chair has put on the wall.
    pub fn wall_show(&self) -> &WallShow {
        &self.wall_show
    }

    /// Every session that was imported, by id.
    pub fn sessions(&self) -> &BTreeMap<SessionId, Session> {
        &self.sessions
    }
}
