//! Every screen of the wall filled with the council of An Bình, for pictures and tests of the layout; and the same with the
//! longest words there can be.

use super::generated::{
    AgendaRow, BallotRow, ClockState, Count, Foot, Head, Join, Outcome, Pair, QueueRow, Ratio, RowState,
    Screen, Seat, Speech, Turnout, VoteKind,
};
use super::{WallFace, hemicycle};
use slint::SharedString;

/// One picture: the name of its file and what it shows.
pub type Named = (&'static str, WallFace);

/// All screens, in the order of a session's day.
#[must_use]
pub fn faces() -> Vec<Named> {
    let mut all = around();
    all.extend(floor());
    all.extend(votes());
    all
}

fn head(tag: &str, note: &str) -> Head {
    Head { tag: tag.into(), note: note.into() }
}

fn pair(key: &str, long: &str, short: &str) -> Pair {
    Pair { key: key.into(), long: long.into(), short: short.into(), ..Pair::default() }
}

fn base(screen: Screen, clock: &str) -> WallFace {
    WallFace {
        screen,
        clock: clock.into(),
        foot: Foot { present: "Có mặt 27/28".into(), ..Foot::default() },
        more: ["còn ".into(), " nữa".into()],
        ..WallFace::default()
    }
}

fn around() -> Vec<Named> {
    let mut join = base(Screen::Join, "");
    join.qr_left = 0.6;
    join.join = Join {
        council: "HĐND XÃ AN BÌNH".into(),
        session: "Kỳ họp thứ 3, khóa I".into(),
        wifi_key: "Wi-Fi".into(),
        wifi: "HDND-AnBinh".into(),
        open_key: "mở".into(),
        address: "nghi.lan".into(),
        type_key: ", gõ mã".into(),
        type_at: "gõ mã tại".into(),
        code_a: "K7P4".into(),
        code_b: "M2Q9".into(),
        present: "21".into(),
        of: "trên".into(),
        total: "28".into(),
        word: "có mặt".into(),
        below_quorum: false,
    };
    let mut far = join.clone();
    far.join.address = "192.168.100.100:8080".into();
    far.join.wifi = "HDND-PhuocLong-5G".into();
    far.join.below_quorum = true;
    far.join.present = "13".into();

    let mut recess = base(Screen::Calm, "10:02");
    recess.title = "Tạm nghỉ".into();
    recess.pairs = vec![pair("", "Tiếp tục lúc 10:15", "")];

    let mut message = base(Screen::Calm, "10:40");
    message.head = head("Thông báo", "");
    message.title =
        "Đề nghị các đại biểu nhận phiếu bầu tại bàn Ban kiểm phiếu, cửa bên phải hội trường".into();

    let mut doors = base(Screen::Doors, "");
    doors.title = "HỌP KÍN".into();

    let mut seats = base(Screen::Seats, "07:31");
    seats.head = head("Sơ đồ chỗ ngồi", "");
    seats.foot.note = "Vắng: Hoàng Văn E".into();
    seats.seat_columns = 7;
    seats.seat_lines = 4.0;
    seats.seats = (0..28_u8)
        .map(|at| Seat {
            number: (at + 1).to_string().into(),
            present: at != 3,
            column: f32::from(at % 7),
            line: f32::from(at / 7),
        })
        .collect();

    let mut agenda = base(Screen::Agenda, "09:12");
    agenda.head = head("Chương trình", "4/8");
    agenda.agenda_at = 3;
    agenda.agenda = [
        "Khai mạc",
        "Thông qua chương trình",
        "Các báo cáo, tờ trình",
        "Thảo luận",
        "Chất vấn",
        "Công tác nhân sự",
        "Thông qua nghị quyết",
        "Bế mạc",
    ]
    .into_iter()
    .zip(1..)
    .map(|(title, number)| AgendaRow {
        number: number.to_string().into(),
        title: title.into(),
        state: match number {
            1..=3 => RowState::Done,
            4 => RowState::Current,
            6 => RowState::Postponed,
            _ => RowState::Waiting,
        },
    })
    .collect();

    let mut pairing = base(Screen::Pairing, "");
    pairing.foot = Foot { note: "http://192.168.1.10:8080".into(), ..Foot::default() };
    pairing.head = head("Ghép màn hình", "");
    pairing.code = "482 913".into();
    pairing.title = "Chủ tọa nhập mã này tại màn hình điều hành, mục Cài đặt.".into();

    pairing.title_short = "Chủ tọa nhập mã này tại máy điều hành.".into();

    let mut waiting = pairing.clone();
    waiting.code = SharedString::default();
    waiting.title = "Chưa nối được với máy điều hành. Màn hình đang tự thử lại.".into();
    waiting.title_short = "Chưa nối được với máy điều hành.".into();

    let mut lost = base(Screen::Lost, "");
    lost.foot = Foot::default();
    lost.head = head("Mất liên lạc với bàn chủ tọa từ 09:41", "Lúc 09:41, nội dung 4/8:");
    lost.title = "Thảo luận tại hội trường".into();
    lost.pairs = vec![pair("Đang phát biểu:", "Ngô Văn K", ""), pair("Có mặt lúc 09:41:", "27/28", "")];
    lost.pairs[0].key_short = "Phát biểu:".into();
    lost.pairs[1].key_short = "Có mặt:".into();
    vec![
        ("01-chao-mung", join),
        ("01b-dia-chi-dai", far),
        ("06-tam-nghi", recess),
        ("07-thong-bao", message),
        ("08-hop-kin", doors),
        ("09-so-do", seats),
        ("10-chuong-trinh", agenda),
        ("11-ghep", pairing),
        ("11b-chua-noi", waiting),
        ("12-mat-lien-lac", lost),
    ]
}

fn floor() -> Vec<Named> {
    let mut item = base(Screen::Item, "09:12");
    item.head = head("Nội dung 4/8", "từ 09:00");
    item.title = "Thảo luận tại hội trường".into();
    item.pairs = vec![pair("Tiếp theo:", "Chất vấn", "")];

    let mut few = item.clone();
    few.foot = Foot {
        present: "Có mặt 13/28".into(),
        below_quorum: true,
        note: "dưới mức cần 19".into(),
        note_short: "cần 19".into(),
    };

    let mut speaking = base(Screen::Speaking, "09:15");
    speaking.head = head("Đang phát biểu", "Tổ số 3");
    speaking.foot.note = "Thảo luận".into();
    speaking.speech = Speech {
        name: "Ngô Văn K".into(),
        state: ClockState::Running,
        label: "còn lại trong".into(),
        label_second: "07:00".into(),
        label_short: "còn lại".into(),
    };
    speaking.timer = "04:36".into();
    speaking.timer_left = 0.657;
    speaking.pairs = vec![pair("Tiếp theo:", "Mai Văn M, Trương Thị R", "Mai Văn M")];
    let mut last = speaking.clone();
    last.speech.state = ClockState::LastMinute;
    last.timer = "00:48".into();
    last.timer_left = 0.11;
    let mut over = speaking.clone();
    over.speech = Speech {
        name: "Phan Thị Ngọc Ẫm".into(),
        state: ClockState::Over,
        label: "quá".into(),
        label_second: "thời gian".into(),
        label_short: "quá giờ".into(),
    };
    over.timer = "+01:24".into();
    over.timer_left = 0.0;
    let mut question = speaking.clone();
    question.head = head("Trả lời chất vấn", "Nhóm 1/4");
    question.foot.note = "Đất đai, môi trường".into();
    question.speech.name = "Lê Quang Dũng".into();
    question.pairs = vec![pair("Người chất vấn:", "Nguyễn Thị Phương Thảo", "Nguyễn T. P. Thảo")];
    question.pairs[0].key_short = "Hỏi:".into();

    let mut queue = base(Screen::Queue, "09:20");
    queue.head = head("Nội dung 4/8", "từ 09:00");
    queue.title = "Thảo luận tại hội trường".into();
    queue.queue_title = "Đăng ký phát biểu: 7".into();
    queue.queue =
        ["Ngô Văn K", "Mai Văn M", "Trương Thị R", "Nguyễn T. P. Thảo", "Đỗ Thị H", "Lưu Thị V", "Tạ Thị Y"]
            .into_iter()
            .zip(1..)
            .map(|(name, number)| QueueRow {
                number: number.to_string().into(),
                name: name.into(),
                group: "Tổ 3".into(),
            })
            .collect();
    vec![
        ("02-noi-dung", item),
        ("02b-duoi-muc", few),
        ("03-phat-bieu", speaking),
        ("03c-sap-het-gio", last),
        ("03b-qua-gio", over),
        ("03d-chat-van", question),
        ("03e-cho-phat-bieu", queue),
    ]
}

fn counts(figures: [&str; 3]) -> Vec<Count> {
    [VoteKind::InFavour, VoteKind::Against, VoteKind::NotVoting]
        .into_iter()
        .zip(["Tán thành", "Không tán thành", "Không biểu quyết"])
        .zip(figures)
        .map(|((kind, word), number)| Count { kind, word: word.into(), number: number.into() })
        .collect()
}

fn votes() -> Vec<Named> {
    let mut open = base(Screen::Vote, "11:32");
    open.head = head("Đang biểu quyết", "Nội dung 7.3");
    open.foot.note = "Kết quả hiện sau khi đóng biểu quyết".into();
    open.foot.note_short = "Kết quả: sau khi đóng".into();
    open.title = "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp".into();
    open.turnout = Turnout {
        cast: "22".into(),
        chars: 2,
        of: "trên 27".into(),
        verb: "đã biểu quyết".into(),
        cells: 27,
        filled: 22,
        clock_label: "còn lại".into(),
    };
    open.timer = "00:42".into();

    let ratio = |part: &str, word: &str, percent: &str| Ratio {
        part: part.into(),
        word: word.into(),
        percent: percent.into(),
    };
    let mut passed = base(Screen::Result, "11:30");
    passed.outcome = Outcome {
        title: "7.2 Ngân sách xã năm 2027".into(),
        verdict: "ĐƯỢC THÔNG QUA".into(),
        passed: true,
        of_present: ratio("26/27", "có mặt", "96,30%"),
        of_total: ratio("26/28", "tổng số", "92,86%"),
        proof: "26 × 2 = 52 > 28: quá nửa tổng số".into(),
        arithmetic: "26 × 2 = 52 > 28".into(),
        rule: "quá nửa tổng số".into(),
    };
    passed.counts = counts(["26", "0", "1"]);
    let choices = [vec![Some(VoteKind::InFavour); 26], vec![Some(VoteKind::NotVoting)]].concat();
    passed.dots = hemicycle(&choices, 28);
    let mut failed = passed.clone();
    failed.outcome.verdict = "KHÔNG ĐƯỢC THÔNG QUA".into();
    failed.outcome.passed = false;
    failed.outcome.of_present = ratio("14/28", "có mặt", "50,00%");
    failed.outcome.of_total = ratio("14/28", "tổng số", "50,00%");
    failed.outcome.proof = "14 × 2 = 28, không lớn hơn 28".into();
    failed.outcome.arithmetic = "14 × 2 = 28, không lớn hơn 28".into();
    failed.counts = counts(["14", "9", "5"]);
    let choices = [
        vec![Some(VoteKind::InFavour); 14],
        vec![Some(VoteKind::Against); 9],
        vec![Some(VoteKind::NotVoting); 5],
    ]
    .concat();
    failed.dots = hemicycle(&choices, 28);

    let mut ballot = base(Screen::Ballot, "15:20");
    ballot.head = head("Kết quả bầu", "");
    ballot.title = "Ủy viên Ủy ban nhân dân xã, bầu 2 người".into();
    ballot.ballot = [
        ("Cao Thị N", "26/28", "92,86% tổng số, trúng cử", true),
        ("Đinh Công X", "20/28", "71,43% tổng số, trúng cử", true),
        ("Hồ Văn S", "9/28", "32,14% tổng số, không trúng cử", false),
        ("Nguyễn Hồng T", "2/28", "7,14% tổng số, không trúng cử", false),
    ]
    .map(|(name, votes, verdict, elected)| BallotRow {
        name: name.into(),
        votes: votes.into(),
        verdict: verdict.into(),
        verdict_short: if elected { "trúng cử".into() } else { "không trúng cử".into() },
        elected,
    })
    .to_vec();
    let mut next = ballot.clone();
    next.turn = 1;
    vec![
        ("04-bieu-quyet", open),
        ("05-ket-qua", passed),
        ("05b-khong-thong-qua", failed),
        ("05c-ket-qua-bau", ballot),
        ("05d-ket-qua-bau-tiep", next),
    ]
}
