//! What the kiosk sends to one device: its state, receipts and answers.

use crate::chamber::SpeechState;
use crate::chamber::command::{Choice, Holder};
use crate::chamber::ids::{DelegateId, DeviceId, ItemId, RequestId, SessionId, SpeechId, VoteId};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::TurnKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Answer to one request on `down/receipt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Answer {
    /// On disk, in the log. The same request id always gets these same bytes.
    Recorded(Receipt),
    /// Refused, nothing changed; `text` says why in both languages.
    Refused {
        v: u8,
        req: RequestId,
        #[serde(flatten)]
        why: Refusal,
        text: Text,
    },
    /// The commit failed; nothing was recorded and the same request may be sent again.
    NotRecorded { v: u8, req: RequestId, text: Text },
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub vi: String,
    pub en: String,
}

/// Proof that a request is in the log: the leaf, its path (RFC 9162) and the signed head of its commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub v: u8,
    pub req: RequestId,
    /// Short code for people: the first 8 hex digits of the leaf's hash, as `7F3A 91C2`.
    pub code: String,
    /// Index of the leaf, from 0.
    pub index: u64,
    /// Base64 of the leaf: an `hub::entry::Entry` in JSON, with the device's own envelope inside.
    pub leaf: String,
    /// Base64 of each hash of the inclusion path, lowest first.
    pub path: Vec<String>,
    pub head: Head,
}

/// The signed tree head of one commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The note that was signed, as text (C2SP checkpoint form).
    pub note: String,
    pub size: u64,
    /// Base64.
    pub root: String,
    /// Kiosk time of the commit, UTC milliseconds.
    pub at: i64,
    /// Base64 Ed25519 signature of the kiosk over the bytes of `note`.
    pub sig: String,
}

/// What the kiosk knows of a device's person: `down/state`, retained. A device that comes back reads the truth here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceState {
    pub v: u8,
    pub epoch: u64,
    pub rev: u64,
    pub session: SessionId,
    pub device: DeviceId,
    /// `false`: a newer device took its place or the enrolment was withdrawn; forget the key.
    pub active: bool,
    pub role: Role,
    pub name: String,
    pub seat: Option<u16>,
    pub group: String,
    /// Whose vote this device casts; `None`: no vote.
    pub delegate: Option<DelegateId>,
    /// "expected", "present", "absent_excused", "absent_unexcused", "left".
    pub attendance: String,
    /// Last counter recorded for this device.
    pub counter: u64,
    /// Own waiting requests to speak and their place from 1 (0: speaking now).
    pub waiting: Vec<Waiting>,
    /// Own requests that the discussion did not reach: they may be handed in in writing.
    pub unreached: Vec<Unreached>,
    /// Of a secretary: the turns of the current item, to be noted, and its questions that were not reached or were handed in
    /// in writing. Empty for all others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// Own choice in each vote of this session.
    pub choices: BTreeMap<VoteId, OwnChoice>,
    /// Base64 Ed25519 key of the kiosk, to check receipts with.
    pub kiosk_key: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Delegate,
    Secretary,
}

impl Role {
    /// The role of whoever stands behind a device.
    pub fn of(holder: &Holder) -> Self {
        match holder {
            Holder::Delegate(_) => Self::Delegate,
            Holder::Secretary(_) => Self::Secretary,
        }
    }
}

/// A place in the speaking queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub speech: SpeechId,
    pub kind: TurnKind,
    pub place: u32,
}

/// A request that the discussion did not reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreached {
    pub speech: SpeechId,
    pub kind: TurnKind,
    pub item: ItemId,
}

/// A turn as the secretary notes it, or a question that was not put.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub speech: SpeechId,
    pub name: String,
    pub kind: TurnKind,
    pub state: SpeechState,
    pub note: String,
}

/// A recorded choice as its owner reads it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnChoice {
    pub choice: Choice,
    /// Recorded at, UTC milliseconds.
    pub at: i64,
    /// "device", "kiosk", "secretary" or "tellers".
    pub via: String,
}

/// A private message on `down/msg`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub v: u8,
    pub at: i64,
    pub text: Text,
}
