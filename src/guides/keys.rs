//! Names of keys, as the screens themselves say them. A template names a key and gets its words; a key that is not there
//! ends the typesetting.

use super::GuideError;
use crate::kiosk::Words;
use crate::text::Lang;
use nghitruong_handheld::lamp::{GREEN, MAGENTA, RED, Rgb, WHITE, YELLOW};
use nghitruong_handheld::words::{Language, Word};
use serde_json::{Map, Value, json};

/// The kiosk's catalogue of what stands in its screens, the phone's catalogue.
static SCREENS: &str = include_str!("../../ui/lang/vi/LC_MESSAGES/nghitruong-ui.po");
static PHONE: &str = include_str!("../../ui/phone/src/text/vi.ts");

/// What the row of a locked kiosk says, and the key that locks it: the screens' own words, by what they are in English.
const IN_SCREENS: [(&str, &str); 2] =
    [("locked_row", "Screen locked. Touch to open it with the PIN"), ("lock", "Lock")];

/// Words of all devices, by their names in the code.
pub(super) fn all() -> Result<Value, GuideError> {
    Ok(json!({ "kiosk": kiosk()?, "phone": phone(PHONE), "handheld": handheld() }))
}

fn kiosk() -> Result<Map<String, Value>, GuideError> {
    let w = Words(Lang::Vi);
    let mut keys: Map<String, Value> = [
        ("start_roll", w.start_roll()),
        ("open_lock", w.open_lock()),
        ("open_session", w.open_session()),
        ("open_go", w.open_go()),
        ("next_item", w.next_item()),
        ("other_work", w.other_work()),
        ("recess", w.recess()),
        ("call", w.call()),
        ("call_next", w.call_next()),
        ("stop", w.stop()),
        ("open_vote", w.open_vote()),
        ("close_vote", w.close_vote()),
        ("publish", w.publish()),
        ("undo", w.undo()),
        ("go_on", w.go_on()),
        ("close_session", w.close_session()),
        ("export", w.export()),
        ("settings", w.settings()),
        ("walls", w.walls()),
        ("rules", w.rules()),
        ("no_session", w.no_session()),
        ("search_again", w.search_again()),
        ("import_other", w.import_other()),
        ("code_delegate", w.code_delegate()),
        ("power_off", w.power_off()),
    ]
    .into_iter()
    .map(|(name, words)| (name.to_owned(), json!(words)))
    .collect();
    for (name, english) in IN_SCREENS {
        let words = translated(SCREENS, english).ok_or_else(|| GuideError::Data(english.to_owned()))?;
        keys.insert(name.to_owned(), json!(words));
    }
    Ok(keys)
}

/// The translation of a sentence in a catalogue of gettext's form.
fn translated<'a>(catalogue: &'a str, english: &str) -> Option<&'a str> {
    let (_, after) = catalogue.split_once(&format!("\nmsgid \"{english}\"\nmsgstr \""))?;
    after.split('"').next()
}

/// The entries of the phone's catalogue: lines as `  "enrol.go": "Vào họp",`.
fn phone(catalogue: &str) -> Map<String, Value> {
    let entry = |line: &str| {
        let (key, words) = line.strip_prefix("  \"")?.strip_suffix("\",")?.split_once("\": \"")?;
        Some((key.to_owned(), json!(words)))
    };
    catalogue.lines().filter_map(entry).collect()
}

fn handheld() -> Map<String, Value> {
    Word::ALL.iter().map(|word| (format!("{word:?}"), json!(word.say(Language::Vietnamese)))).collect()
}

/// Colours of the handheld's lamp, as bright as paper shows them.
pub(super) fn lamp() -> Value {
    let bright = |rgb: Rgb| {
        let most = rgb.into_iter().max().unwrap_or(0).max(1);
        rgb.map(|strength| u32::from(strength) * 255 / u32::from(most))
    };
    json!({
        "choose": bright(YELLOW),
        "recorded": bright(WHITE),
        "waiting": bright(GREEN),
        "speaking": bright(RED),
        "trouble": bright(MAGENTA),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catalogues_are_read_line_by_line() {
        assert_eq!(translated("\nmsgid \"Lock\"\nmsgstr \"Khóa\"\n", "Lock"), Some("Khóa"));
        assert_eq!(translated("\nmsgid \"Lock\"\nmsgstr \"Khóa\"\n", "Loc"), None);
        let read = phone("// x\n  \"enrol.go\": \"Vào họp\",\n} as const;\n");
        assert_eq!(Value::Object(read), json!({ "enrol.go": "Vào họp" }));
    }
}
