//! The questioning: groups on the stage, an answer, an answer over time.

use super::stage::{item, requests};
use super::{Named, Tongue, base, council, main_key, plain_key};
use crate::generated::{ClockState, GroupRow, Questioning, Screen, StepCell, StepState, Toast};
use slint::SharedString;

pub(super) fn faces(t: Tongue) -> Vec<Named> {
    let mut groups = base(t, "10:02");
    groups.screen = Screen::Running;
    groups.item = item(t);
    groups.item.title = t.say("Chất vấn và trả lời chất vấn", "Questions and answers");
    groups.item.groups_line = t.say("tiếp: Thu gom rác thải", "next: waste collection");
    groups.docs = council::docs(t);
    groups.queue = council::queue(t, 0);
    for (row, note) in groups.queue.iter_mut().zip([("chất vấn", "question"), ("tranh luận", "debate")])
    {
        row.note = t.say(note.0, note.1);
    }
    groups.queue_title = requests(t);
    groups.groups = [("Thu gom rác thải", "Waste collection"), ("Đường liên thôn", "Roads between hamlets")]
        .iter()
        .enumerate()
        .map(|(at, (vi, en))| GroupRow {
            id: format!("g{at}").into(),
            caption: t.say(&format!("Nhóm vấn đề {}: chưa bắt đầu", at + 1), "not taken up"),
            title: t.say(vi, en),
        })
        .collect();
    groups.keys = vec![main_key(
        "start-group:g0",
        t.say("Bắt đầu nhóm 1/2", "Start group 1/2"),
        t.say("Thu gom rác thải", "Waste collection"),
    )];

    let mut answer = base(t, "10:24");
    answer.screen = Screen::Questioning;
    answer.queue = council::queue(t, 1);
    answer.questioning = Questioning {
        number: t.say("Nhóm vấn đề 1/2", "Group 1/2"),
        title: t.say("Thu gom rác thải", "Waste collection"),
        item: t.say("Nội dung 5: Chất vấn", "Item 5: Questions"),
        asker_caption: t.say("Chất vấn", "Question"),
        asker: "Ngô Văn K".into(),
        asker_role: t.say("Đại biểu Tổ số 3, ghế 06", "Group 3, seat 06"),
        question: t.say(
            "Bao giờ các thôn phía nam có lịch thu gom rác cố định hằng tuần?",
            "When will the southern hamlets have a fixed weekly collection?",
        ),
        asked: t.say("Đã hỏi 00:52, được phép 01:00", "Asked 00:52, allowed 01:00"),
        caption: t.say("Người trả lời", "Answers"),
        name: "Ông Bùi Văn L".into(),
        role: t.say("Trưởng phòng Kinh tế", "Head of the economic office"),
        state: ClockState::Running,
        allowed: t.say("Còn lại, được phép 03:00", "Left, allowed 03:00"),
        commitment: t
            .say("Lịch thu gom cố định cho các thôn phía nam.", "A fixed schedule for the southern hamlets."),
        commitment_due: t.say("Thời hạn: ngày 31/03/2027", "Due: 31/03/2027"),
        commitment_note: t.say("đưa vào bảng theo dõi", "in the tracking table"),
        waiting: t.say("Đang chờ: 4, tiếp: Mai Văn M, tranh luận", "Waiting: 4, next: Mai Văn M, debate"),
    };
    let steps = [
        ("Nêu chất vấn", "Question", StepState::Done),
        ("Trả lời", "Answer", StepState::Now),
        ("Tranh luận", "Debate", StepState::Next),
        ("Kết luận", "Conclusion", StepState::Next),
    ];
    answer.question_steps =
        steps.iter().map(|(vi, en, state)| StepCell { label: t.say(vi, en), state: *state }).collect();
    answer.timer = "01:48".into();
    answer.timer_left = 0.6;
    answer.keys = vec![
        main_key(
            "open-debate",
            t.say("Cho tranh luận", "Open the debate"),
            t.say("Ngô Văn K được ưu tiên", "Ngô Văn K comes first"),
        ),
        plain_key("stop", t.say("Dừng lượt", "End the speech")),
        plain_key("commit", t.say("Ghi cam\u{a0}kết", "Commitment")),
        plain_key("conclude", t.say("Chủ tọa kết\u{a0}luận", "Chair concludes")),
        plain_key("menu", t.say("Việc khác", "Other work")),
    ];
    let mut over = answer.clone();
    over.questioning.state = ClockState::Over;
    over.timer = "+00:24".into();
    over.questioning.name = "Bà Nguyễn Thị Phương Thảo".into();
    over.questioning.role = t.say("Phó Chủ tịch Ủy ban nhân dân xã", "Vice-chair of the People's Committee");
    over.questioning.commitment = SharedString::default();
    over.toast = Toast {
        text: t.say("Đã mời Bà Nguyễn Thị Phương Thảo trả lời.", "Bà Nguyễn Thị Phương Thảo answers."),
        undo: t.say("Hoàn tác", "Undo"),
    };
    vec![("08-nhom-van-de", groups), ("08b-chat-van", answer), ("08c-chat-van-qua-gio", over)]
}
