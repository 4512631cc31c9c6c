//! Questioning (chất vấn, domain 5.3) from the vote on the groups to what was promised.

use super::{Room, device, draft, secretary};
use nghitruong::chamber::command::{CommitmentDraft, MotionDraft};
use nghitruong::chamber::ids::{DelegateId, GroupId, SpeechId};
use nghitruong::chamber::plan::{Effect, day_of};
use nghitruong::chamber::rules::{Deadline, Matter, TurnKind};
use nghitruong::chamber::{Actor, Command, CommitmentKind, Refusal, Speaker, SpeechState, Step};

fn group(id: &str) -> GroupId {
    GroupId::new(id).expect("an id")
}

fn here(room: &mut Room) {
    let planned = |i: &&nghitruong::chamber::plan::AgendaItem| !i.groups.is_empty();
    let item = room.session().plan.agenda.iter().find(planned).expect("questions").id.clone();
    room.chair(Command::GoToItem { item }).expect("there");
}

fn asks(room: &mut Room, who: &DelegateId, kind: TurnKind) {
    let speaker = Speaker::Delegate(who.clone());
    room.ask(Command::RequestSpeech { speaker, kind }, &device(who)).expect("asked");
}

fn next(room: &mut Room) -> SpeechId {
    let speech = room.session().floor.next().expect("waits").id.clone();
    room.chair(Command::CallSpeaker { speech: speech.clone() }).expect("called");
    speech
}

fn step(room: &Room) -> Step {
    room.session().questioning.now().expect("a group").1.step
}

#[test]
fn a_group_goes_from_question_to_conclusion() {
    let mut room = Room::with_questions(9, 9);
    let all = room.delegates();
    assert_eq!(
        room.chair(Command::StartGroup { group: group("g1") }),
        Err(Refusal::UnknownGroup),
        "elsewhere"
    );
    here(&mut room);
    assert_eq!(room.chair(Command::CallAnswer { speaker: None }), Err(Refusal::NoGroup));
    room.chair(Command::StartGroup { group: group("g1") }).expect("taken up");
    assert_eq!(room.session().kinds_open()[0], TurnKind::Question);
    for who in &all[..3] {
        asks(&mut room, who, TurnKind::Question);
    }
    let first = next(&mut room);
    let second = next(&mut room);
    assert_eq!(step(&room), Step::Question);
    assert_eq!(room.session().questioning.now().expect("a group").1.round, [first.clone(), second.clone()]);
    room.chair(Command::CallAnswer { speaker: None }).expect("answers");
    let answer = room.session().floor.speaking().expect("answers").clone();
    assert_eq!((answer.kind, step(&room)), (TurnKind::Answer, Step::Answer));
    assert_eq!(room.session().speaker_name(&answer.speaker), "Ông Bùi Văn L");
    assert_eq!(answer.group, Some(group("g1")));

    // Debate stands before the question that still waits, and who asked before who did not.
    asks(&mut room, &all[5], TurnKind::Debate);
    asks(&mut room, &all[0], TurnKind::Debate);
    let order: Vec<_> = room.session().floor.queue().map(|s| s.speaker.delegate().cloned()).collect();
    assert_eq!(order, [&all[0], &all[5], &all[2]].map(|d| Some(d.clone())));
    room.chair(Command::OpenDebate).expect("opened");
    assert_eq!(room.session().floor.speaking().expect("speaks").speaker, Speaker::Delegate(all[0].clone()));
    assert_eq!(step(&room), Step::Debate);

    room.chair(Command::ConcludeGroup).expect("concluded");
    assert_eq!(step(&room), Step::Conclusion);
    let late = room.session().floor.speeches().iter().filter(|s| s.state == SpeechState::NotReached).count();
    assert_eq!(late, 2, "a question and a word in the debate");
    assert!(room.session().floor.clock().is_none());
    assert_eq!(room.chair(Command::ConcludeGroup), Err(Refusal::GroupConcluded));
    assert_eq!(room.chair(Command::CallAnswer { speaker: None }), Err(Refusal::GroupConcluded));
    assert_eq!(room.chair(Command::StartGroup { group: group("g1") }), Err(Refusal::GroupConcluded));
    let text = "Giao UBND xã báo cáo trước 31/3/2027.".to_owned();
    let conclusion = Command::NoteConclusion { group: group("g1"), text };
    assert_eq!(room.ask(conclusion.clone(), &device(&all[0])), Err(Refusal::NotAllowed));
    room.ask(conclusion, &secretary(&room)).expect("written down");

    // The next group is answered by a delegate, and a new question begins a new round.
    room.chair(Command::StartGroup { group: group("g2") }).expect("taken up");
    asks(&mut room, &all[1], TurnKind::Question);
    next(&mut room);
    room.chair(Command::CallAnswer { speaker: None }).expect("answers");
    assert_eq!(room.session().floor.speaking().expect("answers").speaker, Speaker::Delegate(all[8].clone()));
    let other = Speaker::Guest { name: "Bà N".into(), title: String::new() };
    room.chair(Command::CallAnswer { speaker: Some(other) }).expect("somebody else answers too");
    asks(&mut room, &all[2], TurnKind::Question);
    let third = next(&mut room);
    assert_eq!(room.session().questioning.now().expect("a group").1.round, [third]);
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn groups_wait_for_the_vote_that_adopts_them() {
    let mut room = Room::with_questions(9, 9);
    here(&mut room);
    let adopt = MotionDraft {
        effect: Some(Effect::QuestionGroups),
        ..draft("Nhóm vấn đề và người trả lời chất vấn", Matter::Procedural)
    };
    let motion = room.add(adopt);
    let start = Command::StartGroup { group: group("g1") };
    assert_eq!(room.chair(start.clone()), Err(Refusal::GroupsNotDecided));
    room.by_hands(motion.clone(), [3, 6]);
    assert_eq!(room.chair(start.clone()), Err(Refusal::GroupsNotDecided), "it did not pass");
    room.by_hands(motion, [9, 0]);
    room.chair(start).expect("adopted");
}

#[test]
fn what_is_promised_has_an_owner_and_a_day() {
    let mut room = Room::with_questions(9, 9);
    let all = room.delegates();
    here(&mut room);
    room.chair(Command::StartGroup { group: group("g1") }).expect("taken up");
    asks(&mut room, &all[0], TurnKind::Question);
    let question = next(&mut room);
    room.chair(Command::CallAnswer { speaker: None }).expect("answers");
    let answer = room.session().floor.speaking().expect("answers").id.clone();
    let today = day_of(room.at);
    let draft = |content: &str, owner: &str, due| {
        let (content, owner) = (content.to_owned(), owner.to_owned());
        Command::MakeCommitment(CommitmentDraft {
            group: None,
            speech: Some(answer.clone()),
            content,
            owner,
            due,
        })
    };
    for (command, why) in [
        (draft(" ", "", today), Refusal::ReasonMissing),
        (draft("x", "", today - 1), Refusal::BadDate),
        (draft("x", "", today + 732), Refusal::BadDate),
        (draft(&"x".repeat(501), "", today), Refusal::TextTooLong { most: 500 }),
        (draft("x", &"y".repeat(121), today), Refusal::TextTooLong { most: 120 }),
    ] {
        assert_eq!(room.ask(command, &Actor::Desk), Err(why));
    }
    assert_eq!(room.ask(draft("x", "", today), &device(&all[0])), Err(Refusal::NotAllowed));
    room.chair(draft("Lịch thu gom cố định", "", today + 104)).expect("promised");
    let made = room.session().questioning.commitments()[0].clone();
    assert_eq!((made.owner.as_str(), made.group), ("Ông Bùi Văn L, Trưởng phòng Kinh tế", Some(group("g1"))));

    let write = Command::AnswerInWriting { speech: question };
    room.chair(write.clone()).expect("owed");
    assert_eq!(room.chair(write), Ok(vec![]), "once");
    assert_eq!(room.chair(Command::AnswerInWriting { speech: answer }), Err(Refusal::UnknownSpeech));
    let owed = room.session().questioning.commitments()[1].clone();
    assert_eq!(owed.kind, CommitmentKind::WrittenAnswer);
    assert_eq!(Some(owed.due), room.session().plan.rules.due(Deadline::WrittenAnswers, today));
    let drop = |reason: &str| Command::DropCommitment { commitment: made.id.clone(), reason: reason.into() };
    assert_eq!(room.chair(drop(" ")), Err(Refusal::ReasonMissing));
    room.chair(drop("ghi nhầm")).expect("struck out");
    assert_eq!(room.chair(drop("lần nữa")), Ok(vec![]));

    // Taking back a step keeps what was written down since.
    room.chair(Command::ConcludeGroup).expect("concluded");
    let text = "Kết luận".to_owned();
    room.ask(Command::NoteConclusion { group: group("g1"), text: text.clone() }, &Actor::Desk)
        .expect("noted");
    room.chair(Command::Undo).expect("taken back");
    let run = room.session().questioning.now().expect("a group").1;
    assert_eq!((run.step, run.concluded_at, &run.conclusion), (Step::Answer, None, &text));
    assert_eq!(room.session().questioning.commitments().len(), 2);
    assert_eq!(room.replayed(), room.chamber);
}

/// the days of a written answer are counted from the question, not from when the secretary enters it.
#[test]
fn a_written_answer_is_due_so_many_days_after_the_question() {
    const DAY: i64 = 86_400_000;
    let mut room = Room::with_questions(9, 9);
    let all = room.delegates();
    here(&mut room);
    let days = room.session().plan.rules.due(Deadline::WrittenAnswers, 0).expect("the profile has a number");
    assert_eq!(days, 20, "the sample's own");
    room.chair(Command::StartGroup { group: group("g1") }).expect("taken up");
    // Asked for on the evening before the question is put, in the last hour of a day in Việt Nam, entered two days later.
    asks(&mut room, &all[0], TurnKind::Question);
    asks(&mut room, &all[1], TurnKind::Question);
    asks(&mut room, &all[2], TurnKind::Question);
    let requested = day_of(room.at);
    room.at = (requested + 2) * DAY - 8 * 3_600_000;
    let put = next(&mut room);
    assert_eq!(day_of(room.at), requested + 1, "23 hours in Việt Nam");
    room.chair(Command::StopSpeech).expect("put");
    room.at += DAY;
    let owed = |room: &Room| room.session().questioning.commitments().last().expect("owed").clone();
    room.ask(Command::AnswerInWriting { speech: put.clone() }, &secretary(&room)).expect("owed");
    assert_eq!((owed(&room).due, owed(&room).speech), (requested + 1 + days, Some(put)));
    assert_eq!(day_of(owed(&room).made_at), requested + 2, "the day of the entry is another one");

    // Struck out and entered again: the same day.
    let drop = Command::DropCommitment { commitment: owed(&room).id, reason: "nhầm".to_owned() };
    room.ask(drop, &Actor::Desk).expect("struck out");
    room.at += DAY;
    let put = owed(&room).speech.expect("a question");
    room.ask(Command::AnswerInWriting { speech: put }, &Actor::Desk).expect("owed");
    assert_eq!(owed(&room).due, requested + 1 + days);

    // What was not reached in time counts from its request; what was taken back is owed nothing.
    let waiting: Vec<SpeechId> = room.session().floor.queue().map(|s| s.id.clone()).collect();
    let withdraw = Command::WithdrawSpeech { speech: waiting[1].clone() };
    room.ask(withdraw, &device(&all[2])).expect("taken back");
    room.chair(Command::ConcludeGroup).expect("concluded");
    let late = room.session().floor.speech(&waiting[0]).expect("kept").clone();
    assert_eq!((late.state, day_of(late.requested_at)), (SpeechState::NotReached, requested));
    room.ask(Command::AnswerInWriting { speech: late.id }, &Actor::Desk).expect("owed");
    assert_eq!(owed(&room).due, requested + days);
    let taken_back = Command::AnswerInWriting { speech: waiting[1].clone() };
    assert_eq!(room.ask(taken_back, &Actor::Desk), Err(Refusal::UnknownSpeech));
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn an_answer_that_is_taken_back_leaves_no_turn() {
    let mut room = Room::with_questions(9, 9);
    let all = room.delegates();
    here(&mut room);
    room.chair(Command::StartGroup { group: group("g1") }).expect("taken up");
    asks(&mut room, &all[0], TurnKind::Question);
    let question = next(&mut room);
    room.chair(Command::CallAnswer { speaker: None }).expect("answers");
    room.chair(Command::Undo).expect("taken back");
    assert_eq!(room.session().floor.speaking().map(|s| &s.id), Some(&question));
    assert_eq!(step(&room), Step::Question);
    let taken = room.session().floor.speeches().last().expect("kept in the log");
    assert_eq!(taken.state, SpeechState::Withdrawn);
    assert!(!taken.was_given(), "it counts as no turn");
    room.chair(Command::CallAnswer { speaker: None }).expect("answers again");
    assert_eq!(room.session().floor.speaking().expect("answers").turn, 1);
}
