//! The files on disk.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{MinutesError, MinutesModel, csv, docx, json, pdf, proceedings, tally, xlsx};

/// Where the files lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// `minutes.docx`.
    pub docx: PathBuf,
    /// `minutes.pdf`.
    pub pdf: PathBuf,
    /// `minutes.xlsx`.
    pub xlsx: PathBuf,
    /// `minutes.json`.
    pub json: PathBuf,
    /// `speeches.xlsx`: each request to speak, and how often and how long.
    pub speeches: PathBuf,
    /// `speeches.csv`, `speeches-by-person.csv`, `speeches-by-item.csv`, `commitments.csv`.
    pub tables: Vec<PathBuf>,
    /// `tally-1.docx`, `tally-1.pdf` …: a record of each ballot that was counted.
    pub tallies: Vec<PathBuf>,
}

impl Files {
    /// All of them, the minutes first.
    pub fn into_list(self) -> Vec<PathBuf> {
        let mut list = vec![self.docx, self.pdf, self.xlsx, self.json, self.speeches];
        list.extend(self.tables);
        list.extend(self.tallies);
        list
    }
}

/// Writes `minutes.docx`, `.pdf`, `.xlsx` and `.json`, the speeches and commitments as tables, and the tally boards'
/// records, into a folder, which is made if it is missing.
///
/// All are rendered before the first is written; each is written under another name, synced and renamed,
/// so that a reader finds the old file or the whole new one, never a part.
///
/// # Errors
/// Whatever rendering or writing says first.
pub fn write_all(model: &MinutesModel, out: &Path) -> Result<Files, MinutesError> {
    let document = proceedings::document(model);
    let docx = docx::render(&document)?;
    let pdf = pdf::render(&document)?;
    let xlsx = xlsx::render(model)?;
    let json = json::render(model)?;
    let speeches = xlsx::render_speeches(model)?;
    let tables = csv::render_all(model)?;
    let mut records = Vec::new();
    for (i, record) in tally::documents(model).iter().enumerate() {
        records.push((format!("tally-{}.docx", i + 1), docx::render(record)?));
        records.push((format!("tally-{}.pdf", i + 1), pdf::render(record)?));
    }
    fs::create_dir_all(out).map_err(|source| MinutesError::Write { path: out.to_owned(), source })?;
    let files = Files {
        docx: replace(out, "minutes.docx", &docx)?,
        pdf: replace(out, "minutes.pdf", &pdf)?,
        xlsx: replace(out, "minutes.xlsx", &xlsx)?,
        json: replace(out, "minutes.json", &json)?,
        speeches: replace(out, "speeches.xlsx", &speeches)?,
        tables: tables.iter().map(|(name, bytes)| replace(out, name, bytes)).collect::<Result<_, _>>()?,
        tallies: records.iter().map(|(name, bytes)| replace(out, name, bytes)).collect::<Result<_, _>>()?,
    };
    // The names are on the disk only when the folder is.
    File::open(out)
        .and_then(|folder| folder.sync_all())
        .map_err(|source| MinutesError::Write { path: out.to_owned(), source })?;
    Ok(files)
}

fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, MinutesError> {
    let path = folder.join(name);
    let temporary = folder.join(format!(".{name}.new"));
    let written = File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, &path));
    match written {
        Ok(()) => Ok(path),
        Err(source) => {
            // What is left of a failed write helps nobody; the error that is told is the first one.
            let _ = fs::remove_file(&temporary);
            Err(MinutesError::Write { path, source })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::fixture;

    #[test]
    fn the_files_replace_older_ones_and_leave_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a/b");
        let files = write_all(&fixture::model(), &out).unwrap();
        fs::write(&files.docx, b"old").unwrap();
        write_all(&fixture::model(), &out).unwrap();
        let mut names: Vec<_> = fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(
            names,
            [
                "commitments.csv",
                "minutes.docx",
                "minutes.json",
                "minutes.pdf",
                "minutes.xlsx",
                "speeches-by-item.csv",
                "speeches-by-person.csv",
                "speeches.csv",
                "speeches.xlsx",
                "tally-1.docx",
                "tally-1.pdf",
            ]
        );
        assert_eq!(names.len(), files.clone().into_list().len());
        assert!(fs::read(&files.docx).unwrap().starts_with(b"PK"));
        assert!(fs::read(&files.pdf).unwrap().starts_with(b"%PDF-"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"").unwrap();
        let error = write_all(&fixture::model(), &file.join("x")).unwrap_err();
        assert!(error.to_string().contains("file/x"), "{error}");
    }
}
