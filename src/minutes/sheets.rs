//! The tables of the minutes, as they stand in workbooks and CSV files.

mod speeches;

pub(super) use speeches::{by_item, by_person, commitments, speeches};

use super::annexes::{absence, ballot_label, ballot_title, form_of, on_time, vote_title};
use super::model::{CandidateResult, MinutesModel, TallyRecord, Vote};
use super::phrases::{counted, document_title, means_label, verdict_label};
use crate::text::{Lang, form_name, short_date};

/// What a cell holds.
pub(super) enum Cell {
    Text(String),
    Count(u32),
    /// A share of integers, shown in percent.
    Share(u32, u32),
    /// An instant, UTC milliseconds, shown as date and time of day.
    Time(i64),
    /// A day by any instant of it, UTC milliseconds.
    Day(i64),
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

/// A sheet before it is written.
pub(super) struct Sheet {
    pub name: &'static str,
    pub heading: &'static str,
    /// Head and width in characters.
    pub columns: Vec<(&'static str, u32)>,
    pub rows: Vec<Vec<Cell>>,
}

/// Row numbers from 1.
fn numbered<T>(list: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (1..).zip(list)
}

pub(super) fn attendance(model: &MinutesModel) -> Sheet {
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

pub(super) fn documents(model: &MinutesModel) -> Sheet {
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

pub(super) fn votes(model: &MinutesModel) -> Sheet {
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
pub(super) fn ballots(model: &MinutesModel) -> Sheet {
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
