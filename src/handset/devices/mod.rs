//! Hardware of a handheld on Linux. Where the kernel has drivers for it: a framebuffer (`ssd1307fb` or `ssd130x` gives one for
//! an I2C OLED), keys as input events (`gpio-keys`), lamps and a motor under `/sys/class/leds`. Where it has none: an SSD1306
//! on a bare I2C bus, keys, lamps and motor on bare GPIO lines. The battery is under `/sys/class/power_supply`.

mod framebuffer;
mod keys;
mod lights;
mod lines;
mod oled;
mod picture;
mod place;
mod power;
mod terminal;

pub use framebuffer::{Framebuffer, Geometry};
pub use keys::{key_of_event, read_keys};
pub use lights::{Lamp, Motor};
pub use lines::{Switch, read_pins};
pub use oled::OledPanel;
pub use place::{BadPlace, Pin, Place, ScreenPlace};
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
