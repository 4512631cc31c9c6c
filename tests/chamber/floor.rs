//! The queue by the profile's rules, the chair's freedom, clocks, and taking back.

use super::{Room, device, secretary};
use nghitruong::chamber::command::{AttendanceMark, Choice};
use nghitruong::chamber::ids::{DelegateId, SpeechId};
use nghitruong::chamber::rules::{ClockStart, OrderRule, Setting, TurnKind, VoteForm};
use nghitruong::chamber::{Act, Actor, Command, Event, Refusal, Session, Speaker, SpeechState};
use proptest::prelude::*;

fn delegate(id: &DelegateId) -> Speaker {
    Speaker::Delegate(id.clone())
}

fn guest(name: &str) -> Speaker {
    Speaker::Guest { name: name.to_owned(), title: "Trưởng phòng Kinh tế".to_owned() }
}

impl Room {
    /// Seven delegates in the first item with a discussion, with a profile changed by `change`.
    fn discussing(change: impl FnOnce(&mut nghitruong::chamber::rules::RuleProfile)) -> Self {
        let mut plan = nghitruong::prepare::synthetic(7, 7).expect("the sample").plan;
        change(&mut plan.rules);
        let item = plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
        let mut room = Self::of_plan(plan).opened(7);
        room.chair(Command::GoToItem { item }).expect("there");
        room
    }

    /// By the own device.
    fn asks(&mut self, who: usize, kind: TurnKind) -> Result<Vec<Event>, Refusal> {
        let id = self.delegates()[who].clone();
        self.ask(Command::RequestSpeech { speaker: delegate(&id), kind }, &device(&id))
    }

    fn queue(&self) -> Vec<(String, TurnKind)> {
        let line =
            |s: &nghitruong::chamber::Speech| (self.session().speaker_name(&s.speaker).to_owned(), s.kind);
        self.session().floor.queue().map(line).collect()
    }

    fn names(&self) -> Vec<String> {
        self.queue().into_iter().map(|(name, _)| name).collect()
    }

    fn name(&self, who: usize) -> String {
        self.session().plan.delegates[who].name.clone()
    }

    /// Gives the floor to whoever is next.
    fn call(&mut self) -> SpeechId {
        let next = self.session().floor.next().expect("somebody waits").id.clone();
        self.chair(Command::CallSpeaker { speech: next.clone() }).expect("called");
        next
    }

    fn elapsed(&self) -> u64 {
        let session = self.session();
        session.floor.clock().expect("a speech").elapsed(session.corrected(self.at))
    }
}

#[test]
fn who_has_spoken_least_is_called_first_where_the_profile_says_so() {
    let mut room = Room::discussing(|rules| rules.queue_order.value = vec![OrderRule::LeastSpoken]);
    for who in [0, 1] {
        room.asks(who, TurnKind::Speech).expect("asked");
    }
    room.call();
    room.asks(0, TurnKind::Debate).expect("asked");
    room.asks(2, TurnKind::Speech).expect("asked");
    // The first, who has spoken, stands behind both others though asking before one of them.
    assert_eq!(room.names(), [room.name(1), room.name(2), room.name(0)]);
}

#[test]
fn a_word_on_procedure_comes_first_and_the_order_of_registration_decides_the_rest() {
    let mut room = Room::discussing(|_| {});
    for (who, kind) in [
        (3, TurnKind::Speech),
        (1, TurnKind::Speech),
        (2, TurnKind::Procedural),
        (0, TurnKind::Speech),
        (4, TurnKind::Procedural),
    ] {
        room.asks(who, kind).expect("asked");
    }
    assert_eq!(room.names(), [2, 4, 3, 1, 0].map(|who| room.name(who)));
    let last = room.session().floor.queue().last().expect("waits").id.clone();
    let events = room.chair(Command::CallSpeaker { speech: last }).expect("out of order");
    assert!(events.iter().any(|e| matches!(e, Event::SpeakerCalled { passed_over: 4, .. })), "{events:?}");
}

#[test]
fn turns_are_limited_and_later_ones_shorter_but_the_chair_may_appoint() {
    let setting = |value| Setting { value, source: "Điều 16".to_owned(), checked: true };
    let mut room = Room::discussing(|rules| {
        rules.turns_most.insert(TurnKind::Speech, setting(2));
        rules.second_turn_seconds.insert(TurnKind::Speech, setting(180));
    });
    let limits = [420, 180, 180];
    for limit in &limits[..2] {
        room.asks(0, TurnKind::Speech).expect("asked");
        room.call();
        assert_eq!(room.session().floor.clock().expect("runs").limit_seconds, *limit);
        room.chair(Command::StopSpeech).expect("stopped");
    }
    assert_eq!(room.asks(0, TurnKind::Speech), Err(Refusal::TurnLimit { most: 2 }));
    let first = room.delegates()[0].clone();
    let request = Command::RequestSpeech { speaker: delegate(&first), kind: TurnKind::Speech };
    assert_eq!(room.ask(request.clone(), &secretary(&room)), Err(Refusal::TurnLimit { most: 2 }));
    room.asks(0, TurnKind::Debate).expect("another kind");
    room.chair(request).expect("the chair appoints");
    let third = room.session().floor.queue().last().expect("waits");
    assert_eq!(third.turn, 3);
    room.chair(Command::CallSpeaker { speech: third.id.clone() }).expect("called");
    assert_eq!(room.session().floor.clock().expect("runs").limit_seconds, limits[2]);
}

#[test]
fn a_closed_list_takes_no_more_and_hears_those_who_wait() {
    let mut room = Room::discussing(|_| {});
    room.asks(0, TurnKind::Speech).expect("asked");
    room.chair(Command::CloseList).expect("closed");
    assert_eq!(room.chair(Command::CloseList), Ok(vec![]));
    assert_eq!(room.asks(1, TurnKind::Speech), Err(Refusal::ListClosed));
    assert_eq!(room.session().kinds_open(), [TurnKind::Procedural]);
    room.asks(1, TurnKind::Procedural).expect("always");
    let third = room.delegates()[2].clone();
    room.chair(Command::RequestSpeech { speaker: delegate(&third), kind: TurnKind::Speech })
        .expect("appointed");
    room.call();
    room.chair(Command::ReopenList).expect("reopened");
    room.asks(3, TurnKind::Speech).expect("asked");
    let next = room.session().agenda.next().expect("an item").clone();
    room.chair(Command::StopSpeech).expect("stopped");
    room.chair(Command::CloseList).expect("closed");
    room.chair(Command::GoToItem { item: next }).expect("there");
    assert!(!room.session().list_closed(), "a list belongs to its item");
}

#[test]
fn a_guest_speaks_only_with_the_chairs_consent() {
    let mut room = Room::discussing(|_| {});
    let kind = TurnKind::Explanation;
    let asks = |speaker: Speaker| Command::RequestSpeech { speaker, kind };
    let first = room.delegates()[0].clone();
    assert_eq!(room.ask(asks(guest("Bà N")), &device(&first)), Err(Refusal::NotAllowed));
    for wrong in [String::new(), "  ".to_owned(), "N".repeat(81)] {
        assert_eq!(room.ask(asks(guest(&wrong)), &Actor::Desk), Err(Refusal::BadName { most: 80 }));
    }
    room.ask(asks(guest("Bà N")), &Actor::Desk).expect("entered");
    assert_eq!(room.ask(asks(guest("Bà N")), &Actor::Desk), Err(Refusal::AlreadyRegistered));
    room.asks(1, TurnKind::Speech).expect("asked");
    assert_eq!(room.session().floor.next().expect("waits").speaker, delegate(&room.delegates()[1]));
    let speech = room.session().floor.queue().next().expect("waits").id.clone();
    assert_eq!(
        room.ask(Command::ConsentSpeech { speech: speech.clone() }, &Actor::Desk),
        Err(Refusal::NotAllowed)
    );
    room.chair(Command::ConsentSpeech { speech: speech.clone() }).expect("admitted");
    assert_eq!(room.call(), speech);
    // Who the chair names needs no second word.
    room.chair(asks(guest("Ông M"))).expect("named");
    assert!(room.session().floor.queue().last().expect("waits").consent);
}

#[test]
fn what_was_not_reached_may_be_written_and_notes_stay_the_secretarys() {
    let mut room = Room::discussing(|_| {});
    for who in [0, 1] {
        room.asks(who, TurnKind::Speech).expect("asked");
    }
    let spoken = room.call();
    room.chair(Command::EndDiscussion).expect("ended");
    let late = room.session().floor.speeches()[1].clone();
    assert_eq!(late.state, SpeechState::NotReached);
    let (first, second) = (device(&room.delegates()[0]), device(&room.delegates()[1]));
    let write = |text: &str| Command::SpeechInWriting { speech: late.id.clone(), text: text.to_owned() };
    assert_eq!(room.ask(write("Của người khác"), &first), Err(Refusal::NotAllowed));
    assert_eq!(room.ask(write(&"ẫ".repeat(2001)), &second), Err(Refusal::TextTooLong { most: 2000 }));
    room.ask(write(" Đề nghị bổ sung kinh phí. "), &second).expect("handed in");
    assert_eq!(room.session().floor.speech(&late.id).expect("kept").opinion, "Đề nghị bổ sung kinh phí.");
    assert_eq!(room.ask(write("Lần hai"), &second), Err(Refusal::NotWaiting));
    let note = |text: &str| Command::NoteSpeech { speech: spoken.clone(), text: text.to_owned() };
    assert_eq!(room.ask(note("x"), &second), Err(Refusal::NotAllowed));
    room.ask(note("Đồng tình với báo cáo"), &secretary(&room)).expect("noted");
    assert_eq!(room.ask(note("Đồng tình với báo cáo"), &secretary(&room)), Ok(vec![]));
    room.chair(Command::CloseSitting).expect("closed");
    room.ask(note("Đồng tình với báo cáo của UBND xã"), &secretary(&room)).expect("also after the close");
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn a_called_speaker_has_the_floor_before_the_clock_starts() {
    let mut room = Room::discussing(|rules| rules.clock_start.value = ClockStart::ByChair);
    room.asks(0, TurnKind::Speech).expect("asked");
    let speech = room.call();
    room.at += 20_000;
    assert_eq!(room.elapsed(), 0);
    assert_eq!(room.session().floor.speech(&speech).expect("kept").state, SpeechState::Called);
    assert_eq!(room.chair(Command::StartRecess { resume_at: None }), Err(Refusal::SpeechRunning));
    room.chair(Command::ResumeSpeech).expect("started");
    room.at += 20_000;
    assert_eq!(room.elapsed(), 20_000);
    assert_eq!(room.session().floor.speech(&speech).expect("kept").state, SpeechState::Speaking);
}

#[test]
fn recesses_and_outages_are_no_time_of_anybody() {
    let mut room = Room::discussing(|_| {});
    let watches = |s: &Session, at: i64| {
        let item = s.agenda.current().and_then(|i| s.agenda.run(i)).expect("an item");
        (item.watch.elapsed(at), s.watch.elapsed(at))
    };
    let (item, sitting) = watches(room.session(), room.at);
    room.chair(Command::StartRecess { resume_at: None }).expect("recess");
    room.at += 600_000;
    room.chair(Command::EndRecess).expect("resumed");
    assert_eq!(watches(room.session(), room.at), (item + 1000, sitting + 1000));
    room.asks(0, TurnKind::Speech).expect("asked");
    room.call();
    room.at += 30_000;
    let known_at = room.at;
    let before = (room.elapsed(), watches(room.session(), room.at));
    room.at += 500_000;
    assert_eq!(room.ask(Command::RecoverClocks { known_at }, &Actor::Chair), Err(Refusal::NotAllowed));
    room.ask(Command::RecoverClocks { known_at }, &Actor::Operator).expect("recovered");
    assert_eq!((room.elapsed(), watches(room.session(), room.at)), before);
    room.at += 7_000;
    assert_eq!(room.elapsed(), before.0 + 7_000);
    // A host without a clock of its own wakes up in 1970: what was known stays known.
    let known_at = room.at;
    room.at = 5_000;
    room.ask(Command::RecoverClocks { known_at }, &Actor::Operator).expect("recovered");
    assert_eq!(room.elapsed(), before.0 + 7_000);
    room.at += 2_000;
    assert_eq!(room.elapsed(), before.0 + 9_000);
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn an_act_is_taken_back_whole_and_what_others_did_since_stays() {
    let mut room = Room::discussing(|_| {});
    for who in [0, 1, 2] {
        room.asks(who, TurnKind::Speech).expect("asked");
    }
    room.call();
    room.at += 60_000;
    let before = room.session().clone();
    room.chair(Command::EndDiscussion).expect("ended");
    room.asks(3, TurnKind::Procedural).expect("asked meanwhile");
    let late = room.session().floor.speeches()[1].id.clone();
    let second = device(&room.delegates()[1]);
    room.ask(Command::SpeechInWriting { speech: late, text: String::new() }, &second).expect("in writing");
    assert_eq!(room.chair(Command::Undo), Ok(vec![Event::ActUndone { act: Act::EndDiscussion }]));
    let after = room.session();
    assert_eq!(after.floor.clock(), before.floor.clock(), "as if it had run on");
    assert!(after.discussion_open());
    let states: Vec<_> = after.floor.speeches().iter().map(|s| s.state).collect();
    use SpeechState::{Registered, Speaking, Written};
    assert_eq!(states, [Speaking, Written, Registered, Registered]);
    assert_eq!(room.names(), [room.name(3), room.name(2)]);
    assert_eq!(room.chair(Command::Undo), Err(Refusal::NothingToUndo), "once");
    assert_eq!(room.replayed(), room.chamber);
}

#[test]
fn every_act_of_one_tap_goes_back_to_where_it_was() {
    type Act = fn(&Room) -> Command;
    let acts: [(&str, Act); 7] = [
        ("pause", |_| Command::PauseSpeech),
        ("more time", |_| Command::ExtendSpeech),
        ("stop", |_| Command::StopSpeech),
        ("close the list", |_| Command::CloseList),
        ("next", |r| Command::CallSpeaker { speech: r.session().floor.next().expect("waits").id.clone() }),
        ("defer", |r| Command::DeferSpeech { speech: r.session().floor.next().expect("waits").id.clone() }),
        ("move", |r| Command::MoveItem { item: r.session().agenda.order()[0].clone(), position: 2 }),
    ];
    for (what, act) in acts {
        let mut room = Room::discussing(|_| {});
        for who in [0, 1, 2] {
            room.asks(who, TurnKind::Speech).expect("asked");
        }
        room.call();
        let (floor, agenda) = (room.session().floor.clone(), room.session().agenda.clone());
        let command = act(&room);
        room.chair(command.clone()).expect(what);
        assert_eq!(room.chair(Command::Undo).map(|e| e.len()), Ok(1), "{what}");
        assert_eq!((&room.session().floor, &room.session().agenda), (&floor, &agenda), "{what}");
        room.chair(command).expect(what);
        room.at += 5_000;
        assert_eq!(room.chair(Command::Undo), Err(Refusal::TooLateToUndo), "{what}");
    }
    let mut room = Room::discussing(|_| {});
    let (agenda, item) = (room.session().agenda.clone(), room.session().agenda.order()[0].clone());
    for command in [
        Command::GoToItem { item: item.clone() },
        Command::StartRecess { resume_at: None },
        Command::PostponeItem { item, reason: "x".into() },
    ] {
        room.chair(command.clone()).expect("done");
        room.chair(Command::Undo).unwrap_or_else(|why| panic!("{command:?}: {why}"));
        assert_eq!(room.session().agenda, agenda, "{command:?}");
        assert!(room.session().recesses.is_empty());
    }
}

#[test]
fn what_was_confirmed_is_not_taken_back_and_only_the_chair_takes_back() {
    let mut room = Room::open(7, 7);
    assert_eq!(room.chair(Command::Undo), Err(Refusal::NothingToUndo));
    let item = room.session().plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
    room.chair(Command::GoToItem { item }).expect("there");
    room.chair(Command::CloseList).expect("closed");
    assert_eq!(room.ask(Command::Undo, &Actor::Desk), Err(Refusal::NotAllowed));
    assert_eq!(room.ask(Command::Undo, &secretary(&room)), Err(Refusal::NotAllowed));
    let vote = room.put(0, VoteForm::Mixed);
    assert_eq!(room.chair(Command::Undo), Err(Refusal::NothingToUndo));
    let first = room.delegates()[0].clone();
    let cast = Command::CastChoice { vote: vote.clone(), delegate: first.clone(), choice: Choice::For };
    room.ask(cast, &device(&first)).expect("cast");
    room.chair(Command::CloseVote { vote }).expect("closed");
    let mut off = Room::discussing(|rules| rules.undo_seconds.value = 0);
    off.chair(Command::CloseList).expect("closed");
    assert_eq!(off.chair(Command::Undo), Err(Refusal::TooLateToUndo));
}

#[test]
fn nobody_but_the_chair_drives_a_clock() {
    let mut room = Room::discussing(|_| {});
    room.asks(0, TurnKind::Speech).expect("asked");
    room.call();
    let first = device(&room.delegates()[0]);
    let others = [Actor::Desk, Actor::Kiosk, Actor::Door, Actor::Operator, first, secretary(&room)];
    for actor in others {
        for command in [
            Command::PauseSpeech,
            Command::ResumeSpeech,
            Command::ExtendSpeech,
            Command::StopSpeech,
            Command::EndDiscussion,
            Command::CloseList,
        ] {
            assert_eq!(
                room.ask(command.clone(), &actor),
                Err(Refusal::NotAllowed),
                "{command:?} by {actor:?}"
            );
        }
    }
    assert_eq!(room.chair(Command::ResumeSpeech), Err(Refusal::SpeechNotPaused));
    let mark = AttendanceMark::Left;
    let second = room.delegates()[1].clone();
    room.chair(Command::MarkAttendance { delegate: second, mark }).expect("left");
    assert_eq!(room.asks(1, TurnKind::Speech), Err(Refusal::NotPresent));
    assert_eq!(room.asks(2, TurnKind::Answer), Err(Refusal::NotAsked));
}

/// The right to a place as a bystander reads it from the profile.
pub fn rank(session: &Session, rules: &[OrderRule], speaker: &Speaker, kind: TurnKind) -> Vec<u32> {
    let item = session.agenda.current().expect("an item");
    let given = session.floor.speeches().iter();
    let given = given.filter(|s| s.item == *item && s.speaker == *speaker && s.started_at.is_some()).count();
    rules
        .iter()
        .map(|rule| match rule {
            OrderRule::ProceduralFirst => u32::from(kind != TurnKind::Procedural),
            // Nothing is asked or answered in a plain discussion.
            OrderRule::DebateAtAnswer | OrderRule::QuestionerFirst => 1,
            OrderRule::LeastSpoken => given as u32,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever the chair changes: who asks stands behind all with as good a right, and nobody else moves.
    #[test]
    fn nobody_is_overtaken_against_the_rule(
        steps in prop::collection::vec((0..7usize, 0..7usize), 1..60),
        least in any::<bool>(),
        procedural in any::<bool>(),
    ) {
        let criteria = [(procedural, OrderRule::ProceduralFirst), (least, OrderRule::LeastSpoken)];
        let rules: Vec<_> = criteria.into_iter().filter(|(on, _)| *on).map(|(_, rule)| rule).collect();
        let mut room = Room::discussing(|profile| {
            profile.queue_order.value = rules.clone();
            profile.turns_most.clear();
        });
        for (who, what) in steps {
            let before: Vec<_> = room.session().floor.queue().map(|s| s.id.clone()).collect();
            let asked = match what {
                0..=3 => room.asks(who, TurnKind::ALL[what]),
                4 if !before.is_empty() => { room.call(); continue }
                5 if !before.is_empty() => {
                    let speech = before[who % before.len()].clone();
                    room.chair(Command::DeferSpeech { speech }).expect("deferred");
                    continue;
                }
                _ => continue,
            };
            if asked.is_err() {
                continue;
            }
            let session = room.session();
            let after: Vec<_> = session.floor.queue().map(|s| s.id.clone()).collect();
            let new = session.floor.speeches().last().expect("registered");
            let kept: Vec<_> = after.iter().filter(|id| **id != new.id).cloned().collect();
            prop_assert_eq!(&kept, &before, "somebody else moved");
            let mine = rank(session, &rules, &new.speaker, new.kind);
            let behind = session.floor.queue().skip_while(|s| s.id != new.id).skip(1);
            for other in behind {
                prop_assert!(rank(session, &rules, &other.speaker, other.kind) > mine, "{} was overtaken", other.id);
            }
        }
        prop_assert_eq!(room.replayed(), room.chamber);
    }
}
