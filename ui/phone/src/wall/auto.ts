// What goes on: the wall follows the sitting, most pressing first.

import { timeOfDay } from "../text";
import type { Item, Session, Vote } from "../wire/snapshot";
import type { Known } from "./known";
import { agendaOf, footOf, join, linesOf, scale } from "./present";
import type { Seen } from "./present";
import { speechTimer } from "./time";
import type { Head, Pair, View } from "./view";
import { latest, voteView } from "./votes";
import type { Words } from "./words";

type Shown = Omit<View, "clock">;

export function auto(known: Known, session: Session, seen: Seen, now: number, w: Words): Shown {
  const foot = footOf(session, w);
  switch (session.phase) {
    case "none":
      return { screen: { kind: "calm", title: w.noSession, pairs: [] }, head: null, foot };
    case "prepared":
      return join(known, session, now, w);
    case "recess": {
      const pairs = session.resume_at === null ? [] : [{ key: "", value: w.resume(timeOfDay(session.resume_at, false)) }];
      return { screen: { kind: "calm", title: w.recess, pairs }, head: null, foot };
    }
    case "closed":
      return { screen: { kind: "calm", title: w.ended, pairs: [{ key: "", value: session.title }] }, head: null, foot };
    case "open":
      return open(known, session, seen, now, w);
  }
}

function open(known: Known, session: Session, seen: Seen, now: number, w: Words): Shown {
  const vote = latest(known, session);
  if (vote !== null && isRunning(vote)) return voteView(known, session, vote, now, w);
  const speaking = speakingView(known, session, now, w);
  if (speaking !== null) return speaking;
  if (vote !== null && vote.vote !== seen.gaveWay && vote.item === session.item) return voteView(known, session, vote, now, w);
  return between(known, session, w);
}

const isRunning = (vote: Vote): boolean => vote.state === "open" || vote.state === "held";

function currentItem(known: Known, session: Session): { item: Item; of: number; after: Item | null } | null {
  const items = known.agenda?.items ?? [];
  const at = items.findIndex((item) => item.id === session.item);
  const item = items[at];
  if (item === undefined) return null;
  const after = items.slice(at + 1).filter((next) => next.state === "waiting")[0] ?? null;
  return { item, of: items.length, after };
}

function speakingView(known: Known, session: Session, now: number, w: Words): Shown | null {
  const floor = known.floor;
  const speaker = floor?.speaker ?? null;
  if (floor === null || speaker === null) return null;
  const asking = floor.questioning;
  const next = (known.queue?.waiting ?? []).filter((line) => line.consent)[0];
  const pairs: Pair[] = [];
  if (asking !== null && speaker.kind !== "answer") pairs.push({ key: w.respondent, value: asking.respondent });
  if (asking !== null && speaker.kind === "answer" && asking.asker !== null) pairs.push({ key: w.asker, value: asking.asker });
  if (pairs.length === 0 && next !== undefined) pairs.push({ key: w.next, value: next.name });
  const note = asking === null ? speaker.group || speaker.title : w.group(asking.number, asking.groups);
  const about = asking?.title ?? currentItem(known, session)?.item.short_title ?? "";
  return {
    screen: { kind: "speaking", name: speaker.name, timer: speechTimer(speaker, floor.warn_seconds ?? [], now, w), pairs },
    head: { tag: w.turn(w.tags[speaker.kind], speaker.turn), note },
    foot: footOf(session, w, [about]),
  };
}

/** Nobody speaks and nothing is voted on. */
function between(known: Known, session: Session, w: Words): Shown {
  const current = currentItem(known, session);
  if (current === null) return agendaOf(known, session, w);
  const asking = known.floor?.questioning ?? null;
  if (asking !== null) {
    const respondent = asking.respondent_title === "" ? asking.respondent : `${asking.respondent}, ${asking.respondent_title}`;
    const pairs: Pair[] = [{ key: w.respondent, value: respondent }];
    if (asking.asker !== null) pairs.push({ key: w.asker, value: asking.asker });
    pairs.push({ key: w.step, value: w.steps[asking.step] });
    return {
      screen: { kind: "item", title: asking.title, pairs },
      head: { tag: w.questioning, note: w.group(asking.number, asking.groups) },
      foot: footOf(session, w, [current.item.short_title]),
    };
  }
  const { item, of, after } = current;
  const clock = known.floor?.item_clock ?? null;
  const started = clock === null || clock.since === null ? null : clock.since - clock.elapsed_ms;
  const head: Head = { tag: w.item(item.number, of), note: started === null ? "" : w.since(timeOfDay(started, false)) };
  const queue = known.queue;
  const waiting = (queue?.waiting ?? []).filter((line) => line.consent);
  if (waiting.length > 0) {
    // Title and heading take two lines; what has no room is counted in the heading.
    const rows = waiting.slice(0, Math.max(2, linesOf(scale(known)) - 2));
    const heading = queue?.list_closed === true ? `${w.queue(waiting.length)}, ${w.listClosed}` : w.queue(waiting.length);
    return {
      screen: {
        kind: "queue",
        title: item.title,
        heading,
        rows: rows.map((line, i) => ({ number: String(i + 1), name: line.name, group: line.group })),
      },
      head,
      foot: footOf(session, w),
    };
  }
  const pairs: Pair[] = [];
  if (item.presenter !== "") pairs.push({ key: w.presenter, value: item.presenter });
  if (after !== null) pairs.push({ key: w.next, value: after.short_title });
  return { screen: { kind: "item", title: item.title, pairs }, head, foot: footOf(session, w) };
}

