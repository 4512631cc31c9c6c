//! The one place that asks the host's clocks.

use crate::chamber::Now;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Wall time read once at the start and carried on by the monotonic clock: a host's clock that is set while the
/// program runs (or stands at 1970) moves no deadline. Corrections come through the journal.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    started: Instant,
    utc_at_start: i64,
}

impl Clock {
    /// Reads the host's clock now.
    pub fn start() -> Self {
        let utc = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
        Self::at(i64::try_from(utc).unwrap_or(0))
    }

    /// A clock that shows `utc_ms` now.
    pub fn at(utc_ms: i64) -> Self {
        Self { started: Instant::now(), utc_at_start: utc_ms }
    }

    /// Both times.
    pub fn now(&self) -> Now {
        let mono_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now { utc_ms: self.utc_at_start.saturating_add_unsigned(mono_ms), mono_ms }
    }
}
