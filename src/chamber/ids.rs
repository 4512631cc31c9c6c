//! Identifiers. All are ours, from a small alphabet, so that they are safe in topics, paths and logs.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 1 to 36 of a-z, 0-9 and '-' expected")]
pub struct BadId;

/// True for 1 to 36 characters of `a-z`, `0-9` and `-`.
pub fn is_id(text: &str) -> bool {
    (1..=36).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks and wraps `text`.
            ///
            /// # Errors
            /// [`BadId`] unless [`is_id`] holds.
            pub fn new(text: &str) -> Result<Self, BadId> {
                if is_id(text) { Ok(Self(text.into())) } else { Err(BadId) }
            }
            /// The text of the identifier.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                Self::new(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

id!(
    /// A session of the council (kỳ họp), for example `an-binh-k1-3`.
    SessionId
);
id!(
    /// A delegate within the council, for example `d06`.
    DelegateId
);
id!(
    /// A secretary of the session (who may be no delegate), for example `s1`.
    SecretaryId
);
id!(
    /// An enrolled device: phone, handheld, or a secretary's browser.
    DeviceId
);
id!(
    /// An agenda item (nội dung), for example `i4`.
    ItemId
);
id!(
    /// Something of an item that can be put to the vote, for example `m7-2`.
    MotionId
);
id!(
    /// A document of the session, for example `210-bc-ubnd`.
    DocumentId
);
id!(
    /// One vote (biểu quyết), `v1`, `v2` … in order of opening.
    VoteId
);
id!(
    /// One request to speak, `r1`, `r2` … in order of registration.
    SpeechId
);
id!(
    /// A group of questions of an item (nhóm vấn đề chất vấn), for example `g1`.
    GroupId
);
id!(
    /// Something promised or owed, `c1`, `c2` … in order.
    CommitmentId
);
id!(
    /// A device's own id of a command (UUID v7); repeated unchanged until a receipt comes.
    RequestId
);
