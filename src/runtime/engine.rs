//! The one loop that owns chamber, hub and journal. Everybody else sends it messages and watches views.

mod answers;

use super::clock::Clock;
use super::outbox::Outbox;
use super::view::{DiskFault, Health, View};
use crate::chamber::command::{Actor, Command};
use crate::chamber::ids::DeviceId;
use crate::chamber::{Chamber, Now, Refusal, Session};
use crate::hub::changes::{COUNTS, Changed};
use crate::hub::snapshots::{self, Stamp};
use crate::hub::{Asker, Hub, Input, Step};
use crate::journal::{Journal, JournalError, NewLeaf};
use crate::link::{Delivery, Link, LinkEvent};
use crate::wire::VERSION;
use crate::wire::health::DeviceHealth;
use crate::wire::snapshot::{Clock as ClockTick, KioskLife, KioskState, WallCode};
use crate::wire::topic::Topic;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

/// Most commands in one commit.
const BATCH: usize = 1024;
/// How often the time of running clocks is put on the disk.
const MARK_MS: u64 = 3_500;
/// A changed view is shown at most this often.
const VIEW_MS: u64 = 40;

/// Checks a guest's pass for a session at a host's time (UTC ms): proof of having been in the room.
pub type PassCheck = Box<dyn Fn(&Session, &str, i64) -> bool + Send + Sync>;

/// The way in at a host's time (UTC ms), as walls show it.
pub type WayIn = Box<dyn Fn(Option<&Session>, i64) -> WallCode + Send + Sync>;

/// A message to the loop.
pub enum Ask {
    /// A command of this machine; the answer comes after the commit.
    Command {
        command: Box<Command>,
        actor: Actor,
        reply: oneshot::Sender<Result<(), Refusal>>,
    },
    /// The link that carries messages out, and its events; replaces an earlier one.
    Link {
        link: Link,
        events: mpsc::Receiver<LinkEvent>,
    },
    /// A connection of a device began or ended.
    Connection {
        device: DeviceId,
        begins: bool,
    },
    /// Runs `with` on the journal, between two batches.
    Journal(Box<dyn FnOnce(&Journal) + Send>),
    Stop,
}

/// State of the loop.
pub struct Engine {
    journal: Journal,
    hub: Hub,
    /// After every decision of the batch that is being made.
    working: Chamber,
    /// What is on disk.
    committed: Chamber,
    clock: Clock,
    outbox: Outbox,
    link: Option<Link>,
    conn: u64,
    health: Health,
    last_commit_at: Option<i64>,
    views: watch::Sender<View>,
    view_stale: bool,
    view_at: u64,
    /// When the running clocks are marked next, monotonic.
    mark_at: u64,
    in_room: PassCheck,
    way_in: WayIn,
    /// What the walls were told last over this link.
    told_way_in: Option<WallCode>,
    replies: BTreeMap<u64, oneshot::Sender<Result<(), Refusal>>>,
    tickets: u64,
    kiosk_key: String,
}

impl Engine {
    /// A loop over a journal that has been replayed into `chamber` and `hub`.
    pub fn new(
        journal: Journal,
        hub: Hub,
        chamber: Chamber,
        clock: Clock,
        in_room: PassCheck,
        way_in: WayIn,
    ) -> (Self, watch::Receiver<View>) {
        use base64::Engine as _;
        let last_commit_at = journal.head().map(|h| h.at_ms);
        let view = View {
            chamber: Arc::new(chamber.clone()),
            epoch: journal.epoch(),
            rev: journal.size(),
            last_commit_at,
            health: Health::default(),
            online: Arc::default(),
            device_health: Arc::default(),
        };
        let (views, watcher) = watch::channel(view);
        let kiosk_key = base64::engine::general_purpose::STANDARD.encode(journal.public_key());
        let engine = Self {
            journal,
            hub,
            working: chamber.clone(),
            committed: chamber,
            clock,
            outbox: Outbox::default(),
            link: None,
            conn: 0,
            health: Health::default(),
            last_commit_at,
            views,
            view_stale: false,
            view_at: 0,
            mark_at: 0,
            in_room,
            way_in,
            told_way_in: None,
            replies: BTreeMap::new(),
            tickets: 0,
            kiosk_key,
        };
        (engine, watcher)
    }

    /// Runs until [`Ask::Stop`] comes or every sender is gone; gives the journal back.
    pub async fn run(mut self, mut asks: mpsc::Receiver<Ask>) -> Journal {
        let mut link_events: Option<mpsc::Receiver<LinkEvent>> = None;
        let mut tick = tokio::time::interval(Duration::from_secs(1));
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        self.recover();
        loop {
            let wake = self.next_wake();
            let mut inputs = Vec::new();
            tokio::select! {
                biased;
                ask = asks.recv() => match ask {
                    None | Some(Ask::Stop) => return self.journal,
                    Some(ask) => self.take(ask, &mut inputs, &mut link_events),
                },
                event = recv(&mut link_events) => match event {
                    Some(event) => self.take_event(event, &mut inputs),
                    None => link_events = None,
                },
                _ = tick.tick() => self.tick(),
                () = tokio::time::sleep_until(wake) => {}
            }
            while inputs.len() < BATCH {
                if let Ok(ask) = asks.try_recv() {
                    if matches!(ask, Ask::Stop) {
                        return self.journal;
                    }
                    self.take(ask, &mut inputs, &mut link_events);
                } else if let Some(Ok(event)) = link_events.as_mut().map(mpsc::Receiver::try_recv) {
                    self.take_event(event, &mut inputs);
                } else {
                    break;
                }
            }
            if !inputs.is_empty() {
                self.batch(inputs);
            }
            self.publish_due();
            self.show();
        }
    }

    fn next_wake(&self) -> Instant {
        let now = self.clock.now().mono_ms;
        let view = self.view_stale.then_some(self.view_at + VIEW_MS);
        let wait = [self.outbox.next_due(), view]
            .into_iter()
            .flatten()
            .min()
            .map_or(1000, |at| at.saturating_sub(now));
        Instant::now() + Duration::from_millis(wait)
    }

    fn take(&mut self, ask: Ask, inputs: &mut Vec<Input>, events: &mut Option<mpsc::Receiver<LinkEvent>>) {
        match ask {
            Ask::Command { command, actor, reply } => {
                self.tickets += 1;
                self.replies.insert(self.tickets, reply);
                inputs.push(Input::Local { ticket: self.tickets, command: *command, actor });
            }
            Ask::Link { link, events: new } => {
                self.link = Some(link);
                *events = Some(new);
            }
            Ask::Connection { device, begins } => self.connection(&device, begins),
            Ask::Journal(with) => with(&self.journal),
            Ask::Stop => {}
        }
    }

    fn connection(&mut self, device: &DeviceId, begins: bool) {
        if !self.hub.connection(device, begins) {
            return;
        }
        self.view_stale = true;
        if let Some(vote) = self.committed.current().and_then(|s| s.votes.open()) {
            self.outbox.changes().add(Changed::Tally(vote.id.clone()), COUNTS);
        }
    }

    fn health_of(&mut self, device: DeviceId, payload: &[u8]) {
        let known = self.committed.current().is_some_and(|session| session.devices.contains_key(&device));
        let health = DeviceHealth::read(payload).filter(|_| known);
        if health.is_some_and(|health| self.hub.hear_health(device, health)) {
            self.view_stale = true;
        }
    }

    fn take_event(&mut self, event: LinkEvent, inputs: &mut Vec<Input>) {
        match event {
            LinkEvent::Message { topic, payload } => match Topic::parse(self.hub.room(), &topic) {
                Some(Topic::Up(device)) => inputs.push(Input::Up { device, bytes: payload }),
                Some(Topic::Health(device)) => self.health_of(device, &payload),
                Some(_) | None => tracing::debug!("a message on a topic that no device may use"),
            },
            LinkEvent::Up { conn } => {
                self.conn = conn;
                self.health.link_down = None;
                self.view_stale = true;
                self.birth();
                self.outbox.changes().all(&self.committed);
                self.told_way_in = None;
                self.tell_way_in(self.clock.now().utc_ms);
            }
            LinkEvent::Down { reason } => {
                if self.health.link_down.is_none() {
                    tracing::warn!(%reason, "the broker is away");
                    self.health.link_down = Some((self.clock.now().utc_ms, reason));
                    self.view_stale = true;
                }
            }
        }
    }

    /// Decides what waits, writes it in one commit, and only then answers.
    fn batch(&mut self, inputs: Vec<Input>) {
        let now = self.clock.now();
        let mut steps = Vec::with_capacity(inputs.len());
        let mut leaves: Vec<NewLeaf> = Vec::new();
        let size = self.journal.size();
        for input in inputs {
            let index = size + leaves.len() as u64;
            let session = self.working.current();
            let in_room = |pass: &str| session.is_some_and(|s| (self.in_room)(s, pass, now.utc_ms));
            let mut step = self.hub.handle(&self.working, input, now, index, in_room);
            if let Step::Accepted { entry, asker, .. } = &step {
                match serde_json::to_vec(entry) {
                    Ok(bytes) => {
                        for event in &entry.events {
                            self.working.apply(event, entry.at);
                        }
                        leaves.push(NewLeaf { bytes, request: entry.cause.request() });
                    }
                    Err(error) => {
                        tracing::error!(%error, "an entry that cannot be written");
                        self.hub.forget_from(index);
                        step = Step::Refused { why: Refusal::NotRecorded, asker: asker.clone() };
                    }
                }
            }
            steps.push(step);
        }
        if leaves.is_empty() {
            self.answer(steps, None, &leaves, size);
            self.hub.answered();
            return;
        }
        match self.journal.append(&leaves, now.utc_ms) {
            Ok(commit) => {
                self.last_commit_at = Some(now.utc_ms);
                if self.health.disk.take().is_some() {
                    self.birth();
                }
                for step in &steps {
                    if let Step::Accepted { entry, .. } = step {
                        for event in &entry.events {
                            self.committed.apply(event, entry.at);
                        }
                        self.outbox.changes().of_entry(entry, &self.committed);
                    }
                }
                self.view_stale = true;
                // Whoever on this machine asked finds the answer in the view as soon as it has it.
                if steps.iter().any(|s| matches!(s, Step::Accepted { asker: Asker::Local { .. }, .. })) {
                    self.show_now();
                }
                self.answer(steps, Some(&commit), &leaves, size);
                self.hub.answered();
            }
            Err(error) => {
                self.failed(&error, now.utc_ms);
                self.hub.failed(size);
                self.working = self.committed.clone();
                self.answer_failed(steps, size);
            }
        }
    }

    fn failed(&mut self, error: &JournalError, utc_ms: i64) {
        tracing::error!(%error, "nothing could be recorded");
        if self.health.disk.is_none() {
            let full = matches!(error, JournalError::DiskFull);
            self.health.disk = Some(DiskFault { since: utc_ms, full, reason: error.to_string() });
            self.birth();
        }
        self.view_stale = true;
    }

    fn birth(&self) {
        let Some(link) = &self.link else { return };
        let state = if self.health.disk.is_some() { KioskLife::NotRecording } else { KioskLife::Ready };
        if let Ok(bytes) = serde_json::to_vec(&life(state, self.journal.epoch(), self.conn)) {
            link.publish(&Topic::KioskState.name(self.hub.room()), bytes, Delivery::Retained);
        }
    }

    fn tick(&mut self) {
        let now = self.clock.now();
        let offset = self.committed.current().map_or(0, |s| s.clock_offset_ms);
        let tick = ClockTick {
            v: VERSION,
            epoch: self.journal.epoch(),
            mono_ms: now.mono_ms,
            utc_ms: now.utc_ms.saturating_add(offset),
        };
        if let (Some(link), Ok(bytes)) = (&self.link, serde_json::to_vec(&tick)) {
            link.publish(&Topic::Clock.name(self.hub.room()), bytes, Delivery::AtMostOnce);
        }
        self.tell_way_in(now.utc_ms);
        self.mark(now);
    }

    /// While a clock runs its time is worth at most [`MARK_MS`] after a power cut.
    fn mark(&mut self, now: Now) {
        if now.mono_ms < self.mark_at || !self.committed.current().is_some_and(Session::clocks_run) {
            return;
        }
        self.mark_at = now.mono_ms + MARK_MS;
        if let Err(error) = self.journal.mark_time(now.utc_ms) {
            tracing::warn!(%error, "the running clocks could not be marked");
        }
    }

    /// After a start in the middle of a sitting its clocks go on from where they are known to have been.
    fn recover(&mut self) {
        if let (true, Some(known_at)) =
            (self.committed.current().is_some_and(Session::clocks_run), self.journal.known_time())
        {
            let command = Command::RecoverClocks { known_at };
            self.batch(vec![Input::Local { ticket: 0, command, actor: Actor::Operator }]);
        }
    }

    /// The walls' QR and typed code, each time they change.
    fn tell_way_in(&mut self, utc_ms: i64) {
        let code = (self.way_in)(self.committed.current(), utc_ms);
        if self.told_way_in.as_ref() == Some(&code) {
            return;
        }
        let Some(link) = self.link.as_ref().filter(|link| link.is_up()) else { return };
        if let Ok(bytes) = serde_json::to_vec(&code) {
            link.publish(&Topic::WallCode.name(self.hub.room()), bytes, Delivery::Retained);
            self.told_way_in = Some(code);
        }
    }

    fn publish_due(&mut self) {
        let due = self.outbox.due(self.clock.now().mono_ms);
        let Some(link) = &self.link else { return };
        let stamp = Stamp { epoch: self.journal.epoch(), rev: self.journal.size() };
        for changed in due {
            let message = snapshots::message(&changed, &self.committed, &self.hub, &self.kiosk_key, stamp);
            if let Some((topic, bytes)) = message {
                link.publish(&topic.name(self.hub.room()), bytes, Delivery::Retained);
            }
        }
    }

    fn show(&mut self) {
        let now = self.clock.now().mono_ms;
        if !self.view_stale || (now < self.view_at + VIEW_MS && self.view_at != 0) {
            return;
        }
        self.show_now();
    }

    fn show_now(&mut self) {
        self.view_stale = false;
        self.view_at = self.clock.now().mono_ms;
        self.views.send_replace(View {
            chamber: Arc::new(self.committed.clone()),
            epoch: self.journal.epoch(),
            rev: self.journal.size(),
            last_commit_at: self.last_commit_at,
            health: self.health.clone(),
            online: Arc::new(self.hub.online().cloned().collect()),
            device_health: Arc::new(self.hub.health().clone()),
        });
    }
}

/// Birth and will of the kiosk.
pub fn life(state: KioskLife, epoch: u64, conn: u64) -> KioskState {
    KioskState { v: VERSION, state, epoch, conn, version: env!("CARGO_PKG_VERSION").to_owned() }
}

async fn recv(events: &mut Option<mpsc::Receiver<LinkEvent>>) -> Option<LinkEvent> {
    match events {
        Some(events) => events.recv().await,
        None => std::future::pending().await,
    }
}
