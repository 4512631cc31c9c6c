//! Whole flows, from the first start to the closed session, under the real rules.

use super::*;
use crate::chamber::command::{Choice, Holder, Teller};
use crate::chamber::rules::VoteForm;
use crate::chamber::{Phase, Refusal};
use crate::kiosk::World;
use nghitruong_ui::{Match, Screen, Touch};

#[test]
fn a_whole_day() {
    let mut script = Script::new();
    script.day();
    assert_eq!(script.refused, []);
    let view = script.shell.world().view();
    view.chamber.verify_invariants().expect("sound");
    let session = view.chamber.current().expect("a session");
    assert_eq!(session.phase, Phase::Closed);
    assert_eq!(session.clock_offset_ms, 60_000, "a minute was added at the opening");
    let votes: Vec<(bool, bool, [u32; 3])> = session
        .votes
        .list()
        .iter()
        .filter_map(|v| v.outcome.as_ref().map(|o| (o.passed, v.annulled.is_some(), o.counts())))
        .collect();
    assert_eq!(
        votes,
        [
            (true, false, [23, 0, 4]),
            (true, false, [25, 1, 1]),
            (false, true, [12, 13, 2]),
            (true, false, [21, 3, 3]),
            (true, false, [26, 0, 1]),
            (true, false, [24, 0, 3]),
            (true, false, [27, 0, 0]),
            (true, false, [27, 0, 0]),
            (true, false, [25, 0, 2]),
        ]
    );
    let ballot = session.votes.list().iter().find_map(|v| v.ballot.as_ref()).expect("an election");
    assert!(ballot.is_complete() && ballot.lines[0].outcome.counts() == [26, 1, 0]);
    assert!(session.is_secret(&crate::chamber::ids::ItemId::new("i5").expect("an id")));
    assert_eq!(session.votes.list()[1].rounds.len(), 1);
    assert_eq!(session.votes.list()[3].rounds.len(), 1, "names that differ are marked again");
    assert_eq!(session.recesses.len(), 1);
    let screens: std::collections::BTreeSet<String> =
        script.moments.iter().map(|m| format!("{:?}", m.face(false, crate::text::Lang::Vi).screen)).collect();
    assert_eq!(screens.len(), 26, "every screen but the waiting one: {screens:?}");
}

#[test]
fn import_reports_every_mistake_and_takes_nothing() {
    let mut script = Script::new();
    script.prepare();
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("session.toml"), "[council]\nname = 3\n").expect("written");
    let folder = crate::kiosk::effect::Folder { path: dir.path().to_owned(), label: "x".into(), files: 1 };
    script.shell.world_mut().folders.sessions = vec![folder];
    script.touch(Touch::Unlock);
    script.pin([2, 4, 6, 8]);
    script.key(Key::Settings);
    script.choose(Key::Import);
    script.touch(Touch::Import("0".into()));
    let face = script.shell.face(false);
    assert!(face.mistakes.len() > 3, "{:?}", face.mistakes);
    assert!(face.mistakes.iter().any(|m| m.file == "session.toml" && m.line == "2"), "{:?}", face.mistakes);
    script.touch(Touch::Back);
    assert!(script.shell.face(false).mistakes.is_empty());
}

#[test]
fn the_other_tellers_numbers_stay_hidden_until_both_are_final() {
    let mut script = debate();
    let device = {
        let id = script.session(|s| s.plan.secretaries[0].id.clone()).expect("a secretary");
        script.shell.world_mut().enrol(Holder::Secretary(id)).expect("enrolled")
    };
    while script.session(|s| s.floor.queue().next().is_some()) == Some(true) {
        script.touch(Touch::QueueRow(
            script.session(|s| s.floor.queue().next().map(|r| r.id.to_string())).flatten().expect("waits"),
        ));
        script.choose(Key::Written);
    }
    let item = script
        .session(|s| s.plan.agenda.iter().find(|i| !i.motions.is_empty()).map(|i| i.id.clone()))
        .flatten();
    script.key(Key::Items);
    script.choose(Key::GoTo(item.expect("an item with a motion")));
    script.key(Key::Vote);
    script.choose(Key::Form(VoteForm::ShowOfHands));
    script.touch(Touch::Confirm);
    let vote = script.session(|s| s.votes.open().map(|v| v.id.clone())).flatten().expect("open");
    let other = |s: &Script| -> Vec<String> {
        s.shell.face(false).hand_rows.iter().map(|r| r.other.to_string()).collect()
    };
    assert_eq!(other(&script), ["chờ", "chờ", "chờ"]);
    // The secretary is first: still nothing to see.
    let count = |counted| Command::CountHands { vote: vote.clone(), teller: Teller::Secretary, counted };
    script.by(&device, count([20, 2]));
    assert_eq!(other(&script), ["đã chốt", "đã chốt", "đã chốt"]);
    for _ in 0..21 {
        script.touch(Touch::Count(0, "for".into(), 1));
    }
    script.touch(Touch::Count(1, "for".into(), 1));
    script.touch(Touch::Count(0, "not-voting".into(), 1));
    assert_eq!(other(&script), ["đã chốt", "đã chốt", "đã chốt"]);
    script.key(Key::Count(vote.clone()));
    let face = script.shell.face(false);
    assert_eq!(other(&script), ["20", "2", "5"]);
    let matches: Vec<Match> = face.hand_rows.iter().map(|r| r.r#match).collect();
    assert_eq!(matches, [Match::Differs, Match::Differs, Match::Waiting]);
    assert!(face.hands.differs);
    script.key(Key::CloseVote(vote.clone()));
    script.touch(Touch::Confirm);
    assert!(script.shell.local().said.is_some(), "counts that differ cannot be closed");
    script.key(Key::Recount(vote.clone()));
    assert_eq!(script.shell.face(false).hand_rows[0].chair, "0");
    script.by(&device, count([21, 0]));
    for _ in 0..21 {
        script.touch(Touch::Count(0, "for".into(), 1));
    }
    script.key(Key::Count(vote.clone()));
    assert_eq!(script.shell.face(false).hands.strong, "Hai bên đếm khớp.");
    script.key(Key::CloseVote(vote));
    script.touch(Touch::Confirm);
    assert_eq!(script.shell.face(false).screen, Screen::Result);
    assert_eq!(script.refused, []);
}

#[test]
fn steppers_stop_at_those_present() {
    let mut script = debate();
    script.by(
        &crate::chamber::Actor::Chair,
        Command::GoToItem { item: crate::chamber::ids::ItemId::new("i2").expect("an id") },
    );
    script.key(Key::Vote);
    script.choose(Key::Form(VoteForm::ShowOfHands));
    script.touch(Touch::Confirm);
    for _ in 0..40 {
        script.touch(Touch::Count(0, "for".into(), 1));
    }
    script.touch(Touch::Count(0, "against".into(), 1));
    let rows: Vec<String> = script.shell.face(false).hand_rows.iter().map(|r| r.chair.to_string()).collect();
    assert_eq!(rows, ["27", "0", "0"]);
}

#[test]
fn an_entry_on_behalf_is_made_from_the_seat() {
    let mut script = debate();
    script.by(
        &crate::chamber::Actor::Chair,
        Command::GoToItem { item: crate::chamber::ids::ItemId::new("i2").expect("an id") },
    );
    script.key(Key::Vote);
    script.choose(Key::Form(VoteForm::Mixed));
    script.touch(Touch::Confirm);
    assert_eq!(script.shell.face(false).screen, Screen::Voting);
    script.touch(Touch::Seat("d08".into()));
    script.choose(Key::Choice(Choice::Against));
    assert_eq!(script.shell.face(false).ballot.cast, 1);
    // The absent delegate's seat does nothing.
    script.touch(Touch::Seat("d05".into()));
    assert_eq!(script.shell.face(false).screen, Screen::Voting);
    let vote = script.session(|s| s.votes.open().map(|v| v.id.clone())).flatten().expect("open");
    script.key(Key::CloseVote(vote));
    let lines = script.shell.face(false).lines;
    assert_eq!(lines[0].strong, "1 trên 27");
    assert!(lines[2].text.contains("và 14 đại biểu khác"), "{:?}", lines[2]);
}

#[test]
fn the_form_can_be_changed_while_a_vote_is_open() {
    let mut script = debate();
    script.by(
        &crate::chamber::Actor::Chair,
        Command::GoToItem { item: crate::chamber::ids::ItemId::new("i2").expect("an id") },
    );
    script.key(Key::Vote);
    script.choose(Key::Form(VoteForm::Mixed));
    script.touch(Touch::Confirm);
    let vote = script.session(|s| s.votes.open().map(|v| v.id.clone())).flatten().expect("open");
    script.key(Key::OtherForm(vote.clone()));
    script.choose(Key::Form(VoteForm::ShowOfHands));
    script.touch(Touch::Confirm);
    assert_eq!(script.shell.face(false).screen, Screen::Hands);
    let reason = script.session(|s| s.votes.get(&vote).and_then(|v| v.annulled.clone())).flatten();
    assert_eq!(reason.map(|(why, _)| why).as_deref(), Some("chuyển sang hình thức giơ tay"));
}

#[test]
fn a_fault_covers_the_stage_once_and_stays_as_a_strip() {
    let mut script = debate();
    let since = script.shell.world().now().utc_ms;
    script.shell.world_mut().health_mut().link_down = Some((since, "gone".into()));
    assert_eq!(script.shell.face(false).screen, Screen::Running, "a blink of the link is no fault");
    script.pass(2);
    let face = script.shell.face(false);
    assert_eq!(face.screen, Screen::Fault);
    let rev = script.shell.world().view().rev;
    assert_eq!(face.trouble.foot.strong, format!("{rev} bản ghi đã lưu").as_str());
    script.touch(Touch::Lock);
    script.key(Key::GoOn);
    let face = script.shell.face(false);
    assert_eq!(face.screen, Screen::Running, "the harmless key works locked too");
    assert!(face.strip.starts_with("Mất liên lạc"), "{}", face.strip);
    script.shell.world_mut().health_mut().link_down = None;
    assert_eq!(script.shell.face(false).strip, "");
    script.shell.world_mut().health_mut().link_down = Some((since + 60_000, "again".into()));
    script.pass(63);
    assert_eq!(script.shell.face(false).screen, Screen::Fault, "a new fault is shown again");
}

#[test]
fn too_few_present_warns_and_never_stops() {
    let mut script = debate();
    for seat in 14..=28 {
        let delegate = crate::chamber::ids::DelegateId::new(&format!("d{seat:02}")).expect("an id");
        let mark = crate::chamber::command::AttendanceMark::Left;
        script.by(&crate::chamber::Actor::Chair, Command::MarkAttendance { delegate, mark });
    }
    let face = script.shell.face(false);
    assert!(face.bar.below_quorum && !face.presence.enough);
    assert_eq!(face.toast.text, "Có mặt 12, chưa đủ 15: không nghị quyết nào có thể được thông qua.");
    script.touch(Touch::Dismiss);
    assert_eq!(script.shell.face(false).toast.text, "");
    commands(&mut script);
    script.key(Key::Call(crate::chamber::ids::SpeechId::new("r1").expect("an id")));
    assert_eq!(commands(&mut script).len(), 1, "the chair goes on");
    assert_eq!(script.refused, Vec::<Refusal>::new());
}

#[test]
fn a_published_result_does_not_come_back_after_a_restart() {
    let mut script = Script::new();
    script.day();
    let Script { shell, .. } = script;
    let view = shell.world().view();
    let again = crate::kiosk::Local::at_start(crate::kiosk::Scene { view: &view, now: shell.world().now() });
    assert!(again.is_locked() && again.pages.is_empty());
    let session = view.chamber.current().expect("a session");
    assert!(again.result_on_stage(session).is_none());
}
