//! A sitting in memory and what is heard of it; the programs as small scripts that hang, fail or are not there.

mod programs;
mod room;
mod said;
mod silence;
mod time;
mod voice;

use super::announce;
use super::cue::Cue;
use crate::chamber::command::{Actor, Command, Holder, MotionDraft, Teller};
use crate::chamber::ids::{ItemId, MotionId, SpeechId, VoteId};
use crate::chamber::plan::{Effect, SessionPlan};
use crate::chamber::rules::{Matter, TurnKind, VoteForm};
use crate::chamber::{BallotTally, Marks, Session, Speaker};
use crate::kiosk::{Memory, World};
use crate::prepare::synthetic;

/// 07:30 of the sample's day, UTC milliseconds.
const MORNING: i64 = 1_797_467_400_000;

/// The sample council of 28 in session; what was announced is kept.
pub struct Hall {
    pub memory: Memory,
    pub heard: Vec<Cue>,
    /// The session after each command.
    pub states: Vec<Session>,
    secretary: Actor,
}

impl Hall {
    /// Opened with 27 present.
    pub fn open() -> Self {
        Self::of(synthetic(28, 7).expect("the sample has no mistakes").plan)
    }

    pub fn of(mut plan: SessionPlan) -> Self {
        // The groups need no vote here: places of motions are those of the figures.
        for item in &mut plan.agenda {
            item.motions.retain(|m| m.effect != Some(Effect::QuestionGroups));
        }
        let mut memory = Memory::new(MORNING);
        let secretary = Holder::Secretary(plan.secretaries[0].id.clone());
        let present: Vec<_> = plan.delegates.iter().take(27).map(|d| d.id.clone()).collect();
        memory.command(&Command::ImportSession(Box::new(plan)), &Actor::Operator).expect("imported");
        let secretary = memory.enrol(secretary).expect("enrolled");
        let mut hall = Self { memory, heard: Vec::new(), states: Vec::new(), secretary };
        for delegate in present {
            hall.chair(Command::CheckIn { delegate });
        }
        hall.chair(Command::OpenSitting { total_delegates: 28 });
        hall
    }

    pub fn session(&self) -> Session {
        self.memory.view().chamber.current().expect("a session").clone()
    }

    pub fn chair(&mut self, command: Command) {
        self.by(&Actor::Chair, command);
    }

    pub fn secretary(&mut self, command: Command) {
        self.by(&self.secretary.clone(), command);
    }

    fn by(&mut self, actor: &Actor, command: Command) {
        let before = self.session();
        self.memory.pass(1_000);
        self.memory.command(&command, actor).unwrap_or_else(|why| panic!("{command:?}: {why:?}"));
        let after = self.session();
        self.heard.extend(announce::changes(&before, &after));
        self.states.push(after);
    }

    pub fn go_to(&mut self, item: &str) {
        self.chair(Command::GoToItem { item: ItemId::new(item).expect("an id") });
    }

    /// The delegate with this seat asks to speak.
    pub fn ask(&mut self, seat: usize, kind: TurnKind) -> SpeechId {
        let delegate = self.session().plan.delegates[seat - 1].id.clone();
        self.chair(Command::RequestSpeech { speaker: Speaker::Delegate(delegate), kind });
        self.session().floor.speeches().last().expect("registered").id.clone()
    }

    /// Opens a vote on the motions at these places of the plan.
    pub fn vote(&mut self, motions: &[usize], form: VoteForm) -> VoteId {
        let all: Vec<MotionId> = self.session().plan.motions().map(|m| m.id.clone()).collect();
        let motions = motions.iter().map(|at| all[*at].clone()).collect();
        self.chair(Command::OpenVote { motions, form });
        self.session().votes.open().expect("open").id.clone()
    }

    /// Both tellers count the same, and the vote is closed.
    pub fn count(&mut self, vote: &VoteId, counted: [u32; 2]) {
        self.chair(Command::CountHands { vote: vote.clone(), teller: Teller::Kiosk, counted });
        // At the table: behind closed doors no device is served.
        self.by(&Actor::Desk, Command::CountHands { vote: vote.clone(), teller: Teller::Secretary, counted });
        self.chair(Command::CloseVote { vote: vote.clone() });
    }

    pub fn publish(&mut self, vote: &VoteId) {
        self.chair(Command::PublishResult { vote: vote.clone() });
    }

    /// A motion that came up.
    pub fn add(&mut self, title: &str, matter: Matter, effect: Option<Effect>) -> usize {
        let item = self.session().agenda.current().expect("an item").clone();
        let draft = MotionDraft {
            title: title.to_owned(),
            short_title: String::new(),
            matter,
            part_of: None,
            effect,
            ballot: None,
        };
        let before = self.session();
        self.chair(Command::AddMotion { item, motion: Box::new(draft) });
        let known: Vec<MotionId> = before.plan.motions().map(|m| m.id.clone()).collect();
        self.session().plan.motions().position(|m| !known.contains(&m.id)).expect("added")
    }

    /// What was announced since the last look.
    pub fn said(&mut self) -> Vec<String> {
        std::mem::take(&mut self.heard).into_iter().filter_map(|cue| cue.say).collect()
    }
}

/// All ballots valid, with these marks for the only name.
fn tally(all: u32, marks: u32) -> BallotTally {
    let lines = vec![Marks { r#for: marks, against: all - marks, blank: 0 }];
    BallotTally { issued: all, collected: all, valid: all, invalid: 0, lines }
}
