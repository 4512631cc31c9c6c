//! The pure rules: figures against an independent oracle, tables of refusals, and random operations whose invariants
//! hold after every step and whose journal replays to the same state.

mod operations;
mod rules;
mod story;

use nghitruong::chamber::command::{Choice, Holder};
use nghitruong::chamber::ids::{DelegateId, DeviceId};
use nghitruong::chamber::{Actor, Chamber, Command, Event, Now, Refusal};
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

    /// Opened, with the first `present` delegates marked.
    pub fn open(delegates: u16, present: usize) -> Self {
        let mut room = Self::new(delegates);
        for id in room.delegates().into_iter().take(present) {
            room.chair(Command::CheckIn { delegate: id }).expect("marked");
        }
        room.chair(Command::OpenSitting { total_delegates: u32::from(delegates) }).expect("opened");
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

/// The device of a delegate as an actor.
pub fn device(delegate: &DelegateId) -> Actor {
    Actor::Device {
        device: DeviceId::new(&format!("p-{delegate}")).expect("an id"),
        holder: Holder::Delegate(delegate.clone()),
    }
}

pub const CHOICES: [Choice; 3] = [Choice::For, Choice::Against, Choice::NotVoting];
