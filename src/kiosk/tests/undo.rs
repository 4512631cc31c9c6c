//! Taking back what the chair did with one tap.

use super::*;
use crate::chamber::command::{Actor, PinRole};
use crate::chamber::{Act, Session};
use nghitruong_ui::Touch;

/// All that an act can change, and not the clock of the act itself.
fn state(script: &Script) -> (String, String, String) {
    let told = |s: &Session| {
        let queue: Vec<_> = s.floor.queue().map(|r| (r.id.clone(), r.consent)).collect();
        let clock = s.floor.clock().map(|c| (c.speech.clone(), c.limit_seconds, c.watch.is_running()));
        let runs: Vec<_> = s
            .agenda
            .order()
            .iter()
            .map(|i| s.agenda.run(i).map(|r| (r.list_closed, r.discussion_ended, r.postponed.clone())))
            .collect();
        (
            format!("{queue:?} {clock:?}"),
            format!("{:?} {:?} {runs:?}", s.agenda.order(), s.agenda.current()),
            format!("{:?} {:?}", s.phase, s.questioning.now().map(|(g, r)| (g, r.step, r.concluded_at))),
        )
    };
    script.session(told).expect("a session")
}

fn undo_label(script: &Script) -> String {
    script.shell.face(false).toast.undo.to_string()
}

fn call(script: &mut Script) {
    let first = script.session(|s| s.floor.next().map(|r| r.id.clone())).flatten().expect("somebody waits");
    script.key(Key::Call(first));
}

#[test]
fn every_one_tap_act_is_named_and_can_be_taken_back_for_five_seconds() {
    type Steps = fn(&mut Script);
    let nothing: Steps = |_| {};
    let table: Vec<(Act, Steps, Steps, &str)> = vec![
        (Act::CallSpeaker, nothing, call, "Đã mời Đỗ Thị H."),
        (Act::PauseSpeech, call, |s| s.key(Key::Pause), "Đã tạm dừng đồng hồ."),
        (
            Act::ResumeSpeech,
            |s| {
                call(s);
                s.key(Key::Pause)
            },
            |s| s.key(Key::Resume),
            "Đồng hồ chạy tiếp.",
        ),
        (Act::ExtendSpeech, call, |s| s.key(Key::Extend), "Đã cho thêm 1 phút."),
        (Act::StopSpeech, call, |s| s.key(Key::Stop), "Đã dừng lượt của Đỗ Thị H."),
        (
            Act::DeferSpeech,
            nothing,
            |s| {
                s.touch(Touch::QueueRow("r1".into()));
                s.choose(Key::Defer)
            },
            "Đã lùi Đỗ Thị H một lượt.",
        ),
        (Act::CloseList, nothing, |s| s.choose(Key::CloseList), "Đã khóa danh sách đăng ký."),
        (
            Act::ReopenList,
            |s| s.choose(Key::CloseList),
            |s| s.choose(Key::ReopenList),
            "Đã mở lại danh sách đăng ký.",
        ),
        (
            Act::EndDiscussion,
            nothing,
            |s| {
                s.key(Key::EndDiscussion);
                s.touch(Touch::Confirm)
            },
            "Đã kết thúc thảo luận.",
        ),
        (
            Act::StartRecess,
            nothing,
            |s| {
                s.key(Key::Menu);
                s.choose(Key::Recess);
                s.choose(Key::RecessFor(15))
            },
            "Đã tạm nghỉ.",
        ),
        (
            Act::GoToItem,
            nothing,
            |s| {
                s.key(Key::Items);
                s.choose(Key::GoTo(crate::chamber::ids::ItemId::new("i5").expect("an id")));
                s.touch(Touch::Confirm)
            },
            "Đã chuyển sang: Chất vấn.",
        ),
        (
            Act::MoveItem,
            nothing,
            |s| {
                s.key(Key::Agenda);
                s.touch(Touch::MoveItem("i6".into(), 1))
            },
            "Đã đổi thứ tự chương trình.",
        ),
        (
            Act::PostponeItem,
            nothing,
            |s| {
                s.key(Key::Agenda);
                s.touch(Touch::PostponeItem("i6".into()));
                s.choose(Key::Reason(0));
                s.touch(Touch::Confirm)
            },
            "Đã chuyển sang kỳ họp sau.",
        ),
    ];
    for (act, before, steps, said) in table {
        let mut script = debate();
        before(&mut script);
        script.pass(7);
        let was = state(&script);
        steps(&mut script);
        assert_ne!(state(&script), was, "{act:?}");
        assert_eq!(script.shell.face(false).toast.text, said);
        assert_eq!(undo_label(&script), "Hoàn tác", "{act:?}");
        script.pass(5);
        script.touch(Touch::Undo);
        assert_eq!(state(&script), was, "{act:?}");
        assert_eq!(script.shell.face(false).toast.text, "Đã hoàn tác.");
        commands(&mut script);
        script.touch(Touch::Undo);
        assert_eq!(commands(&mut script), [], "{act:?}: a second tap takes nothing else back");

        let mut late = debate();
        before(&mut late);
        late.pass(7);
        steps(&mut late);
        let after = state(&late);
        late.pass(6);
        assert_eq!(late.shell.face(false).toast.text, "", "{act:?}: nothing is offered that is too late");
        late.touch(Touch::Undo);
        assert_eq!(state(&late), after, "{act:?}");
    }
}

#[test]
fn what_went_through_a_confirm_page_of_a_vote_is_not_taken_back() {
    let mut script = debate();
    script.key(Key::HoldVote(crate::chamber::ids::VoteId::new("v1").expect("an id")));
    assert_eq!(undo_label(&script), "", "a refusal offers nothing");
    script.by(
        &Actor::Chair,
        Command::GoToItem { item: crate::chamber::ids::ItemId::new("i2").expect("an id") },
    );
    script.key(Key::Vote);
    script.choose(Key::Form(crate::chamber::rules::VoteForm::Mixed));
    script.touch(Touch::Confirm);
    assert!(script.session(|s| s.votes.open().is_some()) == Some(true));
    assert_eq!(undo_label(&script), "");
}

#[test]
fn the_offer_goes_when_somebody_else_has_made_it_impossible() {
    let mut script = debate();
    call(&mut script);
    assert_eq!(undo_label(&script), "Hoàn tác");
    script.by(&Actor::Chair, Command::CorrectClock { offset_ms: 1000 });
    assert_eq!(script.shell.face(false).toast.text, "");
    commands(&mut script);
    script.touch(Touch::Undo);
    assert_eq!(commands(&mut script), []);
}

#[test]
fn only_the_chair_is_offered_it() {
    let mut script = debate();
    call(&mut script);
    script.touch(Touch::Lock);
    assert_eq!(script.shell.face(false).toast.text, "", "locked");
    commands(&mut script);
    script.touch(Touch::Undo);
    assert_eq!(commands(&mut script), []);
    script.touch(Touch::Unlock);
    script.pin([1, 3, 5, 7]);
    assert_eq!(script.shell.local().who, Some(PinRole::Secretary));
    assert_eq!(undo_label(&script), "", "the desk");
    script.touch(Touch::QueueRow("r2".into()));
    script.choose(Key::Defer);
    assert_eq!(script.shell.face(false).toast.text, "Đã lùi Ngô Văn K một lượt.");
    assert_eq!(undo_label(&script), "", "what the desk did is no act of the chair");
    let keys = key_ids(&script);
    assert!(!keys.iter().any(|k| matches!(k, Key::Call(_) | Key::Stop | Key::CloseList)), "{keys:?}");
}

#[test]
fn a_second_tap_on_the_same_key_calls_nobody_and_hides_no_offer() {
    let mut script = debate();
    let first = script.session(|s| s.floor.next().map(|r| r.id.clone())).flatten().expect("somebody waits");
    script.key(Key::Call(first.clone()));
    commands(&mut script);
    script.key(Key::Call(first));
    assert_eq!(commands(&mut script), []);
    assert_eq!(undo_label(&script), "Hoàn tác");
}
