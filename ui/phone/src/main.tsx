import "./shims";
import { render } from "preact";
import { App } from "./core/app";
import { browserStore } from "./core/storage";
import { watchTabs } from "./core/tabs";
import "./style.css";
import { setLang } from "./text";
import { Root } from "./views/root";

const store = browserStore(() => window.localStorage);
if (store.get("nt.lang") === "en") {
  setLang("en");
  document.documentElement.lang = "en";
}

const scheme = location.protocol === "https:" ? "wss" : "ws";
const place = document.getElementById("app") as HTMLElement;
let asked = false;
let beat: ReturnType<typeof setTimeout> | undefined;
/** A timer may be a little early. */
const PAST_MS = 5;

function changed(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    render(<Root app={app} />, place);
    clearTimeout(beat);
    beat = setTimeout(() => app.beat(), app.untilNextSecond() + PAST_MS);
  });
}

const app = new App(store, `${scheme}://${location.host}/mqtt`, location.hash, changed);

/** The phone came back, or its network did. */
function resume(): void {
  if (app.line.state.kind === "waiting") app.line.retryNow();
}

window.addEventListener("hashchange", () => app.hashChanged(location.hash));
window.addEventListener("online", () => resume());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") resume();
});
document.addEventListener("click", () => app.chime.touched(), true);
watchTabs(store, () => app.stepBack(), (claim) => {
  app.claimTab = claim;
});
setInterval(() => app.tick(), 1000);
changed();
void app.start();
