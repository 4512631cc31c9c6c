//! Opening, choosing, counting, closing, publishing, annulling.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, AttendanceMark, Choice, Holder, Now, Teller};
use crate::chamber::event::{Event, Via};
use crate::chamber::ids::{DelegateId, MotionId, VoteId};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{Publishing, VoteForm};
use crate::chamber::session::Session;
use crate::chamber::vote::{Outcome, Vote};

impl Session {
    pub(super) fn open_vote(&self, motion: &MotionId, form: VoteForm, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        if let Some(open) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: open.id.to_string() });
        }
        if self.floor.clock().is_some() {
            return Err(Refusal::SpeechRunning);
        }
        let (item, planned) = self.plan.motion(motion).ok_or(Refusal::UnknownMotion)?;
        if self.agenda.run(&item.id).is_some_and(|r| r.postponed.is_some()) {
            return Err(Refusal::ItemPostponed);
        }
        if !self.plan.rules.forms.value.contains(&form) {
            return Err(Refusal::FormNotAllowed);
        }
        let decided = self
            .votes
            .latest_on(motion)
            .is_some_and(|v| v.annulled.is_none() && v.outcome.as_ref().is_some_and(|o| o.passed));
        if decided {
            return Err(Refusal::AlreadyDecided);
        }
        let document_sha256 =
            planned.document.as_ref().and_then(|id| self.plan.document(id)).map(|d| d.sha256.clone());
        let vote =
            VoteId::new(&format!("v{}", self.votes.list().len() + 1)).map_err(|_| Refusal::UnknownVote)?;
        Ok(vec![Event::VoteOpened {
            vote,
            item: item.id.clone(),
            motion: motion.clone(),
            form,
            total_delegates: self.total_delegates,
            document_sha256,
        }])
    }

    /// The vote if it is open.
    fn open_one(&self, id: &VoteId, now: Now) -> Result<&Vote, Refusal> {
        let vote = self.votes.get(id).ok_or(Refusal::UnknownVote)?;
        if vote.annulled.is_some() {
            return Err(Refusal::VoteAnnulled);
        }
        match vote.closed_at {
            Some(closed) => Err(Refusal::VoteClosed {
                late_ms: Some(self.corrected(now.utc_ms).saturating_sub(closed).max(0)),
            }),
            None => Ok(vote),
        }
    }

    pub(super) fn cast_choice(
        &self,
        id: &VoteId,
        delegate: &DelegateId,
        choice: Choice,
        actor: &Actor,
        now: Now,
    ) -> Decision {
        let via = self.via_for(delegate, actor)?;
        let vote = self.open_one(id, now)?;
        if vote.form != VoteForm::Electronic {
            return Err(Refusal::WrongForm);
        }
        if !self.roll.is_present(delegate) {
            return Err(Refusal::NotPresent);
        }
        if !self.plan.rules.change_until_close.value && vote.casts.contains_key(delegate) {
            return Err(Refusal::ChoiceFinal);
        }
        Ok(vec![Event::ChoiceCast { vote: id.clone(), delegate: delegate.clone(), choice, via }])
    }

    pub(super) fn count_hands(
        &self,
        id: &VoteId,
        teller: Teller,
        counted: [u32; 2],
        actor: &Actor,
        now: Now,
    ) -> Decision {
        let vote = self.open_one(id, now)?;
        match (teller, actor) {
            (Teller::Kiosk, Actor::Chair) | (Teller::Secretary, Actor::Desk) => {}
            (Teller::Secretary, Actor::Device { holder: Holder::Secretary(_), .. }) => {}
            // Without a secretary's device the second count is entered at the kiosk too.
            (Teller::Secretary, Actor::Chair) if !self.has_secretary_device() => {}
            (Teller::Kiosk | Teller::Secretary, _) => return Err(Refusal::NotAllowed),
        }
        if vote.form != VoteForm::ShowOfHands {
            return Err(Refusal::WrongForm);
        }
        let present = self.roll.present_count();
        if Vote::of_hands(self.plan.rules.hands_count.value, counted, present).is_none() {
            return Err(Refusal::CountTooHigh { present });
        }
        Ok(vec![Event::HandsCounted { vote: id.clone(), teller, counted }])
    }

    pub(super) fn recount_hands(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        let vote = self.open_one(id, now)?;
        if vote.form != VoteForm::ShowOfHands {
            return Err(Refusal::WrongForm);
        }
        Ok(vec![Event::RecountOpened { vote: id.clone() }])
    }

    pub(super) fn close_vote(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        let vote = self.open_one(id, now)?;
        let outcome = self.outcome_now(vote)?;
        let mut events = vec![Event::VoteClosed { vote: id.clone(), outcome }];
        match self.plan.rules.publishing.value {
            Publishing::ByChair => {}
            Publishing::AtClose => events.push(Event::ResultPublished { vote: id.clone() }),
        }
        Ok(events)
    }

    /// What the vote would give if it closed now.
    ///
    /// # Errors
    /// For raised hands: counts missing, different, or more than are present.
    pub fn outcome_now(&self, vote: &Vote) -> Result<Outcome, Refusal> {
        let (present, votes_for, against) = match vote.form {
            VoteForm::Electronic => {
                let electorate = vote.electorate(self.roll.present()).len();
                let [votes_for, against, _] = vote.running();
                (u32::try_from(electorate).unwrap_or(u32::MAX), votes_for, against)
            }
            VoteForm::ShowOfHands => {
                let present = self.roll.present_count();
                let counted = self.agreed_count(vote)?;
                let (votes_for, against) =
                    Vote::of_hands(self.plan.rules.hands_count.value, counted, present)
                        .ok_or(Refusal::CountTooHigh { present })?;
                (present, votes_for, against)
            }
        };
        Ok(Outcome::decide(vote.majority, vote.total_delegates, present, votes_for, against))
    }

    fn agreed_count(&self, vote: &Vote) -> Result<[u32; 2], Refusal> {
        let kiosk = vote.hands.get(&Teller::Kiosk).copied();
        let secretary = vote.hands.get(&Teller::Secretary).copied();
        if self.plan.rules.tellers.value < 2 {
            return kiosk.or(secretary).ok_or(Refusal::CountMissing);
        }
        match (kiosk, secretary) {
            (Some(a), Some(b)) if a == b => Ok(a),
            (Some(_), Some(_)) => Err(Refusal::CountsDiffer),
            (None, _) | (_, None) => Err(Refusal::CountMissing),
        }
    }

    pub(super) fn publish_result(&self, id: &VoteId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        let vote = self.votes.get(id).ok_or(Refusal::UnknownVote)?;
        if vote.annulled.is_some() {
            return Err(Refusal::VoteAnnulled);
        }
        if vote.closed_at.is_none() {
            return Err(Refusal::VoteOpen { vote: id.to_string() });
        }
        if vote.published_at.is_some() {
            return Err(Refusal::AlreadyPublished);
        }
        Ok(vec![Event::ResultPublished { vote: id.clone() }])
    }

    pub(super) fn annul_vote(&self, id: &VoteId, reason: &str, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        let vote = self.votes.get(id).ok_or(Refusal::UnknownVote)?;
        if vote.annulled.is_some() {
            return Err(Refusal::VoteAnnulled);
        }
        let reason: String = reason.trim().chars().take(AttendanceMark::REASON_CHARS).collect();
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(vec![Event::VoteAnnulled { vote: id.clone(), reason }])
    }
}

impl Via {
    /// The word of the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Kiosk => "kiosk",
            Self::Secretary => "secretary",
        }
    }
}
