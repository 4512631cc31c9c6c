//! The steps of an installation and the minutes they take.

use super::GuideError;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// One step. It takes `minutes`, or `each_seconds` for each of `people`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: String,
    minutes: Option<u32>,
    each_seconds: Option<u32>,
    people: Option<u32>,
}

impl Step {
    /// Whole minutes, rounded up; `None` where the file gives neither or both ways.
    pub fn takes(&self) -> Option<u32> {
        match (self.minutes, self.each_seconds, self.people) {
            (Some(minutes), None, None) => Some(minutes),
            (None, Some(seconds), Some(people)) => Some((seconds * people).div_ceil(60)),
            _ => None,
        }
    }
}

/// All steps, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Minutes that are promised.
    pub limit: u32,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

impl Plan {
    /// Reads and checks the file.
    ///
    /// # Errors
    /// [`GuideError::Data`]: no TOML of this form, or a step without a time.
    pub fn read(text: &str) -> Result<Self, GuideError> {
        let plan: Self = toml::from_str(text).map_err(|error| GuideError::Data(error.to_string()))?;
        match plan.steps.iter().find(|step| step.takes().is_none()) {
            Some(step) => Err(GuideError::Data(format!("step {}", step.id))),
            None => Ok(plan),
        }
    }

    /// Minutes of all steps.
    pub fn total(&self) -> u32 {
        self.steps.iter().filter_map(Step::takes).sum()
    }

    /// What the template reads: each step with its minutes and the minutes until its end.
    pub(super) fn printed(&self) -> Value {
        let mut until = 0;
        let mut steps = Map::new();
        for step in &self.steps {
            let minutes = step.takes().unwrap_or_default();
            until += minutes;
            let (each_seconds, people) = (step.each_seconds, step.people);
            let printed =
                json!({ "minutes": minutes, "until": until, "each_seconds": each_seconds, "people": people });
            steps.insert(step.id.clone(), printed);
        }
        json!({ "limit": self.limit, "total": self.total(), "steps": steps })
    }
}
