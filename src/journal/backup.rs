use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Journal, JournalError, files};

impl Journal {
    /// Writes a complete copy of the database to the file `to`, replacing it only once the copy is safe on its disk.
    /// The keys are not in it.
    ///
    /// # Errors
    /// When `to` cannot be written; a file that was there before is then still whole.
    pub fn backup(&self, to: &Path) -> Result<(), JournalError> {
        let to = std::path::absolute(to).map_err(|error| JournalError::io(to, error))?;
        let part = to.with_added_extension("part");
        let result = self.backup_to(&part, &to);
        if result.is_err() {
            remove_database(&part);
        }
        result
    }

    fn backup_to(&self, part: &Path, to: &Path) -> Result<(), JournalError> {
        remove_database(part);
        files::create_private(part)?;
        let mut copy = Connection::open(part)?;
        // In one step; that it is not done then means that something holds the new file.
        if Backup::new(&self.conn, &mut copy)?.step(-1)? != StepResult::Done {
            return Err(JournalError::io(part, std::io::ErrorKind::ResourceBusy.into()));
        }
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(part)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(part, to))
            .map_err(|error| JournalError::io(to, error))?;
        files::sync_parent(to)
    }
}

/// What a backup that was cut short has left behind; nothing to do when it left nothing.
fn remove_database(path: &Path) {
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(PathBuf::from(name));
    }
}
