//! Sentences that are computed from facts: one function each, so that kiosk, phone, wall, minutes and `verify` say the
//! same. Vietnamese first, English by the switch.

mod ballot;
mod clocks;
mod dates;
mod floor;
mod names;
mod outcome;
mod refusal;
mod rules;
mod vote;

pub use ballot::{
    ballot_account, ballot_options, ballot_sentences, ballot_sheet, ballot_verdict, board_role,
};
pub use clocks::{countdown, minutes};
pub use dates::{
    clock_hhmm, clock_hhmmss, day_iso, day_number, day_short, duration, file_stamp, local, minutes_date,
    minutes_time, short_date, weekday,
};
pub use floor::commitment;
pub use names::{english_group, short_group, short_guest, short_name, split_name};
pub use outcome::{arithmetic, rule_id, rule_name, rule_sentence, verdict};
pub use refusal::refusal;
pub use rules::{RuleLine, deadline_name, matter_name, rule_lines, span, turn_name};
pub use vote::{
    UNNAMED, VoteFacts, entered, form_name, noun, outcome_line, parts, rounds, sentence, stopped, subject,
    unit, upper_first, vote_sentence,
};

use crate::wire::down::Text;
use serde::{Deserialize, Serialize};

/// The reader's language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// Picks one of two texts.
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

impl Text {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}

/// `part` of `whole` as it is printed: two decimals, half up, a decimal comma; "100%" alone without.
/// "0,00%" when `whole` is zero.
pub fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "0,00%".to_owned();
    }
    if part == whole {
        return "100%".to_owned();
    }
    let (part, whole) = (u64::from(part), u64::from(whole));
    let hundredths = (part * 20_000 + whole) / (whole * 2);
    format!("{},{:02}%", hundredths / 100, hundredths % 100)
}

/// A count as papers print it: below ten with a leading zero ("01 đại biểu"), zero as it is.
pub fn padded(count: u32) -> String {
    if (1..10).contains(&count) { format!("0{count}") } else { count.to_string() }
}
