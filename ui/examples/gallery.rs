//! Draws every screen in both sizes and both languages: `cargo run --example gallery -- FOLDER [NAME]`.

use nghitruong_ui::headless::Headless;
use nghitruong_ui::{page_image, samples};
use std::time::Duration;
use std::{env, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = env::args().skip(1);
    let out = PathBuf::from(args.next().unwrap_or_else(|| "gallery".into()));
    let only = args.next();
    fs::create_dir_all(&out)?;
    for (width, height) in [(1280, 800), (800, 480)] {
        let mut kiosk = Headless::new(width, height)?;
        kiosk.front().set_qr(samples::placeholder_qr());
        kiosk.front().set_code_qr(samples::placeholder_qr());
        let paper = kiosk.front().paper_width();
        kiosk.front().set_paper(sheet(paper));
        for english in [false, true] {
            for (name, face) in samples::faces(english) {
                if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
                    continue;
                }
                kiosk.front().show(&face);
                kiosk.advance(Duration::from_secs(1));
                kiosk.render();
                let language = if english { "en" } else { "vi" };
                fs::write(out.join(format!("{name}-{width}-{language}.png")), kiosk.png()?)?;
            }
        }
    }
    Ok(())
}

/// A white A4 sheet with grey lines where text would be.
fn sheet(width: u32) -> nghitruong_ui::slint::Image {
    let height = width * 297 / 210;
    let rgb: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let margin = width / 9;
            let text = x > margin && x < width - margin && y > margin && y % 32 < 10 && (x * 7 + y / 32 * 131) % 97 > 9;
            [if text { 0x70 } else { 0xFF }; 3]
        })
        .collect();
    page_image(&rgb, width, height)
}
