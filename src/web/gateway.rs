//! `/mqtt`: MQTT over WebSocket for browsers and Linux handhelds, piped to whatever broker is behind.
//!
//! The gateway judges what every broker should not have to see: foreign hosts and origins, slow handshakes, packets
//! that are too big, wills and retained messages. Credentials and topic rights are the broker's.

use std::time::Duration;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::Instant;

use super::WebState;
use super::frames::{FrameError, Login, Upstream};
use super::guard::{OurHost, Peer, origin_fits};
use super::problem::Problem;

/// RFC 6455's registry: "Try Again Later". The page reconnects by itself.
const TRY_AGAIN: u16 = 1013;
/// Longest WebSocket message from a client; MQTT packets in it are limited more closely.
const MAX_MESSAGE: usize = 16 * 1024;
/// Bytes read at once from either side. Many idle phones each keep a buffer of this size.
const PIECE: usize = 4 * 1024;
/// Beginning of the client ids of walls.
pub const WALL_ID: &str = "w-";
const BROKER_TIMEOUT: Duration = Duration::from_secs(3);
/// A phone that takes nothing for so long is gone.
const SEND_TIMEOUT: Duration = Duration::from_secs(20);
/// Bytes a client may send at once, and then each second.
const BURST: f64 = 64.0 * 1024.0;
const PER_SECOND: f64 = 16.0 * 1024.0;

pub(super) async fn upgrade(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    Extension(OurHost(host)): Extension<OurHost>,
    headers: HeaderMap,
    ws: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    // A missing Origin passes: no browser sends none, and the broker asks for a credential anyway (decisions 16).
    if !origin_fits(&headers, &host) {
        return Problem::CrossOrigin.into_response();
    }
    let Ok(ws) = ws else {
        return (StatusCode::UPGRADE_REQUIRED, [(header::UPGRADE, "websocket")]).into_response();
    };
    let ws = ws
        .protocols(["mqtt"])
        .read_buffer_size(PIECE)
        .write_buffer_size(0)
        .max_message_size(MAX_MESSAGE)
        .max_frame_size(MAX_MESSAGE);
    if ws.selected_protocol().is_none() {
        return Problem::BadRequest.into_response();
    }
    ws.on_upgrade(move |socket| async move {
        let mut stopped = state.stopped();
        let (mut sink, mut stream) = socket.split();
        let end = tokio::select! {
            end = pipe(&state, &mut sink, &mut stream) => end,
            _ = stopped.wait_for(|stopped| *stopped) => End::Stopping,
        };
        if let Some((code, reason)) = end.close() {
            let frame = CloseFrame { code, reason: reason.into() };
            let _ = tokio::time::timeout(SEND_TIMEOUT, sink.send(Message::Close(Some(frame)))).await;
        }
        drop(peer);
    })
}

/// How an MQTT connection through the gateway ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The client left.
    Client,
    /// The broker is away, or it ended the connection.
    Broker,
    /// The program stops.
    Stopping,
    /// The credential is wrong; the CONNACK said so.
    Refused,
    /// No CONNECT in time, or nothing more came.
    Silent,
    /// The client takes nothing.
    Stuck,
    /// The client sent something it may not.
    Frame(FrameError),
}

impl From<FrameError> for End {
    fn from(error: FrameError) -> Self {
        End::Frame(error)
    }
}

impl End {
    fn close(self) -> Option<(u16, &'static str)> {
        match self {
            End::Client | End::Stuck => None,
            End::Broker => Some((TRY_AGAIN, "broker away")),
            End::Stopping => Some((TRY_AGAIN, "stopping")),
            End::Refused => Some((close_code::POLICY, "refused")),
            End::Silent => Some((close_code::POLICY, "silent")),
            End::Frame(FrameError::TooBig) => Some((close_code::SIZE, "packet too big")),
            End::Frame(FrameError::Malformed) => Some((close_code::PROTOCOL, "not MQTT")),
            End::Frame(FrameError::Forbidden) => Some((close_code::POLICY, "not allowed")),
        }
    }
}

type Sink = SplitSink<WebSocket, Message>;
type Stream = SplitStream<WebSocket>;

async fn pipe(state: &WebState, sink: &mut Sink, stream: &mut Stream) -> End {
    let mut upstream = Upstream::new();
    let first = tokio::time::timeout(state.limits().first_packet, first_packet(&mut upstream, stream));
    let (login, behind) = match first.await {
        Ok(Ok(first)) => first,
        Ok(Err(end)) => return end,
        Err(_) => return End::Silent,
    };
    let client = login.client.clone();
    let opening = match admit(state, login).await {
        Ok(connect) => [connect, behind].concat(),
        Err(refusal) => {
            let _ =
                tokio::time::timeout(SEND_TIMEOUT, sink.send(Message::Binary(Bytes::from_static(refusal))))
                    .await;
            return End::Refused;
        }
    };
    let Some((mut from_broker, mut to_broker)) = broker(state, &opening).await else { return End::Broker };
    let _online = Online::of(state, &client);
    let mut unpaired = std::pin::pin!(unpaired(state, &client));
    let idle = state.limits().idle;
    let mut ping = tokio::time::interval_at(Instant::now() + idle / 3, idle / 3);
    let mut heard = Instant::now();
    let mut pace = Pace::new();
    let (mut up, mut down) = (Vec::new(), Vec::with_capacity(PIECE));
    loop {
        let pause = pace.pause();
        tokio::select! {
            message = stream.next(), if pause.is_none() => {
                heard = Instant::now();
                let bytes = match message {
                    Some(Ok(Message::Binary(bytes))) => bytes,
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                    Some(Ok(Message::Text(_))) => return End::Frame(FrameError::Malformed),
                    Some(Ok(Message::Close(_))) | None => return End::Client,
                    Some(Err(error)) => return too_long(&error),
                };
                pace.spend(bytes.len());
                up.clear();
                if let Err(error) = upstream.feed(&bytes, &mut up) {
                    return error.into();
                }
                if to_broker.write_all(&up).await.is_err() {
                    return End::Broker;
                }
            }
            read = from_broker.read_buf(&mut down) => {
                match read {
                    Ok(0) | Err(_) => return End::Broker,
                    Ok(_) => {}
                }
                let piece = Bytes::copy_from_slice(&down);
                down.clear();
                match tokio::time::timeout(SEND_TIMEOUT, sink.send(Message::Binary(piece))).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return End::Client,
                    Err(_) => return End::Stuck,
                }
            }
            () = tokio::time::sleep(pause.unwrap_or_default()), if pause.is_some() => {}
            () = &mut unpaired => return End::Refused,
            _ = ping.tick() => {
                if heard.elapsed() > idle {
                    return End::Silent;
                }
                match tokio::time::timeout(SEND_TIMEOUT, sink.send(Message::Ping(Bytes::new()))).await {
                    Ok(Ok(())) => {}
                    Ok(Err(_)) => return End::Client,
                    Err(_) => return End::Stuck,
                }
            }
        }
    }
}

/// A device's connection, told to the room when it begins and, however it ends, when it ends.
struct Online<'a> {
    state: &'a WebState,
    client: &'a str,
}

impl<'a> Online<'a> {
    /// `None` for a guest, whose connection is nobody's answer.
    fn of(state: &'a WebState, client: &'a str) -> Option<Online<'a>> {
        if client.starts_with("g-") {
            return None;
        }
        state.room().connection(client, true);
        Some(Online { state, client })
    }
}

impl Drop for Online<'_> {
    fn drop(&mut self) {
        self.state.room().connection(self.client, false);
    }
}

/// Whether this is the client id of a wall.
pub(super) fn is_wall(client: &str) -> bool {
    client.starts_with(WALL_ID)
}

/// Returns when the client is a wall that is paired no longer: what it reads is not for everybody.
async fn unpaired(state: &WebState, client: &str) {
    match is_wall(client) {
        true => state.room().unpaired(client).await,
        false => std::future::pending().await,
    }
}

/// The CONNECT packet, and what came with it.
async fn first_packet(upstream: &mut Upstream, stream: &mut Stream) -> Result<(Login, Vec<u8>), End> {
    let mut behind = Vec::new();
    loop {
        match stream.next().await {
            Some(Ok(Message::Binary(bytes))) => {
                if let Some(login) = upstream.login(&bytes, &mut behind)? {
                    return Ok((login, behind));
                }
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Text(_))) => return Err(End::Frame(FrameError::Malformed)),
            Some(Ok(Message::Close(_))) | None => return Err(End::Client),
            Some(Err(error)) => return Err(too_long(&error)),
        }
    }
}

/// The CONNECT the broker gets. The embedded broker judges it itself; but a wall is known here, where it is also watched. An
/// external broker knows no device, guest or wall: here the credential is checked, and the client goes on under one of the
/// gateway's accounts, with its own client id.
///
/// # Errors
/// The CONNACK for a wrong credential.
pub(super) async fn admit(state: &WebState, login: Login) -> Result<Vec<u8>, &'static [u8]> {
    let secret = std::str::from_utf8(&login.password).unwrap_or_default();
    let wall = is_wall(&login.client);
    if wall && !state.room().wall(&login.client, secret).await {
        return Err(login.refusal());
    }
    let Some(accounts) = state.accounts() else { return Ok(login.packet()) };
    let (known, user) = if wall {
        (true, &accounts.walls)
    } else if login.client.starts_with("g-") {
        let pass = state.room().check_pass(secret).await;
        (pass.is_ok_and(|pass| pass.guest == login.client), &accounts.everybody)
    } else {
        (state.room().device(&login.client, secret).await.is_some(), &accounts.everybody)
    };
    if !known {
        return Err(login.refusal());
    }
    login.under(user, &accounts.password).map_err(|_| login.refusal())
}

/// A message over the WebSocket's own limit arrives as an error, not as a message.
fn too_long(error: &axum::Error) -> End {
    if error.to_string().contains("too long") { End::Frame(FrameError::TooBig) } else { End::Client }
}

/// Connects to the broker only now, with a whole CONNECT in hand: silent visitors cost it nothing.
pub(super) async fn broker(state: &WebState, connect: &[u8]) -> Option<(OwnedReadHalf, OwnedWriteHalf)> {
    let opened = async {
        let mut stream = TcpStream::connect(state.broker()).await?;
        stream.set_nodelay(true)?;
        stream.write_all(connect).await?;
        std::io::Result::Ok(stream.into_split())
    };
    match tokio::time::timeout(BROKER_TIMEOUT, opened).await {
        Ok(Ok(halves)) => Some(halves),
        Ok(Err(error)) => {
            tracing::info!(%error, "the gateway cannot reach the broker");
            None
        }
        Err(_) => None,
    }
}

/// A token bucket of bytes: a client that sends faster is read more slowly, not cut off.
pub(super) struct Pace {
    tokens: f64,
    at: Instant,
}

impl Pace {
    pub(super) fn new() -> Pace {
        Pace { tokens: BURST, at: Instant::now() }
    }

    pub(super) fn spend(&mut self, bytes: usize) {
        let now = Instant::now();
        let gained = now.duration_since(self.at).as_secs_f64() * PER_SECOND;
        self.tokens = (self.tokens + gained).min(BURST) - bytes as f64;
        self.at = now;
    }

    /// How long to wait before reading on.
    pub(super) fn pause(&mut self) -> Option<Duration> {
        if self.tokens >= 0.0 {
            return None;
        }
        self.spend(0);
        (self.tokens < 0.0).then(|| Duration::from_secs_f64(-self.tokens / PER_SECOND))
    }
}
