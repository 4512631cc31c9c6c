//! Requests to speak and the speech that runs.

use super::{Decision, as_act, chair_only};
use crate::chamber::command::{Actor, Now};
use crate::chamber::event::{Event, Via};
use crate::chamber::floor::{Request, Speaker, Speech, SpeechClock, SpeechState, right};
use crate::chamber::ids::SpeechId;
use crate::chamber::questioning::Step;
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{ClockStart, TurnKind};
use crate::chamber::session::Session;
use crate::chamber::undo::Act;

impl Session {
    /// Registers a request. The chair, who may appoint a speaker, is held neither to the list nor to the number of turns.
    pub(super) fn request_speech(&self, speaker: &Speaker, kind: TurnKind, actor: &Actor) -> Decision {
        self.is_open()?;
        let via = self.via_for_speaker(speaker, actor)?;
        self.may_be_heard(speaker)?;
        if kind == TurnKind::Answer {
            return Err(Refusal::NotAsked);
        }
        let item = self.agenda.current().ok_or(Refusal::DiscussionClosed)?;
        // A word on the order of business may be asked for at any time.
        if kind != TurnKind::Procedural {
            if !self.discussion_open() {
                return Err(Refusal::DiscussionClosed);
            }
            if self.list_closed() && *actor != Actor::Chair {
                return Err(Refusal::ListClosed);
            }
        }
        if self.floor.own(speaker, kind).is_some() {
            return Err(Refusal::AlreadyRegistered);
        }
        if let Some(most) = self.plan.rules.turns_most.get(&kind).map(|s| s.value)
            && *actor != Actor::Chair
            && self.floor.given(speaker, item, Some(kind)) >= most
        {
            return Err(Refusal::TurnLimit { most });
        }
        let right = self.right_of(speaker, kind);
        let place = self.floor.place_for(&right, |s| self.right_of(&s.speaker, s.kind));
        Ok(vec![self.requested(speaker, kind, via, place, actor)?])
    }

    fn requested(
        &self,
        speaker: &Speaker,
        kind: TurnKind,
        via: Via,
        place: usize,
        actor: &Actor,
    ) -> Result<Event, Refusal> {
        let speech = SpeechId::new(&format!("r{}", self.floor.next_id())).map_err(|_| Refusal::NotAllowed)?;
        Ok(Event::SpeechRequested {
            speech,
            speaker: speaker.clone(),
            kind,
            via,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            consent: speaker.delegate().is_some() || *actor == Actor::Chair,
        })
    }

    /// What the rules of order say of a request by `speaker` for a turn of `kind`, as things stand.
    fn right_of(&self, speaker: &Speaker, kind: TurnKind) -> Vec<u32> {
        let group = self.questioning.now().map(|(_, run)| run);
        let asked = |run: &crate::chamber::GroupRun| {
            run.round.iter().filter_map(|id| self.floor.speech(id)).any(|s| s.speaker.is(speaker))
        };
        let request = Request {
            kind,
            answer_given: group.is_some_and(|run| matches!(run.step, Step::Answer | Step::Debate)),
            asked: group.is_some_and(asked),
            spoken: self.agenda.current().map_or(0, |item| self.floor.given(speaker, item, None)),
        };
        right(&self.plan.rules.queue_order.value, &request)
    }

    /// Who acts for `speaker`; a guest is entered by the desk.
    fn via_for_speaker(&self, speaker: &Speaker, actor: &Actor) -> Result<Via, Refusal> {
        match speaker {
            Speaker::Delegate(id) => self.via_for(id, actor),
            Speaker::Guest { .. } => self.desk(actor),
        }
    }

    fn may_be_heard(&self, speaker: &Speaker) -> Result<(), Refusal> {
        match speaker {
            Speaker::Delegate(id) if self.roll.is_present(id) => Ok(()),
            Speaker::Delegate(_) => Err(Refusal::NotPresent),
            Speaker::Guest { name, title } => {
                let fits = |text: &str| text.chars().count() <= Speaker::CHARS;
                if name.trim().is_empty() || !fits(name) || !fits(title) {
                    return Err(Refusal::BadName { most: Speaker::CHARS as u32 });
                }
                Ok(())
            }
        }
    }

    fn known(&self, speech: &SpeechId) -> Result<&Speech, Refusal> {
        self.floor.speech(speech).ok_or(Refusal::UnknownSpeech)
    }

    fn waiting(&self, speech: &SpeechId) -> Result<&Speech, Refusal> {
        let found = self.known(speech)?;
        if found.state == SpeechState::Registered { Ok(found) } else { Err(Refusal::NotWaiting) }
    }

    pub(super) fn withdraw_speech(&self, speech: &SpeechId, actor: &Actor) -> Decision {
        self.not_closed()?;
        let found = self.waiting(speech)?;
        self.via_for_speaker(&found.speaker, actor)?;
        Ok(vec![Event::SpeechWithdrawn { speech: speech.clone() }])
    }

    pub(super) fn withdraw_own(&self, speaker: &Speaker, kind: TurnKind, actor: &Actor) -> Decision {
        self.not_closed()?;
        self.via_for_speaker(speaker, actor)?;
        match self.floor.own(speaker, kind) {
            Some(speech) if speech.state == SpeechState::Registered => {
                Ok(vec![Event::SpeechWithdrawn { speech: speech.id.clone() }])
            }
            Some(_) | None => Err(Refusal::NotWaiting),
        }
    }

    pub(super) fn defer_speech(&self, speech: &SpeechId, actor: &Actor) -> Decision {
        self.desk(actor)?;
        self.waiting(speech)?;
        let events = vec![Event::SpeechDeferred { speech: speech.clone() }];
        Ok(if *actor == Actor::Chair { as_act(Act::DeferSpeech, events) } else { events })
    }

    pub(super) fn speech_in_writing(&self, speech: &SpeechId, text: &str, actor: &Actor) -> Decision {
        self.not_closed()?;
        let found = self.known(speech)?;
        self.via_for_speaker(&found.speaker, actor)?;
        let text = fitting(text, Speech::TEXT_CHARS)?;
        match found.state {
            SpeechState::Registered | SpeechState::NotReached => {
                Ok(vec![Event::SpeechInWriting { speech: speech.clone(), text }])
            }
            SpeechState::Called
            | SpeechState::Speaking
            | SpeechState::Done
            | SpeechState::Withdrawn
            | SpeechState::Written => Err(Refusal::NotWaiting),
        }
    }

    /// Notes may also be written after the closing: they are the secretary's words, not an act of the sitting.
    pub(super) fn note_speech(&self, speech: &SpeechId, text: &str, actor: &Actor) -> Decision {
        self.desk(actor)?;
        let found = self.known(speech)?;
        let text = fitting(text, Speech::TEXT_CHARS)?;
        if found.note == text {
            return Ok(Vec::new());
        }
        Ok(vec![Event::SpeechNoted { speech: speech.clone(), text }])
    }

    pub(super) fn consent_speech(&self, speech: &SpeechId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        if self.waiting(speech)?.consent {
            return Ok(Vec::new());
        }
        Ok(as_act(Act::ConsentSpeech, vec![Event::SpeechConsented { speech: speech.clone() }]))
    }

    /// Gives the floor to one who waits; who stood before is passed over, and the log says how many. Calling a guest is
    /// the chair's consent.
    pub(super) fn call_speaker(&self, speech: &SpeechId, actor: &Actor, now: Now) -> Decision {
        Ok(as_act(Act::CallSpeaker, self.calling(speech, actor, now)?))
    }

    pub(super) fn calling(&self, speech: &SpeechId, actor: &Actor, now: Now) -> Decision {
        self.may_call(actor)?;
        let found = self.waiting(speech)?;
        let before = self.floor.queue().take_while(|s| s.id != *speech).filter(|s| s.consent).count();
        let mut events = self.stopping(now);
        events.push(self.called(speech, &found.speaker, found.kind, before));
        Ok(events)
    }

    pub(super) fn may_call(&self, actor: &Actor) -> Result<(), Refusal> {
        chair_only(actor)?;
        self.is_open()?;
        match self.votes.open() {
            Some(vote) => Err(Refusal::VoteOpen { vote: vote.id.to_string() }),
            None => Ok(()),
        }
    }

    fn called(&self, speech: &SpeechId, speaker: &Speaker, kind: TurnKind, before: usize) -> Event {
        let given = self.agenda.current().map_or(0, |item| self.floor.given(speaker, item, Some(kind)));
        Event::SpeakerCalled {
            speech: speech.clone(),
            limit_seconds: self.plan.rules.turn_seconds(kind, given.saturating_add(1)),
            passed_over: u32::try_from(before).unwrap_or(u32::MAX),
            waits: self.plan.rules.clock_start.value == ClockStart::ByChair,
        }
    }

    /// A turn that nobody asked for, called at once.
    pub(super) fn appointing(&self, speaker: &Speaker, kind: TurnKind, actor: &Actor, now: Now) -> Decision {
        self.may_call(actor)?;
        self.may_be_heard(speaker)?;
        let asked = self.requested(speaker, kind, Via::Kiosk, 0, actor)?;
        let Event::SpeechRequested { speech, .. } = &asked else { return Err(Refusal::NotAllowed) };
        let called = self.called(speech, speaker, kind, 0);
        let mut events = self.stopping(now);
        events.extend([asked, called]);
        Ok(events)
    }

    /// Ends the speech that runs, if one does.
    pub(super) fn stopping(&self, now: Now) -> Vec<Event> {
        let at = self.corrected(now.utc_ms);
        self.floor.clock().map(|c| Event::SpeechStopped { elapsed_ms: c.elapsed(at) }).into_iter().collect()
    }

    fn running_clock(&self, actor: &Actor) -> Result<&SpeechClock, Refusal> {
        chair_only(actor)?;
        self.floor.clock().ok_or(Refusal::NoSpeech)
    }

    pub(super) fn pause_speech(&self, actor: &Actor, now: Now) -> Decision {
        let clock = self.running_clock(actor)?;
        if !clock.watch.is_running() {
            return Err(Refusal::SpeechPaused);
        }
        let elapsed_ms = clock.elapsed(self.corrected(now.utc_ms));
        Ok(as_act(Act::PauseSpeech, vec![Event::SpeechPaused { elapsed_ms }]))
    }

    pub(super) fn resume_speech(&self, actor: &Actor) -> Decision {
        if self.running_clock(actor)?.watch.is_running() {
            return Err(Refusal::SpeechNotPaused);
        }
        Ok(as_act(Act::ResumeSpeech, vec![Event::SpeechResumed]))
    }

    pub(super) fn extend_speech(&self, actor: &Actor) -> Decision {
        self.running_clock(actor)?;
        let seconds = self.plan.rules.extend_seconds.value;
        Ok(as_act(Act::ExtendSpeech, vec![Event::SpeechExtended { seconds }]))
    }

    pub(super) fn stop_speech(&self, actor: &Actor, now: Now) -> Decision {
        self.running_clock(actor)?;
        Ok(as_act(Act::StopSpeech, self.stopping(now)))
    }

    pub(super) fn close_list(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        if !self.discussion_open() {
            return Err(Refusal::DiscussionClosed);
        }
        let events = if self.list_closed() { Vec::new() } else { vec![Event::ListClosed] };
        Ok(as_act(Act::CloseList, events))
    }

    pub(super) fn reopen_list(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        let events = if self.list_closed() { vec![Event::ListReopened] } else { Vec::new() };
        Ok(as_act(Act::ReopenList, events))
    }

    pub(super) fn end_discussion(&self, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        if !self.discussion_open() {
            return Err(Refusal::DiscussionClosed);
        }
        let mut events = self.stopping(now);
        events.extend(self.queue_not_reached());
        events.push(Event::DiscussionEnded);
        Ok(as_act(Act::EndDiscussion, events))
    }

    pub(super) fn reopen_discussion(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        let item = self.agenda.current().ok_or(Refusal::UnknownItem)?;
        if !self.plan.item(item).is_some_and(|i| i.discussion) {
            return Err(Refusal::DiscussionClosed);
        }
        let events = if self.discussion_open() { Vec::new() } else { vec![Event::DiscussionReopened] };
        Ok(as_act(Act::ReopenDiscussion, events))
    }
}

/// `text` without the space around it, if it is not too long.
pub(super) fn fitting(text: &str, most: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Refusal::TextTooLong { most: u32::try_from(most).unwrap_or(u32::MAX) });
    }
    Ok(text.to_owned())
}
