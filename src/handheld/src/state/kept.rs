//! What the handheld remembers of the room: the same as [`super::facts::Room`], in its own memory.

use super::facts::{Battery, Id, Item, Link, Own, OwnTurn, Phase, Room, Turn, Vote};
use crate::text::Text;

/// Items of an agenda that can be looked through; the rest is on the wall.
pub const ITEMS: usize = 40;

/// A line of the agenda.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeptItem {
    pub number: u16,
    pub title: Text<120>,
    pub done: bool,
}

/// Whom the device belongs to.
#[derive(Debug, Clone, Copy)]
pub struct KeptOwn {
    pub name: Text<96>,
    pub seat: Option<u16>,
    pub present: bool,
    pub may_check_in: bool,
    pub votes: bool,
}

/// The vote that is open.
pub type KeptVote = Vote<Id, Text<16>, Text<240>>;

impl Vote<&str> {
    fn keep(self) -> KeptVote {
        let Self { id, number, title, by_device, nonce, .. } = self;
        let Self { opened_at, held_since, held_ms, warn_s, may_change, own, .. } = self;
        let (id, number, title, nonce) = (Text::of(id), Text::of(number), Text::of(title), Text::of(nonce));
        Vote { id, number, title, by_device, nonce, opened_at, held_since, held_ms, warn_s, may_change, own }
    }
}

/// The room and the device itself.
#[derive(Debug, Clone)]
pub struct Kept {
    pub link: Link,
    pub code: Option<Text<12>>,
    pub phase: Phase,
    pub closed_doors: bool,
    pub not_recording: bool,
    items: [KeptItem; ITEMS],
    item_count: usize,
    pub current: Option<usize>,
    kinds: [Turn; Turn::COUNT],
    kind_count: usize,
    pub own: Option<KeptOwn>,
    pub turn: Option<OwnTurn>,
    pub vote: Option<KeptVote>,
    pub labels: [Text<48>; 3],
    /// The kiosk's UTC milliseconds, and when on the device's clock they were true.
    pub clock: Option<(i64, u64)>,
    pub battery: Option<Battery>,
    pub signal: Option<u8>,
}

impl Kept {
    pub const fn new() -> Self {
        const NO_ITEM: KeptItem = KeptItem { number: 0, title: Text::new(), done: false };
        Self {
            link: Link::Searching,
            code: None,
            phase: Phase::None,
            closed_doors: false,
            not_recording: false,
            items: [NO_ITEM; ITEMS],
            item_count: 0,
            current: None,
            kinds: [Turn::Speech; Turn::COUNT],
            kind_count: 0,
            own: None,
            turn: None,
            vote: None,
            labels: [Text::new(); 3],
            clock: None,
            battery: None,
            signal: None,
        }
    }

    /// The agenda in running order.
    pub fn items(&self) -> &[KeptItem] {
        self.items.get(..self.item_count).unwrap_or_default()
    }

    /// What may be asked for now.
    pub fn kinds(&self) -> &[Turn] {
        self.kinds.get(..self.kind_count).unwrap_or_default()
    }

    /// The item before the council.
    pub fn item(&self) -> Option<&KeptItem> {
        self.items().get(self.current?)
    }

    /// The kiosk's UTC milliseconds at `now` of the device.
    pub fn utc(&self, now: u64) -> Option<i64> {
        let (utc, then) = self.clock?;
        Some(utc.saturating_add_unsigned(now.saturating_sub(then)))
    }

    pub fn take(&mut self, room: &Room<'_>) {
        let Room { phase, closed_doors, not_recording, items, current, kinds, own, turn, vote, labels } =
            room;
        self.phase = *phase;
        self.closed_doors = *closed_doors;
        self.not_recording = *not_recording;
        self.item_count = items.len().min(ITEMS);
        for (to, Item { number, title, done }) in self.items.iter_mut().zip(*items) {
            *to = KeptItem { number: *number, title: Text::of(title), done: *done };
        }
        self.current = current.filter(|at| *at < ITEMS);
        self.kind_count = kinds.len().min(Turn::COUNT);
        for (to, from) in self.kinds.iter_mut().zip(*kinds) {
            *to = *from;
        }
        self.own = own.map(|Own { name, seat, present, may_check_in, votes }| KeptOwn {
            name: Text::of(name),
            seat,
            present,
            may_check_in,
            votes,
        });
        self.turn = *turn;
        self.vote = vote.map(Vote::keep);
        self.labels = labels.map(Text::of);
    }
}
