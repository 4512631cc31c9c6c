// Scenes of the floor: the queue, being called, clocks, opinions in writing, questioning, and the desk's work for them.

import { enrol, id } from "./browser.mjs";
import { groups } from "./sample.mjs";

/** The item of questions, with the first group before the council. */
export function questioning(kiosk, step = "question") {
  kiosk.session.item = "i5";
  kiosk.items[3].state = "done";
  kiosk.items[4].state = "current";
  kiosk.kinds = ["question", "debate", "procedural"];
  kiosk.groups = structuredClone(groups);
  kiosk.queue = [];
  const [group] = kiosk.groups;
  kiosk.floor.questioning = {
    group: group.group, number: 1, groups: 2, title: group.title, respondent: group.respondent, respondent_title: group.respondent_title,
    asker: "Ngô Văn K", step,
  };
  kiosk.publishAll();
}

const asking = (kiosk, delegate, kind, fields = {}) => {
  const { name, group } = kiosk.roll.find((line) => line.id === delegate);
  const line = { speech: `q${kiosk.rev}-${delegate}`, delegate, name, group, kind, turn: 1, consent: true, ...fields };
  kiosk.queue.push(line);
  return line.speech;
};

const pace = (page, name) => page.locator(`[data-testid="called"][data-pace="${name}"]`).waitFor();

/** Counts what the phone does by itself. */
function listen() {
  window.heard = [];
  navigator.vibrate = (pattern) => window.heard.push(`stir ${pattern}`);
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function play(...args) {
    window.heard.push(`tone ${this.frequency.value}`);
    return start.apply(this, args);
  };
}

export const floorScenes = {
  async queue(kiosk, start, take) {
    kiosk.queue[0].turn = 2;
    kiosk.queue = [kiosk.queue[1], kiosk.queue[0], ...kiosk.queue.slice(2)];
    kiosk.queue.push({ speech: "g1", delegate: null, name: "Nguyễn Thị Phương Thảo Nguyên", group: "", kind: "explanation", turn: 1, consent: false });
    kiosk.floor.item_clock = { elapsed_ms: 754_000, since: kiosk.now(), planned_minutes: 45 };
    kiosk.floor.session_clock = { elapsed_ms: 5_553_000, since: kiosk.now() };
    kiosk.call("r3", { limit_seconds: 420, elapsed_ms: 200_000 });
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "withdraw").waitFor();
    await take(page, "a0-home-speaker", true);
    await id(page, "to-queue").click();
    await id(page, "page-speak").waitFor();
    await take(page, "a1-queue", true);
    kiosk.limits = { debate: 2 };
    await id(page, "ask-debate").click();
    await page.locator('[data-testid="kind-debate"] [data-testid="refused"]').waitFor();
    await take(page, "a1b-refused", true);
    kiosk.listClosed = true;
    kiosk.floor.item_clock = { elapsed_ms: 2_890_000, since: null, planned_minutes: 45 };
    kiosk.changeSpeech({ elapsed_ms: 431_000, since: null });
    await id(page, "list-closed").waitFor();
    await take(page, "a2-list-closed", true);
    await id(page, "back").click();
    await take(page, "a3-home-closed", true);
    kiosk.broker.faults.refuse = true;
    kiosk.broker.dropAll();
    await id(page, "known-places").waitFor();
    await take(page, "a4-lost-place", true);
    kiosk.broker.faults.refuse = false;
    await id(page, "withdraw").click();
    await id(page, "withdraw").waitFor({ state: "detached" });
    const guest = await start();
    await id(guest, "guest").click();
    await id(guest, "to-queue").click();
    await id(guest, "page-queue").waitFor();
    await take(guest, "a5-queue-guest", true);
  },
  async called(kiosk, start, take) {
    const page = await start({ init: listen });
    await enrol(page, "4HTN7P2K");
    await id(page, "withdraw").waitFor();
    kiosk.call("r1", { called: true, since: null, limit_seconds: 5, turn: 2 });
    kiosk.floor.warn_seconds = [3];
    await pace(page, "called");
    await take(page, "b0-called", true);
    kiosk.changeSpeech({ called: false, since: kiosk.now() });
    await pace(page, "left");
    await take(page, "b1-speaking");
    await pace(page, "soon");
    await take(page, "b2-soon");
    await pace(page, "over");
    await page.locator('[data-testid="own-clock"]').getByText("+00:02").waitFor();
    await take(page, "b3-over", true);
    const heard = await page.evaluate(() => window.heard.join(", "));
    if (heard !== "stir 250,120,250, tone 659, tone 880, tone 880, tone 587") throw new Error(`the phone did: ${heard}`);
    kiosk.changeSpeech({ limit_seconds: 600, elapsed_ms: 61_000, since: null });
    await pace(page, "paused");
    await take(page, "b4-paused");
    await id(page, "sound").click();
    await id(page, "doc-210-bc-ubnd").click();
    await page.locator("img").waitFor();
    await take(page, "b5-called-document");
    kiosk.stop();
    await id(page, "called").waitFor({ state: "detached" });
    await id(page, "back").click();
    await id(page, "last-speaker").waitFor();
    await take(page, "b6-spoken", true);
  },
  async opinion(kiosk, start, take) {
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "withdraw").waitFor();
    kiosk.endDiscussion();
    await id(page, "unreached").waitFor();
    await take(page, "c0-unreached", true);
    await id(page, "opinion-r1").click();
    await id(page, "page-opinion").waitFor();
    await take(page, "c1-opinion-empty", true);
    await id(page, "opinion-text").fill("Đề nghị Ủy ban nhân dân xã làm rõ nguồn kinh phí sửa chữa kênh N3, tiến độ giải phóng mặt bằng và trách nhiệm của từng đơn vị. ".repeat(20));
    await take(page, "c2-opinion-long", true);
    const text = "Đề nghị Ủy ban nhân dân xã làm rõ nguồn kinh phí sửa chữa kênh N3.\nĐề nghị bổ sung danh mục đầu tư năm 2027.";
    await id(page, "opinion-text").fill(text);
    await page.reload();
    await id(page, "page-opinion").waitFor();
    if (await id(page, "opinion-text").inputValue() !== text) throw new Error("the draft is lost");
    kiosk.faults.hold = true;
    await id(page, "opinion-send").click();
    await id(page, "opinion-state").waitFor();
    await take(page, "c3-opinion-sending", true);
    kiosk.faults.hold = false;
    await id(page, "opinion-recorded").waitFor();
    await take(page, "c4-opinion-recorded", true);
    if (kiosk.asked.filter((ask) => ask.t === "write_opinion").length !== 1) throw new Error("not once");
  },
  async questions(kiosk, start, take) {
    const page = await start();
    await enrol(page, "4HTN7P2K");
    await id(page, "page-home").waitFor();
    questioning(kiosk);
    asking(kiosk, "d09", "question");
    kiosk.commitments = [{ id: "c1", kind: "promise", item: "i5", group: "nhom-1", speech: null, content: "Đưa vào vận hành điểm tập kết rác tại thôn An Khê, thôn Thượng và hoàn trả mặt bằng.", owner: "Ông Bùi Văn L, Trưởng phòng Kinh tế", due: "2027-03-31" }];
    kiosk.publishAll();
    await id(page, "questioning").waitFor();
    await take(page, "d0-question", true);
    kiosk.floor.questioning.step = "answer";
    kiosk.queue.unshift({ speech: "a1", delegate: null, name: "Ông Bùi Văn L", title: "Trưởng phòng Kinh tế", group: "", kind: "answer", turn: 1, consent: true });
    kiosk.call("a1", { limit_seconds: 180, elapsed_ms: 125_000 });
    await id(page, "speaker").waitFor();
    await take(page, "d1-answer", true);
    kiosk.stop();
    kiosk.floor.questioning.step = "conclusion";
    kiosk.groups[0].state = "concluded";
    kiosk.groups[0].conclusion = "Yêu cầu Ủy ban nhân dân xã hoàn thành trước ngày 31/3/2027 và báo cáo Hội đồng nhân dân xã tại kỳ họp giữa năm.";
    kiosk.publishAll();
    await page.getByText("31/3/2027").waitFor();
    await take(page, "d2-concluded", true);
  },
  async floorDesk(kiosk, start, take) {
    questioning(kiosk, "question");
    const speech = asking(kiosk, "d06", "question");
    asking(kiosk, "d09", "question");
    kiosk.call(speech, { limit_seconds: 60 });
    const page = await start();
    let fail = true;
    await page.route(/\/assets\/page-/, (route) => (fail ? route.abort() : route.continue()));
    await enrol(page, "5ECRETRY");
    await id(page, "desk-failed").waitFor();
    await take(page, "e0-desk-failed");
    fail = false;
    await id(page, "desk-again").click();
    await id(page, "page-roll").waitFor();
    await id(page, "tab-speak").click();
    await id(page, "invited-name").fill("Nguyễn Thị Hồng Ngân");
    await id(page, "invited-office").fill("Phó Giám đốc Sở Nông nghiệp và Môi trường thành phố");
    await take(page, "e1-speak", true);
    await id(page, "invited-go").click();
    await id(page, "invited-state").waitFor();
    await page.getByText(/Chờ Chủ tọa|chair has to/).waitFor();
    await take(page, "e2-invited", true);
    await page.locator('[data-testid^="withdraw-"]').first().click();
    await page.locator('[data-testid^="withdraw-"]').nth(1).waitFor({ state: "detached" });
    await id(page, "to-notes").click();
    await id(page, "note").fill("Rác tồn đọng 5 ngày tại thôn An Khê; hỏi thời hạn đưa điểm tập kết vào vận hành.");
    await take(page, "e3-note-draft", true);
    await page.reload();
    await id(page, "page-notes").waitFor();
    await id(page, "note-go").click();
    await page.locator('[data-testid="note-state"]').getByText(/Đã ghi$|^Recorded$/).waitFor();
    await id(page, "note").fill("Rác tồn đọng 5 ngày tại thôn An Khê, thôn Thượng; hỏi thời hạn.");
    await id(page, "written-go").click();
    await id(page, "written-done").waitFor();
    await take(page, "e4-note-changed", true);
    await id(page, "commit-from").click();
    await id(page, "commit-form").waitFor();
    await id(page, "commit-content").fill("Đưa điểm tập kết rác tại thôn An Khê vào vận hành.");
    await id(page, "commit-due").fill("2020-01-01");
    await id(page, "commit-bad-day").waitFor();
    if (await id(page, "commit-owner").inputValue() !== "Ông Bùi Văn L, Trưởng phòng Kinh tế") throw new Error("who answers is not filled in");
    await take(page, "e5-commit", true);
    await id(page, "commit-plus-30").click();
    await id(page, "commit-go").click();
    await page.locator('[data-testid="commit-state"]').getByText(/Đã ghi nhận|Recorded/).waitFor();
    await id(page, "conclusion").fill("Yêu cầu hoàn thành trước ngày 31/3/2027.");
    await id(page, "conclusion-go").click();
    await page.locator('[data-testid="conclusion-state"]').getByText(/Đã ghi$|^Recorded$/).waitFor();
    await id(page, "drop").first().click();
    await take(page, "e6-promises", true);
    await id(page, "drop-reason").fill("ghi hai lần");
    await id(page, "drop-go").click();
    await id(page, "drop-reason").waitFor({ state: "detached" });
    if (kiosk.commitments.length !== 1) throw new Error("not dropped");
    await page.setViewportSize({ width: 1280, height: 800 });
    await take(page, "e7-promises-wide");
    await id(page, "tab-speak").click();
    await take(page, "e8-speak-wide");
  },
};
