//! Sentences about who spoke, who did not, and what was promised.

use super::{or_placeholder, stopped};
use crate::chamber::event::Via;
use crate::chamber::rules::TurnKind;
use crate::chamber::{CommitmentKind, SpeechState};
use crate::minutes::model::{Commitment, MinutesModel, Person, QuestionGroup, Speech};
use crate::minutes::statistics::Turns;
use crate::text::{Lang, duration, minutes_date, minutes_time, padded, turn_name};

/// `Đại biểu Đỗ Thị H`, `Ông Vũ Văn G, Chủ tịch Ủy ban nhân dân xã`.
pub(in crate::minutes) fn speaker(speech: &Speech) -> String {
    match &speech.delegate {
        Some(_) => format!("Đại biểu {}", speech.name),
        None => titled(&speech.name, &speech.title),
    }
}

/// `Ông Bùi Văn L, Trưởng phòng Kinh tế`.
pub(in crate::minutes) fn person(person: &Person) -> String {
    titled(&person.name, &person.title)
}

fn titled(name: &str, title: &str) -> String {
    if title.is_empty() { name.to_owned() } else { format!("{name}, {title}") }
}

/// `tranh luận`.
pub(in crate::minutes) fn kind_word(kind: TurnKind) -> String {
    super::lower_first(turn_name(kind, Lang::Vi))
}

/// `Đã phát biểu`.
pub(in crate::minutes) fn state_label(state: SpeechState) -> &'static str {
    match state {
        SpeechState::Registered => "Đang chờ",
        SpeechState::Called => "Được mời",
        SpeechState::Speaking => "Đang phát biểu",
        SpeechState::Done => "Đã phát biểu",
        SpeechState::Withdrawn => "Đã rút",
        SpeechState::NotReached => "Chưa đến lượt",
        SpeechState::Written => "Gửi bằng văn bản",
    }
}

/// `Thiết bị`.
pub(in crate::minutes) fn via_label(via: Via) -> &'static str {
    match via {
        Via::Device => "Thiết bị",
        Via::Kiosk => "Kiosk",
        Via::Secretary => "Thư ký",
        Via::Tellers => "Người đếm",
    }
}

/// `Cam kết`, `Trả lời bằng văn bản`.
pub(in crate::minutes) fn commitment_label(kind: CommitmentKind) -> &'static str {
    match kind {
        CommitmentKind::Promise => "Cam kết",
        CommitmentKind::WrittenAnswer => "Trả lời bằng văn bản",
    }
}

/// `Đăng ký: 06 lượt; đã phát biểu: 05 lượt; gửi ý kiến bằng văn bản: 01 lượt.`
pub(in crate::minutes) fn turns_sentence(turns: &Turns) -> String {
    let always = [
        ("Đăng ký", turns.requests),
        ("đã phát biểu", turns.given),
        ("gửi ý kiến bằng văn bản", turns.written),
    ];
    let sometimes = [
        ("chưa đến lượt", turns.not_reached),
        ("đã rút", turns.withdrawn),
        ("đang chờ", turns.waiting),
        ("trả lời chất vấn", turns.answers),
    ];
    let said = always.into_iter().chain(sometimes.into_iter().filter(|(_, n)| *n > 0));
    let parts: Vec<String> = said.map(|(what, n)| format!("{what}: {} lượt", padded(n))).collect();
    format!("{}.", parts.join("; "))
}

/// `Đại biểu Đỗ Thị H (Tổ số 2; tranh luận, lượt thứ 2; 09 giờ 02 phút, 6 phút 10 giây): …`.
pub(in crate::minutes) fn turn_sentence(speech: &Speech) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend((!speech.group.is_empty()).then(|| speech.group.clone()));
    let kind = (speech.kind != TurnKind::Speech).then(|| kind_word(speech.kind));
    // Who answers does so as often as the chair calls; only of others is a second turn worth a word.
    let counts = speech.turn > 1 && speech.kind != TurnKind::Answer;
    let again = counts.then(|| format!("lượt thứ {}", speech.turn));
    let turn: Vec<String> = kind.into_iter().chain(again).collect();
    facts.extend((!turn.is_empty()).then(|| turn.join(", ")));
    let spoken = match speech.state {
        SpeechState::Called | SpeechState::Speaking => super::lower_first(state_label(speech.state)),
        SpeechState::Registered
        | SpeechState::Done
        | SpeechState::Withdrawn
        | SpeechState::NotReached
        | SpeechState::Written => duration(i64::from(speech.spoken_s) * 1000),
    };
    let began = speech.called_at.map(minutes_time);
    facts.push(began.into_iter().chain([spoken]).collect::<Vec<_>>().join(", "));
    let said = or_placeholder(Some(&speech.note));
    stopped(&format!("{} ({}): {said}", speaker(speech), facts.join("; ")))
}

/// `Đại biểu Mai Văn M (Tổ số 1): …`, or where the text is.
pub(in crate::minutes) fn opinion_sentence(speech: &Speech) -> String {
    let text = match speech.opinion.trim() {
        "" => "văn bản giấy kèm theo",
        text => text,
    };
    stopped(&format!("{}: {text}", with_group(speech)))
}

/// `Đại biểu Mai Văn M (Tổ số 1)`; of other kinds than a speech with the kind.
pub(in crate::minutes) fn with_group(speech: &Speech) -> String {
    let kind = (speech.kind != TurnKind::Speech).then(|| kind_word(speech.kind));
    let group = (!speech.group.is_empty()).then(|| speech.group.clone());
    let facts: Vec<String> = group.into_iter().chain(kind).collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join("; ")) };
    format!("{}{facts}", speaker(speech))
}

/// `Nhóm vấn đề: Thu gom rác thải (10 giờ 15 phút - 10 giờ 38 phút). Người trả lời: ông Bùi Văn L, …`.
pub(in crate::minutes) fn group_sentence(group: &QuestionGroup) -> String {
    let until = group.end.map(|end| format!(" - {}", minutes_time(end))).unwrap_or_default();
    let when = group.start.map(|start| format!(" ({}{until})", minutes_time(start))).unwrap_or_default();
    let who = super::lower_first(&person(&group.respondent));
    stopped(&format!("Nhóm vấn đề: {}{when}. Người trả lời: {who}", group.title))
}

/// What was promised, or what is owed in writing, where it came up.
pub(in crate::minutes) fn commitment_sentence(commitment: &Commitment) -> String {
    let owner = super::lower_first(&commitment.owner);
    let text = commitment.text.trim().trim_end_matches('.');
    let due = minutes_date(commitment.due);
    match commitment.kind {
        CommitmentKind::Promise => format!("Cam kết của {owner}: {text}; thời hạn: {due}."),
        CommitmentKind::WrittenAnswer => {
            format!("{text}; người trả lời: {owner}; thời hạn gửi: chậm nhất {due}.")
        }
    }
}

/// A line of the list of what is to be followed up.
pub(in crate::minutes) fn follow_up_sentence(model: &MinutesModel, commitment: &Commitment) -> String {
    format!(
        "{} Người thực hiện: {}. Thời hạn: {}. Nguồn: {}.",
        stopped(&crate::text::upper_first(&commitment.text)),
        super::lower_first(commitment.owner.trim().trim_end_matches('.')),
        minutes_date(commitment.due),
        source(model, commitment)
    )
}

/// `nội dung 5, nhóm vấn đề Thu gom rác thải, trả lời chất vấn lúc 10 giờ 18 phút`.
pub(in crate::minutes) fn source(model: &MinutesModel, commitment: &Commitment) -> String {
    let item = model.agenda_items.iter().find(|item| item.no == commitment.item_no);
    let group = commitment.question_group.and_then(|no| item?.question_groups.iter().find(|g| g.no == no));
    let speech = commitment.speech.and_then(|i| model.speeches.get(i));
    let turn = speech.map(|s| {
        let began = s.called_at.map(|at| format!(" lúc {}", minutes_time(at))).unwrap_or_default();
        format!("{}{began}", kind_word(s.kind))
    });
    let group = group.map(|group| format!("nhóm vấn đề {}", group.title));
    let parts = [Some(format!("nội dung {}", commitment.item_no)), group, turn];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
