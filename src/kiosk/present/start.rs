//! First start, the PIN pad, standby, roll call, opening.

use super::keys::{main, plain};
use super::{ImportError, Key, Look, index, int};
use crate::chamber::command::PinRole;
use crate::chamber::plan::Delegate;
use crate::chamber::{Attendance, Session};
use crate::kiosk::local::{Opening, PadFor, PadMessage, most_total};
use crate::text;
use nghitruong_ui::{Face, Mistake, Page, PickRow, Pin, Screen, Seat, SeatState, StepRow};

/// Letters of a family name in a cell of the seat grid.
const FAMILY_BUDGET: usize = 10;

pub fn first_pin(look: Look, role: PinRole, face: &mut Face) {
    face.screen = Screen::FirstPin;
    face.bar.present = Default::default();
    let w = look.w;
    let (title, note, small) = match role {
        PinRole::Chair => (w.set_chair_pin(), w.set_chair_note(), w.step_one()),
        PinRole::Secretary => (w.set_secretary_pin(), w.set_secretary_note(), w.step_two()),
    };
    face.pin = pad(look, title, note, small, Some(role));
}

pub fn pin(look: Look, purpose: PadFor, face: &mut Face) {
    face.screen = Screen::Pin;
    let w = look.w;
    let (title, note, small, new) = match purpose {
        PadFor::Unlock => (w.unlock_title(), w.unlock_note(), w.unlock_small(), None),
        PadFor::Change(PinRole::Chair) => (w.pin_chair(), w.set_chair_note(), "", Some(PinRole::Chair)),
        PadFor::Change(PinRole::Secretary) => {
            (w.pin_secretary(), w.set_secretary_note(), "", Some(PinRole::Secretary))
        }
    };
    face.pin = pad(look, title, note, small, new);
    face.pin.back = w.back().into();
}

fn pad(look: Look, title: &str, note: &str, small: &str, new: Option<PinRole>) -> Pin {
    let (w, pad) = (look.w, &look.local.pad);
    let again = new.filter(|_| pad.first.is_some());
    let message = match pad.message {
        None => String::new(),
        Some(PadMessage::Length) => w.pin_length().to_owned(),
        Some(PadMessage::Wrong { left }) => w.pin_wrong(left),
        Some(PadMessage::Blocked) => w.pin_blocked().to_owned(),
        Some(PadMessage::Differ) => w.pin_differ().to_owned(),
        Some(PadMessage::SameAsOther) => w.pin_same().to_owned(),
        Some(PadMessage::Failed) => w.pin_failed().to_owned(),
    };
    Pin {
        title: match again {
            Some(PinRole::Chair) => w.repeat_chair(),
            Some(PinRole::Secretary) => w.repeat_secretary(),
            None => title,
        }
        .into(),
        note: if again.is_some() { w.repeat_note() } else { note }.into(),
        small: small.into(),
        message: message.into(),
        filled: index(pad.digits.len()),
        places: index(pad.digits.len().max(6)),
        figure: Default::default(),
        wait: i32::try_from(pad.wait_s(look.scene.now.mono_ms)).unwrap_or(i32::MAX),
        enter: match (new, again) {
            (None, _) => w.open_lock(),
            (Some(_), None) => w.next_step(),
            (Some(_), Some(_)) => w.set(),
        }
        .into(),
        back: Default::default(),
    }
}

pub fn no_session(look: Look, face: &mut Face) {
    folders(look, look.w.no_session(), face);
}

pub fn import(look: Look, face: &mut Face) {
    folders(look, look.w.import_title(), face);
    face.page.back = look.w.back().into();
}

fn folders(look: Look, title: &str, face: &mut Face) {
    face.screen = Screen::NoSession;
    face.bar.present = Default::default();
    let (w, local) = (look.w, look.local);
    face.page = Page {
        title: title.into(),
        note: w.import_note().into(),
        empty: w.no_folder().into(),
        ..Page::default()
    };
    face.choices = vec![plain(&Key::Search, w.search_again())];
    face.rows = (1..)
        .zip(&local.folders.sessions)
        .map(|(at, folder)| PickRow {
            id: (at - 1).to_string().into(),
            number: at.to_string().into(),
            text: folder.label.clone().into(),
            note: w.files(folder.files).into(),
            on: false,
            off: false,
            figure: false,
        })
        .collect();
    let Some(mistakes) = &local.mistakes else { return };
    face.page.back = w.back().into();
    face.page.note = Default::default();
    face.choices.clear();
    let one =
        |text: &str| vec![Mistake { file: Default::default(), line: Default::default(), text: text.into() }];
    let (title, list) = match mistakes {
        ImportError::Mistakes(problems) => (
            w.mistakes(problems.len()),
            problems
                .iter()
                .map(|p| Mistake {
                    file: p.file.display().to_string().into(),
                    line: p.line.map(|l| l.to_string()).unwrap_or_default().into(),
                    text: local.lang.pick(&p.text_vi, &p.text_en).into(),
                })
                .collect(),
        ),
        ImportError::Refused(why) => (w.import_refused().to_owned(), one(text::refusal(why).get(local.lang))),
        ImportError::Store(why) => (w.import_store().to_owned(), one(why)),
    };
    face.page.title = title.into();
    face.mistakes = list;
}

pub fn standby(look: Look, session: &Session, face: &mut Face) {
    face.screen = Screen::Standby;
    let w = look.w;
    let present = session.roll.present_count();
    if look.local.is_locked() {
        face.keys =
            vec![main(&Key::Roll, w.start_roll(), w.enter_pin_second()), plain(&Key::Qr, w.enlarge_qr())];
    } else if look.chair() {
        face.presence.venue = Default::default();
        face.keys = vec![
            main(&Key::Open, w.open_session(), &w.present_of(present, session.total_delegates)),
            plain(&Key::Roll, w.roll_at_table()),
            plain(&Key::Qr, w.enlarge_qr()),
            plain(&Key::Agenda, w.edit_agenda()),
            plain(&Key::Settings, w.settings()),
        ];
    } else {
        face.presence.venue = Default::default();
        face.keys = vec![
            main(&Key::Roll, w.roll_at_table(), &w.present_of(present, session.total_delegates)),
            plain(&Key::Qr, w.enlarge_qr()),
            plain(&Key::Settings, w.settings()),
        ];
    }
}

/// Delegates by seat with the state that `state` gives them.
pub fn seats(session: &Session, state: impl Fn(&Delegate) -> (SeatState, String)) -> Vec<Seat> {
    session
        .plan
        .by_seat()
        .into_iter()
        .map(|d| {
            let (family, given) = text::split_name(&d.name, FAMILY_BUDGET);
            let (state, note) = state(d);
            Seat {
                id: d.id.as_str().into(),
                number: format!("{:02}", d.seat).into(),
                family: family.into(),
                given: given.into(),
                state,
                note: note.into(),
                ..Seat::default()
            }
        })
        .collect()
}

pub fn roll(look: Look, session: &Session, face: &mut Face) {
    face.screen = Screen::RollCall;
    let w = look.w;
    let suspended = |d: &Delegate| session.roll.status(&d.id).filter(|s| !s.acts());
    face.seats = seats(session, |d| match session.roll.attendance(&d.id) {
        Some(_) if suspended(d).is_some() => {
            (SeatState::Unexcused, suspended(d).map(|s| w.status_of(s).to_lowercase()).unwrap_or_default())
        }
        Some(Attendance::Present) => (SeatState::Present, String::new()),
        Some(Attendance::AbsentExcused { .. }) => (SeatState::Excused, w.excused_short().to_owned()),
        Some(Attendance::AbsentUnexcused) => (SeatState::Unexcused, w.unexcused_short().to_owned()),
        Some(Attendance::Left) => (SeatState::LeftEarly, String::new()),
        Some(Attendance::Expected) | None => (SeatState::NotYet, String::new()),
    });
    let (present, total) = (session.roll.present_count(), session.total_delegates);
    let second = w.present_share(present, total, &text::percent(present, total));
    face.keys = vec![main(&Key::Back, w.close_roll(), &second), plain(&Key::Qr, w.enlarge_qr())];
}

pub fn opening(look: Look, session: &Session, opening: Opening, face: &mut Face) {
    face.screen = Screen::Opening;
    let w = look.w;
    let note = super::quorum_warning(look, session).unwrap_or_else(|| w.opening_note().to_owned());
    face.page = Page {
        title: w.opening_title().into(),
        note: note.into(),
        back: w.back().into(),
        go: w.open_go().into(),
        ..Page::default()
    };
    let at = look.scene.now.utc_ms.saturating_add(opening.offset_ms);
    let clock = text::clock_hhmm(at);
    let (hour, minute) = clock.split_once(':').unwrap_or((&clock, ""));
    let step = |id: &str, label: &str, value: &str, note: &str| StepRow {
        id: id.into(),
        label: label.into(),
        value: value.into(),
        note: note.into(),
        can_less: true,
        can_more: true,
    };
    let listed = session.plan.delegates.len();
    let mut total = step("total", w.total(), &opening.total.to_string(), &w.listed(listed));
    total.can_less = opening.total > session.roll.present_count().max(1);
    total.can_more = int(opening.total) < int(most_total(u32::try_from(listed).unwrap_or(u32::MAX)));
    face.steps = vec![
        step("day", w.day(), &text::short_date(at), text::weekday(at, look.local.lang)),
        step("hour", w.hour(), hour, ""),
        step("minute", w.minute(), minute, ""),
        total,
    ];
    // The clock above shows what is about to be confirmed.
    face.clock = clock.into();
}
