//! Tables from Excel: CSV with any of its separators, and XLSX. Both become rows with their numbers.

use super::problem::{Findings, Place};
use calamine::{DataRef, Reader, Xlsx};
use std::io::Cursor;
use std::path::Path;

/// A row: its number as Excel or an editor shows it, and its cells as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub line: u32,
    pub cells: Vec<String>,
}

/// More rows or columns than this is no list of delegates.
const MAX_ROWS: u32 = 5_000;
const MAX_COLUMNS: u32 = 60;

/// The separators that Excel writes, by region.
pub(super) const SEPARATORS: [char; 3] = [';', ',', '\t'];

/// The rows of a CSV text; a quote that is never closed is reported at the line where it opens.
///
/// Written here because an unclosed quote must be found where it opens: a lenient reader takes the rest of the
/// file for one cell.
pub(super) fn csv(file: &Path, text: &str, separator: char, out: &mut Findings) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row { line: 1, cells: Vec::new() };
    let mut cell = String::new();
    let mut line = 1;
    let mut opened_at = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, opened_at) {
            ('"', Some(_)) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', Some(_)) => opened_at = None,
            ('"', None) if cell.trim().is_empty() => {
                cell.clear();
                opened_at = Some(line);
            }
            ('\r', None) if chars.peek() == Some(&'\n') => {}
            ('\n' | '\r', None) => {
                line += 1;
                row.cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::replace(&mut row, Row { line, cells: Vec::new() }));
            }
            (c, None) if c == separator => row.cells.push(std::mem::take(&mut cell)),
            (c, _) => {
                line += u32::from(c == '\n');
                cell.push(c);
            }
        }
    }
    if let Some(opened) = opened_at {
        out.error(
            Place::line(file, opened),
            "dấu ngoặc kép (\") mở ở dòng này nhưng không đóng; hãy xóa hoặc đóng dấu ngoặc kép",
            "a quote (\") opens on this line and is never closed; remove or close it",
        );
        return rows;
    }
    row.cells.push(cell);
    rows.push(row);
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    if rows.len() > MAX_ROWS as usize {
        too_long(file, out);
        rows.clear();
    }
    rows
}

/// The rows of every sheet of a workbook, sheet by sheet in its order.
pub(super) fn xlsx(file: &Path, bytes: Vec<u8>, out: &mut Findings) -> Vec<Vec<Row>> {
    // The parser is not ours: should a damaged file make it panic, that is one more unreadable file.
    let read = std::panic::catch_unwind(|| workbook(bytes));
    match read {
        Ok(Ok(sheets)) => {
            if sheets.iter().any(|rows| rows.len() > MAX_ROWS as usize) {
                too_long(file, out);
                return Vec::new();
            }
            sheets
        }
        Ok(Err(calamine::XlsxError::Password)) => {
            out.error(
                Place::file(file),
                "tệp có mật khẩu; hãy bỏ mật khẩu trong Excel rồi lưu lại",
                "the file has a password; remove it in Excel and save again",
            );
            Vec::new()
        }
        Ok(Err(_)) | Err(_) => {
            out.error(
                Place::file(file),
                "không đọc được tệp Excel; hãy mở bằng Excel và lưu lại dạng .xlsx",
                "the workbook cannot be read; open it in Excel and save it as .xlsx",
            );
            Vec::new()
        }
    }
}

fn workbook(bytes: Vec<u8>) -> Result<Vec<Vec<Row>>, calamine::XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut rows: Vec<Row> = Vec::new();
        // Cell by cell: a stray value in the last row and column must not cost a table of that size.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = cells.next_cell()? {
            let (row, column) = cell.get_position();
            let text = cell_text(cell.get_value());
            if column >= MAX_COLUMNS || text.trim().is_empty() {
                continue;
            }
            let line = row.saturating_add(1);
            if rows.last().is_none_or(|last| last.line != line) {
                if rows.len() > MAX_ROWS as usize {
                    break;
                }
                rows.push(Row { line, cells: Vec::new() });
            }
            if let Some(last) = rows.last_mut() {
                last.cells.resize(last.cells.len().max(column as usize + 1), String::new());
                last.cells[column as usize] = text;
            }
        }
        sheets.push(rows);
    }
    Ok(sheets)
}

fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => if *flag { "x" } else { "" }.to_owned(),
        DataRef::DateTime(at) => match at.to_ymd_hms_milli() {
            // Small numbers in a column that Excel took for days are numbers.
            (year @ 2000.., month, day, ..) => format!("{year}-{month:02}-{day:02}"),
            _ => at.as_f64().to_string(),
        },
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn too_long(file: &Path, out: &mut Findings) {
    out.error(
        Place::file(file),
        format!("có hơn {MAX_ROWS} dòng; hãy xóa các dòng thừa bên dưới danh sách"),
        format!("has more than {MAX_ROWS} rows; remove those below the list"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, separator: char) -> Vec<(u32, Vec<String>)> {
        let mut out = Findings::default();
        let rows = csv(Path::new("d.csv"), text, separator, &mut out);
        assert!(out.errors.is_empty(), "{:?}", out.errors);
        rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn quotes_line_ends_and_empty_lines() {
        let text = "\r\na;\"b;\"\"c\"\"\nd\";e\r\n\r\n;;\n  \"x\" ; y\rz";
        assert_eq!(
            rows(text, ';'),
            [
                (2, vec!["a".into(), "b;\"c\"\nd".into(), "e".into()]),
                (6, vec!["x ".into(), " y".into()]),
                (7, vec!["z".into()]),
            ]
        );
    }

    #[test]
    fn an_unclosed_quote_is_reported_where_it_opens() {
        let mut out = Findings::default();
        csv(Path::new("d.csv"), "a;b\n1;\"c\n2;d\n", ';', &mut out);
        assert_eq!(out.errors.len(), 1);
        assert_eq!(out.errors[0].line, Some(2));
    }
}
