//! The count of raised hands as it is entered at this table.

use super::Local;
use crate::chamber::command::{Command, Teller};
use crate::chamber::ids::VoteId;
use crate::chamber::rules::{Counting, HandsCount};
use crate::chamber::{Session, Vote};

/// Numbers that are typed and not final yet; the first two options counted, as the profile says which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandsEntry {
    pub vote: VoteId,
    pub teller: Teller,
    /// Recount that they belong to.
    pub recount: usize,
    pub counted: [u32; 2],
}

/// Which of the three rows (for, against, not voting) the tellers count: their places in `counted`.
pub fn counted_rows(mode: HandsCount) -> [Option<usize>; 3] {
    match mode {
        HandsCount::ForAndAgainst => [Some(0), Some(1), None],
        HandsCount::Dissent => [None, Some(0), Some(1)],
    }
}

/// The teller whose numbers are entered at this table next; `None` when both (or the only one) are final.
pub fn teller_here(session: &Session, vote: &Vote) -> Option<Teller> {
    if !vote.hands.contains_key(&Teller::Kiosk) {
        return Some(Teller::Kiosk);
    }
    let second_here = session.plan.rules.tellers.value >= 2
        && session.second_at_kiosk()
        && !vote.hands.contains_key(&Teller::Secretary);
    second_here.then_some(Teller::Secretary)
}

/// Whether every count that the profile asks for is final, so that they may be shown beside each other.
pub fn all_counted(session: &Session, vote: &Vote) -> bool {
    let both = [Teller::Kiosk, Teller::Secretary].iter().all(|t| vote.hands.contains_key(t));
    both || (session.plan.rules.tellers.value < 2 && !vote.hands.is_empty())
}

impl Local {
    /// What `teller` has typed here for `vote` since its last recount.
    pub fn typed_hands(&self, vote: &Vote, teller: Teller) -> [u32; 2] {
        self.hands
            .as_ref()
            .filter(|e| e.vote == vote.id && e.recount == vote.rounds.len() && e.teller == teller)
            .map_or([0, 0], |e| e.counted)
    }

    /// A stepper of the row `id` in the column of `teller` (0 this table's, 1 the other).
    pub(super) fn step_hands(&mut self, session: &Session, vote: &Vote, teller: u8, id: &str, delta: i32) {
        let Some(here) = teller_here(session, vote) else { return };
        let column = match here {
            Teller::Kiosk => 0,
            Teller::Secretary => 1,
        };
        let row = ROWS.iter().position(|row| *row == id);
        let slot = row.and_then(|row| counted_rows(session.plan.rules.hands_count.value)[row]);
        let Some(slot) = slot.filter(|_| column == teller) else { return };
        let mut counted = self.typed_hands(vote, here);
        let most = session.roll.present_count().saturating_sub(counted[1 - slot]);
        counted[slot] = counted[slot].saturating_add_signed(delta).min(most);
        self.hands =
            Some(HandsEntry { vote: vote.id.clone(), teller: here, recount: vote.rounds.len(), counted });
    }

    /// What this teller counted here is final: numbers, or hands by name.
    pub(super) fn final_count(&self, session: &Session, vote: &Vote) -> Option<Command> {
        match vote.form.counting() {
            Counting::Totals => self.final_hands(session, vote),
            Counting::Names => self.final_names(session, vote),
            Counting::Choices | Counting::Paper => None,
        }
    }

    /// This teller's numbers are final.
    fn final_hands(&self, session: &Session, vote: &Vote) -> Option<Command> {
        let teller = teller_here(session, vote)?;
        Some(Command::CountHands { vote: vote.id.clone(), teller, counted: self.typed_hands(vote, teller) })
    }
}

/// Ids of the rows on the screen, in the order of the options.
pub const ROWS: [&str; 3] = ["for", "against", "not-voting"];
