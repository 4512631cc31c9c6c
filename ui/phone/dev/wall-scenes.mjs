// Every state of the wall, set up on a played kiosk.

import { ballot, delegates, elected, failed, passed, queue, vote } from "./sample.mjs";

const speaker = (room, fields = {}) => ({
  speech: "r1", delegate: "d06", name: "Ngô Văn K", title: "", group: "Tổ số 3", kind: "speech", turn: 1, limit_seconds: 420, called: false,
  elapsed_ms: 0, since: room.now() - 144_000, ...fields,
});
const waiting = queue.map((line) => ({ ...line, turn: 1, consent: true }));
const mai = [{ ...waiting[0], name: "Mai Văn M" }];
const asking = {
  group: "g1", number: 1, groups: 4, title: "Thu gom, vận chuyển rác thải sinh hoạt", respondent: "Ông Bùi Văn L", respondent_title: "Trưởng phòng Kinh tế",
  asker: "Nguyễn Thị Phương Thảo", step: "answer",
};
const open = (room, fields = {}, tally = { answered: 22, present: 27 }) => {
  room.session.vote = "v3";
  room.session.item = "i7";
  room.votes.v3 = { ...vote, opened_at: room.now() - 18_300, ...fields };
  room.tallies.v3 = tally;
};
const published = (room, outcome, fields = {}) => open(room, { state: "published", closed_at: room.now(), number: "7.2", title: "Ngân sách xã năm 2027", outcome, ...fields });

export const scenes = {
  "01-chao-mung": (room) => {
    room.session.phase = "prepared";
    room.delegates.forEach((line, i) => { line.attendance = i < 21 ? "present" : "expected"; });
  },
  "01b-dia-chi-dai": (room) => {
    room.session.phase = "prepared";
    room.code = { url: "HTTP://192.168.100.100:8080/J/K7P4M2Q9", typed: "W7QMM2Q9" };
  },
  "01c-chua-co-ma": (room) => {
    room.session.phase = "prepared";
    room.code = { url: "HTTP://NGHI.LAN/J/K7P4M2Q9", typed: "K7P4M2Q9", from: room.now() - 60_000, until: room.now() - 45_000 };
  },
  "02-noi-dung": (room) => {
    room.floor.item_clock = { elapsed_ms: 0, since: room.now() - 720_000, planned_minutes: null };
  },
  "02b-duoi-muc": (room) => {
    room.delegates.forEach((line, i) => { line.attendance = i < 13 ? "present" : "left"; });
  },
  "02c-ten-dai": (room) => {
    Object.assign(room.items[3], { title: "Xem xét, thảo luận về báo cáo kết quả giám sát chuyên đề việc thu gom, vận chuyển rác thải sinh hoạt trên địa bàn xã", presenter: "Trưởng Ban Kinh tế - Ngân sách" });
  },
  "02d-hang-doi": (room) => {
    room.queue.waiting = waiting;
  },
  "03-phat-bieu": (room) => {
    room.floor.speaker = speaker(room);
    room.queue.waiting = mai;
  },
  "03a-moi": (room) => {
    room.floor.speaker = speaker(room, { called: true, since: null });
  },
  "03c-sap-het-gio": (room) => {
    room.floor.speaker = speaker(room, { since: room.now() - 372_000, turn: 2 });
    room.queue.waiting = mai;
  },
  "03b-qua-gio": (room) => {
    room.floor.speaker = speaker(room, { name: "Phan Thị Ngọc Ẫm", since: room.now() - 504_000 });
    room.queue.waiting = mai;
  },
  "03d-tra-loi": (room) => {
    room.floor.questioning = asking;
    room.floor.speaker = speaker(room, { name: "Bùi Văn L", delegate: null, title: "Trưởng phòng Kinh tế", group: "", kind: "answer", limit_seconds: 600, since: null, elapsed_ms: 90_000 });
  },
  "03e-chat-van": (room) => {
    room.floor.questioning = { ...asking, step: "question" };
    room.floor.speaker = speaker(room, { name: "Nguyễn Thị Phương Thảo", kind: "question", limit_seconds: 180, since: room.now() - 30_000 });
  },
  "03f-giua-chat-van": (room) => {
    room.floor.questioning = { ...asking, step: "conclusion" };
  },
  "04-bieu-quyet": (room) => open(room),
  "04b-tam-dung": (room) => open(room, { state: "held", held_since: room.now() }),
  "04c-da-dong": (room) => open(room, { state: "closed", closed_at: room.now() }),
  "04d-gio-tay": (room) => open(room, { form: "show_of_hands", title: "Nghị quyết về dự toán thu ngân sách nhà nước trên địa bàn, thu, chi và phân bổ ngân sách xã năm 2027" }),
  "04e-bo-phieu": (room) => open(room, { form: "secret_ballot", ballot, title: "Bầu bổ sung Ủy viên Ủy ban nhân dân xã An Bình" }),
  "04f-qua-gio": (room) => open(room, { opened_at: room.now() - 75_000 }, { answered: 118, present: 120 }),
  "05-ket-qua": (room) => published(room, passed),
  "05b-khong-thong-qua": (room) => published(room, failed),
  "05c-ket-qua-bau": (room) => published(room, null, { ballot: elected, form: "secret_ballot", title: "Bầu bổ sung Ủy viên Ủy ban nhân dân xã An Bình" }),
  "05d-huy": (room) => open(room, { state: "annulled", annulled_reason: "Mở nhầm nội dung, biểu quyết lại theo đúng dự thảo" }),
  "05e-theo-ten": (room) => published(room, passed, {
    names: delegates.filter((line) => line.attendance === "present").map((line, i) => ({ delegate: line.id, choice: i === 11 ? "not_voting" : "for", entered: false })),
  }),
  "06-so-do": (room) => { room.wall.show = "seats"; },
  "06b-vong-cung": (room) => {
    room.wall.show = "seats";
    room.seating = { shape: "hemicycle", rows: [8, 10, 10] };
  },
  "07-chuong-trinh": (room) => { room.wall.show = "agenda"; },
  "08-thong-bao": (room) => Object.assign(room.wall, { show: "message", text: "Đề nghị các đại biểu nhận phiếu bầu tại bàn Ban kiểm phiếu, cửa bên phải hội trường" }),
  "09-quoc-ky": (room) => Object.assign(room.wall, { show: "flag", flag: true }),
  "10-tam-nghi": (room) => Object.assign(room.session, { phase: "recess", resume_at: room.now() + 900_000 }),
  "11-hop-kin": (room) => { room.session.closed_doors = true; },
  "12-be-mac": (room) => { room.session.phase = "closed"; },
  "13-sang": (room) => {
    room.wall.light = true;
    published(room, failed);
  },
  "13b-sang-phat-bieu": (room) => {
    room.wall.light = true;
    room.floor.speaker = speaker(room, { since: room.now() - 372_000 });
  },
  "14-xa": (room) => {
    room.wall.furthest_seat_cm = 1000;
    published(room, passed);
  },
  "14b-xa-phat-bieu": (room) => {
    room.wall.furthest_seat_cm = 1000;
    room.floor.speaker = speaker(room);
    room.queue.waiting = mai;
  },
  "14c-xa-bieu-quyet": (room) => {
    room.wall.furthest_seat_cm = 1000;
    open(room);
  },
  "14d-xa-chao-mung": (room) => {
    room.wall.furthest_seat_cm = 1000;
    room.session.phase = "prepared";
  },
  "15-gan": (room) => {
    room.wall.furthest_seat_cm = 560;
    published(room, passed);
  },
};

/** Shown after the kiosk has gone. */
export const gone = {
  "16-mat-lien-lac": (room) => {
    room.floor.speaker = speaker(room);
  },
  "16b-mat-lien-lac-bieu-quyet": (room) => open(room),
};
