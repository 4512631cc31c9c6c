//! Lamp and motor as the kernel offers them under `/sys/class/leds`, or on bare lines.

use super::DeviceError;
use super::lines::Switch;
use super::place::Place;
use nghitruong_handheld::lamp::Rgb;
use nghitruong_handheld::state::facts::Buzz;
use std::path::PathBuf;
use std::time::Duration;

/// From this strength on a light that knows only on and off is on.
const HALF_LIT: u8 = 64;

/// One light, or a motor that is switched as one.
enum Light {
    /// With steps of brightness, 0 to `most`.
    Led {
        path: PathBuf,
        most: u32,
    },
    Line(Switch),
}

impl Light {
    fn open(place: &Place) -> Result<Self, DeviceError> {
        let folder = match place {
            Place::Path(folder) => folder,
            Place::Pin(pin) => return Switch::open(pin).map(Self::Line),
        };
        let path = folder.join("max_brightness");
        let text =
            std::fs::read_to_string(&path).map_err(|error| DeviceError::Io { path: path.clone(), error })?;
        let most =
            text.trim().parse().map_err(|_| DeviceError::Strange { path, what: format!("{text:?}") })?;
        let path = folder.join("brightness");
        // Whether it may be written is better known now.
        std::fs::write(&path, "0").map_err(|error| DeviceError::Io { path: path.clone(), error })?;
        Ok(Self::Led { path, most })
    }

    /// 0 to 255.
    fn set(&self, strength: u8) -> std::io::Result<()> {
        match self {
            Self::Led { path, most } => std::fs::write(path, (most * u32::from(strength) / 255).to_string()),
            Self::Line(switch) => switch.set(strength >= HALF_LIT),
        }
    }
}

/// A lamp of three colours.
pub struct Lamp([Light; 3]);

impl Lamp {
    /// The red, the green and the blue light: folders under `/sys/class/leds`, or lines.
    ///
    /// # Errors
    /// [`DeviceError`] when one is not there or may not be written.
    pub fn open(places: [&Place; 3]) -> Result<Self, DeviceError> {
        let [red, green, blue] = places;
        Ok(Self([Light::open(red)?, Light::open(green)?, Light::open(blue)?]))
    }

    /// Shines in this colour.
    ///
    /// # Errors
    /// The system's.
    pub fn shine(&self, colour: Rgb) -> std::io::Result<()> {
        self.0.iter().zip(colour).try_for_each(|(light, strength)| light.set(strength))
    }
}

/// A motor that shakes the device.
pub struct Motor(Light);

impl Motor {
    /// Its folder, or its line.
    ///
    /// # Errors
    /// As [`Lamp::open`].
    pub fn open(place: &Place) -> Result<Self, DeviceError> {
        Ok(Self(Light::open(place)?))
    }

    /// Shakes; returns when it is over.
    ///
    /// # Errors
    /// The system's.
    pub fn shake(&self, buzz: Buzz) -> std::io::Result<()> {
        let times: &[u64] = match buzz {
            Buzz::Short => &[80],
            Buzz::Twice => &[80, 80],
            Buzz::Long => &[400],
        };
        for time in times {
            self.0.set(255)?;
            std::thread::sleep(Duration::from_millis(*time));
            self.0.set(0)?;
            std::thread::sleep(Duration::from_millis(80));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_scaled_to_what_each_light_can() {
        let folder = tempfile::tempdir().expect("a folder");
        let light = |name: &str, most: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).expect("made");
            std::fs::write(path.join("max_brightness"), most).expect("written");
            path
        };
        let (red, green, blue) = (light("red", "255\n"), light("green", "100\n"), light("blue", "1\n"));
        let places = [&red, &green, &blue].map(|path| Place::Path(path.clone()));
        let lamp = Lamp::open(places.each_ref()).expect("a lamp");
        lamp.shine([200, 255, 254]).expect("shone");
        let seen =
            [&red, &green, &blue].map(|p| std::fs::read_to_string(p.join("brightness")).expect("read"));
        assert_eq!(seen, ["200", "100", "0"]);
        assert!(matches!(Motor::open(&Place::Path("/nowhere".into())), Err(DeviceError::Io { .. })));
    }
}
