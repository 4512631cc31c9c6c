// What the wall shows, from snapshots and a time; and where its circles, seats and modules stand.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hemicycle } from "../src/wall/hemicycle";
import { Known } from "../src/wall/known";
import { agendaRows, seatMarks } from "../src/wall/lists";
import { NOTHING_SEEN, addressOf, present, remember, scale } from "../src/wall/present";
import type { Line, Seen } from "../src/wall/present";
import { modules, wholeSide } from "../src/wall/qr";
import type { View } from "../src/wall/view";
import { en, vi } from "../src/wall/words";
import * as sample from "../dev/sample.mjs";

const NOW = Date.UTC(2026, 11, 17, 2, 12, 10);
const LIVE: Line = { kind: "live" };

/** The sample's room with changes by topic; a message replaces what stands under its topic. */
function known(changes: Record<string, object> = {}): Known {
  const at = { v: 1, epoch: 1, rev: 1 };
  const messages: Record<string, object> = {
    session: sample.session,
    agenda: { items: sample.items },
    roll: { delegates: sample.delegates, guests: [], seating: sample.seating },
    floor: { speaker: null, last: null, warn_seconds: [60, 30], item_clock: null, session_clock: null, questioning: null },
    queue: { open: true, list_closed: false, kinds: ["speech"], waiting: [] },
    wall: { show: "auto", flag: false, anthem: false, light: false, furthest_seat_cm: 800, diagonal_inch: 55 },
    "wall/code": { url: "HTTP://NGHI.LAN/J/K7P4M2Q9", typed: "K7P4M2Q9", from: NOW - 5_000, until: NOW + 10_000 },
  };
  for (const tail of Object.keys(changes)) messages[tail] = { ...messages[tail], ...changes[tail] };
  const made = new Known();
  for (const tail of Object.keys(messages)) assert.equal(made.take(tail, JSON.stringify({ ...at, ...messages[tail] })), true, tail);
  return made;
}

const view = (changes: Record<string, object> = {}, line: Line = LIVE, seen: Seen = NOTHING_SEEN, now = NOW): View =>
  present(known(changes), line, seen, now, vi);
const kind = (...of: Parameters<typeof view>): string => view(...of).screen.kind;

const speaker = {
  speech: "r1", delegate: "d06", name: "Ngô Văn K", title: "", group: "Tổ số 3", kind: "speech", turn: 1, limit_seconds: 420, called: false,
  elapsed_ms: 60_000, since: NOW - 84_400,
};
const vote = { ...sample.vote, opened_at: NOW - 18_300 };
const open = (fields: object = {}): Record<string, object> => ({
  session: { vote: "v3", item: "i7" }, "vote/v3": { ...vote, ...fields }, "tally/v3": { vote: "v3", answered: 22, present: 27, missing: [], entered: 0, running: null },
});

test("the most pressing thing is shown", () => {
  assert.equal(kind(), "item");
  assert.equal(kind({ session: { phase: "prepared" } }), "join");
  assert.equal(kind({ session: { phase: "none", session: null } }), "calm");
  assert.equal(kind({ session: { item: null } }), "agenda");
  assert.equal(kind({ queue: { waiting: [{ ...sample.queue[0], turn: 1, consent: true }] } }), "queue");
  assert.equal(kind({ queue: { waiting: [{ ...sample.queue[0], turn: 1, consent: false }] } }), "item", "whom the chair has not admitted does not wait");
  assert.equal(kind({ floor: { speaker } }), "speaking");
  assert.equal(kind({ ...open(), floor: { speaker } }), "turnout");
  assert.equal(kind({ ...open(), session: { vote: "v3", closed_doors: true } }), "doors");
  for (const [form, wanted] of [["mixed", "turnout"], ["show_of_hands", "count"], ["cards", "count"], ["hands_by_name", "count"]]) {
    assert.equal(kind(open({ form })), wanted);
  }
  assert.equal(kind(open({ form: "secret_ballot", ballot: sample.ballot })), "count");
  assert.equal(kind(open({ state: "published", outcome: sample.passed })), "result");
  assert.equal(kind(open({ state: "published", form: "secret_ballot", ballot: sample.elected })), "ballot");
  for (const state of ["closed", "annulled"]) assert.equal(kind(open({ state })), "calm");
});

test("what the chair has chosen comes before what goes on, and closed doors before that", () => {
  for (const [show, wanted] of [["qr", "join"], ["seats", "seats"], ["agenda", "agenda"]]) {
    assert.equal(kind({ wall: { show }, floor: { speaker } }), wanted);
    assert.equal(kind({ wall: { show }, session: { closed_doors: true } }), "doors");
  }
  assert.deepEqual(view({ wall: { show: "message", text: "Nhận phiếu" } }).screen, { kind: "calm", title: "Nhận phiếu", pairs: [] });
  assert.equal(kind({ wall: { show: "flag", flag: true } }), "picture");
  assert.equal(kind({ wall: { show: "flag", flag: false } }), "item", "no file, no picture");
});

test("an open vote shows turnout and no count", () => {
  for (const state of ["open", "held"]) {
    const shown = JSON.stringify(view({ ...open({ state, held_since: state === "held" ? NOW - 2_000 : null, outcome: sample.passed }) }));
    assert.match(shown, /"cast":"22","of":"trên 27"/);
    assert.doesNotMatch(shown, /"26"|96,30/);
  }
  const { screen } = view(open());
  assert.equal(screen.kind === "turnout" && screen.timer.text, "00:42");
  const held = view(open({ state: "held", held_since: NOW - 8_000 }), LIVE, NOTHING_SEEN, NOW + 60_000).screen;
  assert.equal(held.kind === "turnout" && held.timer.text, "00:50", "its clock stands");
});

test("a speech counts down, warns, and counts up when it is over", () => {
  const timer = (fields: object, now = NOW) => {
    const { screen } = view({ floor: { speaker: { ...speaker, ...fields } } }, LIVE, NOTHING_SEEN, now);
    assert.ok(screen.kind === "speaking");
    return [screen.timer.text, screen.timer.tone, screen.timer.label[0]];
  };
  assert.deepEqual(timer({}), ["04:36", "plain", "còn lại trong"], "144.4 s spoken are 144");
  assert.deepEqual(timer({}, NOW + 215_600), ["01:00", "last", "còn lại trong"]);
  assert.deepEqual(timer({}, NOW + 275_599), ["00:01", "last", "còn lại trong"]);
  assert.deepEqual(timer({}, NOW + 275_600), ["00:00", "over", "quá"]);
  assert.deepEqual(timer({}, NOW + 359_600), ["+01:24", "over", "quá"]);
  assert.deepEqual(timer({ since: null }), ["06:00", "plain", "tạm dừng"]);
  assert.deepEqual(timer({ since: null, elapsed_ms: 0, called: true }), ["07:00", "plain", "mời phát biểu"]);
});

test("asking and answering name the other side", () => {
  const questioning = { group: "g1", number: 1, groups: 4, title: "Rác thải", respondent: "Ông Bùi Văn L", respondent_title: "Trưởng phòng", asker: "Mai Văn M", step: "answer" };
  const asked = view({ floor: { questioning, speaker: { ...speaker, kind: "question" } } });
  assert.ok(asked.screen.kind === "speaking");
  assert.deepEqual(asked.screen.pairs, [{ key: vi.respondent, value: "Ông Bùi Văn L" }]);
  assert.deepEqual(asked.head, { tag: "Đang chất vấn", note: "Nhóm 1/4" });
  const answered = view({ floor: { questioning, speaker: { ...speaker, kind: "answer" } } });
  assert.ok(answered.screen.kind === "speaking");
  assert.deepEqual(answered.screen.pairs, [{ key: vi.asker, value: "Mai Văn M" }]);
  const between = view({ floor: { questioning } }).screen;
  assert.ok(between.kind === "item" && between.title === "Rác thải");
  assert.deepEqual(between.pairs.map((pair) => pair.value), ["Ông Bùi Văn L, Trưởng phòng", "Mai Văn M", "Trả lời"]);
});

test("a result carries its proof and gives way to the next speech for good", () => {
  const changes = open({ state: "published", outcome: sample.passed });
  const shown = view(changes);
  assert.ok(shown.screen.kind === "result");
  assert.deepEqual(shown.screen.counts, ["26", "0", "1"]);
  assert.deepEqual(shown.foot?.notes, ["26 × 2 = 52 > 28: quá nửa tổng số", "26 × 2 = 52 > 28"]);
  assert.equal(shown.screen.here.present, "Có mặt 27/28");
  const dots = shown.screen.dots;
  assert.deepEqual([dots.length, dots.filter((dot) => dot === "for").length, dots[26], dots[27]], [28, 26, "not_voting", null]);
  const english = present(known(changes), LIVE, NOTHING_SEEN, NOW, en);
  assert.ok(english.screen.kind === "result" && english.screen.verdict === "PASSED");

  const speaking = { ...changes, floor: { speaker } };
  const seen = remember(NOTHING_SEEN, known(speaking));
  assert.equal(kind(speaking, LIVE, seen), "speaking");
  assert.equal(kind(changes, LIVE, seen), "item");
  assert.equal(kind({ ...changes, session: { vote: "v3", item: "i4" } }), "item", "and to the next item");
});

test("by name the circles stand as the seats do", () => {
  const names = sample.delegates.filter((line: { attendance: string }) => line.attendance === "present")
    .map((line: { id: string; seat: number }) => ({ delegate: line.id, choice: line.seat === 2 ? "against" : "for", entered: false }));
  const { screen } = view(open({ state: "published", outcome: sample.passed, names }));
  assert.ok(screen.kind === "result");
  assert.deepEqual(screen.dots.slice(0, 5), ["for", "against", "for", null, "for"]);
});

test("a lost kiosk leaves its last truth with the time, and nothing that runs", () => {
  const lost: Line = { kind: "lost", since: NOW };
  for (const changes of [{}, { floor: { speaker } }, open(), open({ state: "published", outcome: sample.passed }), { wall: { show: "qr" } }]) {
    const early = view(changes, lost, NOTHING_SEEN, NOW);
    assert.deepEqual(view(changes, lost, NOTHING_SEEN, NOW + 3_600_000), early, "the same an hour later");
    assert.equal(early.clock, "");
    assert.equal(early.foot?.present, "");
    assert.ok(early.screen.kind === "lost");
    assert.equal(early.screen.sentence, "Mất liên lạc với bàn chủ tọa từ 09:12");
    assert.doesNotMatch(JSON.stringify(early), /K7P4/);
  }
  const { screen } = view({ floor: { speaker } }, lost);
  assert.ok(screen.kind === "lost");
  assert.deepEqual(screen.pairs.map((pair) => pair.value), ["Thảo luận tại hội trường", "Ngô Văn K, 02:24/07:00", "27/28"]);
  assert.equal(kind({}, { kind: "first" }), "calm");
});

test("a code is not shown when its time is over", () => {
  const join = (now: number) => {
    const { screen } = view({ session: { phase: "prepared" } }, LIVE, NOTHING_SEEN, now);
    assert.ok(screen.kind === "join");
    return screen;
  };
  assert.deepEqual(join(NOW).code, ["K7P4", "M2Q9"]);
  assert.equal(join(NOW + 9_999).url, "HTTP://NGHI.LAN/J/K7P4M2Q9");
  assert.deepEqual([join(NOW + 10_000).url, join(NOW + 10_000).code, join(NOW + 10_000).address], [null, null, ""]);
  assert.equal(addressOf("HTTP://192.168.100.100:8080/J/K7P4M2Q9"), "192.168.100.100:8080");
});

test("too few are told as a number and a sentence", () => {
  const { foot } = view({ session: { present: 13 } });
  assert.deepEqual(foot, { present: "Có mặt 13/28", below: true, notes: ["dưới mức cần 19", "cần 19"] });
  assert.equal(view({ session: { present: 13, phase: "recess" } }).foot?.below, false);
});

test("only a newer wall snapshot counts, and no foreign one", () => {
  const made = known();
  assert.equal(made.take("wall", JSON.stringify({ v: 1, epoch: 1, rev: 0, show: "qr" })), false);
  assert.equal(made.take("wall", JSON.stringify({ v: 2, epoch: 9, rev: 0, show: "qr" })), false);
  assert.equal(made.take("wall/code", "{"), false);
  assert.equal(made.take("wall/code", JSON.stringify({ v: 1, url: 7 })), false);
  assert.ok(made.whole);
  assert.ok(!new Known().whole);
});

test("sizes follow the room", () => {
  const of = (furthest_seat_cm: number, diagonal_inch: number): number => scale(known({ wall: { furthest_seat_cm, diagonal_inch } }));
  assert.equal(of(800, 55), 1);
  assert.equal(of(1000, 55), 1.25);
  assert.equal(of(1000, 75), (1000 / 800) * (55 / 75));
  assert.equal(of(3000, 40), 1.3);
  assert.equal(of(300, 85), 0.8);
});

test("every person has a circle in its place, and none touch", () => {
  for (const total of [1, 2, 9, 28, 34, 35, 60, 99, 150, 300]) {
    const dots = hemicycle([...Array<"for">(total - 1).fill("for"), null]);
    assert.equal(dots.length, total);
    assert.equal(dots.filter((dot) => dot.choice === null).length, 1);
    dots.forEach((a, at) => {
      assert.ok(a.x >= 0 && a.x + a.size <= 700 && a.y >= 0 && a.y + a.size <= 400, `${total}`);
      for (const b of dots.slice(at + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= a.size, `${total}: two circles touch`);
    });
  }
  assert.deepEqual(hemicycle(Array<null>(500).fill(null)), []);
});

test("the agenda keeps the current item third", () => {
  const items = Array.from({ length: 20 }, (_, i) => ({ ...sample.items[0], number: i + 1, state: i < 9 ? "done" : i === 9 ? "current" : "waiting" }));
  const { rows, before, after } = agendaRows(items as never, 7, vi);
  assert.deepEqual([rows.map((row) => row.number), before, after], [["8", "9", "10", "11", "12", "13"], "", "còn 7 mục nữa"]);
  const last = agendaRows(items.map((item) => ({ ...item, state: item.number === 20 ? "current" : "done" })) as never, 7, vi);
  assert.deepEqual([last.rows.length, last.before, last.after], [6, "14 mục trước", ""]);
});

test("seats stand in the hall's rows", () => {
  const line = (seat: number) => ({ ...sample.delegates[0], seat });
  const { columns, lines, seats } = seatMarks(Array.from({ length: 7 }, (_, i) => line(i + 1)) as never, { shape: "rows", rows: [3, 4] });
  assert.deepEqual([columns, lines, seats[0]?.column, seats[3]?.column, seats[3]?.line], [4, 2, 0.5, 0, 1]);
});

test("the QR has whole pixels and four quiet modules", () => {
  const { side, path } = modules("HTTP://192.168.100.100:8080/J/K7P4M2Q9");
  assert.equal(side, 25 + 8, "version 2");
  assert.match(path, /^M4 4h7v1h-7z/);
  for (const [most, ratio] of [[990, 1], [991.5, 1], [660, 1.5], [333, 3]] as const) {
    const length = wholeSide(side, most, ratio);
    assert.ok(length <= most && Number.isInteger(Math.round((length * ratio * 1e6) / side) / 1e6), `${most} ${ratio}`);
  }
});

test("both languages say the same things", () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(vi).sort());
});
