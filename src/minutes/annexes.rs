//! Annexes I to III of the minutes: attendance, documents, votes.

use super::model::{AttendanceRow, DocumentRow, Interval, MinutesModel, Vote};
use super::phrases::{count, counted, document_title, means_label, verdict_label};
use super::proceedings::number;
use super::tree::{Align, Annex, Block, Column, Para, ParaStyle, Span, Table};
use crate::text::{
    Lang, clock_hhmm, form_name, local, minutes_date, padded, percent, short_date, upper_first,
};

/// The three annexes.
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
    vec![
        annex("Phụ lục I", "DANH SÁCH ĐIỂM DANH ĐẠI BIỂU", vec![Block::Table(attendance(model))]),
        annex("Phụ lục II", "DANH MỤC TÀI LIỆU KỲ HỌP", vec![Block::Table(documents(model))]),
        annex("Phụ lục III", "BẢNG TỔNG HỢP KẾT QUẢ BIỂU QUYẾT", votes(model)),
    ]
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
        (Some(reason), _) if !reason.trim().is_empty() => reason.trim().to_owned(),
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

/// A vote's name in tables.
pub(super) fn vote_title(vote: &Vote) -> String {
    let name = if vote.short_subject.trim().is_empty() { &vote.subject } else { &vote.short_subject };
    upper_first(name.trim().trim_end_matches('.'))
}

fn votes(model: &MinutesModel) -> Vec<Block> {
    let figure = |vote: &Vote, text: String| if counted(vote) { text } else { String::new() };
    let row = |(i, vote): (usize, &Vote)| {
        vec![
            (i + 1).to_string(),
            vote_title(vote),
            form_name(vote.form, Lang::Vi).to_owned(),
            vote.total_delegates.to_string(),
            figure(vote, vote.present.to_string()),
            figure(vote, vote.in_favour.to_string()),
            figure(vote, percent(vote.in_favour, vote.present)),
            figure(vote, percent(vote.in_favour, vote.total_delegates)),
            figure(vote, vote.against.to_string()),
            figure(vote, vote.not_voting.to_string()),
            verdict_label(vote).to_owned(),
        ]
    };
    let table = Table {
        columns: vec![
            Column::new("TT", 9, Align::Center),
            Column::new("Nội dung biểu quyết", 74, Align::Left),
            Column::new("Hình thức", 26, Align::Center),
            Column::new("Tổng số ĐB", 15, Align::Center),
            Column::new("Có mặt", 14, Align::Center),
            Column::new("Tán thành", 16, Align::Center),
            Column::new("% có mặt", 18, Align::Center),
            Column::new("% tổng số", 18, Align::Center),
            Column::new("Không tán thành", 18, Align::Center),
            Column::new("Không biểu quyết", 18, Align::Center),
            Column::new("Kết quả", 22, Align::Center),
        ],
        rows: model.votes.iter().enumerate().map(row).collect(),
        total: None,
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(rules(model).into_iter().map(note));
    blocks.extend(model.votes.iter().enumerate().filter_map(|(i, vote)| {
        vote.annulled_reason
            .as_ref()
            .map(|reason| note(format!("TT {} bị hủy. Lý do: {}", i + 1, reason.trim())))
    }));
    blocks.extend(model.evidence.as_ref().map(|evidence| {
        note(format!(
            "Số liệu lấy từ bản ghi điện tử của kỳ họp: {} dòng; mã gốc {}; khóa của máy {}. Mã này chứng minh dữ liệu mà máy đã ghi, không phải là chữ ký số và không thay chữ ký của Chủ tọa, Thư ký.",
            evidence.log_size, evidence.root_hash, evidence.key_fingerprint
        ))
    }));
    blocks
}

/// One line for each rule that was used: which, from where, and the arithmetic of each vote under it.
fn rules(model: &MinutesModel) -> Vec<String> {
    let mut seen: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for (i, vote) in model.votes.iter().enumerate().filter(|(_, v)| v.annulled_reason.is_none() && counted(v))
    {
        let sum = format!("TT {}: {}", i + 1, vote.arithmetic);
        match seen
            .iter_mut()
            .find(|(label, source, _)| *label == vote.rule_label && *source == vote.rule_source)
        {
            Some((_, _, sums)) => sums.push(sum),
            None => seen.push((&vote.rule_label, &vote.rule_source, vec![sum])),
        }
    }
    seen.into_iter()
        .map(|(label, source, sums)| {
            let source = if source.is_empty() { String::new() } else { format!(" ({source})") };
            format!("Thông qua khi đạt {label}{source}. {}.", sums.join("; "))
        })
        .collect()
}

fn note(text: String) -> Block {
    Block::Para(Para::of(ParaStyle::Note, vec![Span::plain(text)]))
}
