//! What cannot be, and the sentence that says what to do instead: nothing panics, nothing changes.

use super::{Room, TELLERS, board, device, draft, paper, secretary, tally};
use nghitruong::chamber::command::{AttendanceMark, Choice, MotionDraft};
use nghitruong::chamber::plan::{Candidate, Effect, SessionPlan, Status};
use nghitruong::chamber::refusal::TallyFault;
use nghitruong::chamber::rules::{Matter, VoteForm};
use nghitruong::chamber::{Actor, Command, Event, Marks, Refusal};
use nghitruong::prepare::synthetic;
use nghitruong::text;

/// `answer` is the refusal `why`, and its sentences name what to do.
fn refused(answer: Result<Vec<Event>, Refusal>, why: &Refusal, [vi, en]: [&str; 2]) {
    assert_eq!(answer.as_ref(), Err(why));
    let said = text::refusal(why);
    assert!(said.vi.contains(vi) && said.en.contains(en), "{said:?} does not say {vi:?} and {en:?}");
}

fn opened(mut change: impl FnMut(&mut SessionPlan)) -> Room {
    let mut plan = synthetic(9, 1).expect("the sample").plan;
    change(&mut plan);
    let mut room = Room::of_plan(plan);
    for delegate in room.delegates() {
        room.chair(Command::CheckIn { delegate }).expect("present");
    }
    room.chair(Command::OpenSitting { total_delegates: 9 }).expect("opened");
    room
}

#[test]
fn more_hands_than_people() {
    let mut room = Room::open(9, 8);
    let vote = room.put(0, VoteForm::Cards);
    for (teller, actor) in TELLERS {
        for counted in [[9, 0], [5, 4], [u32::MAX, 1], [u32::MAX, u32::MAX]] {
            let count = Command::CountHands { vote: vote.clone(), teller, counted };
            let why = Refusal::CountTooHigh { present: 8 };
            refused(room.ask(count, &actor), &why, ["Đề nghị đếm lại", "Count again"]);
        }
    }
}

#[test]
fn nothing_to_vote_on() {
    let say = ["Ghi nội dung trước", "Enter it first"];
    let mut room = opened(|plan| {
        let motions = plan.agenda.iter_mut().flat_map(|i| &mut i.motions);
        motions.for_each(|m| m.title = "  ".to_owned());
    });
    let motions = vec![room.motions()[0].clone()];
    let open = Command::OpenVote { motions, form: VoteForm::Mixed };
    refused(room.chair(open), &Refusal::TextMissing, say);
    let item = room.session().agenda.current().expect("an item").clone();
    let add = Command::AddMotion { item, motion: Box::new(draft(" \n", Matter::Resolution)) };
    refused(room.ask(add, &secretary(&room)), &Refusal::TextMissing, say);
}

#[test]
fn a_council_of_nobody() {
    let say = ["phải lớn hơn 0", "cannot be zero"];
    let mut room = Room::new(9);
    let none = Command::OpenSitting { total_delegates: 0 };
    refused(room.chair(none), &Refusal::BadTotal { present: 0 }, say);
    let mut room = Room::open(9, 5);
    let why = Refusal::BadTotal { present: 5 };
    for total_delegates in [0, 4] {
        refused(room.chair(Command::ConfirmTotal { total_delegates }), &why, say);
    }
}

#[test]
fn more_come_than_there_are_delegates() {
    let mut room = Room::new(9);
    let all = room.delegates();
    for delegate in all[..5].iter().cloned() {
        room.chair(Command::CheckIn { delegate }).expect("present");
    }
    room.chair(Command::OpenSitting { total_delegates: 5 }).expect("opened");
    let vote = room.put(0, VoteForm::Mixed);
    let leave = Command::MarkAttendance { delegate: all[0].clone(), mark: AttendanceMark::Left };
    room.chair(leave).expect("left");
    let say = ["phải", "cannot be"];
    let come = Command::CheckIn { delegate: all[5].clone() };
    refused(room.ask(come.clone(), &device(&all[5])), &Refusal::BadTotal { present: 6 }, say);
    room.chair(Command::CloseVote { vote }).expect("closed");
    room.ask(come, &device(&all[5])).expect("as many as before");
    let mark = Command::MarkAttendance { delegate: all[6].clone(), mark: AttendanceMark::Present };
    refused(room.ask(mark.clone(), &Actor::Desk), &Refusal::BadTotal { present: 6 }, say);
    room.chair(Command::ConfirmTotal { total_delegates: 9 }).expect("confirmed anew");
    room.ask(mark, &Actor::Desk).expect("marked");
}

#[test]
fn somebody_who_left_before_the_close() {
    let mut room = Room::open(9, 9);
    let first = room.delegates()[0].clone();
    let vote = room.put(0, VoteForm::Mixed);
    let leave = Command::MarkAttendance { delegate: first.clone(), mark: AttendanceMark::Left };
    room.ask(leave, &device(&first)).expect("left");
    let cast = Command::CastChoice { vote, delegate: first.clone(), choice: Choice::For };
    for actor in [device(&first), Actor::Desk, Actor::Chair] {
        refused(room.ask(cast.clone(), &actor), &Refusal::NotPresent, ["báo Thư ký", "tell the secretary"]);
    }
}

#[test]
fn a_vote_over_an_open_one() {
    let mut room = Room::open(9, 9);
    room.put(0, VoteForm::Mixed);
    let why = Refusal::VoteOpen { vote: "v1".to_owned() };
    let say = ["Đóng hoặc hủy", "Close or annul"];
    let open = Command::OpenVote { motions: vec![room.motions()[1].clone()], form: VoteForm::Mixed };
    refused(room.chair(open), &why, say);
    let change = Command::ChangeStatus { delegate: room.delegates()[0].clone(), status: Status::Resigned };
    refused(room.chair(change), &why, say);
    refused(room.chair(Command::ConfirmTotal { total_delegates: 20 }), &why, say);
}

#[test]
fn other_rules_in_the_middle_of_a_session() {
    let mut room = Room::open(9, 9);
    let mut plan = (*room.session().plan).clone();
    plan.rules.tellers.value = 1;
    let import = Command::ImportSession(Box::new(plan));
    for actor in [Actor::Chair, Actor::Desk, Actor::Operator] {
        let say = ["Bế mạc kỳ họp này trước", "Close it first"];
        refused(room.ask(import.clone(), &actor), &Refusal::SessionRunning, say);
    }
}

#[test]
fn a_voiced_choice_where_only_devices_count() {
    let mut room = Room::open(9, 9);
    let vote = room.put(0, VoteForm::Electronic);
    let cast = Command::CastChoice { vote, delegate: room.delegates()[0].clone(), choice: Choice::For };
    for actor in [Actor::Desk, Actor::Chair, secretary(&room)] {
        let say = ["hủy và mở lại", "annul it and open the mixed form"];
        refused(room.ask(cast.clone(), &actor), &Refusal::DeviceOnly, say);
    }
}

#[test]
fn ballots_that_nobody_may_count() {
    let mut room = Room::open(9, 9);
    let ballot = room.add_ballot(&["A"], 1);
    let open = |motion: &_, form| Command::OpenVote { motions: vec![Clone::clone(motion)], form };
    let say = ["Biểu quyết bầu Ban kiểm phiếu trước", "Elect it first"];
    refused(room.chair(open(&ballot, VoteForm::SecretBallot)), &Refusal::NoTallyBoard, say);
    let say = ["chọn hình thức khác", "choose another form"];
    refused(room.chair(open(&ballot, VoteForm::Mixed)), &Refusal::BallotNeedsPaper, say);
    let plain = room.motions().last().cloned().expect("a motion");
    refused(room.chair(open(&plain, VoteForm::SecretBallot)), &Refusal::BallotNeedsPaper, say);

    room.elect_board();
    let mut paper = paper(&["Bà H"], 1);
    paper.candidates[0].delegate = Some(room.delegates()[0].clone());
    let stands = MotionDraft { ballot: Some(paper), ..draft("Bầu", Matter::Personnel) };
    let stands = room.add(stands);
    let name = room.session().plan.delegates[0].name.clone();
    let say = ["Bầu lại Ban kiểm phiếu trước", "Elect another board first"];
    let answer = room.chair(open(&stands, VoteForm::SecretBallot));
    refused(answer, &Refusal::BoardMemberStands { name }, say);
}

#[test]
fn papers_and_boards_that_cannot_be() {
    let mut room = Room::open(9, 9);
    let item = room.session().agenda.current().expect("an item").clone();
    let all = room.delegates();
    let mut add =
        |motion: MotionDraft| room.chair(Command::AddMotion { item: item.clone(), motion: Box::new(motion) });
    let stranger = Candidate { name: "X".to_owned(), delegate: "x1".to_owned().try_into().ok() };
    let mut unknown = paper(&["A"], 1);
    unknown.candidates.push(stranger);
    for ballot in
        [paper(&[], 1), paper(&["A", " A"], 1), paper(&[" "], 1), paper(&["A"], 0), paper(&["A"], 2), unknown]
    {
        let motion = MotionDraft { ballot: Some(ballot), ..draft("Bầu", Matter::Personnel) };
        refused(add(motion), &Refusal::BadBallot, ["cần ít nhất một người", "it needs at least one name"]);
    }
    let mut confidence = paper(&["A"], 1);
    confidence.kind = nghitruong::chamber::plan::BallotKind::Confidence;
    let motion = MotionDraft { ballot: Some(confidence), ..draft("Tín nhiệm", Matter::Confidence) };
    refused(
        add(motion),
        &Refusal::ConfidenceOff,
        ["rồi bật mục confidence_votes", "then set confidence_votes"],
    );

    let two_heads = {
        let mut b = board(&all[..3]);
        b[1].role = b[0].role;
        b
    };
    let twice = board(&[all[0].clone(), all[1].clone(), all[1].clone()]);
    for members in [board(&all[..2]), two_heads, twice] {
        let effect = Some(Effect::TallyBoard { members });
        let motion = MotionDraft { effect, ..draft("Ban kiểm phiếu", Matter::Procedural) };
        let say = ["cần ít nhất 3 đại biểu", "needs at least 3 acting delegates"];
        refused(add(motion), &Refusal::BadBoard { least: 3 }, say);
    }
}

#[test]
fn parts_that_wait_and_blocks_that_do_not_fit() {
    let mut room = Room::open(9, 9);
    let whole = room.add(draft("Nghị quyết", Matter::Resolution));
    let part =
        room.add(MotionDraft { part_of: Some(whole.clone()), ..draft("Điều 1", Matter::Resolution) });
    let open = |motions: &[&_]| Command::OpenVote {
        motions: motions.iter().map(|m| Clone::clone(*m)).collect(),
        form: VoteForm::ShowOfHands,
    };
    let number = room.session().plan.motion(&part).expect("there").1.number.clone();
    let why = Refusal::PartsOpen { number };
    let say = ["Biểu quyết từng phần trước", "Vote on the parts first"];
    refused(room.chair(open(&[&whole])), &why, say);
    refused(room.chair(open(&[&part, &whole])), &why, say);

    let plain = room.add(draft("Khác", Matter::Resolution));
    let removal = room.add(draft("Bãi nhiệm đại biểu", Matter::DelegateRemoval));
    let ballot = room.add_ballot(&["A"], 1);
    let effect = Some(Effect::ClosedDoors);
    let doors = room.add(MotionDraft { effect, ..draft("Họp kín", Matter::Resolution) });
    for second in [&plain, &removal, &ballot, &doors] {
        let say = ["phải khác nhau, cùng tỷ lệ", "they must differ, need the same majority"];
        refused(room.chair(open(&[&plain, second])), &Refusal::BadBlock, say);
    }
    assert_eq!(room.chair(open(&[])), Err(Refusal::UnknownMotion));
}

#[test]
fn figures_of_ballots_that_do_not_fit() {
    let mut room = Room::open(9, 8);
    room.elect_board();
    let ballot = room.add_ballot(&["A", "B"], 1);
    let vote = room.put_motion(ballot, VoteForm::SecretBallot);
    let mut with = |change: fn(&mut nghitruong::chamber::BallotTally), fault, say| {
        let mut tally = tally(8, &[5, 3]);
        change(&mut tally);
        let enter = Command::EnterTally { vote: vote.clone(), tally };
        refused(room.ask(enter, &secretary(&room)), &Refusal::TallyWrong { fault }, say);
    };
    let name = || "A".to_owned();
    with(|t| t.issued = 9, TallyFault::IssuedOverPresent { present: 8 }, ["Kiểm lại", "Check the number"]);
    with(|t| t.collected = 9, TallyFault::CollectedOverIssued, ["Kiểm lại hai số", "Check both"]);
    with(|t| t.invalid = 1, TallyFault::ValidAndInvalid, ["phải bằng phiếu thu vào", "must add up"]);
    with(|t| t.lines[0].against = 9, TallyFault::Line { name: name() }, ["phải bằng", "must add up"]);
    with(
        |t| t.lines[1] = Marks { r#for: 4, against: 4, blank: 0 },
        TallyFault::TooManyMarks { most: 8 },
        ["không được chọn", "no more of them"],
    );
    with(|t| t.lines.truncate(1), TallyFault::Lines, ["cần một dòng", "needs a line"]);
}

#[test]
fn doors_without_a_decision_and_devices_behind_them() {
    let mut room = Room::open(9, 9);
    let say = ["Biểu quyết việc họp kín trước", "Vote on it first"];
    refused(room.chair(Command::CloseDoors), &Refusal::DoorsNotDecided, say);
    let effect = Some(Effect::ClosedDoors);
    let doors = room.add(MotionDraft { effect, ..draft("Họp kín", Matter::Procedural) });
    room.by_hands(doors.clone(), [4, 5]);
    refused(room.chair(Command::CloseDoors), &Refusal::DoorsNotDecided, say);
    room.by_hands(doors, [5, 4]);
    room.chair(Command::CloseDoors).expect("closed");
    let first = room.delegates()[0].clone();
    let asks = [
        (Command::CheckIn { delegate: first.clone() }, device(&first)),
        (Command::CountGuests { line: 0, came: 1 }, secretary(&room)),
    ];
    for (ask, actor) in asks {
        refused(room.ask(ask, &actor), &Refusal::DoorsClosed, ["Kết thúc họp kín trước", "End it first"]);
    }
}

#[test]
fn somebody_who_may_not_act() {
    let mut room = Room::open(9, 8);
    let first = room.delegates()[0].clone();
    let suspend = Command::ChangeStatus { delegate: first.clone(), status: Status::Suspended };
    room.chair(suspend).expect("suspended");
    let say = ["Thư ký sửa trạng thái trước", "let the secretary correct it first"];
    let come = Command::CheckIn { delegate: first.clone() };
    refused(room.ask(come, &device(&first)), &Refusal::NotInOffice, say);
    let mark = Command::MarkAttendance { delegate: first.clone(), mark: AttendanceMark::Present };
    refused(room.ask(mark, &Actor::Desk), &Refusal::NotInOffice, say);
    let vote = room.put(0, VoteForm::Mixed);
    let cast = Command::CastChoice { vote, delegate: first, choice: Choice::For };
    assert_eq!(room.ask(cast, &Actor::Desk), Err(Refusal::NotPresent));
}
