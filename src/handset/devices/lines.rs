//! Bare GPIO lines of a chip of the kernel: keys that connect their line to ground, lights and a motor that are switched.

use super::DeviceError;
use super::place::Pin;
use linux_embedded_hal::gpio_cdev::{Chip, EventRequestFlags, EventType, Line, LineHandle, LineRequestFlags};
use nghitruong_handheld::state::facts::Key;
use std::path::PathBuf;
use tokio::sync::mpsc;

/// Under which the kernel lists who holds a line.
const HOLDER: &str = "nghitruong";
/// `GPIOHANDLE_REQUEST_BIAS_PULL_UP` of `linux/gpio.h` (Linux 5.5), which the crate has no name for. A chip without
/// resistors of its own ignores it.
const PULL_UP: u32 = 1 << 5;
/// A contact that moves again within this time has bounced, nanoseconds.
const BOUNCE_NS: u64 = 30_000_000;

fn line(pin: &Pin) -> Result<Line, DeviceError> {
    let path = PathBuf::from("/dev").join(&pin.chip);
    let found = Chip::new(&path).and_then(|mut chip| chip.get_line(pin.line));
    found.map_err(|error| fault(pin, &error))
}

fn fault(pin: &Pin, error: &impl std::fmt::Display) -> DeviceError {
    DeviceError::Strange { path: format!("{}:{}", pin.chip, pin.line).into(), what: error.to_string() }
}

/// A line that is switched.
pub struct Switch(LineHandle);

impl Switch {
    /// Takes the line, switched off.
    ///
    /// # Errors
    /// [`DeviceError::Strange`] when it is not there or somebody else's.
    pub fn open(pin: &Pin) -> Result<Self, DeviceError> {
        let taken = line(pin)?.request(LineRequestFlags::OUTPUT, 0, HOLDER);
        taken.map(Self).map_err(|error| fault(pin, &error))
    }

    /// On or off.
    ///
    /// # Errors
    /// The system's.
    pub fn set(&self, on: bool) -> std::io::Result<()> {
        self.0.set_value(u8::from(on)).map_err(|error| std::io::Error::other(error.to_string()))
    }
}

/// Tells a press from the bouncing of its contact.
#[derive(Debug, Default)]
struct Contact {
    last_ns: Option<u64>,
}

impl Contact {
    /// Whether this edge, at `ns` of the kernel's clock, is a press: it closes the contact after a moment of rest.
    fn presses(&mut self, closed: bool, ns: u64) -> bool {
        let rested = self.last_ns.is_none_or(|last| ns.saturating_sub(last) >= BOUNCE_NS);
        self.last_ns = Some(ns);
        closed && rested
    }
}

/// Gives the three keys, from the left, to `keys` from a thread each, until the line or the listener is gone.
///
/// # Errors
/// [`DeviceError::Strange`] when a line is not there or somebody else's.
pub fn read_pins(pins: [&Pin; 3], keys: &mpsc::Sender<Key>) -> Result<(), DeviceError> {
    let flags =
        LineRequestFlags::INPUT | LineRequestFlags::ACTIVE_LOW | LineRequestFlags::from_bits_retain(PULL_UP);
    for (pin, key) in pins.into_iter().zip(Key::ALL) {
        let taken = line(pin)?.events(flags.clone(), EventRequestFlags::BOTH_EDGES, HOLDER);
        let events = taken.map_err(|error| fault(pin, &error))?;
        let (keys, shown) = (keys.clone(), format!("{}:{}", pin.chip, pin.line));
        std::thread::spawn(move || {
            let mut contact = Contact::default();
            for event in events {
                let event = match event {
                    Ok(event) => event,
                    Err(error) => {
                        tracing::error!(%error, line = shown, "the key is gone");
                        return;
                    }
                };
                let closed = match event.event_type() {
                    EventType::RisingEdge => true,
                    EventType::FallingEdge => false,
                };
                if contact.presses(closed, event.timestamp()) && keys.blocking_send(key).is_err() {
                    return;
                }
            }
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_counts_once_however_its_contact_bounces() {
        const MS: u64 = 1_000_000;
        let mut contact = Contact::default();
        let edges = [
            (true, 100, true),
            (false, 101, false),
            (true, 103, false),
            (false, 250, false),
            // Bouncing when it is let go is no press, and neither is what follows it closely.
            (true, 252, false),
            (false, 253, false),
            (true, 283, true),
            (false, 400, false),
            (true, 430, true),
        ];
        for (closed, ms, pressed) in edges {
            assert_eq!(contact.presses(closed, ms * MS), pressed, "{closed} at {ms}");
        }
    }

    #[test]
    fn a_line_that_is_not_there_is_named() {
        let pin = Pin { chip: "gpiochip999".to_owned(), line: 4 };
        let said = |error: DeviceError| error.to_string();
        for why in [
            Switch::open(&pin).err().map(said),
            read_pins([&pin, &pin, &pin], &mpsc::channel(1).0).err().map(said),
        ] {
            assert!(why.as_deref().is_some_and(|why| why.starts_with("gpiochip999:4: ")), "{why:?}");
        }
    }
}
