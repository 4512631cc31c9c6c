//! What goes on: the wall follows the sitting, most pressing first.

use super::known::Known;
use super::present::{Seen, foot, head, join, noted, pair, person};
use super::words::Words;
use super::{lists, votes};
use crate::chamber::rules::TurnKind;
use crate::text::{clock_hhmm, countdown, minutes, short_group, short_guest};
use crate::wire::snapshot::{Floor, Item, ItemState, PhaseName, Session, Speaker, Watch};
use nghitruong_ui::wall::{ClockState, Pair, QueueRow, Screen, Speech, WallFace};

/// The screen of the sitting.
pub fn face(known: &Known, session: &Session, seen: &Seen, now: i64, w: Words) -> WallFace {
    let calm = |title: &str, pairs: Vec<Pair>| WallFace {
        screen: Screen::Calm,
        title: title.into(),
        pairs,
        foot: foot(session, w),
        ..WallFace::default()
    };
    match session.phase {
        PhaseName::None => calm(w.no_session(), Vec::new()),
        PhaseName::Prepared => join(known, session, now, w),
        PhaseName::Recess => {
            let resumes = session.resume_at.map(|at| pair("", &w.resumes(&clock_hhmm(at))));
            calm(w.recess(), resumes.into_iter().collect())
        }
        PhaseName::Closed => calm(w.ended(), vec![pair("", &session.title)]),
        PhaseName::Open => open(known, session, seen, now, w),
    }
}

fn open(known: &Known, session: &Session, seen: &Seen, now: i64, w: Words) -> WallFace {
    if let Some(vote) = known.vote().filter(|vote| votes::is_running(vote)) {
        return votes::face(known, session, vote, now, w);
    }
    if let Some(floor) = &known.floor
        && let Some(speaker) = &floor.speaker
    {
        return speaking(known, session, floor, speaker, now, w);
    }
    match seen.result(known, session) {
        Some(vote) => votes::face(known, session, vote, now, w),
        None => between(known, session, w),
    }
}

/// The current item, how many there are, and the one that comes next.
pub fn current<'a>(known: &'a Known, session: &Session) -> Option<(&'a Item, usize, Option<&'a Item>)> {
    let items = &known.agenda.as_ref()?.items;
    let at = items.iter().position(|item| Some(&item.id) == session.item.as_ref())?;
    let next = items[at + 1..].iter().find(|item| item.state == ItemState::Waiting);
    Some((&items[at], items.len(), next))
}

/// Milliseconds that a clock has counted at `now`; time that went back counts as none.
pub fn counted(watch: &Watch, now: i64) -> u64 {
    let running = watch.since.map_or(0, |since| u64::try_from(now.saturating_sub(since)).unwrap_or(0));
    watch.elapsed_ms.saturating_add(running)
}

fn speaking(
    known: &Known,
    session: &Session,
    floor: &Floor,
    speaker: &Speaker,
    now: i64,
    w: Words,
) -> WallFace {
    let asking = floor.questioning.as_ref();
    let mut pairs = Vec::new();
    if let Some(asking) = asking {
        if speaker.kind != TurnKind::Answer {
            pairs.push(person(w.respondent(), w.respondent_short(), &asking.respondent));
        } else if let Some(asker) = &asking.asker {
            pairs.push(person(w.asker(), w.asker_short(), asker));
        }
    }
    let waiting = known.queue.iter().flat_map(|queue| &queue.waiting).filter(|line| line.consent);
    let next: Vec<&str> = waiting.map(|line| line.name.as_str()).take(2).collect();
    if pairs.is_empty()
        && let Some(first) = next.first()
    {
        pairs.push(Pair {
            key: w.next().into(),
            long: next.join(", ").into(),
            medium: (*first).into(),
            short: short_guest(first, 14).into(),
            ..Pair::default()
        });
    }
    let note = match asking {
        Some(asking) => w.group(asking.number, asking.groups),
        None if speaker.group.is_empty() => speaker.title.clone(),
        None => speaker.group.clone(),
    };
    let about = match asking {
        Some(asking) => asking.title.clone(),
        None => current(known, session).map(|(item, ..)| short_title(item)).unwrap_or_default(),
    };
    let (speech, timer, timer_left) = clock(speaker, &floor.warn_seconds, now, w);
    WallFace {
        screen: Screen::Speaking,
        head: head(&w.turn(speaker.kind, speaker.turn), &note),
        foot: noted(session, w, &about, ""),
        speech,
        timer: timer.into(),
        timer_left,
        pairs,
        ..WallFace::default()
    }
}

fn clock(speaker: &Speaker, warn: &[u32], now: i64, w: Words) -> (Speech, String, f32) {
    let limit = u64::from(speaker.limit_seconds);
    let elapsed = counted(&speaker.watch, now);
    let passed = elapsed / 1000;
    let over = passed >= limit;
    let left = limit.saturating_sub(passed);
    let state = if speaker.called {
        ClockState::Paused
    } else if over {
        ClockState::Over
    } else if left <= u64::from(warn.first().copied().unwrap_or_default()) {
        ClockState::LastMinute
    } else {
        ClockState::Running
    };
    let total = minutes(limit);
    let (label, second, short) = if speaker.called {
        (w.called(), w.called_second(), w.called())
    } else if speaker.watch.since.is_none() {
        (w.paused(), "", w.paused())
    } else if over {
        (w.over(), w.over_second(), w.over_short())
    } else {
        (w.left_of(), total.as_str(), w.left())
    };
    let speech = Speech {
        name: speaker.name.as_str().into(),
        state,
        label: label.into(),
        label_second: second.into(),
        label_short: short.into(),
    };
    let share = if limit == 0 { 0.0 } else { left as f32 / limit as f32 };
    (speech, countdown(limit, elapsed), share)
}

pub fn short_title(item: &Item) -> String {
    if item.short_title.is_empty() { item.title.clone() } else { item.short_title.clone() }
}

/// Nobody speaks and nothing is voted on.
fn between(known: &Known, session: &Session, w: Words) -> WallFace {
    let Some((item, of, next)) = current(known, session) else { return lists::agenda(known, session, w) };
    if let Some(asking) = known.floor.as_ref().and_then(|floor| floor.questioning.as_ref()) {
        let mut respondent = person(w.respondent(), w.respondent_short(), &asking.respondent);
        if !asking.respondent_title.is_empty() {
            respondent.medium = respondent.long.clone();
            respondent.long = format!("{}, {}", asking.respondent, asking.respondent_title).into();
        }
        let mut pairs = vec![respondent];
        pairs.extend(asking.asker.iter().map(|asker| person(w.asker(), w.asker_short(), asker)));
        pairs.push(pair(w.step(), w.step_name(asking.step)));
        return WallFace {
            screen: Screen::Item,
            title: asking.title.as_str().into(),
            head: head(w.questioning(), &w.group(asking.number, asking.groups)),
            foot: noted(session, w, &short_title(item), ""),
            pairs,
            ..WallFace::default()
        };
    }
    let begun = known.floor.as_ref().and_then(|floor| floor.item_clock.as_ref()).and_then(|clock| {
        Some(clock.watch.since? - i64::try_from(clock.watch.elapsed_ms).unwrap_or_default())
    });
    let note = begun.map(|at| w.since(&clock_hhmm(at))).unwrap_or_default();
    let closed = known.queue.as_ref().is_some_and(|queue| queue.list_closed && !queue.waiting.is_empty());
    let head = head(&w.item(item.number, of), if closed { w.list_closed() } else { &note });
    let waiting: Vec<_> =
        known.queue.iter().flat_map(|queue| &queue.waiting).filter(|line| line.consent).collect();
    if !waiting.is_empty() {
        let rows = waiting.iter().zip(1..).map(|(line, number): (_, u32)| QueueRow {
            number: number.to_string().into(),
            name: short_guest(&line.name, 22).into(),
            group: short_group(&line.group).into(),
        });
        return WallFace {
            screen: Screen::Queue,
            title: short_title(item).into(),
            head,
            foot: foot(session, w),
            queue_title: w.queue(waiting.len()).into(),
            queue: rows.collect(),
            ..WallFace::default()
        };
    }
    let mut pairs = Vec::new();
    if !item.presenter.is_empty() {
        // "Ông Vũ Văn G, Chủ tịch …": where there is no room, the person alone.
        let person = item.presenter.split([',', ';']).next().unwrap_or_default();
        pairs.push(Pair { medium: person.into(), ..pair(w.presenter(), &item.presenter) });
    }
    pairs.extend(next.map(|next| pair(w.next(), &short_title(next))));
    WallFace {
        screen: Screen::Item,
        title: item.title.as_str().into(),
        head,
        foot: foot(session, w),
        pairs,
        ..WallFace::default()
    }
}
