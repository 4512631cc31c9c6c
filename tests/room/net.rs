//! The network between devices and kiosk.

use super::dice::Dice;
use nghitruong::chamber::ids::RequestId;
use std::collections::{BTreeMap, BTreeSet};

/// What is under way; devices by their place in the room.
#[derive(Clone)]
pub enum Packet {
    Up { device: usize, req: RequestId, bytes: Vec<u8> },
    Down { device: usize, req: RequestId, answer: Answer },
}

/// What a device hears of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// As the leaf at this index.
    Recorded(u64),
    /// For good.
    Refused,
    /// Not now, or not on the disk: the same request is to be repeated.
    NotNow,
}

#[derive(Default)]
pub struct Net {
    under_way: BTreeMap<(u64, u64), Packet>,
    sent: u64,
    /// Nothing is lost any more.
    pub calm: bool,
    pub met: BTreeSet<&'static str>,
}

impl Net {
    pub fn send(&mut self, packet: Packet, tick: u64, dice: &mut Dice) {
        if self.calm {
            return self.carry(packet, tick + 1);
        }
        if dice.chance(150) {
            self.met.insert("lost");
            return;
        }
        if dice.chance(100) {
            self.met.insert("doubled");
            self.carry(packet.clone(), tick + Self::delay(dice));
        }
        self.carry(packet, tick + Self::delay(dice));
    }

    fn delay(dice: &mut Dice) -> u64 {
        let most = if dice.chance(50) { 60 } else { 8 };
        1 + dice.below(most) as u64
    }

    fn carry(&mut self, packet: Packet, due: u64) {
        self.sent += 1;
        if self.under_way.keys().next_back().is_some_and(|(last, _)| *last > due) {
            self.met.insert("overtaken");
        }
        self.under_way.insert((due, self.sent), packet);
    }

    /// What arrives by `tick`, in its order.
    pub fn arrive(&mut self, tick: u64) -> Vec<Packet> {
        let later = self.under_way.split_off(&(tick + 1, 0));
        std::mem::replace(&mut self.under_way, later).into_values().collect()
    }

    /// The program has ended, and with it every connection: nothing that was under way arrives.
    pub fn cut(&mut self) {
        self.under_way.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }
}
