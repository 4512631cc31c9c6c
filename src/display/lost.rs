//! The link is gone: nothing runs and nothing counts; what was true last stands with its time.

use super::auto::{counted, current};
use super::known::Known;
use super::present::{Seen, head, pair};
use super::votes::is_running;
use super::words::Words;
use crate::text::{clock_hhmm, minutes};
use crate::wire::snapshot::{PhaseName, Session};
use nghitruong_ui::wall::{Pair, Screen, WallFace};

/// The last truth, of `since` (UTC milliseconds of the room).
pub fn face(known: &Known, seen: &Seen, since: i64, w: Words) -> WallFace {
    let at = clock_hhmm(since);
    let Truth { what, title, mut pairs } = match known.session.as_ref().filter(|s| s.session.is_some()) {
        Some(session) => {
            let mut truth = truth(known, session, seen, since, w);
            let here = format!("{}/{}", session.present, session.total_delegates);
            truth.pairs.push(Pair { key_short: w.present_key().into(), ..pair(&w.present_at(&at), &here) });
            truth
        }
        None => Truth::of(w.no_session()),
    };
    // The last line is the first to keep its place.
    if let Some(extra) = pairs.len().checked_sub(3) {
        pairs.drain(..extra);
    }
    WallFace {
        screen: Screen::Lost,
        head: head(&w.lost(&at), &w.at(&at, &what)),
        title: title.into(),
        pairs,
        ..WallFace::default()
    }
}

#[derive(Default)]
struct Truth {
    what: String,
    title: String,
    pairs: Vec<Pair>,
}

impl Truth {
    fn of(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }
}

fn truth(known: &Known, session: &Session, seen: &Seen, since: i64, w: Words) -> Truth {
    if session.closed_doors {
        return Truth::of(w.doors());
    }
    match session.phase {
        PhaseName::None => Truth::of(w.no_session()),
        PhaseName::Prepared => Truth::of(&session.title),
        PhaseName::Recess => Truth::of(w.recess()),
        PhaseName::Closed => Truth::of(w.ended()),
        PhaseName::Open => going(known, session, seen, since, w),
    }
}

fn going(known: &Known, session: &Session, seen: &Seen, since: i64, w: Words) -> Truth {
    if let Some(vote) = known.vote().filter(|vote| is_running(vote)) {
        return Truth { what: w.voting().to_owned(), ..Truth::of(&vote.title) };
    }
    let item = current(known, session);
    let what = item.map(|(item, of, _)| w.item(item.number, of)).unwrap_or_default();
    let title = item.map(|(item, ..)| item.title.clone()).unwrap_or_else(|| session.title.clone());
    let floor = known.floor.as_ref();
    let mut pairs = Vec::new();
    if let Some(speaker) = floor.and_then(|floor| floor.speaker.as_ref()) {
        let spoken = minutes(counted(&speaker.watch, since) / 1000);
        let limit = minutes(u64::from(speaker.limit_seconds));
        let tag = format!("{}:", w.turn(speaker.kind, speaker.turn));
        pairs.push(Pair {
            short: crate::text::short_guest(&speaker.name, 14).into(),
            medium: speaker.name.as_str().into(),
            ..pair(&tag, &format!("{}, {spoken}/{limit}", speaker.name))
        });
        return Truth { what, title, pairs };
    }
    if let Some((vote, outcome)) =
        seen.result(known, session).and_then(|vote| Some((vote, vote.outcome.as_ref()?)))
    {
        let figures = format!("{}, {}/{}", outcome.verdict.get(w.0), outcome.r#for, outcome.total_delegates);
        pairs.push(Pair { medium: outcome.verdict.get(w.0).into(), ..pair("", &figures) });
        return Truth { what: w.motion(&vote.number), title: vote.title.clone(), pairs };
    }
    Truth { what, title, pairs }
}
