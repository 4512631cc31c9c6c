//! The rules of the house that a program can check. `ARCHITECTURE.md` says why.

mod source;

use source::{File, files};
use std::collections::BTreeMap;

/// What each room of `src/` may know of the others. A pure room knows no clock, no chance, no thread, no disk, no network.
const ROOMS: [(&str, Kind, &[&str]); 25] = [
    ("chamber", Kind::Pure, &[]),
    ("wire", Kind::Pure, &["chamber"]),
    ("credentials", Kind::Pure, &["chamber"]),
    ("text", Kind::Pure, &["chamber", "wire"]),
    ("hub", Kind::Pure, &["chamber", "credentials", "text", "wire"]),
    ("journal", Kind::Shell, &[]),
    ("link", Kind::Shell, &["broker"]),
    ("broker", Kind::Shell, &["wire"]),
    ("client", Kind::Shell, &["hub", "journal", "runtime", "wire"]),
    ("display", Kind::Shell, &["chamber", "client", "qr", "text", "wire"]),
    ("qr", Kind::Shell, &[]),
    ("web", Kind::Shell, &["chamber", "credentials", "wire"]),
    ("prepare", Kind::Shell, &["chamber", "text"]),
    ("minutes", Kind::Shell, &["chamber", "credentials", "journal", "text"]),
    (
        "runtime",
        Kind::Shell,
        &["broker", "chamber", "credentials", "hub", "journal", "link", "text", "web", "wire"],
    ),
    ("sound", Kind::Shell, &["chamber", "runtime", "text"]),
    ("verify", Kind::Shell, &["chamber", "credentials", "hub", "journal", "runtime", "text"]),
    ("board", Kind::Shell, &["credentials", "link", "prepare", "runtime", "web"]),
    ("export", Kind::Shell, &["chamber", "minutes", "verify"]),
    (
        "kiosk",
        Kind::Shell,
        &["chamber", "credentials", "minutes", "prepare", "qr", "runtime", "sound", "text", "web", "wire"],
    ),
    ("guides", Kind::Shell, &["display", "kiosk", "text"]),
    ("handset", Kind::Shell, &["chamber", "client", "journal", "text", "wire"]),
    (
        "rehearsal",
        Kind::Shell,
        &[
            "chamber",
            "client",
            "credentials",
            "hub",
            "journal",
            "minutes",
            "prepare",
            "runtime",
            "text",
            "verify",
            "wire",
        ],
    ),
    (
        "bench",
        Kind::Shell,
        &[
            "broker",
            "chamber",
            "client",
            "credentials",
            "handset",
            "hub",
            "journal",
            "kiosk",
            "link",
            "minutes",
            "prepare",
            "rehearsal",
            "runtime",
            "text",
            "verify",
            "web",
            "wire",
        ],
    ),
    // A crate of its own; what it names are its own modules, and the test below says what it may not know.
    (
        "handheld",
        Kind::Pure,
        &["canvas", "font", "form", "ink", "lamp", "outbox", "sheet", "state", "text", "view", "words"],
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pure,
    Shell,
}

/// What no pure room names.
const OUTSIDE: [&str; 24] = [
    "tokio",
    "futures_util",
    "rusqlite",
    "rumqttc",
    "rmqtt",
    "slint",
    "nghitruong_ui",
    "axum",
    "hyper",
    "rand",
    "getrandom",
    "rustix",
    "tracing",
    "SystemTime",
    "Instant",
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "std::process",
    "std::io",
    "std::path",
    "async fn",
    "HashMap",
];

/// Files that are longer than the rest, and why. A table is not harder to read for being long.
const LONG: [(&str, &str); 3] = [
    ("src/kiosk/script.rs", "one sitting, told once for pictures, tests and measurements"),
    ("src/kiosk/words.rs", "a table of sentences"),
    ("src/rehearsal/device.rs", "a whole phone: one state machine"),
];
const MAX_LINES: usize = 450;

fn room_of(file: &File) -> Option<&str> {
    let rest = file.path.strip_prefix("src/")?;
    Some(rest.split('/').next()?.trim_end_matches(".rs")).filter(|r| !["lib", "main", "cli"].contains(r))
}

/// Tests and generator of the handheld's crate, which need files.
fn is_tool(file: &File) -> bool {
    ["src/handheld/tests/", "src/handheld/examples/"].iter().any(|folder| file.path.starts_with(folder))
}

#[test]
fn no_room_knows_more_than_it_may() {
    let mut wrong = Vec::new();
    for file in files("src", &["rs"]) {
        let Some(room) = room_of(&file) else { continue };
        if is_tool(&file) {
            continue;
        }
        let Some((_, kind, may)) = ROOMS.iter().find(|(name, _, _)| *name == room) else {
            wrong.push(format!("{}: the room `{room}` is not in the table", file.path));
            continue;
        };
        for (number, line) in file.product() {
            for known in rooms_named(line) {
                if known != room && !may.contains(&known) {
                    wrong.push(format!("{}:{number}: `{room}` must not know `{known}`", file.path));
                }
            }
            if *kind == Kind::Pure
                && let Some(word) = OUTSIDE.iter().find(|word| has_word(line, word))
            {
                wrong.push(format!("{}:{number}: `{word}` in a pure room", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rooms that `crate::…` on this line leads to.
fn rooms_named(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let names = rest.strip_prefix('{').map_or(rest, |group| group.split('}').next().unwrap_or(group));
        let many = rest.starts_with('{');
        for name in names.split(',').take(if many { usize::MAX } else { 1 }) {
            let end = name.trim_start().find(|c: char| !c.is_ascii_lowercase() && c != '_');
            let name = end.map_or(name.trim(), |end| &name.trim_start()[..end]);
            if !name.is_empty() {
                found.push(name);
            }
        }
    }
    found
}

/// Whether `word` stands in `line`, not as a part of another name.
fn has_word(line: &str, word: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(inner)
            && !line[at + word.len()..].starts_with(inner)
            && !line[..at].ends_with("crate::")
    })
}

#[test]
fn the_screens_know_no_rule() {
    let manifest = std::fs::read_to_string(source::root().join("ui/Cargo.toml")).expect("the manifest");
    assert!(!manifest.lines().any(|line| line.starts_with("nghitruong =")), "ui depends on the program");
    for file in files("ui/src", &["rs"]) {
        for (number, line) in file.product() {
            assert!(!has_word(line, "nghitruong"), "{}:{number}: {line}", file.path);
        }
    }
}

#[test]
fn the_handheld_knows_no_board_and_no_program() {
    let manifest =
        std::fs::read_to_string(source::root().join("src/handheld/Cargo.toml")).expect("the manifest");
    let (_, after) = manifest.split_once("[dependencies]").expect("dependencies");
    let own: Vec<&str> =
        after.lines().skip(1).take_while(|line| !line.starts_with('[')).filter(|l| l.contains('=')).collect();
    assert!(matches!(own[..], [only] if only.starts_with("embedded-graphics =")), "{own:?}");
    for file in files("src/handheld/src", &["rs"]) {
        for (number, line) in file.product() {
            for word in ["std", "alloc", "nghitruong"] {
                assert!(!has_word(line, word), "{}:{number}: {line}", file.path);
            }
        }
    }
}

#[test]
fn files_are_short_enough_to_hold_in_the_head() {
    let mut long = Vec::new();
    for file in all() {
        let lines = file.text.lines().count();
        if lines > MAX_LINES && !LONG.iter().any(|(path, _)| *path == file.path) {
            long.push(format!("{}: {lines} lines", file.path));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn nothing_is_left_to_be_done() {
    // In two parts, or this file would find itself.
    let marks =
        [concat!("to", "do!"), concat!("unimpl", "emented!"), concat!("db", "g!("), concat!("FIX", "ME")];
    for file in all() {
        for mark in marks {
            assert!(!file.text.contains(mark), "{}: {mark}", file.path);
        }
    }
}

#[test]
fn no_sentence_is_written_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files("src", &["rs"]) {
        for (number, literal) in file.literals() {
            if literal.chars().count() >= 24 && !literal.is_ascii() {
                places.entry(literal).or_default().push(format!("{}:{number}", file.path));
            }
        }
    }
    let twice: Vec<String> = places
        .iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(text, places)| format!("{text:?} in {}", places.join(", ")))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

fn all() -> Vec<File> {
    [files("src", &["rs"]), files("tests", &["rs"]), files("ui", &["rs", "slint", "ts", "tsx"])].concat()
}
