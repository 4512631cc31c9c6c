//! Items of the agenda: what is put to the vote in them, and what is asked.

use crate::chamber::ids::{DelegateId, DocumentId, GroupId, ItemId, MotionId};
use crate::chamber::rules::Matter;
use serde::{Deserialize, Serialize};

/// An item of the agenda (nội dung).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    pub id: ItemId,
    pub title: String,
    /// At most 24 characters, for the agenda rail.
    pub short_title: String,
    /// Who presents it; may be empty.
    #[serde(default)]
    pub presenter: String,
    /// Whether delegates may ask to speak here.
    #[serde(default)]
    pub discussion: bool,
    /// Minutes that are planned for it.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// What can be put to the vote in this item.
    #[serde(default)]
    pub motions: Vec<Motion>,
    /// Groups of questions, in their order: this is an item of questioning (chất vấn).
    #[serde(default)]
    pub groups: Vec<QuestionGroup>,
}

/// A group of questions (nhóm vấn đề chất vấn) and who answers them (domain 5.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionGroup {
    pub id: GroupId,
    /// "Thu gom rác thải".
    pub title: String,
    pub respondent: Respondent,
    /// Questions that were handed in before the session (phiếu chất vấn).
    #[serde(default)]
    pub questions: Vec<PlannedQuestion>,
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respondent {
    /// "Ông" or "Bà"; may be empty.
    #[serde(default)]
    pub honorific: String,
    pub name: String,
    /// "Trưởng phòng Kinh tế".
    #[serde(default)]
    pub title: String,
    /// Which delegate this is, if one.
    #[serde(default)]
    pub delegate: Option<DelegateId>,
}

/// A question that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedQuestion {
    pub delegate: DelegateId,
    pub text: String,
}

/// The subject of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motion {
    pub id: MotionId,
    /// "7.2"; or the item's own number.
    pub number: String,
    /// "Nghị quyết về dự toán và phân bổ ngân sách xã năm 2027".
    pub title: String,
    /// At most 32 characters for annex III and narrow screens: "NQ dự toán ngân sách 2027".
    pub short_title: String,
    pub matter: Matter,
    /// The text put to the vote; its hash goes into the vote.
    #[serde(default)]
    pub document: Option<DocumentId>,
    /// The whole of which this is an article or a point, voted on before it.
    #[serde(default)]
    pub part_of: Option<MotionId>,
    /// What follows from its passing.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// The names of a secret ballot on paper.
    #[serde(default)]
    pub ballot: Option<BallotPaper>,
}

/// What the passing of a motion brings about by itself or makes possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// The tally board (ban kiểm phiếu) is formed of these.
    TallyBoard { members: Vec<BoardSeat> },
    /// The item may be taken behind closed doors (law 72/2025 art. 34(5), R-07).
    ClosedDoors,
    /// The groups of questions, and who answers them, are adopted (domain 5.3).
    QuestionGroups,
}

/// A member of the tally board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardSeat {
    pub delegate: DelegateId,
    pub role: BoardRole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardRole {
    /// Trưởng ban.
    Head,
    /// Thư ký.
    Clerk,
    /// Ủy viên.
    Member,
}

/// What a ballot asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BallotKind {
    /// Election to one or more seats: *for* is "đồng ý".
    Election,
    /// Release or removal: *for* is "đồng ý".
    Removal,
    /// Vote of confidence: *for* counts "không tín nhiệm", which is what has a consequence (domain 4.6).
    Confidence,
}

/// A ballot for paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotPaper {
    pub kind: BallotKind,
    /// Seats to be filled; 1 for a removal or a vote of confidence.
    pub seats: u16,
    /// "Ủy viên Ủy ban nhân dân xã".
    pub office: String,
    pub candidates: Vec<Candidate>,
}

/// A name on a ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// As printed: "Bà Cao Thị N".
    pub name: String,
    /// Which delegate this is, if one: may not be of the tally board.
    #[serde(default)]
    pub delegate: Option<DelegateId>,
}
