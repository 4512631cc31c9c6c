//! A small council at work: everything that the real code would send is compared with the contract.

use super::file::Contract;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use nghitruong::chamber::command::{
    Actor, AttendanceMark, Choice, Command, DeviceKind, Enrolment, Holder, IssuedCode, Now, Teller,
};
use nghitruong::chamber::ids::{DelegateId, DeviceId, RequestId, SecretaryId};
use nghitruong::chamber::rules::{TallyView, TurnKind, VoteForm};
use nghitruong::chamber::{Chamber, Refusal, Session};
use nghitruong::credentials;
use nghitruong::hub::changes::Changes;
use nghitruong::hub::envelope::vote_nonce;
use nghitruong::hub::snapshots::{self, Stamp};
use nghitruong::hub::{Hub, Input, Step};
use nghitruong::journal::{Journal, NewLeaf};
use nghitruong::runtime::{receipt, receipt_head};
use nghitruong::text;
use nghitruong::wire::VERSION;
use nghitruong::wire::down::{Answer, Message};
use nghitruong::wire::up::{Ask, Body, Envelope};
use serde_json::Value;
use std::collections::BTreeSet;

const ROOM: &str = "an-binh";

struct Room {
    contract: Contract,
    chamber: Chamber,
    hub: Hub,
    journal: Journal,
    _folder: tempfile::TempDir,
    now: Now,
    counter: u64,
    /// Values of `t` that were asked, and results of answers.
    seen: BTreeSet<String>,
}

impl Room {
    /// A council of seven with the sample's agenda; the running tally goes to all.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::open(folder.path()).expect("a journal");
        let mut room = Self {
            contract: Contract::read(),
            chamber: Chamber::default(),
            hub: Hub::new(ROOM),
            journal,
            _folder: folder,
            now: Now { utc_ms: 1_797_473_600_000, mono_ms: 0 },
            counter: 0,
            seen: BTreeSet::new(),
        };
        room.look();
        let mut plan = nghitruong::prepare::synthetic(7, 1).expect("a council").plan;
        plan.rules.tally_view.value = TallyView::All;
        room.act(Command::ImportSession(Box::new(plan)), &Actor::Operator);
        room
    }

    fn session(&self) -> &Session {
        self.chamber.current().expect("a session")
    }

    /// A command of this machine.
    fn act(&mut self, command: Command, actor: &Actor) {
        self.now.utc_ms += 1000;
        let events = self.chamber.decide(&command, actor, self.now).expect("allowed");
        for event in &events {
            self.chamber.apply(event, self.now.utc_ms);
        }
        self.look();
    }

    fn chair(&mut self, command: Command) {
        self.act(command, &Actor::Chair);
    }

    /// Compares everything that may be published now.
    fn look(&self) {
        let mut changes = Changes::default();
        changes.all(&self.chamber);
        let stamp = Stamp { epoch: 1, rev: self.journal.size() };
        for (changed, _) in changes.iter() {
            let message = snapshots::message(changed, &self.chamber, &self.hub, "AAAA", stamp);
            let (topic, bytes) = message.expect("something to tell");
            self.compare(&topic.name(ROOM), &serde_json::from_slice(&bytes).expect("JSON"));
        }
    }

    fn compare(&self, topic: &str, value: &Value) {
        let parts: Vec<&str> = topic.split('/').collect();
        let address: Vec<&str> = parts
            .iter()
            .enumerate()
            .map(|(i, part)| match (i, i.checked_sub(1).map(|before| parts[before])) {
                (2, _) => "{room}",
                (4, Some("vote")) => "{vote}",
                (4, Some("tally")) => "{vote}",
                (4, Some("d")) => "{device}",
                _ => part,
            })
            .collect();
        self.contract.fits_channel(&address.join("/"), value);
    }

    /// Enrols a device for `holder`.
    fn enrol(&mut self, holder: Holder, seed: u8) -> (DeviceId, SigningKey) {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let public = key.verifying_key().to_bytes();
        let device = credentials::device_id(&public);
        let session = self.session().plan.session.clone();
        let hash = format!("code {seed}");
        let codes = vec![IssuedCode { holder, hash: hash.clone(), expires_at: None }];
        self.act(Command::IssueCodes { session, codes }, &Actor::Operator);
        let enrolment = Enrolment {
            device: device.clone(),
            code_hash: hash,
            key: credentials::hex(&public),
            secret_hash: credentials::secret_hash(b"secret"),
            kind: DeviceKind::Phone,
        };
        self.act(Command::Enrol(enrolment), &Actor::Door);
        (device, key)
    }

    /// What `device` asks, signed; the answer as it would go out, compared with the contract.
    fn ask(&mut self, (device, key): &(DeviceId, SigningKey), ask: Ask) -> Answer {
        self.counter += 1;
        self.now.utc_ms += 100;
        let body = Body {
            v: VERSION,
            room: ROOM.to_owned(),
            session: self.session().plan.session.clone(),
            req: RequestId::new(&format!("q-{}", self.counter)).expect("an id"),
            n: self.counter,
            ts: self.now.utc_ms,
            ask,
        };
        let value = serde_json::to_value(&body).expect("serialised");
        self.contract.fits("Body", &value);
        self.seen.insert(value["t"].as_str().expect("named").to_owned());
        let signed = serde_json::to_vec(&body).expect("serialised");
        let envelope = Envelope {
            p: STANDARD.encode(&signed),
            k: device.clone(),
            s: STANDARD.encode(key.sign(&signed).to_bytes()),
        };
        let bytes = serde_json::to_vec(&envelope).expect("serialised");
        self.compare(&format!("nt/1/{ROOM}/d/{device}/up"), &serde_json::from_slice(&bytes).expect("JSON"));
        let answer = self.deliver(device, bytes, body.req);
        let value = serde_json::to_value(&answer).expect("serialised");
        self.compare(&format!("nt/1/{ROOM}/d/{device}/down/receipt"), &value);
        self.seen.insert(value["result"].as_str().expect("named").to_owned());
        self.look();
        answer
    }

    fn deliver(&mut self, device: &DeviceId, bytes: Vec<u8>, req: RequestId) -> Answer {
        let index = self.journal.size();
        let input = Input::Up { device: device.clone(), bytes };
        match self.hub.handle(&self.chamber, input, self.now, index, |_| true) {
            Step::Accepted { entry, .. } => {
                let bytes = serde_json::to_vec(&entry).expect("serialised");
                for event in &entry.events {
                    self.chamber.apply(event, entry.at);
                }
                let leaf =
                    NewLeaf { bytes: bytes.clone(), request: Some((device.to_string(), req.to_string())) };
                let commit = self.journal.append(&[leaf], self.now.utc_ms).expect("written");
                let proof = self.journal.proof_under(index, &commit.head).expect("a proof");
                receipt(req, &bytes, &proof, &receipt_head(&commit.head, &self.journal.public_key()))
            }
            Step::Refused { why, .. } => Answer::Refused { v: VERSION, req, text: text::refusal(&why), why },
            step @ (Step::Already { .. } | Step::Repeated { .. } | Step::Unreadable { .. }) => {
                panic!("not expected: {step:?}")
            }
        }
    }

    fn recorded(&mut self, device: &(DeviceId, SigningKey), ask: Ask) {
        let answer = self.ask(device, ask);
        assert!(matches!(answer, Answer::Recorded(_)), "{answer:?}");
    }

    fn refused(&mut self, device: &(DeviceId, SigningKey), ask: Ask) {
        let answer = self.ask(device, ask);
        assert!(matches!(answer, Answer::Refused { .. }), "{answer:?}");
    }
}

#[test]
fn whatever_a_session_sends_fits_the_contract() {
    let mut room = Room::new();
    let delegates: Vec<DelegateId> = room.session().plan.delegates.iter().map(|d| d.id.clone()).collect();
    let secretary: SecretaryId = room.session().plan.secretaries[0].id.clone();
    let phone = room.enrol(Holder::Delegate(delegates[0].clone()), 1);
    let other = room.enrol(Holder::Delegate(delegates[1].clone()), 2);
    let desk = room.enrol(Holder::Secretary(secretary), 3);

    // Coming in, being marked, opening.
    room.recorded(&phone, Ask::CheckIn { pass: "pass".to_owned() });
    room.recorded(&other, Ask::CheckIn { pass: "pass".to_owned() });
    let marks = [
        AttendanceMark::Present,
        AttendanceMark::AbsentExcused { reason: "ốm".to_owned() },
        AttendanceMark::AbsentUnexcused,
        AttendanceMark::Present,
        AttendanceMark::Present,
    ];
    for (delegate, mark) in delegates[2..].iter().zip(marks) {
        room.recorded(&desk, Ask::Mark { delegate: delegate.clone(), mark });
    }
    room.chair(Command::OpenSitting { total_delegates: 7 });
    room.recorded(&other, Ask::Leave);
    room.recorded(&other, Ask::CheckIn { pass: "pass".to_owned() });

    speeches(&mut room, &phone, &desk, &delegates[2]);
    votes(&mut room, &phone, &desk, &delegates);

    let postponed = room.session().agenda.order().last().expect("an item").clone();
    room.chair(Command::PostponeItem { item: postponed, reason: "hết giờ".to_owned() });
    room.chair(Command::CorrectClock { offset_ms: 1500 });
    let resume_at = Some(room.now.utc_ms + 900_000);
    room.chair(Command::StartRecess { resume_at });
    room.chair(Command::CloseSitting);
    room.refused(&phone, Ask::Leave);

    let wanted: BTreeSet<String> = asks(room.session(), &delegates[0])
        .iter()
        .map(|ask| serde_json::to_value(ask).expect("serialised")["t"].as_str().expect("named").to_owned())
        .chain(["recorded", "refused"].map(str::to_owned))
        .collect();
    assert_eq!(room.seen, wanted, "every command and every kind of answer was met");
}

fn speeches(
    room: &mut Room,
    phone: &(DeviceId, SigningKey),
    desk: &(DeviceId, SigningKey),
    other: &DelegateId,
) {
    let item = room.session().plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
    room.chair(Command::GoToItem { item });
    for kind in TurnKind::ALL {
        let answer = room.ask(phone, Ask::RequestSpeech { kind });
        assert!(!matches!(answer, Answer::NotRecorded { .. }));
    }
    room.recorded(phone, Ask::WithdrawSpeech { kind: TurnKind::Procedural });
    room.recorded(desk, Ask::RequestFor { delegate: other.clone(), kind: TurnKind::Speech });
    room.recorded(desk, Ask::RequestFor { delegate: other.clone(), kind: TurnKind::Procedural });
    room.recorded(desk, Ask::WithdrawFor { delegate: other.clone(), kind: TurnKind::Procedural });
    let speech = room.session().floor.queue().next().expect("somebody waits").id.clone();
    room.chair(Command::CallSpeaker { speech });
    room.chair(Command::PauseSpeech);
    room.chair(Command::ResumeSpeech);
    room.chair(Command::ExtendSpeech);
    room.chair(Command::StopSpeech);
    room.chair(Command::EndDiscussion);
    room.refused(phone, Ask::RequestSpeech { kind: TurnKind::Speech });
}

fn votes(
    room: &mut Room,
    phone: &(DeviceId, SigningKey),
    desk: &(DeviceId, SigningKey),
    delegates: &[DelegateId],
) {
    let motions: Vec<_> =
        room.session().plan.agenda.iter().flat_map(|i| &i.motions).map(|m| m.id.clone()).collect();
    room.chair(Command::OpenVote { motions: vec![motions[0].clone()], form: VoteForm::Electronic });
    let open = room.session().votes.open().expect("open").clone();
    let (vote, nonce) = (open.id.clone(), vote_nonce(room.session(), &open));
    for choice in [Choice::NotVoting, Choice::Against, Choice::For] {
        room.recorded(phone, Ask::Vote { vote: vote.clone(), choice, nonce: nonce.clone() });
    }
    let delegate = delegates[2].clone();
    room.recorded(
        desk,
        Ask::VoteFor { vote: vote.clone(), delegate, choice: Choice::For, nonce: nonce.clone() },
    );
    room.refused(phone, Ask::Vote { vote: vote.clone(), choice: Choice::For, nonce: "other".to_owned() });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.refused(phone, Ask::Vote { vote: vote.clone(), choice: Choice::Against, nonce });
    room.chair(Command::PublishResult { vote: vote.clone() });
    room.chair(Command::AnnulVote { vote, reason: "nhầm nội dung".to_owned() });

    room.chair(Command::OpenVote { motions: vec![motions[1].clone()], form: VoteForm::ShowOfHands });
    let vote = room.session().votes.open().expect("open").id.clone();
    room.refused(desk, Ask::Count { vote: vote.clone(), counted: [60, 40] });
    room.recorded(desk, Ask::Count { vote: vote.clone(), counted: [4, 1] });
    room.chair(Command::CountHands { vote: vote.clone(), teller: Teller::Kiosk, counted: [4, 1] });
    room.chair(Command::CloseVote { vote: vote.clone() });
    room.chair(Command::PublishResult { vote });
}

/// Every command once. A variant that is added to [`Ask`] has to be added to the match, and so to the list.
fn asks(session: &Session, delegate: &DelegateId) -> Vec<Ask> {
    let vote = session.votes.list()[0].id.clone();
    let (kind, nonce) = (TurnKind::Speech, String::new());
    let mut list = vec![Ask::CheckIn { pass: String::new() }];
    while let Some(last) = list.last() {
        let (vote, delegate, nonce) = (vote.clone(), delegate.clone(), nonce.clone());
        let next = match last {
            Ask::CheckIn { .. } => Ask::Leave,
            Ask::Leave => Ask::RequestSpeech { kind },
            Ask::RequestSpeech { .. } => Ask::WithdrawSpeech { kind },
            Ask::WithdrawSpeech { .. } => Ask::Vote { vote, choice: Choice::For, nonce },
            Ask::Vote { .. } => Ask::Mark { delegate, mark: AttendanceMark::Present },
            Ask::Mark { .. } => Ask::VoteFor { vote, delegate, choice: Choice::For, nonce },
            Ask::VoteFor { .. } => Ask::RequestFor { delegate, kind },
            Ask::RequestFor { .. } => Ask::WithdrawFor { delegate, kind },
            Ask::WithdrawFor { .. } => Ask::Count { vote, counted: [0, 0] },
            Ask::Count { .. } => break,
        };
        list.push(next);
    }
    list
}

#[test]
fn answers_without_a_leaf_fit_the_contract() {
    let contract = Contract::read();
    let req = RequestId::new("q-1").expect("an id");
    let refusals = [
        Refusal::BadTotal { present: 3 },
        Refusal::VoteOpen { vote: "v1".to_owned() },
        Refusal::VoteClosed { late_ms: None },
        Refusal::Malformed { detail: "size".to_owned() },
        Refusal::Stale { counter: 9 },
        Refusal::TooMany { wait_s: 30 },
        Refusal::NotRecorded,
    ];
    for why in refusals {
        let answer = Answer::Refused { v: VERSION, req: req.clone(), text: text::refusal(&why), why };
        contract.fits("Refused", &serde_json::to_value(answer).expect("serialised"));
    }
    let text = text::refusal(&Refusal::NotRecorded);
    let answer = Answer::NotRecorded { v: VERSION, req, text: text.clone() };
    contract.fits("NotRecorded", &serde_json::to_value(answer).expect("serialised"));
    contract.fits("Message", &serde_json::to_value(Message { v: VERSION, at: 0, text }).expect("serialised"));
}
