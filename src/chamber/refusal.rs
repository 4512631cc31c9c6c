//! Why a command is refused: a value with a message key, turned into a sentence by `crate::text`.

use serde::{Deserialize, Serialize};

/// A refusal; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
#[error("{self:?}")]
pub enum Refusal {
    /// No session has been imported.
    NoSession,
    /// The session of the command is not the one that runs.
    OtherSession,
    /// The sitting must be open for this.
    NotOpen,
    AlreadyOpen,
    /// The sitting has been closed; nothing can be changed.
    SittingClosed,
    InRecess,
    NotInRecess,
    /// The session is running: a plan cannot be replaced now.
    SessionRunning,
    /// The plan has mistakes; the importer reports them all.
    BadPlan,
    /// This actor may not do this.
    NotAllowed,
    UnknownDelegate,
    UnknownItem,
    UnknownMotion,
    UnknownVote,
    UnknownSpeech,
    UnknownDevice,
    /// The total of delegates cannot be (zero, or fewer than are present).
    BadTotal {
        present: u32,
    },
    /// The delegate is not marked present.
    NotPresent,
    ItemPostponed,
    /// The current item cannot be moved or postponed while it runs a vote or a speech.
    ItemBusy,
    /// The item has no registration of speeches, or its discussion has ended.
    DiscussionClosed,
    AlreadyRegistered,
    NotWaiting,
    SpeechRunning,
    NoSpeech,
    SpeechPaused,
    SpeechNotPaused,
    /// Another vote is open.
    VoteOpen {
        vote: String,
    },
    /// The vote is closed; `late_ms` after the close where that is known.
    VoteClosed {
        late_ms: Option<i64>,
    },
    /// The vote was annulled.
    VoteAnnulled,
    /// The motion has passed already; annul that vote first.
    AlreadyDecided,
    /// The profile does not allow this form.
    FormNotAllowed,
    WrongForm,
    /// The profile allows one choice only and it has been made.
    ChoiceFinal,
    /// The tellers' numbers cannot be: more than are present.
    CountTooHigh {
        present: u32,
    },
    /// The tellers have not both counted yet.
    CountMissing,
    /// The tellers disagree.
    CountsDiffer,
    AlreadyPublished,
    ReasonMissing,
    /// The personal code is unknown, used or withdrawn.
    BadCode,
    /// The personal code has expired.
    CodeExpired,
    PinNotSet,
    PinAlreadySet,
    /// A message that is no command: why, in one word of the protocol.
    Malformed {
        detail: String,
    },
    /// The envelope's signature does not fit the device's key.
    BadSignature,
    /// The counter is not greater than the last one recorded.
    Stale {
        counter: u64,
    },
    /// The message speaks of another room.
    OtherRoom,
    UnsupportedVersion,
    /// The proof of being in the room is missing or too old.
    RoomProof,
    /// Too many attempts; wait this many seconds.
    TooMany {
        wait_s: u32,
    },
    /// The commit failed: nothing was recorded, try again.
    NotRecorded,
}
