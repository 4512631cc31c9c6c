// Each scene plays a part of a session and takes a picture of every state on the way.

import { enrol, id } from "./browser.mjs";
import { deskScenes } from "./desk.mjs";
import { floorScenes } from "./floor.mjs";
import { ballot, elected, failed, passed } from "./sample.mjs";

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
  ...floorScenes,
  ...deskScenes,
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
    await id(page, "to-queue").click();
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
    kiosk.call(kiosk.queue.find((one) => one.delegate === "d06").speech, { limit_seconds: 600 });
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
    // The page may have come back by itself meanwhile.
    await id(page, "retry").click({ timeout: 2_000 }).catch(() => undefined);
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
  async forms(kiosk, start, take) {
    kiosk.queue = [];
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "page-home").waitFor();
    kiosk.openVote({ vote: "v1", form: "mixed", part_of: "Nghị quyết về quy chế làm việc của Hội đồng nhân dân xã", number: "7.3.1", title: "Điều 5. Thời gian phát biểu tại hội trường" });
    await id(page, "part-of").waitFor();
    await take(page, "70-part");
    kiosk.changeVote("v1", { warn_seconds: 90 });
    await id(page, "extended").waitFor();
    kiosk.changeVote("v1", { state: "held", held_since: kiosk.now() });
    await id(page, "held").waitFor();
    await take(page, "71-held", true);
    kiosk.changeVote("v1", { state: "open", held_since: null, held_ms: 9_000 });
    await page.waitForTimeout(900);
    kiosk.broker.faults.refuse = true;
    kiosk.broker.dropAll();
    await id(page, "choice-for").click();
    kiosk.changeVote("v1", { state: "held", held_since: kiosk.now() });
    kiosk.broker.faults.refuse = false;
    await page.locator('[data-state="waiting"]').waitFor();
    await take(page, "72-held-kept");
    kiosk.changeVote("v1", { state: "open", held_since: null });
    await id(page, "page-vote-recorded").waitFor();
    kiosk.changeVote("v1", { state: "held", held_since: kiosk.now() });
    await id(page, "held").waitFor();
    await take(page, "73-held-recorded", true);
    kiosk.changeVote("v1", { state: "annulled", held_since: null, annulled_reason: "mất điện khi đang biểu quyết" });
    await id(page, "annulled").waitFor();
    await take(page, "74-annulled", true);
    await id(page, "to-home").click();
    kiosk.openVote({ vote: "v2", form: "electronic", motion: "m7-1", number: "7.1", title: "Biểu quyết chung 02 nội dung", block: [kiosk.items[6].motions[1]] });
    await id(page, "block").waitFor();
    await take(page, "75-block", true);
    kiosk.changeVote("v2", { state: "published", outcome: passed, names: kiosk.roll.slice(0, 9).map((line, i) => ({ delegate: line.id, choice: i === 4 ? "against" : i === 7 ? "not_voting" : "for", entered: i === 2 })) });
    await id(page, "names").waitFor();
    await take(page, "76-names", true);
    for (const [i, form] of ["show_of_hands", "cards", "hands_by_name"].entries()) {
      kiosk.openVote({ vote: `v${i + 3}`, form });
      await id(page, "page-hands").waitFor();
      await take(page, `77-${form}`);
    }
    kiosk.casts.v5.d06 = { choice: "against", at: kiosk.now(), via: "tellers" };
    kiosk.changeVote("v5", { state: "closed" });
    await id(page, "entered-by").waitFor();
    await take(page, "78-tellers");
    kiosk.openVote({ vote: "v6", form: "secret_ballot", title: "Bầu bổ sung Ủy viên Ủy ban nhân dân xã An Bình nhiệm kỳ 2026 - 2031", document: null, ballot });
    await id(page, "page-ballot").waitFor();
    await take(page, "79-ballot", true);
    kiosk.changeVote("v6", { state: "published", ballot: elected });
    await id(page, "ballot-result").waitFor();
    await take(page, "80-elected", true);
    await id(page, "to-home").click();
    kiosk.roll[5].status = "suspended";
    kiosk.roll[5].attendance = "left";
    kiosk.publishAll();
    await id(page, "barred").waitFor();
    await take(page, "81-suspended");
  },
  async doors(kiosk, start, take) {
    kiosk.queue = [];
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "ask-to-speak").waitFor();
    kiosk.faults.hold = true;
    await id(page, "ask-to-speak").click();
    await id(page, "speak-state").waitFor();
    kiosk.doors(true);
    await id(page, "page-doors").waitFor();
    kiosk.faults.hold = false;
    await page.waitForTimeout(1_500);
    if (kiosk.queue.length > 0) throw new Error("sent behind closed doors");
    if ((await page.locator("button, nav, footer, img").count()) > 0) throw new Error("something is left to see");
    await take(page, "82-doors");
    kiosk.items[3].closed_doors = true;
    kiosk.items[3].documents = [];
    kiosk.doors(false);
    await id(page, "withdraw").waitFor();
    await take(page, "83-doors-open", true);
    const guest = await start();
    kiosk.doors(true);
    await id(guest, "page-doors").waitFor();
    const desk = await start();
    await id(desk, "page-doors").waitFor();
  },
};
