// A delegate in a real Chromium: joins by the room's code, enrols, votes, loses the network in mid-vote, comes back.
// Driven by tests/browser.rs: arguments are the kiosk's port, the room's token and the personal code; each step that
// was seen is a line on standard output.

import { enrol, id, launch } from "../dev/browser.mjs";
import { Way } from "./way.mjs";

const [port, token, code] = process.argv.slice(2);
const way = await Way.to(Number(port));
const say = (step) => process.stdout.write(`${step}\n`);

const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "vi-VN" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${way.address}/J/${token}`);
  await enrol(page, code);
  await id(page, "page-home").waitFor();
  say("joined");

  await id(page, "choice-for").click();
  await page.locator('[data-testid="page-vote-recorded"][data-proof="receipt"]').waitFor();
  say("recorded");

  await id(page, "change").click();
  await id(page, "choice-against").waitFor();
  way.cut();
  await id(page, "choice-against").click();
  await id(page, "page-lost").waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) throw new Error("the lost page is wider than the phone");
  say("lost");

  way.mend();
  const recorded = page.locator('[data-testid="page-vote-recorded"][data-proof="receipt"]');
  await recorded.waitFor();
  await recorded.locator('[data-testid="own-choice"][data-choice="against"]').waitFor();
  say("back");

  await id(page, "page-result").waitFor();
  say(`result ${await id(page, "count-against").innerText()}`.replaceAll("\n", " "));
} catch (error) {
  say(`failed ${error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  way.close();
}
