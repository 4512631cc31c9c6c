// Pictures of every state of the wall at 1920 by 1080, to be looked at beside the design: `npm run wall-shots -- OUT [scene]`.
// Reports text that does not fit its place and letters below the least size.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { WallRoom } from "./wall-room.mjs";
import { gone, scenes } from "./wall-scenes.mjs";

const out = process.argv[2] ?? "/tmp/wall-shots";
const only = process.argv[3];
mkdirSync(out, { recursive: true });
const browser = await launch();
const AT = Date.UTC(2026, 11, 17, 2, 12, 10);
let bad = 0;

async function inspect(page, name) {
  const found = await page.evaluate(() => {
    const wrong = [];
    const least = 76 * (parseFloat(document.documentElement.style.fontSize) / 100) - 0.5;
    for (const one of document.querySelectorAll("#wall b, #wall p, #wall span, #wall .fit-text, #wall i")) {
      const box = one.getBoundingClientRect();
      const text = one.textContent.slice(0, 40);
      if (box.width === 0 || box.height === 0) continue;
      if (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1 || box.top < -1) wrong.push(`outside: ${text || one.className}`);
      if (text === "") continue;
      if (one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).display !== "inline" && one.closest(".caption") === null) wrong.push(`cut: ${text}`);
      if (parseFloat(getComputedStyle(one).fontSize) < least && one.closest(".seat-plan") === null) wrong.push(`small: ${text}`);
    }
    for (const column of document.querySelectorAll(".column, .result, .counts, .join-text")) {
      // A last line may reach below its box by its descender, never by a line.
      if (column.scrollHeight > column.clientHeight + 16) wrong.push(`too high by ${column.scrollHeight - column.clientHeight}: ${column.className}`);
    }
    return [...new Set(wrong)];
  });
  for (const one of [...found, ...page.faults.splice(0)]) {
    bad += 1;
    console.log(`${name}: ${one}`);
  }
}

async function shot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
  await inspect(page, name);
  await page.screenshot({ path: join(out, `${name}.png`) });
}

async function start(room, lang) {
  const address = await room.listen();
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 1, locale: "vi-VN" });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/ERR_|WebSocket/.test(message.text())) page.faults.push(message.text());
  });
  page.setDefaultTimeout(9_000);
  await page.goto(`${address}/wall${lang === "en" ? "?lang=en" : ""}`);
  return page;
}

const live = "[data-testid^=screen-]:not([data-testid=screen-pairing])";

for (const lang of ["vi", "en"]) {
  if (only === undefined) {
    const room = new WallRoom(AT);
    const page = await start(room, lang);
    await page.getByTestId("pairing-code").waitFor();
    await shot(page, `00-ghep-${lang}`);
    await page.context().close();
    room.close();
  }
  for (const [name, scene] of Object.entries({ ...scenes, ...gone })) {
    if (only !== undefined && !name.startsWith(only)) continue;
    const room = new WallRoom(AT);
    room.answer = "paired";
    scene(room);
    const page = await start(room, lang);
    try {
      await page.locator(live).waitFor();
      await page.locator("[data-testid=screen-calm]:not(:has([data-testid=clock]))").waitFor({ state: "detached" });
      if (name in gone) {
        await page.waitForTimeout(600);
        room.close();
        await page.getByTestId("screen-lost").waitFor();
      }
      await shot(page, `${name}-${lang}`);
    } catch (error) {
      bad += 1;
      console.log(`${name} ${lang}: ${String(error).split("\n")[0]}`);
      await page.screenshot({ path: join(out, `zz-${name}-${lang}.png`) });
    }
    await page.context().close();
    if (!(name in gone)) room.close();
  }
}
await browser.close();
console.log(bad === 0 ? "nothing wrong was found" : `${bad} findings`);
process.exit(bad === 0 ? 0 : 1);
