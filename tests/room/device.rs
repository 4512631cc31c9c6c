//! A device as the contract asks for one: it signs, and sends the same bytes again until it is answered.

use super::ROOM;
use super::net::Answer;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use nghitruong::chamber::command::{Command, DeviceKind, Enrolment};
use nghitruong::chamber::ids::{DelegateId, DeviceId, RequestId, SessionId};
use nghitruong::credentials;
use nghitruong::wire::VERSION;
use nghitruong::wire::up::{Ask, Body, Envelope};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Ticks after which a request is sent again, the first time.
const PATIENCE: u64 = 10;

/// Making a key costs as much as signing with it: the rooms share them.
fn key(place: usize) -> &'static SigningKey {
    static KEYS: OnceLock<Vec<SigningKey>> = OnceLock::new();
    let make = |n: u8| SigningKey::from_bytes(&[n; 32]);
    &KEYS.get_or_init(|| (1..=60).map(make).collect())[place]
}

/// Something that a device asked for, as it remembers it.
#[derive(Clone)]
pub struct Asked {
    pub n: u64,
    pub ask: Ask,
    /// Whether it carries the right nonce, where one is needed.
    pub sound: bool,
}

struct Waiting {
    bytes: Vec<u8>,
    again_at: u64,
    pause: u64,
}

pub struct Device {
    pub id: DeviceId,
    /// `None`: the secretary's.
    pub person: Option<DelegateId>,
    pub kind: DeviceKind,
    place: usize,
    n: u64,
    waiting: BTreeMap<RequestId, Waiting>,
    pub asked: BTreeMap<RequestId, Asked>,
    pub receipts: BTreeMap<RequestId, u64>,
    /// What it was told not to count.
    pub refused: BTreeSet<RequestId>,
}

impl Device {
    pub fn new(place: usize, person: Option<DelegateId>, kind: DeviceKind) -> Self {
        let id = credentials::device_id(key(place).verifying_key().as_bytes());
        let (waiting, asked, receipts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { id, person, kind, place, n: 0, waiting, asked, receipts, refused: BTreeSet::new() }
    }

    /// Enrols it with the code that was issued under its own id.
    pub fn enrolment(&self) -> Command {
        Command::Enrol(Enrolment {
            device: self.id.clone(),
            code_hash: self.id.to_string(),
            key: credentials::hex(key(self.place).verifying_key().as_bytes()),
            secret_hash: credentials::secret_hash(b"secret"),
            kind: self.kind,
        })
    }

    /// Whether it may begin another request: a page has a few under way at most.
    pub fn is_free(&self) -> bool {
        self.waiting.len() < 3
    }

    /// Signs a new request, to be sent from `tick` on.
    pub fn ask(&mut self, session: &SessionId, ask: Ask, sound: bool, tick: u64) {
        self.n += 1;
        let req = RequestId::new(&format!("q-{}-{}", self.place, self.n)).expect("an id");
        let body = Body {
            v: VERSION,
            room: ROOM.to_owned(),
            session: session.clone(),
            req: req.clone(),
            n: self.n,
            ts: 0,
            ask: ask.clone(),
        };
        let signed = serde_json::to_vec(&body).expect("serialised");
        let envelope = Envelope {
            p: STANDARD.encode(&signed),
            k: self.id.clone(),
            s: STANDARD.encode(key(self.place).sign(&signed).to_bytes()),
        };
        let bytes = serde_json::to_vec(&envelope).expect("serialised");
        self.asked.insert(req.clone(), Asked { n: self.n, ask, sound });
        self.waiting.insert(req, Waiting { bytes, again_at: tick, pause: PATIENCE });
    }

    /// What is to be sent at `tick`: new, or not answered for too long.
    pub fn due(&mut self, tick: u64) -> Vec<(RequestId, Vec<u8>)> {
        let mut due = Vec::new();
        for (req, waiting) in self.waiting.iter_mut().filter(|(_, w)| w.again_at <= tick) {
            due.push((req.clone(), waiting.bytes.clone()));
            waiting.again_at = tick + waiting.pause;
            waiting.pause = (waiting.pause * 2).min(80);
        }
        due
    }

    /// An answer, perhaps for the second time. The same request never gets another receipt, and what was refused none.
    pub fn hear(&mut self, req: &RequestId, answer: &Answer, tick: u64) {
        match answer {
            Answer::Recorded(index) => {
                let known = *self.receipts.entry(req.clone()).or_insert(*index);
                assert_eq!(known, *index, "{req} has two receipts");
                assert!(!self.refused.contains(req), "{req} was refused before it was recorded");
                self.waiting.remove(req);
            }
            Answer::Refused => {
                assert!(!self.receipts.contains_key(req), "{req} was recorded before it was refused");
                self.refused.insert(req.clone());
                self.waiting.remove(req);
            }
            Answer::NotNow => {
                if let Some(waiting) = self.waiting.get_mut(req) {
                    waiting.again_at = tick + PATIENCE;
                }
            }
        }
    }

    pub fn is_answered(&self) -> bool {
        self.waiting.is_empty()
    }
}
