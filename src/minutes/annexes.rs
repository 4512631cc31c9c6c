//! Annexes of the minutes: attendance, documents, votes; where there are any, commitments and speeches.

mod follow_up;
mod results;
mod speaking;

pub(super) use results::{ballot_label, ballot_title, vote_title};

use super::model::{AttendanceRow, DocumentRow, Interval, MinutesModel};
use super::phrases::{count, document_title, lower_first, means_label, standing_sentences};
use super::proceedings::number;
use super::tree::{Align, Annex, Block, Column, Para, ParaStyle, Span, Table};
use crate::text::{clock_hhmm, local, minutes_date, padded, percent, short_date, upper_first};

/// The annex of commitments.
pub(super) const FOLLOW_UP: &str = "Phụ lục IV";

/// The annexes.
pub(super) fn annexes(model: &MinutesModel) -> Vec<Annex> {
    let reference = format!(
        "(Kèm theo Biên bản số {} {} của {})",
        number(model),
        minutes_date(model.end_at.unwrap_or(model.start_at)),
        model.council_name
    );
    let annex = |ordinal: &str, name: &str, blocks| Annex {
        ordinal: ordinal.to_owned(),
        name: name.to_owned(),
        reference: reference.clone(),
        landscape: true,
        blocks,
    };
    let mut roll = vec![Block::Table(attendance(model))];
    roll.extend(standing_sentences(&model.standings).into_iter().map(note));
    let mut annexes = vec![
        annex("Phụ lục I", "DANH SÁCH ĐIỂM DANH ĐẠI BIỂU", roll),
        annex("Phụ lục II", "DANH MỤC TÀI LIỆU KỲ HỌP", vec![Block::Table(documents(model))]),
        annex("Phụ lục III", "BẢNG TỔNG HỢP KẾT QUẢ BIỂU QUYẾT", results::blocks(model)),
    ];
    let owed = follow_up::blocks(model);
    let last = if owed.is_some() { "Phụ lục V" } else { FOLLOW_UP };
    annexes.extend(owed.map(|blocks| annex(FOLLOW_UP, "CÁC CAM KẾT, KIẾN NGHỊ CẦN THEO DÕI", blocks)));
    annexes.extend(speaking::blocks(model).map(|blocks| annex(last, "THỐNG KÊ PHÁT BIỂU", blocks)));
    annexes
}

fn attendance(model: &MinutesModel) -> Table {
    let excused = count(&model.absent.iter().filter(|a| a.excused).collect::<Vec<_>>());
    let (n, p) = (model.total_delegates, model.present_at_open);
    Table {
        columns: vec![
            Column::new("TT", 9, Align::Center),
            Column::new("Họ và tên", 40, Align::Left),
            Column::new("Chức vụ, đơn vị", 56, Align::Left),
            Column::new("Tổ đại biểu", 22, Align::Center),
            Column::new("Buổi sáng (giờ đến)", 28, Align::Center),
            Column::new("Buổi chiều", 24, Align::Center),
            Column::new("Hình thức điểm danh", 22, Align::Center),
            Column::new("Vắng: lý do", 28, Align::Left),
            Column::new("Ký tên", 18, Align::Center),
        ],
        rows: model
            .attendance
            .iter()
            .enumerate()
            .map(|(i, row)| {
                let (morning, afternoon) = halves(row, model.end_at);
                vec![
                    (i + 1).to_string(),
                    row.name.clone(),
                    row.title.clone(),
                    row.group.clone(),
                    morning,
                    afternoon,
                    row.means.map(means_label).unwrap_or_default().to_owned(),
                    absence(row),
                    String::new(),
                ]
            })
            .collect(),
        total: Some(format!(
            "Tổng số: {n}; có mặt khi khai mạc: {p} ({}); vắng có lý do: {}; vắng không lý do: {}",
            percent(p, n),
            padded(excused),
            padded(count(&model.absent) - excused)
        )),
    }
}

/// Why a delegate was absent; those who came later have no reason to give.
pub(super) fn absence(row: &AttendanceRow) -> String {
    match (&row.absent_reason, row.intervals.is_empty()) {
        (Some(reason), _) if !reason.trim().is_empty() => upper_first(reason.trim()),
        (_, true) if row.excused => "Có lý do".to_owned(),
        (_, true) => "Không lý do".to_owned(),
        (_, false) => String::new(),
    }
}

/// The cells of morning and afternoon: arrival, and departure where the delegate left before the close.
pub(super) fn halves(row: &AttendanceRow, end_at: Option<i64>) -> (String, String) {
    let is_morning = |ms: i64| local(ms).hour() < 12;
    let show = |i: &Interval| match i.until {
        Some(until) if end_at != Some(until) => format!("{} - {}", clock_hhmm(i.from), clock_hhmm(until)),
        _ => clock_hhmm(i.from),
    };
    let (morning, afternoon): (Vec<&Interval>, Vec<&Interval>) =
        row.intervals.iter().partition(|i| is_morning(i.from));
    let stayed = morning.iter().any(|i| i.until.or(end_at).is_some_and(|until| !is_morning(until)));
    let morning: Vec<String> = morning.into_iter().map(show).collect();
    let mut later: Vec<String> = if stayed { vec!["có mặt".to_owned()] } else { Vec::new() };
    later.extend(afternoon.into_iter().map(show));
    (morning.join("; "), later.join("; "))
}

fn documents(model: &MinutesModel) -> Table {
    let row = |(i, row): (usize, &DocumentRow)| {
        vec![
            (i + 1).to_string(),
            row.number.clone(),
            document_title(row),
            row.submitter.clone(),
            row.item_no.clone(),
            form_of(row).to_owned(),
            row.sent_at.map(short_date).unwrap_or_default(),
            on_time(row).to_owned(),
            row.opened_by.map(|n| n.to_string()).unwrap_or_default(),
        ]
    };
    let known: Vec<_> = model.documents.iter().filter_map(|d| d.on_time).collect();
    let in_time = count(&known.iter().filter(|t| **t).collect::<Vec<_>>());
    let timely = if known.is_empty() {
        String::new()
    } else {
        format!("; gửi đúng hạn: {}/{} ({})", in_time, known.len(), percent(in_time, count(&known)))
    };
    Table {
        columns: vec![
            Column::new("TT", 9, Align::Center),
            Column::new("Số, ký hiệu", 34, Align::Left),
            Column::new("Trích yếu", 80, Align::Left),
            Column::new("Cơ quan trình", 38, Align::Left),
            Column::new("Nội dung số", 15, Align::Center),
            Column::new("Hình thức", 22, Align::Center),
            Column::new("Gửi ngày", 28, Align::Center),
            Column::new("Đúng hạn", 17, Align::Center),
            Column::new("Lượt mở (đại biểu)", 18, Align::Center),
        ],
        rows: model.documents.iter().enumerate().map(row).collect(),
        total: Some(format!("Tổng số: {} tài liệu{timely}", padded(count(&model.documents)))),
    }
}

/// `Trình bày` or `Tự nghiên cứu`.
pub(super) fn form_of(row: &DocumentRow) -> &'static str {
    if row.presented { "Trình bày" } else { "Tự nghiên cứu" }
}

/// `Có`, `Không`, or nothing where it is not known.
pub(super) fn on_time(row: &DocumentRow) -> &'static str {
    match row.on_time {
        Some(true) => "Có",
        Some(false) => "Không",
        None => "",
    }
}

fn note(text: String) -> Block {
    Block::Para(Para::of(ParaStyle::Note, vec![Span::plain(text)]))
}
