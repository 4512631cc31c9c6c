//! Votes and ballots (annex III).

use super::{motion_number, number};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::{BoardSeat, Delegate, Effect};
use crate::chamber::{self, BallotResult, Cast, Session, command};
use crate::minutes::model::{CandidateResult, Choice, NamedChoice, Person, TallyRecord, Vote};
use crate::text::{self, Lang};

/// The vote as its form wants it.
pub(super) fn vote(session: &Session, vote: &chamber::Vote) -> Vote {
    let plan = &session.plan;
    let outcome = vote.outcome.as_ref();
    let annulled_reason = vote.annulled.as_ref().map(|(reason, _)| reason.clone());
    let title = |id| plan.motion(id).map(|(_, motion)| motion.title.clone());
    let part_of = plan.motion(&vote.motion).and_then(|(_, motion)| motion.part_of.as_ref());
    Vote {
        id: vote.id.to_string(),
        no: motion_number(session, vote),
        item_no: number(session, &vote.item),
        subject: text::subject(session, vote),
        short_subject: short_subject(session, vote),
        block: if vote.block.is_empty() { Vec::new() } else { vote.motions().filter_map(title).collect() },
        part_of: part_of.and_then(title),
        form: vote.form,
        sentence: text::vote_sentence(session, vote),
        rule: text::rule_id(vote.majority),
        rule_label: text::rule_name(vote.majority, Lang::Vi),
        rule_source: plan.rules.majority(vote.matter).source,
        arithmetic: outcome.map(|o| text::arithmetic(o, Lang::Vi)).unwrap_or_default(),
        total_delegates: vote.total_delegates,
        present: outcome.map_or(0, |o| o.present),
        in_favour: outcome.map_or(0, |o| o.r#for),
        against: outcome.map_or(0, |o| o.against),
        not_voting: outcome.map_or(0, |o| o.not_voting),
        passed: annulled_reason.is_none() && outcome.is_some_and(|o| o.passed),
        annulled_reason,
        rounds: text::rounds(vote),
        entered_by_secretary: text::entered(vote),
        opened_at: Some(vote.opened_at),
        closed_at: vote.closed_at,
        named_choices: named_choices(session, vote),
    }
}

/// The short name; of a part with its whole, of a block each.
fn short_subject(session: &Session, vote: &chamber::Vote) -> String {
    let short = |id| session.plan.motion(id).map_or("", |(_, motion)| motion.short_title.as_str());
    let part_of = session.plan.motion(&vote.motion).and_then(|(_, motion)| motion.part_of.as_ref());
    match part_of {
        Some(whole) if vote.block.is_empty() => format!("{} ({})", short(&vote.motion), short(whole)),
        Some(_) | None if vote.block.is_empty() => short(&vote.motion).to_owned(),
        Some(_) | None => {
            let all: Vec<&str> = vote.motions().map(short).collect();
            format!("{} (biểu quyết chung)", all.join("; "))
        }
    }
}

/// Everybody's choice, where the rule profile makes it public; who said nothing is named too.
fn named_choices(session: &Session, vote: &chamber::Vote) -> Vec<NamedChoice> {
    let (Some(closed), Some(outcome)) = (vote.closed_at, &vote.outcome) else { return Vec::new() };
    if !session.plan.rules.names_shown.value || vote.casts.is_empty() {
        return Vec::new();
    }
    let here = |id: &DelegateId| {
        let entry = session.roll.entries().get(id);
        entry.is_some_and(|e| {
            e.intervals.iter().any(|i| i.from <= closed && i.to.is_none_or(|to| to > closed))
        })
    };
    let all: Vec<(&Delegate, Option<&Cast>)> = session
        .plan
        .by_seat()
        .into_iter()
        .map(|d| (d, vote.casts.get(&d.id)))
        .filter(|(d, cast)| cast.is_some() || here(&d.id))
        .collect();
    // A clock corrected in between can hide who was there; then only what was recorded is named.
    let whole = u32::try_from(all.len()).is_ok_and(|n| n == outcome.present);
    let named = all.into_iter().filter(|(_, cast)| whole || cast.is_some());
    let line = |(delegate, cast): (&Delegate, Option<&Cast>)| NamedChoice {
        name: delegate.name.clone(),
        choice: match cast.map(|c| c.choice) {
            Some(command::Choice::For) => Choice::For,
            Some(command::Choice::Against) => Choice::Against,
            Some(command::Choice::NotVoting) | None => Choice::NotVoting,
        },
        by_secretary: cast.is_some_and(|c| c.via.is_entered()),
    };
    named.map(line).collect()
}

/// The ballot with its count.
pub(super) fn ballot(session: &Session, vote: &chamber::Vote) -> Option<TallyRecord> {
    let paper = session.paper_of(vote)?;
    let tally = vote.tally.clone().unwrap_or_default();
    let annulled_reason = vote.annulled.as_ref().map(|(reason, _)| reason.clone());
    let stands = annulled_reason.is_none();
    Some(TallyRecord {
        id: vote.id.to_string(),
        no: motion_number(session, vote),
        item_no: number(session, &vote.item),
        subject: text::subject(session, vote),
        short_subject: short_subject(session, vote),
        kind: paper.kind,
        seats: u32::from(paper.seats),
        office: paper.office.clone(),
        options: text::ballot_options(paper.kind, Lang::Vi).map(str::to_owned),
        board: board(session, vote),
        rule: text::rule_id(vote.majority),
        rule_label: text::rule_name(vote.majority, Lang::Vi),
        rule_source: session.plan.rules.majority(vote.matter).source,
        total_delegates: vote.total_delegates,
        present: vote.ballot.as_ref().and_then(|r| r.lines.first()).map_or(0, |l| l.outcome.present),
        issued: tally.issued,
        collected: tally.collected,
        valid: tally.valid,
        invalid: tally.invalid,
        candidates: vote.ballot.as_ref().map(|result| candidates(result, stands)).unwrap_or_default(),
        sentences: text::ballot_account(session, vote),
        annulled_reason,
        opened_at: Some(vote.opened_at),
        closed_at: vote.closed_at,
    })
}

/// The lines of a result; one that does not stand decides nothing.
pub(in crate::minutes) fn candidates(result: &BallotResult, stands: bool) -> Vec<CandidateResult> {
    let blanks = result.tally.lines.iter().map(|marks| marks.blank);
    let line = |(line, blank): (&chamber::CandidateResult, u32)| CandidateResult {
        name: line.name.clone(),
        in_favour: line.outcome.r#for,
        against: line.outcome.against,
        blank,
        arithmetic: text::arithmetic(&line.outcome, Lang::Vi),
        elected: stands && line.elected,
        verdict: if stands {
            text::ballot_verdict(result.kind, line, Lang::Vi).to_owned()
        } else {
            String::new()
        },
    };
    result.lines.iter().zip(blanks).map(line).collect()
}

/// The board as it was when the ballots were handed out: a later one may have taken its place.
fn board(session: &Session, ballot: &chamber::Vote) -> Vec<Person> {
    let members = |vote: &chamber::Vote| match session.plan.motion(&vote.motion)?.1.effect.as_ref()? {
        Effect::TallyBoard { members } => Some(members.clone()),
        Effect::ClosedDoors | Effect::QuestionGroups => None,
    };
    let in_force = |vote: &&chamber::Vote| {
        vote.outcome.as_ref().is_some_and(|o| o.passed)
            && vote.closed_at.is_some_and(|at| at <= ballot.opened_at)
            && vote.annulled.as_ref().is_none_or(|(_, at)| *at > ballot.opened_at)
    };
    let votes = session.votes.list().iter().rev();
    let mut members: Vec<BoardSeat> = votes.filter(in_force).find_map(members).unwrap_or_default();
    members.sort_by_key(|seat| seat.role);
    let person = |seat: &BoardSeat| {
        let delegate = session.plan.delegate(&seat.delegate)?;
        Some(Person {
            name: format!("{} {}", delegate.honorific, delegate.name).trim().to_owned(),
            title: text::board_role(seat.role, Lang::Vi).to_owned(),
        })
    };
    members.iter().filter_map(person).collect()
}
