// A delegate and the secretary in a real Chromium: a turn is asked for while the network is away, called, paused, noted,
// and one that was not reached is handed in in writing. Driven by tests/browser.rs: arguments are the kiosk's port, the
// room's token and both personal codes; each step that was seen is a line on standard output.

import { enrol, id, launch } from "../dev/browser.mjs";
import { Way } from "./way.mjs";

const [port, token, code, deskCode] = process.argv.slice(2);
const way = await Way.to(Number(port));
const say = (step) => process.stdout.write(`${step}\n`);

const browser = await launch();
async function enter(address, personal) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, locale: "vi-VN" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${address}/J/${token}`);
  await enrol(page, personal);
  return page;
}

const pace = (page, name) => page.locator(`[data-testid="called"][data-pace="${name}"]`).waitFor();
const place = async (page) => (await id(page, "speak-state").innerText()).replaceAll("\u00a0", " ");

try {
  const page = await enter(way.address, code);
  await id(page, "page-home").waitFor();
  const desk = await enter(`http://127.0.0.1:${port}`, deskCode);
  await id(desk, "page-roll").waitFor();
  say("joined");

  await id(page, "ask-to-speak").waitFor();
  way.cut();
  await id(page, "ask-to-speak").click();
  await id(page, "page-lost").waitFor();
  way.mend();
  await id(page, "withdraw").waitFor();
  say(`waits ${await place(page)}`);

  await pace(page, "left");
  say("called");
  await pace(page, "paused");
  const still = await id(page, "own-clock").innerText();
  await id(desk, "tab-speak").click();
  await id(desk, "to-notes").click();
  await id(desk, "note").fill("Đề nghị làm rõ nguồn kinh phí.");
  await id(desk, "note-go").click();
  await desk.locator('[data-testid="note-state"]').getByText(/^Đã ghi$/).waitFor();
  say(`noted, clock ${still === (await id(page, "own-clock").innerText()) ? "stands" : "runs"}`);

  await id(page, "called").waitFor({ state: "detached" });
  await id(page, "ask-to-speak").click();
  await id(page, "withdraw").waitFor();
  await id(desk, "tab-speak").click();
  await id(desk, "invited-name").fill("Nguyễn Thị Hồng Ngân");
  await id(desk, "invited-office").fill("Phó Giám đốc Sở");
  await id(desk, "invited-go").click();
  await desk.getByText(/Chờ Chủ tọa đồng ý/).waitFor();
  await id(page, "to-queue").click();
  await id(page, "queue").getByText("Nguyễn Thị Hồng Ngân").waitFor();
  say("again");

  await id(page, "unreached").getByRole("button").click();
  await id(page, "opinion-text").fill("Đề nghị bổ sung danh mục đầu tư năm 2027.");
  await id(page, "opinion-send").click();
  await id(page, "opinion-recorded").waitFor();
  say("written");
} catch (error) {
  say(`failed ${error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  way.close();
}
