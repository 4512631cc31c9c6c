//! The list of delegates, as the secretariat keeps it in Excel.

use super::columns::{Heading, is_remark};
use super::person::{self, Person};
use super::problem::{Findings, Place};
use super::sheet::{self, Row, SEPARATORS};
use super::standing;
use super::text::{BadText, decode};
use crate::chamber::plan::{Delegate, Former, Status};
use jiff::civil;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const MAX_BYTES: u64 = 5 * 1024 * 1024;

/// A delegate and the row it came from.
#[derive(Debug)]
pub(super) struct Seated {
    pub delegate: Delegate,
    pub line: u32,
}

/// The list as it was read.
#[derive(Debug)]
pub(super) struct Listed {
    file: PathBuf,
    heading_line: u32,
    /// There are rows that could not be read, and are reported.
    unread: bool,
    pub people: Vec<Person>,
}

/// The delegates of a session, by seat, and those of the term who are none any more.
#[derive(Debug)]
pub(super) struct Delegates {
    pub list: Vec<Seated>,
    pub former: Vec<Former>,
}

/// Reads `delegates.csv` or `delegates.xlsx` in `dir`; `None` if there is no usable list at all.
pub(super) fn read(dir: &Path, out: &mut Findings) -> Option<Listed> {
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
pub(super) fn from_csv(file: &Path, bytes: &[u8], out: &mut Findings) -> Option<Listed> {
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
pub(super) fn from_xlsx(file: &Path, bytes: Vec<u8>, out: &mut Findings) -> Option<Listed> {
    let before = out.errors.len();
    let sheets = sheet::xlsx(file, bytes, out);
    if out.errors.len() > before {
        return None;
    }
    let rows = sheets.iter().find(|rows| Heading::find(rows).is_some()).or(sheets.first());
    from_rows(file, rows.map_or(&[][..], Vec::as_slice), false, out)
}

/// The rows under the heading; `cut`: some are known to be missing at the end.
fn from_rows(file: &Path, rows: &[Row], cut: bool, out: &mut Findings) -> Option<Listed> {
    let Some((index, heading)) = Heading::find(rows) else {
        out.error(
            Place::file(file),
            "không thấy dòng tiêu đề; dòng đầu bảng phải có các cột: Số ghế, Họ và tên, Ông/Bà, Chức vụ, Tổ",
            "no heading found; the first row of the table must name the columns: Số ghế, Họ và tên, Ông/Bà, Chức vụ, Tổ",
        );
        return None;
    };
    heading.check(file, out);
    let mut listed =
        Listed { file: file.to_owned(), heading_line: heading.line, unread: cut, people: Vec::new() };
    for row in rows.iter().skip(index + 1) {
        if is_remark(row) || Heading::find(std::slice::from_ref(row)).is_some() {
            continue;
        }
        match Person::read(file, row, &heading, out) {
            Some(person) => listed.people.push(person),
            None => listed.unread = true,
        }
    }
    Some(listed)
}

impl Listed {
    /// Who of the list holds the office on `day`, and who did before; without a day, after everything that is said.
    pub fn on(self, day: Option<civil::Date>, out: &mut Findings) -> Delegates {
        let now = day.and_then(standing::midnight).unwrap_or(i64::MAX);
        let mut found = Delegates { list: Vec::new(), former: Vec::new() };
        let mut unread = self.unread;
        let mut left_empty = BTreeSet::new();
        for person in self.people {
            let at = Place::line(&self.file, person.line);
            let reached = person.standing.filter(|standing| standing.from <= now);
            if let Some(standing) = reached.filter(|standing| !standing.status.holds()) {
                left_empty.extend(person.seat);
                found.former.push(Former { name: person.name, standing });
                continue;
            }
            let (seat, line) = (person.seat, person.line);
            if reached.is_none() && person.standing.is_some_and(|s| s.status == Status::ElectedAdditional) {
                let day = day.map(standing::shown).unwrap_or_default();
                out.error(
                    at,
                    format!("đại biểu “{}” được bầu bổ sung sau ngày khai mạc {day}; sửa ngày, hoặc bỏ dòng này khỏi danh sách của kỳ họp", person.name),
                    format!("“{}” was elected after the opening day {day}; mend the day, or leave this row out of the session's list", person.name),
                );
            }
            if seat.is_none() {
                person::no_seat(at, out);
            }
            match seat.and_then(|seat| person.at(seat)) {
                Some(delegate) => found.list.push(Seated { delegate, line }),
                None => unread = true,
            }
        }
        found.check(&self.file, self.heading_line, unread, &left_empty, out);
        found.list.sort_by_key(|seated| seated.delegate.seat);
        found
    }
}

impl Delegates {
    pub fn at_seat(&self, seat: u32) -> Option<&Delegate> {
        self.list.iter().map(|seated| &seated.delegate).find(|delegate| u32::from(delegate.seat) == seat)
    }

    /// Seats, names and gaps; where rows could not be read (and are reported) their seats are not missed once more, and
    /// neither are those that somebody left.
    fn check(&self, file: &Path, heading_line: u32, unread: bool, left: &BTreeSet<u16>, out: &mut Findings) {
        let list = &self.list;
        let mut seats: BTreeMap<u16, u32> = BTreeMap::new();
        let mut names: BTreeMap<String, (u32, String)> = BTreeMap::new();
        for Seated { delegate, line } in list {
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
        let here = Place::line(file, heading_line);
        if list.is_empty() && !unread {
            out.error(here, "danh sách không có đại biểu nào", "the list has no delegates");
        }
        let last = seats.last_key_value().map_or(0, |(seat, _)| *seat);
        let gaps: Vec<String> = (1..last)
            .filter(|n| !seats.contains_key(n) && !left.contains(n))
            .map(|n| format!("{n:02}"))
            .collect();
        if !gaps.is_empty() && !unread {
            let shown =
                if gaps.len() > 12 { format!("{}, …", gaps[..12].join(", ")) } else { gaps.join(", ") };
            out.error(
                here,
                format!("thiếu ghế {shown}; số ghế phải liên tục từ 1 đến {last}"),
                format!("seats {shown} are missing; seat numbers must run from 1 to {last}"),
            );
        }
    }
}

fn fold_name(name: &str) -> String {
    // Tone and vowel marks tell names apart, so only the case is folded.
    name.to_lowercase()
}
