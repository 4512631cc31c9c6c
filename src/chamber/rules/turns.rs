//! Turns on the floor (domain 5): their kinds, their order, their clock.

use serde::{Deserialize, Serialize};

/// The kinds of request to speak (domain 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnKind {
    /// Phát biểu.
    Speech,
    /// Chất vấn.
    Question,
    /// Tranh luận.
    Debate,
    /// Xin ý kiến về trình tự.
    Procedural,
    /// Giải trình.
    Explanation,
    /// Trả lời chất vấn: nobody asks for it, the chair calls it.
    Answer,
}

impl TurnKind {
    /// The kinds that are asked for, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Speech, Self::Question, Self::Debate, Self::Procedural, Self::Explanation];
    /// The same in an item of questioning.
    pub const QUESTIONING: [Self; 5] =
        [Self::Question, Self::Debate, Self::Explanation, Self::Procedural, Self::Speech];
}

/// A criterion of the order in which requests to speak are called; the first that tells two apart decides, and after the
/// last of them the order of registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderRule {
    /// A word on the order of business comes first.
    ProceduralFirst,
    /// While an answer is given or debated, debate comes first.
    DebateAtAnswer,
    /// In a debate, who put the question comes first.
    QuestionerFirst,
    /// Who was given fewer turns in the item comes first.
    LeastSpoken,
}

/// When the clock of a speech starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// With the call.
    AtCall,
    /// When the chair starts it: the speaker has come to the lectern.
    ByChair,
}
