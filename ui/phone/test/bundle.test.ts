// The built page in the oldest browsers that we promise: its language level, and what it needs of the platform.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";
import { isFirst, MOST_FIRST, MOST_LATER } from "../scripts/weight.mjs";

const dist = join(__ROOT__, "dist");
const assets = join(dist, "assets");
assert.ok(existsSync(assets), "run `npm run build` first");
const of = (ending: string): string[] => readdirSync(assets).filter((name) => name.endsWith(ending));
const text = (name: string): string => readFileSync(join(assets, name), "utf8");
const html = readFileSync(join(dist, "index.html"), "utf8");

/** Younger than Chrome 67 or Safari 13. */
const YOUNGER = `
  for (const name of ["globalThis", "queueMicrotask", "structuredClone", "BigInt", "BigInt64Array", "BigUint64Array", "WeakRef",
    "FinalizationRegistry", "AggregateError", "SharedArrayBuffer", "Atomics", "Iterator", "EventTarget"]) delete this[name];
  for (const name of ["at", "flat", "flatMap", "findLast", "findLastIndex", "toSorted", "toReversed", "with"]) delete Array.prototype[name];
  for (const name of ["at", "replaceAll", "matchAll", "trimStart", "trimEnd", "isWellFormed"]) delete String.prototype[name];
  for (const name of ["fromEntries", "hasOwn", "groupBy"]) delete Object[name];
  for (const name of ["allSettled", "any", "withResolvers"]) delete Promise[name];
  delete Object.getPrototypeOf(Int8Array).prototype.at;
`;

test("the language is of 2019, and import() of a part, which those browsers know", () => {
  for (const name of of(".js")) {
    assert.doesNotThrow(() => parse(text(name).replace(/\bimport\(/g, "load("), { ecmaVersion: 2019, sourceType: "module" }), name);
    assert.doesNotMatch(text(name), /\(\?<[=!]/, "Safari has no lookbehind before 16.4");
  }
});

test("the bundle loads and starts without what is younger", async () => {
  const [name] = of(".js").filter((one) => isFirst(html, `assets/${one}`));
  assert.ok(name !== undefined);
  const asked: string[] = [];
  const frames: (() => void)[] = [];
  const nothing = (): void => undefined;
  const storage = new Map<string, string>();
  const fake = (): Record<string, unknown> => ({ addEventListener: nothing, removeEventListener: nothing });
  const page: Record<string, unknown> = {
    ...fake(),
    document: { ...fake(), getElementById: () => null, documentElement: {}, visibilityState: "visible", createElement: fake, head: {} },
    location: { protocol: "http:", host: "10.0.0.1:8080", hash: "", search: "", href: "http://10.0.0.1:8080/" },
    history: { replaceState: nothing },
    navigator: { userAgent: "" },
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
      removeItem: (key: string) => storage.delete(key),
    },
    fetch: (path: string) => {
      asked.push(path);
      return new Promise(nothing);
    },
    requestAnimationFrame: (run: () => void) => frames.push(run),
    crypto: { getRandomValues: (bytes: Uint8Array) => bytes },
    setTimeout: () => 0, clearTimeout: nothing, setInterval: () => 0, clearInterval: nothing,
    TextEncoder, TextDecoder, URL, AbortController, AbortSignal: class {}, atob, btoa, performance: { now: () => 0 }, console, WebSocket: class {}, Image: class {},
  };
  page["self"] = page;
  page["window"] = page;
  const context = createContext(page);
  runInContext("self = this; window = this;" + YOUNGER, context);
  assert.equal(runInContext("typeof globalThis + typeof BigInt + typeof [].at", context), "undefinedundefinedundefined");
  // A script here, where the browser has a module: what it gives to the desk is left out.
  runInContext(text(name).replace(/export\{[^}]*\};?\s*$/, ""), context, { filename: name });
  await Promise.resolve();
  assert.deepEqual(asked, ["/api/me"], "it asks who it is");
  assert.equal(frames.length, 1, "and will draw");
  assert.equal(runInContext("typeof globalThis + typeof queueMicrotask", context), "objectfunction");
});

test("the style sheet keeps to what those browsers know", () => {
  for (const name of of(".css")) {
    assert.doesNotMatch(text(name), /[;{](row-|column-)?gap:|inset:|aspect-ratio:|[0-9](dvh|svh)|clamp\(|:is\(|:where\(/, "flex gap came with Safari 14.1");
  }
});

test("the page keeps to its content policy and its weight", () => {
  assert.doesNotMatch(html, /<style|style=|onload=|javascript:|https?:\/\//);
  assert.match(html, /<script type="module"[^>]* src="\/assets\/[^"]+"><\/script>/);
  const names = ["index.html", ...readdirSync(assets).filter((name) => /\.(js|css)$/.test(name)).map((name) => `assets/${name}`)];
  const weight = (those: string[]): number => those.reduce((sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length, 0);
  const first = names.filter((name) => isFirst(html, name));
  const later = names.filter((name) => !isFirst(html, name));
  assert.equal(first.length, 3, "page, script, style");
  assert.equal(later.length, 1, "the desk");
  assert.ok(weight(first) <= MOST_FIRST && weight(later) <= MOST_LATER, `${weight(first)} and ${weight(later)} bytes`);
  for (const name of names) for (const ending of [".gz", ".br"]) assert.ok(existsSync(join(dist, name + ending)), name + ending);
});
