// The room's display as a page, apart from the phone's: its address is /wall, its files lie below it.

import { defineConfig, mergeConfig } from "vite";
import phone from "./vite.config.mjs";

export default mergeConfig(phone, defineConfig({
  base: "/wall/",
  publicDir: false,
  build: { outDir: "dist/wall", rollupOptions: { input: "wall.html" } },
}));
