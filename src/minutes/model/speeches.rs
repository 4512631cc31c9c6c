//! Who asked to speak, what became of it, groups of questions, and what was promised.

use super::Person;
use crate::chamber::event::Via;
use crate::chamber::rules::TurnKind;
use crate::chamber::{CommitmentKind, SpeechState};
use serde::{Deserialize, Serialize};

/// A request to speak and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// Its id in the program; not printed.
    pub id: String,
    /// The item it was made in.
    pub item_no: String,
    /// The group of questions it belongs to, by its number within the item.
    pub question_group: Option<u32>,
    /// The delegate's id, as in [`super::AttendanceRow::delegate`]; `None`: somebody invited.
    pub delegate: Option<String>,
    /// The name; of a guest as it was given, usually with `Ông` or `Bà`.
    pub name: String,
    /// The office of a guest; may be empty.
    pub title: String,
    /// `Tổ số 2`; empty for guests.
    pub group: String,
    /// What it was for.
    pub kind: TurnKind,
    /// Which turn of this person and kind in this item, from 1.
    pub turn: u32,
    /// How the request came in.
    pub via: Via,
    /// What has become of it.
    pub state: SpeechState,
    /// When the request was made.
    pub requested_at: i64,
    /// When the floor was given; `None` if it never was.
    pub called_at: Option<i64>,
    /// Seconds allowed, with what the chair added; 0 without the floor.
    pub allowed_s: u32,
    /// Seconds spoken, pauses left out.
    pub spoken_s: u32,
    /// How many who stood before it the chair passed over.
    pub passed_over: u32,
    /// The secretary's summary; empty prints the placeholder.
    pub note: String,
    /// The opinion handed in in writing instead; empty: on paper.
    pub opinion: String,
}

impl Speech {
    /// Whether it got the floor.
    pub fn was_given(&self) -> bool {
        self.called_at.is_some()
    }

    /// Seconds beyond those allowed.
    pub fn over_s(&self) -> u32 {
        self.spoken_s.saturating_sub(self.allowed_s)
    }
}

/// A group of questions (nhóm vấn đề chất vấn).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct QuestionGroup {
    /// Its number within the item, from 1.
    pub no: u32,
    /// `Thu gom rác thải`.
    pub title: String,
    /// Who answers.
    pub respondent: Person,
    /// Questions that were handed in before the session (phiếu chất vấn).
    pub handed_in: Vec<HandedIn>,
    /// When it was taken up; `None` if it never was.
    pub start: Option<i64>,
    /// When the chair concluded it.
    pub end: Option<i64>,
    /// The chair's conclusion; empty prints the placeholder.
    pub conclusion: String,
}

/// A question that was handed in before the session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HandedIn {
    /// The delegate's name.
    pub name: String,
    /// What is asked.
    pub text: String,
}

/// Something promised or owed, with its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its id in the program; not printed.
    pub id: String,
    /// Why it is owed.
    pub kind: CommitmentKind,
    /// The item it comes from.
    pub item_no: String,
    /// The group of questions it comes from, by its number within the item.
    pub question_group: Option<u32>,
    /// The answer in which it was promised, or the question that is to be answered, as an index into
    /// [`super::MinutesModel::speeches`].
    pub speech: Option<usize>,
    /// What is to be done.
    pub text: String,
    /// Who owes it, with the office.
    pub owner: String,
    /// The day by which it is due: its midnight in Việt Nam.
    pub due: i64,
    /// When it was noted.
    pub made_at: i64,
    /// Why it was struck out, if it was.
    pub dropped: Option<String>,
}
