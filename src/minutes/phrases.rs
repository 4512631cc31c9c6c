//! The sentences of the minutes that are made from figures.

mod speeches;

pub(super) use speeches::{
    commitment_label, commitment_sentence, follow_up_sentence, group_sentence, opinion_sentence, source,
    speaker, state_label, turn_sentence, turns_sentence, via_label, with_group,
};

use super::PLACEHOLDER;
use super::model::{Choice, DocumentRow, Guest, Means, MinutesModel, StandingRow, TallyRecord, Vote};
use crate::chamber::plan::Status;
use crate::text::{padded, short_date};

/// `xã`, `phường` or `đặc khu`: the kind of unit, as it is written after *Hội đồng nhân dân*.
pub(super) fn unit(model: &MinutesModel) -> &'static str {
    crate::text::unit(&model.commune_name)
}

/// The text, or the placeholder if nobody wrote it.
pub(super) fn or_placeholder(text: Option<&str>) -> &str {
    match text.map(str::trim) {
        None | Some("") => PLACEHOLDER,
        Some(text) => text,
    }
}

/// The text with one full stop at its end; marks that end a sentence and the placeholder stay.
pub(super) fn stopped(text: &str) -> String {
    if text.trim().ends_with(PLACEHOLDER) { text.trim().to_owned() } else { crate::text::stopped(text) }
}

/// The first letter in lower case.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// `Đại diện cử tri: 05 người`, `…: 04/05 người`, `Ông Hà Văn P, Phóng viên: vắng mặt`.
pub(super) fn guest_phrase(guest: &Guest) -> String {
    let title = if guest.title.is_empty() { String::new() } else { format!(", {}", guest.title) };
    let people = match (guest.came, guest.count) {
        (Some(0), _) => ": vắng mặt".to_owned(),
        (Some(came), Some(invited)) if came != invited => {
            format!(": {}/{} người", padded(came), padded(invited))
        }
        (_, Some(count)) => format!(": {} người", padded(count)),
        (_, None) => String::new(),
    };
    format!("{}{title}{people}", guest.name)
}

/// `QR`.
pub(super) fn means_label(means: Means) -> &'static str {
    match means {
        Means::Qr => "QR",
        Means::Kiosk => "Kiosk",
        Means::Secretary => "Thư ký",
    }
}

/// Whether the vote was closed and so has figures.
pub(super) fn counted(vote: &Vote) -> bool {
    vote.closed_at.is_some()
}

/// `Thông qua`, `Không thông qua`, `Hủy` or `Chưa đóng`.
pub(super) fn verdict_label(vote: &Vote) -> &'static str {
    match (&vote.annulled_reason, counted(vote), vote.passed) {
        (Some(_), _, _) => "Hủy",
        (None, false, _) => "Chưa đóng",
        (None, true, true) => "Thông qua",
        (None, true, false) => "Không thông qua",
    }
}

/// Choices by name, a sentence for each choice that anyone made, where the rule profile makes them public
///
pub(super) fn named_choices(vote: &Vote) -> Option<String> {
    let list = |choice: Choice, label: &str| {
        let names: Vec<String> = vote
            .named_choices
            .iter()
            .filter(|c| c.choice == choice)
            .map(|c| if c.by_secretary { format!("{} (thư ký nhập)", c.name) } else { c.name.clone() })
            .collect();
        (!names.is_empty()).then(|| format!("{label}: {}.", names.join(", ")))
    };
    let parts: Vec<String> = [
        list(Choice::For, "Tán thành"),
        list(Choice::Against, "Không tán thành"),
        list(Choice::NotVoting, "Không biểu quyết"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Biểu quyết công khai theo danh sách. {}", parts.join(" ")))
}

/// `Báo cáo số 210/BC-UBND ngày 02/12/2026 của Ủy ban nhân dân xã về tình hình …`.
pub(super) fn document_sentence(row: &DocumentRow) -> String {
    let mut out = if row.kind.is_empty() { "Tài liệu".to_owned() } else { row.kind.clone() };
    if row.number.contains('/') {
        out += &format!(" số {}", row.number);
    }
    if let Some(ms) = row.issued_at {
        out += &format!(" ngày {}", short_date(ms));
    }
    if !row.submitter.is_empty() {
        out += &format!(" của {}", row.submitter);
    }
    let title = lower_first(row.title.trim());
    out += &if title.starts_with("về ") { format!(" {title}") } else { format!(" về {title}") };
    stopped(&out)
}

/// `Báo cáo tình hình kinh tế - xã hội …`, for annex II.
pub(super) fn document_title(row: &DocumentRow) -> String {
    if row.kind.is_empty() {
        row.title.clone()
    } else {
        format!("{} {}", row.kind, lower_first(row.title.trim()))
    }
}

/// `Ban kiểm phiếu gồm 03 đại biểu: bà Đỗ Thị H (Trưởng ban), …`; nothing without a board.
pub(super) fn board_sentence(tally: &TallyRecord) -> Option<String> {
    let board: Vec<String> =
        tally.board.iter().map(|p| format!("{} ({})", lower_first(&p.name), p.title)).collect();
    let size = padded(count(&board));
    (!board.is_empty()).then(|| format!("Ban kiểm phiếu gồm {size} đại biểu: {}.", board.join(", ")))
}

/// How a delegate's office stands, in lower case: `tạm đình chỉ thực hiện nhiệm vụ đại biểu`.
pub(super) fn standing_word(status: Status) -> &'static str {
    match status {
        Status::InOffice => "đang làm nhiệm vụ đại biểu",
        Status::ElectedAdditional => "được bầu bổ sung",
        Status::Suspended => "tạm đình chỉ thực hiện nhiệm vụ đại biểu",
        Status::Resigned => "thôi làm nhiệm vụ đại biểu",
        Status::Removed => "bị bãi nhiệm đại biểu",
        Status::LostRight => "mất quyền đại biểu",
        Status::Deceased => "từ trần",
    }
}

/// `Tạm đình chỉ thực hiện nhiệm vụ đại biểu: Nguyễn Hồng T (từ ngày 01/10/2026).`: a sentence for each status.
pub(super) fn standing_sentences(rows: &[StandingRow]) -> Vec<String> {
    let line = |status: Status| {
        let names: Vec<String> = rows
            .iter()
            .filter(|row| row.status == status)
            .map(|row| match row.from {
                Some(from) => format!("{} (từ ngày {})", row.name, short_date(from)),
                None => format!("{} (tại kỳ họp này)", row.name),
            })
            .collect();
        let word = crate::text::upper_first(standing_word(status));
        (!names.is_empty()).then(|| format!("{word}: {}.", names.join("; ")))
    };
    Status::ALL.into_iter().filter_map(line).collect()
}

/// A list's length as a count of people or things.
pub(super) fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_wrote_is_left_to_the_secretary() {
        assert_eq!(or_placeholder(Some("  ")), PLACEHOLDER);
        assert_eq!(
            stopped(&format!("Chủ tọa kết luận: {PLACEHOLDER} ")),
            format!("Chủ tọa kết luận: {PLACEHOLDER}")
        );
    }
}
