//! The handheld as a state machine: keys, messages and time go in, requests to send and a shake come out. No clock, no chance,
//! no network: the moment is an argument, milliseconds of the device's own monotonic clock.

pub mod facts;
mod kept;
pub mod screen;
mod show;

use crate::outbox::{Outbox, Settled};
use crate::text::Text;
use crate::words::Language;
use facts::{Answer, Ask, Battery, Buzz, Choice, Id, Input, Key, Link, Turn};
use kept::{Kept, KeptVote};
use screen::{Act, Screen};
use show::{shake, vote_of};

/// A key that changed its meaning by itself does nothing for this long.
pub const DEAF_MS: u64 = 700;
/// Within this time the second press has to come.
pub const CONFIRM_MS: u64 = 5_000;
/// Without a key for this long the first screen comes back.
pub const IDLE_MS: u64 = 20_000;
/// A refusal, and the receipt of a vote that is over, stay for this long.
pub const NEWS_MS: u64 = 60_000;

/// Where the delegate is, when nothing more urgent is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Home,
    Agenda { at: usize },
    Kinds { at: usize },
    Queue,
    Withdraw,
    Device,
}

/// Where in a vote the delegate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Choose,
    Confirm {
        choice: Choice,
        until: u64,
    },
    /// A recorded choice is to be changed.
    Change,
}

#[derive(Debug, Clone, Copy)]
struct Receipt {
    vote: Id,
    number: Text<16>,
    choice: Choice,
    code: Text<12>,
    at: i64,
    since: u64,
}

#[derive(Debug, Clone, Copy)]
struct Notice {
    ask: Ask,
    /// `None`: the receipt proves nothing.
    why: Option<Text<240>>,
    since: u64,
}

/// The device.
#[derive(Debug, Clone)]
pub struct Handheld {
    kept: Kept,
    outbox: Outbox,
    language: Language,
    page: Page,
    stage: Stage,
    receipt: Option<Receipt>,
    notice: Option<Notice>,
    /// The vote whose screen was put away.
    left_vote: Option<Id>,
    left_floor: bool,
    battery_said: bool,
    deaf_until: u64,
    touched: u64,
}

impl Handheld {
    /// A device that was just switched on. `seed`: any number, another one for each device.
    pub fn new(language: Language, seed: u32) -> Self {
        Self {
            kept: Kept::new(),
            outbox: Outbox::new(seed),
            language,
            page: Page::Home,
            stage: Stage::Choose,
            receipt: None,
            notice: None,
            left_vote: None,
            left_floor: false,
            battery_said: false,
            deaf_until: 0,
            touched: 0,
        }
    }

    /// The language of the screen.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What is not answered yet.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// A request that the shell kept over a restart.
    pub fn restore(&mut self, ticket: u32, ask: Ask, now: u64) {
        self.outbox.restore(ticket, ask, now);
    }

    /// The next request to send; it counts as sent. Nothing goes without a connection, behind closed doors, or before the
    /// kiosk has said whose device this is.
    pub fn due(&mut self, now: u64) -> Option<(u32, Ask)> {
        let served = self.kept.link == Link::Up && self.kept.code.is_none() && self.kept.own.is_some();
        if !served || self.kept.closed_doors {
            return None;
        }
        let held = self.kept.vote.as_ref().filter(|v| v.held_since.is_some()).map(|v| v.id);
        self.outbox.due(held.as_ref().map(Id::as_str), now)
    }

    /// Something happened. Returns how the device shakes.
    pub fn step(&mut self, input: Input<'_>, now: u64) -> Option<Buzz> {
        let before = self.shown(now);
        let (mut buzz, by_hand) = (None, matches!(input, Input::Key(_)));
        match input {
            Input::Key(key) => self.key(key, now),
            Input::Tick => {}
            Input::Link(link) => {
                if link == Link::Up && self.kept.link != Link::Up {
                    self.outbox.connected(now);
                }
                self.kept.link = link;
            }
            Input::Pairing(code) => self.kept.code = code.map(Text::of),
            Input::Room(room) => self.room(room, now),
            Input::Answer(ticket, answer) => buzz = self.answer(ticket, &answer, now),
            Input::Signal(percent) => self.kept.signal = percent,
            Input::Clock(utc) => self.kept.clock = Some((utc, now)),
            Input::Battery(battery) => {
                self.battery_said &= battery.is_some_and(|b| b.percent <= Battery::VERY_LOW && !b.charging);
                self.kept.battery = battery;
            }
        }
        self.time(now);
        let after = self.shown(now);
        if before != after {
            if before.0 != after.0 {
                buzz = buzz.or(shake(&self.screen(now)));
            }
            if !by_hand {
                self.deaf_until = now + DEAF_MS;
            }
        }
        buzz
    }

    fn room(&mut self, room: &facts::Room<'_>, now: u64) {
        let before = self.kept.vote.map(|v| v.id);
        self.kept.take(room);
        let open = self.kept.vote.as_ref();
        let id = open.map(|v| v.id);
        let held = open.is_some_and(|v| v.held_since.is_some());
        if id != before || (held && matches!(self.stage, Stage::Confirm { .. })) {
            self.stage = Stage::Choose;
        }
        if self.kept.turn.is_none_or(|turn| turn.place > 0) {
            self.left_floor = false;
        }
        self.outbox.votes(id.as_ref().map(Id::as_str), now);
    }

    fn answer(&mut self, ticket: u32, answer: &Answer<'_>, now: u64) -> Option<Buzz> {
        let settled = self.outbox.answer(ticket, answer, now)?;
        match settled {
            Settled::Recorded(ask) => {
                let (code, at) = match answer {
                    Answer::Recorded { code, at } => (*code, *at),
                    Answer::Unproven
                    | Answer::NotRecorded
                    | Answer::Later { .. }
                    | Answer::Stale
                    | Answer::Refused { .. } => ("", 0),
                };
                match ask {
                    Ask::Vote { vote, number, choice, .. } => {
                        let code = Text::of(code);
                        self.receipt = Some(Receipt { vote, number, choice, code, at, since: now });
                        self.left_vote = None;
                        self.stage = Stage::Choose;
                    }
                    Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) => {}
                }
                Some(Buzz::Short)
            }
            Settled::Unproven(ask) => self.notify(Notice { ask, why: None, since: now }),
            Settled::Refused(ask) => {
                let why = match answer {
                    Answer::Refused { why } => Text::of(why),
                    Answer::Recorded { .. }
                    | Answer::Unproven
                    | Answer::NotRecorded
                    | Answer::Later { .. }
                    | Answer::Stale => Text::new(),
                };
                self.notify(Notice { ask, why: Some(why), since: now })
            }
        }
    }

    fn notify(&mut self, notice: Notice) -> Option<Buzz> {
        self.notice = Some(notice);
        Some(Buzz::Twice)
    }

    /// What ends by itself.
    fn time(&mut self, now: u64) {
        if let Stage::Confirm { until, .. } = self.stage
            && now >= until
        {
            self.stage = Stage::Choose;
        }
        if now.saturating_sub(self.touched) >= IDLE_MS {
            self.page = Page::Home;
        }
        self.notice = self.notice.filter(|notice| now.saturating_sub(notice.since) < NEWS_MS);
        let open = self.kept.vote.map(|v| v.id);
        self.receipt = self.receipt.filter(|r| Some(r.vote) == open || now.saturating_sub(r.since) < NEWS_MS);
    }

    fn key(&mut self, key: Key, now: u64) {
        self.touched = now;
        self.time(now);
        if now < self.deaf_until {
            return;
        }
        let act = self.screen(now).keys().get(key.place()).copied().flatten();
        if let Some(act) = act {
            self.act(act, now);
        }
    }

    fn ask(&mut self, ask: Ask, now: u64) {
        self.notice = None;
        self.outbox.add(ask, now);
    }

    fn act(&mut self, act: Act, now: u64) {
        match act {
            Act::Agenda => self.page = Page::Agenda { at: self.kept.current.unwrap_or(0) },
            Act::Previous | Act::Next => {
                if let Page::Agenda { at } = self.page {
                    let last = self.kept.items().len().saturating_sub(1);
                    let to = if act == Act::Next { at + 1 } else { at.saturating_sub(1) };
                    self.page = Page::Agenda { at: to.min(last) };
                }
            }
            Act::Home => self.page = Page::Home,
            Act::CheckIn => self.ask(Ask::CheckIn, now),
            Act::Register => match *self.kept.kinds() {
                [] => {}
                [kind] => self.request(kind, now),
                [..] => self.page = Page::Kinds { at: 0 },
            },
            Act::Request(kind) => self.request(kind, now),
            Act::OtherKind => {
                if let Page::Kinds { at } = self.page {
                    self.page = Page::Kinds { at: (at + 1) % self.kept.kinds().len().max(1) };
                }
            }
            Act::Queue | Act::Keep => self.page = Page::Queue,
            Act::Withdraw => self.page = Page::Withdraw,
            Act::Device => self.page = Page::Device,
            Act::ReallyWithdraw => {
                if let Some(turn) = self.kept.turn {
                    self.ask(Ask::WithdrawSpeech(turn.kind), now);
                }
                self.page = Page::Home;
            }
            Act::Vote => {
                self.left_vote = None;
                self.page = Page::Home;
            }
            Act::Choose(choice) => self.stage = Stage::Confirm { choice, until: now + CONFIRM_MS },
            Act::Confirm(choice) => {
                self.stage = Stage::Choose;
                if let Some(KeptVote { id: vote, number, nonce, .. }) = self.kept.vote {
                    self.receipt = None;
                    self.ask(Ask::Vote { vote, number, choice, nonce }, now);
                }
            }
            Act::Cancel => self.stage = Stage::Choose,
            Act::Change => self.stage = Stage::Change,
            Act::Done => self.put_away(now),
            Act::Language => self.language = self.language.other(),
        }
    }

    fn request(&mut self, kind: Turn, now: u64) {
        self.ask(Ask::RequestSpeech(kind), now);
        self.page = Page::Queue;
    }

    /// The screen has been read.
    fn put_away(&mut self, now: u64) {
        self.page = Page::Home;
        match self.screen(now) {
            Screen::Refused { .. } => self.notice = None,
            Screen::BatteryLow { .. } => self.battery_said = true,
            Screen::Floor { .. } => self.left_floor = true,
            Screen::Unsure { .. } => self.left_vote = self.unsure().and_then(|ask| vote_of(&ask)),
            Screen::Receipt { .. } | Screen::Held { .. } | Screen::Hands { .. } | Screen::Absent { .. } => {
                self.left_vote = self.kept.vote.map(|v| v.id);
                self.receipt = self.receipt.filter(|r| Some(r.vote) == self.left_vote);
            }
            Screen::Searching { .. }
            | Screen::Pairing { .. }
            | Screen::Unknown
            | Screen::Lost { .. }
            | Screen::NotRecording { .. }
            | Screen::Doors
            | Screen::Vote { .. }
            | Screen::Confirm { .. }
            | Screen::Sending { .. }
            | Screen::Home { .. }
            | Screen::Agenda { .. }
            | Screen::Kinds { .. }
            | Screen::Queue { .. }
            | Screen::Withdraw { .. }
            | Screen::Device { .. } => {}
        }
    }
}
