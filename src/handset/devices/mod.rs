//! Hardware of a handheld on Linux, through what the kernel's own drivers offer as files: framebuffers (a kernel with
//! `ssd1307fb` or `ssd130x` gives one for an I2C OLED), keys as input events (`gpio-keys`), lamps and a motor under
//! `/sys/class/leds`, the battery under `/sys/class/power_supply`. No second driver runs beside the kernel's.

mod framebuffer;
mod keys;
mod lights;
mod power;
mod terminal;

pub use framebuffer::{Framebuffer, Geometry};
pub use keys::{key_of_event, read_keys};
pub use lights::{Lamp, Motor};
pub use power::{battery, signal};
pub use terminal::{Terminal, key_of_letter, picture};

use std::path::PathBuf;

/// A device that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
pub enum DeviceError {
    /// The system's words.
    #[error("{path}: {error}")]
    Io { path: PathBuf, error: std::io::Error },
    /// The file says something that this program has no way to use.
    #[error("{path}: {what}")]
    Strange { path: PathBuf, what: String },
}
