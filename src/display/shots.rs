//! Pictures of the hall's screen, drawn without a display.

use super::login::Login;
use super::present::Trouble;
use super::state::{Display, News};
use super::words::Words;
use crate::qr;
use crate::text::Lang;
use crate::wire::snapshot::Clock;
use crate::wire::topic::Topic;
use crate::wire::{Still, VERSION};
use nghitruong_ui::headless::Headless;
use nghitruong_ui::wall::{WallFace, WallFront};
use std::io;
use std::path::{Path, PathBuf};

const ROOM: &str = "an-binh";
const ADDRESS: &str = "http://192.168.1.10:8080";
/// Long enough without a word that what is known is shown as past, milliseconds.
const SILENCE_MS: i64 = 60_000;

/// A picture to be: its name, what is seen, and what the QR code says.
pub struct Drawn {
    pub name: String,
    pub face: WallFace,
    pub qr: String,
}

/// What a display shows of `stills`, in their order; for some also after it has lost the kiosk; and before it is paired.
pub fn draw(stills: impl IntoIterator<Item = Still>, lang: Lang) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    let w = Words(lang);
    let mut display = Display::new(ADDRESS, w);
    let mut keep = |name: &str, display: &mut Display, own_ms: i64| {
        drawn.push(Drawn { name: name.to_owned(), face: display.face(own_ms), qr: display.qr(own_ms) });
    };
    for (name, code, trouble) in [
        ("ghep", Some("482913"), Trouble::None),
        ("ghep-chua-noi", None, Trouble::Offline),
        ("ghep-nhieu", None, Trouble::Many),
    ] {
        display.hear(News::Unpaired { code: code.map(str::to_owned), trouble }, 0);
        keep(name, &mut display, 0);
    }
    let login = Login { id: "w-1".to_owned(), secret: String::new(), room: ROOM.to_owned() };
    display.hear(News::Paired(login), 0);
    keep("dang-noi", &mut display, 0);
    for still in stills {
        let own_ms = still.at;
        // A connection begins with nothing known, as after a restart of the kiosk.
        display.hear(News::Connected, own_ms);
        let clock = Clock { v: VERSION, epoch: 1, mono_ms: 0, utc_ms: still.at };
        let tick = serde_json::to_vec(&clock).map(|bytes| (Topic::Clock, bytes));
        for (topic, payload) in still.sent.into_iter().chain(tick) {
            display.hear(News::Message { topic: topic.name(ROOM), payload }, own_ms);
        }
        keep(still.name, &mut display, own_ms);
        let mut cut = display.clone();
        cut.hear(News::Disconnected, own_ms);
        keep(&format!("{}-mat-lien-lac", still.name), &mut cut, own_ms + SILENCE_MS);
    }
    drawn
}

/// Draws what a display shows of `stills` into the folder `out` and names the files, as `tv-02-dieu-hanh-vi.png`. The same
/// picture is drawn once.
///
/// # Errors
/// When the folder cannot be written, or this thread draws on a real display.
pub fn shots(stills: impl IntoIterator<Item = Still>, out: &Path) -> io::Result<Vec<PathBuf>> {
    let mut wall = Headless::wall().map_err(io::Error::other)?;
    let mut files = Vec::new();
    let mut known: Vec<WallFace> = Vec::new();
    for Drawn { name, face, qr } in draw(stills, Lang::Vi) {
        if known.contains(&face) {
            continue;
        }
        picture(&mut wall, &face, &qr);
        let path = out.join(format!("tv-{name}.png"));
        std::fs::write(&path, wall.png()?)?;
        files.push(path);
        known.push(face);
    }
    Ok(files)
}

/// What a display shows of those of `stills` that are named, as PNG.
///
/// # Errors
/// When this thread draws on a real display.
pub fn pictures(
    stills: impl IntoIterator<Item = Still>,
    names: &[&str],
    lang: Lang,
) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut wall = Headless::wall().map_err(io::Error::other)?;
    let mut drawn = Vec::new();
    for Drawn { name, face, qr } in draw(stills, lang) {
        if names.contains(&name.as_str()) {
            picture(&mut wall, &face, &qr);
            drawn.push((name, wall.png()?));
        }
    }
    Ok(drawn)
}

fn picture(wall: &mut Headless<WallFront>, face: &WallFace, url: &str) {
    wall.front().set_qr(qr::picture(url));
    wall.front().show(face);
    wall.render();
}
