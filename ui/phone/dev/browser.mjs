// Debian's Chromium through playwright-core, with a phone's size and a helper for each way into the page.

import { chromium } from "playwright-core";

export const PHONE = { width: 360, height: 800 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

export const id = (page, name) => page.getByTestId(name);

/** A fresh browser: own storage, own cookies. */
export async function open(browser, kiosk, address, { lang = "vi", viewport = PHONE, path = "/J/K7P4M2Q9", agent, init } = {}) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, locale: "vi-VN", ...(agent === undefined ? {} : { userAgent: agent }) });
  if (lang === "en") await context.addInitScript(() => localStorage.setItem("nt.lang", "en"));
  if (init !== undefined) await context.addInitScript(init);
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/ERR_|WebSocket connection|status of 4/.test(message.text())) page.faults.push(message.text());
  });
  await page.goto(address + path);
  return page;
}

export async function enrol(page, code) {
  await id(page, "personal-code").fill(code);
  await id(page, "enrol").click();
}
