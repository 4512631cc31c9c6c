//! The sentences about a secret ballot on paper: kiosk, phone, wall, minutes, tally record and `verify` print these.

use super::vote::{both, unit};
use super::{Lang, arithmetic, minutes_time, padded, percent, rule_name, rule_sentence, stopped};
use crate::chamber::plan::{BallotKind, BoardRole};
use crate::chamber::{BallotResult, BallotTally, CandidateResult, Session, Vote};
use crate::wire::snapshot::{BallotLine, BallotSheet};

/// "Trưởng ban", "Thư ký", "Ủy viên" of the tally board.
pub fn board_role(role: BoardRole, lang: Lang) -> &'static str {
    match role {
        BoardRole::Head => lang.pick("Trưởng ban", "Head"),
        BoardRole::Clerk => lang.pick("Thư ký", "Clerk"),
        BoardRole::Member => lang.pick("Ủy viên", "Member"),
    }
}

/// What a mark for and a mark against a name are called.
pub fn ballot_options(kind: BallotKind, lang: Lang) -> [&'static str; 2] {
    match kind {
        BallotKind::Election | BallotKind::Removal => {
            [lang.pick("Đồng ý", "For"), lang.pick("Không đồng ý", "Against")]
        }
        BallotKind::Confidence => {
            [lang.pick("Không tín nhiệm", "No confidence"), lang.pick("Tín nhiệm", "Confidence")]
        }
    }
}

/// What a line of a ballot decides: "trúng cử", "không trúng cử".
pub fn ballot_verdict(kind: BallotKind, line: &CandidateResult, lang: Lang) -> &'static str {
    match (kind, line.elected, line.level) {
        (BallotKind::Election, true, _) => lang.pick("trúng cử", "elected"),
        (BallotKind::Election, false, true) => {
            lang.pick("bằng phiếu, bỏ phiếu lần hai", "level, to a second ballot")
        }
        (BallotKind::Election, false, false) => lang.pick("không trúng cử", "not elected"),
        (BallotKind::Removal, true, _) => lang.pick("được thông qua", "decided"),
        (BallotKind::Removal, false, _) => lang.pick("không được thông qua", "not decided"),
        (BallotKind::Confidence, true, _) => lang.pick("quá nửa không tín nhiệm", "no confidence"),
        (BallotKind::Confidence, false, _) => {
            lang.pick("không quá nửa không tín nhiệm", "no lack of confidence")
        }
    }
}

/// The sentences of a secret ballot of the chamber; of an annulled one why, and what had been counted. Empty while
/// it is open and for votes of another form, which have [`super::vote_sentence`].
pub fn ballot_account(session: &Session, vote: &Vote) -> Vec<String> {
    let Some(paper) = session.paper_of(vote) else { return Vec::new() };
    match (&vote.annulled, &vote.ballot) {
        (Some((reason, _)), _) => vec![annulled_ballot(reason, vote.opened_at, vote.tally.as_ref())],
        (None, Some(result)) => {
            ballot_sentences(result, &paper.office, unit(&session.plan.council.commune_name))
        }
        (None, None) => Vec::new(),
    }
}

/// What is left to say of an annulled ballot.
fn annulled_ballot(reason: &str, opened_at: i64, tally: Option<&BallotTally>) -> String {
    let counted = tally.map(|tally| format!(" Số liệu đã ghi: {}.", counted(tally))).unwrap_or_default();
    format!(
        "Lần bỏ phiếu kín lúc {} đã bị hủy và không có giá trị. Lý do: {}{counted}",
        minutes_time(opened_at),
        stopped(reason)
    )
}

fn counted(tally: &BallotTally) -> String {
    format!(
        "phát ra {}, thu vào {}, hợp lệ {}, không hợp lệ {}",
        padded(tally.issued),
        padded(tally.collected),
        padded(tally.valid),
        padded(tally.invalid)
    )
}

/// The sentences of a secret ballot: the count, then each name with both figures, the arithmetic and what is decided.
pub fn ballot_sentences(result: &BallotResult, office: &str, unit: &str) -> Vec<String> {
    let here = result.lines.first().map(|line| &line.outcome);
    let here = here.map(|o| format!("Có mặt {}/{} đại biểu. ", o.present, o.total_delegates));
    let count = format!(
        "Hội đồng nhân dân {unit} bỏ phiếu kín. {}Kết quả kiểm phiếu: {}.",
        here.unwrap_or_default(),
        counted(&result.tally)
    );
    let blanks = result.tally.lines.iter().map(|marks| marks.blank);
    let lines =
        result.lines.iter().zip(blanks).map(|(line, blank)| line_sentence(result, line, blank, office));
    std::iter::once(count).chain(lines).collect()
}

fn line_sentence(result: &BallotResult, line: &CandidateResult, blank: u32, office: &str) -> String {
    let o = &line.outcome;
    let [mark_for, mark_against] = ballot_options(result.kind, Lang::Vi).map(str::to_lowercase);
    let share = |mark: &str, n| {
        format!("{mark} {} phiếu, bằng {} tổng số đại biểu", padded(n), percent(n, o.total_delegates))
    };
    let unmarked =
        if blank > 0 { format!("; không đánh dấu {} phiếu", padded(blank)) } else { String::new() };
    let name = &line.name;
    let decided = ballot_verdict(result.kind, line, Lang::Vi);
    let said = match result.kind {
        BallotKind::Removal => format!("Việc này {decided}"),
        BallotKind::Confidence => format!("{name} {decided}"),
        BallotKind::Election if line.elected => format!("{name} {decided} {office}").trim_end().to_owned(),
        BallotKind::Election if o.passed && !line.level => {
            format!("Đã đủ {} người có số phiếu cao hơn; {name} {decided}", padded(u32::from(result.seats)))
        }
        BallotKind::Election => format!("{name} {decided}"),
    };
    format!(
        "{name}: {}; {}{unmarked}. Cần {} ({}). {said}.",
        share(&mark_for, o.r#for),
        share(&mark_against, o.against),
        rule_name(o.majority, Lang::Vi),
        arithmetic(o, Lang::Vi)
    )
}

/// The published result of a secret ballot, or its names while it is open.
pub fn ballot_sheet(session: &Session, vote: &Vote, shown: bool) -> Option<BallotSheet> {
    let paper = session.paper_of(vote)?;
    let result = vote.ballot.as_ref().filter(|_| shown);
    let line = |at: usize, name: &str| {
        let line = result.and_then(|r| r.lines.get(at));
        BallotLine {
            name: name.to_owned(),
            r#for: line.map(|l| l.outcome.r#for),
            against: line.map(|l| l.outcome.against),
            of_total: line.map(|l| percent(l.outcome.r#for, l.outcome.total_delegates)),
            arithmetic: line.map(|l| both(|lang| arithmetic(&l.outcome, lang))),
            elected: line.map(|l| l.elected),
            verdict: line.map(|l| both(|lang| ballot_verdict(paper.kind, l, lang).to_owned())),
        }
    };
    Some(BallotSheet {
        kind: paper.kind,
        seats: paper.seats,
        office: paper.office.clone(),
        options: ballot_options(paper.kind, Lang::Vi).map(str::to_owned),
        rule: both(|lang| rule_sentence(vote.majority, lang)),
        rule_source: session.plan.rules.majority(vote.matter).source,
        blanks: session.plan.rules.ballot_blanks.value,
        most_issued: vote.took_part(),
        tally: result.map(|r| r.tally.clone()),
        lines: paper.candidates.iter().enumerate().map(|(at, c)| line(at, &c.name)).collect(),
        sentences: result
            .map(|r| ballot_sentences(r, &paper.office, unit(&session.plan.council.commune_name)))
            .unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::plan::{BallotPaper, Candidate};
    use crate::chamber::rules::Majority;
    use crate::chamber::{Heads, Marks};

    const HEADS: Heads = Heads { total: 28, in_office: 28, present: 27 };

    fn election(seats: u16, marks: &[(&str, [u32; 3])]) -> BallotResult {
        let paper = BallotPaper {
            kind: BallotKind::Election,
            seats,
            office: "Ủy viên Ủy ban nhân dân xã".to_owned(),
            candidates: marks
                .iter()
                .map(|(name, _)| Candidate { name: (*name).to_owned(), delegate: None })
                .collect(),
        };
        let lines = marks.iter().map(|(_, [a, b, c])| Marks { r#for: *a, against: *b, blank: *c }).collect();
        let tally = BallotTally { issued: 27, collected: 27, valid: 27, invalid: 0, lines };
        BallotResult::decide(&paper, &tally, Majority::HALF_OF_TOTAL, HEADS)
    }

    #[test]
    fn an_election_says_the_count_the_ratios_and_the_arithmetic() {
        let result = election(1, &[("Bà Cao Thị N", [26, 1, 0])]);
        assert_eq!(
            ballot_sentences(&result, "Ủy viên Ủy ban nhân dân xã", "xã"),
            [
                "Hội đồng nhân dân xã bỏ phiếu kín. Có mặt 27/28 đại biểu. Kết quả kiểm phiếu: phát ra 27, thu vào 27, hợp lệ 27, \
                 không hợp lệ 0.",
                "Bà Cao Thị N: đồng ý 26 phiếu, bằng 92,86% tổng số đại biểu; không đồng ý 01 phiếu, bằng 3,57% tổng số đại biểu. \
                 Cần quá nửa tổng số đại biểu (26 × 2 = 52 > 28). Bà Cao Thị N trúng cử Ủy viên Ủy ban nhân dân xã.",
            ]
        );
    }

    #[test]
    fn who_has_the_majority_and_no_seat_reads_why() {
        let result = election(1, &[("Ông A", [15, 10, 2]), ("Bà B", [16, 11, 0])]);
        let said = ballot_sentences(&result, "", "xã");
        assert!(said[1].contains("; không đánh dấu 02 phiếu."), "{}", said[1]);
        assert!(
            said[1].ends_with("Đã đủ 01 người có số phiếu cao hơn; Ông A không trúng cử."),
            "{}",
            said[1]
        );
        assert!(said[2].ends_with("Bà B trúng cử."), "{}", said[2]);
        let level = election(1, &[("Ông A", [20, 7, 0]), ("Bà B", [20, 7, 0])]);
        assert!(ballot_sentences(&level, "", "xã")[1].ends_with("Ông A bằng phiếu, bỏ phiếu lần hai."));
    }

    #[test]
    fn an_annulled_ballot_claims_nothing() {
        let result = election(1, &[("Bà Cao Thị N", [26, 1, 0])]);
        assert_eq!(
            annulled_ballot("thiếu dấu trên phiếu", 1_797_467_400_000, Some(&result.tally)),
            "Lần bỏ phiếu kín lúc 07 giờ 30 phút đã bị hủy và không có giá trị. Lý do: thiếu dấu trên phiếu. Số liệu đã ghi: \
             phát ra 27, thu vào 27, hợp lệ 27, không hợp lệ 0."
        );
        assert!(annulled_ballot("mất điện", 0, None).ends_with("Lý do: mất điện."));
    }
}
