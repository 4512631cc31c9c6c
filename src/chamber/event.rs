//! What has happened. Events are the only thing that changes a [`super::Chamber`], and all that the journal keeps.

use super::command::{AttendanceMark, Choice, Enrolment, Holder, IssuedCode, PinRole, Teller};
use super::ids::{DelegateId, DeviceId, ItemId, MotionId, SessionId, SpeechId, VoteId};
use super::plan::SessionPlan;
use super::rules::{TurnKind, VoteForm};
use super::vote::Outcome;
use serde::{Deserialize, Serialize};

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
    /// A newer device of the same person and kind took its place.
    DeviceReplaced {
        device: DeviceId,
        by: DeviceId,
    },

    AttendanceMarked {
        delegate: DelegateId,
        mark: AttendanceMark,
        via: Via,
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
        delegate: DelegateId,
        kind: TurnKind,
        via: Via,
    },
    SpeechWithdrawn {
        speech: SpeechId,
    },
    SpeechDeferred {
        speech: SpeechId,
    },
    SpeechInWriting {
        speech: SpeechId,
    },
    SpeakerCalled {
        speech: SpeechId,
        limit_seconds: u32,
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

    VoteOpened {
        vote: VoteId,
        item: ItemId,
        motion: MotionId,
        form: VoteForm,
        total_delegates: u32,
        document_sha256: Option<String>,
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
    RecountOpened {
        vote: VoteId,
    },
    VoteClosed {
        vote: VoteId,
        outcome: Outcome,
    },
    ResultPublished {
        vote: VoteId,
    },
    VoteAnnulled {
        vote: VoteId,
        reason: String,
    },
}
