//! Choice pages: a delegate of the roll, a choice on behalf, reasons, recess, other work, settings.

use super::floor::list_key;
use super::item::item_caption;
use super::keys::{off, plain, plain_unless, with_second};
use super::votes::{form_reason, motion_caption, motion_title, option_label};
use super::{Key, Look, handhelds, seating, walls};
use crate::chamber::command::Choice;
use crate::chamber::ids::{DelegateId, ItemId, VoteId};
use crate::chamber::plan::Status;
use crate::chamber::rules::{Counting, VoteForm};
use crate::chamber::{Attendance, Phase, Session};
use crate::kiosk::words::Words;
use crate::text;
use nghitruong_ui::{Face, Line, Page, Screen};

fn page(look: Look, caption: &str, title: &str, face: &mut Face) {
    super::page(look, Screen::Choice, caption, title, face);
}

pub fn seat(look: Look, session: &Session, id: &DelegateId, face: &mut Face) {
    let Some(delegate) = session.plan.delegate(id) else { return };
    let w = look.w;
    page(look, &w.roll_seat(delegate.seat), &delegate.name, face);
    let present = session.roll.is_present(id);
    face.page.note = match session.roll.attendance(id) {
        Some(Attendance::AbsentExcused { reason }) => w.excused(reason),
        Some(Attendance::Present | Attendance::Expected | Attendance::AbsentUnexcused | Attendance::Left)
        | None => delegate.title.clone(),
    }
    .into();
    face.choices = vec![plain(&Key::Present, w.present_word())];
    face.choices.extend(
        Words::EXCUSES
            .iter()
            .enumerate()
            .map(|(at, (reason, _))| plain(&Key::Excused(at), &w.excused(reason))),
    );
    face.choices.push(plain(&Key::Unexcused, w.unexcused_word()));
    if present {
        face.choices.push(plain(&Key::Left, w.left_word()));
    }
    let status = session.roll.status(id).unwrap_or(Status::InOffice);
    face.choices.push(with_second(&Key::Status, w.status(), w.status_of(status)));
}

pub fn behalf(look: Look, session: &Session, id: &DelegateId, face: &mut Face) {
    let Some(delegate) = session.plan.delegate(id) else { return };
    let w = look.w;
    page(look, w.behalf_caption(), &w.seat(&delegate.name, delegate.seat), face);
    face.page.note = w.behalf_note().into();
    face.choices = [Choice::For, Choice::Against, Choice::NotVoting]
        .into_iter()
        .enumerate()
        .map(|(at, choice)| plain(&Key::Choice(choice), &option_label(look, session, at)))
        .collect();
}

pub fn forms(look: Look, session: &Session, id: &VoteId, face: &mut Face) {
    let Some(vote) = session.votes.get(id).filter(|v| v.is_open()) else { return };
    let w = look.w;
    let caption = format!("{}: {}", motion_caption(look, session, vote), motion_title(session, vote));
    page(look, &caption, w.other_form_title(), face);
    let paper = vote.form.counting() == Counting::Paper;
    let other = |form: &&VoteForm| **form != vote.form && (form.counting() == Counting::Paper) == paper;
    face.choices = session
        .plan
        .rules
        .forms
        .value
        .iter()
        .filter(other)
        .map(|form| {
            let label = text::form_name(*form, look.local.lang);
            plain_unless(&Key::Form(*form), label, form_reason(look, session, *form))
        })
        .collect();
}

pub fn vote_menu(look: Look, session: &Session, id: &VoteId, face: &mut Face) {
    let Some(vote) = session.votes.get(id).filter(|v| v.is_open()) else { return };
    let w = look.w;
    let caption = format!("{}: {}", motion_caption(look, session, vote), motion_title(session, vote));
    page(look, &caption, w.vote_menu_title(), face);
    face.choices =
        vec![plain(&Key::OtherForm(id.clone()), w.other_form()), plain(&Key::Annul(id.clone()), w.annul())];
}

fn reasons(look: Look, list: &[(&'static str, &'static str)], face: &mut Face) {
    face.choices = list
        .iter()
        .enumerate()
        .map(|(at, (reason, _))| {
            let text = look.w.reason(reason);
            let mut letters = text.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            plain(&Key::Reason(at), &format!("{first}{}", letters.as_str()))
        })
        .collect();
}

pub fn annul(look: Look, session: &Session, id: &VoteId, face: &mut Face) {
    let Some(vote) = session.votes.get(id) else { return };
    let caption = format!("{}: {}", motion_caption(look, session, vote), motion_title(session, vote));
    page(look, &caption, look.w.reason_title(), face);
    face.page.note = look.w.annul_note().into();
    reasons(look, &Words::ANNULMENTS, face);
}

pub fn postpone(look: Look, session: &Session, item: &ItemId, face: &mut Face) {
    let caption = format!("{}. {}", look.w.postpone_caption(), item_caption(look, session, item));
    page(look, &caption, look.w.reason_title(), face);
    reasons(look, &Words::POSTPONEMENTS, face);
}

pub fn recess(look: Look, face: &mut Face) {
    let w = look.w;
    page(look, w.recess(), w.recess_title(), face);
    face.choices = [10, 15, 30]
        .into_iter()
        .map(|minutes: usize| {
            let end = look.scene.at() + i64::try_from(minutes).unwrap_or(0) * 60_000 + 59_999;
            with_second(&Key::RecessFor(minutes), &w.recess_for(minutes), &w.until(&text::clock_hhmm(end)))
        })
        .collect();
    face.choices.push(plain(&Key::RecessFor(0), w.recess_open()));
}

pub fn menu(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    page(look, "", w.other_work(), face);
    let open = session.phase == Phase::Open;
    if open {
        face.choices.push(plain(&Key::Recess, w.recess()));
        face.choices.push(plain(&Key::Register, w.register()));
        face.choices.extend(list_key(look, session));
        if session.questioning.current().is_some() {
            face.choices.push(plain(&Key::Commit, w.commit()));
        }
        let item = session.agenda.current().and_then(|i| session.plan.item(i));
        if session.discussion_open() {
            face.choices.push(plain(&Key::EndDiscussion, w.end_discussion()));
        } else if item.is_some_and(|i| i.discussion) {
            face.choices.push(plain(&Key::ReopenDiscussion, w.reopen_discussion()));
        }
    }
    if session.doors.is_some() {
        face.choices.push(plain(&Key::OpenDoors, w.open_doors()));
    } else if open && session.doors_vote().is_some() {
        face.choices.push(plain(&Key::CloseDoors, w.close_doors()));
    }
    face.choices.push(plain(&Key::Agenda, w.edit_agenda()));
    face.choices.push(plain(&Key::Roll, w.roll_at_table()));
    face.choices.push(plain(&Key::Guests, w.guests()));
    if session.is_running() && session.proposed_total() != session.total_delegates {
        face.choices.push(plain(&Key::Total, w.total_again()));
    }
    if look.chair() && !look.scene.view.chamber.walls().is_empty() {
        face.choices.push(plain(&Key::WallShow, w.wall_show()));
    }
    face.choices.push(plain(&Key::CloseSession, w.close_session()));
    face.choices.push(plain(&Key::Settings, w.settings()));
}

pub fn settings(look: Look, face: &mut Face) {
    let w = look.w;
    face.screen = Screen::Settings;
    face.page = Page { title: w.settings().into(), back: w.back().into(), ..Page::default() };
    let session = look.scene.session();
    let alive = session.is_some_and(|s| s.phase != Phase::Closed);
    if alive {
        face.choices.push(plain(&Key::CodeDelegate, w.code_delegate()));
        face.choices.push(plain(&Key::CodeSecretary, w.code_secretary()));
    }
    if look.chair() {
        face.choices.push(plain(&Key::PinChair, w.pin_chair()));
        face.choices.push(plain(&Key::PinSecretary, w.pin_secretary()));
    }
    if session.is_some() {
        face.choices.push(plain(&Key::Rules, w.rules()));
        face.choices.push(plain(&Key::Export, w.export()));
    }
    let few = session.is_some_and(|s| s.plan.delegates.len() <= seating::MOST_IN_GRID);
    if alive && few {
        face.choices.push(plain(&Key::SeatPlan, w.seat_plan()));
    }
    face.choices.push(with_second(&Key::Sound, w.sound(), w.sound_line(look.local.sound)));
    face.choices.push(walls::key(look));
    if alive {
        face.choices.push(handhelds::key(look));
    }
    let running = session.is_some_and(Session::is_running);
    face.choices.push(if running {
        off(&Key::Import, w.import_other(), w.import_running())
    } else {
        plain(&Key::Import, w.import_other())
    });
    if look.chair() {
        face.choices.push(plain(&Key::PowerOff, w.power_off()));
    }
    let line = |text: &str, strong: String, rest: &str| Line {
        text: text.into(),
        strong: strong.into(),
        rest: rest.into(),
    };
    face.lines = vec![
        line(w.address(), look.entrance.address.clone(), ""),
        line(w.journal(), look.scene.view.rev.to_string(), w.records()),
    ];
}

/// USB sticks for the minutes, or for a copy of the data.
pub fn sticks(look: Look, backup: bool, face: &mut Face) {
    let w = look.w;
    page(look, "", if backup { w.backup_title() } else { w.export_title() }, face);
    let sticks = &look.local.folders.sticks;
    face.page.note = match (sticks.is_empty(), backup) {
        (true, _) => w.no_stick(),
        (false, true) => "",
        (false, false) => w.export_note(),
    }
    .into();
    face.choices = sticks.iter().enumerate().map(|(at, stick)| plain(&Key::Usb(at), &stick.label)).collect();
    face.choices.push(plain(&Key::Search, w.search_again()));
    if !backup {
        face.choices.push(plain(&Key::Download, w.export_download()));
    }
}
