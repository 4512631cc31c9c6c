//! The real room: everybody votes at once.

use super::BenchError;
use super::crowd::{Client, Crowd, Order, Round};
use crate::chamber::command::{
    Actor, AttendanceMark, Choice, Command, DeviceKind, Enrolment, Holder, IssuedCode,
};
use crate::chamber::ids::{DeviceId, MotionId, VoteId};
use crate::chamber::rules::VoteForm;
use crate::client::{Kiosk, Line};
use crate::credentials as cred;
use crate::hub::envelope::vote_nonce;
use crate::prepare::{store_files, synthetic};
use crate::rehearsal::device::request_id;
use crate::runtime::{Clock, Options, Running, found_room, open_room, start};
use crate::wire::topic::{Topic, prefix, public_filters};
use crate::wire::up::{Ask, Body, Envelope};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use ed25519_dalek::{Signer as _, SigningKey};
use futures_util::StreamExt as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

/// Connections made at the same moment.
const AT_ONCE: usize = 64;

/// How the clients reach the broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Plain TCP to its loopback port.
    Direct,
    /// WebSocket through the gateway, as phones.
    Gateway,
}

/// A delegate's device as the bench holds it.
pub struct Seat {
    pub device: DeviceId,
    pub secret: String,
    pub key: SigningKey,
}

/// A room with everybody enrolled and present, the sitting open.
pub struct Room {
    pub running: Running,
    pub seats: Vec<Seat>,
    motion: MotionId,
    pub counter: u64,
}

fn key(seat: u16) -> SigningKey {
    let mut bytes = [7; 32];
    bytes[..2].copy_from_slice(&seat.to_be_bytes());
    SigningKey::from_bytes(&bytes)
}

impl Room {
    /// A fresh room in `data` for `delegates`.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn new(data: &Path, delegates: u16) -> Result<Self, BenchError> {
        let prepared = synthetic(delegates, 1).map_err(|problems| BenchError::Council(problems.len()))?;
        let clock = Clock::start();
        tokio::task::block_in_place(|| {
            let (mut journal, _) = open_room(data)?;
            found_room(&mut journal, &prepared.plan.council.room, clock.now().utc_ms)?;
            store_files(&prepared, data)?;
            Ok::<_, BenchError>(())
        })?;
        let loopback = (Ipv4Addr::LOCALHOST, 0).into();
        let running = start(Options {
            data: data.to_owned(),
            http: loopback,
            mqtt: loopback,
            broker: None,
            public_url: None,
            device_mqtt: None,
            clock,
        })
        .await?;
        let plan = prepared.plan;
        let motions = plan.motions().filter(|motion| motion.ballot.is_none());
        let motion = motions.map(|m| m.id.clone()).next_back().ok_or(BenchError::Silent)?;
        let secret = running.handle.with_journal(crate::journal::Journal::room_secret).await;
        let secret = secret.ok_or(BenchError::Silent)?;
        let ask = |command, actor| running.handle.ask(command, actor);
        ask(Command::ImportSession(Box::new(plan.clone())), Actor::Operator).await?;
        let codes = plan.delegates.iter().map(|d| IssuedCode {
            holder: Holder::Delegate(d.id.clone()),
            hash: cred::code_hash(&secret, d.id.as_str()),
            expires_at: None,
        });
        ask(Command::IssueCodes { session: plan.session.clone(), codes: codes.collect() }, Actor::Operator)
            .await?;
        let mut seats = Vec::new();
        for delegate in &plan.delegates {
            let key = key(delegate.seat);
            let public = key.verifying_key().to_bytes();
            let device = cred::device_id(&public);
            let password = cred::device_secret(&secret, &device);
            let enrolment = Enrolment {
                device: device.clone(),
                code_hash: cred::code_hash(&secret, delegate.id.as_str()),
                key: cred::hex(&public),
                secret_hash: cred::secret_hash(password.as_bytes()),
                kind: DeviceKind::Phone,
            };
            ask(Command::Enrol(enrolment), Actor::Door).await?;
            let mark = AttendanceMark::Present;
            ask(Command::MarkAttendance { delegate: delegate.id.clone(), mark }, Actor::Chair).await?;
            seats.push(Seat { device, secret: password, key });
        }
        ask(Command::OpenSitting { total_delegates: delegates.into() }, Actor::Chair).await?;
        Ok(Self { running, seats, motion, counter: 0 })
    }

    /// Opens a vote and gives its id and nonce.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn open_vote(&self) -> Result<(VoteId, String), BenchError> {
        let command = Command::OpenVote { motions: vec![self.motion.clone()], form: VoteForm::Electronic };
        self.running.handle.ask(command, Actor::Chair).await?;
        let mut views = self.running.handle.views();
        let view = views.wait_for(|v| v.chamber.current().is_some_and(|s| s.votes.open().is_some())).await;
        let view = view.map_err(|_| BenchError::Silent)?;
        let session = view.chamber.current().ok_or(BenchError::Silent)?;
        let vote = session.votes.open().ok_or(BenchError::Silent)?;
        Ok((vote.id.clone(), vote_nonce(session, vote)))
    }

    /// Closes and annuls it, so that the next one may be about the same.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn end_vote(&self, vote: VoteId) -> Result<(), BenchError> {
        self.running.handle.ask(Command::CloseVote { vote: vote.clone() }, Actor::Chair).await?;
        let annul = Command::AnnulVote { vote, reason: "Đo tốc độ".to_owned() };
        Ok(self.running.handle.ask(annul, Actor::Chair).await?)
    }

    /// Everybody connects and subscribes as a phone does.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn crowd(&self, way: Way) -> Result<Crowd, BenchError> {
        let (mqtt, http) = (self.running.mqtt, self.running.http);
        crowd_of(&self.seats, self.running.service.room(), mqtt, http, way, None).await
    }

    /// One vote of everybody at once.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn round(&mut self, crowd: &mut Crowd) -> Result<Round, BenchError> {
        self.round_of(crowd, self.seats.len()).await
    }

    /// One vote in which the first `voters` choose at once; they are `crowd`.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn round_of(&mut self, crowd: &mut Crowd, voters: usize) -> Result<Round, BenchError> {
        let (vote, nonce) = self.open_vote().await?;
        let session = self.running.handle.view().chamber.current().map(|s| s.plan.session.clone());
        let session = session.ok_or(BenchError::Silent)?;
        self.counter += 1;
        let room = self.running.service.room().to_owned();
        let orders = self.seats.iter().take(voters).map(|seat| {
            let req = request_id();
            let body = Body {
                v: crate::wire::VERSION,
                room: room.clone(),
                session: session.clone(),
                req: req.clone(),
                n: self.counter,
                ts: 0,
                ask: Ask::Vote { vote: vote.clone(), choice: Choice::For, nonce: nonce.clone() },
            };
            Ok(Order { bytes: Some(seal(seat, &body)?), mark: req.to_string() })
        });
        let orders = orders.collect::<Result<Vec<_>, BenchError>>()?;
        let round = crowd.round(orders).await?;
        self.end_vote(vote).await?;
        Ok(round)
    }
}

/// Connects the devices of `seats`; each listens to its own receipts, or all to one topic.
///
/// # Errors
/// [`BenchError`].
pub async fn crowd_of(
    seats: &[Seat],
    room: &str,
    mqtt: SocketAddr,
    http: SocketAddr,
    way: Way,
    listens: Option<Topic>,
) -> Result<Crowd, BenchError> {
    let mut filters = public_filters(room);
    let own = prefix(room);
    filters.push(String::new());
    let connecting = futures_util::stream::iter(seats).map(|seat| {
        let mut filters = filters.clone();
        let (own, listens) = (&own, listens.clone());
        async move {
            let device = &seat.device;
            let mut line = match way {
                Way::Direct => Line::plain(mqtt).await?,
                Way::Gateway => Line::websocket(&Kiosk::at(http), None, "").await?,
            };
            line.login(device.as_str(), device.as_str(), &seat.secret).await?;
            if let Some(last) = filters.last_mut() {
                *last = format!("{own}/d/{device}/down/#");
            }
            line.subscribe(&filters, |_| ()).await?;
            Ok::<_, BenchError>(Client {
                line,
                up: Topic::Up(device.clone()).name(room),
                down: listens.unwrap_or_else(|| Topic::DownReceipt(device.clone())).name(room),
            })
        }
    });
    let clients: Vec<_> = connecting.buffered(AT_ONCE).collect().await;
    Ok(Crowd::start(clients.into_iter().collect::<Result<Vec<_>, _>>()?))
}

/// The envelope of a body, signed by the device of `seat`.
///
/// # Errors
/// [`BenchError::Json`].
pub fn seal(seat: &Seat, body: &Body) -> Result<Bytes, BenchError> {
    let signed = serde_json::to_vec(body)?;
    let envelope = Envelope {
        p: STANDARD.encode(&signed),
        k: seat.device.clone(),
        s: STANDARD.encode(seat.key.sign(&signed).to_bytes()),
    };
    Ok(serde_json::to_vec(&envelope)?.into())
}
