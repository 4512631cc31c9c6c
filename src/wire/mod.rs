//! The wire: topics, envelopes, snapshots and receipts as plain values. Pure: no clock, no network.
//!
//! The contract is `asyncapi.yaml` in the root of the repository; a test keeps the two together.

pub mod down;
pub mod health;
pub mod snapshot;
pub mod time;
pub mod topic;
pub mod up;

/// What a client of the room was sent at one time of a played day; pictures are drawn from it.
pub struct Still {
    pub name: &'static str,
    /// The room's time, UTC milliseconds.
    pub at: i64,
    pub sent: Vec<(topic::Topic, Vec<u8>)>,
}

/// Version of the wire in every message.
pub const VERSION: u8 = 1;
/// Largest message from a device, bytes: the hands of 500 delegates by name.
pub const MAX_UP: usize = 12 * 1024;
/// Largest message to a device, bytes.
pub const MAX_DOWN: usize = 64 * 1024;
