//! The documents of the session: the entries of `session.toml` and the PDFs in `documents/`.

use super::FileSource;
use super::agenda::{self, Tables};
use super::doc::Table;
use super::files::Files;
use super::pdf;
use super::problem::Findings;
use super::text::slug;
use crate::chamber::ids::DocumentId;
use crate::chamber::plan::{Audience, Document};
use crate::chamber::rules::{Deadline, RuleProfile};
use jiff::civil;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const SHORT: usize = 30;

const KEYS: [&str; 13] = [
    "id",
    "file",
    "number",
    "kind",
    "title",
    "short_title",
    "submitter",
    "item",
    "audience",
    "issued_on",
    "sent_on",
    "presented",
    "secrecy",
];

/// A document and its file.
pub(super) struct Paper {
    pub document: Document,
    /// Its name in `documents/`, as `session.toml` writes it.
    pub file: String,
    pub source: FileSource,
}

/// The documents of a session.
pub(super) struct Papers {
    pub found: Vec<Paper>,
    /// Numbers, ids and file names of entries, also of those that are wrong: naming one of them is no mistake more.
    pub named: Vec<String>,
}

/// All documents; `planned` is the opening with the rules, for what is sent too late.
pub(super) fn read(
    files: &Files<'_>,
    root: &Table<'_>,
    agenda: &Tables<'_>,
    planned: Option<(civil::DateTime, &RuleProfile)>,
    out: &mut Findings,
) -> Papers {
    let tables = root.tables("documents", &KEYS, out);
    let mut found: Vec<Paper> = Vec::new();
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    let unheard = &mut Findings::default();
    let named = ["file", "number", "id"];
    let named = tables.iter().flat_map(|table| named.map(|key| table.text_or_empty(key, unheard))).collect();
    for table in &tables {
        if let Some(name) = table.get("file").and_then(|node| node.text(unheard)) {
            let line = table.place_of("file").line.unwrap_or_default();
            if let Some(first) = used.insert(name.clone(), line) {
                out.error(
                    table.place_of("file"),
                    format!("tệp “{name}” đã dùng ở dòng {first}; mỗi tài liệu một tệp"),
                    format!("file “{name}” is already used in line {first}"),
                );
                continue;
            }
        }
        let Some(paper) = paper(table, files, agenda, planned, out) else { continue };
        if let Some(other) = found.iter().find(|other| other.document.id == paper.document.id) {
            let (vi, en) = (&other.file, paper.document.id.as_str());
            out.error(
                table.place_of(if table.get("id").is_some() { "id" } else { "number" }),
                format!("trùng số hiệu hoặc mã “{en}” với tài liệu “{vi}”; mỗi tài liệu một số hiệu"),
                format!("“{en}” is also the number or id of “{vi}”"),
            );
            continue;
        }
        if let Some(other) = found.iter().find(|other| other.document.sha256 == paper.document.sha256) {
            out.warning(
                table.place_of("file"),
                format!("nội dung tệp “{}” giống hệt tệp “{}”; hãy kiểm tra lại", paper.file, other.file),
                format!("file “{}” has the same content as “{}”; please check", paper.file, other.file),
            );
        }
        found.push(paper);
    }
    files.warn_unused(used.keys(), out);
    Papers { found, named }
}

fn paper(
    table: &Table<'_>,
    files: &Files<'_>,
    agenda: &Tables<'_>,
    planned: Option<(civil::DateTime, &RuleProfile)>,
    out: &mut Findings,
) -> Option<Paper> {
    let number = table.text_or_empty("number", out);
    let kind = table.text("kind", out);
    let title = agenda::long_title(table, out);
    let short_title = agenda::short_title(table, title.as_deref(), SHORT, out);
    let submitter = table.text("submitter", out);
    let item = table.need("item", out).and_then(|node| agenda.find(&node, out));
    let audiences = [("public", Audience::Public), ("delegates", Audience::Delegates)];
    let audience = table.get("audience").map_or(Some(Audience::Public), |node| node.choice(&audiences, out));
    let issued_on = table.get("issued_on").map(|node| node.date(out));
    let sent_on = table.need("sent_on", out).and_then(|node| node.date(out));
    let presented = table.flag("presented", true, out);
    let secret =
        is_secret(table, &[&number, kind.as_deref().unwrap_or(""), title.as_deref().unwrap_or("")], out);
    check_dates(table, issued_on.flatten(), sent_on, planned, out);
    let node = table.need("file", out);
    let file = node.as_ref().and_then(|node| node.text(out));
    let on_disk = match (&node, &file) {
        (Some(node), Some(name)) if !secret => files.document(node, name, out),
        _ => None,
    };
    let id = match table.get("id") {
        Some(node) => {
            let id = DocumentId::new(&node.text(out)?);
            if id.is_err() {
                super::session::not_an_id(&node, out);
            }
            id.ok()
        }
        None => {
            let stem = file.as_deref().map(|name| name.trim_end_matches(".pdf").trim_end_matches(".PDF"));
            let from = if number.is_empty() { stem.unwrap_or_default() } else { number.as_str() };
            DocumentId::new(&slug(from)).ok()
        }
    };
    let content = on_disk?;
    Some(Paper {
        document: Document {
            id: id?,
            number,
            kind: kind?,
            title: title?,
            short_title: short_title?,
            submitter: submitter?,
            item: item?,
            audience: audience?,
            pages: content.pages,
            sha256: content.sha256,
            bytes: content.bytes,
            issued_on: issued_on.map_or(Some(String::new()), |date| date.map(|d| d.to_string()))?,
            sent_on: sent_on?.to_string(),
            presented,
        },
        file: file?,
        source: content.source,
    })
}

/// `secrecy = "Mật"`, or a mark in number, kind or title.
fn is_secret(table: &Table<'_>, texts: &[&str], out: &mut Findings) -> bool {
    let written = table.text_or_empty("secrecy", out);
    if !matches!(written.to_lowercase().as_str(), "" | "thường" | "không" | "none") {
        pdf::secret(table.place_of("secrecy"), &written, out);
        return true;
    }
    let mark = texts.iter().find_map(|text| {
        let text = text.to_lowercase();
        let marks = [("tuyệt mật", "Tuyệt mật"), ("tối mật", "Tối mật"), ("(mật)", "Mật"), ("[mật]", "Mật")];
        marks.into_iter().find(|(mark, _)| text.contains(mark)).map(|(_, shown)| shown)
    });
    if let Some(mark) = mark {
        pdf::secret(table.place_of("title"), mark, out);
    }
    mark.is_some()
}

fn check_dates(
    table: &Table<'_>,
    issued: Option<civil::Date>,
    sent: Option<civil::Date>,
    planned: Option<(civil::DateTime, &RuleProfile)>,
    out: &mut Findings,
) {
    if let (Some(issued), Some(sent)) = (issued, sent)
        && sent < issued
    {
        out.error(
            table.place_of("sent_on"),
            "ngày gửi trước ngày ban hành; hãy kiểm tra lại hai ngày",
            "the day it was sent lies before the day it was issued; check both",
        );
    }
    if let (Some(sent), Some((opening, rules))) = (sent, planned) {
        let days = rules.deadlines.get(&Deadline::Documents).map_or(0, |s| s.value.days);
        let before = (opening.date() - sent).get_days();
        let day = |date: jiff::civil::Date| i64::from((date - jiff::civil::date(1970, 1, 1)).get_days());
        let opens = day(opening.date());
        if day(sent) > rules.due(Deadline::Documents, opens).unwrap_or(opens) {
            out.warning(
                table.place_of("sent_on"),
                format!("gửi trước khai mạc {before} ngày, ít hơn {days} ngày theo quy tắc; sẽ ghi là gửi bổ sung"),
                format!("sent {before} days before the opening, fewer than the {days} of the rules; it counts as late"),
            );
        }
    }
}

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
