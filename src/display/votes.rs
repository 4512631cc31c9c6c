//! Votes in the hall: turnout while they are open, never how they lean; the result with its proof once it is published.

use super::auto::counted;
use super::known::Known;
use super::present::{foot, head, noted, pair};
use super::words::Words;
use crate::chamber::command::Choice;
use crate::chamber::rules::VoteForm;
use crate::text::countdown;
use crate::wire::snapshot::{BallotSheet, OutcomeLine, Session, Vote, VoteState, Watch};
use nghitruong_ui::wall::{
    BallotRow, Count, Outcome, Pair, Ratio, Screen, Turnout, VoteKind, WallFace, hemicycle,
};
use std::collections::BTreeMap;

/// In the order of totals and rows.
const CHOICES: [Choice; 3] = [Choice::For, Choice::Against, Choice::NotVoting];

/// Whether choices are given, or will be again.
pub fn is_running(vote: &Vote) -> bool {
    match vote.state {
        VoteState::Open | VoteState::Held => true,
        VoteState::Closed | VoteState::Published | VoteState::Annulled => false,
    }
}

/// The screen of a vote.
pub fn face(known: &Known, session: &Session, vote: &Vote, now: i64, w: Words) -> WallFace {
    let number = w.motion(&vote.number);
    let waits = || WallFace {
        screen: Screen::Calm,
        title: vote.title.as_str().into(),
        head: head(w.vote_closed(), &number),
        foot: noted(session, w, w.wait_result(), w.wait_result_short()),
        ..WallFace::default()
    };
    match vote.state {
        VoteState::Open | VoteState::Held => running(known, session, vote, now, w),
        VoteState::Closed => waits(),
        VoteState::Annulled => WallFace {
            screen: Screen::Item,
            title: vote.title.as_str().into(),
            head: head(w.annulled(), &number),
            foot: foot(session, w),
            pairs: vote.annulled_reason.iter().map(|reason| pair(w.reason(), reason)).collect(),
            ..WallFace::default()
        },
        VoteState::Published => match (&vote.ballot, &vote.outcome) {
            (Some(sheet), _) => ballot(session, vote, sheet, w),
            (None, Some(outcome)) => result(known, session, vote, outcome, w),
            (None, None) => waits(),
        },
    }
}

fn running(known: &Known, session: &Session, vote: &Vote, now: i64, w: Words) -> WallFace {
    let held = vote.state == VoteState::Held;
    let tag = |open: &'static str| if held { w.held() } else { open };
    let number = w.motion(&vote.number);
    let base = |screen: Screen, tag: &str| WallFace {
        screen,
        title: vote.title.as_str().into(),
        head: head(tag, &number),
        foot: noted(session, w, w.later(), w.later_short()),
        ..WallFace::default()
    };
    match vote.form {
        VoteForm::Electronic | VoteForm::Mixed => {
            let (timer, label) = clock(vote, now, w);
            WallFace {
                turnout: turnout(known, session, vote, label, w),
                timer: timer.into(),
                ..base(Screen::Vote, tag(w.voting()))
            }
        }
        VoteForm::ShowOfHands | VoteForm::HandsByName | VoteForm::Cards => {
            let call = if vote.form == VoteForm::Cards { w.cards() } else { w.hands() };
            let options = session.option_labels.join(", ");
            let order =
                Pair { short: session.option_labels[0].as_str().into(), ..pair(w.in_order(), &options) };
            WallFace { pairs: vec![pair("", call), order], ..base(Screen::Item, tag(w.voting())) }
        }
        VoteForm::SecretBallot => {
            let on_it =
                vote.ballot.as_ref().map(|b| pair("", &w.on_the_ballot(b.kind, b.seats, b.lines.len())));
            WallFace {
                pairs: std::iter::once(pair("", w.into_the_box())).chain(on_it).collect(),
                foot: noted(session, w, w.after_count(), w.after_count_short()),
                ..base(Screen::Item, tag(w.secret_ballot()))
            }
        }
    }
}

fn turnout(known: &Known, session: &Session, vote: &Vote, label: &str, w: Words) -> Turnout {
    let tally = known.tallies.get(&vote.vote);
    let present = tally.map_or(session.present, |tally| tally.present);
    let side = |people: u32| i32::try_from(people).unwrap_or(i32::MAX);
    Turnout {
        cast: tally.map_or_else(|| "–".to_owned(), |tally| tally.answered.to_string()).into(),
        chars: side(present.max(1).ilog10() + 1),
        of: w.of(present).into(),
        verb: w.have_voted().into(),
        cells: side(present),
        filled: tally.map_or(0, |tally| side(tally.answered)),
        clock_label: label.into(),
    }
}

/// What is left of the time after which the screen warns. The vote never closes by itself.
fn clock(vote: &Vote, now: i64, w: Words) -> (String, &'static str) {
    let held = u64::try_from(vote.held_ms).unwrap_or_default();
    let watch = Watch { elapsed_ms: 0, since: Some(vote.opened_at) };
    let elapsed = counted(&watch, vote.held_since.unwrap_or(now)).saturating_sub(held);
    let limit = u64::from(vote.warn_seconds);
    let label = if vote.state == VoteState::Held {
        w.paused()
    } else if elapsed / 1000 >= limit {
        w.over_short()
    } else {
        w.left()
    };
    (countdown(limit, elapsed), label)
}

fn kind(choice: Choice) -> VoteKind {
    match choice {
        Choice::For => VoteKind::InFavour,
        Choice::Against => VoteKind::Against,
        Choice::NotVoting => VoteKind::NotVoting,
    }
}

fn result(known: &Known, session: &Session, vote: &Vote, outcome: &OutcomeLine, w: Words) -> WallFace {
    let title = match vote.number.as_str() {
        "" => vote.title.clone(),
        number => format!("{number} {}", vote.title),
    };
    let arithmetic = outcome.arithmetic.get(w.0);
    let rule = bare_rule(outcome.rule.get(w.0));
    let ratio = |of: u32, word: &str, percent: &str| Ratio {
        part: format!("{}/{of}", outcome.r#for).into(),
        word: word.into(),
        percent: percent.into(),
    };
    let numbers = [outcome.r#for, outcome.against, outcome.not_voting];
    let counts = CHOICES.into_iter().zip(&session.option_labels).zip(numbers);
    WallFace {
        screen: Screen::Result,
        foot: foot(session, w),
        outcome: Outcome {
            title: title.into(),
            verdict: outcome.verdict.get(w.0).into(),
            passed: outcome.passed,
            of_present: ratio(outcome.present, w.present_word(), &outcome.of_present[0]),
            of_total: ratio(outcome.total_delegates, w.total_word(), &outcome.of_total[0]),
            proof: format!("{arithmetic}: {rule}").into(),
            arithmetic: arithmetic.into(),
            rule: rule.into(),
        },
        counts: counts
            .map(|((choice, word), number)| Count {
                kind: kind(choice),
                word: word.as_str().into(),
                number: number.to_string().into(),
            })
            .collect(),
        dots: hemicycle(&dots(known, vote, numbers), usize::try_from(outcome.total_delegates).unwrap_or(0)),
        ..WallFace::default()
    }
}

/// The rule without the words around it: "quá nửa tổng số" of "Cần quá nửa tổng số đại biểu".
fn bare_rule(sentence: &str) -> &str {
    let bare =
        ["Cần ", "Needs "].into_iter().find_map(|word| sentence.strip_prefix(word)).unwrap_or(sentence);
    [" đại biểu", " delegates"].into_iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare)
}

/// In the order of the totals; by seat only where names are shown to all and everyone has one. `None` is nobody.
fn dots(known: &Known, vote: &Vote, numbers: [u32; 3]) -> Vec<Option<VoteKind>> {
    let by: BTreeMap<_, _> = vote.names.iter().map(|line| (&line.delegate, line.choice)).collect();
    let mut seats: Vec<_> = known.roll.iter().flat_map(|roll| &roll.delegates).collect();
    seats.sort_by_key(|line| line.seat);
    let named: Vec<_> = seats.iter().map(|line| by.get(&line.id).map(|choice| kind(*choice))).collect();
    if !by.is_empty() && named.iter().flatten().count() == by.len() {
        return named;
    }
    let of = |(choice, number): (Choice, u32)| vec![Some(kind(choice)); usize::try_from(number).unwrap_or(0)];
    CHOICES.into_iter().zip(numbers).flat_map(of).collect()
}

fn ballot(session: &Session, vote: &Vote, sheet: &BallotSheet, w: Words) -> WallFace {
    let rows = sheet.lines.iter().map(|line| {
        let share = line.of_total.as_deref().map(|percent| w.of_all(percent));
        let verdict = line.verdict.as_ref().map(|verdict| verdict.get(w.0).to_owned());
        BallotRow {
            name: line.name.as_str().into(),
            votes: line
                .r#for
                .map(|votes| format!("{votes}/{}", session.total_delegates))
                .unwrap_or_default()
                .into(),
            verdict: share.iter().chain(&verdict).cloned().collect::<Vec<_>>().join(", ").into(),
            verdict_short: verdict.unwrap_or_default().into(),
            elected: line.elected == Some(true),
        }
    });
    WallFace {
        screen: Screen::Ballot,
        head: head(w.ballot_result(sheet.kind), &w.motion(&vote.number)),
        title: vote.title.as_str().into(),
        foot: foot(session, w),
        ballot: rows.collect(),
        ..WallFace::default()
    }
}
