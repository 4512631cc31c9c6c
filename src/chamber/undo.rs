//! Taking back the chair's last act (decision on acts: 5 seconds for what needs no confirmation).

use super::agenda::Agenda;
use super::floor::Floor;
use super::questioning::Questioning;
use super::session::{Phase, Recess, Session};
use super::stopwatch::Stopwatch;
use serde::{Deserialize, Serialize};

/// What the chair did with one tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    CallSpeaker,
    CallAnswer,
    OpenDebate,
    PauseSpeech,
    ResumeSpeech,
    ExtendSpeech,
    StopSpeech,
    DeferSpeech,
    ConsentSpeech,
    CloseList,
    ReopenList,
    EndDiscussion,
    ReopenDiscussion,
    StartRecess,
    EndRecess,
    GoToItem,
    MoveItem,
    PostponeItem,
    RestoreItem,
    StartGroup,
    ConcludeGroup,
}

/// The way back from an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    pub act: Act,
    /// When it was done, corrected UTC milliseconds.
    pub at: i64,
    before: Box<Before>,
}

/// What an act can change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Before {
    floor: Floor,
    agenda: Agenda,
    questioning: Questioning,
    phase: Phase,
    recesses: Vec<Recess>,
    watch: Stopwatch,
}

impl Session {
    /// The act that may still be taken back at `utc_ms` of the session's corrected time.
    pub fn undoable(&self, utc_ms: i64) -> Option<&Undo> {
        let within = i64::from(self.plan.rules.undo_seconds.value) * 1000;
        self.undo.as_ref().filter(|u| utc_ms.saturating_sub(u.at) <= within)
    }

    pub(super) fn remember(&mut self, act: Act, at: i64) {
        let before = Box::new(Before {
            floor: self.floor.clone(),
            agenda: self.agenda.clone(),
            questioning: self.questioning.clone(),
            phase: self.phase.clone(),
            recesses: self.recesses.clone(),
            watch: self.watch,
        });
        self.undo = Some(Undo { act, at, before });
    }

    /// Everything is as if the act had not been; clocks that it stopped ran on. What others did since stays.
    pub(super) fn rewind(&mut self) {
        let Some(Undo { before, .. }) = self.undo.take() else { return };
        self.floor.rewind(before.floor);
        self.questioning.rewind(before.questioning);
        self.agenda = before.agenda;
        self.phase = before.phase;
        self.recesses = before.recesses;
        self.watch = before.watch;
    }
}
