//! The minutes as plain data: what all four files say, and nothing about how they look.
//!
//! The model knows no rule and no chamber: whoever builds it copies facts that were decided elsewhere
//! (counts, verdicts, times). All instants are UTC milliseconds; all counts are whole people. Empty strings
//! and `None` mean that only a person can write it; such places are printed as [`super::PLACEHOLDER`]. Most
//! structs implement `Default`, so that a mapping names only what it knows.
//!
//! Fields and their names: reference to the sample of form 1.9 (Decree 30/2020, annex III) and,
//!

mod speeches;
mod votes;

pub use speeches::{Commitment, HandedIn, QuestionGroup, Speech};
pub use votes::{CandidateResult, Choice, NamedChoice, TallyRecord, Vote};

use crate::chamber::plan::{GuestRole, Status};
use serde::{Deserialize, Serialize};

/// The version of the shape of `minutes.json`; raised when a field changes its meaning.
pub const FORMAT: &str = "nghitruong-minutes/2";

/// Everything the minutes of one session say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MinutesModel {
    /// [`FORMAT`].
    pub format: String,
    /// The session's id in the program; not printed.
    pub session_id: String,
    /// The council's name as its papers head it, a line each, in capitals: `HỘI ĐỒNG NHÂN DÂN`, `XÃ AN BÌNH`.
    pub council_lines: Vec<String>,
    /// The council's name in a sentence: `Hội đồng nhân dân xã An Bình`.
    pub council_name: String,
    /// The commune with its kind: `xã An Bình`.
    pub commune_name: String,
    /// The city or province with its kind: `thành phố Hải Phòng`.
    pub province_name: String,
    /// Number and sign: `03/BB-HĐND`. Without one a blank is left for the pen.
    pub minutes_no: Option<String>,
    /// Which session.
    pub session: Session,
    /// Khóa, as configured, never computed: `I`.
    pub term_label: String,
    /// `2026 - 2031`.
    pub term_years: String,
    /// When the session began.
    pub start_at: i64,
    /// When it was closed; `None` while it goes on (then the minutes are a draft).
    pub end_at: Option<i64>,
    /// `Hội trường Trung tâm hội nghị xã An Bình`.
    pub venue: String,
    /// All delegates of the council, as confirmed at the opening.
    pub total_delegates: u32,
    /// Delegates present when the session was opened.
    pub present_at_open: u32,
    /// Delegates absent when the session was opened.
    pub absent: Vec<Absence>,
    /// Invited people or groups, in the order they are read out.
    pub guests: Vec<Guest>,
    /// Number of invited people who came, when counted.
    pub guests_present: Option<u32>,
    /// Who chairs, first the chair.
    pub presidium: Vec<Person>,
    /// Who keeps the minutes.
    pub secretaries: Vec<Person>,
    /// The items in the order they were taken.
    pub agenda_items: Vec<AgendaItem>,
    /// Annex I, in the order it shall be printed.
    pub attendance: Vec<AttendanceRow>,
    /// Delegates suspended, elected additionally, and those of the term who are no longer delegates.
    pub standings: Vec<StandingRow>,
    /// Annex II, in the order it shall be printed.
    pub documents: Vec<DocumentRow>,
    /// Annex III: every vote but the secret ballots, annulled ones too, in the order they were opened. Those taken
    /// behind closed doors are not here.
    pub votes: Vec<Vote>,
    /// Annex III: secret ballots on paper that were counted or annulled, likewise.
    pub tally_records: Vec<TallyRecord>,
    /// Every request to speak, in order of registration, but of items behind closed doors. What the chair took
    /// back is not here.
    pub speeches: Vec<Speech>,
    /// Annex IV: what was promised or is owed, struck out or not, in the order in which it was noted.
    pub commitments: Vec<Commitment>,
    /// Pauses of the session.
    pub recesses: Vec<Recess>,
    /// Faults and corrections that the program noted: power cuts, a corrected clock, a restored journal.
    pub faults: Vec<Note>,
    /// What stands behind the figures.
    pub evidence: Option<Evidence>,
    /// Nơi nhận, without dashes and end marks; the line `Lưu: …` last.
    pub recipients: Vec<String>,
    /// Who signs.
    pub signatories: Vec<Signatory>,
}

/// Which session it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Session {
    /// Its number within the term; the inaugural one is 1.
    pub ordinal: u32,
    /// `kỳ họp thường lệ cuối năm 2026`.
    pub kind_label: String,
}

/// A named person with a title: `Ông Nguyễn Văn A`, `Chủ tịch Hội đồng nhân dân xã`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Person {
    /// The name as it shall be printed, with `Ông` or `Bà` where the council writes it.
    pub name: String,
    /// Office or title; may be empty.
    pub title: String,
}

/// An absent delegate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Absence {
    /// The delegate's name.
    pub name: String,
    /// The reason given; empty if none was.
    pub reason: String,
    /// Whether the absence was reported with a reason (`có lý do`).
    pub excused: bool,
}

/// An invited person or group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Guest {
    /// `Đại diện cử tri`, or a person's name.
    pub name: String,
    /// Title, or who it was in detail; may be empty.
    pub title: String,
    /// How many people were invited, if the entry is a counted group.
    pub count: Option<u32>,
    /// How many of them came, when counted.
    pub came: Option<u32>,
    /// Whom they stand for.
    pub role: GuestRole,
}

/// A delegate whose office is not, or no longer, simply held: a note of annex I.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingRow {
    /// The name.
    pub name: String,
    /// What has become of the office.
    pub status: Status,
    /// Since when; `None`: it was so decided in this session.
    pub from: Option<i64>,
}

/// One item of the agenda with all that happened under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Its number: `4`.
    pub no: String,
    /// Its title: `Thảo luận tại hội trường`.
    pub title: String,
    /// When it was begun; `None` if it never was.
    pub start: Option<i64>,
    /// When it ended.
    pub end: Option<i64>,
    /// Who presented it, with title: `Ông Vũ Văn G, Chủ tịch Ủy ban nhân dân xã`.
    pub presenter: Option<String>,
    /// Its documents, as indexes into [`MinutesModel::documents`].
    pub documents: Vec<usize>,
    /// What the secretary wrote about it before the speeches, a paragraph each.
    pub text: Vec<String>,
    /// Minutes that were planned for it.
    pub planned_minutes: Option<u32>,
    /// How long it was before the council, in seconds, recesses left out; `None` if it never was, or still is.
    pub duration_s: Option<u32>,
    /// The requests to speak in it, as indexes into [`MinutesModel::speeches`].
    pub speeches: Vec<usize>,
    /// Groups of questions, in the order of the plan.
    pub question_groups: Vec<QuestionGroup>,
    /// What was promised or is owed, as indexes into [`MinutesModel::commitments`].
    pub commitments: Vec<usize>,
    /// What the chair concluded; `None` prints the placeholder only where there were speeches outside any group of
    /// questions.
    pub conclusion: Option<String>,
    /// Its votes, as indexes into [`MinutesModel::votes`].
    pub votes: Vec<usize>,
    /// Its paper ballots, as indexes into [`MinutesModel::tally_records`].
    pub tally_records: Vec<usize>,
    /// Whether it was taken behind closed doors: then nothing but one sentence is printed, and what was voted on in the
    /// open.
    pub closed_doors: bool,
    /// Why it was put off; the reason may be empty. `None` if it was taken.
    pub postponed_reason: Option<String>,
}

/// One line of annex I.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AttendanceRow {
    /// The delegate's id in the program; not printed.
    pub delegate: String,
    /// The delegate's name.
    pub name: String,
    /// Office or unit.
    pub title: String,
    /// `Tổ số 1`.
    pub group: String,
    /// Whether present at the opening.
    pub present_at_open: bool,
    /// Spans of presence: from, until (`None`: until the close).
    pub intervals: Vec<Interval>,
    /// How the presence was taken; `None` for those who never came.
    pub means: Option<Means>,
    /// Reason of absence; `None` for those who came.
    pub absent_reason: Option<String>,
    /// Whether the absence was excused.
    pub excused: bool,
}

/// A span of presence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Interval {
    /// Arrival.
    pub from: i64,
    /// Departure; `None`: stayed until the close.
    pub until: Option<i64>,
}

/// How a presence was taken (decision 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// An enrolled device that gave the room's code.
    Qr,
    /// A seat tapped at the kiosk.
    Kiosk,
    /// The secretary's roll call.
    Secretary,
}

/// One line of annex II.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Number and sign, `210/BC-UBND`; empty for drafts without one.
    pub number: String,
    /// `Báo cáo`, `Tờ trình`, `Dự thảo nghị quyết`.
    pub kind: String,
    /// Trích yếu.
    pub title: String,
    /// Who submitted it.
    pub submitter: String,
    /// The item it belongs to; empty if none.
    pub item_no: String,
    /// Whether it was presented in the hall (else sent for self-study).
    pub presented: bool,
    /// The date on the paper.
    pub issued_at: Option<i64>,
    /// When the delegates got it.
    pub sent_at: Option<i64>,
    /// Whether that was in time by the rule profile; `None`: not known.
    pub on_time: Option<bool>,
    /// Pages.
    pub pages: u32,
    /// Delegates who opened it, where that is known.
    pub opened_by: Option<u32>,
    /// SHA-256 of the file, lower-case hexadecimal; may be empty.
    pub sha256: String,
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Recess {
    /// The item during or after which it was; empty: between items.
    pub item_no: String,
    /// Begin.
    pub start: i64,
    /// End; `None` if the session was closed without going on.
    pub end: Option<i64>,
    /// Why; may be empty.
    pub reason: String,
}

/// A fault or correction.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: i64,
    /// What, in a Vietnamese sentence.
    pub text: String,
}

/// What stands behind the figures: evidence of what the machine recorded, never a legal signature (decision
/// 15).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Evidence {
    /// Entries in the journal.
    pub log_size: u64,
    /// The tree's root over them, hexadecimal.
    pub root_hash: String,
    /// The kiosk key's fingerprint as it is shown elsewhere.
    pub key_fingerprint: String,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    /// On which side.
    pub role: SignatoryRole,
    /// The name without title (Decree 30/2020, annex I, II.7c).
    pub name: String,
    /// Office printed above the name, in capitals: `CHỦ TỊCH HỘI ĐỒNG NHÂN DÂN XÃ`; may be empty.
    pub office: String,
}

/// The two sides of form 1.9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatoryRole {
    /// Left: THƯ KÝ.
    Secretary,
    /// Right: CHỦ TỌA.
    Chair,
}
