//! The loop: follows the session, keeps the line of cues, lets one after the other be heard.

use super::cue::{Chime, Cue, Kind, Queue};
use super::player::Player;
use super::programs::{Part, Programs, Trouble};
use super::settings::Settings;
use super::warnings::Warnings;
use super::{announce, words};
use crate::chamber::{Chamber, Now};
use crate::runtime::{Handle, View};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// Wishes that may wait.
const ASKS: usize = 32;

/// A wish about the sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Set(Settings),
    /// "Nghe thử".
    Test,
}

/// What the settings screen shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct State {
    pub settings: Settings,
    /// Why nothing is heard, or no voice.
    pub trouble: Option<(Part, Trouble)>,
}

/// How the other parts of the program speak to the loop, which ends with the last of them. Cheap to clone.
#[derive(Clone)]
pub struct Sound {
    asks: mpsc::Sender<Ask>,
    states: watch::Receiver<State>,
}

impl Sound {
    /// Starts the sound of `room`, whose data folder keeps the settings. Never fails: without a loudspeaker the room is silent.
    pub fn start(tokio: &tokio::runtime::Handle, room: &Handle, data: PathBuf) -> Self {
        let time = room.clone();
        Self::with(tokio, room.views(), move || time.now(), data, Programs::default())
    }

    /// No sound at all, for measurements.
    pub fn silent() -> Self {
        let settings = Settings { chime: false, voice: false, ..Settings::default() };
        let (_, states) = watch::channel(State { settings, trouble: None });
        Self { asks: mpsc::channel(1).0, states }
    }

    /// [`Sound::start`] over any views, clock and programs.
    pub(super) fn with(
        tokio: &tokio::runtime::Handle,
        views: watch::Receiver<View>,
        now: impl Fn() -> Now + Send + Sync + 'static,
        data: PathBuf,
        programs: Programs,
    ) -> Self {
        let (asks, asked) = mpsc::channel(ASKS);
        let (shown, states) = watch::channel(State::default());
        tokio.spawn(async move {
            let folder = data.clone();
            // The disk may be slow; the thread that waits for it is not ours.
            let settings =
                tokio::task::spawn_blocking(move || Settings::load(&folder)).await.unwrap_or_default();
            Loop::new(views, Arc::new(now), data, programs, settings, shown).run(asked).await;
        });
        Self { asks, states }
    }

    /// Asks; more wishes than can wait are dropped.
    pub fn ask(&self, ask: Ask) {
        if self.asks.try_send(ask).is_err() {
            tracing::debug!("a wish about the sound was dropped");
        }
    }

    /// How it stands.
    pub fn state(&self) -> State {
        *self.states.borrow()
    }

    /// A receiver that wakes when that changes.
    pub fn states(&self) -> watch::Receiver<State> {
        self.states.clone()
    }
}

/// A cue on its way, or the first try.
type Playing = Pin<Box<dyn Future<Output = Player> + Send>>;

struct Loop {
    views: watch::Receiver<View>,
    now: Arc<dyn Fn() -> Now + Send + Sync>,
    data: PathBuf,
    settings: Settings,
    shown: watch::Sender<State>,
    /// The state that was announced last.
    heard: Arc<Chamber>,
    warnings: Warnings,
    queue: Queue,
    /// What is known of the programs while none runs.
    player: Player,
    playing: Option<Playing>,
}

impl Loop {
    fn new(
        mut views: watch::Receiver<View>,
        now: Arc<dyn Fn() -> Now + Send + Sync>,
        data: PathBuf,
        programs: Programs,
        settings: Settings,
        shown: watch::Sender<State>,
    ) -> Self {
        let heard = views.borrow_and_update().chamber.clone();
        let player = Player::new(programs);
        let playing: Option<Playing> =
            settings.is_on().then(|| Box::pin(player.clone().probe(settings, now().mono_ms)) as Playing);
        let this = Self {
            views,
            now,
            data,
            settings,
            shown,
            heard,
            warnings: Warnings::default(),
            queue: Queue::default(),
            player,
            playing,
        };
        this.show();
        this
    }

    async fn run(mut self, mut asks: mpsc::Receiver<Ask>) {
        self.warn();
        loop {
            let wait = self.warning_in();
            tokio::select! {
                ask = asks.recv() => match ask {
                    Some(ask) => self.asked(ask).await,
                    None => return,
                },
                changed = self.views.changed() => match changed {
                    Ok(()) => self.follow(),
                    Err(_) => return,
                },
                player = played(&mut self.playing) => {
                    self.playing = None;
                    self.player = player;
                    self.show();
                }
                () = tokio::time::sleep(wait.unwrap_or(Duration::MAX)), if wait.is_some() => {}
            }
            self.warn();
            self.next();
        }
    }

    async fn asked(&mut self, ask: Ask) {
        match ask {
            Ask::Set(settings) => {
                self.settings = settings;
                let data = self.data.clone();
                let stored = tokio::task::spawn_blocking(move || settings.store(&data)).await;
                if let Ok(Err(error)) = stored {
                    tracing::warn!(%error, "the settings of the sound cannot be kept");
                }
                self.show();
            }
            Ask::Test => {
                let cue = Cue::new(Kind::Test, Some(Chime::Called), words::test());
                self.queue.push(cue, (self.now)().mono_ms);
            }
        }
    }

    /// A commit has changed something.
    fn follow(&mut self) {
        let chamber = self.views.borrow_and_update().chamber.clone();
        if let (Some(before), Some(after)) = (self.heard.current(), chamber.current()) {
            self.queue.keep(|kind| announce::holds(before, after, kind));
            let mono_ms = (self.now)().mono_ms;
            for cue in announce::changes(before, after) {
                self.queue.push(cue, mono_ms);
            }
        }
        self.heard = chamber;
    }

    fn warn(&mut self) {
        let now = (self.now)();
        if let Some(session) = self.heard.current()
            && let Some(cue) = self.warnings.look(session, session.corrected(now.utc_ms))
        {
            self.queue.push(cue, now.mono_ms);
        }
    }

    fn warning_in(&self) -> Option<Duration> {
        let session = self.heard.current()?;
        Warnings::due_in(session, session.corrected((self.now)().utc_ms)).map(Duration::from_millis)
    }

    /// Lets the next cue be heard, if none is.
    fn next(&mut self) {
        let mono_ms = (self.now)().mono_ms;
        if self.playing.is_none()
            && let Some(cue) = self.queue.pop(mono_ms)
        {
            let try_all = cue.kind == Kind::Test;
            self.playing = Some(Box::pin(self.player.clone().play(cue, self.settings, try_all, mono_ms)));
        }
    }

    fn show(&self) {
        let of = |part, trouble: Option<Trouble>| trouble.map(|trouble| (part, trouble));
        let trouble = of(Part::Player, self.player.player.trouble)
            .or_else(|| of(Part::Voice, self.player.voice.trouble));
        let state = State { settings: self.settings, trouble };
        self.shown.send_if_modified(|shown| std::mem::replace(shown, state) != state);
    }
}

/// The end of what is playing; never while nothing is.
async fn played(playing: &mut Option<Playing>) -> Player {
    match playing {
        Some(playing) => playing.await,
        None => std::future::pending().await,
    }
}
