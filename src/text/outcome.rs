//! What a result says: verdict, rule, arithmetic, and the sentence of the minutes.

use super::{Lang, padded, percent};
use crate::chamber::rules::{Base, HandsCount, Majority, VoteForm};
use crate::chamber::{Outcome, Session, Vote};
use crate::wire::snapshot::OutcomeLine;

/// "26 × 2 = 52 > 28", "14 × 2 = 28, không lớn hơn 28", "19 × 3 = 57 ≥ 28 × 2 = 56".
pub fn arithmetic(outcome: &Outcome, lang: Lang) -> String {
    let majority = outcome.majority;
    let (left, right) = majority.sides(outcome.r#for, outcome.base);
    let left = if majority.den == 1 {
        outcome.r#for.to_string()
    } else {
        format!("{} × {} = {left}", outcome.r#for, majority.den)
    };
    let right = if majority.num == 1 {
        outcome.base.to_string()
    } else {
        format!("{} × {} = {right}", outcome.base, majority.num)
    };
    match (outcome.passed, majority.at_least) {
        (true, false) => format!("{left} > {right}"),
        (true, true) => format!("{left} ≥ {right}"),
        (false, false) => format!("{left}{}{right}", lang.pick(", không lớn hơn ", ", not more than ")),
        (false, true) => format!("{left}{}{right}", lang.pick(", nhỏ hơn ", ", less than ")),
    }
}

fn fraction(majority: Majority, lang: Lang) -> String {
    match (majority.num, majority.den, majority.at_least) {
        (1, 2, false) => lang.pick("quá nửa", "more than half").to_owned(),
        (2, 3, true) => lang.pick("ít nhất hai phần ba", "at least two thirds").to_owned(),
        (2, 3, false) => lang.pick("quá hai phần ba", "more than two thirds").to_owned(),
        (num, den, true) => format!("{} {num}/{den}", lang.pick("ít nhất", "at least")),
        (num, den, false) => format!("{} {num}/{den}", lang.pick("quá", "more than")),
    }
}

fn base(base: Base, lang: Lang) -> &'static str {
    match base {
        Base::Total => lang.pick("tổng số đại biểu", "all delegates"),
        Base::Present => lang.pick("số đại biểu có mặt", "the delegates present"),
        Base::InOffice => lang.pick("số đại biểu hiện có", "the delegates in office"),
    }
}

/// "quá nửa tổng số đại biểu", "more than half of all delegates".
pub fn rule_name(majority: Majority, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{} {}", fraction(majority, lang), base(majority.base, lang)),
        Lang::En => format!("{} of {}", fraction(majority, lang), base(majority.base, lang)),
    }
}

/// "Cần quá nửa tổng số đại biểu".
pub fn rule_sentence(majority: Majority, lang: Lang) -> String {
    format!("{} {}", lang.pick("Cần", "Needs"), rule_name(majority, lang))
}

/// The rule's identifier in files: `majority_of_total`, `two_thirds_of_total`, else its fraction and base.
pub fn rule_id(majority: Majority) -> String {
    let base = match majority.base {
        Base::Total => "total",
        Base::Present => "present",
        Base::InOffice => "in_office",
    };
    match (majority.num, majority.den, majority.at_least) {
        (1, 2, false) => format!("majority_of_{base}"),
        (2, 3, true) => format!("two_thirds_of_{base}"),
        (num, den, true) => format!("at_least_{num}_of_{den}_of_{base}"),
        (num, den, false) => format!("more_than_{num}_of_{den}_of_{base}"),
    }
}

/// "ĐƯỢC THÔNG QUA" or "KHÔNG ĐƯỢC THÔNG QUA".
pub fn verdict(passed: bool, lang: Lang) -> &'static str {
    if passed {
        lang.pick("ĐƯỢC THÔNG QUA", "PASSED")
    } else {
        lang.pick("KHÔNG ĐƯỢC THÔNG QUA", "NOT PASSED")
    }
}

/// How raised hands were counted, where that differs from counting for and against; empty otherwise.
pub fn count_sentence(form: VoteForm, mode: HandsCount, lang: Lang) -> &'static str {
    match (form, mode) {
        (VoteForm::ShowOfHands, HandsCount::Dissent) => lang.pick(
            "Đếm tay không tán thành và không biểu quyết; số còn lại của đại biểu có mặt được tính là tán thành.",
            "Hands against and not voting were counted; the rest of those present are taken as for.",
        ),
        (VoteForm::ShowOfHands, HandsCount::ForAndAgainst) | (VoteForm::Electronic, _) => "",
    }
}

/// The sentence of the minutes about one result, with both ratios, rule and arithmetic (domain 4.7). In Vietnamese:
/// minutes have no other language.
pub fn vote_sentence(outcome: &Outcome, form: VoteForm, mode: HandsCount, subject: &str) -> String {
    let Outcome { total_delegates: total, present, .. } = *outcome;
    let form_name = match form {
        VoteForm::Electronic => "biểu quyết điện tử",
        VoteForm::ShowOfHands => "giơ tay",
    };
    let lead = format!(
        "Có mặt {present}/{total} đại biểu. Hình thức: {form_name}. Kết quả: tán thành {}/{present} đại biểu có mặt \
         (đạt {}), bằng {} tổng số đại biểu Hội đồng nhân dân; không tán thành: {} ({} số có mặt); không biểu quyết: {} \
         ({} số có mặt).",
        outcome.r#for,
        percent(outcome.r#for, present),
        percent(outcome.r#for, total),
        padded(outcome.against),
        percent(outcome.against, present),
        padded(outcome.not_voting),
        percent(outcome.not_voting, present),
    );
    let counted = count_sentence(form, mode, Lang::Vi);
    let counted = if counted.is_empty() { String::new() } else { format!(" {counted}") };
    let needs = rule_name(outcome.majority, Lang::Vi);
    let reached = if outcome.passed { "đạt" } else { "không đạt" };
    let verdict = if outcome.passed { "được thông qua" } else { "không được thông qua" };
    format!(
        "{lead}{counted} Như vậy, với {} đại biểu tán thành ({}), {reached} {needs}, {subject} {verdict}.",
        padded(outcome.r#for),
        arithmetic(outcome, Lang::Vi),
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
        arithmetic: arithmetic(outcome, Lang::Vi),
        rule: rule_sentence(outcome.majority, Lang::Vi),
        rule_source: session.plan.rules.majority(vote.matter).source,
        verdict: verdict(outcome.passed, Lang::Vi).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::rules::Majority;

    const TWO_THIRDS: Majority = Majority { num: 2, den: 3, at_least: true, base: Base::Total };

    #[test]
    fn percentages_of_the_golden_minutes() {
        for (part, whole, printed) in [
            (27, 28, "96,43%"),
            (26, 27, "96,30%"),
            (26, 28, "92,86%"),
            (25, 27, "92,59%"),
            (25, 28, "89,29%"),
            (2, 27, "7,41%"),
            (1, 27, "3,70%"),
            (1, 28, "3,57%"),
            (14, 28, "50,00%"),
            (0, 28, "0,00%"),
            (27, 27, "100%"),
            (0, 0, "0,00%"),
            (1, 8, "12,50%"),
        ] {
            assert_eq!(percent(part, whole), printed, "{part}/{whole}");
        }
    }

    #[test]
    fn arithmetic_shows_the_integers_that_decided() {
        let of = |majority, total, votes_for| Outcome::decide(majority, total, total, votes_for, 0);
        let say = |o: Outcome| arithmetic(&o, Lang::Vi);
        assert_eq!(say(of(Majority::HALF_OF_TOTAL, 28, 26)), "26 × 2 = 52 > 28");
        assert_eq!(say(of(Majority::HALF_OF_TOTAL, 28, 14)), "14 × 2 = 28, không lớn hơn 28");
        assert_eq!(say(of(TWO_THIRDS, 28, 19)), "19 × 3 = 57 ≥ 28 × 2 = 56");
        assert_eq!(say(of(TWO_THIRDS, 28, 18)), "18 × 3 = 54, nhỏ hơn 28 × 2 = 56");
    }

    #[test]
    fn the_sentence_of_the_budget_resolution() {
        let outcome = Outcome::decide(Majority::HALF_OF_TOTAL, 28, 27, 26, 0);
        insta::assert_snapshot!(vote_sentence(&outcome, VoteForm::ShowOfHands, HandsCount::ForAndAgainst,
            "Nghị quyết về dự toán ngân sách xã năm 2027"), @"Có mặt 27/28 đại biểu. Hình thức: giơ tay. Kết quả: tán thành 26/27 đại biểu có mặt (đạt 96,30%), bằng 92,86% tổng số đại biểu Hội đồng nhân dân; không tán thành: 0 (0,00% số có mặt); không biểu quyết: 01 (3,70% số có mặt). Như vậy, với 26 đại biểu tán thành (26 × 2 = 52 > 28), đạt quá nửa tổng số đại biểu, Nghị quyết về dự toán ngân sách xã năm 2027 được thông qua.");
    }
}
