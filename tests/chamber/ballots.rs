//! Secret ballots on paper: every small count against R-19 in other words, and every small election against an oracle
//! that tries all orders of the names.

use nghitruong::chamber::plan::{BallotKind, BallotPaper, Candidate};
use nghitruong::chamber::refusal::TallyFault;
use nghitruong::chamber::rules::Majority;
use nghitruong::chamber::{BallotResult, BallotTally, Heads, Marks};

fn paper(names: usize, seats: u16) -> BallotPaper {
    let name = |n| Candidate { name: format!("Ứng cử viên {n}"), delegate: None };
    let candidates = (1..=names).map(name).collect();
    BallotPaper { kind: BallotKind::Election, seats, office: "Ủy viên".to_owned(), candidates }
}

/// Every list of `length` numbers below `end`.
fn lists(length: usize, end: u32) -> Vec<Vec<u32>> {
    let mut all = vec![Vec::new()];
    for _ in 0..length {
        all = all
            .into_iter()
            .flat_map(|list| (0..end).map(move |n| [list.clone(), vec![n]].concat()))
            .collect();
    }
    all
}

/// What a board would say who checks the sheet with pencil and paper.
fn adds_up(present: u32, [issued, collected, valid, invalid]: [u32; 4], lines: &[Marks]) -> bool {
    let handed_out = present.checked_sub(issued);
    let kept = issued.checked_sub(collected);
    let in_the_box = valid + invalid == collected;
    let each = lines.iter().all(|l| l.r#for + l.against + l.blank == valid);
    handed_out.is_some() && kept.is_some() && in_the_box && each
}

#[test]
fn a_count_is_taken_exactly_if_its_figures_fit() {
    let marks: Vec<Marks> =
        lists(3, 3).iter().map(|list| Marks { r#for: list[0], against: list[1], blank: list[2] }).collect();
    let mut taken = 0;
    for figures in lists(4, 4) {
        let figures = [figures[0], figures[1], figures[2], figures[3]];
        let [issued, collected, valid, invalid] = figures;
        for (first, second) in marks.iter().flat_map(|a| marks.iter().map(move |b| (*a, *b))) {
            let tally = BallotTally { issued, collected, valid, invalid, lines: vec![first, second] };
            for (present, seats, blanks) in
                (0..4).flat_map(|p| [(p, 1, true), (p, 1, false), (p, 2, true), (p, 2, false)])
            {
                let blank_fits = blanks || first.blank + second.blank == 0;
                let marks_fit = first.r#for + second.r#for <= valid * u32::from(seats);
                let fits = adds_up(present, figures, &tally.lines) && blank_fits && marks_fit;
                let told = tally.check(&paper(2, seats), present, blanks);
                assert_eq!(
                    told.is_ok(),
                    fits,
                    "{present} present, {seats} seats, {blanks}: {tally:?}: {told:?}"
                );
                taken += u32::from(fits);
            }
        }
    }
    assert!(taken > 100, "{taken} counts were right");
}

#[test]
fn each_fault_is_named_in_the_order_of_counting() {
    let right = || BallotTally {
        issued: 27,
        collected: 27,
        valid: 26,
        invalid: 1,
        lines: vec![Marks { r#for: 25, against: 1, blank: 0 }],
    };
    let check = |change: fn(&mut BallotTally)| {
        let mut tally = right();
        change(&mut tally);
        tally.check(&paper(1, 1), 27, false)
    };
    assert_eq!(check(|_| ()), Ok(()));
    assert_eq!(check(|t| t.issued = 28), Err(TallyFault::IssuedOverPresent { present: 27 }));
    assert_eq!(check(|t| t.collected = 28), Err(TallyFault::CollectedOverIssued));
    assert_eq!(check(|t| t.invalid = 0), Err(TallyFault::ValidAndInvalid));
    assert_eq!(check(|t| t.lines.clear()), Err(TallyFault::Lines));
    let line = || Err(TallyFault::Line { name: "Ứng cử viên 1".to_owned() });
    assert_eq!(check(|t| t.lines[0].against = 0), line());
    assert_eq!(check(|t| t.lines[0] = Marks { r#for: 25, against: 0, blank: 1 }), line(), "no blanks here");
    assert_eq!(check(|t| t.lines[0].r#for = u32::MAX), line(), "no overflow");
}

/// Every order of `n` places.
fn orders(n: usize) -> Vec<Vec<usize>> {
    if n == 0 {
        return vec![Vec::new()];
    }
    let before = orders(n - 1);
    let with = |order: &Vec<usize>| {
        (0..n)
            .map(|at| {
                let mut order = order.clone();
                order.insert(at, n - 1);
                order
            })
            .collect::<Vec<_>>()
    };
    before.iter().flat_map(with).collect()
}

/// Who has a seat in each order that the marks allow, and who in some of them only.
fn seated(marks: &[u32], total: u32, seats: usize, orders: &[Vec<usize>]) -> Vec<(bool, bool)> {
    let enough = |at: &usize| marks[*at] > total / 2;
    let allowed = orders.iter().filter(|order| order.windows(2).all(|w| marks[w[0]] >= marks[w[1]]));
    let winners: Vec<Vec<usize>> =
        allowed.map(|order| order.iter().copied().filter(|at| enough(at)).take(seats).collect()).collect();
    let of = |at: usize| {
        let often = winners.iter().filter(|w| w.contains(&at)).count();
        (often == winners.len(), often > 0 && often < winners.len())
    };
    (0..marks.len()).map(of).collect()
}

#[test]
fn every_small_election_seats_whom_no_order_of_equals_could_unseat() {
    let mut second_ballots = 0;
    for names in 1..=4 {
        let orders = orders(names);
        for (seats, total, marks) in (1..=3u16).flat_map(|s| {
            (1..=6u32).flat_map(move |n| lists(names, n + 1).into_iter().map(move |m| (s, n, m)))
        }) {
            let lines = marks.iter().map(|f| Marks { r#for: *f, against: total - f, blank: 0 }).collect();
            let tally = BallotTally { issued: total, collected: total, valid: total, invalid: 0, lines };
            let paper = paper(names, seats);
            if tally.check(&paper, total, false).is_err() {
                continue;
            }
            let heads = Heads { total, in_office: total, present: total };
            let result = BallotResult::decide(&paper, &tally, Majority::HALF_OF_TOTAL, heads);
            let told: Vec<(bool, bool)> = result.lines.iter().map(|l| (l.elected, l.level)).collect();
            let expected = seated(&marks, total, usize::from(seats), &orders);
            assert_eq!(told, expected, "{marks:?} of {total} for {seats} seats");

            let elected = expected.iter().filter(|(elected, _)| *elected).count();
            let level = expected.iter().filter(|(_, level)| *level).count();
            assert_eq!(usize::from(result.filled()), elected);
            assert_eq!(result.is_complete(), elected == usize::from(seats));
            let left = if level > 0 { usize::from(seats) - elected } else { 0 };
            assert_eq!(usize::from(result.open_seats()), left);
            assert!(left == 0 || level > left, "a second ballot has more names than seats");
            assert!(result.is_sound(&paper));
            second_ballots += u32::from(level > 0);
        }
    }
    assert!(second_ballots > 50, "{second_ballots} second ballots");
}

#[test]
fn the_golden_count_of_ballots() {
    let paper = paper(1, 1);
    let lines = vec![Marks { r#for: 26, against: 1, blank: 0 }];
    let tally = BallotTally { issued: 27, collected: 27, valid: 27, invalid: 0, lines };
    assert_eq!(tally.check(&paper, 27, false), Ok(()));
    let heads = Heads { total: 28, in_office: 28, present: 27 };
    let result = BallotResult::decide(&paper, &tally, Majority::HALF_OF_TOTAL, heads);
    assert!(result.is_complete());
    let said = nghitruong::text::ballot_sentences(&result, "Ủy viên Ủy ban nhân dân xã", "xã").join(" ");
    for figure in ["92,86%", "3,57%", "26 × 2 = 52 > 28", "trúng cử Ủy viên Ủy ban nhân dân xã"] {
        assert!(said.contains(figure), "{figure}: {said}");
    }
}
