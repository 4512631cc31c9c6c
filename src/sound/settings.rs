//! What the people in the room have chosen, and the small file in the data folder that keeps it.

use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

/// How the room sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    pub chime: bool,
    pub voice: bool,
    /// Percent of the full volume.
    pub volume: u8,
    /// Words a minute.
    pub speed: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self { chime: true, voice: true, volume: 70, speed: 140 }
    }
}

impl Settings {
    /// Slowest and quickest reading that can be followed, words a minute.
    pub const SPEEDS: std::ops::RangeInclusive<u16> = 110..=200;

    /// Whether anything is to be heard.
    pub fn is_on(self) -> bool {
        self.volume > 0 && (self.chime || self.voice)
    }

    /// A step of ten percent.
    #[must_use]
    pub fn louder(self, steps: i8) -> Self {
        Self { volume: self.volume.saturating_add_signed(steps.saturating_mul(10)).min(100), ..self }
    }

    /// A step of fifteen words a minute.
    #[must_use]
    pub fn faster(self, steps: i16) -> Self {
        let speed = self.speed.saturating_add_signed(steps.saturating_mul(15));
        Self { speed: speed.clamp(*Self::SPEEDS.start(), *Self::SPEEDS.end()), ..self }
    }

    /// The settings kept in the data folder; those of a new machine where there are none, or none that can be read.
    pub fn load(data: &Path) -> Self {
        let path = file(data);
        let kept = match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice::<Self>(&bytes).map_err(|error| error.to_string()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => Err(error.to_string()),
        };
        match kept {
            // Out of range, if somebody wrote the file by hand.
            Ok(kept) => kept.louder(0).faster(0),
            Err(error) => {
                tracing::warn!(path = %path.display(), error, "the settings of the sound cannot be read");
                Self::default()
            }
        }
    }

    /// Keeps them in the data folder; what was kept before stays whole if that fails.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn store(self, data: &Path) -> io::Result<()> {
        let (path, new) = (file(data), data.join("sound.json.new"));
        std::fs::write(&new, serde_json::to_vec_pretty(&self).map_err(io::Error::other)?)?;
        std::fs::rename(new, path)
    }
}

fn file(data: &Path) -> PathBuf {
    data.join("sound.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_kept_and_a_broken_file_does_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Settings::load(folder.path()), Settings::default());
        let chosen = Settings { voice: false, ..Settings::default() }.louder(2).faster(-1);
        chosen.store(folder.path()).expect("stored");
        assert_eq!(Settings::load(folder.path()), chosen);
        for broken in ["", "{", "[]", r#"{"volume":-1}"#, r#"{"what":1}"#] {
            std::fs::write(file(folder.path()), broken).expect("written");
            assert_eq!(Settings::load(folder.path()), Settings::default(), "{broken}");
        }
        std::fs::write(file(folder.path()), r#"{"volume":250,"speed":1}"#).expect("written");
        assert_eq!(
            Settings::load(folder.path()),
            Settings { volume: 100, speed: 110, ..Settings::default() }
        );
        assert!(chosen.store(&folder.path().join("nowhere")).is_err());
    }

    #[test]
    fn steps_end_at_both_ends() {
        let loud = (0..20).fold(Settings::default(), |s, _| s.louder(1).faster(1));
        assert_eq!((loud.volume, loud.speed), (100, 200));
        let quiet = (0..20).fold(Settings::default(), |s, _| s.louder(-1).faster(-1));
        assert_eq!((quiet.volume, quiet.speed), (0, 110));
        assert!(!quiet.is_on());
    }
}
