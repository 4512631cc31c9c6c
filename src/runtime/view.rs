//! What the runtime shows to the parts of this program: the committed state and the health of its surroundings.

use crate::chamber::Chamber;
use crate::chamber::ids::DeviceId;
use crate::hub::Hub;
use crate::hub::changes::Changes;
use crate::hub::snapshots::{self, Stamp};
use crate::wire::health::DeviceHealth;
use crate::wire::topic::Topic;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The committed state after some batch. Cheap to clone.
#[derive(Debug, Clone)]
pub struct View {
    pub chamber: Arc<Chamber>,
    /// Start counter of this data folder.
    pub epoch: u64,
    /// Number of leaves in the journal.
    pub rev: u64,
    /// Host's UTC milliseconds of the last commit; `None` before the first.
    pub last_commit_at: Option<i64>,
    pub health: Health,
    /// Devices with a connection to this machine.
    pub online: Arc<BTreeSet<DeviceId>>,
    /// What devices told of themselves last, also those that are gone.
    pub device_health: Arc<BTreeMap<DeviceId, DeviceHealth>>,
}

impl View {
    /// All snapshots of this state that anybody in `room` may read, as they would be published.
    pub fn snapshots(&self, room: &str) -> Vec<(Topic, Vec<u8>)> {
        let mut all = Changes::default();
        all.all(&self.chamber);
        let hub = Hub::new(room);
        let stamp = Stamp { epoch: self.epoch, rev: self.rev };
        all.iter()
            .filter_map(|(changed, _)| snapshots::message(changed, &self.chamber, &hub, "", stamp))
            .collect()
    }
}

/// What does not work at present. All `None`: everything does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// The broker is away since then (UTC ms), for this reason.
    pub link_down: Option<(i64, String)>,
    /// The last commit failed.
    pub disk: Option<DiskFault>,
}

/// Why nothing can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskFault {
    /// Host's UTC milliseconds of the first failed commit.
    pub since: i64,
    /// No space, rather than an error of the medium.
    pub full: bool,
    /// In words of the system, for the log.
    pub reason: String,
}
