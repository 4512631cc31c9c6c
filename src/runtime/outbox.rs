//! Snapshots on their way out: newest only, and no more often than each needs.

use crate::hub::changes::{AT_ONCE, Changed, Changes, SOON};
use std::collections::BTreeMap;

/// What waits to be published and when it may go. Counts wait from their first change, so that a burst of choices becomes
/// one tally after it, and the receipts of the burst go first; what is only held back ([`SOON`]) waits from when it was
/// last sent, so that a single request to speak is on every screen without delay.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: Changes,
    noted_at: BTreeMap<Changed, u64>,
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
        self.sent_at.retain(|_, sent| *sent + SOON > mono_ms);
        for (what, wait) in self.waiting.take() {
            self.noted_at.entry(what.clone()).or_insert(mono_ms);
            if self.due_at(&what, wait) <= mono_ms {
                self.noted_at.remove(&what);
                self.sent_at.insert(what.clone(), mono_ms);
                due.push(what);
            } else {
                self.waiting.add(what, wait);
            }
        }
        due
    }

    fn due_at(&self, what: &Changed, wait: u64) -> u64 {
        let from = if wait == SOON { &self.sent_at } else { &self.noted_at };
        if wait == AT_ONCE { 0 } else { from.get(what).map_or(0, |from| from + wait) }
    }

    /// When the next of what waits may go, in the runtime's monotonic milliseconds.
    pub fn next_due(&self) -> Option<u64> {
        self.waiting.iter().map(|(what, wait)| self.due_at(what, wait)).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::ids::VoteId;

    #[test]
    fn a_single_request_to_speak_is_told_at_once_and_a_burst_of_them_ten_times_a_second() {
        let mut outbox = Outbox::default();
        outbox.changes().add(Changed::Queue, SOON);
        assert_eq!(outbox.due(1000), vec![Changed::Queue]);
        for at in [1001, 1050, 1099] {
            outbox.changes().add(Changed::Queue, SOON);
            assert_eq!(outbox.due(at), vec![]);
        }
        assert_eq!(outbox.next_due(), Some(1100));
        assert_eq!(outbox.due(1100), vec![Changed::Queue]);
        outbox.changes().add(Changed::Queue, SOON);
        assert_eq!(outbox.due(1500), vec![Changed::Queue]);
    }

    #[test]
    fn a_burst_of_choices_is_one_tally_after_it() {
        let tally = Changed::Tally(VoteId::new("v1").expect("an id"));
        let mut outbox = Outbox::default();
        outbox.changes().add(tally.clone(), 250);
        assert_eq!(outbox.due(1000), vec![]);
        outbox.changes().add(tally.clone(), 250);
        assert_eq!(outbox.due(1001), vec![]);
        assert_eq!(outbox.next_due(), Some(1250));
        outbox.changes().add(Changed::Session, AT_ONCE);
        assert_eq!(outbox.due(1002), vec![Changed::Session]);
        assert_eq!(outbox.due(1250), vec![tally.clone()]);
        outbox.changes().add(tally.clone(), 250);
        assert_eq!(outbox.due(1260), vec![]);
        // What the chair does takes along what was waiting.
        outbox.changes().add(tally.clone(), AT_ONCE);
        assert_eq!(outbox.due(1270), vec![tally]);
        assert_eq!(outbox.next_due(), None);
    }
}
