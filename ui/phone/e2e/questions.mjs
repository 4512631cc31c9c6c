// Questioning in a real Chromium at a phone's width: a delegate asks a question, sees the place, is called (the phone
// stirs), hears the answer, is called again for the debate, and reads the conclusion; the secretary enters an answer in
// writing for a question that was not reached. Driven by tests/browser.rs: arguments are the kiosk's port, the room's token
// and both personal codes; each step that was seen is a line on standard output.

import { enrol, id, launch, PHONE } from "../dev/browser.mjs";

const [port, token, code, deskCode] = process.argv.slice(2);
const say = (step) => process.stdout.write(`${step.replaceAll("\u00a0", " ").replace(/\s+/g, " ").trim()}\n`);

const browser = await launch();
async function enter(personal) {
  const context = await browser.newContext({ viewport: PHONE, locale: "vi-VN" });
  await context.addInitScript(() => {
    window.stirs = [];
    const vibrate = navigator.vibrate.bind(navigator);
    navigator.vibrate = (pattern) => {
      window.stirs.push([pattern].flat().join(" "));
      return vibrate(pattern);
    };
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`http://127.0.0.1:${port}/J/${token}`);
  await enrol(page, personal);
  return page;
}

const text = async (page, name) => await id(page, name).innerText();
const at = (page, step) => page.locator(`[data-testid="step-${step}"][aria-current="step"]`).waitFor();
/** What the phone was told to stir, once it was `times` times. */
async function stirs(page, times) {
  await page.waitForFunction((n) => window.stirs.length >= n, times);
  return (await page.evaluate(() => window.stirs)).join(", ");
}
async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) throw new Error("the page is wider than the phone");
}

try {
  const page = await enter(code);
  await id(page, "page-home").waitFor();
  const desk = await enter(deskCode);
  await id(desk, "page-roll").waitFor();
  say("joined");

  await at(page, "question");
  await fits(page);
  say(`group ${await text(page, "respondent")}`);
  await page.getByRole("button", { name: "Xin chất vấn" }).click();
  await id(page, "withdraw").waitFor();
  say(`waits ${await text(page, "speak-state")}`);
  await id(page, "speak-state").getByText(/thứ\s1\strong/).waitFor();
  if (await stirs(page, 0) !== "") throw new Error("it stirred before it was called");
  say(`waits ${await text(page, "speak-state")}`);

  await page.locator('[data-testid="called"][data-pace="left"]').waitFor();
  await fits(page);
  say(`called ${await text(page, "asker")}, stirred ${await stirs(page, 1)}`);

  await at(page, "answer");
  await id(page, "speaker").waitFor();
  say(`answers ${await page.locator('[data-testid="speaker"] h2').innerText()}`);
  await id(page, "to-queue").click();
  await id(page, "ask-debate").click();
  await id(page, "withdraw-debate").waitFor();
  await fits(page);
  say(`debate ${await page.locator('[data-testid="kind-debate"] [role="status"]').innerText()}`);
  await id(page, "back").click();

  await id(page, "called").waitFor();
  await at(page, "debate");
  say(`called again, stirred ${await stirs(page, 2)}`);

  const concluded = id(page, "groups").locator("li", { hasText: "Đã kết luận" });
  await concluded.getByText("Chủ tọa kết luận:").waitFor();
  await id(page, "called").waitFor({ state: "detached" });
  await fits(page);
  say(`concluded ${await concluded.locator(".typed").innerText()}`);

  await id(desk, "tab-speak").click();
  await id(desk, "to-notes").click();
  await id(desk, "not-put").getByTestId("written-go").click();
  await id(desk, "not-put").getByTestId("written-done").waitFor();
  await fits(desk);
  say(`owed ${await id(desk, "not-put").innerText()}`);
  await id(page, "commitments").getByText(/^Trả lời bằng văn bản chất vấn của đại biểu/).waitFor();
  say("read");
} catch (error) {
  say(`failed ${error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
