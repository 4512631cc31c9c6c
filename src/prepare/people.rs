//! Presidium, secretaries and guests of a session.

use super::delegates::Delegates;
use super::doc::Table;
use super::problem::Findings;
use crate::chamber::ids::{DelegateId, SecretaryId};
use crate::chamber::plan::{Guest, GuestRole, Official, Secretary};

/// The `honorific` of a person: "Ông" or "Bà".
pub(super) fn honorific(table: &Table<'_>, out: &mut Findings) -> Option<String> {
    let node = table.need("honorific", out)?;
    let text = node.text(out)?;
    match text.to_lowercase().as_str() {
        "ông" => Some("Ông".to_owned()),
        "bà" => Some("Bà".to_owned()),
        _ => {
            node.wrong(
                &format!("là “{text}”; phải là \"Ông\" hoặc \"Bà\""),
                &format!("is “{text}”; must be \"Ông\" or \"Bà\""),
                out,
            );
            None
        }
    }
}

pub(super) fn presidium(
    root: &Table<'_>,
    delegates: Option<&Delegates>,
    out: &mut Findings,
) -> Vec<Official> {
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

pub(super) fn secretaries(
    root: &Table<'_>,
    delegates: Option<&Delegates>,
    out: &mut Findings,
) -> Vec<Secretary> {
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
                hint_delegate(table, ("Thư ký này", "this secretary"), name.as_deref(), delegates, out);
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

/// The delegate at the `seat` that a table gives beside a `name`.
pub(super) fn delegate_of(
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

/// Who bears a delegate's name without a seat would silently be taken for somebody else.
pub(super) fn hint_delegate(
    table: &Table<'_>,
    (vi, en): (&str, &str),
    name: Option<&str>,
    delegates: Option<&Delegates>,
    out: &mut Findings,
) {
    let same = |list: &Delegates| {
        list.list.iter().find(|s| Some(s.delegate.name.as_str()) == name).map(|s| s.delegate.seat)
    };
    if let Some(seat) = delegates.and_then(same) {
        out.warning(
            table.place_of("name"),
            format!("{vi} trùng tên đại biểu ghế {seat:02}; nếu là một người thì thêm: seat = {seat}"),
            format!("{en} has the name of the delegate at seat {seat:02}; if it is the same person add seat = {seat}"),
        );
    }
}

const ROLES: [(&str, GuestRole); 7] = [
    ("superior", GuestRole::Superior),
    ("party", GuestRole::Party),
    ("government", GuestRole::Government),
    ("front", GuestRole::Front),
    ("press", GuestRole::Press),
    ("voter", GuestRole::Voter),
    ("other", GuestRole::Other),
];

pub(super) fn guests(root: &Table<'_>, out: &mut Findings) -> Vec<Guest> {
    let tables = root.tables("guests", &["name", "title", "count", "role"], out);
    let one = |table: &Table<'_>| {
        let name = table.text("name", out);
        let title = table.text_or_empty("title", out);
        let count = table.get("count").map_or(Some(1), |node| node.int(1..=5_000, out));
        let role = table.get("role").map_or(Some(GuestRole::Other), |node| node.choice(&ROLES, out));
        Some(Guest { name: name?, title, count: u16::try_from(count?).ok()?, role: role? })
    };
    tables.iter().filter_map(one).collect()
}
