//! The handheld on an ESP32-C3: OLED over I2C, three keys. There is no radio in it yet, so it shows that it looks for the
//! kiosk and nothing else; README.md says what is missing.

#![no_std]
#![no_main]

use esp_hal::gpio::{Input, InputConfig, Pull};
use esp_hal::i2c::master::{Config, I2c};
use esp_hal::time::{Duration, Instant, Rate};
use esp_hal::{delay::Delay, main};
use nghitruong_handheld::sheet::Sheet;
use nghitruong_handheld::state::Handheld;
use nghitruong_handheld::state::facts::{Input as Happened, Key};
use nghitruong_handheld::view::{Pace, Panel, Refresh, draw};
use nghitruong_handheld::words::Language;
use ssd1306::mode::DisplayConfig as _;
use ssd1306::prelude::{DisplayRotation, DisplaySize128x64};
use ssd1306::{I2CDisplayInterface, Ssd1306};

esp_bootloader_esp_idf::esp_app_desc!();

/// Keys and clock are looked at so often.
const TICK: Duration = Duration::from_millis(20);

#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    esp_hal::system::software_reset()
}

/// A key that has to be seen twice before it counts.
struct Button<'d> {
    pin: Input<'d>,
    seen: u8,
}

impl Button<'_> {
    /// Whether it has just gone down.
    fn went_down(&mut self) -> bool {
        self.seen = (self.seen << 1) | u8::from(self.pin.is_low());
        self.seen & 0b111 == 0b011
    }
}

#[main]
fn main() -> ! {
    let board = esp_hal::init(esp_hal::Config::default());
    let bus = I2c::new(board.I2C0, Config::default().with_frequency(Rate::from_khz(400)));
    let Ok(bus) = bus else { esp_hal::system::software_reset() };
    let bus = bus.with_sda(board.GPIO6).with_scl(board.GPIO7);
    let interface = I2CDisplayInterface::new(bus);
    let mut panel =
        Ssd1306::new(interface, DisplaySize128x64, DisplayRotation::Rotate0).into_buffered_graphics_mode();
    // Without its screen a handheld is of no use: it tries again.
    if panel.init().is_err() {
        Delay::new().delay_millis(1_000);
        esp_hal::system::software_reset();
    }
    let pulled_up = InputConfig::default().with_pull(Pull::Up);
    let pins = [
        Input::new(board.GPIO0, pulled_up),
        Input::new(board.GPIO1, pulled_up),
        Input::new(board.GPIO3, pulled_up),
    ];
    let mut buttons = pins.map(|pin| Button { pin, seen: 0 });
    let mut device = Handheld::new(Language::Vietnamese, 1);
    let mut pace = Pace::default();
    let start = Instant::now();
    loop {
        let round = Instant::now();
        let now = start.elapsed().as_millis();
        for (button, key) in buttons.iter_mut().zip(Key::ALL) {
            if button.went_down() {
                device.step(Happened::Key(key), now);
            }
        }
        device.step(Happened::Tick, now);
        let sheet = Sheet::of(&device.face(now), device.language(), false);
        if pace.next(&sheet) != Refresh::None {
            // A frame that was lost on the bus is followed by the next one.
            let _ = draw(&sheet, Panel::Oled, &mut panel).and_then(|()| panel.flush());
        }
        while round.elapsed() < TICK {}
    }
}
