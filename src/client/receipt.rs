//! What a device checks before it says *recorded*. Needs nothing but the receipt, its own envelope and the kiosk's key.

use crate::hub::entry::{Cause, Entry};
use crate::journal::merkle::{Hash, leaf_hash, verify_inclusion};
use crate::journal::{PublicKey, origin, verify_signature};
use crate::wire::down::{Head, Receipt};
use crate::wire::up::Envelope;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What a receipt does not prove.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A field is not what the contract says.
    #[error("{0} is malformed")]
    Malformed(&'static str),
    /// The head is not signed by the kiosk's key.
    #[error("the head is not signed by the kiosk")]
    Signature,
    /// The signed note says something else than the fields beside it.
    #[error("the note is of another head")]
    Note,
    /// The leaf is not under the head.
    #[error("the leaf is not under the head")]
    Inclusion,
    /// The leaf is not this device's own request.
    #[error("the leaf holds another request")]
    OtherRequest,
    /// The short code is not the leaf's.
    #[error("the short code is not the leaf's")]
    Code,
}

/// Checks `receipt` for the request sent as `envelope` and returns the entry that was recorded.
///
/// # Errors
/// The first [`Flaw`].
pub fn check(receipt: &Receipt, envelope: &Envelope, key: &PublicKey) -> Result<Entry, Flaw> {
    let leaf = STANDARD.decode(&receipt.leaf).map_err(|_| Flaw::Malformed("leaf"))?;
    let root = check_head(&receipt.head, key)?;
    let path: Option<Vec<Hash>> = receipt.path.iter().map(|hash| bytes(hash)).collect();
    let path = path.ok_or(Flaw::Malformed("path"))?;
    if !verify_inclusion(&leaf_hash(&leaf), receipt.index, receipt.head.size, &path, &root) {
        return Err(Flaw::Inclusion);
    }
    if receipt.code != crate::runtime::receipt_code(&leaf) {
        return Err(Flaw::Code);
    }
    let entry: Entry = serde_json::from_slice(&leaf).map_err(|_| Flaw::Malformed("leaf"))?;
    match &entry.cause {
        Cause::Device { req, envelope: own, .. } if *req == receipt.req && own == envelope => Ok(entry),
        Cause::Device { .. }
        | Cause::Chair
        | Cause::Desk
        | Cause::Kiosk
        | Cause::Door
        | Cause::Operator
        | Cause::Founding { .. } => Err(Flaw::OtherRequest),
    }
}

/// The root of a head whose note is signed by `key` and says what its fields say.
fn check_head(head: &Head, key: &PublicKey) -> Result<Hash, Flaw> {
    let signature = bytes(&head.sig).ok_or(Flaw::Malformed("sig"))?;
    if !verify_signature(head.note.as_bytes(), &signature, key) {
        return Err(Flaw::Signature);
    }
    let mut lines = head.note.lines();
    let told = [lines.next(), lines.next(), lines.next()];
    let (origin, size) = (origin(key), head.size.to_string());
    if told != [Some(origin.as_str()), Some(size.as_str()), Some(head.root.as_str())] {
        return Err(Flaw::Note);
    }
    bytes(&head.root).ok_or(Flaw::Malformed("root"))
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}
