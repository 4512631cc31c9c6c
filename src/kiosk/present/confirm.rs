//! The confirm page: the question, its consequence in numbers and names, two keys of one size.

use super::floor::with_office;
use super::item::item_caption;
use super::votes::{motion_caption, motion_title, names_with_reasons, names_with_seats};
use super::{Look, quorum_warning};
use crate::chamber::ids::{MotionId, SpeechId, VoteId};
use crate::chamber::plan::Motion;
use crate::chamber::rules::{Counting, VoteForm};
use crate::chamber::{BallotResult, Heads, Session, Speech};
use crate::kiosk::local::{Promise, Question, late_in_group};
use crate::kiosk::words::Words;
use crate::text;
use nghitruong_ui::{Face, Line, Page, Screen};

/// Names that are spelled out on the page; more than that would not be read.
const MOST_NAMES: usize = 12;

fn line(text: &str, strong: &str, rest: &str) -> Line {
    Line { text: text.into(), strong: strong.into(), rest: rest.into() }
}

pub fn question(look: Look, question: &Question, face: &mut Face) {
    face.screen = Screen::Confirm;
    let w = look.w;
    let mut set = |title: &str, note: &str, back: &str, go: &str| {
        face.page = Page {
            title: title.into(),
            note: note.into(),
            back: back.into(),
            go: go.into(),
            ..Page::default()
        };
    };
    match question {
        Question::OpenVote { .. } => set(w.open_vote_title(), "", w.not_yet(), w.open_vote()),
        Question::CloseVote(_) => {
            set(w.close_vote_title(), w.close_vote_note(), w.wait_more(), w.close_vote())
        }
        Question::Publish(_) => set(w.publish_title(), "", w.not_yet(), w.publish()),
        Question::Annul { .. } => set(w.annul_title(), w.annul_note(), w.keep(), w.annul_go()),
        Question::Change { form, .. } => {
            let to = w.change_form_to(text::form_name(*form, look.local.lang));
            set(&to, w.annul_note(), w.keep(), w.change_form_go());
        }
        Question::CloseDoors => {
            set(w.close_doors_title(), w.close_doors_note(), w.not_yet(), w.close_doors());
        }
        Question::OpenDoors => set(w.open_doors_title(), "", w.not_yet(), w.open_doors()),
        Question::GoTo(_) => set(w.go_to_title(), "", w.not_yet(), w.jump_go()),
        Question::Postpone { .. } => set(w.postpone_title(), "", w.keep(), w.postpone_go()),
        Question::EndDiscussion => set(w.end_discussion_title(), "", w.not_yet(), w.end_discussion_go()),
        Question::Conclude => set(w.conclude_title(), "", w.not_yet(), w.conclude()),
        Question::Commit { .. } => set(w.commit_title(), w.commit_note(), w.not_yet(), w.commit()),
        Question::WrittenAnswer(_) => {
            set(w.written_answer_title(), "", w.not_yet(), w.written_answer_go());
        }
        Question::Withdraw(_) => set(w.withdraw_title(), "", w.keep(), w.withdraw()),
        Question::CloseSession => {
            set(w.close_session_title(), w.close_session_note(), w.not_yet(), w.close_session_go());
        }
        Question::PowerOff => set(w.power_title(), w.power_note(), w.keep(), w.power_off()),
    }
    if let Some(session) = look.scene.session() {
        facts(look, session, question, face);
    }
}

fn facts(look: Look, session: &Session, question: &Question, face: &mut Face) {
    let w = look.w;
    match question {
        Question::OpenVote { motions, form } => open_vote(look, session, motions, *form, face),
        Question::CloseDoors | Question::OpenDoors => {
            face.page.caption =
                session.agenda.current().map(|i| item_caption(look, session, i)).unwrap_or_default().into();
        }
        Question::CloseVote(vote) => close_vote(look, session, vote, face),
        Question::Publish(vote) => about_result(look, session, vote, face),
        Question::Annul { vote, reason } => {
            about_result(look, session, vote, face);
            face.lines.push(line("", &w.reason_line(reason), ""));
        }
        Question::Change { vote, form: _ } => {
            if let Some(vote) = session.votes.get(vote) {
                face.page.caption = caption(look, session, vote);
                face.lines = vec![line(
                    "",
                    &w.voted_of(vote.casts.len(), vote.electorate(session.roll.present()).len()),
                    w.voted_rest(),
                )];
            }
        }
        Question::GoTo(item) => {
            face.page.caption = item_caption(look, session, item).into();
            face.lines = not_reached(look, session);
        }
        Question::Postpone { item, reason } => {
            face.page.caption = item_caption(look, session, item).into();
            face.lines = vec![line("", &w.reason_line(reason), "")];
        }
        Question::EndDiscussion => {
            face.page.caption =
                session.agenda.current().map(|i| item_caption(look, session, i)).unwrap_or_default().into();
            face.lines = not_reached(look, session);
        }
        Question::Conclude => {
            let group = session.questioning.current().and_then(|id| session.plan.group(id));
            face.page.caption = group.map(|(_, g)| g.title.clone()).unwrap_or_default().into();
            face.lines = not_reached_of(look, session, late_in_group(session));
        }
        Question::Commit { days } => commit(look, session, *days, face),
        Question::WrittenAnswer(speech) => written_answer(look, session, speech, face),
        Question::Withdraw(speech) => {
            let speech = session.floor.speech(speech);
            let text = speech.map(|s| with_office(look, session, &s.speaker)).unwrap_or_default();
            face.lines = vec![line("", &text, "")];
        }
        Question::CloseSession => {
            face.page.caption = w.session_label(session.plan.ordinal, &session.plan.term.label).into();
            let (mut passed, mut failed) = (0, 0);
            for vote in session.votes.list().iter().filter(|v| v.annulled.is_none()) {
                match (vote.closed_at, vote.passed()) {
                    (Some(_), true) => passed += 1,
                    (Some(_), false) => failed += 1,
                    (None, _) => {}
                }
            }
            face.lines = vec![line("", &w.votes_line(passed, failed), ".")];
            let left = session
                .agenda
                .order()
                .iter()
                .filter(|i| {
                    session.agenda.run(i).is_some_and(|r| r.stretches.is_empty() && r.postponed.is_none())
                })
                .count();
            if left > 0 {
                face.lines.push(line("", &w.items_left(left), "."));
            }
            face.lines.extend(not_reached(look, session));
        }
        Question::PowerOff => {}
    }
}

fn caption(look: Look, session: &Session, vote: &crate::chamber::Vote) -> nghitruong_ui::slint::SharedString {
    format!("{}: {}", motion_caption(look, session, vote), motion_title(session, vote)).into()
}

fn open_vote(look: Look, session: &Session, motions: &[MotionId], form: VoteForm, face: &mut Face) {
    let (w, lang) = (look.w, look.local.lang);
    let all: Vec<&Motion> = motions.iter().filter_map(|m| session.plan.motion(m)).map(|(_, m)| m).collect();
    let Some(motion) = all.first() else { return };
    let (present, total) = (session.roll.present_count(), session.total_delegates);
    face.page.caption =
        format!("{}: {}", w.item_numbered(&motion.number), text::form_name(form, lang)).into();
    let majority = session.plan.rules.majority(motion.matter);
    let heads = Heads { total, in_office: session.in_office(), present };
    let base = heads.base(majority.value.base);
    face.lines = match all.as_slice() {
        [one] => vec![line("", &one.title, "")],
        several => several.iter().map(|m| line(&format!("{}. ", m.number), &m.short_title, "")).collect(),
    };
    face.lines.extend([line(
        &format!("{}: ", text::rule_sentence(majority.value, lang)),
        &w.needed(majority.value.needed(base)),
        &format!(". {}", w.present_of(present, total)),
    )]);
    let parts: Vec<&Motion> = session.plan.parts_of(&motion.id).collect();
    for part in parts {
        let passed = session.votes.standing_on(&part.id).is_some_and(crate::chamber::Vote::passed);
        let result = if passed { w.decided_passed() } else { w.decided_failed() };
        face.lines.push(line(&format!("{}: ", part.short_title), result, ""));
    }
    if form.counting() == Counting::Choices {
        let with = session.roll.present().filter(|d| session.has_device(d)).count();
        if with < usize::try_from(present).unwrap_or(0) {
            face.lines.push(line(&w.devices_line(with, usize::try_from(present).unwrap_or(0)), "", ""));
        }
    }
    face.page.note = quorum_warning(look, session).unwrap_or_else(|| majority.source.clone()).into();
}

fn close_vote(look: Look, session: &Session, id: &VoteId, face: &mut Face) {
    let w = look.w;
    let Some(vote) = session.votes.get(id) else { return };
    face.page.caption = caption(look, session, vote);
    match vote.form.counting() {
        Counting::Choices => {
            let missing: Vec<_> = look.scene.missing(session, vote);
            let electorate = vote.electorate(session.roll.present()).len();
            face.lines = vec![line("", &w.voted_of(vote.casts.len(), electorate), w.voted_rest())];
            if !missing.is_empty() {
                let not_voting = super::votes::option_label(look, session, 2).to_lowercase();
                face.lines.push(line(&w.others_lead(missing.len()), &not_voting, ":"));
                let shown = missing.len().min(MOST_NAMES);
                let mut names = names_with_reasons(look, &missing[..shown]);
                if missing.len() > shown {
                    names.push_str(&w.and_more(missing.len() - shown));
                }
                face.lines.push(line(&names, "", ""));
            }
        }
        Counting::Paper => {
            if let Ok(result) = session.ballot_now(vote) {
                face.lines = vec![line(&w.tally_line(&result.tally), "", "")];
                face.lines.extend(ballot_lines(look, &result));
            }
            face.page.title = format!("{}?", w.accept()).into();
            face.page.go = w.accept().into();
            face.page.back = w.not_yet().into();
        }
        Counting::Totals | Counting::Names => {
            if let Ok(outcome) = session.outcome_now(vote) {
                face.lines = vec![line("", "", &w.sum_of_hands(outcome.counts(), outcome.present))];
                for at in 0..3 {
                    let label = super::votes::option_label(look, session, at);
                    face.lines.push(line(&format!("{label}: "), &outcome.counts()[at].to_string(), ""));
                }
            }
            face.page.title = format!("{}?", w.accept()).into();
            face.page.go = w.accept().into();
            face.page.back = w.not_yet().into();
        }
    }
}

/// "Bà Cao Thị N: 26, trúng cử. 26 × 2 = 52 > 28".
fn ballot_lines(look: Look, result: &BallotResult) -> Vec<Line> {
    let lang = look.local.lang;
    let shown = result.lines.iter().take(MOST_NAMES / 2);
    shown
        .map(|l| {
            let verdict = text::ballot_verdict(result.kind, l, lang);
            let sum = text::arithmetic(&l.outcome, lang);
            line(&format!("{}: {}, ", l.name, l.outcome.r#for), verdict, &format!(". {sum}"))
        })
        .collect()
}

fn about_result(look: Look, session: &Session, id: &VoteId, face: &mut Face) {
    let (w, lang) = (look.w, look.local.lang);
    let Some(vote) = session.votes.get(id) else { return };
    face.page.caption = caption(look, session, vote);
    if let Some(result) = &vote.ballot {
        face.lines = ballot_lines(look, result);
        return;
    }
    let Some(outcome) = &vote.outcome else {
        let electorate = vote.electorate(session.roll.present()).len();
        face.lines = vec![line("", &w.voted_of(vote.casts.len(), electorate), w.voted_rest())];
        return;
    };
    face.lines = vec![line("", text::verdict(outcome.passed, lang), "")];
    let counts: Vec<String> = (0..3)
        .map(|at| format!("{} {}", super::votes::option_label(look, session, at), outcome.counts()[at]))
        .collect();
    face.lines.push(line(&format!("{}.", counts.join(", ")), "", ""));
    face.lines.push(line(&text::arithmetic(outcome, lang), "", ""));
}

/// Who promises what, and by when.
fn commit(look: Look, session: &Session, days: usize, face: &mut Face) {
    let w = look.w;
    let Some(promise) = Promise::now(session) else { return };
    face.page.caption = promise.title.clone().into();
    let due = Promise::due(look.scene, days);
    face.lines = vec![
        line("", &promise.owner, ""),
        line(&Words::promised(&promise.title), "", ""),
        line("", &w.due_on(due), ""),
    ];
}

/// Whose question, who owes the answer, and by when the rules want it.
fn written_answer(look: Look, session: &Session, speech: &SpeechId, face: &mut Face) {
    let w = look.w;
    let Some(speech) = session.floor.speech(speech) else { return };
    let group = speech.group.as_ref().and_then(|id| session.plan.group(id)).map(|(_, g)| g);
    face.page.caption = group.map(|g| g.title.clone()).unwrap_or_default().into();
    let asker = with_office(look, session, &speech.speaker);
    face.lines = vec![line(&format!("{}: ", w.question_by()), &asker, "")];
    face.lines.extend(group.map(|g| line(w.owed_by(), &g.respondent.full_title(), "")));
    if let Some(due) = session.written_answer_due(speech) {
        face.lines.push(line("", &w.due_on(due), ""));
    }
}

/// Who has asked to speak and will not be reached.
fn not_reached(look: Look, session: &Session) -> Vec<Line> {
    not_reached_of(look, session, session.floor.queue())
}

fn not_reached_of<'a>(
    look: Look,
    session: &'a Session,
    waiting: impl Iterator<Item = &'a Speech>,
) -> Vec<Line> {
    let names: Vec<String> = waiting
        .map(|speech| match speech.speaker.delegate().and_then(|id| session.plan.delegate(id)) {
            Some(delegate) => names_with_seats(&[delegate]),
            None => session.speaker_name(&speech.speaker).to_owned(),
        })
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    let shown = names.len().min(MOST_NAMES);
    let mut list = names[..shown].join(", ");
    if names.len() > shown {
        list.push_str(&look.w.and_more(names.len() - shown));
    }
    vec![line("", &look.w.not_reached(names.len()), ":"), line(&list, "", "")]
}
