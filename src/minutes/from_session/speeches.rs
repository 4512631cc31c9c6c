//! Requests to speak, groups of questions and commitments; nothing of a closed sitting.

use super::number;
use crate::chamber::ids::{GroupId, ItemId};
use crate::chamber::plan::{self, AgendaItem};
use crate::chamber::rules::TurnKind;
use crate::chamber::{self, Session, Speaker, SpeechState};
use crate::minutes::model::{Commitment, HandedIn, Person, QuestionGroup, Speech};
use crate::text::commitment;

/// The requests that may be told. An answer is called, never asked for: one that was withdrawn is a call that the chair
/// took back, and was never made.
pub(super) fn told(session: &Session) -> Vec<&chamber::Speech> {
    let undone = |s: &chamber::Speech| s.kind == TurnKind::Answer && s.state == SpeechState::Withdrawn;
    session.floor.speeches().iter().filter(|s| !session.is_secret(&s.item) && !undone(s)).collect()
}

/// The commitments that may be told.
pub(super) fn owed(session: &Session) -> Vec<&chamber::Commitment> {
    session.questioning.commitments().iter().filter(|c| !session.is_secret(&c.item)).collect()
}

/// The number of `group` within its item, from 1.
fn group_number(session: &Session, group: Option<&GroupId>) -> Option<u32> {
    let (item, _) = session.plan.group(group?)?;
    let at = item.groups.iter().position(|g| Some(&g.id) == group)?;
    u32::try_from(at + 1).ok()
}

pub(super) fn speech(session: &Session, speech: &chamber::Speech) -> Speech {
    let (delegate, title, group) = match &speech.speaker {
        Speaker::Delegate(id) => {
            let group = session.plan.delegate(id).map(|d| d.group.clone()).unwrap_or_default();
            (Some(id.to_string()), String::new(), group)
        }
        Speaker::Guest { title, .. } => (None, title.clone(), String::new()),
    };
    let seconds = |ms: u64| u32::try_from(ms / 1000).unwrap_or(u32::MAX);
    Speech {
        id: speech.id.to_string(),
        item_no: number(session, &speech.item),
        question_group: group_number(session, speech.group.as_ref()),
        delegate,
        name: session.speaker_name(&speech.speaker).to_owned(),
        title,
        group,
        kind: speech.kind,
        turn: speech.turn,
        via: speech.via,
        state: speech.state,
        requested_at: speech.requested_at,
        called_at: speech.started_at,
        allowed_s: speech.limit_seconds,
        spoken_s: seconds(speech.spoken_ms),
        passed_over: speech.passed_over,
        note: speech.note.clone(),
        opinion: speech.opinion.clone(),
    }
}

/// The groups of questions of an item, with what became of them.
pub(super) fn groups(session: &Session, item: &AgendaItem) -> Vec<QuestionGroup> {
    let group = |(no, planned): (u32, &plan::QuestionGroup)| {
        let run = session.questioning.run(&planned.id);
        let handed_in = planned.questions.iter().filter_map(|q| {
            Some(HandedIn { name: session.plan.delegate(&q.delegate)?.name.clone(), text: q.text.clone() })
        });
        QuestionGroup {
            no,
            title: planned.title.clone(),
            respondent: Person {
                name: planned.respondent.full_name(),
                title: planned.respondent.title.clone(),
            },
            handed_in: handed_in.collect(),
            start: run.map(|r| r.started_at),
            end: run.and_then(|r| r.concluded_at),
            conclusion: run.map(|r| r.conclusion.clone()).unwrap_or_default(),
        }
    };
    (1..).zip(&item.groups).map(group).collect()
}

/// `told` are the speeches of the minutes, in their order.
pub(super) fn owed_line(
    session: &Session,
    told: &[&chamber::Speech],
    owed: &chamber::Commitment,
) -> Commitment {
    Commitment {
        id: owed.id.to_string(),
        kind: owed.kind,
        item_no: number(session, &owed.item),
        question_group: group_number(session, owed.group.as_ref()),
        speech: owed.speech.as_ref().and_then(|id| told.iter().position(|s| s.id == *id)),
        text: commitment(session, owed),
        owner: owed.owner.clone(),
        due: midnight(owed.due),
        made_at: owed.made_at,
        dropped: owed.dropped.clone(),
    }
}

/// Midnight in Việt Nam of a day by its number since 1970-01-01.
fn midnight(day: i64) -> i64 {
    day.saturating_mul(86_400_000).saturating_sub(7 * 3_600_000)
}

/// How long `item` was before the council; `None` while it is, or if it never was.
pub(super) fn duration(session: &Session, item: &ItemId) -> Option<u32> {
    let run = session.agenda.run(item).filter(|run| !run.stretches.is_empty() && !run.watch.is_running())?;
    u32::try_from(run.watch.elapsed_ms / 1000).ok()
}
