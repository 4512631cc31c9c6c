//! The one place that asks the host's clocks.

use crate::chamber::Now;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Wall time read once at the start and carried on by the monotonic clock: a host's clock that is set while the
/// program runs (or stands at 1970) moves no deadline. Corrections come through the journal.
#[derive(Debug, Clone)]
pub struct Clock {
    started: Instant,
    utc_at_start: i64,
    /// What a rehearsal has skipped, milliseconds. Zero in a real room.
    skipped: Arc<AtomicI64>,
}

impl Clock {
    /// Reads the host's clock now.
    pub fn start() -> Self {
        let utc = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
        Self::at(i64::try_from(utc).unwrap_or(0))
    }

    /// A clock that shows `utc_ms` now.
    pub fn at(utc_ms: i64) -> Self {
        Self { started: Instant::now(), utc_at_start: utc_ms, skipped: Arc::default() }
    }

    /// Both times.
    pub fn now(&self) -> Now {
        let mono_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let utc = self.utc_at_start.saturating_add(self.skipped.load(Ordering::Relaxed));
        Now { utc_ms: utc.saturating_add_unsigned(mono_ms), mono_ms }
    }

    /// Skips `time` of the wall clock, for this clock and its clones: so a rehearsal's day takes a minute. The
    /// monotonic time goes on as it is.
    pub fn skip(&self, time: Duration) {
        let ms = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.skipped.fetch_add(ms, Ordering::Relaxed);
    }
}
