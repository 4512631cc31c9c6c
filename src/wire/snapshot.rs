//! Public snapshots: complete, retained, ordered by `(epoch, rev)`. A receiver drops what is not newer than it has.

mod floor;

use super::down::Text;
use crate::chamber::command::Choice;
use crate::chamber::ids::{DelegateId, DocumentId, ItemId, MotionId, SessionId, VoteId};
use crate::chamber::plan::{Audience, BallotKind, GuestRole, Motion, Seating, Status};
use crate::chamber::rules::{HandsCount, VoteForm};
use crate::chamber::{BallotTally, Missing};
pub use floor::{
    CommitmentLine, Floor, GroupLine, GroupState, ItemClock, Questioning, Questions, Queue, QueueLine,
    Speaker, Wall, WallCode, Watch,
};
use serde::{Deserialize, Serialize};

/// `kiosk/state`: whether the kiosk lives. As will: `lost` with the `conn` of its connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KioskState {
    pub v: u8,
    pub state: KioskLife,
    pub epoch: u64,
    /// Counter of the kiosk's connections in this epoch; a `lost` of an older one is ignored.
    pub conn: u64,
    pub version: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KioskLife {
    Ready,
    /// The disk refuses: nothing is recorded at present.
    NotRecording,
    Lost,
}

/// `session`: where we are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub room: String,
    /// `None`: no session has been imported.
    pub session: Option<SessionId>,
    pub council: String,
    pub commune: String,
    /// "Kỳ họp thứ 3, khóa I".
    pub title: String,
    /// "kỳ họp thường lệ cuối năm 2026".
    pub kind_label: String,
    pub venue: String,
    pub phase: PhaseName,
    /// Planned end of a recess, UTC milliseconds.
    pub resume_at: Option<i64>,
    pub total_delegates: u32,
    pub present: u32,
    /// Least number present that the rules ask for.
    pub quorum: u32,
    /// Least number present without which no resolution can pass.
    pub passing_least: u32,
    /// A closed sitting: nothing of it is sent, and screens say so.
    pub closed_doors: bool,
    pub item: Option<ItemId>,
    /// The vote that is open now, else the last one that may be shown.
    pub vote: Option<VoteId>,
    pub wifi_name: String,
    /// Tán thành, Không tán thành, Không biểu quyết as the profile names them.
    pub option_labels: [String; 3],
    /// Milliseconds to add to a device's idea of UTC made of `clock`; kept for display only.
    pub clock_offset_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhaseName {
    None,
    /// Imported; people check in.
    Prepared,
    Open,
    Recess,
    Closed,
}

/// `agenda`: items in running order with their public documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: ItemId,
    /// Place in the running order, from 1.
    pub number: u32,
    pub title: String,
    pub short_title: String,
    pub presenter: String,
    pub state: ItemState,
    /// Whether requests to speak are taken now.
    pub discussion: bool,
    /// Is or was taken behind closed doors: it has neither documents nor motions here.
    pub closed_doors: bool,
    pub motions: Vec<MotionLine>,
    pub documents: Vec<DocumentLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    Waiting,
    Current,
    Done,
    Postponed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MotionLine {
    pub id: MotionId,
    pub number: String,
    pub title: String,
    /// The whole of which this is a part.
    pub part_of: Option<MotionId>,
    /// Names on paper: a secret ballot.
    pub ballot: bool,
}

impl MotionLine {
    /// The line of a motion.
    pub fn of(motion: &Motion) -> Self {
        Self {
            id: motion.id.clone(),
            number: motion.number.clone(),
            title: motion.title.clone(),
            part_of: motion.part_of.clone(),
            ballot: motion.ballot.is_some(),
        }
    }
}

/// A document; its pages and file are behind `/doc/{id}` of the kiosk's web address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    pub id: DocumentId,
    pub number: String,
    pub kind: String,
    pub title: String,
    pub short_title: String,
    pub pages: u32,
    pub sha256: String,
    pub audience: Audience,
}

/// `roll`: every delegate and whether present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roll {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub delegates: Vec<RollLine>,
    pub guests: Vec<GuestLine>,
    pub seating: Seating,
}

/// Guests of one line of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestLine {
    /// Place in the plan, from 0.
    pub line: u16,
    pub name: String,
    pub title: String,
    pub role: GuestRole,
    pub invited: u16,
    /// How many have come; `None`: not counted.
    pub came: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollLine {
    pub id: DelegateId,
    pub seat: u16,
    pub name: String,
    pub group: String,
    /// "expected", "present", "absent_excused", "absent_unexcused", "left".
    pub attendance: String,
    /// Left out while in office: a large council's roll has to fit one message.
    #[serde(default, skip_serializing_if = "Status::is_in_office")]
    pub status: Status,
}

/// `vote/{id}`: one vote. Carries no count while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub vote: VoteId,
    pub session: SessionId,
    pub item: ItemId,
    pub motion: MotionId,
    /// "7.3".
    pub number: String,
    /// What is decided; of a block vote all of it.
    pub title: String,
    /// The other motions of a block vote.
    pub block: Vec<MotionLine>,
    /// The whole of which this is a part: its title.
    pub part_of: Option<String>,
    pub form: VoteForm,
    pub state: VoteState,
    /// To be repeated in every choice.
    pub nonce: String,
    /// Raised hands: how often they were counted again; a teller's earlier count is void.
    pub round: u32,
    pub opened_at: i64,
    /// Held since; its clock stands still.
    pub held_since: Option<i64>,
    /// How long it was held before, milliseconds.
    pub held_ms: i64,
    /// Seconds after which the screen warns, with what the chair added; the vote never closes by itself.
    pub warn_seconds: u32,
    pub may_change: bool,
    pub document: Option<DocumentId>,
    /// What the two numbers of a count of hands mean.
    pub hands_count: HandsCount,
    pub closed_at: Option<i64>,
    /// Only when the result has been published.
    pub outcome: Option<OutcomeLine>,
    /// Of a secret ballot: its names, and their figures when the result has been published.
    pub ballot: Option<BallotSheet>,
    /// Choices by name, only of a published result and where the rules show names.
    pub names: Vec<NameLine>,
    pub annulled_reason: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteState {
    Open,
    /// Open, and no choice is taken until the chair resumes it.
    Held,
    /// Closed, and its result not yet published.
    Closed,
    Published,
    Annulled,
}

/// A published result with its proof. All sentences come from the same functions as the kiosk's and the minutes'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeLine {
    pub total_delegates: u32,
    pub present: u32,
    pub r#for: u32,
    pub against: u32,
    pub not_voting: u32,
    pub passed: bool,
    /// "96,30%" of those present, for / against / not voting.
    pub of_present: [String; 3],
    /// "92,86%" of all delegates.
    pub of_total: [String; 3],
    /// "26 × 2 = 52 > 28".
    pub arithmetic: Text,
    /// "Cần quá nửa tổng số đại biểu".
    pub rule: Text,
    pub rule_source: String,
    /// "ĐƯỢC THÔNG QUA".
    pub verdict: Text,
    /// The sentence of the minutes.
    pub sentence: String,
}

/// A secret ballot on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotSheet {
    pub kind: BallotKind,
    pub seats: u16,
    pub office: String,
    /// What a mark for and a mark against are called.
    pub options: [String; 2],
    pub rule: Text,
    pub rule_source: String,
    /// Whether a valid ballot may leave a name without a mark.
    pub blanks: bool,
    /// Most ballots that can have been issued: delegates who were present since the vote was opened.
    pub most_issued: u32,
    pub tally: Option<BallotTally>,
    pub lines: Vec<BallotLine>,
    /// The sentences of the minutes.
    pub sentences: Vec<String>,
}

/// A name on a ballot; figures only of a published result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotLine {
    pub name: String,
    pub r#for: Option<u32>,
    pub against: Option<u32>,
    /// "92,86%" of all delegates.
    pub of_total: Option<String>,
    pub arithmetic: Option<Text>,
    pub elected: Option<bool>,
    /// "trúng cử".
    pub verdict: Option<Text>,
}

/// One delegate's choice as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameLine {
    pub delegate: DelegateId,
    pub choice: Choice,
    /// Entered at a voiced request.
    pub entered: bool,
}

/// `tally/{id}`: turnout of an open vote. Never how it leans, unless the profile shows the running tally to all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub vote: VoteId,
    pub answered: u32,
    pub present: u32,
    /// Present and without a choice yet, by seat, each with the reason where it is known.
    pub missing: Vec<MissingLine>,
    /// Choices that were entered at a voiced request.
    pub entered: u32,
    /// Running counts, only where the profile shows them to all.
    pub running: Option<[u32; 3]>,
}

/// Who has not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingLine {
    pub delegate: DelegateId,
    pub why: Missing,
}

/// `clock`: each second, not retained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub v: u8,
    pub epoch: u64,
    pub mono_ms: u64,
    /// Corrected UTC milliseconds.
    pub utc_ms: i64,
}
