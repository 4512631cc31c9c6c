// A delegate in a real Chromium: joins by the room's code, enrols, votes, loses the network in mid-vote, comes back.
// Driven by tests/browser.rs: arguments are the kiosk's port, the room's token and the personal code; each step that
// was seen is a line on standard output. The network is a proxy here, so that it can really be cut.

import net from "node:net";
import { enrol, id, launch } from "../dev/browser.mjs";

const [port, token, code] = process.argv.slice(2);
const open = new Set();
let cut = false;
const proxy = net.createServer((near) => {
  if (cut) return near.destroy();
  const far = net.connect(Number(port), "127.0.0.1");
  for (const socket of [near, far]) {
    open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => { open.delete(socket); near.destroy(); far.destroy(); });
  }
  near.pipe(far);
  far.pipe(near);
});
await new Promise((done) => proxy.listen(0, "127.0.0.1", done));
const say = (step) => process.stdout.write(`${step}\n`);

const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "vi-VN" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`http://127.0.0.1:${proxy.address().port}/J/${token}`);
  await enrol(page, code);
  await id(page, "page-home").waitFor();
  say("joined");

  await id(page, "choice-for").click();
  await page.locator('[data-testid="page-vote-recorded"][data-proof="receipt"]').waitFor();
  say("recorded");

  await id(page, "change").click();
  await id(page, "choice-against").waitFor();
  cut = true;
  for (const socket of [...open]) socket.destroy();
  await id(page, "choice-against").click();
  await id(page, "page-lost").waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) throw new Error("the lost page is wider than the phone");
  say("lost");

  cut = false;
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
  proxy.close();
}
