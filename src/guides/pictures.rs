//! Pictures of the papers. Kiosk and wall are drawn now; the phone's are kept in `docs/pictures` (`npm run guide-pictures` in
//! `ui/phone` makes them anew), and the handheld's are those that its own tests hold equal to its screens.

use super::GuideError;
use crate::text::Lang;
use crate::{display, kiosk};
use std::collections::BTreeMap;

/// PNG files by the name that templates ask for.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// Moments of the sample council's day on the kiosk.
const KIOSK: [&str; 10] = [
    "00b-dat-ma-pin",
    "00c-chua-co-ky-hop",
    "01-cho",
    "01b-diem-danh",
    "02-dieu-hanh",
    "03-phat-bieu",
    "03f-khoi-dong-lai",
    "04-bieu-quyet",
    "06-ket-qua",
    "21-ma-moi",
];
/// The same on the wall.
const WALL: [&str; 1] = ["hien-ma"];

macro_rules! kept {
    ($($name:literal: $path:literal,)*) => {
        [$(($name, include_bytes!(concat!("../../", $path)).as_slice())),*]
    };
}

static KEPT: [(&str, &[u8]); 10] = kept! {
    "phone-scan.png": "docs/pictures/phone-scan.png",
    "phone-join.png": "docs/pictures/phone-join.png",
    "phone-home.png": "docs/pictures/phone-home.png",
    "phone-vote.png": "docs/pictures/phone-vote.png",
    "phone-recorded.png": "docs/pictures/phone-recorded.png",
    "phone-lost.png": "docs/pictures/phone-lost.png",
    "handheld-home.png": "src/handheld/tests/golden/03c-not-here-oled.png",
    "handheld-vote.png": "src/handheld/tests/golden/08-vote-oled.png",
    "handheld-confirm.png": "src/handheld/tests/golden/09-confirm-for-oled.png",
    "handheld-recorded.png": "src/handheld/tests/golden/14-recorded-for-oled.png",
};

/// All pictures of the papers.
///
/// # Errors
/// [`GuideError::Picture`]: the sample's day has no such moment, or this thread draws on a real display.
pub fn draw() -> Result<Pictures, GuideError> {
    let failed = |error: std::io::Error| GuideError::Picture(error.to_string());
    let mut pictures: Pictures = KEPT.iter().map(|(name, png)| ((*name).to_owned(), png.to_vec())).collect();
    for (name, png) in kiosk::pictures(&KIOSK, Lang::Vi).map_err(failed)? {
        pictures.insert(format!("kiosk-{name}.png"), png);
    }
    for (name, png) in display::pictures(kiosk::stills(), &WALL, Lang::Vi).map_err(failed)? {
        pictures.insert(format!("tv-{name}.png"), png);
    }
    let wanted = KIOSK.map(|name| format!("kiosk-{name}.png")).into_iter();
    match wanted.chain(WALL.map(|name| format!("tv-{name}.png"))).find(|name| !pictures.contains_key(name)) {
        Some(name) => Err(GuideError::Picture(name)),
        None => Ok(pictures),
    }
}
