//! Secret ballots on paper: what the tally board counts and who is elected by it (domain 4.5, 4.6, R-19). Nothing here
//! knows who marked what.

use super::plan::{BallotKind, BallotPaper};
use super::refusal::TallyFault;
use super::rules::Majority;
use super::vote::{Heads, Outcome};
use serde::{Deserialize, Serialize};

/// The figures of a count, as the tally board hands them over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotTally {
    /// Phiếu phát ra.
    pub issued: u32,
    /// Phiếu thu vào.
    pub collected: u32,
    /// Phiếu hợp lệ.
    pub valid: u32,
    /// Phiếu không hợp lệ.
    pub invalid: u32,
    /// One line for each name, in the ballot's order.
    pub lines: Vec<Marks>,
}

/// The marks for one name on the valid ballots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    pub r#for: u32,
    pub against: u32,
    /// Without a mark, where the profile takes such a ballot as valid.
    #[serde(default)]
    pub blank: u32,
}

impl BallotTally {
    /// Checks the figures against each other, `present` delegates and `paper`.
    ///
    /// # Errors
    /// The first [`TallyFault`], in the order in which a board counts.
    pub fn check(&self, paper: &BallotPaper, present: u32, blanks: bool) -> Result<(), TallyFault> {
        let sum = |parts: &[u32]| parts.iter().map(|n| u64::from(*n)).sum::<u64>();
        if self.issued > present {
            return Err(TallyFault::IssuedOverPresent { present });
        }
        if self.collected > self.issued {
            return Err(TallyFault::CollectedOverIssued);
        }
        if sum(&[self.valid, self.invalid]) != u64::from(self.collected) {
            return Err(TallyFault::ValidAndInvalid);
        }
        if self.lines.len() != paper.candidates.len() {
            return Err(TallyFault::Lines);
        }
        for (line, candidate) in self.lines.iter().zip(&paper.candidates) {
            let fits = sum(&[line.r#for, line.against, line.blank]) == u64::from(self.valid);
            if !fits || (line.blank > 0 && !blanks) {
                return Err(TallyFault::Line { name: candidate.name.clone() });
            }
        }
        let most = u64::from(self.valid) * u64::from(paper.seats);
        if sum(&self.lines.iter().map(|l| l.r#for).collect::<Vec<_>>()) > most {
            return Err(TallyFault::TooManyMarks { most: u32::try_from(most).unwrap_or(u32::MAX) });
        }
        Ok(())
    }
}

/// What a secret ballot gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotResult {
    pub kind: BallotKind,
    pub seats: u16,
    pub tally: BallotTally,
    pub lines: Vec<CandidateResult>,
}

/// One name's result: *for* and *against* of those present; the rest are blank or invalid ballots and those not handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidateResult {
    pub name: String,
    pub outcome: Outcome,
    /// Has the seat; for a removal or a vote of confidence: it is so decided.
    pub elected: bool,
    /// Stood level with others at the last seat: a second ballot decides.
    pub level: bool,
}

impl BallotResult {
    /// Who is elected by `tally`: over the majority, the most marks first; those level at the last seat are not (domain
    /// 4.5: the law knows no lot and no casting vote).
    pub fn decide(paper: &BallotPaper, tally: &BallotTally, majority: Majority, heads: Heads) -> Self {
        let outcomes: Vec<Outcome> = tally
            .lines
            .iter()
            .map(|line| Outcome::decide(majority, heads, line.r#for, line.against))
            .collect();
        let seats = usize::from(paper.seats);
        let above = |marks: u32| outcomes.iter().filter(|o| o.passed && o.r#for > marks).count();
        let level = |marks: u32| outcomes.iter().filter(|o| o.passed && o.r#for == marks).count();
        let lines = paper
            .candidates
            .iter()
            .zip(&outcomes)
            .map(|(candidate, outcome)| {
                let (before, beside) = (above(outcome.r#for), level(outcome.r#for));
                CandidateResult {
                    name: candidate.name.clone(),
                    elected: outcome.passed && before + beside <= seats,
                    level: outcome.passed && before < seats && before + beside > seats,
                    outcome: outcome.clone(),
                }
            })
            .collect();
        Self { kind: paper.kind, seats: paper.seats, tally: tally.clone(), lines }
    }

    /// Seats that were filled.
    pub fn filled(&self) -> u16 {
        u16::try_from(self.lines.iter().filter(|l| l.elected).count()).unwrap_or(u16::MAX)
    }

    /// Whether every seat was filled; for one name: whether it is so decided.
    pub fn is_complete(&self) -> bool {
        self.filled() >= self.seats
    }

    /// Seats that a second ballot among those level would decide; 0 for none.
    pub fn open_seats(&self) -> u16 {
        if self.lines.iter().any(|l| l.level) { self.seats.saturating_sub(self.filled()) } else { 0 }
    }

    /// Whether every line follows from its figures and the seats from the lines.
    pub fn is_sound(&self, paper: &BallotPaper) -> bool {
        let Some(first) = self.lines.first().map(|l| &l.outcome) else { return paper.candidates.is_empty() };
        self.lines.iter().all(|l| l.outcome.is_sound())
            && *self == Self::decide(paper, &self.tally, first.majority, first.heads())
    }
}
