//! What things cost; to be run by hand: `cargo test --release journal::tests::cost -- --ignored --nocapture`.

use std::time::Instant;

use super::leaf;
use crate::journal::verify::check_log;
use crate::journal::*;

fn batch(tag: usize, count: usize, bytes: usize) -> Vec<NewLeaf> {
    (0..count)
        .map(|i| leaf(&"x".repeat(bytes), Some(&format!("019b3a7c-0000-7000-8000-{tag:06}{i:06}"))))
        .collect()
}

#[test]
#[ignore = "measures, checks nothing"]
fn cost() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    for (count, rounds) in [(1, 200), (35, 100), (500, 60)] {
        let mut times = Vec::new();
        for round in 0..rounds {
            let batch = batch(count * 1000 + round, count, 600);
            let start = Instant::now();
            let commit = journal.append(&batch, 0).unwrap();
            let committed = start.elapsed();
            let proofs =
                (commit.first..commit.size).filter_map(|i| journal.proof_under(i, &commit.head)).count();
            assert_eq!(proofs, count);
            times.push((committed, start.elapsed()));
        }
        times.sort();
        println!(
            "commit of {count} x 600 B: median {:?}, with proofs {:?}, worst {:?}",
            times[rounds / 2].0,
            times[rounds / 2].1,
            times[rounds - 1].0
        );
    }
    drop(journal);

    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path()).unwrap();
    let start = Instant::now();
    for round in 0..2000 {
        journal.append(&batch(round, 50, 300), 0).unwrap();
    }
    println!("writing 100,000 x 300 B in 2,000 commits: {:?}", start.elapsed());
    drop(journal);
    let start = Instant::now();
    let journal = Journal::open(dir.path()).unwrap();
    println!("opening it: {:?}", start.elapsed());
    let start = Instant::now();
    let mut bytes = 0;
    journal
        .read_all(|_, leaf| {
            bytes += leaf.len();
            Ok::<(), JournalError>(())
        })
        .unwrap();
    println!("replay of {bytes} bytes: {:?}", start.elapsed());
    let start = Instant::now();
    (0..1000).for_each(|i| drop(journal.proof(i * 97).unwrap()));
    println!("1,000 proofs: {:?}", start.elapsed());
    let start = Instant::now();
    journal.backup(&dir.path().join("copy.db")).unwrap();
    println!("backup: {:?}", start.elapsed());
    drop(journal);
    let start = Instant::now();
    check_log(dir.path()).unwrap();
    println!("check: {:?}", start.elapsed());
}
