//! The list of delegates, as the secretariat keeps it in Excel.

use super::columns::{Column, Heading, is_remark};
use super::problem::{Findings, Place};
use super::sheet::{self, Row, SEPARATORS};
use super::text::{BadText, clean, decode, fold};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::Delegate;
use std::collections::BTreeMap;
use std::path::Path;

/// The most delegates a council may have here; the law's maximum is 30, merged councils had 46.
const MAX_SEAT: u16 = 2_000;
const MAX_BYTES: u64 = 5 * 1024 * 1024;

/// A delegate and the row it came from.
#[derive(Debug)]
pub(super) struct Seated {
    pub delegate: Delegate,
    pub line: u32,
}

/// The delegates of a session, by seat.
#[derive(Debug)]
pub(super) struct Delegates {
    pub list: Vec<Seated>,
}

impl Delegates {
    pub fn at_seat(&self, seat: u32) -> Option<&Delegate> {
        self.list.iter().map(|seated| &seated.delegate).find(|delegate| u32::from(delegate.seat) == seat)
    }
}

/// Reads `delegates.csv` or `delegates.xlsx` in `dir`; `None` if there is no usable list at all.
pub(super) fn read(dir: &Path, out: &mut Findings) -> Option<Delegates> {
    let csv = dir.join("delegates.csv");
    let xlsx = dir.join("delegates.xlsx");
    let here = Place::file(Path::new(""));
    match (csv.exists(), xlsx.exists()) {
        (true, true) => {
            out.error(
                here,
                "có cả delegates.csv và delegates.xlsx; chỉ giữ lại một tệp danh sách đại biểu",
                "both delegates.csv and delegates.xlsx are here; keep only one list",
            );
            None
        }
        (true, false) => from_csv(Path::new("delegates.csv"), &bytes(&csv, "delegates.csv", out)?, out),
        (false, true) => from_xlsx(Path::new("delegates.xlsx"), bytes(&xlsx, "delegates.xlsx", out)?, out),
        (false, false) => {
            out.error(
                here,
                "thiếu danh sách đại biểu; hãy lưu danh sách thành delegates.xlsx hoặc delegates.csv trong thư mục này",
                "the list of delegates is missing; save it as delegates.xlsx or delegates.csv in this folder",
            );
            None
        }
    }
}

fn bytes(path: &Path, name: &str, out: &mut Findings) -> Option<Vec<u8>> {
    super::read_bytes(path, Path::new(name), MAX_BYTES, out)
}

/// Delegates from the bytes of a CSV file.
pub(super) fn from_csv(file: &Path, bytes: &[u8], out: &mut Findings) -> Option<Delegates> {
    if bytes.starts_with(b"PK\x03\x04") {
        out.error(
            Place::file(file),
            "đây là tệp Excel bị đổi đuôi thành .csv; hãy đổi lại tên thành delegates.xlsx",
            "this is a workbook renamed to .csv; rename it to delegates.xlsx",
        );
        return None;
    }
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(BadText::Encoding { line }) => {
            out.error(
                Place::line(file, line),
                "bảng mã không phải Unicode (có thể là Windows-1258 hoặc TCVN3); trong Excel chọn Lưu thành (Save As) \
                 kiểu “CSV UTF-8”, hoặc lưu thành delegates.xlsx",
                "the text is not Unicode (perhaps Windows-1258 or TCVN3); in Excel choose Save As “CSV UTF-8”, or save \
                 it as delegates.xlsx",
            );
            return None;
        }
        Err(BadText::Binary) => {
            out.error(
                Place::file(file),
                "không phải là tệp chữ; trong Excel chọn Lưu thành (Save As) kiểu “CSV UTF-8”",
                "is no text file; in Excel choose Save As “CSV UTF-8”",
            );
            return None;
        }
    };
    // The separator is the one with which a heading appears; otherwise the one that cuts most.
    let tries = SEPARATORS.map(|separator| {
        let mut found = Findings::default();
        let rows = sheet::csv(file, &text, separator, &mut found);
        let known = Heading::find(&rows).map_or(0, |(_, heading)| heading.known);
        let cells: usize = rows.iter().take(20).map(|row| row.cells.len()).sum();
        ((known, cells), rows, found)
    });
    let (_, rows, found) = tries.into_iter().max_by_key(|(score, _, _)| *score)?;
    let broken = !found.errors.is_empty();
    out.errors.extend(found.errors);
    if broken && Heading::find(&rows).is_none() {
        return None;
    }
    from_rows(file, &rows, broken, out)
}

/// Delegates from a workbook: the first sheet with a heading counts.
pub(super) fn from_xlsx(file: &Path, bytes: Vec<u8>, out: &mut Findings) -> Option<Delegates> {
    let before = out.errors.len();
    let sheets = sheet::xlsx(file, bytes, out);
    if out.errors.len() > before {
        return None;
    }
    let rows = sheets.iter().find(|rows| Heading::find(rows).is_some()).or(sheets.first());
    from_rows(file, rows.map_or(&[][..], Vec::as_slice), false, out)
}

/// `cut`: rows are known to be missing at the end.
fn from_rows(file: &Path, rows: &[Row], cut: bool, out: &mut Findings) -> Option<Delegates> {
    let Some((index, heading)) = Heading::find(rows) else {
        out.error(
            Place::file(file),
            "không thấy dòng tiêu đề; dòng đầu bảng phải có các cột: Số ghế, Họ và tên, Ông/Bà, Chức vụ, Tổ",
            "no heading found; the first row of the table must name the columns: Số ghế, Họ và tên, Ông/Bà, Chức vụ, Tổ",
        );
        return None;
    };
    heading.check(file, out);
    let mut list: Vec<Seated> = Vec::new();
    let mut unread = cut;
    for row in rows.iter().skip(index + 1) {
        if is_remark(row) || Heading::find(std::slice::from_ref(row)).is_some() {
            continue;
        }
        match delegate(file, row, &heading, out) {
            Some(seated) => list.push(seated),
            None => unread = true,
        }
    }
    check_list(file, heading.line, &mut list, unread, out);
    Some(Delegates { list })
}

fn delegate(file: &Path, row: &Row, heading: &Heading, out: &mut Findings) -> Option<Seated> {
    let at = Place::line(file, row.line);
    let cell = |column| heading.cell(row, column);
    let written = match heading.has(Column::Name) {
        true => cell(Column::Name),
        false => clean(&format!("{} {}", cell(Column::FamilyName), cell(Column::GivenName))),
    };
    let (prefix, name) = without_honorific(&written);
    let seat_column = if heading.has(Column::Seat) { Column::Seat } else { Column::Ordinal };
    let seat = seat(at, &cell(seat_column), heading.has(seat_column), out);
    let honorific = honorific(at, heading, row, prefix, out);
    let name = checked_name(at, name, out);
    let title = [cell(Column::Title), cell(Column::Unit)];
    let title = title.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let reported_absent = absence(at, &cell(Column::Absent), &cell(Column::Reason), out);
    let seat = seat?;
    Some(Seated {
        delegate: Delegate {
            id: DelegateId::new(&format!("d{seat:02}")).ok()?,
            seat,
            name: name?,
            honorific: honorific?.to_owned(),
            title,
            group: group(&cell(Column::Group)),
            reported_absent: reported_absent?,
            standings: Vec::new(),
        },
        line: row.line,
    })
}

fn seat(at: Place<'_>, text: &str, column: bool, out: &mut Findings) -> Option<u16> {
    if !column {
        return None;
    }
    let digits = fold(text).trim_start_matches("ghe").trim().to_owned();
    let number = digits.parse::<u16>().ok().filter(|seat| (1..=MAX_SEAT).contains(seat));
    if number.is_none() {
        let (vi, en) = match text {
            "" => ("chưa ghi số ghế".to_owned(), "the seat number is missing".to_owned()),
            text => (
                format!("số ghế “{text}” không đúng; phải là số từ 1 đến {MAX_SEAT}"),
                format!("seat number “{text}” is wrong; it must be 1 to {MAX_SEAT}"),
            ),
        };
        out.error(at, vi, en);
    }
    number
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
fn without_honorific(name: &str) -> (Option<&'static str>, &str) {
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

/// Seats, names and gaps; where rows could not be read (and are reported) their seats are not missed once more.
fn check_list(file: &Path, heading_line: u32, list: &mut [Seated], unread: bool, out: &mut Findings) {
    let mut seats: BTreeMap<u16, u32> = BTreeMap::new();
    let mut names: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for Seated { delegate, line } in list.iter() {
        let at = Place::line(file, *line);
        let seat = delegate.seat;
        if let Some(first) = seats.get(&seat) {
            out.error(
                at,
                format!("ghế {seat:02} đã có ở dòng {first}; mỗi đại biểu một ghế"),
                format!("seat {seat:02} is already taken in row {first}"),
            );
        } else {
            seats.insert(seat, *line);
        }
        match names.get(&fold_name(&delegate.name)) {
            Some((first, group)) if *group == delegate.group => out.error(
                at,
                format!(
                    "đại biểu “{}” đã có ở dòng {first}; nếu là hai người trùng tên thì thêm chữ để phân biệt",
                    delegate.name
                ),
                format!("“{}” is already in row {first}; tell two people of one name apart by an addition", delegate.name),
            ),
            Some((first, _)) => out.warning(
                at,
                format!("trùng họ và tên “{}” với dòng {first}; nếu là hai người thì nên thêm chữ phân biệt", delegate.name),
                format!("same name “{}” as in row {first}; better tell the two apart", delegate.name),
            ),
            None => {
                names.insert(fold_name(&delegate.name), (*line, delegate.group.clone()));
            }
        }
    }
    list.sort_by_key(|seated| seated.delegate.seat);
    let here = Place::line(file, heading_line);
    if list.is_empty() && !unread {
        out.error(here, "danh sách không có đại biểu nào", "the list has no delegates");
    }
    let last = seats.last_key_value().map_or(0, |(seat, _)| *seat);
    let gaps: Vec<String> = (1..last).filter(|n| !seats.contains_key(n)).map(|n| format!("{n:02}")).collect();
    if !gaps.is_empty() && !unread {
        let shown = if gaps.len() > 12 { format!("{}, …", gaps[..12].join(", ")) } else { gaps.join(", ") };
        out.error(
            here,
            format!("thiếu ghế {shown}; số ghế phải liên tục từ 1 đến {last}"),
            format!("seats {shown} are missing; seat numbers must run from 1 to {last}"),
        );
    }
}

fn fold_name(name: &str) -> String {
    // Tone and vowel marks tell names apart, so only the case is folded.
    name.to_lowercase()
}
