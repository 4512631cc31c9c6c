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
    /// The delegate's office is suspended or has ended.
    NotInOffice,
    /// Such a seat plan cannot be: a seat twice, or somebody without one.
    BadSeating,
    UnknownGuests,
    /// More guests than the line invites.
    TooManyGuests {
        invited: u16,
    },
    ItemPostponed,
    /// The current item cannot be moved or postponed while it runs a vote or a speech.
    ItemBusy,
    /// The item has no registration of speeches, or its discussion has ended.
    DiscussionClosed,
    AlreadyRegistered,
    /// The chair has closed the list of speakers.
    ListClosed,
    /// The person was given this many turns of the kind in the item already.
    TurnLimit {
        most: u32,
    },
    /// An answer is called by the chair, not asked for.
    NotAsked,
    /// A name is needed, of at most so many characters.
    BadName {
        most: u32,
    },
    TextTooLong {
        most: u32,
    },
    /// No group of questions is before the council.
    NoGroup,
    UnknownGroup,
    /// The council has not adopted the groups of questions.
    GroupsNotDecided,
    GroupConcluded,
    UnknownCommitment,
    /// The rules give no number of days for written answers.
    NoAnswerDue,
    /// It cannot be due on this day.
    BadDate,
    NothingToUndo,
    /// The time to take it back is over.
    TooLateToUndo,
    UnknownWall,
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
    /// This form takes choices from the own device only.
    DeviceOnly,
    VoteHeld,
    VoteNotHeld,
    /// There is no text to vote on.
    TextMissing,
    /// The parts that are voted on first have no result yet.
    PartsOpen {
        number: String,
    },
    /// Motions of a block need the same rule, and none of them a ballot or parts.
    BadBlock,
    /// A ballot with names is taken on paper only, and paper only with names.
    BallotNeedsPaper,
    /// The names or seats of the ballot cannot be.
    BadBallot,
    /// Votes of confidence are not held by this profile.
    ConfidenceOff,
    /// The tally board has not been elected.
    NoTallyBoard,
    /// A member of the tally board stands on the ballot.
    BoardMemberStands {
        name: String,
    },
    /// The board cannot be: too few, somebody twice or no delegate, or not one head and one clerk.
    BadBoard {
        least: u32,
    },
    /// The figures of the ballots do not fit each other.
    TallyWrong {
        fault: TallyFault,
    },
    /// Nobody stood level at the last seat.
    NoSecondBallot,
    /// The doors are closed: no device is served.
    DoorsClosed,
    DoorsOpen,
    /// The council has not decided on a closed sitting for this item.
    DoorsNotDecided,
    /// The tellers' numbers cannot be: more than are present.
    CountTooHigh {
        present: u32,
    },
    /// The tellers have not both counted yet.
    CountMissing,
    /// The tellers disagree.
    CountsDiffer,
    /// The count is of a round that was given up: both count again.
    OtherRound,
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

impl Refusal {
    /// Not now, and not the last word: a device repeats the same request under the same id, and it is decided then. Every
    /// other refusal is the answer to its request for good.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::VoteHeld | Self::DoorsClosed | Self::TooMany { .. } | Self::NotRecorded)
    }
}

/// Which figures of paper ballots do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum TallyFault {
    /// More issued than there are delegates who were present.
    IssuedOverPresent {
        present: u32,
    },
    CollectedOverIssued,
    /// Valid and invalid are not together what was collected.
    ValidAndInvalid,
    /// The marks for the name at this place (from 0) are not together the valid ballots.
    Line {
        name: String,
    },
    /// More marks for than the valid ballots can carry.
    TooManyMarks {
        most: u32,
    },
    /// Not one line for each name.
    Lines,
}
