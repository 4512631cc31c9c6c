//! The floor: requests to speak, who speaks, and the clock of the speech.

use super::event::Via;
use super::ids::{DelegateId, GroupId, ItemId, SpeechId};
use super::rules::{OrderRule, TurnKind};
use super::stopwatch::Stopwatch;
use serde::{Deserialize, Serialize};

/// Who asks for the floor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    Delegate(DelegateId),
    /// Somebody invited: speaks with the chair's consent (domain 5.2).
    Guest {
        name: String,
        /// Office, for example "Trưởng phòng Kinh tế"; may be empty.
        title: String,
    },
}

impl Speaker {
    /// Longest name or office of a guest, characters.
    pub const CHARS: usize = 80;

    /// The delegate, if it is one.
    pub fn delegate(&self) -> Option<&DelegateId> {
        match self {
            Self::Delegate(id) => Some(id),
            Self::Guest { .. } => None,
        }
    }

    /// Whether both are the same person, whatever the office is called.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Delegate(a), Self::Delegate(b)) => a == b,
            (Self::Guest { name: a, .. }, Self::Guest { name: b, .. }) => a == b,
            (Self::Delegate(_), Self::Guest { .. }) | (Self::Guest { .. }, Self::Delegate(_)) => false,
        }
    }
}

/// State of a request to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechState {
    Registered,
    /// Has the floor, and the clock has not been started.
    Called,
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
    pub speaker: Speaker,
    pub kind: TurnKind,
    pub item: ItemId,
    /// The group of questions it belongs to.
    pub group: Option<GroupId>,
    pub via: Via,
    pub state: SpeechState,
    /// A guest has the chair's consent; a delegate needs none.
    pub consent: bool,
    /// Which turn of this person and kind in this item it is, from 1.
    pub turn: u32,
    pub requested_at: i64,
    /// When the floor was given, UTC milliseconds.
    pub started_at: Option<i64>,
    /// Seconds allowed, with what the chair added; 0 before it is called.
    pub limit_seconds: u32,
    /// Spoken time when it ended, milliseconds.
    pub spoken_ms: u64,
    /// How many who stood before it the chair passed over.
    pub passed_over: u32,
    /// What the secretary noted.
    pub note: String,
    /// The opinion as it was handed in in writing; empty: on paper.
    pub opinion: String,
}

impl Speech {
    /// Longest note or opinion, characters.
    pub const TEXT_CHARS: usize = 2000;

    /// Whether it has the floor.
    pub fn has_floor(&self) -> bool {
        matches!(self.state, SpeechState::Called | SpeechState::Speaking)
    }

    /// Whether it waits or has the floor.
    pub fn is_live(&self) -> bool {
        self.state == SpeechState::Registered || self.has_floor()
    }

    /// Whether it was spoken, or is being spoken.
    pub fn was_given(&self) -> bool {
        self.started_at.is_some()
    }
}

/// The clock of the running speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeechClock {
    pub speech: SpeechId,
    pub limit_seconds: u32,
    pub watch: Stopwatch,
}

impl SpeechClock {
    /// Spoken time at `utc_ms`, milliseconds.
    pub fn elapsed(&self, utc_ms: i64) -> u64 {
        self.watch.elapsed(utc_ms)
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

    /// Whom "mời tiếp" calls: the first in the queue who may be called.
    pub fn next(&self) -> Option<&Speech> {
        self.queue().find(|s| s.consent)
    }

    /// The request of `speaker` and `kind` that waits or has the floor.
    pub fn own(&self, speaker: &Speaker, kind: TurnKind) -> Option<&Speech> {
        self.speeches.iter().rev().find(|s| s.kind == kind && s.is_live() && s.speaker.is(speaker))
    }

    /// Turns of `speaker` in `item` that were given: of `kind`, or of any.
    pub fn given(&self, speaker: &Speaker, item: &ItemId, kind: Option<TurnKind>) -> u32 {
        let given = self.speeches.iter().filter(|s| {
            s.was_given() && s.item == *item && s.speaker.is(speaker) && kind.is_none_or(|k| s.kind == k)
        });
        u32::try_from(given.count()).unwrap_or(u32::MAX)
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

    /// Number for the id of the next request.
    pub fn next_id(&self) -> usize {
        self.speeches.len() + 1
    }

    /// Where a new request with this right comes to stand, from 0: behind the last one whose right is as good. So nobody
    /// with an equal or better right is ever overtaken, also not where the chair has changed the order.
    pub(super) fn place_for(&self, right: &[u32], of: impl Fn(&Speech) -> Vec<u32>) -> usize {
        let as_good = self.queue().map(|s| of(s).as_slice() <= right).collect::<Vec<_>>();
        as_good.iter().rposition(|good| *good).map_or(0, |last| last + 1)
    }

    pub(super) fn register(&mut self, speech: Speech, place: usize) {
        self.queue.insert(place.min(self.queue.len()), speech.id.clone());
        self.speeches.push(speech);
    }

    /// Changes the request with this id.
    pub(super) fn on(&mut self, id: &SpeechId, change: impl FnOnce(&mut Speech)) {
        if let Some(speech) = self.speeches.iter_mut().find(|s| s.id == *id) {
            change(speech);
        }
    }

    pub(super) fn leave_queue(&mut self, id: &SpeechId, state: SpeechState) {
        self.queue.retain(|q| q != id);
        self.on(id, |s| s.state = state);
    }

    pub(super) fn defer(&mut self, id: &SpeechId) {
        if let Some(index) = self.queue.iter().position(|q| q == id)
            && index + 1 < self.queue.len()
        {
            self.queue.swap(index, index + 1);
        }
    }

    /// Gives the floor; with `waits` the clock stands until the chair starts it.
    pub(super) fn call(&mut self, id: &SpeechId, limit_seconds: u32, passed_over: u32, waits: bool, at: i64) {
        self.leave_queue(id, if waits { SpeechState::Called } else { SpeechState::Speaking });
        self.on(id, |speech| {
            speech.started_at = Some(at);
            speech.limit_seconds = limit_seconds;
            speech.passed_over = passed_over;
            speech.consent = true;
        });
        let watch = if waits { Stopwatch::default() } else { Stopwatch::started(at) };
        self.clock = Some(SpeechClock { speech: id.clone(), limit_seconds, watch });
    }

    pub(super) fn pause(&mut self, elapsed_ms: u64) {
        if let Some(clock) = &mut self.clock {
            clock.watch.stand(elapsed_ms);
        }
    }

    /// Lets the clock run, on or for the first time.
    pub(super) fn resume(&mut self, at: i64) {
        let Some(clock) = &mut self.clock else { return };
        clock.watch.resume(at);
        let speech = clock.speech.clone();
        self.on(&speech, |s| s.state = SpeechState::Speaking);
    }

    pub(super) fn extend(&mut self, seconds: u32) {
        let Some(clock) = &mut self.clock else { return };
        clock.limit_seconds = clock.limit_seconds.saturating_add(seconds);
        let (speech, limit) = (clock.speech.clone(), clock.limit_seconds);
        self.on(&speech, |s| s.limit_seconds = limit);
    }

    pub(super) fn stop(&mut self, elapsed_ms: u64) {
        let Some(clock) = self.clock.take() else { return };
        self.on(&clock.speech, |speech| {
            speech.state = SpeechState::Done;
            speech.spoken_ms = elapsed_ms;
        });
    }

    /// The running clock's watch.
    pub(super) fn watch_mut(&mut self) -> Option<&mut Stopwatch> {
        self.clock.as_mut().map(|c| &mut c.watch)
    }

    /// Goes back to `before`, and keeps what others did since: new requests stay, withdrawn ones stay withdrawn, and so do
    /// notes and opinions.
    pub(super) fn rewind(&mut self, before: Self) {
        let now = std::mem::replace(self, before);
        for speech in now.speeches {
            let Some(known) = self.speech(&speech.id) else {
                let place = now.queue.iter().position(|q| *q == speech.id);
                if let Some(place) = place {
                    self.register(speech, place);
                } else {
                    // An answer that the undone call itself made.
                    let state = if speech.has_floor() { SpeechState::Withdrawn } else { speech.state };
                    let started_at = speech.started_at.filter(|_| state != SpeechState::Withdrawn);
                    self.speeches.push(Speech { state, started_at, ..speech });
                }
                continue;
            };
            let left = known.state == SpeechState::Registered
                && matches!(speech.state, SpeechState::Withdrawn | SpeechState::Written);
            if left {
                self.leave_queue(&speech.id, speech.state);
            }
            self.on(&speech.id, |s| {
                s.note = speech.note;
                s.opinion = speech.opinion;
            });
        }
    }
}

/// The right to an early place, smaller is earlier; compared criterion by criterion, and registration decides the rest.
pub(super) fn right(rules: &[OrderRule], request: &Request) -> Vec<u32> {
    let first = |yes: bool| u32::from(!yes);
    let debate = request.kind == TurnKind::Debate;
    rules
        .iter()
        .map(|rule| match rule {
            OrderRule::ProceduralFirst => first(request.kind == TurnKind::Procedural),
            OrderRule::DebateAtAnswer => first(debate && request.answer_given),
            OrderRule::QuestionerFirst => first(debate && request.asked),
            OrderRule::LeastSpoken => request.spoken,
        })
        .collect()
}

/// What the order depends on.
pub(super) struct Request {
    pub kind: TurnKind,
    /// An answer is being given or debated now.
    pub answer_given: bool,
    /// Who asks put the question that is answered.
    pub asked: bool,
    /// Turns that the person was given in the item.
    pub spoken: u32,
}
