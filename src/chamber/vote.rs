//! Votes: who may, who has, and what follows. Decided on integers.

use super::command::{Choice, Teller};
use super::event::Via;
use super::ids::{DelegateId, ItemId, MotionId, VoteId};
use super::rules::{Base, HandsCount, Majority, Matter, VoteForm};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The result of a vote with everything that it was decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// N, as confirmed at the opening.
    pub total_delegates: u32,
    /// P, frozen at the close.
    pub present: u32,
    pub r#for: u32,
    pub against: u32,
    pub not_voting: u32,
    pub majority: Majority,
    /// The head count that the majority is taken of.
    pub base: u32,
    pub passed: bool,
}

impl Outcome {
    /// Counts `votes_for` and `against` among `present`; the rest did not vote.
    pub fn decide(
        majority: Majority,
        total_delegates: u32,
        present: u32,
        votes_for: u32,
        against: u32,
    ) -> Self {
        let base = match majority.base {
            Base::Total | Base::InOffice => total_delegates,
            Base::Present => present,
        };
        Self {
            total_delegates,
            present,
            r#for: votes_for,
            against,
            not_voting: present.saturating_sub(votes_for).saturating_sub(against),
            majority,
            base,
            passed: majority.passes(votes_for, base),
        }
    }

    /// The counts in the order of the options.
    pub fn counts(&self) -> [u32; 3] {
        [self.r#for, self.against, self.not_voting]
    }

    /// Whether the figures fit each other and the verdict follows from them.
    pub fn is_sound(&self) -> bool {
        let sum = u64::from(self.r#for) + u64::from(self.against) + u64::from(self.not_voting);
        sum == u64::from(self.present)
            && *self
                == Self::decide(self.majority, self.total_delegates, self.present, self.r#for, self.against)
    }
}

/// A recorded choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    pub choice: Choice,
    pub at: i64,
    pub via: Via,
    /// How often it was changed before.
    pub changes: u32,
}

/// One vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    pub id: VoteId,
    pub item: ItemId,
    pub motion: MotionId,
    pub matter: Matter,
    pub form: VoteForm,
    pub majority: Majority,
    pub total_delegates: u32,
    /// Hash of the text put to the vote.
    pub document_sha256: Option<String>,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub casts: BTreeMap<DelegateId, Cast>,
    /// What each teller counted, in the meaning of the profile's [`HandsCount`].
    pub hands: BTreeMap<Teller, [u32; 2]>,
    /// How often the hands were counted again.
    pub recounts: u32,
    pub outcome: Option<Outcome>,
    pub published_at: Option<i64>,
    pub annulled: Option<(String, i64)>,
}

impl Vote {
    /// Whether choices are taken.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none() && self.annulled.is_none()
    }

    /// P: those present now and those who left after their choice was recorded.
    pub fn electorate<'a>(
        &'a self,
        present: impl Iterator<Item = &'a DelegateId>,
    ) -> BTreeSet<&'a DelegateId> {
        present.chain(self.casts.keys()).collect()
    }

    /// The three counts of recorded choices; *not voting* here are those who said so.
    pub fn running(&self) -> [u32; 3] {
        let mut counts = [0; 3];
        for cast in self.casts.values() {
            let slot = match cast.choice {
                Choice::For => 0,
                Choice::Against => 1,
                Choice::NotVoting => 2,
            };
            counts[slot] += 1;
        }
        counts
    }

    /// For and against out of a count of hands among `present`; `None` if the numbers cannot be.
    pub fn of_hands(mode: HandsCount, counted: [u32; 2], present: u32) -> Option<(u32, u32)> {
        let rest = present.checked_sub(counted[0].checked_add(counted[1])?)?;
        Some(match mode {
            HandsCount::ForAndAgainst => (counted[0], counted[1]),
            HandsCount::Dissent => (rest, counted[0]),
        })
    }
}

/// All votes of the session in order of opening.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Votes {
    list: Vec<Vote>,
}

impl Votes {
    /// In order of opening.
    pub fn list(&self) -> &[Vote] {
        &self.list
    }

    /// The vote with this id.
    pub fn get(&self, id: &VoteId) -> Option<&Vote> {
        self.list.iter().find(|v| v.id == *id)
    }

    /// The one vote that is open.
    pub fn open(&self) -> Option<&Vote> {
        self.list.iter().find(|v| v.is_open())
    }

    /// The latest vote on `motion`.
    pub fn latest_on(&self, motion: &MotionId) -> Option<&Vote> {
        self.list.iter().rev().find(|v| v.motion == *motion)
    }

    pub(super) fn push(&mut self, vote: Vote) {
        self.list.push(vote);
    }

    pub(super) fn get_mut(&mut self, id: &VoteId) -> Option<&mut Vote> {
        self.list.iter_mut().find(|v| v.id == *id)
    }
}
