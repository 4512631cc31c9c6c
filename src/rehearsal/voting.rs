//! Votes of the session: everybody at once, with the troubles of the script.

use super::RehearsalError;
use super::device::{Device, Manner, Outcome, Proved};
use super::script::{Ballot, Part, PlannedVote};
use super::stage::{Stage, of, recorded, unexpected};
use crate::chamber::command::{Choice, Command, Teller};
use crate::chamber::ids::{DelegateId, MotionId, VoteId};
use crate::chamber::plan::AgendaItem;
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{HandsCount, VoteForm};
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
        for planned in self.script.votes(item, &self.plan.rules.forms.value) {
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

    async fn hold(&mut self, planned: &PlannedVote) -> Result<VoteId, RehearsalError> {
        let (motion, form) = (planned.motion.clone(), planned.form);
        self.chair(Command::OpenVote { motions: vec![motion.clone()], form }).await?;
        let vote = self.open_vote(&motion).await?;
        self.pass(45);
        match form {
            VoteForm::Electronic | VoteForm::Mixed => self.electronic(&vote).await?,
            VoteForm::ShowOfHands | VoteForm::Cards => self.hands(&vote, planned.mismatch).await?,
            VoteForm::HandsByName | VoteForm::SecretBallot => {
                return Err(RehearsalError::Unplayed(form));
            }
        }
        Ok(vote)
    }

    async fn open_vote(&self, motion: &MotionId) -> Result<VoteId, RehearsalError> {
        self.shown("the open vote", |view| {
            let open = view.chamber.current()?.votes.open()?;
            (open.motion == *motion).then(|| open.id.clone())
        })
        .await
    }

    async fn electronic(&mut self, vote: &VoteId) -> Result<(), RehearsalError> {
        let ordinal = vote.as_str().trim_start_matches('v').parse().unwrap_or(0);
        let present = |id: &&DelegateId| self.model.is_present(id);
        let phones = self.phones.keys().filter(present);
        let ballots = self.script.ballots(ordinal, phones, self.script.who(Part::ByHand).filter(present));
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
        self.read_back(vote, &ballots).await
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
        ballots: &BTreeMap<DelegateId, Ballot>,
    ) -> Result<(), RehearsalError> {
        let expected = self.model.figures(vote);
        let looks = self.phones.iter().map(|(id, phone)| {
            let own = ballots.get(id).and_then(|ballot| match ballot {
                Ballot::Once(choice, _) | Ballot::Changed(_, choice) => Some(*choice),
                Ballot::TooLate(_) | Ballot::Silent => None,
            });
            async move { look(phone, vote, own).await.map_err(|e| of(id, e)) }
        });
        for (id, shown) in self.phones.keys().cloned().zip(try_join_all(looks).await?).collect::<Vec<_>>() {
            if shown != [expected.present, expected.votes_for, expected.against] {
                self.disagree(format!("{vote}: the phone of {id} shows {shown:?} instead of {expected:?}"));
            }
        }
        Ok(())
    }

    /// Raised hands: the chair's table counts, and the secretary, who first may see another number.
    async fn hands(&mut self, vote: &VoteId, mismatch: bool) -> Result<(), RehearsalError> {
        let present = self.model.present();
        let ordinal = vote.as_str().trim_start_matches('v').parse().unwrap_or(0);
        let [votes_for, against] = self.script.hands(ordinal, present);
        let counted = match self.plan.rules.hands_count.value {
            HandsCount::ForAndAgainst => [votes_for, against],
            HandsCount::Dissent => [against, present - votes_for - against],
        };
        let by_chair = |counted| Command::CountHands { vote: vote.clone(), teller: Teller::Kiosk, counted };
        if mismatch && self.plan.rules.tellers.value >= 2 && counted[0] > 0 {
            self.chair(by_chair(counted)).await?;
            self.second_count(vote, [counted[0] - 1, counted[1]]).await?;
            let close = Command::CloseVote { vote: vote.clone() };
            self.chair_refused(close, |why| matches!(why, Refusal::CountsDiffer)).await?;
            self.chair(Command::RecountHands { vote: vote.clone() }).await?;
        }
        self.chair(by_chair(counted)).await?;
        self.second_count(vote, counted).await?;
        self.chair(Command::CloseVote { vote: vote.clone() }).await?;
        self.model.hands(vote, [votes_for, against]);
        self.chair(Command::PublishResult { vote: vote.clone() }).await?;
        self.read_back(vote, &BTreeMap::new()).await
    }

    /// How often hands were counted again in `vote`.
    fn round(&self, vote: &VoteId) -> u32 {
        let view = self.running.handle.view();
        let rounds = view.chamber.current().and_then(|s| s.votes.get(vote)).map_or(0, |v| v.rounds.len());
        u32::try_from(rounds).unwrap_or(u32::MAX)
    }

    async fn second_count(&mut self, vote: &VoteId, counted: [u32; 2]) -> Result<(), RehearsalError> {
        let error = |error| RehearsalError::Device { who: "secretary".to_owned(), error };
        let round = self.round(vote);
        let ask = Ask::Count { vote: vote.clone(), round, counted };
        match self.secretary.ask(ask, Manner::Plain).await.map_err(error)? {
            Outcome::Recorded(proved) => {
                self.model.receipted(*proved);
                Ok(())
            }
            Outcome::Refused(why) => Err(RehearsalError::Refused { what: "CountHands".to_owned(), why }),
        }
    }
}

/// Present, for and against as this phone shows them, once it also shows its owner's own choice.
async fn look(
    phone: &Device,
    vote: &VoteId,
    own: Option<Choice>,
) -> Result<[u32; 3], super::device::DeviceError> {
    let seen = phone
        .until(|seen| {
            let published = seen.votes.get(vote).is_some_and(|v| v.state == VoteState::Published);
            let told = seen.state.as_ref().map(|state| state.choices.get(vote).map(|c| c.choice));
            published && told == Some(own)
        })
        .await?;
    let outcome = seen.votes.get(vote).and_then(|v| v.outcome.as_ref());
    Ok(outcome.map(|o| [o.present, o.r#for, o.against]).unwrap_or_default())
}
