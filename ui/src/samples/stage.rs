//! The screens on the stage: joining, running, speaking, recess, closed, faults.

use super::{Named, Tongue, base, council, main_key, plain_key};
use crate::Face;
use crate::generated::{
    ClockState, Code, Item, KeyKind, Line, LockFace, Page, QueueRow, Screen, SeatState, Speech, Toast,
    Trouble,
};
use slint::SharedString;

pub(super) fn faces(t: Tongue) -> Vec<Named> {
    let mut all = joining(t);
    all.extend(running(t));
    all.extend(speaking(t));
    all.extend(calm(t));
    all.extend(faults(t));
    all
}

fn joining(t: Tongue) -> Vec<Named> {
    let mut standby = base(t, "07:05");
    standby.screen = Screen::Standby;
    standby.locked = true;
    standby.bar.lock = LockFace::Locked;
    standby.bar.present = SharedString::default();
    standby.presence.title = t.say(
        "Kỳ họp thứ 3 (thường lệ cuối năm 2026), khóa I",
        "3rd session (regular, end of 2026), 1st term",
    );
    standby.presence.venue = t.say("Hội trường UBND xã An Bình", "Hall of the People's Committee, An Bình");
    standby.presence.present = 12;
    standby.presence.enough = false;
    standby.keys = vec![main_key("roll", t.say("Bắt đầu điểm danh", "Start the roll call"), pin_second(t))];
    standby.keys.push(plain_key("qr", t.say("Phóng to mã QR", "Enlarge the QR code")));

    let mut check_in = base(t, "07:18");
    check_in.screen = Screen::Standby;
    check_in.bar.present = SharedString::default();
    check_in.bar.session = t.say(
        "Kỳ họp thứ 3 (thường lệ cuối năm 2026), khóa I",
        "3rd session (regular, end of 2026), 1st term",
    );
    check_in.presence.present = 21;
    check_in.keys = vec![
        main_key(
            "open",
            t.say("Khai mạc kỳ họp", "Open the session"),
            t.say("21/28 có mặt", "21/28 present"),
        ),
        plain_key("table", t.say("Điểm danh tại bàn", "Roll call at the table")),
        plain_key("excused", t.say("Ghi vắng có lý do", "Record an excuse")),
        plain_key("qr", t.say("Phóng to mã QR", "Enlarge the QR code")),
    ];

    let mut full = base(t, "07:18");
    full.screen = Screen::QrFull;

    let mut table = base(t, "07:36");
    table.screen = Screen::RollCall;
    table.seats[3].note = t.say("có lý do", "excused");
    table.keys = vec![
        main_key(
            "close-roll",
            t.say("Chốt điểm danh", "Close the roll"),
            t.say("27/28 có mặt, đạt 96,43%", "27/28 present, 96,43%"),
        ),
        plain_key("excused", t.say("Ghi vắng có lý do", "Record an excuse")),
        plain_key("late", t.say("Đến muộn, ra về", "Late, leaving")),
        plain_key("back", t.say("Quay lại", "Back")),
    ];
    let mut large = table.clone();
    large.seats = council::many(50);
    large.seats[7].state = SeatState::Unexcused;
    large.seats[8].state = SeatState::NotYet;
    let mut listed = large.clone();
    listed.seats = council::many(500);
    listed.seats[1].state = SeatState::LeftEarly;
    vec![
        ("01-cho", standby),
        ("01b-diem-danh", check_in),
        ("01c-ma-qr", full),
        ("07-diem-danh-bang", table),
        ("07b-diem-danh-50", large),
        ("07c-diem-danh-500", listed),
    ]
}

fn pin_second(t: Tongue) -> SharedString {
    t.say("Chủ tọa nhập mã PIN", "the chair enters the PIN")
}

pub(super) fn item(t: Tongue) -> Item {
    Item {
        caption: t.say("Nội dung 4", "Item 4"),
        progress: "4/8".into(),
        since: t.say("từ 09:00, 12/30 phút", "since 09:00, 12 of 30 min"),
        title: t.say("Thảo luận tại hội trường", "Debate in the hall"),
        lead: t.say("Vừa phát biểu: Đỗ Thị H, 6 phút 10 giây", "Spoke last: Đỗ Thị H, 6 min 10 s"),
        docs_line: t.say("3 văn bản, 45 trang", "3 papers, 45 pages"),
        queue_line: t.say("tiếp: Ngô Văn K, Tổ 3", "next: Ngô Văn K, Group 3"),
        groups_line: SharedString::default(),
    }
}

fn running(t: Tongue) -> Vec<Named> {
    let mut run = base(t, "09:12");
    run.screen = Screen::Running;
    run.item = item(t);
    run.docs = council::docs(t);
    run.queue = council::queue(t, 0);
    run.queue_title = requests(t);
    run.keys = vec![
        main_key(
            "call:q1",
            t.say("Mời phát biểu", "Give the floor"),
            t.say("Ngô Văn K, Tổ số 3", "Ngô Văn K, Group 3"),
        ),
        plain_key("vote", t.say("Mở biểu\u{a0}quyết", "Open a vote")),
        plain_key("end", t.say("Kết thúc thảo\u{a0}luận", "End the debate")),
        plain_key("next", t.say("Chuyển nội dung", "Next item")),
        plain_key("recess", t.say("Tạm nghỉ", "Recess")),
    ];
    let mut locked = run.clone();
    locked.locked = true;
    locked.bar.lock = LockFace::Locked;
    locked.keys.clear();

    let mut crowded = run.clone();
    crowded.item.title = t.say(
        "Thông qua Nghị quyết về dự toán thu ngân sách nhà nước trên địa bàn và phân bổ ngân sách xã năm 2027",
        "Adopting the resolution on estimated State budget revenue in the area and the commune's budget allocation in 2027",
    );
    crowded.agenda = council::long_agenda(t, 7);
    crowded.agenda_at = 6;
    crowded.item.progress = "7/14".into();
    crowded.docs.extend(council::docs(t));
    crowded.queue = council::long_queue(t);
    crowded.strip = t.say(
        "Mất liên lạc với máy của đại biểu từ 09:17. Vẫn điều hành và biểu quyết giơ tay được.",
        "No link to the delegates' devices since 09:17. The floor and votes by hands still work.",
    );
    crowded.toast = Toast {
        text: t.say("Đã mời Nguyễn Thị Phương Thảo phát biểu.", "Nguyễn Thị Phương Thảo has the floor."),
        undo: t.say("Hoàn tác", "Undo"),
    };

    let mut quiet = run.clone();
    quiet.queue = Vec::<QueueRow>::new();
    quiet.docs.clear();
    quiet.bar.below_quorum = true;
    quiet.bar.present = "18/28".into();
    quiet.presence.present = 18;
    quiet.presence.enough = false;
    quiet.item.lead = SharedString::default();
    quiet.keys[0].kind = KeyKind::Off;
    quiet.keys[0].second = SharedString::default();
    quiet.keys[0].reason = t.say("Chưa có đại biểu đăng ký phát biểu.", "Nobody has asked to speak.");
    quiet.keys[3].kind = KeyKind::Primary;
    quiet.toast.text = t.say(
        "Dưới mức cần 19 đại biểu có mặt. Kỳ họp vẫn tiếp tục theo quyết định của Chủ tọa.",
        "Fewer than the 19 needed are present. The chair decides whether to go on.",
    );
    vec![("02-dieu-hanh", run), ("02b-khoa", locked), ("02c-dong-nguoi", crowded), ("02d-vang", quiet)]
}

fn speaking(t: Tongue) -> Vec<Named> {
    let mut calm = base(t, "09:15");
    calm.screen = Screen::Speaking;
    calm.queue = council::queue(t, 1);
    calm.queue_title = t.say("Tiếp theo", "Next");
    calm.speech = Speech {
        caption: t.say("Nội dung 4: Thảo luận tại hội trường", "Item 4: Debate in the hall"),
        name: "Ngô Văn K".into(),
        role: t.say("Đại biểu Tổ số 3, ghế 06, lần phát biểu thứ 1", "Group 3, seat 06, first time"),
        state: ClockState::Running,
        allowed: "07:00".into(),
        note: t.say(
            "Báo trước khi còn 01:00 và 00:15. Micro không tự ngắt.",
            "Warns at 01:00 and 00:15. The microphone is never cut.",
        ),
        item_clock: t.say("Nội dung: 12 phút / dự kiến 30", "Item: 12 of 30 min"),
    };
    calm.timer = "04:36".into();
    calm.timer_left = 0.657;
    calm.keys = vec![
        main_key(
            "call:q2",
            t.say("Mời tiếp", "Next speaker"),
            t.say("Mai Văn M, Tổ số 1", "Mai Văn M, Group 1"),
        ),
        plain_key("pause", t.say("Tạm dừng", "Pause")),
        plain_key("plus", t.say("Cho thêm 1 phút", "One minute more")),
        plain_key("stop", t.say("Dừng lượt", "End the speech")),
    ];
    let mut last = calm.clone();
    last.clock = "09:18".into();
    last.speech.state = ClockState::LastMinute;
    last.timer = "00:48".into();
    last.timer_left = 0.114;
    let mut over = calm.clone();
    over.clock = "09:21".into();
    over.speech.state = ClockState::Over;
    over.timer = "+01:24".into();
    over.speech.note = t.say(
        "Micro không tự ngắt. Chủ tọa quyết định cho thêm hoặc dừng lượt.",
        "The microphone is never cut. The chair gives more time or ends the speech.",
    );
    let mut paused = calm.clone();
    paused.speech.state = ClockState::Paused;
    paused.speech.name = "Nguyễn Thị Phương Thảo".into();
    paused.queue = council::long_queue(t);
    paused.keys[1].label = t.say("Tiếp tục", "Resume");
    let mut called = calm.clone();
    called.speech.state = ClockState::Called;
    called.timer = "07:00".into();
    called.timer_left = 1.0;
    called.queue[0].note = t.say("chờ Chủ tọa đồng ý", "waits for consent");
    called.queue[0].group = t.say("khách", "guest");
    called.queue[1].note = t.say("tranh luận, lượt 2", "debate, 2nd turn");
    called.queue_title = t.say("Đã khóa danh sách", "The list is closed");
    called.toast = Toast {
        text: t.say("Đã mời Nguyễn Thị Phương Thảo.", "Nguyễn Thị Phương Thảo has the floor."),
        undo: t.say("Hoàn tác", "Undo"),
    };
    called.keys[0] = main_key(
        "resume",
        t.say("Bắt đầu tính giờ", "Start the clock"),
        t.say("Ngô Văn K, Tổ số 3", "Ngô Văn K, Group 3"),
    );
    vec![
        ("03-phat-bieu", calm),
        ("03c-sap-het-gio", last),
        ("03b-qua-gio", over),
        ("03d-tam-dung", paused),
        ("03e-da-moi", called),
    ]
}

pub(super) fn requests(t: Tongue) -> SharedString {
    t.say("Đăng ký phát biểu", "Requests to speak")
}

fn calm(t: Tongue) -> Vec<Named> {
    let mut recess = base(t, "10:02");
    recess.screen = Screen::Recess;
    recess.page = Page {
        caption: t.say("Nội dung 5: Chất vấn", "Item 5: Questions"),
        title: t.say("Tạm nghỉ", "Recess"),
        note: t.say("Tiếp tục lúc 10:15", "Resumes at 10:15"),
        ..Page::default()
    };
    recess.keys = vec![
        main_key("resume", t.say("Họp tiếp", "Resume"), t.say("Nội dung 5: Chất vấn", "Item 5: Questions")),
        plain_key("later", t.say("Thêm 5 phút", "5 minutes more")),
    ];
    let mut closed = base(t, "16:42");
    closed.screen = Screen::Closed;
    closed.page = Page {
        caption: t.say("Kỳ họp thứ 3, khóa I", "3rd session, 1st term"),
        title: t.say("Kỳ họp đã bế mạc", "The session is closed"),
        note: t.say("Biên bản đã ghi lúc 16:41", "Minutes written at 16:41"),
        ..Page::default()
    };
    closed.lines = vec![
        line("", "4", &t.say(" tệp: DOCX, PDF, XLSX, JSON", " files: DOCX, PDF, XLSX, JSON")),
        line(
            &t.say("Nhật ký: ", "Journal: "),
            "1 284",
            &t.say(" bản ghi, đã kiểm tra", " records, verified"),
        ),
    ];
    closed.code = Code {
        code_a: "4TXQ".into(),
        code_b: "8M2B".into(),
        address: "nghi.lan/tai".into(),
        has_qr: true,
        ..Code::default()
    };
    closed.code_seconds = 540;
    closed.keys = vec![
        main_key("usb", t.say("Chép biên bản ra USB", "Copy the minutes to USB"), SharedString::default()),
        plain_key("download", t.say("Mã tải về mới", "New download code")),
        plain_key("off", t.say("Tắt máy", "Shut down")),
    ];
    let mut wait = base(t, "07:00");
    wait.screen = Screen::Wait;
    wait.bar.lock = LockFace::Hidden;
    wait.bar.present = SharedString::default();
    wait.page.title = t.say("Đang mở nhật ký", "Opening the journal");
    wait.page.note = t.say("1 284 bản ghi đang được kiểm tra.", "1 284 records are being checked.");
    vec![("11-tam-nghi", recess), ("12-be-mac", closed), ("00-cho-may", wait)]
}

fn line(text: &str, strong: &str, rest: &str) -> Line {
    Line { text: text.into(), strong: strong.into(), rest: rest.into() }
}

fn words(t: Tongue, all: &[(&str, &str)]) -> Vec<SharedString> {
    all.iter().map(|(vi, en)| t.say(vi, en)).collect()
}

fn faults(t: Tongue) -> Vec<Named> {
    let mut lost = base(t, "09:18");
    lost.screen = Screen::Fault;
    lost.trouble = Trouble {
        title: t.say("Mất liên lạc với máy của đại biểu", "No link to the delegates' devices"),
        text: t.say(
            "Dịch vụ kết nối dừng lúc 09:17. Máy tự khởi động lại dịch vụ, thử lại sau 4 giây.",
            "The link stopped at 09:17. The machine restarts it by itself, next attempt in 4 seconds.",
        ),
        foot: line(
            &t.say("Không mất dữ liệu: ", "No data is lost: "),
            &t.say("412 bản ghi đã lưu", "412 records are safe"),
            &t.say(
                ", lần cuối lúc 09:17:06 (đăng ký phát biểu, Dương Văn U).",
                ", the last at 09:17:06 (Dương Văn U asked to speak).",
            ),
        ),
    };
    lost.works = words(
        t,
        &[
            ("Điều hành, đồng hồ, mời phát biểu", "Running the session, clocks, the floor"),
            ("Biểu quyết giơ tay", "Votes by show of hands"),
            ("Điểm danh tại bàn", "Roll call at the table"),
            ("Ghi biên bản, in tài liệu", "Minutes and documents"),
        ],
    );
    lost.stopped = words(
        t,
        &[
            ("Biểu quyết điện tử", "Electronic votes"),
            ("Xin phát biểu từ điện thoại", "Requests to speak from phones"),
            ("Điểm danh bằng mã QR", "Check-in by QR code"),
            ("Màn hình hội trường giữ hình cũ", "The wall keeps its last picture"),
        ],
    );
    lost.keys = vec![
        main_key(
            "continue",
            t.say("Tiếp tục điều hành", "Go on"),
            t.say("dùng giơ tay thay điện tử", "votes by hands instead"),
        ),
        plain_key("retry", t.say("Thử lại ngay", "Try again now")),
        plain_key("recess", t.say("Tạm nghỉ 10 phút", "Recess, 10 minutes")),
        plain_key("help", t.say("Xem cách xử lý", "What to do")),
    ];
    let mut full = lost.clone();
    full.trouble.title = t.say("Không lưu được lên ổ đĩa", "The disk cannot be written");
    full.trouble.text = t.say(
        "Ổ đĩa đầy từ 09:17. Máy ngừng nhận mọi yêu cầu mới để không ghi nhận sai.",
        "The disk is full since 09:17. Nothing new is accepted, so that nothing is recorded wrongly.",
    );
    full.works = words(
        t,
        &[
            ("Xem chương trình, tài liệu đã mở", "Agenda and opened documents"),
            ("Đồng hồ phát biểu đang chạy", "The running speech clock"),
            ("In phiếu, mẫu đếm giơ tay trên giấy", "Paper forms for counting hands"),
            ("Chép dữ liệu ra USB", "Copying the data to USB"),
        ],
    );
    full.stopped = words(
        t,
        &[
            ("Mở, đóng biểu quyết", "Opening and closing votes"),
            ("Ghi nhận phát biểu, điểm danh", "Recording speeches, presence"),
            ("Sửa biên bản", "Editing the minutes"),
            ("Nhận tài liệu mới", "New documents"),
        ],
    );
    full.keys[0] = main_key(
        "usb",
        t.say("Chép dữ liệu ra USB", "Copy the data to USB"),
        t.say("412 bản ghi, giữ nguyên bản gốc", "412 records, the original stays"),
    );
    let mut strip: Face = running(t).remove(0).1;
    strip.strip = t.say(
        "Mất liên lạc với máy của đại biểu từ 09:17. Vẫn điều hành được.",
        "No link to the delegates' devices since 09:17. The session goes on.",
    );
    vec![("10-mat-ket-noi", lost), ("10b-dia-day", full), ("10c-dai-do", strip)]
}
