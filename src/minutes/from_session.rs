//! From the chamber's session to the minutes' model: copies facts, decides nothing.

use super::model::{
    Absence, AgendaItem, AttendanceRow, Choice, DocumentRow, Evidence, FORMAT, Guest, Interval, Means,
    MinutesModel, NamedChoice, Person, Recess, Session as SessionLine, Signatory, SignatoryRole, Turn, Vote,
};
use crate::chamber::event::Via;
use crate::chamber::ids::ItemId;
use crate::chamber::plan::{Delegate, Document};
use crate::chamber::rules::{self, TurnKind};
use crate::chamber::{Attendance, Session, SpeechState, command};
use crate::journal::{PublicKey, SignedHead};
use crate::text::{self, Lang};
use sha2::{Digest, Sha256};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The minutes of `session`. `head` is the newest head of its journal and `key` the kiosk's key; the same journal gives
/// the same model.
pub fn from_session(session: &Session, head: Option<&SignedHead>, key: &PublicKey) -> MinutesModel {
    let plan = &session.plan;
    let commune_upper = plan.council.commune_name.to_uppercase();
    MinutesModel {
        format: FORMAT.to_owned(),
        session_id: plan.session.to_string(),
        council_lines: vec!["HỘI ĐỒNG NHÂN DÂN".to_owned(), commune_upper],
        council_name: plan.council.name.clone(),
        commune_name: plan.council.commune_name.clone(),
        province_name: plan.council.province_name.clone(),
        minutes_no: Some(plan.minutes_number.clone()).filter(|no| !no.trim().is_empty()),
        session: SessionLine { ordinal: u32::from(plan.ordinal), kind_label: plan.kind_label.clone() },
        term_label: plan.term.label.clone(),
        term_years: plan.term.years.clone(),
        start_at: session.opened_at.unwrap_or(plan.planned_at),
        end_at: session.closed_at,
        venue: plan.venue.clone(),
        total_delegates: session.total_delegates,
        present_at_open: session.present_at_open,
        absent: absent(session),
        guests: plan
            .guests
            .iter()
            .map(|g| Guest {
                name: g.name.clone(),
                title: g.title.clone(),
                count: (g.count > 1).then_some(u32::from(g.count)),
            })
            .collect(),
        guests_present: session.guests_present(),
        presidium: plan
            .presidium
            .iter()
            .map(|p| Person { name: format!("{} {}", p.honorific, p.name), title: p.title.clone() })
            .collect(),
        secretaries: plan
            .secretaries
            .iter()
            .map(|s| Person { name: format!("{} {}", s.honorific, s.name), title: s.title.clone() })
            .collect(),
        agenda_items: session.agenda.order().iter().map(|id| item(session, id)).collect(),
        attendance: by_seat(session).into_iter().map(|d| attendance(session, d)).collect(),
        documents: plan.documents.iter().map(|d| document(session, d)).collect(),
        votes: session.votes.list().iter().map(|v| vote(session, v)).collect(),
        tally_records: Vec::new(),
        recesses: session
            .recesses
            .iter()
            .map(|r| Recess {
                item_no: item_at(session, r.from),
                start: r.from,
                end: r.to,
                reason: String::new(),
            })
            .collect(),
        faults: Vec::new(),
        evidence: head.map(|head| Evidence {
            log_size: head.size,
            root_hash: crate::credentials::hex(&head.root),
            key_fingerprint: crate::credentials::hex(&Sha256::digest(key)[..8]),
        }),
        recipients: plan.recipients.clone(),
        signatories: signatories(session),
    }
}

fn by_seat(session: &Session) -> Vec<&Delegate> {
    let mut delegates: Vec<&Delegate> = session.plan.delegates.iter().collect();
    delegates.sort_by_key(|d| d.seat);
    delegates
}

/// Whether the delegate was present when the session was opened.
fn at_open(session: &Session, delegate: &Delegate) -> bool {
    let Some(opened) = session.opened_at else { return session.roll.is_present(&delegate.id) };
    session.roll.entries().get(&delegate.id).is_some_and(|entry| {
        entry.intervals.iter().any(|i| i.from <= opened && i.to.is_none_or(|to| to > opened))
    })
}

/// Reason of absence and whether it was excused; `None` for those who came.
fn absence(session: &Session, delegate: &Delegate) -> Option<(String, bool)> {
    match session.roll.attendance(&delegate.id)? {
        Attendance::AbsentExcused { reason } => Some((reason.clone(), true)),
        Attendance::AbsentUnexcused | Attendance::Expected => Some((String::new(), false)),
        Attendance::Present | Attendance::Left => None,
    }
}

fn absent(session: &Session) -> Vec<Absence> {
    by_seat(session)
        .into_iter()
        .filter(|d| !at_open(session, d))
        .map(|d| {
            // Somebody who came after the opening was absent at it, without a reason of record.
            let (reason, excused) = absence(session, d)
                .or_else(|| d.reported_absent.clone().map(|reason| (reason, true)))
                .unwrap_or_default();
            Absence { name: d.name.clone(), reason, excused }
        })
        .collect()
}

fn attendance(session: &Session, delegate: &Delegate) -> AttendanceRow {
    let entry = session.roll.entries().get(&delegate.id);
    let intervals = entry.map(|e| e.intervals.as_slice()).unwrap_or_default();
    let (reason, excused) = match absence(session, delegate) {
        Some((reason, excused)) => (Some(reason), excused),
        None => (None, false),
    };
    AttendanceRow {
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

fn item(session: &Session, id: &ItemId) -> AgendaItem {
    let planned = session.plan.item(id);
    let run = session.agenda.run(id);
    let stretches = run.map(|r| r.stretches.as_slice()).unwrap_or_default();
    let speeches: Vec<_> = session.floor.speeches().iter().filter(|s| s.item == *id).collect();
    let written = speeches.iter().filter(|s| s.state == SpeechState::Written).count();
    AgendaItem {
        no: session.agenda.number(id).map(|n| n.to_string()).unwrap_or_default(),
        title: planned.map(|i| i.title.clone()).unwrap_or_default(),
        start: stretches.first().map(|s| s.0),
        end: stretches.last().and_then(|s| s.1),
        presenter: planned.map(|i| i.presenter.clone()).filter(|p| !p.is_empty()),
        documents: indexes(&session.plan.documents, |d| d.item == *id),
        text: Vec::new(),
        requests: count(speeches.len()),
        written_opinions: count(written),
        turns: speeches
            .iter()
            .filter(|s| matches!(s.state, SpeechState::Done | SpeechState::Speaking))
            .filter_map(|s| {
                let person = session.plan.delegate(&s.delegate)?;
                Some(Turn {
                    delegate: format!("Đại biểu {}", person.name),
                    group: person.group.clone(),
                    kind: kind_word(s.kind).to_owned(),
                    start: s.started_at?,
                    duration_s: u32::try_from(s.spoken_ms / 1000).unwrap_or(u32::MAX),
                    summary: None,
                })
            })
            .collect(),
        votes: indexes(session.votes.list(), |v| v.item == *id),
        postponed_reason: run.and_then(|r| r.postponed.clone()),
        ..AgendaItem::default()
    }
}

fn kind_word(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Speech => "",
        TurnKind::Question => "chất vấn",
        TurnKind::Debate => "tranh luận",
        TurnKind::Procedural => "xin ý kiến về trình tự",
        TurnKind::Explanation => "giải trình",
    }
}

fn document(session: &Session, document: &Document) -> DocumentRow {
    let issued_at = day(&document.issued_on);
    let sent_at = day(&document.sent_on);
    let days = session.plan.rules.deadlines.get(&rules::Deadline::Documents).map_or(0, |s| s.value.days);
    let due = session.plan.planned_at - i64::from(days) * DAY_MS;
    DocumentRow {
        number: document.number.clone(),
        kind: document.kind.clone(),
        title: document.title.clone(),
        submitter: document.submitter.clone(),
        item_no: session.agenda.number(&document.item).map(|n| n.to_string()).unwrap_or_default(),
        presented: document.presented,
        issued_at,
        sent_at,
        on_time: sent_at.map(|sent| sent <= due),
        pages: document.pages,
        opened_by: None,
        sha256: document.sha256.clone(),
    }
}

/// Midnight in Việt Nam of "2026-12-02".
fn day(text: &str) -> Option<i64> {
    let date: jiff::civil::Date = text.parse().ok()?;
    let midnight = date.to_datetime(jiff::civil::Time::midnight());
    Some(jiff::tz::offset(7).to_timestamp(midnight).ok()?.as_millisecond())
}

fn vote(session: &Session, vote: &crate::chamber::Vote) -> Vote {
    let planned = session.plan.motion(&vote.motion).map(|(_, m)| m);
    let rules = &session.plan.rules;
    let outcome = vote.outcome.as_ref();
    let annulled_reason = vote.annulled.as_ref().map(|(reason, _)| reason.clone());
    let named = rules.names_shown.value && vote.closed_at.is_some();
    let item_no = session.agenda.number(&vote.item).map(|n| n.to_string()).unwrap_or_default();
    Vote {
        id: vote.id.to_string(),
        // An item that was moved takes its motions along; their planned numbers no longer fit.
        no: planned
            .map(|m| m.number.clone())
            .filter(|no| no.strip_prefix(&item_no).is_some_and(|rest| rest.starts_with('.')))
            .unwrap_or_default(),
        item_no,
        subject: text::subject(session, vote),
        short_subject: planned.map(|m| m.short_title.clone()).unwrap_or_default(),
        form: vote.form,
        sentence: text::vote_sentence(session, vote),
        rule: text::rule_id(vote.majority),
        rule_label: text::rule_name(vote.majority, Lang::Vi),
        rule_source: rules.majority(vote.matter).source,
        arithmetic: outcome.map(|o| text::arithmetic(o, Lang::Vi)).unwrap_or_default(),
        total_delegates: vote.total_delegates,
        present: outcome.map_or(0, |o| o.present),
        in_favour: outcome.map_or(0, |o| o.r#for),
        against: outcome.map_or(0, |o| o.against),
        not_voting: outcome.map_or(0, |o| o.not_voting),
        passed: annulled_reason.is_none() && outcome.is_some_and(|o| o.passed),
        annulled_reason,
        entered_by_secretary: text::entered(vote),
        opened_at: Some(vote.opened_at),
        closed_at: vote.closed_at,
        named_choices: if named { named_choices(session, vote) } else { Vec::new() },
    }
}

fn named_choices(session: &Session, vote: &crate::chamber::Vote) -> Vec<NamedChoice> {
    by_seat(session)
        .into_iter()
        .filter_map(|d| {
            let cast = vote.casts.get(&d.id)?;
            Some(NamedChoice {
                name: d.name.clone(),
                choice: match cast.choice {
                    command::Choice::For => Choice::For,
                    command::Choice::Against => Choice::Against,
                    command::Choice::NotVoting => Choice::NotVoting,
                },
                by_secretary: matches!(cast.via, Via::Kiosk | Via::Secretary),
            })
        })
        .collect()
}

/// Number of the item that was before the council at `at`.
fn item_at(session: &Session, at: i64) -> String {
    let running = session.agenda.order().iter().find(|id| {
        session
            .agenda
            .run(id)
            .is_some_and(|r| r.stretches.iter().any(|(from, to)| *from <= at && to.is_none_or(|to| at < to)))
    });
    running.and_then(|id| session.agenda.number(id)).map(|n| n.to_string()).unwrap_or_default()
}

fn signatories(session: &Session) -> Vec<Signatory> {
    let secretaries = session.plan.secretaries.iter().map(|s| Signatory {
        role: SignatoryRole::Secretary,
        name: s.name.clone(),
        office: String::new(),
    });
    let chair = session.plan.presidium.first().map(|p| Signatory {
        role: SignatoryRole::Chair,
        name: p.name.clone(),
        office: p.title.to_uppercase(),
    });
    secretaries.chain(chair).collect()
}

fn indexes<T>(list: &[T], wanted: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, t)| wanted(t)).map(|(i, _)| i).collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
