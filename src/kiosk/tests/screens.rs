//! The shell behind the real screens: what a finger reaches, what is drawn again, how it looks.

use super::*;
use crate::chamber::rules::VoteForm;
use crate::golden::{Picture, difference};
use crate::kiosk::panel::Panel;
use crate::kiosk::{Memory, World, shots};
use crate::qr;
use crate::text::Lang;
use nghitruong_ui::headless::Headless;
use nghitruong_ui::{Screen, Touch};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

fn panel(script: Script, width: u32, height: u32) -> Panel<Memory> {
    let mut panel = Panel::new(script.shell, width, height).expect("a screen");
    panel.show();
    panel
}

/// Finds the place of `touch` on the screen, presses there, and draws what follows.
fn press(panel: &mut Panel<Memory>, touch: Touch) {
    let (x, y) = panel.find(&touch).unwrap_or_else(|| panic!("{touch:?} cannot be pressed"));
    assert_eq!(panel.tap(x, y), [touch]);
    panel.show();
}

fn screen(panel: &Panel<Memory>) -> Screen {
    panel.shell.face(false).screen
}

#[test]
fn a_vote_by_finger() {
    let mut script = debate();
    while script.session(|s| s.floor.queue().next().is_some()) == Some(true) {
        let first = script.session(|s| s.floor.queue().next().map(|r| r.id.to_string())).flatten();
        script.touch(Touch::QueueRow(first.expect("waits")));
        script.choose(Key::Written);
    }
    let mut panel = panel(script, 1280, 800);
    let choose = |key: Key| Touch::Choose(key.id());
    let row = |key: Key| Touch::Key(key.id());
    press(&mut panel, row(Key::Items));
    press(&mut panel, Touch::Pick("i2".into()));
    press(&mut panel, choose(Key::GoTo(crate::chamber::ids::ItemId::new("i2").expect("an id"))));
    assert_eq!(screen(&panel), Screen::Running);
    press(&mut panel, row(Key::Vote));
    press(&mut panel, choose(Key::Form(VoteForm::Mixed)));
    press(&mut panel, Touch::Confirm);
    assert_eq!(screen(&panel), Screen::Voting);
    press(&mut panel, Touch::Seat("d08".into()));
    press(&mut panel, choose(Key::Choice(crate::chamber::command::Choice::For)));
    let vote =
        panel.shell.world().view().chamber.current().and_then(|s| s.votes.open().map(|v| v.id.clone()));
    let vote = vote.expect("open");
    press(&mut panel, row(Key::CloseVote(vote.clone())));
    press(&mut panel, Touch::Confirm);
    assert_eq!(screen(&panel), Screen::Result);
    press(&mut panel, row(Key::Publish(vote.clone())));
    press(&mut panel, Touch::Confirm);
    press(&mut panel, row(Key::Leave(vote)));
    assert_eq!(screen(&panel), Screen::Running);
}

#[test]
fn a_speech_by_finger_on_the_small_screen() {
    let mut panel = panel(debate(), 800, 480);
    press(&mut panel, Touch::Key(Key::Call(crate::chamber::ids::SpeechId::new("r1").expect("an id")).id()));
    assert_eq!(screen(&panel), Screen::Speaking);
    press(&mut panel, Touch::Key(Key::Pause.id()));
    press(&mut panel, Touch::Key(Key::Resume.id()));
    press(&mut panel, Touch::Key(Key::Extend.id()));
    assert_eq!(screen(&panel), Screen::Speaking);
}

/// The small screen has the settings on two pages: every key that can be pressed is on one of them.
#[test]
fn every_setting_by_finger_on_the_small_screen() {
    let mut script = debate();
    script.key(Key::Menu);
    script.choose(Key::Settings);
    let face = script.shell.face(true);
    assert_eq!(face.screen, Screen::Settings);
    let mut kiosk = Headless::new(800, 480).expect("a screen");
    let pressed: Rc<RefCell<BTreeSet<String>>> = Rc::default();
    let into = pressed.clone();
    kiosk.front().on_touch(move |touch| {
        if let Touch::Choose(id) = touch {
            into.borrow_mut().insert(id);
        }
    });
    kiosk.front().show(&face);
    kiosk.render();
    let page = || {
        kiosk.advance(nghitruong_ui::GUARD);
        for at in 0..60 {
            kiosk.tap((30 + at % 10 * 55) as f32, (125 + at / 10 * 40) as f32);
        }
        // To the next page, past the sentence that an idle key may have said there.
        kiosk.tap(740.0, 80.0);
        kiosk.tap(740.0, 80.0);
        pressed.take()
    };
    let (first, second) = (page(), page());
    assert!(!first.is_empty() && first.len() <= 6 && !second.is_empty(), "{first:?}, {second:?}");
    assert!(first.is_disjoint(&second), "{first:?}, {second:?}");
    let all = face.choices.iter().filter(|c| c.reason.is_empty()).map(|c| c.id.to_string());
    assert_eq!(&first | &second, all.collect());
}

#[test]
fn the_pin_by_finger() {
    let mut script = debate();
    script.touch(Touch::Lock);
    for (width, height) in shots::SIZES {
        let mut again = debate();
        again.touch(Touch::Lock);
        let mut panel = panel(again, width, height);
        press(&mut panel, Touch::Unlock);
        for digit in [2, 4, 6, 8] {
            press(&mut panel, Touch::Digit(digit));
        }
        press(&mut panel, Touch::Enter);
        assert!(!panel.shell.local().is_locked());
    }
}

/// In each second in which no minute of the item or the sitting was completed, whose words count minutes.
#[test]
fn idle_only_clock_and_code_are_drawn_again() {
    for (width, height) in shots::SIZES {
        let mut script = debate();
        script.pass(7);
        let mut panel = panel(script, width, height);
        let (mut minutes, mut typed) = (0, 0);
        for second in 0..130 {
            let before = panel.shell.face(false);
            panel.shell.world_mut().pass(1000);
            panel.shell.tick();
            let after = panel.shell.face(false);
            let drawn = panel.show();
            if before.item.since != after.item.since || before.bar.elapsed != after.bar.elapsed {
                minutes += 1;
                continue;
            }
            typed += u32::from(before.join != after.join);
            let inside = |d: &nghitruong_ui::headless::Dirty| {
                let code = if width > 1000 { d.x >= 928 && d.y >= 460 } else { d.y >= 56 && d.y < 300 };
                let clock = d.x * 8 > i32::try_from(width).expect("small") * 6 && d.y < 72;
                code || clock
            };
            assert!(drawn.iter().all(inside), "{width}, second {second}: {drawn:?}");
        }
        assert!(typed > 0, "the typed code is another one every two minutes");
        assert!(minutes <= 6, "{minutes} seconds with other words");
        panel.shell.world_mut().pass(10);
        panel.shell.tick();
        assert_eq!(panel.show(), [], "nothing has changed");
    }
}

/// Screens kept as pictures: the moment and the width.
const GOLDEN: [(&str, u32); 23] = [
    ("00c-chua-co-ky-hop", 1280),
    ("01b-diem-danh", 1280),
    ("07-diem-danh-bang", 1280),
    ("02-dieu-hanh", 1280),
    ("02b-khoa", 1280),
    ("03-phat-bieu", 1280),
    ("04-bieu-quyet", 1280),
    ("05b-lech", 1280),
    ("06-ket-qua", 1280),
    ("09-xac-nhan", 1280),
    ("10-mat-ket-noi", 1280),
    ("02i-cho-dong-y", 1280),
    ("03e-da-moi", 1280),
    ("08b-nhom-van-de", 1280),
    ("08-chat-van", 1280),
    ("08l-qua-gio", 1280),
    ("08-chat-van", 800),
    ("03e-da-moi", 800),
    ("08b-nhom-van-de", 800),
    ("02-dieu-hanh", 800),
    ("04-bieu-quyet", 800),
    ("06-ket-qua", 800),
    ("16-cai-dat", 800),
];

#[test]
fn screens_look_as_they_did() {
    let mut script = Script::new();
    script.day();
    let mut different = Vec::new();
    for (width, height) in shots::SIZES {
        let mut kiosk = Headless::new(width, height).expect("a screen");
        for (name, _) in GOLDEN.iter().filter(|(_, w)| *w == width) {
            let moment = script.moments.iter().find(|m| m.name == *name).expect("a moment");
            kiosk.front().set_qr(qr::picture(&moment.url));
            kiosk.front().show(moment.face(kiosk.front().is_small(), Lang::Vi));
            kiosk.advance(Duration::from_secs(1));
            kiosk.render();
            let path = format!("src/kiosk/tests/golden/{name}-{width}.png");
            let picture = Picture { width, height, values: kiosk.rgb() };
            different.extend(difference(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path), &picture, 1));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
#[ignore = "writes pictures for looking at"]
fn draw_all() {
    let out = std::env::var("SHOTS").expect("a folder");
    println!("{} files", crate::kiosk::shots(Path::new(&out)).expect("drawn").len());
}

#[test]
#[ignore = "measures"]
fn measure() {
    println!("{:?}", crate::kiosk::bench_paint().expect("measured"));
}
