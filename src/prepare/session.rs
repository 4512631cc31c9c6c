//! `session.toml`: everything about a session but its delegates.

use super::agenda;
use super::delegates::{Delegates, Listed};
use super::doc::Table;
use super::files::Files;
use super::motions::Context;
use super::papers;
use super::people;
use super::problem::Findings;
use super::rules;
use super::standing::utc_milliseconds;
use super::supplied;
use super::text::slug;
use super::{FileSource, Prepared};
use crate::chamber::ids::SessionId;
use crate::chamber::plan::{
    Council, Seating, SeatingShape, SessionKind, SessionPlan, SuppliedFile, Term, WallPlan,
};
use crate::chamber::rules::{RuleProfile, TotalBasis};
use jiff::civil;
use std::path::Path;

const ROOT: [&str; 12] = [
    "council",
    "term",
    "seating",
    "wall",
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
pub(super) fn read(files: &Files<'_>, listed: Option<Listed>, out: &mut Findings) -> Option<Prepared> {
    let Some(source) = files.toml(Path::new("session.toml"), out) else {
        listed.map(|listed| listed.on(None, out));
        return None;
    };
    let doc = source.parse(out);
    let root = doc.root(&ROOT, out);
    let council_table = root.table("council", &COUNCIL, out);
    let council = council_table.as_ref().and_then(|table| council(files, table, out));
    let term = root.table("term", &["label", "years"], out).and_then(|table| {
        let (label, years) = (table.text("label", out), table.text("years", out));
        Some(Term { label: label?, years: years? })
    });
    let head = root.table("session", &HEAD, out).map(|table| head(&table, out));
    let opens_at = head.as_ref().and_then(|head| head.opens_at);
    let delegates = listed.map(|listed| listed.on(opens_at.map(civil::DateTime::date), out));
    let delegates = delegates.as_ref();
    let minutes = root.table("minutes", &["number", "recipients"], out);
    let minutes_number = minutes.as_ref().and_then(|table| table.text("number", out));
    let recipients = minutes.as_ref().map(|table| recipients(table, out)).unwrap_or_default();
    let rules = rules::read(files, &root, out);
    let presidium = people::presidium(&root, delegates, out);
    let secretaries = people::secretaries(&root, delegates, out);
    let guests = people::guests(&root, out);
    let elected = council_table.as_ref().and_then(|table| elected(table, delegates, rules.as_ref(), out));
    let seating = seating(&root, delegates, out);
    let agenda_tables = agenda::Tables::open(&root, out);
    let papers = papers::read(files, &root, &agenda_tables, opens_at.zip(rules.as_ref()), out);
    let planned_at = opens_at.and_then(utc_milliseconds);
    let context = Context { papers: &papers, delegates, rules: rules.as_ref(), opens_at: planned_at };
    let items = agenda_tables.read(&context, out);
    let wall = wall(&root, out);
    let ((council, supplied), term, head) = (council?, term?, head?);
    let session = head.id.or_else(|| derived_id(&council, &term, head.ordinal?))?;
    let files =
        papers.found.iter().map(|paper| (paper.document.sha256.clone(), paper.source.clone())).collect();
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
            planned_at: planned_at?,
            minutes_number: minutes_number?,
            rules: rules?,
            delegates: delegates?.list.iter().map(|seated| seated.delegate.clone()).collect(),
            presidium,
            secretaries,
            guests,
            former: delegates?.former.clone(),
            elected,
            seating,
            wall,
            agenda: items,
            documents,
            recipients,
        },
        files,
        supplied,
        warnings: Vec::new(),
    })
}

const COUNCIL: [&str; 9] =
    ["name", "short_name", "commune_name", "province_name", "room", "wifi_name", "elected", "flag", "anthem"];

/// The council, and the files that it has supplied.
fn council(
    files: &Files<'_>,
    table: &Table<'_>,
    out: &mut Findings,
) -> Option<(Council, Vec<(String, FileSource)>)> {
    let name = table.text("name", out);
    let province_name = table.text("province_name", out);
    let short_name = table.text_or_empty("short_name", out);
    let commune_name = table.text_or_empty("commune_name", out);
    let written_room = table.text_or_empty("room", out);
    let wifi_name = table.text_or_empty("wifi_name", out);
    let mut supplied = Vec::new();
    let mut keep = |found: Option<(SuppliedFile, FileSource)>| {
        let (file, source) = found?;
        supplied.push((file.sha256.clone(), source));
        Some(file)
    };
    let flag = keep(supplied::flag(files, table, out));
    let anthem = keep(supplied::anthem(files, table, out));
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
    let council = Council {
        name,
        short_name,
        commune_name,
        province_name: province_name?,
        room,
        wifi_name,
        flag,
        anthem,
    };
    Some((council, supplied))
}

/// The number elected for the term; nobody of them can have become more.
fn elected(
    council: &Table<'_>,
    delegates: Option<&Delegates>,
    rules: Option<&RuleProfile>,
    out: &mut Findings,
) -> Option<u32> {
    let Some(node) = council.get("elected") else {
        if rules.is_some_and(|rules| rules.total_basis.value == TotalBasis::Elected) {
            out.warning(
                council.place(),
                "hồ sơ quy tắc tính tổng số theo số đại biểu được bầu nhưng chưa ghi elected; sẽ lấy số đang giữ chức vụ",
                "the rules count on the number elected and elected is not given; those in office are taken",
            );
        }
        return None;
    };
    let number = node.int(1..=2_000, out)?;
    let holding = delegates.map_or(0, |delegates| delegates.list.len());
    if (number as usize) < holding {
        node.wrong(
            &format!("là {number}, ít hơn {holding} đại biểu đang giữ chức vụ trong danh sách"),
            &format!("is {number}, fewer than the {holding} delegates in office of the list"),
            out,
        );
        return None;
    }
    Some(number)
}

fn seating(root: &Table<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Seating {
    let table = root.get("seating").and_then(|node| node.table(&["shape", "rows"], out));
    let Some(table) = table else { return Seating::default() };
    let shapes = [("rows", SeatingShape::Rows), ("hemicycle", SeatingShape::Hemicycle)];
    let shape = table.get("shape").and_then(|node| node.choice(&shapes, out)).unwrap_or_default();
    let Some(node) = table.get("rows") else { return Seating { shape, rows: Vec::new() } };
    let list = node.list(out).unwrap_or_default();
    let read = list.iter().filter_map(|row| u16::try_from(row.int(1..=100, out)?).ok());
    let rows: Vec<u16> = read.collect();
    let room: u32 = rows.iter().map(|row| u32::from(*row)).sum();
    let highest =
        delegates.and_then(|delegates| delegates.list.last()).map_or(0, |seated| seated.delegate.seat);
    if rows.len() == list.len() && room < u32::from(highest) {
        node.wrong(
            &format!("chỉ đủ {room} chỗ, nhưng danh sách đại biểu có ghế {highest:02}"),
            &format!("has room for {room}, but the list of delegates has seat {highest:02}"),
            out,
        );
    }
    Seating { shape, rows }
}

/// The room's display; what is not said is as in most rooms.
fn wall(root: &Table<'_>, out: &mut Findings) -> WallPlan {
    let usual = WallPlan::default();
    let keys = ["furthest_seat_m", "diagonal_inch", "light"];
    let Some(table) = root.get("wall").and_then(|node| node.table(&keys, out)) else { return usual };
    let seat = table.get("furthest_seat_m").and_then(|node| node.hundredths(2..=30, out));
    let diagonal = table.get("diagonal_inch").and_then(|node| node.int(20..=200, out));
    WallPlan {
        furthest_seat_cm: seat.unwrap_or(usual.furthest_seat_cm),
        diagonal_inch: diagonal.unwrap_or(usual.diagonal_inch),
        light: table.flag("light", usual.light, out),
    }
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

fn recipients(table: &Table<'_>, out: &mut Findings) -> Vec<String> {
    let Some(list) = table.get("recipients").and_then(|node| node.list(out)) else { return Vec::new() };
    let lines = list.iter().filter_map(|node| node.text(out));
    // As in the minutes they get their dash and semicolon there.
    let lines = lines
        .map(|line| line.trim_start_matches(['-', '–', ' ']).trim_end_matches([';', '.', ' ']).to_owned());
    lines.filter(|line| !line.is_empty()).collect()
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
