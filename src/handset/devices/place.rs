//! Where a part of the hardware is.

use std::path::PathBuf;
use std::str::FromStr;

/// A line of a GPIO chip, `gpiochip0:17`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Of `/dev`.
    pub chip: String,
    /// Which of its lines, from 0.
    pub line: u32,
}

/// A lamp, a motor or a key: what one of the kernel's drivers offers, or a bare line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Path(PathBuf),
    Pin(Pin),
}

/// Where the picture goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreenPlace {
    Terminal,
    /// `fb1`: a framebuffer of that name.
    Framebuffer(String),
    /// `i2c-1`, `i2c-1@3d`: an SSD1306 on that bus of `/dev`, at this address.
    I2c {
        bus: String,
        address: u8,
    },
}

/// The address that an SSD1306 has unless it is wired otherwise.
const USUAL_ADDRESS: u8 = 0x3c;

/// Why a text names no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPlace {
    #[error("phải có dạng gpiochipN:chân / must read gpiochipN:line")]
    Pin,
    #[error(
        "phải là terminal, fbN, i2c-N hoặc i2c-N@địa chỉ hệ 16 / must be terminal, fbN, i2c-N or i2c-N@hex address"
    )]
    Screen,
}

/// What follows `name` in `text`, if those are digits and nothing else.
fn numbered(text: &str, name: &str) -> Option<u32> {
    let digits = text.strip_prefix(name)?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

impl FromStr for Place {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Self, BadPlace> {
        let Some((chip, line)) = text.split_once(':').filter(|(chip, _)| chip.starts_with("gpiochip")) else {
            return if text.starts_with("gpiochip") {
                Err(BadPlace::Pin)
            } else {
                Ok(Self::Path(PathBuf::from(text)))
            };
        };
        numbered(chip, "gpiochip").ok_or(BadPlace::Pin)?;
        let line = numbered(line, "").ok_or(BadPlace::Pin)?;
        Ok(Self::Pin(Pin { chip: chip.to_owned(), line }))
    }
}

impl FromStr for ScreenPlace {
    type Err = BadPlace;

    fn from_str(text: &str) -> Result<Self, BadPlace> {
        if text == "terminal" {
            return Ok(Self::Terminal);
        }
        if numbered(text, "fb").is_some() {
            return Ok(Self::Framebuffer(text.to_owned()));
        }
        let (bus, address) = match text.split_once('@') {
            Some((bus, address)) => (bus, u8::from_str_radix(address, 16).map_err(|_| BadPlace::Screen)?),
            None => (text, USUAL_ADDRESS),
        };
        numbered(bus, "i2c-").filter(|_| (0x08..0x78).contains(&address)).ok_or(BadPlace::Screen)?;
        Ok(Self::I2c { bus: bus.to_owned(), address })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_mistakes_are_not_guessed() {
        let pin = |chip: &str, line| Ok(Place::Pin(Pin { chip: chip.to_owned(), line }));
        assert_eq!("gpiochip0:17".parse(), pin("gpiochip0", 17));
        let path = "/sys/class/leds/red:status";
        assert_eq!(path.parse(), Ok(Place::Path(PathBuf::from(path))));
        for bad in
            ["gpiochip0", "gpiochip0:", "gpiochip:1", "gpiochip0:-1", "gpiochip0:+1", "gpiochip/../x:1"]
        {
            assert_eq!(bad.parse::<Place>(), Err(BadPlace::Pin), "{bad}");
        }
        let i2c = |bus: &str, address| Ok(ScreenPlace::I2c { bus: bus.to_owned(), address });
        assert_eq!("terminal".parse(), Ok(ScreenPlace::Terminal));
        assert_eq!("fb1".parse(), Ok(ScreenPlace::Framebuffer("fb1".to_owned())));
        assert_eq!("i2c-1".parse(), i2c("i2c-1", 0x3c));
        assert_eq!("i2c-0@3D".parse(), i2c("i2c-0", 0x3d));
        for bad in ["", "fb", "fb/1", "i2c", "i2c-", "i2c-1@", "i2c-1@zz", "i2c-1@7f", "i2c-../1", "Terminal"]
        {
            assert_eq!(bad.parse::<ScreenPlace>(), Err(BadPlace::Screen), "{bad}");
        }
    }
}
