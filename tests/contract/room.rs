//! A small council at work: everything that the real code would send is compared with the contract.

use super::file::Contract;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use nghitruong::chamber::command::{Actor, Command, DeviceKind, Enrolment, Holder, IssuedCode, Now};
use nghitruong::chamber::ids::{DeviceId, MotionId, RequestId};
use nghitruong::chamber::refusal::TallyFault;
use nghitruong::chamber::rules::TallyView;
use nghitruong::chamber::{Chamber, Refusal, Session};
use nghitruong::credentials;
use nghitruong::hub::changes::{Changed, Changes};
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

pub struct Room {
    contract: Contract,
    chamber: Chamber,
    pub hub: Hub,
    journal: Journal,
    _folder: tempfile::TempDir,
    pub now: Now,
    counter: u64,
    /// Values of `t` that were asked, results of answers, and what snapshots told that few of them tell.
    pub seen: BTreeSet<String>,
}

impl Room {
    /// A council of seven with the sample's agenda; the running tally and names go to all.
    pub fn new() -> Self {
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
        crate::chamber::with_questions(&mut plan);
        plan.rules.tally_view.value = TallyView::All;
        plan.rules.names_shown.value = true;
        room.act(Command::ImportSession(Box::new(plan)), &Actor::Operator);
        room
    }

    pub fn session(&self) -> &Session {
        self.chamber.current().expect("a session")
    }

    pub fn motions(&self) -> Vec<MotionId> {
        self.session().plan.motions().map(|m| m.id.clone()).collect()
    }

    /// A command of this machine.
    pub fn act(&mut self, command: Command, actor: &Actor) {
        self.now.utc_ms += 1000;
        let events = self.chamber.decide(&command, actor, self.now).expect("allowed");
        for event in &events {
            self.chamber.apply(event, self.now.utc_ms);
        }
        self.look();
    }

    pub fn chair(&mut self, command: Command) {
        self.act(command, &Actor::Chair);
    }

    /// Compares everything that may be published now.
    fn look(&mut self) {
        let mut changes = Changes::default();
        changes.all(&self.chamber);
        let stamp = Stamp { epoch: 1, rev: self.journal.size() };
        for (changed, _) in changes.iter() {
            let message = snapshots::message(changed, &self.chamber, &self.hub, "AAAA", stamp);
            let (Some((topic, bytes)), false) = (message, self.is_secret(changed)) else {
                assert!(self.is_secret(changed), "{changed:?} has nothing to tell");
                continue;
            };
            let value: Value = serde_json::from_slice(&bytes).expect("JSON");
            self.compare(&topic.name(ROOM), &value);
            self.seen.extend(told(&value));
        }
    }

    fn is_secret(&self, changed: &Changed) -> bool {
        match changed {
            Changed::Vote(id) | Changed::Tally(id) => {
                self.session().votes.get(id).is_some_and(|v| v.closed_doors)
            }
            Changed::Session
            | Changed::Floor
            | Changed::Agenda
            | Changed::Queue
            | Changed::Questions
            | Changed::Wall
            | Changed::Roll
            | Changed::Device(_) => false,
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
    pub fn enrol(&mut self, holder: Holder, seed: u8) -> (DeviceId, SigningKey) {
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
    pub fn ask(&mut self, (device, key): &(DeviceId, SigningKey), ask: Ask) -> Answer {
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

    pub fn recorded(&mut self, device: &(DeviceId, SigningKey), ask: Ask) {
        let answer = self.ask(device, ask);
        assert!(matches!(answer, Answer::Recorded(_)), "{answer:?}");
    }

    pub fn refused(&mut self, device: &(DeviceId, SigningKey), ask: Ask) {
        let answer = self.ask(device, ask);
        assert!(matches!(answer, Answer::Refused { .. }), "{answer:?}");
    }
}

/// What only some snapshots tell, by its place in them.
pub const POINTERS: [&str; 18] = [
    "/block",
    "/part_of",
    "/held_since",
    "/outcome",
    "/ballot",
    "/ballot/tally",
    "/names",
    "/annulled_reason",
    "/running",
    "/closed_doors",
    "/guests/0/came",
    "/speaker",
    "/speaker/since",
    "/questioning",
    "/questioning/asker",
    "/unreached",
    "/turns",
    "/commitments",
];

/// What only some snapshots tell, in a word each.
fn told(value: &Value) -> Vec<String> {
    let filled = |pointer: &str| match value.pointer(pointer) {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Bool(true) | Value::Number(_) | Value::String(_) | Value::Object(_)) => true,
    };
    let mut words: Vec<String> =
        POINTERS.into_iter().filter(|pointer| filled(pointer)).map(str::to_owned).collect();
    let inner = |list: &str, field: &str| {
        let list = value[list].as_array().cloned().unwrap_or_default();
        list.into_iter().filter_map(|line| Some(line[field].as_str()?.to_owned())).collect::<Vec<_>>()
    };
    if value["vote"].is_string() {
        let word = |field: &str| value[field].as_str().map(|word| format!("{field} {word}"));
        words.extend(["form", "state"].into_iter().filter_map(word));
        words.extend(inner("missing", "why"));
    }
    let choices = value["choices"].as_object().into_iter().flatten();
    words.extend(choices.filter_map(|(_, own)| Some(format!("via {}", own["via"].as_str()?))));
    words
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
        Refusal::TooManyGuests { invited: 7 },
        Refusal::PartsOpen { number: "7.2.1".to_owned() },
        Refusal::BoardMemberStands { name: "H".to_owned() },
        Refusal::BadBoard { least: 3 },
        Refusal::TallyWrong { fault: TallyFault::IssuedOverPresent { present: 3 } },
        Refusal::TallyWrong { fault: TallyFault::CollectedOverIssued },
        Refusal::TallyWrong { fault: TallyFault::ValidAndInvalid },
        Refusal::TallyWrong { fault: TallyFault::Line { name: "H".to_owned() } },
        Refusal::TallyWrong { fault: TallyFault::TooManyMarks { most: 6 } },
        Refusal::TallyWrong { fault: TallyFault::Lines },
        Refusal::TurnLimit { most: 2 },
        Refusal::BadName { most: 80 },
        Refusal::TextTooLong { most: 2000 },
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
