//! First start, unlocking, waiting after wrong tries, locking when idle.

use super::*;
use crate::chamber::command::PinRole;
use crate::kiosk::local::PadMessage;
use nghitruong_ui::{Screen, Touch};

#[test]
fn the_first_touch_sets_two_different_pins_each_entered_twice() {
    let mut script = Script::new();
    assert_eq!(script.shell.face(false).screen, Screen::FirstPin);
    script.pin([2, 4, 6, 8]);
    script.pin([2, 4, 6, 9]);
    assert_eq!(script.shell.local().pad.message, Some(PadMessage::Differ));
    script.touch(Touch::Digit(2));
    script.touch(Touch::Enter);
    assert_eq!(script.shell.local().pad.message, Some(PadMessage::Length));
    script.touch(Touch::Erase);
    script.pin([2, 4, 6, 8]);
    script.pin([2, 4, 6, 8]);
    script.pin([2, 4, 6, 8]);
    script.pin([2, 4, 6, 8]);
    assert_eq!(script.shell.local().pad.message, Some(PadMessage::SameAsOther));
    script.pin([1, 3, 5, 7]);
    script.pin([1, 3, 5, 7]);
    let view = crate::kiosk::World::view(script.shell.world());
    assert!(view.chamber.pin(PinRole::Chair).is_some() && view.chamber.pin(PinRole::Secretary).is_some());
    assert_eq!(script.shell.face(false).screen, Screen::NoSession);
}

#[test]
fn five_wrong_tries_wait_and_each_further_one_waits_twice_as_long() {
    let mut script = debate();
    script.touch(Touch::Lock);
    script.touch(Touch::Unlock);
    for left in [4, 3, 2, 1] {
        script.pin([9, 9, 9, 9]);
        assert_eq!(script.shell.local().pad.message, Some(PadMessage::Wrong { left }));
    }
    for wait in [30, 60, 120, 240] {
        script.pin([9, 9, 9, 9]);
        assert_eq!(script.shell.face(false).pin.wait, wait);
        // The right one does not help while the pad waits.
        script.pin([2, 4, 6, 8]);
        assert!(script.shell.local().is_locked());
        script.pass(u64::try_from(wait).expect("positive") - 1);
        assert_eq!(script.shell.face(false).pin.wait, 1);
        script.pass(1);
        assert_eq!(script.shell.face(false).pin.wait, 0);
    }
    script.pin([2, 4, 6, 8]);
    assert_eq!(script.shell.local().who, Some(PinRole::Chair));
    script.touch(Touch::Lock);
    script.touch(Touch::Unlock);
    script.pin([9, 9, 9, 9]);
    assert_eq!(script.shell.local().pad.message, Some(PadMessage::Wrong { left: 4 }));
}

#[test]
fn going_back_does_not_forgive_wrong_tries() {
    let mut script = debate();
    script.touch(Touch::Lock);
    for _ in 0..5 {
        script.touch(Touch::Unlock);
        script.pin([9, 9, 9, 9]);
        script.touch(Touch::Back);
    }
    script.touch(Touch::Unlock);
    assert_eq!(script.shell.face(false).pin.wait, 30);
}

#[test]
fn it_locks_when_idle_but_never_during_a_speech_or_an_open_vote() {
    let mut script = debate();
    script.touch(Touch::Lock);
    script.unlock();
    script.pass(599);
    assert!(!script.shell.local().is_locked());
    script.pass(1);
    assert!(script.shell.local().is_locked() && script.shell.local().dimmed);
    script.touch(Touch::Wake);
    assert!(script.shell.local().is_locked(), "the touch that wakes presses nothing");
    script.unlock();
    let call = key_ids(&script).into_iter().next().expect("a key");
    assert!(matches!(call, Key::Call(_)));
    script.key(call);
    for _ in 0..100 {
        script.pass(60);
    }
    assert!(!script.shell.local().is_locked(), "a speech runs");
    script.key(Key::Stop);
    script.pass(599);
    assert!(!script.shell.local().is_locked());
    script.pass(1);
    assert!(script.shell.local().is_locked());
}

#[test]
fn a_locked_screen_offers_joining_and_public_papers_only() {
    let mut script = debate();
    script.touch(Touch::Lock);
    commands(&mut script);
    let face = script.shell.face(false);
    assert!(face.locked && face.keys.is_empty());
    let queued = face.queue.first().map(|row| row.id.to_string()).expect("somebody waits");
    for touch in [
        Touch::Key(format!("call:{queued}")),
        Touch::Key(Key::Vote.id()),
        Touch::Key(Key::Stop.id()),
        Touch::Key(Key::Menu.id()),
        Touch::Key(Key::PowerOff.id()),
        Touch::QueueRow(queued),
        Touch::AllQueue,
        Touch::Seat("d03".into()),
        Touch::Confirm,
        Touch::MoveItem("i6".into(), 1),
        Touch::PostponeItem("i6".into()),
        Touch::Count(0, "for".into(), 1),
        Touch::Language("en".into()),
    ] {
        script.touch(touch.clone());
        assert_eq!(script.shell.local().page(), None, "{touch:?}");
    }
    assert_eq!(commands(&mut script), []);
    script.touch(Touch::Qr);
    assert_eq!(script.shell.face(false).screen, Screen::QrFull);
    script.touch(Touch::Back);
    script.touch(Touch::AllDocs);
    assert_eq!(script.shell.face(false).screen, Screen::Pick);
}

#[test]
fn the_secretarys_pin_opens_the_desk_and_none_of_the_chairs_acts() {
    let mut script = debate();
    script.touch(Touch::Lock);
    script.touch(Touch::Unlock);
    script.pin([1, 3, 5, 7]);
    assert_eq!(script.shell.local().who, Some(PinRole::Secretary));
    assert_eq!(labels(&script), ["Thêm đăng ký phát biểu", "Điểm danh tại bàn", "Cài đặt"]);
    let settings = {
        script.key(Key::Settings);
        script.shell.face(false)
    };
    assert!(settings.choices.iter().all(|key| key.id != Key::PinChair.id().as_str()));
    script.choose(Key::PinChair);
    assert_eq!(script.shell.face(false).screen, Screen::Settings);
    // Whatever is pressed, the rules refuse it in words.
    script.touch(Touch::Back);
    script.key(Key::EndDiscussion);
    script.touch(Touch::Confirm);
    let said = script.shell.local().said.clone().expect("a sentence");
    assert_eq!(said.text.vi, "Việc này cần mã PIN của Chủ tọa.");
}

#[test]
fn the_chair_changes_a_pin() {
    let mut script = debate();
    script.key(Key::Settings);
    script.choose(Key::PinSecretary);
    script.pin([8, 8, 8, 8]);
    script.pin([8, 8, 8, 8]);
    assert_eq!(script.shell.face(false).screen, Screen::Settings);
    script.touch(Touch::Lock);
    script.touch(Touch::Unlock);
    script.pin([1, 3, 5, 7]);
    assert!(script.shell.local().is_locked());
    script.pin([8, 8, 8, 8]);
    assert_eq!(script.shell.local().who, Some(PinRole::Secretary));
}
