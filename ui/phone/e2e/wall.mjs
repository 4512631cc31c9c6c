// The room's display in a real Chromium: paired, follows the sitting, loses the kiosk, finds it again, is taken away.
// Driven by tests/browser.rs: the argument is the kiosk's port; each step that was seen is a line on standard output.

import { id, launch } from "../dev/browser.mjs";

const [port] = process.argv.slice(2);
const say = (step) => process.stdout.write(`${step.replaceAll("\n", " ").replace(/\s+/g, " ")}\n`);
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "vi-VN" });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const screen = (name) => page.getByTestId(`screen-${name}`);
  const code = async () => say(`code ${(await id(page, "pairing-code").innerText()).replace(/\s/g, "")}`);
  const turnout = async () => {
    await screen("turnout").waitFor();
    say(`turnout ${await page.locator(".cast").innerText()} ${await page.locator(".cast-of b").innerText()}, ${await id(page, "present").innerText()}`);
  };

  await page.goto(`http://127.0.0.1:${port}/wall`);
  await code();
  await screen("join").locator("[data-testid=qr]").waitFor();
  say(`join ${await id(page, "qr").getAttribute("data-url")}`);
  await turnout();
  await screen("result").waitFor();
  say(`result ${await id(page, "verdict").innerText()}`);

  await screen("lost").waitFor();
  if (await page.locator("[data-testid=clock]:not(:empty), [data-testid=timer], [data-testid=present]").count() > 0) {
    throw new Error("a clock or a number stands there as if it were true");
  }
  say(`lost ${await screen("lost").innerText()}`);
  await turnout();
  await screen("pairing").waitFor();
  await id(page, "pairing-code").waitFor();
  await code();
} catch (error) {
  say(`failed ${error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
