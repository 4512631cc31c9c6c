//! Preparing a session from files: what `session import DIR` reads.
//!
//! ```text
//! DIR/session.toml       council, term, session, agenda, documents      session, people, agenda, motions, ballots, groups, papers
//! DIR/rules.toml         rule profile of the council (optional)         rules, profile
//! DIR/delegates.csv      or delegates.xlsx                              delegates, person, standing, columns, sheet
//! DIR/documents/*.pdf    the papers                                     pdf
//! DIR/*.png, *.mp3 …     flag and anthem, if session.toml names them    supplied
//! ```
//!
//! [`read_session`] only reads. It reports every mistake with file, line and a sentence, so that a secretary mends
//! them in one go, and gives a [`Prepared`] only when there is none. [`store_files`] then puts the documents into
//! the data folder, before the journal gets the plan.

mod agenda;
mod ballots;
mod columns;
mod delegates;
pub(crate) mod doc;
mod files;
mod groups;
mod motions;
mod paper;
mod papers;
mod pdf;
mod people;
mod person;
pub(crate) mod problem;
mod profile;
mod rules;
mod session;
mod sheet;
mod standing;
mod store;
mod supplied;
mod syntax;
mod synthetic;
mod text;

#[cfg(test)]
mod tests;

pub use paper::plain_pdf;
pub use problem::Problem;
pub use rules::{BUILT_IN_PROFILES, DEFAULT_PROFILE, built_in_profile};
pub use store::{document_path, store_files};
pub use synthetic::synthetic;

use crate::chamber::plan::SessionPlan;
use problem::{Findings, Place};
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A session that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub plan: SessionPlan,
    /// Hex SHA-256 and content of each document, in the order of the plan.
    pub files: Vec<(String, FileSource)>,
    /// The same of the files that the council has supplied for its wall.
    pub supplied: Vec<(String, FileSource)>,
    /// What the secretariat should look at, though it stops nothing.
    pub warnings: Vec<Problem>,
}

/// Where a document's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileSource {
    Path(PathBuf),
    /// Made by the program, for rehearsals.
    Memory(Arc<[u8]>),
}

impl fmt::Display for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::Memory(bytes) => write!(f, "{} bytes", bytes.len()),
        }
    }
}

/// Reads and checks a folder; writes nothing.
///
/// # Errors
/// All mistakes, in the order of the files and their lines.
pub fn read_session(dir: &Path) -> Result<Prepared, Vec<Problem>> {
    let mut out = Findings::default();
    let mut prepared = None;
    if dir.is_dir() {
        let delegates = delegates::read(dir, &mut out);
        prepared = session::read(&files::Files::folder(dir), delegates, &mut out);
    } else {
        let shown = dir.display();
        out.error(
            Place::file(Path::new("")),
            format!("không có thư mục “{shown}”; hãy kiểm tra lại đường dẫn"),
            format!("there is no folder “{shown}”; check the path"),
        );
    }
    finish(prepared, out)
}

/// All mistakes in order, or the session with its warnings.
fn finish(prepared: Option<Prepared>, out: Findings) -> Result<Prepared, Vec<Problem>> {
    let Findings { mut errors, mut warnings } = out;
    for list in [&mut errors, &mut warnings] {
        list.sort_by(|a, b| order(a).cmp(&order(b)));
        list.dedup();
    }
    match prepared {
        Some(mut prepared) if errors.is_empty() => {
            prepared.warnings = warnings;
            Ok(prepared)
        }
        _ if errors.is_empty() => {
            // Every `None` of the readers comes with a sentence; if one ever did not, silence would be worse.
            let mut out = Findings::default();
            out.error(
                Place::file(Path::new("session.toml")),
                "không đọc được kỳ họp",
                "the session cannot be read",
            );
            Err(out.errors)
        }
        _ => Err(errors),
    }
}

/// The folder itself, `session.toml`, its rules, delegates, documents.
fn order(problem: &Problem) -> (u8, &Path, Option<u32>) {
    let file = problem.file.as_path();
    let text = file.to_string_lossy();
    let rank = match text.as_ref() {
        "" => 0,
        "session.toml" => 1,
        name if name.starts_with("documents") => 4,
        name if name.starts_with("delegates") => 3,
        _ => 2,
    };
    (rank, file, problem.line)
}

/// The bytes of a file of at most `limit` bytes.
fn read_bytes(path: &Path, shown: &Path, limit: u64, out: &mut Findings) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        out.error(
            Place::file(shown),
            format!("không mở được tệp ({error})"),
            format!("the file cannot be opened ({error})"),
        );
        return None;
    }
    if bytes.len() as u64 > limit {
        let most = limit / (1024 * 1024);
        out.error(
            Place::file(shown),
            format!("tệp lớn hơn {most} MB; hãy giảm dung lượng hoặc chia nhỏ"),
            format!("the file is larger than {most} MB; make it smaller or split it"),
        );
        return None;
    }
    Some(bytes)
}

/// A file name without any way out of its folder.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && !name.contains(['/', '\\', ':', '\0'])
        && !name.chars().any(char::is_control)
}
