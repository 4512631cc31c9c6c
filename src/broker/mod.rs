//! The embedded MQTT broker: `rmqtt` as a library, on loopback only, with our authentication and topic rights.
//!
//! Phones never reach it directly: [`crate::web`] pipes their WebSocket bytes to it after its own checks. The broker
//! keeps nothing that matters. Retained messages are a cache that the kiosk republishes at every connect, and SQLite
//! is the truth; so a broker that was stopped and started again is as good as one that never stopped.
//!
//! It runs in a runtime of its own: stopping it then ends every task it ever spawned (`rmqtt` offers no shutdown),
//! and a burst of connecting phones never takes the kiosk loop's worker threads.

mod hooks;
mod mosquitto;
mod retain;
#[cfg(test)]
pub(crate) mod tests;

use std::net::{SocketAddr, TcpListener as StdListener};
use std::num::NonZeroU16;
use std::sync::Arc;
use std::time::Duration;

use rmqtt::context::ServerContext;
use rmqtt::net::{Builder, Listener};
use rmqtt::server::MqttServer;
use rmqtt::types::Id;
use tokio::runtime::Runtime;

pub use self::hooks::Access;
use self::hooks::Rights;
pub use self::mosquitto::{MosquittoConfig, MosquittoFiles, mosquitto_config, mosquitto_password};
use self::retain::Retained;

/// Longest packet the broker accepts, in bytes: the kiosk's 64 KiB snapshots with room for topic and properties.
/// (What comes from a phone is cut to far less by the gateway.)
pub const MAX_PACKET: u32 = 256 * 1024;

/// A session nobody comes back to is forgotten after this long (messages queued for a revoked device with it).
pub const SESSION_EXPIRY: Duration = Duration::from_secs(600);

/// Name of the account that phones and handhelds share at an external broker. Its password is the kiosk's; the gateway
/// tells its users apart and holds each to its own client id, which is what the topic rights go by.
pub const GATEWAY_USER: &str = "gateway";

/// Name of the account that paired walls share at an external broker, with the same password: they read the way in too.
pub const WALLS_USER: &str = "walls";

const WORKER_THREADS: usize = 2;
const PORT_TRIES: usize = 8;

/// Why the embedded broker did not start.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// The address is not a loopback address; phones come through the gateway.
    #[error("the embedded broker listens on loopback only, not on {0}")]
    NotLoopback(SocketAddr),
    /// The port is taken or may not be bound.
    #[error("the broker cannot listen on {addr}: {reason}")]
    Bind {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system or the broker said.
        reason: String,
    },
    /// No threads for the broker.
    #[error("the broker's runtime did not start: {0}")]
    Runtime(#[from] std::io::Error),
}

/// The running broker. Dropping it stops it without waiting.
pub struct Broker {
    addr: SocketAddr,
    context: ServerContext,
    runtime: Option<Runtime>,
}

/// Starts the broker on `bind` (port 0: a free one) with the logins of `access`.
///
/// # Errors
/// [`BrokerError::NotLoopback`], or the port could not be bound.
pub async fn start(bind: SocketAddr, access: Arc<dyn Access>) -> Result<Broker, BrokerError> {
    if !bind.ip().is_loopback() {
        return Err(BrokerError::NotLoopback(bind));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKER_THREADS)
        .thread_name("nt-broker")
        .enable_all()
        .build()?;
    let started = runtime.spawn(launch(bind, access)).await;
    match started {
        Ok(Ok((addr, context))) => Ok(Broker { addr, context, runtime: Some(runtime) }),
        Ok(Err(error)) => {
            runtime.shutdown_background();
            Err(error)
        }
        Err(error) => {
            runtime.shutdown_background();
            Err(BrokerError::Bind { addr: bind, reason: error.to_string() })
        }
    }
}

impl Broker {
    /// Where it listens, with the real port.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Ends the session of a client at once and forgets it: a device that was replaced or revoked keeps no
    /// subscription and no queued message.
    pub async fn kick(&self, client_id: &str) {
        let (Some(runtime), context) = (&self.runtime, self.context.clone()) else { return };
        let id = Id::from(context.node.id(), client_id.to_owned().into());
        let done = runtime.spawn(async move {
            let mut entry = context.extends.shared().await.entry(id);
            entry.kick(true, true, true).await
        });
        match done.await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a session could not be ended"),
            Err(error) => tracing::warn!(%error, "the broker stopped while it ended a session"),
        }
    }

    /// Stops the broker and closes all its connections; its port is free when this returns.
    pub async fn stop(mut self) {
        if let Some(runtime) = self.runtime.take() {
            let stopped =
                tokio::task::spawn_blocking(move || runtime.shutdown_timeout(Duration::from_secs(2)));
            if let Err(error) = stopped.await {
                tracing::warn!(%error, "the broker's runtime did not stop cleanly");
            }
        }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn launch(
    bind: SocketAddr,
    access: Arc<dyn Access>,
) -> Result<(SocketAddr, ServerContext), BrokerError> {
    // The busy check refuses connections while the machine's CPU is loaded: just when a room of phones comes back.
    let context = ServerContext::new().busy_check_enable(false).build().await;
    *context.extends.retain_mut().await = Box::new(Retained::default());
    Rights::install(&context, access).await;
    let (addr, listener) = listen(bind)?;
    let server = MqttServer::new(context.clone()).listener_by_id(listener, addr.port()).build();
    tokio::spawn(async move {
        if let Err(error) = server.run().await {
            tracing::error!(%error, "the embedded broker ended");
        }
    });
    Ok((addr, context))
}

/// `rmqtt` does not tell which port it was given, so port 0 is settled before; another process may take the port
/// in between, hence the tries.
fn listen(bind: SocketAddr) -> Result<(SocketAddr, Listener), BrokerError> {
    let mut reason = String::new();
    for _ in 0..PORT_TRIES {
        let addr = free_port(bind)?;
        match builder(addr).bind().and_then(Listener::tcp) {
            Ok(listener) => return Ok((addr, listener)),
            Err(error) => reason = error.to_string(),
        }
        if bind.port() != 0 {
            break;
        }
    }
    Err(BrokerError::Bind { addr: bind, reason })
}

fn free_port(bind: SocketAddr) -> Result<SocketAddr, BrokerError> {
    if bind.port() != 0 {
        return Ok(bind);
    }
    StdListener::bind(bind)
        .and_then(|listener| listener.local_addr())
        .map_err(|error| BrokerError::Bind { addr: bind, reason: error.to_string() })
}

fn builder(addr: SocketAddr) -> Builder {
    Builder::new()
        .name("nghitruong")
        .laddr(addr)
        .reuseaddr(Some(true))
        // Without these limits a burst of votes to the one subscriber is dropped silently, QoS 1 too.
        .max_inflight(NonZeroU16::new(1000).unwrap_or(NonZeroU16::MIN))
        .max_mqueue_len(100_000)
        .max_handshaking_limit(5000)
        .backlog(4096)
        .nodelay(true)
        .max_packet_size(MAX_PACKET)
        .allow_anonymous(false)
        .allow_zero_keepalive(false)
        .handshake_timeout(Duration::from_secs(10))
        .max_clientid_len(64)
        .max_topic_levels(8)
        .max_subscriptions(32)
        .session_expiry_interval(SESSION_EXPIRY)
        .max_session_expiry_interval(SESSION_EXPIRY)
        // Retained snapshots live until replaced; `rmqtt` would drop them after five minutes of the host's clock.
        .message_expiry_interval(Duration::ZERO)
}
