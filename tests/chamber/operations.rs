//! Random operations: whatever is asked in whatever order, the invariants hold (the room checks them after every
//! command), the result equals a reference count, and the journal replays to the same state.

use super::{CHOICES, Room, device};
use nghitruong::chamber::command::{AttendanceMark, Choice, Teller};
use nghitruong::chamber::ids::{DelegateId, VoteId};
use nghitruong::chamber::rules::{TurnKind, VoteForm};
use nghitruong::chamber::{Actor, Command};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
enum Op {
    CheckIn(usize),
    Leave(usize),
    Mark(usize, u8),
    Request(usize, u8),
    Withdraw(usize, u8),
    CallFirst,
    Speech(u8),
    EndDiscussion,
    Item(usize),
    MoveItem(usize, usize),
    Postpone(usize),
    Restore(usize),
    Recess(bool),
    OpenVote(usize, bool),
    Cast(usize, u8, bool),
    Count(bool, u32, u32),
    Recount,
    Close,
    Publish(usize),
    Annul(usize),
    Clock(i64),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => (0..9usize).prop_map(Op::CheckIn),
        1 => (0..9usize).prop_map(Op::Leave),
        1 => (0..9usize, 0..4u8).prop_map(|(d, m)| Op::Mark(d, m)),
        3 => (0..9usize, 0..5u8).prop_map(|(d, k)| Op::Request(d, k)),
        1 => (0..9usize, 0..5u8).prop_map(|(d, k)| Op::Withdraw(d, k)),
        2 => Just(Op::CallFirst),
        2 => (0..4u8).prop_map(Op::Speech),
        1 => Just(Op::EndDiscussion),
        3 => (0..9usize).prop_map(Op::Item),
        1 => (0..9usize, 0..9usize).prop_map(|(i, p)| Op::MoveItem(i, p)),
        1 => (0..9usize).prop_map(Op::Postpone),
        1 => (0..9usize).prop_map(Op::Restore),
        1 => any::<bool>().prop_map(Op::Recess),
        3 => (0..8usize, any::<bool>()).prop_map(|(m, e)| Op::OpenVote(m, e)),
        9 => (0..9usize, 0..3u8, any::<bool>()).prop_map(|(d, c, own)| Op::Cast(d, c, own)),
        2 => (any::<bool>(), 0..9u32, 0..4u32).prop_map(|(k, f, a)| Op::Count(k, f, a)),
        1 => Just(Op::Recount),
        2 => Just(Op::Close),
        1 => (0..9usize).prop_map(Op::Publish),
        1 => (0..9usize).prop_map(Op::Annul),
        1 => (-100_000..100_000i64).prop_map(Op::Clock),
    ]
}

/// What a bystander with pen and paper would have counted: the last choice of each person in each vote.
type Paper = BTreeMap<VoteId, BTreeMap<DelegateId, Choice>>;

fn run(room: &mut Room, paper: &mut Paper, op: &Op) {
    let all = room.delegates();
    let who = |i: usize| all[i % all.len()].clone();
    let items = room.session().agenda.order().to_vec();
    let item = |i: usize| items[i % items.len()].clone();
    let open = room.session().votes.open().map(|v| v.id.clone());
    let nth = |room: &Room, i: usize| {
        let list = room.session().votes.list();
        (!list.is_empty()).then(|| list[i % list.len()].id.clone())
    };
    let kind = |k: u8| TurnKind::ALL[usize::from(k) % TurnKind::ALL.len()];
    // Refusals are fine here: the room checks that they change nothing that must hold.
    let _ = match op {
        Op::CheckIn(d) => room.ask(Command::CheckIn { delegate: who(*d) }, &device(&who(*d))),
        Op::Leave(d) => room.ask(
            Command::MarkAttendance { delegate: who(*d), mark: AttendanceMark::Left },
            &device(&who(*d)),
        ),
        Op::Mark(d, m) => {
            let mark = match m {
                0 => AttendanceMark::Present,
                1 => AttendanceMark::AbsentExcused { reason: "ốm".into() },
                2 => AttendanceMark::AbsentUnexcused,
                _ => AttendanceMark::Left,
            };
            room.ask(Command::MarkAttendance { delegate: who(*d), mark }, &Actor::Desk)
        }
        Op::Request(d, k) => {
            room.ask(Command::RequestSpeech { delegate: who(*d), kind: kind(*k) }, &device(&who(*d)))
        }
        Op::Withdraw(d, k) => {
            room.ask(Command::WithdrawOwn { delegate: who(*d), kind: kind(*k) }, &device(&who(*d)))
        }
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
        Op::EndDiscussion => room.chair(Command::EndDiscussion),
        Op::Item(i) => room.chair(Command::GoToItem { item: item(*i) }),
        Op::MoveItem(i, position) => room.chair(Command::MoveItem { item: item(*i), position: *position }),
        Op::Postpone(i) => room.chair(Command::PostponeItem { item: item(*i), reason: String::new() }),
        Op::Restore(i) => room.chair(Command::RestoreItem { item: item(*i) }),
        Op::Recess(start) => {
            room.chair(if *start { Command::StartRecess { resume_at: None } } else { Command::EndRecess })
        }
        Op::OpenVote(m, electronic) => {
            let motions: Vec<_> =
                room.session().plan.agenda.iter().flat_map(|i| &i.motions).map(|m| m.id.clone()).collect();
            let form = if *electronic { VoteForm::Electronic } else { VoteForm::ShowOfHands };
            room.chair(Command::OpenVote { motions: vec![motions[m % motions.len()].clone()], form })
        }
        Op::Cast(d, c, own) => {
            let vote = open.unwrap_or_else(|| VoteId::new("v1").expect("an id"));
            let choice = CHOICES[usize::from(*c) % 3];
            let command = Command::CastChoice { vote: vote.clone(), delegate: who(*d), choice };
            let actor = if *own { device(&who(*d)) } else { Actor::Desk };
            let answer = room.ask(command, &actor);
            if answer.is_ok() {
                paper.entry(vote).or_default().insert(who(*d), choice);
            }
            answer
        }
        Op::Count(kiosk, f, a) => match open {
            Some(vote) => {
                let (teller, actor) =
                    if *kiosk { (Teller::Kiosk, Actor::Chair) } else { (Teller::Secretary, Actor::Desk) };
                room.ask(Command::CountHands { vote, teller, counted: [*f, *a] }, &actor)
            }
            None => Ok(vec![]),
        },
        Op::Recount => match open {
            Some(vote) => room.chair(Command::RecountHands { vote }),
            None => Ok(vec![]),
        },
        Op::Close => match open {
            Some(vote) => room.chair(Command::CloseVote { vote }),
            None => Ok(vec![]),
        },
        Op::Publish(i) => match nth(room, *i) {
            Some(vote) => room.chair(Command::PublishResult { vote }),
            None => Ok(vec![]),
        },
        Op::Annul(i) => match nth(room, *i) {
            Some(vote) => room.chair(Command::AnnulVote { vote, reason: "nhầm".into() }),
            None => Ok(vec![]),
        },
        Op::Clock(offset_ms) => room.chair(Command::CorrectClock { offset_ms: *offset_ms }),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if std::env::var_os("NGHITRUONG_NIGHTLY").is_some() { 20_000 } else { 150 }, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_rules_hold(ops in prop::collection::vec(op(), 1..160)) {
        let mut room = Room::open(9, 5);
        let mut paper = Paper::new();
        for op in &ops {
            run(&mut room, &mut paper, op);
        }
        for vote in room.session().votes.list() {
            let Some(outcome) = vote.outcome.as_ref().filter(|_| vote.form == VoteForm::Electronic) else { continue };
            let told = paper.get(&vote.id).cloned().unwrap_or_default();
            let count = |c: Choice| told.values().filter(|x| **x == c).count() as u32;
            prop_assert_eq!((outcome.r#for, outcome.against), (count(Choice::For), count(Choice::Against)));
            prop_assert_eq!(outcome.not_voting, outcome.present - outcome.r#for - outcome.against);
        }
        prop_assert_eq!(room.replayed(), room.chamber);
    }
}
