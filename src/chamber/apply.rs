//! How each event changes the chamber. Nothing is decided here: an event has happened.

use super::Chamber;
use super::command::AttendanceMark;
use super::event::Event;
use super::floor::{Speech, SpeechState};
use super::session::{Code, Device, Phase, Recess, Session};
use super::vote::{Cast, Vote};

impl Chamber {
    /// Applies `event`, which happened at `utc_ms` of the host's clock.
    pub fn apply(&mut self, event: &Event, utc_ms: i64) {
        match event {
            Event::SessionImported { plan } => {
                let mut session = Session::of_plan((**plan).clone());
                if let Some(before) = self.current() {
                    carry_devices(before, &mut session);
                }
                self.current = Some(plan.session.clone());
                self.sessions.insert(plan.session.clone(), session);
            }
            Event::CodesIssued { session, codes } => {
                if let Some(session) = self.sessions.get_mut(session) {
                    for code in codes {
                        session
                            .codes
                            .insert(code.holder.clone(), Code { issued: code.clone(), used_by: None });
                    }
                }
            }
            Event::PinSet { role, hash } => {
                self.pins.insert(*role, hash.clone());
            }
            Event::DeviceEnrolled { .. }
            | Event::DeviceReplaced { .. }
            | Event::AttendanceMarked { .. }
            | Event::SittingOpened { .. }
            | Event::ClockCorrected { .. }
            | Event::RecessStarted { .. }
            | Event::RecessEnded
            | Event::SittingClosed
            | Event::ItemStarted { .. }
            | Event::ItemMoved { .. }
            | Event::ItemPostponed { .. }
            | Event::ItemRestored { .. }
            | Event::SpeechRequested { .. }
            | Event::SpeechWithdrawn { .. }
            | Event::SpeechDeferred { .. }
            | Event::SpeechInWriting { .. }
            | Event::SpeakerCalled { .. }
            | Event::SpeechPaused { .. }
            | Event::SpeechResumed
            | Event::SpeechExtended { .. }
            | Event::SpeechStopped { .. }
            | Event::DiscussionEnded
            | Event::DiscussionReopened
            | Event::SpeechNotReached { .. }
            | Event::VoteOpened { .. }
            | Event::ChoiceCast { .. }
            | Event::HandsCounted { .. }
            | Event::RecountOpened { .. }
            | Event::VoteClosed { .. }
            | Event::ResultPublished { .. }
            | Event::VoteAnnulled { .. } => {
                if let Some(session) = self.current.as_ref().and_then(|id| self.sessions.get_mut(id)) {
                    session.apply(event, utc_ms);
                }
            }
        }
    }
}

/// People who are in both sessions under the same id and name keep their devices.
fn carry_devices(before: &Session, after: &mut Session) {
    for (id, device) in &before.devices {
        if device.active && before.name_of(&device.holder) == after.name_of(&device.holder) {
            after.devices.insert(id.clone(), device.clone());
        }
    }
    after.index_devices();
}

impl Session {
    fn apply(&mut self, event: &Event, utc_ms: i64) {
        let at = self.corrected(utc_ms);
        match event {
            Event::SessionImported { .. } | Event::CodesIssued { .. } | Event::PinSet { .. } => {}
            Event::DeviceEnrolled { enrolment, holder } => {
                if let Some(code) = self.codes.get_mut(holder) {
                    code.used_by = Some(enrolment.device.clone());
                }
                self.devices.insert(
                    enrolment.device.clone(),
                    Device {
                        holder: holder.clone(),
                        kind: enrolment.kind,
                        key: enrolment.key.clone(),
                        secret_hash: enrolment.secret_hash.clone(),
                        code_hash: enrolment.code_hash.clone(),
                        active: true,
                    },
                );
                self.index_devices();
            }
            Event::DeviceReplaced { device, by: _ } => {
                if let Some(device) = self.devices.get_mut(device) {
                    device.active = false;
                }
                self.index_devices();
            }
            Event::AttendanceMarked { delegate, mark, via } => self.roll.apply(delegate, mark, *via, at),
            Event::SittingOpened { total_delegates, present } => {
                self.phase = Phase::Open;
                self.opened_at = Some(at);
                self.total_delegates = *total_delegates;
                self.present_at_open = *present;
            }
            Event::ClockCorrected { offset_ms } => {
                self.floor.shift_clock(offset_ms.saturating_sub(self.clock_offset_ms));
                self.clock_offset_ms = *offset_ms;
            }
            Event::RecessStarted { resume_at } => {
                self.phase = Phase::Recess { resume_at: *resume_at };
                self.recesses.push(Recess { from: at, to: None, resume_at: *resume_at });
            }
            Event::RecessEnded => {
                self.phase = Phase::Open;
                if let Some(last) = self.recesses.last_mut() {
                    last.to = Some(at);
                }
            }
            Event::SittingClosed => {
                self.agenda.finish_current(at);
                self.roll.close(at);
                self.phase = Phase::Closed;
                self.closed_at = Some(at);
            }
            Event::ItemStarted { item } => self.agenda.start(item, at),
            Event::ItemMoved { item, position } => self.agenda.shift(item, *position),
            Event::ItemPostponed { item, reason } => {
                if self.agenda.current() == Some(item) {
                    self.agenda.finish_current(at);
                }
                self.agenda.postpone(item, Some(reason.clone()));
            }
            Event::ItemRestored { item } => self.agenda.postpone(item, None),
            Event::SpeechRequested { .. }
            | Event::SpeechWithdrawn { .. }
            | Event::SpeechDeferred { .. }
            | Event::SpeechInWriting { .. }
            | Event::SpeakerCalled { .. }
            | Event::SpeechPaused { .. }
            | Event::SpeechResumed
            | Event::SpeechExtended { .. }
            | Event::SpeechStopped { .. }
            | Event::DiscussionEnded
            | Event::DiscussionReopened
            | Event::SpeechNotReached { .. } => self.apply_floor(event, at),
            Event::VoteOpened { .. }
            | Event::ChoiceCast { .. }
            | Event::HandsCounted { .. }
            | Event::RecountOpened { .. }
            | Event::VoteClosed { .. }
            | Event::ResultPublished { .. }
            | Event::VoteAnnulled { .. } => self.apply_vote(event, at),
        }
    }

    fn apply_floor(&mut self, event: &Event, at: i64) {
        match event {
            Event::SpeechRequested { speech, delegate, kind, via } => {
                let Some(item) = self.agenda.current().cloned() else {
                    return;
                };
                self.floor.register(Speech {
                    id: speech.clone(),
                    delegate: delegate.clone(),
                    kind: *kind,
                    item,
                    via: *via,
                    state: SpeechState::Registered,
                    requested_at: at,
                    started_at: None,
                    spoken_ms: 0,
                });
            }
            Event::SpeechWithdrawn { speech } => self.floor.leave_queue(speech, SpeechState::Withdrawn),
            Event::SpeechDeferred { speech } => self.floor.defer(speech),
            Event::SpeechInWriting { speech } => self.floor.leave_queue(speech, SpeechState::Written),
            Event::SpeechNotReached { speech } => self.floor.leave_queue(speech, SpeechState::NotReached),
            Event::SpeakerCalled { speech, limit_seconds } => self.floor.call(speech, *limit_seconds, at),
            Event::SpeechPaused { elapsed_ms } => self.floor.pause(*elapsed_ms),
            Event::SpeechResumed => self.floor.resume(at),
            Event::SpeechExtended { seconds } => self.floor.extend(*seconds),
            Event::SpeechStopped { elapsed_ms } => self.floor.stop(*elapsed_ms),
            Event::DiscussionEnded => self.agenda.set_discussion_ended(true),
            Event::DiscussionReopened => self.agenda.set_discussion_ended(false),
            other => debug_assert!(false, "not of the floor: {other:?}"),
        }
    }

    fn apply_vote(&mut self, event: &Event, at: i64) {
        match event {
            Event::VoteOpened { vote, item, motion, form, total_delegates, document_sha256 } => {
                let Some((_, planned)) = self.plan.motion(motion) else {
                    return;
                };
                let matter = planned.matter;
                self.votes.push(Vote {
                    id: vote.clone(),
                    item: item.clone(),
                    motion: motion.clone(),
                    matter,
                    form: *form,
                    majority: self.plan.rules.majority(matter).value,
                    total_delegates: *total_delegates,
                    document_sha256: document_sha256.clone(),
                    opened_at: at,
                    closed_at: None,
                    casts: std::collections::BTreeMap::new(),
                    hands: std::collections::BTreeMap::new(),
                    recounts: 0,
                    outcome: None,
                    published_at: None,
                    annulled: None,
                });
            }
            Event::ChoiceCast { vote, delegate, choice, via } => {
                let Some(vote) = self.votes.get_mut(vote) else {
                    return;
                };
                let changes = vote.casts.get(delegate).map_or(0, |c| c.changes + 1);
                vote.casts.insert(delegate.clone(), Cast { choice: *choice, at, via: *via, changes });
            }
            Event::HandsCounted { vote, teller, counted } => {
                if let Some(vote) = self.votes.get_mut(vote) {
                    vote.hands.insert(*teller, *counted);
                }
            }
            Event::RecountOpened { vote } => {
                if let Some(vote) = self.votes.get_mut(vote) {
                    vote.hands.clear();
                    vote.recounts += 1;
                }
            }
            Event::VoteClosed { vote, outcome } => {
                if let Some(vote) = self.votes.get_mut(vote) {
                    vote.closed_at = Some(at);
                    vote.outcome = Some(outcome.clone());
                }
            }
            Event::ResultPublished { vote } => {
                if let Some(vote) = self.votes.get_mut(vote) {
                    vote.published_at = Some(at);
                }
            }
            Event::VoteAnnulled { vote, reason } => {
                if let Some(vote) = self.votes.get_mut(vote) {
                    vote.annulled = Some((reason.clone(), at));
                }
            }
            other => debug_assert!(false, "not of a vote: {other:?}"),
        }
    }
}

impl AttendanceMark {
    /// Longest reason that is kept, characters.
    pub const REASON_CHARS: usize = 200;
}
