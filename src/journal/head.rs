//! Signed tree heads, and what a holder of a receipt can check without the journal. Pure.
//!
//! # The bytes that are signed
//!
//! A head is signed as a checkpoint in the sense of C2SP (`c2sp.org/tlog-checkpoint`), so that foreign tools can check
//! it. The text, each line ended by `\n`, numbers in decimal, hashes in standard base64 with padding:
//!
//! ```text
//! nghitruong/<key id>          the first 8 bytes of SHA-256(public key), as 16 lower-case hexadecimal digits
//! <size>                       number of leaves
//! <root>                       RFC 9162 root over them
//! epoch <epoch>                start counter of the program that signed
//! at <at_ms>                   the kiosk's clock, ms since 1970 UTC; evidence only, the order is the size
//! history <history>            hash chain over the commits, see [`History`]
//! ```
//!
//! The signature is plain Ed25519 (RFC 8032) over these bytes. [`SignedHead::note`] is the same as a signed note
//! (`c2sp.org/signed-note`), to be checked with [`verifier_key`].

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::merkle::{Hash, leaf_hash, verify_inclusion};

/// An Ed25519 public key.
pub type PublicKey = [u8; 32];

/// A tree head with the kiosk's signature. As JSON: numbers, and base64 for the byte fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedHead {
    /// Start counter of the program that made the commit.
    pub epoch: u64,
    /// Number of leaves after the commit.
    pub size: u64,
    /// Root over all `size` leaves.
    #[serde(with = "bytes")]
    pub root: Hash,
    /// Hash chain over the commits and their request ids up to this one.
    #[serde(with = "bytes")]
    pub history: Hash,
    /// The kiosk's clock at the commit, ms since 1970 UTC.
    pub at_ms: i64,
    /// Ed25519 signature over [`SignedHead::text`].
    #[serde(with = "bytes")]
    pub signature: [u8; 64],
}

impl SignedHead {
    /// The text that is signed.
    pub fn text(&self, key: &PublicKey) -> String {
        format!(
            "{}\n{}\n{}\nepoch {}\nat {}\nhistory {}\n",
            origin(key),
            self.size,
            STANDARD.encode(self.root),
            self.epoch,
            self.at_ms,
            STANDARD.encode(self.history),
        )
    }

    /// Whether this key signed this head.
    pub fn verify(&self, key: &PublicKey) -> bool {
        verify_signature(self.text(key).as_bytes(), &self.signature, key)
    }

    /// The head as a C2SP signed note.
    pub fn note(&self, key: &PublicKey) -> String {
        let origin = origin(key);
        let mut blob = note_hash(&origin, key).to_vec();
        blob.extend(self.signature);
        format!("{}\n— {origin} {}\n", self.text(key), STANDARD.encode(blob))
    }
}

/// First line of a checkpoint, and the name of the key in a note: `nghitruong/<key id>`.
pub fn origin(key: &PublicKey) -> String {
    let id = Sha256::digest(key);
    id[..8].iter().fold(String::from("nghitruong/"), |text, byte| format!("{text}{byte:02x}"))
}

/// The key in the form that tools for signed notes read: `name+hash+base64(1 || key)`.
pub fn verifier_key(key: &PublicKey) -> String {
    let origin = origin(key);
    let hash = u32::from_be_bytes(note_hash(&origin, key));
    let tagged: Vec<u8> = std::iter::once(1).chain(*key).collect();
    format!("{origin}+{hash:08x}+{}", STANDARD.encode(tagged))
}

/// The key hash of signed notes: the start of `SHA-256(name || '\n' || 1 || key)`, 1 being Ed25519.
pub(super) fn note_hash(name: &str, key: &PublicKey) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', 1]).chain_update(key).finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// Whether `signature` is this key's over these bytes (strict: no weak keys, no malleable signatures).
pub fn verify_signature(message: &[u8], signature: &[u8; 64], key: &PublicKey) -> bool {
    VerifyingKey::from_bytes(key)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

/// Text that is signed at a start of the program. It names the start before, so that none can be taken out.
pub(super) fn start_text(key: &PublicKey, epoch: u64, previous: u64, size: u64) -> String {
    format!("{}/start\n{epoch}\n{previous}\n{size}\n", origin(key))
}

/// The chain over commits: `SHA-256(previous || size || requests)`, where `previous` is 32 zero bytes at first, `size`
/// is the head's, and `requests` is for each leaf of the commit that has a request id, in order,
/// `index || length of device || device || length of request || request`. Numbers are 8 bytes, big-endian.
///
/// With it a signed head also covers where the commits before it ended and which request each leaf answered.
pub(super) struct History(Sha256);

impl History {
    pub fn new(previous: &Hash, size: u64) -> History {
        History(Sha256::new().chain_update(previous).chain_update(size.to_be_bytes()))
    }

    pub fn request(&mut self, index: u64, device: &str, request: &str) {
        self.0.update(index.to_be_bytes());
        for text in [device, request] {
            self.0.update((text.len() as u64).to_be_bytes());
            self.0.update(text);
        }
    }

    pub fn finish(self) -> Hash {
        self.0.finalize().into()
    }
}

/// A leaf's place under the head of its commit. The same leaf always has the same proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Index of the leaf, from 0.
    pub index: u64,
    /// RFC 9162 inclusion path under `head.root`, the leaf's sibling first; base64 in JSON.
    #[serde(with = "hashes")]
    pub path: Vec<Hash>,
    /// The signed head of the commit that brought the leaf.
    pub head: SignedHead,
}

/// Why a receipt does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The head is not signed by this key, or was changed.
    #[error("the head is not signed by this key")]
    Signature,
    /// The path does not lead from these bytes at this index to the head's root.
    #[error("the leaf is not under this head")]
    Inclusion,
}

/// Checks a receipt: these bytes stand at `index` under `head`, and `key` signed it. Needs nothing but its arguments.
///
/// # Errors
/// [`ReceiptError`] says which half fails.
pub fn verify_receipt(
    leaf: &[u8],
    index: u64,
    path: &[Hash],
    head: &SignedHead,
    key: &PublicKey,
) -> Result<(), ReceiptError> {
    if !head.verify(key) {
        return Err(ReceiptError::Signature);
    }
    if !verify_inclusion(&leaf_hash(leaf), index, head.size, path, &head.root) {
        return Err(ReceiptError::Inclusion);
    }
    Ok(())
}

/// Byte arrays as base64.
mod bytes {
    use super::{Engine, STANDARD};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<const N: usize, S: Serializer>(value: &[u8; N], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(value))
    }

    pub fn deserialize<'de, const N: usize, D: Deserializer<'de>>(from: D) -> Result<[u8; N], D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        let value = STANDARD.decode(text.as_ref()).map_err(D::Error::custom)?;
        <[u8; N]>::try_from(value).map_err(|_| D::Error::custom(format_args!("expected {N} bytes")))
    }
}

/// Lists of hashes as lists of base64.
mod hashes {
    use super::{Hash, bytes};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(transparent)]
    struct Item(#[serde(with = "bytes")] Hash);

    pub fn serialize<S: Serializer>(value: &[Hash], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(value.iter().map(|hash| Item(*hash)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Hash>, D::Error> {
        Ok(Vec::<Item>::deserialize(from)?.into_iter().map(|item| item.0).collect())
    }
}
