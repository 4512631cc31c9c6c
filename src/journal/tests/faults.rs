use std::fs;

use super::{copy_folder, leaf, leaves};
use crate::journal::verify::check_log;
use crate::journal::*;

#[test]
fn a_full_disk_records_nothing_and_is_over_when_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    journal.append(&leaves("before", 3), 0).unwrap();
    let pages: i64 = journal.conn.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    let before = (journal.size(), journal.tree().root(), journal.head().cloned());
    for extra in 0..4 {
        let limit = |pages: i64| {
            journal.conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        };
        limit(pages + extra);
        let batch: Vec<NewLeaf> = (0..30).map(|i| leaf(&"x".repeat(1000), Some(&i.to_string()))).collect();
        let error = journal.append(&batch, 0).unwrap_err();
        assert!(matches!(error, JournalError::DiskFull), "{error}");
        assert_eq!((journal.size(), journal.tree().root(), journal.head().cloned()), before);
        assert_eq!(journal.find("d-07", "0").unwrap(), None);
        assert_eq!(check_log(dir.path()).unwrap().leaves, 3);
    }
    journal.conn.pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(())).unwrap();
    assert_eq!(journal.append(&leaves("after", 3), 0).unwrap().first, 3);
    drop(journal);
    assert_eq!(check_log(dir.path()).unwrap().leaves, 6);
}

/// After a power cut the write-ahead log may end anywhere, or with bytes that were never meant.
#[test]
fn of_a_torn_tail_a_prefix_of_the_commits_survives() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy"));
    let mut journal = Journal::open(&data).unwrap();
    let mut sizes = vec![0];
    for (number, count) in [1, 4, 2, 9, 1, 3].into_iter().enumerate() {
        sizes.push(journal.append(&leaves(&format!("n{number}"), count), 0).unwrap().size);
    }
    let wal = fs::read(data.join("journal.db-wal")).unwrap();
    // Each end of a frame, and places between.
    let cuts = (0..=wal.len()).step_by(5003).chain((32..=wal.len()).step_by(24 + 4096));
    let mut survived = std::collections::BTreeMap::new();
    for (number, cut) in cuts.enumerate() {
        copy_folder(&data, &copy);
        let mut tail = wal[..cut].to_vec();
        if number % 2 == 1 {
            tail.extend(wal[cut..].iter().map(|byte| !byte));
        }
        fs::write(copy.join("journal.db-wal"), &tail).unwrap();
        let report = check_log(&copy).unwrap();
        assert!(sizes.contains(&report.leaves), "cut at {cut}: {}", report.leaves);
        survived.insert(cut, report.leaves);
        let mut opened = Journal::open(&copy).unwrap();
        assert_eq!(opened.size(), report.leaves);
        for index in 0..opened.size() {
            assert_eq!(opened.proof(index).unwrap(), journal.proof(index).unwrap());
        }
        if number % 5 == 0 {
            opened.append(&leaves("next", 2), 0).unwrap();
            drop(opened);
            assert_eq!(check_log(&copy).unwrap().leaves, report.leaves + 2);
        }
        fs::remove_dir_all(&copy).unwrap();
    }
    let found: Vec<u64> = survived.into_values().collect();
    assert!(found.is_sorted());
    assert!(sizes.iter().all(|size| found.contains(size)), "{found:?}");
}

#[test]
fn opening_finds_a_broken_tail() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy"));
    super::fill(&data);
    let cases = [
        ("UPDATE leaf SET hash = zeroblob(32) WHERE idx = 4", Place::Head(21), Defect::Root),
        ("UPDATE head SET signature = zeroblob(64) WHERE size = 21", Place::Head(21), Defect::Signature),
        ("UPDATE head SET at_ms = 0 WHERE size = 21", Place::Head(21), Defect::Signature),
        ("DELETE FROM head WHERE size = 21", Place::Leaf(20), Defect::Uncovered),
        ("DELETE FROM leaf WHERE idx = 20", Place::Head(21), Defect::BeyondEnd),
        ("DELETE FROM leaf WHERE idx = 7", Place::Leaf(8), Defect::Gap),
        ("DELETE FROM meta", Place::Key, Defect::WrongKey),
    ];
    for (sql, place, defect) in cases {
        copy_folder(&data, &copy);
        rusqlite::Connection::open(copy.join("journal.db")).unwrap().execute(sql, []).unwrap();
        match Journal::open(&copy) {
            Err(JournalError::Broken(fault)) => assert_eq!(fault, LogFault { place, defect }, "{sql}"),
            other => panic!("{sql}: {other:?}"),
        }
        fs::remove_dir_all(&copy).unwrap();
    }
}

#[test]
fn replay_finds_a_changed_leaf() {
    let dir = tempfile::tempdir().unwrap();
    super::fill(dir.path());
    let conn = rusqlite::Connection::open(dir.path().join("journal.db")).unwrap();
    conn.execute("UPDATE leaf SET bytes = x'00' WHERE idx = 5", []).unwrap();
    drop(conn);
    let journal = Journal::open(dir.path()).unwrap();
    match journal.read_all(|_, _| Ok::<(), JournalError>(())) {
        Err(JournalError::Broken(fault)) => assert_eq!(fault.place, Place::Leaf(5)),
        other => panic!("{other:?}"),
    }
}
