//! Votes: electronic, by hands, results.

use super::{Named, Tongue, base, council, main_key, plain_key};
use crate::Face;
use crate::generated::{
    Ballot, HandRow, Hands, KeyKind, Match, Outcome, ResultColumn, Screen, Seat, SeatState, VoteKind,
};
use slint::SharedString;

pub(super) fn faces(t: Tongue) -> Vec<Named> {
    let mut all = electronic(t);
    all.extend(by_hands(t));
    all.extend(results(t));
    all
}

fn word(t: Tongue, kind: VoteKind) -> SharedString {
    match kind {
        VoteKind::InFavour => t.say("Tán thành", "For"),
        VoteKind::Against => t.say("Không tán thành", "Against"),
        VoteKind::NotVoting => t.say("Không biểu quyết", "Not voting"),
    }
}

fn mark(seats: &mut [Seat], missing: &[usize]) {
    for (at, seat) in (1..).zip(seats) {
        seat.state = if at == 4 {
            SeatState::Absent
        } else if missing.contains(&at) {
            SeatState::Missing
        } else {
            SeatState::Voted
        };
    }
}

fn electronic(t: Tongue) -> Vec<Named> {
    let mut open = base(t, "11:32");
    open.screen = Screen::Voting;
    mark(&mut open.seats, &[8, 13, 17, 22, 26]);
    open.ballot = Ballot {
        item: t.say("Nội dung 7.3", "Item 7.3"),
        title: t.say(
            "Nghị quyết về chất vấn và trả lời chất vấn tại kỳ họp",
            "Resolution on the questions and answers at this session",
        ),
        tag: t.say("ĐANG BIỂU QUYẾT", "VOTE OPEN"),
        verb: t.say("đã biểu quyết", "have voted"),
        cast: 22,
        total: 27,
        missing_title: t.say("5 đại biểu chưa biểu quyết", "5 delegates have not voted"),
        missing_names: "08 Phan Thị Ngọc P, 13 Dương Văn U, 17 Quách Văn Ân, 22 Võ Thị Gi, 26 Nguyễn Thu Đ"
            .into(),
        note: t.say(
            "Kết quả chỉ hiện sau khi đóng biểu quyết.",
            "The result shows only after the vote is closed.",
        ),
        tally: SharedString::default(),
    };
    open.ballot_clock = "00:42".into();
    open.keys = vec![
        main_key(
            "close-vote",
            t.say("Đóng biểu quyết", "Close the vote"),
            t.say("còn 5 đại biểu chưa biểu quyết", "5 delegates have not voted"),
        ),
        plain_key("more-time", t.say("Thêm 30 giây", "30 seconds more")),
        plain_key("behalf", t.say("Thư ký ghi hộ", "Enter for another")),
        plain_key("to-hands", t.say("Chuyển sang giơ tay", "Show of hands instead")),
        plain_key("annul", t.say("Hủy lần này", "Annul this vote")),
    ];
    let mut large = open.clone();
    large.seats = council::many(50);
    mark(&mut large.seats, &[8, 13, 17, 22, 26, 31, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49]);
    large.ballot.cast = 33;
    large.ballot.total = 49;
    large.ballot_clock = SharedString::default();
    large.ballot.missing_title = t.say("16 đại biểu chưa biểu quyết", "16 delegates have not voted");
    large.ballot.title = t.say(
        "Nghị quyết về dự toán thu ngân sách nhà nước trên địa bàn, thu, chi ngân sách địa phương và phân bổ ngân sách xã năm 2027",
        "Resolution on estimated State budget revenue in the area, local revenue and expenditure and the commune's budget in 2027",
    );
    let mut listed = open.clone();
    listed.seats = council::many(500);
    mark(&mut listed.seats, &(200..=260).collect::<Vec<_>>());
    listed.ballot.cast = 438;
    listed.ballot.total = 499;
    listed.ballot.missing_title = t.say("61 đại biểu chưa biểu quyết", "61 delegates have not voted");
    listed.seats.sort_by_key(|seat| seat.state != SeatState::Missing);
    vec![("04-bieu-quyet", open), ("04b-bieu-quyet-50", large), ("04c-bieu-quyet-500", listed)]
}

fn hand_row(t: Tongue, kind: VoteKind, chair: &str, other: &str, edit: bool, how: Match) -> HandRow {
    HandRow {
        id: match kind {
            VoteKind::InFavour => "for".into(),
            VoteKind::Against => "against".into(),
            VoteKind::NotVoting => "not-voting".into(),
        },
        kind,
        word: word(t, kind),
        sub: if edit {
            t.say("đếm tay giơ", "hands counted")
        } else {
            t.say("27 có mặt trừ hai số trên", "the rest of 27 present")
        },
        chair: chair.into(),
        chair_edit: edit,
        other: other.into(),
        other_edit: edit,
        r#match: how,
    }
}

fn by_hands(t: Tongue) -> Vec<Named> {
    let mut same = base(t, "11:29");
    same.screen = Screen::Hands;
    same.hands = Hands {
        item: t.say("Nội dung 7.2", "Item 7.2"),
        title: t.say(
            "Nghị quyết về dự toán và phân bổ ngân sách xã năm 2027",
            "Resolution on the commune's budget and its allocation in 2027",
        ),
        strong: t.say("Hai bên đếm khớp.", "Both counts agree."),
        text: t.say("26 + 0 + 1 = 27 đại biểu có mặt.", "26 + 0 + 1 = 27 delegates present."),
        differs: false,
    };
    same.hand_rows = vec![
        hand_row(t, VoteKind::InFavour, "26", "26", true, Match::Equal),
        hand_row(t, VoteKind::Against, "0", "0", true, Match::Equal),
        hand_row(t, VoteKind::NotVoting, "1", "1", false, Match::Equal),
    ];
    same.keys = vec![
        main_key("accept", t.say("Xác nhận kết quả", "Confirm the result"), "26 + 0 + 1 = 27".into()),
        plain_key("recount", t.say("Đếm lại", "Count again")),
        plain_key("to-electronic", t.say("Chuyển sang điện tử", "Electronic instead")),
        plain_key("annul", t.say("Hủy lần này", "Annul this vote")),
    ];
    let mut differ = same.clone();
    differ.hands.strong = t.say("Hai bên đếm chưa khớp.", "The two counts differ.");
    differ.hands.text = t.say(
        "Tán thành: bàn Chủ tọa 26, Thư ký 25. Đề nghị đếm lại.",
        "For: chair's table 26, secretary 25. Please count again.",
    );
    differ.hands.differs = true;
    differ.hand_rows[0] = hand_row(t, VoteKind::InFavour, "26", "25", true, Match::Differs);
    differ.hand_rows[2] = hand_row(t, VoteKind::NotVoting, "1", "2", false, Match::Waiting);
    differ.keys[0] = main_key(
        "recount",
        t.say("Đếm lại", "Count again"),
        t.say("hai bên cùng đếm mục lệch", "both count the line that differs"),
    );
    differ.keys[1] = plain_key("accept", t.say("Xác nhận kết quả", "Confirm the result"));
    differ.keys[1].kind = KeyKind::Off;
    differ.keys[1].reason = t.say("Hai bên đếm chưa khớp.", "The two counts differ.");
    let mut hidden = same.clone();
    for row in &mut hidden.hand_rows {
        row.other = t.say("chờ", "…");
        row.other_edit = false;
        row.r#match = Match::None;
    }
    hidden.hands.strong = t.say("Thư ký đang đếm.", "The secretary is counting.");
    hidden.hands.text =
        t.say("Số của Thư ký hiện khi cả hai đã chốt.", "Both figures show once both are final.");
    hidden.keys[0].label = t.say("Chốt số đếm", "Finish the count");
    vec![("05-gio-tay", same), ("05b-lech", differ), ("05c-cho-thu-ky", hidden)]
}

fn column(t: Tongue, kind: VoteKind, number: i32, present: &str, total: &str, post: f32) -> ResultColumn {
    ResultColumn {
        kind,
        word: word(t, kind),
        number: number.to_string().into(),
        of_present: present.into(),
        of_total: total.into(),
        share: number as f32 / 28.0,
        post,
        post_label: t.say("cần 15", "15 needed"),
    }
}

fn results(t: Tongue) -> Vec<Named> {
    let mut passed = base(t, "11:30");
    passed.screen = Screen::Result;
    passed.outcome = Outcome {
        item: t.say("Nội dung 7.2", "Item 7.2"),
        title: t.say(
            "Nghị quyết về dự toán và phân bổ ngân sách xã năm 2027",
            "Resolution on the commune's budget and its allocation in 2027",
        ),
        verdict: t.say("ĐƯỢC THÔNG QUA", "ADOPTED"),
        passed: true,
        arithmetic: "26 × 2 = 52 > 28".into(),
        why: t.say("Cần quá nửa tổng số đại biểu HĐND xã", "More than half of all delegates is needed"),
        article: t.say("Điều 35 khoản 2 Luật số 72/2025/QH15", "Law 72/2025/QH15, article 35(2)"),
        presence: t.say("Có mặt 27/28, cần 19", "27/28 present, 19 needed"),
        presence_note: t.say("đủ điều kiện tiến hành", "enough to proceed"),
        annulled: SharedString::default(),
    };
    passed.columns = vec![
        column(t, VoteKind::InFavour, 26, "96,30%", "92,86%", 15.0 / 28.0),
        column(t, VoteKind::Against, 0, "0,00%", "0,00%", -1.0),
        column(t, VoteKind::NotVoting, 1, "3,70%", "3,57%", -1.0),
    ];
    passed.keys = vec![
        main_key(
            "publish",
            t.say("Công bố kết quả", "Publish the result"),
            t.say("lên màn hình hội trường", "on the wall of the hall"),
        ),
        plain_key("next", t.say("Sang nội dung 7.3", "On to item 7.3")),
        plain_key("export", t.say("In, xuất kết quả", "Print, export")),
        plain_key("again", t.say("Biểu quyết lại", "Vote again")),
    ];
    let mut half: Face = passed.clone();
    half.outcome.item = t.say("Ví dụ", "Example");
    half.outcome.title =
        t.say("Đúng một nửa tổng số đại biểu tán thành", "Exactly half of all delegates are for it");
    half.outcome.verdict = t.say("KHÔNG ĐƯỢC THÔNG QUA", "NOT ADOPTED");
    half.outcome.passed = false;
    half.outcome.arithmetic = "14 × 2 = 28".into();
    half.outcome.why =
        t.say("Không lớn hơn 28, chưa quá nửa tổng số đại biểu", "Not more than 28, so not more than half");
    half.columns = vec![
        column(t, VoteKind::InFavour, 14, "51,85%", "50,00%", 15.0 / 28.0),
        column(t, VoteKind::Against, 12, "44,44%", "42,86%", -1.0),
        column(t, VoteKind::NotVoting, 1, "3,70%", "3,57%", -1.0),
    ];
    half.keys[1].label = t.say("Giao chỉnh sửa, trình lại", "Send back for revision");
    let mut annulled = passed.clone();
    annulled.outcome.verdict = t.say("ĐÃ HỦY", "ANNULLED");
    annulled.outcome.annulled =
        t.say("Hủy: mở nhầm nội dung, biểu quyết lại", "Annulled: wrong item, voted again");
    vec![("06-ket-qua", passed), ("06b-khong-thong-qua", half), ("06c-da-huy", annulled)]
}
