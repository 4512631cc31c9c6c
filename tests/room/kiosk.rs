//! The program in the middle: what waits is decided one after another, then committed together or not at all.

use super::ROOM;
use nghitruong::chamber::{Chamber, Now, Session};
use nghitruong::hub::entry::Entry;
use nghitruong::hub::{Hub, Input, Step};

/// The credential that a phone got for the room's code.
pub const PASS: &str = "pass";

pub struct Kiosk {
    pub committed: Chamber,
    working: Chamber,
    pub hub: Hub,
    /// The leaves on the disk.
    pub log: Vec<Vec<u8>>,
    pub now: Now,
}

impl Kiosk {
    pub fn new() -> Self {
        Self {
            committed: Chamber::default(),
            working: Chamber::default(),
            hub: Hub::new(ROOM),
            log: Vec::new(),
            now: Now { utc_ms: 1_797_465_600_000, mono_ms: 0 },
        }
    }

    pub fn session(&self) -> &Session {
        self.committed.current().expect("a session")
    }

    /// Gives the steps, and whether they were written.
    pub fn batch(&mut self, inputs: Vec<Input>, disk_fails: bool) -> (Vec<Step>, bool) {
        let size = self.log.len();
        let mut leaves = Vec::new();
        let mut steps = Vec::new();
        for input in inputs {
            let index = (size + leaves.len()) as u64;
            let step = self.hub.handle(&self.working, input, self.now, index, |pass| pass == PASS);
            if let Step::Accepted { entry, .. } = &step {
                entry.events.iter().for_each(|event| self.working.apply(event, entry.at));
                leaves.push(serde_json::to_vec(entry).expect("serialised"));
            }
            steps.push(step);
        }
        let written = leaves.is_empty() || !disk_fails;
        if written {
            for step in &steps {
                if let Step::Accepted { entry, .. } = step {
                    entry.events.iter().for_each(|event| self.committed.apply(event, entry.at));
                }
            }
            self.log.extend(leaves);
            self.hub.answered();
        } else {
            self.hub.failed(size as u64);
            self.working = self.committed.clone();
        }
        self.committed.verify_invariants().unwrap_or_else(|what| panic!("{what}"));
        (steps, written)
    }

    pub fn entry(&self, index: u64) -> Entry {
        let leaf = self.log.get(usize::try_from(index).expect("small")).expect("a leaf");
        serde_json::from_slice(leaf).expect("an entry")
    }

    /// The power was cut: everything comes back from the disk.
    pub fn restart(&mut self) {
        let (mut chamber, mut hub) = (Chamber::default(), Hub::new(ROOM));
        for index in 0..self.log.len() as u64 {
            let entry = self.entry(index);
            hub.remember(index, &entry.cause);
            entry.events.iter().for_each(|event| chamber.apply(event, entry.at));
        }
        assert_eq!(chamber, self.committed, "the log gives the same chamber again");
        self.working = chamber;
        self.hub = hub;
    }
}
