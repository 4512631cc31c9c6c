//! Taking back the last act, and clocks after an outage.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, Now};
use crate::chamber::event::Event;
use crate::chamber::refusal::Refusal;
use crate::chamber::session::Session;

impl Session {
    pub(super) fn take_back(&self, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        if self.undo.is_none() {
            return Err(Refusal::NothingToUndo);
        }
        let undo = self.undoable(self.corrected(now.utc_ms)).ok_or(Refusal::TooLateToUndo)?;
        Ok(vec![Event::ActUndone { act: undo.act }])
    }

    /// The program itself, after a start in the middle of a sitting: what a clock ran until `known_at` stays, the outage
    /// is no speaking time.
    pub(super) fn recover_clocks(&self, known_at: i64, actor: &Actor) -> Decision {
        match actor {
            Actor::Operator => {}
            Actor::Chair | Actor::Desk | Actor::Kiosk | Actor::Device { .. } | Actor::Door => {
                return Err(Refusal::NotAllowed);
            }
        }
        Ok(if self.clocks_run() {
            vec![Event::ClocksRecovered { known_at: self.corrected(known_at) }]
        } else {
            Vec::new()
        })
    }
}
