//! The plan of a session as the secretariat prepares it: what `session import` reads and the journal keeps.

mod items;

use super::ids::{DelegateId, DocumentId, GroupId, ItemId, MotionId, SecretaryId, SessionId};
use super::rules::RuleProfile;
pub use items::{
    AgendaItem, BallotKind, BallotPaper, BoardRole, BoardSeat, Candidate, Effect, Motion, PlannedQuestion,
    QuestionGroup, Respondent,
};
use serde::{Deserialize, Serialize};

/// Everything that is known of a session before it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlan {
    pub session: SessionId,
    pub council: Council,
    pub term: Term,
    /// Number of the session within the term.
    pub ordinal: u16,
    pub kind: SessionKind,
    /// As printed after "Kỳ họp thứ 3", for example "kỳ họp thường lệ cuối năm 2026".
    pub kind_label: String,
    pub venue: String,
    /// Planned opening, UTC milliseconds.
    pub planned_at: i64,
    /// For example "03/BB-HĐND".
    pub minutes_number: String,
    pub rules: RuleProfile,
    pub delegates: Vec<Delegate>,
    pub presidium: Vec<Official>,
    pub secretaries: Vec<Secretary>,
    pub guests: Vec<Guest>,
    /// Who was elected for this term and holds the office no more.
    #[serde(default)]
    pub former: Vec<Former>,
    /// Number elected for the term; `None`: not given.
    #[serde(default)]
    pub elected: Option<u32>,
    /// How the seats stand in the hall.
    #[serde(default)]
    pub seating: Seating,
    #[serde(default)]
    pub wall: WallPlan,
    pub agenda: Vec<AgendaItem>,
    pub documents: Vec<Document>,
    /// Lines of "Nơi nhận", without dash and semicolon.
    pub recipients: Vec<String>,
}

/// The council (Hội đồng nhân dân).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Council {
    /// "Hội đồng nhân dân xã An Bình".
    pub name: String,
    /// "HĐND xã An Bình".
    pub short_name: String,
    /// "xã An Bình".
    pub commune_name: String,
    /// "thành phố Hải Phòng".
    pub province_name: String,
    /// The room in topics, `[a-z0-9-]`; for example `an-binh`.
    pub room: String,
    /// Name of the room's Wi-Fi, shown beside the code; empty if there is none.
    #[serde(default)]
    pub wifi_name: String,
    /// Picture of the flag; the council supplies it, none is shipped.
    #[serde(default)]
    pub flag: Option<SuppliedFile>,
    /// Recording of the anthem.
    #[serde(default)]
    pub anthem: Option<SuppliedFile>,
}

/// A file of the council that lies in the data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuppliedFile {
    /// Hex SHA-256.
    pub sha256: String,
    pub media_type: String,
    pub bytes: u64,
}

/// The room's display: how far it is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WallPlan {
    /// From the display to the last row, centimetres.
    pub furthest_seat_cm: u32,
    pub diagonal_inch: u32,
    /// The light colours, for a projector in sunlight.
    #[serde(default)]
    pub light: bool,
}

impl Default for WallPlan {
    fn default() -> Self {
        Self { furthest_seat_cm: 800, diagonal_inch: 55, light: false }
    }
}

/// The term (khóa) and its years; the khóa is a text, never computed (law 72/2025 art. 49(1)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// "I".
    pub label: String,
    /// "2026 - 2031".
    pub years: String,
}

/// Kind of session (law 72/2025 art. 34).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    Inaugural,
    Regular,
    Thematic,
    Extraordinary,
}

/// A delegate (đại biểu) in office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegate {
    pub id: DelegateId,
    /// Seat number, from 1, unique.
    pub seat: u16,
    pub name: String,
    /// "Ông" or "Bà".
    pub honorific: String,
    /// Office and unit, for annex I; may be empty.
    pub title: String,
    /// "Tổ số 3".
    pub group: String,
    /// Absence reported before the session: its reason. `None`: expected.
    #[serde(default)]
    pub reported_absent: Option<String>,
    /// What has become of the office, oldest first; without one the delegate is in office.
    #[serde(default)]
    pub standings: Vec<Standing>,
}

impl Delegate {
    /// The status at `at`, UTC milliseconds.
    pub fn status_at(&self, at: i64) -> Status {
        let held = self.standings.iter().filter(|s| s.from <= at);
        held.max_by_key(|s| s.from).map_or(Status::InOffice, |s| s.status)
    }
}

/// A dated status of a delegate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    pub status: Status,
    /// The first day, as the UTC milliseconds of its midnight in Việt Nam.
    pub from: i64,
}

/// Status of a delegate's office.
#[derive(Default, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    InOffice,
    /// Elected in a by-election.
    ElectedAdditional,
    /// Tạm đình chỉ (law 72/2025 art. 38): keeps the office and may not act.
    Suspended,
    Resigned,
    Removed,
    LostRight,
    Deceased,
}

impl Status {
    /// All, in the order in which they are listed to people.
    pub const ALL: [Self; 7] = [
        Self::InOffice,
        Self::ElectedAdditional,
        Self::Suspended,
        Self::Resigned,
        Self::Removed,
        Self::LostRight,
        Self::Deceased,
    ];

    /// The plain status.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub fn is_in_office(&self) -> bool {
        *self == Self::InOffice
    }

    /// May attend, speak and vote.
    pub fn acts(self) -> bool {
        matches!(self, Self::InOffice | Self::ElectedAdditional)
    }

    /// Is one of the total, where `suspended` says whether those who may not act stay in it.
    pub fn counts(self, suspended: bool) -> bool {
        if suspended { self.holds() } else { self.acts() }
    }

    /// Holds the office, acting or not.
    pub fn holds(self) -> bool {
        self.acts() || self == Self::Suspended
    }
}

/// Somebody who was a delegate of this term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    pub name: String,
    pub standing: Standing,
}

/// How the seats stand in the hall; the seat numbers say who sits where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seating {
    pub shape: SeatingShape,
    /// Seats in each row, first the one next to the chair; empty: rows as the screen has room.
    #[serde(default)]
    pub rows: Vec<u16>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatingShape {
    #[default]
    Rows,
    Hemicycle,
}

/// A member of the presidium (chủ tọa).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    pub honorific: String,
    pub name: String,
    pub title: String,
}

/// A secretary of the session; a vote only where `delegate` says which delegate this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secretary {
    pub id: SecretaryId,
    pub honorific: String,
    pub name: String,
    pub title: String,
    #[serde(default)]
    pub delegate: Option<DelegateId>,
}

/// Whom invited people stand for (domain 2.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestRole {
    /// Council, committee or government of a higher level.
    Superior,
    /// Party committee.
    Party,
    /// People's committee and its offices: they answer and explain.
    Government,
    /// Fatherland Front and organisations.
    Front,
    Press,
    Voter,
    #[default]
    Other,
}

/// Invited people, one by name or a group with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub name: String,
    #[serde(default)]
    pub title: String,
    /// How many people this line stands for; at least 1.
    pub count: u16,
    #[serde(default)]
    pub role: GuestRole,
}

/// Who may open a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    Public,
    Delegates,
}

/// A document of the session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub id: DocumentId,
    /// "210/BC-UBND"; empty for a draft without a number.
    pub number: String,
    /// "Báo cáo", "Tờ trình", "Dự thảo nghị quyết" …
    pub kind: String,
    /// Trích yếu.
    pub title: String,
    /// At most 30 characters.
    pub short_title: String,
    /// Body that submits it.
    pub submitter: String,
    pub item: ItemId,
    pub audience: Audience,
    pub pages: u32,
    /// Hex SHA-256 of the PDF; the file lies in the data folder under this name.
    pub sha256: String,
    pub bytes: u64,
    /// Day of the document, "2026-12-02".
    pub issued_on: String,
    /// Day it was sent to the delegates, "2026-12-10".
    pub sent_on: String,
    /// Read aloud in the hall (`true`) or sent for own study.
    pub presented: bool,
}

/// The day in Việt Nam of an instant in UTC milliseconds, as days since 1970-01-01.
pub fn day_of(utc_ms: i64) -> i64 {
    const DAY_MS: i64 = 86_400_000;
    const ZONE_MS: i64 = 7 * 3_600_000;
    utc_ms.saturating_add(ZONE_MS).div_euclid(DAY_MS)
}

/// Where the document with this hash lies in a data folder, relative to it.
pub fn document_file(sha256: &str) -> String {
    format!("documents/{sha256}.pdf")
}

/// Where a data folder keeps a file that the council has supplied: `council/<sha256>`.
pub fn supplied_file(sha256: &str) -> String {
    format!("council/{sha256}")
}

impl SessionPlan {
    /// The delegate with this id.
    pub fn delegate(&self, id: &DelegateId) -> Option<&Delegate> {
        self.delegates.iter().find(|d| d.id == *id)
    }
    /// The secretary with this id.
    pub fn secretary(&self, id: &SecretaryId) -> Option<&Secretary> {
        self.secretaries.iter().find(|s| s.id == *id)
    }
    /// The item with this id, as planned (the running order is the agenda's).
    pub fn item(&self, id: &ItemId) -> Option<&AgendaItem> {
        self.agenda.iter().find(|i| i.id == *id)
    }
    /// The motion with this id and its item.
    pub fn motion(&self, id: &MotionId) -> Option<(&AgendaItem, &Motion)> {
        self.agenda.iter().find_map(|i| i.motions.iter().find(|m| m.id == *id).map(|m| (i, m)))
    }
    /// The group of questions with this id and its item.
    pub fn group(&self, id: &GroupId) -> Option<(&AgendaItem, &QuestionGroup)> {
        self.agenda.iter().find_map(|i| i.groups.iter().find(|g| g.id == *id).map(|g| (i, g)))
    }
    /// The document with this id.
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|d| d.id == *id)
    }
    /// The delegates by seat.
    pub fn by_seat(&self) -> Vec<&Delegate> {
        let mut delegates: Vec<&Delegate> = self.delegates.iter().collect();
        delegates.sort_by_key(|d| d.seat);
        delegates
    }
    /// Every motion, in the order of the plan.
    pub fn motions(&self) -> impl DoubleEndedIterator<Item = &Motion> {
        self.agenda.iter().flat_map(|i| &i.motions)
    }
    /// The parts of `motion` that are voted on before it.
    pub fn parts_of<'a>(&'a self, motion: &'a MotionId) -> impl Iterator<Item = &'a Motion> {
        self.motions().filter(move |m| m.part_of.as_ref() == Some(motion))
    }
    /// Documents of an item, in the order of the plan.
    pub fn documents_of<'a>(&'a self, item: &'a ItemId) -> impl Iterator<Item = &'a Document> {
        self.documents.iter().filter(move |d| d.item == *item)
    }
    /// "Kỳ họp thứ 3, khóa I".
    pub fn session_label(&self) -> String {
        format!("Kỳ họp thứ {}, khóa {}", self.ordinal, self.term.label)
    }
}
