//! Lists to pick from: papers, delegates, items; the agenda's order; an open paper.

use super::item::{agenda_rows, item_caption, visible_docs};
use super::keys::main;
use super::votes::{motion_caption, motion_title};
use super::{Key, Look};
use crate::chamber::Session;
use crate::chamber::ids::{DocumentId, ItemId, VoteId};
use crate::chamber::plan::Delegate;
use crate::kiosk::local::PaperState;
use crate::text::short_name;
use nghitruong_ui::{Face, Page, Paper, PickRow, Screen};

fn page(look: Look, caption: &str, title: &str, face: &mut Face) {
    super::page(look, Screen::Pick, caption, title, face);
}

pub(super) fn row(id: &str, number: &str, text: &str, note: &str) -> PickRow {
    PickRow {
        id: id.into(),
        number: number.into(),
        text: text.into(),
        note: note.into(),
        on: false,
        off: false,
        figure: false,
    }
}

pub(super) fn delegate_row(look: Look, delegate: &Delegate, note: Option<&str>) -> PickRow {
    let group = look.group(&delegate.group);
    row(
        delegate.id.as_str(),
        &format!("{:02}", delegate.seat),
        &short_name(&delegate.name, 22),
        note.unwrap_or(&group),
    )
}

pub fn docs(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    let Some(item) = session.agenda.current() else {
        page(look, "", w.docs_of_item(), face);
        face.page.empty = w.no_docs().into();
        return;
    };
    page(look, &item_caption(look, session, item), w.docs_of_item(), face);
    face.page_wide = true;
    face.page.empty = w.no_docs().into();
    face.rows = visible_docs(look, session, item)
        .map(|d| {
            let sign = if d.number.is_empty() { &d.kind } else { &d.number };
            row(d.id.as_str(), "", &format!("{sign}: {}", d.title), &w.pages(d.pages))
        })
        .collect();
}

pub fn paper(look: Look, session: &Session, id: &DocumentId, at: u32, face: &mut Face) {
    let Some(document) = session.plan.document(id) else { return };
    face.screen = Screen::Document;
    face.paper = Paper {
        sign: if document.number.is_empty() { document.kind.clone() } else { document.number.clone() }.into(),
        title: document.title.clone().into(),
        page: format!("{at}/{}", document.pages).into(),
        can_prev: at > 1,
        can_next: at < document.pages,
        message: match look.local.paper {
            PaperState::Loading => look.w.page_loading(),
            PaperState::There => "",
            PaperState::Failed => look.w.page_failed(),
        }
        .into(),
    };
}

pub fn items(look: Look, session: &Session, chosen: Option<&ItemId>, face: &mut Face) {
    let w = look.w;
    page(look, "", w.jump_title(), face);
    face.page_wide = session.agenda.order().len() <= 12;
    let current = session.agenda.current();
    face.rows = agenda_rows(look, session)
        .into_iter()
        .map(|item| {
            let here = current.is_some_and(|c| item.id == c.as_str());
            let postponed = !item.note.is_empty();
            PickRow {
                on: chosen.is_some_and(|c| item.id == c.as_str()),
                off: here || postponed,
                ..row(&item.id, &item.number, &item.title, &item.note)
            }
        })
        .collect();
    let target = chosen.filter(|c| current != Some(*c));
    if let Some(item) = target {
        face.choices = vec![main(&Key::GoTo(item.clone()), w.jump_go(), &item_caption(look, session, item))];
    }
}

pub fn agenda(look: Look, session: &Session, face: &mut Face) {
    face.screen = Screen::AgendaEdit;
    face.agenda = agenda_rows(look, session);
    // A postponed item is brought back with the key that postpones.
    for row in &mut face.agenda {
        row.can_postpone = row.can_postpone && row.note.is_empty();
    }
    face.page = Page { title: look.w.agenda_title().into(), back: look.w.done().into(), ..Page::default() };
}

pub fn behalf_who(look: Look, session: &Session, id: &VoteId, face: &mut Face) {
    let w = look.w;
    let Some(vote) = session.votes.get(id) else { return };
    let caption = format!("{}: {}", motion_caption(look, session, vote), motion_title(session, vote));
    page(look, &caption, w.behalf_title(), face);
    face.page.empty = w.all_voted().into();
    face.rows = look
        .scene
        .missing(session, vote)
        .into_iter()
        .map(|(d, why)| delegate_row(look, d, Some(w.missing_word(why))))
        .collect();
}

pub fn code_who(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    page(look, w.settings(), w.code_who(), face);
    face.rows = session
        .plan
        .by_seat()
        .into_iter()
        .map(|d| {
            let note = if session.has_device(&d.id) { w.has_device() } else { w.no_device() };
            delegate_row(look, d, Some(note))
        })
        .collect();
}
