//! Plays one cue after the other, and knows what does not work.

use super::cue::Cue;
use super::programs::{Part, Programs, Trouble};
use super::settings::Settings;
use super::wav::{Wav, chime};

/// After a failure a program is left alone for this long, milliseconds; twice as long after each further one.
const REST_MS: u64 = 5_000;
/// But never longer than this, milliseconds.
const MOST_REST_MS: u64 = 300_000;

/// What is known of one of the two programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fitness {
    pub trouble: Option<Trouble>,
    failures: u32,
    /// Not tried before, monotonic milliseconds.
    rests_until: u64,
}

impl Fitness {
    fn is_due(self, mono_ms: u64) -> bool {
        mono_ms >= self.rests_until
    }

    fn after(self, part: Part, result: Result<(), Trouble>, mono_ms: u64) -> Self {
        match result {
            Ok(()) => Self::default(),
            Err(trouble) => {
                // Said once; while it lasts, the settings screen shows it.
                if self.trouble != Some(trouble) {
                    tracing::warn!(?part, ?trouble, "no sound: the room goes on without");
                }
                let rest = (REST_MS << self.failures.min(10)).min(MOST_REST_MS);
                let failures = self.failures.saturating_add(1);
                Self { trouble: Some(trouble), failures, rests_until: mono_ms.saturating_add(rest) }
            }
        }
    }
}

/// Both programs and how they fare.
#[derive(Debug, Clone)]
pub struct Player {
    pub programs: Programs,
    pub player: Fitness,
    pub voice: Fitness,
}

impl Player {
    /// Nothing has been tried.
    pub fn new(programs: Programs) -> Self {
        Self { programs, player: Fitness::default(), voice: Fitness::default() }
    }

    /// Tries both without a sound.
    pub async fn probe(mut self, settings: Settings, mono_ms: u64) -> Self {
        let played = self.programs.play(&Wav::silence()).await;
        self.player = self.player.after(Part::Player, played, mono_ms);
        let spoken = self.programs.speak("a", settings).await;
        self.voice = self.voice.after(Part::Voice, spoken.map(drop), mono_ms);
        self
    }

    /// Makes `cue` heard as far as `settings` want and the programs can: first the chime, then the sentence. `try_all` also
    /// tries what has just failed.
    pub async fn play(mut self, cue: Cue, settings: Settings, try_all: bool, mono_ms: u64) -> Self {
        if settings.volume == 0 || !(try_all || self.player.is_due(mono_ms)) {
            return self;
        }
        if let Some(name) = cue.chime.filter(|_| settings.chime) {
            let played = self.programs.play(&chime(name).at_volume(settings.volume)).await;
            self.player = self.player.after(Part::Player, played, mono_ms);
            if played.is_err() {
                return self;
            }
        }
        let sentence = cue.say.filter(|_| settings.voice && (try_all || self.voice.is_due(mono_ms)));
        let Some(sentence) = sentence else { return self };
        let spoken = self.programs.speak(&sentence, settings).await;
        self.voice = self.voice.after(Part::Voice, spoken.as_ref().map(|_| ()).map_err(|t| *t), mono_ms);
        if let Ok(sound) = spoken {
            let played = self.programs.play(&sound.at_volume(settings.volume)).await;
            self.player = self.player.after(Part::Player, played, mono_ms);
        }
        self
    }
}
