//! Checks a whole log without changing it, also beside a running program.

use std::path::Path;

use rusqlite::{Connection, Row};

use super::head::{History, PublicKey, SignedHead, start_text, verify_signature};
use super::merkle::{Hash, Tree, leaf_hash};
use super::{Defect, JournalError, LogFault, Place, db, files};

/// What a sound log contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogReport {
    /// The key that signed all of it.
    pub public_key: PublicKey,
    /// Number of leaves.
    pub leaves: u64,
    /// How many of them answer a request.
    pub requests: u64,
    /// Number of commits.
    pub heads: u64,
    /// Number of starts of the program.
    pub starts: u64,
    /// Epoch of the newest start.
    pub epoch: u64,
    /// The newest head; whoever holds it can later tell whether anything before it was changed.
    pub head: Option<SignedHead>,
}

/// Checks the log of a data folder: SQLite's integrity and the schema; every start's signature; every leaf's hash;
/// at every head the root over the leaves before it (which makes each head consistent with the next), the history of
/// commits and request ids, the epoch, and the signature; that every leaf is covered and every request id stands once.
/// When `keys/kiosk.key` is there, the signing key must be that one.
///
/// # Errors
/// The first fault, with its place.
pub fn check_log(dir: &Path) -> Result<LogReport, LogFault> {
    read_log(dir, |_, _| Ok::<(), LogFault>(()))
}

/// As [`check_log`]; when the whole log is sound, calls `each(index, bytes)` for its leaves in order, from the same
/// snapshot.
///
/// # Errors
/// The first fault of the log, or the first error of `each`.
pub fn read_log<E: From<LogFault>>(
    dir: &Path,
    each: impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<LogReport, E> {
    let dir = std::path::absolute(dir).map_err(LogFault::unreadable)?;
    let key = files::kiosk_public_key(&dir).map_err(|error| match error {
        JournalError::KeyFile(_) => LogFault::new(Place::Key, Defect::WrongKey),
        other => LogFault::unreadable(other),
    })?;
    read_file(&db::path(&dir), key.as_ref(), each)
}

/// As [`read_log`] for a single database file, such as a backup; `key` is the key it must be signed with, if known.
///
/// # Errors
/// As [`read_log`].
pub fn read_file<E: From<LogFault>>(
    path: &Path,
    key: Option<&PublicKey>,
    mut each: impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<LogReport, E> {
    let mut quiet = !wal_exists(path);
    loop {
        let conn = db::open_reader(path, quiet).map_err(LogFault::unreadable)?;
        // One transaction: everything below sees the same commits.
        let snapshot = conn.unchecked_transaction().map_err(LogFault::unreadable)?;
        match check(&snapshot, key) {
            Ok(report) => {
                read_leaves(&snapshot, &mut each)?;
                return Ok(report);
            }
            // A program has started meanwhile and writes to the file that was taken to be at rest.
            Err(_) if quiet && wal_exists(path) => quiet = false,
            Err(fault) => return Err(fault.into()),
        }
    }
}

fn wal_exists(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    Path::new(&name).exists()
}

fn check(conn: &Connection, key: Option<&PublicKey>) -> Result<LogReport, LogFault> {
    check_database(conn)?;
    let public_key = check_key(conn, key)?;
    let starts = check_starts(conn, &public_key)?;
    let mut check =
        HeadCheck { conn, starts: &starts, key: &public_key, tree: Tree::new(), history: [0; 32] };
    let mut report = LogReport {
        public_key,
        leaves: 0,
        requests: 0,
        heads: 0,
        starts: starts.len() as u64,
        epoch: starts.last().map_or(0, |start| start.epoch),
        head: None,
    };
    check.run(&mut report)?;
    if let Some(start) = starts.iter().find(|start| start.size > report.leaves) {
        return Err(LogFault::new(Place::Start(start.epoch), Defect::BeyondEnd));
    }
    Ok(report)
}

fn check_database(conn: &Connection) -> Result<(), LogFault> {
    let integrity: String =
        conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(LogFault::unreadable)?;
    if integrity != "ok" {
        return Err(LogFault::new(Place::Database, Defect::Integrity(integrity)));
    }
    match db::schema_is_ours(conn) {
        Ok(true) => {}
        Ok(false) => return Err(LogFault::new(Place::Database, Defect::ForeignSchema)),
        Err(JournalError::SchemaTooNew { found, .. }) => {
            return Err(LogFault::new(Place::Database, Defect::NewerSchema(found)));
        }
        Err(error) => return Err(LogFault::unreadable(error)),
    }
    // The index is left out on purpose: the rows themselves must differ.
    let twice: Option<i64> = conn
        .query_row(
            "SELECT MIN(last) FROM (SELECT MAX(idx) AS last FROM leaf NOT INDEXED WHERE device IS NOT NULL
             GROUP BY device, request HAVING COUNT(*) > 1)",
            [],
            |row| row.get(0),
        )
        .map_err(LogFault::unreadable)?;
    match twice {
        Some(index) => Err(LogFault::new(Place::Leaf(index.unsigned_abs()), Defect::Duplicate)),
        None => Ok(()),
    }
}

fn check_key(conn: &Connection, expected: Option<&PublicKey>) -> Result<PublicKey, LogFault> {
    let wrong = || LogFault::new(Place::Key, Defect::WrongKey);
    let rows: i64 =
        conn.query_row("SELECT COUNT(*) FROM meta", [], |row| row.get(0)).map_err(LogFault::unreadable)?;
    let key = db::public_key(conn).ok().flatten().ok_or_else(wrong)?;
    if rows != 1 || expected.is_some_and(|expected| *expected != key) {
        return Err(wrong());
    }
    Ok(key)
}

fn check_starts(conn: &Connection, key: &PublicKey) -> Result<Vec<db::Start>, LogFault> {
    let mut starts: Vec<db::Start> = Vec::new();
    for_each_row(conn, db::Start::SELECT, |row| {
        let start = db::Start::from_row(row).map_err(LogFault::unreadable)?;
        let fault = |defect| Err(LogFault::new(Place::Start(start.epoch), defect));
        let (previous, size) = starts.last().map_or((0, 0), |last| (last.epoch, last.size));
        let text = start_text(key, start.epoch, previous, start.size);
        if !verify_signature(text.as_bytes(), &start.signature, key) {
            return fault(Defect::Signature);
        }
        if start.size < size {
            return fault(Defect::Gap);
        }
        starts.push(start);
        Ok(())
    })?;
    Ok(starts)
}

/// Walks over the heads and, under each, over the leaves of its commit.
struct HeadCheck<'a> {
    conn: &'a Connection,
    starts: &'a [db::Start],
    key: &'a PublicKey,
    tree: Tree,
    history: Hash,
}

impl HeadCheck<'_> {
    fn run(&mut self, report: &mut LogReport) -> Result<(), LogFault> {
        let conn = self.conn;
        let mut select = conn
            .prepare("SELECT idx, hash, device, request, bytes FROM leaf ORDER BY idx")
            .map_err(LogFault::unreadable)?;
        let mut leaves = select.query([]).map_err(LogFault::unreadable)?;
        for_each_row(conn, &format!("{} ORDER BY size", db::HEAD), |row| {
            let head = db::head_from_row(row).map_err(LogFault::unreadable)?;
            let mut history = History::new(&self.history, head.size);
            let before = self.tree.size();
            while self.tree.size() < head.size {
                let Some(leaf) = leaves.next().map_err(LogFault::unreadable)? else {
                    return Err(LogFault::new(Place::Head(head.size), Defect::BeyondEnd));
                };
                report.requests += u64::from(self.leaf(leaf, &mut history)?);
            }
            self.head(&head, before, history.finish())?;
            self.history = head.history;
            report.heads += 1;
            report.head = Some(head);
            Ok(())
        })?;
        report.leaves = self.tree.size();
        match leaves.next().map_err(LogFault::unreadable)? {
            Some(_) => Err(LogFault::new(Place::Leaf(report.leaves), Defect::Uncovered)),
            None => Ok(()),
        }
    }

    /// Adds one leaf to the tree; whether it answers a request.
    fn leaf(&mut self, row: &Row<'_>, history: &mut History) -> Result<bool, LogFault> {
        let index = db::number(row, 0).map_err(LogFault::unreadable)?;
        let fault = |defect| LogFault::new(Place::Leaf(index), defect);
        let unreadable = |error: rusqlite::Error| fault(Defect::Unreadable(error.to_string()));
        if index != self.tree.size() {
            return Err(fault(Defect::Gap));
        }
        let bytes = row.get_ref(4).and_then(|value| Ok(value.as_blob()?)).map_err(unreadable)?;
        let hash = leaf_hash(bytes);
        if row.get::<_, Hash>(1).map_err(unreadable)? != hash {
            return Err(fault(Defect::Hash));
        }
        self.tree.push(hash);
        let device: Option<String> = row.get(2).map_err(unreadable)?;
        let request: Option<String> = row.get(3).map_err(unreadable)?;
        match (device, request) {
            (Some(device), Some(request)) => {
                history.request(index, &device, &request);
                Ok(true)
            }
            (None, None) => Ok(false),
            (Some(_), None) | (None, Some(_)) => Err(fault(Defect::History)),
        }
    }

    /// Checks a head whose leaves are in the tree; `before` is the size of the head before it.
    fn head(&self, head: &SignedHead, before: u64, history: Hash) -> Result<(), LogFault> {
        let fault = |defect| Err(LogFault::new(Place::Head(head.size), defect));
        if head.root != self.tree.root() {
            return fault(Defect::Root);
        }
        if head.history != history {
            return fault(Defect::History);
        }
        if !head.verify(self.key) {
            return fault(Defect::Signature);
        }
        let running = self.starts.iter().rev().find(|start| start.size <= before);
        if running.is_none_or(|start| start.epoch != head.epoch) {
            return fault(Defect::Epoch);
        }
        Ok(())
    }
}

fn read_leaves<E: From<LogFault>>(
    conn: &Connection,
    each: &mut impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let fail = |error: rusqlite::Error| E::from(LogFault::unreadable(error));
    let mut select = conn.prepare("SELECT idx, bytes FROM leaf ORDER BY idx").map_err(fail)?;
    let mut rows = select.query([]).map_err(fail)?;
    while let Some(row) = rows.next().map_err(fail)? {
        let index = db::number(row, 0).map_err(fail)?;
        each(index, row.get_ref(1).and_then(|value| Ok(value.as_blob()?)).map_err(fail)?)?;
    }
    Ok(())
}

fn for_each_row(
    conn: &Connection,
    sql: &str,
    mut each: impl FnMut(&Row<'_>) -> Result<(), LogFault>,
) -> Result<(), LogFault> {
    let mut select = conn.prepare(sql).map_err(LogFault::unreadable)?;
    let mut rows = select.query([]).map_err(LogFault::unreadable)?;
    while let Some(row) = rows.next().map_err(LogFault::unreadable)? {
        each(row)?;
    }
    Ok(())
}
