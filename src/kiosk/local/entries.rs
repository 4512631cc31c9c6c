//! What is being entered at this table and is not recorded yet: hands by name, figures of the tally board, the seat plan.

use super::{Local, NumberFor, Page};
use crate::chamber::command::{Choice, Command, Teller};
use crate::chamber::ids::{DelegateId, VoteId};
use crate::chamber::plan::{BallotPaper, Seating, SeatingShape};
use crate::chamber::{BallotTally, Marks, Session, Vote};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::both;
use nghitruong_ui::even_rows;
use std::collections::BTreeMap;

/// Hands that a teller at this table marks on the seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamesEntry {
    pub vote: VoteId,
    pub teller: Teller,
    /// Round that they belong to.
    pub round: usize,
    pub choices: BTreeMap<DelegateId, Choice>,
}

/// Figures of the tally board as far as they are typed: issued, collected, invalid, then for each name the marks for and,
/// where the profile takes blanks, the blanks. The rest follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TallyEntry {
    pub vote: VoteId,
    pub figures: Vec<Option<u32>>,
}

/// Figures before those of the names.
pub const HEAD_FIGURES: usize = 3;

impl TallyEntry {
    fn of(session: &Session, vote: &Vote, paper: &BallotPaper) -> Self {
        let blanks = session.plan.rules.ballot_blanks.value;
        let each = figures_of_a_name(blanks);
        let mut figures = vec![None; HEAD_FIGURES + each * paper.candidates.len()];
        if let Some(tally) = &vote.tally {
            figures[0] = Some(tally.issued);
            figures[1] = Some(tally.collected);
            figures[2] = Some(tally.invalid);
            for (at, line) in tally.lines.iter().enumerate() {
                figures[HEAD_FIGURES + at * each] = Some(line.r#for);
                if blanks {
                    figures[HEAD_FIGURES + at * each + 1] = Some(line.blank);
                }
            }
        }
        Self { vote: vote.id.clone(), figures }
    }

    /// Valid ballots, as far as they follow.
    pub fn valid(&self) -> Option<u32> {
        self.figures[1]?.checked_sub(self.figures[2]?)
    }

    /// Marks of the name at `at`; *against* follows.
    pub fn marks(&self, at: usize, blanks: bool) -> Option<Marks> {
        let first = HEAD_FIGURES + at * figures_of_a_name(blanks);
        let votes_for = (*self.figures.get(first)?)?;
        let blank = if blanks { (*self.figures.get(first + 1)?)? } else { 0 };
        let against = self.valid()?.checked_sub(votes_for)?.checked_sub(blank)?;
        Some(Marks { r#for: votes_for, against, blank })
    }

    /// The whole count, when nothing is missing and nothing is less than it must be.
    pub fn tally(&self, names: usize, blanks: bool) -> Option<BallotTally> {
        let lines = (0..names).map(|at| self.marks(at, blanks)).collect::<Option<Vec<_>>>()?;
        Some(BallotTally {
            issued: self.figures[0]?,
            collected: self.figures[1]?,
            valid: self.valid()?,
            invalid: self.figures[2]?,
            lines,
        })
    }
}

/// Typed figures for each name.
pub fn figures_of_a_name(blanks: bool) -> usize {
    if blanks { 2 } else { 1 }
}

/// The seat plan as it is being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEntry {
    pub seating: Seating,
    pub seats: BTreeMap<DelegateId, u16>,
    /// Who waits to be exchanged.
    pub lifted: Option<DelegateId>,
}

/// Most seats in a row that the screen has room for.
const WIDEST_ROW: u16 = 14;

impl PlanEntry {
    /// The plan as it stands; rows that were left to the screen are written out.
    pub fn of(session: &Session) -> Self {
        let plan = &session.plan;
        let mut seating = plan.seating.clone();
        if seating.rows.is_empty() {
            seating.rows = even_rows(plan.delegates.len(), 7);
        }
        Self { seating, seats: plan.delegates.iter().map(|d| (d.id.clone(), d.seat)).collect(), lifted: None }
    }

    fn resize(&mut self, delta: i16) {
        let widest = self.seating.rows.iter().copied().max().unwrap_or(7);
        let wanted = widest.saturating_add_signed(delta).clamp(3, WIDEST_ROW);
        self.seating.rows = even_rows(self.seats.len(), wanted);
    }
}

impl Local {
    /// What the teller here has marked since the last recount.
    pub fn typed_names(&self, vote: &Vote, teller: Teller) -> BTreeMap<DelegateId, Choice> {
        self.names
            .as_ref()
            .filter(|e| e.vote == vote.id && e.round == vote.rounds.len() && e.teller == teller)
            .map_or_else(BTreeMap::new, |e| e.choices.clone())
    }

    /// A touch on a seat: for, against, no hand.
    pub(super) fn mark_hand(&mut self, session: &Session, vote: &Vote, delegate: DelegateId) {
        let Some(teller) = super::teller_here(session, vote).filter(|_| session.roll.is_present(&delegate))
        else {
            return;
        };
        let mut choices = self.typed_names(vote, teller);
        match choices.get(&delegate) {
            None | Some(Choice::NotVoting) => choices.insert(delegate, Choice::For),
            Some(Choice::For) => choices.insert(delegate, Choice::Against),
            Some(Choice::Against) => choices.remove(&delegate),
        };
        self.names = Some(NamesEntry { vote: vote.id.clone(), teller, round: vote.rounds.len(), choices });
    }

    /// This teller's marks are final.
    pub(super) fn final_names(&self, session: &Session, vote: &Vote) -> Option<Command> {
        let teller = super::teller_here(session, vote)?;
        let choices = self.typed_names(vote, teller);
        Some(Command::CountNames { vote: vote.id.clone(), teller, choices })
    }

    /// The figures of the open ballot as they are typed here, else as they were recorded.
    pub fn typed_tally(&self, session: &Session, vote: &Vote, paper: &BallotPaper) -> TallyEntry {
        self.tally
            .as_ref()
            .filter(|e| e.vote == vote.id)
            .cloned()
            .unwrap_or_else(|| TallyEntry::of(session, vote, paper))
    }

    /// The tally board's figures are complete.
    pub(super) fn final_tally(&mut self, id: &VoteId, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(vote) = session.votes.get(id) else { return Vec::new() };
        let Some(paper) = session.paper_of(vote) else { return Vec::new() };
        let entry = self.typed_tally(session, vote, paper);
        let blanks = session.plan.rules.ballot_blanks.value;
        match entry.tally(paper.candidates.len(), blanks) {
            Some(tally) => {
                let say = Some(both(|w| w.tally_recorded().to_owned()));
                let command = Command::EnterTally { vote: id.clone(), tally };
                self.ask(scene, vec![command], Done { say, ..Done::default() })
            }
            None => Vec::new(),
        }
    }

    /// A number was typed.
    pub(super) fn enter_number(&mut self, scene: Scene) -> Vec<Effect> {
        let (Some(Page::Number(purpose)), Some(value)) = (self.page().cloned(), self.number.take()) else {
            return Vec::new();
        };
        let Some(session) = scene.session() else { return Vec::new() };
        match purpose {
            NumberFor::Tally(id, at) => {
                if let Some((vote, paper)) =
                    session.votes.get(&id).and_then(|v| Some((v, session.paper_of(v)?)))
                {
                    let mut entry = self.typed_tally(session, vote, paper);
                    if let Some(figure) = entry.figures.get_mut(at) {
                        *figure = Some(value);
                    }
                    self.tally = Some(entry);
                }
                self.back();
                Vec::new()
            }
            NumberFor::Guests(line) => {
                let came = u16::try_from(value).unwrap_or(u16::MAX);
                self.ask(
                    scene,
                    vec![Command::CountGuests { line, came }],
                    Done { close: 1, ..Done::default() },
                )
            }
            NumberFor::Part(motion) => self.add_part(&motion, value, session, scene),
        }
    }

    /// A touch on a seat of the plan: the first one waits, the second one is exchanged with it.
    pub(super) fn exchange(&mut self, delegate: DelegateId) {
        let Some(plan) = self.plan.as_mut() else { return };
        match plan.lifted.take() {
            None => plan.lifted = Some(delegate),
            Some(first) => {
                if let (Some(a), Some(b)) =
                    (plan.seats.get(&first).copied(), plan.seats.get(&delegate).copied())
                {
                    plan.seats.insert(first, b);
                    plan.seats.insert(delegate, a);
                }
            }
        }
    }

    pub(super) fn reshape(&mut self) {
        if let Some(plan) = self.plan.as_mut() {
            plan.seating.shape = match plan.seating.shape {
                SeatingShape::Rows => SeatingShape::Hemicycle,
                SeatingShape::Hemicycle => SeatingShape::Rows,
            };
        }
    }

    pub(super) fn resize_rows(&mut self, delta: i16) {
        if let Some(plan) = self.plan.as_mut() {
            plan.resize(delta);
        }
    }

    pub(super) fn save_plan(&mut self, scene: Scene) -> Vec<Effect> {
        let Some(plan) = self.plan.clone() else { return Vec::new() };
        let say = Some(both(|w| w.plan_saved().to_owned()));
        let command = Command::ArrangeSeats { seating: plan.seating, seats: plan.seats };
        self.ask(scene, vec![command], Done { say, close: 1, ..Done::default() })
    }
}
