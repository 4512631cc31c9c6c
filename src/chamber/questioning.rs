//! Questioning (chất vấn, domain 5.3): groups of questions one after another, and what was promised.

use super::ids::{CommitmentId, GroupId, ItemId, SpeechId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a group of questions stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Nêu chất vấn.
    Question,
    /// Trả lời.
    Answer,
    /// Tranh luận.
    Debate,
    /// Chủ tọa kết luận.
    Conclusion,
}

impl Step {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Question, Self::Answer, Self::Debate, Self::Conclusion];
}

/// What has become of a group of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRun {
    pub step: Step,
    /// Questions that the next answer, or the one that is given, is to.
    pub round: Vec<SpeechId>,
    /// When it was first taken up, UTC milliseconds.
    pub started_at: i64,
    pub concluded_at: Option<i64>,
    /// The chair's conclusion as the secretary wrote it down.
    pub conclusion: String,
}

/// Why something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentKind {
    /// Promised in an answer.
    Promise,
    /// A question that has to be answered in writing.
    WrittenAnswer,
}

/// Something that somebody has promised or owes, with its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    pub id: CommitmentId,
    pub kind: CommitmentKind,
    pub item: ItemId,
    #[serde(default)]
    pub group: Option<GroupId>,
    /// The answer in which it was promised, or the question that is to be answered.
    #[serde(default)]
    pub speech: Option<SpeechId>,
    /// What is to be done; of a written answer it may be empty.
    pub content: String,
    /// Who owes it, with the office.
    pub owner: String,
    /// The day by which it is due, days since 1970-01-01.
    pub due: i64,
    /// UTC milliseconds.
    pub made_at: i64,
    /// Why it was struck out, if it was.
    #[serde(default)]
    pub dropped: Option<String>,
}

impl Commitment {
    /// Longest content, characters.
    pub const CONTENT_CHARS: usize = 500;
    /// Longest owner, characters.
    pub const OWNER_CHARS: usize = 120;
}

/// The questioning of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questioning {
    runs: BTreeMap<GroupId, GroupRun>,
    current: Option<GroupId>,
    commitments: Vec<Commitment>,
}

impl Questioning {
    /// The group before the council now.
    pub fn current(&self) -> Option<&GroupId> {
        self.current.as_ref()
    }

    /// What has become of `group`; `None`: it was not taken up.
    pub fn run(&self, group: &GroupId) -> Option<&GroupRun> {
        self.runs.get(group)
    }

    /// The run of the current group.
    pub fn now(&self) -> Option<(&GroupId, &GroupRun)> {
        let current = self.current.as_ref()?;
        Some((current, self.runs.get(current)?))
    }

    /// Everything promised or owed, also what was struck out, in order.
    pub fn commitments(&self) -> &[Commitment] {
        &self.commitments
    }

    /// The commitment with this id.
    pub fn commitment(&self, id: &CommitmentId) -> Option<&Commitment> {
        self.commitments.iter().find(|c| c.id == *id)
    }

    /// The question that is being put, answered or debated.
    pub fn asked(&self) -> Option<&SpeechId> {
        self.now()?.1.round.last()
    }

    pub(super) fn start(&mut self, group: &GroupId, at: i64) {
        self.runs.entry(group.clone()).or_insert_with(|| GroupRun {
            step: Step::Question,
            round: Vec::new(),
            started_at: at,
            concluded_at: None,
            conclusion: String::new(),
        });
        self.current = Some(group.clone());
    }

    pub(super) fn leave(&mut self) {
        self.current = None;
    }

    /// A question got the floor: it opens a round after an answer, else it joins the round.
    pub(super) fn question(&mut self, speech: &SpeechId) {
        self.on_current(|run| {
            if run.step != Step::Question {
                run.round.clear();
            }
            run.step = Step::Question;
            run.round.push(speech.clone());
        });
    }

    pub(super) fn step(&mut self, step: Step) {
        self.on_current(|run| run.step = step);
    }

    pub(super) fn conclude(&mut self, group: &GroupId, at: i64) {
        if let Some(run) = self.runs.get_mut(group) {
            run.step = Step::Conclusion;
            run.concluded_at = Some(at);
        }
    }

    pub(super) fn note_conclusion(&mut self, group: &GroupId, text: &str) {
        if let Some(run) = self.runs.get_mut(group) {
            text.clone_into(&mut run.conclusion);
        }
    }

    pub(super) fn commit(&mut self, commitment: Commitment) {
        self.commitments.push(commitment);
    }

    pub(super) fn drop_commitment(&mut self, id: &CommitmentId, reason: &str) {
        if let Some(found) = self.commitments.iter_mut().find(|c| c.id == *id) {
            found.dropped = Some(reason.to_owned());
        }
    }

    /// Goes back to `before`, and keeps what was written since.
    pub(super) fn rewind(&mut self, before: Self) {
        let now = std::mem::replace(self, before);
        self.commitments = now.commitments;
        for (group, run) in now.runs {
            if let Some(kept) = self.runs.get_mut(&group) {
                kept.conclusion = run.conclusion;
            }
        }
    }

    fn on_current(&mut self, change: impl FnOnce(&mut GroupRun)) {
        if let Some(run) = self.current.as_ref().and_then(|g| self.runs.get_mut(g)) {
            change(run);
        }
    }
}
