//! The pure rules: figures against an independent oracle, tables of refusals, and random operations whose invariants
//! hold after every step and whose journal replays to the same state.

mod bad;
mod ballots;
pub mod floor;
mod forms;
mod operations;
mod questioning;
mod rules;
mod story;

use nghitruong::chamber::command::{Choice, Holder, MotionDraft, Teller};
use nghitruong::chamber::ids::{DelegateId, DeviceId, GroupId, MotionId, VoteId};
use nghitruong::chamber::plan::{
    BallotKind, BallotPaper, BoardRole, BoardSeat, Candidate, Effect, QuestionGroup, Respondent, SessionPlan,
};
use nghitruong::chamber::rules::{Matter, VoteForm};
use nghitruong::chamber::{Actor, BallotTally, Chamber, Command, Event, Marks, Now, Refusal};
use nghitruong::prepare::synthetic;

/// 07:00 of the sample's day, UTC milliseconds.
pub const START: i64 = 1_797_465_600_000;

/// A chamber that keeps what happened, with a clock that goes on a second with every command.
#[derive(Debug)]
pub struct Room {
    pub chamber: Chamber,
    pub journal: Vec<(i64, Event)>,
    pub at: i64,
}

impl Room {
    /// The sample session with `delegates` delegates, imported.
    pub fn new(delegates: u16) -> Self {
        let plan = synthetic(delegates, 7).expect("the sample has no mistakes").plan;
        Self::of_plan(plan)
    }

    pub fn of_plan(plan: nghitruong::chamber::plan::SessionPlan) -> Self {
        let mut room = Self { chamber: Chamber::default(), journal: Vec::new(), at: START };
        room.ask(Command::ImportSession(Box::new(plan)), &Actor::Operator).expect("imported");
        room
    }

    /// As [`Room::open`], with groups of questions in the last item that has a discussion.
    pub fn with_questions(delegates: u16, present: usize) -> Self {
        let mut plan = synthetic(delegates, 7).expect("the sample has no mistakes").plan;
        with_questions(&mut plan);
        Self::of_plan(plan).opened(present)
    }

    /// Opened, with the first `present` delegates marked.
    pub fn open(delegates: u16, present: usize) -> Self {
        Self::new(delegates).opened(present)
    }

    pub fn opened(self, present: usize) -> Self {
        let mut room = self;
        let delegates = room.delegates().len() as u32;
        for id in room.delegates().into_iter().take(present) {
            room.chair(Command::CheckIn { delegate: id }).expect("marked");
        }
        room.chair(Command::OpenSitting { total_delegates: delegates }).expect("opened");
        room
    }

    pub fn now(&self) -> Now {
        Now { utc_ms: self.at, mono_ms: u64::try_from(self.at - START).unwrap_or(0) }
    }

    pub fn ask(&mut self, command: Command, actor: &Actor) -> Result<Vec<Event>, Refusal> {
        self.at += 1000;
        let events = self.chamber.decide(&command, actor, self.now())?;
        for event in &events {
            self.chamber.apply(event, self.at);
            self.journal.push((self.at, event.clone()));
        }
        self.chamber.verify_invariants().unwrap_or_else(|what| panic!("{what} after {command:?}"));
        Ok(events)
    }

    pub fn chair(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        self.ask(command, &Actor::Chair)
    }

    pub fn session(&self) -> &nghitruong::chamber::Session {
        self.chamber.current().expect("a session")
    }

    pub fn delegates(&self) -> Vec<DelegateId> {
        self.session().plan.delegates.iter().map(|d| d.id.clone()).collect()
    }

    /// Everything that can be put to the vote, in the order of the plan.
    pub fn motions(&self) -> Vec<MotionId> {
        self.session().plan.motions().map(|m| m.id.clone()).collect()
    }

    /// Puts the motion at `index` to the vote.
    pub fn put(&mut self, index: usize, form: VoteForm) -> VoteId {
        let motion = self.motions()[index].clone();
        self.put_motion(motion, form)
    }

    pub fn put_motion(&mut self, motion: MotionId, form: VoteForm) -> VoteId {
        self.chair(Command::OpenVote { motions: vec![motion], form }).expect("opened");
        self.session().votes.open().expect("open").id.clone()
    }

    /// Adds a motion to the current item.
    pub fn add(&mut self, draft: MotionDraft) -> MotionId {
        let item = self.session().agenda.current().expect("an item").clone();
        let events = self.chair(Command::AddMotion { item, motion: Box::new(draft) }).expect("added");
        let Some(Event::MotionAdded { motion, .. }) = events.first() else { panic!("{events:?}") };
        motion.id.clone()
    }

    /// Both tellers saw `counted`; the vote is closed on it.
    pub fn by_hands(&mut self, motion: MotionId, counted: [u32; 2]) -> VoteId {
        let vote = self.put_motion(motion, VoteForm::ShowOfHands);
        for (teller, actor) in TELLERS {
            let command = Command::CountHands { vote: vote.clone(), teller, counted };
            self.ask(command, &actor).expect("counted");
        }
        self.chair(Command::CloseVote { vote: vote.clone() }).expect("closed");
        vote
    }

    /// Elects the first three delegates to the tally board, by hands of all present.
    pub fn elect_board(&mut self) -> VoteId {
        let members = board(&self.delegates()[..3]);
        let board = self.add(MotionDraft {
            effect: Some(Effect::TallyBoard { members }),
            ..draft("Ban kiểm phiếu", Matter::Procedural)
        });
        let all = self.session().roll.present_count();
        self.by_hands(board, [all, 0])
    }

    /// A ballot on `names` for `seats`.
    pub fn add_ballot(&mut self, names: &[&str], seats: u16) -> MotionId {
        self.add(MotionDraft {
            ballot: Some(paper(names, seats)), ..draft("Bầu Ủy viên", Matter::Personnel)
        })
    }

    /// The same session out of the serialised events.
    pub fn replayed(&self) -> Chamber {
        let mut chamber = Chamber::default();
        for (at, event) in &self.journal {
            let text = serde_json::to_string(event).expect("written");
            let event: Event = serde_json::from_str(&text).expect("read");
            chamber.apply(&event, *at);
        }
        chamber
    }
}

pub const TELLERS: [(Teller, Actor); 2] = [(Teller::Kiosk, Actor::Chair), (Teller::Secretary, Actor::Desk)];

pub fn draft(title: &str, matter: Matter) -> MotionDraft {
    let title = title.to_owned();
    MotionDraft { title, short_title: String::new(), matter, part_of: None, effect: None, ballot: None }
}

pub fn paper(names: &[&str], seats: u16) -> BallotPaper {
    let candidates = names.iter().map(|n| Candidate { name: (*n).to_owned(), delegate: None }).collect();
    BallotPaper { kind: BallotKind::Election, seats, office: "Ủy viên".to_owned(), candidates }
}

/// A head, a clerk, and members.
pub fn board(delegates: &[DelegateId]) -> Vec<BoardSeat> {
    let roles = [BoardRole::Head, BoardRole::Clerk].into_iter().chain(std::iter::repeat(BoardRole::Member));
    delegates.iter().zip(roles).map(|(d, role)| BoardSeat { delegate: d.clone(), role }).collect()
}

/// All ballots of `all` valid, with these marks for.
pub fn tally(all: u32, marks: &[u32]) -> BallotTally {
    let lines = marks.iter().map(|f| Marks { r#for: *f, against: all - f, blank: 0 }).collect();
    BallotTally { issued: all, collected: all, valid: all, invalid: 0, lines }
}

/// Gives the item of questioning two groups that need no vote: an invited respondent, and one who is a delegate.
pub fn with_questions(plan: &mut SessionPlan) {
    let delegates: Vec<_> = plan.delegates.iter().map(|d| d.id.clone()).collect();
    let respondent = |name: &str, delegate: Option<&DelegateId>| Respondent {
        honorific: "Ông".to_owned(),
        name: name.to_owned(),
        title: "Trưởng phòng Kinh tế".to_owned(),
        delegate: delegate.cloned(),
    };
    let group = |id: &str, respondent| QuestionGroup {
        id: GroupId::new(id).expect("an id"),
        title: format!("Vấn đề {id}"),
        respondent,
        questions: Vec::new(),
    };
    for item in &mut plan.agenda {
        item.motions.retain(|m| m.effect != Some(Effect::QuestionGroups));
        item.groups.clear();
    }
    let item = plan.agenda.iter_mut().rfind(|i| i.discussion).expect("a discussion");
    item.groups =
        vec![group("g1", respondent("Bùi Văn L", None)), group("g2", respondent("", delegates.last()))];
}

/// The device of a secretary as an actor.
pub fn secretary(room: &Room) -> Actor {
    let id = room.session().plan.secretaries[0].id.clone();
    Actor::Device { device: DeviceId::new("p-secretary").expect("an id"), holder: Holder::Secretary(id) }
}

/// The device of a delegate as an actor.
pub fn device(delegate: &DelegateId) -> Actor {
    Actor::Device {
        device: DeviceId::new(&format!("p-{delegate}")).expect("an id"),
        holder: Holder::Delegate(delegate.clone()),
    }
}

pub const CHOICES: [Choice; 3] = [Choice::For, Choice::Against, Choice::NotVoting];
