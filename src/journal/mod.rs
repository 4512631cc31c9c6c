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

mod db;
mod error;
mod files;
pub mod head;
pub mod merkle;
pub mod verify;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use ed25519_dalek::Signer;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

pub use error::{Defect, JournalError, LogFault, Place};
pub use head::{
    Proof, PublicKey, ReceiptError, SignedHead, origin, verifier_key, verify_receipt, verify_signature,
};
pub use merkle::Hash;

use head::{History, start_text};
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
    _lock: files::Lock,
}

impl Journal {
    /// Opens the journal in `dir`, creating folder, keys and database where there are none, checks its tail (the last
    /// head's signature and its root over the stored leaf hashes), and raises the epoch.
    ///
    /// # Errors
    /// [`JournalError::InUse`] when another process (or this one) has it open; see [`JournalError`] for the others.
    pub fn open(dir: &Path) -> Result<Journal, JournalError> {
        let dir = std::path::absolute(dir).map_err(|error| JournalError::io(dir, error))?;
        files::create_dir(&dir)?;
        let lock = files::Lock::take(&dir)?;
        let path = db::path(&dir);
        let conn = db::open_writer(&path)?;
        let keys = keys_of(&conn, &dir)?;
        let public_key = keys.kiosk.verifying_key().to_bytes();
        let tree = load_tree(&conn)?;
        let head = check_tail(&conn, &tree, &public_key)?;
        let epoch = raise_epoch(&conn, &dir, &keys, tree.size())?;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        files::sync_parent(&path)?;
        Ok(Journal {
            conn,
            tree,
            head,
            keys,
            public_key,
            epoch,
            _lock: lock,
        })
    }

    /// Makes these leaves durable, all or none, under one signed head. When it returns, a power cut cannot undo it.
    ///
    /// `at_ms` is the kiosk's clock (ms since 1970 UTC) and may be wrong: the order is the index.
    ///
    /// # Errors
    /// On any error nothing was recorded, and the next append works as soon as the cause is gone
    /// ([`JournalError::DiskFull`], [`JournalError::Duplicate`], …).
    pub fn append(&mut self, leaves: &[NewLeaf], at_ms: i64) -> Result<Commit, JournalError> {
        if leaves.is_empty() {
            return Err(JournalError::Empty);
        }
        let first = self.tree.size();
        match self.commit(first, leaves, at_ms) {
            Ok(head) => {
                self.head = Some(head.clone());
                Ok(Commit {
                    first,
                    size: head.size,
                    head,
                })
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
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut insert = tx.prepare_cached(
            "INSERT INTO leaf (idx, hash, device, request, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (index, leaf) in (first..).zip(leaves) {
            let hash = leaf_hash(&leaf.bytes);
            self.tree.push(hash);
            let (device, request) = leaf
                .request
                .as_ref()
                .map(|(device, request)| (device, request))
                .unzip();
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
        head.signature = self
            .keys
            .kiosk
            .sign(head.text(&self.public_key).as_bytes())
            .to_bytes();
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

    /// Index of the leaf that answered this request of this device.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub fn find(&self, device: &str, request: &str) -> Result<Option<u64>, JournalError> {
        let mut select = self
            .conn
            .prepare_cached("SELECT idx FROM leaf WHERE device = ?1 AND request = ?2")?;
        Ok(select
            .query_row([device, request], |row| db::number(row, 0))
            .optional()?)
    }

    /// The content of a leaf; `None` when there is none with this index.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub fn leaf(&self, index: u64) -> Result<Option<Vec<u8>>, JournalError> {
        let mut select = self
            .conn
            .prepare_cached("SELECT bytes FROM leaf WHERE idx = ?1")?;
        Ok(select
            .query_row([db::integer(index)], |row| row.get(0))
            .optional()?)
    }

    /// A leaf's inclusion path under the head of the commit that brought it; always the same for the same leaf.
    /// `None` when there is no leaf with this index.
    ///
    /// # Errors
    /// Only when the database cannot be read.
    pub fn proof(&self, index: u64) -> Result<Option<Proof>, JournalError> {
        let mut select = self
            .conn
            .prepare_cached(&format!("{} WHERE size > ?1 ORDER BY size LIMIT 1", db::HEAD))?;
        let head = select
            .query_row([db::integer(index)], db::head_from_row)
            .optional()?;
        Ok(head.and_then(|head| self.proof_under(index, &head)))
    }

    /// A leaf's inclusion path under a given head of this journal, without reading the database: for the receipts of
    /// a [`Commit`]. `None` when the head does not cover the leaf.
    pub fn proof_under(&self, index: u64, head: &SignedHead) -> Option<Proof> {
        let path = self.tree.inclusion(index, head.size)?;
        Some(Proof {
            index,
            path,
            head: head.clone(),
        })
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
        let mut select = self
            .conn
            .prepare("SELECT idx, bytes FROM leaf ORDER BY idx")
            .map_err(fail)?;
        let mut rows = select.query([]).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            let index = db::number(row, 0).map_err(fail)?;
            let bytes = row
                .get_ref(1)
                .and_then(|value| Ok(value.as_blob()?))
                .map_err(fail)?;
            if self.tree.leaf(index) != Some(leaf_hash(bytes)) {
                return Err(E::from(LogFault::new(Place::Leaf(index), Defect::Hash).into()));
            }
            each(index, bytes)?;
        }
        Ok(())
    }

    /// Writes a complete copy of the database to the file `to`, replacing it only once the copy is safe on its disk.
    /// The keys are not in it.
    ///
    /// # Errors
    /// When `to` cannot be written; a file that was there before is then still whole.
    pub fn backup(&self, to: &Path) -> Result<(), JournalError> {
        let to = std::path::absolute(to).map_err(|error| JournalError::io(to, error))?;
        let part = to.with_added_extension("part");
        let result = self.backup_to(&part, &to);
        if result.is_err() {
            remove_database(&part);
        }
        result
    }

    fn backup_to(&self, part: &Path, to: &Path) -> Result<(), JournalError> {
        remove_database(part);
        let mut copy = Connection::open(part)?;
        // In one step; that it is not done then means that something holds the new file.
        if Backup::new(&self.conn, &mut copy)?.step(-1)? != StepResult::Done {
            return Err(JournalError::io(part, std::io::ErrorKind::ResourceBusy.into()));
        }
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(part)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(part, to))
            .map_err(|error| JournalError::io(to, error))?;
        files::sync_parent(to)
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

/// The keys that belong to this database. A new pair is made only for a database that never had one.
fn keys_of(conn: &Connection, dir: &Path) -> Result<files::Keys, JournalError> {
    if let Some(public_key) = db::public_key(conn)? {
        let keys = files::Keys::load(dir)?;
        if keys.kiosk.verifying_key().to_bytes() != public_key {
            return Err(JournalError::KeyMismatch);
        }
        return Ok(keys);
    }
    if conn.query_row("SELECT EXISTS (SELECT 1 FROM start)", [], |row| row.get(0))? {
        return Err(LogFault::new(Place::Key, Defect::WrongKey).into());
    }
    let keys = files::Keys::load_or_create(dir)?;
    conn.execute(
        "INSERT INTO meta (name, value) VALUES ('public_key', ?1)",
        [keys.kiosk.verifying_key().to_bytes()],
    )?;
    Ok(keys)
}

fn load_tree(conn: &Connection) -> Result<Tree, JournalError> {
    let mut tree = Tree::new();
    let mut select = conn.prepare("SELECT idx, hash FROM leaf ORDER BY idx")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let index = db::number(row, 0)?;
        if index != tree.size() {
            return Err(LogFault::new(Place::Leaf(index), Defect::Gap).into());
        }
        tree.push(row.get(1)?);
    }
    Ok(tree)
}

/// The newest head, checked against the leaves and the key.
fn check_tail(conn: &Connection, tree: &Tree, key: &PublicKey) -> Result<Option<SignedHead>, JournalError> {
    let head = conn
        .query_row(
            &format!("{} ORDER BY size DESC LIMIT 1", db::HEAD),
            [],
            db::head_from_row,
        )
        .optional()?;
    let covered = head.as_ref().map_or(0, |head| head.size);
    if covered < tree.size() {
        return Err(LogFault::new(Place::Leaf(covered), Defect::Uncovered).into());
    }
    if let Some(head) = &head {
        let fault = |defect| Err(LogFault::new(Place::Head(head.size), defect).into());
        if head.size > tree.size() {
            return fault(Defect::BeyondEnd);
        }
        if head.root != tree.root() {
            return fault(Defect::Root);
        }
        if !head.verify(key) {
            return fault(Defect::Signature);
        }
    }
    Ok(head)
}

fn raise_epoch(conn: &Connection, dir: &Path, keys: &files::Keys, size: u64) -> Result<u64, JournalError> {
    let previous = conn.query_row("SELECT COALESCE(MAX(epoch), 0) FROM start", [], |row| {
        db::number(row, 0)
    })?;
    let epoch = files::next_epoch(dir, previous)?;
    let text = start_text(&keys.kiosk.verifying_key().to_bytes(), epoch, previous, size);
    conn.execute(
        "INSERT INTO start (epoch, size, signature) VALUES (?1, ?2, ?3)",
        params![
            db::integer(epoch),
            db::integer(size),
            keys.kiosk.sign(text.as_bytes()).to_bytes()
        ],
    )?;
    Ok(epoch)
}

/// The only UNIQUE index that an append can violate is that of the request ids.
fn duplicate(error: rusqlite::Error, leaf: &NewLeaf) -> JournalError {
    let unique = error
        .sqlite_error()
        .is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE);
    match &leaf.request {
        Some((device, request)) if unique => JournalError::Duplicate {
            device: device.clone(),
            request: request.clone(),
        },
        Some(_) | None => error.into(),
    }
}

/// What a backup that was cut short has left behind; nothing to do when it left nothing.
fn remove_database(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}
