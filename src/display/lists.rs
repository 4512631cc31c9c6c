//! Screens that are lists: who sits where, what is on the agenda.

use super::auto::short_title;
use super::known::Known;
use super::present::{foot, head, noted};
use super::words::Words;
use crate::chamber::plan::{SeatingShape, Status};
use crate::wire::snapshot::{ItemState, Session};
use nghitruong_ui::wall::{AgendaRow, RowState, Screen, Seat, WallFace};
use nghitruong_ui::{Places, even_rows};

/// How long one of several absent delegates is named, milliseconds.
const TURN_MS: i64 = 10_000;

/// Seats by number; those who are absent are named below, one after another where not all have room.
pub fn seats(known: &Known, session: &Session, now: i64, w: Words) -> WallFace {
    let delegates = known.roll.iter().flat_map(|roll| &roll.delegates);
    let in_office: Vec<_> = delegates
        .filter(|line| matches!(line.status, Status::InOffice | Status::ElectedAdditional))
        .collect();
    let absent: Vec<&str> =
        in_office.iter().filter(|l| l.attendance != "present").map(|l| l.name.as_str()).collect();
    let (note, short) = match absent.as_slice() {
        [] => (String::new(), String::new()),
        [one] => (w.absent(one), w.absent_count(1)),
        many => {
            let turn = usize::try_from(now.div_euclid(TURN_MS)).unwrap_or_default() % many.len();
            (w.absent(&many.join(", ")), format!("{}: {}", w.absent_count(many.len()), many[turn]))
        }
    };
    let last = in_office.iter().map(|line| usize::from(line.seat)).max().unwrap_or_default();
    let seating = known.roll.as_ref().map(|roll| roll.seating.clone()).unwrap_or_default();
    let rows = if seating.rows.is_empty() {
        let count = last.max(in_office.len());
        even_rows(
            count,
            if count <= 28 {
                7
            } else if count <= 60 {
                10
            } else {
                15
            },
        )
    } else {
        seating.rows.clone()
    };
    let hall = Places::of(&rows, seating.shape == SeatingShape::Hemicycle);
    let seats = in_office.iter().enumerate().map(|(at, line)| {
        let (column, row) = hall.of_seat(Some(usize::from(line.seat)), at);
        Seat {
            number: line.seat.to_string().into(),
            present: line.attendance == "present",
            column,
            line: row,
        }
    });
    WallFace {
        screen: Screen::Seats,
        head: head(w.seats(), ""),
        foot: noted(session, w, &note, &short),
        seats: seats.collect(),
        seat_columns: hall.columns,
        seat_lines: hall.lines,
        ..WallFace::default()
    }
}

/// The agenda.
pub fn agenda(known: &Known, session: &Session, w: Words) -> WallFace {
    let items = known.agenda.as_ref().map(|agenda| agenda.items.as_slice()).unwrap_or_default();
    let at = items.iter().position(|item| item.state == ItemState::Current);
    let rows = items.iter().map(|item| AgendaRow {
        number: item.number.to_string().into(),
        title: short_title(item).into(),
        state: match item.state {
            ItemState::Waiting => RowState::Waiting,
            ItemState::Current => RowState::Current,
            ItemState::Done => RowState::Done,
            ItemState::Postponed => RowState::Postponed,
        },
    });
    let place = at.map(|at| format!("{}/{}", at + 1, items.len())).unwrap_or_default();
    WallFace {
        screen: Screen::Agenda,
        head: head(w.agenda(), &place),
        foot: foot(session, w),
        agenda: rows.collect(),
        agenda_at: i32::try_from(at.unwrap_or_default()).unwrap_or_default(),
        ..WallFace::default()
    }
}
