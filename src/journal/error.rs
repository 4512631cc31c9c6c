use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ffi;

/// Why the journal cannot do something. Nothing is half done when one of these comes back.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another process has this data folder open.
    #[error("the data folder is in use by process {}", pid.map_or_else(|| "?".into(), |pid| pid.to_string()))]
    InUse {
        /// Its process id, when it could be read.
        pid: Option<u32>,
    },
    /// No room on the disk. Nothing was recorded; it works again when there is room.
    #[error("the disk is full")]
    DiskFull,
    /// The SQLite that was linked in has the WAL-reset bug (versions before 3.51.3).
    #[error("SQLite {0} is too old")]
    SqliteTooOld(&'static str),
    /// A newer program wrote this journal.
    #[error("the journal has schema {found}, this program knows {known}")]
    SchemaTooNew {
        /// Schema version of the file.
        found: i64,
        /// Newest one that this program knows.
        known: i64,
    },
    /// A key file is missing although a journal exists, or is not 32 bytes long.
    #[error("key file {} is missing or malformed", .0.display())]
    KeyFile(PathBuf),
    /// The key file does not belong to this journal.
    #[error("keys/kiosk.key is not the key of this journal")]
    KeyMismatch,
    /// The log contradicts itself.
    #[error("the log is broken at {0}")]
    Broken(#[from] LogFault),
    /// A request id that the journal already holds, or twice in one commit.
    #[error("the journal already holds request {request} of device {device}")]
    Duplicate {
        /// The device that sent it.
        device: String,
        /// The id that it gave.
        request: String,
    },
    /// A commit needs a leaf.
    #[error("nothing to append")]
    Empty,
    /// A file of the data folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Anything else that SQLite says.
    #[error("SQLite: {0}")]
    Sqlite(rusqlite::Error),
}

impl JournalError {
    pub(super) fn io(path: &Path, source: io::Error) -> JournalError {
        if source.kind() == io::ErrorKind::StorageFull {
            return JournalError::DiskFull;
        }
        JournalError::Io { path: path.to_owned(), source }
    }

    /// The same in Vietnamese, for people.
    pub fn vietnamese(&self) -> String {
        match self {
            JournalError::InUse { pid: Some(pid) } => {
                format!("Thư mục dữ liệu đang được một chương trình khác sử dụng (tiến trình {pid}).")
            }
            JournalError::InUse { pid: None } => {
                "Thư mục dữ liệu đang được một chương trình khác sử dụng.".to_owned()
            }
            JournalError::DiskFull => "Ổ đĩa đã đầy. Chưa có gì được ghi nhận.".to_owned(),
            JournalError::SqliteTooOld(version) => {
                format!("SQLite {version} quá cũ, không dùng được cho nhật ký.")
            }
            JournalError::SchemaTooNew { found, known } => format!(
                "Nhật ký do phiên bản mới hơn của chương trình ghi (lược đồ {found}, chương trình này biết đến {known})."
            ),
            JournalError::KeyFile(path) => {
                format!("Tệp khóa {} bị thiếu hoặc sai định dạng.", path.display())
            }
            JournalError::KeyMismatch => "Tệp keys/kiosk.key không phải khóa của nhật ký này.".to_owned(),
            JournalError::Broken(fault) => format!("Nhật ký bị hỏng: {}", fault.vietnamese()),
            JournalError::Duplicate { device, request } => {
                format!("Nhật ký đã có yêu cầu {request} của thiết bị {device}.")
            }
            JournalError::Empty => "Không có gì để ghi.".to_owned(),
            JournalError::Io { path, source } => {
                format!("Không đọc hoặc ghi được {}: {source}", path.display())
            }
            JournalError::Sqlite(error) => format!("Lỗi cơ sở dữ liệu: {error}"),
        }
    }
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> JournalError {
        // The second is the full disk as an opening meets it: there is no room for the shared memory file.
        let full = error.sqlite_error().is_some_and(|cause| {
            [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_SHMSIZE].contains(&cause.extended_code)
        });
        if full { JournalError::DiskFull } else { JournalError::Sqlite(error) }
    }
}

/// Where a log is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The database file as a whole.
    Database,
    /// The `meta` table or the key file.
    Key,
    /// The start of the program with this epoch.
    Start(u64),
    /// The leaf with this index.
    Leaf(u64),
    /// The head of this size.
    Head(u64),
}

/// In what way it is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// It cannot be read; the text is the system's or SQLite's.
    Unreadable(String),
    /// SQLite's integrity check fails; the text is its first line.
    Integrity(String),
    /// Tables, columns or indexes are not those that the program makes.
    ForeignSchema,
    /// A newer program wrote it.
    NewerSchema(i64),
    /// The key is missing, malformed, or not that of `keys/kiosk.key`.
    WrongKey,
    /// The one before it is missing.
    Gap,
    /// It stands for more leaves than there are.
    BeyondEnd,
    /// No signed head covers it.
    Uncovered,
    /// The hash is not that of the bytes.
    Hash,
    /// Its request id stands at another leaf too.
    Duplicate,
    /// The root is not that of the leaves.
    Root,
    /// A commit or a request id before it was changed, put in or taken out.
    History,
    /// The epoch is not that of the start before it.
    Epoch,
    /// The signature is not the kiosk's.
    Signature,
}

/// The first thing that is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFault {
    /// Where.
    pub place: Place,
    /// What.
    pub defect: Defect,
}

impl std::error::Error for LogFault {}

impl fmt::Display for LogFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Database => write!(f, "the database: "),
            Place::Key => write!(f, "the key: "),
            Place::Start(epoch) => write!(f, "start {epoch}: "),
            Place::Leaf(index) => write!(f, "leaf {index}: "),
            Place::Head(size) => write!(f, "head {size}: "),
        }?;
        match &self.defect {
            Defect::Unreadable(text) => write!(f, "unreadable: {text}"),
            Defect::Integrity(text) => write!(f, "integrity check: {text}"),
            Defect::ForeignSchema => write!(f, "the tables are not those of a journal"),
            Defect::NewerSchema(version) => write!(f, "schema {version} is newer than this program"),
            Defect::WrongKey => write!(f, "missing, malformed, or not that of keys/kiosk.key"),
            Defect::Gap => write!(f, "the one before it is missing"),
            Defect::BeyondEnd => write!(f, "it stands for more leaves than there are"),
            Defect::Uncovered => write!(f, "no signed head covers it"),
            Defect::Hash => write!(f, "its bytes are not those that were recorded"),
            Defect::Duplicate => write!(f, "its request id stands at another leaf too"),
            Defect::Root => write!(f, "its root is not that of the leaves"),
            Defect::History => write!(f, "a commit or a request id up to it was changed"),
            Defect::Epoch => write!(f, "its epoch is not that of the start before it"),
            Defect::Signature => write!(f, "its signature is not the kiosk's"),
        }
    }
}

impl LogFault {
    pub(super) fn new(place: Place, defect: Defect) -> LogFault {
        LogFault { place, defect }
    }

    pub(super) fn unreadable(error: impl fmt::Display) -> LogFault {
        LogFault::new(Place::Database, Defect::Unreadable(error.to_string()))
    }

    /// The same in Vietnamese, for people.
    pub fn vietnamese(&self) -> String {
        let place = match &self.place {
            Place::Database => "cơ sở dữ liệu".to_owned(),
            Place::Key => "khóa của máy".to_owned(),
            Place::Start(epoch) => format!("lần khởi động {epoch}"),
            Place::Leaf(index) => format!("bản ghi {index}"),
            Place::Head(size) => format!("đầu cây {size}"),
        };
        let defect = match &self.defect {
            Defect::Unreadable(text) => format!("không đọc được ({text})"),
            Defect::Integrity(text) => format!("kiểm tra toàn vẹn không đạt ({text})"),
            Defect::ForeignSchema => "các bảng không phải của nhật ký".to_owned(),
            Defect::NewerSchema(version) => format!("lược đồ {version} mới hơn chương trình này"),
            Defect::WrongKey => "thiếu, sai định dạng, hoặc không khớp keys/kiosk.key".to_owned(),
            Defect::Gap => "mục liền trước bị thiếu".to_owned(),
            Defect::BeyondEnd => "tính nhiều bản ghi hơn số hiện có".to_owned(),
            Defect::Uncovered => "không nằm dưới đầu cây nào đã ký".to_owned(),
            Defect::Hash => "nội dung không còn như khi được ghi nhận".to_owned(),
            Defect::Duplicate => "mã yêu cầu trùng với bản ghi khác".to_owned(),
            Defect::Root => "gốc cây không khớp các bản ghi".to_owned(),
            Defect::History => "một lần ghi hoặc mã yêu cầu trước đó đã bị sửa".to_owned(),
            Defect::Epoch => "số lần khởi động không khớp".to_owned(),
            Defect::Signature => "chữ ký không phải của máy này".to_owned(),
        };
        format!("{place}: {defect}.")
    }
}
