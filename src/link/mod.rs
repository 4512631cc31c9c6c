//! The kiosk's MQTT client: one task owns `rumqttc`'s event loop and does nothing else.
//!
//! MQTT 3.1.1 with a clean session, against `rmqtt` and Mosquitto alike: the kiosk needs no property of MQTT 5, and
//! a 3.1.1 client is not held to the broker's receive maximum (20 at Mosquitto) when it answers 500 votes at once.
//!
//! Nothing is queued across a lost connection, on purpose. While the link is down [`Link::publish`] drops what it is
//! given: snapshots are republished by their owner at [`LinkEvent::Up`], and a device repeats its command until it
//! has the receipt, which the journal gives again, byte for byte.

mod options;
#[cfg(test)]
pub(crate) mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rumqttc::{
    AsyncClient, ConnAck, ConnectionError, Event, EventLoop, Incoming, LastWill, MqttOptions, Outgoing, QoS,
    SubscribeFilter, SubscribeReasonCode,
};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

pub use self::options::{BrokerUrl, BrokerUrlError, LinkOptions, Will};

/// Messages that may wait for the socket. A room of 2,000 needs one receipt and one snapshot for each device.
const OUTBOX: usize = 16_384;
/// Messages that may wait for the owner before the link stops reading from the broker.
const INBOX: usize = 4_096;
/// QoS 1 messages under way at once; more than a room's receipts, so that none waits for another's acknowledgement.
const INFLIGHT: u16 = 4_096;
const KEEP_ALIVE: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT_S: u64 = 5;
const BACKOFF_FIRST: Duration = Duration::from_millis(200);
const BACKOFF_LAST: Duration = Duration::from_secs(2);
/// How long [`Link::stop`] waits for what was published before it.
const STOP_TIMEOUT: Duration = Duration::from_secs(2);

/// What the link tells its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkEvent {
    /// Connected and subscribed. Everything published before is gone: publish the birth message and every retained
    /// snapshot. `conn` counts the connections of this link from 1; the will of this connection carries it too.
    Up {
        /// Number of this connection.
        conn: u64,
    },
    /// Not connected, with the reason in a few words; the link tries again by itself.
    Down {
        /// Why, for the log and the fault screen.
        reason: String,
    },
    /// A message on one of the subscribed filters.
    Message {
        /// Full topic.
        topic: String,
        /// Bytes as received; never trusted.
        payload: Vec<u8>,
    },
}

/// What became of a message given to [`Link::publish`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// In the outbox; it goes out unless the connection is lost first.
    Queued,
    /// Dropped, because there is no connection.
    Down,
    /// Dropped, because the outbox is full. The link reconnects, and [`LinkEvent::Up`] asks for all snapshots again.
    Full,
}

/// Handle of the running link; cheap to clone. The link ends when the last handle is dropped.
#[derive(Clone)]
pub struct Link {
    client: AsyncClient,
    shared: Arc<Shared>,
}

struct Shared {
    up: AtomicBool,
    overflowed: AtomicBool,
    stopping: AtomicBool,
    task: std::sync::Mutex<Option<JoinHandle<()>>>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        if let Ok(mut task) = self.task.lock()
            && let Some(task) = task.take()
        {
            task.abort();
        }
    }
}

impl Link {
    /// Starts connecting in the background. Events come in order through the receiver; an owner that stops reading
    /// holds up the link, so it must not wait for the link in turn ([`Link::publish`] never does).
    ///
    /// Must be called within a tokio runtime.
    pub fn start(options: LinkOptions) -> (Link, mpsc::Receiver<LinkEvent>) {
        let mut mqtt = MqttOptions::new(&options.client_id, &options.host, options.port);
        mqtt.set_credentials(&options.user, &options.password)
            .set_keep_alive(KEEP_ALIVE)
            .set_clean_session(true)
            .set_inflight(INFLIGHT)
            .set_max_packet_size(options.max_incoming, crate::broker::MAX_PACKET as usize)
            .set_pending_throttle(Duration::ZERO);
        let (client, mut events) = AsyncClient::new(mqtt, OUTBOX);
        events.network_options.set_tcp_nodelay(true);
        events.network_options.set_connection_timeout(CONNECT_TIMEOUT_S);

        let (sender, receiver) = mpsc::channel(INBOX);
        let shared = Arc::new(Shared {
            up: AtomicBool::new(false),
            overflowed: AtomicBool::new(false),
            stopping: AtomicBool::new(false),
            task: std::sync::Mutex::new(None),
        });
        let poller = Poller {
            client: client.clone(),
            events,
            owner: sender,
            options,
            shared: Arc::downgrade(&shared),
            conn: 0,
            backoff: BACKOFF_FIRST,
        };
        let task = tokio::spawn(poller.run());
        if let Ok(mut slot) = shared.task.lock() {
            *slot = Some(task);
        }
        (Link { client, shared }, receiver)
    }

    /// Hands a message to the link and returns at once. Receipts: QoS 1, not retained; snapshots: QoS 1, retained;
    /// clock: QoS 0.
    pub fn publish(&self, topic: &str, payload: Vec<u8>, qos: Delivery) -> Sent {
        if !self.is_up() {
            return Sent::Down;
        }
        let (qos, retain) = match qos {
            Delivery::AtMostOnce => (QoS::AtMostOnce, false),
            Delivery::AtLeastOnce => (QoS::AtLeastOnce, false),
            Delivery::Retained => (QoS::AtLeastOnce, true),
        };
        match self.client.try_publish(topic, qos, retain, payload) {
            Ok(()) => Sent::Queued,
            Err(error) => {
                tracing::warn!(%error, topic, "outbox full, the link starts over");
                self.shared.overflowed.store(true, Ordering::Release);
                Sent::Full
            }
        }
    }

    /// Whether the broker is connected and the subscriptions stand.
    pub fn is_up(&self) -> bool {
        self.shared.up.load(Ordering::Acquire)
    }

    /// Sends what is still in the outbox and leaves (no will is published). Waits two seconds at most.
    pub async fn stop(self) {
        self.shared.stopping.store(true, Ordering::Release);
        let task = self.shared.task.lock().ok().and_then(|mut task| task.take());
        let Some(mut task) = task else { return };
        if !self.is_up() || self.client.try_disconnect().is_err() {
            task.abort();
            return;
        }
        if tokio::time::timeout(STOP_TIMEOUT, &mut task).await.is_err() {
            task.abort();
        }
    }
}

/// How surely a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// QoS 0: clock ticks and running tallies; the next one replaces it.
    AtMostOnce,
    /// QoS 1: receipts and private messages.
    AtLeastOnce,
    /// QoS 1 and kept by the broker for whoever subscribes later: snapshots.
    Retained,
}

struct Poller {
    client: AsyncClient,
    events: EventLoop,
    owner: mpsc::Sender<LinkEvent>,
    options: LinkOptions,
    shared: std::sync::Weak<Shared>,
    conn: u64,
    backoff: Duration,
}

/// Why the poller leaves one connection.
enum Lost {
    Link(String),
    OwnerGone,
}

impl Poller {
    async fn run(mut self) {
        loop {
            self.prepare();
            let lost = self.connection().await;
            let Some(shared) = self.shared.upgrade() else { return };
            shared.up.store(false, Ordering::Release);
            shared.overflowed.store(false, Ordering::Release);
            let stopping = shared.stopping.load(Ordering::Acquire);
            drop(shared);
            // What never went out is stale by the time the broker is back.
            self.events.clean();
            self.events.pending.clear();
            let reason = match lost {
                Lost::Link(_) | Lost::OwnerGone if stopping => return,
                Lost::OwnerGone => return,
                Lost::Link(reason) => reason,
            };
            tracing::info!(reason, "broker link down");
            if self.owner.send(LinkEvent::Down { reason }).await.is_err() {
                return;
            }
            tokio::time::sleep(self.backoff).await;
            self.backoff = (self.backoff * 2).min(BACKOFF_LAST);
        }
    }

    /// Each connection has its own number, and its will carries it: a late will of an older one is told apart.
    fn prepare(&mut self) {
        self.conn += 1;
        if let Some(will) = &self.options.will {
            let payload = (will.payload)(self.conn);
            self.events.mqtt_options.set_last_will(LastWill::new(
                &will.topic,
                payload,
                QoS::AtLeastOnce,
                true,
            ));
        }
    }

    async fn connection(&mut self) -> Lost {
        loop {
            let event = match self.events.poll().await {
                Ok(event) => event,
                Err(error) => return Lost::Link(words(&error)),
            };
            let told = match event {
                Event::Incoming(Incoming::ConnAck(ConnAck { .. })) => {
                    let filters = self.options.filters.iter();
                    let filters = filters.map(|f| SubscribeFilter::new(f.clone(), QoS::AtLeastOnce));
                    if let Err(error) = self.client.try_subscribe_many(filters) {
                        return Lost::Link(error.to_string());
                    }
                    continue;
                }
                Event::Incoming(Incoming::SubAck(ack)) => {
                    if ack.return_codes.iter().any(|code| matches!(code, SubscribeReasonCode::Failure)) {
                        return Lost::Link("the broker refused a subscription".to_owned());
                    }
                    self.backoff = BACKOFF_FIRST;
                    let Some(shared) = self.shared.upgrade() else { return Lost::OwnerGone };
                    shared.up.store(true, Ordering::Release);
                    LinkEvent::Up { conn: self.conn }
                }
                Event::Incoming(Incoming::Publish(publish)) => {
                    LinkEvent::Message { topic: publish.topic, payload: publish.payload.into() }
                }
                // The broker closes now. Closing first, with its acknowledgements unread, would reset the connection,
                // and the broker might never read the DISCONNECT: it would publish the will.
                Event::Outgoing(Outgoing::Disconnect) => continue,
                Event::Incoming(_) | Event::Outgoing(_) => {
                    if self.shared.upgrade().is_some_and(|s| s.overflowed.load(Ordering::Acquire)) {
                        return Lost::Link("the outbox was full".to_owned());
                    }
                    continue;
                }
            };
            if self.owner.send(told).await.is_err() {
                return Lost::OwnerGone;
            }
        }
    }
}

/// Error texts carry no credentials, but `rumqttc` nests them deep; the first line is enough for people.
fn words(error: &ConnectionError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
