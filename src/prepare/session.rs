//! `session.toml`: everything about a session but its delegates.

use super::Prepared;
use super::agenda;
use super::delegates::Delegates;
use super::doc::{Doc, Table};
use super::files::Files;
use super::papers;
use super::problem::Findings;
use super::profile::{self, Part};
use super::text::slug;
use crate::chamber::ids::{DelegateId, SecretaryId, SessionId};
use crate::chamber::plan::{Council, Guest, Official, Secretary, SessionKind, SessionPlan, Term};
use crate::chamber::rules::RuleProfile;
use jiff::civil;
use std::path::Path;

const ROOT: [&str; 10] = [
    "council",
    "term",
    "session",
    "minutes",
    "rules",
    "presidium",
    "secretaries",
    "guests",
    "agenda",
    "documents",
];

const KINDS: [(&str, SessionKind); 4] = [
    ("regular", SessionKind::Regular),
    ("thematic", SessionKind::Thematic),
    ("extraordinary", SessionKind::Extraordinary),
    ("inaugural", SessionKind::Inaugural),
];

/// Reads `session.toml`; `None` where a part without which there is no plan is wrong (and reported).
pub(super) fn read(files: &Files<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Option<Prepared> {
    let source = files.toml(Path::new("session.toml"), out)?;
    let doc = source.parse(out);
    let root = doc.root(&ROOT, out);
    let council = root.table("council", &COUNCIL, out).and_then(|table| council(&table, out));
    let term = root.table("term", &["label", "years"], out).and_then(|table| {
        let (label, years) = (table.text("label", out), table.text("years", out));
        Some(Term { label: label?, years: years? })
    });
    let head = root.table("session", &HEAD, out).map(|table| head(&table, out));
    let minutes = root.table("minutes", &["number", "recipients"], out);
    let minutes_number = minutes.as_ref().and_then(|table| table.text("number", out));
    let recipients = minutes.as_ref().map(|table| recipients(table, out)).unwrap_or_default();
    let rules = rules(files, &root, out);
    let presidium = presidium(&root, delegates, out);
    let secretaries = secretaries(&root, delegates, out);
    let guests = guests(&root, out);
    let agenda_tables = agenda::Tables::open(&root, out);
    let planned = head.as_ref().and_then(|head| head.opens_at);
    let papers = papers::read(files, &root, &agenda_tables, planned.zip(rules.as_ref()), out);
    let items = agenda_tables.read(&papers, out);
    let (council, term, head) = (council?, term?, head?);
    let session = head.id.or_else(|| derived_id(&council, &term, head.ordinal?))?;
    let files = papers.found.iter().map(|paper| (paper.document.sha256.clone(), paper.source.clone())).collect();
    let documents = papers.found.into_iter().map(|paper| paper.document).collect();
    Some(Prepared {
        plan: SessionPlan {
            session,
            council,
            term,
            ordinal: head.ordinal?,
            kind: head.kind?,
            kind_label: head.kind_label?,
            venue: head.venue?,
            planned_at: utc_milliseconds(head.opens_at?)?,
            minutes_number: minutes_number?,
            rules: rules?,
            delegates: delegates?.list.iter().map(|seated| seated.delegate.clone()).collect(),
            presidium,
            secretaries,
            guests,
            agenda: items,
            documents,
            recipients,
        },
        files,
        warnings: Vec::new(),
    })
}

const COUNCIL: [&str; 6] = ["name", "short_name", "commune_name", "province_name", "room", "wifi_name"];

fn council(table: &Table<'_>, out: &mut Findings) -> Option<Council> {
    let name = table.text("name", out);
    let province_name = table.text("province_name", out);
    let short_name = table.text_or_empty("short_name", out);
    let commune_name = table.text_or_empty("commune_name", out);
    let written_room = table.text_or_empty("room", out);
    let wifi_name = table.text_or_empty("wifi_name", out);
    let name = name?;
    let commune = name.strip_prefix("Hội đồng nhân dân").map_or(name.as_str(), str::trim).to_owned();
    let commune_name = if commune_name.is_empty() { commune } else { commune_name };
    let bare = ["xã ", "phường ", "đặc khu "].iter().find_map(|kind| commune_name.strip_prefix(kind));
    let room = if written_room.is_empty() { slug(bare.unwrap_or(&commune_name)) } else { written_room };
    if !crate::chamber::ids::is_id(&room) {
        if let Some(node) = table.get("room") {
            not_an_id(&node, out);
        } else {
            table.text("room", out);
        }
        return None;
    }
    let short_name = if short_name.is_empty() {
        name.replacen("Hội đồng nhân dân", "HĐND", 1)
    } else {
        short_name
    };
    Some(Council { name, short_name, commune_name, province_name: province_name?, room, wifi_name })
}

pub(super) fn not_an_id(node: &super::doc::Node<'_>, out: &mut Findings) {
    node.wrong(
        "chỉ được gồm 1 đến 36 chữ thường không dấu, chữ số và dấu -, ví dụ an-binh",
        "must be 1 to 36 of a-z, 0-9 and -, for example an-binh",
        out,
    );
}

const HEAD: [&str; 6] = ["id", "ordinal", "kind", "kind_label", "opens_at", "venue"];

struct Head {
    id: Option<SessionId>,
    ordinal: Option<u16>,
    kind: Option<SessionKind>,
    kind_label: Option<String>,
    opens_at: Option<civil::DateTime>,
    venue: Option<String>,
}

fn head(table: &Table<'_>, out: &mut Findings) -> Head {
    let id = table.get("id").and_then(|node| {
        let id = SessionId::new(&node.text(out)?);
        if id.is_err() {
            not_an_id(&node, out);
        }
        id.ok()
    });
    Head {
        id,
        ordinal: table
            .need("ordinal", out)
            .and_then(|n| n.int(1..=999, out))
            .and_then(|n| u16::try_from(n).ok()),
        kind: table.need("kind", out).and_then(|node| node.choice(&KINDS, out)),
        kind_label: table.text("kind_label", out),
        opens_at: table.need("opens_at", out).and_then(|node| node.moment(out)),
        venue: table.text("venue", out),
    }
}

/// `an-binh-k1-3`: room, term, session. A term in Roman figures is written in ours.
fn derived_id(council: &Council, term: &Term, ordinal: u16) -> Option<SessionId> {
    let label = roman(&term.label).map_or_else(|| slug(&term.label), |n| n.to_string());
    let tail = format!("-k{label}-{ordinal}");
    let room: String = council.room.chars().take(36_usize.saturating_sub(tail.len())).collect();
    SessionId::new(&format!("{room}{tail}")).ok()
}

fn roman(label: &str) -> Option<u32> {
    let values = label.chars().map(|c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    });
    let values: Vec<u32> = values.collect::<Option<_>>()?;
    let next = values.iter().skip(1).chain(std::iter::once(&0));
    let (plus, minus) = values.iter().zip(next).fold((0_u32, 0_u32), |(plus, minus), (value, next)| {
        if value < next { (plus, minus + value) } else { (plus + value, minus) }
    });
    plus.checked_sub(minus).filter(|n| *n > 0 && values.len() <= 12)
}

/// A local time in Vietnam (UTC+7 all year) as UTC milliseconds.
fn utc_milliseconds(at: civil::DateTime) -> Option<i64> {
    Some(jiff::tz::Offset::constant(7).to_timestamp(at).ok()?.as_millisecond())
}

fn recipients(table: &Table<'_>, out: &mut Findings) -> Vec<String> {
    let Some(list) = table.get("recipients").and_then(|node| node.list(out)) else { return Vec::new() };
    let lines = list.iter().filter_map(|node| node.text(out));
    // As in the minutes they get their dash and semicolon there.
    let lines = lines
        .map(|line| line.trim_start_matches(['-', '–', ' ']).trim_end_matches([';', '.', ' ']).to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

fn rules(files: &Files<'_>, root: &Table<'_>, out: &mut Findings) -> Option<RuleProfile> {
    let default = profile::built_in_profile(profile::DEFAULT_PROFILE)?;
    let Some(node) = root.get("rules") else {
        out.warning(
            root.place(),
            "không có phần [rules]; dùng hồ sơ quy tắc mặc định cấp xã",
            "no [rules]; the default rule profile is used",
        );
        return Some(default);
    };
    let table = if node.is_table() { node.table(&["profile", "override"], out) } else { None };
    let named =
        if table.is_some() { table.as_ref().and_then(|table| table.get("profile")) } else { Some(node) };
    let name = named.as_ref().map_or(Some(profile::DEFAULT_PROFILE.to_owned()), |node| node.text(out))?;
    let overrides = table.as_ref().and_then(|table| table.get("override")?.table(profile::keys(), out));
    if let Some(built_in) = profile::built_in_profile(&name) {
        return Some(with_overrides(built_in, None, overrides.as_ref(), out));
    }
    let known = profile::BUILT_IN_PROFILES.map(|(name, _)| name).join(", ");
    if !super::is_plain_name(&name) || !name.ends_with(".toml") || !files.has(&name) {
        if let Some(node) = named {
            node.wrong(
                &format!("là “{name}”: không có tệp quy tắc này trong thư mục; ghi tên tệp (ví dụ rules.toml) hoặc: {known}"),
                &format!("is “{name}”: there is no such file in the folder; name a file (rules.toml) or: {known}"),
                out,
            );
        }
        return None;
    }
    let source = files.toml(Path::new(&name), out)?;
    let doc: Doc<'_> = source.parse(out);
    let whole = doc.root(profile::keys(), out);
    let part = if doc.is_broken() { Part::Override } else { Part::Whole };
    let read = profile::read(&whole, part, default, out);
    Some(with_overrides(read, Some(&whole), overrides.as_ref(), out))
}

fn with_overrides(
    rules: RuleProfile,
    whole: Option<&Table<'_>>,
    overrides: Option<&Table<'_>>,
    out: &mut Findings,
) -> RuleProfile {
    let before = out.errors.len();
    let rules = match overrides {
        Some(table) => profile::read(table, Part::Override, rules, out),
        None => rules,
    };
    if out.errors.len() == before {
        let tables: Vec<&Table<'_>> = whole.into_iter().chain(overrides).collect();
        profile::check(&rules, &tables, out);
    }
    rules
}

fn honorific(table: &Table<'_>, out: &mut Findings) -> Option<String> {
    let choices = [("Ông", "Ông"), ("Bà", "Bà"), ("ông", "Ông"), ("bà", "Bà")];
    table.need("honorific", out)?.choice(&choices, out).map(str::to_owned)
}

fn presidium(root: &Table<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Vec<Official> {
    let tables = root.tables("presidium", &["honorific", "name", "title"], out);
    if tables.is_empty() && !root.doc().is_broken() {
        out.error(
            root.place_of("presidium"),
            "chưa có Chủ tọa; thêm phần [[presidium]] với honorific, name, title",
            "there is no chair; add [[presidium]] with honorific, name, title",
        );
    }
    let one = |table: &Table<'_>| {
        let (honorific, name, title) =
            (honorific(table, out), table.text("name", out), table.text("title", out));
        if let (Some(name), Some(delegates)) = (&name, delegates)
            && delegates.list.iter().all(|seated| seated.delegate.name != *name)
        {
            out.warning(
                table.place_of("name"),
                format!("Chủ tọa “{name}” không có trong danh sách đại biểu; hãy kiểm tra lại họ tên"),
                format!("“{name}” of the presidium is not in the list of delegates; check the name"),
            );
        }
        Some(Official { honorific: honorific?, name: name?, title: title? })
    };
    tables.iter().filter_map(one).collect()
}

fn secretaries(root: &Table<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Vec<Secretary> {
    let tables = root.tables("secretaries", &["honorific", "name", "title", "seat"], out);
    if tables.is_empty() && !root.doc().is_broken() {
        out.error(
            root.place_of("secretaries"),
            "chưa có Thư ký; thêm phần [[secretaries]] với honorific, name, title",
            "there is no secretary; add [[secretaries]] with honorific, name, title",
        );
    }
    let mut found: Vec<Secretary> = Vec::new();
    for (number, table) in (1..).zip(&tables) {
        let (honorific, name, title) =
            (honorific(table, out), table.text("name", out), table.text("title", out));
        let delegate = match table.get("seat") {
            Some(_) => delegate_of(table, name.as_deref(), delegates, out),
            None => {
                hint_delegate(table, name.as_deref(), delegates, out);
                None
            }
        };
        if let (Some(honorific), Some(name), Some(title)) = (honorific, name, title)
            && let Ok(id) = SecretaryId::new(&format!("s{number}"))
        {
            if found.iter().any(|other| other.name == name) {
                out.error(
                    table.place_of("name"),
                    format!("Thư ký “{name}” ghi hai lần"),
                    format!("secretary “{name}” is named twice"),
                );
            }
            found.push(Secretary { id, honorific, name, title, delegate });
        }
    }
    found
}

fn delegate_of(
    table: &Table<'_>,
    name: Option<&str>,
    delegates: Option<&Delegates>,
    out: &mut Findings,
) -> Option<DelegateId> {
    let node = table.get("seat")?;
    let seat = node.int(1..=u32::from(u16::MAX), out)?;
    let Some(delegate) = delegates?.at_seat(seat) else {
        node.wrong(
            &format!("là {seat}, nhưng danh sách đại biểu không có ghế {seat:02}"),
            &format!("is {seat}, but no delegate has that seat"),
            out,
        );
        return None;
    };
    if name.is_some_and(|name| name != delegate.name) {
        node.wrong(
            &format!("là {seat}, nhưng ghế {seat:02} là của đại biểu {}", delegate.name),
            &format!("is {seat}, but that seat belongs to {}", delegate.name),
            out,
        );
        return None;
    }
    Some(delegate.id.clone())
}

/// A secretary who bears a delegate's name without a seat would silently lose their vote's entry.
fn hint_delegate(table: &Table<'_>, name: Option<&str>, delegates: Option<&Delegates>, out: &mut Findings) {
    let same = |list: &Delegates| {
        list.list.iter().find(|s| Some(s.delegate.name.as_str()) == name).map(|s| s.delegate.seat)
    };
    if let Some(seat) = delegates.and_then(same) {
        out.warning(
            table.place_of("name"),
            format!("Thư ký này trùng tên đại biểu ghế {seat:02}; nếu là một người thì thêm: seat = {seat}"),
            format!("this secretary has the name of the delegate at seat {seat:02}; if it is the same person add seat = {seat}"),
        );
    }
}

fn guests(root: &Table<'_>, out: &mut Findings) -> Vec<Guest> {
    let tables = root.tables("guests", &["name", "title", "count"], out);
    let one = |table: &Table<'_>| {
        let name = table.text("name", out);
        let title = table.text_or_empty("title", out);
        let count = table.get("count").map_or(Some(1), |node| node.int(1..=5_000, out));
        Some(Guest { name: name?, title, count: u16::try_from(count?).ok()? })
    };
    tables.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_terms_become_figures() {
        for (label, number) in [("I", 1), ("IV", 4), ("XIX", 19), ("XXI", 21)] {
            assert_eq!(roman(label), Some(number));
        }
        assert_eq!(roman("khóa 2"), None);
        assert_eq!(roman(""), None);
    }

    #[test]
    fn local_time_is_seven_hours_ahead() {
        let at = civil::date(2026, 12, 17).at(7, 30, 0, 0);
        assert_eq!(utc_milliseconds(at), Some(1_797_467_400_000));
    }
}
