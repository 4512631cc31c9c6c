//! What two tellers see of raised hands, and how each enters it.

use crate::chamber::command::{Choice, Command, Teller};
use crate::chamber::count_choices;
use crate::chamber::ids::{DelegateId, VoteId};
use crate::chamber::rules::HandsCount;
use crate::wire::up::Ask;
use std::collections::BTreeMap;

/// Raised hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// For and against.
    Totals([u32; 2]),
    /// By name.
    Names(BTreeMap<DelegateId, Choice>),
}

impl Seen {
    /// How many are for and against.
    pub fn for_and_against(&self) -> [u32; 2] {
        match self {
            Self::Totals(counted) => *counted,
            Self::Names(names) => {
                let [votes_for, against, _] = count_choices(names.values().copied());
                [votes_for, against]
            }
        }
    }

    /// Everybody's choice, where it was seen by name.
    pub fn own(&self) -> BTreeMap<DelegateId, Choice> {
        match self {
            Self::Totals(_) => BTreeMap::new(),
            Self::Names(names) => names.clone(),
        }
    }

    /// The same with one hand less; `None` if there is none.
    pub fn missed_one(&self) -> Option<Self> {
        match self {
            Self::Totals([votes_for, against]) => Some(Self::Totals([votes_for.checked_sub(1)?, *against])),
            Self::Names(names) => {
                let mut names = names.clone();
                names.pop_first()?;
                Some(Self::Names(names))
            }
        }
    }

    /// The two numbers that a profile wants counted.
    fn counted(&self, mode: HandsCount, present: u32) -> [u32; 2] {
        let [votes_for, against] = self.for_and_against();
        match mode {
            HandsCount::ForAndAgainst => [votes_for, against],
            HandsCount::Dissent => [against, present - votes_for - against],
        }
    }

    /// As the chair's table enters it.
    pub fn by_chair(&self, vote: &VoteId, mode: HandsCount, present: u32) -> Command {
        let (vote, teller) = (vote.clone(), Teller::Kiosk);
        match self {
            Self::Totals(_) => Command::CountHands { vote, teller, counted: self.counted(mode, present) },
            Self::Names(names) => Command::CountNames { vote, teller, choices: names.clone() },
        }
    }

    /// As the secretary's device sends it.
    pub fn by_secretary(&self, vote: &VoteId, round: u32, mode: HandsCount, present: u32) -> Ask {
        let vote = vote.clone();
        match self {
            Self::Totals(_) => Ask::Count { vote, round, counted: self.counted(mode, present) },
            Self::Names(names) => Ask::CountNames { vote, round, choices: names.clone() },
        }
    }
}
