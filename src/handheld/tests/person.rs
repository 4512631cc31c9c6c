//! A handheld in somebody's hand, and the room around it.

use nghitruong_handheld::state::Handheld;
use nghitruong_handheld::state::facts::{
    Answer, Ask, Buzz, Choice, Input, Item, Key, Link, Own, OwnTurn, Phase, Room, Turn, Vote,
};
use nghitruong_handheld::words::Language;

/// 27 November 2026, 11:30:24 in Viet Nam.
pub const UTC: i64 = 1_795_753_824_000;

pub const ITEMS: [Item<'static>; 8] = [
    Item { number: 1, title: "Khai mạc", done: true },
    Item { number: 2, title: "Báo cáo của UBND xã", done: true },
    Item { number: 3, title: "Quyết toán ngân sách xã năm 2025", done: true },
    Item { number: 4, title: "Thảo luận", done: false },
    Item { number: 5, title: "Chất vấn và trả lời chất vấn", done: false },
    Item { number: 6, title: "Đầu tư công", done: false },
    Item {
        number: 7,
        title: "Thông qua các dự thảo nghị quyết của Hội đồng nhân dân xã An Bình tại kỳ họp thứ 3, khóa I",
        done: false,
    },
    Item { number: 8, title: "Bế mạc", done: false },
];

pub fn own() -> Own<'static> {
    Own { name: "Ngô Văn K", seat: Some(6), present: true, may_check_in: true, votes: true }
}

pub fn room() -> Room<'static> {
    Room {
        phase: Phase::Open,
        closed_doors: false,
        not_recording: false,
        items: &ITEMS,
        current: Some(3),
        kinds: &[Turn::Speech],
        own: Some(own()),
        turn: None,
        vote: None,
        labels: [""; 3],
    }
}

pub fn vote() -> Vote<&'static str> {
    Vote {
        id: "v3",
        number: "7.3",
        title: "Chất vấn",
        by_device: true,
        nonce: "0123456789abcdef",
        opened_at: UTC - 18_000,
        held_since: None,
        held_ms: 0,
        warn_s: 60,
        may_change: true,
        own: None,
    }
}

pub fn waiting(place: u16) -> OwnTurn {
    OwnTurn { kind: Turn::Speech, place, of: 5, limit_s: 300, elapsed_ms: 0, since: None }
}

pub struct Person {
    pub device: Handheld,
    pub now: u64,
    pub buzz: Vec<Buzz>,
}

impl Person {
    /// Paired, connected, at home in an open sitting.
    pub fn new(language: Language) -> Self {
        let mut person = Self { device: Handheld::new(language, 7), now: 1_000, buzz: Vec::new() };
        person.hear(Input::Link(Link::Up));
        person.hear(Input::Clock(UTC));
        person.room(room());
        person
    }

    pub fn hear(&mut self, input: Input<'_>) {
        let buzz = self.device.step(input, self.now);
        self.buzz.extend(buzz);
    }

    pub fn room(&mut self, room: Room<'_>) {
        self.hear(Input::Room(&room));
        self.wait(1_000);
    }

    pub fn with(&mut self, change: impl FnOnce(&mut Room<'static>)) {
        let mut now = room();
        change(&mut now);
        self.room(now);
    }

    pub fn wait(&mut self, ms: u64) {
        for _ in 0..ms / 100 {
            self.now += 100;
            self.hear(Input::Tick);
        }
    }

    pub fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.now += 100;
            self.hear(Input::Key(*key));
        }
    }

    /// What goes to the kiosk now.
    pub fn sent(&mut self) -> Vec<(u32, Ask)> {
        std::iter::from_fn(|| self.device.due(self.now)).collect()
    }

    pub fn choose(&mut self, choice: Choice) -> u32 {
        self.press(&[choice.key(), choice.key()]);
        let sent = self.sent();
        assert!(matches!(sent[..], [(_, Ask::Vote { choice: c, .. })] if c == choice), "{sent:?}");
        sent[0].0
    }

    pub fn recorded(&mut self, ticket: u32) {
        self.hear(Input::Answer(ticket, Answer::Recorded { code: "7F3A 91C2", at: UTC + 60_000 }));
    }
}
