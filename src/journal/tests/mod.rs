mod append;
mod cost;
mod crash;
mod faults;
mod head;
mod mark;
mod merkle;
mod tamper;

use std::fs;
use std::path::Path;

use super::{Journal, NewLeaf};

/// A leaf with this text as content, and a request id when `request` is given.
fn leaf(text: &str, request: Option<&str>) -> NewLeaf {
    NewLeaf {
        bytes: text.as_bytes().to_vec(),
        request: request.map(|request| ("d-07".to_owned(), request.to_owned())),
    }
}

/// `count` leaves, every second with a request id; all different for different `tag`s.
fn leaves(tag: &str, count: usize) -> Vec<NewLeaf> {
    (0..count)
        .map(|i| {
            let text = format!("{{\"{tag}\":{i}}}").repeat(1 + i % 3);
            let request = format!("{tag}-{i}");
            leaf(&text, i.is_multiple_of(2).then_some(request.as_str()))
        })
        .collect()
}

/// Three runs of the program, seven commits, 21 leaves.
fn fill(dir: &Path) {
    for (run, commits) in [vec![1, 3, 2], vec![5, 1], vec![8, 1]].into_iter().enumerate() {
        let mut journal = Journal::open(dir).unwrap();
        for (number, count) in commits.into_iter().enumerate() {
            journal
                .append(&leaves(&format!("r{run}c{number}"), count), 1_795_489_200_000 + number as i64)
                .unwrap();
        }
    }
}

/// Copies a data folder as it lies there, its lock and shared memory left out (as after a power cut).
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("keys")).unwrap();
    for name in ["journal.db", "journal.db-wal", "epoch", "keys/kiosk.key", "keys/room.key"] {
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}
