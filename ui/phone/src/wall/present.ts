// From what is known and the kiosk's time to what the wall shows. No clock, no page, no network in here.

import { timeOfDay } from "../text";
import type { Session } from "../wire/snapshot";
import { auto } from "./auto";
import type { Known } from "./known";
import { agendaRows, seatMarks } from "./lists";
import { truth } from "./truth";
import type { Foot, View } from "./view";
import { NO_FOOT } from "./view";
import type { Words } from "./words";

/** How this display is connected. */
export type Line =
  /** What is known is the truth. */
  | { kind: "live" }
  /** It was the truth at `since`, the kiosk's time. */
  | { kind: "lost"; since: number }
  /** Nothing has come yet. */
  | { kind: "first" };

/** What a display remembers of what it has shown; the kiosk does not say it. */
export interface Seen {
  /** The vote whose result has given way to something else. */
  gaveWay: string | null;
}

export const NOTHING_SEEN: Seen = { gaveWay: null };

/**
 * Letters grow with the distance of the last row and with a smaller display; those of 1 fit 8 m and 55 inches. Figures and
 * titles are far above the least size and stay.
 */
export function scale(known: Known | null): number {
  const wall = known?.wall ?? null;
  if (wall === null) return 1;
  const wanted = (wall.furthest_seat_cm / 800) * (55 / wall.diagonal_inch);
  return Math.min(1.3, Math.max(0.8, wanted || 1));
}

/** Letters so large that some screens say less. */
export const isLarge = (size: number): boolean => size > 1.05;

/** Lines of text between head and foot. */
export function linesOf(size: number): number {
  return Math.max(3, Math.floor((1080 / size - 320) / 107));
}

/** A result gives way to the next speech, vote or item, and is not shown again. */
export function remember(seen: Seen, known: Known): Seen {
  const vote = known.session?.vote ?? null;
  const speaking = (known.floor?.speaker ?? null) !== null;
  const result = vote !== null && known.votes[vote]?.outcome !== null;
  return speaking && result && seen.gaveWay !== vote ? { gaveWay: vote } : seen;
}

export function footOf(session: Session, w: Words, notes: string[] = []): Foot {
  const below = session.phase === "open" && session.present < session.quorum;
  return {
    present: w.present(session.present, session.total_delegates),
    below,
    notes: below ? w.below(session.quorum) : notes,
  };
}

/** What is to be seen at the kiosk's time `now`. */
export function present(known: Known, line: Line, seen: Seen, now: number, w: Words): View {
  if (line.kind === "first") {
    return { screen: { kind: "calm", title: w.connecting, pairs: [] }, head: null, foot: null, clock: "" };
  }
  const session = known.session;
  if (line.kind === "lost") return lost(known, seen, line.since, w);
  const clock = timeOfDay(now, false);
  if (session === null || session.session === null) {
    return { screen: { kind: "calm", title: w.noSession, pairs: [] }, head: null, foot: NO_FOOT, clock };
  }
  if (session.closed_doors) {
    return { screen: { kind: "doors", title: w.doors }, head: null, foot: footOf(session, w), clock };
  }
  return chosen(known, session, now, w) ?? { ...auto(known, session, seen, now, w), clock };
}

/** What the chair has put on the wall instead of what goes on; `null`: the wall follows the sitting. */
function chosen(known: Known, session: Session, now: number, w: Words): View | null {
  const wall = known.wall;
  const clock = timeOfDay(now, false);
  const foot = footOf(session, w);
  switch (wall?.show) {
    case "message":
      return { screen: { kind: "calm", title: wall.text ?? "", pairs: [] }, head: { tag: w.message, note: "" }, foot, clock };
    case "qr":
      return { ...join(known, session, now, w), clock };
    case "seats":
      return { ...seatsOf(known, session, now, w), clock };
    case "agenda":
      return { ...agendaOf(known, session, w), clock };
    case "flag":
      return wall.flag ? { screen: { kind: "picture", of: "flag" }, head: null, foot: null, clock: "" } : null;
    case "anthem":
      return wall.anthem ? { screen: { kind: "picture", of: "anthem" }, head: null, foot: null, clock: "" } : null;
    case "auto":
    case undefined:
      return null;
  }
}

/** The way in. A code whose time is over is not shown: whoever scans it would be turned away. */
export function join(known: Known, session: Session, now: number, w: Words): Omit<View, "clock"> {
  const code = known.code;
  const good = code !== null && now < code.until ? code : null;
  const below = session.phase === "open" && session.present < session.quorum;
  return {
    screen: {
      kind: "join",
      council: session.council.toLocaleUpperCase("vi"),
      session: session.title,
      wifi: session.wifi_name,
      address: good === null ? "" : addressOf(good.url),
      url: good?.url ?? null,
      code: good === null ? null : [good.typed.slice(0, 4), good.typed.slice(4)],
      present: String(session.present),
      total: String(session.total_delegates),
      below: below ? (w.below(session.quorum)[1] as string) : null,
    },
    head: null,
    foot: null,
  };
}

/** "nghi.lan" of "HTTP://NGHI.LAN/J/K7P4M2Q9". */
export function addressOf(url: string): string {
  return url.toLowerCase().replace(/^https?:\/\//, "").replace(/\/j\/[^/]*$/, "");
}

function seatsOf(known: Known, session: Session, now: number, w: Words): Omit<View, "clock"> {
  const roll = known.roll;
  const inOffice = (roll?.delegates ?? []).filter((line) => line.status === "in_office" || line.status === "elected_additional");
  const absent = inOffice.filter((line) => line.attendance !== "present");
  // The absent are named one after another, each for ten seconds.
  const turn = absent.length === 0 ? 0 : Math.floor(now / 10_000) % absent.length;
  const all = absent.map((line) => line.name).join(", ");
  const one = absent[turn]?.name ?? "";
  const notes = absent.length === 0 ? [] : [w.absent(all), `${w.absentCount(absent.length)}: ${one}`, w.absentCount(absent.length)];
  return {
    screen: { kind: "seats", ...seatMarks(inOffice, roll?.seating ?? { shape: "rows", rows: [] }) },
    head: { tag: w.seats, note: "" },
    foot: footOf(session, w, notes),
  };
}

export function agendaOf(known: Known, session: Session, w: Words): Omit<View, "clock"> {
  const items = known.agenda?.items ?? [];
  const at = items.findIndex((item) => item.state === "current");
  const window = agendaRows(items, linesOf(scale(known)), w);
  return {
    screen: { kind: "agenda", ...window },
    head: { tag: w.agenda, note: at === -1 ? "" : `${at + 1}/${items.length}` },
    foot: footOf(session, w),
  };
}

/** The link is gone: nothing runs and nothing counts; what was true last stands with its time. */
function lost(known: Known, seen: Seen, since: number, w: Words): View {
  const at = timeOfDay(since, false);
  return {
    screen: { kind: "lost", sentence: w.lost(at), at: w.lastTruth(at), pairs: truth(known, seen, since, w) },
    head: null,
    foot: { present: "", below: false, notes: w.retry },
    clock: "",
  };
}
