//! XLSX of attendance, documents, votes, ballots and speeches: numbers as numbers, times as times, so that a
//! spreadsheet can go on with them.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::MinutesError;
use super::annexes::{absence, ballot_label, ballot_title, form_of, on_time, vote_title};
use super::model::{CandidateResult, MinutesModel, TallyRecord, Vote};
use super::phrases::{counted, document_title, means_label, verdict_label};
use super::proceedings::number;
use crate::text::{Lang, form_name, minutes_date, short_date};

/// Seconds from UTC to Việt Nam's time: cells hold local time, as a reader expects.
const OFFSET_S: i64 = 7 * 3600;

/// What a cell holds.
enum Cell {
    Text(String),
    Count(u32),
    /// A share of integers, shown in percent.
    Share(u32, u32),
    /// An instant, UTC milliseconds, shown as date and time of day.
    Time(i64),
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Nothing } else { Cell::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::from(text.as_str())
    }
}

impl From<u32> for Cell {
    fn from(n: u32) -> Self {
        Cell::Count(n)
    }
}

impl From<Option<i64>> for Cell {
    fn from(ms: Option<i64>) -> Self {
        ms.map_or(Cell::Nothing, Cell::Time)
    }
}

impl From<Option<u32>> for Cell {
    fn from(n: Option<u32>) -> Self {
        n.map_or(Cell::Nothing, Cell::Count)
    }
}

struct Looks {
    title: Format,
    head: Format,
    text: Format,
    count: Format,
    share: Format,
    time: Format,
}

impl Looks {
    fn new() -> Self {
        let base = Format::new().set_font_name("Times New Roman").set_font_size(12);
        let cell = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: base.clone().set_bold().set_font_size(14),
            head: cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell.clone().set_text_wrap(),
            count: cell.clone().set_num_format("0"),
            share: cell.clone().set_num_format("0.00%"),
            time: cell.set_num_format("dd/mm/yyyy hh:mm"),
        }
    }
}

/// A sheet before it is written.
struct Sheet {
    name: &'static str,
    heading: &'static str,
    /// Head and width in characters.
    columns: Vec<(&'static str, u32)>,
    rows: Vec<Vec<Cell>>,
}

/// The workbook. The same model gives the same bytes.
pub fn render(model: &MinutesModel) -> Result<Vec<u8>, MinutesError> {
    let mut workbook = Workbook::new();
    let created = model.end_at.unwrap_or(model.start_at).div_euclid(1000);
    let properties = DocProperties::new()
        .set_title(format!("Biên bản số {}", number(model)))
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
    for sheet in [attendance(model), documents(model), votes(model), ballots(model), speeches(model)] {
        write(workbook.add_worksheet(), &sheet, &subtitle, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
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
    for (row, cells) in (HEAD_ROW + 1..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) => page.write_string_with_format(row, column, text.as_str(), &looks.text)?,
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
                Cell::Nothing => page.write_blank(row, column, &looks.text)?,
            };
        }
    }
    page.set_freeze_panes(HEAD_ROW + 1, 0)?;
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

/// Row numbers from 1.
fn numbered<T>(list: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (1..).zip(list)
}

fn attendance(model: &MinutesModel) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = numbered(&model.attendance)
        .map(|(no, row)| {
            vec![
                no.into(),
                row.name.as_str().into(),
                row.title.as_str().into(),
                row.group.as_str().into(),
                u32::from(row.present_at_open).into(),
                row.intervals.first().map(|i| i.from).into(),
                row.intervals.last().and_then(|i| i.until).into(),
                u32::try_from(row.intervals.len()).unwrap_or(u32::MAX).into(),
                row.means.map(means_label).unwrap_or_default().into(),
                absence(row).into(),
            ]
        })
        .collect();
    let (n, p) = (model.total_delegates, model.present_at_open);
    let total =
        |label: &str, n: Cell| vec![Cell::Nothing, Cell::from(label), Cell::Nothing, Cell::Nothing, n];
    rows.push(total("Tổng số đại biểu", n.into()));
    rows.push(total("Có mặt khi khai mạc", p.into()));
    rows.push(total("Tỷ lệ có mặt", Cell::Share(p, n)));
    Sheet {
        name: "Điểm danh",
        heading: "Danh sách điểm danh đại biểu",
        columns: vec![
            ("TT", 6),
            ("Họ và tên", 26),
            ("Chức vụ, đơn vị", 34),
            ("Tổ đại biểu", 14),
            ("Có mặt khi khai mạc (1: có, 0: không)", 16),
            ("Giờ đến", 18),
            ("Giờ về (nếu về trước)", 18),
            ("Số lần vào", 10),
            ("Hình thức điểm danh", 14),
            ("Vắng: lý do", 30),
        ],
        rows,
    }
}

fn documents(model: &MinutesModel) -> Sheet {
    Sheet {
        name: "Tài liệu",
        heading: "Danh mục tài liệu kỳ họp",
        columns: vec![
            ("TT", 6),
            ("Số, ký hiệu", 20),
            ("Trích yếu", 60),
            ("Cơ quan trình", 30),
            ("Nội dung số", 10),
            ("Hình thức", 16),
            ("Ngày văn bản", 14),
            ("Gửi lúc", 18),
            ("Đúng hạn", 10),
            ("Số trang", 10),
            ("Lượt mở (đại biểu)", 12),
        ],
        rows: numbered(&model.documents)
            .map(|(no, row)| {
                vec![
                    no.into(),
                    row.number.as_str().into(),
                    document_title(row).into(),
                    row.submitter.as_str().into(),
                    row.item_no.as_str().into(),
                    form_of(row).into(),
                    row.issued_at.map(short_date).unwrap_or_default().into(),
                    row.sent_at.into(),
                    on_time(row).into(),
                    row.pages.into(),
                    row.opened_by.into(),
                ]
            })
            .collect(),
    }
}

fn votes(model: &MinutesModel) -> Sheet {
    let figure = |vote: &Vote, cell: Cell| if counted(vote) { cell } else { Cell::Nothing };
    let row = |(no, vote): (u32, &Vote)| {
        vec![
            no.into(),
            vote.item_no.as_str().into(),
            vote_title(vote).into(),
            form_name(vote.form, Lang::Vi).into(),
            vote.rule_label.as_str().into(),
            vote.total_delegates.into(),
            figure(vote, vote.present.into()),
            figure(vote, vote.in_favour.into()),
            figure(vote, Cell::Share(vote.in_favour, vote.present)),
            figure(vote, Cell::Share(vote.in_favour, vote.total_delegates)),
            figure(vote, vote.against.into()),
            figure(vote, vote.not_voting.into()),
            verdict_label(vote).into(),
            vote.arithmetic.as_str().into(),
            vote.annulled_reason.clone().unwrap_or_default().into(),
            vote.closed_at.into(),
            vote.sentence.as_str().into(),
        ]
    };
    Sheet {
        name: "Biểu quyết",
        heading: "Bảng tổng hợp kết quả biểu quyết",
        columns: vec![
            ("TT", 6),
            ("Nội dung số", 10),
            ("Nội dung biểu quyết", 50),
            ("Hình thức", 16),
            ("Quy tắc", 28),
            ("Tổng số ĐB", 10),
            ("Có mặt", 10),
            ("Tán thành", 10),
            ("% có mặt", 11),
            ("% tổng số", 11),
            ("Không tán thành", 11),
            ("Không biểu quyết", 11),
            ("Kết quả", 16),
            ("Phép tính", 22),
            ("Lý do hủy", 30),
            ("Đóng lúc", 18),
            ("Câu ghi trong biên bản", 90),
        ],
        rows: numbered(&model.votes).map(row).collect(),
    }
}

/// A row for each name, one for a ballot that was annulled before its count.
fn ballots(model: &MinutesModel) -> Sheet {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for ballot in &model.tally_records {
        let lines = ballot.candidates.iter().map(Some).chain(ballot.candidates.is_empty().then_some(None));
        for line in lines {
            let no = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
            rows.push(ballot_row(no, ballot, line));
        }
    }
    Sheet {
        name: "Bỏ phiếu kín",
        heading: "Kết quả bỏ phiếu kín",
        columns: vec![
            ("TT", 6),
            ("Nội dung số", 10),
            ("Nội dung", 50),
            ("Quy tắc", 28),
            ("Tổng số ĐB", 10),
            ("Có mặt", 10),
            ("Phát ra", 10),
            ("Thu vào", 10),
            ("Hợp lệ", 10),
            ("Không hợp lệ", 10),
            ("Họ và tên", 26),
            ("Lựa chọn (thuận / không thuận)", 22),
            ("Số phiếu thuận", 10),
            ("% tổng số", 11),
            ("Số phiếu không thuận", 11),
            ("% tổng số", 11),
            ("Không đánh dấu", 11),
            ("Kết quả", 18),
            ("Phép tính", 22),
            ("Lý do hủy", 30),
            ("Đóng lúc", 18),
            ("Câu ghi trong biên bản", 90),
        ],
        rows,
    }
}

fn ballot_row(no: u32, ballot: &TallyRecord, line: Option<&CandidateResult>) -> Vec<Cell> {
    let figure = |pick: fn(&CandidateResult) -> u32| Cell::from(line.map(pick));
    let share = |pick: fn(&CandidateResult) -> u32| {
        line.map_or(Cell::Nothing, |line| Cell::Share(pick(line), ballot.total_delegates))
    };
    vec![
        no.into(),
        ballot.item_no.as_str().into(),
        ballot_title(ballot).into(),
        ballot.rule_label.as_str().into(),
        ballot.total_delegates.into(),
        line.map(|_| ballot.present).into(),
        ballot.issued.into(),
        ballot.collected.into(),
        ballot.valid.into(),
        ballot.invalid.into(),
        line.map(|line| line.name.as_str()).unwrap_or_default().into(),
        ballot.options.join(" / ").into(),
        figure(|line| line.in_favour),
        share(|line| line.in_favour),
        figure(|line| line.against),
        share(|line| line.against),
        figure(|line| line.blank),
        line.map_or("Hủy".to_owned(), |line| ballot_label(ballot, line)).into(),
        line.map(|line| line.arithmetic.as_str()).unwrap_or_default().into(),
        ballot.annulled_reason.as_deref().unwrap_or_default().into(),
        ballot.closed_at.into(),
        ballot.sentences.join(" ").into(),
    ]
}

fn speeches(model: &MinutesModel) -> Sheet {
    let turns: Vec<_> =
        model.agenda_items.iter().flat_map(|item| item.turns.iter().map(move |turn| (item, turn))).collect();
    Sheet {
        name: "Phát biểu",
        heading: "Các lượt phát biểu",
        columns: vec![
            ("TT", 6),
            ("Nội dung số", 10),
            ("Nội dung", 34),
            ("Người phát biểu", 30),
            ("Tổ đại biểu", 14),
            ("Loại", 14),
            ("Bắt đầu", 18),
            ("Thời lượng (giây)", 12),
            ("Tóm tắt", 60),
        ],
        rows: numbered(&turns)
            .map(|(no, (item, turn))| {
                vec![
                    no.into(),
                    item.no.as_str().into(),
                    item.title.as_str().into(),
                    turn.delegate.as_str().into(),
                    turn.group.as_str().into(),
                    turn.kind.as_str().into(),
                    Cell::Time(turn.start),
                    turn.duration_s.into(),
                    turn.summary.clone().unwrap_or_else(|| super::PLACEHOLDER.to_owned()).into(),
                ]
            })
            .collect(),
    }
}
