//! From a leaf's proof to the receipt that the device gets: always the same bytes for the same request.

use crate::chamber::ids::RequestId;
use crate::journal::{Proof, PublicKey, SignedHead};
use crate::wire::VERSION;
use crate::wire::down::{Answer, Head, Receipt};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The signed head as the wire carries it.
pub fn head(head: &SignedHead, key: &PublicKey) -> Head {
    Head {
        note: head.text(key),
        size: head.size,
        root: STANDARD.encode(head.root),
        at: head.at_ms,
        sig: STANDARD.encode(head.signature),
    }
}

/// The receipt of `req`, whose leaf is `leaf` with `proof` under `head`.
pub fn receipt(req: RequestId, leaf: &[u8], proof: &Proof, head: &Head) -> Answer {
    Answer::Recorded(Receipt {
        v: VERSION,
        req,
        code: code(leaf),
        index: proof.index,
        leaf: STANDARD.encode(leaf),
        path: proof.path.iter().map(|hash| STANDARD.encode(hash)).collect(),
        head: head.clone(),
    })
}

/// "7F3A 91C2": the first 32 bits of the leaf's hash, for people to compare.
pub fn code(leaf: &[u8]) -> String {
    let hash = crate::journal::merkle::leaf_hash(leaf);
    let hex = crate::credentials::hex(&hash[..4]).to_uppercase();
    format!("{} {}", &hex[..4], &hex[4..])
}
