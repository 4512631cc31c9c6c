//! Displays of the hall at the kiosk.

use super::*;
use crate::chamber::WallShow;
use crate::kiosk::World;
use crate::runtime::WaitingWall;
use nghitruong_ui::{Screen, Touch};

fn waiting(script: &mut Script, codes: &[&str]) {
    let wall = |code: &&str| WaitingWall { code: (*code).to_owned(), until: i64::MAX };
    script.shell.world_mut().walls = codes.iter().map(wall).collect();
}

fn rows(script: &Script) -> Vec<(String, String)> {
    let face = script.shell.face(false);
    assert_eq!(face.screen, Screen::Pick);
    face.rows.iter().map(|row| (row.text.to_string(), row.note.to_string())).collect()
}

fn text(text: &str, note: &str) -> (String, String) {
    (text.to_owned(), note.to_owned())
}

#[test]
fn a_wall_is_paired_refused_and_removed_behind_the_pin() {
    let mut script = debate();
    waiting(&mut script, &["482913", "007345"]);
    script.key(Key::Menu);
    script.choose(Key::Settings);
    script.choose(Key::Walls);
    let first = rows(&script);
    assert!(first.contains(&text("482 913", "chờ đồng ý")) && first.contains(&text("007 345", "chờ đồng ý")));
    let before = script.shell.world().view().chamber.walls().len();

    script.touch(Touch::Pick("007345".into()));
    assert_eq!(script.shell.face(false).page.title, "007 345");
    script.choose(Key::RefuseWall);
    assert!(!rows(&script).contains(&text("007 345", "chờ đồng ý")));
    script.touch(Touch::Pick("482913".into()));
    script.choose(Key::PairWall);
    assert_eq!(script.refused, []);
    let walls = script.shell.world().view().chamber.walls().clone();
    assert_eq!(walls.len(), before + 1);
    let name = &walls.iter().find(|(id, _)| id.as_str() == "w-482913").expect("paired").1.name;
    assert!(rows(&script).contains(&text(name, "mất liên lạc")));

    script.touch(Touch::Pick("w-482913".into()));
    script.choose(Key::UnpairWall);
    assert_eq!(script.shell.world().view().chamber.walls().len(), before);
    // A code that has run out meanwhile: the list again.
    waiting(&mut script, &["111111"]);
    script.touch(Touch::Pick("111111".into()));
    waiting(&mut script, &[]);
    assert_eq!(script.shell.face(false).screen, Screen::Pick);

    script.touch(Touch::Lock);
    script.touch(Touch::Key(Key::Walls.id()));
    assert_ne!(script.shell.face(false).screen, Screen::Pick);
}

#[test]
fn the_chair_chooses_what_the_wall_shows_and_can_take_it_back() {
    let mut script = debate();
    let shown = |script: &Script| script.shell.world().view().chamber.wall_show().clone();
    let mut choose = |key: Key| {
        script.key(Key::Menu);
        script.choose(Key::Settings);
        script.choose(Key::Walls);
        script.key(Key::WallShow);
        if matches!(key, Key::WallMessage(_)) {
            script.choose(Key::WallMessages);
        }
        script.choose(key);
        let now = shown(&script);
        while script.shell.local().page().is_some() {
            script.touch(Touch::Back);
        }
        now
    };
    assert_eq!(choose(Key::Show(1)), WallShow::Qr);
    assert!(matches!(choose(Key::WallMessage(0)), WallShow::Message { text } if text.starts_with("Đề nghị")));
    assert_eq!(choose(Key::Show(2)), WallShow::Seats);
    script.touch(Touch::Undo);
    assert!(matches!(shown(&script), WallShow::Message { .. }));
}
