// What a view needs to know, read out of snapshots and outbox. Nothing is computed that the kiosk has not said.

import type { Choice, Item, TurnKind, Vote } from "../wire/snapshot";
import type { Ask, Text } from "../wire/device";
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

export function openVote(snaps: Snapshots): Vote | null {
  const vote = currentVote(snaps);
  return vote !== null && vote.state === "open" ? vote : null;
}

/** What became of somebody's choice in a vote. */
export interface Standing {
  /** Unanswered request, newest. */
  sending: { choice: Choice; delivered: boolean; late: boolean; closing: boolean } | null;
  /** What the kiosk has on disk. */
  recorded: { choice: Choice; at: number; receipt: string | null; via: string } | null;
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
      late: now - pending.made > RAISE_HAND_MS,
      closing: pending.closing,
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

/** Own place in the queue for a kind: 0 is speaking now. */
export function placeOf(snaps: Snapshots, kind: TurnKind): number | null {
  return snaps.device?.waiting.find((line) => line.kind === kind)?.place ?? null;
}

/** Milliseconds spoken so far. */
export function spoken(speaker: { elapsed_ms: number; since: number | null }, now: number): number {
  return speaker.elapsed_ms + (speaker.since === null ? 0 : Math.max(0, now - speaker.since));
}
