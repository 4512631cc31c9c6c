//! What a client of the contract needs in Rust: the way in, one MQTT connection, and the check of a receipt.

pub mod line;
pub mod receipt;
pub mod site;
