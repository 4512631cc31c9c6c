//! What must hold after every event; checked by tests and by `verify` on the replayed journal.

use super::Chamber;
use super::floor::SpeechState;
use super::rules::Counting;
use super::session::{Phase, Session};
use super::vote::Vote;
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
    fn verify_vote(&self, vote: &Vote) -> Result<(), String> {
        let results = usize::from(vote.outcome.is_some()) + usize::from(vote.ballot.is_some());
        if results != usize::from(vote.closed_at.is_some()) {
            return Err(format!("it has {results} results"));
        }
        if (vote.outcome.is_some() && vote.form.counting() == Counting::Paper)
            || (vote.ballot.is_some() && vote.form.counting() != Counting::Paper)
        {
            return Err("its result is of another form".to_owned());
        }
        let lines = vote.ballot.iter().flat_map(|b| b.lines.iter().map(|l| &l.outcome));
        for outcome in vote.outcome.iter().chain(lines) {
            if !outcome.is_sound() {
                return Err("its result does not follow from its figures".to_owned());
            }
            let same = outcome.heads() == vote.heads(outcome.present) && outcome.majority == vote.majority;
            if !same {
                return Err("it was decided on another basis than it was opened on".to_owned());
            }
        }
        if let Some(outcome) = &vote.outcome {
            let [votes_for, against, _] = vote.running();
            let by_name = matches!(vote.form.counting(), Counting::Choices | Counting::Names);
            if by_name && (votes_for, against) != (outcome.r#for, outcome.against) {
                return Err("its result is not the sum of its choices".to_owned());
            }
        }
        if let (Some(result), Some(paper)) = (&vote.ballot, self.paper_of(vote))
            && !result.is_sound(paper)
        {
            return Err("its seats do not follow from its ballots".to_owned());
        }
        if vote.form.counting() == Counting::Paper && !vote.casts.is_empty() {
            return Err("a secret ballot knows who chose what".to_owned());
        }
        if vote.published_at.is_some() && vote.closed_at.is_none() {
            return Err("it was published without a result".to_owned());
        }
        if let Some(stranger) = vote.casts.keys().find(|d| self.plan.delegate(d).is_none()) {
            return Err(format!("{stranger} is no delegate"));
        }
        Ok(())
    }

    fn verify_invariants(&self) -> Result<(), String> {
        let open = self.votes.list().iter().filter(|v| v.is_open()).count();
        if open > 1 {
            return Err(format!("{open} votes are open"));
        }
        for vote in self.votes.list() {
            self.verify_vote(vote).map_err(|what| format!("vote {}: {what}", vote.id))?;
        }
        if let Some(board) = &self.board
            && !self.votes.get(&board.vote).is_some_and(Vote::passed)
        {
            return Err("the tally board was not elected by a vote that stands".to_owned());
        }
        if let Some(doors) = &self.doors {
            if self.agenda.current() != Some(&doors.item) {
                return Err(format!("the doors are closed for {}, which is not current", doors.item));
            }
            if !self.votes.get(&doors.vote).is_some_and(Vote::passed) {
                return Err(format!("the doors are closed on {}, which does not stand", doors.vote));
            }
        }
        if let Some(present) = self.roll.present().find(|d| !self.roll.status(d).is_some_and(|s| s.acts())) {
            return Err(format!("{present} is present and may not act"));
        }
        let mut seen = BTreeSet::new();
        for speech in self.floor.queue() {
            if speech.state != SpeechState::Registered {
                return Err(format!("request {} is in the queue and not registered", speech.id));
            }
            if !seen.insert((&speech.speaker, speech.kind)) {
                return Err(format!("{:?} stands twice in the queue", speech.speaker));
            }
        }
        let speaking = self.floor.speeches().iter().filter(|s| s.has_floor()).count();
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
            Phase::Open | Phase::Recess { .. } if self.total_delegates < self.roll.present_count() => {
                Err("more present than there are delegates".to_owned())
            }
            Phase::Prepared | Phase::Open | Phase::Recess { .. } | Phase::Closed => Ok(()),
        }
    }
}
