//! The floor: who waits and for what, who speaks, and how somebody is registered at the table.

use super::item::{desk_keys, frame, item_caption, item_minutes};
use super::keys::{main, plain, plain_unless, with_second};
use super::lists::{delegate_row, row};
use super::{Key, Look, page, share};
use crate::chamber::ids::SpeechId;
use crate::chamber::rules::TurnKind;
use crate::chamber::{Session, Speaker, Speech as Request, SpeechClock, SpeechState};
use crate::kiosk::local::{guests_of, kinds_for};
use crate::text;
use nghitruong_ui::{ActionKey, ClockState, Face, PickRow, QueueRow, Screen, Speech};

/// Letters of a name in the queue.
const NAME_BUDGET: usize = 16;

/// What is unusual of a request: a guest without consent, else the kind and a second turn.
pub fn note(look: Look, request: &Request) -> String {
    let w = look.w;
    if !request.consent {
        return w.waits_consent().to_owned();
    }
    let turn = if request.turn > 1 { w.turn(request.turn) } else { String::new() };
    let parts = [w.kind_short(request.kind), turn.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub fn queue_rows(look: Look, session: &Session) -> Vec<QueueRow> {
    (1..)
        .zip(session.floor.queue())
        .map(|(at, speech)| QueueRow {
            id: speech.id.as_str().into(),
            number: at.to_string().into(),
            name: short_name(session, &speech.speaker).into(),
            group: office(look, session, &speech.speaker).into(),
            note: note(look, speech).into(),
        })
        .collect()
}

/// A name within the budget of a row.
pub fn short_name(session: &Session, speaker: &Speaker) -> String {
    within(session, speaker, NAME_BUDGET)
}

/// A name in so many letters.
fn within(session: &Session, speaker: &Speaker, budget: usize) -> String {
    let name = session.speaker_name(speaker);
    match speaker {
        Speaker::Delegate(_) => text::short_name(name, budget),
        Speaker::Guest { .. } => text::short_guest(name, budget),
    }
}

/// What the small kiosk says of the queue in one line.
pub fn queue_line(look: Look, session: &Session) -> String {
    let w = look.w;
    let next = session.floor.next().map_or_else(
        || w.nobody_waits().to_owned(),
        |s| w.next_in_queue(&short_name(session, &s.speaker), &office(look, session, &s.speaker)),
    );
    if session.list_closed() { format!("{}; {next}", w.list_closed_small()) } else { next }
}

/// What stands above the queue.
pub fn queue_title(look: Look, session: &Session, open: &'static str) -> &'static str {
    match (session.list_closed(), look.small) {
        (false, _) => open,
        (true, false) => look.w.list_closed_title(),
        (true, true) => look.w.list_closed_small(),
    }
}

/// The key that gives the floor to `request`.
pub fn call_of(look: Look, session: &Session, request: &Request, label: &str) -> ActionKey {
    let name = within(session, &request.speaker, 20);
    let second = joined(&name, &group_of(look, session, &request.speaker));
    main(&Key::Call(request.id.clone()), label, &second)
}

/// The first of the queue as a key.
pub fn call_key(look: Look, session: &Session, label: Option<&str>) -> Option<ActionKey> {
    let first = session.floor.next()?;
    Some(call_of(look, session, first, label.unwrap_or_else(|| look.w.call_to(first.kind))))
}

/// Closes the list of speakers, or opens it again; none where nobody can be registered.
pub fn list_key(look: Look, session: &Session) -> Option<ActionKey> {
    let w = look.w;
    session.discussion_open().then(|| match session.list_closed() {
        true => plain(&Key::ReopenList, w.reopen_list()),
        false => plain(&Key::CloseList, w.close_list()),
    })
}

/// How the clock of `speech` looks at this moment.
pub fn clock_state(look: Look, session: &Session, speech: &Request, clock: &SpeechClock) -> ClockState {
    let elapsed = clock.elapsed(look.scene.at());
    let limit_ms = u64::from(clock.limit_seconds) * 1000;
    let warn = session.plan.rules.warn_seconds.value.first().copied().unwrap_or(60);
    if speech.state == SpeechState::Called {
        ClockState::Called
    } else if !clock.watch.is_running() {
        ClockState::Paused
    } else if elapsed > limit_ms {
        ClockState::Over
    } else if limit_ms - elapsed <= u64::from(warn) * 1000 {
        ClockState::LastMinute
    } else {
        ClockState::Running
    }
}

/// The digits and the bar of the running clock.
pub fn show_clock(look: Look, clock: &SpeechClock, face: &mut Face) {
    let elapsed = clock.elapsed(look.scene.at());
    let limit_ms = u64::from(clock.limit_seconds) * 1000;
    face.timer = text::countdown(u64::from(clock.limit_seconds), elapsed).into();
    // In whole seconds, so that the bar steps with the digits.
    let left = limit_ms.saturating_sub(elapsed).div_ceil(1000) * 1000;
    face.timer_left = share(i64::try_from(left).unwrap_or(0), i64::try_from(limit_ms).unwrap_or(1));
}

/// "Đại biểu Tổ số 3, ghế 06, lần phát biểu thứ 1"; the office of a guest.
fn role(look: Look, session: &Session, speech: &Request) -> String {
    let w = look.w;
    match &speech.speaker {
        Speaker::Delegate(id) => session.plan.delegate(id).map_or_else(String::new, |d| {
            w.speaker_role(&w.group(&d.group), d.seat, speech.kind, speech.turn)
        }),
        Speaker::Guest { title, .. } => title.clone(),
    }
}

pub fn speaking(look: Look, session: &Session, speech: &Request, clock: &SpeechClock, face: &mut Face) {
    face.screen = Screen::Speaking;
    frame(look, session, face);
    let w = look.w;
    face.queue_title = queue_title(look, session, w.next_title()).into();
    let state = clock_state(look, session, speech, clock);
    let note = match state {
        ClockState::Over => w.over_note().to_owned(),
        ClockState::Paused => w.paused_note().to_owned(),
        ClockState::Called => w.called_note().to_owned(),
        ClockState::Running | ClockState::LastMinute | ClockState::None => {
            let warnings: Vec<String> =
                session.plan.rules.warn_seconds.value.iter().map(|s| text::minutes(u64::from(*s))).collect();
            w.warn_note(&warnings.join(w.and()))
        }
    };
    let planned = session.plan.item(&speech.item).and_then(|i| i.minutes);
    face.speech = Speech {
        caption: item_caption(look, session, &speech.item).into(),
        name: session.speaker_name(&speech.speaker).into(),
        role: role(look, session, speech).into(),
        state,
        allowed: text::minutes(u64::from(clock.limit_seconds)).into(),
        note: note.into(),
        item_clock: w.item_clock(item_minutes(look, session, &speech.item), planned).into(),
    };
    show_clock(look, clock, face);
    if look.local.is_locked() {
        return;
    }
    if !look.chair() {
        face.keys = desk_keys(look);
        return;
    }
    face.keys = clock_keys(look, session, speech, clock);
    face.keys.extend(list_key(look, session));
}

fn clock_keys(look: Look, session: &Session, speech: &Request, clock: &SpeechClock) -> Vec<ActionKey> {
    let w = look.w;
    let extend = plain(&Key::Extend, &w.extend(session.plan.rules.extend_seconds.value));
    let stop = plain(&Key::Stop, w.stop());
    if speech.state == SpeechState::Called {
        return vec![start_key(look, session, speech), extend, stop];
    }
    let pause = pause_key(look, clock);
    match call_key(look, session, Some(w.call_next())) {
        Some(next) => vec![next, pause, extend, stop],
        None => vec![
            main(&Key::Stop, w.stop(), w.nobody_next()),
            pause,
            extend,
            plain(&Key::Register, w.register_short()),
        ],
    }
}

/// Starts the clock of one who was called.
pub fn start_key(look: Look, session: &Session, speech: &Request) -> ActionKey {
    let name = within(session, &speech.speaker, 20);
    main(&Key::Resume, look.w.start_clock(), &joined(&name, &group_of(look, session, &speech.speaker)))
}

pub fn pause_key(look: Look, clock: &SpeechClock) -> ActionKey {
    let w = look.w;
    if clock.watch.is_running() { plain(&Key::Pause, w.pause()) } else { plain(&Key::Resume, w.resume()) }
}

/// The group of a delegate as short as the screen has it; a guest is called one.
pub fn office(look: Look, session: &Session, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Delegate(id) => session.plan.delegate(id).map_or_else(String::new, |d| look.group(&d.group)),
        Speaker::Guest { .. } => look.w.guest().to_owned(),
    }
}

/// The group in full; the office of somebody invited.
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

pub fn joined(name: &str, office: &str) -> String {
    if office.is_empty() { name.to_owned() } else { format!("{name}, {office}") }
}

/// The whole queue.
pub fn queue(look: Look, session: &Session, face: &mut Face) {
    let caption = session.agenda.current().map(|i| item_caption(look, session, i)).unwrap_or_default();
    page(look, Screen::Pick, &caption, queue_title(look, session, look.w.all_requests()), face);
    face.page.empty = look.w.nobody_waits().into();
    face.rows = (1..)
        .zip(session.floor.queue())
        .map(|(at, speech)| {
            let name = within(session, &speech.speaker, 22);
            let office = office(look, session, &speech.speaker);
            let note = note(look, speech);
            let note = if speech.consent && !note.is_empty() {
                format!("{office}, {note}")
            } else if note.is_empty() {
                office
            } else if look.small {
                look.w.waits_consent_short().to_owned()
            } else {
                note
            };
            row(speech.id.as_str(), &at.to_string(), &name, &note)
        })
        .collect();
    if look.chair() {
        face.choices.extend(list_key(look, session));
    }
    face.choices.push(plain(&Key::Register, look.w.register_short()));
}

/// One request and what can be done with it.
pub fn queue_row(look: Look, session: &Session, id: &SpeechId, face: &mut Face) {
    let w = look.w;
    let Some(speech) = session.floor.speech(id) else { return };
    let Some(place) = session.floor.place(id) else { return };
    let title = with_office(look, session, &speech.speaker);
    page(look, Screen::Choice, &w.place_in_queue(place), &title, face);
    face.page.note = match note(look, speech) {
        note if note.is_empty() => String::new(),
        note => text::upper_first(&note),
    }
    .into();
    let chair = look.chair();
    let ahead = session.floor.queue().take_while(|s| s.id != *id).filter(|s| s.consent).count();
    let call = if !chair {
        plain_unless(&Key::CallRow, w.call_now(), Some(w.chair_only()))
    } else if ahead > 0 {
        with_second(&Key::CallRow, w.call_now(), &w.before(ahead))
    } else {
        plain(&Key::CallRow, w.call_now())
    };
    let last = session.floor.queue().last().is_some_and(|s| s.id == *id);
    face.choices = Vec::new();
    if !speech.consent {
        face.choices.push(if chair {
            main(&Key::Consent, w.consent(), "")
        } else {
            plain_unless(&Key::Consent, w.consent(), Some(w.chair_only()))
        });
    }
    face.choices.extend([
        call,
        plain_unless(&Key::Defer, w.defer(), last.then(|| w.last_in_queue())),
        plain(&Key::Written, w.in_writing()),
        plain(&Key::Withdraw, w.withdraw()),
    ]);
}

/// Delegates who are present, then guests.
pub fn people(look: Look, session: &Session) -> Vec<PickRow> {
    let here = session.plan.by_seat().into_iter().filter(|d| session.roll.is_present(&d.id));
    let mut rows: Vec<PickRow> = here.map(|d| delegate_row(look, d, None)).collect();
    rows.extend(guests_of(session).iter().enumerate().map(|(at, guest)| {
        let name = session.speaker_name(guest);
        let title = group_of(look, session, guest);
        let note = if title.is_empty() || look.small { look.w.guest().to_owned() } else { title };
        row(&format!("+{at}"), "", name, &note)
    }));
    rows
}

pub fn register(look: Look, session: &Session, face: &mut Face) {
    page(look, Screen::Pick, look.w.register_caption(), look.w.whose_request(), face);
    face.rows = people(look, session);
}

/// What for: every kind that can be asked for, and why another cannot.
pub fn register_kind(look: Look, session: &Session, speaker: &Speaker, face: &mut Face) {
    let w = look.w;
    page(look, Screen::Choice, &with_office(look, session, speaker), w.which_kind(), face);
    let closed = |kind: TurnKind| session.list_closed() && kind != TurnKind::Procedural;
    face.choices = kinds_for(session)
        .into_iter()
        .map(|kind| {
            let (key, label) = (Key::Kind(kind), text::turn_name(kind, look.local.lang));
            if session.floor.own(speaker, kind).is_some() {
                plain_unless(&key, label, Some(w.asked_already()))
            } else if closed(kind) && !look.chair() {
                plain_unless(&key, label, Some(w.list_closed_short()))
            } else if closed(kind) {
                with_second(&key, label, w.list_closed_short())
            } else {
                plain(&key, label)
            }
        })
        .collect();
}
