//! What one device's requests were refused for. A restart forgets it: that ends every connection, and with it every copy
//! that is still under way.

use crate::chamber::Refusal;
use crate::chamber::ids::RequestId;
use std::collections::BTreeMap;

/// Most refusals that are kept for a device.
const KEPT: usize = 256;

/// Refusals of one device that stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Refusals {
    /// Counter and answer of each request.
    kept: BTreeMap<RequestId, (u64, Refusal)>,
    forgotten: u64,
}

impl Refusals {
    /// What `req` was refused for.
    pub fn of(&self, req: &RequestId) -> Option<&Refusal> {
        self.kept.get(req).map(|(_, why)| why)
    }

    /// Greatest counter of those that had to give way. Whatever has none greater may be a copy of one of them, and is as
    /// good as answered.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Keeps the refusal of `req` with the counter `n`; the one with the lowest counter gives way.
    pub fn keep(&mut self, req: &RequestId, n: u64, why: &Refusal) {
        self.kept.insert(req.clone(), (n, why.clone()));
        if self.kept.len() > KEPT
            && let Some((oldest, n)) =
                self.kept.iter().map(|(req, (n, _))| (req.clone(), *n)).min_by_key(|(_, n)| *n)
        {
            self.kept.remove(&oldest);
            self.forgotten = self.forgotten.max(n);
        }
    }

    /// Nobody was told.
    pub fn forget(&mut self, req: &RequestId) {
        self.kept.remove(req);
    }
}
