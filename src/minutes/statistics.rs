//! Who spoke how often and how long: counted from the requests to speak, never kept.

use super::model::{AgendaItem, AttendanceRow, MinutesModel, Speech};
use crate::chamber::SpeechState;
use crate::chamber::rules::TurnKind;
use std::collections::BTreeMap;

/// How much one person spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaking<'a> {
    /// The delegate's id; `None`: somebody invited.
    pub delegate: Option<&'a str>,
    /// The name.
    pub name: &'a str,
    /// The delegate's Tổ, or the guest's office.
    pub office: &'a str,
    /// Whether the delegate ever was in the hall; guests who spoke were.
    pub came: bool,
    /// Turns with the floor.
    pub turns: u32,
    /// Seconds spoken, by kind.
    pub seconds: BTreeMap<TurnKind, u32>,
    /// Seconds beyond those allowed.
    pub over_s: u32,
    /// Numbers of the items in which the person spoke.
    pub items: Vec<&'a str>,
    /// Opinions handed in in writing.
    pub written: u32,
    /// Requests that the discussion ended before.
    pub not_reached: u32,
}

impl<'a> Speaking<'a> {
    fn of(delegate: Option<&'a str>, name: &'a str, office: &'a str, came: bool) -> Self {
        Self {
            delegate,
            name,
            office,
            came,
            turns: 0,
            seconds: BTreeMap::new(),
            over_s: 0,
            items: Vec::new(),
            written: 0,
            not_reached: 0,
        }
    }

    /// Seconds spoken in all.
    pub fn total_s(&self) -> u32 {
        self.seconds.values().sum()
    }

    fn is(&self, speech: &Speech) -> bool {
        match (self.delegate, &speech.delegate) {
            (Some(own), Some(id)) => own == id,
            (None, None) => self.name == speech.name,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn add(&mut self, speech: &'a Speech) {
        self.written += u32::from(speech.state == SpeechState::Written);
        self.not_reached += u32::from(speech.state == SpeechState::NotReached);
        if self.office.is_empty() {
            self.office = &speech.title;
        }
        if speech.was_given() {
            self.turns += 1;
            *self.seconds.entry(speech.kind).or_default() += speech.spoken_s;
            self.over_s += speech.over_s();
            if !self.items.contains(&speech.item_no.as_str()) {
                self.items.push(&speech.item_no);
            }
        }
    }
}

/// Every delegate of the roll in its order, then those others who asked to speak.
pub fn people(model: &MinutesModel) -> Vec<Speaking<'_>> {
    let came = |row: &AttendanceRow| !row.intervals.is_empty();
    let mut people: Vec<Speaking<'_>> = model
        .attendance
        .iter()
        .map(|row| Speaking::of(Some(&row.delegate), &row.name, &row.group, came(row)))
        .collect();
    for speech in &model.speeches {
        if let Some(found) = people.iter_mut().find(|person| person.is(speech)) {
            found.add(speech);
            continue;
        }
        let office = if speech.delegate.is_some() { &speech.group } else { &speech.title };
        let mut person = Speaking::of(speech.delegate.as_deref(), &speech.name, office, true);
        person.add(speech);
        people.push(person);
    }
    people
}

/// What became of the requests to speak in an item, or in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Turns {
    /// Requests, without the answers, which nobody asks for.
    pub requests: u32,
    /// Turns with the floor, without the answers.
    pub given: u32,
    /// Answers to questions.
    pub answers: u32,
    /// Handed in in writing instead.
    pub written: u32,
    /// The discussion ended before them.
    pub not_reached: u32,
    /// Withdrawn.
    pub withdrawn: u32,
    /// Still waiting, in a draft.
    pub waiting: u32,
    /// Seconds spoken, with the answers.
    pub spoken_s: u32,
}

impl Turns {
    /// Counts `speeches`.
    pub fn of<'a>(speeches: impl IntoIterator<Item = &'a Speech>) -> Self {
        let mut turns = Self::default();
        for speech in speeches {
            turns.spoken_s += speech.spoken_s;
            if speech.kind == TurnKind::Answer {
                turns.answers += 1;
                continue;
            }
            turns.requests += 1;
            *match speech.state {
                SpeechState::Called | SpeechState::Speaking | SpeechState::Done => &mut turns.given,
                SpeechState::Written => &mut turns.written,
                SpeechState::NotReached => &mut turns.not_reached,
                SpeechState::Withdrawn => &mut turns.withdrawn,
                SpeechState::Registered => &mut turns.waiting,
            } += 1;
        }
        turns
    }

    /// Whether nothing was asked for and nothing answered.
    pub fn is_empty(&self) -> bool {
        self.requests == 0 && self.answers == 0
    }
}

/// The requests to speak of an item, in order of registration.
pub fn of_item<'a>(model: &'a MinutesModel, item: &'a AgendaItem) -> impl Iterator<Item = &'a Speech> {
    item.speeches.iter().filter_map(|i| model.speeches.get(*i))
}

/// The items that are told with what became of the requests in them; none of a closed sitting.
pub fn items(model: &MinutesModel) -> Vec<(&AgendaItem, Turns)> {
    let open = model.agenda_items.iter().filter(|item| !item.closed_doors);
    open.map(|item| (item, Turns::of(of_item(model, item)))).collect()
}
