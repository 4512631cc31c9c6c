//! Annex IV: what was promised or is owed.

use super::note;
use crate::minutes::model::{Commitment, MinutesModel};
use crate::minutes::phrases::{commitment_label, source};
use crate::minutes::tree::{Align, Block, Column, Table};
use crate::text::{padded, short_date, stopped, upper_first};

/// The annex; nothing without commitments.
pub(super) fn blocks(model: &MinutesModel) -> Option<Vec<Block>> {
    let (dropped, owed): (Vec<_>, Vec<_>) = model.commitments.iter().partition(|c| c.dropped.is_some());
    if model.commitments.is_empty() {
        return None;
    }
    let row = |(no, c): (usize, &&Commitment)| {
        vec![
            no.to_string(),
            stopped(&upper_first(&c.text)),
            c.owner.clone(),
            short_date(c.due),
            upper_first(&source(model, c)),
            commitment_label(c.kind).to_owned(),
        ]
    };
    let total = padded(u32::try_from(owed.len()).unwrap_or(u32::MAX));
    let mut blocks = vec![Block::Table(Table {
        columns: vec![
            Column::new("TT", 9, Align::Center),
            Column::new("Nội dung", 92, Align::Left),
            Column::new("Người thực hiện", 52, Align::Left),
            Column::new("Thời hạn", 24, Align::Center),
            Column::new("Nguồn", 56, Align::Left),
            Column::new("Loại", 24, Align::Center),
        ],
        rows: (1..).zip(&owed).map(row).collect(),
        total: Some(format!("Tổng số: {total} việc cần theo dõi")),
    })];
    blocks.extend(dropped.into_iter().map(|c| {
        let why = stopped(c.dropped.as_deref().unwrap_or_default());
        let text = upper_first(c.text.trim().trim_end_matches('.'));
        note(format!("Đã ghi và bỏ: {text} ({}). Lý do: {why}", c.owner))
    }));
    Some(blocks)
}
