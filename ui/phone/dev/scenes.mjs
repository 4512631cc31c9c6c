// Each scene plays a part of a session and takes a picture of every state on the way.

import { enrol, id } from "./browser.mjs";
import { failed, passed } from "./sample.mjs";

/** As test/bundle.test.ts takes them away, but in a real page with a real connection. */
function younger() {
  for (const name of ["queueMicrotask", "structuredClone", "BigInt", "BigInt64Array", "BigUint64Array", "WeakRef", "FinalizationRegistry",
    "AggregateError", "SharedArrayBuffer", "Atomics"]) delete window[name];
  for (const name of ["at", "flat", "flatMap", "findLast", "toSorted"]) delete Array.prototype[name];
  for (const name of ["at", "replaceAll", "matchAll"]) delete String.prototype[name];
  for (const name of ["fromEntries", "hasOwn"]) delete Object[name];
  for (const name of ["allSettled", "any"]) delete Promise[name];
  delete window.globalThis;
}

export const scenes = {
  async old(kiosk, start, take) {
    const page = await start({ init: younger });
    await enrol(page, "4HTN7P2K");
    kiosk.openVote();
    await id(page, "choice-for").click();
    await id(page, "page-vote-recorded").waitFor();
    if (kiosk.casts.v3.d06?.choice !== "for") throw new Error("not counted");
    kiosk.broker.dropAll();
    await id(page, "change").click();
    await id(page, "choice-against").click();
    await page.locator('[data-testid="own-choice"][data-choice="against"].full').waitFor();
    if (kiosk.casts.v3.d06?.choice !== "against") throw new Error("not counted");
  },
  async storage(kiosk, start, take) {
    const page = await start({ init: () => Object.defineProperty(window, "localStorage", { get() { throw new Error("no"); } }), lang: "vi" });
    await id(page, "not-durable").waitFor();
    await take(page, "07-join-no-storage", true);
    await enrol(page, "4HTN7P2K");
    await id(page, "page-home").waitFor();
    await take(page, "08-home-no-storage");
  },
  async narrow(kiosk, start, take) {
    kiosk.session.council = "HĐND phường Nguyễn Thượng Hiền";
    kiosk.items[3].short_title = "Nghị quyết về dự toán ngân sách";
    kiosk.publishAll();
    const page = await start({ viewport: { width: 320, height: 568 } });
    await id(page, "personal-code").fill("4HTN");
    await take(page, "60-join-320", true);
    await enrol(page, "4HTN7P2K");
    await id(page, "withdraw").waitFor();
    await take(page, "61-home-320", true);
    kiosk.openVote({ title: "Nghị quyết về phân bổ dự toán thu, chi ngân sách địa phương và kế hoạch đầu tư công trung hạn xã An Bình" });
    await id(page, "page-vote").waitFor();
    await take(page, "62-vote-320", true);
    await id(page, "choice-against").click();
    await id(page, "page-vote-recorded").waitFor();
    await take(page, "63-recorded-320", true);
    kiosk.changeVote("v3", { state: "published", outcome: failed });
    await id(page, "verdict").waitFor();
    await take(page, "64-result-320", true);
    const desk = await start({ viewport: { width: 320, height: 568 } });
    await enrol(desk, "5ECRETRY");
    await id(desk, "page-roll").waitFor();
    await take(desk, "65-roll-320", true);
    await id(desk, "tab-own").click();
    await id(desk, "page-home").waitFor();
    await take(desk, "66-own-320", true);
  },
  async scan(kiosk, start, take) {
    const page = await start({ path: "/?e=expired" });
    await id(page, "page-scan").waitFor();
    await take(page, "01-scan");
    await id(page, "room-code").fill("abcd 2222");
    await id(page, "room-join").click();
    await id(page, "problem").waitFor();
    await take(page, "02-scan-foreign");
  },
  async join(kiosk, start, take) {
    const page = await start();
    await id(page, "page-join").waitFor();
    await page.getByText("Hội trường").waitFor();
    await id(page, "personal-code").fill("4htn-7p2k");
    await take(page, "03-join");
    await enrol(page, "9999 9999");
    await id(page, "problem").waitFor();
    await take(page, "04-join-refused");
    await id(page, "guest").click();
    await id(page, "page-guest").waitFor();
    await take(page, "05-guest");
    const zalo = await start({ agent: "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36 Zalo android/12345" });
    await id(zalo, "in-app").waitFor();
    await take(zalo, "06-join-zalo", true);
  },
  async home(kiosk, start, take) {
    kiosk.queue = kiosk.queue.slice(1);
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "page-home").waitFor();
    await id(page, "ask-to-speak").waitFor();
    await take(page, "10-home");
    await id(page, "ask-to-speak").click();
    await id(page, "withdraw").waitFor();
    await take(page, "11-home-waiting");
    await id(page, "other-kinds").click();
    await id(page, "page-speak").waitFor();
    await take(page, "12-speak", true);
    await id(page, "back").click();
    await id(page, "to-agenda").click();
    await id(page, "page-agenda").waitFor();
    await take(page, "13-agenda", true);
    await id(page, "back").click();
    await id(page, "doc-210-bc-ubnd").click();
    await page.locator("img").waitFor();
    await take(page, "14-document");
    await id(page, "back").click();
    await id(page, "leave").click();
    await take(page, "15-leave");
    await id(page, "leave-go").click();
    await id(page, "check-in").waitFor();
    await take(page, "16-left");
    await id(page, "check-in").click();
    await id(page, "withdraw").waitFor();
    kiosk.speaker = { ...kiosk.queue.find((one) => one.delegate === "d06"), limit_seconds: 600, elapsed_ms: 0, since: kiosk.now() };
    kiosk.queue = kiosk.queue.filter((one) => one.delegate !== "d06");
    kiosk.publishAll();
    await page.getByText("10:00").or(page.getByText("09:59")).waitFor();
    await take(page, "17-speaking");
    kiosk.session.phase = "recess";
    kiosk.session.resume_at = Date.UTC(2026, 11, 17, 3, 15);
    kiosk.queueOpen = false;
    kiosk.speaker = null;
    kiosk.publishAll();
    await id(page, "phase").waitFor();
    await take(page, "18-recess");
    kiosk.life("not_recording");
    await id(page, "not-recording").waitFor();
    await take(page, "19-not-recording");
  },
  async vote(kiosk, start, take) {
    kiosk.queue = [];
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "page-home").waitFor();
    kiosk.openVote({ opened_at: kiosk.now() - 18_000 });
    await id(page, "page-vote").waitFor();
    await take(page, "20-vote");
    kiosk.broker.faults.noPuback = true;
    kiosk.faults.hold = true;
    await id(page, "choice-for").click();
    await id(page, "page-vote-sending").waitFor();
    await take(page, "21-sending");
    kiosk.broker.faults.noPuback = false;
    await page.locator('[data-state="delivered"]').waitFor();
    await take(page, "22-delivered");
    await id(page, "raise-hand").waitFor();
    await take(page, "23-raise-hand");
    kiosk.faults.hold = false;
    await id(page, "page-vote-recorded").waitFor();
    await take(page, "24-recorded");
    await id(page, "change").click();
    await take(page, "25-change", true);
    kiosk.faults.spoil = true;
    await id(page, "choice-against").click();
    await id(page, "refused").waitFor();
    await take(page, "26-unproven");
    kiosk.faults.spoil = false;
    kiosk.changeVote("v3", { state: "closed", closed_at: kiosk.now() });
    await id(page, "page-vote-closed").waitFor();
    await take(page, "27-closed");
    kiosk.changeVote("v3", { state: "published", outcome: passed });
    await id(page, "verdict").waitFor();
    await take(page, "28-passed", true);
    kiosk.changeVote("v3", { outcome: failed });
    await page.locator('[data-passed="false"]').waitFor();
    await take(page, "29-failed", true);
    await id(page, "to-home").click();
    await id(page, "last-result").waitFor();
    await take(page, "30-home-result");
    kiosk.openVote({ vote: "v4", form: "show_of_hands" });
    await id(page, "page-hands").waitFor();
    await take(page, "31-hands");
  },
  async lost(kiosk, start, take) {
    kiosk.queue = [];
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "doc-210-bc-ubnd").click();
    await page.locator("img").waitFor();
    await id(page, "back").click();
    await id(page, "page-home").waitFor();
    kiosk.openVote();
    await id(page, "page-vote").waitFor();
    kiosk.broker.faults.refuse = true;
    kiosk.broker.dropAll();
    await id(page, "page-lost").waitFor();
    await page.waitForTimeout(600);
    await take(page, "40-lost");
    await id(page, "opened").click();
    await id(page, "page-opened").waitFor();
    await take(page, "41-opened");
    await id(page, "doc-210-bc-ubnd").click();
    await page.locator("img").waitFor();
    await take(page, "42-document-lost");
    await id(page, "back").click();
    await id(page, "back").click();
    kiosk.broker.faults.refuse = false;
    await id(page, "retry").click();
    await id(page, "choice-for").click();
    await id(page, "page-vote-recorded").waitFor();
    kiosk.life("lost", 1);
    await id(page, "page-lost").waitFor();
    await take(page, "43-kiosk-lost");
    kiosk.life("ready", 2);
    await id(page, "page-vote-recorded").waitFor();
    const other = await page.context().newPage();
    other.faults = [];
    await other.goto(page.url());
    await id(page, "page-taken").waitFor();
    await take(page, "44-taken");
    const device = Object.values(kiosk.devices)[0];
    device.active = false;
    kiosk.publishAll();
    await id(other, "page-ended").waitFor();
    await take(other, "45-replaced", true);
  },
  async secretary(kiosk, start, take) {
    for (const [i, status] of ["expected", "left", "absent_unexcused"].entries()) kiosk.roll[9 + i].attendance = status;
    kiosk.publishAll();
    const page = await start();
    await enrol(page, "5ECRETD9");
    await id(page, "page-roll").waitFor();
    await take(page, "50-roll", true);
    await id(page, "open-d10").click();
    await id(page, "mark-excused").click();
    await id(page, "reason").fill("Đi công tác theo giấy triệu tập của tỉnh");
    await take(page, "51-roll-mark", true);
    kiosk.broker.faults.refuse = true;
    kiosk.broker.dropAll();
    await id(page, "strip-lost").waitFor();
    await take(page, "51b-roll-lost", true);
    kiosk.broker.faults.refuse = false;
    await id(page, "mark-excused-go").click();
    await page.locator('[data-testid="person-d10"]').getByText(/lý do|excused/).waitFor();
    await id(page, "tab-entry").click();
    await take(page, "52-entry-none");
    kiosk.openVote();
    for (const line of kiosk.roll.slice(0, 20)) kiosk.casts.v3[line.id] = { choice: "for", at: kiosk.now(), via: "device" };
    delete kiosk.casts.v3.d09;
    kiosk.publishAll();
    await id(page, "turnout").waitFor();
    await take(page, "53-entry", true);
    await id(page, "open-d23").click();
    await take(page, "54-entry-choose", true);
    await id(page, "enter-against").click();
    await id(page, "own-vote").click();
    await id(page, "page-vote").waitFor();
    await take(page, "55-own-vote");
    kiosk.changeVote("v3", { state: "closed" });
    kiosk.openVote({ vote: "v4", form: "show_of_hands", hands_count: "dissent" });
    await id(page, "tab-entry").click();
    await id(page, "count-go").waitFor();
    await id(page, "more-against").click();
    await id(page, "count-go").click();
    await page.locator('[data-testid="count-state"]').getByText(/Đã ghi nhận|Recorded/).waitFor();
    await take(page, "56-count", true);
    await id(page, "tab-speak").click();
    await id(page, "search").fill("nguyen");
    await id(page, "open-d01").click();
    await take(page, "57-speak-for", true);
    await id(page, "for-speech").click();
    await page.locator('[data-testid="for-speech"]').getByText(/Đang chờ|Waiting/).waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
    await take(page, "58-speak-wide");
    await id(page, "tab-roll").click();
    await id(page, "filter-all").click();
    await take(page, "59-roll-wide");
  },
};
