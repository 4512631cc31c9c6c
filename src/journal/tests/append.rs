use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{fill, leaf, leaves};
use crate::journal::merkle::{empty_root, verify_consistency};
use crate::journal::verify::{check_log, read_file, read_log};
use crate::journal::*;

#[test]
fn a_commit_holds_all_its_leaves_and_survives_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    assert_eq!((journal.size(), journal.epoch(), journal.head()), (0, 1, None));
    assert_eq!(journal.tree().root(), empty_root());
    let first = journal.append(&[leaf("one", Some("r1")), leaf("two", None)], 5).unwrap();
    let second = journal.append(&[leaf("three", Some("r3"))], 6).unwrap();
    assert_eq!((first.first, first.size, second.first, second.size), (0, 2, 2, 3));
    let proofs: Vec<_> = (0..3).map(|i| journal.proof(i).unwrap().unwrap()).collect();
    assert_eq!((&proofs[0].head, &proofs[1].head, &proofs[2].head), (&first.head, &first.head, &second.head));
    assert_eq!(journal.proof_under(1, &first.head).as_ref(), Some(&proofs[1]));
    let (key, secret) = (journal.public_key(), journal.room_secret());
    let signature = journal.sign(b"{}");
    assert!(verify_signature(b"{}", &signature, &key));
    drop(journal);

    let journal = Journal::open(dir.path()).unwrap();
    assert_eq!((journal.size(), journal.epoch(), journal.head()), (3, 2, Some(&second.head)));
    assert_eq!((journal.public_key(), journal.room_secret()), (key, secret));
    for (index, proof) in (0..).zip(&proofs) {
        assert_eq!(journal.proof(index).unwrap().as_ref(), Some(proof));
        let bytes = journal.leaf(index).unwrap().unwrap();
        assert_eq!(verify_receipt(&bytes, index, &proof.path, &proof.head, &key), Ok(()));
    }
    assert_eq!((journal.leaf(3).unwrap(), journal.proof(3).unwrap()), (None, None));
    let mut seen = Vec::new();
    journal
        .read_all(|index, bytes| {
            seen.push((index, String::from_utf8_lossy(bytes).into_owned()));
            Ok::<(), JournalError>(())
        })
        .unwrap();
    assert_eq!(seen, [(0, "one".into()), (1, "two".into()), (2, "three".into())]);
}

#[test]
fn a_request_is_found_again_and_never_stands_twice() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    journal.append(&[leaf("a", None), leaf("b", Some("r"))], 0).unwrap();
    assert_eq!(journal.find("d-07", "r").unwrap(), Some(1));
    assert_eq!(journal.find("d-08", "r").unwrap(), None);
    assert_eq!(journal.find("r", "d-07").unwrap(), None);

    let root = journal.tree().root();
    for batch in
        [vec![leaf("c", None), leaf("d", Some("r"))], vec![leaf("e", Some("n")), leaf("f", Some("n"))]]
    {
        let error = journal.append(&batch, 0).unwrap_err();
        assert!(matches!(error, JournalError::Duplicate { .. }), "{error}");
        assert_eq!((journal.size(), journal.tree().root()), (2, root));
    }
    assert_eq!(journal.find("d-07", "n").unwrap(), None);
    assert!(matches!(journal.append(&[], 0), Err(JournalError::Empty)));
    assert_eq!(journal.append(&[leaf("e", Some("n"))], 0).unwrap().first, 2);
    drop(journal);
    assert_eq!(check_log(dir.path()).unwrap().requests, 2);
}

#[test]
fn the_order_is_the_index_whatever_the_clock_says() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    for at_ms in [1_795_489_200_000, 0, -1, i64::MIN, i64::MAX] {
        let commit = journal.append(&leaves(&at_ms.to_string(), 1), at_ms).unwrap();
        assert_eq!(commit.head.at_ms, at_ms);
        assert!(commit.head.verify(&journal.public_key()));
    }
    drop(journal);
    assert_eq!(Journal::open(dir.path()).unwrap().size(), 5);
    assert_eq!(check_log(dir.path()).unwrap().leaves, 5);
}

#[test]
fn the_same_folder_opens_once() {
    let dir = tempfile::tempdir().unwrap();
    let journal = Journal::open(dir.path()).unwrap();
    match Journal::open(dir.path()) {
        Err(JournalError::InUse { pid }) => assert_eq!(pid, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
    drop(journal);
    assert_eq!(Journal::open(dir.path()).unwrap().epoch(), 2);
}

#[test]
fn folder_and_keys_are_for_the_owner_only() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("a").join("b c%?#ạ");
    let journal = Journal::open(&data).unwrap();
    journal.backup(&data.join("copy.db")).unwrap();
    let mode = |name: &str| fs::metadata(data.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("."), 0o700);
    assert_eq!(mode("keys"), 0o700);
    assert_eq!((mode("keys/kiosk.key"), mode("keys/room.key")), (0o600, 0o600));
    for name in ["journal.db", "journal.db-wal", "copy.db", "lock", "epoch"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    check_log(&data).unwrap();
}

#[test]
fn a_folder_without_its_keys_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path());
    for name in ["keys/kiosk.key", "keys/room.key"] {
        let path = dir.path().join(name);
        let secret = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(matches!(Journal::open(dir.path()), Err(JournalError::KeyFile(_))), "{name}");
        assert!(!path.exists());
        fs::write(&path, &secret[1..]).unwrap();
        assert!(matches!(Journal::open(dir.path()), Err(JournalError::KeyFile(_))), "{name}");
        fs::write(&path, &secret).unwrap();
    }
    fs::write(dir.path().join("keys/kiosk.key"), [7; 32]).unwrap();
    assert!(matches!(Journal::open(dir.path()), Err(JournalError::KeyMismatch)));
    assert_eq!(check_log(dir.path()), Err(LogFault { place: Place::Key, defect: Defect::WrongKey }));
}

#[test]
fn a_newer_schema_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path());
    let conn = rusqlite::Connection::open(dir.path().join("journal.db")).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    drop(conn);
    assert!(matches!(Journal::open(dir.path()), Err(JournalError::SchemaTooNew { found: 99, known: 1 })));
    let fault = check_log(dir.path()).unwrap_err();
    assert_eq!(fault, LogFault { place: Place::Database, defect: Defect::NewerSchema(99) });
}

#[test]
fn a_log_can_be_checked_while_it_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    assert_eq!(check_log(dir.path()).unwrap().leaves, 0);
    for number in 0..5 {
        journal.append(&leaves(&format!("n{number}"), 3), 0).unwrap();
        let mut seen = 0;
        let report = read_log(dir.path(), |index, bytes| {
            assert_eq!((index, journal.leaf(index).unwrap().as_deref()), (seen, Some(bytes)));
            seen += 1;
            Ok::<(), LogFault>(())
        })
        .unwrap();
        assert_eq!((report.leaves, seen), (3 * (number + 1), 3 * (number + 1)));
        assert_eq!((report.heads, report.requests, report.starts), (number + 1, 2 * (number + 1), 1));
        assert_eq!(report.head.as_ref(), journal.head());
        journal.checkpoint().unwrap();
    }
}

#[test]
fn a_backup_is_a_whole_log_and_a_restore_raises_the_epoch() {
    let dir = tempfile::tempdir().unwrap();
    let (data, copy) = (dir.path().join("data"), dir.path().join("copy.db"));
    fill(&data);
    let mut journal = Journal::open(&data).unwrap();
    let key = journal.public_key();
    fs::write(&copy, "an older backup").unwrap();
    journal.backup(&copy).unwrap();
    let old = journal.head().unwrap().clone();
    let report = read_file(&copy, Some(&key), |_, _| Ok::<(), LogFault>(())).unwrap();
    assert_eq!((report.leaves, report.head.as_ref()), (21, Some(&old)));
    let mut names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["copy.db", "data"]);

    journal.append(&leaves("later", 2), 0).unwrap();
    let proof = journal.tree().consistency(old.size, journal.size()).unwrap();
    assert!(verify_consistency(old.size, &old.root, journal.size(), &journal.tree().root(), &proof));
    let epoch = journal.epoch();
    drop(journal);
    let last = Journal::open(&data).unwrap().epoch();
    assert_eq!(last, epoch + 1);

    fs::rename(&copy, data.join("journal.db")).unwrap();
    let mut journal = Journal::open(&data).unwrap();
    assert_eq!((journal.size(), journal.epoch()), (21, last + 1));
    journal.append(&leaves("again", 1), 0).unwrap();
    check_log(&data).unwrap();
}

#[test]
fn a_backup_that_cannot_be_written_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let journal = Journal::open(&dir.path().join("data")).unwrap();
    assert!(journal.backup(&dir.path().join("no/such/folder.db")).is_err());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}
