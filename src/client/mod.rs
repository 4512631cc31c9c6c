//! What every client of the room needs to reach the kiosk over the network: its address, one HTTP call, one MQTT connection
//! through the gateway. The hall's display, the handheld and the rehearsal's delegates use it; it knows no message.

mod address;
mod http;
mod line;

pub use address::{BadAddress, Kiosk, tcp};
pub use http::{Answer, Call, HttpError};
pub use line::{Line, LineError};
