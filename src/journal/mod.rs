//! The append-only signed log: the appliance's only truth. It knows no domain type; a leaf is opaque bytes.
//!
//! Leaves form an RFC 9162 Merkle tree ([`merkle`]). Everything that waits is appended in one transaction that also
//! holds one signed tree head ([`SignedHead`]); a receipt is the leaf, its inclusion path and that head ([`Proof`],
//! [`verify_receipt`]). [`verify::check_log`] checks a data folder without changing it.
//!
//! A data folder (mode 0700) holds:
//!
//! | file | content |
//! |---|---|
//! | `journal.db` (`-wal`, `-shm`) | SQLite: `leaf`, `head`, `start`, `meta` |
//! | `keys/kiosk.key`, `keys/room.key` | 32 random bytes each, mode 0600 |
//! | `epoch` | the start counter, kept beside the database so that restoring a backup raises it too |
//! | `lock` | held with flock while the program runs; contains its process id |
//!
//! What the log cannot show by itself is that its *newest* commits were cut off: for that somebody else must hold a
//! head or a receipt.

mod backup;
mod db;
mod error;
mod files;
pub mod head;
pub mod merkle;
mod open;
pub mod verify;

#[cfg(test)]
mod tests;

use std::path::Path;

use ed25519_dalek::Signer;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

pub use error::{Defect, JournalError, LogFault, Place};
pub use head::{
    Proof, PublicKey, ReceiptError, SignedHead, origin, verifier_key, verify_receipt, verify_signature,
};
pub use merkle::Hash;

use head::History;
use merkle::{Tree, leaf_hash};

/// Something to append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLeaf {
    /// The content; its meaning is the caller's.
    pub bytes: Vec<u8>,
    /// The device and its request id that this leaf answers. A pair can stand in the journal once.
    pub request: Option<(String, String)>,
}

/// What one append has made durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Index of the first new leaf.
    pub first: u64,
    /// Number of leaves now; the new ones are `first..size`.
    pub size: u64,
    /// The head that covers them.
    pub head: SignedHead,
}

/// The journal of one data folder, open for writing. There is one at a time.
pub struct Journal {
    // Fields are dropped in this order: the lock must go last.
    conn: Connection,
    tree: Tree,
    head: Option<SignedHead>,
    keys: files::Keys,
    public_key: PublicKey,
    epoch: u64,
    mark: files::Mark,
    _lock: files::Lock,
}

impl Journal {
    /// Makes these leaves durable, all or none, under one signed head. When it returns, a power cut cannot undo it.
    ///
    /// `at_ms` is the kiosk's clock (ms since 1970 UTC) and may be wrong: the order is the index.
    ///
    /// # Errors
    /// On any error nothing was recorded, and the next append works as soon as the cause is gone
    /// ([`JournalError::DiskFull`], [`JournalError::Duplicate`], …). One case no program can decide: when the disk took
    /// the bytes but failed to confirm them, and the power goes before the next append, they may be there at the next
    /// start. So whoever repeats a request asks [`Journal::find`] first.
    pub fn append(&mut self, leaves: &[NewLeaf], at_ms: i64) -> Result<Commit, JournalError> {
        if leaves.is_empty() {
            return Err(JournalError::Empty);
        }
        let first = self.tree.size();
        match self.commit(first, leaves, at_ms) {
            Ok(head) => {
                self.head = Some(head.clone());
                Ok(Commit { first, size: head.size, head })
            }
            Err(error) => {
                self.tree.truncate(first);
                Err(error)
            }
        }
    }

    fn commit(&mut self, first: u64, leaves: &[NewLeaf], at_ms: i64) -> Result<SignedHead, JournalError> {
        let size = first + leaves.len() as u64;
        let previous = self.head.as_ref().map_or([0; 32], |head| head.history);
        let mut history = History::new(&previous, size);
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut insert = tx.prepare_cached(
            "INSERT INTO leaf (idx, hash, device, request, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (index, leaf) in (first..).zip(leaves) {
            let hash = leaf_hash(&leaf.bytes);
            self.tree.push(hash);
            let (device, request) = leaf.request.as_ref().map(|(device, request)| (device, request)).unzip();
            let row = params![db::integer(index), hash, device, request, leaf.bytes];
            insert.execute(row).map_err(|error| duplicate(error, leaf))?;
            if let Some((device, request)) = &leaf.request {
                history.request(index, device, request);
            }
        }
        drop(insert);
        let mut head = SignedHead {
            epoch: self.epoch,
            size,
            root: self.tree.root(),
            history: history.finish(),
            at_ms,
            signature: [0; 64],
        };
        head.signature = self.keys.kiosk.sign(head.text(&self.public_key).as_bytes()).to_bytes();
        tx.prepare_cached(
            "INSERT INTO head (size, epoch, root, history, at_ms, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            db::integer(size),
            db::integer(head.epoch),
            head.root,
            head.history,
            at_ms,
            head.signature
        ])?;
        tx.commit()?;
        Ok(head)
    }

    /// Moves what was committed from the write-ahead log to the database. It changes nothing that anybody sees; call it
    /// when nothing waits (at the end of an item), so that no commit has to do it.
    ///
    /// # Errors
    /// When the disk refuses; the journal is as sound as before.
    pub fn checkpoint(&self) -> Result<(), JournalError> {
        self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Index of the leaf that answered this request of this device.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub fn find(&self, device: &str, request: &str) -> Result<Option<u64>, JournalError> {
        let mut select =
            self.conn.prepare_cached("SELECT idx FROM leaf WHERE device = ?1 AND request = ?2")?;
        Ok(select.query_row([device, request], |row| db::number(row, 0)).optional()?)
    }

    /// The content of a leaf; `None` when there is none with this index.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub fn leaf(&self, index: u64) -> Result<Option<Vec<u8>>, JournalError> {
        let mut select = self.conn.prepare_cached("SELECT bytes FROM leaf WHERE idx = ?1")?;
        Ok(select.query_row([db::integer(index)], |row| row.get(0)).optional()?)
    }

    /// A leaf's inclusion path under the head of the commit that brought it; always the same for the same leaf.
    /// `None` when there is no leaf with this index.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub fn proof(&self, index: u64) -> Result<Option<Proof>, JournalError> {
        let mut select =
            self.conn.prepare_cached(&format!("{} WHERE size > ?1 ORDER BY size LIMIT 1", db::HEAD))?;
        let head = select.query_row([db::integer(index)], db::head_from_row).optional()?;
        Ok(head.and_then(|head| self.proof_under(index, &head)))
    }

    /// A leaf's inclusion path under a given head of this journal, without reading the database: for the receipts of
    /// a [`Commit`]. `None` when the head does not cover the leaf.
    pub fn proof_under(&self, index: u64, head: &SignedHead) -> Option<Proof> {
        let path = self.tree.inclusion(index, head.size)?;
        Some(Proof { index, path, head: head.clone() })
    }

    /// Calls `each(index, bytes)` for every leaf in order, checking the bytes against the tree. Stops at the first
    /// error of `each`.
    ///
    /// # Errors
    /// Those of `each`, and [`JournalError`] when a leaf cannot be read or was changed.
    pub fn read_all<E: From<JournalError>>(
        &self,
        mut each: impl FnMut(u64, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let fail = |error: rusqlite::Error| E::from(error.into());
        let mut select = self.conn.prepare("SELECT idx, bytes FROM leaf ORDER BY idx").map_err(fail)?;
        let mut rows = select.query([]).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            let index = db::number(row, 0).map_err(fail)?;
            let bytes = row.get_ref(1).and_then(|value| Ok(value.as_blob()?)).map_err(fail)?;
            if self.tree.leaf(index) != Some(leaf_hash(bytes)) {
                return Err(E::from(LogFault::new(Place::Leaf(index), Defect::Hash).into()));
            }
            each(index, bytes)?;
        }
        Ok(())
    }

    /// Notes that the program ran at `utc_ms` of the host's clock: no evidence, but what a clock is worth after a power cut.
    ///
    /// # Errors
    /// When the disk refuses; the mark before it may be lost too.
    pub fn mark_time(&self, utc_ms: i64) -> Result<(), JournalError> {
        self.mark.write(utc_ms).map_err(|error| JournalError::io(Path::new("clock"), error))
    }

    /// The last moment at which the program is known to have run: the mark, or the last commit where there is no mark
    /// that can be. `None` before the first commit.
    pub fn known_time(&self) -> Option<i64> {
        const DAY_MS: i64 = 86_400_000;
        let last = self.head.as_ref()?.at_ms;
        let mark = self.mark.read().filter(|mark| (last..last.saturating_add(DAY_MS)).contains(mark));
        Some(mark.unwrap_or(last))
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The tree over all leaves: roots, and consistency proofs between earlier sizes.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The newest head; `None` before the first commit.
    pub fn head(&self) -> Option<&SignedHead> {
        self.head.as_ref()
    }

    /// The start counter: greater at every start, and after every restore, of this data folder.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The kiosk's Ed25519 public key.
    pub fn public_key(&self) -> PublicKey {
        self.public_key
    }

    /// The kiosk's signature over a message of the caller, which must not begin with `nghitruong/` (that is how
    /// heads begin; a JSON object never does).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.keys.kiosk.sign(message).to_bytes()
    }

    /// 32 secret random bytes of this data folder, from which short-lived codes are made.
    pub fn room_secret(&self) -> [u8; 32] {
        self.keys.room
    }
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Journal")
            .field("size", &self.size())
            .field("epoch", &self.epoch)
            .finish_non_exhaustive()
    }
}

/// The only UNIQUE index that an append can violate is that of the request ids.
fn duplicate(error: rusqlite::Error, leaf: &NewLeaf) -> JournalError {
    let unique =
        error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE);
    match &leaf.request {
        Some((device, request)) if unique => {
            JournalError::Duplicate { device: device.clone(), request: request.clone() }
        }
        Some(_) | None => error.into(),
    }
}
