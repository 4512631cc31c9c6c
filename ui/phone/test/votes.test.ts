import assert from "node:assert/strict";
import { test } from "node:test";
import { ballot, elected, failed, items, passed, session, vote as sample } from "../dev/sample.mjs";
import type { Kept, Outside } from "../src/core/outbox";
import { Outbox } from "../src/core/outbox";
import { acts, byDevice, isOpen, motionsOf, openVote, standing, timeLeft, wholesOf } from "../src/core/select";
import { Snapshots } from "../src/core/snapshots";
import { said, setLang } from "../src/text";
import type { Answer, Ask } from "../src/wire/device";
import { fits, slot, voteOf } from "../src/wire/device";
import type { Item, MotionLine, Vote, VoteForm } from "../src/wire/snapshot";

const stamp = (rev: number) => ({ v: 1, epoch: 1, rev });
const snapsWith = (...messages: [string, object][]): Snapshots => {
  const snaps = new Snapshots();
  for (const [tail, message] of messages) assert.ok(snaps.take(tail, JSON.stringify({ ...stamp(1), ...message })), tail);
  return snaps;
};
const vote = (fields: Partial<Vote> = {}): Vote => ({ ...(sample as Vote), ...stamp(1), ...fields });

class Bench implements Outside {
  kept: Kept | null = null;
  private made = 0;
  seal(_: Ask, n: number) {
    this.made += 1;
    return { req: `q${this.made}`, envelope: { p: "", k: "d", s: String(n) } };
  }
  flaw(): null {
    return null;
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

const choose: Ask = { t: "vote", vote: "v3", choice: "for", nonce: "n" };
const refused = (req: string, code: string): Answer => ({ result: "refused", v: 1, req, code, text: { vi: code, en: code } });
const receipt = (req: string): Answer => ({
  result: "recorded", v: 1, req, code: "7F3A 91C2", index: 0, leaf: "", path: [], head: { note: "", size: 1, root: "", at: 1, sig: "" },
});

test("what a snapshot leaves out is filled in, and what is unknown is kept", () => {
  const snaps = snapsWith(
    ["session", { session: "s", phase: "open" }], ["agenda", { items: [{ id: "i1", number: 1 }] }],
    ["roll", { delegates: [{ id: "d1", seat: 1 }] }], ["vote/v1", { vote: "v1", state: "open", later: 7 }], ["tally/v1", { vote: "v1", answered: 0 }],
  );
  assert.deepEqual([snaps.session?.closed_doors, snaps.session?.passing_least], [false, 0]);
  assert.deepEqual([snaps.agenda?.items[0]?.motions, snaps.agenda?.items[0]?.closed_doors], [[], false]);
  assert.deepEqual([snaps.roll?.guests, snaps.roll?.seating.rows, snaps.roll?.delegates[0]?.status], [[], [], "in_office"]);
  const v1 = snaps.votes["v1"] as Vote;
  assert.deepEqual([v1.block, v1.names, v1.ballot, v1.held_since, v1.held_ms, v1.part_of], [[], [], null, null, 0, null]);
  assert.equal((v1 as unknown as { later: number }).later, 7);
  assert.deepEqual([snaps.tallies["v1"]?.missing, snaps.tallies["v1"]?.entered], [[], 0]);
});

test("the new snapshots read as they were sent", () => {
  const snaps = snapsWith(
    ["session", session], ["agenda", { items }],
    ["roll", { delegates: [], guests: [{ line: 0, name: "A", title: "", role: "press", invited: 3, came: null }], seating: { shape: "hemicycle", rows: [6, 8] } }],
    ["vote/v3", { ...sample, form: "secret_ballot", state: "published", ballot: elected }],
    ["tally/v3", { vote: "v3", answered: 1, present: 2, missing: [{ delegate: "d1", why: "no_device" }], entered: 1, running: null }],
  );
  assert.deepEqual(snaps.roll?.seating, { shape: "hemicycle", rows: [6, 8] });
  assert.equal(snaps.roll?.guests[0]?.came, null);
  assert.equal(snaps.votes["v3"]?.ballot?.lines[0]?.arithmetic?.vi, "24 × 2 = 48 > 28");
  assert.deepEqual(snaps.tallies["v3"]?.missing, [{ delegate: "d1", why: "no_device" }]);
});

test("devices vote in two forms; a held vote is an open one", () => {
  const forms: VoteForm[] = ["electronic", "mixed", "show_of_hands", "cards", "hands_by_name", "secret_ballot"];
  assert.deepEqual(forms.filter((form) => byDevice(vote({ form }))), ["electronic", "mixed"]);
  const states = (["open", "held", "closed", "published", "annulled"] as const).filter((state) => isOpen(vote({ state })));
  assert.deepEqual(states, ["open", "held"]);
  const snaps = snapsWith(["session", { ...session, vote: "v3" }], ["vote/v3", { ...sample, state: "held" }]);
  assert.equal(openVote(snaps)?.vote, "v3");
});

test("the clock stands still while the vote is held, and an extension is in it", () => {
  for (const [fields, now, left] of [
    [{}, 10_000, 50_000],
    [{ warn_seconds: 90 }, 10_000, 80_000],
    [{ held_since: 20_000 }, 500_000, 40_000],
    [{ held_ms: 30_000 }, 50_000, 40_000],
    [{ held_ms: 30_000, held_since: 60_000 }, 90_000, 30_000],
    [{}, 72_000, -12_000],
  ] as const) assert.equal(timeLeft(vote({ opened_at: 0, warn_seconds: 60, ...fields }), now), left, JSON.stringify(fields));
});

test("a choice that waits for a held vote is neither sent nor lost", () => {
  const bench = new Bench();
  const box = new Outbox(bench, null);
  const { req } = box.add(choose, 0);
  const count = box.add({ t: "count", vote: "v3", round: 0, counted: [1, 2] }, 0);
  box.hold("v3", 0);
  assert.deepEqual(box.due(0).map((entry) => entry.req), [count.req], "counts are taken");
  box.answer(receipt(count.req), 1);
  assert.equal(box.wait(1), null);
  const own = standing(new Snapshots(), box, "v3", 99_000);
  assert.deepEqual([own.sending?.waits, own.sending?.late, own.sending?.choice], [true, false, "for"]);
  const again = new Outbox(new Bench(), bench.kept);
  assert.equal(again.pendingFor("vote/v3")?.req, req, "it outlives the page");
  box.hold(null, 100_000);
  assert.deepEqual(box.due(100_000).map((entry) => entry.req), [req]);
  box.answer(receipt(req), 100_100);
  assert.equal(box.settledFor("vote/v3")?.result, "recorded");
});

test("a refusal that passes by itself keeps the request", () => {
  for (const code of ["vote_held", "doors_closed", "not_recorded"]) {
    const box = new Outbox(new Bench(), null);
    const { req } = box.add(choose, 0);
    box.due(0);
    box.answer(refused(req, code), 100);
    assert.equal(box.pendingFor("vote/v3")?.req, req, code);
    assert.equal(box.settledFor("vote/v3"), undefined);
    assert.equal(box.due(1_000).length, 0);
    assert.equal(box.due(2_100)[0]?.req, req);
    box.answer(refused(req, "vote_closed"), 2_200);
    assert.equal(box.settledFor("vote/v3")?.code, "vote_closed");
  }
});

test("a choice held back is still settled when its vote closes", () => {
  const box = new Outbox(new Bench(), null);
  const { req } = box.add(choose, 0);
  box.hold("v3", 0);
  box.voteClosed("v3", 10);
  box.hold(null, 10);
  assert.deepEqual(box.due(10).map((entry) => entry.req), [req]);
});

test("a block is all of its motions, a plain vote is none", () => {
  const snaps = snapsWith(["agenda", { items }]);
  const block = vote({ motion: "m7-1", block: [{ id: "m7-2", number: "7.2", title: "B", part_of: null, ballot: false }] });
  assert.deepEqual(motionsOf(snaps, block)?.map((motion) => motion.number), ["7.1", "7.2"]);
  assert.equal(motionsOf(snaps, vote()), null);
  assert.equal(motionsOf(new Snapshots(), block), null, "without the agenda the kiosk's own title says it all");
});

test("who may not act may not, and who is not on the roll yet is not barred", () => {
  const device = { session: "s", device: "p", delegate: "d1", choices: {} };
  for (const [status, wanted] of [["in_office", true], ["elected_additional", true], ["suspended", false], ["resigned", false], ["deceased", false]] as const) {
    assert.equal(acts(snapsWith(["device", device], ["roll", { delegates: [{ id: "d1", seat: 1, status }] }])), wanted, status);
  }
  assert.equal(acts(snapsWith(["device", device])), true);
});

test("results are in the reader's language", () => {
  setLang("en");
  assert.deepEqual([passed, failed].map((one) => said(one.verdict)), ["PASSED", "NOT PASSED"]);
  assert.deepEqual([said(failed.arithmetic), said(passed.rule)], ["14 × 2 = 28, not more than 28", "More than half of all delegates"]);
  assert.deepEqual(elected.lines.map((line: { verdict: { vi: string; en: string } }) => said(line.verdict)), ["elected", "elected", "not elected"]);
  setLang("vi");
  assert.equal(said(passed.verdict), "ĐƯỢC THÔNG QUA");
});

test("what the secretary asks has its own place, and goes with its vote", () => {
  const tally = { issued: 1, collected: 1, valid: 1, invalid: 0, lines: [] };
  const motion: Ask = { t: "add_motion", item: "i1", title: "A", matter: "procedural", part_of: null, closed_doors: false };
  const asks: Ask[] = [
    { t: "count_names", vote: "v1", round: 0, choices: {} }, { t: "tally", vote: "v1", tally }, { t: "guests", line: 2, came: 1 }, motion, { ...motion, title: "B" },
  ];
  assert.deepEqual(asks.map(slot), ["count/v1", "count/v1", "guests/2", "motion/i1/A", "motion/i1/B"]);
  assert.deepEqual(asks.map(voteOf), ["v1", "v1", null, null, null]);
  assert.equal(voteOf(choose), "v3");
});

test("a list that is too long for one message is known before it is sent", () => {
  const names = (n: number): Ask => ({ t: "count_names", vote: "v1", round: 0, choices: Object.fromEntries(Array.from({ length: n }, (_, i) => [`d${i}`, "against"])) });
  assert.deepEqual([fits(names(150)), fits(names(500)), fits(names(700))], [true, true, false]);
  const longest: Ask = { t: "add_motion", item: "i1", title: "Ặ".repeat(240), matter: "resolution", part_of: null, closed_doors: false };
  assert.equal(fits(longest), true);
  assert.equal(ballot.lines.length, 3);
});

test("rounds, blanks and parts have their defaults, and what is sent is kept", () => {
  const { round, ...old } = sample as Vote;
  const { blanks, most_issued, ...paper } = ballot;
  const bare = { id: "m1", number: "1.1", title: "A" };
  const part = { ...bare, part_of: "m1", ballot: true };
  const snaps = snapsWith(
    ["vote/v1", { ...old, block: [bare], ballot: paper }], ["vote/v2", { ...old, round: 2, block: [part], ballot: { ...paper, blanks, most_issued } }],
    ["agenda", { items: [{ id: "i1", motions: [bare, part] }] }], ["roll", { delegates: [{ id: "d1", seat: 1 }] }],
  );
  const read = Object.values(snaps.votes).map((one) => [one.round, one.ballot?.blanks, one.ballot?.most_issued, one.block[0]?.part_of, one.block[0]?.ballot]);
  assert.deepEqual(read, [[0, true, Number.MAX_SAFE_INTEGER, null, false], [2, false, 27, "m1", true]]);
  assert.deepEqual(snaps.agenda?.items[0]?.motions, [{ ...bare, part_of: null, ballot: false }, part]);
  assert.equal(snaps.roll?.delegates[0]?.status, "in_office");
  assert.equal(round, 0);
});

test("a part and a secret ballot are not offered as a whole", () => {
  const item = snapsWith(["agenda", { items }]).agenda?.items[6] as Item;
  const [first] = item.motions as [MotionLine];
  assert.deepEqual(wholesOf({ ...item, motions: [first, { ...first, id: "p", part_of: first.id }, { ...first, id: "b", ballot: true }] }), [first]);
});

test("a count of another round is void, answered or not, and stays so after the page", () => {
  for (const ask of [{ t: "count", vote: "v3", round: 0, counted: [1, 2] }, { t: "count_names", vote: "v3", round: 0, choices: { d1: "for" } }] as Ask[]) {
    const bench = new Bench();
    const box = new Outbox(bench, null);
    const where = "count/v3";
    const choice = box.add(choose, 0);
    box.answer(receipt(box.add(ask, 0, 0).req), 1);
    box.recounted("v3", 0);
    assert.equal(box.settledFor(where)?.result, "recorded", "the round it was made in");
    const changed = box.add(ask, 2, 0);
    box.recounted("v4", 1);
    assert.equal(box.pendingFor(where)?.req, changed.req, "another vote's round");
    const kept = bench.kept;
    box.recounted("v3", 1);
    box.answer(receipt(changed.req), 3);
    const late = new Outbox(new Bench(), kept);
    late.recounted("v3", 1);
    for (const one of [box, late]) {
      assert.deepEqual([one.pendingFor(where), one.settledFor(where)], [undefined, undefined]);
      assert.equal(one.pendingFor("vote/v3")?.req, choice.req, "choices have no round");
    }
    const again = box.add(ask, 4, 1);
    box.answer(refused(again.req, "stale"), 5);
    box.recounted("v3", 1);
    assert.equal(box.pendingFor(where)?.round, 1, "made again, in the same round");
  }
});
