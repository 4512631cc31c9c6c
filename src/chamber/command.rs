//! What can be asked of the chamber, and by whom.

use super::ballot::BallotTally;
use super::floor::Speaker;
use super::ids::{
    CommitmentId, DelegateId, DeviceId, GroupId, ItemId, MotionId, SecretaryId, SessionId, SpeechId, VoteId,
};
use super::plan::{BallotPaper, Effect, Seating, SessionPlan, Status};
use super::rules::{Matter, TurnKind, VoteForm};
use super::wall::WallShow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Time as the shell measured it. The chamber never asks a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    /// UTC in milliseconds, as the host says; the journalled offset of the session is added by the chamber.
    pub utc_ms: i64,
    /// Monotonic milliseconds since this start of the program.
    pub mono_ms: u64,
}

/// Who stands behind a device or a personal code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Delegate(DelegateId),
    Secretary(SecretaryId),
}

/// Who gives a command. The shell has proved it: by PIN, by signature, or by being the program itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Actor {
    /// At the kiosk, unlocked by the chair's PIN.
    Chair,
    /// At the kiosk, unlocked by the secretary's PIN: the desk's work, none of the chair's acts.
    Desk,
    /// At the kiosk without a PIN: only what the locked kiosk offers (first start).
    Kiosk,
    /// A person's enrolled device.
    Device { device: DeviceId, holder: Holder },
    /// Somebody at the web door who has nothing yet but a personal code.
    Door,
    /// The operator's command line on the box itself.
    Operator,
}

/// What is asked. One command is one leaf of the journal when it is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    ImportSession(Box<SessionPlan>),
    IssueCodes {
        session: SessionId,
        codes: Vec<IssuedCode>,
    },
    SetPin {
        role: PinRole,
        hash: String,
    },
    Enrol(Enrolment),
    /// A shared handheld is taken back from its holder, to be given to somebody else.
    TakeBackDevice {
        device: DeviceId,
    },

    CheckIn {
        delegate: DelegateId,
    },
    MarkAttendance {
        delegate: DelegateId,
        mark: AttendanceMark,
    },
    /// A delegate's office changes during the session.
    ChangeStatus {
        delegate: DelegateId,
        status: Status,
    },
    /// The total is counted anew after such a change.
    ConfirmTotal {
        total_delegates: u32,
    },
    /// How many of the guests of a line have come.
    CountGuests {
        line: u16,
        came: u16,
    },
    /// Where everybody sits.
    ArrangeSeats {
        seating: Seating,
        seats: BTreeMap<DelegateId, u16>,
    },
    OpenSitting {
        total_delegates: u32,
    },
    CorrectClock {
        offset_ms: i64,
    },
    StartRecess {
        resume_at: Option<i64>,
    },
    EndRecess,
    CloseSitting,

    GoToItem {
        item: ItemId,
    },
    MoveItem {
        item: ItemId,
        position: usize,
    },
    PostponeItem {
        item: ItemId,
        reason: String,
    },
    RestoreItem {
        item: ItemId,
    },

    RequestSpeech {
        speaker: Speaker,
        kind: TurnKind,
    },
    WithdrawSpeech {
        speech: SpeechId,
    },
    /// `speaker` withdraws whatever it has waiting of `kind`.
    WithdrawOwn {
        speaker: Speaker,
        kind: TurnKind,
    },
    DeferSpeech {
        speech: SpeechId,
    },
    /// Instead of speaking; `text` may be empty: on paper.
    SpeechInWriting {
        speech: SpeechId,
        text: String,
    },
    /// What the secretary noted of a turn; replaces what was noted before.
    NoteSpeech {
        speech: SpeechId,
        text: String,
    },
    /// The chair lets a guest speak.
    ConsentSpeech {
        speech: SpeechId,
    },
    /// No more requests for this item, but for the order of business; those who wait are heard.
    CloseList,
    ReopenList,
    CallSpeaker {
        speech: SpeechId,
    },
    PauseSpeech,
    ResumeSpeech,
    ExtendSpeech,
    StopSpeech,
    EndDiscussion,
    ReopenDiscussion,

    /// Takes up a group of questions.
    StartGroup {
        group: GroupId,
    },
    /// Calls for the answer: of the group's respondent, or of somebody else.
    CallAnswer {
        speaker: Option<Speaker>,
    },
    /// Opens the debate of the answer, and calls the first who asked for it.
    OpenDebate,
    ConcludeGroup,
    /// The conclusion as the secretary wrote it down.
    NoteConclusion {
        group: GroupId,
        text: String,
    },
    /// A question will be answered in writing, within the days of the rules.
    AnswerInWriting {
        speech: SpeechId,
    },
    MakeCommitment(CommitmentDraft),
    DropCommitment {
        commitment: CommitmentId,
        reason: String,
    },

    /// Takes back the chair's last act.
    Undo,
    /// After an outage: until then the clocks are known to have run, host's UTC milliseconds.
    RecoverClocks {
        known_at: i64,
    },

    ShowOnWall(WallShow),
    PairWall {
        wall: DeviceId,
        name: String,
        secret_hash: String,
    },
    UnpairWall {
        wall: DeviceId,
    },

    /// Something that was not foreseen is to be put to the vote in `item`.
    AddMotion {
        item: ItemId,
        motion: Box<MotionDraft>,
    },
    /// `motions` together in one vote; usually one.
    OpenVote {
        motions: Vec<MotionId>,
        form: VoteForm,
    },
    /// No choice is taken until it is resumed.
    HoldVote {
        vote: VoteId,
    },
    ResumeVote {
        vote: VoteId,
    },
    /// More time before the vote warns; it never closes by itself.
    ExtendVote {
        vote: VoteId,
    },
    CastChoice {
        vote: VoteId,
        delegate: DelegateId,
        choice: Choice,
    },
    CountHands {
        vote: VoteId,
        teller: Teller,
        counted: [u32; 2],
    },
    /// The hands that `teller` saw, by name; present and not in the list: not voting.
    CountNames {
        vote: VoteId,
        teller: Teller,
        choices: BTreeMap<DelegateId, Choice>,
    },
    RecountHands {
        vote: VoteId,
    },
    /// What the tally board counted of the paper ballots.
    EnterTally {
        vote: VoteId,
        tally: BallotTally,
    },
    /// A second ballot on those who stood level at the last seat.
    SecondBallot {
        vote: VoteId,
    },
    CloseVote {
        vote: VoteId,
    },
    PublishResult {
        vote: VoteId,
    },
    AnnulVote {
        vote: VoteId,
        reason: String,
    },

    /// Closes the doors for the current item, on the vote that decided so.
    CloseDoors,
    OpenDoors,
}

/// A commitment before the chamber has given it its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentDraft {
    pub group: Option<GroupId>,
    pub speech: Option<SpeechId>,
    pub content: String,
    /// Empty: the respondent of the group.
    pub owner: String,
    /// Days since 1970-01-01.
    pub due: i64,
}

/// A motion before the chamber has given it its id and number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MotionDraft {
    pub title: String,
    /// Empty: made of the title.
    pub short_title: String,
    pub matter: Matter,
    pub part_of: Option<MotionId>,
    pub effect: Option<Effect>,
    pub ballot: Option<BallotPaper>,
}

impl MotionDraft {
    /// Longest title that is kept, characters.
    pub const TITLE_CHARS: usize = 240;
    /// Longest short title, characters.
    pub const SHORT_CHARS: usize = 32;
}

/// A personal code as the journal keeps it: only its keyed hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCode {
    pub holder: Holder,
    /// Hex HMAC-SHA256 of the code under the room's secret.
    pub hash: String,
    /// UTC milliseconds after which it is worthless; `None`: with the session.
    #[serde(default)]
    pub expires_at: Option<i64>,
}

/// A device that shows a personal code and brings its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    pub device: DeviceId,
    /// Hash of the presented code, as in [`IssuedCode::hash`].
    pub code_hash: String,
    /// Hex Ed25519 public key made on the device.
    pub key: String,
    /// Hex SHA-256 of the device's broker password.
    pub secret_hash: String,
    pub kind: DeviceKind,
}

/// A person has at most one device of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    Phone,
    Handheld,
}

/// Whose PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinRole {
    Chair,
    Secretary,
}

/// What chair or secretary says of a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum AttendanceMark {
    Present,
    AbsentExcused {
        reason: String,
    },
    AbsentUnexcused,
    /// Present before, and gone now.
    Left,
}

/// One person's choice; the order is the order of the options everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    For,
    Against,
    NotVoting,
}

/// Who counts raised hands: the chair's table, or the secretary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    Kiosk,
    Secretary,
}
