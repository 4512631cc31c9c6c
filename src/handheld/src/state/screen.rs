//! What the screen has to say, as values without words, and what its keys do. One table serves drawing and pressing, so that
//! a key never does another thing than its legend says.

use super::facts::{Ask, Battery, Choice, Key, Phase, Turn};

/// What a key does now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Opens the agenda.
    Agenda,
    /// One item back.
    Previous,
    /// One item on.
    Next,
    /// Back to the first screen.
    Home,
    /// Says that the delegate is here.
    CheckIn,
    /// Asks to speak, or for the kind of turn when there are several.
    Register,
    /// Asks for this kind of turn.
    Request(Turn),
    /// The next kind of turn.
    OtherKind,
    /// Shows the own place in the queue.
    Queue,
    /// Asks whether to withdraw.
    Withdraw,
    /// Withdraws.
    ReallyWithdraw,
    /// Does not withdraw.
    Keep,
    /// Shows the open vote again.
    Vote,
    /// First press of a choice.
    Choose(Choice),
    /// Second press: the choice is sent.
    Confirm(Choice),
    /// Back from the second press.
    Cancel,
    /// Chooses anew.
    Change,
    /// Has been read.
    Done,
    /// Shows how the device itself is.
    Device,
    /// The other language.
    Language,
}

/// Clock of the floor or of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Seconds left; negative: over. `None`: the kiosk's time is not known.
    pub seconds: Option<i64>,
}

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen<'a> {
    /// No connection since the start. `signal`: strength of the radio, per cent.
    Searching { signal: Option<u8> },
    /// The code under which the kiosk will know it.
    Pairing { code: &'a str },
    /// Connected, and the kiosk has not said whose it is.
    Unknown,
    /// No connection. `unrecorded`: the vote in which no choice is recorded.
    Lost { unrecorded: Option<&'a str>, retry_s: u64 },
    /// The kiosk's disk refuses.
    NotRecording { unrecorded: Option<&'a str> },
    /// Behind closed doors.
    Doors,
    /// The kiosk said no; `None`: it said yes and could not prove it.
    Refused { ask: &'a Ask, why: Option<&'a str> },
    /// The battery is nearly empty.
    BatteryLow { percent: u8 },
    /// Choose.
    Vote { number: &'a str, title: &'a str, left: Left },
    /// Chosen, and to be confirmed by the same key.
    Confirm { choice: Choice, label: &'a str, left: Left },
    /// On its way. `late`: for so long that a hand should be raised.
    Sending { choice: Choice, label: &'a str, number: &'a str, late: bool },
    /// The vote stands still. `chosen`: what goes when it is resumed.
    Held { number: &'a str, title: &'a str, chosen: Option<(Choice, &'a str)> },
    /// Open, and not for devices.
    Hands { number: &'a str, title: &'a str },
    /// Open, and the delegate is not checked in. `check_in`: the key can do it.
    Absent { number: &'a str, check_in: bool },
    /// Recorded. `code`: of the receipt that was checked; `None`: read back from the kiosk.
    Receipt { number: &'a str, choice: Choice, label: &'a str, code: Option<&'a str>, at: i64, change: bool },
    /// The vote is over, and the kiosk has not said what became of the choice.
    Unsure { number: &'a str, label: &'a str },
    /// The floor is yours. `called`: and the clock stands.
    Floor { kind: Turn, called: bool, left: Left },
    /// The first screen.
    Home {
        seat: Option<u16>,
        name: &'a str,
        phase: Phase,
        present: bool,
        check_in: bool,
        item: Option<(u16, &'a str)>,
        waiting: Option<(u16, u16)>,
        sending: bool,
        may_ask: bool,
        vote: bool,
    },
    /// An item of the agenda; `at` of `count`, from 1.
    Agenda { at: usize, count: usize, number: u16, title: &'a str, current: bool, done: bool },
    /// Which kind of turn.
    Kinds { kind: Turn, several: bool },
    /// The own place. `None`: the request is on its way. `late`: and a hand should be raised.
    Queue { kind: Turn, place: Option<(u16, u16)>, late: bool },
    /// Really withdraw?
    Withdraw { kind: Turn },
    /// The device itself. `signal`: strength of the radio, per cent.
    Device { battery: Option<Battery>, signal: Option<u8> },
}

/// Screen and what stands on all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face<'a> {
    /// What it says.
    pub screen: Screen<'a>,
    /// The kiosk's UTC milliseconds.
    pub utc: Option<i64>,
    /// The battery.
    pub battery: Option<Battery>,
}

impl Screen<'_> {
    /// What the three keys do.
    pub fn keys(&self) -> [Option<Act>; 3] {
        match *self {
            Screen::Searching { .. }
            | Screen::Unknown
            | Screen::Lost { .. }
            | Screen::NotRecording { .. }
            | Screen::Doors => [None; 3],
            Screen::Pairing { .. } => [None, None, Some(Act::Language)],
            Screen::Refused { .. } | Screen::BatteryLow { .. } => [None, None, Some(Act::Done)],
            Screen::Vote { .. } => Choice::ALL.map(|choice| Some(Act::Choose(choice))),
            Screen::Confirm { choice, .. } => {
                let mut keys = [None; 3];
                // The safe way out is never beside the key that confirms, where there is room for it.
                let out = if choice.key() == Key::C { Key::A } else { Key::C };
                for (key, act) in [(choice.key(), Act::Confirm(choice)), (out, Act::Cancel)] {
                    if let Some(place) = keys.get_mut(key.place()) {
                        *place = Some(act);
                    }
                }
                keys
            }
            Screen::Sending { .. } => [None; 3],
            Screen::Held { .. } | Screen::Hands { .. } | Screen::Unsure { .. } | Screen::Floor { .. } => {
                [None, None, Some(Act::Done)]
            }
            Screen::Absent { check_in, .. } => [None, check_in.then_some(Act::CheckIn), Some(Act::Done)],
            Screen::Receipt { change, .. } => [change.then_some(Act::Change), None, Some(Act::Done)],
            Screen::Home { present, check_in, item, waiting, sending, may_ask, vote, .. } => {
                let middle = if waiting.is_some() || sending {
                    Some(Act::Queue)
                } else if !present {
                    check_in.then_some(Act::CheckIn)
                } else {
                    may_ask.then_some(Act::Register)
                };
                let last = if vote { Act::Vote } else { Act::Device };
                [item.map(|_| Act::Agenda), middle, Some(last)]
            }
            Screen::Agenda { at, count, .. } => {
                [(at > 1).then_some(Act::Previous), (at < count).then_some(Act::Next), Some(Act::Home)]
            }
            Screen::Kinds { kind, several } => {
                [Some(Act::Request(kind)), several.then_some(Act::OtherKind), Some(Act::Home)]
            }
            Screen::Queue { place, .. } => [place.map(|_| Act::Withdraw), None, Some(Act::Home)],
            Screen::Withdraw { .. } => [Some(Act::ReallyWithdraw), None, Some(Act::Keep)],
            Screen::Device { .. } => [Some(Act::Language), None, Some(Act::Home)],
        }
    }

    /// Which of the screens it is; two of one number differ in words and figures only.
    pub fn number(&self) -> u8 {
        match self {
            Screen::Searching { .. } => 0,
            Screen::Pairing { .. } => 1,
            Screen::Unknown => 2,
            Screen::Lost { .. } => 3,
            Screen::NotRecording { .. } => 4,
            Screen::Doors => 5,
            Screen::Refused { .. } => 6,
            Screen::BatteryLow { .. } => 7,
            Screen::Vote { .. } => 8,
            Screen::Confirm { .. } => 9,
            Screen::Sending { .. } => 10,
            Screen::Held { .. } => 11,
            Screen::Hands { .. } => 12,
            Screen::Absent { .. } => 13,
            Screen::Receipt { .. } => 14,
            Screen::Unsure { .. } => 15,
            Screen::Floor { .. } => 16,
            Screen::Home { .. } => 17,
            Screen::Agenda { .. } => 18,
            Screen::Kinds { .. } => 19,
            Screen::Queue { .. } => 20,
            Screen::Withdraw { .. } => 21,
            Screen::Device { .. } => 22,
        }
    }
}
