//! The floor: requests to speak, who speaks, and the clock of the speech.

use super::event::Via;
use super::ids::{DelegateId, ItemId, SpeechId};
use super::rules::TurnKind;

/// State of a request to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeechState {
    Registered,
    Speaking,
    Done,
    Withdrawn,
    /// The discussion ended before its turn.
    NotReached,
    /// Handed in in writing.
    Written,
}

/// A request to speak and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    pub id: SpeechId,
    pub delegate: DelegateId,
    pub kind: TurnKind,
    pub item: ItemId,
    pub via: Via,
    pub state: SpeechState,
    pub requested_at: i64,
    /// When the floor was given, UTC milliseconds.
    pub started_at: Option<i64>,
    /// Spoken time when it ended, milliseconds.
    pub spoken_ms: u64,
}

/// The clock of the running speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechClock {
    pub speech: SpeechId,
    pub limit_seconds: u32,
    /// Spoken until `since`.
    pub elapsed_ms: u64,
    /// Corrected UTC milliseconds since which it runs; `None` while paused.
    pub since: Option<i64>,
}

impl SpeechClock {
    /// Spoken time at `utc_ms`; a clock that went back counts as no time.
    pub fn elapsed(&self, utc_ms: i64) -> u64 {
        let running = self.since.map_or(0, |since| u64::try_from(utc_ms.saturating_sub(since)).unwrap_or(0));
        self.elapsed_ms.saturating_add(running)
    }
}

/// All requests of the session; the queue is those registered, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Floor {
    speeches: Vec<Speech>,
    /// Registered requests in calling order.
    queue: Vec<SpeechId>,
    clock: Option<SpeechClock>,
}

impl Floor {
    /// Every request, in order of registration.
    pub fn speeches(&self) -> &[Speech] {
        &self.speeches
    }

    /// The request with this id.
    pub fn speech(&self, id: &SpeechId) -> Option<&Speech> {
        self.speeches.iter().find(|s| s.id == *id)
    }

    /// Those who wait, in calling order.
    pub fn queue(&self) -> impl Iterator<Item = &Speech> {
        self.queue.iter().filter_map(|id| self.speech(id))
    }

    /// The request of `delegate` and `kind` that waits or speaks.
    pub fn own(&self, delegate: &DelegateId, kind: TurnKind) -> Option<&Speech> {
        self.speeches.iter().rev().find(|s| {
            s.delegate == *delegate
                && s.kind == kind
                && matches!(s.state, SpeechState::Registered | SpeechState::Speaking)
        })
    }

    /// Place in the queue from 1.
    pub fn place(&self, id: &SpeechId) -> Option<u32> {
        let index = self.queue.iter().position(|q| q == id)?;
        u32::try_from(index + 1).ok()
    }

    /// The clock of the speech that runs.
    pub fn clock(&self) -> Option<&SpeechClock> {
        self.clock.as_ref()
    }

    /// Who has the floor.
    pub fn speaking(&self) -> Option<&Speech> {
        self.clock.as_ref().and_then(|c| self.speech(&c.speech))
    }

    /// The last speech that ended.
    pub fn last_done(&self) -> Option<&Speech> {
        self.speeches.iter().filter(|s| s.state == SpeechState::Done).max_by_key(|s| s.started_at)
    }

    /// Id for the next request.
    pub fn next_id(&self) -> usize {
        self.speeches.len() + 1
    }

    pub(super) fn register(&mut self, speech: Speech) {
        self.queue.push(speech.id.clone());
        self.speeches.push(speech);
    }

    fn set(&mut self, id: &SpeechId, state: SpeechState) {
        if let Some(speech) = self.speeches.iter_mut().find(|s| s.id == *id) {
            speech.state = state;
        }
    }

    pub(super) fn leave_queue(&mut self, id: &SpeechId, state: SpeechState) {
        self.queue.retain(|q| q != id);
        self.set(id, state);
    }

    pub(super) fn defer(&mut self, id: &SpeechId) {
        if let Some(index) = self.queue.iter().position(|q| q == id)
            && index + 1 < self.queue.len()
        {
            self.queue.swap(index, index + 1);
        }
    }

    pub(super) fn call(&mut self, id: &SpeechId, limit_seconds: u32, at: i64) {
        self.leave_queue(id, SpeechState::Speaking);
        if let Some(speech) = self.speeches.iter_mut().find(|s| s.id == *id) {
            speech.started_at = Some(at);
        }
        self.clock = Some(SpeechClock { speech: id.clone(), limit_seconds, elapsed_ms: 0, since: Some(at) });
    }

    pub(super) fn pause(&mut self, elapsed_ms: u64) {
        if let Some(clock) = self.clock.as_mut() {
            clock.elapsed_ms = elapsed_ms;
            clock.since = None;
        }
    }

    pub(super) fn resume(&mut self, at: i64) {
        if let Some(clock) = self.clock.as_mut() {
            clock.since = Some(at);
        }
    }

    pub(super) fn extend(&mut self, seconds: u32) {
        if let Some(clock) = self.clock.as_mut() {
            clock.limit_seconds = clock.limit_seconds.saturating_add(seconds);
        }
    }

    pub(super) fn stop(&mut self, elapsed_ms: u64) {
        let Some(clock) = self.clock.take() else { return };
        if let Some(speech) = self.speeches.iter_mut().find(|s| s.id == clock.speech) {
            speech.state = SpeechState::Done;
            speech.spoken_ms = elapsed_ms;
        }
    }

    /// A correction of the session's clock moves the running clock with it, so that no time is lost or gained.
    pub(super) fn shift_clock(&mut self, delta_ms: i64) {
        if let Some(since) = self.clock.as_mut().and_then(|c| c.since.as_mut()) {
            *since = since.saturating_add(delta_ms);
        }
    }
}
