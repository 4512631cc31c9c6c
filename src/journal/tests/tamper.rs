//! Changes to a closed log: whatever is changed in a table must be found.

use std::fs;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::{copy_folder, fill, leaves};
use crate::journal::verify::check_log;
use crate::journal::{Defect, Journal, LogFault, NewLeaf, Place, db};

const TABLES: [(&str, &[&str]); 4] = [
    ("meta", &["name", "value"]),
    ("start", &["epoch", "size", "signature"]),
    ("leaf", &["idx", "hash", "device", "request", "bytes"]),
    ("head", &["size", "epoch", "root", "history", "at_ms", "signature"]),
];

/// The database as somebody with any SQLite tool has it: no constraint holds him back.
fn tool(dir: &Path) -> Connection {
    let conn = Connection::open(dir.join("journal.db")).unwrap();
    conn.execute_batch("PRAGMA synchronous = off; PRAGMA journal_mode = off; PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on;")
        .unwrap();
    conn
}

/// Some values near this one.
fn variants(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![Value::Text("x".into())],
        Value::Integer(n) => [1, -1, 1 << 20].map(|by| Value::Integer(n.wrapping_add(by))).to_vec(),
        Value::Real(_) => unreachable!("no column holds such"),
        Value::Text(text) => vec![Value::Text(format!("{text}x")), Value::Text(text[1..].to_owned())],
        Value::Blob(bytes) => {
            let mut out =
                vec![Value::Blob(bytes[1..].to_vec()), Value::Blob([bytes.as_slice(), &[0]].concat())];
            for position in [0, bytes.len() / 3, bytes.len() - 1] {
                let mut flipped = bytes.clone();
                flipped[position] ^= 1 << (position % 8);
                out.push(Value::Blob(flipped));
            }
            out
        }
    }
}

#[test]
fn every_changed_field_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy"));
    fill(&data);
    copy_folder(&data, &copy);
    let whole = fs::read(data.join("journal.db")).unwrap();
    let mut changes = 0;
    for (table, columns) in TABLES {
        for (number, column) in columns.iter().enumerate() {
            let rows = all_rows(&tool(&copy), table, columns);
            for row in &rows {
                for value in variants(&row[number]) {
                    let key = &row[0];
                    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {} = ?2", columns[0]);
                    let done = tool(&copy).execute(&sql, [&value, key]);
                    // STRICT types and unique keys can refuse a change; then there is none.
                    if done.is_ok() {
                        changes += 1;
                        let found = check_log(&copy);
                        assert!(found.is_err(), "{table}.{column} of {key:?} to {value:?}");
                        fs::write(copy.join("journal.db"), &whole).unwrap();
                    }
                }
            }
        }
    }
    assert!(changes > 500, "{changes}");
    check_log(&copy).unwrap();
}

#[test]
fn a_row_more_or_less_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy"));
    fill(&data);
    copy_folder(&data, &copy);
    let whole = fs::read(data.join("journal.db")).unwrap();
    let missing = |dir: &Path, table: &str, key: &str, row: &Value| {
        tool(dir).execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [row]).unwrap();
    };
    for (table, columns) in TABLES {
        let rows = all_rows(&tool(&copy), table, columns);
        for row in &rows {
            missing(&copy, table, columns[0], &row[0]);
            assert!(check_log(&copy).is_err(), "{table} without {:?}", row[0]);
            fs::write(copy.join("journal.db"), &whole).unwrap();
        }
    }
    for sql in [
        "INSERT INTO meta VALUES ('other', x'00')",
        "INSERT INTO start SELECT epoch + 1, size, signature FROM start WHERE epoch = 3",
        "INSERT INTO leaf SELECT idx + 1, hash, device, NULL, bytes FROM leaf WHERE idx = 20",
        "INSERT INTO head SELECT size - 1, epoch, root, history, at_ms, signature FROM head WHERE size = 6",
        "INSERT INTO head SELECT size + 1, epoch, root, history, at_ms, signature FROM head WHERE size = 21",
        "CREATE TABLE other (x)",
        "CREATE TRIGGER t AFTER INSERT ON leaf BEGIN DELETE FROM head; END",
        "CREATE VIEW v AS SELECT * FROM leaf",
        "DROP INDEX leaf_request",
        "ALTER TABLE leaf ADD COLUMN other TEXT",
        "PRAGMA application_id = 1",
        "PRAGMA user_version = 0",
    ] {
        tool(&copy).execute_batch(sql).unwrap();
        assert!(check_log(&copy).is_err(), "{sql}");
        fs::write(copy.join("journal.db"), &whole).unwrap();
    }
    check_log(&copy).unwrap();
}

/// The report names the place, also when the leaf's hash was made to fit.
#[test]
fn the_place_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy"));
    fill(&data);
    copy_folder(&data, &copy);
    let whole = fs::read(data.join("journal.db")).unwrap();
    let hash = crate::journal::merkle::leaf_hash(b"changed");
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let both = format!("UPDATE leaf SET bytes = CAST('changed' AS BLOB), hash = x'{hex}' WHERE idx = 9");
    for (sql, place, defect) in [
        ("UPDATE leaf SET bytes = x'00' WHERE idx = 9", Place::Leaf(9), Defect::Hash),
        (both.as_str(), Place::Head(11), Defect::Root),
        ("UPDATE leaf SET request = 'r' WHERE idx = 6", Place::Head(11), Defect::History),
        ("UPDATE leaf SET device = NULL, request = NULL WHERE idx = 6", Place::Head(11), Defect::History),
        ("DELETE FROM head WHERE size = 4", Place::Head(6), Defect::History),
        ("UPDATE head SET epoch = 2 WHERE size = 4", Place::Head(4), Defect::Signature),
        ("DELETE FROM start WHERE epoch = 2", Place::Start(3), Defect::Signature),
        ("DELETE FROM start WHERE epoch = 3", Place::Head(20), Defect::Epoch),
        ("UPDATE leaf SET idx = 50 WHERE idx = 7", Place::Leaf(8), Defect::Gap),
    ] {
        tool(&copy).execute_batch(sql).unwrap();
        assert_eq!(check_log(&copy), Err(LogFault { place, defect }), "{sql}");
        fs::write(copy.join("journal.db"), &whole).unwrap();
    }
}

/// Raw bytes of the file: each flip is found, or changes nothing that the tables say (unused space, counters).
#[test]
fn a_flipped_byte_of_the_file_is_found_or_harmless() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy"));
    fill(&data);
    let long: Vec<NewLeaf> =
        leaves("long", 60).into_iter().map(|leaf| NewLeaf { bytes: leaf.bytes.repeat(20), ..leaf }).collect();
    Journal::open(&data).unwrap().append(&long, 0).unwrap();
    copy_folder(&data, &copy);
    let whole = fs::read(data.join("journal.db")).unwrap();
    let content = everything(&copy);
    let (mut found, mut harmless) = (0, 0);
    // A step that is no divisor of the page size, so that it comes by everywhere.
    for (number, position) in (0..whole.len()).step_by(97).enumerate() {
        let mut bytes = whole.clone();
        bytes[position] ^= 1 << (number % 8);
        fs::write(copy.join("journal.db"), &bytes).unwrap();
        if check_log(&copy).is_err() {
            found += 1;
        } else {
            harmless += 1;
            assert_eq!(everything(&copy), content, "byte {position}");
        }
    }
    assert!(found > 200, "{found} found, {harmless} harmless");
}

fn all_rows(conn: &Connection, table: &str, columns: &[&str]) -> Vec<Vec<Value>> {
    let sql = format!("SELECT {} FROM {table} ORDER BY 1", columns.join(", "));
    let mut select = conn.prepare(&sql).unwrap();
    let rows =
        select.query_map(params_from_iter([0; 0]), |row| (0..columns.len()).map(|i| row.get(i)).collect());
    rows.unwrap().map(Result::unwrap).collect()
}

fn everything(dir: &Path) -> Vec<Vec<Vec<Value>>> {
    let conn = db::open_reader(&db::path(dir), true).unwrap();
    TABLES.iter().map(|(table, columns)| all_rows(&conn, table, columns)).collect()
}
