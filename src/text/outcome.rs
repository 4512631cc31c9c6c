//! What a result is decided by: rule, arithmetic and verdict.

use super::Lang;
use crate::chamber::Outcome;
use crate::chamber::rules::{Base, Majority};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::Heads;
    use crate::chamber::rules::Majority;
    use crate::text::percent;

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
        let of = |majority, total, votes_for| {
            let heads = Heads { total, in_office: total, present: total };
            Outcome::decide(majority, heads, votes_for, 0)
        };
        let say = |o: Outcome| arithmetic(&o, Lang::Vi);
        assert_eq!(say(of(Majority::HALF_OF_TOTAL, 28, 26)), "26 × 2 = 52 > 28");
        assert_eq!(say(of(Majority::HALF_OF_TOTAL, 28, 14)), "14 × 2 = 28, không lớn hơn 28");
        assert_eq!(say(of(TWO_THIRDS, 28, 19)), "19 × 3 = 57 ≥ 28 × 2 = 56");
        assert_eq!(say(of(TWO_THIRDS, 28, 18)), "18 × 3 = 54, nhỏ hơn 28 × 2 = 56");
    }
}
