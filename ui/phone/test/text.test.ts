import assert from "node:assert/strict";
import { test } from "node:test";
import { date, said, setLang, t, timeOfDay } from "../src/text";
import { en as deskEn } from "../src/text/desk/en";
import { vi as deskVi } from "../src/text/desk/vi";
import { en as pageEn } from "../src/text/en";
import { vi as pageVi } from "../src/text/vi";

const vi = { ...pageVi, ...deskVi };
const en = { ...pageEn, ...deskEn };

const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test("both catalogues have the same keys, holes and bold marks, and nothing is empty", () => {
  assert.equal(Object.keys(vi).length, Object.keys(pageVi).length + Object.keys(deskVi).length, "no key twice");
  assert.deepEqual(Object.keys(en).sort(), Object.keys(vi).sort());
  for (const key of Object.keys(vi) as (keyof typeof vi)[]) {
    assert.ok(vi[key].trim() !== "" && en[key].trim() !== "", key);
    assert.deepEqual(holes(en[key]), holes(vi[key]), key);
    for (const text of [vi[key], en[key]]) {
      assert.equal(text.split("*").length % 2, 1, `odd marks in ${key}`);
      assert.equal(text, text.normalize("NFC"), key);
      assert.doesNotMatch(text, /\bbạn\b|!/i, key);
    }
  }
});

test("sentences are filled in, in the language that was chosen", () => {
  assert.equal(t("present", { n: 27, of: 28 }), "Có mặt 27/28.");
  setLang("en");
  assert.equal(t("present", { n: 27, of: 28 }), "Present 27/28.");
  assert.equal(said({ vi: "a", en: "b" }), "b");
  setLang("vi");
  assert.equal(said({ vi: "a", en: "b" }), "a");
});

test("times are Viet Nam's, whatever the phone is set to", () => {
  const at = Date.UTC(2026, 11, 16, 23, 31, 7);
  assert.equal(timeOfDay(at), "06:31:07");
  assert.equal(timeOfDay(at, false), "06:31");
  assert.equal(date(at), "17/12/2026");
});
