//! The handheld's connection: first a code until somebody says whose it is, then MQTT through the kiosk's gateway. It tries
//! again by itself, and ends when the kiosk does not know the device any more.

use super::keep::Identity;
use crate::client::handheld::HandheldGiven;
use crate::client::site::SiteError;
use crate::client::{Kiosk, Line, LineError};
use crate::wire::topic::{Topic, prefix, public_filters};
use bytes::Bytes;
use ed25519_dalek::SigningKey;
use rumqttc::v5::mqttbytes::v5::{ConnectReturnCode, Packet};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// Waits between tries, seconds.
const WAITS_S: [u64; 5] = [1, 2, 3, 5, 8];
/// How often it asks whether somebody has said whose it is.
const CLAIM: Duration = Duration::from_secs(2);
const PING: Duration = Duration::from_secs(20);
/// The kiosk's clock comes each second; this long without a word means that the line is dead.
const SILENCE: Duration = Duration::from_secs(7);

/// What the connection tells.
pub enum News {
    /// The code to show.
    Code(String),
    /// The device is somebody's.
    Given(Box<Identity>),
    Up,
    /// Lost, or not there; tried again after this time.
    Lost(Duration),
    Message {
        topic: String,
        payload: Bytes,
    },
    /// The kiosk does not know this device any more.
    Unknown,
}

/// What the device says, each on its own topic.
pub enum Said {
    /// A signed request.
    Request(Bytes),
    /// How it does.
    Health(Bytes),
}

/// Why a connection could not be made.
#[derive(Debug, thiserror::Error)]
enum NetError {
    #[error(transparent)]
    Line(#[from] LineError),
    #[error(transparent)]
    Site(#[from] SiteError),
    #[error("nothing was heard")]
    Silent,
    #[error("no random bytes")]
    NoChance,
    #[error("an identifier that cannot be")]
    Malformed,
    /// Whoever it belonged to has gone.
    #[error("nobody listens")]
    Ended,
}

fn wait(tries: usize) -> Duration {
    Duration::from_secs(*WAITS_S.get(tries).unwrap_or(&8))
}

async fn lost(news: &mpsc::Sender<News>, error: &NetError, tries: usize) -> Result<(), NetError> {
    tracing::info!(%error, "the handheld has no connection");
    let wait = wait(tries);
    news.send(News::Lost(wait)).await.map_err(|_| NetError::Ended)?;
    tokio::time::sleep(wait).await;
    Ok(())
}

/// Shows codes until the device is given to somebody. Ends with [`News::Given`], or when nobody listens.
pub async fn pair(kiosk: Kiosk, news: mpsc::Sender<News>) {
    let mut tries = 0;
    loop {
        match pair_once(&kiosk, &news, &mut tries).await {
            Ok(true) | Err(NetError::Ended) => return,
            Ok(false) => {}
            Err(error) => {
                if lost(&news, &error, tries).await.is_err() {
                    return;
                }
                tries += 1;
            }
        }
    }
}

/// `false`: the code ran out.
async fn pair_once(kiosk: &Kiosk, news: &mpsc::Sender<News>, tries: &mut usize) -> Result<bool, NetError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| NetError::NoChance)?;
    let key = SigningKey::from_bytes(&seed).verifying_key();
    let ticket = kiosk.ask_handheld(key.as_bytes()).await?;
    *tries = 0;
    news.send(News::Code(ticket.code)).await.map_err(|_| NetError::Ended)?;
    loop {
        tokio::time::sleep(CLAIM).await;
        match kiosk.claim_handheld(&ticket.claim).await? {
            HandheldGiven::Waiting => {}
            HandheldGiven::Gone => return Ok(false),
            HandheldGiven::To(login) => {
                let device = login.device.parse_id().ok_or(NetError::Malformed)?;
                let session = login.session.parse_id().ok_or(NetError::Malformed)?;
                let identity =
                    Identity::new(device, login.room, session, login.name, login.secret, login.pass, &seed);
                news.send(News::Given(Box::new(identity))).await.map_err(|_| NetError::Ended)?;
                return Ok(true);
            }
        }
    }
}

/// Reads an identifier of the wire.
trait ParseId<T> {
    fn parse_id(&self) -> Option<T>;
}

impl ParseId<crate::chamber::ids::DeviceId> for String {
    fn parse_id(&self) -> Option<crate::chamber::ids::DeviceId> {
        crate::chamber::ids::DeviceId::new(self).ok()
    }
}

impl ParseId<crate::chamber::ids::SessionId> for String {
    fn parse_id(&self) -> Option<crate::chamber::ids::SessionId> {
        crate::chamber::ids::SessionId::new(self).ok()
    }
}

/// Keeps the device of `identity` connected; what comes through `out` goes to its own topics. Ends with [`News::Unknown`], or
/// when nobody listens.
pub async fn talk(kiosk: Kiosk, identity: Identity, news: mpsc::Sender<News>, mut out: mpsc::Receiver<Said>) {
    let mut tries = 0;
    loop {
        match talk_once(&kiosk, &identity, &news, &mut out, &mut tries).await {
            NetError::Ended => return,
            NetError::Line(LineError::Refused(
                ConnectReturnCode::BadUserNamePassword | ConnectReturnCode::NotAuthorized,
            )) => {
                let _ = news.send(News::Unknown).await;
                return;
            }
            error => {
                if lost(&news, &error, tries).await.is_err() {
                    return;
                }
                tries += 1;
            }
        }
    }
}

/// One connection, until it ends.
async fn talk_once(
    kiosk: &Kiosk,
    identity: &Identity,
    news: &mpsc::Sender<News>,
    out: &mut mpsc::Receiver<Said>,
    tries: &mut usize,
) -> NetError {
    let mut line = match open(kiosk, identity, news).await {
        Ok(line) => line,
        Err(error) => return error,
    };
    *tries = 0;
    let name = |topic: Topic| topic.name(&identity.room);
    let (up, health) =
        (name(Topic::Up(identity.device.clone())), name(Topic::Health(identity.device.clone())));
    let mut ping = tokio::time::interval_at(Instant::now() + PING, PING);
    let mut heard = Instant::now();
    // What was given to a line that is gone is given again by its owner.
    while out.try_recv().is_ok() {}
    if news.send(News::Up).await.is_err() {
        return NetError::Ended;
    }
    loop {
        let sent = tokio::select! {
            packet = line.next() => {
                heard = Instant::now();
                match packet {
                    Ok(Packet::Publish(publish)) => forward(news, &publish.topic, publish.payload).await,
                    Ok(Packet::Disconnect(_)) => return LineError::Closed.into(),
                    Ok(_) => Ok(()),
                    Err(error) => return error.into(),
                }
            }
            bytes = out.recv() => match bytes {
                Some(Said::Request(bytes)) => line.publish(&up, bytes).map(|_| ()).map_err(NetError::from),
                Some(Said::Health(bytes)) => line.publish(&health, bytes).map(|_| ()).map_err(NetError::from),
                None => return NetError::Ended,
            },
            () = tokio::time::sleep_until(heard + SILENCE) => return NetError::Silent,
            _ = ping.tick() => line.ping().map_err(NetError::from),
        };
        if let Err(error) = sent {
            return error;
        }
        if let Err(error) = line.flush().await {
            return error.into();
        }
    }
}

async fn open(kiosk: &Kiosk, identity: &Identity, news: &mpsc::Sender<News>) -> Result<Line, NetError> {
    let mut line = Line::websocket(kiosk, None, "").await?;
    line.login(identity.device.as_str(), identity.device.as_str(), &identity.secret).await?;
    let mut filters = public_filters(&identity.room);
    filters.push(format!("{}/d/{}/down/#", prefix(&identity.room), identity.device));
    let mut early = Vec::new();
    line.subscribe(&filters, |publish| early.push(publish)).await?;
    for publish in early {
        forward(news, &publish.topic, publish.payload).await?;
    }
    Ok(line)
}

async fn forward(news: &mpsc::Sender<News>, topic: &[u8], payload: Bytes) -> Result<(), NetError> {
    let topic = String::from_utf8_lossy(topic).into_owned();
    news.send(News::Message { topic, payload }).await.map_err(|_| NetError::Ended)
}
