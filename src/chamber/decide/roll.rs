//! Who is a delegate, who is here, who sits where.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, AttendanceMark};
use crate::chamber::event::Event;
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::{Seating, Status};
use crate::chamber::refusal::Refusal;
use crate::chamber::roll::Attendance;
use crate::chamber::session::{Phase, Session};
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// The delegate's office is neither suspended nor over.
    fn acts(&self, delegate: &DelegateId) -> Result<(), Refusal> {
        let status = self.roll.status(delegate).ok_or(Refusal::UnknownDelegate)?;
        if status.acts() { Ok(()) } else { Err(Refusal::NotInOffice) }
    }

    /// Once a total is confirmed no more can take part than it says: then the total is wrong, and has to be confirmed anew.
    fn within_total(&self, delegate: &DelegateId) -> Result<(), Refusal> {
        let mut taking_part: BTreeSet<&DelegateId> = self.roll.present().collect();
        taking_part.extend(self.votes.open().iter().flat_map(|v| &v.attended));
        taking_part.insert(delegate);
        let present = u32::try_from(taking_part.len()).unwrap_or(u32::MAX);
        if self.is_running() && present > self.total_delegates {
            return Err(Refusal::BadTotal { present });
        }
        Ok(())
    }

    /// Whoever may not act any more is here no longer; a vote under way keeps what was recorded of the person.
    pub(super) fn change_status(&self, delegate: &DelegateId, status: Status, actor: &Actor) -> Decision {
        let via = self.desk(actor)?;
        self.not_closed()?;
        let now = self.roll.status(delegate).ok_or(Refusal::UnknownDelegate)?;
        if now == status {
            return Ok(Vec::new());
        }
        if let Some(vote) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: vote.id.to_string() });
        }
        let mut events = Vec::new();
        if !status.acts() && self.roll.is_present(delegate) {
            events.push(Event::AttendanceMarked {
                delegate: delegate.clone(),
                mark: AttendanceMark::Left,
                via,
            });
        }
        events.push(Event::StatusChanged { delegate: delegate.clone(), status });
        Ok(events)
    }

    pub(super) fn confirm_total(&self, total_delegates: u32, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Prepared => return Err(Refusal::NotOpen),
            Phase::Closed => return Err(Refusal::SittingClosed),
            Phase::Open | Phase::Recess { .. } => {}
        }
        if let Some(vote) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: vote.id.to_string() });
        }
        let present = self.roll.present_count();
        if total_delegates == 0 || total_delegates < present {
            return Err(Refusal::BadTotal { present });
        }
        if total_delegates == self.total_delegates {
            return Ok(Vec::new());
        }
        Ok(vec![Event::TotalConfirmed { total_delegates }])
    }

    pub(super) fn count_guests(&self, line: u16, came: u16, actor: &Actor) -> Decision {
        self.desk(actor)?;
        self.not_closed()?;
        let planned = self.plan.guests.get(usize::from(line)).ok_or(Refusal::UnknownGuests)?;
        if came > planned.count {
            return Err(Refusal::TooManyGuests { invited: planned.count });
        }
        if self.guests_came.get(usize::from(line)) == Some(&Some(came)) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::GuestsCounted { line, came }])
    }

    /// Every delegate has one seat and no seat has two; the rows have room for the highest.
    pub(super) fn arrange_seats(
        &self,
        seating: &Seating,
        seats: &BTreeMap<DelegateId, u16>,
        actor: &Actor,
    ) -> Decision {
        self.desk(actor)?;
        self.not_closed()?;
        let own = |d: &crate::chamber::plan::Delegate| seats.get(&d.id).copied().unwrap_or(d.seat);
        let taken: BTreeSet<u16> = self.plan.delegates.iter().map(own).collect();
        let room: u32 = seating.rows.iter().map(|n| u32::from(*n)).sum();
        let fits = seating.rows.is_empty() || taken.iter().all(|seat| u32::from(*seat) <= room);
        let known = seats.keys().all(|id| self.plan.delegate(id).is_some());
        if taken.len() != self.plan.delegates.len() || taken.contains(&0) || !fits || !known {
            return Err(Refusal::BadSeating);
        }
        let moved: BTreeMap<DelegateId, u16> =
            self.plan.delegates.iter().filter(|d| own(d) != d.seat).map(|d| (d.id.clone(), own(d))).collect();
        if moved.is_empty() && *seating == self.plan.seating {
            return Ok(Vec::new());
        }
        Ok(vec![Event::SeatsArranged { seating: seating.clone(), seats: moved }])
    }

    pub(super) fn check_in(&self, delegate: &DelegateId, actor: &Actor) -> Decision {
        self.not_closed()?;
        let via = self.via_for(delegate, actor)?;
        self.acts(delegate)?;
        if self.roll.is_present(delegate) {
            return Ok(Vec::new());
        }
        self.within_total(delegate)?;
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
        if *mark == AttendanceMark::Present {
            self.acts(delegate)?;
        }
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
        if mark == AttendanceMark::Present {
            self.within_total(delegate)?;
        }
        Ok(vec![Event::AttendanceMarked { delegate: delegate.clone(), mark, via }])
    }
}
