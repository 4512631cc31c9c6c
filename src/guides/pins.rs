//! Where the parts of a handheld are connected.

use super::GuideError;
use serde::{Deserialize, Serialize};

/// One wire.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pin {
    /// `OLED`, `keys`, `lamp`, `motor`.
    pub part: String,
    /// The part's own name of the wire.
    pub name: String,
    /// Number on the header of forty pins.
    pub pin: u8,
    /// What that pin is called.
    pub board: String,
    /// The pin of an ESP32-C3, where its firmware knows the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chip: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pin: Vec<Pin>,
}

pub(super) fn read(text: &str) -> Result<Vec<Pin>, GuideError> {
    let file: File = toml::from_str(text).map_err(|error| GuideError::Data(error.to_string()))?;
    Ok(file.pin)
}
