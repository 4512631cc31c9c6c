//! Pages over the stage: first start, PIN, choices, lists, confirmation, documents, settings.

use super::{Named, Tongue, base, council, main_key, plain_key};
use crate::Face;
use crate::generated::{
    Code, KeyKind, Line, LockFace, Mistake, Page, Paper, PickRow, Pin, RowState, Screen, StepRow,
};
use slint::SharedString;

pub(super) fn start(t: Tongue) -> Vec<Named> {
    let mut first = base(t, "07:00");
    first.screen = Screen::FirstPin;
    first.bar.lock = LockFace::Hidden;
    first.bar.present = SharedString::default();
    first.pin = Pin {
        title: t.say("Đặt mã PIN của Chủ tọa", "Set the chair's PIN"),
        note: t.say(
            "Mã gồm 4 đến 6 chữ số. Mã này mở khóa màn hình và điều hành kỳ họp.",
            "4 to 6 digits. It unlocks this screen and runs the session.",
        ),
        small: t.say("Bước 1/2: sau đó đặt mã của Thư ký.", "Step 1 of 2: the secretary's PIN comes next."),
        filled: 2,
        places: 6,
        enter: t.say("Đặt", "Set"),
        ..Pin::default()
    };

    let mut none = base(t, "07:00");
    none.screen = Screen::NoSession;
    none.bar.lock = LockFace::Hidden;
    none.bar.present = SharedString::default();
    none.bar.session = SharedString::default();
    none.page = Page {
        title: t.say("Chưa có kỳ họp nào", "There is no session yet"),
        note: t.say(
            "Chọn thư mục hồ sơ kỳ họp để nhập. Có thể cắm USB rồi tìm lại.",
            "Choose a session's folder to import it, or plug in a USB stick and search again.",
        ),
        empty: t.say("Không thấy thư mục nào có session.toml.", "No folder with a session.toml was found."),
        ..Page::default()
    };
    none.rows = vec![
        pick("usb", "1", "USB: HDND-AnBinh/ky-hop-3", &t.say("9 tệp", "9 files")),
        pick(
            "sample",
            "2",
            &t.say("Hội đồng mẫu xã An Bình", "Sample council of An Bình"),
            &t.say("có sẵn", "built in"),
        ),
    ];
    none.choices = vec![plain_key("search", t.say("Tìm lại", "Search again"))];
    let mut failed = none.clone();
    failed.page.title = t.say("Hồ sơ có 12 lỗi, chưa nhập gì", "12 mistakes, nothing was imported");
    failed.page.note = SharedString::default();
    failed.page.back = t.say("Quay lại", "Back");
    failed.mistakes = (1..=12)
        .map(|n| Mistake {
            file: "dai_bieu.csv".into(),
            line: (n * 3).to_string().into(),
            text: if n % 2 == 0 {
                t.say("Số ghế 7 đã có người khác.", "Seat 7 is already taken.")
            } else {
                t.say(
                    "Thiếu họ tên đại biểu: cột “Họ và tên” trống. Điền tên đầy đủ rồi nhập lại.",
                    "The delegate's name is missing: column “Họ và tên” is empty. Fill it in and import again.",
                )
            },
        })
        .collect();
    vec![("00b-dat-ma-pin", first), ("00c-chua-co-ky-hop", none), ("00d-loi-ho-so", failed)]
}

pub(super) fn faces(t: Tongue) -> Vec<Named> {
    let mut all = choices(t);
    all.extend(lists(t));
    all.extend(confirms(t));
    all.extend(papers(t));
    all
}

fn pick(id: &str, number: &str, text: &str, note: &str) -> PickRow {
    PickRow {
        id: id.into(),
        number: number.into(),
        text: text.into(),
        note: note.into(),
        on: false,
        off: false,
        figure: false,
    }
}

fn back(t: Tongue) -> SharedString {
    t.say("Quay lại", "Back")
}

fn choice(t: Tongue, caption: SharedString, title: SharedString, keys: &[(&str, &str, &str)]) -> Face {
    let mut face = base(t, "09:13");
    face.screen = Screen::Choice;
    face.page = Page { caption, title, back: back(t), ..Page::default() };
    face.choices = keys.iter().map(|(id, vi, en)| plain_key(id, t.say(vi, en))).collect();
    face
}

fn choices(t: Tongue) -> Vec<Named> {
    let seat = choice(
        t,
        t.say("Điểm danh, ghế 04", "Roll call, seat 04"),
        "Hoàng Văn E".into(),
        &[
            ("present", "Có mặt", "Present"),
            ("excused-ill", "Vắng có lý do: ốm, điều trị bệnh", "Excused: illness"),
            ("excused-work", "Vắng có lý do: công tác", "Excused: duty elsewhere"),
            ("excused-family", "Vắng có lý do: việc gia đình", "Excused: family"),
            ("unexcused", "Vắng không lý do", "Absent without reason"),
            ("left", "Về sớm", "Left early"),
        ],
    );
    let mut row = choice(
        t,
        t.say("Đăng ký phát biểu, thứ tự 1", "Request to speak, number 1"),
        t.say("Nguyễn Thị Phương Thảo, Tổ số 3", "Nguyễn Thị Phương Thảo, Group 3"),
        &[
            ("call", "Mời ngay", "Give the floor now"),
            ("later", "Lùi lại", "Move back"),
            ("withdraw", "Rút", "Withdraw"),
            ("written", "Ý kiến bằng văn bản", "Opinion in writing"),
        ],
    );
    row.choices[0].kind = KeyKind::Off;
    row.choices[0].reason = t.say("Đang có đại biểu phát biểu.", "Somebody is speaking.");
    let mut behalf = choice(
        t,
        t.say("Ghi hộ theo lời đề nghị, ghế 08", "Entry at a voiced request, seat 08"),
        "Phan Thị Ngọc P".into(),
        &[
            ("for", "Tán thành", "For"),
            ("against", "Không tán thành", "Against"),
            ("not-voting", "Không biểu quyết", "Not voting"),
        ],
    );
    behalf.page.note = t.say(
        "Đọc lại lựa chọn cho đại biểu nghe trước khi chạm. Biên bản ghi rõ là ghi hộ.",
        "Read the choice back before touching. The minutes say that it was entered on behalf.",
    );
    let mut settings = base(t, "09:14");
    settings.screen = Screen::Settings;
    settings.page = Page { title: t.say("Cài đặt", "Settings"), back: back(t), ..Page::default() };
    settings.choices = [
        ("code", "Cấp mã mới cho đại biểu", "New code for a delegate"),
        ("usb", "Chép biên bản ra USB", "Copy the minutes to USB"),
        ("download", "Mã tải biên bản", "Download code for the minutes"),
        ("wall", "Ghép màn hình hội trường", "Pair the wall"),
        ("agenda", "Sửa chương trình", "Edit the agenda"),
        ("close", "Bế mạc kỳ họp", "Close the session"),
    ]
    .iter()
    .map(|(id, vi, en)| plain_key(id, t.say(vi, en)))
    .collect();
    settings.lines = vec![Line {
        text: t.say("Địa chỉ: ", "Address: "),
        strong: "192.168.1.10:8080".into(),
        rest: SharedString::default(),
    }];
    vec![
        ("13-ghi-mot-dai-bieu", seat),
        ("14-mot-dang-ky", row),
        ("15-ghi-ho", behalf),
        ("16-cai-dat", settings),
    ]
}

fn lists(t: Tongue) -> Vec<Named> {
    let mut motions = base(t, "11:20");
    motions.screen = Screen::Pick;
    motions.page_wide = true;
    motions.page = Page {
        caption: t.say("Nội dung 7: Thông qua nghị quyết", "Item 7: Adopting resolutions"),
        title: t.say("Biểu quyết nội dung nào?", "What is to be voted on?"),
        back: back(t),
        ..Page::default()
    };
    motions.rows = vec![
        pick(
            "m1",
            "7.1",
            &t.say(
                "Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2027",
                "Resolution on the plan for 2027",
            ),
            &t.say("đã thông qua", "adopted"),
        ),
        pick(
            "m2",
            "7.2",
            &t.say(
                "Nghị quyết về dự toán và phân bổ ngân sách xã năm 2027",
                "Resolution on the commune's budget in 2027",
            ),
            "",
        ),
        pick(
            "m3",
            "7.3",
            &t.say(
                "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp",
                "Resolution on the questions and answers",
            ),
            "",
        ),
    ];
    motions.rows[0].off = true;
    motions.rows[1].on = true;
    motions.choices = vec![
        main_key("electronic", t.say("Biểu quyết điện tử", "Electronic vote"), SharedString::default()),
        plain_key("hands", t.say("Giơ tay", "Show of hands")),
    ];

    let mut delegates = base(t, "09:20");
    delegates.screen = Screen::Pick;
    delegates.page = Page {
        caption: t.say("Thêm đăng ký phát biểu tại bàn", "Request to speak, entered at the table"),
        title: t.say("Đại biểu nào xin phát biểu?", "Who asks to speak?"),
        back: back(t),
        ..Page::default()
    };
    delegates.rows = council::many(500)
        .into_iter()
        .map(|seat| {
            pick(
                &seat.id,
                &seat.number,
                &format!("{} {}", seat.family, seat.given),
                &t.say("Tổ 3", "Group 3"),
            )
        })
        .collect();
    let mut empty = delegates.clone();
    empty.page.title = t.say("Tất cả đăng ký", "All requests");
    empty.page.empty = t.say("Chưa có đại biểu đăng ký phát biểu.", "Nobody has asked to speak.");
    empty.rows.clear();

    let mut edit = base(t, "09:25");
    edit.screen = Screen::AgendaEdit;
    edit.agenda = council::long_agenda(t, 4);
    edit.agenda[5].state = RowState::Postponed;
    edit.agenda[5].note = t.say("đã hoãn", "postponed");
    edit.agenda[5].can_postpone = false;
    edit.page = Page {
        title: t.say("Sửa thứ tự chương trình", "Change the order of the agenda"),
        back: t.say("Xong", "Done"),
        ..Page::default()
    };
    vec![
        ("17-chon-noi-dung", motions),
        ("18-chon-dai-bieu", delegates),
        ("18b-chua-co", empty),
        ("19-sua-chuong-trinh", edit),
    ]
}

fn step(id: &str, label: SharedString, value: SharedString, note: SharedString) -> StepRow {
    StepRow { id: id.into(), label, value, note, can_less: true, can_more: true }
}

fn confirms(t: Tongue) -> Vec<Named> {
    let mut opening = base(t, "07:30");
    opening.screen = Screen::Opening;
    opening.page = Page {
        title: t.say("Xác nhận trước khi khai mạc", "Confirm before opening"),
        note: t.say("Biên bản dùng ngày, giờ và tổng số này.", "The minutes use this date, time and total."),
        back: back(t),
        go: t.say("Khai mạc", "Open"),
        ..Page::default()
    };
    opening.steps = vec![
        step("day", t.say("Ngày họp", "Date"), "07/12/2026".into(), t.say("Thứ Hai", "Monday")),
        step("hour", t.say("Giờ", "Hour"), "07".into(), SharedString::default()),
        step("minute", t.say("Phút", "Minute"), "30".into(), SharedString::default()),
        step(
            "total",
            t.say("Tổng số đại biểu", "All delegates"),
            "28".into(),
            t.say("danh sách có 28 người", "28 in the list"),
        ),
    ];
    opening.steps[3].can_more = false;

    let mut confirm = base(t, "11:33");
    confirm.screen = Screen::Confirm;
    confirm.page = Page {
        caption: t.say(
            "Nội dung 7.3: Nghị quyết về chất vấn và trả lời chất vấn",
            "Item 7.3: Resolution on the questions and answers",
        ),
        title: t.say("Đóng biểu quyết?", "Close the vote?"),
        note: t.say(
            "Sau khi đóng, kết quả không sửa được. Nếu sai, chỉ có thể hủy và biểu quyết lại.",
            "A closed result cannot be changed. If it is wrong, it can only be annulled and voted again.",
        ),
        back: t.say("Chờ thêm", "Wait longer"),
        go: t.say("Đóng biểu quyết", "Close the vote"),
        busy: false,
        empty: SharedString::default(),
    };
    confirm.lines = vec![
        Line {
            text: SharedString::default(),
            strong: t.say("25 trên 27", "25 of 27"),
            rest: t.say(" đại biểu có mặt đã biểu quyết.", " delegates present have voted."),
        },
        Line {
            text: t.say("Hai đại biểu còn lại sẽ được ghi là ", "The other two will be recorded as "),
            strong: t.say("không biểu quyết", "not voting"),
            rest: ":".into(),
        },
        Line { text: "08 Phan Thị Ngọc P, 17 Quách Văn Ân".into(), ..Line::default() },
    ];
    let mut pin = base(t, "09:14");
    pin.screen = Screen::Pin;
    pin.locked = true;
    pin.bar.lock = LockFace::Locked;
    pin.pin = Pin {
        title: t.say("Nhập mã PIN của Chủ tọa", "Enter the chair's PIN"),
        note: t.say(
            "Màn hình đang khóa. Kỳ họp, đồng hồ và biểu quyết vẫn tiếp tục.",
            "The screen is locked. The session, clocks and votes go on.",
        ),
        small: t.say("Sai 5 lần: khóa nhập trong 1 phút.", "5 wrong tries: no entry for 1 minute."),
        filled: 3,
        places: 6,
        enter: t.say("Mở", "Open"),
        back: back(t),
        ..Pin::default()
    };
    let mut wrong = pin.clone();
    wrong.pin.message = t.say("Sai mã PIN 5 lần, tạm khóa nhập.", "Wrong PIN 5 times, entry is blocked.");
    wrong.pin.wait = 42;
    wrong.pin.filled = 0;
    vec![
        ("08-xac-nhan-khai-mac", opening),
        ("09-xac-nhan", confirm),
        ("09b-ma-pin", pin),
        ("09c-sai-ma-pin", wrong),
    ]
}

fn papers(t: Tongue) -> Vec<Named> {
    let mut paper = base(t, "09:16");
    paper.screen = Screen::Document;
    paper.paper = Paper {
        sign: "210/BC-UBND".into(),
        title: t.say(
            "Báo cáo tình hình phát triển kinh tế - xã hội năm 2026 và phương hướng năm 2027",
            "Report on the economy and society in 2026 and directions for 2027",
        ),
        page: "3/24".into(),
        can_prev: true,
        can_next: true,
        message: SharedString::default(),
    };
    let mut loading = paper.clone();
    loading.paper.message = t.say("Đang mở trang 3. Vui lòng chờ.", "Opening page 3. Please wait.");
    let mut code = base(t, "07:20");
    code.screen = Screen::Code;
    code.page.back = back(t);
    code.code = Code {
        title: t.say("Mã mới của đại biểu", "A delegate's new code"),
        name: t.say("Nguyễn Thị Phương Thảo, ghế 12", "Nguyễn Thị Phương Thảo, seat 12"),
        code_a: "7QXW".into(),
        code_b: "K2MD".into(),
        address: "nghi.lan".into(),
        note: t.say(
            "Mã dùng một lần. Mã cũ và máy cũ của đại biểu không dùng được nữa.",
            "Good once. The old code and the old device no longer work.",
        ),
        has_qr: true,
    };
    code.code_seconds = 47;
    vec![("20-tai-lieu", paper), ("20b-dang-mo", loading), ("21-ma-moi", code)]
}
