//! The plan of a session as the secretariat prepares it: what `session import` reads and the journal keeps.

use super::ids::{DelegateId, DocumentId, ItemId, MotionId, SecretaryId, SessionId};
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

/// Invited people, one by name or a group with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub name: String,
    #[serde(default)]
    pub title: String,
    /// How many people this line stands for; at least 1.
    pub count: u16,
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
    /// What can be put to the vote in this item.
    #[serde(default)]
    pub motions: Vec<Motion>,
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
    /// The document with this id.
    pub fn document(&self, id: &DocumentId) -> Option<&Document> {
        self.documents.iter().find(|d| d.id == *id)
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
