//! What tellers count, and what a vote gives on it.

use super::{Decision, chair_only};
use crate::chamber::command::{Actor, Choice, Holder, Now, Teller};
use crate::chamber::event::Event;
use crate::chamber::ids::{DelegateId, VoteId};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::Counting;
use crate::chamber::session::Session;
use crate::chamber::vote::{HandCount, Outcome, Vote, count_choices};
use std::collections::BTreeMap;

impl Session {
    /// Who may enter the count of `teller`. Without a secretary's device, or while none is served, the second count is
    /// entered at the kiosk too.
    fn teller_allowed(&self, teller: Teller, actor: &Actor) -> Result<(), Refusal> {
        match (teller, actor) {
            (Teller::Kiosk, Actor::Chair) | (Teller::Secretary, Actor::Desk) => Ok(()),
            (Teller::Secretary, Actor::Device { holder: Holder::Secretary(_), .. }) => Ok(()),
            (Teller::Secretary, Actor::Chair) if self.second_at_kiosk() => Ok(()),
            (Teller::Kiosk | Teller::Secretary, _) => Err(Refusal::NotAllowed),
        }
    }

    /// Whether the second count is entered at the kiosk, for want of a secretary's device that is served.
    pub fn second_at_kiosk(&self) -> bool {
        self.doors.is_some() || !self.has_secretary_device()
    }

    pub(super) fn count_hands(
        &self,
        id: &VoteId,
        teller: Teller,
        counted: [u32; 2],
        actor: &Actor,
        now: Now,
    ) -> Decision {
        let vote = self.open_one(id, now)?;
        self.teller_allowed(teller, actor)?;
        if vote.form.counting() != Counting::Totals {
            return Err(Refusal::WrongForm);
        }
        let present = self.roll.present_count();
        if Vote::of_hands(self.plan.rules.hands_count.value, counted, present).is_none() {
            return Err(Refusal::CountTooHigh { present });
        }
        Ok(vec![Event::HandsCounted { vote: id.clone(), teller, counted }])
    }

    pub(super) fn count_names(
        &self,
        id: &VoteId,
        teller: Teller,
        choices: &BTreeMap<DelegateId, Choice>,
        actor: &Actor,
        now: Now,
    ) -> Decision {
        let vote = self.open_one(id, now)?;
        self.teller_allowed(teller, actor)?;
        if vote.form.counting() != Counting::Names {
            return Err(Refusal::WrongForm);
        }
        if choices.keys().any(|d| self.plan.delegate(d).is_none()) {
            return Err(Refusal::UnknownDelegate);
        }
        if choices.keys().any(|d| !self.roll.is_present(d)) {
            return Err(Refusal::NotPresent);
        }
        // Who raised no hand is not voting, whether a teller marked it or not.
        let raised =
            choices.iter().filter(|(_, c)| **c != Choice::NotVoting).map(|(d, c)| (d.clone(), *c)).collect();
        Ok(vec![Event::NamesCounted { vote: id.clone(), teller, choices: raised }])
    }

    pub(super) fn recount_hands(&self, id: &VoteId, actor: &Actor, now: Now) -> Decision {
        chair_only(actor)?;
        let vote = self.open_one(id, now)?;
        match vote.form.counting() {
            Counting::Totals | Counting::Names => Ok(vec![Event::RecountOpened { vote: id.clone() }]),
            Counting::Choices | Counting::Paper => Err(Refusal::WrongForm),
        }
    }

    /// What the vote would give if it closed now; of every form but the secret ballot.
    ///
    /// # Errors
    /// For raised hands: counts missing, different, or more than are present.
    pub fn outcome_now(&self, vote: &Vote) -> Result<Outcome, Refusal> {
        let here = self.roll.present_count();
        let (present, [votes_for, against, _]) = match vote.form.counting() {
            Counting::Choices => {
                let electorate = vote.electorate(self.roll.present()).len();
                (u32::try_from(electorate).unwrap_or(u32::MAX), vote.running())
            }
            Counting::Totals | Counting::Names => match self.agreed_count(vote)? {
                HandCount::Totals(counted) => {
                    let (votes_for, against) =
                        Vote::of_hands(self.plan.rules.hands_count.value, *counted, here)
                            .ok_or(Refusal::CountTooHigh { present: here })?;
                    (here, [votes_for, against, 0])
                }
                HandCount::Names(choices) => {
                    // Somebody whose hand was seen and who left since still counts among those present.
                    let left = choices.keys().filter(|d| !self.roll.is_present(d)).count();
                    let present = here.saturating_add(u32::try_from(left).unwrap_or(u32::MAX));
                    (present, count_choices(choices.values().copied()))
                }
            },
            Counting::Paper => return Err(Refusal::WrongForm),
        };
        Ok(Outcome::decide(vote.majority, vote.heads(present), votes_for, against))
    }

    fn agreed_count<'a>(&self, vote: &'a Vote) -> Result<&'a HandCount, Refusal> {
        let kiosk = vote.hands.get(&Teller::Kiosk);
        let secretary = vote.hands.get(&Teller::Secretary);
        if self.plan.rules.tellers.value < 2 {
            return kiosk.or(secretary).ok_or(Refusal::CountMissing);
        }
        match (kiosk, secretary) {
            (Some(a), Some(b)) if a == b => Ok(a),
            (Some(_), Some(_)) => Err(Refusal::CountsDiffer),
            (None, _) | (_, None) => Err(Refusal::CountMissing),
        }
    }
}
