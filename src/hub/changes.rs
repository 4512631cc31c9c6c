//! Which snapshots an event changes, and how soon that has to be told.

use super::entry::{Cause, Entry};
use crate::chamber::command::Holder;
use crate::chamber::event::{Event, Via};
use crate::chamber::ids::{DelegateId, DeviceId, SpeechId, VoteId};
use crate::chamber::{Chamber, Session};
use std::collections::BTreeMap;

/// A snapshot of the contract that may have changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    Session,
    Vote(VoteId),
    Floor,
    Agenda,
    Queue,
    Questions,
    Wall,
    Roll,
    Tally(VoteId),
    Device(DeviceId),
}

/// How long the news may wait, milliseconds since the first change that was not told yet. A burst of choices becomes at
/// most four tallies a second, after its receipts; what the chair does is told at once.
pub const AT_ONCE: u64 = 0;
/// The first news goes at once, and then no more often than this.
pub const SOON: u64 = 100;
/// As slow as a tally may be.
pub const COUNTS: u64 = 250;

/// Snapshots to send, each with how long it may wait.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes(BTreeMap<Changed, u64>);

impl Changes {
    /// Adds `what`; the more urgent of two stays.
    pub fn add(&mut self, what: Changed, wait_ms: u64) {
        let wait = self.0.entry(what).or_insert(wait_ms);
        *wait = (*wait).min(wait_ms);
    }

    /// Everything there is, at once: after a start or a new connection.
    pub fn all(&mut self, chamber: &Chamber) {
        for what in [
            Changed::Session,
            Changed::Agenda,
            Changed::Roll,
            Changed::Floor,
            Changed::Queue,
            Changed::Questions,
            Changed::Wall,
        ] {
            self.add(what, AT_ONCE);
        }
        if let Some(session) = chamber.current() {
            for vote in session.votes.list() {
                self.add(Changed::Vote(vote.id.clone()), AT_ONCE);
                self.add(Changed::Tally(vote.id.clone()), AT_ONCE);
            }
            for device in session.devices.keys() {
                self.add(Changed::Device(device.clone()), AT_ONCE);
            }
        }
    }

    /// Adds what `entry` changes: its events, and the counter of the device that asked. `chamber` is the state after it.
    pub fn of_entry(&mut self, entry: &Entry, chamber: &Chamber) {
        for event in &entry.events {
            self.of_event(event, chamber);
        }
        if let Cause::Device { device, .. } = &entry.cause {
            self.add(Changed::Device(device.clone()), COUNTS);
        }
    }

    fn of_event(&mut self, event: &Event, chamber: &Chamber) {
        let Some(session) = chamber.current() else { return };
        match event {
            Event::SessionImported { .. } => self.all(chamber),
            Event::CodesIssued { .. } | Event::PinSet { .. } => {}
            Event::DeviceEnrolled { enrolment, .. } => {
                self.add(Changed::Device(enrolment.device.clone()), AT_ONCE);
            }
            Event::DeviceReplaced { device, by } => {
                self.add(Changed::Device(device.clone()), AT_ONCE);
                self.add(Changed::Device(by.clone()), AT_ONCE);
            }
            Event::AttendanceMarked { delegate, .. } => {
                self.add(Changed::Roll, COUNTS);
                self.add(Changed::Session, COUNTS);
                if let Some(vote) = session.votes.open() {
                    self.add(Changed::Tally(vote.id.clone()), COUNTS);
                }
                self.devices_of(session, delegate, COUNTS);
            }
            Event::StatusChanged { delegate, .. } => {
                self.add(Changed::Roll, SOON);
                self.add(Changed::Session, SOON);
                self.devices_of(session, delegate, SOON);
            }
            Event::TotalConfirmed { .. } => self.add(Changed::Session, AT_ONCE),
            Event::GuestsCounted { .. } => self.add(Changed::Roll, SOON),
            Event::SeatsArranged { seats, .. } => {
                self.add(Changed::Roll, AT_ONCE);
                for delegate in seats.keys() {
                    self.devices_of(session, delegate, SOON);
                }
            }
            Event::DoorsClosed { .. } | Event::DoorsOpened => self.all(chamber),
            Event::MotionAdded { .. } => self.add(Changed::Agenda, AT_ONCE),
            Event::SittingOpened { .. }
            | Event::ClockCorrected { .. }
            | Event::RecessStarted { .. }
            | Event::RecessEnded
            | Event::SittingClosed => {
                self.add(Changed::Session, AT_ONCE);
                self.add(Changed::Agenda, AT_ONCE);
                self.add(Changed::Queue, AT_ONCE);
                self.add(Changed::Floor, AT_ONCE);
            }
            Event::ItemStarted { .. }
            | Event::ItemPostponed { .. }
            | Event::DiscussionEnded
            | Event::DiscussionReopened => {
                self.add(Changed::Session, AT_ONCE);
                self.add(Changed::Agenda, AT_ONCE);
                self.add(Changed::Queue, AT_ONCE);
                self.add(Changed::Floor, AT_ONCE);
                self.add(Changed::Questions, AT_ONCE);
                self.desks(session, AT_ONCE);
            }
            Event::ItemMoved { .. } | Event::ItemRestored { .. } => self.add(Changed::Agenda, AT_ONCE),
            Event::SpeechRequested { speech, .. }
            | Event::SpeechWithdrawn { speech }
            | Event::SpeechDeferred { speech }
            | Event::SpeechConsented { speech } => {
                self.add(Changed::Queue, SOON);
                self.devices_of_all(session, SOON);
                self.devices_of_speech(session, speech, SOON);
            }
            Event::SpeechInWriting { speech, .. } | Event::SpeechNotReached { speech } => {
                self.add(Changed::Queue, SOON);
                self.devices_of_all(session, SOON);
                self.devices_of_speech(session, speech, SOON);
                self.desks(session, SOON);
            }
            Event::ListClosed | Event::ListReopened => self.add(Changed::Queue, AT_ONCE),
            Event::SpeechNoted { .. } => self.desks(session, SOON),
            Event::SpeakerCalled { speech, .. } => {
                self.add(Changed::Floor, AT_ONCE);
                self.add(Changed::Queue, AT_ONCE);
                self.devices_of_speech(session, speech, AT_ONCE);
                self.devices_of_all(session, SOON);
                self.desks(session, SOON);
            }
            Event::SpeechPaused { .. }
            | Event::SpeechResumed
            | Event::SpeechExtended { .. }
            | Event::ClocksRecovered { .. } => {
                self.add(Changed::Floor, AT_ONCE);
            }
            Event::SpeechStopped { .. } => {
                self.add(Changed::Floor, AT_ONCE);
                if let Some(speech) = session.floor.last_done() {
                    self.devices_of_speech(session, &speech.id, AT_ONCE);
                }
                self.desks(session, SOON);
            }
            Event::GroupStarted { .. }
            | Event::DebateOpened
            | Event::GroupConcluded { .. }
            | Event::ConclusionNoted { .. }
            | Event::CommitmentMade(_)
            | Event::CommitmentDropped { .. } => {
                self.add(Changed::Floor, AT_ONCE);
                self.add(Changed::Queue, AT_ONCE);
                self.add(Changed::Questions, AT_ONCE);
            }
            Event::ActTaken { .. } => {}
            Event::ActUndone { .. } => {
                for what in
                    [Changed::Session, Changed::Agenda, Changed::Floor, Changed::Queue, Changed::Questions]
                {
                    self.add(what, AT_ONCE);
                }
                self.devices_of_all(session, SOON);
                self.desks(session, SOON);
            }
            Event::WallShown(_) => self.add(Changed::Wall, AT_ONCE),
            Event::WallPaired { .. } | Event::WallUnpaired { .. } => {}
            Event::VoteOpened { vote, .. }
            | Event::VoteHeld { vote }
            | Event::VoteResumed { vote }
            | Event::VoteExtended { vote, .. }
            | Event::VoteClosed { vote, .. }
            | Event::BallotClosed { vote, .. }
            | Event::ResultPublished { vote }
            | Event::VoteAnnulled { vote, .. } => {
                self.add(Changed::Session, AT_ONCE);
                self.add(Changed::Vote(vote.clone()), AT_ONCE);
                self.add(Changed::Tally(vote.clone()), AT_ONCE);
                if let Event::VoteClosed { vote, .. } = event {
                    self.seen_by_tellers(session, vote);
                }
            }
            Event::ChoiceCast { vote, delegate, .. } => {
                self.add(Changed::Tally(vote.clone()), COUNTS);
                self.devices_of(session, delegate, COUNTS);
            }
            Event::BoardFormed { .. } => {}
            Event::HandsCounted { vote, .. }
            | Event::NamesCounted { vote, .. }
            | Event::TallyEntered { vote, .. }
            | Event::RecountOpened { vote } => {
                self.add(Changed::Vote(vote.clone()), AT_ONCE);
            }
        }
    }

    /// With the close of raised hands by name everybody has a choice to read back.
    fn seen_by_tellers(&mut self, session: &Session, vote: &VoteId) {
        for (delegate, cast) in session.votes.get(vote).iter().flat_map(|v| &v.casts) {
            if cast.via == Via::Tellers {
                self.devices_of(session, delegate, COUNTS);
            }
        }
    }

    fn devices_of_speech(&mut self, session: &Session, speech: &SpeechId, wait_ms: u64) {
        if let Some(delegate) = session.floor.speech(speech).and_then(|s| s.speaker.delegate()) {
            self.devices_of(session, delegate, wait_ms);
        }
    }

    /// Everybody who waits: the places have changed.
    fn devices_of_all(&mut self, session: &Session, wait_ms: u64) {
        for delegate in session.floor.queue().filter_map(|s| s.speaker.delegate()) {
            self.devices_of(session, delegate, wait_ms);
        }
    }

    /// The secretaries: what is to be noted has changed.
    fn desks(&mut self, session: &Session, wait_ms: u64) {
        let desk = |(_, d): &(&DeviceId, &crate::chamber::Device)| {
            d.active && matches!(d.holder, Holder::Secretary(_))
        };
        for (id, _) in session.devices.iter().filter(desk) {
            self.add(Changed::Device(id.clone()), wait_ms);
        }
    }

    fn devices_of(&mut self, session: &Session, delegate: &DelegateId, wait_ms: u64) {
        for id in session.devices_of(delegate) {
            self.add(Changed::Device(id.clone()), wait_ms);
        }
    }

    /// What is to be sent, most fundamental first.
    pub fn iter(&self) -> impl Iterator<Item = (&Changed, u64)> {
        self.0.iter().map(|(what, wait)| (what, *wait))
    }

    /// Takes the rest away.
    pub fn take(&mut self) -> BTreeMap<Changed, u64> {
        std::mem::take(&mut self.0)
    }
}
