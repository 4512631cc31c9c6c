//! A client of the snapshots: phone, wall or handheld. It shows what it heard last and nothing that it made up.

use crate::room::dice::Dice;
use nghitruong::wire::snapshot::{Clock, Floor, Queue};
use nghitruong::wire::time::RoomTime;
use std::collections::BTreeMap;

/// What the kiosk publishes.
#[derive(Clone)]
pub enum News {
    Floor(Box<Floor>),
    Queue(Queue),
    /// Not retained: who is cut off never hears it.
    Clock(Clock),
}

pub struct Screen {
    /// Own clock: what it shows at the room's 0, and how much too fast it is, in millionths.
    starts_at: i64,
    fast: i64,
    /// Until when it is cut off, ms of the simulation.
    away_until: i64,
    under_way: BTreeMap<(i64, u64), News>,
    sent: u64,
    pub floor: Option<Floor>,
    pub queue: Option<Queue>,
    time: RoomTime,
}

impl Screen {
    pub fn new(dice: &mut Dice) -> Self {
        let year = 31_536_000_000;
        Self {
            starts_at: dice.below(2 * year) as i64 - year as i64,
            fast: dice.below(200) as i64 - 100,
            away_until: 0,
            under_way: BTreeMap::new(),
            sent: 0,
            floor: None,
            queue: None,
            time: RoomTime::default(),
        }
    }

    fn own(&self, at: i64) -> i64 {
        self.starts_at + at + at * self.fast / 1_000_000
    }

    pub fn is_away(&self, at: i64) -> bool {
        at < self.away_until
    }

    /// The link is gone for a while. Whoever comes back hears everything that is retained, from `retained`.
    pub fn cut_off(&mut self, until: i64) {
        self.away_until = until;
        self.under_way.clear();
    }

    pub fn send(&mut self, news: News, at: i64, calm: bool, dice: &mut Dice) {
        if self.is_away(at) {
            return;
        }
        let delay = match dice.below(10) {
            _ if calm => 5 + dice.below(60),
            0 => 300 + dice.below(3_000),
            1..=4 => 40 + dice.below(300),
            _ => 5 + dice.below(60),
        };
        self.sent += 1;
        self.under_way.insert((at + delay as i64, self.sent), news);
    }

    /// What has come by `at`.
    pub fn hear(&mut self, at: i64) {
        let later = self.under_way.split_off(&(at + 1, 0));
        for ((came, _), news) in std::mem::replace(&mut self.under_way, later) {
            let own = self.own(came);
            match news {
                News::Floor(floor) => {
                    let newer = |old: &Floor| (floor.epoch, floor.rev) >= (old.epoch, old.rev);
                    if self.floor.as_ref().is_none_or(newer) {
                        self.floor = Some(*floor);
                    }
                }
                News::Queue(queue) => {
                    let newer = |old: &Queue| (queue.epoch, queue.rev) >= (old.epoch, old.rev);
                    if self.queue.as_ref().is_none_or(newer) {
                        self.queue = Some(queue);
                    }
                }
                News::Clock(clock) => self.time.hear(&clock, own),
            }
        }
    }

    /// Spoken milliseconds that the screen shows at `at`.
    pub fn spoken(&self, at: i64) -> Option<i64> {
        let watch = self.floor.as_ref()?.speaker.as_ref()?.watch;
        let now = self.time.at(self.own(at))?;
        Some(watch.elapsed_ms as i64 + watch.since.map_or(0, |since| (now - since).max(0)))
    }
}
