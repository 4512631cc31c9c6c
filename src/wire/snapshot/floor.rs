//! The floor and the wall: who speaks, who waits, what is asked and promised, what the room's display shows.

use crate::chamber::ids::{CommitmentId, DelegateId, GroupId, ItemId, SpeechId};
use crate::chamber::rules::TurnKind;
use crate::chamber::{CommitmentKind, Step, Stopwatch, WallShow};
use serde::{Deserialize, Serialize};

/// `floor`: who speaks, and the clocks of speech, item and sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub speaker: Option<Speaker>,
    /// Who spoke last in this item.
    pub last: Option<String>,
    /// Seconds left at which a clock warns, longest first.
    pub warn_seconds: Vec<u32>,
    pub item_clock: Option<ItemClock>,
    pub session_clock: Option<Watch>,
    pub questioning: Option<Questioning>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    pub speech: SpeechId,
    /// `None`: somebody invited.
    pub delegate: Option<DelegateId>,
    pub name: String,
    /// Office of somebody invited; may be empty.
    pub title: String,
    pub group: String,
    pub kind: TurnKind,
    /// Which turn of this person and kind in this item, from 1.
    pub turn: u32,
    /// Seconds allowed, extensions included.
    pub limit_seconds: u32,
    /// Called, and the clock has not been started.
    pub called: bool,
    #[serde(flatten)]
    pub watch: Watch,
}

/// A clock: what it counted until `since`, and since when it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Milliseconds.
    pub elapsed_ms: u64,
    /// Kiosk's UTC milliseconds since which it runs; `None` while it stands.
    pub since: Option<i64>,
}

impl From<Stopwatch> for Watch {
    fn from(watch: Stopwatch) -> Self {
        Self { elapsed_ms: watch.elapsed_ms, since: watch.since }
    }
}

/// The clock of the item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemClock {
    #[serde(flatten)]
    pub watch: Watch,
    pub planned_minutes: Option<u32>,
}

/// The group of questions before the council (chất vấn).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questioning {
    pub group: GroupId,
    /// Its place among the item's groups, from 1.
    pub number: u32,
    pub groups: u32,
    pub title: String,
    pub respondent: String,
    pub respondent_title: String,
    /// Who put the last question.
    pub asker: Option<String>,
    pub step: Step,
}

/// `queue`: requests to speak in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    /// Whether requests to take part in the discussion are taken.
    pub open: bool,
    /// The chair has closed the list; those who wait are heard.
    pub list_closed: bool,
    /// What may be asked for now, in the order in which it is offered.
    pub kinds: Vec<TurnKind>,
    pub waiting: Vec<QueueLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    pub speech: SpeechId,
    /// `None`: somebody invited.
    pub delegate: Option<DelegateId>,
    pub name: String,
    pub group: String,
    pub kind: TurnKind,
    /// Which turn of this person and kind in this item it will be, from 1.
    pub turn: u32,
    /// `false`: somebody invited whom the chair has not yet admitted.
    pub consent: bool,
}

/// `questions`: groups of questions of the session, and what was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub groups: Vec<GroupLine>,
    pub commitments: Vec<CommitmentLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupLine {
    pub group: GroupId,
    pub item: ItemId,
    pub title: String,
    pub respondent: String,
    pub respondent_title: String,
    pub state: GroupState,
    /// The chair's conclusion, once it was written down.
    pub conclusion: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupState {
    Waiting,
    Current,
    Concluded,
}

/// Something promised or owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentLine {
    pub id: CommitmentId,
    pub kind: CommitmentKind,
    pub item: ItemId,
    pub group: Option<GroupId>,
    pub speech: Option<SpeechId>,
    pub content: String,
    pub owner: String,
    /// The day, "2027-03-31".
    pub due: String,
}

/// `wall`: what the room's display shows and for whom its sizes are made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wall {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    #[serde(flatten)]
    pub show: WallShow,
    /// The council has supplied the flag's picture, the anthem's recording.
    pub flag: bool,
    pub anthem: bool,
    /// Light colours.
    pub light: bool,
    pub furthest_seat_cm: u32,
    pub diagonal_inch: u32,
}

/// `wall/code`: the way in as walls show it. Kiosk and walls alone may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallCode {
    pub v: u8,
    /// What the QR says.
    pub url: String,
    /// What is typed.
    pub typed: String,
    /// Kiosk's UTC milliseconds from which and until which the QR opens the door; its successor comes halfway.
    pub from: i64,
    pub until: i64,
}
