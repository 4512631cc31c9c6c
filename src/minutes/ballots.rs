//! Voting papers for a secret ballot. Every copy is the same, without number or mark, and none knows who gets it.

use serde::Serialize;
use serde_json::json;

use super::{MinutesError, pdf};
use crate::chamber::Session;
use crate::chamber::plan::{BallotKind, BallotPaper, Motion};
use crate::text::{Lang, ballot_options, padded, upper_first};

/// What a voting paper says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ballot {
    /// The council as its papers head it: `HỘI ĐỒNG NHÂN DÂN`, `XÃ AN BÌNH`.
    pub council: Vec<String>,
    /// `Kỳ họp thứ 3, khóa I, nhiệm kỳ 2026 - 2031`.
    pub session: String,
    /// `PHIẾU BẦU`, `PHIẾU BIỂU QUYẾT`, `PHIẾU TÍN NHIỆM`.
    pub title: String,
    /// `Bầu bổ sung Ủy viên Ủy ban nhân dân xã`.
    pub subject: String,
    /// Heads of the two columns of boxes.
    pub options: [String; 2],
    /// The names in the order of the plan.
    pub names: Vec<String>,
    /// How to mark it, a sentence each.
    pub help: Vec<String>,
    /// What makes it invalid.
    pub invalid: String,
}

impl Ballot {
    /// The paper of `motion`; `None` if it is not voted on by ballot.
    pub fn of(session: &Session, motion: &Motion) -> Option<Self> {
        let paper = motion.ballot.as_ref()?;
        let plan = &session.plan;
        let [mark_for, mark_against] = ballot_options(paper.kind, Lang::Vi).map(str::to_owned);
        Some(Self {
            council: vec!["HỘI ĐỒNG NHÂN DÂN".to_owned(), plan.council.commune_name.to_uppercase()],
            session: format!("{}, nhiệm kỳ {}", plan.session_label(), plan.term.years),
            title: title(paper.kind).to_owned(),
            subject: upper_first(motion.title.trim_end_matches('.')),
            // No paper puts the reproach first.
            options: match paper.kind {
                BallotKind::Election | BallotKind::Removal => [mark_for, mark_against],
                BallotKind::Confidence => [mark_against, mark_for],
            },
            names: paper.candidates.iter().map(|c| c.name.clone()).collect(),
            help: help(paper),
            invalid: invalid(paper, plan.rules.ballot_blanks.value),
        })
    }
}

fn title(kind: BallotKind) -> &'static str {
    match kind {
        BallotKind::Election => "PHIẾU BẦU",
        BallotKind::Removal => "PHIẾU BIỂU QUYẾT",
        BallotKind::Confidence => "PHIẾU TÍN NHIỆM",
    }
}

/// How many names may be marked for, where that is not all of them.
fn most(paper: &BallotPaper) -> Option<String> {
    match paper.kind {
        BallotKind::Election if usize::from(paper.seats) < paper.candidates.len() => {
            Some(padded(u32::from(paper.seats)))
        }
        BallotKind::Election | BallotKind::Removal | BallotKind::Confidence => None,
    }
}

fn help(paper: &BallotPaper) -> Vec<String> {
    let each =
        if paper.candidates.len() > 1 { "Với mỗi người, đại biểu" } else { "Đại biểu" };
    let mark = format!("{each} đánh dấu X vào một trong hai ô.");
    let most = most(paper)
        .map(|n| format!("Số người được bầu: {n}. Chỉ đánh dấu vào ô Đồng ý cho tối đa {n} người."));
    std::iter::once(mark).chain(most).collect()
}

fn invalid(paper: &BallotPaper, blanks: bool) -> String {
    let faults = [
        Some("không do Ban kiểm phiếu phát ra"),
        Some("không có dấu của Hội đồng nhân dân"),
        Some("đánh dấu cả hai ô của một người"),
        (!blanks).then_some("để trống cả hai ô của một người"),
        most(paper).map(|_| "đánh dấu vào ô Đồng ý cho nhiều hơn số người được bầu"),
        Some("ghi thêm tên hoặc ký hiệu khác"),
    ];
    format!("Phiếu không hợp lệ: {}.", faults.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// `copies` of the same paper as PDF: two to an A4 page with a line to cut along, one to a page if there are many names.
///
/// # Errors
/// [`MinutesError::Layout`] if the layout fails.
pub fn render_ballots(ballot: &Ballot, copies: u32) -> Result<Vec<u8>, MinutesError> {
    let data = json!({ "ballot": ballot, "copies": copies });
    pdf::compile(include_str!("templates/ballots.typ"), "ballots.json", data, pdf::Kind::Print)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chamber::plan::Candidate;
    use crate::minutes::fixture::poppler;

    fn ballot(names: usize) -> Ballot {
        let candidates =
            (1..=names).map(|i| Candidate { name: format!("Bà Cao Thị N {i}"), delegate: None }).collect();
        let paper = BallotPaper { kind: BallotKind::Election, seats: 1, office: String::new(), candidates };
        Ballot {
            council: vec!["HỘI ĐỒNG NHÂN DÂN".into(), "XÃ AN BÌNH".into()],
            session: "Kỳ họp thứ 3, khóa I, nhiệm kỳ 2026 - 2031".into(),
            title: title(paper.kind).into(),
            subject: "Bầu bổ sung Ủy viên Ủy ban nhân dân xã".into(),
            options: ballot_options(paper.kind, Lang::Vi).map(str::to_owned),
            names: paper.candidates.iter().map(|c| c.name.clone()).collect(),
            help: help(&paper),
            invalid: invalid(&paper, false),
        }
    }

    /// Text of the part of a page that begins at `y` and is `h` points high.
    fn part(pdf: &[u8], page: usize, y: u32, h: u32) -> String {
        let (page, y, h) = (page.to_string(), y.to_string(), h.to_string());
        let args = ["-layout", "-f", &page, "-l", &page, "-x", "0", "-y", &y, "-W", "596", "-H", &h];
        poppler::text(pdf, &args).trim().to_owned()
    }

    #[test]
    fn every_copy_is_the_same_and_none_has_a_mark() {
        let pdf = render_ballots(&ballot(3), 28).unwrap();
        assert_eq!(pdf, render_ballots(&ballot(3), 28).unwrap());
        assert!(String::from_utf8_lossy(&pdf).contains("/Count 14"));
        let first = part(&pdf, 1, 0, 421);
        assert!(first.contains("PHIẾU BẦU") && first.contains("Bà Cao Thị N 3"), "{first}");
        for page in 1..=14 {
            assert_eq!(part(&pdf, page, 0, 421), first, "upper copy of page {page}");
            assert_eq!(part(&pdf, page, 421, 421), first, "lower copy of page {page}");
        }
        let drawn = poppler::pages(&pdf);
        assert!(drawn.windows(2).all(|pages| pages[0] == pages[1]), "every sheet is drawn alike");
    }

    #[test]
    fn only_a_choice_among_more_names_than_seats_has_a_limit() {
        let paper = |seats, kind| BallotPaper {
            kind,
            seats,
            office: String::new(),
            candidates: vec![Candidate { name: "Ông A".into(), delegate: None }; 2],
        };
        assert_eq!(
            help(&paper(1, BallotKind::Election))[1],
            "Số người được bầu: 01. Chỉ đánh dấu vào ô Đồng ý cho tối đa 01 người."
        );
        for paper in [paper(2, BallotKind::Election), paper(2, BallotKind::Removal)] {
            assert_eq!(help(&paper).len(), 1);
            assert!(!invalid(&paper, true).contains("Đồng ý") && !invalid(&paper, true).contains("để trống"));
        }
    }

    #[test]
    fn an_odd_copy_leaves_half_a_sheet_and_many_names_take_a_whole_one() {
        let odd = render_ballots(&ballot(1), 3).unwrap();
        assert_eq!(part(&odd, 2, 421, 421), "");
        let long = render_ballots(&ballot(12), 3).unwrap();
        assert!(String::from_utf8_lossy(&long).contains("/Count 3"));
        assert!(part(&long, 3, 0, 842).contains("Bà Cao Thị N 12"));
    }
}
