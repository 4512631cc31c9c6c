//! Questioning (chất vấn, domain 5.3): groups, answers, debate, conclusion, and what is promised.

use super::floor::fitting;
use super::{Decision, as_act, chair_only};
use crate::chamber::command::{Actor, CommitmentDraft, Now};
use crate::chamber::event::Event;
use crate::chamber::floor::{Speaker, Speech, SpeechState};
use crate::chamber::ids::{CommitmentId, GroupId, ItemId, SpeechId};
use crate::chamber::plan::{Effect, QuestionGroup, Respondent, day_of};
use crate::chamber::questioning::{Commitment, CommitmentKind, Step};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{Deadline, TurnKind};
use crate::chamber::session::Session;
use crate::chamber::undo::Act;

impl Respondent {
    /// The respondent as a speaker.
    pub fn speaker(&self) -> Speaker {
        match &self.delegate {
            Some(id) => Speaker::Delegate(id.clone()),
            None => Speaker::Guest { name: self.full_name(), title: self.title.clone() },
        }
    }

    /// "Ông Bùi Văn L".
    pub fn full_name(&self) -> String {
        format!("{} {}", self.honorific, self.name).trim().to_owned()
    }

    /// "Ông Bùi Văn L, Trưởng phòng Kinh tế".
    pub fn full_title(&self) -> String {
        let name = self.full_name();
        if self.title.is_empty() { name } else { format!("{name}, {}", self.title) }
    }
}

impl Session {
    /// Whether the groups of questions may be taken up: where the plan has a vote on them, it has passed.
    pub fn groups_decided(&self) -> bool {
        let mut motions = self
            .plan
            .motions()
            .filter(|m| m.effect == Some(Effect::QuestionGroups))
            .map(|m| &m.id)
            .peekable();
        if motions.peek().is_none() {
            return true;
        }
        motions.any(|motion| self.votes.list().iter().any(|v| v.passed() && v.motions().any(|m| m == motion)))
    }

    pub(super) fn start_group(&self, group: &GroupId, actor: &Actor) -> Decision {
        self.may_call(actor)?;
        let (item, _) = self.plan.group(group).ok_or(Refusal::UnknownGroup)?;
        if self.agenda.current() != Some(&item.id) {
            return Err(Refusal::UnknownGroup);
        }
        if !self.groups_decided() {
            return Err(Refusal::GroupsNotDecided);
        }
        if self.questioning.run(group).is_some_and(|r| r.concluded_at.is_some()) {
            return Err(Refusal::GroupConcluded);
        }
        if self.questioning.current() == Some(group) {
            return Ok(Vec::new());
        }
        if self.floor.clock().is_some() {
            return Err(Refusal::SpeechRunning);
        }
        Ok(as_act(Act::StartGroup, vec![Event::GroupStarted { group: group.clone() }]))
    }

    /// The group before the council.
    fn group_now(&self) -> Result<(&GroupId, &QuestionGroup), Refusal> {
        let id = self.questioning.current().ok_or(Refusal::NoGroup)?;
        let (_, group) = self.plan.group(id).ok_or(Refusal::UnknownGroup)?;
        if self.questioning.run(id).is_some_and(|r| r.concluded_at.is_some()) {
            return Err(Refusal::GroupConcluded);
        }
        Ok((id, group))
    }

    pub(super) fn call_answer(&self, speaker: Option<&Speaker>, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        let (_, group) = self.group_now()?;
        let speaker = speaker.cloned().unwrap_or_else(|| group.respondent.speaker());
        Ok(as_act(Act::CallAnswer, self.appointing(&speaker, TurnKind::Answer, actor, now)?))
    }

    /// The debate of the answer: the first who asked for a debate gets the floor, if anybody did.
    pub(super) fn open_debate(&self, actor: &Actor, now: Now) -> Decision {
        self.may_call(actor)?;
        self.group_now()?;
        let mut events = vec![Event::DebateOpened];
        match self.floor.queue().find(|s| s.kind == TurnKind::Debate && s.consent) {
            Some(first) => events.extend(self.calling(&first.id, actor, now)?),
            None => events.extend(self.stopping(now)),
        }
        Ok(as_act(Act::OpenDebate, events))
    }

    /// The chair concludes; who still waits with a question or in the debate is not reached.
    pub(super) fn conclude_group(&self, actor: &Actor, now: Now) -> Decision {
        self.may_call(actor)?;
        let (id, _) = self.group_now()?;
        let mut events = self.stopping(now);
        let of_group = |s: &&Speech| matches!(s.kind, TurnKind::Question | TurnKind::Debate);
        let late = self.floor.queue().filter(of_group).filter(|s| s.group.as_ref() == Some(id));
        events.extend(late.map(|s| Event::SpeechNotReached { speech: s.id.clone() }));
        events.push(Event::GroupConcluded { group: id.clone() });
        Ok(as_act(Act::ConcludeGroup, events))
    }

    pub(super) fn note_conclusion(&self, group: &GroupId, text: &str, actor: &Actor) -> Decision {
        self.desk(actor)?;
        let run = self.questioning.run(group).ok_or(Refusal::NoGroup)?;
        let text = fitting(text, Speech::TEXT_CHARS)?;
        if run.conclusion == text {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ConclusionNoted { group: group.clone(), text }])
    }

    /// The day by which `question` is to be answered in writing, counted from the day on which it was put; of one that was
    /// not reached, from that of its request. `None` where the rules give no number of days.
    pub fn written_answer_due(&self, question: &Speech) -> Option<i64> {
        let asked = question.started_at.unwrap_or(question.requested_at);
        self.plan.rules.due(Deadline::WrittenAnswers, day_of(asked))
    }

    /// A question that is to be answered in writing: it lies outside the group, needs to be looked into, or was not reached
    /// in time (domain 5.3). One that was taken back is owed nothing.
    pub(super) fn answer_in_writing(&self, speech: &SpeechId, actor: &Actor, now: Now) -> Decision {
        self.desk(actor)?;
        self.not_closed()?;
        let question = self.floor.speech(speech).ok_or(Refusal::UnknownSpeech)?;
        if question.kind != TurnKind::Question || question.state == SpeechState::Withdrawn {
            return Err(Refusal::UnknownSpeech);
        }
        let owed = |c: &Commitment| {
            c.kind == CommitmentKind::WrittenAnswer
                && c.speech.as_ref() == Some(speech)
                && c.dropped.is_none()
        };
        if self.questioning.commitments().iter().any(owed) {
            return Ok(Vec::new());
        }
        let at = self.corrected(now.utc_ms);
        let due = self.written_answer_due(question).ok_or(Refusal::NoAnswerDue)?;
        let group = question.group.as_ref().and_then(|id| self.plan.group(id)).map(|(_, g)| g);
        let owner = group.map(|g| g.respondent.full_title()).ok_or(Refusal::NoGroup)?;
        Ok(vec![Event::CommitmentMade(Commitment {
            id: self.next_commitment()?,
            kind: CommitmentKind::WrittenAnswer,
            item: question.item.clone(),
            group: question.group.clone(),
            speech: Some(speech.clone()),
            content: String::new(),
            owner,
            due,
            made_at: at,
            dropped: None,
        })])
    }

    pub(super) fn make_commitment(&self, draft: &CommitmentDraft, actor: &Actor, now: Now) -> Decision {
        self.desk(actor)?;
        let at = self.corrected(now.utc_ms);
        let speech = match &draft.speech {
            Some(id) => Some(self.floor.speech(id).ok_or(Refusal::UnknownSpeech)?),
            None => None,
        };
        let group = draft.group.as_ref().or_else(|| speech.and_then(|s| s.group.as_ref()));
        let planned = match group {
            Some(id) => Some(self.plan.group(id).ok_or(Refusal::UnknownGroup)?),
            None => None,
        };
        let item: Option<&ItemId> = speech
            .map(|s| &s.item)
            .or_else(|| planned.map(|(item, _)| &item.id))
            .or_else(|| self.agenda.current());
        let content = fitting(&draft.content, Commitment::CONTENT_CHARS)?;
        let owner = match fitting(&draft.owner, Commitment::OWNER_CHARS)? {
            owner if owner.is_empty() => planned.map(|(_, g)| g.respondent.full_title()).unwrap_or_default(),
            owner => owner,
        };
        if content.is_empty() || owner.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        // Not before the session, and not further than the two years for which anybody plans.
        let today = day_of(at);
        if draft.due < today || draft.due > today + 731 {
            return Err(Refusal::BadDate);
        }
        Ok(vec![Event::CommitmentMade(Commitment {
            id: self.next_commitment()?,
            kind: CommitmentKind::Promise,
            item: item.ok_or(Refusal::UnknownItem)?.clone(),
            group: group.cloned(),
            speech: draft.speech.clone(),
            content,
            owner,
            due: draft.due,
            made_at: at,
            dropped: None,
        })])
    }

    fn next_commitment(&self) -> Result<CommitmentId, Refusal> {
        let number = self.questioning.commitments().len() + 1;
        CommitmentId::new(&format!("c{number}")).map_err(|_| Refusal::NotAllowed)
    }

    pub(super) fn drop_commitment(&self, id: &CommitmentId, reason: &str, actor: &Actor) -> Decision {
        self.desk(actor)?;
        let found = self.questioning.commitment(id).ok_or(Refusal::UnknownCommitment)?;
        if found.dropped.is_some() {
            return Ok(Vec::new());
        }
        let reason = fitting(reason, crate::chamber::command::AttendanceMark::REASON_CHARS)?;
        if reason.is_empty() {
            return Err(Refusal::ReasonMissing);
        }
        Ok(vec![Event::CommitmentDropped { commitment: id.clone(), reason }])
    }

    /// What the group's step becomes when a turn of `kind` gets the floor; `None`: it stays.
    pub(in crate::chamber) fn step_of(kind: TurnKind) -> Option<Step> {
        match kind {
            TurnKind::Question => Some(Step::Question),
            TurnKind::Answer => Some(Step::Answer),
            TurnKind::Debate => Some(Step::Debate),
            TurnKind::Speech | TurnKind::Procedural | TurnKind::Explanation => None,
        }
    }
}
