//! One row of a list of delegates.

use super::columns::{Column, Heading};
use super::problem::{Findings, Place};
use super::sheet::Row;
use super::standing;
use super::text::{clean, fold};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::{Delegate, Standing};
use std::path::Path;

/// The most delegates a council may have here; the law's maximum is 30, merged councils had 46.
const MAX_SEAT: u16 = 2_000;

/// A person of the list; whether a delegate depends on the day.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub line: u32,
    /// Who does not hold the office any more may have none.
    pub seat: Option<u16>,
    pub name: String,
    pub honorific: String,
    pub title: String,
    pub group: String,
    pub reported_absent: Option<String>,
    pub standing: Option<Standing>,
}

impl Person {
    /// The person of a row; `None` if a cell of it is wrong (and reported).
    pub fn read(file: &Path, row: &Row, heading: &Heading, out: &mut Findings) -> Option<Self> {
        let at = Place::line(file, row.line);
        let cell = |column| heading.cell(row, column);
        let written = match heading.has(Column::Name) {
            true => cell(Column::Name),
            false => clean(&format!("{} {}", cell(Column::FamilyName), cell(Column::GivenName))),
        };
        let (prefix, name) = without_honorific(&written);
        let since = if heading.has(Column::Status) { cell(Column::Since) } else { String::new() };
        let standing = standing::read(at, &cell(Column::Status), &since, out);
        let left = standing.flatten().is_some_and(|standing| !standing.status.holds());
        let seat_column = if heading.has(Column::Seat) { Column::Seat } else { Column::Ordinal };
        let seat = match cell(seat_column).as_str() {
            "" if left || !heading.has(seat_column) => None,
            text => Some(seat(at, text, out)),
        };
        let honorific = honorific(at, heading, row, prefix, out);
        let name = checked_name(at, name, out);
        let title = [cell(Column::Title), cell(Column::Unit)];
        let title = title.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let reported_absent = absence(at, &cell(Column::Absent), &cell(Column::Reason), out);
        Some(Self {
            line: row.line,
            seat: match seat {
                Some(read) => Some(read?),
                None if left => None,
                // The column is missing, which is reported once.
                None => return None,
            },
            name: name?,
            honorific: honorific?.to_owned(),
            title,
            group: group(&cell(Column::Group)),
            reported_absent: reported_absent?,
            standing: standing?,
        })
    }

    /// As a delegate at `seat`.
    pub fn at(self, seat: u16) -> Option<Delegate> {
        Some(Delegate {
            id: DelegateId::new(&format!("d{seat:02}")).ok()?,
            seat,
            name: self.name,
            honorific: self.honorific,
            title: self.title,
            group: self.group,
            reported_absent: self.reported_absent,
            standings: self.standing.into_iter().collect(),
        })
    }
}

fn seat(at: Place<'_>, text: &str, out: &mut Findings) -> Option<u16> {
    let digits = fold(text).trim_start_matches("ghe").trim().to_owned();
    let number = digits.parse::<u16>().ok().filter(|seat| (1..=MAX_SEAT).contains(seat));
    if number.is_none() && text.is_empty() {
        no_seat(at, out);
    } else if number.is_none() {
        out.error(
            at,
            format!("số ghế “{text}” không đúng; phải là số từ 1 đến {MAX_SEAT}"),
            format!("seat number “{text}” is wrong; it must be 1 to {MAX_SEAT}"),
        );
    }
    number
}

pub(super) fn no_seat(at: Place<'_>, out: &mut Findings) {
    out.error(at, "chưa ghi số ghế", "the seat number is missing");
}

fn checked_name(at: Place<'_>, name: &str, out: &mut Findings) -> Option<String> {
    if name.is_empty() {
        out.error(at, "chưa ghi họ và tên", "the name is missing");
        return None;
    }
    if !name.chars().all(|c| c.is_alphabetic() || " .'’-()".contains(c))
        || !name.chars().any(char::is_alphabetic)
    {
        out.error(
            at,
            format!("họ và tên “{name}” có ký tự lạ; chỉ dùng chữ cái"),
            format!("the name “{name}” has characters that are no letters"),
        );
        return None;
    }
    let length = name.chars().count();
    if length > 60 {
        out.error(
            at,
            format!("họ và tên dài {length} ký tự; nhiều nhất là 60"),
            format!("the name has {length} characters; 60 at most"),
        );
        return None;
    }
    if length > 32 {
        out.warning(
            at,
            format!("họ và tên “{name}” dài, sẽ bị rút gọn trên màn hình"),
            format!("the name “{name}” is long and will be cut on the screens"),
        );
    }
    Some(name.to_owned())
}

/// "Ông Nguyễn Văn A" as ("Ông", "Nguyễn Văn A").
pub(super) fn without_honorific(name: &str) -> (Option<&'static str>, &str) {
    for (prefix, honorific) in [("Ông ", "Ông"), ("Bà ", "Bà"), ("ông ", "Ông"), ("bà ", "Bà")] {
        if let Some(rest) = name.strip_prefix(prefix) {
            return (Some(honorific), rest.trim_start_matches([':', ' ']));
        }
    }
    (None, name)
}

fn honorific(
    at: Place<'_>,
    heading: &Heading,
    row: &Row,
    prefix: Option<&'static str>,
    out: &mut Findings,
) -> Option<&'static str> {
    let cell = |column| heading.cell(row, column);
    let columns = [Column::Honorific, Column::Gender];
    let written = columns.into_iter().map(cell).find(|text| !text.is_empty()).unwrap_or_default();
    let found = match fold(&written).as_str() {
        "ong" | "nam" | "m" | "male" => Some("Ông"),
        "ba" | "nu" | "f" | "female" | "co" => Some("Bà"),
        "" => match (cell(Column::Male).is_empty(), cell(Column::Female).is_empty()) {
            (false, true) => Some("Ông"),
            (true, false) => Some("Bà"),
            (true, true) | (false, false) => prefix,
        },
        _ => {
            out.error(
                at,
                format!("“{written}” không phải là Ông hoặc Bà (Nam hoặc Nữ)"),
                format!("“{written}” is neither Ông nor Bà (Nam nor Nữ)"),
            );
            return None;
        }
    };
    if found.is_none() {
        out.error(at, "chưa ghi Ông hoặc Bà (hoặc Nam, Nữ)", "Ông or Bà (or Nam, Nữ) is missing");
    }
    found
}

/// "3", "Tổ 3" and "tổ số 03" are all "Tổ số 3"; a group with a name keeps it.
fn group(text: &str) -> String {
    let folded = fold(text);
    let number = folded.strip_prefix("to").unwrap_or(&folded).trim_start();
    let number = number.strip_prefix("so").unwrap_or(number).trim_start();
    match number.parse::<u16>() {
        Ok(number) => format!("Tổ số {number}"),
        Err(_) => text.to_owned(),
    }
}

/// The reason of an absence that was reported; the outer `None` where it cannot be told.
fn absence(at: Place<'_>, absent: &str, reason: &str, out: &mut Findings) -> Option<Option<String>> {
    let flag = fold(absent);
    let no = matches!(flag.as_str(), "" | "khong" | "0" | "co mat" | "n");
    let only_a_mark = matches!(flag.as_str(), "x" | "co" | "vang" | "vang mat" | "1" | "v" | "y" | "true");
    match (no, reason.is_empty()) {
        (true, true) => Some(None),
        (false, true) if only_a_mark => {
            out.error(
                at,
                "đánh dấu vắng mặt nhưng chưa ghi lý do; hãy ghi lý do, hoặc xóa dấu vắng mặt",
                "marked absent without a reason; write the reason or remove the mark",
            );
            None
        }
        (false, true) => Some(Some(absent.to_owned())),
        (true, false) if absent.is_empty() => Some(Some(reason.to_owned())),
        (true, false) => {
            out.error(
                at,
                format!("ghi là không vắng nhưng lại có lý do vắng “{reason}”; hãy sửa một trong hai"),
                format!("not marked absent but with the reason “{reason}”; mend one of them"),
            );
            None
        }
        (false, false) => Some(Some(reason.to_owned())),
    }
}
