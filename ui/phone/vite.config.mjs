import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// The oldest browsers that the page promises; see test/bundle.test.ts, which loads the result without younger globals.
export const TARGET = ["chrome67", "safari13", "es2019"];

const light = (name) => fileURLToPath(new URL(`src/net/light/${name}.cjs`, import.meta.url));
const installed = createRequire(import.meta.url).resolve;

// mqtt.js's own bundle carries along what only other users need; its parts are a third lighter. `src/net/link.ts` takes
// them from `mqtt/lib`, and these stand in for Node's modules and for what the page never reaches.
const PARTS = {
  "debug": light("silent"),
  "worker-timers": light("timers"),
  "ws": light("nothing"),
  "lru-cache": light("nothing"),
  "abort-controller": light("nothing"),
  "buffer": installed("buffer/"),
  "events": installed("events/"),
  "process/": installed("process/browser.js"),
  "process-nextick-args": installed("process/browser.js"),
  "stream": installed("readable-stream/lib/ours/browser.js"),
};

export default defineConfig({
  base: "/",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  define: { process: "undefined" },
  resolve: { alias: Object.entries(PARTS).map(([name, replacement]) => ({ find: new RegExp(`^${name}$`), replacement })) },
  build: {
    target: TARGET,
    cssTarget: TARGET,
    modulePreload: false,
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    commonjsOptions: { include: [/node_modules/, /src\/net\/light/] },
  },
});
