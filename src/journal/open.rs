use std::path::Path;

use ed25519_dalek::Signer;
use rusqlite::{Connection, OptionalExtension, params};

use super::head::start_text;
use super::merkle::Tree;
use super::{Defect, Journal, JournalError, LogFault, Place, PublicKey, SignedHead, db, files};

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
        let fresh = !path.exists();
        files::create_private(&path)?;
        let conn = db::open_writer(&path)?;
        let keys = keys_of(&conn, &dir)?;
        let public_key = keys.kiosk.verifying_key().to_bytes();
        let tree = load_tree(&conn)?;
        let head = check_tail(&conn, &tree, &public_key)?;
        let epoch = raise_epoch(&conn, &dir, &keys, tree.size())?;
        if fresh {
            // From here on the file is a journal even without its write-ahead log.
            conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            files::sync_parent(&path)?;
        }
        let mark = files::Mark::open(&dir)?;
        Ok(Journal { conn, tree, head, keys, public_key, epoch, mark, _lock: lock })
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
        .query_row(&format!("{} ORDER BY size DESC LIMIT 1", db::HEAD), [], db::head_from_row)
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
    let previous =
        conn.query_row("SELECT COALESCE(MAX(epoch), 0) FROM start", [], |row| db::number(row, 0))?;
    let epoch = files::next_epoch(dir, previous)?;
    let text = start_text(&keys.kiosk.verifying_key().to_bytes(), epoch, previous, size);
    conn.execute(
        "INSERT INTO start (epoch, size, signature) VALUES (?1, ?2, ?3)",
        params![db::integer(epoch), db::integer(size), keys.kiosk.sign(text.as_bytes()).to_bytes()],
    )?;
    Ok(epoch)
}
