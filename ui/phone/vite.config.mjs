import { defineConfig } from "vite";

// The oldest browsers that the page promises; see test/bundle.test.ts, which loads the result without younger globals.
export const TARGET = ["chrome67", "safari13", "es2019"];

export default defineConfig({
  base: "/",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: TARGET,
    cssTarget: TARGET,
    modulePreload: false,
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
  },
});
