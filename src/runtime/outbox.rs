//! Snapshots on their way out: newest only, and no more often than each needs.

use crate::hub::changes::{AT_ONCE, Changed, Changes};
use std::collections::BTreeMap;

/// What waits to be published and when it may go.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: Changes,
    sent_at: BTreeMap<Changed, u64>,
}

impl Outbox {
    /// Adds to what waits.
    pub fn changes(&mut self) -> &mut Changes {
        &mut self.waiting
    }

    /// Takes what may go at `mono_ms`; the rest stays.
    pub fn due(&mut self, mono_ms: u64) -> Vec<Changed> {
        let mut due = Vec::new();
        for (what, wait) in self.waiting.take() {
            let ready = wait == AT_ONCE || self.sent_at.get(&what).is_none_or(|sent| sent + wait <= mono_ms);
            if ready {
                self.sent_at.insert(what.clone(), mono_ms);
                due.push(what);
            } else {
                self.waiting.add(what, wait);
            }
        }
        due
    }

    /// When the next of what waits may go, in the runtime's monotonic milliseconds.
    pub fn next_due(&self) -> Option<u64> {
        self.waiting.iter().map(|(what, wait)| self.sent_at.get(what).map_or(0, |sent| sent + wait)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::ids::VoteId;

    #[test]
    fn a_burst_of_choices_is_one_tally_now_and_one_later() {
        let tally = Changed::Tally(VoteId::new("v1").expect("an id"));
        let mut outbox = Outbox::default();
        outbox.changes().add(tally.clone(), 250);
        assert_eq!(outbox.due(1000), vec![tally.clone()]);
        outbox.changes().add(tally.clone(), 250);
        outbox.changes().add(tally.clone(), 250);
        assert_eq!(outbox.due(1001), vec![]);
        assert_eq!(outbox.next_due(), Some(1250));
        outbox.changes().add(Changed::Session, AT_ONCE);
        assert_eq!(outbox.due(1002), vec![Changed::Session]);
        assert_eq!(outbox.due(1250), vec![tally]);
        assert_eq!(outbox.next_due(), None);
    }
}
