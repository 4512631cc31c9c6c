//! The running session: item, agenda, papers, and what comes next.

use super::floor::{call_key, list_key, queue_line, queue_rows, queue_title};
use super::keys::{main, plain, with_second};
use super::{Key, Look, index, questioning};
use crate::chamber::Session;
use crate::chamber::ids::ItemId;
use crate::chamber::plan::{AgendaItem, Audience, Document};
use crate::kiosk::local::first_waiting;
use crate::text;
use nghitruong_ui::{ActionKey, AgendaRow, DocRow, Face, Item, KeyKind, RowState, Screen};

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
pub fn frame(look: Look, session: &Session, face: &mut Face) {
    face.agenda = agenda_rows(look, session);
    face.agenda_at = face.agenda.iter().position(|row| row.state == RowState::Current).map_or(0, index);
    face.queue = queue_rows(look, session);
    face.queue_title = queue_title(look, session, look.w.all_requests()).into();
    let Some(item) = session.agenda.current().and_then(|i| session.plan.item(i)) else { return };
    face.item = item_view(look, session, item);
    face.docs = doc_rows(look, session, &item.id);
    questioning::on_stage(look, session, face);
}

/// How long the item has been before the council, without recesses, in whole minutes.
pub fn item_minutes(look: Look, session: &Session, item: &ItemId) -> u64 {
    session.agenda.run(item).map_or(0, |run| run.watch.elapsed(look.scene.at()) / 60_000)
}

fn item_view(look: Look, session: &Session, item: &AgendaItem) -> Item {
    let w = look.w;
    let number = session.agenda.number(&item.id).unwrap_or(0);
    let run = session.agenda.run(&item.id);
    let since = run.and_then(|r| r.stretches.first()).map_or(String::new(), |(from, _)| {
        w.since(&text::clock_hhmm(*from), item_minutes(look, session, &item.id), item.minutes, look.small)
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
    Item {
        caption: w.item_caption(number).into(),
        progress: format!("{number}/{}", session.agenda.order().len()).into(),
        since: since.into(),
        title: item.title.clone().into(),
        lead: lead.into(),
        docs_line: if docs.is_empty() { w.no_docs().to_owned() } else { w.docs_line(docs.len(), pages) }
            .into(),
        queue_line: queue_line(look, session).into(),
        groups_line: Default::default(),
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

fn chair_keys(look: Look, session: &Session) -> Vec<ActionKey> {
    let w = look.w;
    let item = session.agenda.current().and_then(|i| session.plan.item(i));
    let group = questioning::lead(look, session);
    let call = call_key(look, session, None);
    let (queue, grouped) = (call.is_some(), group.is_some());
    // Who waits is heard as well, though the groups come first.
    let second = call.clone().filter(|_| grouped).map(|call| ActionKey {
        kind: KeyKind::Normal,
        second: Default::default(),
        ..call
    });
    let waiting = first_waiting(session).and_then(|m| session.plan.motion(&m));
    let vote =
        || waiting.map(|(_, m)| main(&Key::Vote, w.open_vote(), &format!("{}. {}", m.number, m.short_title)));
    let doors = || session.doors.as_ref().map(|_| main(&Key::OpenDoors, w.open_doors(), ""));
    let next = || session.agenda.next().map(|next| next_key(look, session, next));
    let lead = group
        .or(call)
        .or_else(vote)
        .or_else(doors)
        .or_else(next)
        .unwrap_or_else(|| main(&Key::CloseSession, w.close_session(), ""));
    let leads = |key: &Key| lead.id == key.id().as_str();
    let (vote_leads, doors_lead) = (leads(&Key::Vote), leads(&Key::OpenDoors));
    let next_leads = session.agenda.next().is_some_and(|next| leads(&Key::Next(next.clone())));
    let mut keys = vec![lead];
    keys.extend(second);
    if !vote_leads {
        keys.push(plain(&Key::Vote, w.open_vote()));
    }
    if session.discussion_open() && queue && !grouped {
        keys.push(plain(&Key::EndDiscussion, w.end_discussion()));
    } else if session.discussion_open() && !queue {
        keys.push(plain(&Key::Register, w.register_short()));
    } else if item.is_some_and(|i| i.discussion) && !session.discussion_open() {
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
        keys.extend(list_key(look, session));
        keys.push(with_second(&Key::Menu, w.other_work(), w.other_second()));
    } else {
        keys.push(with_second(&Key::Menu, w.other_work(), w.other_short()));
    }
    keys
}

/// Straight on to the next item.
pub fn next_key(look: Look, session: &Session, next: &ItemId) -> ActionKey {
    let title = session.plan.item(next).map(|i| i.short_title.as_str()).unwrap_or_default();
    let number = session.agenda.number(next).unwrap_or(0);
    main(&Key::Next(next.clone()), look.w.next_item(), &format!("{number}. {title}"))
}

pub fn desk_keys(look: Look) -> Vec<ActionKey> {
    let w = look.w;
    vec![
        main(&Key::Register, w.register(), w.desk_only()),
        plain(&Key::Roll, w.roll_at_table()),
        with_second(&Key::Settings, w.settings(), w.other_desk()),
    ]
}

/// "Nội dung 4: Thảo luận tại hội trường".
pub fn item_caption(look: Look, session: &Session, item: &ItemId) -> String {
    let number = session.agenda.number(item).unwrap_or(0);
    let title = session.plan.item(item).map(|i| i.short_title.as_str()).unwrap_or_default();
    look.w.item_title(number, title)
}
