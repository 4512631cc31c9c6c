//! Clients that all send at once and say when their answer came.

use super::BenchError;
use crate::client::Line;
use bytes::Bytes;
use rumqttc::v5::mqttbytes::v5::Packet;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

/// How long a room may take to answer everybody.
const PATIENCE: Duration = Duration::from_secs(60);

/// One client before it starts.
pub struct Client {
    pub line: Line,
    /// Where it sends.
    pub up: String,
    /// Where its answers come.
    pub down: String,
}

/// Everybody, connected.
pub struct Crowd {
    go: watch::Sender<u64>,
    orders: Vec<mpsc::Sender<Order>>,
    answers: mpsc::Receiver<Answered>,
    tasks: Vec<JoinHandle<()>>,
}

/// What a client sends in the next round, if anything, and what it waits for.
pub struct Order {
    pub bytes: Option<Bytes>,
    /// A text that its answer contains, so that an older answer is not taken for it.
    pub mark: String,
}

struct Answered {
    at: Instant,
    bytes: usize,
}

/// One round.
#[derive(Debug, Clone)]
pub struct Round {
    /// From the first byte sent to the last answer.
    pub last: Duration,
    /// From the first byte sent to each answer.
    pub each: Vec<Duration>,
    /// Average length of an answer, bytes.
    pub answer_bytes: usize,
}

impl Drop for Crowd {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl Crowd {
    /// Starts reading on every connection.
    pub fn start(clients: Vec<Client>) -> Self {
        let go = watch::Sender::new(0);
        let (answered, answers) = mpsc::channel(clients.len().max(1));
        let (orders, tasks) = clients
            .into_iter()
            .map(|client| {
                let (order, orders) = mpsc::channel(1);
                let task = tokio::spawn(run(client, orders, go.subscribe(), answered.clone()));
                (order, task)
            })
            .unzip();
        Self { go, orders, answers, tasks }
    }

    /// Hands everybody what to send, lets the room come to rest, and then lets all send at once.
    ///
    /// # Errors
    /// [`BenchError::Silent`] when somebody gets no answer.
    pub async fn round(&mut self, orders: Vec<Order>) -> Result<Round, BenchError> {
        let n = orders.len();
        for (client, order) in self.orders.iter().zip(orders) {
            client.send(order).await.map_err(|_| BenchError::Silent)?;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        let started = Instant::now();
        self.go.send_modify(|round| *round += 1);
        let (mut each, mut bytes) = (Vec::with_capacity(n), 0);
        for _ in 0..n {
            let answer = tokio::time::timeout(PATIENCE, self.answers.recv()).await;
            let answer = answer.ok().flatten().ok_or(BenchError::Silent)?;
            each.push(answer.at.saturating_duration_since(started));
            bytes += answer.bytes;
        }
        let last = each.iter().max().copied().unwrap_or_default();
        Ok(Round { last, each, answer_bytes: bytes / n.max(1) })
    }
}

async fn run(
    mut client: Client,
    mut orders: mpsc::Receiver<Order>,
    mut go: watch::Receiver<u64>,
    answered: mpsc::Sender<Answered>,
) {
    let mut next: Option<Bytes> = None;
    let mut waiting: Option<String> = None;
    loop {
        tokio::select! {
            packet = client.line.next() => {
                let Ok(packet) = packet else { return };
                let Packet::Publish(publish) = packet else { continue };
                if publish.topic != client.down.as_bytes() {
                    continue;
                }
                let ours = waiting.as_ref().is_some_and(|mark| contains(&publish.payload, mark.as_bytes()));
                if ours {
                    waiting = None;
                    let answer = Answered { at: Instant::now(), bytes: publish.payload.len() };
                    if answered.send(answer).await.is_err() {
                        return;
                    }
                }
            }
            // What it waits for is known before anybody sends: another's message may be here before its own turn to look.
            order = orders.recv() => match order {
                Some(order) => {
                    waiting = Some(order.mark);
                    next = order.bytes;
                }
                None => return,
            },
            changed = go.changed() => {
                if changed.is_err() {
                    return;
                }
                if let Some(bytes) = next.take()
                    && (client.line.publish(&client.up, bytes).is_err() || client.line.flush().await.is_err())
                {
                    return;
                }
            }
        }
    }
}

fn contains(hay: &[u8], needle: &[u8]) -> bool {
    hay.windows(needle.len().max(1)).take(512).any(|window| window == needle)
}

/// The middle one.
pub fn median(list: Vec<Duration>) -> Duration {
    percentile(list, 50)
}

/// What so many of a hundred do not exceed.
pub fn percentile(mut list: Vec<Duration>, of_100: usize) -> Duration {
    list.sort_unstable();
    list.get(list.len() * of_100 / 100).or(list.last()).copied().unwrap_or_default()
}
