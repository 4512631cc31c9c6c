//! Groups of questions: taking them up, answers, debate, conclusion, and what is promised.

use super::{Local, Page, Question};
use crate::chamber::command::{Command, CommitmentDraft};
use crate::chamber::ids::{GroupId, SpeechId};
use crate::chamber::plan::{QuestionGroup, day_of};
use crate::chamber::rules::TurnKind;
use crate::chamber::{Act, Session, Speaker, Speech};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::{Words, both};

/// The first group of the current item that the chair has not concluded and that is not before the council.
pub fn next_group(session: &Session) -> Option<GroupId> {
    let item = session.plan.item(session.agenda.current()?)?;
    let open = |g: &&QuestionGroup| {
        session.questioning.current() != Some(&g.id)
            && session.questioning.run(&g.id).is_none_or(|r| r.concluded_at.is_none())
    };
    item.groups.iter().find(open).map(|g| g.id.clone())
}

/// Who promises, and in which answer.
pub struct Promise {
    pub group: GroupId,
    pub title: String,
    /// The answer that is given, or the last one of the group.
    pub answer: Option<SpeechId>,
    /// With the office, as it is recorded.
    pub owner: String,
}

impl Promise {
    /// What would be promised now: by who answers or answered last, else by the group's respondent.
    pub fn now(session: &Session) -> Option<Self> {
        let (_, group) = session.plan.group(session.questioning.current()?)?;
        let here =
            |s: &&Speech| s.kind == TurnKind::Answer && s.group.as_ref() == Some(&group.id) && s.was_given();
        let answer = session.floor.speeches().iter().rev().find(here);
        let other = answer.filter(|s| !s.speaker.is(&group.respondent.speaker()));
        let owner = match other.map(|s| &s.speaker) {
            None => group.respondent.full_title(),
            Some(Speaker::Guest { name, title }) if title.is_empty() => name.clone(),
            Some(Speaker::Guest { name, title }) => format!("{name}, {title}"),
            Some(Speaker::Delegate(id)) => session
                .plan
                .delegate(id)
                .map_or_else(String::new, |d| format!("{} {}", d.honorific, d.name).trim().to_owned()),
        };
        let answer = answer.map(|s| s.id.clone());
        Some(Self { group: group.id.clone(), title: group.title.clone(), answer, owner })
    }

    /// The last day of a promise for so many days, days since 1970-01-01.
    pub fn due(scene: Scene, days: usize) -> i64 {
        day_of(scene.at()).saturating_add(i64::try_from(days).unwrap_or(0))
    }
}

impl Local {
    pub(super) fn start_group(&mut self, group: &GroupId, session: &Session, scene: Scene) -> Vec<Effect> {
        let title = session.plan.group(group).map(|(_, g)| g.title.as_str()).unwrap_or_default();
        let say = both(|w| w.group_started(title));
        let command = Command::StartGroup { group: group.clone() };
        self.act(scene, command, Act::StartGroup, say, self.pages.len())
    }

    pub(super) fn open_debate(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let first = session.floor.queue().find(|s| s.kind == TurnKind::Debate && s.consent);
        let say = both(|w| match first {
            Some(first) => w.called(session.speaker_name(&first.speaker)),
            None => w.debate_opened().to_owned(),
        });
        self.act(scene, Command::OpenDebate, Act::OpenDebate, say, self.pages.len())
    }

    /// Concludes; asks first where somebody would not be reached.
    pub(super) fn ask_to_conclude(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        if late_in_group(session).next().is_some() {
            return self.open(Page::Confirm(Question::Conclude));
        }
        self.conclude(session, scene)
    }

    /// To the confirm page of an answer in writing, through the choice of the question where there are several.
    pub(super) fn written_answer(&mut self, session: &Session) -> Vec<Effect> {
        let round = session.questioning.now().map(|(_, run)| run.round.as_slice()).unwrap_or_default();
        match round {
            [] => Vec::new(),
            [one] => self.open(Page::Confirm(Question::WrittenAnswer(one.clone()))),
            [_, ..] => self.open(Page::WhichQuestion),
        }
    }

    /// The respondent answers, or somebody else.
    pub(super) fn call_answer(
        &mut self,
        speaker: Option<Speaker>,
        session: &Session,
        scene: Scene,
    ) -> Vec<Effect> {
        let group = session.questioning.current().and_then(|id| session.plan.group(id));
        let who = speaker.clone().or_else(|| group.map(|(_, g)| g.respondent.speaker()));
        let name = who.as_ref().map(|s| session.speaker_name(s)).unwrap_or_default();
        let say = both(|w| w.called_to_answer(name));
        self.act(scene, Command::CallAnswer { speaker }, Act::CallAnswer, say, self.pages.len())
    }

    pub(super) fn conclude(&mut self, session: &Session, scene: Scene) -> Vec<Effect> {
        let group = session.questioning.current().and_then(|id| session.plan.group(id));
        let say = both(|w| w.group_concluded(group.map(|(_, g)| g.title.as_str()).unwrap_or_default()));
        self.act(scene, Command::ConcludeGroup, Act::ConcludeGroup, say, self.pages.len())
    }

    pub(super) fn make_commitment(&mut self, days: usize, session: &Session, scene: Scene) -> Vec<Effect> {
        let Some(promise) = Promise::now(session) else { return Vec::new() };
        let due = Promise::due(scene, days);
        let draft = CommitmentDraft {
            content: Words::promised(&promise.title),
            group: Some(promise.group),
            speech: promise.answer,
            owner: promise.owner,
            due,
        };
        let say = Some(both(|w| w.committed(due)));
        let done = Done { say, close: self.pages.len(), ..Done::default() };
        self.ask(scene, vec![Command::MakeCommitment(draft)], done)
    }
}

/// Who waits with a question or for the debate of the current group, and would not be reached.
pub fn late_in_group(session: &Session) -> impl Iterator<Item = &Speech> {
    let group = session.questioning.current();
    session.floor.queue().filter(move |s| {
        matches!(s.kind, TurnKind::Question | TurnKind::Debate)
            && group.is_some()
            && s.group.as_ref() == group
    })
}
