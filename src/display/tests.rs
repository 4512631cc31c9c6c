//! The display's own state by hand, and every picture of the sample council's day.

use super::login::Login;
use super::present::Trouble;
use super::state::{Display, News};
use super::words::Words;
use super::{Drawn, draw};
use crate::golden::{Picture, difference};
use crate::kiosk::stills;
use crate::text::Lang;
use crate::wire::Still;
use crate::wire::snapshot::Clock;
use crate::wire::topic::Topic;
use nghitruong_ui::headless::Headless;
use nghitruong_ui::wall::{Screen, WallFace, WallFront};
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

const ROOM: &str = "an-binh";

fn still(name: &str) -> Still {
    stills().into_iter().find(|still| still.name == name).unwrap_or_else(|| panic!("no moment {name}"))
}

fn login() -> News {
    News::Paired(Login { id: "w-1".to_owned(), secret: "s".to_owned(), room: ROOM.to_owned() })
}

/// Says to `display` what the room was sent, then the time.
fn say(display: &mut Display, still: &Still, own_ms: i64) {
    for (topic, payload) in &still.sent {
        let message = News::Message { topic: topic.name(ROOM), payload: payload.clone() };
        display.hear(message, own_ms);
    }
    tick(display, still.at, own_ms);
}

fn tick(display: &mut Display, at: i64, own_ms: i64) {
    let clock = Clock { v: 1, epoch: 1, mono_ms: 0, utc_ms: at };
    let payload = serde_json::to_vec(&clock).unwrap();
    display.hear(News::Message { topic: Topic::Clock.name(ROOM), payload }, own_ms);
}

fn live(name: &str) -> (Display, Still) {
    let still = still(name);
    let mut display = Display::new("http://nghi.lan", Words(Lang::Vi));
    display.hear(login(), 0);
    display.hear(News::Connected, 0);
    say(&mut display, &still, 0);
    (display, still)
}

#[test]
fn a_new_connection_takes_the_old_ones_place_as_a_whole() {
    let (mut display, still) = live("02-dieu-hanh");
    let before = display.face(0);
    assert_ne!(before.screen, Screen::Calm);
    display.hear(News::Disconnected, 1_000);
    display.hear(News::Connected, 2_000);
    for (topic, payload) in still.sent.iter().filter(|(topic, _)| *topic != Topic::Queue) {
        display.hear(News::Message { topic: topic.name(ROOM), payload: payload.clone() }, 2_000);
    }
    tick(&mut display, still.at + 2_000, 2_000);
    assert_eq!(
        display.face(2_000).title,
        before.title,
        "half a truth is none: the old one stands, as it is seconds old"
    );
    say(&mut display, &still, 2_500);
    assert_eq!(display.face(2_500).title, before.title);
}

#[test]
fn a_dead_link_shows_the_time_of_its_last_truth_and_no_clock() {
    let (mut display, still) = live("03-phat-bieu");
    assert_eq!(display.face(0).screen, Screen::Speaking);
    tick(&mut display, still.at + 5_000, 5_000);
    assert_eq!(display.face(7_900).screen, Screen::Speaking, "a hiccup is forgiven");
    let lost = display.face(8_100);
    let at = crate::text::clock_hhmm(still.at + 5_000);
    assert_eq!(lost.screen, Screen::Lost);
    assert!(lost.head.tag.ends_with(&at) && lost.clock.is_empty() && lost.timer.is_empty(), "{lost:?}");
    let much_later = display.face(3_600_000);
    assert_eq!(much_later, lost, "nothing on it runs");
    tick(&mut display, still.at + 9_000, 9_000);
    assert_eq!(display.face(9_000).screen, Screen::Speaking);
}

#[test]
fn the_kiosks_will_ends_the_truth_at_once() {
    let (mut display, _) = live("02-dieu-hanh");
    let state = |state: &str, conn: u64| News::Message {
        topic: Topic::KioskState.name(ROOM),
        payload: format!(r#"{{"v":1,"state":"{state}","epoch":1,"conn":{conn},"version":"0.1.0"}}"#)
            .into_bytes(),
    };
    display.hear(state("ready", 2), 0);
    display.hear(state("lost", 1), 10);
    assert_ne!(display.face(10).screen, Screen::Lost, "the will of a connection that was replaced");
    display.hear(state("lost", 2), 20);
    assert_eq!(display.face(20).screen, Screen::Lost);
    display.hear(state("ready", 3), 30);
    assert_ne!(display.face(30).screen, Screen::Lost);
}

#[test]
fn what_is_not_of_this_room_or_this_contract_changes_nothing() {
    let (mut display, still) = live("02-dieu-hanh");
    let before = display.face(100);
    let (topic, session) = still.sent.iter().find(|(topic, _)| *topic == Topic::Session).unwrap();
    let other = String::from_utf8(session.clone())
        .unwrap()
        .replace("\"rev\":", "\"rev\":9")
        .replace("\"v\":1", "\"v\":2");
    for (topic, payload) in [
        ("nt/1/other/session".to_owned(), session.clone()),
        (topic.name(ROOM), b"{".to_vec()),
        (topic.name(ROOM), b"[1,2]".to_vec()),
        (topic.name(ROOM), other.into_bytes()),
        (topic.name(ROOM), Vec::new()),
        (format!("nt/1/{ROOM}/vote/v9"), b"{\"v\":1}".to_vec()),
        ("\u{0}".to_owned(), vec![0xff; 70_000]),
    ] {
        display.hear(News::Message { topic, payload }, 100);
        assert_eq!(display.face(100), before);
    }
}

#[test]
fn the_pairing_ends_what_was_known() {
    let (mut display, _) = live("02-dieu-hanh");
    display.hear(News::Unpaired { code: Some("482913".to_owned()), trouble: Trouble::None }, 100);
    let face = display.face(100);
    assert_eq!((face.screen, face.code.as_str()), (Screen::Pairing, "482 913"));
    assert_eq!(face.foot.note, "http://nghi.lan");
    assert_eq!(display.files(), None);
}

#[test]
fn the_clock_of_a_speech_steps_when_its_second_is_over() {
    let (mut display, _) = live("03-phat-bieu");
    let mut own_ms = 0;
    let mut shown = display.face(own_ms).timer;
    for _ in 0..50 {
        let due = i64::try_from(display.due_in(own_ms)).unwrap();
        assert!((1..=1000).contains(&due));
        assert_eq!(display.face(own_ms + due - 1).timer, shown, "not before");
        own_ms += due;
        tick(&mut display, still("03-phat-bieu").at + own_ms, own_ms);
        let next = display.face(own_ms).timer;
        assert_ne!(next, shown, "and then at once");
        shown = next;
    }
}

fn wall() -> (Headless<WallFront>, Rc<RefCell<Vec<String>>>) {
    let wall = Headless::wall().unwrap();
    let cut: Rc<RefCell<Vec<String>>> = Rc::default();
    let into = cut.clone();
    wall.front().on_overflow(move |text| into.borrow_mut().push(text.to_owned()));
    (wall, cut)
}

/// Titles of this length are cut on the screens of results, which need the room; the open vote showed them whole. Letters for a
/// deeper hall leave less room for long titles and for what stands below them.
fn may_be_cut(face: &WallFace, text: &str) -> bool {
    let below = || face.pairs.iter().any(|pair| pair.long == text);
    let long = text.chars().count() > if face.scale > 1.0 { 55 } else { 130 };
    (face.screen == Screen::Result && face.outcome.title == text)
        || (face.screen == Screen::Ballot && face.title == text)
        || (face.title == text && long)
        || (face.scale > 1.0 && below())
}

#[test]
fn every_picture_of_the_day_has_room_for_its_words() {
    let mut wrong = Vec::new();
    for lang in [Lang::Vi, Lang::En] {
        let mut screens = Vec::new();
        for Drawn { name, face, .. } in draw(stills(), lang) {
            for (scale, light) in [(0.7, false), (1.0, true), (1.3, false)] {
                let face = WallFace { scale, light, ..face.clone() };
                let (mut wall, cut) = wall();
                wall.front().show(&face);
                wall.render();
                for text in cut.borrow().iter().filter(|text| !may_be_cut(&face, text)) {
                    wrong.push(format!("{name} {lang:?} {scale}: {text}"));
                }
            }
            if !screens.contains(&face.screen) {
                screens.push(face.screen);
            }
        }
        for screen in [
            Screen::Calm,
            Screen::Join,
            Screen::Item,
            Screen::Queue,
            Screen::Speaking,
            Screen::Vote,
            Screen::Result,
            Screen::Ballot,
            Screen::Seats,
            Screen::Agenda,
            Screen::Pairing,
            Screen::Lost,
            Screen::Doors,
        ] {
            assert!(screens.contains(&screen), "{screen:?} is not seen in the day");
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pictures that are kept, at a third of their size.
const KEPT: [&str; 12] = [
    "ghep",
    "01-cho",
    "02-dieu-hanh",
    "02-dieu-hanh-mat-lien-lac",
    "03-phat-bieu",
    "03b-qua-gio",
    "03c-sap-het-gio",
    "04-bieu-quyet",
    "06d-da-cong-bo",
    "24g-da-cong-bo",
    "08-chat-van",
    "25c-hop-kin",
];

#[test]
fn the_hall_sees_what_it_saw() {
    let drawn = draw(stills(), Lang::Vi);
    let mut wrong = Vec::new();
    for name in KEPT {
        let Some(Drawn { face, qr, .. }) = drawn.iter().find(|drawn| drawn.name == name) else {
            wrong.push(format!("no moment {name}"));
            continue;
        };
        let (mut wall, _) = wall();
        wall.front().set_qr(crate::qr::picture(qr));
        wall.front().show(face);
        wall.render();
        let (width, height) = wall.size();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/display/golden/{name}.png"));
        wrong.extend(difference(&path, &Picture { width, height, values: wall.rgb() }.shrunk(3), 1));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn while_nothing_happens_only_clocks_and_the_codes_bar_are_drawn_again() {
    let area =
        |wall: &mut Headless<WallFront>| -> u32 { wall.render().iter().map(|d| d.width * d.height).sum() };
    for (name, most) in
        [("03-phat-bieu", 1920 * 560), ("04-bieu-quyet", 1920 * 300), ("02-dieu-hanh", 1920 * 140)]
    {
        let (mut display, still) = live(name);
        let (mut wall, _) = wall();
        wall.front().show(&display.face(0));
        assert_eq!(area(&mut wall), 1920 * 1080);
        let mut drawn = 0;
        // The vote is not yet over its time, which is news.
        let quiet = if name == "04-bieu-quyet" { 40 } else { 150 };
        for second in 1..=quiet {
            let own_ms = second * 1000;
            tick(&mut display, still.at + own_ms, own_ms);
            wall.front().show(&display.face(own_ms));
            let now = area(&mut wall);
            assert!(now <= most, "{name}, second {second}: {now} pixels");
            drawn += u32::from(now > 0);
        }
        assert!(drawn >= 1, "{name}: the clock moves");
    }
}

#[test]
fn no_text_stands_still_however_many_were_drawn_before() {
    let (mut display, still) = live("03-phat-bieu");
    let (mut wall, _) = wall();
    for second in 0..2_500_i64 {
        tick(&mut display, still.at + second * 1000, second * 1000);
        wall.front().show(&display.face(second * 1000));
        wall.render();
    }
    let mut face = display.face(2_500_000 - 1_000);
    face.clock = "23:59".into();
    wall.front().show(&face);
    assert!(!wall.render().is_empty(), "the clock");
    face.speech.name = "Mai Văn M".into();
    wall.front().show(&face);
    assert!(!wall.render().is_empty(), "the name of who speaks");
}
