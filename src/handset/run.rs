//! The loop of the handheld: keys, connection, time and file on one side, the state machine on the other.

use super::facts::{self, Snapshots};
use super::keep::{Identity, Keep, KeepError};
use super::net::{self, News};
use crate::client::{Kiosk, receipt};
use crate::journal::PublicKey;
use crate::text::{Lang, refusal};
use crate::wire::VERSION;
use crate::wire::down::{Answer, DeviceState};
use crate::wire::health::{Battery, DeviceHealth};
use crate::wire::snapshot::Clock;
use crate::wire::time::RoomTime;
use crate::wire::topic::Topic;
use crate::wire::up::Ask;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nghitruong_handheld::lamp::{Rgb, lamp};
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::state::Handheld;
use nghitruong_handheld::state::facts::{self as hand, Buzz, Input, Key, Link};
use nghitruong_handheld::words::Language;
use std::path::PathBuf;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

const TICK: Duration = Duration::from_millis(100);
/// How long the own state is waited for after connecting; a kiosk that has none yet must not stop the device for ever.
const STATE_WAIT: Duration = Duration::from_secs(2);
/// When a kiosk that said good-bye is looked for again.
const LOST_AGAIN: Duration = Duration::from_secs(3);
/// Messages between the connection and this loop.
const QUEUE: usize = 256;

/// What a handheld is started with.
pub struct Options {
    /// The kiosk's web.
    pub kiosk: Kiosk,
    /// Folder of its file.
    pub data: PathBuf,
    pub language: Language,
    /// The panel changes slowly: clocks in steps of ten seconds.
    pub slow_panel: bool,
}

/// Battery and radio, as far as they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Power {
    pub battery: Option<hand::Battery>,
    /// Strength of the radio, per cent.
    pub signal: Option<u8>,
}

/// What it shows now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    pub sheet: Sheet,
    pub lamp: Rgb,
    /// Shakes so far, and the last one.
    pub buzz: (u32, Option<Buzz>),
}

/// Runs a handheld until `keys` ends or nobody looks at `shown`.
///
/// # Errors
/// [`KeepError`]: without its file it must not go on, or a request could be lost or doubled.
pub async fn run(
    options: Options,
    mut keys: mpsc::Receiver<Key>,
    mut power: watch::Receiver<Power>,
    shown: watch::Sender<Option<Shown>>,
) -> Result<(), KeepError> {
    let mut handset = Handset::new(options, shown)?;
    let mut ticks = tokio::time::interval(TICK);
    let first = *power.borrow_and_update();
    handset.power(first)?;
    loop {
        tokio::select! {
            key = keys.recv() => match key {
                Some(key) => handset.hear(Input::Key(key))?,
                None => return Ok(()),
            },
            news = handset.net.news.recv() => handset.news(news)?,
            _ = ticks.tick() => handset.tick()?,
            Ok(()) = power.changed() => {
                let now = *power.borrow_and_update();
                handset.power(now)?;
            }
        }
        if handset.shown.is_closed() {
            return Ok(());
        }
    }
}

/// The connection's task, and the channels to it.
struct Net {
    task: JoinHandle<()>,
    news: mpsc::Receiver<News>,
    out: mpsc::Sender<net::Said>,
}

impl Drop for Net {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Net {
    fn start(kiosk: &Kiosk, identity: Option<&Identity>) -> Self {
        let (sender, news) = mpsc::channel(QUEUE);
        let (out, to_send) = mpsc::channel(QUEUE);
        let kiosk = kiosk.clone();
        let task = match identity.cloned() {
            Some(identity) => tokio::spawn(net::talk(kiosk, identity, sender, to_send)),
            None => tokio::spawn(net::pair(kiosk, sender)),
        };
        Self { task, news, out }
    }
}

struct Handset {
    options: Options,
    device: Handheld,
    keep: Keep,
    net: Net,
    snapshots: Snapshots,
    time: RoomTime,
    start: Instant,
    /// Connected, and the own state is waited for until.
    waiting: Option<Instant>,
    connected: bool,
    power: Power,
    kiosk_key: Option<PublicKey>,
    shown: watch::Sender<Option<Shown>>,
    buzz: (u32, Option<Buzz>),
}

impl Handset {
    fn new(options: Options, shown: watch::Sender<Option<Shown>>) -> Result<Self, KeepError> {
        let keep = Keep::open(&options.data)?;
        let language = match keep.english() {
            Some(true) => Language::English,
            Some(false) => Language::Vietnamese,
            None => options.language,
        };
        let net = Net::start(&options.kiosk, keep.identity());
        let mut handset = Self {
            device: Handheld::new(language, seed()),
            options,
            keep,
            net,
            snapshots: Snapshots::default(),
            time: RoomTime::default(),
            start: Instant::now(),
            waiting: None,
            connected: false,
            power: Power::default(),
            kiosk_key: None,
            shown,
            buzz: (0, None),
        };
        handset.restore();
        Ok(handset)
    }

    /// What was on its way when the power went is on its way again, the same bytes.
    fn restore(&mut self) {
        let now = self.now();
        for request in self.keep.requests() {
            if let Some(ask) = facts::asked(&request.ask, &request.number) {
                self.device.restore(request.ticket, ask, now);
            }
        }
    }

    /// Milliseconds since the start.
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn power(&mut self, power: Power) -> Result<(), KeepError> {
        self.power = power;
        self.tell_health();
        self.hear(Input::Signal(power.signal))?;
        self.hear(Input::Battery(power.battery))
    }

    /// Tells the kiosk; what is lost on the way is told again with the next change or connection.
    fn tell_health(&self) {
        if !self.connected {
            return;
        }
        let battery = self.power.battery.map(|b| Battery { percent: b.percent, charging: b.charging });
        let health = DeviceHealth { v: VERSION, battery, signal: self.power.signal };
        if let Ok(bytes) = serde_json::to_vec(&health) {
            let _ = self.net.out.try_send(net::Said::Health(bytes.into()));
        }
    }

    fn tick(&mut self) -> Result<(), KeepError> {
        if self.waiting.is_some_and(|until| Instant::now() >= until) {
            self.state_read()?;
        }
        self.hear(Input::Tick)
    }

    /// Tells the state machine, sends what is due and shows what follows.
    fn hear(&mut self, input: Input<'_>) -> Result<(), KeepError> {
        let now = self.now();
        if let Some(buzz) = self.device.step(input, now) {
            self.buzz = (self.buzz.0 + 1, Some(buzz));
        }
        // What it shows waits for no disk; what it sends is on the disk first.
        self.show(now);
        let live: Vec<u32> = self.device.outbox().pending().map(|pending| pending.ticket).collect();
        while let Some((ticket, ask)) = self.device.due(now) {
            self.send(ticket, &ask, &live)?;
        }
        self.keep.settle(&live)?;
        let is_english = |language| language == Language::English;
        self.keep.speak(is_english(self.device.language()), is_english(self.options.language))
    }

    fn show(&mut self, now: u64) {
        let face = self.device.face(now);
        let shown = Shown {
            sheet: Sheet::of(&face, self.device.language(), self.options.slow_panel),
            lamp: lamp(&face.screen),
            buzz: self.buzz,
        };
        self.shown.send_if_modified(|before| {
            let changed = before.as_ref() != Some(&shown);
            if changed {
                *before = Some(shown);
            }
            changed
        });
    }

    fn send(&mut self, ticket: u32, ask: &hand::Ask, live: &[u32]) -> Result<(), KeepError> {
        let pass = self.keep.identity().map(|identity| identity.pass.clone()).unwrap_or_default();
        let Some((ask, number)) = wire_ask(ask, pass) else { return Ok(()) };
        let utc_ms = jiff::Timestamp::now().as_millisecond();
        let request = self.keep.sealed(ticket, &ask, &number, live, utc_ms)?;
        if let Ok(bytes) = serde_json::to_vec(&request.envelope) {
            // A full queue is a slow line: the request is due again soon.
            let _ = self.net.out.try_send(net::Said::Request(bytes.into()));
        }
        Ok(())
    }

    fn news(&mut self, news: Option<News>) -> Result<(), KeepError> {
        match news {
            Some(News::Code(code)) => {
                self.hear(Input::Link(Link::Searching))?;
                self.hear(Input::Pairing(Some(&code)))
            }
            Some(News::Given(identity)) => self.become_of(Some(*identity)),
            Some(News::Unknown) | None => self.become_of(None),
            Some(News::Up) => {
                (self.connected, self.waiting) = (true, Some(Instant::now() + STATE_WAIT));
                self.tell_health();
                if self.snapshots.state.is_some() { self.state_read() } else { Ok(()) }
            }
            Some(News::Lost(wait)) => {
                (self.connected, self.waiting) = (false, None);
                // What is retained comes anew, and before that nothing is sent.
                self.snapshots.state = None;
                self.lost(wait)
            }
            Some(News::Message { topic, payload }) => self.message(&topic, &payload),
        }
    }

    fn lost(&mut self, wait: Duration) -> Result<(), KeepError> {
        let retry_ms = self.now() + u64::try_from(wait.as_millis()).unwrap_or(0);
        self.hear(Input::Link(Link::Lost { retry_ms }))
    }

    /// The device is somebody's, or it waits for somebody: everything begins anew.
    fn become_of(&mut self, identity: Option<Identity>) -> Result<(), KeepError> {
        self.keep.become_of(identity)?;
        let language = self.device.language();
        self.device = Handheld::new(language, seed());
        (self.snapshots, self.time) = (Snapshots::default(), RoomTime::default());
        (self.connected, self.waiting, self.kiosk_key) = (false, None, None);
        self.net = Net::start(&self.options.kiosk, self.keep.identity());
        self.hear(Input::Tick)
    }

    fn state_read(&mut self) -> Result<(), KeepError> {
        self.waiting = None;
        if self.snapshots.kiosk_is_lost() {
            return self.lost(LOST_AGAIN);
        }
        self.tell_room()?;
        self.hear(Input::Link(Link::Up))
    }

    fn tell_room(&mut self) -> Result<(), KeepError> {
        let may_check_in = self.keep.identity().is_some_and(|identity| !identity.pass.is_empty());
        let snapshots = std::mem::take(&mut self.snapshots);
        let told = snapshots.tell(may_check_in, |room| self.hear(Input::Room(room)));
        self.snapshots = snapshots;
        told
    }

    fn message(&mut self, topic: &str, payload: &[u8]) -> Result<(), KeepError> {
        let Some(room) = self.keep.identity().map(|identity| identity.room.clone()) else { return Ok(()) };
        let Some(topic) = Topic::parse(&room, topic) else { return Ok(()) };
        if let Topic::Clock = topic {
            let own = i64::try_from(self.now()).unwrap_or(i64::MAX);
            if let Ok(clock) = serde_json::from_slice::<Clock>(payload) {
                self.time.hear(&clock, own);
            }
            return self.time.at(own).map_or(Ok(()), |utc| self.hear(Input::Clock(utc)));
        }
        if let Topic::DownReceipt(_) = topic {
            return self.answer(payload);
        }
        let offset = self.snapshots.clock_offset_ms();
        if !self.snapshots.take(&topic, payload) {
            return Ok(());
        }
        if offset != self.snapshots.clock_offset_ms() {
            self.time.forget();
        }
        if let Topic::DownState(_) = topic
            && let Some(state) = self.snapshots.state.clone()
        {
            return self.own_state(&state);
        }
        if !self.connected || self.waiting.is_some() {
            return Ok(());
        }
        match topic {
            Topic::KioskState if self.snapshots.kiosk_is_lost() => self.lost(LOST_AGAIN),
            Topic::KioskState => self.state_read(),
            Topic::Session
            | Topic::Agenda
            | Topic::Roll
            | Topic::Floor
            | Topic::Queue
            | Topic::Questions
            | Topic::Wall
            | Topic::WallCode
            | Topic::Vote(_)
            | Topic::Tally(_)
            | Topic::Clock
            | Topic::Notice
            | Topic::Up(_)
            | Topic::Health(_)
            | Topic::DownState(_)
            | Topic::DownReceipt(_)
            | Topic::DownMessage(_) => self.tell_room(),
        }
    }

    fn own_state(&mut self, state: &DeviceState) -> Result<(), KeepError> {
        if !state.active {
            return self.become_of(None);
        }
        self.keep.raise_counter(state.counter);
        let trusted = self.keep.trust(&state.kiosk_key)?;
        let key = STANDARD.decode(&state.kiosk_key).ok().and_then(|key| key.try_into().ok());
        self.kiosk_key = key.filter(|_| trusted);
        if self.connected { self.state_read() } else { Ok(()) }
    }

    fn answer(&mut self, payload: &[u8]) -> Result<(), KeepError> {
        let Ok(answer) = serde_json::from_slice::<Answer>(payload) else { return Ok(()) };
        let req = match &answer {
            Answer::Recorded(receipt) => &receipt.req,
            Answer::Refused { req, .. } | Answer::NotRecorded { req, .. } => req,
        };
        let Some(request) = self.keep.request(req) else { return Ok(()) };
        let ticket = request.ticket;
        let lang = match self.device.language() {
            Language::Vietnamese => Lang::Vi,
            Language::English => Lang::En,
        };
        match &answer {
            Answer::Recorded(receipt) => {
                let proved = self
                    .kiosk_key
                    .is_some_and(|key| receipt::check(receipt, &request.envelope, &key).is_ok());
                let at = receipt.head.at.saturating_add(self.snapshots.clock_offset_ms());
                let said = hand::Answer::Recorded { code: &receipt.code, at };
                self.hear(Input::Answer(ticket, if proved { said } else { hand::Answer::Unproven }))
            }
            Answer::NotRecorded { .. } => self.hear(Input::Answer(ticket, hand::Answer::NotRecorded)),
            Answer::Refused { why, .. } => {
                if let crate::chamber::Refusal::Stale { counter } = why {
                    self.keep.raise_counter(*counter);
                    return self.hear(Input::Answer(ticket, hand::Answer::Stale));
                }
                if let Some(wait_ms) = facts::passes(why) {
                    return self.hear(Input::Answer(ticket, hand::Answer::Later { wait_ms }));
                }
                let text = refusal(why);
                let why = lang.pick(&text.vi, &text.en);
                self.hear(Input::Answer(ticket, hand::Answer::Refused { why }))
            }
        }
    }
}

/// The request on the wire, and the number for people that is kept beside it.
fn wire_ask(ask: &hand::Ask, pass: String) -> Option<(Ask, String)> {
    Some(match ask {
        hand::Ask::CheckIn => (Ask::CheckIn { pass }, String::new()),
        hand::Ask::RequestSpeech(kind) => {
            (Ask::RequestSpeech { kind: facts::turn_kind(*kind) }, String::new())
        }
        hand::Ask::WithdrawSpeech(kind) => {
            (Ask::WithdrawSpeech { kind: facts::turn_kind(*kind) }, String::new())
        }
        hand::Ask::Vote { vote, number, choice, nonce } => {
            let vote = crate::chamber::ids::VoteId::new(vote.as_str()).ok()?;
            let choice = facts::wire_choice(*choice);
            (Ask::Vote { vote, choice, nonce: nonce.as_str().to_owned() }, number.as_str().to_owned())
        }
    })
}

/// Spreads the repeats of many devices; nothing depends on it.
fn seed() -> u32 {
    let mut four = [0; 4];
    match getrandom::fill(&mut four) {
        Ok(()) => u32::from_le_bytes(four),
        Err(_) => 1,
    }
}
