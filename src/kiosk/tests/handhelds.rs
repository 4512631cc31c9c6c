//! Shared handhelds at the kiosk.

use super::*;
use crate::chamber::command::{DeviceKind, Holder};
use crate::chamber::ids::DeviceId;
use crate::kiosk::World;
use crate::runtime::WaitingWall;
use crate::wire::health::{Battery, DeviceHealth};
use nghitruong_ui::{Screen, Touch};

fn waiting(script: &mut Script, codes: &[&str]) {
    let one = |code: &&str| WaitingWall { code: (*code).to_owned(), until: i64::MAX };
    script.shell.world_mut().handhelds = codes.iter().map(one).collect();
}

/// Seats of those who hold a handheld.
fn holders(script: &Script) -> Vec<u16> {
    let view = script.shell.world().view();
    let session = view.chamber.current().expect("a session");
    let seat = |holder: &Holder| match holder {
        Holder::Delegate(id) => session.plan.delegate(id).map(|d| d.seat),
        Holder::Secretary(_) => None,
    };
    let devices = session.devices.values().filter(|d| d.active && d.kind == DeviceKind::Handheld);
    devices.filter_map(|d| seat(&d.holder)).collect()
}

#[test]
fn a_handheld_is_given_and_taken_back_behind_the_pin() {
    let mut script = debate();
    waiting(&mut script, &["482913", "007345"]);
    script.key(Key::Menu);
    script.choose(Key::Settings);
    script.choose(Key::Handhelds);
    let face = script.shell.face(false);
    assert_eq!(face.screen, Screen::Pick);
    let rows: Vec<_> = face.rows.iter().map(|row| row.text.to_string()).collect();
    assert_eq!(rows, ["482 913", "007 345"]);

    script.touch(Touch::Pick("482913".into()));
    let face = script.shell.face(false);
    assert!(face.page.title.contains("482 913") && face.rows.len() == 28);
    let third = face.rows[2].id.to_string();
    script.touch(Touch::Pick(third));
    assert_eq!((script.refused.len(), holders(&script)), (0, vec![3]));
    let face = script.shell.face(false);
    let rows: Vec<_> = face.rows.iter().map(|row| row.number.to_string()).collect();
    assert_eq!(rows, ["", "03"], "the other one waits, this one is somebody's");

    let given = face.rows[1].id.to_string();
    assert_eq!(face.rows[1].note, "mất liên lạc");
    let note = |script: &mut Script, online: bool, percent, signal| {
        let id = DeviceId::new(&given).expect("an id");
        let battery = Some(Battery { percent, charging: false });
        let (reach, health) = script.shell.world_mut().devices_mut();
        *reach = online.then(|| id.clone()).into_iter().collect();
        *health = [(id, DeviceHealth { v: 1, battery, signal })].into();
        script.shell.face(false).rows[1].note.to_string()
    };
    assert_eq!(note(&mut script, true, 82, Some(70)), "đang kết nối · pin 82% · sóng 70%");
    // What it told last may say why it is gone.
    assert_eq!(note(&mut script, false, 9, Some(70)), "mất liên lạc · PIN YẾU 9%");
    waiting(&mut script, &[]);
    script.touch(Touch::Back);
    let face = script.shell.face(false);
    let key = face.choices.iter().find(|key| key.id == Key::Handhelds.id()).expect("the key");
    assert_eq!(key.second, "1 máy yếu pin");
    waiting(&mut script, &["007345"]);
    script.choose(Key::Handhelds);

    script.touch(Touch::Pick(given));
    script.choose(Key::TakeBack);
    assert_eq!((script.refused.len(), holders(&script)), (0, vec![]));
    // A code that has run out meanwhile: the list again.
    script.touch(Touch::Pick("007345".into()));
    waiting(&mut script, &[]);
    let face = script.shell.face(false);
    assert_eq!((face.screen, face.rows.len()), (Screen::Pick, 0));

    script.touch(Touch::Lock);
    script.touch(Touch::Key(Key::Handhelds.id()));
    assert_ne!(script.shell.face(false).screen, Screen::Pick);
}
