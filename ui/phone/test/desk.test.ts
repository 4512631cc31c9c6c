import assert from "node:assert/strict";
import { test } from "node:test";
import { ballot } from "../dev/sample.mjs";
import type { Fault } from "../src/core/ballot";
import { emptyTally, fault, marksOf } from "../src/core/ballot";
import type { Hands } from "../src/core/byname";
import { handOf, raised, rowsOf, tapped, withHand } from "../src/core/byname";
import { faultText } from "../src/secretary/paper";
import { setLang } from "../src/text";
import type { Attendance, BallotSheet, BallotTally, RollLine } from "../src/wire/snapshot";
import { CHOICES } from "../src/wire/snapshot";

const person = (seat: number, attendance: Attendance = "present"): RollLine => ({
  id: `d${seat}`, seat, name: `Đại biểu ${seat}`, group: "", attendance, status: "in_office",
});
const people = (n: number): RollLine[] => Array.from({ length: n }, (_, i) => person(i + 1));

test("a tap goes from none to for to against and back", () => {
  let hands: Hands = {};
  const seen = [];
  for (let i = 0; i < 4; i += 1) {
    seen.push(handOf(hands, "d1"));
    hands = tapped(hands, "d1");
  }
  assert.deepEqual(seen, ["not_voting", "for", "against", "not_voting"]);
  assert.deepEqual(tapped({ d1: "against" }, "d1"), {}, "a seat that was cleared is not in the list");
});

test("the counts below always make up those present", () => {
  const lines = [...people(5), person(6, "left"), person(7, "absent_excused"), person(8, "expected")];
  const hands: Hands = { d1: "for", d2: "for", d3: "against", d6: "for", d9: "for" };
  assert.deepEqual(CHOICES.map((choice) => withHand(hands, lines, choice).length), [2, 1, 2]);
  assert.deepEqual(raised(hands, lines), { d1: "for", d2: "for", d3: "against" }, "nobody who left, nobody unknown");
  assert.deepEqual(raised({}, lines), {});
});

test("seats stand as they do in the hall", () => {
  const seats = (rows: (RollLine | null)[][]) => rows.map((row) => row.map((line) => line?.seat ?? 0));
  const plain = { shape: "rows", rows: [] } as const;
  assert.deepEqual(seats(rowsOf(people(9), { ...plain, rows: [] })), [[1, 2, 3, 4, 5, 6, 7], [8, 9]]);
  assert.deepEqual(seats(rowsOf(people(5), { ...plain, rows: [2, 3] })), [[1, 2], [3, 4, 5]]);
  assert.deepEqual(seats(rowsOf([person(4), person(1)], { ...plain, rows: [2, 2] })), [[1, 0], [0, 4]], "an empty seat stays a gap");
  assert.deepEqual(seats(rowsOf(people(4), { ...plain, rows: [2] })), [[1, 2], [3, 4]], "nobody is lost beyond the rows");
  assert.equal(rowsOf(people(60), { ...plain, rows: [] }).length, 9);
});

const sheet = { ...ballot, blanks: true } as BallotSheet;
const good: BallotTally = {
  issued: 27, collected: 26, valid: 25, invalid: 1,
  lines: [{ for: 20, against: 4, blank: 1 }, { for: 25, against: 0, blank: 0 }, { for: 5, against: 20, blank: 0 }],
};
const lines = (...marks: [number, number, number][]) => marks.map(([marked, against, blank]) => ({ for: marked, against, blank }));

test("figures that fit have no fault", () => {
  assert.equal(fault(good, sheet), null);
  assert.equal(fault({ ...good, issued: 26, collected: 26 }, { ...sheet, most_issued: 26 }), null);
});

test("the first figure that does not fit is named", () => {
  const table: [string, BallotTally, Fault["kind"]][] = [
    ["nothing typed", emptyTally(sheet), "empty"],
    ["more issued than can be", { ...good, issued: 28 }, "issued"],
    ["more collected than issued", { ...good, collected: 28 }, "collected"],
    ["valid and invalid too few", { ...good, invalid: 0 }, "valid"],
    ["valid and invalid too many", { ...good, invalid: 2 }, "valid"],
    ["a line too short", { ...good, lines: lines([20, 4, 0], [25, 0, 0], [5, 20, 0]) }, "line"],
    ["a line too long", { ...good, lines: lines([20, 4, 1], [25, 1, 0], [5, 20, 0]) }, "line"],
    ["a line missing", { ...good, lines: lines([20, 4, 1], [25, 0, 0]) }, "line"],
    ["more marks than seats", { ...good, lines: lines([25, 0, 0], [25, 0, 0], [1, 24, 0]) }, "marks"],
    ["the earlier fault first", { ...good, issued: 30, collected: 99, invalid: 9 }, "issued"],
  ];
  for (const [what, tally, wanted] of table) {
    const found = fault(tally, sheet);
    assert.equal(found?.kind, wanted, what);
    for (const lang of ["vi", "en"] as const) {
      setLang(lang);
      assert.doesNotMatch(faultText(found as Fault), /[{}*]/, what);
    }
    setLang("vi");
  }
  assert.equal(faultText(fault({ ...good, lines: lines([20, 4, 0], [25, 0, 0], [5, 20, 0]) }, sheet) as Fault),
    "Bà Cao Thị N: các số cộng lại là 24, phải bằng 25 phiếu hợp lệ.");
});

test("a name without a mark is counted only where a valid ballot may have one", () => {
  const strict = { ...sheet, blanks: false };
  assert.deepEqual([sheet, strict].map((one) => marksOf(one).length), [3, 2]);
  assert.deepEqual(fault(good, strict), { kind: "line", name: "Bà Cao Thị N", sum: 24, valid: 25 });
  assert.equal(fault({ ...good, lines: lines([20, 5, 0], [25, 0, 0], [5, 20, 0]) }, strict), null);
});

test("no more ballots are issued than the kiosk says can be", () => {
  assert.equal(faultText(fault({ ...good, issued: 31 }, { ...sheet, most_issued: 30 }) as Fault),
    "Phiếu phát ra nhiều hơn 30 đại biểu đã có mặt từ khi mở biểu quyết.");
});
