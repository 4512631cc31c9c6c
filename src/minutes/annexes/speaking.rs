//! The last annex: who spoke how often and how long, and what the items took.

use super::note;
use crate::chamber::rules::TurnKind;
use crate::minutes::model::{AgendaItem, MinutesModel};
use crate::minutes::phrases::{count, speaker};
use crate::minutes::statistics::{Speaking, Turns, items, people};
use crate::minutes::tree::{Align, Block, Column, Table};
use crate::text::{duration, minutes_time, padded};

/// Kinds of turn in the order of their columns, with the heads.
const KINDS: [(TurnKind, &str); 6] = [
    (TurnKind::Speech, "Phát biểu"),
    (TurnKind::Question, "Chất vấn"),
    (TurnKind::Answer, "Trả lời"),
    (TurnKind::Debate, "Tranh luận"),
    (TurnKind::Explanation, "Giải trình"),
    (TurnKind::Procedural, "Trình tự"),
];

/// The annex; nothing where nobody asked to speak.
pub(super) fn blocks(model: &MinutesModel) -> Option<Vec<Block>> {
    if model.speeches.is_empty() {
        return None;
    }
    let people = people(model);
    let mut blocks = vec![Block::heading(2, "1. Theo người phát biểu"), by_person(&people)];
    blocks.push(note("Thời gian ghi theo phút:giây, không tính lúc tạm dừng.".to_owned()));
    blocks.extend(silent(&people).map(note));
    blocks.push(Block::heading(2, "2. Theo nội dung"));
    blocks.push(by_item(model));
    blocks.extend(out_of_order(model).map(note));
    Some(blocks)
}

/// `06:10`; `75:30`.
fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

fn figure(n: u32) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn by_person(people: &[Speaking<'_>]) -> Block {
    let heard: Vec<&Speaking<'_>> =
        people.iter().filter(|p| p.turns + p.written + p.not_reached > 0).collect();
    let row = |(no, person): (usize, &&Speaking<'_>)| {
        let time = |kind| person.seconds.get(&kind).map(|s| clock(*s)).unwrap_or_default();
        let mut row =
            vec![no.to_string(), person.name.to_owned(), person.office.to_owned(), figure(person.turns)];
        row.extend(KINDS.map(|(kind, _)| time(kind)));
        row.extend([
            if person.turns > 0 { clock(person.total_s()) } else { String::new() },
            person.items.join(", "),
            figure(person.written),
            figure(person.not_reached),
        ]);
        row
    };
    let mut columns = vec![
        Column::new("TT", 9, Align::Center),
        Column::new("Họ và tên", 38, Align::Left),
        Column::new("Tổ đại biểu, chức vụ", 46, Align::Left),
        Column::new("Số lượt", 13, Align::Center),
    ];
    columns.extend(KINDS.map(|(_, head)| Column::new(head, 16, Align::Center)));
    columns.extend([
        Column::new("Tổng thời gian", 18, Align::Center),
        Column::new("Nội dung", 18, Align::Center),
        Column::new("Bằng văn bản", 15, Align::Center),
        Column::new("Chưa đến lượt", 15, Align::Center),
    ]);
    let turns = heard.iter().map(|p| p.turns).sum();
    let spoken = heard.iter().map(|p| p.total_s()).sum();
    Block::Table(Table {
        columns,
        rows: (1..).zip(&heard).map(row).collect(),
        total: Some(format!("Tổng số: {} lượt, {}", padded(turns), clock(spoken))),
    })
}

/// Delegates who came and had no turn.
fn silent(people: &[Speaking<'_>]) -> Option<String> {
    let quiet = |p: &&Speaking<'_>| p.delegate.is_some() && p.came && p.turns == 0;
    let names: Vec<&str> = people.iter().filter(quiet).map(|p| p.name).collect();
    let number = padded(count(&names));
    (!names.is_empty())
        .then(|| format!("Đại biểu có mặt, chưa phát biểu: {number} đại biểu ({}).", names.join(", ")))
}

fn by_item(model: &MinutesModel) -> Block {
    let told = items(model);
    let planned = |minutes: Option<u32>| minutes.map(|m| duration(i64::from(m) * 60_000)).unwrap_or_default();
    let real = |seconds: Option<u32>| seconds.map(|s| duration(i64::from(s) * 1000)).unwrap_or_default();
    let row = |(item, turns): &(&AgendaItem, Turns)| {
        vec![
            item.no.clone(),
            item.title.clone(),
            figure(turns.requests),
            figure(turns.given),
            figure(turns.answers),
            if turns.given + turns.answers > 0 { clock(turns.spoken_s) } else { String::new() },
            figure(turns.written),
            figure(turns.not_reached),
            figure(turns.withdrawn),
            planned(item.planned_minutes),
            real(item.duration_s),
        ]
    };
    let sum =
        |pick: fn(&AgendaItem) -> Option<u32>| told.iter().filter_map(|(item, _)| pick(item)).sum::<u32>();
    let (minutes, seconds) = (sum(|item| item.planned_minutes), sum(|item| item.duration_s));
    let plan = if minutes > 0 { format!("dự kiến {}, ", planned(Some(minutes))) } else { String::new() };
    Block::Table(Table {
        columns: vec![
            Column::new("Số", 10, Align::Center),
            Column::new("Nội dung", 74, Align::Left),
            Column::new("Đăng ký", 15, Align::Center),
            Column::new("Đã phát biểu", 17, Align::Center),
            Column::new("Trả lời chất vấn", 17, Align::Center),
            Column::new("Tổng thời gian nói", 19, Align::Center),
            Column::new("Bằng văn bản", 16, Align::Center),
            Column::new("Chưa đến lượt", 16, Align::Center),
            Column::new("Đã rút", 13, Align::Center),
            Column::new("Thời gian dự kiến", 28, Align::Center),
            Column::new("Thời gian thực tế", 32, Align::Center),
        ],
        rows: told.iter().map(row).collect(),
        total: Some(format!("Tổng thời gian các nội dung: {plan}thực tế {}", real(Some(seconds)))),
    })
}

/// Who was called before others who stood in front.
fn out_of_order(model: &MinutesModel) -> impl Iterator<Item = String> {
    let early = model.speeches.iter().filter(|s| s.passed_over > 0);
    early.map(|s| {
        let at = s.called_at.map(|at| format!(" lúc {}", minutes_time(at))).unwrap_or_default();
        format!(
            "Nội dung {}, {}{at}: Chủ tọa mời trước {} người đã đăng ký.",
            s.item_no,
            super::lower_first(&speaker(s)),
            padded(s.passed_over)
        )
    })
}
