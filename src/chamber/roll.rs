//! The roll: who is a delegate, who is present, since when.

use super::command::AttendanceMark;
use super::event::Via;
use super::ids::DelegateId;
use super::plan::{Delegate, SessionPlan, Status};
use std::collections::BTreeMap;

/// Where a delegate is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attendance {
    /// Neither come nor reported absent.
    Expected,
    Present,
    AbsentExcused {
        reason: String,
    },
    AbsentUnexcused,
    Left,
}

impl Attendance {
    /// The word of the wire and the database.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Present => "present",
            Self::AbsentExcused { .. } => "absent_excused",
            Self::AbsentUnexcused => "absent_unexcused",
            Self::Left => "left",
        }
    }
}

/// A stretch of presence, UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    pub from: i64,
    pub to: Option<i64>,
    pub via: Via,
}

/// One delegate's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollEntry {
    pub attendance: Attendance,
    pub status: Status,
    pub intervals: Vec<Interval>,
}

/// Attendance of every delegate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roll {
    entries: BTreeMap<DelegateId, RollEntry>,
}

impl Roll {
    /// The roll before anybody has come: absences reported in advance are on it.
    pub fn of_plan(plan: &SessionPlan) -> Self {
        let entry = |d: &Delegate| RollEntry {
            attendance: d
                .reported_absent
                .as_ref()
                .map_or(Attendance::Expected, |reason| Attendance::AbsentExcused { reason: reason.clone() }),
            status: d.status_at(plan.planned_at),
            intervals: Vec::new(),
        };
        Self { entries: plan.delegates.iter().map(|d| (d.id.clone(), entry(d))).collect() }
    }

    /// All lines, by delegate id.
    pub fn entries(&self) -> &BTreeMap<DelegateId, RollEntry> {
        &self.entries
    }

    /// Where `delegate` is; `None` if there is no such delegate.
    pub fn attendance(&self, delegate: &DelegateId) -> Option<&Attendance> {
        self.entries.get(delegate).map(|e| &e.attendance)
    }

    /// The status of `delegate`'s office; `None` if there is no such delegate.
    pub fn status(&self, delegate: &DelegateId) -> Option<Status> {
        self.entries.get(delegate).map(|e| e.status)
    }

    /// Number who hold the office; with `suspended`, those too who may not act at present.
    pub fn in_office(&self, suspended: bool) -> u32 {
        let counted = self.entries.values().filter(|e| e.status.counts(suspended)).count();
        u32::try_from(counted).unwrap_or(u32::MAX)
    }

    /// Whether `delegate` is present now.
    pub fn is_present(&self, delegate: &DelegateId) -> bool {
        self.attendance(delegate) == Some(&Attendance::Present)
    }

    /// Present now, by delegate id.
    pub fn present(&self) -> impl Iterator<Item = &DelegateId> {
        self.entries.iter().filter(|(_, e)| e.attendance == Attendance::Present).map(|(id, _)| id)
    }

    /// Number present now.
    pub fn present_count(&self) -> u32 {
        u32::try_from(self.present().count()).unwrap_or(u32::MAX)
    }

    /// Applies a mark at `at` (UTC ms).
    pub(super) fn apply(&mut self, delegate: &DelegateId, mark: &AttendanceMark, via: Via, at: i64) {
        let Some(entry) = self.entries.get_mut(delegate) else {
            return;
        };
        let was_present = entry.attendance == Attendance::Present;
        entry.attendance = match mark {
            AttendanceMark::Present => Attendance::Present,
            AttendanceMark::AbsentExcused { reason } => Attendance::AbsentExcused { reason: reason.clone() },
            AttendanceMark::AbsentUnexcused => Attendance::AbsentUnexcused,
            AttendanceMark::Left => Attendance::Left,
        };
        let is_present = entry.attendance == Attendance::Present;
        if is_present && !was_present {
            entry.intervals.push(Interval { from: at, to: None, via });
        } else if was_present
            && !is_present
            && let Some(last) = entry.intervals.last_mut()
        {
            last.to = Some(at);
        }
    }

    pub(super) fn set_status(&mut self, delegate: &DelegateId, status: Status) {
        if let Some(entry) = self.entries.get_mut(delegate) {
            entry.status = status;
        }
    }

    /// Ends every open stretch at the close of the session, without changing attendance.
    pub(super) fn close(&mut self, at: i64) {
        for entry in self.entries.values_mut() {
            if let Some(last) = entry.intervals.last_mut()
                && last.to.is_none()
            {
                last.to = Some(at);
            }
        }
    }
}
