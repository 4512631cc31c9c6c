//! Putting a prepared session's files into the data folder.

use super::papers::sha256_hex;
use super::{FileSource, Prepared};
use crate::chamber::plan::{document_file, supplied_file};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where the document with this hash lies in a data folder: `DIR/documents/<sha256>.pdf`.
pub fn document_path(data_dir: &Path, sha256: &str) -> PathBuf {
    data_dir.join(document_file(sha256))
}

/// Copies all documents to [`document_path`], and flag and anthem beside them; when it returns, they are on the disk, so the import may be written
/// to the journal. A file that is there already is kept if its content is right.
///
/// # Errors
/// What the file system says; `InvalidData` if a file is no longer what was read.
pub fn store_files(prepared: &Prepared, data_dir: &Path) -> io::Result<()> {
    store(&prepared.files, &data_dir.join("documents"), |sha256| document_path(data_dir, sha256))?;
    if !prepared.supplied.is_empty() {
        let target = |sha256: &str| data_dir.join(supplied_file(sha256));
        store(&prepared.supplied, &data_dir.join("council"), target)?;
    }
    File::open(data_dir)?.sync_all()
}

fn store(files: &[(String, FileSource)], folder: &Path, target: impl Fn(&str) -> PathBuf) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (sha256, source) in files {
        let target = target(sha256);
        if fs::read(&target).is_ok_and(|bytes| sha256_hex(&bytes) == *sha256) {
            continue;
        }
        let bytes = match source {
            FileSource::Path(path) => fs::read(path)?,
            FileSource::Memory(bytes) => bytes.to_vec(),
        };
        if sha256_hex(&bytes) != *sha256 {
            let text = format!("{source}: the file changed while it was imported");
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
        let partial = folder.join(format!(".{sha256}.part"));
        let mut file = File::create(&partial)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&partial, &target)?;
    }
    File::open(folder)?.sync_all()
}
