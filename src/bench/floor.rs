//! What no program on this machine can go below: the same broker, the same clients over TCP, and the same bytes in a
//! group-committed SQLite table; no rules. Once bare, once with each signature checked and one head signed a commit.

use super::BenchError;
use super::crowd::{Client, Crowd, Order, Round};
use crate::broker::{self, Access, Broker};
use crate::chamber::ids::DeviceId;
use crate::client::Line;
use crate::link::{Delivery, Link, LinkEvent, LinkOptions};
use crate::wire::topic::{Client as Login, Topic, device_filters};
use crate::wire::up::Envelope;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use futures_util::StreamExt as _;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::mpsc;

/// The room of a floor.
pub const ROOM: &str = "floor";
/// Length of a mark that ties an answer to its request.
const MARK: usize = 36;

/// Bytes of a leaf and of an answer as the real room has them.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub leaf: usize,
    pub answer: usize,
}

/// Whether the floor checks and signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floor {
    Bare,
    Signing,
}

/// Everybody whose password is the own name.
pub struct OwnId;

impl Access for OwnId {
    fn login(&self, _client_id: &str, user: &str, password: &[u8]) -> Option<Login> {
        let room = ROOM.to_owned();
        let known = password == user.as_bytes();
        match (known, user) {
            (false, _) => None,
            (true, "kiosk") => Some(Login::Kiosk { room }),
            (true, _) => Some(Login::Device { room, device: DeviceId::new(user).ok()? }),
        }
    }
}

/// A running floor with its crowd.
pub struct FloorRoom {
    keys: Vec<SigningKey>,
    devices: Vec<DeviceId>,
    crowd: Crowd,
    link: Link,
    broker: Broker,
    round: u64,
    payload: usize,
}

impl FloorRoom {
    /// Starts broker, table and `n` clients. Devices send `payload` bytes inside their envelopes.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn new(
        data: &Path,
        n: u16,
        floor: Floor,
        sizes: Sizes,
        payload: usize,
    ) -> Result<Self, BenchError> {
        let loopback = (Ipv4Addr::LOCALHOST, 0).into();
        let broker = broker::start(loopback, Arc::new(OwnId)).await?;
        let table = table(data)?;
        let mut keys = Vec::new();
        let mut devices = Vec::new();
        let mut known = BTreeMap::new();
        for seat in 0..n {
            let mut bytes = [9; 32];
            bytes[..2].copy_from_slice(&seat.to_be_bytes());
            let key = SigningKey::from_bytes(&bytes);
            let device = crate::credentials::device_id(key.verifying_key().as_bytes());
            known.insert(device.clone(), key.verifying_key());
            devices.push(device);
            keys.push(key);
        }
        let (link, events) = Link::start(LinkOptions {
            host: broker.addr().ip().to_string(),
            port: broker.addr().port(),
            client_id: "kiosk".to_owned(),
            user: "kiosk".to_owned(),
            password: "kiosk".to_owned(),
            filters: device_filters(ROOM),
            will: None,
            max_incoming: 128 * 1024,
        });
        let (up, mut is_up) = mpsc::channel(1);
        let desk = Desk {
            link: link.clone(),
            table,
            known,
            floor,
            sizes,
            head: SigningKey::from_bytes(&[3; 32]),
            next: 0,
        };
        std::thread::Builder::new().name("floor".to_owned()).spawn(move || {
            if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() {
                runtime.block_on(desk.run(events, up));
            }
        })?;
        is_up.recv().await.ok_or(BenchError::Silent)?;
        let addr = broker.addr();
        let connecting = futures_util::stream::iter(&devices).map(|device| async move {
            let mut line = Line::plain(addr).await?;
            line.login(device.as_str(), device.as_str(), device.as_str()).await?;
            let down = Topic::DownReceipt(device.clone()).name(ROOM);
            line.subscribe(std::slice::from_ref(&down), |_| ()).await?;
            Ok::<_, BenchError>(Client { line, up: Topic::Up(device.clone()).name(ROOM), down })
        });
        let clients: Vec<_> = connecting.buffered(64).collect().await;
        let crowd = Crowd::start(clients.into_iter().collect::<Result<Vec<_>, _>>()?);
        Ok(Self { keys, devices, crowd, link, broker, round: 0, payload })
    }

    /// Everybody sends at once.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn round(&mut self) -> Result<Round, BenchError> {
        self.round += 1;
        let orders = self.keys.iter().zip(&self.devices).map(|(key, device)| {
            let mark = format!("{:>MARK$}", format!("{}-{device}", self.round));
            let mut signed = mark.clone().into_bytes();
            signed.resize(self.payload.max(MARK), b'x');
            let s = STANDARD.encode(key.sign(&signed).to_bytes());
            let envelope = Envelope { p: STANDARD.encode(&signed), k: device.clone(), s };
            Ok(Order { bytes: Some(serde_json::to_vec(&envelope)?.into()), mark })
        });
        let orders = orders.collect::<Result<Vec<_>, BenchError>>()?;
        self.crowd.round(orders).await
    }

    /// Ends it.
    pub async fn stop(self) {
        drop(self.crowd);
        self.link.stop().await;
        self.broker.stop().await;
    }
}

fn table(data: &Path) -> Result<Connection, BenchError> {
    std::fs::create_dir_all(data)?;
    let conn = Connection::open(data.join("floor.db"))?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.execute_batch(
        "PRAGMA synchronous = FULL;
         CREATE TABLE leaf (idx INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
         CREATE TABLE head (size INTEGER PRIMARY KEY, signature BLOB NOT NULL);",
    )?;
    Ok(conn)
}

/// The one loop of a floor: takes all that waits, one commit, answers.
struct Desk {
    link: Link,
    table: Connection,
    known: BTreeMap<DeviceId, VerifyingKey>,
    floor: Floor,
    sizes: Sizes,
    head: SigningKey,
    next: i64,
}

impl Desk {
    async fn run(mut self, mut events: mpsc::Receiver<LinkEvent>, up: mpsc::Sender<()>) {
        while let Some(event) = events.recv().await {
            let mut batch = Vec::new();
            let mut event = Some(event);
            while let Some(now) = event.take() {
                match now {
                    LinkEvent::Message { payload, .. } => batch.push(payload),
                    LinkEvent::Up { .. } => drop(up.try_send(())),
                    LinkEvent::Down { .. } => {}
                }
                event = events.try_recv().ok();
            }
            if !batch.is_empty()
                && let Err(error) = self.commit(&batch)
            {
                tracing::error!(%error, "the floor cannot write");
                return;
            }
        }
    }

    fn commit(&mut self, batch: &[Vec<u8>]) -> Result<(), BenchError> {
        let mut answers = Vec::with_capacity(batch.len());
        let mut root = Sha256::new();
        let tx = self.table.transaction()?;
        let mut insert = tx.prepare_cached("INSERT INTO leaf (idx, bytes) VALUES (?1, ?2)")?;
        for payload in batch {
            let envelope: Envelope = serde_json::from_slice(payload)?;
            let signed = STANDARD.decode(&envelope.p).map_err(|_| BenchError::Silent)?;
            if self.floor == Floor::Signing {
                let signature =
                    STANDARD.decode(&envelope.s).ok().and_then(|s| Signature::from_slice(&s).ok());
                let key = self.known.get(&envelope.k).ok_or(BenchError::Silent)?;
                let signature = signature.ok_or(BenchError::Silent)?;
                key.verify_strict(&signed, &signature).map_err(|_| BenchError::Silent)?;
            }
            let mut leaf = payload.clone();
            leaf.resize(self.sizes.leaf, b'.');
            root.update(&leaf);
            insert.execute((self.next, &leaf))?;
            self.next += 1;
            let mut answer = signed[..MARK.min(signed.len())].to_vec();
            answer.resize(self.sizes.answer, b'.');
            answers.push((envelope.k, answer));
        }
        drop(insert);
        if self.floor == Floor::Signing {
            let signature = self.head.sign(&root.finalize()).to_bytes();
            tx.execute("INSERT INTO head (size, signature) VALUES (?1, ?2)", (self.next, &signature))?;
        }
        tx.commit()?;
        for (device, answer) in answers {
            self.link.publish(&Topic::DownReceipt(device).name(ROOM), answer, Delivery::AtLeastOnce);
        }
        Ok(())
    }
}
