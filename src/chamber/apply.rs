//! How each event changes the chamber. Nothing is decided here: an event has happened.

use super::Chamber;
use super::command::{AttendanceMark, Choice};
use super::event::{Event, Via};
use super::floor::{Speech, SpeechState};
use super::ids::{DelegateId, ItemId, SpeechId, VoteId};
use super::plan::{Motion, Seating};
use super::questioning::Step;
use super::session::{Board, Code, Device, Doors, Phase, Recess, Session};
use super::stopwatch::Stopwatch;
use super::vote::{Cast, HandCount, Vote};
use super::wall::Wall;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Chamber {
    /// Applies `event`, which happened at `utc_ms` of the host's clock.
    pub fn apply(&mut self, event: &Event, utc_ms: i64) {
        if let Event::SessionImported { plan } = event {
            let mut session = Session::of_plan((**plan).clone());
            if let Some(before) = self.current() {
                carry_devices(before, &mut session);
            }
            self.current = Some(plan.session.clone());
            self.sessions.insert(plan.session.clone(), session);
        }
        if let Event::CodesIssued { session, codes } = event
            && let Some(session) = self.sessions.get_mut(session)
        {
            for code in codes {
                session.codes.insert(code.holder.clone(), Code { issued: code.clone(), used_by: None });
            }
        }
        if let Event::PinSet { role, hash } = event {
            self.pins.insert(*role, hash.clone());
        }
        if let Event::WallPaired { wall, name, secret_hash } = event {
            let paired = Wall { name: name.clone(), secret_hash: secret_hash.clone() };
            self.walls.insert(wall.clone(), paired);
        }
        if let Event::WallUnpaired { wall } = event {
            self.walls.remove(wall);
        }
        if let Event::WallShown(show) = event {
            self.wall_show = show.clone();
        }
        if let Some(session) = self.current.as_ref().and_then(|id| self.sessions.get_mut(id)) {
            session.apply(event, utc_ms);
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
            // Of the chamber, not of one session.
            Event::SessionImported { .. }
            | Event::CodesIssued { .. }
            | Event::PinSet { .. }
            | Event::WallShown(_)
            | Event::WallPaired { .. }
            | Event::WallUnpaired { .. } => {}
            Event::ActTaken { act } => self.remember(*act, at),
            Event::ActUndone { act: _ } => self.rewind(),
            Event::ClocksRecovered { known_at } => self.recover(*known_at, at),
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

            Event::AttendanceMarked { delegate, mark, via } => {
                self.roll.apply(delegate, mark, *via, at);
                if *mark == AttendanceMark::Present
                    && let Some(open) = self.votes.open().map(|v| v.id.clone())
                {
                    self.on_vote(&open, |v| {
                        v.attended.insert(delegate.clone());
                    });
                }
            }
            Event::StatusChanged { delegate, status } => {
                self.roll.set_status(delegate, *status);
                self.total_before_opening();
            }
            Event::TotalConfirmed { total_delegates } => self.total_delegates = *total_delegates,
            Event::GuestsCounted { line, came } => {
                if let Some(guests) = self.guests_came.get_mut(usize::from(*line)) {
                    *guests = Some(*came);
                }
            }
            Event::SeatsArranged { seating, seats } => self.arrange(seating, seats),
            Event::SittingOpened { total_delegates, present } => {
                self.phase = Phase::Open;
                self.opened_at = Some(at);
                self.watch = Stopwatch::started(at);
                self.total_delegates = *total_delegates;
                self.present_at_open = *present;
            }
            Event::ClockCorrected { offset_ms } => {
                let delta = offset_ms.saturating_sub(self.clock_offset_ms);
                self.watches().for_each(|watch| watch.shift(delta));
                self.clock_offset_ms = *offset_ms;
                self.undo = None;
            }
            Event::RecessStarted { resume_at } => {
                self.phase = Phase::Recess { resume_at: *resume_at };
                self.recesses.push(Recess { from: at, to: None, resume_at: *resume_at });
                self.watches().for_each(|watch| watch.pause(at));
            }
            Event::RecessEnded => {
                self.phase = Phase::Open;
                if let Some(last) = self.recesses.last_mut() {
                    last.to = Some(at);
                }
                self.watches().for_each(|watch| watch.resume(at));
            }
            Event::SittingClosed => {
                self.agenda.finish_current(at);
                self.roll.close(at);
                self.watch.pause(at);
                self.questioning.leave();
                self.undo = None;
                self.phase = Phase::Closed;
                self.closed_at = Some(at);
            }
            Event::DoorsClosed { item, vote } => {
                self.agenda.close_doors(item);
                self.undo = None;
                self.doors = Some(Doors { item: item.clone(), vote: vote.clone(), since: at });
            }
            Event::DoorsOpened => {
                self.doors = None;
                self.undo = None;
            }

            Event::ItemStarted { item } => {
                self.questioning.leave();
                self.agenda.start(item, at);
            }
            Event::ItemMoved { item, position } => self.agenda.shift(item, *position),
            Event::ItemPostponed { item, reason } => {
                if self.agenda.current() == Some(item) {
                    self.questioning.leave();
                    self.agenda.finish_current(at);
                }
                self.agenda.postpone(item, Some(reason.clone()));
            }
            Event::ItemRestored { item } => self.agenda.postpone(item, None),

            Event::SpeechRequested { .. } => self.register(event, at),
            Event::SpeechWithdrawn { speech } => self.floor.leave_queue(speech, SpeechState::Withdrawn),
            Event::SpeechDeferred { speech } => self.floor.defer(speech),
            Event::SpeechInWriting { speech, text } => {
                self.floor.leave_queue(speech, SpeechState::Written);
                self.floor.on(speech, |s| s.opinion.clone_from(text));
            }
            Event::SpeechNoted { speech, text } => self.floor.on(speech, |s| s.note.clone_from(text)),
            Event::SpeechConsented { speech } => self.floor.on(speech, |s| s.consent = true),
            Event::ListClosed => self.agenda.set_list_closed(true),
            Event::ListReopened => self.agenda.set_list_closed(false),
            Event::SpeechNotReached { speech } => self.floor.leave_queue(speech, SpeechState::NotReached),
            Event::SpeakerCalled { speech, limit_seconds, passed_over, waits } => {
                self.floor.call(speech, *limit_seconds, *passed_over, *waits, at);
                self.on_floor(speech);
            }
            Event::SpeechPaused { elapsed_ms } => self.floor.pause(*elapsed_ms),
            Event::SpeechResumed => self.floor.resume(at),
            Event::SpeechExtended { seconds } => self.floor.extend(*seconds),
            Event::SpeechStopped { elapsed_ms } => self.floor.stop(*elapsed_ms),
            Event::DiscussionEnded => self.agenda.set_discussion_ended(true),
            Event::DiscussionReopened => self.agenda.set_discussion_ended(false),

            Event::GroupStarted { group } => self.questioning.start(group, at),
            Event::DebateOpened => self.questioning.step(Step::Debate),
            Event::GroupConcluded { group } => self.questioning.conclude(group, at),
            Event::ConclusionNoted { group, text } => self.questioning.note_conclusion(group, text),
            Event::CommitmentMade(commitment) => self.questioning.commit(commitment.clone()),
            Event::CommitmentDropped { commitment, reason } => {
                self.questioning.drop_commitment(commitment, reason);
            }

            Event::MotionAdded { item, motion } => self.insert_motion(item, motion),
            Event::VoteOpened { .. } => self.open_new(event, at),
            Event::VoteHeld { vote } => self.on_vote(vote, |v| v.held_since = Some(at)),
            Event::VoteResumed { vote } => self.on_vote(vote, |v| {
                if let Some(since) = v.held_since.take() {
                    v.held_ms = v.held_ms.saturating_add(at.saturating_sub(since).max(0));
                }
            }),
            Event::VoteExtended { vote, seconds } => {
                self.on_vote(vote, |v| v.extended_seconds = v.extended_seconds.saturating_add(*seconds));
            }
            Event::ChoiceCast { vote, delegate, choice, via } => {
                self.on_vote(vote, |v| v.record(delegate, *choice, *via, at));
            }
            Event::HandsCounted { vote, teller, counted } => self.on_vote(vote, |v| {
                v.hands.insert(*teller, HandCount::Totals(*counted));
            }),
            Event::NamesCounted { vote, teller, choices } => self.on_vote(vote, |v| {
                v.hands.insert(*teller, HandCount::Names(choices.clone()));
            }),
            Event::RecountOpened { vote } => self.on_vote(vote, |v| {
                let round = std::mem::take(&mut v.hands);
                v.rounds.push(round);
            }),
            Event::TallyEntered { vote, tally } => self.on_vote(vote, |v| v.tally = Some(tally.clone())),
            Event::VoteClosed { vote, outcome } => self.on_vote(vote, |v| {
                v.close(at);
                v.outcome = Some(outcome.clone());
            }),
            Event::BallotClosed { vote, result } => self.on_vote(vote, |v| {
                v.close(at);
                v.ballot = Some(result.clone());
            }),
            Event::BoardFormed { vote, members } => {
                self.board = Some(Board { members: members.clone(), vote: vote.clone() });
            }
            Event::ResultPublished { vote } => self.on_vote(vote, |v| v.published_at = Some(at)),
            Event::VoteAnnulled { vote, reason } => {
                self.on_vote(vote, |v| v.annulled = Some((reason.clone(), at)));
                // What an annulled vote decided was never decided.
                if self.board.as_ref().is_some_and(|b| b.vote == *vote) {
                    self.board = None;
                }
            }
        }
    }

    fn register(&mut self, event: &Event, at: i64) {
        let Event::SpeechRequested { speech, speaker, kind, via, place, consent } = event else { return };
        let Some(item) = self.agenda.current().cloned() else { return };
        let turn = self.floor.given(speaker, &item, Some(*kind)).saturating_add(1);
        let request = Speech {
            id: speech.clone(),
            speaker: speaker.clone(),
            kind: *kind,
            item,
            group: self.questioning.current().cloned(),
            via: *via,
            state: SpeechState::Registered,
            consent: *consent,
            turn,
            requested_at: at,
            started_at: None,
            limit_seconds: 0,
            spoken_ms: 0,
            passed_over: 0,
            note: String::new(),
            opinion: String::new(),
        };
        self.floor.register(request, usize::try_from(*place).unwrap_or(usize::MAX));
    }

    /// A request got the floor: it belongs to the group that is before the council now.
    fn on_floor(&mut self, speech: &SpeechId) {
        let group = self.questioning.current().cloned();
        self.floor.on(speech, |s| s.group = group);
        match self.floor.speech(speech).and_then(|s| Self::step_of(s.kind)) {
            Some(Step::Question) => self.questioning.question(speech),
            Some(step) => self.questioning.step(step),
            None => {}
        }
    }

    /// After an outage: what ran until `known_at` counts, the outage does not.
    fn recover(&mut self, known_at: i64, at: i64) {
        self.undo = None;
        self.watches().for_each(|watch| watch.recover(known_at, at));
        let away = at.saturating_sub(known_at).max(0);
        if let Some(open) = self.votes.open().filter(|v| v.held_since.is_none()).map(|v| v.id.clone()) {
            self.on_vote(&open, |v| v.held_ms = v.held_ms.saturating_add(away));
        }
    }

    fn on_vote(&mut self, id: &VoteId, change: impl FnOnce(&mut Vote)) {
        if let Some(vote) = self.votes.get_mut(id) {
            change(vote);
        }
    }

    fn open_new(&mut self, event: &Event, at: i64) {
        let Event::VoteOpened {
            vote,
            item,
            motion,
            form,
            total_delegates,
            in_office,
            document_sha256,
            block,
        } = event
        else {
            return;
        };
        let Some((_, planned)) = self.plan.motion(motion) else { return };
        self.undo = None;
        let matter = planned.matter;
        self.votes.push(Vote {
            id: vote.clone(),
            item: item.clone(),
            motion: motion.clone(),
            block: block.clone(),
            matter,
            form: *form,
            majority: self.plan.rules.majority(matter).value,
            total_delegates: *total_delegates,
            in_office: *in_office,
            document_sha256: document_sha256.clone(),
            closed_doors: self.doors.is_some(),
            opened_at: at,
            closed_at: None,
            held_since: None,
            held_ms: 0,
            extended_seconds: 0,
            attended: self.roll.present().cloned().collect(),
            casts: BTreeMap::new(),
            hands: BTreeMap::new(),
            rounds: Vec::new(),
            tally: None,
            outcome: None,
            ballot: None,
            published_at: None,
            annulled: None,
        });
    }

    fn insert_motion(&mut self, item: &ItemId, motion: &Motion) {
        let plan = Arc::make_mut(&mut self.plan);
        if let Some(item) = plan.agenda.iter_mut().find(|i| i.id == *item) {
            // A part stands before its whole.
            let whole = motion.part_of.as_ref();
            let place = item.motions.iter().position(|m| Some(&m.id) == whole).unwrap_or(item.motions.len());
            item.motions.insert(place, motion.clone());
        }
    }

    fn arrange(&mut self, seating: &Seating, seats: &BTreeMap<DelegateId, u16>) {
        let plan = Arc::make_mut(&mut self.plan);
        plan.seating = seating.clone();
        for delegate in &mut plan.delegates {
            if let Some(seat) = seats.get(&delegate.id) {
                delegate.seat = *seat;
            }
        }
    }

    /// Until somebody confirms it the total is what the roll says.
    fn total_before_opening(&mut self) {
        if self.phase == Phase::Prepared {
            self.total_delegates = self.proposed_total();
        }
    }
}

impl Vote {
    fn record(&mut self, delegate: &DelegateId, choice: Choice, via: Via, at: i64) {
        let changes = self.casts.get(delegate).map_or(0, |c| c.changes + 1);
        self.casts.insert(delegate.clone(), Cast { choice, at, via, changes });
    }

    /// Ends it; a list by name that the tellers agree on becomes everybody's choice.
    fn close(&mut self, at: i64) {
        self.closed_at = Some(at);
        let agreed = self.hands.values().find_map(|count| match count {
            HandCount::Names(choices) => Some(choices.clone()),
            HandCount::Totals(_) => None,
        });
        for (delegate, choice) in agreed.into_iter().flatten() {
            self.record(&delegate, choice, Via::Tellers, at);
        }
    }
}

impl AttendanceMark {
    /// Longest reason that is kept, characters.
    pub const REASON_CHARS: usize = 200;
}
