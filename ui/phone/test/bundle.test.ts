// The built page in the oldest browsers that we promise: its language level, and what it needs of the platform.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";

const dist = join(__ROOT__, "dist");
const assets = join(dist, "assets");
assert.ok(existsSync(assets), "run `npm run build` first");
const of = (ending: string): string[] => readdirSync(assets).filter((name) => name.endsWith(ending));
const text = (name: string): string => readFileSync(join(assets, name), "utf8");

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

test("the language is of 2019", () => {
  for (const name of of(".js")) {
    assert.doesNotThrow(() => parse(text(name), { ecmaVersion: 2019, sourceType: "module" }), name);
    assert.doesNotMatch(text(name), /\(\?<[=!]/, "Safari has no lookbehind before 16.4");
  }
});

test("the bundle loads and starts without what is younger", async () => {
  const [name] = of(".js");
  assert.ok(name !== undefined && of(".js").length === 1);
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
  runInContext(text(name), context, { filename: name });
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
  const html = readFileSync(join(dist, "index.html"), "utf8");
  assert.doesNotMatch(html, /<style|style=|onload=|javascript:|https?:\/\//);
  assert.match(html, /<script type="module"[^>]* src="\/assets\/[^"]+"><\/script>/);
  const files = [join(dist, "index.html"), ...readdirSync(assets).filter((name) => /\.(js|css)$/.test(name)).map((name) => join(assets, name))];
  const weight = files.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
  assert.ok(weight <= 170_000, `${weight} bytes`);
  for (const path of files) for (const ending of [".gz", ".br"]) assert.ok(existsSync(path + ending), path + ending);
});
