//! The council itself: offices, total, guests, seats, and the rules it goes by, each with its source.

use super::keys::{main, off, plain};
use super::{Key, Look, seating, start};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::Status;
use crate::chamber::{Phase, Session};
use crate::text::RuleLine;
use crate::{chamber, text};
use nghitruong_ui::{Face, PickRow, Screen, SeatState};

fn page(look: Look, screen: Screen, title: &str, note: &str, face: &mut Face) {
    super::page(look, screen, "", title, face);
    face.page.note = note.into();
}

pub fn status(look: Look, session: &Session, id: &DelegateId, face: &mut Face) {
    let Some(delegate) = session.plan.delegate(id) else { return };
    let w = look.w;
    page(look, Screen::Choice, &delegate.name, w.status_note(), face);
    face.page.caption = w.status_title().into();
    let now = session.roll.status(id);
    face.choices = Status::ALL
        .into_iter()
        .enumerate()
        .filter(|(_, status)| Some(*status) != now)
        .map(|(at, status)| plain(&Key::SetStatus(at), w.status_of(status)))
        .collect();
}

pub fn total(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    let proposed = session.proposed_total();
    page(look, Screen::Choice, &w.total_title(session.total_delegates, proposed), w.total_note(), face);
    face.page.caption = session.plan.rules.total_basis.source.clone().into();
    let key = Key::ConfirmTotal;
    let running = matches!(session.phase, Phase::Open | Phase::Recess { .. });
    face.choices = vec![if running && look.chair() {
        main(&key, &w.confirm_total(proposed), "")
    } else {
        off(&key, &w.confirm_total(proposed), w.chair_only())
    }];
}

pub fn guests(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    page(look, Screen::Pick, w.guests_title(), "", face);
    face.page_wide = true;
    face.rows = session
        .plan
        .guests
        .iter()
        .enumerate()
        .map(|(at, guests)| {
            let came = session.guests_came.get(at).copied().flatten();
            let counted =
                came.map_or_else(|| w.not_counted().to_owned(), |n| format!("{n}/{}", guests.count));
            PickRow {
                id: at.to_string().into(),
                text: guests.name.clone().into(),
                number: w.guest_role(guests.role).into(),
                note: counted.into(),
                figure: true,
                ..PickRow::default()
            }
        })
        .collect();
}

pub fn seat_plan(look: Look, session: &Session, face: &mut Face) {
    let Some(plan) = &look.local.plan else { return };
    let w = look.w;
    page(look, Screen::SeatPlan, w.seat_plan(), w.seat_plan_note(), face);
    face.seats = start::seats(session, |d| {
        let lifted = plan.lifted.as_ref() == Some(&d.id);
        (if lifted { SeatState::Lifted } else { SeatState::Present }, String::new())
    });
    for (seat, delegate) in face.seats.iter_mut().zip(session.plan.by_seat()) {
        if let Some(number) = plan.seats.get(&delegate.id) {
            seat.number = format!("{number:02}").into();
        }
    }
    seating::place(&plan.seating, true, face);
    let shape = match plan.seating.shape {
        chamber::plan::SeatingShape::Rows => w.plan_rows(),
        chamber::plan::SeatingShape::Hemicycle => w.plan_arc(),
    };
    face.choices = vec![
        plain(&Key::PlanFewer, w.plan_fewer()),
        plain(&Key::PlanMore, w.plan_more()),
        plain(&Key::PlanShape, shape),
        main(&Key::PlanSave, w.plan_save(), ""),
    ];
}

pub fn rules(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    page(look, Screen::Pick, w.rules(), &session.plan.rules.name, face);
    face.page_wide = true;
    face.rows = text::rule_lines(session, look.local.lang)
        .into_iter()
        .enumerate()
        .map(|(at, line)| PickRow {
            id: at.to_string().into(),
            text: format!("{}: {}", line.name, line.value).into(),
            note: checked(look, &line).into(),
            ..PickRow::default()
        })
        .collect();
}

pub fn rule(look: Look, session: &Session, at: usize, face: &mut Face) {
    let Some(line) = text::rule_lines(session, look.local.lang).into_iter().nth(at) else { return };
    let note = format!("{} ({})", line.source, checked(look, &line));
    page(look, Screen::Choice, &format!("{}: {}", line.name, line.value), &note, face);
    face.page.caption = session.plan.rules.name.clone().into();
}

fn checked(look: Look, line: &RuleLine) -> &'static str {
    if line.checked { look.w.rule_checked() } else { look.w.rule_unchecked() }
}
