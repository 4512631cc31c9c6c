//! Everybody who may read. A twin of the chamber in which every choice of the open vote is turned around must look the
//! same to the public: then no message tells how the vote leans, whatever else it tells.

use super::kiosk::Kiosk;
use super::model::Model;
use nghitruong::chamber::command::Choice;
use nghitruong::chamber::ids::DeviceId;
use nghitruong::chamber::{Chamber, Event};
use nghitruong::hub::changes::{Changed, Changes};
use nghitruong::hub::entry::Entry;
use nghitruong::hub::snapshots::{self, Stamp};
use serde_json::Value;

/// The title of what is put to the vote behind closed doors.
pub const SECRET: &str = "Việc chỉ bàn trong phòng kín";

#[derive(Default)]
pub struct Watch {
    twin: Chamber,
}

impl Watch {
    /// Looks at all that is published after a commit; after a start again at everything.
    pub fn look(&mut self, entries: &[&Entry], kiosk: &Kiosk, model: &Model, everything: bool) {
        let mut ended = false;
        let mut changes = Changes::default();
        for entry in entries {
            for event in &entry.events {
                self.twin.apply(&turned(event), entry.at);
                ended |= matches!(
                    event,
                    Event::VoteClosed { .. } | Event::BallotClosed { .. } | Event::VoteAnnulled { .. }
                );
            }
            changes.of_entry(entry, &kiosk.committed);
        }
        if ended {
            self.twin = kiosk.committed.clone();
        }
        if everything {
            changes.all(&kiosk.committed);
        }
        let stamp = Stamp { epoch: 1, rev: kiosk.log.len() as u64 };
        let told = |changed, chamber| snapshots::message(changed, chamber, &kiosk.hub, "AAAA", stamp);
        for (changed, _) in changes.iter() {
            let real = told(changed, &kiosk.committed);
            let value = real.as_ref().map(|(_, bytes)| serde_json::from_slice(bytes).expect("JSON"));
            match (changed, value) {
                (Changed::Device(id), Some(value)) => own_only(id, &value, kiosk, model),
                (_, Some(value)) => {
                    assert!(real == told(changed, &self.twin), "{changed:?} leans");
                    unpublished(&value);
                }
                (_, None) => {}
            }
            let text = real.map(|(_, bytes)| String::from_utf8(bytes).expect("text")).unwrap_or_default();
            assert!(!text.contains(SECRET), "{changed:?} tells what is behind closed doors");
            for (vote, _) in model.sheets.iter().filter(|(_, sheet)| sheet.secret) {
                assert!(!text.contains(&format!("\"{vote}\"")), "{changed:?} tells of {vote}");
            }
        }
    }
}

/// Nothing of a result before it is published.
fn unpublished(value: &Value) {
    if !matches!(value["state"].as_str(), Some("open" | "held" | "closed" | "annulled")) {
        return;
    }
    let sheet = &value["ballot"];
    let nothing =
        value["outcome"].is_null() && sheet["tally"].is_null() && value["names"] == Value::Array(vec![]);
    let blank = |line: &Value| line["for"].is_null() && line["elected"].is_null();
    let lines = sheet["lines"].as_array().is_none_or(|lines| lines.iter().all(blank));
    assert!(nothing && lines, "a result before it was published: {value:#}");
}

/// A device reads its own person's choices, all of them, and nobody else's.
fn own_only(device: &DeviceId, value: &Value, kiosk: &Kiosk, model: &Model) {
    let holder = kiosk.session().devices.get(device).map(|d| d.holder.clone()).expect("a device");
    let person = kiosk.session().delegate_of(&holder);
    let own = model.sheets.iter().filter(|(_, sheet)| !sheet.secret).filter_map(|(vote, sheet)| {
        let choice = sheet.choices.get(person.as_ref()?)?;
        Some((vote.to_string(), serde_json::to_value(choice).expect("a word")))
    });
    let told = value["choices"].as_object().expect("an object");
    let told = told.iter().map(|(vote, own)| (vote.clone(), own["choice"].clone()));
    assert_eq!(told.collect::<Vec<_>>(), own.collect::<Vec<_>>(), "{device} reads its own choices");
}

/// The same event with every choice turned around.
fn turned(event: &Event) -> Event {
    let other = |choice: Choice| match choice {
        Choice::For => Choice::Against,
        Choice::Against => Choice::NotVoting,
        Choice::NotVoting => Choice::For,
    };
    let mut event = event.clone();
    match &mut event {
        Event::ChoiceCast { choice, .. } => *choice = other(*choice),
        Event::HandsCounted { counted, .. } => counted.reverse(),
        Event::NamesCounted { choices, .. } => choices.values_mut().for_each(|c| *c = other(*c)),
        Event::TallyEntered { tally, .. } => {
            tally.lines.iter_mut().for_each(|line| std::mem::swap(&mut line.r#for, &mut line.against));
        }
        _ => {}
    }
    event
}
