//! When the clock of a speech warns: at the profile's seconds and at the end, each once as the time that is left falls past
//! it. More time lets it fall past once more; a pause stops it.

use super::cue::{Chime, Cue, Kind};
use super::words;
use crate::chamber::ids::SpeechId;
use crate::chamber::{Session, SpeechClock};

/// What was left when it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warnings {
    /// The speech, and the milliseconds that were left of it; below nought when it is over time.
    seen: Option<(SpeechId, i64)>,
}

impl Warnings {
    /// At the start of the program: what has been passed before is not said again. `at`: corrected UTC milliseconds.
    pub fn at_start(session: Option<&Session>, at: i64) -> Self {
        Self {
            seen: session
                .and_then(|s| s.floor.clock())
                .map(|clock| (clock.speech.clone(), left_ms(clock, at))),
        }
    }

    /// The warning that is due at `at`, corrected UTC milliseconds; only the last one where several were missed. None while
    /// the doors are closed.
    pub fn look(&mut self, session: &Session, at: i64) -> Option<Cue> {
        let Some(clock) = session.floor.clock() else {
            self.seen = None;
            return None;
        };
        let left = left_ms(clock, at);
        let before = match &self.seen {
            Some((speech, before)) if *speech == clock.speech => *before,
            Some(_) | None => i64::from(clock.limit_seconds) * 1000,
        };
        self.seen = Some((clock.speech.clone(), left));
        let passed = marks(session).filter(|mark| left <= ms(*mark) && ms(*mark) < before).min();
        passed.filter(|_| session.doors.is_none()).map(cue)
    }

    /// Milliseconds from `at` until the next warning; `None` while no clock runs.
    pub fn due_in(session: &Session, at: i64) -> Option<u64> {
        let clock = session.floor.clock().filter(|clock| clock.since.is_some())?;
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
