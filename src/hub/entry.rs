//! One leaf of the journal: what caused it and what happened.

use crate::chamber::command::{Actor, Holder};
use crate::chamber::event::Event;
use crate::chamber::ids::{DeviceId, RequestId};
use crate::wire::up::Envelope;
use serde::{Deserialize, Serialize};

/// Version of the form of an entry.
pub const VERSION: u8 = 1;

/// A leaf in JSON. The order of leaves is the order of what happened; `at` is only told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub v: u8,
    /// The host's clock, UTC milliseconds.
    pub at: i64,
    pub cause: Cause,
    pub events: Vec<Event>,
}

/// Who caused it. A device's own signed envelope is kept, so that anybody can check that it asked for this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Cause {
    Chair,
    Desk,
    Kiosk,
    Door,
    Operator,
    Device {
        device: DeviceId,
        holder: Holder,
        req: RequestId,
        n: u64,
        envelope: Envelope,
    },
    /// The first leaf of a journal: the room and the kiosk's key, hexadecimal.
    Founding {
        room: String,
        kiosk_key: String,
    },
}

impl Cause {
    /// The device and the request that a receipt is looked up by; `None` where no device asked.
    pub fn request(&self) -> Option<(String, String)> {
        match self {
            Self::Device { device, req, .. } => Some((device.to_string(), req.to_string())),
            Self::Chair | Self::Desk | Self::Kiosk | Self::Door | Self::Operator | Self::Founding { .. } => {
                None
            }
        }
    }

    /// The cause of what `actor` does without an envelope; `None` for a device, which must bring one.
    pub fn local(actor: &Actor) -> Option<Self> {
        match actor {
            Actor::Chair => Some(Self::Chair),
            Actor::Desk => Some(Self::Desk),
            Actor::Kiosk => Some(Self::Kiosk),
            Actor::Door => Some(Self::Door),
            Actor::Operator => Some(Self::Operator),
            Actor::Device { .. } => None,
        }
    }
}
