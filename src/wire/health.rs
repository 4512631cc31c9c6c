//! What a device tells of itself on its own `health` topic.

use serde::{Deserialize, Serialize};

/// How a device does. Not signed, not recorded, and nothing is decided by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceHealth {
    pub v: u8,
    /// `None`: it has none, or it says nothing.
    pub battery: Option<Battery>,
    /// Strength of the radio, per cent; `None`: there is none.
    pub signal: Option<u8>,
}

/// A device's battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Battery {
    /// What is left, per cent.
    pub percent: u8,
    /// On a cable.
    pub charging: bool,
}

impl Battery {
    /// Up to here, per cent, somebody should put it on a cable.
    pub const LOW: u8 = 15;

    /// It may not last the sitting.
    pub fn is_low(self) -> bool {
        !self.charging && self.percent <= Self::LOW
    }
}

impl DeviceHealth {
    /// Longest message, bytes.
    pub const MAX: usize = 256;

    /// Reads a message; `None` for what is too long, of another version, or no percentage.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(Some(bytes).filter(|b| b.len() <= Self::MAX)?).ok()?;
        let percents = [read.battery.map(|battery| battery.percent), read.signal];
        let sound = read.v == super::VERSION && percents.into_iter().flatten().all(|percent| percent <= 100);
        sound.then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_not_believed() {
        let read = |text: &str| DeviceHealth::read(text.as_bytes());
        let good = read(r#"{"v":1,"battery":{"percent":15,"charging":false},"signal":null}"#);
        assert_eq!(
            good,
            Some(DeviceHealth {
                v: 1,
                battery: Some(Battery { percent: 15, charging: false }),
                signal: None
            })
        );
        assert!(good.and_then(|health| health.battery).is_some_and(Battery::is_low));
        for bad in [
            "",
            "{}",
            r#"{"v":2,"battery":null,"signal":70}"#,
            r#"{"v":1,"battery":null,"signal":101}"#,
            r#"{"v":1,"battery":{"percent":-1,"charging":false},"signal":null}"#,
            r#"{"v":1,"battery":{"percent":200,"charging":false},"signal":null}"#,
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        let long = format!(r#"{{"v":1,"battery":null,"signal":70{}}}"#, " ".repeat(DeviceHealth::MAX));
        assert_eq!(read(&long), None);
    }
}
