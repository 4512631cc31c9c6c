//! Draws every screen in both sizes and both languages: `cargo run --example gallery -- FOLDER [NAME]`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use nghitruong_ui::headless::Headless;
use nghitruong_ui::slint::ComponentHandle;
use nghitruong_ui::{Tab, View, page_image, samples};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

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
            if kiosk.front().is_small() {
                panes(&mut kiosk, &out, english)?;
            }
        }
    }
    Ok(())
}

/// What only the small kiosk has: the tabs of the running screen and the page behind *Khác*.
fn panes(kiosk: &mut Headless, out: &Path, english: bool) -> Result<(), Box<dyn std::error::Error>> {
    let language = if english { "en" } else { "vi" };
    let Some((_, face)) = samples::faces(english).into_iter().find(|(name, _)| *name == "02-dieu-hanh")
    else {
        return Ok(());
    };
    kiosk.front().show(&face);
    let app = kiosk.app().clone_strong();
    let view = app.global::<View>();
    let tabs = [
        ("agenda", Tab::Agenda),
        ("queue", Tab::Queue),
        ("present", Tab::Present),
        ("qr", Tab::Qr),
        ("item", Tab::Item),
    ];
    for (name, tab) in tabs {
        view.set_tab(tab);
        kiosk.advance(Duration::from_secs(1));
        kiosk.render();
        fs::write(out.join(format!("02-{name}-800-{language}.png")), kiosk.png()?)?;
    }
    view.set_more(true);
    kiosk.render();
    fs::write(out.join(format!("02-more-800-{language}.png")), kiosk.png()?)?;
    view.set_more(false);
    Ok(())
}

/// A white A4 sheet with grey lines where text would be.
fn sheet(width: u32) -> nghitruong_ui::slint::Image {
    let height = width * 297 / 210;
    let rgb: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let margin = width / 9;
            let text = x > margin
                && x < width - margin
                && y > margin
                && y % 32 < 10
                && (x * 7 + y / 32 * 131) % 97 > 9;
            [if text { 0x70 } else { 0xFF }; 3]
        })
        .collect();
    page_image(&rgb, width, height)
}
