// The wall's page on an old television: its language level, its style sheet, its content policy.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "acorn";

const wall = join(__ROOT__, "dist", "wall");
const assets = join(wall, "assets");
assert.ok(existsSync(assets), "run `npm run build` first");
const of = (ending: string): string[] => readdirSync(assets).filter((name) => name.endsWith(ending));
const text = (name: string): string => readFileSync(join(assets, name), "utf8");

test("the language is of 2019", () => {
  assert.equal(of(".js").length, 1);
  for (const name of of(".js")) {
    assert.doesNotThrow(() => parse(text(name), { ecmaVersion: 2019, sourceType: "module" }), name);
    assert.doesNotMatch(text(name), /\(\?<[=!]/, "Safari has no lookbehind before 16.4");
  }
});

test("the style sheet keeps to what those browsers know", () => {
  for (const name of of(".css")) {
    assert.doesNotMatch(text(name), /[;{](row-|column-)?gap:|inset:|aspect-ratio:|[0-9](dvh|svh)|clamp\(|min\(|max\(|:is\(|:where\(|text-wrap/);
  }
});

test("letters and marks come with the page, and nothing from elsewhere", () => {
  const html = readFileSync(join(wall, "wall.html"), "utf8");
  assert.doesNotMatch(html, /<style|style=|onload=|javascript:|https?:\/\//);
  assert.match(html, /<script type="module"[^>]* src="\/wall\/assets\/[^"]+"><\/script>/);
  assert.equal(of(".ttf").length, 2);
  for (const name of [...of(".ttf"), ...of(".js"), ...of(".css")]) for (const ending of [".gz", ".br"]) assert.ok(existsSync(join(assets, name + ending)), name + ending);
});
