//! What the handheld is told. The shell reads the kiosk's snapshots and hands over what they say now, always the whole of it.

use crate::text::Text;

/// Identifier on the wire, at most 40 letters.
pub type Id = Text<40>;

/// A choice in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Tán thành.
    For,
    /// Không tán thành.
    Against,
    /// Không biểu quyết.
    NotVoting,
}

impl Choice {
    /// In the order of the keys.
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::NotVoting];

    /// The key under which it stands.
    pub fn key(self) -> Key {
        match self {
            Self::For => Key::A,
            Self::Against => Key::B,
            Self::NotVoting => Key::C,
        }
    }
}

/// The three keys under the screen, from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Left.
    A,
    /// Middle.
    B,
    /// Right.
    C,
}

impl Key {
    /// From the left.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// Its place from the left, from 0.
    pub fn place(self) -> usize {
        match self {
            Self::A => 0,
            Self::B => 1,
            Self::C => 2,
        }
    }
}

/// A kind of turn that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Phát biểu.
    Speech,
    /// Chất vấn.
    Question,
    /// Tranh luận.
    Debate,
    /// Xin ý kiến về trình tự.
    Procedural,
    /// Giải trình.
    Explanation,
}

impl Turn {
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// What the handheld wants to tell the kiosk. The shell adds ids, counter and signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// "I am in the room."
    CheckIn,
    /// A request to speak.
    RequestSpeech(Turn),
    /// It is taken back.
    WithdrawSpeech(Turn),
    /// A choice; `nonce` is that of the vote's snapshot.
    Vote {
        /// Of which vote.
        vote: Id,
        /// Its number for people.
        number: Text<16>,
        /// What was chosen.
        choice: Choice,
        /// The vote's nonce.
        nonce: Id,
    },
}

/// The connection as the shell knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Never connected since the start.
    Searching,
    /// Connected, and the own state was read.
    Up,
    /// Lost, or the kiosk itself is; it is tried again at this moment of the device's clock, milliseconds.
    Lost {
        /// When.
        retry_ms: u64,
    },
}

/// A line of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// Place in the running order, from 1.
    pub number: u16,
    /// Short title.
    pub title: &'a str,
    /// Dealt with already.
    pub done: bool,
}

/// Where the sitting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No session has been imported.
    None,
    /// People check in.
    Prepared,
    /// Under way.
    Open,
    /// A recess, planned to end at these UTC milliseconds.
    Recess {
        /// `None`: no end was said.
        until: Option<i64>,
    },
    /// Over.
    Closed,
}

/// Whom the device belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own<'a> {
    /// Name as printed.
    pub name: &'a str,
    /// Seat, if there is one.
    pub seat: Option<u16>,
    /// Checked in.
    pub present: bool,
    /// Whether the shell has what a check-in needs.
    pub may_check_in: bool,
    /// Whether there is a vote to cast at all.
    pub votes: bool,
}

/// The own turn in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnTurn {
    /// What was asked for.
    pub kind: Turn,
    /// Place from 1; 0: it has the floor.
    pub place: u16,
    /// Requests that wait.
    pub of: u16,
    /// Seconds allowed, while it has the floor.
    pub limit_s: u32,
    /// What its clock has counted, milliseconds.
    pub elapsed_ms: u64,
    /// Kiosk's UTC milliseconds since which the clock runs; `None` while it stands.
    pub since: Option<i64>,
}

/// A vote that is open. `I`, `N` and `T` hold its identifiers, its number and its title: what is told is borrowed, what is kept is
/// in the device's own memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vote<I, N = I, T = I> {
    /// Its id.
    pub id: I,
    /// "7.3".
    pub number: N,
    /// What is decided.
    pub title: T,
    /// `false`: hands, cards or paper; the device takes no choice.
    pub by_device: bool,
    /// To be repeated in the choice.
    pub nonce: I,
    /// UTC milliseconds.
    pub opened_at: i64,
    /// Held by the chair since; no choice is taken.
    pub held_since: Option<i64>,
    /// Milliseconds that it was held before.
    pub held_ms: i64,
    /// Seconds after which the screen warns; nothing closes by itself.
    pub warn_s: u32,
    /// A recorded choice may be changed.
    pub may_change: bool,
    /// What the kiosk has of this delegate, and when it was recorded, UTC milliseconds.
    pub own: Option<(Choice, i64)>,
}

/// Everything that the kiosk's snapshots say, as far as a handheld shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room<'a> {
    /// Where the sitting is.
    pub phase: Phase,
    /// Behind closed doors no device is served.
    pub closed_doors: bool,
    /// The kiosk's disk takes nothing at present.
    pub not_recording: bool,
    /// The agenda in running order.
    pub items: &'a [Item<'a>],
    /// Which of them is before the council.
    pub current: Option<usize>,
    /// What may be asked for now.
    pub kinds: &'a [Turn],
    /// Whom the device belongs to; `None`: not known yet.
    pub own: Option<Own<'a>>,
    /// The own turn that comes first.
    pub turn: Option<OwnTurn>,
    /// The vote that is open.
    pub vote: Option<Vote<&'a str>>,
    /// What the three options are called in this council; empty: as usual.
    pub labels: [&'a str; 3],
}

/// The kiosk's word on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// On disk; the shell has checked the receipt. Its short code, and when, UTC milliseconds.
    Recorded {
        /// `7F3A 91C2`.
        code: &'a str,
        /// UTC milliseconds.
        at: i64,
    },
    /// The kiosk says so, and its receipt does not prove it: never shown as recorded.
    Unproven,
    /// Nothing was recorded; the same request is sent again.
    NotRecorded,
    /// Not now, and the same request may pass later: held, closed doors, asked too often.
    Later {
        /// Milliseconds to wait at least.
        wait_ms: u64,
    },
    /// The counter was too small; the request has to be made anew.
    Stale,
    /// Refused for good, with the kiosk's sentence in the language of the screen.
    Refused {
        /// Why.
        why: &'a str,
    },
}

/// Something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// A key went down.
    Key(Key),
    /// Time passed.
    Tick,
    /// The connection changed.
    Link(Link),
    /// The six digits under which the device asks to be paired; `None`: it is paired.
    Pairing(Option<&'a str>),
    /// The snapshots say something new.
    Room(&'a Room<'a>),
    /// An answer to the request with this ticket.
    Answer(u32, Answer<'a>),
    /// The kiosk's clock, UTC milliseconds.
    Clock(i64),
    /// The battery.
    Battery(Option<Battery>),
    /// Strength of the radio, per cent; `None`: on a cable, or not known.
    Signal(Option<u8>),
}

/// The battery's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Battery {
    /// 0 to 100.
    pub percent: u8,
    /// On the cable.
    pub charging: bool,
}

impl Battery {
    /// From here down the screen says it.
    pub const LOW: u8 = 15;
    /// From here down it says it once over everything but a vote.
    pub const VERY_LOW: u8 = 5;

    /// Low, and not being charged.
    pub fn is_low(self) -> bool {
        self.percent <= Self::LOW && !self.charging
    }
}

/// A short shake of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Buzz {
    /// Recorded.
    Short,
    /// Something went wrong or was lost.
    Twice,
    /// A vote was opened, or the floor is yours.
    Long,
}
