//! Lamp and motor as the kernel offers them under `/sys/class/leds`.

use super::DeviceError;
use nghitruong_handheld::lamp::Rgb;
use nghitruong_handheld::state::facts::Buzz;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One light, or a motor that is switched as one.
struct Light {
    path: PathBuf,
    most: u32,
}

impl Light {
    fn open(folder: &Path) -> Result<Self, DeviceError> {
        let path = folder.join("max_brightness");
        let text =
            std::fs::read_to_string(&path).map_err(|error| DeviceError::Io { path: path.clone(), error })?;
        let most =
            text.trim().parse().map_err(|_| DeviceError::Strange { path, what: format!("{text:?}") })?;
        let light = Self { path: folder.join("brightness"), most };
        // Whether it may be written is better known now.
        light.set(0).map_err(|error| DeviceError::Io { path: light.path.clone(), error })?;
        Ok(light)
    }

    /// 0 to 255.
    fn set(&self, strength: u8) -> std::io::Result<()> {
        std::fs::write(&self.path, (self.most * u32::from(strength) / 255).to_string())
    }
}

/// A lamp of three colours.
pub struct Lamp([Light; 3]);

impl Lamp {
    /// Folders of the red, the green and the blue light.
    ///
    /// # Errors
    /// [`DeviceError`] when one is not there or may not be written.
    pub fn open(folders: [&Path; 3]) -> Result<Self, DeviceError> {
        let [red, green, blue] = folders;
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
    /// Its folder.
    ///
    /// # Errors
    /// As [`Lamp::open`].
    pub fn open(folder: &Path) -> Result<Self, DeviceError> {
        Ok(Self(Light::open(folder)?))
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
        let lamp = Lamp::open([&red, &green, &blue]).expect("a lamp");
        lamp.shine([200, 255, 254]).expect("shone");
        let seen =
            [&red, &green, &blue].map(|p| std::fs::read_to_string(p.join("brightness")).expect("read"));
        assert_eq!(seen, ["200", "100", "0"]);
        assert!(matches!(Motor::open(Path::new("/nowhere")), Err(DeviceError::Io { .. })));
    }
}
