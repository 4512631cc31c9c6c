//! Pictures of every screen in both sizes and both languages, drawn without a display.

use super::script::{Moment, Script};
use crate::chamber::WallShow;
use crate::chamber::command::{Actor, Command};
use crate::qr;
use crate::text::Lang;
use crate::wire::Still;
use nghitruong_ui::Image;
use nghitruong_ui::headless::Headless;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Both sizes of the kiosk, pixels.
pub const SIZES: [(u32, u32); 2] = [(1280, 800), (800, 480)];

/// The sample council's day as a wall hears it.
pub fn stills() -> Vec<Still> {
    let mut script = Script::new();
    script.day();
    let moments = script.moments.into_iter();
    let mut stills: Vec<Still> =
        moments.map(|moment| Still { name: moment.name, at: moment.at, sent: moment.sent }).collect();
    let text =
        "Đề nghị các đại biểu nhận phiếu bầu tại bàn Ban kiểm phiếu, cửa bên phải hội trường".to_owned();
    let mut chosen = Script::new();
    chosen.open_debate();
    for (name, show) in [
        ("hien-ma", WallShow::Qr),
        ("hien-so-do", WallShow::Seats),
        ("hien-chuong-trinh", WallShow::Agenda),
        ("hien-thong-bao", WallShow::Message { text }),
    ] {
        chosen.by(&Actor::Chair, Command::ShowOnWall(show));
        let (at, sent) = chosen.sent();
        stills.push(Still { name, at, sent });
    }
    stills
}

fn draw(kiosk: &mut Headless, moment: &Moment, small: bool, lang: Lang) {
    let code = qr::picture(&moment.url);
    kiosk.front().set_qr(code.clone());
    let has_code = moment.face(false, lang).code.has_qr;
    kiosk.front().set_code_qr(if has_code { code } else { Image::default() });
    kiosk.front().show(moment.face(small, lang));
    // Past the time in which keys that changed ignore touches.
    kiosk.advance(Duration::from_secs(1));
    kiosk.render();
}

/// The named moments of the sample council's day on the large kiosk, as PNG; a name that is not there is left out.
///
/// # Errors
/// When this thread draws on a real display.
pub fn pictures(names: &[&str], lang: Lang) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let mut script = Script::new();
    script.day();
    let [(width, height), _] = SIZES;
    let mut kiosk = Headless::new(width, height).map_err(io::Error::other)?;
    let mut drawn = Vec::new();
    for moment in script.moments.iter().filter(|moment| names.contains(&moment.name)) {
        draw(&mut kiosk, moment, false, lang);
        drawn.push((moment.name, kiosk.png()?));
    }
    Ok(drawn)
}

/// Draws every screen into the folder `out` and names the files, as `kiosk-02-dieu-hanh-1280-vi.png`.
///
/// # Errors
/// When the folder cannot be written, or this thread draws on a real display.
pub fn shots(out: &Path) -> io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(out)?;
    let mut script = Script::new();
    script.day();
    let mut files = Vec::new();
    for (width, height) in SIZES {
        let mut kiosk = Headless::new(width, height).map_err(io::Error::other)?;
        kiosk.front().set_paper(super::sample_page(kiosk.front().paper_width()));
        for lang in [Lang::Vi, Lang::En] {
            for moment in &script.moments {
                let small = kiosk.front().is_small();
                draw(&mut kiosk, moment, small, lang);
                let tag = lang.pick("vi", "en");
                let path = out.join(format!("kiosk-{}-{width}-{tag}.png", moment.name));
                std::fs::write(&path, kiosk.png()?)?;
                files.push(path);
            }
        }
    }
    Ok(files)
}
