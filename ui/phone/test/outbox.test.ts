import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kept, Outside } from "../src/core/outbox";
import { Outbox, retryDelay } from "../src/core/outbox";
import type { Answer, Ask, Envelope } from "../src/wire/device";
import type { Choice } from "../src/wire/snapshot";

const vote = (choice: Choice, id = "v1"): Ask => ({ t: "vote", vote: id, choice, nonce: "n" });
const receipt = (req: string, at = 1): Answer => ({
  result: "recorded", v: 1, req, code: "7F3A 91C2", index: 0, leaf: "", path: [], head: { note: "", size: 1, root: "", at, sig: "" },
});
const refused = (req: string, code: string, more = {}): Answer => ({ result: "refused", v: 1, req, code, text: { vi: code, en: code }, ...more });

class Bench implements Outside {
  kept: Kept | null = null;
  wrong: string | null = null;
  private made = 0;
  seal(ask: Ask, n: number): { req: string; envelope: Envelope } {
    this.made += 1;
    return { req: `q${this.made}`, envelope: { p: JSON.stringify({ n, ...ask }), k: "d", s: String(this.made) } };
  }
  flaw(): string | null {
    return this.wrong;
  }
  corrected(at: number): number {
    return at;
  }
  jitter(): number {
    return 0.5;
  }
  save(kept: Kept): void {
    this.kept = JSON.parse(JSON.stringify(kept)) as Kept;
  }
}

test("sending, delivered, recorded: each only when it is true", () => {
  const box = new Outbox(new Bench(), null);
  const { req } = box.add(vote("for"), 0);
  assert.equal(box.pendingFor("vote/v1")?.state, "sending");
  box.due(0);
  box.delivered(req);
  assert.equal(box.pendingFor("vote/v1")?.state, "delivered");
  assert.equal(box.settledFor("vote/v1"), undefined);
  box.answer(receipt(req, 99), 10);
  assert.equal(box.pendingFor("vote/v1"), undefined);
  assert.deepEqual([box.settledFor("vote/v1")?.result, box.settledFor("vote/v1")?.at], ["recorded", 99]);
});

test("a receipt that does not hold is never recorded", () => {
  const bench = new Bench();
  bench.wrong = "signature";
  const box = new Outbox(bench, null);
  box.answer(receipt(box.add(vote("for"), 0).req), 1);
  assert.equal(box.settledFor("vote/v1")?.result, "unproven");
});

test("the same request goes again, later and later", () => {
  assert.deepEqual([1, 2, 3, 4, 20].map((tries) => retryDelay(tries, 0.5)), [500, 1000, 2000, 4000, 16_000]);
  assert.ok(retryDelay(1, 0) >= 375 && retryDelay(1, 1) <= 625);
  const box = new Outbox(new Bench(), null);
  const { req } = box.add(vote("for"), 0);
  const times: number[] = [];
  for (let now = 0; now <= 8_000; now += 100) for (const entry of box.due(now)) {
    assert.equal(entry.req, req);
    times.push(now);
  }
  assert.deepEqual(times, [0, 500, 1500, 3500, 7500]);
});

test("a later choice takes the earlier one's place, with a higher counter", () => {
  const box = new Outbox(new Bench(), null);
  box.raiseCounter(7);
  const first = box.add(vote("for"), 0);
  const second = box.add(vote("against"), 1);
  assert.deepEqual([first.n, second.n, box.pending.length], [8, 9, 1]);
  box.answer(receipt(first.req), 2);
  assert.equal(box.pendingFor("vote/v1")?.req, second.req, "the receipt of the first says nothing of the second");
  box.add(vote("for", "v2"), 3);
  assert.equal(box.pending.length, 2);
});

test("a page that comes back goes on with the same ids", () => {
  const bench = new Bench();
  const before = new Outbox(bench, null);
  const { req, envelope } = before.add(vote("for"), 0);
  before.due(0);
  before.delivered(req);
  const after = new Outbox(new Bench(), bench.kept);
  assert.equal(after.pendingFor("vote/v1")?.state, "sending", "delivered was another connection's");
  after.connected(5_000);
  const [entry] = after.due(5_100);
  assert.deepEqual([entry?.req, entry?.envelope], [req, envelope]);
  assert.ok(after.add({ t: "leave" }, 1).n > (entry?.n ?? 0));
});

test("when a vote closes it is asked once more, and then no more", () => {
  const box = new Outbox(new Bench(), null);
  const { req } = box.add(vote("for"), 0);
  box.due(0);
  box.voteClosed("v1", 100);
  assert.equal(box.due(100).length, 1);
  for (let now = 200; now < 60_000; now += 500) assert.equal(box.due(now).length, 0);
  assert.equal(box.wait(0), null);
  assert.equal(box.pendingFor("vote/v1")?.closing, true);
  box.connected(70_000);
  assert.equal(box.due(71_000).length, 1, "a new connection asks again");
  box.answer(refused(req, "vote_closed"), 71_100);
  assert.equal(box.settledFor("vote/v1")?.code, "vote_closed");
});

test("a stale counter is made anew, three times at most", () => {
  const box = new Outbox(new Bench(), null);
  let { req } = box.add(vote("for"), 0);
  for (let i = 0; i < 3; i += 1) {
    box.answer(refused(req, "stale", { counter: 40 + i }), 1);
    const next = box.pendingFor("vote/v1");
    assert.ok(next !== undefined && next.req !== req && next.n > 40 + i);
    req = next.req;
  }
  box.answer(refused(req, "stale", { counter: 99 }), 1);
  assert.equal(box.settledFor("vote/v1")?.result, "refused");
});

test("a full disk or too many attempts wait and do not give up", () => {
  const box = new Outbox(new Bench(), null);
  const { req } = box.add(vote("for"), 0);
  box.due(0);
  box.answer({ result: "not_recorded", v: 1, req, text: { vi: "", en: "" } }, 100);
  assert.equal(box.due(1_000).length, 0);
  assert.equal(box.due(2_100).length, 1);
  box.answer(refused(req, "too_many", { wait_s: 30 }), 2_200);
  assert.equal(box.due(32_000).length, 0);
  assert.equal(box.due(32_200)[0]?.req, req);
});

/** Small generator with a seed (mulberry32). */
function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let x = Math.imul(a ^ (a >>> 15), 1 | a);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

/** A kiosk behind a network that loses, doubles and delays: what it holds is the truth. */
class Room {
  counter = 0;
  choice: Choice | null = null;
  recorded = new Set<string>();
  answers = new Map<string, Answer>();
  closed = false;

  take(req: string, envelope: Envelope): Answer {
    const known = this.answers.get(req);
    if (known !== undefined) return known;
    const body = JSON.parse(envelope.p) as { n: number; choice: Choice };
    let answer: Answer;
    if (body.n <= this.counter) answer = refused(req, "stale", { counter: this.counter });
    else if (this.closed) answer = refused(req, "vote_closed");
    else {
      this.counter = body.n;
      this.choice = body.choice;
      this.recorded.add(req);
      answer = receipt(req);
    }
    this.answers.set(req, answer);
    return answer;
  }
}

test("a bad network changes nothing of the truth (200 seeds)", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const roll = dice(seed);
    const bench = new Bench();
    bench.jitter = roll;
    const room = new Room();
    let box = new Outbox(bench, null);
    const wire: { at: number; run: () => void }[] = [];
    const send = (now: number, run: () => void): void => {
      if (now < 60_000 && roll() < 0.35) return;
      wire.push({ at: now + Math.floor(roll() * 900), run });
      if (roll() < 0.2) wire.push({ at: now + Math.floor(roll() * 3_000), run });
    };
    let last: Choice = "for";
    let online = true;
    const close = 20_000 + Math.floor(roll() * 20_000);
    for (let now = 0; now < 90_000; now += 50) {
      if (now === 0 || (now < 15_000 && roll() < 0.004)) {
        last = (["for", "against", "not_voting"] as const)[Math.floor(roll() * 3)] as Choice;
        box.add(vote(last), now);
      }
      if (now < 60_000 && roll() < 0.004) {
        online = !online;
        if (online) box.connected(now);
      }
      if (now >= 60_000 && !online) {
        online = true;
        box.connected(now);
      }
      if (roll() < 0.002) {
        box = new Outbox(bench, bench.kept);
        box.connected(now);
      }
      if (now >= close && !room.closed) {
        room.closed = true;
        box.voteClosed("v1", now);
      }
      // In the end the network is good again and the phone connects anew.
      if (now >= 60_000 && now % 5_000 === 0) box.connected(now);
      if (online) for (const entry of box.due(now)) {
        const { req, envelope } = entry;
        send(now, () => {
          const answer = room.take(req, envelope);
          send(now, () => box.answer(answer, now));
        });
      }
      for (const message of wire.filter((one) => one.at <= now)) {
        wire.splice(wire.indexOf(message), 1);
        message.run();
      }
      const settled = box.settledFor("vote/v1");
      if (settled?.result === "recorded") assert.ok(room.recorded.has(settled.req), `seed ${seed}: said recorded and was not`);
    }
    const settled = box.settledFor("vote/v1");
    assert.equal(box.pending.length, 0, `seed ${seed}: something was never answered`);
    if (settled?.result === "recorded") {
      assert.equal(room.choice, last, `seed ${seed}: recorded another choice than the last`);
    } else {
      assert.equal(settled?.code, "vote_closed", `seed ${seed}`);
    }
  }
});
