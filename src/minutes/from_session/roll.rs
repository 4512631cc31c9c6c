//! Who came, who did not, and whose office is not simply held (annex I).

use crate::chamber::event::Via;
use crate::chamber::plan::{Delegate, Status};
use crate::chamber::{Attendance, Session};
use crate::minutes::model::{Absence, AttendanceRow, Interval, Means, StandingRow};
use crate::minutes::phrases::standing_word;

/// Whether the delegate was present when the session was opened.
fn at_open(session: &Session, delegate: &Delegate) -> bool {
    let Some(opened) = session.opened_at else { return session.roll.is_present(&delegate.id) };
    session.roll.entries().get(&delegate.id).is_some_and(|entry| {
        entry.intervals.iter().any(|i| i.from <= opened && i.to.is_none_or(|to| to > opened))
    })
}

/// The status, unless the office is simply held.
fn special(session: &Session, delegate: &Delegate) -> Option<Status> {
    session.roll.status(&delegate.id).filter(|status| *status != Status::InOffice)
}

/// Whether the delegate is one of the total, present or not.
fn is_counted(session: &Session, delegate: &Delegate) -> bool {
    let suspended = session.plan.rules.suspended_count.value;
    special(session, delegate).is_none_or(|s| s.counts(suspended))
}

/// Reason of absence and whether it was excused; `None` for those who came.
fn absence(session: &Session, delegate: &Delegate) -> Option<(String, bool)> {
    if let Some(status) = special(session, delegate).filter(|s| !s.acts()) {
        let came = session.roll.entries().get(&delegate.id).is_some_and(|e| !e.intervals.is_empty());
        return (!came).then(|| (standing_word(status).to_owned(), true));
    }
    match session.roll.attendance(&delegate.id)? {
        Attendance::AbsentExcused { reason } => Some((reason.clone(), true)),
        Attendance::AbsentUnexcused | Attendance::Expected => Some((String::new(), false)),
        Attendance::Present | Attendance::Left => None,
    }
}

/// Those of the total who were not there when the session was opened.
pub(super) fn absent(session: &Session) -> Vec<Absence> {
    session
        .plan
        .by_seat()
        .into_iter()
        .filter(|d| !at_open(session, d) && is_counted(session, d))
        .map(|d| {
            // Somebody who came after the opening was absent at it, without a reason of record.
            let (reason, excused) = absence(session, d)
                .or_else(|| d.reported_absent.clone().map(|reason| (reason, true)))
                .unwrap_or_default();
            Absence { name: d.name.clone(), reason, excused }
        })
        .collect()
}

/// A line for everybody of the total, and for those who came and lost the office since.
pub(super) fn attendance(session: &Session) -> Vec<AttendanceRow> {
    let listed = |d: &&Delegate| is_counted(session, d) || at_open(session, d);
    session.plan.by_seat().into_iter().filter(listed).map(|d| row(session, d)).collect()
}

fn row(session: &Session, delegate: &Delegate) -> AttendanceRow {
    let entry = session.roll.entries().get(&delegate.id);
    let intervals = entry.map(|e| e.intervals.as_slice()).unwrap_or_default();
    let (reason, excused) = match absence(session, delegate) {
        Some((reason, excused)) => (Some(reason), excused),
        None => (None, false),
    };
    AttendanceRow {
        delegate: delegate.id.to_string(),
        name: delegate.name.clone(),
        title: delegate.title.clone(),
        group: delegate.group.clone(),
        present_at_open: at_open(session, delegate),
        intervals: intervals
            .iter()
            .map(|i| Interval { from: i.from, until: i.to.filter(|to| Some(*to) != session.closed_at) })
            .collect(),
        means: intervals.first().map(|i| match i.via {
            Via::Device => Means::Qr,
            Via::Kiosk => Means::Kiosk,
            Via::Secretary | Via::Tellers => Means::Secretary,
        }),
        absent_reason: reason,
        excused,
    }
}

/// Delegates whose office is not simply held, then those of the term who are delegates no more.
pub(super) fn standings(session: &Session) -> Vec<StandingRow> {
    let plan = &session.plan;
    let sitting = session.plan.by_seat().into_iter().filter_map(|d| {
        let status = special(session, d)?;
        // A status that the plan does not know was given in this session.
        let planned = d.standings.iter().filter(|s| s.from <= plan.planned_at && s.status == status);
        let from = planned.map(|s| s.from).max();
        Some(StandingRow { name: d.name.clone(), status, from })
    });
    let former = plan.former.iter().map(|f| StandingRow {
        name: f.name.clone(),
        status: f.standing.status,
        from: Some(f.standing.from),
    });
    sitting.chain(former).collect()
}
