//! The result with its proof: counts, both ratios, the rule with its source, the arithmetic, the quorum.

use super::keys::{main, plain};
use super::votes::{KINDS, motion_caption, motion_title, option_label};
use super::{Key, Look, paper, share};
use crate::chamber::{Session, Vote};
use crate::kiosk::local::first_waiting;
use crate::text;
use nghitruong_ui::{ActionKey, Face, Outcome, ResultColumn, Screen};

pub fn result(look: Look, session: &Session, vote: &Vote, face: &mut Face) {
    if let Some(ballot) = &vote.ballot {
        paper::result(look, session, vote, ballot, face);
        face.keys = keys(look, session, vote, true);
        return;
    }
    let Some(outcome) = &vote.outcome else { return };
    face.screen = Screen::Result;
    let (w, lang) = (look.w, look.local.lang);
    let quorum = session.plan.rules.quorum.value.of(outcome.total_delegates);
    let annulled = vote.annulled.as_ref().map(|(reason, _)| w.annulled_why(reason)).unwrap_or_default();
    face.outcome = Outcome {
        item: motion_caption(look, session, vote).into(),
        title: motion_title(session, vote).into(),
        verdict: if annulled.is_empty() { text::verdict(outcome.passed, lang) } else { w.annulled() }.into(),
        passed: outcome.passed,
        arithmetic: text::arithmetic(outcome, lang).into(),
        why: text::rule_sentence(outcome.majority, lang).into(),
        article: session.plan.rules.majority(vote.matter).source.into(),
        presence: w.presence_line(outcome.present, outcome.total_delegates, quorum).into(),
        presence_note: if outcome.present >= quorum { w.enough().to_owned() } else { w.below_note(quorum) }
            .into(),
        annulled: annulled.into(),
    };
    let needed = outcome.majority.needed(outcome.base);
    let total = i64::from(outcome.total_delegates);
    face.columns = (0..3)
        .map(|at| {
            let count = outcome.counts()[at];
            // The post stands on the bar of those for, and only where it fits on the total.
            let post = at == 0 && needed <= outcome.total_delegates;
            ResultColumn {
                kind: KINDS[at],
                word: option_label(look, session, at).into(),
                number: count.to_string().into(),
                of_present: text::percent(count, outcome.present).into(),
                of_total: text::percent(count, outcome.total_delegates).into(),
                share: share(i64::from(count), total),
                post: if post { share(i64::from(needed), total) } else { -1.0 },
                post_label: if post { w.needed(needed) } else { String::new() }.into(),
            }
        })
        .collect();
    face.keys = keys(look, session, vote, outcome.passed);
}

fn keys(look: Look, session: &Session, vote: &Vote, passed: bool) -> Vec<ActionKey> {
    let w = look.w;
    if look.local.is_locked() {
        return Vec::new();
    }
    let leave = Key::Leave(vote.id.clone());
    if !look.chair() {
        return vec![main(&leave, w.to_item(), w.desk_only())];
    }
    let again = Key::Again(vote.id.clone());
    if vote.annulled.is_some() {
        return vec![main(&again, w.vote_again(), ""), plain(&leave, w.to_item())];
    }
    let next = first_waiting(session).filter(|m| vote.motions().all(|own| own != m));
    let motion = next.as_ref().and_then(|m| session.plan.motion(m)).map(|(_, m)| m);
    let onward = |main_key: bool| match motion {
        Some(m) if main_key => main(&Key::Vote, w.next_motion(), &format!("{}. {}", m.number, m.short_title)),
        Some(_) => plain(&Key::Vote, w.next_motion()),
        None if main_key => main(&leave, w.to_item(), ""),
        None => plain(&leave, w.to_item()),
    };
    let published = vote.published_at.is_some();
    let mut keys = if published {
        vec![onward(true)]
    } else {
        vec![main(&Key::Publish(vote.id.clone()), w.publish(), w.publish_second()), onward(false)]
    };
    if session.doors.is_none() && session.doors_vote().is_some_and(|v| v.id == vote.id) {
        keys.push(plain(&Key::CloseDoors, w.close_doors()));
    }
    if vote.ballot.as_ref().is_some_and(|b| b.open_seats() > 0) {
        keys.push(plain(&Key::SecondBallot(vote.id.clone()), w.second_ballot()));
    }
    if motion.is_some() {
        keys.push(plain(&leave, w.to_item()));
    }
    if !passed {
        keys.push(plain(&again, w.vote_again()));
    }
    keys.push(plain(&Key::Annul(vote.id.clone()), w.annul_result()));
    keys
}
