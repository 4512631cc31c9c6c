//! From the journal back to the same chamber.

use crate::chamber::Chamber;
use crate::hub::Hub;
use crate::hub::entry::{self, Cause, Entry};
use crate::journal::JournalError;

/// What a journal says.
#[derive(Debug, Default)]
pub struct Replayed {
    pub chamber: Chamber,
    pub hub: Hub,
    /// Number of entries.
    pub entries: u64,
    /// The kiosk's key as the first entry names it, hexadecimal.
    pub founded_by: Option<String>,
}

/// Why a journal cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The leaf is no entry of a version that this program knows.
    #[error("leaf {index} is no entry: {reason}")]
    Entry { index: u64, reason: String },
}

impl Replayed {
    /// Applies the leaf at `index`.
    ///
    /// # Errors
    /// [`ReplayError::Entry`].
    pub fn leaf(&mut self, index: u64, bytes: &[u8]) -> Result<Entry, ReplayError> {
        let bad = |reason: String| ReplayError::Entry { index, reason };
        let entry: Entry = serde_json::from_slice(bytes).map_err(|e| bad(e.to_string()))?;
        if entry.v != entry::VERSION {
            return Err(bad(format!("version {} is not known", entry.v)));
        }
        if let Cause::Founding { kiosk_key, .. } = &entry.cause {
            self.founded_by.get_or_insert_with(|| kiosk_key.clone());
        }
        self.hub.remember(index, &entry.cause);
        for event in &entry.events {
            self.chamber.apply(event, entry.at);
        }
        self.entries = index + 1;
        Ok(entry)
    }
}

/// Replays a whole journal.
///
/// # Errors
/// [`ReplayError`] at the first leaf that is no entry.
pub fn replay(journal: &crate::journal::Journal) -> Result<Replayed, ReplayError> {
    let mut replayed = Replayed::default();
    journal.read_all(|index, bytes| replayed.leaf(index, bytes).map(|_| ()))?;
    Ok(replayed)
}
