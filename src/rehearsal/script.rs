//! What everybody will do, decided by the seed alone: never by who happens to be quicker.

use super::device::Manner;
use crate::chamber::command::Choice;
use crate::chamber::ids::{DelegateId, MotionId};
use crate::chamber::plan::{AgendaItem, Effect, Motion, SessionPlan};
use crate::chamber::rules::{Majority, TurnKind, VoteForm};
use std::collections::BTreeMap;

/// How a delegate takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// With a phone, from the start.
    Phone,
    /// With a phone, after the opening.
    Late,
    /// With a phone, and leaves before the last item with votes.
    Leaves,
    /// Without a phone: marked and entered by the secretary.
    ByHand,
    /// Marked absent with a reason at the roll call.
    Excused,
    /// Reported absent before the session.
    Reported,
}

impl Part {
    /// Whether it has a phone.
    pub fn has_phone(self) -> bool {
        match self {
            Self::Phone | Self::Late | Self::Leaves => true,
            Self::ByHand | Self::Excused | Self::Reported => false,
        }
    }
}

/// How one delegate votes in one electronic vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ballot {
    /// One choice, sent in this manner.
    Once(Choice, Manner),
    /// First this, then that.
    Changed(Choice, Choice),
    /// Only after the close: to be refused.
    TooLate(Choice),
    /// No answer at all.
    Silent,
}

/// One vote as the chair will hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedVote {
    /// Usually one; more of them are decided together.
    pub motions: Vec<MotionId>,
    pub form: VoteForm,
    /// Annulled after the close, then held again.
    pub annul: bool,
    /// Put on hold, and resumed.
    pub hold: bool,
    /// Raised hands: the tellers first disagree.
    pub mismatch: bool,
}

/// A request to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub delegate: DelegateId,
    pub kind: TurnKind,
    pub fate: TurnFate,
    /// Spoken time, seconds.
    pub seconds: u32,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnFate {
    Speaks,
    /// Speaks, with a pause and extra time.
    Extended,
    Withdrawn,
    /// Moved one place back before speaking.
    Deferred,
    /// The discussion ends before its turn.
    NotReached,
}

/// More raised hands than this do not fit into one message of the second teller.
const NAMES_MOST: usize = 100;
/// The forms of plain motions, in the order in which they come up; then those of the rest, together.
const FORMS: [VoteForm; 5] =
    [VoteForm::Mixed, VoteForm::ShowOfHands, VoteForm::Electronic, VoteForm::Cards, VoteForm::HandsByName];

/// The whole plan of a rehearsal.
#[derive(Debug, Clone)]
pub struct Script {
    seed: u64,
    pub parts: BTreeMap<DelegateId, Part>,
    /// Delegates with phones, in the order in which they come.
    pub arrivals: Vec<DelegateId>,
}

/// Purposes of the seed, so that one decision never hangs on another.
#[derive(Debug, Clone, Copy)]
enum Purpose {
    Part = 1,
    Arrival,
    Ballot,
    Choice,
    Turn,
    Length,
}

impl Script {
    /// The plan for `plan`'s delegates under `seed`.
    pub fn new(plan: &SessionPlan, seed: u64) -> Self {
        let mut script = Self { seed, parts: BTreeMap::new(), arrivals: Vec::new() };
        let (reported, expected): (Vec<_>, Vec<_>) =
            plan.delegates.iter().partition(|d| d.reported_absent.is_some());
        for delegate in reported {
            script.parts.insert(delegate.id.clone(), Part::Reported);
        }
        let order = script.shuffled(Purpose::Part, 0, expected.iter().map(|d| &d.id));
        let n = order.len();
        let share = |part: usize, least_council: usize| {
            if n >= least_council { (n * part / 100).max(1) } else { 0 }
        };
        let kinds = [
            (Part::ByHand, share(7, 4)),
            (Part::Late, share(7, 5)),
            (Part::Leaves, share(3, 8)),
            (Part::Excused, share(3, 10)),
        ];
        let mut kinds = kinds.iter().flat_map(|(part, count)| std::iter::repeat_n(*part, *count));
        for id in order {
            script.parts.insert(id, kinds.next().unwrap_or(Part::Phone));
        }
        let phones = script.parts.iter().filter(|(_, part)| part.has_phone()).map(|(id, _)| id);
        script.arrivals = script.shuffled(Purpose::Arrival, 0, phones);
        script
    }

    /// Those who take part as `part`, by id.
    pub fn who(&self, part: Part) -> impl Iterator<Item = &DelegateId> {
        self.parts.iter().filter(move |(_, p)| **p == part).map(|(id, _)| id)
    }

    /// How each of `phones` and of `by_hand` votes in the `ordinal`-th vote (from 1).
    pub fn ballots<'a>(
        &self,
        ordinal: u64,
        phones: impl Iterator<Item = &'a DelegateId>,
        by_hand: impl Iterator<Item = &'a DelegateId>,
    ) -> BTreeMap<DelegateId, Ballot> {
        let order = self.shuffled(Purpose::Ballot, ordinal, phones);
        let n = order.len();
        let each = |share: usize, least: usize| if n >= least { (n * share / 100).max(1) } else { 0 };
        let kinds = [
            (Kind::Twice, each(5, 2)),
            (Kind::Changed, each(5, 3)),
            (Kind::CutOff, each(5, 4)),
            (Kind::TooLate, each(2, 6)),
            (Kind::Silent, each(2, 12)),
        ];
        let mut kinds = kinds.iter().flat_map(|(kind, count)| std::iter::repeat_n(*kind, *count));
        let mut ballots = BTreeMap::new();
        for id in order {
            let choice = self.choice(ordinal, &id);
            let ballot = match kinds.next() {
                None => Ballot::Once(choice, Manner::Plain),
                Some(Kind::Twice) => Ballot::Once(choice, Manner::Twice),
                Some(Kind::CutOff) => Ballot::Once(choice, Manner::CutOff),
                Some(Kind::Changed) => Ballot::Changed(other(choice), choice),
                Some(Kind::TooLate) => Ballot::TooLate(choice),
                Some(Kind::Silent) => Ballot::Silent,
            };
            ballots.insert(id, ballot);
        }
        for id in by_hand {
            ballots.insert(id.clone(), Ballot::Once(self.choice(ordinal, id), Manner::Plain));
        }
        ballots
    }

    fn choice(&self, ordinal: u64, delegate: &DelegateId) -> Choice {
        match self.drawn(Purpose::Choice, ordinal, delegate.as_str()) % 100 {
            0..88 => Choice::For,
            88..95 => Choice::Against,
            _ => Choice::NotVoting,
        }
    }

    /// Raised hands among `present`: for and against.
    pub fn hands(&self, ordinal: u64, present: u32) -> [u32; 2] {
        let random = self.drawn(Purpose::Choice, ordinal, "hands");
        let against = u32::try_from(random % 3).unwrap_or(0).min(present);
        let blank = u32::try_from(random / 3 % 2).unwrap_or(0).min(present - against);
        [present - against - blank, against]
    }

    /// What each name of a ballot gets of `valid` ballots: nearly all for those who fill the seats.
    pub fn marks(&self, ordinal: u64, names: usize, seats: u16, valid: u32) -> Vec<u32> {
        let dissent = u32::try_from(self.drawn(Purpose::Choice, ordinal, "ballot") % 3).unwrap_or(0);
        let mark = |at: usize| if at < usize::from(seats) { valid.saturating_sub(dissent) } else { 0 };
        (0..names).map(mark).collect()
    }

    /// Whose hand is seen, for or against, among `present`.
    pub fn names<'a>(
        &self,
        ordinal: u64,
        present: impl Iterator<Item = &'a DelegateId>,
    ) -> BTreeMap<DelegateId, Choice> {
        let seen = present.map(|id| (id.clone(), self.choice(ordinal, id)));
        seen.filter(|(_, choice)| *choice != Choice::NotVoting).collect()
    }

    /// The votes of an item of `plan`: every form of the profile in turn, then what is left of the item together.
    pub fn votes(&self, plan: &SessionPlan, item: &AgendaItem) -> Vec<PlannedVote> {
        let forms = &plan.rules.forms.value;
        let plain = |m: &&Motion| m.ballot.is_none() && m.effect.is_none() && m.part_of.is_none();
        let all = plan.motions();
        let order: Vec<&Motion> = all.filter(plain).collect();
        let few = plan.delegates.len() <= NAMES_MOST;
        let allowed = |form: &VoteForm| forms.contains(form) && (few || *form != VoteForm::HandsByName);
        // The tally board is elected by raised hands: that form needs no other turn.
        let board = plan.motions().any(|m| matches!(m.effect, Some(Effect::TallyBoard { .. })));
        let elsewhere = |form: &VoteForm| board && *form == VoteForm::ShowOfHands;
        let turns: Vec<VoteForm> = FORMS.into_iter().filter(|f| allowed(f) && !elsewhere(f)).collect();
        let rest = if allowed(&VoteForm::Mixed) { VoteForm::Mixed } else { VoteForm::ShowOfHands };
        let mut votes: Vec<PlannedVote> = Vec::new();
        let mut together: Option<(Majority, usize)> = None;
        for motion in &item.motions {
            let turn = order.iter().position(|m| m.id == motion.id);
            let form = match (&motion.ballot, turn) {
                (Some(_), _) => VoteForm::SecretBallot,
                (None, Some(turn)) => turns.get(turn).copied().unwrap_or(rest),
                (None, None) => VoteForm::ShowOfHands,
            };
            let majority = plan.rules.majority(motion.matter).value;
            let last = turn.is_some_and(|turn| turn >= turns.len());
            if let Some((of, at)) = together
                && last
                && of == majority
                && let Some(vote) = votes.get_mut(at)
            {
                vote.motions.push(motion.id.clone());
                continue;
            }
            together = last.then_some((majority, votes.len()));
            let Some(form) = Some(form).filter(|f| forms.contains(f)).or_else(|| forms.first().copied())
            else {
                continue;
            };
            votes.push(PlannedVote {
                motions: vec![motion.id.clone()],
                form,
                annul: form == VoteForm::Electronic,
                hold: form == VoteForm::Electronic,
                mismatch: matches!(form, VoteForm::ShowOfHands | VoteForm::HandsByName),
            });
        }
        votes
    }

    /// At most `most` requests to speak in the `ordinal`-th item (from 1) by delegates of `present`.
    pub fn turns<'a>(
        &self,
        ordinal: u64,
        question: bool,
        most: usize,
        present: impl Iterator<Item = &'a DelegateId>,
    ) -> Vec<Turn> {
        let order = self.shuffled(Purpose::Turn, ordinal, present);
        let kind = if question { TurnKind::Question } else { TurnKind::Speech };
        let count = most.min(order.len());
        let fate = |index: usize| match index {
            1 => TurnFate::Deferred,
            2 => TurnFate::Extended,
            3 => TurnFate::Withdrawn,
            _ if index > 4 && index + 1 == count => TurnFate::NotReached,
            _ => TurnFate::Speaks,
        };
        let turns = order.into_iter().take(count).enumerate();
        turns
            .map(|(index, delegate)| {
                let random = self.drawn(Purpose::Length, ordinal, delegate.as_str());
                let seconds = 60 + u32::try_from(random % 240).unwrap_or(0);
                Turn { delegate, kind, fate: fate(index), seconds }
            })
            .collect()
    }

    /// The ids of `list` in an order of this seed.
    fn shuffled<'a>(
        &self,
        purpose: Purpose,
        ordinal: u64,
        list: impl Iterator<Item = &'a DelegateId>,
    ) -> Vec<DelegateId> {
        let mut order: Vec<(u64, &DelegateId)> =
            list.map(|id| (self.drawn(purpose, ordinal, id.as_str()), id)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, id)| id.clone()).collect()
    }

    fn drawn(&self, purpose: Purpose, ordinal: u64, about: &str) -> u64 {
        number(self.seed, purpose as u64, ordinal, about)
    }

    /// A number that hangs on nothing but its arguments.
    pub fn number(seed: u64, about: &str) -> u64 {
        number(seed, 0, 0, about)
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Twice,
    Changed,
    CutOff,
    TooLate,
    Silent,
}

/// A number that hangs on nothing but its arguments.
fn number(seed: u64, purpose: u64, ordinal: u64, about: &str) -> u64 {
    use sha2::{Digest, Sha256};
    let digest = Sha256::new()
        .chain_update(seed.to_be_bytes())
        .chain_update(purpose.to_be_bytes())
        .chain_update(ordinal.to_be_bytes())
        .chain_update(about)
        .finalize();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// 32 bytes that hang on nothing but the arguments; keys and codes of a rehearsal only.
pub(super) fn bytes32(seed: u64, purpose: &str, about: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::new()
        .chain_update(seed.to_be_bytes())
        .chain_update(purpose)
        .chain_update("|")
        .chain_update(about)
        .finalize()
        .into()
}

fn other(choice: Choice) -> Choice {
    match choice {
        Choice::For => Choice::Against,
        Choice::Against => Choice::NotVoting,
        Choice::NotVoting => Choice::For,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(delegates: u16) -> SessionPlan {
        crate::prepare::synthetic(delegates, 1).expect("a council").plan
    }

    #[test]
    fn the_same_seed_gives_the_same_script_and_another_seed_another() {
        let plan = plan(40);
        let (a, b, c) = (Script::new(&plan, 7), Script::new(&plan, 7), Script::new(&plan, 8));
        assert_eq!((&a.parts, &a.arrivals), (&b.parts, &b.arrivals));
        assert_ne!(a.arrivals, c.arrivals);
        let ballots = |script: &Script| script.ballots(3, script.who(Part::Phone), script.who(Part::ByHand));
        assert_eq!(ballots(&a), ballots(&b));
        assert_ne!(ballots(&a), ballots(&c));
    }

    #[test]
    fn everybody_has_a_part_and_small_councils_see_every_trouble() {
        for n in [1, 2, 6, 28, 500] {
            let plan = plan(n);
            let script = Script::new(&plan, 1);
            assert_eq!(script.parts.len(), usize::from(n));
            assert_eq!(script.arrivals.len(), script.parts.values().filter(|p| p.has_phone()).count());
        }
        let script = Script::new(&plan(9), 1);
        let ballots = script.ballots(1, script.arrivals.iter(), script.who(Part::ByHand));
        let has = |wanted: fn(&Ballot) -> bool| ballots.values().any(wanted);
        assert!(has(|b| matches!(b, Ballot::Once(_, Manner::Twice))));
        assert!(has(|b| matches!(b, Ballot::Once(_, Manner::CutOff))));
        assert!(has(|b| matches!(b, Ballot::Changed(..))));
        assert!(has(|b| matches!(b, Ballot::TooLate(_))));
    }

    #[test]
    fn every_form_that_the_profile_allows_has_its_turn() {
        for (n, names) in [(28, 1), (101, 0)] {
            let plan = plan(n);
            let script = Script::new(&plan, 1);
            let votes: Vec<PlannedVote> = plan.agenda.iter().flat_map(|i| script.votes(&plan, i)).collect();
            let count = |form| votes.iter().filter(|v| v.form == form).count();
            for form in [VoteForm::Mixed, VoteForm::ShowOfHands, VoteForm::Electronic, VoteForm::Cards] {
                assert!(count(form) >= 1, "{form:?} for {n}");
            }
            assert_eq!(count(VoteForm::HandsByName), names, "{n}");
            assert_eq!(votes.iter().filter(|v| v.motions.len() > 1).count(), 1, "one block");
            assert_eq!(votes.iter().filter(|v| v.hold && v.annul).count(), 1);
        }
    }

    #[test]
    fn hands_never_exceed_those_present() {
        let script = Script::new(&plan(6), 3);
        for present in 0..6 {
            for ordinal in 0..20 {
                let [votes_for, against] = script.hands(ordinal, present);
                assert!(votes_for + against <= present);
            }
        }
    }
}
