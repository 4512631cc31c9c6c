//! What the papers promise: sums, minutes, pages, and words that the screens really have.

use super::*;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;
use unicode_normalization::is_nfc;

/// All papers with their pictures, made once.
fn made() -> &'static [Paper] {
    static MADE: OnceLock<Vec<Paper>> = OnceLock::new();
    MADE.get_or_init(|| papers(&draw().unwrap()).unwrap())
}

fn paper(name: &str) -> &'static Paper {
    made().iter().find(|paper| paper.name == name).unwrap()
}

/// What a reader can copy out of it, without any space.
fn text(paper: &Paper) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(paper.name);
    std::fs::write(&path, &paper.pdf).unwrap();
    let done = Command::new("pdftotext").arg(&path).arg("-").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    dense(&String::from_utf8(done.stdout).unwrap())
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Device, name and place of every key that a template names.
fn named(template: &str) -> BTreeSet<(String, String)> {
    let key = Regex::new(r#"\b(kiosk|phone|handheld)\.(?:at\("([a-z_.]+)"\)|([A-Za-z_]+))"#).unwrap();
    let name = |c: regex::Captures<'_>| (c[1].to_owned(), c.get(2).or(c.get(3)).unwrap().as_str().to_owned());
    key.captures_iter(template).map(name).collect()
}

fn compiled(template: &str) -> Result<(Vec<u8>, usize), GuideError> {
    pdf::compile(template, &serde_json::to_vec(&data().unwrap()).unwrap(), &BTreeMap::new())
}

#[test]
fn a_hall_and_a_handheld_cost_less_than_ten_million() {
    let bill = Bill::read(MATERIALS).unwrap();
    assert_eq!(bill.limit, 10_000_000);
    assert!(bill.hall() < bill.limit, "{}", bill.hall());
    assert!(bill.both() < bill.limit, "{}", bill.both());
}

#[test]
fn sums_are_reckoned_from_the_lines() {
    let text = r#"
        limit = 1000
        [sources.shop]
        text = "x"
        date = "1/1/2026"
        [[core]]
        id = "a"
        name = "A"
        use = "x"
        quantity = 2
        price = 150
        low = 100
        high = 200
        source = "shop"
        [[core]]
        id = "b"
        name = "B"
        use = "x"
        quantity = 1
        price = 333
        low = 333
        high = 400
        source = "shop"
        [[handheld]]
        id = "c"
        name = "C"
        use = "x"
        quantity = 3
        price = 100
        low = 90
        high = 110
        source = "shop"
        [[swap]]
        replaces = "a"
        name = "A'"
        price = 50
    "#;
    let bill = Bill::read(text).unwrap();
    assert_eq!((bill.hall(), bill.both()), (633, 933));
    assert_eq!(bill.swapped(&bill.swaps[0]), 433);
    let printed = bill.printed().unwrap();
    assert_eq!(printed["sources"][0]["lines"], "1 đến 3");
    assert_eq!((&printed["core_low"], &printed["core_high"]), (&json!(533), &json!(800)));
    assert_eq!(printed["core"][0]["sum"], 300);
    // A rise is rounded up, and what is promised of it holds to the last đồng.
    assert_eq!((raised(633, 10), raised(633, -10), raised(600, 10)), (697, 570, 660));
    for amount in [1, 433, 500, 633, 933, 998, 999, 1000, 1500] {
        let most = rise_within(amount, 1000);
        assert!(raised(amount, most) < 1000 && raised(amount, most + 1) >= 1000, "{amount}: {most}");
    }
    for (good, bad) in
        [("\"shop\"", "\"street\""), ("low = 100", "low = 160"), ("replaces = \"a\"", "replaces = \"c\"")]
    {
        assert!(matches!(Bill::read(&text.replacen(good, bad, 1)), Err(GuideError::Data(_))), "{bad}");
    }
}

#[test]
fn a_second_commune_is_installed_in_two_hours() {
    let plan = Plan::read(INSTALL).unwrap();
    assert_eq!(plan.limit, 120);
    assert!(plan.total() <= plan.limit, "{}", plan.total());
    let until = plan.printed();
    let last = &until["steps"][&plan.steps.last().unwrap().id];
    assert_eq!(last["until"], plan.total());

    // The template has words for these steps, in this order.
    let step = Regex::new(r#"#step\("([a-z]+)""#).unwrap();
    let template = include_str!("templates/install.typ");
    let written: Vec<&str> = step.captures_iter(template).map(|c| c.get(1).unwrap().as_str()).collect();
    let planned: Vec<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(written, planned);
}

#[test]
fn a_step_takes_minutes_or_seconds_for_each() {
    let plan = |step: &str| Plan::read(&format!("limit = 9\n[[step]]\nid = \"a\"\n{step}"));
    assert_eq!(plan("minutes = 3").unwrap().total(), 3);
    assert_eq!(plan("each_seconds = 40\npeople = 31").unwrap().total(), 21);
    for neither in ["", "each_seconds = 4", "minutes = 1\neach_seconds = 4\npeople = 2"] {
        assert!(matches!(plan(neither), Err(GuideError::Data(_))), "{neither}");
    }
}

#[test]
fn chair_and_delegates_have_one_page_each() {
    let pages: Vec<(&str, usize)> = made().iter().map(|paper| (paper.name, paper.pages)).collect();
    let planned = [
        ("1-vat-tu.pdf", 1),
        ("2-dau-day.pdf", 2),
        ("3-chu-toa.pdf", 1),
        ("4-dai-bieu.pdf", 1),
        ("5-cai-dat.pdf", 2),
    ];
    assert_eq!(pages, planned);
}

#[test]
fn keys_on_paper_are_keys_of_the_program() {
    let data = data().unwrap();
    let literal = Regex::new(r"(?:#|\b)(?:key|next|white-key|said)\(([^()]*)").unwrap();
    let by_device = Regex::new(r"^(?:kiosk|phone|handheld)\.").unwrap();
    for ((name, template), paper) in PAPERS.iter().zip(made()) {
        // The drawing of a key takes only words that a device says.
        for place in literal.captures_iter(template) {
            assert!(by_device.is_match(&place[1]), "{name}: {}", &place[0]);
        }
        let text = text(paper);
        for (device, key) in named(template) {
            let words =
                data["keys"][&device][&key].as_str().unwrap_or_else(|| panic!("{name}: {device}.{key}"));
            assert!(text.contains(&dense(words)), "{name}: “{words}” is not on the page");
        }
    }
    let chair = named(PAPERS[2].1);
    for key in ["start_roll", "call", "open_vote", "close_vote", "publish", "locked_row", "go_on"] {
        assert!(chair.contains(&("kiosk".to_owned(), key.to_owned())), "{key}");
    }
}

#[test]
fn what_no_screen_and_no_face_has_ends_the_typesetting() {
    assert_eq!(compiled("#set document(date: edition)\n#key(kiosk.open_vote) Ẫ Ộ ỵ").unwrap().1, 1);
    for wrong in
        ["#kiosk.no_such_key", "#phone.at(\"no.such\")", "#handheld.NoSuch", "Ω", "#shot(\"none.png\")"]
    {
        let made = compiled(&format!("#set document(date: edition)\n{wrong}"));
        assert!(matches!(made, Err(GuideError::Layout(_))), "{wrong}");
    }
}

#[test]
fn vietnamese_is_whole() {
    for (name, sentences) in [
        ("1-vat-tu.pdf", ["Vật tư cho một hội trường", "Bộ lưu điện 650 VA"]),
        ("2-dau-day.pdf", ["Ổ điện trên tường", "Đấu dây máy cầm tay"]),
        ("3-chu-toa.pdf", ["Chủ tọa điều hành kỳ họp", "Việc đã ghi không mất."]),
        ("4-dai-bieu.pdf", ["Đại biểu dự kỳ họp", "không biểu quyết"]),
        ("5-cai-dat.pdf", ["Ghi phần mềm vào ổ SSD", "Người nhận"]),
    ] {
        let text = text(paper(name));
        assert!(is_nfc(&text), "{name}");
        for sentence in sentences {
            assert!(text.contains(&dense(sentence)), "{name}: {sentence}");
        }
    }
}

#[test]
fn printed_sums_are_the_computed_ones() {
    let bill = Bill::read(MATERIALS).unwrap();
    let grouped = |amount: i64| {
        let digits = amount.to_string();
        let parts: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap()).collect();
        parts.join(".")
    };
    let text = text(paper("1-vat-tu.pdf"));
    for amount in [bill.hall(), bill.both(), bill.limit - bill.both(), raised(bill.hall(), 30)] {
        assert!(text.contains(&grouped(amount)), "{}", grouped(amount));
    }
    let total = Plan::read(INSTALL).unwrap().total();
    assert!(self::text(paper("5-cai-dat.pdf")).contains(&dense(&format!("{total} phút trong"))), "{total}");
}

#[test]
fn pins_are_those_of_the_firmware() {
    let firmware = include_str!("../../firmware-config/handheld/src/main.rs");
    let pins = pins::read(PINS).unwrap();
    let chip = |part: &str, name: &str| {
        let pin = pins.iter().find(|pin| pin.part == part && pin.name == name).unwrap();
        pin.chip.clone().unwrap()
    };
    for (call, name) in [("with_sda", "SDA"), ("with_scl", "SCL")] {
        assert!(firmware.contains(&format!("{call}(board.{})", chip("OLED", name))), "{name}");
    }
    let key = Regex::new(r"Input::new\(board\.(GPIO\d+)").unwrap();
    let keys: Vec<&str> = key.captures_iter(firmware).map(|c| c.get(1).unwrap().as_str()).collect();
    assert_eq!(keys, ["A", "B", "C"].map(|name| chip("keys", name)));

    // No pin of the header twice but ground, and each side has the pins of one side.
    let mut seen = BTreeSet::new();
    assert!(pins.iter().all(|pin| seen.insert(pin.pin)), "{pins:?}");
    for part in ["OLED", "keys", "lamp", "motor"] {
        let sides: BTreeSet<u8> = pins.iter().filter(|pin| pin.part == part).map(|pin| pin.pin % 2).collect();
        assert_eq!(sides.len(), 1, "{part}");
    }
}
