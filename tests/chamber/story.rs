//! One sitting told step by step, and each refusal where it belongs.

use super::{Room, device};
use nghitruong::chamber::command::{
    AttendanceMark, Choice, DeviceKind, Enrolment, Holder, IssuedCode, PinRole, Teller,
};
use nghitruong::chamber::ids::{DeviceId, VoteId};
use nghitruong::chamber::rules::{HandsCount, Setting, TurnKind, VoteForm};
use nghitruong::chamber::{Actor, Attendance, Command, Event, Phase, Refusal, Speaker, SpeechState};

fn vote(id: &str) -> VoteId {
    VoteId::new(id).expect("an id")
}

fn open_mixed(room: &mut Room, index: usize) -> VoteId {
    room.put(index, VoteForm::Mixed)
}

#[test]
fn a_budget_passes_with_26_of_28() {
    let mut room = Room::open(28, 27);
    let id = open_mixed(&mut room, 0);
    for (index, delegate) in room.delegates().into_iter().take(27).enumerate() {
        let choice = if index == 5 { Choice::NotVoting } else { Choice::For };
        room.ask(
            Command::CastChoice { vote: id.clone(), delegate: delegate.clone(), choice },
            &device(&delegate),
        )
        .expect("cast");
    }
    room.chair(Command::CloseVote { vote: id.clone() }).expect("closed");
    let outcome = room.session().votes.get(&id).and_then(|v| v.outcome.clone()).expect("an outcome");
    assert_eq!((outcome.total_delegates, outcome.present, outcome.counts()), (28, 27, [26, 0, 1]));
    assert!(outcome.passed);
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn exactly_half_fails_and_silence_is_not_consent() {
    let mut room = Room::open(28, 27);
    let id = open_mixed(&mut room, 0);
    for delegate in room.delegates().into_iter().take(14) {
        room.ask(
            Command::CastChoice { vote: id.clone(), delegate: delegate.clone(), choice: Choice::For },
            &device(&delegate),
        )
        .expect("cast");
    }
    room.chair(Command::CloseVote { vote: id.clone() }).expect("closed");
    let outcome = room.session().votes.get(&id).and_then(|v| v.outcome.clone()).expect("an outcome");
    assert_eq!(outcome.counts(), [14, 0, 13]);
    assert!(!outcome.passed);
}

#[test]
fn the_last_choice_before_the_close_counts_and_none_after() {
    let mut room = Room::open(5, 5);
    let id = open_mixed(&mut room, 0);
    let first = room.delegates()[0].clone();
    let cast = |choice| Command::CastChoice { vote: id.clone(), delegate: first.clone(), choice };
    room.ask(cast(Choice::Against), &device(&first)).expect("cast");
    room.ask(cast(Choice::For), &device(&first)).expect("changed");
    room.chair(Command::CloseVote { vote: id.clone() }).expect("closed");
    assert_eq!(room.session().votes.get(&id).expect("kept").running(), [1, 0, 0]);
    let late = room.ask(cast(Choice::Against), &device(&first));
    assert_eq!(late, Err(Refusal::VoteClosed { late_ms: Some(1000) }));
}

#[test]
fn nobody_votes_for_another_but_the_secretary_at_a_voiced_request() {
    let mut room = Room::open(5, 4);
    let id = open_mixed(&mut room, 0);
    let all = room.delegates();
    let cast = |index: usize| Command::CastChoice {
        vote: id.clone(),
        delegate: all[index].clone(),
        choice: Choice::For,
    };
    assert_eq!(room.ask(cast(1), &device(&all[0])), Err(Refusal::NotAllowed));
    assert_eq!(room.ask(cast(1), &Actor::Door), Err(Refusal::NotAllowed));
    assert_eq!(room.ask(cast(4), &device(&all[4])), Err(Refusal::NotPresent));
    room.ask(cast(1), &Actor::Desk).expect("by the secretary");
    room.chair(cast(2)).expect("at the kiosk");
    assert_eq!(room.session().votes.get(&id).expect("open").casts.len(), 2);
}

#[test]
fn a_profile_may_make_the_first_choice_final() {
    let mut plan = nghitruong::prepare::synthetic(5, 1).expect("the sample").plan;
    plan.rules.change_until_close.value = false;
    let mut room = Room::of_plan(plan);
    for delegate in room.delegates() {
        room.chair(Command::CheckIn { delegate }).expect("marked");
    }
    room.chair(Command::OpenSitting { total_delegates: 5 }).expect("opened");
    let id = open_mixed(&mut room, 0);
    let first = room.delegates()[0].clone();
    let cast = |choice| Command::CastChoice { vote: id.clone(), delegate: first.clone(), choice };
    room.ask(cast(Choice::For), &device(&first)).expect("cast");
    assert_eq!(room.ask(cast(Choice::Against), &device(&first)), Err(Refusal::ChoiceFinal));
}

fn hands(room: &mut Room) -> VoteId {
    room.put(0, VoteForm::ShowOfHands)
}

fn set<T>(setting: &mut Setting<T>, value: T) {
    setting.value = value;
}

#[test]
fn two_tellers_must_agree_before_hands_count() {
    let mut plan = nghitruong::prepare::synthetic(28, 1).expect("the sample").plan;
    set(&mut plan.rules.tellers, 2);
    set(&mut plan.rules.hands_count, HandsCount::ForAndAgainst);
    let mut room = Room::of_plan(plan);
    for delegate in room.delegates().into_iter().take(27) {
        room.chair(Command::CheckIn { delegate }).expect("marked");
    }
    room.chair(Command::OpenSitting { total_delegates: 28 }).expect("opened");
    let id = hands(&mut room);
    let close = Command::CloseVote { vote: id.clone() };
    let count = |teller, counted| Command::CountHands { vote: id.clone(), teller, counted };
    assert_eq!(room.chair(close.clone()), Err(Refusal::CountMissing));
    assert_eq!(room.chair(count(Teller::Kiosk, [27, 1])), Err(Refusal::CountTooHigh { present: 27 }));
    room.chair(count(Teller::Kiosk, [26, 0])).expect("counted");
    room.ask(count(Teller::Secretary, [25, 0]), &Actor::Desk).expect("counted");
    assert_eq!(room.chair(close.clone()), Err(Refusal::CountsDiffer));
    room.chair(Command::RecountHands { vote: id.clone() }).expect("recount");
    assert_eq!(room.chair(close.clone()), Err(Refusal::CountMissing));
    room.chair(count(Teller::Kiosk, [26, 0])).expect("counted");
    room.ask(count(Teller::Secretary, [26, 0]), &Actor::Desk).expect("counted");
    room.chair(close).expect("closed");
    let vote = room.session().votes.get(&id).expect("kept");
    assert_eq!(vote.outcome.as_ref().expect("decided").counts(), [26, 0, 1]);
    assert_eq!(vote.rounds.len(), 1);
}

#[test]
fn a_delegate_may_not_count_hands() {
    let mut room = Room::open(5, 5);
    let id = hands(&mut room);
    let first = room.delegates()[0].clone();
    let count = Command::CountHands { vote: id, teller: Teller::Secretary, counted: [5, 0] };
    assert_eq!(room.ask(count, &device(&first)), Err(Refusal::NotAllowed));
}

#[test]
fn one_vote_at_a_time_and_a_passed_motion_stays_passed_until_annulled() {
    let mut room = Room::open(5, 5);
    let first = open_mixed(&mut room, 0);
    let again = Command::OpenVote { motions: vec![room.motions()[0].clone()], form: VoteForm::Mixed };
    assert_eq!(room.chair(again.clone()), Err(Refusal::VoteOpen { vote: "v1".into() }));
    for delegate in room.delegates() {
        room.chair(Command::CastChoice { vote: first.clone(), delegate, choice: Choice::For }).expect("cast");
    }
    assert_eq!(
        room.chair(Command::PublishResult { vote: first.clone() }),
        Err(Refusal::VoteOpen { vote: "v1".into() })
    );
    room.chair(Command::CloseVote { vote: first.clone() }).expect("closed");
    assert_eq!(room.chair(again.clone()), Err(Refusal::AlreadyDecided));
    let annul = |reason: &str| Command::AnnulVote { vote: first.clone(), reason: reason.into() };
    assert_eq!(room.chair(annul("  ")), Err(Refusal::ReasonMissing));
    room.chair(annul("Nhầm văn bản")).expect("annulled");
    room.chair(again).expect("repeated");
    let list = room.session().votes.list();
    assert_eq!(list.len(), 2);
    assert!(list[0].annulled.is_some() && list[0].outcome.is_some());
    assert_eq!(room.chair(Command::PublishResult { vote: vote("v1") }), Err(Refusal::VoteAnnulled));
    assert_eq!(room.chair(Command::CloseVote { vote: vote("v9") }), Err(Refusal::UnknownVote));
}

#[test]
fn the_chair_alone_opens_and_closes() {
    let mut room = Room::open(5, 5);
    let motion = room.motions()[0].clone();
    let delegate = room.delegates()[0].clone();
    for actor in [Actor::Desk, Actor::Kiosk, Actor::Door, Actor::Operator, device(&delegate)] {
        let open = Command::OpenVote { motions: vec![motion.clone()], form: VoteForm::Mixed };
        assert_eq!(room.ask(open, &actor), Err(Refusal::NotAllowed), "{actor:?}");
        assert_eq!(room.ask(Command::CloseSitting, &actor), Err(Refusal::NotAllowed), "{actor:?}");
    }
}

#[test]
fn the_queue_holds_a_person_once_and_tells_the_rest_that_they_were_not_reached() {
    let mut room = Room::open(28, 27);
    let item = room.session().plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
    let all = room.delegates();
    let request = |index: usize| Command::RequestSpeech {
        speaker: Speaker::Delegate(all[index].clone()),
        kind: TurnKind::Speech,
    };
    assert_eq!(room.ask(request(0), &device(&all[0])), Err(Refusal::DiscussionClosed));
    room.chair(Command::GoToItem { item }).expect("there");
    for (index, delegate) in all.iter().enumerate().take(4) {
        room.ask(request(index), &device(delegate)).expect("registered");
    }
    assert_eq!(room.ask(request(1), &device(&all[1])), Err(Refusal::AlreadyRegistered));
    assert_eq!(room.ask(request(27), &device(&all[27])), Err(Refusal::NotPresent));
    let queue = |room: &Room| room.session().floor.queue().map(|s| s.id.clone()).collect::<Vec<_>>();
    let ids = queue(&room);
    room.chair(Command::DeferSpeech { speech: ids[0].clone() }).expect("one back");
    assert_eq!(queue(&room)[1], ids[0]);
    room.chair(Command::CallSpeaker { speech: ids[1].clone() }).expect("called");
    room.at += 59_000;
    room.chair(Command::PauseSpeech).expect("paused");
    room.at += 300_000;
    room.chair(Command::ResumeSpeech).expect("resumed");
    room.at += 9_000;
    room.chair(Command::StopSpeech).expect("stopped");
    assert_eq!(room.session().floor.speech(&ids[1]).expect("kept").spoken_ms, 70_000);
    room.ask(
        Command::WithdrawOwn { speaker: Speaker::Delegate(all[3].clone()), kind: TurnKind::Speech },
        &device(&all[3]),
    )
    .expect("withdrawn");
    room.chair(Command::EndDiscussion).expect("ended");
    let states: Vec<SpeechState> = room.session().floor.speeches().iter().map(|s| s.state).collect();
    assert_eq!(
        states,
        [SpeechState::NotReached, SpeechState::Done, SpeechState::NotReached, SpeechState::Withdrawn]
    );
    room.ask(Command::SpeechInWriting { speech: ids[0].clone(), text: String::new() }, &device(&all[0]))
        .expect("in writing");
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn a_code_enrols_once_and_a_new_phone_replaces_the_old() {
    let mut room = Room::new(5);
    let holder = Holder::Delegate(room.delegates()[0].clone());
    let code = |hash: &str, expires_at| IssuedCode { holder: holder.clone(), hash: hash.into(), expires_at };
    let issue = |room: &mut Room, code| {
        let session = room.session().plan.session.clone();
        room.ask(Command::IssueCodes { session, codes: vec![code] }, &Actor::Operator).expect("issued");
    };
    let enrol = |device: &str, hash: &str| {
        Command::Enrol(Enrolment {
            device: DeviceId::new(device).expect("an id"),
            code_hash: hash.into(),
            key: "00".repeat(32),
            secret_hash: "11".into(),
            kind: DeviceKind::Phone,
        })
    };
    issue(&mut room, code("a", None));
    assert_eq!(room.ask(enrol("p-1", "x"), &Actor::Door), Err(Refusal::BadCode));
    room.ask(enrol("p-1", "a"), &Actor::Door).expect("enrolled");
    assert_eq!(
        room.ask(enrol("p-1", "a"), &Actor::Door),
        Ok(vec![]),
        "the answer was lost and is asked for again"
    );
    assert_eq!(room.ask(enrol("p-2", "a"), &Actor::Door), Err(Refusal::BadCode), "used");
    let soon = room.at + 60_000;
    issue(&mut room, code("b", Some(soon)));
    room.at += 70_000;
    assert_eq!(room.ask(enrol("p-2", "b"), &Actor::Door), Err(Refusal::CodeExpired));
    issue(&mut room, code("c", None));
    let events = room.ask(enrol("p-2", "c"), &Actor::Door).expect("enrolled");
    assert!(matches!(&events[0], Event::DeviceReplaced { device, .. } if device.as_str() == "p-1"));
    let delegate = room.delegates()[0].clone();
    assert_eq!(room.session().devices_of(&delegate).len(), 1);
}

#[test]
fn presence_is_said_or_tapped_and_absence_has_a_reason() {
    let mut room = Room::new(28);
    let all = room.delegates();
    let away =
        room.session().roll.entries().values().filter(|e| e.attendance != Attendance::Expected).count();
    assert_eq!(away, 1, "one absence was reported in advance");
    let mark = |index: usize, mark| Command::MarkAttendance { delegate: all[index].clone(), mark };
    let excused = |reason: &str| AttendanceMark::AbsentExcused { reason: reason.into() };
    assert_eq!(room.chair(mark(0, excused(" "))), Err(Refusal::ReasonMissing));
    assert_eq!(room.chair(mark(0, AttendanceMark::Left)), Err(Refusal::NotPresent));
    assert_eq!(room.ask(mark(1, AttendanceMark::Present), &device(&all[1])), Err(Refusal::NotAllowed));
    room.ask(Command::CheckIn { delegate: all[1].clone() }, &device(&all[1])).expect("in the room");
    assert_eq!(room.ask(Command::CheckIn { delegate: all[1].clone() }, &device(&all[1])), Ok(vec![]));
    room.ask(mark(1, AttendanceMark::Left), &device(&all[1])).expect("left");
    assert_eq!(room.session().roll.present_count(), 0);
    assert_eq!(
        room.chair(Command::OpenSitting { total_delegates: 0 }),
        Err(Refusal::BadTotal { present: 0 })
    );
}

#[test]
fn the_agenda_obeys_the_chair_and_nothing_else_moves_it() {
    let mut room = Room::open(5, 5);
    let order = room.session().agenda.order().to_vec();
    room.chair(Command::MoveItem { item: order[3].clone(), position: 1 }).expect("moved");
    assert_eq!(room.session().agenda.order()[1], order[3]);
    room.chair(Command::PostponeItem { item: order[5].clone(), reason: "Chưa đủ tài liệu".into() })
        .expect("put off");
    assert_eq!(room.chair(Command::GoToItem { item: order[5].clone() }), Err(Refusal::ItemPostponed));
    room.chair(Command::RestoreItem { item: order[5].clone() }).expect("restored");
    room.chair(Command::GoToItem { item: order[5].clone() }).expect("there");
    open_mixed(&mut room, 0);
    assert_eq!(
        room.chair(Command::GoToItem { item: order[0].clone() }),
        Err(Refusal::VoteOpen { vote: "v1".into() })
    );
    assert_eq!(
        room.chair(Command::StartRecess { resume_at: None }),
        Err(Refusal::VoteOpen { vote: "v1".into() })
    );
    assert_eq!(room.chair(Command::CloseSitting), Err(Refusal::VoteOpen { vote: "v1".into() }));
}

#[test]
fn recess_and_close() {
    let mut room = Room::open(5, 5);
    room.chair(Command::StartRecess { resume_at: Some(room.at + 600_000) }).expect("recess");
    let motion = room.motions()[0].clone();
    assert_eq!(
        room.chair(Command::OpenVote { motions: vec![motion], form: VoteForm::Mixed }),
        Err(Refusal::InRecess)
    );
    room.chair(Command::EndRecess).expect("resumed");
    assert_eq!(room.chair(Command::EndRecess), Err(Refusal::NotInRecess));
    room.chair(Command::CloseSitting).expect("closed");
    assert_eq!(room.session().phase, Phase::Closed);
    let delegate = room.delegates()[0].clone();
    assert_eq!(room.chair(Command::CheckIn { delegate }), Err(Refusal::SittingClosed));
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn a_running_session_cannot_be_replaced_and_a_pin_is_set_once() {
    let mut room = Room::open(5, 5);
    let plan = nghitruong::prepare::synthetic(6, 1).expect("the sample").plan;
    let import = Command::ImportSession(Box::new(plan));
    assert_eq!(room.ask(import, &Actor::Operator), Err(Refusal::SessionRunning));
    let pin = |hash: &str| Command::SetPin { role: PinRole::Chair, hash: hash.into() };
    room.ask(pin("a"), &Actor::Kiosk).expect("first touch");
    assert_eq!(room.ask(pin("b"), &Actor::Kiosk), Err(Refusal::PinAlreadySet));
    room.chair(pin("b")).expect("with the old one");
}

#[test]
fn a_corrected_clock_changes_no_speaking_time() {
    let mut room = Room::open(28, 27);
    let item = room.session().plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
    let first = room.delegates()[0].clone();
    room.chair(Command::GoToItem { item }).expect("there");
    room.ask(
        Command::RequestSpeech { speaker: Speaker::Delegate(first.clone()), kind: TurnKind::Speech },
        &device(&first),
    )
    .expect("asked");
    let speech = room.session().floor.queue().next().expect("waiting").id.clone();
    room.chair(Command::CallSpeaker { speech: speech.clone() }).expect("called");
    room.at += 29_000;
    room.chair(Command::CorrectClock { offset_ms: 1_500_000_000_000 }).expect("corrected");
    room.at += 9_000;
    room.chair(Command::StopSpeech).expect("stopped");
    assert_eq!(room.session().floor.speech(&speech).expect("kept").spoken_ms, 40_000);
}
