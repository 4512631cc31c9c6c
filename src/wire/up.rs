//! What a device sends to its own `up` topic: a signed envelope around the bytes of a command.

use crate::chamber::BallotTally;
use crate::chamber::command::{AttendanceMark, Choice, Teller};
use crate::chamber::ids::{
    CommitmentId, DelegateId, DeviceId, GroupId, ItemId, MotionId, RequestId, SessionId, SpeechId, VoteId,
};
use crate::chamber::rules::{Matter, TurnKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Bytes, who signed them, and the signature. Bytes are signed, never objects, so nothing has to be canonical.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Base64 (standard, padded) of the bytes of a [`Body`] in JSON.
    pub p: String,
    /// Key id: the device's id.
    pub k: DeviceId,
    /// Base64 of the Ed25519 signature over the decoded bytes of `p`.
    pub s: String,
}

/// The signed content. Unknown fields are ignored; another `v` is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub v: u8,
    pub room: String,
    pub session: SessionId,
    /// Id of the request; the same id always gets the same receipt.
    pub req: RequestId,
    /// Counter of this device, greater with every new request.
    pub n: u64,
    /// The device's clock, UTC milliseconds: evidence only.
    pub ts: i64,
    #[serde(flatten)]
    pub ask: Ask,
}

/// The command itself, named by `t`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum Ask {
    /// "I am in the room": `pass` is the credential that the room's code was exchanged for.
    CheckIn {
        pass: String,
    },
    /// "I am leaving."
    Leave,
    RequestSpeech {
        kind: TurnKind,
    },
    WithdrawSpeech {
        kind: TurnKind,
    },
    /// `nonce` is that of the vote's snapshot, so that a choice cannot be carried to another vote.
    Vote {
        vote: VoteId,
        choice: Choice,
        nonce: String,
    },

    /// Secretary: attendance of a delegate.
    Mark {
        delegate: DelegateId,
        #[serde(flatten)]
        mark: AttendanceMark,
    },
    /// Secretary: a delegate's choice at a voiced request.
    VoteFor {
        vote: VoteId,
        delegate: DelegateId,
        choice: Choice,
        nonce: String,
    },
    /// Secretary: a delegate asks to speak by raising a hand.
    RequestFor {
        delegate: DelegateId,
        kind: TurnKind,
    },
    WithdrawFor {
        delegate: DelegateId,
        kind: TurnKind,
    },
    /// Instead of speaking: an own request that waits or was not reached. `text` may be empty: on paper.
    WriteOpinion {
        speech: SpeechId,
        text: String,
    },
    /// Secretary: somebody invited asks to speak; the chair has to consent.
    RequestGuest {
        name: String,
        #[serde(default)]
        title: String,
        kind: TurnKind,
    },
    /// Secretary: a request is taken back.
    WithdrawTurn {
        speech: SpeechId,
    },
    /// Secretary: what was said in a turn; replaces what was noted before.
    Note {
        speech: SpeechId,
        text: String,
    },
    /// Secretary: something was promised.
    Commit {
        #[serde(default)]
        speech: Option<SpeechId>,
        #[serde(default)]
        group: Option<GroupId>,
        content: String,
        /// Empty: the group's respondent.
        #[serde(default)]
        owner: String,
        /// The day, "2027-03-31".
        due: String,
    },
    /// Secretary: a commitment was entered by mistake.
    DropCommitment {
        commitment: CommitmentId,
        reason: String,
    },
    /// Secretary: this question will be answered in writing.
    AnswerInWriting {
        speech: SpeechId,
    },
    /// Secretary: the chair's conclusion of a group of questions.
    Conclusion {
        group: GroupId,
        text: String,
    },
    /// Secretary: the second count of raised hands. What the two numbers mean says the vote's snapshot.
    Count {
        vote: VoteId,
        /// The vote's round for which it was counted: a count of an earlier one is void.
        round: u32,
        counted: [u32; 2],
    },
    /// Secretary: the hands that the second teller saw, by name; who is not in it did not vote.
    CountNames {
        vote: VoteId,
        round: u32,
        choices: BTreeMap<DelegateId, Choice>,
    },
    /// Secretary: what the tally board counted of the paper ballots.
    Tally {
        vote: VoteId,
        tally: BallotTally,
    },
    /// Secretary: something unforeseen that is to be put to the vote in an item.
    AddMotion {
        item: ItemId,
        title: String,
        matter: Matter,
        #[serde(default)]
        part_of: Option<MotionId>,
        /// The item is to be taken behind closed doors.
        #[serde(default)]
        closed_doors: bool,
    },
    /// Secretary: guests of a line of the plan who have come.
    Guests {
        line: u16,
        came: u16,
    },
}

impl Ask {
    /// The teller that a count from a device stands for.
    pub const TELLER: Teller = Teller::Secretary;
}
