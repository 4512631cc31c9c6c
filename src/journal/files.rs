//! The small files of the data folder: the lock, the keys, the start counter.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use rustix::fs::{FlockOperation, flock};

use super::JournalError;

/// Creates a folder (0700) and those above it, each safe on the disk; one that exists is left as it is.
pub(super) fn create_dir(dir: &Path) -> Result<(), JournalError> {
    if dir.is_dir() {
        return Ok(());
    }
    if let Some(parent) = dir.parent() {
        create_dir(parent)?;
    }
    match DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(JournalError::io(dir, error)),
        Ok(()) | Err(_) => sync_parent(dir),
    }
}

/// Makes the directory entry of `path` durable.
pub(super) fn sync_parent(path: &Path) -> Result<(), JournalError> {
    let Some(parent) = path.parent() else {
        return Ok(());
    };
    File::open(parent).and_then(|dir| dir.sync_all()).map_err(|error| JournalError::io(parent, error))
}

/// Writes a small file (0600) so that after a crash there is the old content or the new one.
pub(super) fn write_durably(path: &Path, content: &[u8]) -> Result<(), JournalError> {
    let temporary = path.with_added_extension("new");
    let write = || {
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    write().map_err(|error| JournalError::io(path, error))?;
    sync_parent(path)
}

/// The last moment at which the program is known to have run, overwritten in place: it needs no room on a full disk, and
/// a torn one reads as none.
pub(super) struct Mark(File);

impl Mark {
    const DIGITS: usize = 20;

    pub fn open(dir: &Path) -> Result<Mark, JournalError> {
        let path = dir.join("clock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        options.open(&path).map(Mark).map_err(|error| JournalError::io(&path, error))
    }

    /// UTC milliseconds, if it was ever set.
    pub fn read(&self) -> Option<i64> {
        let mut text = [0; Self::DIGITS];
        self.0.read_exact_at(&mut text, 0).ok()?;
        std::str::from_utf8(&text).ok()?.parse().ok()
    }

    pub fn write(&self, utc_ms: i64) -> std::io::Result<()> {
        let text = format!("{utc_ms:0width$}", width = Self::DIGITS);
        self.0.write_all_at(text.as_bytes(), 0)?;
        self.0.sync_data()
    }
}

/// Creates an empty file (0600) unless there is one; SQLite gives its log files the same mode.
pub(super) fn create_private(path: &Path) -> Result<(), JournalError> {
    let mut options = OpenOptions::new();
    options.append(true).create(true).mode(0o600);
    options.open(path).map(drop).map_err(|error| JournalError::io(path, error))
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, JournalError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(JournalError::io(path, error)),
    }
}

/// The right to be the only process in a data folder, held until it is dropped.
pub(super) struct Lock(File);

impl Lock {
    pub fn take(dir: &Path) -> Result<Lock, JournalError> {
        let path = dir.join("lock");
        let fail = |error| JournalError::io(&path, error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(fail)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => {
                let mut text = String::new();
                let _ = file.read_to_string(&mut text);
                return Err(JournalError::InUse { pid: text.trim().parse().ok() });
            }
            Err(error) => return Err(fail(error.into())),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(fail)?;
        Ok(Lock(file))
    }
}

impl Drop for Lock {
    /// A child that is just being started may still hold a copy of the descriptor; closing ours would not free it.
    fn drop(&mut self) {
        let _ = flock(&self.0, FlockOperation::Unlock);
    }
}

/// The kiosk's secrets: its signing key, and the room secret from which short-lived codes are made.
pub(super) struct Keys {
    pub kiosk: SigningKey,
    pub room: [u8; 32],
}

pub(super) fn kiosk_key_path(dir: &Path) -> PathBuf {
    dir.join("keys").join("kiosk.key")
}

fn room_key_path(dir: &Path) -> PathBuf {
    dir.join("keys").join("room.key")
}

impl Keys {
    /// The keys of a journal that exists.
    pub fn load(dir: &Path) -> Result<Keys, JournalError> {
        let read = |path: PathBuf| match read_secret(&path)? {
            Some(secret) => Ok(secret),
            None => Err(JournalError::KeyFile(path)),
        };
        Ok(Keys {
            kiosk: SigningKey::from_bytes(&read(kiosk_key_path(dir))?),
            room: read(room_key_path(dir))?,
        })
    }

    /// The keys of a new journal; a start that was cut short may have left them already.
    pub fn load_or_create(dir: &Path) -> Result<Keys, JournalError> {
        create_dir(&dir.join("keys"))?;
        for path in [kiosk_key_path(dir), room_key_path(dir)] {
            if read_secret(&path)?.is_none() {
                let mut secret = [0; 32];
                getrandom::fill(&mut secret)
                    .map_err(|error| JournalError::io(&path, std::io::Error::other(error.to_string())))?;
                write_durably(&path, &secret)?;
            }
        }
        Keys::load(dir)
    }
}

fn read_secret(path: &Path) -> Result<Option<[u8; 32]>, JournalError> {
    let Some(content) = read_if_there(path)? else {
        return Ok(None);
    };
    content.try_into().map(Some).map_err(|_| JournalError::KeyFile(path.to_owned()))
}

/// Public half of `keys/kiosk.key`, when that file is there.
pub(super) fn kiosk_public_key(dir: &Path) -> Result<Option<[u8; 32]>, JournalError> {
    let secret = read_secret(&kiosk_key_path(dir))?;
    Ok(secret.map(|secret| SigningKey::from_bytes(&secret).verifying_key().to_bytes()))
}

/// The next start counter, greater than `stored` and than every one given out in this folder before: the file keeps
/// it above the database, so that a restored backup does not use an epoch twice (decisions 13).
pub(super) fn next_epoch(dir: &Path, stored: u64) -> Result<u64, JournalError> {
    let path = dir.join("epoch");
    let kept = read_if_there(&path)?
        .and_then(|content| String::from_utf8(content).ok())
        .and_then(|text| text.trim().parse::<u64>().ok())
        .filter(|epoch| *epoch < 1 << 53);
    let next = kept.unwrap_or(0).max(stored) + 1;
    write_durably(&path, format!("{next}\n").as_bytes())?;
    Ok(next)
}
