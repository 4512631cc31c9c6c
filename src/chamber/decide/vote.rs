//! Opening, choosing, holding, closing, publishing, annulling.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, AttendanceMark, Choice, Now};
use crate::chamber::event::{Event, Via};
use crate::chamber::ids::{DelegateId, MotionId, VoteId};
use crate::chamber::plan::{AgendaItem, Effect, Motion};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{Counting, Publishing, VoteForm};
use crate::chamber::session::Session;
use crate::chamber::vote::{Subject, Vote};

impl Session {
    pub(super) fn open_vote(&self, motions: &[MotionId], form: VoteForm, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        if let Some(open) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: open.id.to_string() });
        }
        if self.floor.clock().is_some() {
            return Err(Refusal::SpeechRunning);
        }
        let (first, others) = motions.split_first().ok_or(Refusal::UnknownMotion)?;
        let (item, planned) = self.votable(first)?;
        self.form_allowed(planned, form)?;
        let block = self.block(planned, others)?;
        if planned.ballot.is_some() {
            self.ballot_ready(planned)?;
        }
        if let Some(Effect::TallyBoard { members }) = &planned.effect {
            self.board_possible(members)?;
        }
        let vote =
            VoteId::new(&format!("v{}", self.votes.list().len() + 1)).map_err(|_| Refusal::UnknownVote)?;
        Ok(vec![Event::VoteOpened {
            vote,
            item: item.id.clone(),
            motion: first.clone(),
            form,
            total_delegates: self.total_delegates,
            in_office: self.in_office(),
            document_sha256: self.text_hash(planned),
            block,
        }])
    }

    /// A motion that may be put to the vote now, with its item.
    fn votable(&self, motion: &MotionId) -> Result<(&AgendaItem, &Motion), Refusal> {
        let (item, planned) = self.plan.motion(motion).ok_or(Refusal::UnknownMotion)?;
        if self.agenda.run(&item.id).is_some_and(|r| r.postponed.is_some()) {
            return Err(Refusal::ItemPostponed);
        }
        if self.doors.as_ref().is_some_and(|doors| doors.item != item.id) {
            return Err(Refusal::DoorsClosed);
        }
        if planned.title.trim().is_empty() {
            return Err(Refusal::TextMissing);
        }
        if self.votes.standing_on(motion).is_some_and(Vote::passed) {
            return Err(Refusal::AlreadyDecided);
        }
        // Contested parts first, then the whole as amended (domain 4.4).
        if let Some(part) = self.plan.parts_of(motion).find(|p| self.votes.standing_on(&p.id).is_none()) {
            return Err(Refusal::PartsOpen { number: part.number.clone() });
        }
        Ok((item, planned))
    }

    fn form_allowed(&self, planned: &Motion, form: VoteForm) -> Result<(), Refusal> {
        if !self.plan.rules.forms.value.contains(&form) {
            return Err(Refusal::FormNotAllowed);
        }
        if planned.ballot.is_some() != (form.counting() == Counting::Paper) {
            return Err(Refusal::BallotNeedsPaper);
        }
        // Behind closed doors no device is served.
        if self.doors.is_some() && form.counting() == Counting::Choices {
            return Err(Refusal::DoorsClosed);
        }
        Ok(())
    }

    fn block(&self, first: &Motion, others: &[MotionId]) -> Result<Vec<Subject>, Refusal> {
        let rule = |m: &Motion| self.plan.rules.majority(m.matter).value;
        let plain = |m: &Motion| m.ballot.is_none() && m.effect.is_none();
        let mut block: Vec<Subject> = Vec::new();
        for id in others {
            let (_, motion) = self.votable(id)?;
            let twice = *id == first.id || block.iter().any(|s| s.motion == *id);
            if twice || rule(motion) != rule(first) || !plain(motion) || !plain(first) {
                return Err(Refusal::BadBlock);
            }
            block.push(Subject { motion: id.clone(), document_sha256: self.text_hash(motion) });
        }
        Ok(block)
    }

    fn text_hash(&self, motion: &Motion) -> Option<String> {
        motion.document.as_ref().and_then(|id| self.plan.document(id)).map(|d| d.sha256.clone())
    }

    /// The vote if it is open, held or not.
    pub(super) fn open_one(&self, id: &VoteId, now: Now) -> Result<&Vote, Refusal> {
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
        match vote.form {
            VoteForm::Electronic if via != Via::Device => return Err(Refusal::DeviceOnly),
            VoteForm::Electronic | VoteForm::Mixed => {}
            VoteForm::ShowOfHands | VoteForm::Cards | VoteForm::HandsByName | VoteForm::SecretBallot => {
                return Err(Refusal::WrongForm);
            }
        }
        if vote.held_since.is_some() {
            return Err(Refusal::VoteHeld);
        }
        if !self.roll.is_present(delegate) {
            return Err(Refusal::NotPresent);
        }
        if !self.plan.rules.change_until_close.value && vote.casts.contains_key(delegate) {
            return Err(Refusal::ChoiceFinal);
        }
        Ok(vec![Event::ChoiceCast { vote: id.clone(), delegate: delegate.clone(), choice, via }])
    }

    pub(super) fn hold_vote(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        if self.open_one(id, now)?.held_since.is_some() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::VoteHeld { vote: id.clone() }])
    }

    pub(super) fn resume_vote(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        if self.open_one(id, now)?.held_since.is_none() {
            return Err(Refusal::VoteNotHeld);
        }
        Ok(vec![Event::VoteResumed { vote: id.clone() }])
    }

    pub(super) fn extend_vote(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        self.open_one(id, now)?;
        let seconds = self.plan.rules.vote_extend_seconds.value;
        Ok(vec![Event::VoteExtended { vote: id.clone(), seconds }])
    }

    pub(super) fn close_vote(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        let vote = self.open_one(id, now)?;
        if vote.held_since.is_some() {
            return Err(Refusal::VoteHeld);
        }
        let mut events = match vote.form.counting() {
            Counting::Paper => {
                let result = self.ballot_now(vote)?;
                vec![Event::BallotClosed { vote: id.clone(), result }]
            }
            Counting::Choices | Counting::Totals | Counting::Names => {
                let outcome = self.outcome_now(vote)?;
                let passed = outcome.passed;
                let mut events = vec![Event::VoteClosed { vote: id.clone(), outcome }];
                let effect = self.plan.motion(&vote.motion).and_then(|(_, m)| m.effect.as_ref());
                if let (true, Some(Effect::TallyBoard { members })) = (passed, effect) {
                    events.push(Event::BoardFormed { vote: id.clone(), members: members.clone() });
                }
                events
            }
        };
        match self.plan.rules.publishing.value {
            Publishing::ByChair => {}
            Publishing::AtClose => events.push(Event::ResultPublished { vote: id.clone() }),
        }
        Ok(events)
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
        if self.doors.as_ref().is_some_and(|doors| doors.vote == *id) {
            return Err(Refusal::DoorsClosed);
        }
        // Ballots are out: whoever counts them was elected by this vote.
        let counting = self.votes.open().filter(|v| v.form.counting() == Counting::Paper && v.id != *id);
        if let (Some(open), Some(board)) = (counting, &self.board)
            && board.vote == *id
        {
            return Err(Refusal::VoteOpen { vote: open.id.to_string() });
        }
        let reason: String = reason.trim().chars().take(AttendanceMark::REASON_CHARS).collect();
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(vec![Event::VoteAnnulled { vote: id.clone(), reason }])
    }
}

impl Via {
    /// A choice that somebody entered for its person, at a voiced request.
    pub fn is_entered(self) -> bool {
        match self {
            Self::Kiosk | Self::Secretary => true,
            Self::Device | Self::Tellers => false,
        }
    }

    /// The word of the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Kiosk => "kiosk",
            Self::Secretary => "secretary",
            Self::Tellers => "tellers",
        }
    }
}
