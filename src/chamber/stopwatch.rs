//! Counted time that can stand still.

/// What has passed until it last started, and since when it runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stopwatch {
    /// Milliseconds counted until `since`.
    pub elapsed_ms: u64,
    /// Corrected UTC milliseconds since which it runs; `None` while it stands.
    pub since: Option<i64>,
}

impl Stopwatch {
    /// One that starts at `at`.
    pub fn started(at: i64) -> Self {
        Self { elapsed_ms: 0, since: Some(at) }
    }

    /// What it shows at `utc_ms`; time that went back counts as none.
    pub fn elapsed(&self, utc_ms: i64) -> u64 {
        let running = self.since.map_or(0, |since| u64::try_from(utc_ms.saturating_sub(since)).unwrap_or(0));
        self.elapsed_ms.saturating_add(running)
    }

    /// Whether it counts.
    pub fn is_running(&self) -> bool {
        self.since.is_some()
    }

    pub(super) fn resume(&mut self, at: i64) {
        self.since.get_or_insert(at);
    }

    pub(super) fn pause(&mut self, at: i64) {
        self.stand(self.elapsed(at));
    }

    /// Stands at `elapsed_ms`.
    pub(super) fn stand(&mut self, elapsed_ms: u64) {
        *self = Self { elapsed_ms, since: None };
    }

    /// A correction of the session's clock moves a running one with it, so that nothing is lost or gained.
    pub(super) fn shift(&mut self, delta_ms: i64) {
        if let Some(since) = &mut self.since {
            *since = since.saturating_add(delta_ms);
        }
    }

    /// After an outage: it is known to have run until `known`, and runs on from `at`.
    pub(super) fn recover(&mut self, known: i64, at: i64) {
        if self.is_running() {
            *self = Self { elapsed_ms: self.elapsed(known), since: Some(at) };
        }
    }
}
