//! Every screen on every panel as it was looked at. `UPDATE_GOLDEN=1` keeps what is drawn now.

use super::golden::{Picture, difference};
use super::person::Person;
use super::scenes::{MORE, SCENES, play};
use embedded_graphics::geometry::OriginDimensions as _;
use embedded_graphics::pixelcolor::{Rgb888, RgbColor as _};
use nghitruong_handheld::canvas::{Canvas, Colour, Oled, Paper};
use nghitruong_handheld::sheet::{Body, Legend, Sheet};
use nghitruong_handheld::view::{Pace, Panel, Refresh, draw};
use nghitruong_handheld::words::Language;
use std::path::Path;

pub fn sheet(person: &Person, panel: Panel) -> Sheet {
    Sheet::of(&person.device.face(person.now), person.device.language(), panel.is_slow())
}

/// The picture as a person sees it: light on dark of the OLED, dark on light of the paper.
fn pixels<const W: usize, const H: usize, const B: usize>(canvas: &Canvas<W, H, B>, lit: bool) -> Vec<u8> {
    let points = (0..H).flat_map(|y| (0..W).map(move |x| (x, y)));
    points.map(|(x, y)| if canvas.is_on(x, y) == lit { 255 } else { 0 }).collect()
}

pub fn drawn(sheet: &Sheet, panel: Panel) -> (usize, usize, Vec<u8>) {
    match panel {
        Panel::Oled => {
            let mut canvas = Oled::new();
            draw(sheet, panel, &mut canvas).unwrap();
            (canvas.size().width as usize, canvas.size().height as usize, pixels(&canvas, true))
        }
        Panel::Paper => {
            let mut canvas = Paper::new();
            draw(sheet, panel, &mut canvas).unwrap();
            (canvas.size().width as usize, canvas.size().height as usize, pixels(&canvas, false))
        }
        Panel::Colour => {
            let mut canvas = Colour::new();
            draw(sheet, panel, &mut canvas).unwrap();
            let colours = canvas.points().iter().map(|ink| Rgb888::from(*ink));
            let values = colours.flat_map(|c| [c.r(), c.g(), c.b()]).collect();
            (Colour::WIDTH, Colour::HEIGHT, values)
        }
    }
}

#[test]
fn screens_look_as_they_did() {
    let mut different = Vec::new();
    for (name, scene) in SCENES {
        for (panel, size) in [(Panel::Oled, "oled"), (Panel::Paper, "paper"), (Panel::Colour, "colour")] {
            let (width, height, values) = drawn(&sheet(&play(scene, Language::Vietnamese), panel), panel);
            let picture = Picture { width: width as u32, height: height as u32, values };
            let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}-{size}.png"));
            different.extend(difference(&kept, &picture, 0));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn no_two_screens_look_alike() {
    for panel in [Panel::Oled, Panel::Paper, Panel::Colour] {
        let all: Vec<_> = SCENES
            .iter()
            .map(|(name, scene)| (name, drawn(&sheet(&play(*scene, Language::Vietnamese), panel), panel).2))
            .collect();
        for (at, (name, pixels)) in all.iter().enumerate() {
            for (other, same) in &all[at + 1..] {
                assert!(pixels != same, "{name} and {other} on {panel:?}");
            }
        }
    }
}

/// What is said in every language has room for every word: nothing is shortened but names, titles and the kiosk's sentences.
#[test]
fn words_of_the_handheld_are_never_shortened() {
    for (name, scene) in SCENES.iter().chain(&MORE) {
        for language in [Language::Vietnamese, Language::English] {
            let person = play(*scene, language);
            let sheet = sheet(&person, Panel::Oled);
            let fits = |text: &str, most: usize| {
                assert!(
                    text.chars().count() <= most,
                    "{name}, {language:?}: {text:?} has no room for {most}"
                );
            };
            let right = sheet.right.as_str().chars().count();
            fits(sheet.head.as_str(), 21 - right - usize::from(right > 0));
            match &sheet.body {
                Body::Title { title, note, .. } => {
                    if !matches!(*name, "08b-vote-long") {
                        fits(title.as_str(), 14);
                        fits(note.as_str(), 21);
                    }
                }
                Body::Choice { mark, label, note, .. } => {
                    fits(label.as_str(), if mark.is_some() { 16 } else { 18 });
                    fits(note.as_str(), 21);
                }
                Body::Name { note, .. } if *name != "03b-long-name" => fits(note.as_str(), 21),
                Body::Name { .. } | Body::Prose(_) => {}
                Body::Alarm { title, lines } => {
                    fits(title.as_str(), 14);
                    for line in lines {
                        fits(line.as_str(), 21);
                    }
                }
            }
            for legend in sheet.keys {
                if let Legend::Word(word) = legend {
                    fits(word, 7);
                }
            }
        }
    }
}

/// Between two legends there is a line of the ground, or they would be read as one.
#[test]
fn legends_stand_apart() {
    for (name, scene) in SCENES.iter().chain(&MORE) {
        for (panel, keys) in [(Panel::Oled, 51), (Panel::Paper, 102), (Panel::Colour, 198)] {
            for language in [Language::Vietnamese, Language::English] {
                let sheet = sheet(&play(*scene, language), panel);
                let count = sheet.keys.iter().filter(|legend| **legend != Legend::None).count();
                if matches!(sheet.body, Body::Alarm { .. }) {
                    assert_eq!(count, 0, "{name}");
                    continue;
                }
                let (width, height, values) = drawn(&sheet, panel);
                let ground = if panel == Panel::Oled { 0 } else { 255 };
                let points: Vec<_> = values.chunks(values.len() / (width * height)).collect();
                let is_inked =
                    |x: usize, y: usize| points[y * width + x].iter().any(|value| *value != ground);
                let columns: Vec<bool> = (0..width).map(|x| (keys..height).any(|y| is_inked(x, y))).collect();
                let boxes = columns.split(|inked| !inked).filter(|run| !run.is_empty()).count();
                assert_eq!(boxes, count, "{name} on {panel:?} in {language:?}");
            }
        }
    }
}

#[test]
fn e_paper_is_renewed_seldom() {
    let mut person = Person::new(Language::Vietnamese);
    let (mut pace, mut seen) = (Pace::default(), Vec::new());
    for _ in 0..600 {
        person.wait(100);
        match pace.next(&sheet(&person, Panel::Paper)) {
            Refresh::None => {}
            refresh => seen.push(refresh),
        }
    }
    assert_eq!(
        seen,
        [Refresh::Full, Refresh::Partial],
        "a minute at home: once, and when the clock moves on"
    );
    seen.clear();
    person.with(|room| room.vote = Some(super::person::vote()));
    for _ in 0..300 {
        person.wait(100);
        match pace.next(&sheet(&person, Panel::Paper)) {
            Refresh::None => {}
            refresh => seen.push(refresh),
        }
    }
    assert_eq!(seen[0], Refresh::Full);
    assert!((2..=5).contains(&seen.len()), "half a minute of a vote in steps of ten seconds: {seen:?}");
    assert!(seen[1..].iter().all(|r| *r == Refresh::Partial));
}
