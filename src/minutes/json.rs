//! `minutes.json`: the model itself, for programs. Its shape is `minutes.schema.json`, which a test keeps
//! true.

use super::{MinutesError, MinutesModel};

/// The JSON Schema (draft 2020-12) of `minutes.json`.
pub const SCHEMA: &str = include_str!("minutes.schema.json");

/// The model as indented JSON with a newline at its end; keys in the order of the model's fields.
pub fn render(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    let mut bytes = serde_json::to_vec_pretty(model)?;
    bytes.push(b'\n');
    Ok(bytes)
}
