//! The sentences about one vote: kiosk, phone, wall, minutes, XLSX and `verify` print these (R-20, domain 4.7).

use super::{Lang, arithmetic, minutes_time, padded, percent, rule_name, rule_sentence, verdict};
use crate::chamber::ids::MotionId;
use crate::chamber::rules::{HandsCount, VoteForm};
use crate::chamber::{HandCount, Outcome, Session, Vote};
use crate::wire::down::Text;
use crate::wire::snapshot::OutcomeLine;

/// "Giơ tay", "Raised hands".
pub fn form_name(form: VoteForm, lang: Lang) -> &'static str {
    match form {
        VoteForm::Electronic => lang.pick("Biểu quyết điện tử", "Electronic vote"),
        VoteForm::Mixed => lang.pick("Biểu quyết điện tử kết hợp giơ tay", "Devices and raised hands"),
        VoteForm::ShowOfHands => lang.pick("Giơ tay", "Raised hands"),
        VoteForm::Cards => lang.pick("Giơ thẻ biểu quyết", "Voting cards"),
        VoteForm::HandsByName => lang.pick("Giơ tay, ghi theo tên", "Raised hands by name"),
        VoteForm::SecretBallot => lang.pick("Bỏ phiếu kín", "Secret ballot on paper"),
    }
}

/// Facts of one vote, as they stand in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct VoteFacts<'a> {
    /// What was decided: "Nghị quyết về dự toán ngân sách xã năm 2027".
    pub subject: &'a str,
    /// "xã", "phường", "đặc khu".
    pub unit: &'a str,
    pub form: VoteForm,
    /// Tellers counted the dissent and *for* is the rest (decision on hands).
    pub dissent: bool,
    pub outcome: Option<&'a Outcome>,
    /// Why it was annulled.
    pub annulled: Option<&'a str>,
    pub opened_at: Option<i64>,
    /// Choices that were entered for a delegate at a voiced request.
    pub entered: u32,
    /// What the tellers saw in rounds that did not agree, as [`rounds`] says it.
    pub rounds: &'a str,
    /// Results of the parts that were voted on before, as [`parts`] says it.
    pub parts: &'a str,
}

/// "xã", "phường" or "đặc khu" of "xã An Bình".
pub fn unit(commune_name: &str) -> &'static str {
    let name = commune_name.to_lowercase();
    if name.starts_with("phường") {
        "phường"
    } else if name.starts_with("đặc khu") {
        "đặc khu"
    } else {
        "xã"
    }
}

/// What one vote was about: its motion, a part with its whole, or the motions of a block with their numbers.
pub fn subject(session: &Session, vote: &Vote) -> String {
    let title = |id: &MotionId| {
        let (_, motion) = session.plan.motion(id)?;
        let whole = motion.part_of.as_ref().and_then(|id| session.plan.motion(id));
        Some(match whole {
            Some((_, whole)) => format!("{} ({})", motion.title, whole.short_title),
            None => motion.title.clone(),
        })
    };
    if vote.block.is_empty() {
        return title(&vote.motion).unwrap_or_default();
    }
    let all: Vec<String> =
        vote.motions().filter_map(title).enumerate().map(|(i, t)| format!("({}) {t}", i + 1)).collect();
    format!("{BLOCK} {} nội dung: {}", padded(count(all.len())), all.join("; "))
}

/// How the subject of a block vote begins.
const BLOCK: &str = "Biểu quyết chung";

/// "26-0 và 25-0": what the tellers saw before they agreed; empty if they did at once.
pub fn rounds(vote: &Vote) -> String {
    let seen = |count: &HandCount| match count {
        HandCount::Totals([a, b]) => format!("{a}-{b}"),
        HandCount::Names(choices) => {
            let [a, b, _] = crate::chamber::count_choices(choices.values().copied());
            format!("{a}-{b}")
        }
    };
    let rounds: Vec<String> = vote
        .rounds
        .iter()
        .filter(|round| !round.is_empty())
        .map(|round| round.values().map(seen).collect::<Vec<_>>().join(" và "))
        .collect();
    rounds.join("; ")
}

/// "Điều 3: được thông qua; Điều 5: không được thông qua"; empty without parts.
pub fn parts(session: &Session, vote: &Vote) -> String {
    let lines: Vec<String> = session
        .plan
        .parts_of(&vote.motion)
        .filter_map(|part| {
            let taken = session.votes.standing_on(&part.id)?;
            // A vote in the open tells nothing of what was decided behind closed doors.
            let outcome = taken.outcome.as_ref().filter(|_| vote.closed_doors || !taken.closed_doors)?;
            Some(format!("{}: {}", part.title, verdict(outcome.passed, Lang::Vi).to_lowercase()))
        })
        .collect();
    lines.join("; ")
}

/// The sentence of a vote of the chamber. Empty for a secret ballot, which has
/// [`super::ballot_account`].
pub fn vote_sentence(session: &Session, vote: &Vote) -> String {
    if vote.form == VoteForm::SecretBallot {
        return String::new();
    }
    let rules = &session.plan.rules;
    let totals = matches!(vote.form, VoteForm::ShowOfHands | VoteForm::Cards);
    sentence(&VoteFacts {
        subject: &subject(session, vote),
        unit: unit(&session.plan.council.commune_name),
        form: vote.form,
        dissent: totals && rules.hands_count.value == HandsCount::Dissent,
        outcome: vote.outcome.as_ref(),
        annulled: vote.annulled.as_ref().map(|(reason, _)| reason.as_str()),
        opened_at: Some(vote.opened_at),
        entered: entered(vote),
        rounds: &rounds(vote),
        parts: &parts(session, vote),
    })
}

/// Choices that chair or secretary entered at a voiced request.
pub fn entered(vote: &Vote) -> u32 {
    count(vote.casts.values().filter(|c| c.via.is_entered()).count())
}

/// What the minutes must say about a vote: presence, form, result, both ratios, the rule with its arithmetic and the
/// verdict; of an annulled one why, and what had been counted. In Vietnamese: minutes have no other language.
pub fn sentence(facts: &VoteFacts<'_>) -> String {
    let subject = stopped(&upper_first(facts.subject));
    let form = form_name(facts.form, Lang::Vi).to_lowercase();
    let mut out = format!("{subject} Hình thức: {form}. ");
    if let Some(o) = facts.outcome {
        out += &format!("Có mặt {}/{} đại biểu. ", o.present, o.total_delegates);
    }
    if let Some(reason) = facts.annulled {
        let at = facts.opened_at.map(|ms| format!(" lúc {}", minutes_time(ms))).unwrap_or_default();
        out += &format!("Lần biểu quyết{at} đã bị hủy và không có giá trị. Lý do: {}", stopped(reason));
        if let Some(o) = facts.outcome {
            out += &format!(
                " Số liệu đã ghi: tán thành {}; không tán thành {}; không biểu quyết {}.",
                padded(o.r#for),
                padded(o.against),
                padded(o.not_voting)
            );
        }
        return out;
    }
    let Some(o) = facts.outcome else {
        return out + "Biểu quyết chưa đóng, chưa có kết quả.";
    };
    if !facts.parts.is_empty() {
        out += &format!("Đã biểu quyết riêng trước: {}. ", facts.parts);
    }
    if facts.dissent {
        out += "Kiểm đếm số đại biểu không tán thành và không biểu quyết; số tán thành là số đại biểu có mặt còn lại. ";
    }
    if !facts.rounds.is_empty() {
        out += &format!(
            "Hai người đếm chưa khớp (tán thành - không tán thành: {}), đã đếm lại đến khi khớp. ",
            facts.rounds
        );
    }
    out += &format!(
        "Kết quả: tán thành {}/{} đại biểu có mặt (đạt {}), bằng {} tổng số đại biểu Hội đồng nhân dân {}; không tán thành: {}; không biểu quyết: {}. ",
        o.r#for,
        o.present,
        percent(o.r#for, o.present),
        percent(o.r#for, o.total_delegates),
        facts.unit,
        with_share(o.against, o.present),
        with_share(o.not_voting, o.present)
    );
    if facts.entered > 0 {
        out += &format!("Nhập theo lời đề nghị của đại biểu: {} lượt. ", padded(facts.entered));
    }
    let reached = if o.passed { "đạt" } else { "không đạt" };
    out + &format!(
        "Như vậy, với {} đại biểu tán thành, {reached} {} Hội đồng nhân dân {} ({}), {} {}.",
        padded(o.r#for),
        rule_name(o.majority, Lang::Vi),
        facts.unit,
        arithmetic(o, Lang::Vi),
        noun(facts.subject.trim_end_matches('.')),
        verdict(o.passed, Lang::Vi).to_lowercase()
    )
}

/// A published result for phones and wall.
pub fn outcome_line(outcome: &Outcome, session: &Session, vote: &Vote) -> OutcomeLine {
    let of = |whole: u32| outcome.counts().map(|count| percent(count, whole));
    OutcomeLine {
        total_delegates: outcome.total_delegates,
        present: outcome.present,
        r#for: outcome.r#for,
        against: outcome.against,
        not_voting: outcome.not_voting,
        passed: outcome.passed,
        of_present: of(outcome.present),
        of_total: of(outcome.total_delegates),
        arithmetic: both(|lang| arithmetic(outcome, lang)),
        rule: both(|lang| rule_sentence(outcome.majority, lang)),
        rule_source: session.plan.rules.majority(vote.matter).source,
        verdict: both(|lang| verdict(outcome.passed, lang).to_owned()),
        sentence: vote_sentence(session, vote),
    }
}

pub(super) fn both(say: impl Fn(Lang) -> String) -> Text {
    Text { vi: say(Lang::Vi), en: say(Lang::En) }
}

/// `01 (3,70% số có mặt)`; nought stands alone.
fn with_share(n: u32, present: u32) -> String {
    if n == 0 { padded(n) } else { format!("{} ({} số có mặt)", padded(n), percent(n, present)) }
}

/// What is said of a subject that is not named.
pub const UNNAMED: &str = "nội dung này";

/// What the closing clause calls the thing voted on: resolutions and long subjects are not named a second time.
pub fn noun(subject: &str) -> &str {
    if subject.starts_with("Nghị quyết") {
        "Nghị quyết"
    } else if subject.starts_with(BLOCK) {
        "các nội dung này"
    } else if subject.chars().count() > 60 {
        UNNAMED
    } else {
        subject
    }
}

/// The text with one full stop at its end; marks that end a sentence stay.
pub fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// The first letter in upper case.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::Heads;
    use crate::chamber::rules::Majority;

    fn outcome(votes_for: u32, against: u32, present: u32) -> Outcome {
        Outcome::decide(
            Majority::HALF_OF_TOTAL,
            Heads { total: 28, in_office: 28, present },
            votes_for,
            against,
        )
    }

    fn facts<'a>(subject: &'a str, outcome: Option<&'a Outcome>) -> VoteFacts<'a> {
        VoteFacts {
            subject,
            unit: "xã",
            form: VoteForm::ShowOfHands,
            dissent: false,
            outcome,
            annulled: None,
            opened_at: None,
            entered: 0,
            rounds: "",
            parts: "",
        }
    }

    #[test]
    fn a_vote_says_both_ratios_and_the_arithmetic() {
        assert_eq!(
            sentence(&facts("Nghị quyết về dự toán", Some(&outcome(26, 0, 27)))),
            "Nghị quyết về dự toán. Hình thức: giơ tay. Có mặt 27/28 đại biểu. Kết quả: tán thành 26/27 đại biểu có mặt \
             (đạt 96,30%), bằng 92,86% tổng số đại biểu Hội đồng nhân dân xã; không tán thành: 0; không biểu quyết: 01 \
             (3,70% số có mặt). Như vậy, với 26 đại biểu tán thành, đạt quá nửa tổng số đại biểu Hội đồng nhân dân xã \
             (26 × 2 = 52 > 28), Nghị quyết được thông qua."
        );
    }

    #[test]
    fn half_is_not_more_than_half() {
        let text = sentence(&facts("Nghị quyết về dự toán", Some(&outcome(14, 9, 28))));
        assert!(text.contains("bằng 50,00% tổng số"), "{text}");
        assert!(
            text.ends_with(
                "không đạt quá nửa tổng số đại biểu Hội đồng nhân dân xã (14 × 2 = 28, không lớn hơn 28), Nghị quyết không được thông qua."
            ),
            "{text}"
        );
    }

    #[test]
    fn an_annulled_vote_stays_with_its_reason_and_claims_nothing() {
        let outcome = outcome(20, 1, 27);
        let text = sentence(&VoteFacts {
            annulled: Some("mất điện khi đang kiểm đếm"),
            ..facts("Nghị quyết về dự toán", Some(&outcome))
        });
        assert!(text.contains("đã bị hủy và không có giá trị. Lý do: mất điện khi đang kiểm đếm. Số liệu đã ghi: tán thành 20; không tán thành 01; không biểu quyết 06."));
        assert!(!text.contains("được thông qua"));
    }

    #[test]
    fn a_vote_without_a_result_shows_no_figures() {
        let open = facts("Nghị quyết về dự toán", None);
        assert_eq!(
            sentence(&open),
            "Nghị quyết về dự toán. Hình thức: giơ tay. Biểu quyết chưa đóng, chưa có kết quả."
        );
        assert!(
            sentence(&VoteFacts { annulled: Some("sai văn bản"), ..open }).ends_with("Lý do: sai văn bản.")
        );
    }

    #[test]
    fn what_was_counted_twice_or_apart_is_told() {
        let outcome = outcome(20, 5, 27);
        let text = sentence(&VoteFacts {
            rounds: "20-5 và 21-5",
            parts: "Điều 3: không được thông qua",
            dissent: true,
            entered: 2,
            ..facts("Nghị quyết về dự toán", Some(&outcome))
        });
        for part in ["20-5 và 21-5", "Điều 3: không được thông qua.", "số đại biểu có mặt còn lại", "02 lượt"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
