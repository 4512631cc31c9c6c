// The last truth in plain lines, for a display that has lost the kiosk: nothing in it runs.

import type { Known } from "./known";
import type { Seen } from "./present";
import { counted, lasted } from "../core/clock";
import type { Pair } from "./view";
import { latest } from "./votes";
import type { Words } from "./words";

export function truth(known: Known, seen: Seen, at: number, w: Words): Pair[] {
  const session = known.session;
  if (session === null || session.session === null) return [];
  const here: Pair = { key: w.lostPresent, value: `${session.present}/${session.total_delegates}` };
  if (session.closed_doors) return [{ key: "", value: w.doors }, here];
  switch (session.phase) {
    case "none":
    case "prepared":
      return [{ key: "", value: session.title }, here];
    case "recess":
      return [{ key: "", value: w.recess }, here];
    case "closed":
      return [{ key: "", value: w.ended }, here];
    case "open":
      return [...going(known, seen, at, w), here];
  }
}

function going(known: Known, seen: Seen, at: number, w: Words): Pair[] {
  const session = known.session;
  if (session === null) return [];
  const vote = latest(known, session);
  if (vote !== null && (vote.state === "open" || vote.state === "held")) return [{ key: w.lostVoting, value: vote.title }];
  const item = known.agenda?.items.filter((line) => line.id === session.item)[0];
  const lines: Pair[] = item === undefined ? [] : [{ key: w.lostItem, value: item.title }];
  const speaker = known.floor?.speaker ?? null;
  if (speaker !== null) {
    const spoken = `${lasted(counted(speaker, at))}/${lasted(speaker.limit_seconds * 1000)}`;
    return [...lines, { key: `${w.tags[speaker.kind]}:`, value: `${speaker.name}, ${spoken}` }];
  }
  const outcome = vote !== null && vote.vote !== seen.gaveWay && vote.state === "published" ? vote.outcome : null;
  if (vote !== null && outcome !== null) {
    const verdict = w.lang === "vi" ? outcome.verdict.vi : outcome.verdict.en;
    return [{ key: vote.number === "" ? w.lostItem : `${vote.number}:`, value: vote.title }, { key: "", value: `${verdict}, ${outcome.for}/${outcome.total_delegates}` }];
  }
  return lines;
}
