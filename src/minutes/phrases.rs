//! The sentences of the minutes that are made from figures.

use super::PLACEHOLDER;
use super::model::{
    Choice, Commitment, DocumentRow, Means, MinutesModel, Question, TallyRecord, Turn, Vote, VoteForm,
};
use crate::text::{minutes_date, minutes_time, padded, percent, short_date};

/// `xã`, `phường` or `đặc khu`: the kind of unit, as it is written after *Hội đồng nhân dân*.
pub(super) fn unit(model: &MinutesModel) -> &'static str {
    let name = model.commune_name.to_lowercase();
    if name.starts_with("phường") {
        "phường"
    } else if name.starts_with("đặc khu") {
        "đặc khu"
    } else {
        "xã"
    }
}

/// The text, or the placeholder if nobody wrote it.
pub(super) fn or_placeholder(text: Option<&str>) -> &str {
    match text.map(str::trim) {
        None | Some("") => PLACEHOLDER,
        Some(text) => text,
    }
}

/// The text with one full stop at its end; marks that end a sentence stay.
pub(super) fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…']) || text.ends_with(PLACEHOLDER) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The first letter in lower case.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The first letter in upper case.
pub(super) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `Giơ tay`.
pub(super) fn form_label(form: VoteForm) -> &'static str {
    match form {
        VoteForm::ShowOfHands => "Giơ tay",
        VoteForm::CardVote => "Giơ thẻ biểu quyết",
        VoteForm::ElectronicVote => "Biểu quyết điện tử",
        VoteForm::SecretBallot => "Bỏ phiếu kín",
    }
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

/// `01 (3,70% số có mặt)`; nought and everybody stand alone.
fn with_share(n: u32, present: u32) -> String {
    if n == 0 { padded(n) } else { format!("{} ({} số có mặt)", padded(n), percent(n, present)) }
}

/// What the closing clause calls the thing voted on: resolutions and long subjects are not named a second time.
fn noun(subject: &str) -> &str {
    if subject.starts_with("Nghị quyết") {
        "Nghị quyết"
    } else if subject.chars().count() > 60 {
        "nội dung này"
    } else {
        subject
    }
}

/// What the minutes must say about a vote: presence, form, result, both ratios, the rule with its
/// arithmetic, the verdict; of an annulled one why and what had been counted.
pub(super) fn vote_sentence(vote: &Vote, unit: &str) -> String {
    let subject = stopped(&upper_first(&vote.subject));
    let mut out = format!("{subject} Hình thức: {}. ", lower_first(form_label(vote.form)));
    if counted(vote) {
        out += &format!("Có mặt {}/{} đại biểu. ", vote.present, vote.total_delegates);
    }
    if let Some(reason) = &vote.annulled_reason {
        let at = vote.opened_at.map(|ms| format!(" lúc {}", minutes_time(ms))).unwrap_or_default();
        let reason = stopped(or_placeholder(Some(reason)));
        out += &format!("Lần biểu quyết{at} đã bị hủy và không có giá trị. Lý do: {reason}");
        if counted(vote) {
            out += &format!(
                " Số liệu đã ghi: tán thành {}; không tán thành {}; không biểu quyết {}.",
                padded(vote.in_favour),
                padded(vote.against),
                padded(vote.not_voting)
            );
        }
        return out;
    }
    if !counted(vote) {
        return out + "Biểu quyết chưa đóng, chưa có kết quả.";
    }
    if vote.dissent_counted {
        out += "Kiểm đếm số đại biểu không tán thành và không biểu quyết; số tán thành là số đại biểu có mặt còn lại. ";
    }
    out += &format!(
        "Kết quả: tán thành {}/{} đại biểu có mặt (đạt {}), bằng {} tổng số đại biểu Hội đồng nhân dân {unit}; không tán thành: {}; không biểu quyết: {}. ",
        vote.in_favour,
        vote.present,
        percent(vote.in_favour, vote.present),
        percent(vote.in_favour, vote.total_delegates),
        with_share(vote.against, vote.present),
        with_share(vote.not_voting, vote.present)
    );
    if vote.entered_by_secretary > 0 {
        out += &format!(
            "Thư ký nhập theo lời đề nghị của đại biểu: {} lượt. ",
            padded(vote.entered_by_secretary)
        );
    }
    let (reached, verdict) = if vote.passed {
        ("đạt", "được thông qua")
    } else {
        ("không đạt", "không được thông qua")
    };
    let sum = if vote.arithmetic.is_empty() { String::new() } else { format!(" ({})", vote.arithmetic) };
    out += &format!(
        "Như vậy, với {} đại biểu tán thành, {reached} {}{sum}, {} {verdict}.",
        padded(vote.in_favour),
        vote.rule_label,
        noun(vote.subject.trim_end_matches('.'))
    );
    out
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

/// `Đại biểu Đỗ Thị H (Tổ số 2; 09 giờ 02 phút, 6 phút 10 giây): …`.
pub(super) fn turn_sentence(turn: &Turn) -> String {
    let mut facts = Vec::new();
    facts.extend((!turn.group.is_empty()).then(|| turn.group.clone()));
    facts.extend((!turn.kind.is_empty()).then(|| turn.kind.clone()));
    let spoken = crate::text::duration(i64::from(turn.duration_s) * 1000);
    facts.push(format!("{}, {spoken}", minutes_time(turn.start)));
    stopped(&format!("{} ({}): {}", turn.delegate, facts.join("; "), or_placeholder(turn.summary.as_deref())))
}

/// A question with its answer.
pub(super) fn question_sentence(question: &Question) -> String {
    let asked = stopped(or_placeholder(question.text.as_deref()));
    let who = &question.respondent;
    match question.written_due {
        Some(due) => format!(
            "{} chất vấn: {asked} Trả lời bằng văn bản: {who}; thời hạn gửi: chậm nhất {}.",
            question.delegate,
            minutes_date(due)
        ),
        None => format!(
            "{} chất vấn: {asked} Người trả lời: {who}: {}",
            question.delegate,
            stopped(or_placeholder(question.answer.as_deref()))
        ),
    }
}

/// A promise with its date.
pub(super) fn commitment_sentence(commitment: &Commitment) -> String {
    let due = commitment.due.map(minutes_date).unwrap_or_else(|| PLACEHOLDER.to_owned());
    let text = commitment.text.trim().trim_end_matches('.');
    format!("Cam kết của {}: {text}; thời hạn: {due}.", lower_first(&commitment.owner))
}

/// A secret ballot's count.
pub(super) fn tally_paragraphs(tally: &TallyRecord, unit: &str) -> Vec<String> {
    let mut out = Vec::new();
    if !tally.board.is_empty() {
        let board: Vec<String> =
            tally.board.iter().map(|p| format!("{} ({})", lower_first(&p.name), p.title)).collect();
        out.push(format!("Ban kiểm phiếu gồm {} đại biểu: {}.", padded(count(&board)), board.join(", ")));
    }
    out.push(format!(
        "Hội đồng nhân dân {unit} bỏ phiếu kín: {}. Kết quả (Biên bản kiểm phiếu kèm theo): phát ra {}, thu vào {}, hợp lệ {}, không hợp lệ {}.",
        lower_first(&tally.subject),
        padded(tally.issued),
        padded(tally.collected),
        padded(tally.valid),
        padded(tally.invalid)
    ));
    for candidate in &tally.candidates {
        let share = |n| percent(n, tally.total_delegates);
        let verdict = if candidate.elected { "trúng cử" } else { "không trúng cử" };
        out.push(format!(
            "{}: đồng ý {} phiếu, bằng {} tổng số đại biểu; không đồng ý {} phiếu, bằng {} tổng số đại biểu. {} {verdict} {}.",
            candidate.name,
            padded(candidate.in_favour),
            share(candidate.in_favour),
            padded(candidate.against),
            share(candidate.against),
            candidate.name,
            candidate.office
        ));
    }
    out
}

/// A list's length as a count of people or things.
pub(super) fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(in_favour: u32, against: u32, not_voting: u32, passed: bool) -> Vote {
        Vote {
            subject: "Nghị quyết về dự toán".into(),
            total_delegates: 28,
            present: in_favour + against + not_voting,
            in_favour,
            against,
            not_voting,
            passed,
            closed_at: Some(0),
            arithmetic: format!("{in_favour} × 2 = {} {} 28", in_favour * 2, if passed { ">" } else { "≤" }),
            ..Vote::default()
        }
    }

    #[test]
    fn a_vote_says_both_ratios_and_the_arithmetic() {
        assert_eq!(
            vote_sentence(&vote(26, 0, 1, true), "xã"),
            "Nghị quyết về dự toán. Hình thức: giơ tay. Có mặt 27/28 đại biểu. Kết quả: tán thành 26/27 đại biểu có mặt \
             (đạt 96,30%), bằng 92,86% tổng số đại biểu Hội đồng nhân dân xã; không tán thành: 0; không biểu quyết: 01 \
             (3,70% số có mặt). Như vậy, với 26 đại biểu tán thành, đạt quá nửa tổng số đại biểu Hội đồng nhân dân xã \
             (26 × 2 = 52 > 28), Nghị quyết được thông qua."
        );
    }

    #[test]
    fn half_is_not_more_than_half() {
        let text = vote_sentence(&vote(14, 9, 5, false), "xã");
        assert!(text.contains("bằng 50,00% tổng số"), "{text}");
        assert!(text.ends_with("không đạt quá nửa tổng số đại biểu Hội đồng nhân dân xã (14 × 2 = 28 ≤ 28), Nghị quyết không được thông qua."));
    }

    #[test]
    fn an_annulled_vote_stays_with_its_reason_and_claims_nothing() {
        let text = vote_sentence(
            &Vote {
                annulled_reason: Some("mất điện khi đang kiểm đếm".into()), ..vote(20, 1, 6, false)
            },
            "xã",
        );
        assert!(text.contains("đã bị hủy và không có giá trị. Lý do: mất điện khi đang kiểm đếm. Số liệu đã ghi: tán thành 20; không tán thành 01; không biểu quyết 06."));
        assert!(!text.contains("được thông qua"));
    }

    #[test]
    fn a_vote_without_a_result_shows_no_figures() {
        let open = Vote { closed_at: None, ..vote(0, 0, 0, false) };
        assert_eq!(
            vote_sentence(&open, "xã"),
            "Nghị quyết về dự toán. Hình thức: giơ tay. Biểu quyết chưa đóng, chưa có kết quả."
        );
        let stopped = Vote { annulled_reason: Some("sai văn bản".into()), ..open };
        assert!(vote_sentence(&stopped, "xã").ends_with("Lý do: sai văn bản."));
    }

    #[test]
    fn what_nobody_wrote_is_left_to_the_secretary() {
        let turn = Turn {
            delegate: "Đại biểu Mai Văn M".into(),
            group: "Tổ số 1".into(),
            duration_s: 61,
            ..Turn::default()
        };
        assert!(turn_sentence(&turn).ends_with(&format!("1 phút 1 giây): {PLACEHOLDER}")));
        assert_eq!(or_placeholder(Some("  ")), PLACEHOLDER);
    }
}
