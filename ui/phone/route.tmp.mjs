import { readFileSync } from "node:fs";
const T = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
export const dist = async (p) => p.route((u) => u.pathname === "/" || u.pathname.startsWith("/assets/") || u.pathname === "/icon.svg", (r) => {
  const path = new URL(r.request().url()).pathname; const f = "dist" + (path === "/" ? "/index.html" : path);
  return r.fulfill({ body: readFileSync(f), contentType: T[f.split(".").pop()], headers: { "content-security-policy": "default-src 'self'; connect-src 'self' ws://" + new URL(r.request().url()).host } });
});
