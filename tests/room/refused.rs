//! What becomes of copies of a refused request: the same answer, whatever has happened since.

use super::device::Device;
use super::kiosk::{Kiosk, PASS};
use nghitruong::chamber::command::{Choice, DeviceKind, Holder, IssuedCode};
use nghitruong::chamber::ids::{DelegateId, VoteId};
use nghitruong::chamber::rules::{TurnKind, VoteForm};
use nghitruong::chamber::{Actor, Command, Refusal};
use nghitruong::hub::envelope::vote_nonce;
use nghitruong::hub::{Input, Step};
use nghitruong::wire::up::{Ask, Envelope};

struct Room {
    kiosk: Kiosk,
    people: Vec<DelegateId>,
    devices: Vec<Device>,
}

/// Two delegates with a phone each, in a discussion.
fn room() -> Room {
    let mut plan = nghitruong::prepare::synthetic(4, 1).expect("the sample").plan;
    plan.delegates.iter_mut().for_each(|d| d.reported_absent = None);
    let item = plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
    let people: Vec<_> = plan.delegates.iter().map(|d| d.id.clone()).collect();
    let mut room = Room { kiosk: Kiosk::new(), people, devices: Vec::new() };
    room.local(Command::ImportSession(Box::new(plan)), Actor::Operator);
    for person in room.people.clone() {
        room.local(Command::CheckIn { delegate: person }, Actor::Chair);
    }
    room.enrol(0);
    room.enrol(1);
    room.local(Command::OpenSitting { total_delegates: 4 }, Actor::Chair);
    room.local(Command::GoToItem { item }, Actor::Chair);
    room
}

impl Room {
    fn enrol(&mut self, person: usize) {
        let person = self.people[person].clone();
        let device = Device::new(self.devices.len(), Some(person.clone()), DeviceKind::Phone);
        let session = self.kiosk.session().plan.session.clone();
        let codes = vec![IssuedCode {
            holder: Holder::Delegate(person),
            hash: device.id.to_string(),
            expires_at: None,
        }];
        self.local(Command::IssueCodes { session, codes }, Actor::Operator);
        self.local(device.enrolment(), Actor::Door);
        self.devices.push(device);
    }

    fn local(&mut self, command: Command, actor: Actor) {
        let (steps, _) = self.kiosk.batch(vec![local(command, actor)], false);
        assert!(matches!(steps[..], [Step::Accepted { .. }]), "{steps:?}");
    }

    fn chair(&mut self, command: Command) {
        self.local(command, Actor::Chair);
    }

    /// A new request of the phone at `place`.
    fn ask(&mut self, place: usize, ask: Ask) -> Input {
        let session = self.kiosk.session().plan.session.clone();
        let device = &mut self.devices[place];
        device.ask(&session, ask, true, 0);
        let newest = device.asked.iter().max_by_key(|(_, a)| a.n).map(|(req, _)| req.clone()).expect("asked");
        let bytes = device.due(u64::MAX / 2).into_iter().find(|(req, _)| *req == newest).expect("due").1;
        Input::Up { device: device.id.clone(), bytes }
    }

    fn speak(&mut self, place: usize) -> Input {
        self.ask(place, Ask::RequestSpeech { kind: TurnKind::Speech })
    }

    /// What one message gets by itself.
    fn answer(&mut self, input: &Input) -> Result<u64, Refusal> {
        let (steps, _) = self.kiosk.batch(vec![input.clone()], false);
        answered(&steps[0])
    }
}

fn local(command: Command, actor: Actor) -> Input {
    Input::Local { ticket: 0, command, actor }
}

fn answered(step: &Step) -> Result<u64, Refusal> {
    match step {
        Step::Accepted { index, .. } | Step::Repeated { index, .. } => Ok(*index),
        Step::Refused { why, .. } => Err(why.clone()),
        Step::Already { .. } | Step::Unreadable { .. } => panic!("{step:?}"),
    }
}

#[test]
fn a_copy_of_a_refused_request_gets_the_same_refusal() {
    let mut room = room();
    room.chair(Command::CloseList);
    let asked = room.speak(0);
    assert_eq!(room.answer(&asked), Err(Refusal::ListClosed));
    room.chair(Command::ReopenList);
    assert_eq!(room.answer(&asked), Err(Refusal::ListClosed), "a delayed copy");
    let size = room.kiosk.log.len() as u64;
    let again = room.speak(0);
    assert_eq!(room.answer(&again), Ok(size), "a new request");
    assert_eq!(room.answer(&asked), Err(Refusal::ListClosed), "no old request, but that answer");
}

#[test]
fn nor_is_it_decided_anew_in_the_same_batch() {
    let mut room = room();
    room.chair(Command::CloseList);
    let asked = room.speak(0);
    let batch = vec![asked.clone(), local(Command::ReopenList, Actor::Chair), asked];
    let (steps, written) = room.kiosk.batch(batch, false);
    assert!(written);
    assert_eq!(answered(&steps[0]), Err(Refusal::ListClosed));
    assert_eq!(answered(&steps[2]), Err(Refusal::ListClosed));
}

/// Everybody of a batch that failed was told *not recorded*, and nobody *refused*.
#[test]
fn a_refusal_of_a_batch_that_failed_was_never_told() {
    let mut room = room();
    let asked = room.speak(0);
    let batch = vec![local(Command::CloseList, Actor::Chair), asked.clone()];
    let (steps, written) = room.kiosk.batch(batch, true);
    assert_eq!((written, answered(&steps[1])), (false, Err(Refusal::ListClosed)));
    let size = room.kiosk.log.len() as u64;
    assert_eq!(room.answer(&asked), Ok(size));

    // One that was told before stands also when a later batch fails.
    room.chair(Command::CloseList);
    let refused = room.speak(1);
    assert_eq!(room.answer(&refused), Err(Refusal::ListClosed));
    let (_, written) =
        room.kiosk.batch(vec![local(Command::ReopenList, Actor::Chair), refused.clone()], true);
    assert!(!written);
    room.chair(Command::ReopenList);
    assert_eq!(room.answer(&refused), Err(Refusal::ListClosed));
}

#[test]
fn not_now_is_no_refusal_for_good() {
    let mut room = room();
    let motion = room.kiosk.session().plan.motions().find(|m| m.ballot.is_none() && m.effect.is_none());
    let motion = motion.expect("a motion").id.clone();
    room.chair(Command::OpenVote { motions: vec![motion], form: VoteForm::Electronic });
    let vote = VoteId::new("v1").expect("an id");
    room.chair(Command::HoldVote { vote: vote.clone() });
    let nonce = vote_nonce(room.kiosk.session(), room.kiosk.session().votes.open().expect("open"));
    let chosen = room.ask(0, Ask::Vote { vote: vote.clone(), choice: Choice::For, nonce });
    assert_eq!(room.answer(&chosen), Err(Refusal::VoteHeld));
    room.chair(Command::ResumeVote { vote });
    let size = room.kiosk.log.len() as u64;
    assert_eq!(room.answer(&chosen), Ok(size), "the same request");
    assert_eq!(room.answer(&chosen), Ok(size));
}

/// What has to give way is refused all the same, and does not block what comes.
#[test]
fn so_many_refusals_that_some_give_way() {
    let mut room = room();
    room.chair(Command::CloseList);
    let many: Vec<Input> = (0..300).map(|_| room.speak(0)).collect();
    for asked in &many {
        assert_eq!(room.answer(asked), Err(Refusal::ListClosed));
    }
    room.chair(Command::ReopenList);
    assert!(matches!(room.answer(&many[0]), Err(Refusal::Stale { counter }) if counter >= 1));
    for asked in &many {
        assert!(room.answer(asked).is_err());
    }
    assert_eq!(room.answer(&many[299]), Err(Refusal::ListClosed));
    let fresh = room.speak(0);
    assert!(room.answer(&fresh).is_ok());
}

/// Whoever does not hold the key cannot have a request refused.
#[test]
fn an_unsigned_message_spoils_nothing() {
    let mut room = room();
    let asked = room.speak(0);
    let Input::Up { device, bytes } = &asked else { panic!("{asked:?}") };
    let mut envelope: Envelope = serde_json::from_slice(bytes).expect("an envelope");
    let Input::Up { bytes: other, .. } = room.speak(1) else { panic!("a message") };
    envelope.s = serde_json::from_slice::<Envelope>(&other).expect("an envelope").s;
    let bytes = serde_json::to_vec(&envelope).expect("serialised");
    let forged = Input::Up { device: device.clone(), bytes };
    assert_eq!(room.answer(&forged), Err(Refusal::BadSignature));
    assert!(room.answer(&asked).is_ok());
}

/// The answer of a phone that was replaced meanwhile is no other than before.
#[test]
fn what_was_recorded_is_recorded_also_for_a_phone_that_was_replaced() {
    let mut room = room();
    let asked = room.speak(0);
    let late = room.ask(0, Ask::CheckIn { pass: PASS.to_owned() });
    let index = room.answer(&asked);
    assert!(index.is_ok());
    room.enrol(0);
    assert_eq!(room.answer(&asked), index, "the same receipt");
    assert_eq!(room.answer(&late), Err(Refusal::UnknownDevice));
}
