//! What the room's display shows, and which displays are trusted with it.

use serde::{Deserialize, Serialize};

/// What the chair has put on the wall.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum WallShow {
    /// Follows the sitting.
    #[default]
    Auto,
    Message {
        text: String,
    },
    /// The way in: QR and typed code.
    Qr,
    Seats,
    Agenda,
    /// The flag's picture, if the council has supplied one.
    Flag,
    /// The anthem's recording, if the council has supplied one.
    Anthem,
}

impl WallShow {
    /// Longest message, characters: three lines that can be read from the last row.
    pub const MESSAGE_CHARS: usize = 90;
}

/// A display that may read what the room sees, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wall {
    /// For people: "Màn hình 1".
    pub name: String,
    /// Hex SHA-256 of its password.
    pub secret_hash: String,
}
