//! The running session: item, agenda, queue, and who speaks.

use super::keys::{main, plain, with_second};
use super::{Key, Look, index, share};
use crate::chamber::ids::ItemId;
use crate::chamber::plan::{AgendaItem, Audience, Document};
use crate::chamber::{Session, Speaker, Speech as Request, SpeechClock};
use crate::kiosk::local::first_waiting;
use crate::kiosk::{names, time};
use nghitruong_ui::{
    ActionKey, AgendaRow, ClockState, DocRow, Face, Item, QueueRow, RowState, Screen, Speech,
};

/// Letters of a name in the queue.
const NAME_BUDGET: usize = 16;

pub fn running(look: Look, session: &Session, face: &mut Face) {
    face.screen = Screen::Running;
    frame(look, session, face);
    face.keys = if look.local.is_locked() {
        Vec::new()
    } else if look.chair() {
        chair_keys(look, session)
    } else {
        desk_keys(look)
    };
}

/// Item, agenda, papers and queue, as the stage and the small kiosk's tabs show them.
fn frame(look: Look, session: &Session, face: &mut Face) {
    face.agenda = agenda_rows(look, session);
    face.agenda_at = face.agenda.iter().position(|row| row.state == RowState::Current).map_or(0, index);
    face.queue = queue_rows(look, session);
    let Some(item) = session.agenda.current().and_then(|i| session.plan.item(i)) else { return };
    face.item = item_view(look, session, item);
    face.docs = doc_rows(look, session, &item.id);
}

fn item_view(look: Look, session: &Session, item: &AgendaItem) -> Item {
    let w = look.w;
    let number = session.agenda.number(&item.id).unwrap_or(0);
    let run = session.agenda.run(&item.id);
    let since = run.and_then(|r| r.stretches.last()).map_or(String::new(), |(from, _)| {
        let minutes = look.scene.at().saturating_sub(*from).max(0) / 60_000;
        w.since(&time::clock(*from), minutes)
    });
    let ended = item.discussion && run.is_some_and(|r| r.discussion_ended);
    let last = session.floor.last_done().filter(|s| s.item == item.id);
    let lead = match last {
        _ if ended => w.closed_discussion().to_owned(),
        Some(speech) => w.spoke_last(session.speaker_name(&speech.speaker), speech.spoken_ms / 1000),
        None if item.presenter.is_empty() => String::new(),
        None => w.presents(&item.presenter),
    };
    let docs: Vec<&Document> = visible_docs(look, session, &item.id).collect();
    let pages = docs.iter().map(|d| d.pages).sum();
    let next = session.floor.next();
    Item {
        caption: w.item_caption(number).into(),
        progress: format!("{number}/{}", session.agenda.order().len()).into(),
        since: since.into(),
        title: item.title.clone().into(),
        lead: lead.into(),
        docs_line: if docs.is_empty() { w.no_docs().to_owned() } else { w.docs_line(docs.len(), pages) }
            .into(),
        queue_line: next
            .map_or_else(
                || w.nobody_waits().to_owned(),
                |s| {
                    let name = names::short_name(session.speaker_name(&s.speaker), NAME_BUDGET);
                    w.next_in_queue(&name, &office(look, session, &s.speaker))
                },
            )
            .into(),
    }
}

/// Papers of an item; on the locked screen only those that everybody may read.
pub fn visible_docs<'a>(
    look: Look<'a>,
    session: &'a Session,
    item: &'a ItemId,
) -> impl Iterator<Item = &'a Document> {
    let locked = look.local.is_locked();
    session.plan.documents_of(item).filter(move |d| !locked || d.audience == Audience::Public)
}

fn doc_rows(look: Look, session: &Session, item: &ItemId) -> Vec<DocRow> {
    visible_docs(look, session, item)
        .map(|d| DocRow {
            id: d.id.as_str().into(),
            sign: if d.number.is_empty() { d.kind.clone() } else { d.number.clone() }.into(),
            title: d.short_title.clone().into(),
            pages: look.w.pages(d.pages).into(),
        })
        .collect()
}

pub fn agenda_rows(look: Look, session: &Session) -> Vec<AgendaRow> {
    let agenda = &session.agenda;
    let fixed = |item: &ItemId| agenda.is_done(item) || agenda.current() == Some(item);
    let last = agenda.order().len().saturating_sub(1);
    agenda
        .order()
        .iter()
        .enumerate()
        .filter_map(|(at, id)| {
            let item = session.plan.item(id)?;
            let postponed = agenda.run(id).is_some_and(|r| r.postponed.is_some());
            let state = if postponed {
                RowState::Postponed
            } else if agenda.current() == Some(id) {
                RowState::Current
            } else if agenda.is_done(id) {
                RowState::Done
            } else {
                RowState::Next
            };
            let open = !fixed(id);
            Some(AgendaRow {
                id: id.as_str().into(),
                number: (at + 1).to_string().into(),
                title: item.short_title.clone().into(),
                state,
                note: if postponed { look.w.postponed_short() } else { "" }.into(),
                can_up: open && at > 0 && agenda.order().get(at - 1).is_some_and(|before| !fixed(before)),
                can_down: open && at < last,
                can_postpone: open,
            })
        })
        .collect()
}

fn queue_rows(look: Look, session: &Session) -> Vec<QueueRow> {
    (1..)
        .zip(session.floor.queue())
        .map(|(at, speech)| QueueRow {
            id: speech.id.as_str().into(),
            number: at.to_string().into(),
            name: names::short_name(session.speaker_name(&speech.speaker), NAME_BUDGET).into(),
            group: office(look, session, &speech.speaker).into(),
        })
        .collect()
}

/// The first of the queue as a key, or off.
fn call_key(look: Look, session: &Session, label: &str) -> Option<ActionKey> {
    let speech = session.floor.next()?;
    let name = names::short_name(session.speaker_name(&speech.speaker), 20);
    let second = joined(&name, &group_of(look, session, &speech.speaker));
    Some(main(&Key::Call(speech.id.clone()), label, &second))
}

fn chair_keys(look: Look, session: &Session) -> Vec<ActionKey> {
    let w = look.w;
    let item = session.agenda.current().and_then(|i| session.plan.item(i));
    let call = call_key(look, session, w.call());
    let queue = call.is_some();
    let waiting = first_waiting(session).and_then(|m| session.plan.motion(&m));
    let lead = call.or_else(|| {
        waiting.map(|(_, m)| main(&Key::Vote, w.open_vote(), &format!("{}. {}", m.number, m.short_title)))
    });
    let vote_leads = !queue && waiting.is_some();
    let open_doors = session.doors.as_ref().map(|_| main(&Key::OpenDoors, w.open_doors(), ""));
    let doors_lead = lead.is_none() && open_doors.is_some();
    let lead = lead.or(open_doors);
    let next_leads = lead.is_none() && session.agenda.next().is_some();
    let lead = lead
        .or_else(|| session.agenda.next().map(|next| next_key(look, session, next)))
        .unwrap_or_else(|| main(&Key::CloseSession, w.close_session(), ""));
    let mut keys = vec![lead];
    if !vote_leads {
        keys.push(plain(&Key::Vote, w.open_vote()));
    }
    if session.discussion_open() && queue {
        keys.push(plain(&Key::EndDiscussion, w.end_discussion()));
    } else if session.discussion_open() {
        keys.push(plain(&Key::Register, w.register_short()));
    } else if item.is_some_and(|i| i.discussion) {
        keys.push(plain(&Key::ReopenDiscussion, w.reopen_discussion()));
    }
    if session.doors.is_some() {
        if !doors_lead {
            keys.push(plain(&Key::OpenDoors, w.open_doors()));
        }
        keys.push(with_second(&Key::Menu, w.other_work(), w.other_short()));
        return keys;
    }
    keys.push(plain(&Key::Items, if next_leads { w.other_item() } else { w.next_item() }));
    if look.small {
        // Behind "Khác" the small kiosk has room for what the wide row keeps one page away.
        keys.push(plain(&Key::Recess, w.recess()));
        keys.push(with_second(&Key::Menu, w.other_work(), w.other_second()));
    } else {
        keys.push(with_second(&Key::Menu, w.other_work(), w.other_short()));
    }
    keys
}

/// Straight on to the next item.
fn next_key(look: Look, session: &Session, next: &ItemId) -> ActionKey {
    let title = session.plan.item(next).map(|i| i.short_title.as_str()).unwrap_or_default();
    let number = session.agenda.number(next).unwrap_or(0);
    main(&Key::Next(next.clone()), look.w.next_item(), &format!("{number}. {title}"))
}

fn desk_keys(look: Look) -> Vec<ActionKey> {
    let w = look.w;
    vec![
        main(&Key::Register, w.register(), w.desk_only()),
        plain(&Key::Roll, w.roll_at_table()),
        with_second(&Key::Settings, w.settings(), w.other_desk()),
    ]
}

pub fn speaking(look: Look, session: &Session, speech: &Request, clock: &SpeechClock, face: &mut Face) {
    face.screen = Screen::Speaking;
    frame(look, session, face);
    let w = look.w;
    let role = match &speech.speaker {
        Speaker::Delegate(id) => session
            .plan
            .delegate(id)
            .map_or_else(String::new, |d| w.speaker_role(&w.group(&d.group), d.seat, speech.turn)),
        Speaker::Guest { title, .. } => title.clone(),
    };
    let elapsed = clock.elapsed(look.scene.at());
    let limit_ms = u64::from(clock.limit_seconds) * 1000;
    let warn = session.plan.rules.warn_seconds.value.first().copied().unwrap_or(60);
    let state = if !clock.watch.is_running() {
        ClockState::Paused
    } else if elapsed > limit_ms {
        ClockState::Over
    } else if limit_ms - elapsed <= u64::from(warn) * 1000 {
        ClockState::LastMinute
    } else {
        ClockState::Running
    };
    let note = match state {
        ClockState::Over => w.over_note().to_owned(),
        ClockState::Paused => w.paused_note().to_owned(),
        ClockState::Running | ClockState::LastMinute => {
            let warnings: Vec<String> =
                session.plan.rules.warn_seconds.value.iter().map(|s| time::minutes(u64::from(*s))).collect();
            w.warn_note(&warnings.join(w.and()))
        }
    };
    face.speech = Speech {
        caption: item_caption(look, session, &speech.item).into(),
        name: session.speaker_name(&speech.speaker).into(),
        role: role.into(),
        state,
        allowed: time::minutes(u64::from(clock.limit_seconds)).into(),
        note: note.into(),
    };
    face.timer = time::countdown(u64::from(clock.limit_seconds), elapsed).into();
    // In whole seconds, so that the bar steps with the digits.
    let left = limit_ms.saturating_sub(elapsed).div_ceil(1000) * 1000;
    face.timer_left = share(i64::try_from(left).unwrap_or(0), i64::try_from(limit_ms).unwrap_or(1));
    if look.local.is_locked() {
        return;
    }
    if !look.chair() {
        face.keys = desk_keys(look);
        return;
    }
    let pause = if !clock.watch.is_running() {
        plain(&Key::Resume, w.resume())
    } else {
        plain(&Key::Pause, w.pause())
    };
    let extend = plain(&Key::Extend, &w.extend(session.plan.rules.extend_seconds.value));
    face.keys = match call_key(look, session, w.call_next()) {
        Some(next) => vec![next, pause, extend, plain(&Key::Stop, w.stop())],
        None => vec![
            main(&Key::Stop, w.stop(), w.nobody_next()),
            pause,
            extend,
            plain(&Key::Register, w.register_short()),
        ],
    };
}

/// The group of a delegate as short as the screen has it; the office of somebody invited.
pub fn office(look: Look, session: &Session, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Delegate(id) => session.plan.delegate(id).map_or_else(String::new, |d| look.group(&d.group)),
        Speaker::Guest { title, .. } => names::short_name(title, 16),
    }
}

/// The same in full.
fn group_of(look: Look, session: &Session, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Delegate(id) => {
            session.plan.delegate(id).map_or_else(String::new, |d| look.w.group(&d.group))
        }
        Speaker::Guest { title, .. } => title.clone(),
    }
}

/// "Ngô Văn K, Tổ số 3".
pub fn with_office(look: Look, session: &Session, speaker: &Speaker) -> String {
    joined(session.speaker_name(speaker), &group_of(look, session, speaker))
}

fn joined(name: &str, office: &str) -> String {
    if office.is_empty() { name.to_owned() } else { format!("{name}, {office}") }
}

/// "Nội dung 4: Thảo luận tại hội trường".
pub fn item_caption(look: Look, session: &Session, item: &ItemId) -> String {
    let number = session.agenda.number(item).unwrap_or(0);
    let title = session.plan.item(item).map(|i| i.short_title.as_str()).unwrap_or_default();
    look.w.item_title(number, title)
}
