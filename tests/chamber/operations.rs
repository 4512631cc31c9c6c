//! Random operations: whatever is asked in whatever order, the invariants hold after every command, results equal a
//! reference count and never change again, and the journal replays to the same state.

use super::{CHOICES, Room, TELLERS, board, device, draft, paper};
use nghitruong::chamber::command::{AttendanceMark, Choice, CommitmentDraft, MotionDraft};
use nghitruong::chamber::ids::{DelegateId, GroupId, MotionId, VoteId};
use nghitruong::chamber::plan::{Effect, Seating, SeatingShape, Status};
use nghitruong::chamber::rules::{Counting, Matter, TurnKind, VoteForm};
use nghitruong::chamber::{
    Actor, BallotResult, BallotTally, Command, Event, Marks, Outcome, Refusal, Speaker, WallShow,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
enum Op {
    CheckIn(usize),
    Leave(usize),
    Mark(usize, u8),
    Status(usize, usize),
    Total(u32),
    Guests(u16, u16),
    Seats(usize, usize, bool),
    Request(usize, u8),
    Withdraw(usize, u8),
    CallFirst,
    Speech(u8),
    Discussion(bool),
    Item(usize),
    MoveItem(usize, usize),
    Postpone(usize),
    Restore(usize),
    Recess(bool),
    Add(u8, usize),
    OpenVote(Vec<usize>, usize),
    Vote(u8),
    Cast(usize, u8, bool),
    Count(bool, u32, u32),
    Names(bool, Vec<u8>),
    Tally(u32, Vec<u32>),
    Second(usize),
    Publish(usize),
    Annul(usize),
    Doors(bool),
    Clock(i64),
    Guest(u8, u8),
    Call(usize),
    List(bool),
    Question(u8),
    Promise(usize),
    Undo(i64),
    Outage(i64),
    Show(u8),
}

fn op() -> impl Strategy<Value = Op> {
    let people = prop_oneof![
        6 => (0..9usize).prop_map(Op::CheckIn),
        1 => (0..9usize).prop_map(Op::Leave),
        1 => (0..9usize, 0..4u8).prop_map(|(d, m)| Op::Mark(d, m)),
        1 => (0..9usize, 0..12usize).prop_map(|(d, s)| Op::Status(d, s)),
        1 => (0..12u32).prop_map(Op::Total),
        1 => (0..6u16, 0..9u16).prop_map(|(l, n)| Op::Guests(l, n)),
        1 => (0..9usize, 0..9usize, any::<bool>()).prop_map(|(a, b, rows)| Op::Seats(a, b, rows)),
    ];
    let floor = prop_oneof![
        3 => (0..9usize, 0..5u8).prop_map(|(d, k)| Op::Request(d, k)),
        1 => (0..9usize, 0..5u8).prop_map(|(d, k)| Op::Withdraw(d, k)),
        2 => Just(Op::CallFirst),
        4 => (0..4u8).prop_map(Op::Speech),
        1 => any::<bool>().prop_map(Op::Discussion),
        2 => (0..9usize).prop_map(Op::Item),
        1 => (0..9usize, 0..9usize).prop_map(|(i, p)| Op::MoveItem(i, p)),
        1 => (0..9usize).prop_map(Op::Postpone),
        1 => (0..9usize).prop_map(Op::Restore),
        1 => any::<bool>().prop_map(Op::Recess),
        1 => (-100_000..100_000i64).prop_map(Op::Clock),
        1 => (0..3u8, 0..5u8).prop_map(|(g, k)| Op::Guest(g, k)),
        1 => (0..9usize).prop_map(Op::Call),
        1 => any::<bool>().prop_map(Op::List),
        4 => (0..6u8).prop_map(Op::Question),
        1 => (0..20usize).prop_map(Op::Promise),
        2 => (0..9_000i64).prop_map(Op::Undo),
        1 => (0..90_000i64).prop_map(Op::Outage),
        1 => (0..4u8).prop_map(Op::Show),
    ];
    let marks = prop::collection::vec(0..6u32, 1..4);
    let votes = prop_oneof![
        4 => (0..6u8, 0..16usize).prop_map(|(what, of)| Op::Add(what, of)),
        6 => (prop::collection::vec(0..16usize, 1..3), 0..6usize).prop_map(|(m, f)| Op::OpenVote(m, f)),
        6 => (0..8u8).prop_map(Op::Vote),
        9 => (0..9usize, 0..3u8, any::<bool>()).prop_map(|(d, c, own)| Op::Cast(d, c, own)),
        4 => (any::<bool>(), 0..6u32, 0..2u32).prop_map(|(k, f, a)| Op::Count(k, f, a)),
        3 => (any::<bool>(), prop::collection::vec(0..4u8, 9)).prop_map(|(k, seen)| Op::Names(k, seen)),
        3 => (0..7u32, marks).prop_map(|(all, marks)| Op::Tally(all, marks)),
        2 => (0..9usize).prop_map(Op::Second),
        1 => (0..9usize).prop_map(Op::Publish),
        1 => (0..9usize).prop_map(Op::Annul),
        2 => any::<bool>().prop_map(Op::Doors),
    ];
    prop_oneof![2 => people, 2 => floor, 5 => votes]
}

/// What a bystander with pen and paper would have noted.
#[derive(Default)]
struct Paper {
    /// The last choice of each person in each vote.
    choices: BTreeMap<VoteId, BTreeMap<DelegateId, Choice>>,
    results: BTreeMap<VoteId, (Option<Outcome>, Option<BallotResult>)>,
}

fn run(room: &mut Room, paper: &mut Paper, op: &Op) -> Result<Vec<Event>, Refusal> {
    let all = room.delegates();
    let who = |i: usize| all[i % all.len()].clone();
    let items = room.session().agenda.order().to_vec();
    let item = |i: usize| items[i % items.len()].clone();
    let open = room.session().votes.open().map(|v| v.id.clone());
    // A vote that does not exist is a refusal too.
    let vote = open.clone().unwrap_or_else(|| VoteId::new("v1").expect("an id"));
    let nth = |room: &Room, i: usize| {
        let list = room.session().votes.list();
        list.get(i % list.len().max(1)).map_or_else(|| vote.clone(), |v| v.id.clone())
    };
    let kind = |k: u8| TurnKind::ALL[usize::from(k) % TurnKind::ALL.len()];
    let teller = |kiosk: bool| TELLERS[usize::from(!kiosk)].clone();
    match op {
        Op::CheckIn(d) => room.ask(Command::CheckIn { delegate: who(*d) }, &device(&who(*d))),
        Op::Leave(d) => {
            let mark = AttendanceMark::Left;
            room.ask(Command::MarkAttendance { delegate: who(*d), mark }, &device(&who(*d)))
        }
        Op::Mark(d, m) => {
            let mark = match m {
                0 => AttendanceMark::Present,
                1 => AttendanceMark::AbsentExcused { reason: "ốm".into() },
                2 => AttendanceMark::AbsentUnexcused,
                _ => AttendanceMark::Left,
            };
            room.ask(Command::MarkAttendance { delegate: who(*d), mark }, &Actor::Desk)
        }
        Op::Status(d, s) => {
            let status = Status::ALL.get(*s).copied().unwrap_or(Status::InOffice);
            room.ask(Command::ChangeStatus { delegate: who(*d), status }, &Actor::Desk)
        }
        Op::Total(n) => room.chair(Command::ConfirmTotal { total_delegates: *n }),
        Op::Guests(line, came) => room.ask(Command::CountGuests { line: *line, came: *came }, &Actor::Desk),
        Op::Seats(a, b, rows) => {
            let seat = |d: usize| room.session().plan.delegates[d % all.len()].seat;
            let seats = BTreeMap::from([(who(*a), seat(*b)), (who(*b), seat(*a))]);
            let rows = if *rows { vec![4, 5] } else { vec![3] };
            room.chair(Command::ArrangeSeats { seating: Seating { shape: SeatingShape::Rows, rows }, seats })
        }
        Op::Request(d, k) => room.ask(
            Command::RequestSpeech { speaker: Speaker::Delegate(who(*d)), kind: kind(*k) },
            &device(&who(*d)),
        ),
        Op::Withdraw(d, k) => room.ask(
            Command::WithdrawOwn { speaker: Speaker::Delegate(who(*d)), kind: kind(*k) },
            &device(&who(*d)),
        ),
        Op::CallFirst => {
            let first = room.session().floor.queue().next().map(|s| s.id.clone());
            first.map_or(Ok(vec![]), |speech| room.chair(Command::CallSpeaker { speech }))
        }
        Op::Speech(what) => room.chair(match what {
            0 => Command::PauseSpeech,
            1 => Command::ResumeSpeech,
            2 => Command::ExtendSpeech,
            _ => Command::StopSpeech,
        }),
        Op::Discussion(end) => {
            room.chair(if *end { Command::EndDiscussion } else { Command::ReopenDiscussion })
        }
        Op::Item(i) => room.chair(Command::GoToItem { item: item(*i) }),
        Op::MoveItem(i, position) => room.chair(Command::MoveItem { item: item(*i), position: *position }),
        Op::Postpone(i) => room.chair(Command::PostponeItem { item: item(*i), reason: String::new() }),
        Op::Restore(i) => room.chair(Command::RestoreItem { item: item(*i) }),
        Op::Recess(start) => {
            room.chair(if *start { Command::StartRecess { resume_at: None } } else { Command::EndRecess })
        }
        Op::Add(what, of) => {
            let current = room.session().agenda.current().cloned();
            let motion = Box::new(added(&all, &room.motions(), *what, *of));
            room.chair(Command::AddMotion { item: current.unwrap_or_else(|| item(*of)), motion })
        }
        Op::OpenVote(list, form) => {
            let known = room.motions();
            // The newest first, so that what was added comes to the vote.
            let motions = list.iter().map(|m| known[known.len() - 1 - m % known.len()].clone()).collect();
            room.chair(Command::OpenVote { motions, form: VoteForm::ALL[*form] })
        }
        Op::Vote(what) => room.chair(match what {
            0 => Command::HoldVote { vote },
            1 | 2 => Command::ResumeVote { vote },
            3 => Command::ExtendVote { vote },
            4 => Command::RecountHands { vote },
            _ => Command::CloseVote { vote },
        }),
        Op::Cast(d, c, own) => {
            let choice = CHOICES[usize::from(*c) % 3];
            let command = Command::CastChoice { vote: vote.clone(), delegate: who(*d), choice };
            let actor = if *own { device(&who(*d)) } else { Actor::Desk };
            let answer = room.ask(command, &actor);
            if answer.is_ok() {
                paper.choices.entry(vote).or_default().insert(who(*d), choice);
            }
            answer
        }
        Op::Count(kiosk, f, a) => {
            let (teller, actor) = teller(*kiosk);
            room.ask(Command::CountHands { vote, teller, counted: [*f, *a] }, &actor)
        }
        Op::Names(kiosk, seen) => {
            let (teller, actor) = teller(*kiosk);
            // Half of the time both tellers see the same.
            let even = seen[0].is_multiple_of(2);
            let here = |d: &&DelegateId| room.session().roll.is_present(d);
            let choice = |at: usize| CHOICES[if even { 0 } else { usize::from(seen[at % 9]) % 3 }];
            let choices =
                all.iter().filter(here).enumerate().map(|(at, d)| (d.clone(), choice(at))).collect();
            room.ask(Command::CountNames { vote, teller, choices }, &actor)
        }
        Op::Tally(n, marks) => {
            let lines = marks.iter().map(|f| Marks { r#for: *f, against: n.saturating_sub(*f), blank: 0 });
            let tally =
                BallotTally { issued: *n, collected: *n, valid: *n, invalid: 0, lines: lines.collect() };
            room.ask(Command::EnterTally { vote, tally }, &Actor::Desk)
        }
        Op::Second(i) => room.chair(Command::SecondBallot { vote: nth(room, *i) }),
        Op::Publish(i) => room.chair(Command::PublishResult { vote: nth(room, *i) }),
        Op::Annul(i) => room.chair(Command::AnnulVote { vote: nth(room, *i), reason: "nhầm".into() }),
        Op::Doors(close) => room.chair(if *close { Command::CloseDoors } else { Command::OpenDoors }),
        Op::Clock(offset_ms) => room.chair(Command::CorrectClock { offset_ms: *offset_ms }),
        Op::Guest(g, k) => {
            let speaker = Speaker::Guest { name: format!("Khách {g}"), title: String::new() };
            room.ask(Command::RequestSpeech { speaker, kind: kind(*k) }, &Actor::Desk)
        }
        Op::Call(i) => {
            let waiting: Vec<_> = room.session().floor.queue().map(|s| s.id.clone()).collect();
            let speech = waiting.get(i % waiting.len().max(1)).cloned();
            speech.map_or(Ok(vec![]), |speech| match i % 3 {
                0 => room.chair(Command::CallSpeaker { speech }),
                1 => room.chair(Command::ConsentSpeech { speech }),
                _ => room.ask(Command::DeferSpeech { speech }, &Actor::Desk),
            })
        }
        Op::List(close) => room.chair(if *close { Command::CloseList } else { Command::ReopenList }),
        Op::Question(what) => {
            let group = |id: &str| GroupId::new(id).expect("an id");
            room.chair(match what {
                0 => Command::StartGroup { group: group("g1") },
                1 => Command::StartGroup { group: group("g2") },
                2 | 3 => Command::CallAnswer { speaker: None },
                4 => Command::OpenDebate,
                _ => Command::ConcludeGroup,
            })
        }
        Op::Promise(i) => {
            let speeches = room.session().floor.speeches();
            let speech = speeches.get(i % speeches.len().max(1)).map(|s| s.id.clone());
            let (due, content) = (nghitruong::chamber::plan::day_of(room.at) + 30, "Báo cáo".to_owned());
            let draft =
                CommitmentDraft { group: None, speech: speech.clone(), content, owner: "A".into(), due };
            match speech {
                Some(speech) if i % 2 == 0 => room.ask(Command::AnswerInWriting { speech }, &Actor::Desk),
                Some(_) | None => room.ask(Command::MakeCommitment(draft), &Actor::Desk),
            }
        }
        Op::Undo(later) => {
            room.at += later;
            room.chair(Command::Undo)
        }
        Op::Outage(ms) => {
            let known_at = room.at;
            room.at += ms;
            room.ask(Command::RecoverClocks { known_at }, &Actor::Operator)
        }
        Op::Show(what) => room.chair(Command::ShowOnWall(match what {
            0 => WallShow::Auto,
            1 => WallShow::Message { text: "Mời đại biểu vào phòng".to_owned() },
            2 => WallShow::Flag,
            _ => WallShow::Seats,
        })),
    }
}

fn added(all: &[DelegateId], motions: &[MotionId], what: u8, of: usize) -> MotionDraft {
    let plain = draft("Việc phát sinh", Matter::Resolution);
    let members = board(&all[of % 6..of % 6 + 3]);
    match what {
        0 => MotionDraft { part_of: Some(motions[motions.len() - 1 - of % motions.len()].clone()), ..plain },
        1 => MotionDraft { effect: Some(Effect::ClosedDoors), ..draft("Họp kín", Matter::Procedural) },
        2 => MotionDraft { effect: Some(Effect::TallyBoard { members }), ..plain },
        3 => MotionDraft { ballot: Some(paper(&["A", "B", "C"], 1 + (of % 2) as u16)), ..plain },
        4 => MotionDraft { ballot: Some(paper(&["A"], 1)), ..plain },
        _ => plain,
    }
}

/// What must hold whatever was asked last.
fn check(room: &Room, paper: &mut Paper) -> Result<(), TestCaseError> {
    let session = room.session();
    prop_assert!(session.roll.present_count() <= session.total_delegates, "more present than there are");
    for vote in session.votes.list() {
        let result = (vote.outcome.clone(), vote.ballot.clone());
        if vote.closed_at.is_some() {
            let first = paper.results.entry(vote.id.clone()).or_insert_with(|| result.clone());
            prop_assert_eq!(&*first, &result, "a result changed (R-17)");
        }
        let lines = vote.ballot.iter().flat_map(|b| b.lines.iter().map(|l| &l.outcome));
        for outcome in vote.outcome.iter().chain(lines) {
            prop_assert!(outcome.present <= outcome.total_delegates, "more voted than there are");
        }
        if vote.is_open() && vote.form.counting() == Counting::Paper {
            prop_assert!(session.board.is_some(), "ballots without anybody to count them");
        }
    }
    for motion in room.motions() {
        let passed = |v: &&nghitruong::chamber::Vote| v.passed() && v.motions().any(|m| *m == motion);
        prop_assert!(session.votes.list().iter().filter(passed).count() <= 1, "{} passed twice", motion);
    }
    Ok(())
}

fn cases() -> u32 {
    if std::env::var_os("NGHITRUONG_NIGHTLY").is_some() { 20_000 } else { 200 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_rules_hold(ops in prop::collection::vec(op(), 1..250)) {
        let mut room = Room::with_questions(9, 5);
        let mut paper = Paper::default();
        for op in &ops {
            // Refusals are fine here: what must hold holds after them too.
            let _ = run(&mut room, &mut paper, op);
            check(&room, &mut paper)?;
        }
        for vote in room.session().votes.list().iter().filter(|v| v.form.counting() == Counting::Choices) {
            let Some(outcome) = &vote.outcome else { continue };
            let told = paper.choices.get(&vote.id).cloned().unwrap_or_default();
            let count = |c: Choice| told.values().filter(|x| **x == c).count() as u32;
            prop_assert_eq!((outcome.r#for, outcome.against), (count(Choice::For), count(Choice::Against)));
            prop_assert_eq!(outcome.not_voting, outcome.present - outcome.r#for - outcome.against);
        }
        prop_assert_eq!(room.replayed(), room.chamber);
    }
}
