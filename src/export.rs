//! The minutes of a running room, on demand: the journal is checked first, as `verify` does.

use crate::chamber::ids::SessionId;
use crate::chamber::{Phase, Session};
use crate::minutes::{Ballot, MinutesError, from_session, render_ballots, write_all};
use crate::verify::{Fault, verify_folder};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Why no minutes were written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Journal(#[from] Fault),
    #[error("no session {0}")]
    NoSession(SessionId),
    #[error(transparent)]
    Minutes(#[from] MinutesError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl ExportError {
    /// The sentence for people who read Vietnamese.
    pub fn vietnamese(&self) -> String {
        match self {
            Self::Journal(fault) => format!("Chưa xuất biên bản vì nhật ký có lỗi: {}", fault.vietnamese()),
            Self::NoSession(id) => format!("Không có kỳ họp {id}; xem `nghitruong session list`."),
            Self::Minutes(error) => format!("Không lập được biên bản: {error}"),
            Self::Io(error) => format!("Không ghi được tệp biên bản: {error}"),
        }
    }
}

/// Checks the journal in `data` and writes the minutes of `session` and the records of its ballots into `out`; before the
/// close also the voting papers that are still to be printed.
///
/// # Errors
/// [`ExportError`]; then no file has been replaced.
pub fn export(data: &Path, session: &SessionId, out: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let report = verify_folder(data)?;
    let found = report.chamber.session(session).ok_or_else(|| ExportError::NoSession(session.clone()))?;
    let model = from_session(found, report.log.head.as_ref(), &report.log.public_key);
    let mut files = write_all(&model, out)?.into_list();
    files.extend(voting_papers(found, out)?);
    Ok(files)
}

/// The papers of every ballot without a result, one for each delegate in office, as `phieu-6.2.pdf`.
fn voting_papers(session: &Session, out: &Path) -> Result<Vec<PathBuf>, ExportError> {
    let mut files = Vec::new();
    if session.phase == Phase::Closed {
        return Ok(files);
    }
    for motion in session.plan.motions() {
        let Some(ballot) = Ballot::of(session, motion) else { continue };
        if session.votes.standing_on(&motion.id).is_none() {
            let path = out.join(format!("phieu-{}.pdf", motion.number.replace(['/', '\\'], "-")));
            std::fs::write(&path, render_ballots(&ballot, session.roll.in_office(false))?)?;
            files.push(path);
        }
    }
    Ok(files)
}

/// As [`export`], and all files in one `bien-ban.zip` beside them, for a single download.
///
/// # Errors
/// [`ExportError`].
pub fn export_zip(data: &Path, session: &SessionId, out: &Path) -> Result<PathBuf, ExportError> {
    let files = export(data, session, out)?;
    let path = out.join("bien-ban.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path)?);
    let options = zip::write::SimpleFileOptions::default();
    for file in &files {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        zip.start_file(name, options).map_err(std::io::Error::other)?;
        zip.write_all(&std::fs::read(file)?)?;
    }
    zip.finish().map_err(std::io::Error::other)?.sync_all()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_printed_while_there_is_something_to_vote_on() {
        let plan = crate::prepare::synthetic(9, 1).expect("a council").plan;
        let mut session = Session::of_plan(plan);
        let dir = tempfile::tempdir().expect("a folder");
        let files = voting_papers(&session, dir.path()).expect("written");
        let names: Vec<_> = files.iter().filter_map(|f| f.file_name()).collect();
        assert_eq!(names, ["phieu-6.2.pdf"]);
        assert!(std::fs::read(&files[0]).expect("a file").starts_with(b"%PDF"));
        session.phase = Phase::Closed;
        assert_eq!(voting_papers(&session, dir.path()).expect("nothing"), Vec::<PathBuf>::new());
    }
}
