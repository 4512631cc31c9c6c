// Writes .br and .gz beside every file of dist that gains from it, and prints what a first load and the rest weigh.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { isFirst, MOST_FIRST, MOST_LATER } from "./weight.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const TEXT = new Set([".html", ".js", ".css", ".svg", ".json", ".ttf"]);
/** The hall's display is a page of its own, and waits for nobody's phone. */
const APART = join(dist, "wall");

function files(dir) {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const html = readFileSync(join(dist, "index.html"), "utf8");
const sum = { first: 0, later: 0 };
for (const path of files(dist).sort()) {
  if (!TEXT.has(extname(path))) continue;
  const bytes = readFileSync(path);
  const zipped = gzipSync(bytes, { level: 9 });
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`${path}.gz`, zipped);
  writeFileSync(`${path}.br`, packed);
  const name = relative(dist, path);
  if (path.startsWith(APART)) continue;
  const when = isFirst(html, name) ? "first" : "later";
  sum[when] += zipped.length;
  console.log(`${name}  ${bytes.length}  gz ${zipped.length}  br ${packed.length}  ${when}`);
}
console.log(`first load: gzip ${sum.first} (limit ${MOST_FIRST}); later: gzip ${sum.later} (limit ${MOST_LATER})`);
if (sum.first > MOST_FIRST || sum.later > MOST_LATER) {
  console.error("the page is over its limit");
  process.exit(1);
}
