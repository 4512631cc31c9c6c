//! Which command each touch asks for.

use super::*;
use crate::chamber::command::AttendanceMark;
use crate::chamber::ids::{DelegateId, ItemId, SpeechId};
use crate::chamber::rules::TurnKind;
use crate::chamber::{Refusal, Speaker};
use crate::sound::{Ask, Part, Settings, Trouble};
use nghitruong_ui::{Screen, Touch};

fn item(id: &str) -> ItemId {
    ItemId::new(id).expect("an id")
}

fn first_waiting(script: &Script) -> SpeechId {
    script.session(|s| s.floor.queue().next().map(|r| r.id.clone())).flatten().expect("somebody waits")
}

#[test]
fn touches_ask_for_commands() {
    type Steps = fn(&mut Script);
    type Asked = fn(&Script) -> Vec<Command>;
    let table: Vec<(&str, Steps, Asked)> = vec![
        (
            "call the first",
            |s| {
                let id = first_waiting(s);
                s.key(Key::Call(id))
            },
            |s| {
                vec![Command::CallSpeaker {
                    speech: s
                        .session(|x| x.floor.speaking().map(|r| r.id.clone()))
                        .flatten()
                        .expect("speaks"),
                }]
            },
        ),
        (
            "defer from the row's page",
            |s| {
                let id = first_waiting(s);
                s.touch(Touch::QueueRow(id.to_string()));
                s.choose(Key::Defer)
            },
            |_| vec![Command::DeferSpeech { speech: SpeechId::new("r1").expect("an id") }],
        ),
        (
            "withdrawing is asked again",
            |s| {
                s.touch(Touch::QueueRow("r1".into()));
                s.choose(Key::Withdraw);
                s.touch(Touch::Confirm)
            },
            |_| vec![Command::WithdrawSpeech { speech: SpeechId::new("r1").expect("an id") }],
        ),
        (
            "in writing",
            |s| {
                s.touch(Touch::QueueRow("r1".into()));
                s.choose(Key::Written)
            },
            |_| {
                vec![Command::SpeechInWriting {
                    speech: SpeechId::new("r1").expect("an id"),
                    text: String::new(),
                }]
            },
        ),
        (
            "register at the table",
            |s| {
                s.key(Key::Menu);
                s.choose(Key::Register);
                s.touch(Touch::Pick("d20".into()));
                s.choose(Key::Kind(TurnKind::Speech))
            },
            |_| {
                vec![Command::RequestSpeech {
                    speaker: Speaker::Delegate(DelegateId::new("d20").expect("an id")),
                    kind: TurnKind::Speech,
                }]
            },
        ),
        (
            "jump with people waiting is asked again",
            |s| {
                s.key(Key::Items);
                s.choose(Key::GoTo(item("i6")));
                s.touch(Touch::Confirm)
            },
            |_| vec![Command::GoToItem { item: item("i6") }],
        ),
        (
            "safe key of a question",
            |s| {
                s.key(Key::EndDiscussion);
                s.touch(Touch::Back)
            },
            |_| vec![],
        ),
        (
            "end of the debate",
            |s| {
                s.key(Key::EndDiscussion);
                s.touch(Touch::Confirm)
            },
            |_| vec![Command::EndDiscussion],
        ),
        (
            "move an item",
            |s| {
                s.key(Key::Agenda);
                s.touch(Touch::MoveItem("i6".into(), 1))
            },
            |_| vec![Command::MoveItem { item: item("i6"), position: 6 }],
        ),
        (
            "postpone with a reason",
            |s| {
                s.key(Key::Agenda);
                s.touch(Touch::PostponeItem("i6".into()));
                s.choose(Key::Reason(0));
                s.touch(Touch::Confirm)
            },
            |_| vec![Command::PostponeItem { item: item("i6"), reason: "chờ bổ sung hồ sơ".into() }],
        ),
        (
            "mark a delegate",
            |s| {
                s.key(Key::Roll);
                s.touch(Touch::Seat("d07".into()));
                s.choose(Key::Excused(1))
            },
            |_| {
                vec![Command::MarkAttendance {
                    delegate: DelegateId::new("d07").expect("an id"),
                    mark: AttendanceMark::AbsentExcused { reason: "công tác".into() },
                }]
            },
        ),
        (
            "recess without an end",
            |s| {
                s.key(Key::Menu);
                s.choose(Key::Recess);
                s.choose(Key::RecessFor(0))
            },
            |_| vec![Command::StartRecess { resume_at: None }],
        ),
        ("a key that is not there", |s| s.key(Key::EndRecess), |_| vec![Command::EndRecess]),
        ("no such seat", |s| s.touch(Touch::Seat("d01".into())), |_| vec![]),
        (
            "nonsense",
            |s| {
                s.touch(Touch::Key("call:".into()));
                s.touch(Touch::Pick("??".into()));
                s.touch(Touch::Step("week".into(), 1))
            },
            |_| vec![],
        ),
    ];
    for (what, steps, asked) in table {
        let mut script = debate();
        commands(&mut script);
        steps(&mut script);
        let got = commands(&mut script);
        assert_eq!(got, asked(&script), "{what}");
    }
}

#[test]
fn a_refusal_is_said_and_changes_nothing() {
    let mut script = debate();
    script.shell.world_mut().refuse_next = Some(Refusal::NotRecorded);
    script.key(Key::EndDiscussion);
    script.touch(Touch::Confirm);
    let face = script.shell.face(false);
    assert_eq!(face.screen, Screen::Running);
    assert!(face.toast.text.contains("CHƯA được ghi nhận"), "{}", face.toast.text);
    assert_eq!(face.toast.undo, "");
    script.pass(6);
    assert_eq!(script.shell.face(false).toast.text, "");
}

#[test]
fn nothing_is_taken_while_an_answer_is_awaited() {
    let script = debate();
    let view = crate::kiosk::World::view(script.shell.world());
    let now = crate::kiosk::World::now(script.shell.world());
    let scene = crate::kiosk::Scene { view: &view, now };
    let mut local = script.shell.local().clone();
    let first = local.touch(&Touch::Key(Key::Call(first_waiting(&script)).id()), scene);
    assert_eq!(first.len(), 1);
    assert_eq!(local.touch(&Touch::Key(Key::Call(first_waiting(&script)).id()), scene), vec![]);
    let later = |ms| crate::kiosk::Scene {
        view: &view,
        now: crate::chamber::Now { mono_ms: now.mono_ms + ms, ..now },
    };
    assert!(!local.shows_busy(now.mono_ms + 299) && local.shows_busy(now.mono_ms + 300));
    local.tick(later(30_000));
    assert_eq!(local.busy, None, "an answer that never comes does not freeze the screen");
}

#[test]
fn a_disabled_key_says_why() {
    let mut script = debate();
    script.key(Key::Vote);
    script.choose(Key::NewMotion);
    script.choose(Key::Board);
    let face = script.shell.face(false);
    let done = face.choices.iter().find(|key| key.id == Key::BoardDone.id().as_str()).expect("a key");
    assert_eq!(done.kind, nghitruong_ui::KeyKind::Off);
    assert_eq!(done.reason, "0/3");
}

#[test]
fn the_sound_is_set_and_tried_behind_the_lock() {
    let mut script = debate();
    script.key(Key::Menu);
    script.choose(Key::Settings);
    script.choose(Key::Sound);
    script.shell.world_mut().asked.clear();
    let settings = |script: &Script| script.shell.world().sound.settings;
    let before = settings(&script);
    script.choose(Key::SoundVoice);
    script.choose(Key::SoundLouder);
    script.choose(Key::SoundSlower);
    assert_eq!(settings(&script), Settings { voice: false, ..before }.louder(1).faster(-1));
    script.choose(Key::SoundTest);
    assert_eq!(script.shell.world().asked.last(), Some(&Effect::Sound(Ask::Test)));
    script.choose(Key::SoundChime);
    let test = |script: &Script| {
        script.shell.face(false).choices.iter().find(|k| k.id == Key::SoundTest.id().as_str()).cloned()
    };
    assert_eq!(
        test(&script).map(|key| key.kind),
        Some(nghitruong_ui::KeyKind::Off),
        "nothing would be heard"
    );
    script.shell.world_mut().sound.trouble = Some((Part::Player, Trouble::Missing));
    script.pass(1);
    assert!(script.shell.face(false).page.note.contains("aplay"));
    script.touch(Touch::Lock);
    script.key(Key::SoundChime);
    assert!(!settings(&script).chime, "locked");
}
