//! The kiosk's screens as a finger and an eye meet them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "../../tests/shared/golden.rs"]
mod golden;

use golden::{Picture, difference};
use nghitruong_ui::headless::Headless;
use nghitruong_ui::slint::ComponentHandle;
use nghitruong_ui::{Face, GUARD, Touch, View, samples, wall};
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

/// Screens kept as pictures, at 1280 x 800.
const WIDE: [&str; 10] = [
    "01b-diem-danh",
    "02-dieu-hanh",
    "02b-khoa",
    "03b-qua-gio",
    "04-bieu-quyet",
    "05b-lech",
    "06-ket-qua",
    "06b-khong-thong-qua",
    "09-xac-nhan",
    "10-mat-ket-noi",
];
/// And at 800 x 480.
const SMALL: [&str; 4] = ["02-dieu-hanh", "03-phat-bieu", "06-ket-qua", "09b-ma-pin"];

fn kiosk(width: u32, height: u32) -> Headless {
    let kiosk = Headless::new(width, height).unwrap();
    kiosk.front().set_qr(samples::placeholder_qr());
    kiosk.front().set_code_qr(samples::placeholder_qr());
    kiosk
}

fn face(name: &str) -> Face {
    samples::faces(false).into_iter().find(|(known, _)| *known == name).unwrap().1
}

fn touches(kiosk: &Headless) -> Rc<RefCell<Vec<Touch>>> {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let into = seen.clone();
    kiosk.front().on_touch(move |touch| into.borrow_mut().push(touch));
    seen
}

#[test]
fn screens_look_as_they_did() {
    let mut different = Vec::new();
    for (width, height, names) in [(1280, 800, &WIDE[..]), (800, 480, &SMALL[..])] {
        let mut kiosk = kiosk(width, height);
        for name in names {
            kiosk.front().show(&face(name));
            kiosk.advance(Duration::from_secs(1));
            kiosk.render();
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}-{width}.png"));
            let picture = Picture { width, height, values: kiosk.rgb() }.shrunk(2);
            different.extend(difference(&path, &picture, 1));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// The smallest rectangle of pixels around all that was drawn again.
fn drawn(kiosk: &mut Headless) -> u32 {
    kiosk.render().iter().map(|d| d.width * d.height).sum()
}

#[test]
fn only_what_changes_is_drawn_again() {
    let mut kiosk = kiosk(1280, 800);
    let mut shown = face("02-dieu-hanh");
    kiosk.front().show(&shown);
    assert_eq!(drawn(&mut kiosk), 1280 * 800);
    kiosk.advance(Duration::from_secs(2));
    kiosk.front().show(&shown);
    assert_eq!(drawn(&mut kiosk), 0, "nothing happened, nothing is drawn");
    shown.clock = "09:13".into();
    kiosk.front().show(&shown);
    let clock = kiosk.render();
    assert!(clock.iter().all(|d| d.y + d.height as i32 <= 72 && d.x >= 1100), "only the clock: {clock:?}");
    kiosk.front().set_qr(samples::placeholder_qr());
    shown.qr_left = 0.2;
    kiosk.front().show(&shown);
    let code = kiosk.render();
    assert!(code.iter().all(|d| d.x >= 928 && d.y >= 460), "only the code's corner: {code:?}");
    shown.join.code_a = "ZZZZ".into();
    kiosk.front().show(&shown);
    let typed = kiosk.render();
    assert!(!typed.is_empty() && typed.iter().all(|d| d.x >= 928 && d.y >= 460), "only its words: {typed:?}");
}

/// Each screen that shows the typed code draws a new one, also after its layout was dropped, and little else.
#[test]
fn the_typed_code_is_drawn_wherever_it_stands() {
    for (width, height, name) in [(1280, 800, "02-dieu-hanh"), (1280, 800, "01-cho"), (800, 480, "01-cho")] {
        let mut kiosk = kiosk(width, height);
        let mut shown = face(name);
        kiosk.front().show(&shown);
        kiosk.render();
        for second in 0..1500 {
            shown.clock = format!("{:02}:{:02}", second / 60, second % 60).into();
            kiosk.front().show(&shown);
            kiosk.render();
        }
        shown.join.code_a = "ZZZZ".into();
        shown.join.code_b = "2345".into();
        kiosk.front().show(&shown);
        let pixels = drawn(&mut kiosk);
        assert!(pixels > 0 && pixels * 4 < width * height, "{name} at {width}: {pixels} pixels");
    }
}

/// The toolkit keeps a bounded number of laid-out texts; what it drops must still be drawn when it changes.
#[test]
fn no_text_stands_still_however_many_were_drawn_before() {
    let mut kiosk = kiosk(1280, 800);
    let mut shown = face("03-phat-bieu");
    kiosk.front().show(&shown);
    kiosk.render();
    for second in 0..3000 {
        shown.timer = format!("{:02}:{:02}", second / 60, second % 60).into();
        kiosk.front().show(&shown);
        kiosk.render();
    }
    shown.clock = "09:59".into();
    kiosk.front().show(&shown);
    assert!(drawn(&mut kiosk) > 0, "the clock");
    shown.speech.name = "Mai Văn M".into();
    kiosk.front().show(&shown);
    assert!(drawn(&mut kiosk) > 0, "the name of who speaks");
}

#[test]
fn the_code_is_drawn_module_by_module() {
    const SIDE: usize = 25;
    let modules: Vec<bool> = (0..SIDE * SIDE).map(|at| at * at % 7 < 3).collect();
    let mut kiosk = kiosk(1280, 800);
    kiosk.front().set_qr(nghitruong_ui::qr_image(&modules, SIDE));
    for (name, left, top, side) in [("02-dieu-hanh", 932, 475, 5), ("01b-diem-danh", 32, 80, 15)] {
        kiosk.front().show(&face(name));
        kiosk.render();
        let all = SIDE + 8;
        for at in 0..all * all {
            let (x, y) = (at % all, at / all);
            let inside = (4..4 + SIDE).contains(&x) && (4..4 + SIDE).contains(&y);
            let dark = inside && modules[(y - 4) * SIDE + x - 4];
            let pixel = kiosk.pixels()[(top + y * side + side / 2) * 1280 + left + x * side + side / 2];
            assert_eq!(pixel.r < 128, dark, "{name}: module {x}, {y}");
        }
    }
}

#[test]
fn keys_that_change_meaning_wait() {
    let mut kiosk = kiosk(1280, 800);
    let seen = touches(&kiosk);
    kiosk.front().show(&face("02-dieu-hanh"));
    kiosk.render();
    kiosk.tap(200.0, 724.0);
    assert_eq!(*seen.borrow(), [Touch::Key("call:q1".into())]);
    kiosk.front().show(&face("03-phat-bieu"));
    kiosk.render();
    kiosk.tap(200.0, 724.0);
    kiosk.advance(GUARD - Duration::from_millis(1));
    kiosk.tap(200.0, 724.0);
    assert_eq!(seen.borrow().len(), 1, "too soon after the change");
    kiosk.advance(Duration::from_millis(1));
    kiosk.tap(200.0, 724.0);
    assert_eq!(seen.borrow().last(), Some(&Touch::Key("call:q2".into())));
    let mut renamed = face("03-phat-bieu");
    renamed.keys[0].second = "Trương Thị R, Tổ số 4".into();
    kiosk.front().show(&renamed);
    kiosk.tap(200.0, 724.0);
    assert_eq!(seen.borrow().len(), 3, "the second line alone does not stop a key");
}

#[test]
fn a_key_that_is_off_says_why_and_does_nothing() {
    let mut kiosk = kiosk(1280, 800);
    let seen = touches(&kiosk);
    kiosk.front().show(&face("05b-lech"));
    kiosk.render();
    kiosk.tap(620.0, 724.0);
    assert!(seen.borrow().is_empty());
    assert_eq!(kiosk.app().global::<View>().get_said(), "Hai bên đếm chưa khớp.");
    assert!(drawn(&mut kiosk) > 0);
}

#[test]
fn a_locked_screen_opens_documents_and_nothing_else() {
    let mut kiosk = kiosk(1280, 800);
    let seen = touches(&kiosk);
    kiosk.front().show(&face("02b-khoa"));
    kiosk.render();
    kiosk.tap(1090.0, 160.0);
    kiosk.tap(640.0, 430.0);
    kiosk.tap(640.0, 724.0);
    assert_eq!(*seen.borrow(), [Touch::Doc("210/BC-UBND".into()), Touch::Unlock]);
}

#[test]
fn the_touch_that_wakes_presses_nothing() {
    let mut kiosk = kiosk(1280, 800);
    let seen = touches(&kiosk);
    let mut dim = face("02-dieu-hanh");
    dim.dimmed = true;
    kiosk.front().show(&dim);
    kiosk.render();
    kiosk.tap(200.0, 724.0);
    assert_eq!(*seen.borrow(), [Touch::Wake]);
}

#[test]
fn the_safe_key_of_a_confirm_page_is_at_the_left() {
    let mut kiosk = kiosk(1280, 800);
    let seen = touches(&kiosk);
    kiosk.front().show(&face("09-xac-nhan"));
    kiosk.render();
    kiosk.tap(300.0, 690.0);
    kiosk.tap(900.0, 690.0);
    assert_eq!(*seen.borrow(), [Touch::Back, Touch::Confirm]);
}

#[test]
fn five_hundred_delegates_can_be_paged_through() {
    let mut kiosk = kiosk(1280, 800);
    let seen = touches(&kiosk);
    let view = || kiosk.app().global::<View>();
    kiosk.front().show(&face("18-chon-dai-bieu"));
    let mut pages = 0;
    for page in 0..200 {
        view().set_pick_page(page);
        seen.borrow_mut().clear();
        kiosk.tap(200.0, 250.0);
        if seen.borrow().is_empty() {
            break;
        }
        pages = page + 1;
        if seen.borrow().contains(&Touch::Pick("d497".into())) {
            break;
        }
    }
    assert!(pages > 10, "the list has pages: {pages}");
    view().set_pick_page(10_000);
    seen.borrow_mut().clear();
    kiosk.tap(200.0, 250.0);
    assert_eq!(seen.borrow().len(), 1, "beyond the end stands the last page");
    kiosk.render();
}

#[test]
fn every_screen_in_both_languages_and_sizes_can_be_drawn() {
    for (width, height) in [(1280, 800), (800, 480)] {
        let mut kiosk = kiosk(width, height);
        for english in [false, true] {
            for (name, face) in samples::faces(english) {
                kiosk.front().show(&face);
                kiosk.advance(Duration::from_secs(1));
                kiosk.render();
                let colours = kiosk.pixels().iter().filter(|p| p.r < 64).count();
                assert!(colours > 1000, "{name} at {width} is empty");
            }
        }
    }
}

#[test]
fn both_languages_are_complete() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = std::fs::read_to_string(root.join("lang/vi/LC_MESSAGES/nghitruong-ui.po")).unwrap();
    let mut words = 0;
    for folder in ["kiosk", "kiosk/components", "kiosk/screens"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|end| end != "slint") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("@tr(\"").skip(1) {
                let id = part.split('"').next().unwrap();
                assert!(catalogue.contains(&format!("msgid \"{id}\"\n")), "{}: {id}", path.display());
                words += 1;
            }
        }
    }
    assert!(words > 60);
    assert!(!catalogue.contains("msgstr \"\"\n\nmsgid"), "a word without its translation");
}

/// Left, upper, right and lower edge of what is not of the ground's colour, pixels.
fn extent(pixels: &[nghitruong_ui::slint::Rgb8Pixel], width: u32) -> [f32; 4] {
    let ground = pixels[0];
    let lit = pixels.iter().enumerate().filter(|(_, pixel)| **pixel != ground);
    let places = lit.map(|(at, _)| (at as u32 % width, at as u32 / width));
    let [left, top, right, low] = places.fold([u32::MAX, u32::MAX, 0, 0], |[l, t, r, b], (x, y)| {
        [l.min(x), t.min(y), r.max(x + 1), b.max(y + 1)]
    });
    [left as f32, top as f32, right as f32, low as f32]
}

#[test]
fn a_wall_fills_whatever_screen_it_is_given() {
    let pairing = wall::samples::faces().into_iter().find(|(_, face)| face.screen == wall::Screen::Pairing);
    let (_, pairing) = pairing.expect("a code is shown");
    let extent_on = |width, height| {
        let mut hall = Headless::wall_of(width, height).unwrap();
        hall.front().show(&pairing);
        hall.render();
        extent(hall.pixels(), width)
    };
    let whole = extent_on(1920, 1080);
    for (width, height) in [(1280, 720), (1280, 800), (1024, 768), (1366, 768), (3840, 2160)] {
        let scale = (width as f32 / 1920.0).min(height as f32 / 1080.0);
        let gap = [(width as f32 - 1920.0 * scale) / 2.0, (height as f32 - 1080.0 * scale) / 2.0];
        let there = extent_on(width, height);
        for (side, (seen, wanted)) in there.into_iter().zip(whole).enumerate() {
            let wanted = wanted * scale + gap[side % 2];
            assert!((seen - wanted).abs() <= 3.0, "{width} x {height}, side {side}: {seen}, not {wanted}");
        }
    }
}

#[test]
fn a_kiosk_has_the_design_that_its_screen_can_show_and_fills_it() {
    for (width, height, small, bar) in [
        (1280, 800, false, 72.0),
        (1920, 1080, false, 72.0 * 1.35),
        (1366, 768, false, 72.0 * 0.96),
        (1280, 720, false, 72.0 * 0.9),
        (800, 480, true, 48.0),
        (1024, 600, true, 48.0 * 1.25),
        (1024, 768, true, 48.0 * 1.28),
    ] {
        let mut kiosk = kiosk(width, height);
        kiosk.front().show(&face("02-dieu-hanh"));
        kiosk.advance(Duration::from_secs(1));
        kiosk.render();
        assert_eq!(kiosk.front().is_small(), small, "{width} x {height}");
        let column = kiosk.pixels().iter().skip(2).step_by(width as usize);
        let dark = column.take_while(|pixel| pixel.r < 40).count() as f32;
        assert!((dark - bar).abs() <= 1.0, "{width} x {height}: the bar has {dark}, not {bar}");
    }
}
