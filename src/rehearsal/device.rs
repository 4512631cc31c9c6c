//! A simulated phone: it joins, enrols and talks as the page does, and believes nothing but checked receipts.

use super::receipt::{self, Flaw};
use super::site::{Guest, Site, SiteError};
use crate::chamber::command::Choice;
use crate::chamber::ids::{DeviceId, RequestId, SessionId, VoteId};
use crate::chamber::refusal::Refusal;
use crate::client::{Line, LineError};
use crate::hub::entry::Entry;
use crate::journal::PublicKey;
use crate::wire::down::{Answer, DeviceState, Receipt};
use crate::wire::snapshot::{Session, Vote, VoteState};
use crate::wire::topic::{Topic, prefix, public_filters};
use crate::wire::up::{Ask, Body, Envelope};
use crate::wire::{MAX_UP, VERSION};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use ed25519_dalek::{Signer as _, SigningKey};
use rumqttc::v5::mqttbytes::v5::{Packet, Publish};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// First wait before a request is sent again.
const RETRY: Duration = Duration::from_millis(500);
const LONGEST_RETRY: Duration = Duration::from_secs(8);
/// First wait before a lost connection is tried again.
const RECONNECT: Duration = Duration::from_millis(50);
const LONGEST_RECONNECT: Duration = Duration::from_secs(2);
const PING: Duration = Duration::from_secs(20);
/// How long a person waits for an answer before something is wrong.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What a phone keeps after enrolment.
#[derive(Clone)]
pub struct Identity {
    pub device: DeviceId,
    pub room: String,
    pub session: SessionId,
    /// Proof of having been in the room, for the check-in.
    pub pass: String,
    secret: String,
    cookies: String,
    key: SigningKey,
}

/// How a request is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Once, and again when no answer comes.
    Plain,
    /// Twice at once under the same request id; both answers must be the same bytes.
    Twice,
    /// The connection is cut right after it; the phone comes back and asks again.
    CutOff,
}

/// A receipt that was checked, and what it proves.
#[derive(Debug, Clone)]
pub struct Proved {
    pub receipt: Receipt,
    pub entry: Entry,
    /// The answer as it came.
    pub bytes: Bytes,
}

/// The kiosk's last word on a request.
#[derive(Debug, Clone)]
pub enum Outcome {
    Recorded(Box<Proved>),
    Refused(Refusal),
}

/// Why a device has no answer.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    #[error(transparent)]
    Site(#[from] SiteError),
    #[error(transparent)]
    Line(#[from] LineError),
    /// The receipt does not prove what it says.
    #[error("a receipt that proves nothing: {0}")]
    Receipt(#[from] Flaw),
    /// The same request got two different answers.
    #[error("two different answers to one request")]
    TwoAnswers,
    #[error("no answer in time")]
    TimedOut,
    #[error("the device has ended")]
    Ended,
    /// An identifier or answer that cannot be.
    #[error("{0}")]
    Malformed(String),
}

/// What a phone shows: the newest snapshots, and how it got here.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    pub session: Option<Session>,
    pub votes: BTreeMap<VoteId, Vote>,
    pub state: Option<DeviceState>,
    pub online: bool,
    /// Connections so far.
    pub connections: u32,
    /// Requests sent again.
    pub resent: u32,
    /// Private messages that came.
    pub messages: u32,
}

/// Joins with the room's code and enrols with a personal code.
///
/// # Errors
/// [`DeviceError::Site`] and what the kiosk refuses.
pub async fn enrol(
    site: Site,
    from: Option<IpAddr>,
    token: &str,
    code: &str,
    key: SigningKey,
) -> Result<Identity, DeviceError> {
    let guest = site.join(from, token).await?;
    enrol_guest(site, from, &guest, code, key).await
}

/// Enrols a phone that is in already.
///
/// # Errors
/// As [`enrol`].
pub async fn enrol_guest(
    site: Site,
    from: Option<IpAddr>,
    guest: &Guest,
    code: &str,
    key: SigningKey,
) -> Result<Identity, DeviceError> {
    let malformed = |text: &str| DeviceError::Malformed(text.to_owned());
    let enrolled = site.enrol(from, guest, code, key.verifying_key().as_bytes()).await?;
    if guest.prefix != prefix(&guest.room) {
        return Err(DeviceError::Malformed(format!("prefix {}", guest.prefix)));
    }
    Ok(Identity {
        device: DeviceId::new(&enrolled.device).map_err(|_| malformed("device id"))?,
        room: guest.room.clone(),
        session: SessionId::new(&guest.session).map_err(|_| malformed("session id"))?,
        pass: guest.pass.clone(),
        secret: enrolled.secret,
        cookies: enrolled.cookies,
        key,
    })
}

impl Identity {
    /// Signs `ask` as the request `req` with counter `n`.
    ///
    /// # Errors
    /// [`DeviceError::Malformed`] when it is longer than a device may send.
    pub fn seal(&self, req: &RequestId, n: u64, ask: Ask) -> Result<(Envelope, Bytes), DeviceError> {
        let body = Body {
            v: VERSION,
            room: self.room.clone(),
            session: self.session.clone(),
            req: req.clone(),
            n,
            ts: jiff::Timestamp::now().as_millisecond(),
            ask,
        };
        let malformed = |e: serde_json::Error| DeviceError::Malformed(e.to_string());
        let signed = serde_json::to_vec(&body).map_err(malformed)?;
        let envelope = Envelope {
            p: STANDARD.encode(&signed),
            k: self.device.clone(),
            s: STANDARD.encode(self.key.sign(&signed).to_bytes()),
        };
        let bytes = serde_json::to_vec(&envelope).map_err(malformed)?;
        if bytes.len() > MAX_UP {
            return Err(DeviceError::Malformed("too long".to_owned()));
        }
        Ok((envelope, bytes.into()))
    }

    /// The MQTT login of this device: client id, user and password.
    pub fn login(&self) -> (&str, &str, &str) {
        (self.device.as_str(), self.device.as_str(), &self.secret)
    }
}

/// A fresh request id (UUID v7).
pub fn request_id() -> RequestId {
    RequestId::new(&uuid::Uuid::now_v7().to_string())
        .unwrap_or_else(|_| unreachable!("a UUID is an identifier"))
}

struct Order {
    ask: Ask,
    manner: Manner,
    reply: oneshot::Sender<Result<Outcome, DeviceError>>,
}

/// A running phone. Dropping it ends it without a word, as a phone out of the room does.
pub struct Device {
    identity: Identity,
    orders: mpsc::Sender<Order>,
    seen: watch::Receiver<Seen>,
    task: JoinHandle<()>,
}

impl Drop for Device {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Device {
    /// Connects and keeps the connection.
    pub fn start(site: Site, from: Option<IpAddr>, identity: Identity) -> Self {
        let (orders, ordered) = mpsc::channel(16);
        let (sender, seen) = watch::channel(Seen::default());
        let task = Task {
            site,
            from,
            identity: identity.clone(),
            n: 0,
            pending: BTreeMap::new(),
            key: None,
            seen: sender,
        };
        Self { identity, orders, seen, task: tokio::spawn(task.run(ordered)) }
    }

    /// Who it is.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What it shows now.
    pub fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    /// Waits until what it shows fits.
    ///
    /// # Errors
    /// [`DeviceError::TimedOut`], [`DeviceError::Ended`].
    pub async fn until(&self, fits: impl Fn(&Seen) -> bool) -> Result<Seen, DeviceError> {
        let mut seen = self.seen.clone();
        let found = tokio::time::timeout(PATIENCE, seen.wait_for(|seen| fits(seen))).await;
        found.map_err(|_| DeviceError::TimedOut)?.map(|seen| seen.clone()).map_err(|_| DeviceError::Ended)
    }

    /// Asks and waits for the kiosk's word.
    ///
    /// # Errors
    /// [`DeviceError`]; a refusal is an answer, not an error.
    pub async fn ask(&self, ask: Ask, manner: Manner) -> Result<Outcome, DeviceError> {
        // As the page does: the kiosk's own count of this device comes first, or the counter would be an old one.
        self.until(|seen| seen.state.is_some()).await?;
        let (reply, answer) = oneshot::channel();
        self.orders.send(Order { ask, manner, reply }).await.map_err(|_| DeviceError::Ended)?;
        let answer = tokio::time::timeout(PATIENCE, answer).await.map_err(|_| DeviceError::TimedOut)?;
        answer.map_err(|_| DeviceError::Ended)?
    }

    /// Checks in with the pass of the room's code.
    ///
    /// # Errors
    /// As [`Device::ask`].
    pub async fn check_in(&self) -> Result<Outcome, DeviceError> {
        let ask = Ask::CheckIn { pass: self.identity.pass.clone() };
        self.ask(ask, Manner::Plain).await
    }

    /// Waits until it sees `vote` and gives its nonce.
    ///
    /// # Errors
    /// As [`Device::until`].
    pub async fn nonce(&self, vote: &VoteId) -> Result<String, DeviceError> {
        let seen = self.until(|seen| seen.votes.contains_key(vote)).await?;
        Ok(seen.votes.get(vote).map(|v| v.nonce.clone()).unwrap_or_default())
    }

    /// Waits until it sees `vote` open, and chooses.
    ///
    /// # Errors
    /// As [`Device::ask`].
    pub async fn vote(&self, vote: &VoteId, choice: Choice, manner: Manner) -> Result<Outcome, DeviceError> {
        self.until(|seen| seen.votes.get(vote).is_some_and(|v| v.state == VoteState::Open)).await?;
        self.vote_unseen(vote, choice, manner).await
    }

    /// Chooses although the vote may be closed.
    ///
    /// # Errors
    /// As [`Device::ask`].
    pub async fn vote_unseen(
        &self,
        vote: &VoteId,
        choice: Choice,
        manner: Manner,
    ) -> Result<Outcome, DeviceError> {
        let nonce = self.nonce(vote).await?;
        self.ask(Ask::Vote { vote: vote.clone(), choice, nonce }, manner).await
    }
}

struct Pending {
    envelope: Envelope,
    bytes: Bytes,
    manner: Manner,
    /// The first of two answers.
    first: Option<Bytes>,
    tries: u32,
    next: Instant,
    reply: oneshot::Sender<Result<Outcome, DeviceError>>,
}

struct Task {
    site: Site,
    from: Option<IpAddr>,
    identity: Identity,
    n: u64,
    pending: BTreeMap<RequestId, Pending>,
    key: Option<PublicKey>,
    seen: watch::Sender<Seen>,
}

impl Task {
    async fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        let mut wait = RECONNECT;
        loop {
            match self.connect().await {
                Ok(mut line) => {
                    wait = RECONNECT;
                    let ended = self.talk(&mut line, &mut orders).await;
                    self.seen.send_modify(|seen| seen.online = false);
                    match ended {
                        Ended::Dropped => return,
                        Ended::CutOff => {}
                        Ended::Lost(error) => tracing::debug!(%error, "a phone lost its connection"),
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "a phone cannot connect");
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(LONGEST_RECONNECT);
                }
            }
        }
    }

    /// Connects, subscribes, and reads the own retained state before anything is sent.
    async fn connect(&mut self) -> Result<Line, LineError> {
        let mut line = Line::websocket(&self.site.kiosk(), self.from, &self.identity.cookies).await?;
        let (id, user, password) = self.identity.login();
        line.login(id, user, password).await?;
        let mut filters = public_filters(&self.identity.room);
        filters.push(format!("{}/d/{id}/down/#", prefix(&self.identity.room)));
        let mut early = Vec::new();
        line.subscribe(&filters, |publish| early.push(publish)).await?;
        self.seen.send_modify(|seen| seen.state = None);
        for publish in early {
            self.message(&publish);
        }
        let patience = Instant::now() + RETRY * 4;
        while self.seen.borrow().state.is_none() {
            match tokio::time::timeout_at(patience, line.next()).await {
                Ok(packet) => {
                    if let Packet::Publish(publish) = packet? {
                        self.message(&publish);
                    }
                }
                Err(_) => break,
            }
        }
        let now = Instant::now();
        for pending in self.pending.values_mut() {
            pending.next = now;
        }
        self.seen.send_modify(|seen| {
            seen.online = true;
            seen.connections += 1;
        });
        Ok(line)
    }

    async fn talk(&mut self, line: &mut Line, orders: &mut mpsc::Receiver<Order>) -> Ended {
        let mut ping = tokio::time::interval_at(Instant::now() + PING, PING);
        loop {
            match self.send_due(line).await {
                Ok(false) => {}
                Ok(true) => return Ended::CutOff,
                Err(error) => return Ended::Lost(error),
            }
            let next = self.pending.values().map(|p| p.next).min();
            let retry = next.unwrap_or_else(|| Instant::now() + PING);
            tokio::select! {
                packet = line.next() => match packet {
                    Ok(Packet::Publish(publish)) => self.message(&publish),
                    Ok(Packet::Disconnect(_)) => return Ended::Lost(LineError::Closed),
                    Ok(_) => {}
                    Err(error) => return Ended::Lost(error),
                },
                order = orders.recv() => match order {
                    Some(order) => self.take(order),
                    None => return Ended::Dropped,
                },
                () = tokio::time::sleep_until(retry), if next.is_some() => {}
                _ = ping.tick() => {
                    if let Err(error) = line.ping() {
                        return Ended::Lost(error);
                    }
                }
            }
        }
    }

    fn take(&mut self, order: Order) {
        self.n += 1;
        let req = request_id();
        match self.identity.seal(&req, self.n, order.ask) {
            Ok((envelope, bytes)) => {
                let (manner, reply) = (order.manner, order.reply);
                let next = Instant::now();
                let pending = Pending { envelope, bytes, manner, first: None, tries: 0, next, reply };
                self.pending.insert(req, pending);
            }
            Err(error) => drop(order.reply.send(Err(error))),
        }
    }

    /// Sends what is due; `true` when the connection is to be cut now.
    async fn send_due(&mut self, line: &mut Line) -> Result<bool, LineError> {
        let now = Instant::now();
        let up = Topic::Up(self.identity.device.clone()).name(&self.identity.room);
        let mut cut = false;
        let mut resent = 0;
        // Request ids of one device sort by the time they were made, so counters reach the kiosk in order.
        for pending in self.pending.values_mut().filter(|p| p.next <= now) {
            line.publish(&up, pending.bytes.clone())?;
            if pending.manner == Manner::Twice && pending.tries == 0 {
                line.publish(&up, pending.bytes.clone())?;
            }
            cut |= pending.manner == Manner::CutOff && pending.tries == 0;
            resent += u32::from(pending.tries > 0);
            let wait = (RETRY * 2u32.saturating_pow(pending.tries)).min(LONGEST_RETRY);
            pending.next = now + wait;
            pending.tries += 1;
        }
        line.flush().await?;
        if resent > 0 {
            self.seen.send_modify(|seen| seen.resent += resent);
        }
        Ok(cut)
    }

    fn message(&mut self, publish: &Publish) {
        let Ok(name) = std::str::from_utf8(&publish.topic) else { return };
        let payload = &publish.payload;
        match Topic::parse(&self.identity.room, name) {
            Some(Topic::DownReceipt(_)) => self.answer(payload),
            Some(Topic::DownState(_)) => {
                let Ok(state) = serde_json::from_slice::<DeviceState>(payload) else { return };
                self.n = self.n.max(state.counter);
                self.key = STANDARD.decode(&state.kiosk_key).ok().and_then(|k| k.try_into().ok());
                self.seen.send_modify(|seen| {
                    let newer = |old: &DeviceState| (state.epoch, state.rev) >= (old.epoch, old.rev);
                    if seen.state.as_ref().is_none_or(newer) {
                        seen.state = Some(state);
                    }
                });
            }
            Some(Topic::Session) => {
                let Ok(session) = serde_json::from_slice::<Session>(payload) else { return };
                self.seen.send_modify(|seen| {
                    let newer = |old: &Session| (session.epoch, session.rev) >= (old.epoch, old.rev);
                    if seen.session.as_ref().is_none_or(newer) {
                        seen.session = Some(session);
                    }
                });
            }
            Some(Topic::Vote(id)) => {
                let Ok(vote) = serde_json::from_slice::<Vote>(payload) else { return };
                self.seen.send_modify(|seen| {
                    let newer = |old: &Vote| (vote.epoch, vote.rev) >= (old.epoch, old.rev);
                    if seen.votes.get(&id).is_none_or(newer) {
                        seen.votes.insert(id, vote);
                    }
                });
            }
            Some(Topic::DownMessage(_)) => self.seen.send_modify(|seen| seen.messages += 1),
            Some(
                Topic::KioskState
                | Topic::Agenda
                | Topic::Roll
                | Topic::Floor
                | Topic::Queue
                | Topic::Questions
                | Topic::Wall
                | Topic::WallCode
                | Topic::Tally(_)
                | Topic::Clock
                | Topic::Notice
                | Topic::Up(_)
                | Topic::Health(_),
            )
            | None => {}
        }
    }

    fn answer(&mut self, payload: &Bytes) {
        let Ok(answer) = serde_json::from_slice::<Answer>(payload) else {
            tracing::warn!("an answer that cannot be read");
            return;
        };
        let (Answer::Recorded(Receipt { req, .. })
        | Answer::Refused { req, .. }
        | Answer::NotRecorded { req, .. }) = &answer;
        let Some(mut pending) = self.pending.remove(req) else { return };
        let req = req.clone();
        match answer {
            Answer::NotRecorded { .. } => {
                pending.next = Instant::now() + RETRY;
                self.pending.insert(req, pending);
            }
            Answer::Refused { why, .. } => {
                let _ = pending.reply.send(Ok(Outcome::Refused(why)));
            }
            Answer::Recorded(receipt) => match (pending.manner, pending.first.take()) {
                (Manner::Twice, None) => {
                    pending.first = Some(payload.clone());
                    self.pending.insert(req, pending);
                }
                (Manner::Twice, Some(first)) if first != *payload => {
                    let _ = pending.reply.send(Err(DeviceError::TwoAnswers));
                }
                (Manner::Plain | Manner::Twice | Manner::CutOff, _) => {
                    let proved = self.prove(receipt, &pending.envelope, payload);
                    let _ = pending.reply.send(proved);
                }
            },
        }
    }

    fn prove(&self, receipt: Receipt, envelope: &Envelope, bytes: &Bytes) -> Result<Outcome, DeviceError> {
        let key =
            self.key.ok_or_else(|| DeviceError::Malformed("a receipt before the kiosk's key".to_owned()))?;
        let entry = receipt::check(&receipt, envelope, &key)?;
        Ok(Outcome::Recorded(Box::new(Proved { receipt, entry, bytes: bytes.clone() })))
    }
}

/// Why one connection ended.
enum Ended {
    /// Nobody has orders for it any more.
    Dropped,
    CutOff,
    Lost(LineError),
}
