//! Secret ballots on paper: the figures of the tally board, and the result with its proof.

use super::keys::{main, off, plain};
use super::votes::{motion_caption, motion_title};
use super::{Key, Look};
use crate::chamber::plan::{BallotKind, BallotPaper};
use crate::chamber::{BallotResult, Session, Vote};
use crate::kiosk::local::{HEAD_FIGURES, NumberFor, TallyEntry, figures_of_a_name};
use crate::text::{self, upper_first};
use nghitruong_ui::{ActionKey, Ballot, BallotHead, BallotRow, Face, Line, Outcome, PickRow, Pin, Screen};

/// What stands where nothing has been typed.
const BLANK: &str = "…";

pub fn paper(look: Look, session: &Session, vote: &Vote, face: &mut Face) {
    let Some(paper) = session.paper_of(vote) else { return };
    face.screen = Screen::Paper;
    let w = look.w;
    face.ballot = Ballot {
        item: motion_caption(look, session, vote).into(),
        title: motion_title(session, vote).into(),
        tag: w.paper_tag().into(),
        missing_title: w.tally_title().into(),
        ..Ballot::default()
    };
    let line =
        |text: &str, strong: &str| Line { text: text.into(), strong: strong.into(), ..Line::default() };
    if paper.kind == BallotKind::Election {
        face.lines.push(line("", &w.seats_line(paper.seats, &paper.office)));
    }
    face.lines.push(line(&text::rule_sentence(vote.majority, look.local.lang), ""));
    if !look.small {
        face.lines.push(line(&board_line(look, session), ""));
        face.lines.push(line(w.paper_note(), ""));
    }
    let entry = look.local.typed_tally(session, vote, paper);
    let blanks = session.plan.rules.ballot_blanks.value;
    face.rows = rows(look, &entry, paper, blanks);
    face.keys = keys(look, vote, paper, &entry, blanks);
}

/// "Ban kiểm phiếu: Đỗ Thị H (Trưởng ban), …".
fn board_line(look: Look, session: &Session) -> String {
    let members = session.board.iter().flat_map(|b| &b.members).filter_map(|seat| {
        let name = session.plan.delegate(&seat.delegate).map(|d| d.name.as_str())?;
        Some(format!("{name} ({})", text::board_role(seat.role, look.local.lang)))
    });
    members.collect::<Vec<_>>().join(", ")
}

fn rows(look: Look, entry: &TallyEntry, paper: &BallotPaper, blanks: bool) -> Vec<PickRow> {
    let w = look.w;
    let figure = |n: Option<u32>| n.map_or_else(|| BLANK.to_owned(), |n| n.to_string());
    let fixed = !look.chair() && look.local.is_locked();
    let row = |at: usize, text: &str| PickRow {
        id: at.to_string().into(),
        text: text.into(),
        note: figure(entry.figures.get(at).copied().flatten()).into(),
        off: fixed,
        figure: true,
        ..PickRow::default()
    };
    let computed = |text: &str, n: Option<u32>| PickRow {
        text: text.into(),
        note: figure(n).into(),
        figure: true,
        off: true,
        ..PickRow::default()
    };
    let mut rows = vec![
        row(0, w.tally_issued()),
        row(1, w.tally_collected()),
        row(2, w.tally_invalid()),
        computed(w.tally_valid(), entry.valid()),
    ];
    let [mark_for, mark_against] = text::ballot_options(paper.kind, look.local.lang);
    let each = figures_of_a_name(blanks);
    for (at, candidate) in paper.candidates.iter().enumerate() {
        let first = HEAD_FIGURES + at * each;
        rows.push(row(first, &w.marks_of(mark_for, &candidate.name)));
        if blanks {
            rows.push(row(first + 1, &w.marks_of(w.ballot_blank(), &candidate.name)));
        }
        let against = entry.marks(at, blanks).map(|m| m.against);
        rows.push(computed(&w.marks_of(mark_against, &candidate.name), against));
    }
    rows
}

fn keys(look: Look, vote: &Vote, paper: &BallotPaper, entry: &TallyEntry, blanks: bool) -> Vec<ActionKey> {
    let w = look.w;
    if look.local.is_locked() {
        return Vec::new();
    }
    let record = Key::Tally(vote.id.clone());
    let typed = entry.tally(paper.candidates.len(), blanks);
    let recorded = typed.is_some() && typed == vote.tally;
    let mut keys = match (&typed, recorded) {
        (None, _) => vec![off(&record, w.tally_enter(), w.tally_incomplete())],
        (Some(_), true) if look.chair() => vec![main(&Key::CloseVote(vote.id.clone()), w.tally_close(), "")],
        (Some(tally), _) => vec![main(&record, w.tally_enter(), &w.tally_line(tally))],
    };
    if look.chair() {
        keys.push(plain(&Key::Annul(vote.id.clone()), w.annul()));
    }
    keys
}

/// The pad on which one number is typed.
pub fn number(look: Look, session: &Session, purpose: &NumberFor, face: &mut Face) {
    face.screen = Screen::Pin;
    let w = look.w;
    let (title, note) = match purpose {
        NumberFor::Tally(id, at) => {
            let vote = session.votes.get(id);
            let title = vote.and_then(|v| Some((v, session.paper_of(v)?))).map(|(vote, paper)| {
                let blanks = session.plan.rules.ballot_blanks.value;
                let rows = rows(look, &look.local.typed_tally(session, vote, paper), paper, blanks);
                rows.into_iter().find(|r| r.id == at.to_string()).map(|r| r.text.to_string())
            });
            (title.flatten().unwrap_or_default(), w.tally_title().to_owned())
        }
        NumberFor::Guests(line) => {
            let guests = session.plan.guests.get(usize::from(*line));
            (w.guests_number().to_owned(), guests.map(|g| g.name.clone()).unwrap_or_default())
        }
        NumberFor::Part(motion) => {
            let title = session.plan.motion(motion).map(|(_, m)| m.title.clone());
            (w.part_number().to_owned(), title.unwrap_or_default())
        }
    };
    face.pin = Pin {
        title: title.into(),
        note: note.into(),
        figure: look.local.number.map_or_else(|| BLANK.to_owned(), |n| n.to_string()).into(),
        enter: w.number_go().into(),
        back: w.back().into(),
        ..Pin::default()
    };
}

/// "92,86% tổng số đại biểu"; on the small screen the number says it.
fn of_total(look: Look, percent: &str) -> String {
    if look.small { percent.to_owned() } else { look.w.of_all(percent) }
}

/// Longest line of names that is spelled out in the band, characters.
const BAND: usize = 44;

/// "TRÚNG CỬ: BÀ CAO THỊ N", or that all seats are filled where the names have no room.
fn elected(look: Look, result: &BallotResult) -> String {
    let names: Vec<&str> = result.lines.iter().filter(|l| l.elected).map(|l| l.name.as_str()).collect();
    let text = format!("{}: {}", look.w.elected(), names.join(", ").to_uppercase());
    if text.chars().count() <= BAND { text } else { look.w.all_elected().to_owned() }
}

pub fn result(look: Look, session: &Session, vote: &Vote, result: &BallotResult, face: &mut Face) {
    let Some(first) = result.lines.first().map(|l| &l.outcome) else { return };
    face.screen = Screen::BallotResult;
    let (w, lang) = (look.w, look.local.lang);
    let quorum = session.plan.rules.quorum.value.of(first.total_delegates);
    let annulled = vote.annulled.as_ref().map(|(reason, _)| w.annulled_why(reason)).unwrap_or_default();
    let verdict = match (annulled.is_empty(), result.kind) {
        (false, _) => w.annulled().to_owned(),
        (true, BallotKind::Election) if result.is_complete() => elected(look, result),
        (true, BallotKind::Election) => w.not_elected().to_owned(),
        (true, BallotKind::Removal) => text::verdict(result.is_complete(), lang).to_owned(),
        (true, BallotKind::Confidence) => result
            .lines
            .iter()
            .map(|l| format!("{}: {}", l.name, text::ballot_verdict(result.kind, l, lang)))
            .collect::<Vec<_>>()
            .join("; "),
    };
    face.outcome = Outcome {
        item: motion_caption(look, session, vote).into(),
        title: motion_title(session, vote).into(),
        verdict: verdict.into(),
        passed: result.is_complete() && result.kind != BallotKind::Confidence,
        why: text::rule_sentence(first.majority, lang).into(),
        article: session.plan.rules.majority(vote.matter).source.into(),
        presence: w.presence_line(first.present, first.total_delegates, quorum).into(),
        presence_note: if first.present >= quorum { w.enough().to_owned() } else { w.below_note(quorum) }
            .into(),
        annulled: annulled.into(),
        ..Outcome::default()
    };
    let [mark_for, mark_against] = text::ballot_options(result.kind, lang);
    face.ballot_head = BallotHead {
        votes_for: mark_for.into(),
        votes_against: mark_against.into(),
        tally: w.tally_line(&result.tally).into(),
    };
    face.ballot_rows = result
        .lines
        .iter()
        .map(|line| BallotRow {
            name: line.name.clone().into(),
            votes_for: line.outcome.r#for.to_string().into(),
            votes_against: line.outcome.against.to_string().into(),
            of_total: of_total(look, &text::percent(line.outcome.r#for, line.outcome.total_delegates)).into(),
            arithmetic: text::arithmetic(&line.outcome, lang).into(),
            verdict: upper_first(text::ballot_verdict(result.kind, line, lang)).into(),
            elected: line.elected,
        })
        .collect();
}
