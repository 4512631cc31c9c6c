//! kill -9, and writes that the system refuses, in real processes: the test executable starts itself again.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::leaf;
use crate::journal::verify::check_log;
use crate::journal::*;

const FOLDER: &str = "NGHITRUONG_TEST_JOURNAL";

/// This executable, running only the named test of this file, on this folder.
fn child(test: &str, dir: &Path, wrapper: &[&str]) -> Command {
    let program = std::env::current_exe().unwrap();
    let mut words = wrapper.iter().map(std::ffi::OsStr::new).chain([program.as_os_str()]);
    let mut command = Command::new(words.next().unwrap());
    command
        .args(words)
        .args(["--exact", &format!("journal::tests::crash::{test}"), "--nocapture", "--test-threads=1"])
        .env(FOLDER, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit());
    command
}

/// What the child appends under a request id.
fn content(request: &str) -> String {
    format!("{request}/").repeat(1 + request.len() * 7 % 40)
}

/// The child: appends until it is killed, and says so after every commit. An ordinary run does nothing here.
#[test]
fn appender() {
    let Some(dir) = std::env::var_os(FOLDER) else {
        return;
    };
    let mut out = std::io::stdout();
    writeln!(out, "\nstarted").unwrap();
    let mut journal = Journal::open(Path::new(&dir)).unwrap();
    for number in 0..400 {
        let requests: Vec<String> =
            (0..1 + number % 5).map(|i| format!("{}.{number}.{i}", journal.epoch())).collect();
        let batch: Vec<NewLeaf> = requests.iter().map(|id| leaf(&content(id), Some(id))).collect();
        let commit = journal.append(&batch, number).unwrap();
        let mut text = String::new();
        for (index, request) in (commit.first..).zip(&requests) {
            let proof = journal.proof_under(index, &commit.head).unwrap();
            text += &format!("recorded {request} {}\n", serde_json::to_string(&proof).unwrap());
        }
        out.write_all(text.as_bytes()).unwrap();
    }
}

#[test]
fn what_a_killed_process_receipted_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let mut receipts: BTreeMap<String, Proof> = BTreeMap::new();
    // The first kills hit the opening, later ones the commits.
    for lines in [1, 1, 2, 3, 1, 4, 6, 9, 13, 1, 17, 22, 28, 35, 43, 2, 52, 60, 71, 90] {
        let mut process = child("appender", dir.path(), &[]).spawn().unwrap();
        let mut said = 0;
        for line in BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok) {
            let mut words = line.splitn(3, ' ');
            match (words.next(), words.next(), words.next()) {
                (Some("started"), ..) => said += 1,
                // The last line may have been cut by the kill.
                (Some("recorded"), Some(request), Some(json)) => {
                    if let Ok(proof) = serde_json::from_str(json) {
                        receipts.insert(request.to_owned(), proof);
                        said += 1;
                    }
                }
                _ => {}
            }
            if said == lines {
                process.kill().unwrap();
            }
        }
        assert!(!process.wait().unwrap().success(), "the child ended by itself");

        if dir.path().join("journal.db").exists() && !receipts.is_empty() {
            check_log(dir.path()).unwrap();
        }
        let journal = Journal::open(dir.path()).unwrap();
        let key = journal.public_key();
        for (request, proof) in &receipts {
            let bytes = content(request).into_bytes();
            assert_eq!(journal.find("d-07", request).unwrap(), Some(proof.index));
            assert_eq!(journal.leaf(proof.index).unwrap().as_ref(), Some(&bytes));
            assert_eq!(journal.proof(proof.index).unwrap().as_ref(), Some(proof));
            assert_eq!(verify_receipt(&bytes, proof.index, &proof.path, &proof.head, &key), Ok(()));
        }
        check_log(dir.path()).unwrap();
    }
    assert!(receipts.len() > 300, "{} receipts", receipts.len());
}

/// The child of the next test: says how it was received.
#[test]
fn second() {
    let Some(dir) = std::env::var_os(FOLDER) else {
        return;
    };
    println!("\n{}", Journal::open(Path::new(&dir)).unwrap_err());
}

#[test]
fn a_second_process_is_told_who_has_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    let output = child("second", dir.path(), &[]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains(&format!("in use by process {}", std::process::id())), "{text}");
    journal.append(&[leaf("one", None)], 0).unwrap();
}

/// The child of the next test: lets files grow only so far, at many points of the write-ahead log.
#[test]
fn writer_without_room() {
    let Some(dir) = std::env::var_os(FOLDER) else {
        return;
    };
    let dir = Path::new(&dir);
    let maximum = getrlimit(Resource::Fsize).maximum;
    let limit = |current| setrlimit(Resource::Fsize, Rlimit { current, maximum }).unwrap();
    let mut journal = Journal::open(dir).unwrap();
    journal.append(&[leaf("first", None)], 0).unwrap();
    let (mut refused, mut recorded) = (0, 0);
    for step in 0..60_u64 {
        let batch: Vec<NewLeaf> =
            (0..3).map(|i| leaf(&format!("{step}.{i}").repeat(500), Some(&format!("{step}.{i}")))).collect();
        let before = (journal.size(), journal.tree().root(), journal.head().cloned());
        limit(Some(std::fs::metadata(dir.join("journal.db-wal")).unwrap().len() + step * 997));
        let result = journal.append(&batch, 0);
        limit(maximum);
        if result.is_err() {
            refused += 1;
            assert_eq!((journal.size(), journal.tree().root(), journal.head().cloned()), before);
            assert_eq!(journal.find("d-07", &format!("{step}.0")).unwrap(), None);
            check_log(dir).unwrap();
            journal.append(&batch, 0).unwrap();
        } else {
            recorded += 1;
        }
        assert_eq!(journal.size(), before.0 + 3);
    }
    println!("\nrefused {refused} recorded {recorded}");
}

#[test]
fn when_the_system_refuses_to_write_nothing_is_half_done() {
    let dir = tempfile::tempdir().unwrap();
    // The shell makes the refusal an error instead of a signal.
    let shell = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
    let output = child("writer_without_room", dir.path(), &shell).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    let line = text.lines().find(|line| line.starts_with("refused")).unwrap();
    let numbers: Vec<u32> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
    assert!(numbers[0] >= 10 && numbers[1] >= 5, "{line}");
    assert_eq!(check_log(dir.path()).unwrap().leaves, 181);
}
