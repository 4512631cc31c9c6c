//! A handheld: in a terminal, or with the hardware of a small Linux computer.

use super::{Outcome, runtime};
use clap::{Args, ValueEnum};
use nghitruong::client::Kiosk;
use nghitruong::handset::devices::{
    DeviceError, Framebuffer, Lamp, Motor, OledPanel, Place, ScreenPlace, Terminal, battery, read_keys,
    read_pins, signal,
};
use nghitruong::handset::{Language, Options, Power, Shown, run as run_handset};
use nghitruong::text::Lang;
use nghitruong_handheld::view::Panel;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

const POWER: Duration = Duration::from_secs(15);

#[derive(Args)]
pub struct HandheldArgs {
    /// Địa chỉ của ki-ốt / the kiosk's address: http://host[:port]
    #[arg(long)]
    kiosk: Kiosk,
    /// Thư mục giữ danh tính máy / folder of the device's own file
    #[arg(long)]
    data: PathBuf,
    /// Màn hình: terminal, framebuffer fbN, SSD1306 trên bus i2c-N / the screen: terminal, a framebuffer fbN, an SSD1306 on a bus i2c-N[@address]
    #[arg(long, default_value = "terminal")]
    screen: ScreenPlace,
    /// Loại màn hình / the kind of panel
    #[arg(long, value_enum, default_value_t = PanelArg::Oled)]
    panel: PanelArg,
    /// Phím: /dev/input/eventN, hoặc ba chân gpiochipN:chân / the keys: an input device, or three lines gpiochipN:line
    #[arg(long, value_delimiter = ',', num_args = 1..)]
    keys: Vec<Place>,
    /// Đèn đỏ, lục, lam: thư mục trong /sys/class/leds, hoặc gpiochipN:chân / red, green and blue: folders, or lines
    #[arg(long, value_delimiter = ',', num_args = 1..)]
    lamp: Vec<Place>,
    /// Mô-tơ rung: thư mục hoặc chân / the vibration motor: a folder, or a line
    #[arg(long)]
    motor: Option<Place>,
}

#[derive(Clone, Copy, ValueEnum)]
enum PanelArg {
    /// 128x64
    Oled,
    /// 250x122
    Paper,
    /// 320x240
    Colour,
}

enum Screen {
    Terminal(Terminal),
    Framebuffer(Box<Framebuffer>),
    Oled(Box<OledPanel>),
}

struct Outputs {
    screen: Screen,
    panel: Panel,
    lamp: Option<Lamp>,
    motor: Option<Motor>,
    hint: &'static str,
}

/// `nghitruong handheld`.
pub fn run(args: &HandheldArgs, lang: Lang) -> Outcome {
    let said = |error: DeviceError| {
        format!("{}: {error}", lang.pick("Không mở được thiết bị", "A device cannot be opened"))
    };
    let (send, keys) = mpsc::channel(16);
    let outputs = open(args, send, lang).map_err(said)?;
    let language = match lang {
        Lang::Vi => Language::Vietnamese,
        Lang::En => Language::English,
    };
    let options = Options {
        kiosk: args.kiosk.clone(),
        data: args.data.clone(),
        language,
        slow_panel: outputs.panel.is_slow(),
    };
    let runtime = runtime()?;
    let result = runtime.block_on(async {
        let (shown, seen) = watch::channel(None);
        let (power, powered) = watch::channel(read_power());
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(POWER).await;
                power.send_replace(read_power());
            }
        });
        let drawing = tokio::task::spawn_blocking({
            let handle = tokio::runtime::Handle::current();
            move || draw(outputs, seen, &handle)
        });
        let ended = tokio::select! {
            ended = run_handset(options, keys, powered, shown) => ended.map_err(|e| e.to_string()),
            ended = super::serve::signalled() => ended.map_err(|e| e.to_string()),
        };
        let drawn = drawing.await.map_err(|e| e.to_string())?;
        ended.and(drawn.map_err(|e| e.to_string()))
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

fn open(
    args: &HandheldArgs,
    keys: mpsc::Sender<nghitruong_handheld::state::facts::Key>,
    lang: Lang,
) -> Result<Outputs, DeviceError> {
    let panel = match args.panel {
        PanelArg::Oled => Panel::Oled,
        PanelArg::Paper => Panel::Paper,
        PanelArg::Colour => Panel::Colour,
    };
    let strange = |what: &str, vi: &str, en: &str| DeviceError::Strange {
        path: PathBuf::from(what),
        what: lang.pick(vi, en).to_owned(),
    };
    match &args.keys[..] {
        [] if args.screen != ScreenPlace::Terminal => {
            return Err(strange("--keys", "không có phím nào", "there is no key"));
        }
        [] => {}
        [Place::Path(path)] => read_keys(path, keys.clone())?,
        [Place::Pin(a), Place::Pin(b), Place::Pin(c)] => read_pins([a, b, c], &keys)?,
        [..] => {
            return Err(strange(
                "--keys",
                "cần một thiết bị hoặc ba chân",
                "one device or three lines are needed",
            ));
        }
    }
    let lamp = match &args.lamp[..] {
        [] => None,
        [red, green, blue] => Some(Lamp::open([red, green, blue])?),
        [..] => return Err(strange("--lamp", "cần đúng ba đèn", "exactly three lights are needed")),
    };
    let motor = args.motor.as_ref().map(Motor::open).transpose()?;
    let screen = match &args.screen {
        ScreenPlace::Terminal => Screen::Terminal(Terminal::open(keys, panel)?),
        ScreenPlace::Framebuffer(name) => Screen::Framebuffer(Box::new(Framebuffer::open(name, panel)?)),
        ScreenPlace::I2c { .. } if panel != Panel::Oled => {
            return Err(strange("--panel", "bus I2C chỉ có OLED", "an I2C bus has an OLED only"));
        }
        ScreenPlace::I2c { bus, address } => Screen::Oled(Box::new(OledPanel::open(bus, *address)?)),
    };
    let hint = lang.pick("phím 1 2 3, thoát: q", "keys 1 2 3, q ends");
    Ok(Outputs { screen, panel, lamp, motor, hint })
}

/// Draws until the handheld ends.
fn draw(
    mut outputs: Outputs,
    mut seen: watch::Receiver<Option<Shown>>,
    handle: &tokio::runtime::Handle,
) -> std::io::Result<()> {
    let mut shaken = 0;
    while handle.block_on(seen.changed()).is_ok() {
        let Some(shown) = *seen.borrow_and_update() else { continue };
        match &mut outputs.screen {
            Screen::Terminal(terminal) => {
                terminal.show(&shown.sheet, outputs.panel, shown.lamp, outputs.hint)?
            }
            Screen::Framebuffer(framebuffer) => framebuffer.show(&shown.sheet)?,
            Screen::Oled(oled) => {
                oled.show(&shown.sheet).map_err(|error| std::io::Error::other(error.to_string()))?;
            }
        }
        if let Some(lamp) = &outputs.lamp {
            lamp.shine(shown.lamp)?;
        }
        if let (Some(motor), (count, Some(buzz))) = (&outputs.motor, shown.buzz)
            && count != shaken
        {
            shaken = count;
            motor.shake(buzz)?;
        }
    }
    Ok(())
}

fn read_power() -> Power {
    let radio = std::fs::read_to_string("/proc/net/wireless").unwrap_or_default();
    Power { battery: battery(Path::new("/sys/class/power_supply")), signal: signal(&radio) }
}
