//! What has happened. Events are the only thing that changes a [`super::Chamber`], and all that the journal keeps.

use super::ballot::{BallotResult, BallotTally};
use super::command::{AttendanceMark, Choice, Enrolment, Holder, IssuedCode, PinRole, Teller};
use super::floor::Speaker;
use super::ids::{
    CommitmentId, DelegateId, DeviceId, GroupId, ItemId, MotionId, SessionId, SpeechId, VoteId,
};
use super::plan::{BoardSeat, Motion, Seating, SessionPlan, Status};
use super::questioning::Commitment;
use super::rules::{TurnKind, VoteForm};
use super::undo::Act;
use super::vote::{Outcome, Subject};
use super::wall::WallShow;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How somebody's presence or choice came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// The person's own device.
    Device,
    /// Tapped on the chair's kiosk.
    Kiosk,
    /// Entered by a secretary, at the person's voiced request where it is a choice.
    Secretary,
    /// Seen by the tellers, who marked raised hands by name.
    Tellers,
}

/// One thing that happened; serialised with its name under `e`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "e", rename_all = "snake_case")]
pub enum Event {
    SessionImported {
        plan: Box<SessionPlan>,
    },
    CodesIssued {
        session: SessionId,
        codes: Vec<IssuedCode>,
    },
    PinSet {
        role: PinRole,
        hash: String,
    },
    DeviceEnrolled {
        enrolment: Enrolment,
        holder: Holder,
    },
    /// A newer device of the same person and kind took its place, or, `by` itself, it was taken back.
    DeviceReplaced {
        device: DeviceId,
        by: DeviceId,
    },

    AttendanceMarked {
        delegate: DelegateId,
        mark: AttendanceMark,
        via: Via,
    },
    StatusChanged {
        delegate: DelegateId,
        status: Status,
    },
    TotalConfirmed {
        total_delegates: u32,
    },
    GuestsCounted {
        line: u16,
        came: u16,
    },
    SeatsArranged {
        seating: Seating,
        seats: BTreeMap<DelegateId, u16>,
    },
    SittingOpened {
        total_delegates: u32,
        present: u32,
    },
    ClockCorrected {
        offset_ms: i64,
    },
    RecessStarted {
        resume_at: Option<i64>,
    },
    RecessEnded,
    SittingClosed,

    ItemStarted {
        item: ItemId,
    },
    ItemMoved {
        item: ItemId,
        position: usize,
    },
    ItemPostponed {
        item: ItemId,
        reason: String,
    },
    ItemRestored {
        item: ItemId,
    },

    SpeechRequested {
        speech: SpeechId,
        speaker: Speaker,
        kind: TurnKind,
        via: Via,
        /// Where it comes to stand in the queue, from 0.
        place: u32,
        /// A guest already has the chair's consent; always so for a delegate.
        consent: bool,
    },
    SpeechWithdrawn {
        speech: SpeechId,
    },
    SpeechDeferred {
        speech: SpeechId,
    },
    SpeechInWriting {
        speech: SpeechId,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    SpeechNoted {
        speech: SpeechId,
        text: String,
    },
    SpeechConsented {
        speech: SpeechId,
    },
    ListClosed,
    ListReopened,
    SpeakerCalled {
        speech: SpeechId,
        limit_seconds: u32,
        /// How many who stood before it were passed over.
        passed_over: u32,
        /// The clock stands until the chair starts it.
        waits: bool,
    },
    SpeechPaused {
        elapsed_ms: u64,
    },
    SpeechResumed,
    SpeechExtended {
        seconds: u32,
    },
    SpeechStopped {
        elapsed_ms: u64,
    },
    DiscussionEnded,
    DiscussionReopened,
    SpeechNotReached {
        speech: SpeechId,
    },

    GroupStarted {
        group: GroupId,
    },
    DebateOpened,
    GroupConcluded {
        group: GroupId,
    },
    ConclusionNoted {
        group: GroupId,
        text: String,
    },
    CommitmentMade(Commitment),
    CommitmentDropped {
        commitment: CommitmentId,
        reason: String,
    },

    /// The first of the events of an act that can be taken back.
    ActTaken {
        act: Act,
    },
    ActUndone {
        act: Act,
    },
    /// The clocks ran on after an outage; until `known_at`, corrected UTC milliseconds, they are known to have run.
    ClocksRecovered {
        known_at: i64,
    },

    WallShown(WallShow),
    WallPaired {
        wall: DeviceId,
        name: String,
        secret_hash: String,
    },
    WallUnpaired {
        wall: DeviceId,
    },

    MotionAdded {
        item: ItemId,
        motion: Box<Motion>,
    },
    VoteOpened {
        vote: VoteId,
        item: ItemId,
        motion: MotionId,
        form: VoteForm,
        total_delegates: u32,
        in_office: u32,
        document_sha256: Option<String>,
        /// The other motions of a block vote.
        #[serde(default)]
        block: Vec<Subject>,
    },
    VoteHeld {
        vote: VoteId,
    },
    VoteResumed {
        vote: VoteId,
    },
    VoteExtended {
        vote: VoteId,
        seconds: u32,
    },
    ChoiceCast {
        vote: VoteId,
        delegate: DelegateId,
        choice: Choice,
        via: Via,
    },
    HandsCounted {
        vote: VoteId,
        teller: Teller,
        counted: [u32; 2],
    },
    NamesCounted {
        vote: VoteId,
        teller: Teller,
        choices: BTreeMap<DelegateId, Choice>,
    },
    RecountOpened {
        vote: VoteId,
    },
    TallyEntered {
        vote: VoteId,
        tally: BallotTally,
    },
    VoteClosed {
        vote: VoteId,
        outcome: Outcome,
    },
    BallotClosed {
        vote: VoteId,
        result: BallotResult,
    },
    /// The tally board as the vote elected it.
    BoardFormed {
        vote: VoteId,
        members: Vec<BoardSeat>,
    },
    ResultPublished {
        vote: VoteId,
    },
    VoteAnnulled {
        vote: VoteId,
        reason: String,
    },

    DoorsClosed {
        item: ItemId,
        vote: VoteId,
    },
    DoorsOpened,
}
