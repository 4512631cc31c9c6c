//! Votes of the session: everybody at once, with the troubles of the script.

use super::RehearsalError;
use super::device::{Device, Manner, Outcome, Proved};
use super::hands::Seen;
use super::script::{Ballot, Part, PlannedVote};
use super::stage::{Stage, of, recorded, unexpected};
use crate::chamber::command::{Choice, Command};
use crate::chamber::ids::{DelegateId, MotionId, VoteId};
use crate::chamber::plan::{AgendaItem, BoardSeat, Effect, Motion};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::VoteForm;
use crate::chamber::{BallotTally, Marks};
use crate::wire::snapshot::VoteState;
use crate::wire::up::Ask;
use futures_util::future::try_join_all;
use std::collections::BTreeMap;

impl Stage<'_> {
    /// All votes of an item.
    ///
    /// # Errors
    /// [`RehearsalError`].
    pub async fn hold_votes(&mut self, item: &AgendaItem) -> Result<(), RehearsalError> {
        for planned in self.script.votes(&self.plan, item) {
            if !self.can_be_held(item, &planned) {
                continue;
            }
            self.pass(120);
            let vote = self.hold(&planned).await?;
            if planned.annul {
                let reason = "Đại biểu đề nghị biểu quyết lại".to_owned();
                self.chair(Command::AnnulVote { vote, reason }).await?;
                self.hold(&planned).await?;
            }
        }
        Ok(())
    }

    /// A small council may have too few for a tally board, and then no ballot.
    fn can_be_held(&self, item: &AgendaItem, planned: &PlannedVote) -> bool {
        let here = |d: &DelegateId| self.model.is_present(d);
        let sits = |members: &[BoardSeat]| members.iter().all(|m| here(&m.delegate));
        let boards = self.plan.motions().filter_map(|m| match &m.effect {
            Some(Effect::TallyBoard { members }) => Some(members),
            Some(Effect::ClosedDoors | Effect::QuestionGroups) | None => None,
        });
        let boards: Vec<_> = boards.collect();
        match item.motions.iter().find(|m| planned.motions.first() == Some(&m.id)) {
            Some(Motion { effect: Some(Effect::TallyBoard { members }), .. }) => sits(members),
            Some(Motion { ballot: Some(_), .. }) => boards.iter().any(|members| sits(members)),
            Some(_) | None => true,
        }
    }

    async fn hold(&mut self, planned: &PlannedVote) -> Result<VoteId, RehearsalError> {
        let (motions, form) = (planned.motions.clone(), planned.form);
        let first = motions.first().cloned().ok_or_else(|| unexpected("a vote on nothing"))?;
        self.chair(Command::OpenVote { motions, form }).await?;
        let vote = self.open_vote(&first).await?;
        self.model.opens(&vote);
        self.pass(45);
        if planned.hold {
            self.held(&vote).await?;
        }
        match form {
            VoteForm::Electronic | VoteForm::Mixed => self.electronic(&vote, form).await?,
            VoteForm::ShowOfHands | VoteForm::Cards => {
                let seen = Seen::Totals(self.script.hands(ordinal(&vote), self.model.present()));
                self.hands(&vote, &seen, planned.mismatch).await?;
            }
            VoteForm::HandsByName => {
                let seen = Seen::Names(self.script.names(ordinal(&vote), self.model.here()));
                self.hands(&vote, &seen, planned.mismatch).await?;
            }
            VoteForm::SecretBallot => self.ballots(&vote, &first).await?,
        }
        Ok(vote)
    }

    /// The chair puts the vote on hold: a phone that votes now is told so. Then it goes on, with more time.
    async fn held(&mut self, vote: &VoteId) -> Result<(), RehearsalError> {
        self.chair(Command::HoldVote { vote: vote.clone() }).await?;
        if let Some((id, phone)) = self.phones.iter().find(|(id, _)| self.model.is_present(id)) {
            let held =
                |seen: &super::device::Seen| seen.votes.get(vote).is_some_and(|v| v.state == VoteState::Held);
            phone.until(held).await.map_err(|e| of(id, e))?;
            let outcome =
                phone.vote_unseen(vote, Choice::Against, Manner::Plain).await.map_err(|e| of(id, e))?;
            if !matches!(outcome, Outcome::Refused(Refusal::VoteHeld)) {
                return Err(unexpected(&format!("a vote of {id} on hold: {outcome:?}")));
            }
        }
        self.pass(30);
        self.chair(Command::ResumeVote { vote: vote.clone() }).await?;
        self.chair(Command::ExtendVote { vote: vote.clone() }).await
    }

    async fn open_vote(&self, motion: &MotionId) -> Result<VoteId, RehearsalError> {
        self.shown("the open vote", |view| {
            let open = view.chamber.current()?.votes.open()?;
            (open.motion == *motion).then(|| open.id.clone())
        })
        .await
    }

    async fn electronic(&mut self, vote: &VoteId, form: VoteForm) -> Result<(), RehearsalError> {
        let present = |id: &&DelegateId| self.model.is_present(id);
        let phones = self.phones.keys().filter(present);
        // Who has no device does not vote where only devices count.
        let by_hand = self.script.who(Part::ByHand).filter(|id| form == VoteForm::Mixed && present(id));
        let ballots = self.script.ballots(ordinal(vote), phones, by_hand);
        let cast = ballots.iter().map(|(id, ballot)| self.cast(vote, id, *ballot));
        let receipts = try_join_all(cast).await?;
        for (id, choices) in ballots.keys().zip(receipts) {
            for (choice, proved) in choices {
                let index = self.model.receipted(proved);
                self.model.chose(vote, id, choice, index);
            }
        }
        let counted =
            |fits: fn(&Ballot) -> bool| super::stage::count(ballots.values().filter(|b| fits(b)).count());
        self.counts.doubled += counted(|b| matches!(b, Ballot::Once(_, Manner::Twice)));
        self.counts.dropped += counted(|b| matches!(b, Ballot::Once(_, Manner::CutOff)));
        self.counts.changed += counted(|b| matches!(b, Ballot::Changed(..)));
        self.counts.too_late += counted(|b| matches!(b, Ballot::TooLate(_)));

        self.chair(Command::CloseVote { vote: vote.clone() }).await?;
        self.model.closes(vote);
        self.late(vote, &ballots).await?;
        self.chair(Command::PublishResult { vote: vote.clone() }).await?;
        let own = ballots.iter().filter_map(|(id, ballot)| match ballot {
            Ballot::Once(choice, _) | Ballot::Changed(_, choice) => Some((id.clone(), *choice)),
            Ballot::TooLate(_) | Ballot::Silent => None,
        });
        self.read_back(vote, &own.collect()).await
    }

    /// Gives each choice that was receipted, in order.
    async fn cast(
        &self,
        vote: &VoteId,
        id: &DelegateId,
        ballot: Ballot,
    ) -> Result<Vec<(Choice, Proved)>, RehearsalError> {
        let choices: &[(Choice, Manner)] = match ballot {
            Ballot::Once(choice, manner) => &[(choice, manner)],
            Ballot::Changed(first, then) => &[(first, Manner::Twice), (then, Manner::Plain)],
            Ballot::TooLate(_) | Ballot::Silent => &[],
        };
        let mut receipts = Vec::with_capacity(choices.len());
        for (choice, manner) in choices.iter().copied() {
            let outcome = match self.phones.get(id) {
                Some(phone) => phone.vote(vote, choice, manner).await,
                None => self.enter_for(vote, id, choice).await,
            };
            let proved = recorded(id, outcome.map_err(|e| of(id, e))?)?;
            receipts.push((choice, proved));
        }
        Ok(receipts)
    }

    /// The secretary enters a choice at a voiced request.
    async fn enter_for(
        &self,
        vote: &VoteId,
        id: &DelegateId,
        choice: Choice,
    ) -> Result<Outcome, super::device::DeviceError> {
        let nonce = self.secretary.nonce(vote).await?;
        let ask = Ask::VoteFor { vote: vote.clone(), delegate: id.clone(), choice, nonce };
        self.secretary.ask(ask, Manner::Plain).await
    }

    /// Who votes after the close is refused, with the reason.
    async fn late(
        &self,
        vote: &VoteId,
        ballots: &BTreeMap<DelegateId, Ballot>,
    ) -> Result<(), RehearsalError> {
        for (id, ballot) in ballots {
            let (Ballot::TooLate(choice), Some(phone)) = (ballot, self.phones.get(id)) else { continue };
            let outcome = phone.vote_unseen(vote, *choice, Manner::Plain).await.map_err(|e| of(id, e))?;
            match outcome {
                Outcome::Refused(Refusal::VoteClosed { .. }) => {}
                other => return Err(unexpected(&format!("a vote of {id} after the close: {other:?}"))),
            }
        }
        Ok(())
    }

    /// Every phone sees the published result, and its owner's own choice.
    async fn read_back(
        &mut self,
        vote: &VoteId,
        own: &BTreeMap<DelegateId, Choice>,
    ) -> Result<(), RehearsalError> {
        let expected = self.model.figures(vote);
        let expected = match self.model.marks(vote) {
            Some((_, marks)) => marks.to_vec(),
            None => vec![expected.present, expected.votes_for, expected.against],
        };
        let looks = self.phones.iter().map(|(id, phone)| {
            let own = own.get(id).copied();
            async move { look(phone, vote, own).await.map_err(|e| of(id, e)) }
        });
        for (id, shown) in self.phones.keys().cloned().zip(try_join_all(looks).await?).collect::<Vec<_>>() {
            if shown != expected {
                self.disagree(format!("{vote}: the phone of {id} shows {shown:?} instead of {expected:?}"));
            }
        }
        Ok(())
    }

    /// Raised hands: the chair's table counts, and the secretary, who first may see something else.
    async fn hands(&mut self, vote: &VoteId, seen: &Seen, mismatch: bool) -> Result<(), RehearsalError> {
        let (mode, present) = (self.plan.rules.hands_count.value, self.model.present());
        let mut round = 0;
        if let Some(wrong) = seen.missed_one().filter(|_| mismatch && self.plan.rules.tellers.value >= 2) {
            self.chair(seen.by_chair(vote, mode, present)).await?;
            self.desk(wrong.by_secretary(vote, round, mode, present)).await?;
            let close = Command::CloseVote { vote: vote.clone() };
            self.chair_refused(close, |why| matches!(why, Refusal::CountsDiffer)).await?;
            self.chair(Command::RecountHands { vote: vote.clone() }).await?;
            round += 1;
        }
        self.chair(seen.by_chair(vote, mode, present)).await?;
        self.desk(seen.by_secretary(vote, round, mode, present)).await?;
        self.chair(Command::CloseVote { vote: vote.clone() }).await?;
        self.model.hands(vote, seen.for_and_against());
        self.chair(Command::PublishResult { vote: vote.clone() }).await?;
        self.read_back(vote, &seen.own()).await
    }

    /// Paper ballots: everybody present drops one into the box, the board counts, the secretary enters it.
    async fn ballots(&mut self, vote: &VoteId, motion: &MotionId) -> Result<(), RehearsalError> {
        let paper = self.plan.motion(motion).and_then(|(_, m)| m.ballot.clone());
        let paper = paper.ok_or_else(|| unexpected("a ballot without names"))?;
        let issued = self.model.present();
        let invalid = u32::from(issued > 4);
        let valid = issued - invalid;
        let marks = self.script.marks(ordinal(vote), paper.candidates.len(), paper.seats, valid);
        let line = |votes_for: &u32| Marks { r#for: *votes_for, against: valid - votes_for, blank: 0 };
        let lines = marks.iter().map(line).collect();
        let tally = BallotTally { issued, collected: issued, valid, invalid, lines };
        let close = Command::CloseVote { vote: vote.clone() };
        self.chair_refused(close.clone(), |why| matches!(why, Refusal::CountMissing)).await?;
        self.desk(Ask::Tally { vote: vote.clone(), tally }).await?;
        self.chair(close).await?;
        self.model.ballots(vote, marks);
        self.chair(Command::PublishResult { vote: vote.clone() }).await?;
        self.read_back(vote, &BTreeMap::new()).await
    }
}

fn ordinal(vote: &VoteId) -> u64 {
    vote.as_str().trim_start_matches('v').parse().unwrap_or(0)
}

/// Present, for and against, or the marks for each name, as this phone shows them, once it also shows its owner's own choice.
async fn look(
    phone: &Device,
    vote: &VoteId,
    own: Option<Choice>,
) -> Result<Vec<u32>, super::device::DeviceError> {
    let seen = phone
        .until(|seen| {
            let published = seen.votes.get(vote).is_some_and(|v| v.state == VoteState::Published);
            let told = seen.state.as_ref().map(|state| state.choices.get(vote).map(|c| c.choice));
            published && told == Some(own)
        })
        .await?;
    let shown = seen.votes.get(vote);
    let outcome = shown.and_then(|v| v.outcome.as_ref()).map(|o| vec![o.present, o.r#for, o.against]);
    let marks =
        shown.and_then(|v| v.ballot.as_ref()).map(|b| b.lines.iter().filter_map(|l| l.r#for).collect());
    Ok(outcome.or(marks).unwrap_or_default())
}
