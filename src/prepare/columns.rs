//! Which column of a list of delegates holds what: secretariats name them in many ways.

use super::problem::{Findings, Place};
use super::sheet::Row;
use super::text::{clean, fold};
use std::collections::BTreeMap;
use std::path::Path;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Seat,
    Ordinal,
    Name,
    FamilyName,
    GivenName,
    Honorific,
    Gender,
    Male,
    Female,
    Title,
    Unit,
    Group,
    Absent,
    Reason,
    Status,
    Since,
}

/// Headings as secretariats write them, folded; longer headings may begin with one of them.
const HEADINGS: [(Column, &[&str]); 16] = [
    (Column::Seat, &["so ghe", "ghe", "ghe so", "vi tri ngoi", "seat"]),
    (Column::Ordinal, &["stt", "tt", "so tt", "so thu tu", "no"]),
    (Column::Name, &["ho va ten", "ho ten", "ho va ten dai bieu", "ten dai bieu", "dai bieu", "name"]),
    (Column::FamilyName, &["ho", "ho dem", "ho va dem", "ho va ten dem", "ho va chu dem", "ho lot"]),
    (Column::GivenName, &["ten"]),
    (Column::Honorific, &["ong ba", "danh xung", "xung ho", "honorific"]),
    (Column::Gender, &["gioi tinh", "gioi", "nam nu", "phai"]),
    (Column::Male, &["nam"]),
    (Column::Female, &["nu"]),
    (Column::Title, &["chuc vu", "chuc danh", "chuc vu don vi", "chuc vu don vi cong tac", "title"]),
    (Column::Unit, &["don vi", "don vi cong tac", "noi cong tac", "co quan"]),
    (Column::Group, &["to", "to dai bieu", "to so", "to db", "group"]),
    (Column::Absent, &["vang", "vang mat", "bao vang"]),
    (Column::Reason, &["ly do vang", "ly do vang mat", "vang mat ly do", "ly do", "vang co ly do"]),
    (
        Column::Status,
        &[
            "tinh trang",
            "trang thai",
            "tinh trang dai bieu",
            "trang thai dai bieu",
            "tinh trang nhiem vu",
            "trang thai nhiem vu",
            "tinh trang hoat dong",
            "tu cach dai bieu",
            "bien dong",
            "status",
        ],
    ),
    (
        Column::Since,
        &[
            "tu ngay",
            "ke tu ngay",
            "ngay thay doi",
            "ngay hieu luc",
            "ngay co hieu luc",
            "ngay bien dong",
            "since",
        ],
    ),
];

fn column_of(heading: &str) -> Option<Column> {
    let folded = fold(heading);
    let exact = HEADINGS.iter().find(|(_, names)| names.contains(&folded.as_str()));
    let begins = || {
        let fits = |name: &&&str| name.len() >= 5 && folded.starts_with(&format!("{name} "));
        // "Tình trạng hôn nhân" is another thing.
        let longer = HEADINGS.iter().filter(|(column, _)| *column != Column::Status);
        longer.into_iter().find(|(_, names)| names.iter().any(|name| fits(&name)))
    };
    exact.or_else(begins).map(|(column, _)| *column)
}

/// Which column stands where.
#[derive(Debug)]
pub(super) struct Heading {
    columns: BTreeMap<Column, usize>,
    unknown: Vec<String>,
    /// How many columns are known.
    pub known: usize,
    pub line: u32,
}

impl Heading {
    /// The first row that names the delegates, within the first 30 (titles may stand above it), and its index.
    pub fn find(rows: &[Row]) -> Option<(usize, Self)> {
        rows.iter().take(30).enumerate().find_map(|(index, row)| {
            let mut heading =
                Self { columns: BTreeMap::new(), unknown: Vec::new(), known: 0, line: row.line };
            for (at, cell) in row.cells.iter().enumerate() {
                match column_of(cell) {
                    Some(column) => {
                        heading.columns.entry(column).or_insert(at);
                    }
                    None if cell.trim().is_empty() => {}
                    None => heading.unknown.push(clean(cell)),
                }
            }
            heading.known = heading.columns.len();
            (heading.known >= 2 && heading.names()).then_some((index, heading))
        })
    }

    pub fn has(&self, column: Column) -> bool {
        self.columns.contains_key(&column)
    }

    fn names(&self) -> bool {
        self.has(Column::Name) || (self.has(Column::FamilyName) && self.has(Column::GivenName))
    }

    pub fn cell(&self, row: &Row, column: Column) -> String {
        self.columns
            .get(&column)
            .and_then(|at| row.cells.get(*at))
            .map(|cell| clean(cell))
            .unwrap_or_default()
    }

    /// What is missing in it, or not used.
    pub fn check(&self, file: &Path, out: &mut Findings) {
        let at = Place::line(file, self.line);
        if !self.has(Column::Seat) && !self.has(Column::Ordinal) {
            out.error(at, "thiếu cột “Số ghế” (hoặc “STT”)", "the column “Số ghế” (or “STT”) is missing");
        }
        if !self.has(Column::Group) {
            out.warning(
                at,
                "không có cột “Tổ”; tổ đại biểu sẽ để trống",
                "no column “Tổ”; groups stay empty",
            );
        }
        if self.has(Column::Since) && !self.has(Column::Status) {
            out.warning(
                at,
                "có cột ngày mà không có cột “Tình trạng”; bỏ qua cột ngày",
                "there is a column of days and no column “Tình trạng”; the days are not used",
            );
        }
        if !self.unknown.is_empty() {
            let names = self.unknown.join(", ");
            out.warning(
                at,
                format!("bỏ qua các cột không dùng: {names}"),
                format!("columns not used: {names}"),
            );
        }
    }
}

/// Sums and notes under the table: "Tổng số: 28 đại biểu".
pub(super) fn is_remark(row: &Row) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
    filled.next().is_some_and(|first| {
        let first = fold(first);
        ["tong", "cong", "danh sach nay"]
            .iter()
            .any(|word| first == *word || first.starts_with(&format!("{word} ")))
    })
}
