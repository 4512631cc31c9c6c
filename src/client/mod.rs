//! What every client of the room needs to reach the kiosk over the network: its address, one HTTP call, one MQTT connection
//! through the gateway, the ways in of phone and handheld, and the check of a receipt. The hall's display, the handheld and the
//! rehearsal's delegates use it.

mod address;
pub mod handheld;
mod http;
mod line;
pub mod receipt;
pub mod site;

pub use address::{BadAddress, Kiosk, tcp};
pub use http::{Answer, Call, HttpError};
pub use line::{Line, LineError};
