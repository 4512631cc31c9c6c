// Writes .br and .gz beside every file of dist that gains from it, and prints what a first load weighs.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const TEXT = new Set([".html", ".js", ".css", ".svg", ".json", ".ttf"]);
/** The room's display is another page. */
const APART = join(dist, "wall");
const LIMIT = 170_000;

function files(dir) {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

let raw = 0;
let gz = 0;
let br = 0;
for (const path of files(dist).sort()) {
  if (!TEXT.has(extname(path))) continue;
  const bytes = readFileSync(path);
  const zipped = gzipSync(bytes, { level: 9 });
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  writeFileSync(`${path}.gz`, zipped);
  writeFileSync(`${path}.br`, packed);
  if (path.startsWith(APART)) continue;
  raw += bytes.length;
  gz += zipped.length;
  br += packed.length;
  console.log(`${relative(dist, path)}  ${bytes.length}  gz ${zipped.length}  br ${packed.length}`);
}
console.log(`first load: ${raw} bytes, gzip ${gz}, brotli ${br} (limit ${LIMIT})`);
if (gz > LIMIT) {
  console.error("first load is over the limit");
  process.exit(1);
}
