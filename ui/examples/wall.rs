//! Draws the wall's screens: `cargo run --example wall -- FOLDER [SCALE] [light]`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use nghitruong_ui::headless::Headless;
use nghitruong_ui::samples::placeholder_qr;
use nghitruong_ui::wall::samples;
use std::time::Duration;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = env::args().skip(1);
    let out = std::path::PathBuf::from(args.next().unwrap_or_else(|| "gallery".into()));
    let scale: f32 = args.next().map_or(Ok(1.0), |text| text.parse())?;
    let light = args.next().is_some();
    fs::create_dir_all(&out)?;
    for (name, mut face) in samples::faces() {
        face.scale = scale;
        face.light = light;
        let mut wall = Headless::wall()?;
        wall.front().set_qr(placeholder_qr());
        wall.front().on_overflow(|text| println!("  does not fit: {text}"));
        for turn in 0..2 {
            println!("{name} {turn}");
            face.turn += turn;
            wall.front().show(&face);
            wall.advance(Duration::from_secs(1));
            wall.render();
            fs::write(out.join(format!("{name}-{turn}.png")), wall.png()?)?;
        }
    }
    Ok(())
}
