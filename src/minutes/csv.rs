//! CSV of the tables: UTF-8 with a byte order mark, so that Excel shows Vietnamese; no cell begins a formula.

use super::MinutesError;
use super::model::MinutesModel;
use super::sheets::{self, Cell, Sheet};
use crate::text::{clock_hhmmss, local, percent};

/// A file's name and what it holds.
pub type CsvFile = (&'static str, Vec<u8>);

/// `speeches.csv`, `speeches-by-person.csv`, `speeches-by-item.csv` and `commitments.csv`. The same model gives the same
/// bytes.
///
/// # Errors
/// [`MinutesError::Archive`] never happens: the writer writes to memory.
pub fn render_all(model: &MinutesModel) -> Result<Vec<CsvFile>, MinutesError> {
    [
        ("speeches.csv", sheets::speeches(model)),
        ("speeches-by-person.csv", sheets::by_person(model)),
        ("speeches-by-item.csv", sheets::by_item(model)),
        ("commitments.csv", sheets::commitments(model)),
    ]
    .into_iter()
    .map(|(name, sheet)| Ok((name, render(&sheet)?)))
    .collect()
}

fn render(sheet: &Sheet) -> Result<Vec<u8>, std::io::Error> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(sheet.columns.iter().map(|(head, _)| *head))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(shown))?;
    }
    writer.into_inner().map_err(::csv::IntoInnerError::into_error)
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if begins_formula(text) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Count(n) => n.to_string(),
        Cell::Share(part, whole) => percent(*part, *whole),
        Cell::Time(ms) => format!("{} {}", local(*ms).date(), clock_hhmmss(*ms)),
        Cell::Day(ms) => local(*ms).date().to_string(),
        Cell::Nothing => String::new(),
    }
}

/// Whether a spreadsheet takes `text` for a formula, as it stands or once the space before it is gone.
pub(super) fn begins_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_formula() {
        for text in ["=1+1", "+84 912", "-2+3", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"] {
            let cell = shown(&Cell::Text(text.to_owned()));
            assert!(cell.starts_with('\''), "{text:?}");
        }
        assert_eq!(shown(&Cell::Text("Đỗ Thị H - Tổ số 2".to_owned())), "Đỗ Thị H - Tổ số 2");
        assert_eq!(shown(&Cell::Day(1_797_440_400_000)), "2026-12-17");
        assert_eq!(shown(&Cell::Time(1_797_467_405_000)), "2026-12-17 07:30:05");
    }

    #[test]
    fn a_file_is_utf8_with_a_mark_and_quotes_what_must_be_quoted() {
        let sheet = Sheet {
            name: "x",
            heading: "x",
            columns: vec![("Số", 6), ("Chữ", 20)],
            rows: vec![vec![Cell::Count(1), Cell::Text("a, \"b\"\nc".to_owned())]],
        };
        let text = String::from_utf8(render(&sheet).expect("in memory")).expect("UTF-8");
        assert_eq!(text, "\u{feff}Số,Chữ\r\n1,\"a, \"\"b\"\"\nc\"\r\n");
    }
}
