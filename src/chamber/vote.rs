//! Votes: who may, who has, and what follows. Decided on integers.

use super::ballot::{BallotResult, BallotTally};
use super::command::{Choice, Teller};
use super::event::Via;
use super::ids::{DelegateId, ItemId, MotionId, VoteId};
use super::rules::{Base, HandsCount, Majority, Matter, VoteForm};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The head counts that a vote is decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heads {
    /// N, as confirmed.
    pub total: u32,
    /// Those who hold the office when the vote is opened (law 72/2025 art. 49(2)).
    pub in_office: u32,
    /// P, frozen at the close.
    pub present: u32,
}

impl Heads {
    /// The head count that a majority is taken of.
    pub fn base(self, base: Base) -> u32 {
        match base {
            Base::Total => self.total,
            Base::Present => self.present,
            Base::InOffice => self.in_office,
        }
    }
}

/// The result of a vote with everything that it was decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// N, as confirmed at the opening.
    pub total_delegates: u32,
    pub in_office: u32,
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
    /// Counts `votes_for` and `against` among those present; the rest did not vote. Nothing passes on a base of
    /// nobody.
    pub fn decide(majority: Majority, heads: Heads, votes_for: u32, against: u32) -> Self {
        let base = heads.base(majority.base);
        Self {
            total_delegates: heads.total,
            in_office: heads.in_office,
            present: heads.present,
            r#for: votes_for,
            against,
            not_voting: heads.present.saturating_sub(votes_for).saturating_sub(against),
            majority,
            base,
            passed: base > 0 && majority.passes(votes_for, base),
        }
    }

    /// The counts in the order of the options.
    pub fn counts(&self) -> [u32; 3] {
        [self.r#for, self.against, self.not_voting]
    }

    /// The head counts that it was decided on.
    pub fn heads(&self) -> Heads {
        Heads { total: self.total_delegates, in_office: self.in_office, present: self.present }
    }

    /// Whether the figures fit each other and the verdict follows from them.
    pub fn is_sound(&self) -> bool {
        let sum = u64::from(self.r#for) + u64::from(self.against) + u64::from(self.not_voting);
        sum == u64::from(self.present)
            && *self == Self::decide(self.majority, self.heads(), self.r#for, self.against)
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

/// What one teller saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandCount {
    /// In the meaning of the profile's [`HandsCount`].
    Totals([u32; 2]),
    /// By name; present and not in it: not voting.
    Names(BTreeMap<DelegateId, Choice>),
}

/// A motion of a block vote beside the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub motion: MotionId,
    /// Hash of its text.
    #[serde(default)]
    pub document_sha256: Option<String>,
}

/// One vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    pub id: VoteId,
    pub item: ItemId,
    pub motion: MotionId,
    /// The other motions that were put to the vote together with `motion`.
    pub block: Vec<Subject>,
    pub matter: Matter,
    pub form: VoteForm,
    pub majority: Majority,
    pub total_delegates: u32,
    pub in_office: u32,
    /// Hash of the text put to the vote.
    pub document_sha256: Option<String>,
    /// Opened behind closed doors: nothing of it leaves the room.
    pub closed_doors: bool,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    /// Since when no choice is taken.
    pub held_since: Option<i64>,
    /// How long it was held before, milliseconds.
    pub held_ms: i64,
    /// Seconds that the chair gave beyond the profile's.
    pub extended_seconds: u32,
    /// Present at its opening, and whoever came while it was open; in the journal's order, never by the clock.
    pub attended: BTreeSet<DelegateId>,
    pub casts: BTreeMap<DelegateId, Cast>,
    /// What each teller saw in this round.
    pub hands: BTreeMap<Teller, HandCount>,
    /// What they saw in earlier rounds, before the chair had them count again.
    pub rounds: Vec<BTreeMap<Teller, HandCount>>,
    /// What was counted of the paper ballots so far.
    pub tally: Option<BallotTally>,
    /// Of every form but the secret ballot.
    pub outcome: Option<Outcome>,
    /// Of the secret ballot.
    pub ballot: Option<BallotResult>,
    pub published_at: Option<i64>,
    pub annulled: Option<(String, i64)>,
}

impl Vote {
    /// Whether it has been neither closed nor annulled.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none() && self.annulled.is_none()
    }

    /// Whether it has a result that stands.
    pub fn stands(&self) -> bool {
        self.closed_at.is_some() && self.annulled.is_none()
    }

    /// Whether what was put to the vote has passed and stands; for a ballot: whether every seat was filled.
    pub fn passed(&self) -> bool {
        self.stands()
            && (self.outcome.as_ref().is_some_and(|o| o.passed)
                || self.ballot.as_ref().is_some_and(BallotResult::is_complete))
    }

    /// Every motion of the vote, the first one first.
    pub fn motions(&self) -> impl Iterator<Item = &MotionId> {
        std::iter::once(&self.motion).chain(self.block.iter().map(|s| &s.motion))
    }

    /// The head counts of the vote with `present` delegates.
    pub fn heads(&self, present: u32) -> Heads {
        Heads { total: self.total_delegates, in_office: self.in_office, present }
    }

    /// P: those present now and those who left after their choice was recorded.
    pub fn electorate<'a>(
        &'a self,
        present: impl Iterator<Item = &'a DelegateId>,
    ) -> BTreeSet<&'a DelegateId> {
        present.chain(self.casts.keys()).collect()
    }

    /// Number who were present since it was opened: no more can have taken part.
    pub fn took_part(&self) -> u32 {
        u32::try_from(self.attended.len()).unwrap_or(u32::MAX)
    }

    /// The three counts of recorded choices; *not voting* here are those who said so.
    pub fn running(&self) -> [u32; 3] {
        count_choices(self.casts.values().map(|cast| cast.choice))
    }

    /// Milliseconds for which choices have been taken until `at`: what was held does not count.
    pub fn running_ms(&self, at: i64) -> u64 {
        let until = self.held_since.unwrap_or(at);
        u64::try_from(until.saturating_sub(self.opened_at).saturating_sub(self.held_ms)).unwrap_or(0)
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

/// Why a delegate has not answered, as far as the kiosk can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Has enrolled no device: ask for a voiced choice.
    NoDevice,
    /// The device is out of reach.
    Disconnected,
    /// The device is there; nothing was pressed.
    Silent,
}

/// How many of `choices` are for, against, and not voting.
pub fn count_choices(choices: impl Iterator<Item = Choice>) -> [u32; 3] {
    let mut counts = [0; 3];
    for choice in choices {
        let slot = match choice {
            Choice::For => 0,
            Choice::Against => 1,
            Choice::NotVoting => 2,
        };
        counts[slot] += 1;
    }
    counts
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

    /// The latest vote on `motion`, alone or in a block.
    pub fn latest_on(&self, motion: &MotionId) -> Option<&Vote> {
        self.list.iter().rev().find(|v| v.motions().any(|m| m == motion))
    }

    /// The latest vote on `motion` whose result stands.
    pub fn standing_on(&self, motion: &MotionId) -> Option<&Vote> {
        self.list.iter().rev().find(|v| v.stands() && v.motions().any(|m| m == motion))
    }

    pub(super) fn push(&mut self, vote: Vote) {
        self.list.push(vote);
    }

    pub(super) fn get_mut(&mut self, id: &VoteId) -> Option<&mut Vote> {
        self.list.iter_mut().find(|v| v.id == *id)
    }
}
