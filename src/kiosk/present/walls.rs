//! The hall's displays: those that wait, those that are paired, and what they show.

use super::keys::{main, plain, plain_unless};
use super::lists::row;
use super::{Key, Look};
use crate::chamber::ids::DeviceId;
use crate::chamber::{Session, WallShow};
use crate::kiosk::local::SHOWS;
use crate::kiosk::words::Words;
use nghitruong_ui::{ActionKey, Face, Screen};

/// Key of the settings; it says how many wait.
pub fn key(look: Look) -> ActionKey {
    match look.entrance.walls.len() {
        0 => plain(&Key::Walls, look.w.walls()),
        waiting => plain(&Key::Walls, &look.w.walls_wait(waiting)),
    }
}

/// Waiting and paired walls in one list.
pub fn walls(look: Look, face: &mut Face) {
    let w = look.w;
    super::page(look, Screen::Pick, w.settings(), w.walls(), face);
    face.page_wide = true;
    face.page.note = w.walls_note(&look.entrance.address).into();
    face.page.empty = w.no_walls().into();
    let waiting =
        look.entrance.walls.iter().map(|wall| row(&wall.code, "", &spaced(&wall.code), w.wall_waits()));
    let paired = look.scene.view.chamber.walls().iter().map(|(id, wall)| {
        let online = look.scene.view.online.contains(id);
        row(id.as_str(), "", &wall.name, if online { w.wall_online() } else { w.wall_offline() })
    });
    face.rows = waiting.chain(paired).collect();
    let shown = w.wall_show_name(look.scene.view.chamber.wall_show());
    face.choices = vec![main(&Key::WallShow, w.wall_show(), shown)];
}

/// A code that a wall shows: is it ours?
pub fn waiting(look: Look, code: &str, face: &mut Face) {
    if !look.entrance.walls.iter().any(|wall| wall.code == code) {
        return walls(look, face);
    }
    let w = look.w;
    super::page(look, Screen::Choice, w.walls(), &spaced(code), face);
    face.page.note = w.wall_question().into();
    face.choices = vec![plain(&Key::PairWall, w.wall_agree()), plain(&Key::RefuseWall, w.wall_refuse())];
}

/// A paired wall, to be taken away.
pub fn paired(look: Look, id: &DeviceId, face: &mut Face) {
    let Some(wall) = look.scene.view.chamber.walls().get(id) else { return walls(look, face) };
    let w = look.w;
    super::page(look, Screen::Choice, w.walls(), &wall.name, face);
    face.page.note =
        if look.scene.view.online.contains(id) { w.wall_online_note() } else { w.wall_offline_note() }.into();
    face.choices = vec![plain(&Key::UnpairWall, w.wall_remove())];
}

/// What the walls show.
pub fn show(look: Look, session: Option<&Session>, face: &mut Face) {
    let w = look.w;
    let now = look.scene.view.chamber.wall_show();
    super::page(look, Screen::Choice, w.walls(), w.wall_show(), face);
    face.page.note = w.wall_shows(w.wall_show_name(now)).into();
    let council = session.map(|s| &s.plan.council);
    let locked = (!look.chair()).then(|| w.chair_only());
    let reason = |show: &WallShow| match show {
        WallShow::Flag if council.is_none_or(|c| c.flag.is_none()) => Some(w.no_file()),
        WallShow::Anthem if council.is_none_or(|c| c.anthem.is_none()) => Some(w.no_file()),
        WallShow::Auto
        | WallShow::Message { .. }
        | WallShow::Qr
        | WallShow::Seats
        | WallShow::Agenda
        | WallShow::Flag
        | WallShow::Anthem => None,
    };
    let shows = SHOWS.iter().enumerate();
    face.choices = shows
        .map(|(at, show)| {
            plain_unless(&Key::Show(at), &capital(w.wall_show_name(show)), locked.or_else(|| reason(show)))
        })
        .collect();
    face.choices.push(plain_unless(&Key::WallMessages, w.wall_message(), locked));
}

/// Usual notices.
pub fn messages(look: Look, face: &mut Face) {
    let w = look.w;
    super::page(look, Screen::Choice, w.wall_show(), w.wall_message_title(), face);
    let lines = Words::WALL_MESSAGES.iter().enumerate();
    face.choices = lines.map(|(at, text)| plain(&Key::WallMessage(at), text)).collect();
}

/// With a capital first letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// "482 913".
pub(super) fn spaced(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((first, second)) => format!("{first} {second}"),
        None => code.to_owned(),
    }
}
