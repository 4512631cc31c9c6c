//! What must hold after every event; checked by tests and by `verify` on the replayed journal.

use super::Chamber;
use super::floor::SpeechState;
use super::session::{Phase, Session};
use std::collections::BTreeSet;

impl Chamber {
    /// The first invariant that does not hold, in a sentence.
    ///
    /// # Errors
    /// A sentence in English for the log and for `verify`.
    pub fn verify_invariants(&self) -> Result<(), String> {
        for (id, session) in &self.sessions {
            session.verify_invariants().map_err(|what| format!("session {id}: {what}"))?;
        }
        Ok(())
    }
}

impl Session {
    fn verify_invariants(&self) -> Result<(), String> {
        let open = self.votes.list().iter().filter(|v| v.is_open()).count();
        if open > 1 {
            return Err(format!("{open} votes are open"));
        }
        for vote in self.votes.list() {
            if vote.closed_at.is_some() != vote.outcome.is_some() {
                return Err(format!("vote {} is closed without an outcome or open with one", vote.id));
            }
            if let Some(outcome) = &vote.outcome {
                if !outcome.is_sound() {
                    return Err(format!("the result of vote {} does not follow from its figures", vote.id));
                }
                if outcome.total_delegates != vote.total_delegates || outcome.majority != vote.majority {
                    return Err(format!(
                        "vote {} was decided on another basis than it was opened on",
                        vote.id
                    ));
                }
                let [votes_for, against, _] = vote.running();
                let by_name = vote.form == super::rules::VoteForm::Electronic;
                if by_name && (votes_for, against) != (outcome.r#for, outcome.against) {
                    return Err(format!("the result of vote {} is not the sum of its choices", vote.id));
                }
            }
            if vote.published_at.is_some() && vote.outcome.is_none() {
                return Err(format!("vote {} was published without a result", vote.id));
            }
            if let Some(stranger) = vote.casts.keys().find(|d| self.plan.delegate(d).is_none()) {
                return Err(format!("vote {}: {stranger} is no delegate", vote.id));
            }
        }
        let mut seen = BTreeSet::new();
        for speech in self.floor.queue() {
            if speech.state != SpeechState::Registered {
                return Err(format!("request {} is in the queue and not registered", speech.id));
            }
            if !seen.insert((&speech.delegate, speech.kind)) {
                return Err(format!("{} stands twice in the queue", speech.delegate));
            }
        }
        let speaking = self.floor.speeches().iter().filter(|s| s.state == SpeechState::Speaking).count();
        if speaking != usize::from(self.floor.clock().is_some()) {
            return Err(format!("{speaking} speakers have the floor"));
        }
        let mut held = BTreeSet::new();
        for device in self.devices.values().filter(|d| d.active) {
            if !held.insert((&device.holder, device.kind)) {
                return Err(format!("{:?} has two devices of a kind", device.holder));
            }
        }
        if let Some(current) = self.agenda.current()
            && self.agenda.run(current).is_some_and(|r| r.postponed.is_some())
        {
            return Err(format!("item {current} is postponed and current"));
        }
        match self.phase {
            Phase::Prepared if self.opened_at.is_some() => Err("opened and still in preparation".to_owned()),
            Phase::Open | Phase::Recess { .. } if self.total_delegates < self.present_at_open => {
                Err("more present than there are delegates".to_owned())
            }
            Phase::Prepared | Phase::Open | Phase::Recess { .. } | Phase::Closed => Ok(()),
        }
    }
}
