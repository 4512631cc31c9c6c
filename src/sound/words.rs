//! What is said aloud, as it is written; [`super::spoken`] makes it readable to a voice. In Vietnamese only: the hall has
//! one language.

use crate::chamber::ids::{GroupId, SpeechId};
use crate::chamber::rules::{TurnKind, VoteForm};
use crate::chamber::{BallotResult, Outcome, Session, Speaker, Vote};
use crate::text::{self, Lang};

/// Longest subject that is read out, letters.
const MOST_SUBJECT: usize = 240;

/// What somebody is asked to do who is given the floor.
fn turn(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Speech => "phát biểu",
        TurnKind::Question => "chất vấn",
        TurnKind::Debate => "tranh luận",
        TurnKind::Procedural => "nêu ý kiến về trình tự",
        TurnKind::Explanation => "giải trình",
        TurnKind::Answer => "trả lời chất vấn",
    }
}

/// "Chất vấn nhóm vấn đề 1: Thu gom rác thải. Người trả lời: Ông Bùi Văn L, Trưởng phòng Kinh tế." Nothing of an item that was
/// taken behind closed doors.
pub fn group(session: &Session, id: &GroupId) -> Option<String> {
    let (item, group) = session.plan.group(id).filter(|(item, _)| !session.is_secret(&item.id))?;
    let place = item.groups.iter().position(|g| g.id == *id)? + 1;
    let number = if item.groups.len() > 1 { format!(" {place}") } else { String::new() };
    let title = cut(group.title.trim_end_matches('.'));
    Some(format!("Chất vấn nhóm vấn đề{number}: {title}. Người trả lời: {}.", group.respondent.full_title()))
}

/// "Mời đại biểu Ngô Văn K, Tổ số 3, phát biểu."
pub fn called(session: &Session, speech: &SpeechId) -> Option<String> {
    let speech = session.floor.speech(speech)?;
    Some(format!("Mời {}, {}.", person(session, &speech.id)?, turn(speech.kind)))
}

/// "Chuẩn bị: đại biểu Trần Thị B, Tổ số 2."
pub fn next(session: &Session, speech: &SpeechId) -> Option<String> {
    Some(format!("Chuẩn bị: {}.", person(session, speech)?))
}

/// "đại biểu Ngô Văn K, Tổ số 3"; who answers or was invited is named with the office.
fn person(session: &Session, speech: &SpeechId) -> Option<String> {
    let speech = session.floor.speech(speech)?;
    let respondent =
        speech.group.as_ref().and_then(|group| session.plan.group(group)).map(|(_, g)| &g.respondent);
    if let Some(respondent) = respondent
        && speech.kind == TurnKind::Answer
        && respondent.speaker().is(&speech.speaker)
    {
        return Some(respondent.full_title());
    }
    let (name, unit) = match &speech.speaker {
        Speaker::Delegate(id) => {
            let delegate = session.plan.delegate(id)?;
            (format!("đại biểu {}", delegate.name), delegate.group.as_str())
        }
        Speaker::Guest { name, title } => (name.clone(), title.as_str()),
    };
    Some(if unit.is_empty() { name } else { format!("{name}, {unit}") })
}

/// "Còn 1 phút."; "Đã hết thời gian." when nothing is left.
pub fn left(seconds: u32) -> String {
    match seconds {
        0 => "Đã hết thời gian.".to_owned(),
        left => format!("Còn {}.", text::span(left.into(), Lang::Vi)),
    }
}

/// "Hội đồng nhân dân biểu quyết: Nghị quyết về … Mời các vị đại biểu biểu quyết."
pub fn vote_opened(session: &Session, vote: &Vote) -> String {
    let (act, invited) = match vote.form {
        VoteForm::Electronic
        | VoteForm::Mixed
        | VoteForm::ShowOfHands
        | VoteForm::Cards
        | VoteForm::HandsByName => ("biểu quyết", "biểu quyết"),
        VoteForm::SecretBallot => ("bỏ phiếu kín", "bỏ phiếu"),
    };
    let on = if session.is_secret(&vote.item) {
        String::new()
    } else if vote.block.is_empty() {
        format!(": {}", cut(text::subject(session, vote).trim_end_matches('.')))
    } else {
        format!(" chung {} nội dung", vote.block.len() + 1)
    };
    format!("Hội đồng nhân dân {act}{on}. Mời các vị đại biểu {invited}.")
}

/// "Kết quả biểu quyết: có mặt 27. Tán thành: 26. … Nghị quyết được thông qua."
pub fn result(session: &Session, vote: &Vote) -> Option<String> {
    let secret = session.is_secret(&vote.item);
    match (&vote.outcome, &vote.ballot) {
        (Some(outcome), _) => Some(counted(session, vote, outcome, secret)),
        (None, Some(ballot)) if !secret => Some(ballot_counted(ballot)),
        (None, Some(_) | None) => None,
    }
}

fn counted(session: &Session, vote: &Vote, outcome: &Outcome, secret: bool) -> String {
    let labels = &session.plan.rules.option_labels.value;
    let counts: Vec<String> = labels
        .iter()
        .zip(outcome.counts())
        .map(|(label, count)| format!("{}: {count}", text::upper_first(label)))
        .collect();
    let subject = if secret { String::new() } else { text::subject(session, vote) };
    let noun = if subject.is_empty() { text::UNNAMED } else { text::noun(subject.trim_end_matches('.')) };
    format!(
        "Kết quả biểu quyết: có mặt {}. {}. {} {}.",
        outcome.present,
        counts.join(". "),
        text::upper_first(noun),
        text::verdict(outcome.passed, Lang::Vi).to_lowercase()
    )
}

fn ballot_counted(ballot: &BallotResult) -> String {
    let tally = &ballot.tally;
    let [mark_for, mark_against] = text::ballot_options(ballot.kind, Lang::Vi).map(str::to_lowercase);
    let lines: Vec<String> = ballot
        .lines
        .iter()
        .map(|line| {
            let o = &line.outcome;
            let verdict = text::ballot_verdict(ballot.kind, line, Lang::Vi);
            format!("{}: {mark_for} {}, {mark_against} {}, {verdict}.", line.name, o.r#for, o.against)
        })
        .collect();
    format!(
        "Kết quả bỏ phiếu kín: phát ra {}, thu vào {}, hợp lệ {}, không hợp lệ {}. {}",
        tally.issued,
        tally.collected,
        tally.valid,
        tally.invalid,
        lines.join(" ")
    )
}

/// "Kỳ họp tạm nghỉ. Họp tiếp lúc 09 giờ 30 phút."
pub fn recess(resume_at: Option<i64>) -> String {
    let until = resume_at.map(|at| format!(" Họp tiếp lúc {}.", text::minutes_time(at)));
    format!("Kỳ họp tạm nghỉ.{}", until.unwrap_or_default())
}

/// The recess is over.
pub fn resumed() -> &'static str {
    "Kỳ họp tiếp tục. Mời các vị đại biểu về chỗ ngồi."
}

/// Said when somebody tries the voice.
pub fn test() -> &'static str {
    "Đây là tiếng nói của máy điều hành kỳ họp. Còn 1 phút."
}

/// The text up to the last word that ends within [`MOST_SUBJECT`].
fn cut(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(MOST_SUBJECT) else { return text };
    text[..end].rsplit_once(' ').map_or(&text[..end], |(head, _)| head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_subjects_end_at_a_word() {
        let long = "đại biểu ".repeat(60);
        let short = cut(&long);
        assert!((230..=MOST_SUBJECT).contains(&short.chars().count()), "{short}");
        assert!(long.starts_with(&format!("{short} ")), "{short}");
        assert_eq!(cut("Nghị quyết"), "Nghị quyết");
        assert_eq!(cut(&"ộ".repeat(300)).chars().count(), MOST_SUBJECT);
    }

    #[test]
    fn what_is_left_of_the_time() {
        assert_eq!(
            [60, 15, 90, 0].map(left),
            ["Còn 1 phút.", "Còn 15 giây.", "Còn 1 phút 30 giây.", "Đã hết thời gian."]
        );
    }
}
