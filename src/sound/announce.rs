//! From what was and what is to what is announced. Pure: the session before and after a commit come in, cues go out. Since
//! the difference counts, nothing is said again when the program starts anew.

use super::cue::{Chime, Cue, Kind};
use super::words;
use crate::chamber::ids::SpeechId;
use crate::chamber::{Phase, Session, Speech, Vote};

/// What is to be heard of the change from `before` to `after`. Nothing of a sitting behind closed doors, of an open
/// vote only that it was opened, and of its result only what was published.
pub fn changes(before: &Session, after: &Session) -> Vec<Cue> {
    let same = before.plan.session == after.plan.session;
    if !same || before.doors.is_some() || after.doors.is_some() {
        return Vec::new();
    }
    let mut cues = Vec::new();
    cues.extend(recess(before, after));
    cues.extend(group(before, after));
    cues.extend(call(before, after));
    for vote in after.votes.list().iter().filter(|vote| !vote.closed_doors) {
        cues.extend(vote_news(before.votes.get(&vote.id), after, vote));
    }
    cues
}

/// Whether a cue of this kind that waited at `before` is still true in `after`.
pub fn holds(before: &Session, after: &Session, kind: Kind) -> bool {
    if after.doors.is_some() {
        return kind == Kind::Test;
    }
    let open = |session: &Session| session.votes.open().map(|vote| vote.id.clone());
    match kind {
        Kind::Group => before.questioning.current() == after.questioning.current(),
        Kind::Call | Kind::Next => on_floor(before) == on_floor(after),
        Kind::Time => {
            let runs = after.floor.clock().is_some_and(|clock| clock.watch.is_running());
            runs && on_floor(before) == on_floor(after)
        }
        Kind::Vote => open(before) == open(after),
        Kind::Result => after.votes.list().last().is_none_or(|vote| vote.annulled.is_none()),
        Kind::Recess => before.phase == after.phase,
        Kind::Test => true,
    }
}

fn on_floor(session: &Session) -> Option<&SpeechId> {
    session.floor.clock().map(|clock| &clock.speech)
}

/// A recess that the chair takes back, or takes back the end of, is no news.
fn recess(before: &Session, after: &Session) -> Option<Cue> {
    let [were, are] = [before, after].map(|session| session.recesses.len());
    match (&before.phase, &after.phase) {
        (Phase::Open, Phase::Recess { resume_at }) if are > were => {
            Some(Cue::new(Kind::Recess, None, &words::recess(*resume_at)))
        }
        (Phase::Recess { .. }, Phase::Open) if are == were => {
            Some(Cue::new(Kind::Recess, Some(Chime::Called), words::resumed()))
        }
        (Phase::Prepared | Phase::Open | Phase::Closed, _) | (Phase::Recess { .. }, _) => None,
    }
}

/// A group that was before the council already is no news when the chair comes, or takes a step, back to it.
fn group(before: &Session, after: &Session) -> Option<Cue> {
    let taken_up = after.questioning.current().filter(|id| before.questioning.run(id).is_none())?;
    words::group(after, taken_up).map(|sentence| Cue::new(Kind::Group, Some(Chime::Called), &sentence))
}

fn call(before: &Session, after: &Session) -> Vec<Cue> {
    // Somebody who gets the floor back because the chair takes a step back was called before.
    let called = |id: &&SpeechId| !before.floor.speech(id).is_some_and(Speech::was_given);
    let Some(speech) = on_floor(after).filter(called) else { return Vec::new() };
    let called = words::called(after, speech);
    let next = after.floor.next().and_then(|waiting| words::next(after, &waiting.id));
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
