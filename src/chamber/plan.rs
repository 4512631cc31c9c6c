//! The plan of a session as the secretariat prepares it: what `session import` reads and the journal keeps.

use super::ids::{DelegateId, DocumentId, GroupId, ItemId, MotionId, SecretaryId, SessionId};
use super::rules::{Matter, RuleProfile};
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
