//! The reference: what each delegate's last receipted choice was, and who was present. It knows no rule of the chamber
//! and reads nothing but receipts.

use super::device::Proved;
use crate::chamber::CommitmentKind;
use crate::chamber::command::Choice;
use crate::chamber::ids::{DelegateId, GroupId, SpeechId, VoteId};
use std::collections::{BTreeMap, BTreeSet};

/// What the receipts say.
#[derive(Debug, Default)]
pub struct Model {
    /// Vote and delegate to index of the leaf and choice; the greatest index counts.
    choices: BTreeMap<VoteId, BTreeMap<DelegateId, (u64, Choice)>>,
    /// Raised hands as agreed, for and against, and how many were present.
    hands: BTreeMap<VoteId, [u32; 3]>,
    /// Delegates present now.
    present: BTreeSet<DelegateId>,
    /// Number present at the close of each vote by choices or names.
    present_at_close: BTreeMap<VoteId, u32>,
    /// Marks for each name of a ballot, as the secretary's receipt has them, and how many were present.
    ballots: BTreeMap<VoteId, (u32, Vec<u32>)>,
    /// The total of delegates, as confirmed.
    pub total: u32,
    totals: BTreeMap<VoteId, u32>,
    groups: BTreeMap<GroupId, Questioned>,
    pub receipts: Vec<Proved>,
}

/// What was asked and answered in a group of questions, in the order in which the floor was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questioned {
    pub questions: Vec<SpeechId>,
    pub answers: Vec<SpeechId>,
    pub debates: Vec<SpeechId>,
    /// Questions that were not reached.
    pub late: Vec<SpeechId>,
    /// What is owed for which turn, and by which day since 1970-01-01.
    pub owed: Vec<(CommitmentKind, SpeechId, i64)>,
    pub conclusion: String,
}

/// The figures of one vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    pub total: u32,
    pub present: u32,
    pub votes_for: u32,
    pub against: u32,
}

impl Model {
    /// A receipt was checked.
    pub fn receipted(&mut self, proved: Proved) -> u64 {
        let index = proved.receipt.index;
        self.receipts.push(proved);
        index
    }

    /// The receipt at `index` is for this choice.
    pub fn chose(&mut self, vote: &VoteId, delegate: &DelegateId, choice: Choice, index: u64) {
        let votes = self.choices.entry(vote.clone()).or_default();
        let newest = votes.entry(delegate.clone()).or_insert((index, choice));
        if index >= newest.0 {
            *newest = (index, choice);
        }
    }

    /// The notes on this group of questions.
    pub fn of_group(&mut self, group: &GroupId) -> &mut Questioned {
        self.groups.entry(group.clone()).or_default()
    }

    /// Every group that was taken up.
    pub fn groups(&self) -> impl Iterator<Item = (&GroupId, &Questioned)> {
        self.groups.iter()
    }

    /// Somebody came.
    pub fn came(&mut self, delegate: &DelegateId) {
        self.present.insert(delegate.clone());
    }

    /// Somebody left.
    pub fn left(&mut self, delegate: &DelegateId) {
        self.present.remove(delegate);
    }

    /// Number present now.
    pub fn present(&self) -> u32 {
        count(self.present.len())
    }

    /// Whether `delegate` is present.
    pub fn is_present(&self, delegate: &DelegateId) -> bool {
        self.present.contains(delegate)
    }

    /// A vote opens on the total of now.
    pub fn opens(&mut self, vote: &VoteId) {
        self.totals.insert(vote.clone(), self.total);
    }

    /// Those present, by id.
    pub fn here(&self) -> impl Iterator<Item = &DelegateId> {
        self.present.iter()
    }

    /// A vote by choices or names closes now.
    pub fn closes(&mut self, vote: &VoteId) {
        self.present_at_close.insert(vote.clone(), self.present());
    }

    /// The tellers agreed on these hands, for and against.
    pub fn hands(&mut self, vote: &VoteId, [votes_for, against]: [u32; 2]) {
        self.hands.insert(vote.clone(), [self.present(), votes_for, against]);
    }

    /// The tally board counted these marks.
    pub fn ballots(&mut self, vote: &VoteId, marks: Vec<u32>) {
        self.ballots.insert(vote.clone(), (self.present(), marks));
    }

    /// Number present and marks for each name of a ballot.
    pub fn marks(&self, vote: &VoteId) -> Option<(u32, &[u32])> {
        self.ballots.get(vote).map(|(present, marks)| (*present, marks.as_slice()))
    }

    /// What the result of `vote` must be.
    pub fn figures(&self, vote: &VoteId) -> Figures {
        let total = self.totals.get(vote).copied().unwrap_or(0);
        if let Some([present, votes_for, against]) = self.hands.get(vote).copied() {
            return Figures { total, present, votes_for, against };
        }
        let of = |wanted: Choice| {
            let choices = self.choices.get(vote).into_iter().flat_map(BTreeMap::values);
            count(choices.filter(|(_, choice)| *choice == wanted).count())
        };
        Figures {
            total,
            present: self.present_at_close.get(vote).copied().unwrap_or(0),
            votes_for: of(Choice::For),
            against: of(Choice::Against),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
