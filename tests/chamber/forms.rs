//! Every form of vote once from opening to result, and what goes with it: held votes, blocks, parts, second ballots, the
//! doors, and who is a delegate.

use super::{Room, TELLERS, board, device, draft, tally};
use nghitruong::chamber::command::{AttendanceMark, Choice, MotionDraft};
use nghitruong::chamber::event::Via;
use nghitruong::chamber::plan::{Effect, Seating, SeatingShape, Status};
use nghitruong::chamber::rules::{Base, Majority, Matter, VoteForm};
use nghitruong::chamber::{Actor, Command, Event, Refusal};
use std::collections::BTreeMap;

#[test]
fn devices_alone_or_devices_and_voiced_choices() {
    let mut room = Room::open(5, 5);
    let all = room.delegates();
    for (index, form) in [VoteForm::Electronic, VoteForm::Mixed].into_iter().enumerate() {
        let vote = room.put(index, form);
        let cast =
            |d: usize, choice| Command::CastChoice { vote: vote.clone(), delegate: all[d].clone(), choice };
        room.ask(cast(0, Choice::For), &device(&all[0])).expect("recorded");
        let voiced = room.ask(cast(1, Choice::Against), &Actor::Desk);
        assert_eq!(voiced.is_ok(), form == VoteForm::Mixed, "{voiced:?}");
        room.chair(Command::CloseVote { vote: vote.clone() }).expect("closed");
        let outcome = room.session().votes.get(&vote).and_then(|v| v.outcome.clone()).expect("an outcome");
        let expected = if form == VoteForm::Mixed { [1, 1, 3] } else { [1, 0, 4] };
        assert_eq!(outcome.counts(), expected);
    }
}

#[test]
fn cards_are_counted_as_hands_are() {
    let mut room = Room::open(9, 8);
    let vote = room.put(0, VoteForm::Cards);
    for (teller, actor) in TELLERS {
        room.ask(Command::CountHands { vote: vote.clone(), teller, counted: [6, 1] }, &actor)
            .expect("counted");
    }
    room.chair(Command::CloseVote { vote: vote.clone() }).expect("closed");
    let outcome = room.session().votes.get(&vote).and_then(|v| v.outcome.clone()).expect("an outcome");
    assert_eq!(outcome.counts(), [6, 1, 1]);
}

#[test]
fn hands_by_name_must_agree_by_name_and_give_everybody_the_choice_that_was_seen() {
    let mut room = Room::open(5, 4);
    let all = room.delegates();
    let vote = room.put(0, VoteForm::HandsByName);
    let seen = |pairs: &[(usize, Choice)]| -> BTreeMap<_, _> {
        pairs.iter().map(|(d, c)| (all[*d].clone(), *c)).collect()
    };
    let count = |teller, choices| Command::CountNames { vote: vote.clone(), teller, choices };
    let [(kiosk, chair), (second, desk)] = TELLERS;
    let right = seen(&[(0, Choice::For), (1, Choice::For), (2, Choice::Against), (3, Choice::NotVoting)]);
    // The same totals are not the same names.
    let other = seen(&[(0, Choice::For), (2, Choice::For), (1, Choice::Against)]);
    room.ask(count(kiosk, right.clone()), &chair).expect("counted");
    room.ask(count(second, other), &desk).expect("counted");
    assert_eq!(room.chair(Command::CloseVote { vote: vote.clone() }), Err(Refusal::CountsDiffer));
    room.chair(Command::RecountHands { vote: vote.clone() }).expect("again");
    let stranger = seen(&[(4, Choice::For)]);
    assert_eq!(room.ask(count(kiosk, stranger), &chair), Err(Refusal::NotPresent));
    for (teller, actor) in TELLERS {
        room.ask(count(teller, right.clone()), &actor).expect("counted");
    }
    // Somebody whose hand was seen leaves before the close: the hand counts, and so does the head.
    room.ask(
        Command::MarkAttendance { delegate: all[2].clone(), mark: AttendanceMark::Left },
        &device(&all[2]),
    )
    .expect("left");
    room.chair(Command::CloseVote { vote: vote.clone() }).expect("closed");
    let vote = room.session().votes.get(&vote).expect("kept");
    let outcome = vote.outcome.as_ref().expect("an outcome");
    assert_eq!((outcome.present, outcome.counts()), (4, [2, 1, 1]));
    assert_eq!(vote.casts.len(), 3);
    assert!(vote.casts.values().all(|c| c.via == Via::Tellers));
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn a_held_vote_takes_no_choice_and_its_time_stands_still() {
    let mut room = Room::open(5, 5);
    let first = room.delegates()[0].clone();
    let vote = room.put(0, VoteForm::Electronic);
    let cast = Command::CastChoice { vote: vote.clone(), delegate: first.clone(), choice: Choice::For };
    assert_eq!(room.chair(Command::ResumeVote { vote: vote.clone() }), Err(Refusal::VoteNotHeld));
    room.chair(Command::HoldVote { vote: vote.clone() }).expect("held");
    let before = room.session().votes.get(&vote).expect("open").running_ms(room.at);
    room.at += 60_000;
    assert_eq!(room.chair(Command::HoldVote { vote: vote.clone() }), Ok(vec![]), "it is so already");
    assert_eq!(room.ask(cast.clone(), &device(&first)), Err(Refusal::VoteHeld));
    assert_eq!(room.chair(Command::CloseVote { vote: vote.clone() }), Err(Refusal::VoteHeld));
    room.chair(Command::ResumeVote { vote: vote.clone() }).expect("resumed");
    assert_eq!(room.session().votes.get(&vote).expect("open").running_ms(room.at), before);
    room.chair(Command::ExtendVote { vote: vote.clone() }).expect("more time");
    let seconds = room.session().plan.rules.vote_extend_seconds.value;
    assert_eq!(room.session().votes.get(&vote).expect("open").extended_seconds, seconds);
    room.ask(cast, &device(&first)).expect("recorded");
    room.chair(Command::CloseVote { vote }).expect("closed");
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn a_block_decides_each_of_its_motions_and_a_part_comes_before_its_whole() {
    let mut room = Room::open(5, 5);
    let [first, second] = ["Một", "Hai"].map(|t| room.add(draft(t, Matter::Resolution)));
    let part =
        room.add(MotionDraft { part_of: Some(first.clone()), ..draft("Điều 3", Matter::Resolution) });
    let order: Vec<_> = room.motions();
    let place = |id| order.iter().position(|m| m == id);
    assert_eq!(place(&part).map(|p| p + 1), place(&first), "a part stands before its whole");
    let number = |id| room.session().plan.motion(id).map(|(_, m)| m.number.clone()).expect("there");
    assert_eq!(number(&part), format!("{}.1", number(&first)));
    room.by_hands(part, [0, 5]);
    let block =
        Command::OpenVote { motions: vec![second.clone(), first.clone()], form: VoteForm::ShowOfHands };
    room.chair(block).expect("opened together");
    let vote = room.session().votes.open().expect("open").id.clone();
    // Neither of a block that is before the council can still be divided.
    let item = room.session().agenda.current().expect("an item").clone();
    let late = MotionDraft { part_of: Some(first.clone()), ..draft("Điều 4", Matter::Resolution) };
    let late = Command::AddMotion { item, motion: Box::new(late) };
    assert_eq!(room.chair(late), Err(Refusal::AlreadyDecided));
    for (teller, actor) in TELLERS {
        room.ask(Command::CountHands { vote: vote.clone(), teller, counted: [5, 0] }, &actor)
            .expect("counted");
    }
    room.chair(Command::CloseVote { vote }).expect("closed");
    for motion in [first, second] {
        let again = Command::OpenVote { motions: vec![motion], form: VoteForm::ShowOfHands };
        assert_eq!(room.chair(again), Err(Refusal::AlreadyDecided));
    }
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn who_stands_level_at_the_last_seat_goes_to_a_second_ballot() {
    let mut room = Room::open(9, 9);
    let elected = room.elect_board();
    let ballot = room.add_ballot(&["A", "B", "C"], 2);
    let first = room.put_motion(ballot, VoteForm::SecretBallot);
    // Who leaves after dropping the ballot into the box took part.
    let last = room.delegates()[8].clone();
    room.chair(Command::MarkAttendance { delegate: last, mark: AttendanceMark::Left }).expect("left");
    let annul = |vote| Command::AnnulVote { vote, reason: "nhầm".into() };
    assert!(matches!(room.chair(annul(elected.clone())), Err(Refusal::VoteOpen { .. })), "its board counts");
    assert_eq!(room.chair(Command::CloseVote { vote: first.clone() }), Err(Refusal::CountMissing));
    let enter = |vote, tally| Command::EnterTally { vote, tally };
    room.ask(enter(first.clone(), tally(9, &[8, 5, 5])), &Actor::Desk).expect("counted");
    room.chair(Command::CloseVote { vote: first.clone() }).expect("closed");
    let result = room.session().votes.get(&first).and_then(|v| v.ballot.clone()).expect("a result");
    let lines: Vec<_> = result.lines.iter().map(|l| (l.elected, l.level)).collect();
    assert_eq!(lines, [(true, false), (false, true), (false, true)]);
    assert_eq!((result.filled(), result.open_seats(), result.lines[0].outcome.present), (1, 1, 9));

    let again = Command::SecondBallot { vote: first.clone() };
    let events = room.chair(again.clone()).expect("a second ballot");
    let Some(Event::MotionAdded { motion, .. }) = events.first() else { panic!("{events:?}") };
    let names: Vec<_> = motion.ballot.iter().flat_map(|b| &b.candidates).map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["B", "C"]);
    assert_eq!(room.chair(again.clone()), Ok(vec![]), "it is prepared already");
    let second = room.put_motion(motion.id.clone(), VoteForm::SecretBallot);
    room.chair(enter(second.clone(), tally(8, &[3, 5]))).expect("counted");
    room.chair(Command::CloseVote { vote: second.clone() }).expect("closed");
    assert!(room.session().votes.get(&second).expect("kept").passed());
    assert_eq!(room.chair(again), Err(Refusal::AlreadyDecided), "the seat is taken");
    assert_eq!(room.chair(Command::SecondBallot { vote: second }), Err(Refusal::NoSecondBallot));
    room.chair(annul(elected)).expect("the board may go now");
    assert!(room.session().board.is_none());
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn the_doors_close_on_a_decision_and_for_its_item_only() {
    let mut room = Room::open(5, 5);
    let item = room.session().agenda.current().expect("an item").clone();
    let first = room.delegates()[0].clone();
    let closed = MotionDraft { effect: Some(Effect::ClosedDoors), ..draft("Họp kín", Matter::Procedural) };
    let closed = room.add(closed);
    let decision = room.by_hands(closed, [5, 0]);
    room.chair(Command::CloseDoors).expect("closed");
    assert!(room.session().is_secret(&item));
    let leave = Command::MarkAttendance { delegate: first.clone(), mark: AttendanceMark::Left };
    assert_eq!(room.ask(leave, &device(&first)), Err(Refusal::DoorsClosed));
    let annul = Command::AnnulVote { vote: decision, reason: "nhầm".into() };
    assert_eq!(room.chair(annul.clone()), Err(Refusal::DoorsClosed), "the doors hang on it");
    let inside = room.add(draft("Nhân sự", Matter::Resolution));
    let open = |form| Command::OpenVote { motions: vec![inside.clone()], form };
    assert_eq!(room.chair(open(VoteForm::Mixed)), Err(Refusal::DoorsClosed));
    let vote = room.by_hands(inside.clone(), [5, 0]);
    assert!(room.session().votes.get(&vote).expect("kept").closed_doors);
    let next = room.session().agenda.order()[1].clone();
    assert_eq!(room.chair(Command::GoToItem { item: next.clone() }), Err(Refusal::DoorsClosed));
    room.chair(Command::OpenDoors).expect("opened");
    assert_eq!(room.chair(Command::OpenDoors), Err(Refusal::DoorsOpen));
    room.chair(Command::GoToItem { item: next }).expect("on");
    assert_eq!(room.chair(Command::CloseDoors), Err(Refusal::DoorsNotDecided), "of another item");
    room.chair(annul).expect("now it may");
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn who_loses_the_office_leaves_the_room_and_the_total_is_counted_anew() {
    let mut plan = nghitruong::prepare::synthetic(9, 1).expect("the sample").plan;
    let in_office = Majority { num: 2, den: 3, at_least: false, base: Base::InOffice };
    plan.rules.majorities.get_mut(&Matter::Resolution).expect("a majority").value = in_office;
    let mut room = Room::of_plan(plan);
    let all = room.delegates();
    let status = |d: usize, status| Command::ChangeStatus { delegate: all[d].clone(), status };
    room.chair(status(8, Status::Deceased)).expect("noted");
    assert_eq!(room.session().total_delegates, 8, "before the opening the roll says it");
    for delegate in all[..7].iter().cloned() {
        room.chair(Command::CheckIn { delegate }).expect("present");
    }
    room.chair(Command::OpenSitting { total_delegates: 8 }).expect("opened");
    let here = Command::CheckIn { delegate: all[0].clone() };
    room.ask(status(0, Status::Suspended), &Actor::Desk).expect("suspended");
    assert!(!room.session().roll.is_present(&all[0]));
    assert_eq!(room.ask(here, &device(&all[0])), Err(Refusal::NotInOffice));
    room.chair(status(1, Status::Resigned)).expect("resigned");
    assert_eq!((room.session().proposed_total(), room.session().total_delegates), (7, 8));
    room.chair(Command::ConfirmTotal { total_delegates: 7 }).expect("confirmed");
    let motion = room.add(draft("Nghị quyết", Matter::Resolution));
    let vote = room.by_hands(motion, [4, 1]);
    let outcome = room.session().votes.get(&vote).and_then(|v| v.outcome.clone()).expect("an outcome");
    assert_eq!((outcome.total_delegates, outcome.in_office, outcome.present, outcome.base), (7, 7, 5, 7));
    assert!(!outcome.passed, "4 × 3 is not more than 7 × 2");
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn guests_are_counted_and_everybody_has_a_seat() {
    let mut room = Room::open(5, 5);
    let invited = room.session().plan.guests[1].count;
    let guests = |line, came| Command::CountGuests { line, came };
    room.ask(guests(1, invited), &Actor::Desk).expect("counted");
    assert_eq!(room.session().guests_present(), Some(u32::from(invited)));
    assert_eq!(room.chair(guests(1, invited + 1)), Err(Refusal::TooManyGuests { invited }));
    assert_eq!(room.chair(guests(99, 1)), Err(Refusal::UnknownGuests));

    let all = room.delegates();
    let seats = |pairs: &[(usize, u16)]| pairs.iter().map(|(d, s)| (all[*d].clone(), *s)).collect();
    let seating = |rows: &[u16]| Seating { shape: SeatingShape::Hemicycle, rows: rows.to_vec() };
    let arrange = |rows, pairs| Command::ArrangeSeats { seating: seating(rows), seats: seats(pairs) };
    room.chair(arrange(&[2, 3], &[(0, 2), (1, 1)])).expect("two change seats");
    assert_eq!(room.session().plan.delegates[0].seat, 2);
    for (rows, pairs) in [(&[9][..], &[(0, 1)][..]), (&[9], &[(0, 0)]), (&[2, 2], &[])] {
        assert_eq!(room.chair(arrange(rows, pairs)), Err(Refusal::BadSeating), "{rows:?} {pairs:?}");
    }
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn a_board_is_of_acting_delegates_also_when_it_counts() {
    let mut room = Room::open(9, 9);
    room.elect_board();
    let member = room.delegates()[2].clone();
    room.chair(Command::ChangeStatus { delegate: member, status: Status::Suspended }).expect("suspended");
    let ballot = room.add_ballot(&["A"], 1);
    let open = Command::OpenVote { motions: vec![ballot.clone()], form: VoteForm::SecretBallot };
    assert_eq!(room.chair(open.clone()), Err(Refusal::BadBoard { least: 3 }));
    let members = board(&room.delegates()[3..6]);
    let effect = Some(Effect::TallyBoard { members });
    let another = room.add(MotionDraft { effect, ..draft("Ban kiểm phiếu", Matter::Procedural) });
    room.by_hands(another, [8, 0]);
    room.chair(open).expect("with another board");
}
