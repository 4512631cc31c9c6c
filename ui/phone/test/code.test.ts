import assert from "node:assert/strict";
import { test } from "node:test";
import { complete, normalise } from "../src/core/code";

test("a personal code is read as people type it", () => {
  for (const [typed, code] of [
    ["4HTN7P2K", "4HTN7P2K"],
    ["4htn 7p2k", "4HTN7P2K"],
    ["4htn-7p2k", "4HTN7P2K"],
    [" 4 h t n . 7 p 2 k ", "4HTN7P2K"],
    ["oOiI lL11", "00111111"],
    ["4HTN7P2KZZ", "4HTN7P2K"],
    ["UUUU", ""],
    ["Ă4", "4"],
    ["", ""],
  ] as const) assert.equal(normalise(typed), code, typed);
  assert.equal(complete(normalise("4htn 7p2")), false);
  assert.equal(complete(normalise("4htn 7p2k")), true);
});
