// Pictures of every state in both languages, to be looked at beside the design: `npm run shots -- OUT`. Also reports
// text that does not fit its box, targets that are too small, and errors of the page.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";
import { Kiosk } from "./kiosk.mjs";
import { scenes } from "./scenes.mjs";

const out = process.argv[2] ?? "/tmp/phone-shots";
const only = process.argv[3];
mkdirSync(out, { recursive: true });
const browser = await launch();
let bad = 0;

/** What does not fit: wider than the page, text cut off, a key lower than 44 px. */
async function inspect(page, name) {
  const found = await page.evaluate(() => {
    const wrong = [];
    if (document.documentElement.scrollWidth > innerWidth) wrong.push(`page is ${document.documentElement.scrollWidth} wide`);
    for (const one of document.querySelectorAll("button, a, b, h1, h2, h3, p, span, dd, dt")) {
      const box = one.getBoundingClientRect();
      if (box.width === 0 || one.closest("svg, .hide")) continue;
      if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline") wrong.push(`cut: ${one.textContent.slice(0, 40)}`);
      if (box.right > innerWidth + 0.5 || box.left < -0.5) wrong.push(`outside: ${one.textContent.slice(0, 40)}`);
      if (one.tagName === "BUTTON" && box.height < 44) wrong.push(`low: ${one.textContent.slice(0, 40)}`);
      if (parseFloat(getComputedStyle(one).fontSize) < 18) wrong.push(`small: ${one.textContent.slice(0, 40)}`);
    }
    return [...new Set(wrong)];
  });
  for (const one of [...found, ...page.faults.splice(0)]) {
    bad += 1;
    console.log(`${name}: ${one}`);
  }
}

async function shot(page, name, full = false) {
  await page.evaluate(() => window.scrollTo(0, 0));
  await inspect(page, name);
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: full });
}

for (const [name, scene] of Object.entries(scenes)) {
  if (only !== undefined && only !== name) continue;
  for (const lang of ["vi", "en"]) {
    const kiosk = new Kiosk();
    kiosk.offset = Date.UTC(2026, 11, 17, 4, 31, 7) - Date.now();
    const address = await kiosk.listen();
    const pages = [];
    const start = async (options) => {
      const page = await open(browser, kiosk, address, { lang, ...options });
      page.setDefaultTimeout(9_000);
      pages.push(page);
      return page;
    };
    let step = "";
    try {
      await scene(kiosk, start, async (page, file, full) => {
        step = file;
        await shot(page, `${file}-${lang}`, full);
      });
    } catch (error) {
      bad += 1;
      console.log(`${name} ${lang} after ${step}: ${String(error).split("\n").slice(0, 3).join(" ")}`);
      for (const page of pages) await page.screenshot({ path: join(out, `zz-${name}-${lang}.png`) });
    }
    for (const page of pages) await page.context().close();
    kiosk.close();
  }
}
await browser.close();
console.log(bad === 0 ? "nothing wrong was found" : `${bad} findings`);
process.exit(bad === 0 ? 0 : 1);
