//! When the clock of a speech warns: at the profile's seconds and at the end, each once as the time that is left falls past
//! it. More time lets it fall past once more; a pause stops it.

use super::cue::{Chime, Cue, Kind};
use super::words;
use crate::chamber::ids::SpeechId;
use crate::chamber::{Session, SpeechClock};

/// A warning that is later than this is true no more, milliseconds.
const LATE_MS: i64 = 5_000;

/// What was left when it was last looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    /// The speech, and the milliseconds that were left of it; below nought when it is over time.
    seen: Option<(SpeechId, i64)>,
}

impl Warnings {
    /// The warning that is due at `at`, corrected UTC milliseconds. None at the first look at a speech, so that neither a
    /// restart nor a step back repeats one; none that comes too late; none while the doors are closed.
    pub fn look(&mut self, session: &Session, at: i64) -> Option<Cue> {
        let Some(clock) = session.floor.clock() else {
            self.seen = None;
            return None;
        };
        let left = left_ms(clock, at);
        let before = self.seen.replace((clock.speech.clone(), left));
        let (_, before) = before.filter(|(speech, _)| *speech == clock.speech)?;
        let passed = marks(session).filter(|mark| left <= ms(*mark) && ms(*mark) < before).min()?;
        let is_true = passed == 0 || left > ms(passed) - LATE_MS;
        (is_true && session.doors.is_none()).then(|| cue(passed))
    }

    /// Milliseconds from `at` until the next warning; `None` while no clock runs.
    pub fn due_in(session: &Session, at: i64) -> Option<u64> {
        let clock = session.floor.clock().filter(|clock| clock.watch.is_running())?;
        let left = left_ms(clock, at);
        marks(session).filter_map(|mark| u64::try_from(left - ms(mark)).ok()).filter(|wait| *wait > 0).min()
    }
}

fn cue(seconds: u32) -> Cue {
    let chime = if seconds == 0 { Chime::TimeUp } else { Chime::Warning };
    Cue::new(Kind::Time, Some(chime), &words::left(seconds))
}

/// Seconds left at which it warns, and the end.
fn marks(session: &Session) -> impl Iterator<Item = u32> {
    session.plan.rules.warn_seconds.value.iter().copied().chain([0])
}

fn ms(seconds: u32) -> i64 {
    i64::from(seconds) * 1000
}

fn left_ms(clock: &SpeechClock, at: i64) -> i64 {
    ms(clock.limit_seconds).saturating_sub_unsigned(clock.elapsed(at))
}
