//! Votes and ballots as plain data.

use serde::{Deserialize, Serialize};

use super::Person;
use crate::chamber::plan::BallotKind;
use crate::chamber::rules::VoteForm;

/// One vote and its result. The counts are stored integers; `passed` is the chamber's verdict, not recomputed
/// here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// The vote's id in the program; not printed.
    pub id: String,
    /// Its own number in the agenda, `7.2`; empty: numbered as it comes.
    pub no: String,
    /// The item it belongs to; empty if none.
    pub item_no: String,
    /// What was decided, as it stands in a sentence: `Nghị quyết về Kế hoạch phát triển kinh tế - xã hội năm
    /// 2027`.
    pub subject: String,
    /// A shorter name for annex III; empty takes the subject.
    pub short_subject: String,
    /// What was put to the vote together, a title each; empty: one thing alone.
    pub block: Vec<String>,
    /// The whole of which this is a part; `None`: no part.
    pub part_of: Option<String>,
    /// How it was taken.
    pub form: VoteForm,
    /// What the minutes say about it ([`crate::text::vote_sentence`]).
    pub sentence: String,
    /// The rule's identifier: `majority_of_total`, `two_thirds_of_total`.
    pub rule: String,
    /// The rule in words: `quá nửa tổng số đại biểu Hội đồng nhân dân xã`.
    pub rule_label: String,
    /// The rule's source: `Điều 35 khoản 2 Luật số 72/2025/QH15`; may be empty.
    pub rule_source: String,
    /// The arithmetic: `26 × 2 = 52 > 28` ([`crate::text::arithmetic`]).
    pub arithmetic: String,
    /// N, as confirmed at the opening.
    pub total_delegates: u32,
    /// P, when the vote was closed.
    pub present: u32,
    /// Tán thành.
    #[serde(rename = "for")]
    pub in_favour: u32,
    /// Không tán thành.
    pub against: u32,
    /// Không biểu quyết, with those who pressed nothing.
    pub not_voting: u32,
    /// The verdict; false for annulled votes.
    pub passed: bool,
    /// Why it was annulled; `None` if it stands.
    pub annulled_reason: Option<String>,
    /// What the tellers saw before they agreed, `26-0 và 25-0` ([`crate::text::rounds`]); mostly empty.
    pub rounds: String,
    /// Choices that chair or secretary entered at a delegate's voiced request.
    pub entered_by_secretary: u32,
    /// When it was opened.
    pub opened_at: Option<i64>,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// Choices by name, only where the rule profile makes them public.
    pub named_choices: Vec<NamedChoice>,
}

impl Default for Vote {
    fn default() -> Self {
        Self {
            id: String::new(),
            no: String::new(),
            item_no: String::new(),
            subject: String::new(),
            short_subject: String::new(),
            block: Vec::new(),
            part_of: None,
            form: VoteForm::ShowOfHands,
            sentence: String::new(),
            rule: "majority_of_total".to_owned(),
            rule_label: "quá nửa tổng số đại biểu Hội đồng nhân dân xã".to_owned(),
            rule_source: String::new(),
            arithmetic: String::new(),
            total_delegates: 0,
            present: 0,
            in_favour: 0,
            against: 0,
            not_voting: 0,
            passed: false,
            annulled_reason: None,
            rounds: String::new(),
            entered_by_secretary: 0,
            opened_at: None,
            closed_at: None,
            named_choices: Vec::new(),
        }
    }
}

/// One person's choice in a vote by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedChoice {
    /// The delegate's name.
    pub name: String,
    /// What they chose.
    pub choice: Choice,
    /// Whether the secretary entered it for them.
    pub by_secretary: bool,
}

/// The three choices, always in this order (decision 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Tán thành.
    For,
    /// Không tán thành.
    Against,
    /// Không biểu quyết.
    NotVoting,
}

/// A secret ballot on paper and its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyRecord {
    /// The vote's id in the program; not printed.
    pub id: String,
    /// Its own number in the agenda; empty: numbered as it comes.
    pub no: String,
    /// The item it belongs to.
    pub item_no: String,
    /// What it was about: `Bầu bổ sung Ủy viên Ủy ban nhân dân xã`.
    pub subject: String,
    /// A shorter name for annex III; empty takes the subject.
    pub short_subject: String,
    /// What the ballot asked.
    pub kind: BallotKind,
    /// Seats to be filled.
    pub seats: u32,
    /// The office: `Ủy viên Ủy ban nhân dân xã`.
    pub office: String,
    /// What a mark for and a mark against are called ([`crate::text::ballot_options`]).
    pub options: [String; 2],
    /// The board, its head first: name and `Trưởng ban`, `Thư ký`, `Ủy viên`.
    pub board: Vec<Person>,
    /// The rule's identifier, as for votes.
    pub rule: String,
    /// The rule in words.
    pub rule_label: String,
    /// The rule's source; may be empty.
    pub rule_source: String,
    /// N, as confirmed at the opening.
    pub total_delegates: u32,
    /// P, who took part.
    pub present: u32,
    /// Phiếu phát ra.
    pub issued: u32,
    /// Phiếu thu vào.
    pub collected: u32,
    /// Phiếu hợp lệ.
    pub valid: u32,
    /// Phiếu không hợp lệ.
    pub invalid: u32,
    /// The candidates' results; none if it was annulled before the count.
    pub candidates: Vec<CandidateResult>,
    /// What the minutes say about it ([`crate::text::ballot_account`]).
    pub sentences: Vec<String>,
    /// Why it was annulled; `None` if it stands.
    pub annulled_reason: Option<String>,
    /// When the ballots were handed out.
    pub opened_at: Option<i64>,
    /// When the count was closed.
    pub closed_at: Option<i64>,
}

/// A candidate's result in a secret ballot.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CandidateResult {
    /// The name as printed: `Bà Cao Thị N`.
    pub name: String,
    /// Đồng ý; in a vote of confidence: không tín nhiệm.
    #[serde(rename = "for")]
    pub in_favour: u32,
    /// Không đồng ý; in a vote of confidence: tín nhiệm.
    pub against: u32,
    /// Without a mark.
    pub blank: u32,
    /// The arithmetic: `26 × 2 = 52 > 28`.
    pub arithmetic: String,
    /// Whether elected, or so decided; false for annulled ballots.
    pub elected: bool,
    /// The verdict in words ([`crate::text::ballot_verdict`]); empty for annulled ballots.
    pub verdict: String,
}
