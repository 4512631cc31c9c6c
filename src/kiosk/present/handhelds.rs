//! Shared handhelds: those that show a code, those that are somebody's, and whose one is to be.

use super::keys::{plain, with_second};
use super::lists::{delegate_row, row};
use super::walls::spaced;
use super::{Key, Look};
use crate::chamber::command::{DeviceKind, Holder};
use crate::chamber::ids::{DelegateId, DeviceId};
use crate::chamber::{Device, Session};
use crate::wire::health::Battery;
use nghitruong_ui::{ActionKey, Face, Screen};

/// Handhelds of delegates, by seat.
fn given_now(session: &Session) -> Vec<(&DeviceId, &DelegateId, u16)> {
    let of = |device: &Device| match &device.holder {
        Holder::Delegate(id) if device.active && device.kind == DeviceKind::Handheld => {
            session.plan.delegate(id)
        }
        Holder::Delegate(_) | Holder::Secretary(_) => None,
    };
    let all = session.devices.iter().filter_map(|(id, device)| of(device).map(|d| (id, &d.id, d.seat)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, _, seat)| *seat);
    all
}

/// Key of the settings; it says how many wait, and how many should be put on a cable.
pub fn key(look: Look) -> ActionKey {
    let given = look.scene.session().map(given_now).unwrap_or_default();
    let health = &look.scene.view.device_health;
    let battery = |id: &DeviceId| health.get(id).and_then(|health| health.battery);
    let low = given.iter().filter(|(id, _, _)| battery(id).is_some_and(Battery::is_low)).count();
    let summary = look.w.handhelds_summary(look.entrance.handhelds.len(), given.len(), low);
    with_second(&Key::Handhelds, look.w.handhelds(), &summary)
}

/// Waiting and given handhelds in one list.
pub fn list(look: Look, face: &mut Face) {
    let w = look.w;
    super::page(look, Screen::Pick, w.settings(), w.handhelds(), face);
    face.page_wide = true;
    face.page.note = w.handhelds_note().into();
    face.page.empty = w.no_handhelds().into();
    let waiting = look.entrance.handhelds.iter();
    face.rows = waiting.map(|one| row(&one.code, "", &spaced(&one.code), w.handheld_waits())).collect();
    let Some(session) = look.scene.session() else { return };
    face.rows.extend(given_now(session).into_iter().filter_map(|(id, delegate, seat)| {
        let name = &session.plan.delegate(delegate)?.name;
        let online = look.scene.view.online.contains(id);
        let health = look.scene.view.device_health.get(id);
        let note = w.handheld_state(online, health.and_then(|h| h.battery), health.and_then(|h| h.signal));
        Some(row(id.as_str(), &format!("{seat:02}"), name, &note))
    }));
}

/// Whose is the handheld with this code?
pub fn waiting(look: Look, code: &str, face: &mut Face) {
    let Some(session) = look.scene.session() else { return list(look, face) };
    if !look.entrance.handhelds.iter().any(|one| one.code == code) {
        return list(look, face);
    }
    let w = look.w;
    super::page(look, Screen::Pick, w.handhelds(), &w.handheld_whose(&spaced(code)), face);
    let note = |id: &DelegateId| if session.has_device(id) { w.has_device() } else { w.no_device() };
    face.rows =
        session.plan.by_seat().into_iter().map(|d| delegate_row(look, d, Some(note(&d.id)))).collect();
}

/// Somebody's, to be taken back.
pub fn given(look: Look, id: &DeviceId, face: &mut Face) {
    let Some(session) = look.scene.session() else { return list(look, face) };
    let delegate =
        given_now(session).into_iter().find(|(device, _, _)| *device == id).map(|(_, delegate, _)| delegate);
    let Some(delegate) = delegate.and_then(|id| session.plan.delegate(id)) else { return list(look, face) };
    let w = look.w;
    super::page(look, Screen::Choice, w.handhelds(), &w.seat(&delegate.name, delegate.seat), face);
    face.page.note = w.handheld_note().into();
    face.choices = vec![plain(&Key::TakeBack, w.handheld_take_back())];
}
