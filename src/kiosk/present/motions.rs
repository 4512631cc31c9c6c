//! What can be put to the vote, and how: the item's motions, their forms, blocks, parts, the tally board.

use super::item::item_caption;
use super::keys::{main, off, plain, with_second};
use super::lists::{delegate_row, row};
use super::votes::form_reason;
use super::{Key, Look, page};
use crate::chamber::Session;
use crate::chamber::ids::{DelegateId, MotionId};
use crate::chamber::plan::{AgendaItem, Motion};
use crate::chamber::rules::{Counting, VoteForm};
use crate::kiosk::local::{board_role, has_passed};
use crate::kiosk::words::Words;
use crate::text;
use nghitruong_ui::{ActionKey, Face, KeyKind, PickRow, Screen};

fn note(look: Look, session: &Session, motion: &Motion) -> String {
    let w = look.w;
    let Some(vote) = session.votes.latest_on(&motion.id) else { return String::new() };
    match (&vote.annulled, vote.closed_at, &vote.ballot) {
        (Some((reason, _)), _, _) => w.annulled_why(reason),
        (None, Some(_), Some(ballot)) if ballot.is_complete() => w.all_elected().to_lowercase(),
        (None, Some(_), Some(_)) => w.not_elected().to_lowercase(),
        (None, Some(_), None) if vote.passed() => w.decided_passed().to_owned(),
        (None, Some(_), None) => w.decided_failed().to_owned(),
        (None, None, _) => String::new(),
    }
}

fn current(session: &Session) -> Option<&AgendaItem> {
    session.agenda.current().and_then(|i| session.plan.item(i))
}

fn motion_row(look: Look, session: &Session, motion: &Motion) -> PickRow {
    row(motion.id.as_str(), &motion.number, &motion.title, &note(look, session, motion))
}

pub fn motions(look: Look, session: &Session, chosen: Option<&MotionId>, face: &mut Face) {
    let w = look.w;
    let caption = current(session).map(|i| item_caption(look, session, &i.id)).unwrap_or_default();
    page(look, Screen::Pick, &caption, w.motion_title(), face);
    face.page_wide = true;
    face.page.empty = w.no_motion().into();
    let listed = current(session).map(|i| i.motions.as_slice()).unwrap_or_default();
    face.rows = listed
        .iter()
        .map(|m| PickRow { on: chosen == Some(&m.id), ..motion_row(look, session, m) })
        .collect();
    let other = plain(&Key::NewMotion, w.new_motion());
    let Some(motion) = chosen.and_then(|id| listed.iter().find(|m| m.id == *id)) else {
        face.choices = vec![other];
        return;
    };
    if has_passed(session, &motion.id) {
        let last = session.votes.list().last().is_some_and(|v| v.motions().any(|m| *m == motion.id));
        face.choices = if last {
            vec![plain(&Key::ShowResult, w.show_result())]
        } else {
            annul_of(look, session, &motion.id)
        };
        face.choices.push(other);
        return;
    }
    let mut keys = forms_of(look, session, std::slice::from_ref(&motion.id), look.small);
    let more = keys.len() > 1;
    keys.truncate(1);
    face.choices = keys;
    if more {
        face.choices.push(plain(&Key::MoreForms, w.more_forms()));
    }
    face.choices.push(other);
}

/// A key for every form in which these motions can be taken, the usual one first and yellow.
fn forms_of(look: Look, session: &Session, motions: &[MotionId], short: bool) -> Vec<ActionKey> {
    let Some((_, motion)) = motions.first().and_then(|id| session.plan.motion(id)) else { return Vec::new() };
    let rules = &session.plan.rules;
    let paper = |form: VoteForm| form.counting() == Counting::Paper;
    let fits = |form: &VoteForm| paper(*form) == motion.ballot.is_some();
    let usual = rules.form_for(motion.matter).filter(fits);
    let mut forms: Vec<VoteForm> = usual.into_iter().collect();
    forms.extend(rules.forms.value.iter().copied().filter(|form| fits(form) && Some(*form) != usual));
    let mut keys: Vec<ActionKey> = forms
        .into_iter()
        .map(|form| {
            let long = text::form_name(form, look.local.lang);
            let (key, label) = (Key::Form(form), if short { look.w.form_short(form) } else { long });
            match form_reason(look, session, form) {
                Some(reason) if reason == look.w.link_lost_reason() => {
                    off(&key, label, look.w.link_lost_short())
                }
                Some(reason) => off(&key, label, reason),
                None => plain(&key, label),
            }
        })
        .collect();
    // What cannot be taken now does not stand first.
    keys.sort_by_key(|key| key.kind == KeyKind::Off);
    if let Some(first) = keys.iter_mut().find(|key| key.kind == KeyKind::Normal) {
        first.kind = KeyKind::Primary;
    }
    keys
}

pub fn how_to_vote(look: Look, session: &Session, motions: &[MotionId], face: &mut Face) {
    let titles: Vec<String> = motions
        .iter()
        .filter_map(|id| session.plan.motion(id))
        .map(|(_, m)| format!("{}. {}", m.number, m.short_title))
        .collect();
    page(look, Screen::Pick, &titles.join("; "), look.w.more_forms_title(), face);
    face.screen = Screen::Choice;
    face.choices = forms_of(look, session, motions, false);
}

/// The result of an earlier vote cannot come back to the stage, but it can be annulled.
fn annul_of(look: Look, session: &Session, motion: &MotionId) -> Vec<ActionKey> {
    let vote = session.votes.latest_on(motion);
    vote.map(|vote| plain(&Key::Annul(vote.id.clone()), look.w.annul_result())).into_iter().collect()
}

pub fn new_motion(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    page(look, Screen::Choice, "", w.new_motion_title(), face);
    face.page.note = w.new_motion_note().into();
    face.choices = (0..Words::PRESETS.len()).map(|at| plain(&Key::Preset(at), w.preset(at))).collect();
    let waiting = block_candidates(session).count();
    if waiting > 1 {
        face.choices.push(plain(&Key::Block, w.block()));
    }
    if whole_candidates(session).next().is_some() {
        face.choices.push(plain(&Key::PartOf, w.part_of()));
    }
    face.choices.push(plain(&Key::Board, w.board()));
}

/// Motions that may stand in a block: undecided, without names and without an effect of their own.
fn block_candidates(session: &Session) -> impl Iterator<Item = &Motion> {
    let all = current(session).map(|i| i.motions.as_slice()).unwrap_or_default();
    all.iter().filter(|m| !has_passed(session, &m.id) && m.ballot.is_none() && m.effect.is_none())
}

/// Motions of which an article may be voted on apart.
fn whole_candidates(session: &Session) -> impl Iterator<Item = &Motion> {
    block_candidates(session).filter(|m| m.part_of.is_none() && session.votes.standing_on(&m.id).is_none())
}

pub fn block(look: Look, session: &Session, chosen: &[MotionId], face: &mut Face) {
    let w = look.w;
    page(look, Screen::Pick, "", w.block_title(), face);
    face.page_wide = true;
    face.rows = block_candidates(session)
        .map(|m| PickRow { on: chosen.contains(&m.id), ..motion_row(look, session, m) })
        .collect();
    face.choices = vec![if chosen.len() > 1 {
        main(&Key::BlockDone, w.block_go(), "")
    } else {
        off(&Key::BlockDone, w.block_go(), w.block_few())
    }];
}

pub fn part_of(look: Look, session: &Session, face: &mut Face) {
    let w = look.w;
    page(look, Screen::Pick, w.part_note(), w.part_title(), face);
    face.page_wide = true;
    face.rows = whole_candidates(session).map(|m| motion_row(look, session, m)).collect();
}

pub fn board(look: Look, session: &Session, chosen: &[DelegateId], face: &mut Face) {
    let w = look.w;
    page(look, Screen::Pick, w.board(), w.board_title(), face);
    let place = |id: &DelegateId| chosen.iter().position(|c| c == id);
    let here = session.plan.by_seat().into_iter().filter(|d| session.roll.is_present(&d.id));
    face.rows = here
        .map(|d| {
            let role = place(&d.id).map(|at| text::board_role(board_role(at), look.local.lang));
            PickRow { on: role.is_some(), ..delegate_row(look, d, role) }
        })
        .collect();
    let least = session.plan.rules.tally_board_least.value;
    let enough = u32::try_from(chosen.len()).unwrap_or(u32::MAX) >= least;
    face.choices = vec![if enough {
        main(&Key::BoardDone, w.board_go(), "")
    } else {
        with_second(&Key::BoardDone, w.board_go(), &format!("{}/{least}", chosen.len()))
    }];
    if !enough && let Some(key) = face.choices.first_mut() {
        key.kind = KeyKind::Off;
        key.reason = format!("{}/{least}", chosen.len()).into();
    }
}
