//! What the chair can do with a group of questions: the row, and the menu for what finds no room in it.

use super::floor::{call_of, list_key, pause_key, short_name, start_key};
use super::item::next_key;
use super::keys::{main, plain, with_second};
use super::questioning::start_key_of;
use super::{Key, Look, page};
use crate::chamber::rules::TurnKind;
use crate::chamber::{GroupRun, Session, Speech, SpeechState, Step};
use nghitruong_ui::{ActionKey, Face, KeyKind, Screen};

/// Everything the chair can do now, the natural next step first.
fn acts(look: Look, session: &Session, run: &GroupRun) -> Vec<ActionKey> {
    let w = look.w;
    let speaking = session.floor.speaking();
    let first = |kind| session.floor.queue().find(|s: &&Speech| s.kind == kind && s.consent);
    let question =
        first(TurnKind::Question).map(|s| call_of(look, session, s, w.call_to(TurnKind::Question)));
    let next_debater = first(TurnKind::Debate);
    let asked = |s: &Speech| {
        run.round.iter().filter_map(|id| session.floor.speech(id)).any(|q| q.speaker.is(&s.speaker))
    };
    let in_debate = run.step == Step::Debate;
    let debate = |main_key: bool| {
        let second = next_debater.map_or_else(
            || w.nobody_debates().to_owned(),
            |s| {
                let name = short_name(session, &s.speaker);
                if asked(s) { w.comes_first(&name) } else { name }
            },
        );
        let label = if in_debate { w.call_debate() } else { w.open_debate() };
        if main_key { main(&Key::OpenDebate, label, &second) } else { plain(&Key::OpenDebate, label) }
    };
    let respondent = session.questioning.current().and_then(|id| session.plan.group(id));
    let respondent = respondent.map(|(_, g)| g.respondent.full_name()).unwrap_or_default();
    let answer = main(&Key::CallAnswer, w.call_answer(), &respondent);
    let stop = speaking.map(|_| plain(&Key::Stop, w.stop()));
    let commit = plain(&Key::Commit, w.commit());
    let conclude = main(&Key::Conclude, w.conclude(), "");
    let written = (!run.round.is_empty()).then(|| {
        plain(&Key::WrittenAnswer, if look.small { w.written_answer_small() } else { w.written_answer() })
    });
    let called = speaking.filter(|s| s.state == SpeechState::Called);
    let answering = speaking.is_some_and(|s| s.kind == TurnKind::Answer);
    let debaters = next_debater.map(|_| debate(true));

    let mut keys: Vec<ActionKey> = Vec::new();
    keys.extend(called.map(|s| start_key(look, session, s)));
    if run.concluded_at.is_some() {
        keys.extend(start_key_of(look, session));
        keys.extend(session.agenda.next().map(|next| next_key(look, session, next)));
        keys.extend(stop);
        keys.extend([commit, plain(&Key::Vote, w.open_vote())]);
        return keys;
    }
    match run.step {
        Step::Question if run.round.is_empty() && question.is_none() => {
            keys.push(main(&Key::Register, w.register_short(), w.no_question()));
            keys.extend([answer, conclude]);
        }
        Step::Question if run.round.is_empty() => {
            keys.extend(question);
            keys.extend([answer, conclude]);
        }
        Step::Question => {
            keys.push(answer);
            keys.extend(stop);
            keys.extend(question);
            keys.extend(written);
            keys.extend([debate(false), commit, conclude]);
        }
        Step::Answer | Step::Conclusion => {
            let waits = debaters.is_some();
            keys.extend(debaters);
            if waits {
                keys.extend(stop);
                keys.extend([commit, conclude]);
                keys.extend(question);
            } else {
                keys.extend(question);
                keys.extend(stop);
                keys.extend([commit, conclude, debate(false)]);
            }
            keys.extend(written);
            if !answering {
                keys.push(answer);
            }
        }
        Step::Debate => {
            keys.extend(debaters);
            if keys.is_empty() && speaking.is_none() {
                keys.extend(question);
                keys.extend([answer, conclude, commit]);
            } else {
                keys.push(answer);
                keys.extend(stop);
                keys.extend([commit, conclude]);
                keys.extend(question);
            }
            keys.extend(written);
        }
    }
    keys
}

/// Acts in the row beside the menu; behind "Khác" the small kiosk has room for one more.
fn room(look: Look) -> usize {
    if look.small { 5 } else { 4 }
}

/// The first of all that can be done is the yellow key; the rest that finds no room is in the menu.
pub fn row_of_keys(look: Look, session: &Session, run: &GroupRun) -> Vec<ActionKey> {
    let mut keys = acts(look, session, run);
    keys.truncate(room(look) - usize::from(session.doors.is_some()));
    keys.extend(session.doors.as_ref().map(|_| plain(&Key::OpenDoors, look.w.open_doors())));
    settle(&mut keys);
    keys.push(with_second(&Key::QuestionMenu, look.w.other_work(), look.w.question_menu_second()));
    if look.small
        && let Some(list) = list_key(look, session)
    {
        keys.push(list);
    }
    keys
}

/// One yellow key, the first; the others lose their second line, for which they have no room.
fn settle(keys: &mut [ActionKey]) {
    for (at, key) in keys.iter_mut().enumerate() {
        if at == 0 {
            key.kind = KeyKind::Primary;
        } else {
            key.kind = KeyKind::Normal;
            key.second = nghitruong_ui::slint::SharedString::default();
        }
    }
}

/// What the desk does meanwhile.
pub fn desk(look: Look, run: &GroupRun) -> Vec<ActionKey> {
    let w = look.w;
    let mut keys = vec![main(&Key::Register, w.register(), w.desk_only()), plain(&Key::Commit, w.commit())];
    if !run.round.is_empty() {
        keys.push(plain(&Key::WrittenAnswer, w.written_answer()));
    }
    keys.extend([plain(&Key::Roll, w.roll_at_table()), plain(&Key::Settings, w.settings())]);
    keys
}

/// What found no room in the row, and what is seldom needed.
pub fn menu(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    let Some((id, run)) = session.questioning.now() else { return };
    let title = session.plan.group(id).map(|(_, g)| g.title.as_str()).unwrap_or_default();
    page(look, Screen::Choice, title, w.question_menu(), face);
    let mut keys: Vec<ActionKey> = acts(look, session, run).into_iter().skip(room(look)).collect();
    for key in &mut keys {
        key.kind = KeyKind::Normal;
    }
    if run.concluded_at.is_none() {
        keys.push(plain(&Key::Answerer, w.other_answerer()));
    }
    if let (Some(speech), Some(clock)) = (session.floor.speaking(), session.floor.clock()) {
        if speech.state != SpeechState::Called {
            keys.push(pause_key(look, clock));
        }
        keys.push(plain(&Key::Extend, &w.extend(session.plan.rules.extend_seconds.value)));
    }
    keys.push(plain(&Key::Groups, if look.small { w.groups_small() } else { w.groups_title() }));
    if !look.small {
        keys.extend(list_key(look, session));
    }
    for (key, label) in [(Key::Vote, w.open_vote()), (Key::Items, w.next_item())] {
        keys.push(plain(&key, label));
    }
    keys.push(with_second(&Key::Menu, w.general_menu(), w.other_short()));
    let mut seen = std::collections::BTreeSet::new();
    let shown: Vec<_> = acts(look, session, run).into_iter().take(room(look)).map(|k| k.id).collect();
    keys.retain(|key| !shown.contains(&key.id) && seen.insert(key.id.clone()));
    face.choices = keys;
}
