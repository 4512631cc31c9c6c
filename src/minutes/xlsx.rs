//! XLSX of the tables: numbers as numbers, times as times, so that a spreadsheet can go on with them.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::MinutesError;
use super::csv::begins_formula;
use super::model::MinutesModel;
use super::proceedings::number;
use super::sheets::{self, Cell, Sheet};
use crate::text::minutes_date;

/// Seconds from UTC to Việt Nam's time: cells hold local time, as a reader expects.
const OFFSET_S: i64 = 7 * 3600;

struct Looks {
    title: Format,
    head: Format,
    text: Format,
    /// Text that a spreadsheet would take for a formula when somebody edits it.
    quoted: Format,
    count: Format,
    share: Format,
    time: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        let base = Format::new().set_font_name("Times New Roman").set_font_size(12);
        let cell = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: base.clone().set_bold().set_font_size(14),
            head: cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell.clone().set_text_wrap(),
            quoted: cell.clone().set_text_wrap().set_quote_prefix(),
            count: cell.clone().set_num_format("0"),
            share: cell.clone().set_num_format("0.00%"),
            time: cell.clone().set_num_format("dd/mm/yyyy hh:mm:ss"),
            day: cell.set_num_format("dd/mm/yyyy"),
        }
    }
}

/// The workbook of the minutes. The same model gives the same bytes.
///
/// # Errors
/// Whatever the writer says.
pub fn render(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    let mut tables = vec![
        sheets::attendance(model),
        sheets::documents(model),
        sheets::votes(model),
        sheets::ballots(model),
    ];
    tables.extend(speaking(model));
    tables.push(sheets::commitments(model));
    book(model, &format!("Biên bản số {}", number(model)), &tables)
}

/// The workbook of the speeches alone: each request, and how often and how long by person and by item.
///
/// # Errors
/// Whatever the writer says.
pub fn render_speeches(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    book(model, "Các lượt phát biểu", &speaking(model))
}

fn speaking(model: &MinutesModel) -> [Sheet; 3] {
    [sheets::speeches(model), sheets::by_person(model), sheets::by_item(model)]
}

fn book(model: &MinutesModel, title: &str, tables: &[Sheet]) -> Result<Vec<u8>, MinutesError> {
    let mut workbook = Workbook::new();
    let created = model.end_at.unwrap_or(model.start_at).div_euclid(1000);
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(model.council_name.as_str())
        .set_creation_datetime(&ExcelDateTime::from_timestamp(created.max(0))?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    let subtitle = format!(
        "Kỳ họp thứ {} {} khóa {}, {}",
        model.session.ordinal,
        model.council_name,
        model.term_label,
        minutes_date(model.start_at)
    );
    for sheet in tables {
        write(workbook.add_worksheet(), sheet, &subtitle, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Height of a line and of the tallest row, points.
const LINE: u32 = 17;
const TALLEST: u32 = 400;

/// Lines that `text` takes in a column of `width` characters; words do not fill a line, so a little more than the sum.
fn lines(text: &str, width: u32) -> u32 {
    let of = |line: &str| {
        let length = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        length.saturating_mul(9).div_ceil(width.max(1) * 8).max(1)
    };
    text.lines().map(of).fold(0, u32::saturating_add).max(1)
}

fn write(page: &mut Worksheet, sheet: &Sheet, subtitle: &str, looks: &Looks) -> Result<(), XlsxError> {
    const HEAD_ROW: u32 = 3;
    page.set_name(sheet.name)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.write_string_with_format(0, 0, sheet.heading, &looks.title)?;
    page.write_string_with_format(
        1,
        0,
        subtitle,
        &Format::new().set_font_name("Times New Roman").set_font_size(12),
    )?;
    for (column, (head, width)) in (0_u16..).zip(&sheet.columns) {
        page.set_column_width(column, *width)?;
        page.write_string_with_format(HEAD_ROW, column, *head, &looks.head)?;
    }
    let heads = sheet.columns.iter().map(|(head, width)| lines(head, *width));
    page.set_row_height(HEAD_ROW, LINE * heads.max().unwrap_or(1))?;
    for (row, cells) in (HEAD_ROW + 1..).zip(&sheet.rows) {
        let texts = cells.iter().zip(&sheet.columns).map(|(cell, (_, width))| match cell {
            Cell::Text(text) => lines(text, *width),
            Cell::Count(_) | Cell::Share(..) | Cell::Time(_) | Cell::Day(_) | Cell::Nothing => 1,
        });
        page.set_row_height(row, (LINE * texts.max().unwrap_or(1)).min(TALLEST))?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => {
                    let look = if begins_formula(text) { &looks.quoted } else { &looks.text };
                    page.write_string_with_format(row, column, text.as_str(), look)?
                }
                Cell::Count(n) => page.write_number_with_format(row, column, *n, &looks.count)?,
                // A spreadsheet's number is a fraction; what is decided was decided on the integers beside
                // it.
                Cell::Share(n, d) => {
                    let share = if *d == 0 { 0.0 } else { f64::from(*n) / f64::from(*d) };
                    page.write_number_with_format(row, column, share, &looks.share)?
                }
                Cell::Time(ms) => {
                    let at = ExcelDateTime::from_timestamp(ms.div_euclid(1000) + OFFSET_S)?;
                    page.write_datetime_with_format(row, column, &at, &looks.time)?
                }
                Cell::Day(ms) => {
                    let midnight = (ms.div_euclid(1000) + OFFSET_S).div_euclid(86_400) * 86_400;
                    let day = ExcelDateTime::from_timestamp(midnight)?;
                    page.write_datetime_with_format(row, column, &day, &looks.day)?
                }
                Cell::Nothing => page.write_blank(row, column, &looks.text)?,
            };
        }
    }
    page.set_freeze_panes(HEAD_ROW + 1, 0)?;
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}
