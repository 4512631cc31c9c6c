//! `asyncapi.yaml` as the tests read it.

use crate::schema;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const TEXT: &str = include_str!("../../asyncapi.yaml");

pub struct Contract {
    file: Value,
    /// The schemas with every field that they do not name forbidden: a field that the program writes has to be named.
    strict: Value,
}

impl Contract {
    pub fn read() -> Self {
        let file: Value = serde_norway::from_str(TEXT).expect("asyncapi.yaml is YAML");
        let mut strict = file["components"]["schemas"].clone();
        for schema in object_mut(&mut strict).values_mut() {
            forbid_unknown(schema, true);
        }
        Self { file, strict }
    }

    /// Names and addresses.
    pub fn channels(&self) -> impl Iterator<Item = (&str, &str)> {
        object(&self.file["channels"]).iter().map(|(name, c)| (name.as_str(), text(&c["address"])))
    }

    pub fn operations_on<'a>(&'a self, channel: &str) -> impl Iterator<Item = &'a Value> {
        let wanted = format!("#/channels/{channel}");
        object(&self.file["operations"]).values().filter(move |o| text(&o["channel"]["$ref"]) == wanted)
    }

    pub fn retained(&self, channel: &str) -> bool {
        let operation = self.operations_on(channel).next().expect("an operation");
        let bindings = self.resolve(text(&operation["bindings"]["$ref"]));
        bindings["mqtt"]["retain"].as_bool().expect("retain is said")
    }

    /// Names of messages and the payloads of their examples.
    pub fn messages(&self) -> impl Iterator<Item = (&str, Vec<&Value>)> {
        object(&self.file["components"]["messages"]).iter().map(|(name, message)| {
            let examples = message["examples"].as_array().map(Vec::as_slice).unwrap_or_default();
            (name.as_str(), examples.iter().map(|e| &e["payload"]).collect())
        })
    }

    pub fn description_of_message(&self, name: &str) -> &str {
        text(&self.file["components"]["messages"][name]["description"])
    }

    pub fn refusal_codes(&self) -> BTreeSet<String> {
        let codes = &self.file["components"]["schemas"]["Refused"]["properties"]["code"]["enum"];
        codes.as_array().expect("a list").iter().map(|c| text(c).to_owned()).collect()
    }

    /// Panics unless `value` fits the message `name`.
    pub fn fits_message(&self, name: &str, value: &Value) {
        let schema = text(&self.file["components"]["messages"][name]["payload"]["$ref"]);
        self.fits(schema.rsplit('/').next().expect("a name"), value);
    }

    /// Panics unless `value` fits the payload of a message of the channel whose address is `address`.
    pub fn fits_channel(&self, address: &str, value: &Value) {
        let channel = object(&self.file["channels"]).values().find(|c| text(&c["address"]) == address);
        let messages = object(&channel.expect("a channel")["messages"]);
        let faults: Vec<String> = messages
            .values()
            .map(|m| self.resolve(text(&m["$ref"])))
            .map(|m| text(&m["payload"]["$ref"]).rsplit('/').next().expect("a name"))
            .filter_map(|schema| self.fault(schema, value))
            .collect();
        assert!(faults.len() < messages.len(), "{address}: {value:#}\n{}", faults.join("\n"));
    }

    /// Panics unless `value` fits the schema and has no field that it does not name.
    pub fn fits(&self, schema: &str, value: &Value) {
        if let Some(fault) = self.fault(schema, value) {
            panic!("{schema}: {fault}\n{value:#}");
        }
    }

    fn fault(&self, schema: &str, value: &Value) -> Option<String> {
        let root = json!({ "components": { "schemas": self.strict } });
        let faults = schema::faults(&root, &self.strict[schema], value);
        (!faults.is_empty()).then(|| faults.join("\n"))
    }

    /// Panics unless every `$ref` of the file leads to something.
    pub fn check_references(&self) {
        let mut waiting = vec![&self.file];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Object(map) => {
                    if let Some(Value::String(target)) = map.get("$ref") {
                        assert!(!self.resolve(target).is_null(), "{target} leads nowhere");
                    }
                    waiting.extend(map.values());
                }
                Value::Array(list) => waiting.extend(list),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }

    fn resolve(&self, target: &str) -> &Value {
        self.file.pointer(target.strip_prefix('#').expect("within the file")).unwrap_or(&Value::Null)
    }
}

/// `own`: the schema describes a whole value, not one branch of a combination.
fn forbid_unknown(schema: &mut Value, own: bool) {
    let Value::Object(map) = schema else { return };
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(Value::Array(branches)) = map.get_mut(key) {
            for branch in branches {
                forbid_unknown(branch, false);
            }
        }
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = map.get_mut(key) {
            forbid_unknown(inner, true);
        }
    }
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        for inner in properties.values_mut() {
            forbid_unknown(inner, true);
        }
        if own {
            map.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
        }
    }
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("an object, not {value}"))
}

fn object_mut(value: &mut Value) -> &mut Map<String, Value> {
    value.as_object_mut().expect("an object")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a text, not {value}"))
}
