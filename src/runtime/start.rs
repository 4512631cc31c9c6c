//! Puts the parts together: journal, loop, broker, link, web.

use super::clock::Clock;
use super::engine::{Ask, Engine, PassCheck, WayIn, life};
use super::replay::{ReplayError, replay};
use super::room::{RoomService, door, wall_code};
use super::{Handle, Replayed};
use crate::broker::{self, Broker, BrokerError};
use crate::hub::Hub;
use crate::hub::entry::{self, Cause, Entry};
use crate::journal::{Journal, JournalError, NewLeaf};
use crate::link::{BrokerUrl, Link, LinkOptions, Will};
use crate::web::{self, BaseUrl, BrokerAccounts, Limits, Pages, WebOptions, WebState};
use crate::wire::snapshot::KioskLife;
use crate::wire::topic::{self, Topic};
use crate::wire::{self, MAX_DOWN};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Room of a data folder that is started before any session was imported.
const DEFAULT_ROOM: &str = "phong-hop";
/// Messages to the loop that may wait.
const ASKS: usize = 4096;

/// How the room is started.
#[derive(Debug, Clone)]
pub struct Options {
    pub data: PathBuf,
    /// Where the web listens; port 0 takes any.
    pub http: SocketAddr,
    /// Where the embedded broker listens; loopback.
    pub mqtt: SocketAddr,
    /// An external broker instead of the embedded one.
    pub broker: Option<BrokerUrl>,
    /// What the QR says, if not the machine's own address.
    pub public_url: Option<BaseUrl>,
    /// Plain MQTT for microcontrollers, with the gateway's checks.
    pub device_mqtt: Option<SocketAddr>,
    pub clock: Clock,
}

/// Why the room did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Replay(#[from] ReplayError),
    #[error(transparent)]
    Broker(#[from] BrokerError),
    #[error("{what}: {source}")]
    Io { what: String, source: std::io::Error },
    #[error("the system gives no random bytes")]
    Random,
}

/// A room that runs.
pub struct Running {
    pub handle: Handle,
    pub service: Arc<RoomService>,
    pub pages: Arc<Pages>,
    pub http: SocketAddr,
    pub mqtt: SocketAddr,
    pub public_url: BaseUrl,
    asks: mpsc::Sender<Ask>,
    engine: Option<std::thread::JoinHandle<()>>,
    link: Link,
    broker: Option<Broker>,
    web: WebState,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Running {
    /// Ends in order: web, link, loop, broker. What was recorded stays.
    pub async fn stop(mut self) {
        self.web.stop();
        self.link.stop().await;
        let _ = self.asks.send(Ask::Stop).await;
        if let Some(engine) = self.engine.take() {
            let _ = tokio::task::spawn_blocking(move || engine.join()).await;
        }
        for task in self.tasks {
            task.abort();
        }
        if let Some(broker) = self.broker {
            broker.stop().await;
        }
    }

    /// A task of the room has ended although nobody stopped it.
    pub fn has_failed(&self) -> bool {
        self.engine.as_ref().is_none_or(std::thread::JoinHandle::is_finished)
            || self.tasks.iter().any(tokio::task::JoinHandle::is_finished)
    }
}

/// Opens the journal of a data folder and replays it.
///
/// # Errors
/// [`StartError::Journal`] (in use, damaged, newer), [`StartError::Replay`].
pub fn open_room(data: &std::path::Path) -> Result<(Journal, Replayed), StartError> {
    let journal = Journal::open(data)?;
    let replayed = replay(&journal)?;
    Ok((journal, replayed))
}

/// Writes the first entry of an empty journal: the room's name and the kiosk's key.
///
/// # Errors
/// [`StartError::Journal`].
pub fn found_room(journal: &mut Journal, room: &str, utc_ms: i64) -> Result<(), StartError> {
    if journal.size() > 0 {
        return Ok(());
    }
    let kiosk_key = crate::credentials::hex(&journal.public_key());
    let cause = Cause::Founding { room: room.to_owned(), kiosk_key };
    let entry = Entry { v: entry::VERSION, at: utc_ms, cause, events: Vec::new() };
    if let Ok(bytes) = serde_json::to_vec(&entry) {
        journal.append(&[NewLeaf { bytes, request: None }], utc_ms)?;
    }
    Ok(())
}

/// Starts a room. Must be called within a multi-threaded tokio runtime.
///
/// # Errors
/// [`StartError`]; nothing keeps running then.
pub async fn start(options: Options) -> Result<Running, StartError> {
    web::raise_open_files();
    let clock = options.clock.clone();
    let data = options.data.clone();
    let (mut journal, mut replayed) = tokio::task::block_in_place(|| open_room(&data))?;
    if journal.size() == 0 {
        found_room(&mut journal, DEFAULT_ROOM, clock.now().utc_ms)?;
        replayed = replay(&journal)?;
    }
    let room = replayed.hub.room().to_owned();
    let (secret, epoch) = (journal.room_secret(), journal.epoch());

    let mut password = [0; 16];
    getrandom::fill(&mut password).map_err(|_| StartError::Random)?;
    let password = crate::credentials::hex(&password);

    let listener = web::listen(options.http)
        .map_err(|source| StartError::Io { what: format!("http {}", options.http), source })?;
    let http = listener.local_addr().map_err(|source| StartError::Io { what: "http".to_owned(), source })?;
    let public_url = web::public_url(options.public_url.as_ref(), http);
    let (asks, asked) = mpsc::channel(ASKS);
    let in_room: PassCheck = {
        let room = room.clone();
        Box::new(move |session, pass, utc_ms| {
            door(secret, &room, Some(session)).check_pass(pass, utc_ms).is_ok()
        })
    };
    let way_in: WayIn = {
        let (room, url) = (room.clone(), public_url.as_str().to_owned());
        Box::new(move |session, utc_ms| wall_code(&door(secret, &room, session), &url, session, utc_ms))
    };
    let hub = if replayed.hub.room().is_empty() { Hub::new(&room) } else { replayed.hub };
    let (engine, views) = Engine::new(journal, hub, replayed.chamber, clock.clone(), in_room, way_in);
    let engine = std::thread::Builder::new()
        .name("room".to_owned())
        .spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build() else {
                tracing::error!("no runtime for the room's loop");
                return;
            };
            drop(runtime.block_on(engine.run(asked)));
        })
        .map_err(|source| StartError::Io { what: "thread".to_owned(), source })?;
    let handle = Handle { asks: asks.clone(), views, clock };
    let service = Arc::new(RoomService::new(handle.clone(), &room, &options.data, secret, &password));

    let (broker, address, login) = match &options.broker {
        None => {
            let broker = broker::start(options.mqtt, service.clone()).await?;
            let address = broker.addr();
            (Some(broker), (address.ip().to_string(), address.port()), ("kiosk".to_owned(), password))
        }
        Some(url) => {
            let login = url.login.clone().unwrap_or_else(|| ("kiosk".to_owned(), String::new()));
            (None, (url.host.clone(), url.port), login)
        }
    };
    let mqtt = broker.as_ref().map_or(options.mqtt, Broker::addr);
    let will = Will {
        topic: Topic::KioskState.name(&room),
        payload: Box::new(move |conn| {
            serde_json::to_vec(&life(KioskLife::Lost, epoch, conn)).unwrap_or_default()
        }),
    };
    let (link, events) = Link::start(LinkOptions {
        host: address.0.clone(),
        port: address.1,
        client_id: "kiosk".to_owned(),
        user: login.0,
        password: login.1,
        filters: topic::device_filters(&room),
        will: Some(will),
        max_incoming: MAX_DOWN.max(wire::MAX_UP) * 2,
    });
    let _ = asks.send(Ask::Link { link: link.clone(), events }).await;

    let pages = Arc::new(Pages::new(&options.data));
    let web = WebState::new(
        service.clone(),
        pages.clone(),
        WebOptions {
            public_url: public_url.clone(),
            broker: format!("{}:{}", address.0, address.1),
            accounts: options.broker.as_ref().and_then(|url| url.login.as_ref()).map(|(_, password)| {
                BrokerAccounts {
                    everybody: broker::GATEWAY_USER.to_owned(),
                    walls: broker::WALLS_USER.to_owned(),
                    password: password.clone(),
                }
            }),
            limits: Limits::default(),
        },
    );
    let mut tasks = Vec::new();
    let state = web.clone();
    tasks.push(tokio::spawn(async move {
        if let Err(error) = web::serve(listener, state).await {
            tracing::error!(%error, "the web has ended");
        }
    }));
    if let Some(address) = options.device_mqtt {
        let listener = web::listen(address)
            .map_err(|source| StartError::Io { what: format!("device-mqtt {address}"), source })?;
        let state = web.clone();
        tasks.push(tokio::spawn(async move {
            if let Err(error) = web::serve_devices(listener, state).await {
                tracing::error!(%error, "the device listener has ended");
            }
        }));
    }
    Ok(Running {
        handle,
        service,
        pages,
        http,
        mqtt,
        public_url,
        asks,
        engine: Some(engine),
        link,
        broker,
        web,
        tasks,
    })
}
