//! Guests, kinds of turn, a closed list, groups of questions, commitments, the clock after a restart.

use super::*;
use crate::chamber::command::Actor;
use crate::chamber::ids::{GroupId, ItemId};
use crate::chamber::rules::TurnKind;
use crate::chamber::{Speaker, Step};
use nghitruong_ui::{ClockState, KeyKind, Screen, Touch};

fn group(id: &str) -> GroupId {
    GroupId::new(id).expect("an id")
}

/// At the item of questioning, unlocked by the chair; seats 6 and 7 have a question.
fn questioning() -> Script {
    let mut script = debate();
    script.by(&Actor::Chair, Command::GoToItem { item: ItemId::new("i5").expect("an id") });
    script.vote_on_groups();
    for seat in ["d06", "d07"] {
        let speaker = Speaker::Delegate(crate::chamber::ids::DelegateId::new(seat).expect("an id"));
        script.by(&Actor::Desk, Command::RequestSpeech { speaker, kind: TurnKind::Question });
    }
    script.pass(7);
    script
}

fn lead(script: &Script) -> Key {
    key_ids(script).into_iter().next().expect("a key")
}

#[test]
fn the_yellow_key_leads_through_a_group() {
    let mut script = questioning();
    assert_eq!(lead(&script), Key::StartGroup(group("g1")));
    script.key(Key::StartGroup(group("g1")));
    assert_eq!(script.shell.face(false).screen, Screen::Questioning);
    let steps = |s: &Script| s.session(|x| x.questioning.now().map(|(_, r)| r.step)).flatten();
    let call = lead(&script);
    assert!(matches!(call, Key::Call(_)), "{call:?}");
    script.key(call);
    assert_eq!(lead(&script), Key::CallAnswer);
    script.key(Key::CallAnswer);
    assert_eq!(steps(&script), Some(Step::Answer));
    // Who asked comes first in the debate, whoever was there before.
    for seat in ["d10", "d06"] {
        let speaker = Speaker::Delegate(crate::chamber::ids::DelegateId::new(seat).expect("an id"));
        script.by(&Actor::Desk, Command::RequestSpeech { speaker, kind: TurnKind::Debate });
    }
    let face = script.shell.face(false);
    assert_eq!(face.keys[0].id, Key::OpenDebate.id().as_str());
    assert_eq!(face.keys[0].second, "Ngô Văn K được ưu tiên");
    assert_eq!(face.questioning.question, "Bao giờ các thôn phía nam có lịch thu gom rác cố định hằng tuần?");
    script.key(Key::OpenDebate);
    assert_eq!(steps(&script), Some(Step::Debate));
    assert_eq!(script.shell.face(false).questioning.name, "Ngô Văn K");
    script.key(Key::Conclude);
    assert_eq!(script.shell.face(false).screen, Screen::Confirm, "somebody would not be reached");
    script.touch(Touch::Confirm);
    assert_eq!(lead(&script), Key::StartGroup(group("g2")));
    script.touch(Touch::Undo);
    assert_eq!(steps(&script), Some(Step::Debate), "also a conclusion is taken back");
    assert_eq!(script.refused, []);
}

#[test]
fn a_commitment_has_its_owner_and_its_day() {
    let mut script = questioning();
    script.key(Key::StartGroup(group("g1")));
    script.key(Key::CallAnswer);
    script.key(Key::Commit);
    script.choose(Key::Due(90));
    script.touch(Touch::Confirm);
    let face = script.shell.face(false);
    assert_eq!(face.questioning.commitment_due, "Thời hạn: ngày 17/03/2027");
    assert_eq!(face.questioning.commitment, "Thực hiện nội dung đã trả lời về “Thu gom rác thải”.");
    let made = script.session(|s| s.questioning.commitments().to_vec()).expect("a session");
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].owner, "Ông Bùi Văn L, Trưởng phòng Kinh tế");
    assert!(made[0].speech.is_some());
    // Somebody else answers, and promises as well.
    script.choose(Key::Answerer);
    script.touch(Touch::Pick("d09".into()));
    script.key(Key::Commit);
    script.choose(Key::Due(7));
    script.touch(Touch::Confirm);
    let owner = script.session(|s| s.questioning.commitments()[1].owner.clone()).expect("a session");
    let name = script.session(|s| s.plan.by_seat()[8].name.clone()).expect("a session");
    assert!(owner.ends_with(&name), "{owner}");
}

#[test]
fn an_answer_in_writing_is_confirmed_with_its_day() {
    let mut script = questioning();
    script.key(Key::StartGroup(group("g1")));
    for _ in 0..2 {
        let question = script.session(|s| s.floor.next().map(|r| r.id.clone())).flatten().expect("waits");
        script.key(Key::Call(question));
    }
    // A day later: what is shown is what will be recorded, counted from the question.
    script.pass(86_400);
    script.unlock();
    script.choose(Key::WrittenAnswer);
    let face = script.shell.face(false);
    assert_eq!((face.screen, face.rows.len()), (Screen::Pick, 2), "which of the two questions");
    script.touch(Touch::Pick(face.rows[0].id.to_string()));
    assert!(script.shell.face(false).lines.iter().any(|l| l.strong == "Thời hạn: ngày 06/01/2027"));
    script.touch(Touch::Confirm);
    let due = script.session(|s| s.questioning.commitments().iter().map(|c| c.due).collect::<Vec<_>>());
    assert_eq!(due, Some(vec![crate::text::day_number("2027-01-06").expect("a day")]));
    assert_eq!(script.shell.face(false).screen, Screen::Questioning);
}

#[test]
fn groups_that_were_not_adopted_are_put_to_the_vote_first() {
    let mut script = debate();
    script.by(&Actor::Chair, Command::GoToItem { item: ItemId::new("i5").expect("an id") });
    assert_eq!(lead(&script), Key::Vote);
    let face = script.shell.face(false);
    assert!(face.groups.iter().all(|g| g.caption.ends_with("chưa biểu quyết")), "{:?}", face.groups);
    script.touch(Touch::Group("g1".into()));
    let choices = script.shell.face(false).choices;
    assert_eq!(choices.iter().map(|c| Key::parse(&c.id)).collect::<Vec<_>>(), [Some(Key::Vote)]);
    script.choose(Key::StartGroup(group("g1")));
    assert!(script.shell.face(false).toast.text.contains("chưa biểu quyết"), "the rule says so itself");
}

#[test]
fn a_guest_waits_for_consent_and_is_passed_over_until_then() {
    let mut script = debate();
    script.touch(Touch::Lock);
    script.touch(Touch::Unlock);
    script.pin([1, 3, 5, 7]);
    script.key(Key::Register);
    let guest = script.shell.face(false).rows.iter().rev().find(|r| r.text.contains("Bùi Văn L")).cloned();
    script.touch(Touch::Pick(guest.expect("the respondent is in the list").id.to_string()));
    script.choose(Key::Kind(TurnKind::Explanation));
    let row = script.shell.face(false).queue.last().cloned().expect("waits");
    assert_eq!((row.group.as_str(), row.note.as_str()), ("khách", "chờ Chủ tọa đồng ý"));
    script.touch(Touch::QueueRow(row.id.to_string()));
    let consent = |s: &Script| {
        let face = s.shell.face(false);
        face.choices.iter().find(|c| c.id == Key::Consent.id().as_str()).cloned()
    };
    assert_eq!(consent(&script).map(|k| k.kind), Some(KeyKind::Off), "the desk cannot consent");
    script.touch(Touch::Lock);
    script.unlock();
    script.touch(Touch::QueueRow(row.id.to_string()));
    let call = script.shell.face(false).choices[1].clone();
    assert_eq!(call.second, "trước 5 người");
    script.choose(Key::Consent);
    assert_eq!(
        script.shell.face(false).queue.last().map(|r| r.note.to_string()).as_deref(),
        Some("giải trình")
    );
}

#[test]
fn the_chair_may_appoint_from_a_closed_list_and_the_desk_may_not() {
    let mut script = debate();
    script.choose(Key::CloseList);
    assert_eq!(script.shell.face(false).queue_title, "Đã khóa danh sách");
    script.key(Key::Register);
    script.touch(Touch::Pick("d20".into()));
    let kinds = script.shell.face(false).choices;
    assert!(kinds.iter().all(|k| k.kind == KeyKind::Normal), "{kinds:?}");
    script.choose(Key::Kind(TurnKind::Debate));
    assert_eq!(
        script.shell.face(false).queue.last().map(|r| r.note.to_string()).as_deref(),
        Some("tranh luận")
    );
    script.touch(Touch::Lock);
    script.touch(Touch::Unlock);
    script.pin([1, 3, 5, 7]);
    script.key(Key::Register);
    script.touch(Touch::Pick("d21".into()));
    let kinds = script.shell.face(false).choices;
    let open: Vec<_> = kinds.iter().filter(|k| k.kind != KeyKind::Off).map(|k| Key::parse(&k.id)).collect();
    assert_eq!(open, [Some(Key::Kind(TurnKind::Procedural))]);
}

#[test]
fn a_called_speaker_has_the_floor_and_the_whole_time() {
    let script = Script::clock_by_chair();
    assert_eq!(script.refused, []);
    let called = script.moments[0].face(false, crate::text::Lang::Vi);
    assert_eq!((called.speech.state, called.timer.as_str()), (ClockState::Called, "07:00"));
    assert_eq!(Key::parse(&called.keys[0].id), Some(Key::Resume));
    let after = script.moments[1].face(false, crate::text::Lang::Vi);
    assert!(after.toast.text.contains("02:24"), "{}", after.toast.text);
    assert_eq!(after.timer, "04:36", "the outage is no speaking time");
    assert!(after.locked);
}

#[test]
fn a_locked_kiosk_shows_the_group_and_takes_nothing() {
    let mut script = questioning();
    script.key(Key::StartGroup(group("g1")));
    script.touch(Touch::Lock);
    let face = script.shell.face(false);
    assert_eq!((face.screen, face.keys.len()), (Screen::Questioning, 0));
    commands(&mut script);
    for touch in [
        Touch::Key(Key::CallAnswer.id()),
        Touch::Key(Key::Conclude.id()),
        Touch::Group("g2".into()),
        Touch::AllQueue,
    ] {
        script.touch(touch);
    }
    assert_eq!(commands(&mut script), []);
    assert_eq!(script.shell.face(false).screen, Screen::Questioning);
}
