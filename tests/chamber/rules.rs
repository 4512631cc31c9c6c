//! Majorities and quorums on integers.

use nghitruong::chamber::Outcome;
use nghitruong::chamber::rules::{Base, Fraction, Majority};

const TWO_THIRDS: Majority = Majority { num: 2, den: 3, at_least: true, base: Base::Total };
const OVER_TWO_THIRDS: Majority = Majority { num: 2, den: 3, at_least: false, base: Base::InOffice };
const HALF_OF_PRESENT: Majority = Majority { num: 1, den: 2, at_least: false, base: Base::Present };

/// The law in other words, without the product's formula: counts heads up one by one.
fn oracle(name: &str, total: u32, present: u32, votes_for: u32) -> bool {
    match name {
        "more than half of all" => votes_for + votes_for > total,
        "at least two thirds of all" => (0..=votes_for).any(|f| 3 * f >= 2 * total && f == votes_for),
        "more than two thirds in office" => votes_for * 3 > total * 2,
        "more than half of those present" => votes_for > present - votes_for,
        other => panic!("{other}"),
    }
}

#[test]
fn every_vote_of_up_to_sixty_delegates_is_decided_as_the_law_says() {
    let rules = [
        ("more than half of all", Majority::HALF_OF_TOTAL),
        ("at least two thirds of all", TWO_THIRDS),
        ("more than two thirds in office", OVER_TWO_THIRDS),
        ("more than half of those present", HALF_OF_PRESENT),
    ];
    for (name, rule) in rules {
        for total in 1..=60 {
            for present in 0..=total {
                for votes_for in 0..=present {
                    for against in 0..=(present - votes_for) {
                        let outcome = Outcome::decide(rule, total, present, votes_for, against);
                        let told = oracle(name, total, present, votes_for);
                        assert_eq!(outcome.passed, told, "{name}: {votes_for} of {present}/{total}");
                        assert_eq!(outcome.not_voting, present - votes_for - against);
                        assert!(outcome.is_sound());
                    }
                }
            }
        }
    }
}

#[test]
fn thresholds_of_the_table() {
    for (total, half, two_thirds, quorum) in [
        (15, 8, 10, 10),
        (20, 11, 14, 14),
        (25, 13, 17, 17),
        (28, 15, 19, 19),
        (30, 16, 20, 20),
        (46, 24, 31, 31),
    ] {
        assert_eq!(Majority::HALF_OF_TOTAL.needed(total), half, "half of {total}");
        assert_eq!(TWO_THIRDS.needed(total), two_thirds, "two thirds of {total}");
        assert_eq!(Fraction { num: 2, den: 3 }.of(total), quorum, "quorum of {total}");
    }
}

#[test]
fn needed_is_the_least_that_passes() {
    for rule in [Majority::HALF_OF_TOTAL, TWO_THIRDS, OVER_TWO_THIRDS] {
        for base in 1..=500 {
            let needed = rule.needed(base);
            assert!(rule.passes(needed, base));
            assert!(!rule.passes(needed - 1, base));
        }
    }
}
