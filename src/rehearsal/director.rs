//! The chair holds the whole session as the script says.

use super::device::Manner;
use super::script::{Part, Turn, TurnFate};
use super::stage::{Stage, count, of, recorded, unexpected};
use super::{Progress, RehearsalError};
use crate::chamber::command::{AttendanceMark, Command};
use crate::chamber::ids::{DelegateId, ItemId, SpeechId};
use crate::chamber::plan::Status;
use crate::chamber::{Phase, SpeechState};
use crate::wire::up::Ask;

/// Place of the item (from 1) at which those who come late arrive.
const LATE_AT: usize = 3;
/// Recess after this item.
const RECESS_AFTER: usize = 4;
/// The item that is first postponed and then restored.
const POSTPONED: usize = 6;
/// Requests to speak in one discussion.
const TURNS: usize = 8;

impl Stage<'_> {
    /// From roll call to closing.
    ///
    /// # Errors
    /// The first thing that goes otherwise than it must.
    pub async fn hold_session(&mut self) -> Result<(), RehearsalError> {
        self.arrive(&[Part::Phone, Part::Leaves]).await?;
        self.roll_call().await?;
        let total_delegates = count(self.plan.delegates.len());
        self.chair(Command::OpenSitting { total_delegates }).await?;
        self.model.total = total_delegates;
        self.count_guests().await?;

        let plan = std::sync::Arc::clone(&self.plan);
        let items = count(plan.agenda.len());
        let last_votes = plan.agenda.iter().rposition(|item| !item.motions.is_empty());
        for (index, item) in plan.agenda.iter().enumerate() {
            let place = index + 1;
            (self.progress)(Progress::new(
                &format!("Nội dung {place}: {}", item.short_title),
                &format!("Item {place}: {}", item.short_title),
                count(place),
                items,
            ));
            if place == POSTPONED {
                self.postpone_and_restore(&item.id).await?;
            }
            self.go_to(&item.id).await?;
            if place == LATE_AT {
                self.arrive(&[Part::Late]).await?;
                self.counts.late = count(self.script.who(Part::Late).count());
                self.resign().await?;
            }
            if Some(index) == last_votes {
                self.leave().await?;
            }
            self.pass(300);
            if item.discussion && item.groups.is_empty() {
                self.discuss(place).await?;
            }
            self.hold_votes(item).await?;
            if !item.groups.is_empty() {
                self.hold_questioning(place, item).await?;
            }
            if place == RECESS_AFTER {
                self.recess().await?;
            }
        }
        self.chair(Command::CloseSitting).await?;
        self.shown("the close", |view| {
            view.chamber.current().filter(|s| s.phase == Phase::Closed).map(|_| ())
        })
        .await
    }

    /// The secretary marks those without a phone and those who are absent.
    async fn roll_call(&mut self) -> Result<(), RehearsalError> {
        let by_hand: Vec<DelegateId> = self.script.who(Part::ByHand).cloned().collect();
        for delegate in &by_hand {
            self.mark(delegate, AttendanceMark::Present).await?;
            self.model.came(delegate);
        }
        self.counts.without_phone = count(by_hand.len());
        let excused: Vec<DelegateId> = self.script.who(Part::Excused).cloned().collect();
        for delegate in &excused {
            let mark = AttendanceMark::AbsentExcused { reason: "Đi công tác".to_owned() };
            self.mark(delegate, mark).await?;
        }
        let expected = self.model.present();
        self.shown("everybody present", |view| {
            view.chamber.current().filter(|s| s.roll.present_count() == expected).map(|_| ())
        })
        .await
    }

    async fn mark(&mut self, delegate: &DelegateId, mark: AttendanceMark) -> Result<(), RehearsalError> {
        let ask = Ask::Mark { delegate: delegate.clone(), mark };
        let outcome = self.secretary.ask(ask, Manner::Plain).await.map_err(|e| of(delegate, e))?;
        self.model.receipted(recorded(delegate, outcome)?);
        Ok(())
    }

    /// The secretary counts the guests; one of the last line has not come.
    async fn count_guests(&mut self) -> Result<(), RehearsalError> {
        let lines = self.plan.guests.len();
        for (at, invited) in self.plan.guests.iter().map(|g| g.count).enumerate().collect::<Vec<_>>() {
            let came = if at + 1 == lines { invited.saturating_sub(1) } else { invited };
            let ask = Ask::Guests { line: u16::try_from(at).unwrap_or(u16::MAX), came };
            self.desk(ask).await?;
        }
        Ok(())
    }

    /// Somebody who is away has lost the office; the total is counted anew.
    async fn resign(&mut self) -> Result<(), RehearsalError> {
        let away = [Part::Excused, Part::Reported];
        let Some(delegate) = away.iter().find_map(|part| self.script.who(*part).next()).cloned() else {
            return Ok(());
        };
        self.chair(Command::ChangeStatus { delegate, status: Status::Resigned }).await?;
        self.model.total -= 1;
        self.chair(Command::ConfirmTotal { total_delegates: self.model.total }).await
    }

    async fn leave(&mut self) -> Result<(), RehearsalError> {
        let leaving: Vec<DelegateId> = self.script.who(Part::Leaves).cloned().collect();
        for delegate in &leaving {
            let Some(phone) = self.phones.get(delegate) else { continue };
            let outcome = phone.ask(Ask::Leave, Manner::Plain).await.map_err(|e| of(delegate, e))?;
            self.model.receipted(recorded(delegate, outcome)?);
            self.model.left(delegate);
        }
        Ok(())
    }

    async fn go_to(&self, item: &ItemId) -> Result<(), RehearsalError> {
        self.chair(Command::GoToItem { item: item.clone() }).await?;
        self.shown("the item", |view| {
            view.chamber.current().filter(|s| s.agenda.current() == Some(item)).map(|_| ())
        })
        .await
    }

    async fn postpone_and_restore(&self, item: &ItemId) -> Result<(), RehearsalError> {
        let reason = "Chờ bổ sung hồ sơ".to_owned();
        self.chair(Command::PostponeItem { item: item.clone(), reason }).await?;
        self.chair_refused(Command::GoToItem { item: item.clone() }, |why| {
            matches!(why, crate::chamber::Refusal::ItemPostponed)
        })
        .await?;
        self.chair(Command::RestoreItem { item: item.clone() }).await
    }

    async fn recess(&self) -> Result<(), RehearsalError> {
        let resume_at = Some(self.running.handle.room_time() + 15 * 60 * 1000);
        self.chair(Command::StartRecess { resume_at }).await?;
        self.pass(15 * 60);
        self.chair(Command::EndRecess).await
    }

    /// Requests one after another, so that the queue is the same for the same seed; then the chair works through it.
    async fn discuss(&mut self, place: usize) -> Result<(), RehearsalError> {
        let who = self
            .script
            .parts
            .iter()
            .filter(|(id, part)| matches!(part, Part::Phone | Part::ByHand) && self.model.is_present(id));
        let turns = self.script.turns(place as u64, false, TURNS, who.map(|(id, _)| id));
        let mut registered = Vec::new();
        for turn in turns {
            let speech = self.request(&turn).await?;
            if turn.fate == TurnFate::Withdrawn {
                self.withdraw(&turn).await?;
            } else {
                registered.push((turn, speech));
            }
        }
        for (turn, speech) in registered {
            match turn.fate {
                TurnFate::Speaks | TurnFate::Extended => self.speak(&turn, &speech).await?,
                TurnFate::Deferred => {
                    self.chair(Command::DeferSpeech { speech: speech.clone() }).await?;
                    self.speak(&turn, &speech).await?;
                }
                TurnFate::NotReached | TurnFate::Withdrawn => {}
            }
        }
        self.chair(Command::EndDiscussion).await
    }

    pub(super) async fn withdraw(&mut self, turn: &Turn) -> Result<(), RehearsalError> {
        let (delegate, kind) = (turn.delegate.clone(), turn.kind);
        let outcome = match self.phones.get(&delegate) {
            Some(phone) => phone.ask(Ask::WithdrawSpeech { kind }, Manner::Twice).await,
            None => {
                self.secretary.ask(Ask::WithdrawFor { delegate: delegate.clone(), kind }, Manner::Plain).await
            }
        };
        let outcome = outcome.map_err(|e| of(&delegate, e))?;
        self.model.receipted(recorded(&delegate, outcome)?);
        Ok(())
    }

    pub(super) async fn speak(&mut self, turn: &Turn, speech: &SpeechId) -> Result<(), RehearsalError> {
        self.chair(Command::CallSpeaker { speech: speech.clone() }).await?;
        self.pass(turn.seconds);
        if turn.fate == TurnFate::Extended {
            self.chair(Command::PauseSpeech).await?;
            self.pass(30);
            self.chair(Command::ResumeSpeech).await?;
            self.chair(Command::ExtendSpeech).await?;
            self.pass(60);
        }
        self.chair(Command::StopSpeech).await?;
        let done = |view: &crate::runtime::View| {
            let found = view.chamber.current()?.floor.speech(speech)?;
            (found.state == SpeechState::Done).then_some(found.spoken_ms)
        };
        let spoken = self.shown("the end of a speech", done).await?;
        if spoken < u64::from(turn.seconds) * 1000 {
            return Err(unexpected(&format!("{speech} lasted {spoken} ms only")));
        }
        self.counts.speeches += 1;
        Ok(())
    }
}
