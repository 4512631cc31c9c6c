import assert from "node:assert/strict";
import { test } from "node:test";
import { sort } from "../src/core/inbox";
import { liveNewer, newer } from "../src/core/order";
import { Snapshots } from "../src/core/snapshots";
import { parseRoute, routeHash } from "../src/core/route";
import type { KioskState } from "../src/wire/snapshot";

const at = (epoch: number, rev: number) => ({ v: 1, epoch, rev });
const life = (state: KioskState["state"], epoch: number, conn: number): KioskState => ({ v: 1, state, epoch, conn, version: "" });

test("only a newer (epoch, rev) replaces", () => {
  for (const [next, last, wanted] of [
    [at(1, 5), null, true],
    [at(1, 5), at(1, 4), true],
    [at(1, 5), at(1, 5), false],
    [at(1, 4), at(1, 5), false],
    [at(2, 1), at(1, 900), true],
    [at(1, 900), at(2, 1), false],
  ] as const) assert.equal(newer(next, last), wanted, JSON.stringify([next, last]));
});

test("the late will of an older connection is ignored", () => {
  assert.equal(liveNewer(life("lost", 1, 1), life("ready", 1, 2)), false);
  assert.equal(liveNewer(life("lost", 1, 2), life("ready", 1, 2)), true);
  assert.equal(liveNewer(life("lost", 1, 9), life("ready", 2, 1)), false);
  const snaps = new Snapshots();
  assert.equal(snaps.take("kiosk/state", JSON.stringify(life("ready", 3, 2))), true);
  assert.equal(snaps.take("kiosk/state", JSON.stringify(life("lost", 3, 1))), false);
  assert.equal(snaps.kiosk?.state, "ready");
});

test("what is malformed, old or of another version changes nothing", () => {
  const snaps = new Snapshots();
  assert.equal(snaps.take("queue", JSON.stringify({ ...at(1, 3), open: true, waiting: [] })), true);
  for (const payload of ["{", "null", "7", "\"x\"", "[]", JSON.stringify({ epoch: 9, rev: 9 }), JSON.stringify({ v: 2, epoch: 9, rev: 9 }), JSON.stringify({ v: 1, epoch: "9", rev: 9 })]) {
    assert.equal(snaps.take("queue", payload), false, payload);
  }
  assert.equal(snaps.take("queue", JSON.stringify({ ...at(1, 2), open: false, waiting: [] })), false);
  assert.equal(snaps.queue?.open, true);
  assert.equal(snaps.take("unknown/topic", JSON.stringify(at(1, 1))), false);
});

test("an empty retained vote takes the vote away", () => {
  const snaps = new Snapshots();
  snaps.take("vote/v1", JSON.stringify({ ...at(1, 1), vote: "v1" }));
  assert.ok(snaps.votes["v1"]);
  snaps.take("vote/v1", "");
  assert.equal(snaps.votes["v1"], undefined);
});

test("a place in the page is its address", () => {
  for (const hash of ["#/", "#/guest", "#/agenda", "#/speak", "#/opinion/s12", "#/leave", "#/opened", "#/doc/210-bc-ubnd/3", "#/result/v3", "#/s/roll", "#/s/entry", "#/s/speak", "#/s/notes", "#/s/promises"]) {
    assert.equal(routeHash(parseRoute(hash)), hash);
  }
  assert.deepEqual(parseRoute("#/doc/../../etc"), { page: "home" });
  assert.deepEqual(parseRoute("#/s/unknown"), { page: "home" });
  assert.deepEqual(parseRoute("#/doc/a/x"), { page: "document", id: "a", number: 1 });
});

test("a private message must have its form, and a foreign topic is nothing", () => {
  const snaps = new Snapshots();
  const of = (tail: string, value: unknown): string => sort("nt/1/r", `nt/1/r/${tail}`, typeof value === "string" ? value : JSON.stringify(value), snaps).kind;
  assert.equal(of("d/p-1/down/msg", { v: 1, at: 1, text: { vi: "a", en: "b" } }), "message");
  for (const bad of ["", "{", "null", "7", { text: null }, { text: { vi: 1, en: "b" } }]) assert.equal(of("d/p-1/down/msg", bad), "nothing");
  assert.equal(of("d/p-1/down/receipt", { result: "recorded", req: "r" }), "answer");
  assert.equal(of("d/p-1/down/receipt", { result: "recorded" }), "nothing");
  assert.equal(of("clock", { v: 1, epoch: 1, mono_ms: 1, utc_ms: 5 }), "clock");
  assert.equal(of("session", { ...at(1, 1) }), "snapshot");
  assert.equal(of("session", { ...at(1, 1) }), "nothing");
  assert.equal(sort("nt/1/r", "nt/1/other/session", JSON.stringify(at(9, 9)), snaps).kind, "nothing");
});
