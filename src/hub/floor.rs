//! Snapshots of the floor: who speaks, who waits, what is asked and promised.

use super::snapshots::Stamp;
use crate::chamber::rules::TurnKind;
use crate::chamber::{Session, Speaker, Speech, SpeechState};
use crate::text;
use crate::wire::VERSION;
use crate::wire::down::{Turn, Unreached, Waiting};
use crate::wire::snapshot as wire;

/// Of a person on the floor: delegate, name, office, group.
fn person<'a>(session: &'a Session, speaker: &'a Speaker) -> (&'a str, &'a str, &'a str) {
    match speaker {
        Speaker::Delegate(id) => {
            session.plan.delegate(id).map_or(("", "", ""), |d| (d.name.as_str(), "", d.group.as_str()))
        }
        Speaker::Guest { name, title } => (name, title, ""),
    }
}

/// `floor`. Behind closed doors only the clock of the sitting is left.
pub(super) fn floor_of(session: Option<&Session>, Stamp { epoch, rev }: Stamp) -> wire::Floor {
    let open = session.filter(|s| s.doors.is_none());
    let speaker = open.and_then(|s| {
        let clock = s.floor.clock()?;
        let speech = s.floor.speech(&clock.speech)?;
        let (name, title, group) = person(s, &speech.speaker);
        Some(wire::Speaker {
            speech: speech.id.clone(),
            delegate: speech.speaker.delegate().cloned(),
            name: name.to_owned(),
            title: title.to_owned(),
            group: group.to_owned(),
            kind: speech.kind,
            turn: speech.turn,
            limit_seconds: clock.limit_seconds,
            called: speech.state == SpeechState::Called,
            watch: clock.watch.into(),
        })
    });
    let item = open.and_then(|s| s.agenda.current());
    let last = open.and_then(|s| {
        let done = s.floor.last_done().filter(|l| Some(&l.item) == s.agenda.current())?;
        Some(person(s, &done.speaker).0.to_owned())
    });
    let item_clock = open.zip(item).and_then(|(s, id)| {
        Some(wire::ItemClock {
            watch: s.agenda.run(id)?.watch.into(),
            planned_minutes: s.plan.item(id)?.minutes,
        })
    });
    wire::Floor {
        v: VERSION,
        epoch,
        rev,
        speaker,
        last,
        warn_seconds: session.map(|s| s.plan.rules.warn_seconds.value.clone()).unwrap_or_default(),
        item_clock,
        session_clock: session.filter(|s| s.opened_at.is_some()).map(|s| s.watch.into()),
        questioning: open.and_then(questioning_of),
    }
}

fn questioning_of(session: &Session) -> Option<wire::Questioning> {
    let (id, run) = session.questioning.now()?;
    let (item, group) = session.plan.group(id)?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let asked = session.questioning.asked().and_then(|speech| session.floor.speech(speech));
    Some(wire::Questioning {
        group: id.clone(),
        number: count(item.groups.iter().position(|g| g.id == *id)? + 1),
        groups: count(item.groups.len()),
        title: group.title.clone(),
        respondent: group.respondent.full_name(),
        respondent_title: group.respondent.title.clone(),
        asker: asked.map(|s| person(session, &s.speaker).0.to_owned()),
        step: run.step,
    })
}

/// `queue`.
pub(super) fn queue_of(session: Option<&Session>, Stamp { epoch, rev }: Stamp) -> wire::Queue {
    let open = session.filter(|s| s.doors.is_none());
    let line = |s: &Session, speech: &Speech| {
        let (name, _, group) = person(s, &speech.speaker);
        wire::QueueLine {
            speech: speech.id.clone(),
            delegate: speech.speaker.delegate().cloned(),
            name: name.to_owned(),
            group: group.to_owned(),
            kind: speech.kind,
            turn: speech.turn,
            consent: speech.consent,
        }
    };
    wire::Queue {
        v: VERSION,
        epoch,
        rev,
        open: open.is_some_and(Session::discussion_open),
        list_closed: open.is_some_and(Session::list_closed),
        kinds: open.map(Session::kinds_open).unwrap_or_default(),
        waiting: open.map(|s| s.floor.queue().map(|q| line(s, q)).collect()).unwrap_or_default(),
    }
}

/// `questions`: nothing of an item behind closed doors.
pub(super) fn questions_of(session: Option<&Session>, Stamp { epoch, rev }: Stamp) -> wire::Questions {
    let mut told = wire::Questions { v: VERSION, epoch, rev, groups: Vec::new(), commitments: Vec::new() };
    let Some(session) = session else { return told };
    for item in session.plan.agenda.iter().filter(|i| !session.is_secret(&i.id)) {
        told.groups.extend(item.groups.iter().map(|group| {
            let run = session.questioning.run(&group.id);
            wire::GroupLine {
                group: group.id.clone(),
                item: item.id.clone(),
                title: group.title.clone(),
                respondent: group.respondent.full_name(),
                respondent_title: group.respondent.title.clone(),
                state: match run {
                    Some(run) if run.concluded_at.is_some() => wire::GroupState::Concluded,
                    Some(_) if session.questioning.current() == Some(&group.id) => wire::GroupState::Current,
                    Some(_) | None => wire::GroupState::Waiting,
                },
                conclusion: run.map(|r| r.conclusion.clone()).unwrap_or_default(),
            }
        }));
    }
    let stands = session.questioning.commitments().iter().filter(|c| c.dropped.is_none());
    told.commitments.extend(stands.filter(|c| !session.is_secret(&c.item)).map(|c| wire::CommitmentLine {
        id: c.id.clone(),
        kind: c.kind,
        item: c.item.clone(),
        group: c.group.clone(),
        speech: c.speech.clone(),
        content: text::commitment(session, c),
        owner: c.owner.clone(),
        due: text::day_iso(c.due),
    }));
    told
}

/// Own requests that wait, and the one that has the floor at place 0.
pub(super) fn waiting(session: &Session, me: &Speaker) -> Vec<Waiting> {
    let mine = |s: &&Speech| s.speaker.is(me);
    let line = |s: &Speech, place| Waiting { speech: s.id.clone(), kind: s.kind, place };
    let speaking = session.floor.speaking().filter(mine).map(|s| line(s, 0));
    let queued = session.floor.queue().filter(mine);
    speaking.into_iter().chain(queued.filter_map(|s| Some(line(s, session.floor.place(&s.id)?)))).collect()
}

/// Own requests that were not reached, outside closed sittings.
pub(super) fn unreached(session: &Session, me: &Speaker) -> Vec<Unreached> {
    let late =
        |s: &&Speech| s.state == SpeechState::NotReached && s.speaker.is(me) && !session.is_secret(&s.item);
    let line = |s: &Speech| Unreached { speech: s.id.clone(), kind: s.kind, item: s.item.clone() };
    session.floor.speeches().iter().filter(late).map(line).collect()
}

/// The turns of the current item, or of the last one when there is none, for the secretary's notes; and its questions that
/// were not put, because they may be answered in writing all the same (domain 5.3).
pub(super) fn turns(session: &Session) -> Vec<Turn> {
    let last = || session.floor.last_done().map(|s| &s.item);
    let Some(item) = session.agenda.current().or_else(last).filter(|i| !session.is_secret(i)) else {
        return Vec::new();
    };
    let not_put = |s: &Speech| {
        s.kind == TurnKind::Question && matches!(s.state, SpeechState::NotReached | SpeechState::Written)
    };
    let of_item = session.floor.speeches().iter().filter(|s| s.item == *item);
    let line = |s: &Speech| Turn {
        speech: s.id.clone(),
        name: person(session, &s.speaker).0.to_owned(),
        kind: s.kind,
        state: s.state,
        note: s.note.clone(),
    };
    of_item.filter(|s| s.was_given() || not_put(s)).map(line).collect()
}
