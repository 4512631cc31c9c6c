//! Roll call, opening and closing, recesses, and the agenda.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, AttendanceMark};
use crate::chamber::event::Event;
use crate::chamber::ids::{DelegateId, ItemId};
use crate::chamber::refusal::Refusal;
use crate::chamber::roll::Attendance;
use crate::chamber::session::{Phase, Session};

impl Session {
    pub(super) fn check_in(&self, delegate: &DelegateId, actor: &Actor) -> Decision {
        self.not_closed()?;
        let via = self.via_for(delegate, actor)?;
        if self.roll.is_present(delegate) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::AttendanceMarked { delegate: delegate.clone(), mark: AttendanceMark::Present, via }])
    }

    pub(super) fn mark_attendance(
        &self,
        delegate: &DelegateId,
        mark: &AttendanceMark,
        actor: &Actor,
    ) -> Decision {
        self.not_closed()?;
        let via = match mark {
            // Leaving may be said by the delegate; the rest is for chair and secretary.
            AttendanceMark::Left => self.via_for(delegate, actor)?,
            AttendanceMark::Present
            | AttendanceMark::AbsentExcused { .. }
            | AttendanceMark::AbsentUnexcused => self.desk(actor)?,
        };
        let now = self.roll.attendance(delegate).ok_or(Refusal::UnknownDelegate)?;
        let mark = match mark {
            AttendanceMark::AbsentExcused { reason } => {
                let reason: String = reason.trim().chars().take(AttendanceMark::REASON_CHARS).collect();
                if reason.is_empty() {
                    return Err(Refusal::ReasonMissing);
                }
                AttendanceMark::AbsentExcused { reason }
            }
            AttendanceMark::Left if *now != Attendance::Present => return Err(Refusal::NotPresent),
            AttendanceMark::Left | AttendanceMark::Present | AttendanceMark::AbsentUnexcused => mark.clone(),
        };
        let unchanged = match (&mark, now) {
            (AttendanceMark::Present, Attendance::Present)
            | (AttendanceMark::AbsentUnexcused, Attendance::AbsentUnexcused)
            | (AttendanceMark::Left, Attendance::Left) => true,
            (AttendanceMark::AbsentExcused { reason }, Attendance::AbsentExcused { reason: before }) => {
                reason == before
            }
            (
                AttendanceMark::Present
                | AttendanceMark::AbsentUnexcused
                | AttendanceMark::Left
                | AttendanceMark::AbsentExcused { .. },
                Attendance::Expected
                | Attendance::Present
                | Attendance::AbsentExcused { .. }
                | Attendance::AbsentUnexcused
                | Attendance::Left,
            ) => false,
        };
        if unchanged {
            return Ok(Vec::new());
        }
        Ok(vec![Event::AttendanceMarked { delegate: delegate.clone(), mark, via }])
    }

    pub(super) fn open(&self, total_delegates: u32, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Prepared => {}
            Phase::Open | Phase::Recess { .. } => return Err(Refusal::AlreadyOpen),
            Phase::Closed => return Err(Refusal::SittingClosed),
        }
        let present = self.roll.present_count();
        if total_delegates == 0 || total_delegates < present {
            return Err(Refusal::BadTotal { present });
        }
        let mut events = vec![Event::SittingOpened { total_delegates, present }];
        if let Some(first) = self.agenda.next() {
            events.push(Event::ItemStarted { item: first.clone() });
        }
        Ok(events)
    }

    pub(super) fn start_recess(&self, resume_at: Option<i64>, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        self.nothing_runs()?;
        Ok(vec![Event::RecessStarted { resume_at }])
    }

    pub(super) fn end_recess(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Recess { .. } => Ok(vec![Event::RecessEnded]),
            Phase::Prepared | Phase::Open => Err(Refusal::NotInRecess),
            Phase::Closed => Err(Refusal::SittingClosed),
        }
    }

    pub(super) fn close(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Prepared => return Err(Refusal::NotOpen),
            Phase::Closed => return Err(Refusal::SittingClosed),
            Phase::Open | Phase::Recess { .. } => {}
        }
        self.nothing_runs()?;
        let mut events = self.queue_not_reached();
        if matches!(self.phase, Phase::Recess { .. }) {
            events.push(Event::RecessEnded);
        }
        events.push(Event::SittingClosed);
        Ok(events)
    }

    pub(super) fn go_to_item(&self, item: &ItemId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        let run = self.agenda.run(item).ok_or(Refusal::UnknownItem)?;
        if run.postponed.is_some() {
            return Err(Refusal::ItemPostponed);
        }
        if self.agenda.current() == Some(item) {
            return Ok(Vec::new());
        }
        self.nothing_runs()?;
        let mut events = self.queue_not_reached();
        events.push(Event::ItemStarted { item: item.clone() });
        Ok(events)
    }

    pub(super) fn move_item(&self, item: &ItemId, position: usize, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        let from = self.agenda.order().iter().position(|i| i == item).ok_or(Refusal::UnknownItem)?;
        let position = position.min(self.agenda.order().len().saturating_sub(1));
        if from == position {
            return Ok(Vec::new());
        }
        Ok(vec![Event::ItemMoved { item: item.clone(), position }])
    }

    pub(super) fn postpone_item(&self, item: &ItemId, reason: &str, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        let run = self.agenda.run(item).ok_or(Refusal::UnknownItem)?;
        if run.postponed.is_some() {
            return Ok(Vec::new());
        }
        let mut events = Vec::new();
        if self.agenda.current() == Some(item) {
            self.nothing_runs()?;
            events = self.queue_not_reached();
        }
        let reason: String = reason.trim().chars().take(AttendanceMark::REASON_CHARS).collect();
        events.push(Event::ItemPostponed { item: item.clone(), reason });
        Ok(events)
    }

    pub(super) fn restore_item(&self, item: &ItemId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        match self.agenda.run(item) {
            None => Err(Refusal::UnknownItem),
            Some(run) if run.postponed.is_none() => Ok(Vec::new()),
            Some(_) => Ok(vec![Event::ItemRestored { item: item.clone() }]),
        }
    }

    /// Neither a vote is open nor somebody speaks.
    fn nothing_runs(&self) -> Result<(), Refusal> {
        if let Some(vote) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: vote.id.to_string() });
        }
        if self.floor.clock().is_some() {
            return Err(Refusal::SpeechRunning);
        }
        Ok(())
    }

    pub(super) fn queue_not_reached(&self) -> Vec<Event> {
        self.floor.queue().map(|s| Event::SpeechNotReached { speech: s.id.clone() }).collect()
    }
}
