//! An SSD1306 with 128 x 64 points on a bus of the kernel, where no framebuffer driver has it.

use super::DeviceError;
use embedded_hal::i2c::I2c;
use linux_embedded_hal::I2cdev;
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::view::{Pace, Panel, Refresh, draw};
use ssd1306::mode::{BufferedGraphicsMode, DisplayConfig as _};
use ssd1306::prelude::{DisplayRotation, DisplaySize128x64, I2CInterface};
use ssd1306::{I2CDisplayInterface, Ssd1306};
use std::path::Path;

type Driver<B> = Ssd1306<I2CInterface<B>, DisplaySize128x64, BufferedGraphicsMode<DisplaySize128x64>>;

/// The panel behind a bus.
pub struct OledPanel<B = I2cdev> {
    driver: Driver<B>,
    shown: String,
    pace: Pace,
}

impl OledPanel {
    /// Opens `/dev/{bus}`, wakes the panel at `address` and clears it.
    ///
    /// # Errors
    /// [`DeviceError`]: there is no such bus, it may not be used, or nothing answers there.
    pub fn open(bus: &str, address: u8) -> Result<Self, DeviceError> {
        let path = Path::new("/dev").join(bus);
        let device = I2cdev::new(&path)
            .map_err(|error| DeviceError::Io { path: path.clone(), error: std::io::Error::from(error) })?;
        Self::on(device, address, &path)
    }
}

impl<B: I2c> OledPanel<B> {
    /// The panel at `address` of `bus`, which is called `path` where something goes wrong.
    ///
    /// # Errors
    /// [`DeviceError::Strange`] when nothing answers.
    pub fn on(bus: B, address: u8, path: &Path) -> Result<Self, DeviceError> {
        let interface = I2CDisplayInterface::new_custom_address(bus, address);
        let size = DisplaySize128x64;
        let driver = Ssd1306::new(interface, size, DisplayRotation::Rotate0).into_buffered_graphics_mode();
        let mut panel =
            Self { driver, shown: format!("{}@{address:02x}", path.display()), pace: Pace::default() };
        // Only what differs is ever sent, so that what it held before has to go first.
        panel.driver.init().and_then(|()| panel.driver.flush()).map_err(|error| panel.fault(&error))?;
        Ok(panel)
    }

    /// Shows `sheet`, if it is another one.
    ///
    /// # Errors
    /// [`DeviceError::Strange`] when the panel does not answer.
    pub fn show(&mut self, sheet: &Sheet) -> Result<(), DeviceError> {
        if self.pace.next(sheet) == Refresh::None {
            return Ok(());
        }
        let drawn = draw(sheet, Panel::Oled, &mut self.driver).and_then(|()| self.driver.flush());
        drawn.map_err(|error| self.fault(&error))
    }

    fn fault(&self, error: &impl std::fmt::Debug) -> DeviceError {
        DeviceError::Strange { path: self.shown.clone().into(), what: format!("{error:?}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use embedded_hal::i2c::{ErrorKind, ErrorType, NoAcknowledgeSource, Operation};
    use nghitruong_handheld::canvas::Oled;
    use nghitruong_handheld::state::Handheld;
    use nghitruong_handheld::state::facts::Input;
    use nghitruong_handheld::words::Language;
    use std::sync::{Arc, Mutex};

    /// What the data sheet says of the chip, as far as it is used: its memory, window, cursor and whether it is lit.
    struct Chip {
        memory: [[u8; 128]; 8],
        mode: u8,
        columns: (usize, usize),
        pages: (usize, usize),
        at: (usize, usize),
        lit: bool,
        bytes: usize,
    }

    impl Chip {
        /// It comes up with anything in its memory.
        fn new() -> Self {
            Self {
                memory: [[0xa5; 128]; 8],
                mode: 2,
                columns: (0, 127),
                pages: (0, 7),
                at: (0, 0),
                lit: false,
                bytes: 0,
            }
        }

        fn command(&mut self, command: &[u8]) {
            match command {
                [0x20, mode] => self.mode = *mode,
                [0x21, from, to] => {
                    self.columns = ((*from).into(), (*to).into());
                    self.at.0 = (*from).into();
                }
                [0x22, from, to] => {
                    self.pages = ((*from).into(), (*to).into());
                    self.at.1 = (*from).into();
                }
                [0xae] => self.lit = false,
                [0xaf] => self.lit = true,
                _ => {}
            }
        }

        fn data(&mut self, bytes: &[u8]) {
            assert_eq!(self.mode, 0, "only horizontal addressing is modelled");
            for byte in bytes {
                let (column, page) = self.at;
                self.memory[page][column] = *byte;
                self.bytes += 1;
                self.at = match self.at {
                    (column, page) if column < self.columns.1 => (column + 1, page),
                    (_, page) if page < self.pages.1 => (self.columns.0, page + 1),
                    _ => (self.columns.0, self.pages.0),
                };
            }
        }
    }

    #[derive(Clone)]
    struct Bus(Arc<Mutex<Chip>>);

    impl ErrorType for Bus {
        type Error = ErrorKind;
    }

    impl I2c for Bus {
        fn transaction(&mut self, address: u8, operations: &mut [Operation<'_>]) -> Result<(), ErrorKind> {
            if address != 0x3c {
                return Err(ErrorKind::NoAcknowledge(NoAcknowledgeSource::Address));
            }
            let mut chip = self.0.lock().expect("the chip");
            for operation in operations {
                match operation {
                    Operation::Write([0x00, command @ ..]) => chip.command(command),
                    Operation::Write([0x40, data @ ..]) => chip.data(data),
                    Operation::Write(other) => panic!("{other:?}"),
                    Operation::Read(_) => panic!("the chip is not read"),
                }
            }
            Ok(())
        }
    }

    fn sheet(device: &Handheld) -> Sheet {
        Sheet::of(&device.face(0), Language::Vietnamese, false)
    }

    #[test]
    fn the_chip_holds_what_was_drawn_whatever_it_held_before() {
        let chip = Arc::new(Mutex::new(Chip::new()));
        let path = Path::new("/dev/i2c-9");
        let mut panel = OledPanel::on(Bus(chip.clone()), 0x3c, path).expect("it answers");
        assert!(chip.lock().expect("the chip").memory.iter().flatten().all(|byte| *byte == 0));
        let mut device = Handheld::new(Language::Vietnamese, 1);
        let mut seen = Vec::new();
        for code in [None, Some("482913"), Some("482914"), Some("007345")] {
            device.step(Input::Pairing(code), 0);
            panel.show(&sheet(&device)).expect("shown");
            let mut wanted = Oled::new();
            let Ok(()) = draw(&sheet(&device), Panel::Oled, &mut wanted);
            let chip = chip.lock().expect("the chip");
            assert!(chip.lit);
            for (x, y) in (0..64).flat_map(|y| (0..128).map(move |x| (x, y))) {
                let is_on = chip.memory[y / 8][x] & (1 << (y % 8)) != 0;
                assert_eq!(is_on, wanted.is_on(x, y), "{code:?}: {x} {y}");
            }
            seen.push(chip.bytes);
        }
        panel.show(&sheet(&device)).expect("shown");
        assert_eq!(chip.lock().expect("the chip").bytes, seen[3], "the same sheet is not sent again");
    }

    #[test]
    fn a_panel_that_does_not_answer_is_named() {
        let bus = Bus(Arc::new(Mutex::new(Chip::new())));
        let refused = OledPanel::on(bus, 0x3d, Path::new("/dev/i2c-9")).err().map(|error| error.to_string());
        assert!(refused.is_some_and(|why| why.starts_with("/dev/i2c-9@3d: ")));
        assert!(matches!(OledPanel::open("i2c-999", 0x3c), Err(DeviceError::Io { .. })));
    }
}
