//! Majorities and quorums on integers, against the law in other words.

use nghitruong::chamber::rules::{Base, Fraction, Majority};
use nghitruong::chamber::{Heads, Outcome};
use nghitruong::text::percent;

const TWO_THIRDS: Majority = Majority { num: 2, den: 3, at_least: true, base: Base::Total };
const OVER_TWO_THIRDS: Majority = Majority { num: 2, den: 3, at_least: false, base: Base::InOffice };
const HALF_OF_PRESENT: Majority = Majority { num: 1, den: 2, at_least: false, base: Base::Present };

/// More heads stand on this side than on the other.
fn more_than_half(votes_for: u32, of: u32) -> bool {
    of > 0 && votes_for > of - votes_for.min(of)
}

/// Two portions of the three that the heads are dealt into.
fn at_least_two_thirds(votes_for: u32, of: u32) -> bool {
    of > 0 && votes_for >= of - of / 3
}

fn over_two_thirds(votes_for: u32, of: u32) -> bool {
    of > 0 && (votes_for > of - of / 3 || (!of.is_multiple_of(3) && votes_for == of - of / 3))
}

/// Calls `with` for every total, presence, for and against of up to sixty delegates.
fn every_vote(mut with: impl FnMut(Heads, u32, u32)) {
    for total in 1..=60 {
        for present in 0..=total {
            for votes_for in 0..=present {
                for against in 0..=(present - votes_for) {
                    with(Heads { total, in_office: total, present }, votes_for, against);
                }
            }
        }
    }
}

fn decided(rule: Majority, heads: Heads, votes_for: u32, against: u32) -> bool {
    let outcome = Outcome::decide(rule, heads, votes_for, against);
    let [f, a, x] = outcome.counts();
    assert_eq!((f, a, f + a + x), (votes_for, against, heads.present));
    assert!(outcome.is_sound(), "{outcome:?}");
    outcome.passed
}

#[test]
fn every_vote_of_up_to_sixty_delegates_on_all_delegates_or_those_present() {
    every_vote(|heads, f, a| {
        let at = |name| format!("{name}: {f} for, {a} against, {heads:?}");
        let half = decided(Majority::HALF_OF_TOTAL, heads, f, a);
        assert_eq!(half, more_than_half(f, heads.total), "{}", at("half"));
        let two_thirds = decided(TWO_THIRDS, heads, f, a);
        assert_eq!(two_thirds, at_least_two_thirds(f, heads.total), "{}", at("two thirds"));
        let of_present = decided(HALF_OF_PRESENT, heads, f, a);
        assert_eq!(of_present, more_than_half(f, heads.present), "{}", at("present"));
    });
}

#[test]
fn every_vote_of_up_to_sixty_delegates_on_those_in_office() {
    every_vote(|heads, f, a| {
        for in_office in 0..=heads.total {
            let passed = decided(OVER_TWO_THIRDS, Heads { in_office, ..heads }, f, a);
            assert_eq!(passed, over_two_thirds(f, in_office), "{f} for, {in_office} in office");
        }
    });
}

#[test]
fn nothing_passes_among_nobody() {
    let nobody = Heads { total: 0, in_office: 0, present: 0 };
    for rule in [Majority::HALF_OF_TOTAL, TWO_THIRDS, OVER_TWO_THIRDS, HALF_OF_PRESENT] {
        assert!(!decided(rule, nobody, 0, 0));
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
    let of_26 = Heads { total: 26, in_office: 26, present: 26 };
    assert!(!decided(Majority::HALF_OF_TOTAL, of_26, 13, 13), "exactly half fails");
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

/// The table of results of the sample minutes.
#[test]
fn the_table_of_results_of_the_golden_minutes() {
    let heads = Heads { total: 28, in_office: 28, present: 27 };
    for (votes_for, of_present, of_total, not_voting) in
        [(27, "100%", "96,43%", 0), (26, "96,30%", "92,86%", 1), (25, "92,59%", "89,29%", 2)]
    {
        let outcome = Outcome::decide(Majority::HALF_OF_TOTAL, heads, votes_for, 0);
        assert_eq!(outcome.counts(), [votes_for, 0, not_voting]);
        assert_eq!(percent(votes_for, outcome.present), of_present);
        assert_eq!(percent(votes_for, outcome.total_delegates), of_total);
        assert!(outcome.passed);
    }
}
