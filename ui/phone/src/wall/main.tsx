import "../shims";
import { render } from "preact";
import { browserStore } from "../core/storage";
import { WallApp } from "./app";
import { isLarge } from "./present";
import { Stage } from "./stage";
import "./style.css";
import { en, vi } from "./words";

const words = location.search.indexOf("lang=en") === -1 ? vi : en;
document.documentElement.lang = words.lang;
const store = browserStore(() => window.localStorage);
const scheme = location.protocol === "https:" ? "wss" : "ws";
const place = document.getElementById("wall") as HTMLElement;
let asked = false;

/** The stage keeps the proportions of the design; `rem` and `--u` are a hundred pixels of the design, with letters
 * of another size and without. */
function measure(): string {
  const unit = Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
  const root = document.documentElement;
  root.style.fontSize = `${unit * 100 * app.size}px`;
  root.style.setProperty("--letters", String(app.size));
  root.style.setProperty("--u", `${unit * 100}px`);
  root.className = `${app.light ? "light" : "dark"}${isLarge(app.size) ? " large" : ""}`;
  place.style.width = `${19.2 / app.size}rem`;
  place.style.height = `${10.8 / app.size}rem`;
  return `${window.innerWidth}x${window.innerHeight} ${app.size} ${loaded}`;
}

let loaded = false;

function draw(): void {
  asked = false;
  const room = measure();
  render(
    <Stage view={app.view()} around={{ words, room, size: app.size, flag: app.flag, anthem: app.anthem, play: app.play, played: () => app.played() }} />,
    place,
  );
}

function changed(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(draw);
}

const app = new WallApp(store, `${scheme}://${location.host}/mqtt`, `${location.protocol}//${location.host}`, words, changed);

window.addEventListener("resize", changed);
window.addEventListener("online", () => app.retryNow());
document.addEventListener("click", () => {
  const root = document.documentElement as HTMLElement & { requestFullscreen?: () => Promise<void> };
  if (document.fullscreenElement === null && root.requestFullscreen !== undefined) root.requestFullscreen().catch(() => undefined);
});
if (document.fonts !== undefined) {
  Promise.all(["400 82px Wall", "700 82px Wall"].map((font) => document.fonts.load(font, "Ộ"))).then(() => {
    loaded = true;
    changed();
  }, () => undefined);
}
setInterval(() => {
  app.tick();
  changed();
}, 200);
changed();
app.start();
