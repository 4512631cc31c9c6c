//! Requests to speak, how much was spoken, and what was promised.

use super::{Cell, Sheet, numbered};
use crate::chamber::rules::TurnKind;
use crate::minutes::PLACEHOLDER;
use crate::minutes::model::{AgendaItem, MinutesModel, Speech};
use crate::minutes::phrases::{commitment_label, source, state_label, via_label};
use crate::minutes::statistics::{items, people};
use crate::text::{Lang, turn_name, upper_first};

/// The item with this number, and the title of its group of questions.
fn place<'a>(model: &'a MinutesModel, item_no: &str, group: Option<u32>) -> (&'a str, &'a str) {
    let item: Option<&AgendaItem> = model.agenda_items.iter().find(|item| item.no == item_no);
    let group = group.and_then(|no| item?.question_groups.iter().find(|g| g.no == no));
    (item.map_or("", |item| item.title.as_str()), group.map_or("", |group| group.title.as_str()))
}

/// Every request to speak and what became of it.
pub(in crate::minutes) fn speeches(model: &MinutesModel) -> Sheet {
    let row = |(no, s): (u32, &Speech)| {
        let (item, group) = place(model, &s.item_no, s.question_group);
        let given = |cell: Cell| if s.was_given() { cell } else { Cell::Nothing };
        let note = if s.was_given() && s.note.is_empty() { PLACEHOLDER } else { s.note.as_str() };
        vec![
            no.into(),
            s.item_no.as_str().into(),
            item.into(),
            group.into(),
            s.name.as_str().into(),
            if s.delegate.is_some() { &s.group } else { &s.title }.as_str().into(),
            turn_name(s.kind, Lang::Vi).into(),
            s.turn.into(),
            Cell::Time(s.requested_at),
            s.called_at.into(),
            given(s.allowed_s.into()),
            given(s.spoken_s.into()),
            given(s.over_s().into()),
            given(s.passed_over.into()),
            via_label(s.via).into(),
            state_label(s.state).into(),
            note.into(),
            s.opinion.as_str().into(),
        ]
    };
    Sheet {
        name: "Phát biểu",
        heading: "Các lượt phát biểu",
        columns: vec![
            ("TT", 6),
            ("Nội dung số", 10),
            ("Nội dung", 34),
            ("Nhóm vấn đề", 26),
            ("Họ và tên", 28),
            ("Tổ đại biểu, chức vụ", 26),
            ("Loại", 18),
            ("Lượt thứ", 8),
            ("Đăng ký lúc", 20),
            ("Mời lúc", 20),
            ("Được phép (giây)", 11),
            ("Đã nói (giây)", 11),
            ("Quá giờ (giây)", 11),
            ("Mời trước (người)", 11),
            ("Đăng ký bằng", 12),
            ("Trạng thái", 18),
            ("Tóm tắt", 60),
            ("Ý kiến bằng văn bản", 60),
        ],
        rows: numbered(&model.speeches).map(row).collect(),
    }
}

/// Kinds of turn with the heads of their columns.
const KINDS: [(TurnKind, &str); 6] = [
    (TurnKind::Speech, "Phát biểu (giây)"),
    (TurnKind::Question, "Chất vấn (giây)"),
    (TurnKind::Answer, "Trả lời chất vấn (giây)"),
    (TurnKind::Debate, "Tranh luận (giây)"),
    (TurnKind::Explanation, "Giải trình (giây)"),
    (TurnKind::Procedural, "Ý kiến về trình tự (giây)"),
];

/// How often and how long everybody spoke, also who never did.
pub(in crate::minutes) fn by_person(model: &MinutesModel) -> Sheet {
    let people = people(model);
    let rows = numbered(&people).map(|(no, person)| {
        let mut row: Vec<Cell> = vec![
            no.into(),
            person.name.into(),
            person.office.into(),
            if person.delegate.is_some() { "Đại biểu" } else { "Khách mời" }.into(),
            if person.came { "Có" } else { "Không" }.into(),
            person.turns.into(),
        ];
        row.extend(KINDS.map(|(kind, _)| person.seconds.get(&kind).copied().unwrap_or_default().into()));
        row.extend([
            person.total_s().into(),
            person.over_s.into(),
            person.items.join(", ").into(),
            person.written.into(),
            person.not_reached.into(),
        ]);
        row
    });
    let mut columns = vec![
        ("TT", 6),
        ("Họ và tên", 28),
        ("Tổ đại biểu, chức vụ", 30),
        ("Tư cách", 12),
        ("Có mặt", 8),
        ("Số lượt", 8),
    ];
    columns.extend(KINDS.map(|(_, head)| (head, 12)));
    columns.extend([
        ("Tổng thời gian (giây)", 12),
        ("Quá giờ (giây)", 11),
        ("Các nội dung", 14),
        ("Gửi bằng văn bản", 11),
        ("Chưa đến lượt", 11),
    ]);
    Sheet {
        name: "Phát biểu theo người",
        heading: "Thống kê phát biểu theo người",
        columns,
        rows: rows.collect(),
    }
}

/// What became of the requests in each item, and how long it took.
pub(in crate::minutes) fn by_item(model: &MinutesModel) -> Sheet {
    let row = |(item, turns): (&AgendaItem, crate::minutes::statistics::Turns)| {
        vec![
            item.no.as_str().into(),
            item.title.as_str().into(),
            turns.requests.into(),
            turns.given.into(),
            turns.answers.into(),
            turns.spoken_s.into(),
            turns.written.into(),
            turns.not_reached.into(),
            turns.withdrawn.into(),
            item.planned_minutes.into(),
            item.duration_s.into(),
        ]
    };
    Sheet {
        name: "Phát biểu theo nội dung",
        heading: "Thống kê phát biểu theo nội dung",
        columns: vec![
            ("Nội dung số", 10),
            ("Nội dung", 50),
            ("Đăng ký (lượt)", 10),
            ("Đã phát biểu (lượt)", 11),
            ("Trả lời chất vấn (lượt)", 11),
            ("Tổng thời gian nói (giây)", 13),
            ("Gửi bằng văn bản", 11),
            ("Chưa đến lượt", 11),
            ("Đã rút", 10),
            ("Dự kiến (phút)", 11),
            ("Thực tế (giây)", 11),
        ],
        rows: items(model).into_iter().map(row).collect(),
    }
}

/// What was promised or is owed, with what was struck out.
pub(in crate::minutes) fn commitments(model: &MinutesModel) -> Sheet {
    Sheet {
        name: "Cam kết, kiến nghị",
        heading: "Các cam kết, kiến nghị cần theo dõi",
        columns: vec![
            ("TT", 6),
            ("Loại", 20),
            ("Nội dung", 60),
            ("Người thực hiện", 36),
            ("Thời hạn", 14),
            ("Nguồn", 44),
            ("Ghi nhận lúc", 20),
            ("Lý do bỏ", 30),
        ],
        rows: numbered(&model.commitments)
            .map(|(no, c)| {
                vec![
                    no.into(),
                    commitment_label(c.kind).into(),
                    upper_first(&c.text).into(),
                    c.owner.as_str().into(),
                    Cell::Day(c.due),
                    upper_first(&source(model, c)).into(),
                    Cell::Time(c.made_at),
                    c.dropped.as_deref().unwrap_or_default().into(),
                ]
            })
            .collect(),
    }
}
