// Pages without a browser: what is on them, by name and by word. Only pages without hooks can be read so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { elected, items, passed, session, vote as sample } from "../dev/sample.mjs";
import { App } from "../src/core/app";
import { Outbox } from "../src/core/outbox";
import { Snapshots } from "../src/core/snapshots";
import { HandsCount, Recount } from "../src/secretary/hands";
import { setLang } from "../src/text";
import { ResultPage } from "../src/views/result";
import { View } from "../src/views/root";
import type { Vote } from "../src/wire/snapshot";

interface Node {
  type: string | ((props: object) => unknown);
  props: { children?: unknown } & Record<string, unknown>;
}

interface Seen {
  text: string;
  ids: string[];
  tags: string[];
}

function look(what: unknown, seen: Seen = { text: "", ids: [], tags: [] }): Seen {
  if (typeof what === "string" || typeof what === "number") seen.text += `${what} `;
  else if (Array.isArray(what)) for (const one of what) look(one, seen);
  else if (typeof what === "object" && what !== null) {
    const { type, props } = what as Node;
    if (typeof type === "function") return look(type(props), seen);
    seen.tags.push(type);
    if (typeof props["data-testid"] === "string") seen.ids.push(props["data-testid"]);
    look(props.children, seen);
  }
  return seen;
}

function app(fields: object, closed: boolean, more: [string, object][] = []): App {
  const snaps = new Snapshots();
  const take = (tail: string, value: object): void => assert.ok(snaps.take(tail, JSON.stringify({ v: 1, epoch: 1, rev: 1, ...value })), tail);
  take("session", { ...session, closed_doors: closed, vote: "v3" });
  take("agenda", { items });
  take("device", { session: session.session, role: "delegate", delegate: "d06", seat: 6, attendance: "present", choices: {}, waiting: [] });
  for (const [tail, value] of more) take(tail, value);
  return {
    access: "device", ended: null, snaps, outbox: null, guest: null, role: "delegate", route: { page: "home" }, messages: [], opened: [],
    store: { durable: true }, line: { state: { kind: "online" } }, now: () => 0, ...fields,
  } as unknown as App;
}

const lost = { line: { state: { kind: "waiting", lostSince: 0, retryAt: 0 } } };

test("behind closed doors nothing is left to see, for nobody", () => {
  const paper = { route: { page: "document", id: "210-bc-ubnd", number: 1 } };
  const kept = { outbox: { pending: [{}, {}] } };
  for (const fields of [{}, { access: "guest" }, { role: "secretary", route: { page: "tab", tab: "entry" } }, paper, lost, kept]) {
    const seen = look(View({ app: app(fields, true, [["vote/v3", sample]]) }));
    assert.ok(seen.ids.includes("page-doors") && seen.text.includes("HỌP KÍN"), JSON.stringify(fields));
    for (const tag of ["button", "nav", "a", "img", "header", "footer", "input"]) assert.ok(!seen.tags.includes(tag), tag);
    assert.doesNotMatch(seen.text, /7\.3|210|BC-UBND|Nghị quyết/);
    assert.equal(seen.ids.includes("doors-kept"), fields === kept);
    assert.equal(seen.ids.includes("doors-lost"), fields === lost);
  }
  assert.match(look(View({ app: app(kept, true) })).text, /2 yêu cầu/);
});

test("when the doors open the page is back", () => {
  assert.ok(!look(View({ app: app(lost, false) })).ids.includes("page-doors"));
});

const result = (fields: Partial<Vote>) => {
  const vote = { ...sample, state: "published", ...fields } as Vote;
  const room = app({}, false, [["vote/v3", vote], ["roll", { delegates: [{ id: "d01", seat: 1, name: "Nguyễn Văn A" }] }]]);
  return look(ResultPage({ app: room, vote: room.snaps.votes["v3"] as Vote, onHome: () => undefined }));
};

test("an English result is in English, but for what only the minutes say", () => {
  setLang("en");
  const seen = result({ outcome: { ...passed, sentence: "" } }).text;
  for (const part of ["PASSED", "96,30% of 27 present", "92,86% of all 28", "26 × 2 = 52 > 28", "More than half of all delegates"]) assert.ok(seen.includes(part), part);
  assert.doesNotMatch(seen, /THÔNG QUA|Cần|Tán thành|đại biểu/);
  const names = result({ form: "secret_ballot", ballot: { ...elected, office: "", sentences: [] } }).text;
  for (const part of ["elected", "not elected", "For :", "10 × 2 = 20, not more than 28", "Ballots issued"]) assert.ok(names.includes(part.replace(" :", "")), part);
  assert.doesNotMatch(names, /trúng cử|Đồng ý|lớn hơn/);
  setLang("vi");
});

test("a result shows its proof, and names only where the kiosk sends them", () => {
  const plain = result({ outcome: passed });
  for (const id of ["verdict", "arithmetic", "minutes", "count-for", "count-against", "count-not_voting"]) assert.ok(plain.ids.includes(id), id);
  assert.ok(!plain.ids.includes("names"));
  const named = result({ outcome: passed, names: [{ delegate: "d01", choice: "for", entered: true }] });
  assert.ok(named.ids.includes("names-for") && !named.ids.includes("names-against"));
  assert.match(named.text, /Nguyễn Văn A\s+,\s+nhập thay/);
});

test("an annulled vote shows its reason and no result", () => {
  const seen = result({ state: "annulled", outcome: null, annulled_reason: "mất điện" });
  assert.ok(seen.ids.includes("annulled") && !seen.ids.includes("verdict"));
  assert.match(seen.text, /Lý do: mất điện/);
});

test("when hands are counted again the totals are empty, and both sides are asked to count", () => {
  const desk = new App({ get: () => null, put: () => undefined, drop: () => undefined, durable: true } as unknown as App["store"], "", "", () => undefined);
  desk.me = { prefix: "p" } as unknown as App["me"];
  desk.outbox = new Outbox({ seal: (_, n) => ({ req: `q${n}`, envelope: { p: "", k: "", s: "" } }), flaw: () => null, corrected: (at) => at, jitter: () => 0, save: () => undefined }, null);
  const round = (n: number) => {
    desk["message"]("p/vote/v3", JSON.stringify({ ...sample, v: 1, epoch: 1, rev: n + 1, form: "show_of_hands", round: n }));
    return look(HandsCount({ app: desk, vote: desk.snaps.votes["v3"] as Vote, guarded: false }));
  };
  const head = { note: "", size: 1, root: "", at: 1, sig: "" };
  const record = (req: string) => desk.outbox?.answer({ result: "recorded", v: 1, req, code: "", index: 0, leaf: "", path: [], head }, 0);
  assert.ok(!round(0).ids.includes("recount"));
  desk.drafts.get<[number, number]>("count/v3/0", [0, 0]).edit(() => [21, 5]);
  assert.ok(round(0).text.includes("Xác nhận 21 và 5"));
  desk.ask({ t: "count", vote: "v3", round: 0, counted: [21, 5] });
  record("q1");
  assert.match(round(0).text, /Đã ghi nhận: 21 và 5/);
  const again = round(1);
  assert.ok(again.ids.includes("recount"));
  assert.match(again.text, /Đếm lại lần 1 : hai bên cùng đếm lại/);
  assert.match(again.text, /Xác nhận 0 và 0/);
  assert.doesNotMatch(again.text, /Đã ghi nhận/);
  desk.ask({ t: "count", vote: "v3", round: 0, counted: [20, 6] });
  record("q2");
  const done = round(1);
  assert.ok(!done.ids.includes("recount"));
  assert.match(done.text, /Đã ghi nhận: 20 và 6/);
});

test("a recount says in both languages that marks by name are kept and unsent", () => {
  const vote = { ...sample, round: 2 } as Vote;
  assert.equal(Recount({ vote: { ...vote, round: 0 }, kept: true }), null);
  assert.doesNotMatch(look(Recount({ vote })).text, /Dấu/);
  assert.match(look(Recount({ vote, kept: true })).text, /Đếm lại lần 2.*Dấu của lượt trước được giữ để sửa, chưa gửi/);
  setLang("en");
  assert.match(look(Recount({ vote, kept: true })).text, /Recount 2.*both sides count again.*kept as a start and are not sent/);
  setLang("vi");
});
