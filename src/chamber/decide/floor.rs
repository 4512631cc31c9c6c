//! Requests to speak and the speech that runs.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, Now};
use crate::chamber::event::Event;
use crate::chamber::floor::{Speech, SpeechClock, SpeechState};
use crate::chamber::ids::{DelegateId, SpeechId};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::TurnKind;
use crate::chamber::session::Session;

impl Session {
    pub(super) fn request_speech(&self, delegate: &DelegateId, kind: TurnKind, actor: &Actor) -> Decision {
        self.is_open()?;
        let via = self.via_for(delegate, actor)?;
        if !self.roll.is_present(delegate) {
            return Err(Refusal::NotPresent);
        }
        // A word on the order of business may be asked for at any time.
        if kind != TurnKind::Procedural && !self.discussion_open() {
            return Err(Refusal::DiscussionClosed);
        }
        if self.agenda.current().is_none() {
            return Err(Refusal::DiscussionClosed);
        }
        if self.floor.own(delegate, kind).is_some() {
            return Err(Refusal::AlreadyRegistered);
        }
        let speech = SpeechId::new(&format!("r{}", self.floor.next_id())).map_err(|_| Refusal::NotAllowed)?;
        Ok(vec![Event::SpeechRequested { speech, delegate: delegate.clone(), kind, via }])
    }

    fn waiting(&self, speech: &SpeechId) -> Result<&Speech, Refusal> {
        let found = self.floor.speech(speech).ok_or(Refusal::UnknownSpeech)?;
        if found.state == SpeechState::Registered { Ok(found) } else { Err(Refusal::NotWaiting) }
    }

    pub(super) fn withdraw_speech(&self, speech: &SpeechId, actor: &Actor) -> Decision {
        self.not_closed()?;
        let found = self.waiting(speech)?;
        self.via_for(&found.delegate, actor)?;
        Ok(vec![Event::SpeechWithdrawn { speech: speech.clone() }])
    }

    pub(super) fn withdraw_own(&self, delegate: &DelegateId, kind: TurnKind, actor: &Actor) -> Decision {
        self.not_closed()?;
        self.via_for(delegate, actor)?;
        match self.floor.own(delegate, kind) {
            Some(speech) if speech.state == SpeechState::Registered => {
                Ok(vec![Event::SpeechWithdrawn { speech: speech.id.clone() }])
            }
            Some(_) | None => Err(Refusal::NotWaiting),
        }
    }

    pub(super) fn defer_speech(&self, speech: &SpeechId, actor: &Actor) -> Decision {
        self.desk(actor)?;
        self.waiting(speech)?;
        Ok(vec![Event::SpeechDeferred { speech: speech.clone() }])
    }

    pub(super) fn speech_in_writing(&self, speech: &SpeechId, actor: &Actor) -> Decision {
        self.not_closed()?;
        let found = self.floor.speech(speech).ok_or(Refusal::UnknownSpeech)?;
        self.via_for(&found.delegate, actor)?;
        match found.state {
            SpeechState::Registered | SpeechState::NotReached => {
                Ok(vec![Event::SpeechInWriting { speech: speech.clone() }])
            }
            SpeechState::Speaking | SpeechState::Done | SpeechState::Withdrawn | SpeechState::Written => {
                Err(Refusal::NotWaiting)
            }
        }
    }

    pub(super) fn call_speaker(&self, speech: &SpeechId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        if let Some(vote) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: vote.id.to_string() });
        }
        let found = self.waiting(speech)?;
        let mut events = Vec::new();
        if let Some(clock) = self.floor.clock() {
            events.push(Event::SpeechStopped { elapsed_ms: clock.elapsed(self.corrected(now.utc_ms)) });
        }
        events.push(Event::SpeakerCalled {
            speech: speech.clone(),
            limit_seconds: self.plan.rules.turn_seconds(found.kind),
        });
        Ok(events)
    }

    fn running_clock(&self, actor: &Actor) -> Result<&SpeechClock, Refusal> {
        chair_only(actor)?;
        self.floor.clock().ok_or(Refusal::NoSpeech)
    }

    pub(super) fn pause_speech(&self, actor: &Actor, now: Now) -> Decision {
        let clock = self.running_clock(actor)?;
        if clock.since.is_none() {
            return Err(Refusal::SpeechPaused);
        }
        Ok(vec![Event::SpeechPaused { elapsed_ms: clock.elapsed(self.corrected(now.utc_ms)) }])
    }

    pub(super) fn resume_speech(&self, actor: &Actor) -> Decision {
        let clock = self.running_clock(actor)?;
        if clock.since.is_some() {
            return Err(Refusal::SpeechNotPaused);
        }
        Ok(vec![Event::SpeechResumed])
    }

    pub(super) fn extend_speech(&self, actor: &Actor) -> Decision {
        self.running_clock(actor)?;
        Ok(vec![Event::SpeechExtended { seconds: self.plan.rules.extend_seconds.value }])
    }

    pub(super) fn stop_speech(&self, actor: &Actor, now: Now) -> Decision {
        let clock = self.running_clock(actor)?;
        Ok(vec![Event::SpeechStopped { elapsed_ms: clock.elapsed(self.corrected(now.utc_ms)) }])
    }

    pub(super) fn end_discussion(&self, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        if !self.discussion_open() {
            return Err(Refusal::DiscussionClosed);
        }
        let mut events = Vec::new();
        if let Some(clock) = self.floor.clock() {
            events.push(Event::SpeechStopped { elapsed_ms: clock.elapsed(self.corrected(now.utc_ms)) });
        }
        events.extend(self.queue_not_reached());
        events.push(Event::DiscussionEnded);
        Ok(events)
    }

    pub(super) fn reopen_discussion(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        let item = self.agenda.current().ok_or(Refusal::UnknownItem)?;
        if !self.plan.item(item).is_some_and(|i| i.discussion) {
            return Err(Refusal::DiscussionClosed);
        }
        if self.discussion_open() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::DiscussionReopened])
    }
}
