//! From the chamber's session to the minutes' model: copies facts, decides nothing.

mod roll;
mod speeches;
pub(super) mod votes;

use super::model::{
    AgendaItem, DocumentRow, Evidence, FORMAT, Guest, MinutesModel, Person, Recess, Session as SessionLine,
    Signatory, SignatoryRole,
};
use crate::chamber::ids::ItemId;
use crate::chamber::plan::{self, Document, day_of};
use crate::chamber::rules::{Counting, Deadline};
use crate::chamber::{self, Session, Vote};
use crate::journal::{PublicKey, SignedHead};
use sha2::{Digest, Sha256};

/// What may be told: all but what belongs to a closed sitting, which has minutes of its own.
struct Told<'a> {
    documents: Vec<&'a Document>,
    votes: Vec<&'a Vote>,
    ballots: Vec<&'a Vote>,
    speeches: Vec<&'a chamber::Speech>,
    commitments: Vec<&'a chamber::Commitment>,
}

impl<'a> Told<'a> {
    fn of(session: &'a Session) -> Self {
        let open = session.votes.list().iter().filter(|v| !v.closed_doors);
        let (ballots, votes): (Vec<_>, Vec<_>) = open.partition(|v| v.form.counting() == Counting::Paper);
        // A ballot that is not counted yet has nothing to tell.
        let settled = |v: &&Vote| v.closed_at.is_some() || v.annulled.is_some();
        Self {
            documents: session.plan.documents.iter().filter(|d| !session.is_secret(&d.item)).collect(),
            votes,
            ballots: ballots.into_iter().filter(settled).collect(),
            speeches: speeches::told(session),
            commitments: speeches::owed(session),
        }
    }
}

/// The minutes of `session`. `head` is the newest head of its journal and `key` the kiosk's key; the same journal gives
/// the same model.
pub fn from_session(session: &Session, head: Option<&SignedHead>, key: &PublicKey) -> MinutesModel {
    let plan = &session.plan;
    let told = Told::of(session);
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
        absent: roll::absent(session),
        guests: plan.guests.iter().zip(&session.guests_came).map(guest).collect(),
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
        agenda_items: session.agenda.order().iter().map(|id| item(session, &told, id)).collect(),
        attendance: roll::attendance(session),
        standings: roll::standings(session),
        documents: told.documents.iter().map(|d| document(session, d)).collect(),
        votes: told.votes.iter().map(|v| votes::vote(session, v)).collect(),
        tally_records: told.ballots.iter().filter_map(|v| votes::ballot(session, v)).collect(),
        speeches: told.speeches.iter().map(|s| speeches::speech(session, s)).collect(),
        commitments: told
            .commitments
            .iter()
            .map(|c| speeches::owed_line(session, &told.speeches, c))
            .collect(),
        recesses: session.recesses.iter().filter_map(|r| recess(session, r)).collect(),
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

/// Place of an item in the running order, as printed.
fn number(session: &Session, item: &ItemId) -> String {
    session.agenda.number(item).map(|n| n.to_string()).unwrap_or_default()
}

/// The motion's own number, where it still fits: an item that was moved takes its motions along.
fn motion_number(session: &Session, vote: &Vote) -> String {
    let item = number(session, &vote.item);
    let planned = session.plan.motion(&vote.motion).map(|(_, motion)| motion.number.clone());
    planned.filter(|no| no.strip_prefix(&item).is_some_and(|rest| rest.starts_with('.'))).unwrap_or_default()
}

fn guest((guest, came): (&plan::Guest, &Option<u16>)) -> Guest {
    Guest {
        name: guest.name.clone(),
        title: guest.title.clone(),
        count: (guest.count > 1).then_some(u32::from(guest.count)),
        came: came.map(u32::from),
        role: guest.role,
    }
}

fn item(session: &Session, told: &Told<'_>, id: &ItemId) -> AgendaItem {
    let planned = session.plan.item(id);
    let run = session.agenda.run(id);
    let named = AgendaItem {
        no: number(session, id),
        title: planned.map(|i| i.title.clone()).unwrap_or_default(),
        votes: indexes(&told.votes, |v| v.item == *id),
        tally_records: indexes(&told.ballots, |v| v.item == *id),
        closed_doors: session.is_secret(id),
        ..AgendaItem::default()
    };
    if named.closed_doors {
        return named;
    }
    let stretches = run.map(|r| r.stretches.as_slice()).unwrap_or_default();
    AgendaItem {
        start: stretches.first().map(|s| s.0),
        end: stretches.last().and_then(|s| s.1),
        presenter: planned.map(|i| i.presenter.clone()).filter(|p| !p.is_empty()),
        documents: indexes(&told.documents, |d| d.item == *id),
        text: Vec::new(),
        planned_minutes: planned.and_then(|i| i.minutes),
        duration_s: speeches::duration(session, id),
        speeches: indexes(&told.speeches, |s| s.item == *id),
        question_groups: planned.map(|i| speeches::groups(session, i)).unwrap_or_default(),
        commitments: indexes(&told.commitments, |c| c.item == *id),
        postponed_reason: run.and_then(|r| r.postponed.clone()),
        ..named
    }
}

fn document(session: &Session, document: &Document) -> DocumentRow {
    let issued_at = day(&document.issued_on);
    let sent_at = day(&document.sent_on);
    let opening = day_of(session.plan.planned_at);
    let due = session.plan.rules.due(Deadline::Documents, opening).unwrap_or(opening);
    DocumentRow {
        number: document.number.clone(),
        kind: document.kind.clone(),
        title: document.title.clone(),
        submitter: document.submitter.clone(),
        item_no: number(session, &document.item),
        presented: document.presented,
        issued_at,
        sent_at,
        on_time: sent_at.map(|sent| day_of(sent) <= due),
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

/// A recess with the item that was before the council; none of a closed sitting.
fn recess(session: &Session, recess: &crate::chamber::Recess) -> Option<Recess> {
    let at = recess.from;
    let running = session.agenda.order().iter().find(|id| {
        session
            .agenda
            .run(id)
            .is_some_and(|r| r.stretches.iter().any(|(from, to)| *from <= at && to.is_none_or(|to| at < to)))
    });
    if running.is_some_and(|id| session.is_secret(id)) {
        return None;
    }
    Some(Recess {
        item_no: running.map(|id| number(session, id)).unwrap_or_default(),
        start: at,
        end: recess.to,
        reason: String::new(),
    })
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
