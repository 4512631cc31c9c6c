// The sample council of the design's pictures, as the kiosk would publish it.

const NAMES = ["Nguyễn Văn A", "Trần Thị B", "Phạm Thị D", "Hoàng Văn E", "Đỗ Thị H", "Ngô Văn K", "Mai Văn M", "Phan Thị Ngọc P",
  "Đặng Quốc Q", "Trương Thị R", "Hồ Văn S", "Nguyễn Hồng T", "Dương Văn U", "Lưu Thị V", "Đinh Công X", "Tạ Thị Y",
  "Quách Văn Ân", "Lương Thị Nh", "Hà Văn Kh", "Trịnh Thị Ph", "Chu Văn Th", "Võ Thị Gi", "Kiều Văn Qu", "La Thị Ng",
  "Thái Văn Ch", "Nguyễn Thu Đ", "Cù Văn I", "Lại Thị O"];

export const delegates = NAMES.map((name, i) => ({
  id: `d${String(i + 1).padStart(2, "0")}`, seat: i + 1, name, group: `Tổ số ${(i % 4) + 1}`, attendance: i === 3 ? "absent_excused" : "present",
  status: "in_office",
}));

export const seating = { shape: "rows", rows: [] };

export const guests = [
  ["Thường trực Hội đồng nhân dân thành phố", "", "superior", 2, null],
  ["Ông Lê Văn Th", "Bí thư Đảng ủy xã", "party", 1, 1],
  ["Các phòng chuyên môn của Ủy ban nhân dân xã", "Trưởng phòng, phó trưởng phòng", "government", 6, 4],
  ["Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể", "", "front", 5, null],
  ["Đại diện cử tri các thôn", "", "voter", 30, null],
].map(([name, title, role, invited, came], line) => ({ line, name, title, role, invited, came }));

const doc = (id, number, short_title, pages, audience = "public") => ({
  id, number, kind: "Báo cáo", title: `${short_title}, trình kỳ họp thứ 3 Hội đồng nhân dân xã An Bình khóa I`, short_title, pages,
  sha256: "0".repeat(64), audience,
});

const item = (number, title, short_title, state, documents = [], discussion = false, motions = []) => ({
  id: `i${number}`, number, title, short_title, presenter: number === 2 ? "Chủ tịch UBND xã" : "", state, discussion, closed_doors: false, motions, documents,
});

export const items = [
  item(1, "Khai mạc kỳ họp, thông qua chương trình", "Khai mạc", "done"),
  item(2, "Báo cáo của Ủy ban nhân dân xã về tình hình kinh tế - xã hội năm 2026", "Báo cáo kinh tế - xã hội", "done"),
  item(3, "Thông báo của Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Thông báo của MTTQ", "postponed"),
  item(4, "Thảo luận tại hội trường", "Thảo luận tại hội trường", "current", [
    doc("210-bc-ubnd", "210/BC-UBND", "Kinh tế - xã hội năm 2026", 24),
    doc("31-tb-mttq", "31/TB-MTTQ-BTT", "Kiến nghị của cử tri", 9),
    doc("18-bc-bktns", "18/BC-BKTNS", "Báo cáo thẩm tra", 12, "delegates"),
  ], true),
  item(5, "Chất vấn và trả lời chất vấn", "Chất vấn", "waiting"),
  item(6, "Báo cáo của Thường trực Hội đồng nhân dân xã", "Báo cáo Thường trực", "waiting", [doc("11-bc-hdnd", "11/BC-HĐND", "Hoạt động năm 2026", 6)]),
  item(7, "Thông qua các nghị quyết", "Thông qua nghị quyết", "waiting", [doc("dt-nq-73", "Dự thảo NQ 7.3", "Nghị quyết về chất vấn", 4)], false, [
    { id: "m7-1", number: "7.1", title: "Nghị quyết về nhiệm vụ phát triển kinh tế - xã hội năm 2027", part_of: null, ballot: false },
    { id: "m7-2", number: "7.2", title: "Nghị quyết về dự toán và phân bổ ngân sách xã năm 2027", part_of: null, ballot: false },
    { id: "m7-3", number: "7.3", title: "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp", part_of: null, ballot: false },
  ]),
  item(8, "Bế mạc kỳ họp", "Bế mạc", "waiting"),
];

export const session = {
  room: "an-binh", session: "an-binh-k1-3", council: "HĐND xã An Bình", commune: "xã An Bình", title: "Kỳ họp thứ 3, khóa I",
  kind_label: "kỳ họp thường lệ cuối năm 2026", venue: "Hội trường xã An Bình", phase: "open", resume_at: null, total_delegates: 28,
  present: 27, quorum: 19, passing_least: 15, closed_doors: false, item: "i4", vote: null, wifi_name: "HDND-AnBinh",
  option_labels: ["Tán thành", "Không tán thành", "Không biểu quyết"], clock_offset_ms: 0,
};

export const queue = ["d06", "d09", "d12", "d15", "d20"].map((id, i) => {
  const { name, group } = delegates.find((line) => line.id === id);
  return { speech: `r${i + 1}`, delegate: id, name, group, kind: "speech", turn: 1, consent: true };
});

/** Groups of questions of item 5 (chất vấn). */
export const groups = [
  ["nhom-1", "Thu gom, xử lý rác thải sinh hoạt tại các thôn và trách nhiệm của đơn vị được giao", "Ông Bùi Văn L", "Trưởng phòng Kinh tế", "current"],
  ["nhom-2", "Tiến độ giải quyết hồ sơ đất đai", "Bà Hoàng Thị Ngân", "Phó Chủ tịch Ủy ban nhân dân xã", "waiting"],
].map(([group, title, respondent, respondent_title, state]) => ({ group, item: "i5", title, respondent, respondent_title, state, conclusion: "" }));

export const vote = {
  vote: "v3", session: "an-binh-k1-3", item: "i7", motion: "m7-3", number: "7.3",
  title: "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp", block: [], part_of: null,
  form: "electronic", state: "open", nonce: "n-3f9a", round: 0, opened_at: 0, held_since: null, held_ms: 0,
  warn_seconds: 60, may_change: true, document: "dt-nq-73", hands_count: "for_and_against", closed_at: null, outcome: null,
  ballot: null, names: [], annulled_reason: null,
};

export const passed = {
  total_delegates: 28, present: 27, for: 26, against: 0, not_voting: 1, passed: true, of_present: ["96,30%", "0,00%", "3,70%"],
  of_total: ["92,86%", "0,00%", "3,57%"], arithmetic: { vi: "26 × 2 = 52 > 28", en: "26 × 2 = 52 > 28" },
  rule: { vi: "Cần quá nửa tổng số đại biểu", en: "More than half of all delegates" },
  rule_source: "Điều 35 khoản 2 Luật số 72/2025/QH15", verdict: { vi: "ĐƯỢC THÔNG QUA", en: "PASSED" },
  sentence: "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp. Hình thức: biểu quyết điện tử. Có mặt 27/28 đại biểu. Kết quả: tán thành 26/27 đại biểu có mặt (đạt 96,30%), bằng 92,86% tổng số đại biểu Hội đồng nhân dân xã; không tán thành: 0; không biểu quyết: 01 (3,70% số có mặt). Như vậy, với 26 đại biểu tán thành, đạt quá nửa tổng số đại biểu Hội đồng nhân dân xã (26 × 2 = 52 > 28), Nghị quyết được thông qua.",
};

export const failed = {
  ...passed, for: 14, against: 11, not_voting: 2, passed: false, of_present: ["51,85%", "40,74%", "7,41%"],
  of_total: ["50,00%", "39,29%", "7,14%"], arithmetic: { vi: "14 × 2 = 28, không lớn hơn 28", en: "14 × 2 = 28, not more than 28" },
  verdict: { vi: "KHÔNG ĐƯỢC THÔNG QUA", en: "NOT PASSED" }, sentence: "",
};

const nobody = { for: null, against: null, of_total: null, arithmetic: null, elected: null, verdict: null };

export const ballot = {
  kind: "election", seats: 2, office: "Ủy viên Ủy ban nhân dân xã", options: ["Đồng ý", "Không đồng ý"],
  rule: { vi: "Cần quá nửa tổng số đại biểu", en: "More than half of all delegates" }, rule_source: "Điều 35 khoản 2 Luật số 72/2025/QH15",
  blanks: false, most_issued: 27, tally: null, lines: ["Bà Cao Thị N", "Ông Nguyễn Hoàng Ẩ", "Ông Trương Quốc Đ"].map((name) => ({ name, ...nobody })), sentences: [],
};

const line = (name, marked, against, of_total, arithmetic, elected) => ({
  name, for: marked, against, of_total, arithmetic: { vi: arithmetic, en: arithmetic.replace("không lớn hơn", "not more than") }, elected,
  verdict: elected ? { vi: "trúng cử", en: "elected" } : { vi: "không trúng cử", en: "not elected" },
});

export const elected = {
  ...ballot,
  tally: { issued: 27, collected: 27, valid: 26, invalid: 1, lines: [{ for: 24, against: 2, blank: 0 }, { for: 18, against: 8, blank: 0 }, { for: 10, against: 16, blank: 0 }] },
  lines: [
    line("Bà Cao Thị N", 24, 2, "85,71%", "24 × 2 = 48 > 28", true), line("Ông Nguyễn Hoàng Ẩ", 18, 8, "64,29%", "18 × 2 = 36 > 28", true),
    line("Ông Trương Quốc Đ", 10, 16, "35,71%", "10 × 2 = 20, không lớn hơn 28", false),
  ],
  sentences: [
    "Hội đồng nhân dân xã bỏ phiếu kín. Phát ra 27, thu vào 27, hợp lệ 26, không hợp lệ 01.",
    "Bà Cao Thị N: đồng ý 24 phiếu, bằng 85,71% tổng số đại biểu; không đồng ý 02 phiếu, bằng 7,14% tổng số đại biểu. Cần quá nửa tổng số đại biểu (24 × 2 = 48 > 28). Bà Cao Thị N trúng cử Ủy viên Ủy ban nhân dân xã.",
  ],
};
