// Bundles each test with esbuild (node 20 reads no TypeScript) and runs node's own test runner over them.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
// One test looks at the built page.
if (!existsSync(join(root, "dist", "index.html"))) {
  const built = spawnSync("npm", ["run", "build"], { stdio: "inherit", cwd: root });
  if (built.status !== 0) process.exit(1);
}
const out = join(root, "node_modules", ".cache", "tests");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const entries = readdirSync(join(root, "test")).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: entries.map((name) => join(root, "test", name)),
  outdir: out,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "inline",
  outExtension: { ".js": ".mjs" },
  define: { __ROOT__: JSON.stringify(root) },
});
const files = entries.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit", cwd: root });
process.exit(run.status ?? 1);
