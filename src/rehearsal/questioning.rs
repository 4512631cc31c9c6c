//! Questioning (chất vấn): the groups in their order, each from its questions to the chair's conclusion.

use super::RehearsalError;
use super::device::{Manner, Proved};
use super::model::{Model, Questioned};
use super::script::{Part, Turn, TurnFate};
use super::stage::{Stage, count, of, recorded, unexpected};
use crate::chamber::command::Command;
use crate::chamber::event::Event;
use crate::chamber::ids::{GroupId, SpeechId};
use crate::chamber::plan::{AgendaItem, QuestionGroup, day_of};
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{Deadline, TurnKind};
use crate::chamber::{Commitment, CommitmentKind, Session, Speech, SpeechState, Step};
use crate::wire::up::Ask;

/// Requests for questions in one group.
const QUESTIONS: usize = 6;
/// Questions that are put before they are answered together.
const ROUND: usize = 2;
/// Days until what is promised is due.
const PROMISED_DAYS: i64 = 30;

impl Stage<'_> {
    /// All groups of an item whose vote on them has been held.
    ///
    /// # Errors
    /// [`RehearsalError`].
    pub async fn hold_questioning(&mut self, place: usize, item: &AgendaItem) -> Result<(), RehearsalError> {
        let decided = |view: &crate::runtime::View| Some(view.chamber.current()?.groups_decided());
        if self.shown("the vote on the groups", decided).await? {
            for (index, group) in item.groups.iter().enumerate() {
                self.group(place * 10 + index, group).await?;
            }
        } else {
            // A council of one may vote its own groups down.
            for group in &item.groups {
                let start = Command::StartGroup { group: group.id.clone() };
                self.chair_refused(start, |why| matches!(why, Refusal::GroupsNotDecided)).await?;
            }
        }
        self.chair(Command::EndDiscussion).await
    }

    async fn group(&mut self, ordinal: usize, group: &QuestionGroup) -> Result<(), RehearsalError> {
        let answer = Command::CallAnswer { speaker: None };
        let none = |why: &Refusal| matches!(why, Refusal::NoGroup | Refusal::GroupConcluded);
        self.chair_refused(answer.clone(), none).await?;
        self.chair(Command::StartGroup { group: group.id.clone() }).await?;
        let who = self
            .script
            .parts
            .iter()
            .filter(|(id, part)| matches!(part, Part::Phone | Part::ByHand) && self.model.is_present(id));
        let who = who.map(|(id, _)| id);
        let turns = self.script.turns(ordinal as u64, true, QUESTIONS, who);
        let mut waiting = Vec::new();
        for turn in turns {
            let speech = self.request(&turn).await?;
            match turn.fate {
                TurnFate::Withdrawn => self.withdraw(&turn).await?,
                TurnFate::NotReached => self.model.of_group(&group.id).late.push(speech),
                TurnFate::Speaks | TurnFate::Extended | TurnFate::Deferred => waiting.push((turn, speech)),
            }
        }
        for (nth, round) in waiting.chunks(ROUND).enumerate() {
            self.round(group, nth, round).await?;
        }
        let late = self.model.of_group(&group.id).late.clone();
        self.chair(Command::ConcludeGroup).await?;
        for speech in late {
            self.owe_in_writing(group, &speech).await?;
        }
        let text = format!("Kết luận: {}.", group.title);
        self.desk(Ask::Conclusion { group: group.id.clone(), text: text.clone() }).await?;
        self.model.of_group(&group.id).conclusion = text;
        self.chair_refused(answer, none).await
    }

    /// Some questions, the answer to them, what is promised in it, and the debate. The first round has an answer that the
    /// chair takes back, because another question was to come first.
    async fn round(
        &mut self,
        group: &QuestionGroup,
        nth: usize,
        round: &[(Turn, SpeechId)],
    ) -> Result<(), RehearsalError> {
        for (place, (turn, speech)) in round.iter().enumerate() {
            if turn.fate == TurnFate::Deferred {
                self.chair(Command::DeferSpeech { speech: speech.clone() }).await?;
            }
            if nth == 0 && place == 0 {
                self.call_and_take_back(speech, turn.seconds).await?;
            } else {
                self.speak(turn, speech).await?;
            }
            self.model.of_group(&group.id).questions.push(speech.clone());
        }
        let Some((first, asked)) = round.first() else { return Ok(()) };
        let answer = self.answer(group).await?;
        self.pass(90);
        let due = day_of(self.running.handle.room_time()) + PROMISED_DAYS;
        let promise = Ask::Commit {
            speech: Some(answer.clone()),
            group: None,
            content: format!("Giải quyết xong: {}.", group.title),
            owner: String::new(),
            due: crate::text::day_iso(due),
        };
        self.desk(promise).await?;
        self.model.of_group(&group.id).owed.push((CommitmentKind::Promise, answer, due));
        self.owe_in_writing(group, asked).await?;

        let turn = Turn { kind: TurnKind::Debate, ..first.clone() };
        let debate = self.request(&turn).await?;
        self.chair(Command::OpenDebate).await?;
        self.on_floor(&debate, Step::Debate).await?;
        self.pass(60);
        self.chair(Command::StopSpeech).await?;
        self.counts.speeches += 2;
        self.model.of_group(&group.id).debates.push(debate);
        Ok(())
    }

    /// The chair calls for the answer a moment too early and takes that back: the question runs on as if nothing had been.
    async fn call_and_take_back(&mut self, speech: &SpeechId, seconds: u32) -> Result<(), RehearsalError> {
        self.chair(Command::CallSpeaker { speech: speech.clone() }).await?;
        self.pass(seconds / 2);
        self.chair(Command::CallAnswer { speaker: None }).await?;
        self.pass(1);
        self.chair(Command::Undo).await?;
        self.on_floor(speech, Step::Question).await?;
        self.counts.undone += 1;
        self.pass(seconds - seconds / 2);
        self.chair(Command::StopSpeech).await?;
        let spoken = |view: &crate::runtime::View| {
            let found = view.chamber.current()?.floor.speech(speech)?;
            (found.state == SpeechState::Done).then_some(found.spoken_ms)
        };
        let spoken = self.shown("the end of a question", spoken).await?;
        if spoken < (u64::from(seconds) + 1) * 1000 {
            return Err(unexpected(&format!("{speech} lasted {spoken} ms only: its clock ran on")));
        }
        self.counts.speeches += 1;
        self.pass(self.plan.rules.undo_seconds.value + 1);
        self.chair_refused(Command::Undo, |why| matches!(why, Refusal::TooLateToUndo)).await
    }

    async fn answer(&mut self, group: &QuestionGroup) -> Result<SpeechId, RehearsalError> {
        self.chair(Command::CallAnswer { speaker: None }).await?;
        let speaker = group.respondent.speaker();
        let answers = |view: &crate::runtime::View| {
            let session = view.chamber.current()?;
            let found =
                session.floor.speaking().filter(|s| s.kind == TurnKind::Answer && s.speaker == speaker)?;
            (session.questioning.now()?.1.step == Step::Answer).then(|| found.id.clone())
        };
        let answer = self.shown("the answer", answers).await?;
        self.model.of_group(&group.id).answers.push(answer.clone());
        Ok(answer)
    }

    async fn on_floor(&self, speech: &SpeechId, step: Step) -> Result<(), RehearsalError> {
        self.shown("who has the floor", |view| {
            let session = view.chamber.current()?;
            let speaks = session.floor.speaking().is_some_and(|s| s.id == *speech);
            let stands = session.questioning.now()?.1.step == step;
            let runs = session.floor.clock()?.watch.is_running();
            (speaks && stands && runs).then_some(())
        })
        .await
    }

    /// The secretary enters that `question` of today is answered in writing.
    async fn owe_in_writing(
        &mut self,
        group: &QuestionGroup,
        question: &SpeechId,
    ) -> Result<(), RehearsalError> {
        let today = day_of(self.running.handle.room_time());
        let Some(due) = self.plan.rules.due(Deadline::WrittenAnswers, today) else { return Ok(()) };
        self.desk(Ask::AnswerInWriting { speech: question.clone() }).await?;
        let owed = (CommitmentKind::WrittenAnswer, question.clone(), due);
        self.model.of_group(&group.id).owed.push(owed);
        self.counts.written += 1;
        Ok(())
    }

    /// By the own phone, or by a raised hand that the secretary sees.
    pub(super) async fn request(&mut self, turn: &Turn) -> Result<SpeechId, RehearsalError> {
        let (delegate, kind) = (turn.delegate.clone(), turn.kind);
        let outcome = match self.phones.get(&delegate) {
            Some(phone) => phone.ask(Ask::RequestSpeech { kind }, Manner::Plain).await,
            None => {
                self.secretary.ask(Ask::RequestFor { delegate: delegate.clone(), kind }, Manner::Plain).await
            }
        };
        let proved = recorded(&delegate, outcome.map_err(|e| of(&delegate, e))?)?;
        let speech = requested(&proved).ok_or_else(|| unexpected("a receipt for no request to speak"))?;
        self.model.receipted(proved);
        Ok(speech)
    }
}

/// What the receipt says was registered.
fn requested(proved: &Proved) -> Option<SpeechId> {
    proved.entry.events.iter().find_map(|event| {
        if let Event::SpeechRequested { speech, .. } = event { Some(speech.clone()) } else { None }
    })
}

/// What of the questioning is not as the chair held it.
pub(super) fn disagreements(session: &Session, model: &Model) -> Vec<String> {
    let told = |group: &GroupId, expected: &Questioned| {
        let found = questioned(session, group);
        let ended = session.questioning.run(group).is_some_and(|run| run.concluded_at.is_some());
        (found != *expected || !ended).then(|| format!("{group}: {found:?} instead of {expected:?}"))
    };
    let mut problems: Vec<String> =
        model.groups().filter_map(|(group, expected)| told(group, expected)).collect();
    let owed = model.groups().map(|(_, group)| group.owed.len()).sum::<usize>();
    if session.questioning.commitments().len() != owed {
        problems.push(format!("{} commitments instead of {owed}", session.questioning.commitments().len()));
    }
    problems
}

fn questioned(session: &Session, group: &GroupId) -> Questioned {
    let mut speeches: Vec<&Speech> =
        session.floor.speeches().iter().filter(|s| s.group.as_ref() == Some(group)).collect();
    speeches.sort_by_key(|s| s.started_at);
    let of = |kind: TurnKind, state: SpeechState| {
        let fits = speeches.iter().filter(|s| s.kind == kind && s.state == state);
        fits.map(|s| s.id.clone()).collect::<Vec<_>>()
    };
    let run = session.questioning.run(group);
    let commitments = session.questioning.commitments().iter();
    let owed = |c: &Commitment| Some((c.kind, c.speech.clone()?, c.due));
    Questioned {
        questions: of(TurnKind::Question, SpeechState::Done),
        answers: of(TurnKind::Answer, SpeechState::Done),
        debates: of(TurnKind::Debate, SpeechState::Done),
        late: of(TurnKind::Question, SpeechState::NotReached),
        owed: commitments.filter(|c| c.group.as_ref() == Some(group)).filter_map(owed).collect(),
        conclusion: run.map(|r| r.conclusion.clone()).unwrap_or_default(),
    }
}

/// The figures of the questioning that the report tells.
pub(super) fn concluded(session: &Session) -> u32 {
    let ended = |group: &&QuestionGroup| {
        session.questioning.run(&group.id).is_some_and(|run| run.concluded_at.is_some())
    };
    count(session.plan.agenda.iter().flat_map(|item| &item.groups).filter(ended).count())
}
