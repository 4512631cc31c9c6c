//! Groups of questions: their list, the one before the council, and what the chair does with it.

use super::floor::{clock_state, joined, office, queue_rows, short_name, show_clock};
use super::item::{item_caption, next_key};
use super::keys::{main, with_second};
use super::lists::row;
use super::question_keys::{desk, row_of_keys};
use super::{Key, Look, page};
use crate::chamber::command::PinRole;
use crate::chamber::ids::{DelegateId, GroupId};
use crate::chamber::plan::{AgendaItem, Effect, QuestionGroup};
use crate::chamber::rules::TurnKind;
use crate::chamber::{Commitment, GroupRun, Session, Speaker, Speech, SpeechState, Step};
use crate::kiosk::local::{Promise, first_waiting, next_group};
use crate::kiosk::words::Words;
use crate::text;
use nghitruong_ui::{
    ActionKey, ClockState, Face, GroupRow, PickRow, Questioning, Screen, StepCell, StepState,
};

fn item(session: &Session) -> Option<&AgendaItem> {
    session.agenda.current().and_then(|i| session.plan.item(i)).filter(|i| !i.groups.is_empty())
}

/// Place of a group in its item, from 1, and how many there are.
fn place(session: &Session, id: &GroupId) -> (usize, usize) {
    session.plan.group(id).map_or((0, 0), |(item, _)| {
        (item.groups.iter().position(|g| g.id == *id).map_or(0, |at| at + 1), item.groups.len())
    })
}

fn state_of(look: Look, session: &Session, group: &QuestionGroup) -> &'static str {
    let w = look.w;
    match session.questioning.run(&group.id) {
        Some(run) if run.concluded_at.is_some() => w.group_over(),
        Some(_) if session.questioning.current() == Some(&group.id) => w.group_current(),
        Some(_) | None if !session.groups_decided() => w.groups_not_decided_short(),
        Some(_) | None => w.group_waits(),
    }
}

/// The groups of the current item as they stand on the stage.
pub fn on_stage(look: Look, session: &Session, face: &mut Face) {
    let Some(item) = item(session) else { return };
    let w = look.w;
    face.groups = (1..)
        .zip(&item.groups)
        .map(|(number, group)| GroupRow {
            id: group.id.as_str().into(),
            caption: w.group_state(number, state_of(look, session, group)).into(),
            title: group.title.clone().into(),
        })
        .collect();
    let next = next_group(session).and_then(|id| session.plan.group(&id));
    face.item.groups_line = match next {
        _ if !session.groups_decided() => w.groups_not_decided_short().to_owned(),
        Some((_, group)) => w.next_up(&group.title),
        None => w.groups_all_over().to_owned(),
    }
    .into();
    if !session.groups_decided() {
        face.item.lead = w.groups_not_decided().into();
    }
}

/// What comes first in an item of questioning with no group before the council: the vote on the groups, else the next group.
pub fn lead(look: Look, session: &Session) -> Option<ActionKey> {
    let here = item(session)?;
    let w = look.w;
    if !session.groups_decided() {
        let on_groups = |i: &&AgendaItem| i.motions.iter().any(|m| m.effect == Some(Effect::QuestionGroups));
        return match session.plan.agenda.iter().find(on_groups) {
            Some(there) if there.id != here.id => Some(next_key(look, session, &there.id)),
            Some(_) => {
                first_waiting(session).map(|_| main(&Key::Vote, w.open_vote(), w.groups_vote_second()))
            }
            None => None,
        };
    }
    start_key_of(look, session)
}

/// Takes up the next group.
pub fn start_key_of(look: Look, session: &Session) -> Option<ActionKey> {
    let id = next_group(session)?;
    let (number, all) = place(session, &id);
    let (_, group) = session.plan.group(&id)?;
    Some(main(&Key::StartGroup(id), &look.w.start_group(number, all), &group.title))
}

/// The list of groups; the chosen one can be taken up.
pub fn groups(look: Look, session: &Session, chosen: Option<&GroupId>, face: &mut Face) {
    let w = look.w;
    let caption = session.agenda.current().map(|i| item_caption(look, session, i)).unwrap_or_default();
    page(look, Screen::Pick, &caption, w.groups_title(), face);
    face.page_wide = true;
    let Some(item) = item(session) else { return };
    if !session.groups_decided() {
        face.page.note = w.groups_not_decided().into();
    }
    face.rows = (1..)
        .zip(&item.groups)
        .map(|(number, group): (u32, &QuestionGroup)| {
            let text = format!("{}. {}", group.title, group.respondent.full_title());
            let state = state_of(look, session, group);
            let over = session.questioning.run(&group.id).is_some_and(|r| r.concluded_at.is_some());
            PickRow {
                on: !over && chosen == Some(&group.id),
                off: over,
                ..row(group.id.as_str(), &number.to_string(), &text, state)
            }
        })
        .collect();
    if !look.chair() {
        return;
    }
    if !session.groups_decided() {
        face.choices = lead(look, session).into_iter().collect();
        return;
    }
    let open = |id: &&GroupId| {
        session.questioning.current() != Some(*id)
            && session.questioning.run(id).is_none_or(|r| r.concluded_at.is_none())
    };
    if let Some(id) = chosen.filter(open) {
        let (number, all) = place(session, id);
        face.choices = vec![main(&Key::StartGroup(id.clone()), &w.start_group(number, all), "")];
    }
}

/// The group before the council.
pub fn stage(look: Look, session: &Session, id: &GroupId, run: &GroupRun, face: &mut Face) {
    face.screen = Screen::Questioning;
    let w = look.w;
    let Some((item, group)) = session.plan.group(id) else { return };
    let (number, all) = place(session, id);
    face.queue = queue_rows(look, session);
    face.question_steps = steps(look, run.step);
    let mut view = Questioning {
        number: w.group_of(number, all).into(),
        title: group.title.clone().into(),
        item: item_caption(look, session, &item.id).into(),
        waiting: waiting(look, session, id).into(),
        ..Questioning::default()
    };
    asker(look, session, group, run, &mut view);
    on_floor(look, session, group, run, &mut view);
    promised(look, session, id, &mut view);
    face.questioning = view;
    if let Some(clock) = session.floor.clock() {
        show_clock(look, clock, face);
    }
    face.keys = match look.local.who {
        None => Vec::new(),
        Some(PinRole::Chair) => row_of_keys(look, session, run),
        Some(PinRole::Secretary) => desk(look, run),
    };
}

fn steps(look: Look, now: Step) -> Vec<StepCell> {
    let w = look.w;
    Step::ALL
        .into_iter()
        .map(|step| StepCell {
            label: match step {
                Step::Question => w.step_question(),
                Step::Answer => w.step_answer(),
                Step::Debate => w.step_debate(),
                Step::Conclusion if look.small => w.step_conclusion_short(),
                Step::Conclusion => w.step_conclusion(),
            }
            .into(),
            state: match step.cmp(&now) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Now,
                std::cmp::Ordering::Greater => StepState::Next,
            },
        })
        .collect()
}

fn waiting(look: Look, session: &Session, group: &GroupId) -> String {
    let promised = look.small && commitments(session, group).next().is_some();
    let next = session.floor.next().filter(|_| !promised).map(|s| {
        let name = short_name(session, &s.speaker);
        joined(&name, if look.small { "" } else { look.w.kind_short(s.kind) })
    });
    look.w.waiting_line(session.floor.queue().count(), &next.unwrap_or_default())
}

/// Who put the question, and what it says: the secretary's note, else the text that was handed in.
fn asker(look: Look, session: &Session, group: &QuestionGroup, run: &GroupRun, view: &mut Questioning) {
    let w = look.w;
    let several = run.round.len();
    view.asker_caption =
        if several > 1 { w.questions_by(several) } else { w.question_by().to_owned() }.into();
    let asked = run.round.last().and_then(|id| session.floor.speech(id));
    let Some(speech) = asked else {
        view.asker = w.no_question().into();
        return;
    };
    view.asker = session.speaker_name(&speech.speaker).into();
    view.asker_role = match &speech.speaker {
        Speaker::Delegate(id) => seat(look, session, id, 1),
        Speaker::Guest { title, .. } => title.clone(),
    }
    .into();
    let planned = group.questions.iter().find(|q| Some(&q.delegate) == speech.speaker.delegate());
    view.question = match (speech.note.is_empty(), planned) {
        (false, _) => speech.note.clone(),
        (true, Some(planned)) => planned.text.clone(),
        (true, None) => String::new(),
    }
    .into();
    if speech.state == SpeechState::Done {
        let (spoken, allowed) =
            (text::minutes(speech.spoken_ms / 1000), text::minutes(u64::from(speech.limit_seconds)));
        view.asked =
            if look.small { w.asked_short(&spoken, &allowed) } else { w.asked_for(&spoken, &allowed) }.into();
    }
}

/// "Đại biểu Tổ số 3, ghế 06, lượt 2"; in less room without the first word.
fn seat(look: Look, session: &Session, id: &DelegateId, turn: u32) -> String {
    let w = look.w;
    let Some(delegate) = session.plan.delegate(id) else { return String::new() };
    let group = w.group(&delegate.group);
    let seat = if look.small { w.seat(&group, delegate.seat) } else { w.seat_of(&group, delegate.seat) };
    if turn > 1 { joined(&seat, &w.turn(turn)) } else { seat }
}

/// Who has the floor, else who is to answer, else that the group is concluded.
fn on_floor(look: Look, session: &Session, group: &QuestionGroup, run: &GroupRun, view: &mut Questioning) {
    let w = look.w;
    view.state = ClockState::None;
    if let (Some(speech), Some(clock)) = (session.floor.speaking(), session.floor.clock()) {
        view.caption = match speech.kind {
            TurnKind::Question => w.asks_now().to_owned(),
            TurnKind::Answer => w.respondent().to_owned(),
            TurnKind::Debate => w.debates_now().to_owned(),
            TurnKind::Speech | TurnKind::Procedural | TurnKind::Explanation => {
                text::turn_name(speech.kind, look.local.lang).to_owned()
            }
        }
        .into();
        view.name = session.speaker_name(&speech.speaker).into();
        view.role = match (&speech.speaker, speech.kind) {
            (speaker, TurnKind::Answer) if speaker.is(&group.respondent.speaker()) => {
                group.respondent.title.clone()
            }
            (Speaker::Delegate(id), _) => seat(look, session, id, speech.turn),
            (Speaker::Guest { title, .. }, _) => title.clone(),
        }
        .into();
        view.state = clock_state(look, session, speech, clock);
        let allowed = text::minutes(u64::from(clock.limit_seconds));
        view.allowed = match view.state {
            ClockState::Over => w.over_allowed(&allowed),
            ClockState::Paused => w.paused_allowed(&allowed),
            ClockState::Called => w.unstarted_allowed(&allowed),
            ClockState::Running | ClockState::LastMinute | ClockState::None => w.left_allowed(&allowed),
        }
        .into();
    } else if run.concluded_at.is_some() {
        view.caption = w.step_conclusion().into();
        view.name = w.chair_concluded().into();
        view.role =
            if run.conclusion.is_empty() { w.conclusion_note().to_owned() } else { run.conclusion.clone() }
                .into();
    } else {
        view.caption = w.respondent().into();
        view.name = group.respondent.full_name().into();
        view.role = group.respondent.title.clone().into();
    }
}

fn commitments<'a>(session: &'a Session, group: &'a GroupId) -> impl Iterator<Item = &'a Commitment> {
    let all = session.questioning.commitments().iter();
    all.filter(move |c| c.group.as_ref() == Some(group) && c.dropped.is_none())
}

fn promised(look: Look, session: &Session, group: &GroupId, view: &mut Questioning) {
    let w = look.w;
    let Some(last) = commitments(session, group).last() else { return };
    let count = commitments(session, group).count();
    view.commitment = text::commitment(session, last).into();
    view.commitment_due = if look.small { w.committed_by(last.due) } else { w.due_on(last.due) }.into();
    view.commitment_note = if count > 1 { w.commitments(count) } else { w.tracked().to_owned() }.into();
}

/// Who answers instead of the respondent.
pub fn answerer(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    let group = session.questioning.current().and_then(|id| session.plan.group(id));
    let caption = group.map(|(_, g)| g.title.clone()).unwrap_or_default();
    page(look, Screen::Pick, &caption, w.answer_who(), face);
    let mut rows = super::floor::people(look, session);
    // Who answers is mostly no delegate.
    rows.sort_by_key(|row| !row.id.starts_with('+'));
    face.rows = rows;
}

/// Which question of several is answered in writing.
pub fn which_question(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    let Some((id, run)) = session.questioning.now() else { return };
    let title = session.plan.group(id).map(|(_, g)| g.title.as_str()).unwrap_or_default();
    page(look, Screen::Pick, title, w.which_question(), face);
    let questions = run.round.iter().filter_map(|id| session.floor.speech(id));
    face.rows = (1..)
        .zip(questions)
        .map(|(at, speech): (u32, &Speech)| {
            let name = session.speaker_name(&speech.speaker);
            row(speech.id.as_str(), &at.to_string(), name, &office(look, session, &speech.speaker))
        })
        .collect();
}

/// By when a commitment is due.
pub fn commit_due(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    let Some(promise) = Promise::now(session) else { return };
    page(look, Screen::Choice, &w.commit_of(&promise.owner), w.commit_due(), face);
    face.choices = Words::DUE_DAYS
        .into_iter()
        .map(|days| {
            let due = text::day_short(Promise::due(look.scene, days));
            with_second(&Key::Due(days), &due, &w.days(days))
        })
        .collect();
}
