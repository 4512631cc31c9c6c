//! The room's time as a client of the contract knows it: its own clock and what the kiosk's `clock` messages say. A message
//! is never early, so the one with the least delay is the truest.

use super::snapshot::Clock;
use std::collections::VecDeque;

/// How many messages are remembered: a minute of them.
const KEPT: usize = 60;

/// The estimate of one client. Times of the client are milliseconds of its own monotonic clock, whatever it counts from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoomTime {
    epoch: u64,
    differences: VecDeque<i64>,
}

impl RoomTime {
    /// A message of the kiosk came at `own_ms`. A new start of the kiosk, or a clock that was set anew by more than any
    /// delay, makes all that came before worthless.
    pub fn hear(&mut self, clock: &Clock, own_ms: i64) {
        let difference = clock.utc_ms.saturating_sub(own_ms);
        if clock.epoch < self.epoch {
            return;
        }
        if clock.epoch > self.epoch || self.best().is_some_and(|best| difference > best.saturating_add(1000))
        {
            self.differences.clear();
        }
        self.epoch = clock.epoch;
        self.differences.push_back(difference);
        if self.differences.len() > KEPT {
            self.differences.pop_front();
        }
    }

    /// The session's clock was corrected: what came before says nothing any more.
    pub fn forget(&mut self) {
        self.differences.clear();
    }

    fn best(&self) -> Option<i64> {
        self.differences.iter().max().copied()
    }

    /// The room's UTC milliseconds at `own_ms`; `None` before the first message.
    pub fn at(&self, own_ms: i64) -> Option<i64> {
        Some(own_ms.saturating_add(self.best()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tick(epoch: u64, utc_ms: i64) -> Clock {
        Clock { v: 1, epoch, mono_ms: 0, utc_ms }
    }

    #[test]
    fn the_least_delay_of_the_last_minute_counts() {
        let mut time = RoomTime::default();
        assert_eq!(time.at(0), None);
        for (second, delay) in (0..).zip([400, 90, 250, 30, 600]) {
            time.hear(&tick(1, 1_000_000 + second * 1000), second * 1000 + delay);
        }
        assert_eq!(time.at(5_000), Some(1_004_970));
        for second in 5..65 {
            time.hear(&tick(1, 1_000_000 + second * 1000), second * 1000 + 200);
        }
        assert_eq!(time.at(70_000), Some(1_069_800), "the quick one is a minute old");
    }

    #[test]
    fn a_start_of_the_kiosk_and_a_correction_begin_anew() {
        let mut time = RoomTime::default();
        time.hear(&tick(2, 500_000), 10);
        time.hear(&tick(1, 900_000), 20);
        assert_eq!(time.at(10), Some(500_000), "of a start that is over");
        time.hear(&tick(3, 100_000), 30);
        assert_eq!(time.at(30), Some(100_000));
        time.hear(&tick(3, 600_000), 40);
        assert_eq!(time.at(40), Some(600_000), "set forward");
        time.forget();
        time.hear(&tick(3, 50_000), 50);
        assert_eq!(time.at(50), Some(50_000), "set back, and told so");
    }
}
