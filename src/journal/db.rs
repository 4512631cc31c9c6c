//! The database file: opening, migrations, and rows of its tables.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, TransactionBehavior, config::DbConfig};

use super::head::{PublicKey, SignedHead};
use super::{JournalError, merkle::Hash};

/// The first version without the WAL-reset bug.
const OLDEST_SQLITE: i32 = 3_051_003;

/// A commit that finds this many pages (16 MB) in the write-ahead log also moves them to the database, which takes
/// some ms. [`super::Journal::checkpoint`] in a quiet moment comes before that.
const CHECKPOINT_PAGES: i64 = 4000;

/// Migration `n` leads from schema version `n` to `n + 1`; files that were released never change.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_log.sql")];

pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join("journal.db")
}

/// Opens the one writer's connection and brings the schema up to date.
pub(super) fn open_writer(path: &Path) -> Result<Connection, JournalError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(JournalError::SqliteTooOld(rusqlite::version()));
    }
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0))?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update_and_check(None, "wal_autocheckpoint", CHECKPOINT_PAGES, |_| Ok(()))?;
    migrate(&mut conn, MIGRATIONS.len())?;
    Ok(conn)
}

/// Opens for reading only. `quiet` says that no other connection exists: then nothing is locked or created, so that a
/// folder on a read-only medium can be checked too.
pub(super) fn open_reader(path: &Path, quiet: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = if quiet {
        Connection::open_with_flags(immutable_uri(path), flags | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(conn)
}

fn immutable_uri(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri + "?immutable=1"
}

fn migrate(conn: &mut Connection, target: usize) -> Result<(), JournalError> {
    let found = version(conn)?;
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(JournalError::SchemaTooNew { found, known: MIGRATIONS.len() as i64 });
    }
    for (index, sql) in MIGRATIONS.iter().enumerate().take(target).skip(done) {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(sql)?;
        tx.pragma_update(None, "user_version", index as i64 + 1)?;
        tx.commit()?;
    }
    Ok(())
}

fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// `Ok(true)` when the file's tables and indexes are exactly those of its schema version.
pub(super) fn schema_is_ours(conn: &Connection) -> Result<bool, JournalError> {
    let found = version(conn)?;
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(JournalError::SchemaTooNew { found, known });
    }
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh, usize::try_from(found).unwrap_or(0))?;
    let id = |conn: &Connection| conn.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    Ok(found > 0 && schema(conn)? == schema(&fresh)? && id(conn)? == id(&fresh)?)
}

fn schema(conn: &Connection) -> rusqlite::Result<Vec<[Option<String>; 4]>> {
    conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?
        .query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?
        .collect()
}

/// The public key in `meta`; `None` when that table is empty.
pub(super) fn public_key(conn: &Connection) -> rusqlite::Result<Option<PublicKey>> {
    conn.query_row("SELECT value FROM meta WHERE name = 'public_key'", [], |row| row.get(0)).optional()
}

/// A row of `start`.
pub(super) struct Start {
    pub epoch: u64,
    pub size: u64,
    pub signature: [u8; 64],
}

impl Start {
    pub const SELECT: &str = "SELECT epoch, size, signature FROM start ORDER BY epoch";

    pub fn from_row(row: &Row<'_>) -> rusqlite::Result<Start> {
        Ok(Start { epoch: number(row, 0)?, size: number(row, 1)?, signature: row.get(2)? })
    }
}

/// The columns of a head in the order that [`head_from_row`] reads.
pub(super) const HEAD: &str = "SELECT size, epoch, root, history, at_ms, signature FROM head";

pub(super) fn head_from_row(row: &Row<'_>) -> rusqlite::Result<SignedHead> {
    Ok(SignedHead {
        size: number(row, 0)?,
        epoch: number(row, 1)?,
        root: row.get::<_, Hash>(2)?,
        history: row.get::<_, Hash>(3)?,
        at_ms: row.get(4)?,
        signature: row.get(5)?,
    })
}

/// A column that is never negative.
pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, value))
}

/// Sizes and indexes as SQLite keeps them. Each is a count of rows, which SQLite itself holds below 2^63.
pub(super) fn integer(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
