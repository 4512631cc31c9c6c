// What a view needs to know, read out of snapshots and outbox. Nothing is computed that the kiosk has not said.

import type { AskedKind, Choice, GroupLine, Item, MotionLine, RollLine, TurnKind, Vote } from "../wire/snapshot";
import type { Ask, OwnChoice, Turn } from "../wire/device";
import type { Text } from "../wire/text";
import { counted } from "./clock";
import type { Outbox, Settled } from "./outbox";
import { RAISE_HAND_MS } from "./outbox";
import type { Snapshots } from "./snapshots";

export function currentItem(snaps: Snapshots): Item | null {
  const id = snaps.session?.item ?? null;
  return snaps.agenda?.items.find((item) => item.id === id) ?? null;
}

/** The vote that the session speaks of: the open one, else the last that may be shown. */
export function currentVote(snaps: Snapshots): Vote | null {
  const id = snaps.session?.vote ?? null;
  const vote = id === null ? undefined : snaps.votes[id];
  return vote === undefined || vote.session !== snaps.session?.session ? null : vote;
}

/** Neither closed nor annulled; it may be held. */
export function isOpen(vote: Vote): boolean {
  return vote.state === "open" || vote.state === "held";
}

export function openVote(snaps: Snapshots): Vote | null {
  const vote = currentVote(snaps);
  return vote !== null && isOpen(vote) ? vote : null;
}

/** One count of a vote's hands; the next one begins anew. */
export function countOf(vote: Vote): string {
  return `${vote.vote}/${vote.round}`;
}

/** The motions of which another may be a part: neither parts themselves nor secret ballots. */
export function wholesOf(item: Item): MotionLine[] {
  return item.motions.filter((motion) => motion.part_of === null && !motion.ballot);
}

/** Choice by choice, from devices. */
export function byDevice(vote: Vote): boolean {
  return vote.form === "electronic" || vote.form === "mixed";
}

/** Milliseconds until the vote's warning, negative after it; its clock stands still while it is held. */
export function timeLeft(vote: Vote, now: number): number {
  return vote.opened_at + vote.held_ms + vote.warn_seconds * 1000 - (vote.held_since ?? now);
}

/** Every motion of a block vote, the first one first; `null` for a vote on one. */
export function motionsOf(snaps: Snapshots, vote: Vote): MotionLine[] | null {
  const item = snaps.agenda?.items.find((one) => one.id === vote.item);
  const first = item?.motions.find((motion) => motion.id === vote.motion);
  return vote.block.length === 0 || first === undefined ? null : [first, ...vote.block];
}

/** The roll's line of the delegate of this device. */
export function ownLine(snaps: Snapshots): RollLine | null {
  const id = snaps.device?.delegate ?? null;
  return snaps.roll?.delegates.find((line) => line.id === id) ?? null;
}

export function mayAct(line: RollLine): boolean {
  return line.status === "in_office" || line.status === "elected_additional";
}

/** Whether the delegate of this device may act, as far as the roll is known. */
export function acts(snaps: Snapshots): boolean {
  const line = ownLine(snaps);
  return line === null || mayAct(line);
}

/** What became of somebody's choice in a vote. */
export interface Standing {
  /** Unanswered request, newest. */
  sending: { choice: Choice; delivered: boolean; late: boolean; closing: boolean; waits: boolean } | null;
  /** What the kiosk has on disk. */
  recorded: { choice: Choice; at: number; receipt: string | null; via: OwnChoice["via"] } | null;
  /** The newest request was refused, or its receipt proves nothing. */
  trouble: { choice: Choice; text: Text | null; unproven: boolean; req: string } | null;
}

function choiceOf(ask: Ask): Choice {
  return ask.t === "vote" || ask.t === "vote_for" ? ask.choice : "not_voting";
}

/** Own choice, or with `delegate` the one that the secretary enters. */
export function standing(snaps: Snapshots, outbox: Outbox | null, vote: string, now: number, delegate?: string): Standing {
  const where = delegate === undefined ? `vote/${vote}` : `vote/${vote}/${delegate}`;
  const pending = outbox?.pendingFor(where);
  const settled = outbox?.settledFor(where);
  let known = delegate === undefined ? snaps.device?.choices[vote] : undefined;
  // A kiosk that says "recorded" and cannot prove it is not believed on its bare word either.
  if (settled?.result === "unproven" && known?.via === "device") known = undefined;

  let recorded: Standing["recorded"] = null;
  if (settled?.result === "recorded" && settled.at !== null) {
    recorded = { choice: choiceOf(settled.ask), at: settled.at, receipt: settled.receipt, via: "device" };
  }
  if (known !== undefined && (recorded === null || !(known.choice === recorded.choice && known.at <= recorded.at + 2_000))) {
    // A receipt may be here before the state that follows it; a later state wins.
    if (recorded === null || known.at > recorded.at) {
      recorded = { choice: known.choice, at: known.at, receipt: null, via: known.via };
    }
  }
  return {
    sending: pending === undefined ? null : {
      choice: choiceOf(pending.ask),
      delivered: pending.state === "delivered",
      late: outbox?.waits(pending) !== true && now - pending.made > RAISE_HAND_MS,
      closing: pending.closing,
      waits: outbox?.waits(pending) === true,
    },
    recorded,
    trouble: settled === undefined || settled.result === "recorded" ? null : {
      choice: choiceOf(settled.ask), text: settled.text, unproven: settled.result === "unproven", req: settled.req,
    },
  };
}

/** How long a refusal stays beside the key that it answers. */
const REFUSAL_SHOWN_MS = 60_000;

/** The newest answer about `where` when it is a refusal and still news. */
export function refusal(outbox: Outbox | null, where: string, now: number): Settled | null {
  const settled = outbox?.settledFor(where);
  return settled === undefined || settled.result === "recorded" || now - settled.made > REFUSAL_SHOWN_MS ? null : settled;
}

/** An own turn in the queue. */
export interface OwnTurn {
  speech: string;
  kind: TurnKind;
  /** From 1; 0: speaking now. */
  place: number;
  of: number;
  turn: number;
}

/** Own turns, in the order of the queue that is shown, so that a place is never that of another list. */
export function ownTurns(snaps: Snapshots): OwnTurn[] {
  const queue = snaps.queue?.waiting ?? [];
  return (snaps.device?.waiting ?? []).map(({ speech, kind, place }) => {
    const at = queue.findIndex((line) => line.speech === speech);
    const speaker = snaps.floor?.speaker ?? null;
    const speaking = speaker?.speech === speech;
    return {
      speech, kind,
      place: speaking ? 0 : at >= 0 ? at + 1 : place,
      of: Math.max(queue.length, place),
      turn: speaking ? speaker.turn : queue[at]?.turn ?? 1,
    };
  });
}

const ASKED: readonly AskedKind[] = ["speech", "question", "debate", "procedural", "explanation"];

/** Kinds of turn that are not offered any more, and yet on their way, waiting, or just refused: they stay in sight. */
export function kindsInHand(snaps: Snapshots, outbox: Outbox | null, now: number): AskedKind[] {
  const own = ownTurns(snaps).filter((turn) => turn.place > 0);
  const news = (kind: AskedKind): boolean => {
    const where = `speech/${kind}`;
    return own.some((turn) => turn.kind === kind) || outbox?.pendingFor(where) !== undefined || refusal(outbox, where, now) !== null;
  };
  return ASKED.filter((kind) => (snaps.queue?.kinds ?? []).indexOf(kind) < 0 && news(kind));
}

/** Milliseconds that each running clock of the page has counted. */
export function running(snaps: Snapshots, now: number): number[] {
  const floor = snaps.floor;
  const watches = [floor?.speaker, floor?.item_clock, floor?.session_clock].filter((watch) => watch != null && watch.since !== null);
  const vote = openVote(snaps);
  const voting = vote === null || vote.held_since !== null ? [] : [-timeLeft(vote, now)];
  return [...watches.map((watch) => (watch == null ? 0 : counted(watch, now))), ...voting];
}

/** At the secretary's desk: turns that were given and are to be noted, and questions that were not put. */
export function deskTurns(snaps: Snapshots): { given: Turn[]; notPut: Turn[] } {
  const turns = snaps.device?.turns ?? [];
  const put = (turn: Turn): boolean => turn.state !== "not_reached" && turn.state !== "written";
  return { given: turns.filter(put), notPut: turns.filter((turn) => !put(turn)) };
}

/** The groups of questions of the current item. */
export function groupsNow(snaps: Snapshots): GroupLine[] {
  const item = currentItem(snaps);
  return item === null ? [] : (snaps.questions?.groups ?? []).filter((group) => group.item === item.id);
}
