//! The bill of materials: lines with their price and where it is from. All sums are integers, in đồng.

use super::GuideError;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One thing to buy.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub id: String,
    pub name: String,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: String,
    pub quantity: i64,
    /// What is reckoned with, đồng each.
    pub price: i64,
    /// The usual range, đồng each.
    pub low: i64,
    pub high: i64,
    /// Key of the source of these figures.
    pub source: String,
}

/// Where prices are from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub text: String,
    /// When it was looked at, as printed.
    pub date: String,
}

/// What may take the place of a line when prices rise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// Id of the line.
    pub replaces: String,
    pub name: String,
    /// Đồng each; nothing where the commune has one.
    pub price: i64,
}

/// The whole bill.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bill {
    /// What a hall has to stay below, đồng.
    pub limit: i64,
    pub sources: BTreeMap<String, Source>,
    /// One hall.
    pub core: Vec<Line>,
    /// One handheld.
    pub handheld: Vec<Line>,
    #[serde(rename = "swap")]
    pub swaps: Vec<Swap>,
}

/// By how many percent all prices are moved in the table.
const MOVES: [i64; 5] = [-10, 0, 10, 20, 30];
/// How dear it may get, for the swaps.
const DEAR: i64 = 30;

/// The price of all of these.
pub fn sum(lines: &[Line], price: impl Fn(&Line) -> i64) -> i64 {
    lines.iter().map(|line| line.quantity * price(line)).sum()
}

/// `amount` after a rise of `percent`, rounded up to a whole đồng.
pub fn raised(amount: i64, percent: i64) -> i64 {
    (amount * (100 + percent) + 99).div_euclid(100)
}

/// The greatest whole percentage by which `amount` may rise and still be below `limit`; negative where it is not below now.
pub fn rise_within(amount: i64, limit: i64) -> i64 {
    (100 * (limit - 1)).div_euclid(amount.max(1)) - 100
}

/// The places in `all` of the lines with this source, from one, as "1 đến 3, 5".
fn places(all: &[&Line], source: &str) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (place, line) in (1..).zip(all) {
        if line.source == source {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == place => *last = place,
                Some(_) | None => runs.push((place, place)),
            }
        }
    }
    let one = |(from, to): &(usize, usize)| {
        if from == to { from.to_string() } else { format!("{from} đến {to}") }
    };
    runs.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl Bill {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// [`GuideError::Data`]: no TOML of this form, a source or a line that is not there, a price outside its own range.
    pub fn read(text: &str) -> Result<Self, GuideError> {
        let bill: Self = toml::from_str(text).map_err(|error| GuideError::Data(error.to_string()))?;
        for line in bill.core.iter().chain(&bill.handheld) {
            let ordered = 0 < line.low && line.low <= line.price && line.price <= line.high;
            if !ordered || line.quantity < 1 || !bill.sources.contains_key(&line.source) {
                return Err(GuideError::Data(format!("line {}", line.id)));
            }
        }
        for swap in &bill.swaps {
            if bill.replaced(swap).is_none() {
                return Err(GuideError::Data(format!("swap {}", swap.replaces)));
            }
        }
        Ok(bill)
    }

    fn replaced(&self, swap: &Swap) -> Option<&Line> {
        self.core.iter().find(|line| line.id == swap.replaces)
    }

    /// One hall, đồng.
    pub fn hall(&self) -> i64 {
        sum(&self.core, |line| line.price)
    }

    /// One hall and one handheld, đồng.
    pub fn both(&self) -> i64 {
        self.hall() + sum(&self.handheld, |line| line.price)
    }

    /// One hall after a swap, đồng.
    pub fn swapped(&self, swap: &Swap) -> i64 {
        self.hall() - self.replaced(swap).map_or(0, |line| line.quantity * (line.price - swap.price))
    }

    /// What the template reads.
    pub(super) fn printed(&self) -> Result<Value, GuideError> {
        let all: Vec<&Line> = self.core.iter().chain(&self.handheld).collect();
        let lines = |lines: &[Line]| -> Result<Vec<Value>, GuideError> {
            let one = |line: &Line| {
                let mut value =
                    serde_json::to_value(line).map_err(|error| GuideError::Data(error.to_string()))?;
                value["sum"] = json!(line.quantity * line.price);
                Ok(value)
            };
            lines.iter().map(one).collect()
        };
        let (hall, both) = (self.hall(), self.both());
        Ok(json!({
            "limit": self.limit,
            "core": lines(&self.core)?,
            "core_sum": hall,
            "core_low": sum(&self.core, |line| line.low),
            "core_high": sum(&self.core, |line| line.high),
            "handheld": lines(&self.handheld)?,
            "handheld_sum": both - hall,
            "handheld_low": sum(&self.handheld, |line| line.low),
            "handheld_high": sum(&self.handheld, |line| line.high),
            "both": both,
            "left": self.limit - both,
            "rise_core": rise_within(hall, self.limit),
            "rise_both": rise_within(both, self.limit),
            "moves": MOVES.map(|percent| json!({
                "percent": percent, "core": raised(hall, percent), "both": raised(both, percent),
            })),
            "dear": DEAR,
            "swaps": self.swaps.iter().map(|swap| json!({
                "name": swap.name, "now": self.swapped(swap), "dear": raised(self.swapped(swap), DEAR),
            })).collect::<Vec<_>>(),
            "sources": self.sources.iter().map(|(id, source)| json!({
                "text": source.text, "date": source.date, "lines": places(&all, id),
            })).collect::<Vec<_>>(),
        }))
    }
}
