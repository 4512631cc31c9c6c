import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, plusDays, printed, readDay } from "../src/core/day";
import { characters, Drafts, draftsName } from "../src/core/drafts";
import { ownTurns } from "../src/core/select";
import { Snapshots } from "../src/core/snapshots";
import { memoryStore } from "../src/core/storage";
import type { Ask } from "../src/wire/device";
import { fits, MOST_TEXT, slot } from "../src/wire/device";

const nothing = (): void => undefined;

test("a place is that of the list that is shown", () => {
  const snaps = new Snapshots();
  const at = { v: 1, epoch: 1, rev: 1 };
  snaps.take("device", JSON.stringify({ ...at, waiting: [{ speech: "s4", kind: "speech", place: 2 }, { speech: "s9", kind: "debate", place: 6 }] }));
  assert.deepEqual(ownTurns(snaps).map(({ place, of, turn }) => [place, of, turn]), [[2, 2, 1], [6, 6, 1]], "before the list is known");
  const line = (speech: string, turn = 1) => ({ speech, delegate: "d", name: "", group: "", kind: "speech", turn });
  snaps.take("queue", JSON.stringify({ ...at, open: true, kinds: ["speech"], waiting: ["s1", "s2", "s3", "s5", "s9"].map((s) => line(s)).concat(line("s4", 2)) }));
  assert.deepEqual(ownTurns(snaps).map(({ place, of, turn }) => [place, of, turn]), [[6, 6, 2], [5, 6, 1]]);
  snaps.take("floor", JSON.stringify({ ...at, speaker: { ...line("s4", 2), limit_seconds: 60, elapsed_ms: 0, since: null } }));
  assert.equal(ownTurns(snaps)[0]?.place, 0);
  assert.equal(snaps.floor?.speaker?.called, false, "what a snapshot leaves out is filled in");
  assert.equal(snaps.queue?.waiting[0]?.consent, true);
});

test("a text outlives the page until it is recorded, and no longer", () => {
  const store = memoryStore();
  const page = (): Drafts => {
    const drafts = new Drafts(store, nothing);
    drafts.of("p-1");
    return drafts;
  };
  page().text("opinion/s1", "").edit(() => "Đề nghị làm rõ kinh phí");
  assert.equal(page().text("opinion/s1", "").value, "Đề nghị làm rõ kinh phí");
  assert.equal(page().text("opinion/s2", "").value, "");
  const later = page();
  later.recorded({ t: "write_opinion", speech: "s1", text: "Đề nghị làm rõ kinh phí" });
  assert.equal(page().text("opinion/s1", "").value, "");
  later.text("commit", { content: "" }).edit(() => ({ content: "Sửa kênh N3" }));
  later.recorded({ t: "commit", speech: null, group: null, content: "Sửa kênh N3", owner: "Ông L", due: "2027-03-31" });
  assert.equal(later.text("commit", { content: "" }).value.content, "");
  assert.equal(store.get(draftsName("p-1")), "{}");
  later.get("count/v3", [0, 0]).edit(() => [1, 2]);
  assert.deepEqual([later.get("count/v3", [0, 0]).value, page().get("count/v3", [0, 0]).value], [[1, 2], [0, 0]], "figures live with the page");
});

test("a note stays a draft until the kiosk holds all of it", () => {
  const drafts = new Drafts(memoryStore(), nothing);
  drafts.of("p-1");
  const note = drafts.text("note/s1", "");
  note.edit(() => "Đại biểu đề nghị ");
  drafts.recorded({ t: "note", speech: "s1", text: "Đại biểu" });
  drafts.known("note/s1", "Đại biểu");
  assert.equal(drafts.text("note/s1", "Đại biểu").value, "Đại biểu đề nghị ");
  drafts.known("note/s1", "Đại biểu đề nghị");
  assert.equal(drafts.text("note/s1", "x").value, "x");
});

test("the kiosk counts signs, not halves of them, and the longest text fits one message", () => {
  assert.equal(characters("  ế\u0301\u0302 "), Array.from("ế\u0301\u0302".normalize("NFC")).length);
  assert.equal(characters("𝄞𝄞"), 2);
  for (const sign of ["ế", "𝄞", "\n"]) assert.ok(fits({ t: "note", speech: "s1", text: `a${sign.repeat(MOST_TEXT - 2)}a` }), JSON.stringify(sign));
});

test("each request of the desk has its own place in the outbox", () => {
  const asks: Ask[] = [
    { t: "write_opinion", speech: "s1", text: "" }, { t: "withdraw_turn", speech: "s1" }, { t: "note", speech: "s1", text: "" },
    { t: "answer_in_writing", speech: "s1" }, { t: "conclusion", group: "s1", text: "" }, { t: "drop_commitment", commitment: "s1", reason: "" },
    { t: "request_guest", name: "s1", title: "", kind: "speech" }, { t: "commit", speech: "s1", group: null, content: "a", owner: "", due: "" },
    { t: "commit", speech: "s1", group: null, content: "b", owner: "", due: "" }, { t: "request_for", delegate: "s1", kind: "speech" },
  ];
  assert.equal(new Set(asks.map(slot)).size, asks.length);
  assert.equal(slot({ t: "note", speech: "s1", text: "a" }), slot({ t: "note", speech: "s1", text: "b" }), "a later note replaces an earlier one");
});

test("days are Viet Nam's", () => {
  assert.equal(dayOf(Date.UTC(2026, 11, 16, 17, 0)), "2026-12-17");
  assert.equal(plusDays("2026-12-17", 15), "2027-01-01");
  assert.equal(plusDays("2028-02-28", 1), "2028-02-29");
  assert.equal(printed("2027-03-31"), "31/03/2027");
  for (const [text, day] of [["2027-03-31", "2027-03-31"], ["31/3/2027", "2027-03-31"], [" 1.12.2026 ", "2026-12-01"], ["31/2/2027", null], ["2027-13-01", null], ["mai", null], ["", null]] as const) {
    assert.equal(readDay(text), day, text);
  }
});
