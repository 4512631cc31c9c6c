//! JSON Schema, as much of draft 2020-12 as our own schemas use. An unknown keyword is an error, so that none is
//! silently not checked. (A crate for it would change the features of crates that the program is built with, and every
//! dependency would be compiled twice.)

use regex::Regex;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What is wrong with `value` under `schema`, each with its place; `root` is the document that references lead into.
pub fn faults(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { root, faults: Vec::new() };
    check.value("", schema, value);
    check.faults
}

struct Check<'a> {
    root: &'a Value,
    faults: Vec<String>,
}

impl<'a> Check<'a> {
    fn fault(&mut self, at: &str, what: impl std::fmt::Display) {
        self.faults.push(format!("{at}: {what}"));
    }

    fn passes(&self, at: &str, schema: &'a Value, value: &Value) -> (bool, BTreeSet<String>) {
        let mut inner = Check { root: self.root, faults: Vec::new() };
        let known = inner.value(at, schema, value);
        (inner.faults.is_empty(), known)
    }

    /// Returns the properties of `value` that the schema knows.
    fn value(&mut self, at: &str, schema: &'a Value, value: &Value) -> BTreeSet<String> {
        let mut known = BTreeSet::new();
        let schema = match schema {
            Value::Object(map) => map,
            Value::Bool(true) => return known,
            _ => {
                self.fault(at, "not allowed");
                return known;
            }
        };
        for (keyword, rule) in schema {
            match keyword.as_str() {
                "$ref" => {
                    let target =
                        rule.as_str().and_then(|r| r.strip_prefix('#')).expect("a reference within the file");
                    let target = self.root.pointer(target).unwrap_or_else(|| panic!("{rule} leads nowhere"));
                    known.extend(self.value(at, target, value));
                }
                "oneOf" | "anyOf" => {
                    let branches = rule.as_array().expect("a list");
                    let fit: Vec<_> =
                        branches.iter().map(|b| self.passes(at, b, value)).filter(|(ok, _)| *ok).collect();
                    if fit.is_empty() || (keyword == "oneOf" && fit.len() > 1) {
                        self.fault(at, format_args!("{} of {} branches fit", fit.len(), branches.len()));
                    }
                    known.extend(fit.into_iter().flat_map(|(_, known)| known));
                }
                "properties" => known.extend(self.properties(at, rule, value)),
                _ => self.keyword(at, keyword, rule, schema, value),
            }
        }
        if schema.get("unevaluatedProperties") == Some(&Value::Bool(false)) {
            for name in
                value.as_object().into_iter().flat_map(Map::keys).filter(|name| !known.contains(*name))
            {
                self.fault(at, format_args!("`{name}` is not in the schema"));
            }
        }
        known
    }

    fn properties(&mut self, at: &str, rules: &'a Value, value: &Value) -> BTreeSet<String> {
        let (Value::Object(rules), Value::Object(fields)) = (rules, value) else { return BTreeSet::new() };
        for (name, rule) in rules {
            if let Some(field) = fields.get(name) {
                self.value(&format!("{at}/{name}"), rule, field);
            }
        }
        rules.keys().cloned().collect()
    }

    fn keyword(
        &mut self,
        at: &str,
        keyword: &str,
        rule: &'a Value,
        schema: &'a Map<String, Value>,
        value: &Value,
    ) {
        let ok = match keyword {
            "type" => match rule {
                Value::Array(any) => any.iter().any(|name| is_type(name, value)),
                _ => is_type(rule, value),
            },
            "const" => rule == value,
            "enum" => rule.as_array().expect("a list").contains(value),
            "pattern" => value.as_str().is_none_or(|text| {
                Regex::new(rule.as_str().expect("a pattern")).expect("a regular expression").is_match(text)
            }),
            "minimum" => value.as_i64().is_none_or(|n| n >= rule.as_i64().expect("a number")),
            "maximum" => value.as_i64().is_none_or(|n| n <= rule.as_i64().expect("a number")),
            "minLength" => value.as_str().is_none_or(|t| t.chars().count() >= length(rule)),
            "maxLength" => value.as_str().is_none_or(|t| t.chars().count() <= length(rule)),
            "minItems" => value.as_array().is_none_or(|list| list.len() >= length(rule)),
            "maxItems" => value.as_array().is_none_or(|list| list.len() <= length(rule)),
            "required" => {
                let names = rule.as_array().expect("a list").iter().filter_map(Value::as_str);
                value.as_object().is_none_or(|fields| names.into_iter().all(|name| fields.contains_key(name)))
            }
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.value(&format!("{at}/{i}"), rule, item);
                }
                true
            }
            "additionalProperties" => {
                let named = schema.get("properties").and_then(Value::as_object);
                for (name, field) in value.as_object().into_iter().flatten() {
                    if !named.is_some_and(|n| n.contains_key(name)) {
                        self.value(&format!("{at}/{name}"), rule, field);
                    }
                }
                true
            }
            // These say, and check nothing.
            "description"
            | "title"
            | "examples"
            | "contentEncoding"
            | "contentMediaType"
            | "$schema"
            | "$id"
            | "$defs"
            | "unevaluatedProperties" => true,
            _ => panic!("the keyword `{keyword}` is not known here"),
        };
        if !ok {
            self.fault(at, format_args!("{value} against {keyword}: {rule}"));
        }
    }
}

fn is_type(name: &Value, value: &Value) -> bool {
    match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some(_) | None => panic!("{name} is no type"),
    }
}

fn length(rule: &Value) -> usize {
    rule.as_u64().and_then(|n| usize::try_from(n).ok()).expect("a length")
}

#[test]
fn faults_are_found() {
    let root = serde_json::json!({
        "defs": { "id": { "type": "string", "pattern": "^[a-z]+$" } },
        "type": "object", "required": ["a"], "unevaluatedProperties": false,
        "properties": { "a": { "$ref": "#/defs/id" } },
        "oneOf": [
            { "required": ["b"], "properties": { "b": { "const": 1 } } },
            { "required": ["c"], "properties": { "c": { "type": ["integer", "null"], "minimum": 0 } } },
        ],
    });
    let mut schema = root.clone();
    schema.as_object_mut().expect("an object").remove("defs");
    let count = |value: Value| faults(&root, &schema, &value).len();
    assert_eq!(count(serde_json::json!({ "a": "x", "b": 1 })), 0);
    assert_eq!(count(serde_json::json!({ "a": "x", "c": null })), 0);
    assert_eq!(count(serde_json::json!({ "a": "X", "b": 1 })), 1, "the pattern");
    assert_eq!(count(serde_json::json!({ "b": 1 })), 1, "a missing field");
    assert_eq!(count(serde_json::json!({ "a": "x", "b": 1, "c": 0 })), 1, "two branches");
    assert_eq!(count(serde_json::json!({ "a": "x", "b": 1, "d": 0 })), 1, "an unknown field");
    assert_eq!(count(serde_json::json!({ "a": "x", "c": -1 })), 2, "no branch, and so an unknown field");
}
