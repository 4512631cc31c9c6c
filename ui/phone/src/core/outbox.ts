// What this device asked and the kiosk has not answered yet. No clock, no network, no randomness of its own: a lost
// phone is simulated in a test. A request leaves this list only through an answer, a later request for the same thing,
// the close of its vote or a recount; and "recorded" is said only of a receipt that was checked.

import type { Answer, Ask, Envelope } from "../wire/device";
import { isChoice, slot, voteOf } from "../wire/device";
import type { Text } from "../wire/text";

export const FIRST_RETRY_MS = 500;
export const LONGEST_RETRY_MS = 16_000;
/** After this long without a receipt the page asks to raise a hand. */
export const RAISE_HAND_MS = 5_000;
const KEPT_RESULTS = 100;
const REISSUES = 3;
/** Refusals that pass by themselves. */
const LATER = ["not_recorded", "vote_held", "doors_closed"];

export interface Pending {
  req: string;
  n: number;
  ask: Ask;
  envelope: Envelope;
  /** Kiosk time when it was made, UTC milliseconds. */
  made: number;
  /** The vote's round when it was made; 0 where there is none. */
  round: number;
  state: "sending" | "delivered";
  tries: number;
  /** When to send again, monotonic milliseconds; 0 is at once. */
  next: number;
  /** The vote has closed: it is sent once more, to learn what became of it, and then waits in silence. */
  closing: boolean;
  reissued: number;
}

export interface Settled {
  req: string;
  ask: Ask;
  made: number;
  round: number;
  /** `unproven`: the kiosk says recorded, and its receipt does not prove it. */
  result: "recorded" | "refused" | "unproven";
  /** The receipt's short code; only with `recorded`. */
  receipt: string | null;
  /** Corrected kiosk time of the commit; only with `recorded`. */
  at: number | null;
  code: string | null;
  text: Text | null;
}

export interface Outside {
  /** Makes id, counter and signature for a command. */
  seal(ask: Ask, n: number): { req: string; envelope: Envelope };
  /** What is wrong with a receipt for this envelope, or `null`. */
  flaw(answer: Answer & { result: "recorded" }, envelope: Envelope): string | null;
  /** The kiosk's raw time of a commit as its corrected one, which everything else on the wire is in. */
  corrected(at: number): number;
  /** Between 0 and 1. */
  jitter(): number;
  save(kept: Kept): void;
}

export interface Kept {
  n: number;
  pending: Pending[];
  settled: Settled[];
}

export function retryDelay(tries: number, jitter: number): number {
  const plain = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, tries - 1), LONGEST_RETRY_MS);
  return Math.round(plain * (0.75 + jitter * 0.5));
}

export class Outbox {
  private n: number;
  private list: Pending[];
  private results: Settled[];
  private held: string | null = null;

  constructor(
    private readonly outside: Outside,
    kept: Kept | null,
  ) {
    this.n = kept?.n ?? 0;
    this.list = (kept?.pending ?? []).map((entry) => ({ ...entry, state: "sending", next: 0 }));
    this.results = kept?.settled ?? [];
  }

  get pending(): readonly Pending[] {
    return this.list;
  }

  get settled(): readonly Settled[] {
    return this.results;
  }

  /** The unanswered request for this thing, if any. */
  pendingFor(where: string): Pending | undefined {
    return this.list.find((entry) => slot(entry.ask) === where);
  }

  /** The newest answered request for this thing, if any. */
  settledFor(where: string): Settled | undefined {
    for (let i = this.results.length - 1; i >= 0; i -= 1) {
      const result = this.results[i] as Settled;
      if (slot(result.ask) === where) return result;
    }
    return undefined;
  }

  /** The kiosk's own idea of our counter; ours only ever grows. */
  raiseCounter(counter: number): void {
    if (counter <= this.n) return;
    this.n = counter;
    this.save();
  }

  add(ask: Ask, made: number, round = 0): Pending {
    return this.issue(ask, made, round, 0);
  }

  private issue(ask: Ask, made: number, round: number, reissued: number): Pending {
    const where = slot(ask);
    this.list = this.list.filter((entry) => slot(entry.ask) !== where);
    this.n += 1;
    const { req, envelope } = this.outside.seal(ask, this.n);
    const entry: Pending = {
      req, n: this.n, ask, envelope, made, round, state: "sending", tries: 0, next: 0, closing: false, reissued,
    };
    this.list.push(entry);
    this.save();
    return entry;
  }

  /** A connection stands and down/state has been read: everything unanswered goes again, a little spread. */
  connected(now: number): void {
    for (const entry of this.list) {
      entry.state = "sending";
      entry.tries = 0;
      entry.next = now + Math.round(this.outside.jitter() * 200);
    }
  }

  /** No choice is taken in this vote at present: choices for it wait here, and go when it is resumed. */
  hold(vote: string | null, now: number): void {
    if (this.held === vote) return;
    this.held = vote;
    for (const entry of this.list) {
      if (!isChoice(entry.ask) || this.waits(entry)) continue;
      entry.tries = 0;
      entry.next = now;
    }
  }

  /** Whether the request waits for its vote to be resumed. */
  waits(entry: Pending): boolean {
    return this.held !== null && isChoice(entry.ask) && voteOf(entry.ask) === this.held && !entry.closing;
  }

  private silent(entry: Pending): boolean {
    return this.waits(entry) || (entry.closing && entry.tries > 0);
  }

  /** What is to be sent now, oldest first, so that counters reach the kiosk in their order. */
  due(now: number): Pending[] {
    const late = this.list.filter((entry) => entry.next <= now && !this.silent(entry));
    for (const entry of late) {
      entry.tries += 1;
      entry.next = now + retryDelay(entry.tries, this.outside.jitter());
    }
    return late;
  }

  /** Milliseconds until something is due; `null` when nothing waits. */
  wait(now: number): number | null {
    const times = this.list.filter((entry) => !this.silent(entry)).map((entry) => entry.next - now);
    return times.length === 0 ? null : Math.max(0, Math.min(...times));
  }

  /** The broker has it (PUBACK). That is delivered, and no more. */
  delivered(req: string): void {
    const entry = this.list.find((other) => other.req === req);
    if (entry !== undefined) entry.state = "delivered";
  }

  /** Votes that are not open any more: ask once more what became of the request, then stop. */
  voteClosed(vote: string, now: number): void {
    for (const entry of this.list) {
      if (voteOf(entry.ask) !== vote || entry.closing) continue;
      entry.closing = true;
      entry.tries = 0;
      entry.next = now;
    }
    this.save();
  }

  /** The vote's hands are counted in this round: a count of another one is void, answered or not. */
  recounted(vote: string, round: number): void {
    const stands = (entry: Pending | Settled): boolean => slot(entry.ask) !== `count/${vote}` || (entry.round ?? 0) === round;
    if (this.list.every(stands) && this.results.every(stands)) return;
    this.list = this.list.filter(stands);
    this.results = this.results.filter(stands);
    this.save();
  }

  /** Takes an answer; what it says to be recorded, and proves, is given back. */
  answer(answer: Answer, now: number): Ask | null {
    const entry = this.list.find((other) => other.req === answer.req);
    if (entry === undefined) return null;
    switch (answer.result) {
      case "recorded": {
        const flaw = this.outside.flaw(answer, entry.envelope);
        if (flaw === null) this.settle(entry, { result: "recorded", receipt: answer.code, at: this.outside.corrected(answer.head.at) });
        else this.settle(entry, { result: "unproven", code: flaw });
        return flaw === null ? entry.ask : null;
      }
      case "not_recorded":
        entry.state = "sending";
        entry.next = now + Math.max(2_000, retryDelay(entry.tries, this.outside.jitter()));
        return null;
      case "refused":
        if (answer.code === "stale" && entry.reissued < REISSUES) {
          this.n = Math.max(this.n, answer.counter ?? 0);
          this.issue(entry.ask, entry.made, entry.round, entry.reissued + 1);
        } else if (answer.code === "too_many" && answer.wait_s !== undefined) {
          entry.next = now + answer.wait_s * 1000;
        } else if (LATER.indexOf(answer.code) >= 0) {
          // Not the last word: the vote is resumed, the doors are opened, the disk takes again.
          if (entry.closing) entry.tries = 0;
          entry.state = "sending";
          entry.next = now + Math.max(2_000, retryDelay(entry.tries, this.outside.jitter()));
        } else {
          this.settle(entry, { result: "refused", code: answer.code, text: answer.text ?? null });
        }
        return null;
    }
  }

  private settle(entry: Pending, how: Pick<Settled, "result"> & Partial<Settled>): void {
    const { req, ask, made, round } = entry;
    this.list = this.list.filter((other) => other !== entry);
    this.results.push({ req, ask, made, round, receipt: null, at: null, code: null, text: null, ...how });
    this.results = this.results.slice(-KEPT_RESULTS);
    this.save();
  }

  /** A message about an answer has been read. */
  forget(req: string): void {
    this.results = this.results.filter((result) => result.req !== req);
    this.save();
  }

  private save(): void {
    this.outside.save({ n: this.n, pending: this.list, settled: this.results });
  }
}
