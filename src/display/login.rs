//! What a paired display keeps on its disk.

use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Who this display is to its kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    pub id: String,
    pub secret: String,
    pub room: String,
}

/// The folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct LoginError {
    pub path: PathBuf,
    pub source: io::Error,
}

/// The file of one display.
#[derive(Debug, Clone)]
pub struct LoginFile {
    folder: PathBuf,
}

impl LoginFile {
    /// Makes the folder if there is none.
    ///
    /// # Errors
    /// [`LoginError`].
    pub fn in_folder(folder: &Path) -> Result<Self, LoginError> {
        let failed = |source| LoginError { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn path(&self) -> PathBuf {
        self.folder.join("display.json")
    }

    /// The login; `None` where there is none, or none that can be read: the display is paired anew then.
    pub fn read(&self) -> Option<Login> {
        serde_json::from_slice(&fs::read(self.path()).ok()?).ok()
    }

    /// Keeps `login` over a power cut; for this user's eyes alone.
    ///
    /// # Errors
    /// [`LoginError`].
    pub fn write(&self, login: &Login) -> Result<(), LoginError> {
        let path = self.path();
        let fresh = self.folder.join("display.json.new");
        let keep = || {
            let _ = fs::remove_file(&fresh);
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh)?;
            file.write_all(&serde_json::to_vec(login)?)?;
            file.sync_all()?;
            fs::rename(&fresh, &path)?;
            fs::File::open(&self.folder)?.sync_all()
        };
        keep().map_err(|source| LoginError { path: path.clone(), source })
    }

    /// Forgets the login.
    pub fn remove(&self) {
        if let Err(error) = fs::remove_file(self.path()) {
            tracing::debug!(%error, "no login to forget");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_kept_replaced_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = LoginFile::in_folder(&folder.path().join("a/b")).unwrap();
        assert_eq!(file.read(), None);
        let login = |secret: &str| Login { id: "w-1".into(), secret: secret.into(), room: "an-binh".into() };
        file.write(&login("one")).unwrap();
        file.write(&login("two")).unwrap();
        assert_eq!(file.read(), Some(login("two")));
        fs::write(file.path(), b"{torn").unwrap();
        assert_eq!(file.read(), None, "torn is none");
        file.remove();
        file.remove();
        assert_eq!(file.read(), None);
        let blocked = folder.path().join("file");
        fs::write(&blocked, b"").unwrap();
        assert!(LoginFile::in_folder(&blocked.join("x")).is_err());
    }
}
