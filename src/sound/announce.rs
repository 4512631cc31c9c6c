//! From what was and what is to what is announced. Pure: the session before and after a commit come in, cues go out. Since
//! the difference counts, nothing is said again when the program starts anew.

use super::cue::{Chime, Cue, Kind};
use super::words;
use crate::chamber::{Phase, Session, Vote};

/// What is to be heard of the change from `before` to `after`. Nothing of a sitting behind closed doors, of an open
/// vote only that it was opened, and of its result only what was published.
pub fn changes(before: &Session, after: &Session) -> Vec<Cue> {
    let same = before.plan.session == after.plan.session;
    if !same || before.doors.is_some() || after.doors.is_some() {
        return Vec::new();
    }
    let mut cues = Vec::new();
    cues.extend(recess(before, after));
    cues.extend(call(before, after));
    for vote in after.votes.list().iter().filter(|vote| !vote.closed_doors) {
        cues.extend(vote_news(before.votes.get(&vote.id), after, vote));
    }
    cues
}

/// Whether a cue of this kind that waits is still true in `session`.
pub fn holds(session: &Session, kind: Kind) -> bool {
    if session.doors.is_some() {
        return kind == Kind::Test;
    }
    match kind {
        Kind::Call | Kind::Next => session.floor.speaking().is_some(),
        Kind::Time => session.floor.clock().is_some_and(|clock| clock.since.is_some()),
        Kind::Vote => session.votes.open().is_some(),
        Kind::Result => session.votes.list().last().is_some_and(|vote| vote.annulled.is_none()),
        Kind::Recess | Kind::Test => true,
    }
}

fn recess(before: &Session, after: &Session) -> Option<Cue> {
    match (&before.phase, &after.phase) {
        (Phase::Open, Phase::Recess { resume_at }) => {
            Some(Cue::new(Kind::Recess, None, &words::recess(*resume_at)))
        }
        (Phase::Recess { .. }, Phase::Open) => {
            Some(Cue::new(Kind::Recess, Some(Chime::Called), words::resumed()))
        }
        (Phase::Prepared | Phase::Open | Phase::Closed, _) | (Phase::Recess { .. }, _) => None,
    }
}

fn call(before: &Session, after: &Session) -> Vec<Cue> {
    let now = after.floor.clock().map(|clock| &clock.speech);
    let Some(speech) = now.filter(|_| now != before.floor.clock().map(|clock| &clock.speech)) else {
        return Vec::new();
    };
    let called = words::called(after, speech);
    let next = after.floor.queue().next().and_then(|waiting| words::next(after, &waiting.id));
    let called = called.map(|sentence| Cue::new(Kind::Call, Some(Chime::Called), &sentence));
    let next = next.map(|sentence| Cue::new(Kind::Next, None, &sentence));
    called.into_iter().chain(next).collect()
}

fn vote_news(before: Option<&Vote>, after: &Session, vote: &Vote) -> Option<Cue> {
    let opened = before.is_none() && vote.is_open();
    let published = vote.stands()
        && vote.published_at.is_some()
        && before.is_none_or(|before| before.published_at.is_none());
    if published {
        return words::result(after, vote).map(|sentence| Cue::new(Kind::Result, None, &sentence));
    }
    opened.then(|| Cue::new(Kind::Vote, Some(Chime::Called), &words::vote_opened(after, vote)))
}
