// The phone pages of the paper for delegates: `npm run guide-pictures`. They are drawn with the program's own fonts,
// whatever this machine has, and go to docs/pictures.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const fonts = mkdtempSync(join(tmpdir(), "guide-fonts-"));
const config = join(fonts, "fonts.conf");
writeFileSync(config, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(root, "ui/fonts")}</dir><cachedir>${fonts}</cachedir></fontconfig>`);
process.env.FONTCONFIG_FILE = config;

const { enrol, id, launch, open } = await import("./browser.mjs");
const { Kiosk } = await import("./kiosk.mjs");

const browser = await launch();
const shot = (page, name) => page.screenshot({ path: join(root, "docs/pictures", `phone-${name}.png`) });

/** A kiosk at half past eleven, and a phone that opens `path` of it. */
async function start(path) {
  const kiosk = new Kiosk();
  kiosk.offset = Date.UTC(2026, 11, 17, 4, 31, 7) - Date.now();
  const address = await kiosk.listen();
  return { kiosk, page: await open(browser, kiosk, address, { path }) };
}

/** Ends the kiosk of a picture. */
async function end({ kiosk, page }) {
  await page.context().close();
  kiosk.close();
}

const outside = await start("/");
await id(outside.page, "page-scan").waitFor();
await shot(outside.page, "scan");
await end(outside);

const delegate = await start();
const { kiosk, page } = delegate;
kiosk.queue = kiosk.queue.slice(1);
await id(page, "page-join").waitFor();
await page.getByText("Hội trường").waitFor();
await id(page, "personal-code").fill("4htn-7p2k");
await shot(page, "join");
await enrol(page, "4HTN7P2K");
await id(page, "page-home").waitFor();
await id(page, "ask-to-speak").waitFor();
await shot(page, "home");
kiosk.openVote({ opened_at: kiosk.now() - 18_000 });
await id(page, "page-vote").waitFor();
await shot(page, "vote");
await id(page, "choice-for").click();
await id(page, "page-vote-recorded").waitFor();
await shot(page, "recorded");
await end(delegate);

const cut = await start();
cut.kiosk.queue = [];
await enrol(cut.page, "4HTN7P2K");
await id(cut.page, "page-home").waitFor();
cut.kiosk.openVote({ opened_at: cut.kiosk.now() - 18_000 });
await id(cut.page, "page-vote").waitFor();
cut.kiosk.broker.faults.refuse = true;
cut.kiosk.broker.dropAll();
await id(cut.page, "page-lost").waitFor();
await cut.page.waitForTimeout(600);
await shot(cut.page, "lost");
await end(cut);

await browser.close();
rmSync(fonts, { recursive: true });
