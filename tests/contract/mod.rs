//! `asyncapi.yaml` and the program say the same.

mod file;
mod room;
mod scenes;

use file::Contract;
use nghitruong::chamber::ids::{DeviceId, VoteId};
use nghitruong::wire::down::{Answer, DeviceState, Message};
use nghitruong::wire::health::DeviceHealth;
use nghitruong::wire::snapshot::{
    Agenda, Clock, Floor, KioskState, Questions, Queue, Roll, Session, Tally, Vote, Wall, WallCode,
};
use nghitruong::wire::topic::{Topic, public_filters};
use nghitruong::wire::up::{Body, Envelope};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every topic once. A variant that is added to [`Topic`] has to be added to the match, and so to the list.
fn topics() -> Vec<Topic> {
    let (vote, device) = (VoteId::new("vote").expect("an id"), DeviceId::new("device").expect("an id"));
    let first = Topic::KioskState;
    let mut list = vec![first];
    while let Some(last) = list.last() {
        let next = match last {
            Topic::KioskState => Topic::Session,
            Topic::Session => Topic::Agenda,
            Topic::Agenda => Topic::Roll,
            Topic::Roll => Topic::Floor,
            Topic::Floor => Topic::Queue,
            Topic::Queue => Topic::Questions,
            Topic::Questions => Topic::Wall,
            Topic::Wall => Topic::WallCode,
            Topic::WallCode => Topic::Vote(vote.clone()),
            Topic::Vote(_) => Topic::Tally(vote.clone()),
            Topic::Tally(_) => Topic::Clock,
            Topic::Clock => Topic::Notice,
            Topic::Notice => Topic::Up(device.clone()),
            Topic::Up(_) => Topic::Health(device.clone()),
            Topic::Health(_) => Topic::DownState(device.clone()),
            Topic::DownState(_) => Topic::DownReceipt(device.clone()),
            Topic::DownReceipt(_) => Topic::DownMessage(device.clone()),
            Topic::DownMessage(_) => break,
        };
        list.push(next);
    }
    list
}

#[test]
fn every_topic_is_in_the_contract_and_no_other() {
    let contract = Contract::read();
    let code: BTreeMap<String, bool> = topics().iter().map(|t| (t.name("room"), t.retained())).collect();
    let file: BTreeMap<String, bool> = contract
        .channels()
        .map(|(name, address)| (address.replace(['{', '}'], ""), contract.retained(name)))
        .collect();
    assert_eq!(file, code);
}

#[test]
fn every_channel_has_an_operation_and_every_reference_leads_somewhere() {
    let contract = Contract::read();
    for (name, _) in contract.channels() {
        assert_eq!(contract.operations_on(name).count(), 1, "{name}");
    }
    contract.check_references();
}

#[test]
fn what_everybody_may_read_is_all_but_the_devices_own() {
    let contract = Contract::read();
    let file: BTreeSet<String> = contract
        .channels()
        .map(|(_, address)| address.replace("{room}", "room").replace("{vote}", "+"))
        .filter(|address| !address.contains("{device}") && !address.ends_with("/wall/code"))
        .collect();
    assert_eq!(file, public_filters("room").into_iter().collect());
}

#[test]
fn every_example_fits_its_schema_and_reads_back_into_the_programs_type() {
    let contract = Contract::read();
    for (name, examples) in contract.messages() {
        assert!(!examples.is_empty(), "{name} has no example");
        for example in examples {
            contract.fits_message(name, example);
            match name {
                "kioskState" => same::<KioskState>(name, example),
                "session" => same::<Session>(name, example),
                "agenda" => same::<Agenda>(name, example),
                "roll" => same::<Roll>(name, example),
                "floor" => same::<Floor>(name, example),
                "queue" => same::<Queue>(name, example),
                "vote" => same::<Vote>(name, example),
                "questions" => same::<Questions>(name, example),
                "wall" => same::<Wall>(name, example),
                "wallCode" => same::<WallCode>(name, example),
                "tally" => same::<Tally>(name, example),
                "clock" => same::<Clock>(name, example),
                "notice" | "message" => same::<Message>(name, example),
                "health" => same::<DeviceHealth>(name, example),
                "envelope" => same::<Envelope>(name, example),
                "deviceState" => same::<DeviceState>(name, example),
                "recorded" | "refused" | "notRecorded" => same::<Answer>(name, example),
                _ => panic!("{name} is a message that this test does not know"),
            }
        }
    }
}

fn same<T: DeserializeOwned + Serialize>(name: &str, example: &Value) {
    let read: T = serde_json::from_value(example.clone()).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert_eq!(serde_json::to_value(read).expect("serialised"), *example, "{name}");
}

#[test]
fn the_signed_example_is_signed_and_holds_a_body_of_the_contract() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use ed25519_dalek::{Signature, SigningKey};
    let contract = Contract::read();
    let seed: [u8; 32] = std::array::from_fn(|i| u8::try_from(i).expect("small"));
    let key = SigningKey::from_bytes(&seed).verifying_key();
    let description = contract.description_of_message("envelope");
    assert!(description.contains(&STANDARD.encode(key.as_bytes())), "the key is named: {description}");

    let example = contract.messages().find(|(name, _)| *name == "envelope").expect("there").1[0];
    let envelope: Envelope = serde_json::from_value(example.clone()).expect("an envelope");
    let signed = STANDARD.decode(&envelope.p).expect("base64");
    let signature = Signature::from_slice(&STANDARD.decode(&envelope.s).expect("base64")).expect("64 bytes");
    key.verify_strict(&signed, &signature).expect("signed by the key of the description");
    assert_eq!(envelope.k, nghitruong::credentials::device_id(key.as_bytes()));
    let body: Body = serde_json::from_slice(&signed).expect("a body");
    contract.fits("Body", &serde_json::to_value(body).expect("serialised"));
}

#[test]
fn every_code_of_a_refusal_is_named() {
    let source = include_str!("../../src/chamber/refusal.rs");
    let body =
        source.split_once("pub enum Refusal {").expect("the enum").1.split_once("\n}").expect("its end").0;
    let code: BTreeSet<String> = body
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()))
        .map(|line| snake_case(line.trim_end_matches([',', '{', ' '])))
        .collect();
    assert_eq!(Contract::read().refusal_codes(), code);
}

/// The page sends a request again under its old id after exactly those refusals that are not for good.
#[test]
fn the_phone_page_repeats_what_only_waits() {
    let source = include_str!("../../ui/phone/src/core/outbox.ts");
    let list = source.split_once("const LATER = [").expect("the list").1.split_once(']').expect("its end").0;
    let mut later: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    // Its waiting time is named by the answer.
    assert!(source.contains("answer.code === \"too_many\""));
    later.insert("too_many");
    let passing = |code: &String| {
        let mut value = serde_json::json!({ "code": code });
        for field in
            ["present", "most", "vote", "counter", "wait_s", "invited", "number", "name", "least", "detail"]
        {
            let text = ["vote", "number", "name", "detail"].contains(&field);
            value[field] = if text { "x".into() } else { 1.into() };
        }
        value["fault"] = serde_json::json!({ "fault": "lines" });
        let refusal: nghitruong::chamber::Refusal = serde_json::from_value(value).expect("a refusal");
        refusal.is_passing()
    };
    let codes = Contract::read().refusal_codes();
    assert_eq!(codes.iter().filter(|code| passing(code)).map(String::as_str).collect::<BTreeSet<_>>(), later);
}

fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for (i, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && i > 0 {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The page's own names of topics: the list it subscribes to, and every template that names a device's topic.
#[test]
fn the_phone_page_knows_only_topics_of_the_contract() {
    let sources = read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/phone/src"));
    assert!(!sources.is_empty());
    let mut subscribed = BTreeSet::new();
    let mut templates = 0;
    for (path, text) in &sources {
        if let Some((_, list)) = text.split_once("const PUBLIC = [") {
            let list = list.split_once(']').expect("the end of the list").0;
            subscribed.extend(list.split('"').skip(1).step_by(2).map(|tail| format!("nt/1/room/{tail}")));
        }
        for template in text.split('`').skip(1).step_by(2) {
            if !template.starts_with("d/${") {
                continue;
            }
            templates += 1;
            let tail = filled(template);
            let known = Topic::parse("room", &format!("nt/1/room/{tail}")).is_some() || tail == "d/x/down/#";
            assert!(known, "{path}: `{template}` is no topic of the contract");
        }
    }
    // What the room's display shows is no news to a phone.
    let wanted = public_filters("room").into_iter().filter(|name| !name.ends_with("/wall"));
    assert_eq!(subscribed, wanted.collect());
    assert!(templates >= 2, "the page's own up and down are looked at");
}

/// A template with `x` for each `${…}`.
fn filled(template: &str) -> String {
    let mut parts = template.split("${");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('x');
        out.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    out
}

fn read_all(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the page's sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(read_all(&path));
        } else if path.extension().is_some_and(|e| e == "ts" || e == "tsx") {
            let text = std::fs::read_to_string(&path).expect("text");
            found.push((path.display().to_string(), text));
        }
    }
    found.sort();
    found
}
