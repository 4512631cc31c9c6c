//! Words of the floor: the queue, the clocks, the groups of questions.

use super::Words;
use crate::chamber::rules::TurnKind;
use crate::text::{Lang, day_short, turn_name};

words! {
    // the queue
    next_title: "Tiếp theo", "Next";
    list_closed_title: "Đã khóa danh sách", "The list is closed";
    list_closed_small: "Đã khóa", "Closed";
    list_closed_short: "danh sách đã khóa", "the list is closed";
    close_list: "Khóa danh sách", "Close the list";
    reopen_list: "Mở danh sách", "Reopen the list";
    list_was_closed: "Đã khóa danh sách đăng ký.", "The list of speakers is closed.";
    list_was_reopened: "Đã mở lại danh sách đăng ký.", "The list of speakers is open again.";
    consent: "Đồng ý cho phát biểu", "Let the guest speak";
    waits_consent: "chờ Chủ tọa đồng ý", "waits for consent";
    waits_consent_short: "chờ đồng ý", "no consent yet";
    guest: "khách", "guest";
    last_in_queue: "đang ở cuối", "is the last";
    asked_already: "đã đăng ký", "asked already";
    which_kind: "Đăng ký việc gì?", "What for?";

    // the speech
    start_clock: "Bắt đầu tính giờ", "Start the clock";
    clock_started: "Đã bắt đầu tính giờ.", "The clock runs.";
    clock_paused: "Đã tạm dừng đồng hồ.", "The clock is paused.";
    clock_resumed: "Đồng hồ chạy tiếp.", "The clock runs on.";
    called_note: "Đồng hồ chạy khi Chủ tọa bấm Bắt đầu tính giờ.", "The clock runs once the chair starts it.";

    // what can be taken back
    undone: "Đã hoàn tác.", "Taken back.";
    discussion_reopened: "Đã mở lại thảo luận.", "The debate is open again.";
    recess_began: "Đã tạm nghỉ.", "The recess has begun.";
    recess_over: "Đã họp tiếp.", "The session goes on.";
    order_changed: "Đã đổi thứ tự chương trình.", "The order of the agenda is changed.";
    item_restored: "Đã đưa nội dung trở lại chương trình.", "The item is back on the agenda.";

    // groups of questions
    groups_title: "Nhóm vấn đề chất vấn", "Groups of questions";
    group_waits: "chưa bắt đầu", "not taken up";
    group_current: "đang chất vấn", "before the council";
    group_over: "đã kết luận", "concluded";
    groups_not_decided: "Hội đồng chưa biểu quyết nhóm vấn đề và người trả lời.",
        "The council has not voted on the groups and who answers.";
    groups_not_decided_short: "chưa biểu quyết", "not voted on";
    groups_vote_second: "nhóm vấn đề chất vấn", "groups of questions";
    groups_all_over: "đã kết luận tất cả", "all concluded";
    step_question: "Nêu chất vấn", "Question";
    step_answer: "Trả lời", "Answer";
    step_debate: "Tranh luận", "Debate";
    step_conclusion: "Chủ tọa kết luận", "The chair concludes";
    step_conclusion_short: "Kết luận", "Conclusion";
    question_by: "Chất vấn", "Question by";
    no_question: "Chưa có chất vấn", "No question yet";
    respondent: "Người trả lời", "Answers";
    asks_now: "Đang chất vấn", "Asks now";
    debates_now: "Đang tranh luận", "In the debate";
    chair_concluded: "Đã kết luận", "Concluded";
    conclusion_note: "Thư ký ghi nội dung kết luận ở máy Thư ký.", "The secretary writes the conclusion down.";
    call_question: "Mời chất vấn", "Call the question";
    call_answer: "Mời trả lời", "Call the answer";
    call_debate: "Mời tranh luận", "Call to the debate";
    call_explanation: "Mời giải trình", "Call to explain";
    call_procedural: "Mời nêu trình tự", "Word on procedure";
    open_debate: "Cho tranh luận", "Open the debate";
    debate_opened: "Đã cho tranh luận.", "The debate is open.";
    nobody_debates: "chưa có người đăng ký", "nobody has asked yet";
    conclude: "Chủ tọa kết luận", "The chair concludes";
    conclude_title: "Kết luận nhóm vấn đề này?", "Conclude this group?";
    other_answerer: "Người khác trả lời", "Somebody else answers";
    answer_who: "Ai trả lời chất vấn này?", "Who answers this question?";
    question_menu: "Việc khác của phần chất vấn", "Other work of the questions";
    question_menu_second: "thêm giờ, nghỉ", "time, recess";
    general_menu: "Việc chung", "General";
    written_answer: "Trả lời bằng văn bản", "Answer in writing";
    written_answer_small: "Trả lời văn bản", "In writing";
    groups_small: "Nhóm vấn đề", "Groups";
    written_answer_title: "Trả lời chất vấn bằng văn bản?", "Answer in writing?";
    written_answer_go: "Ghi trả lời bằng văn bản", "Record it";
    written_answer_said: "Đã ghi: trả lời bằng văn bản.", "Recorded: an answer in writing.";
    which_question: "Chất vấn nào được trả lời bằng văn bản?", "Which question is answered in writing?";
    commit: "Ghi cam kết", "Commitment";
    commit_due: "Thực hiện đến ngày nào?", "Due on which day?";
    commit_title: "Ghi cam kết này?", "Record this commitment?";
    commit_note: "Thư ký ghi nội dung cụ thể ở máy Thư ký. Cam kết đi vào bảng theo dõi.",
        "The secretary writes down the details. It goes into the tracking table.";
    tracked: "đưa vào bảng theo dõi", "in the tracking table";
}

impl Words {
    /// Days that a commitment is usually given.
    pub const DUE_DAYS: [usize; 4] = [7, 15, 30, 90];

    /// What is recorded as promised until the secretary has written down more.
    pub fn promised(group: &str) -> String {
        format!("Thực hiện nội dung đã trả lời về “{group}”.")
    }

    /// The kind in a row of the queue; nothing for an ordinary speech.
    pub fn kind_short(self, kind: TurnKind) -> &'static str {
        match kind {
            TurnKind::Speech => "",
            TurnKind::Question => self.0.pick("chất vấn", "question"),
            TurnKind::Debate => self.0.pick("tranh luận", "debate"),
            TurnKind::Procedural => self.0.pick("trình tự", "procedure"),
            TurnKind::Explanation => self.0.pick("giải trình", "explanation"),
            TurnKind::Answer => self.0.pick("trả lời", "answer"),
        }
    }
    /// "lượt 2".
    pub fn turn(self, turn: u32) -> String {
        self.f(format!("lượt {turn}"), format!("turn {turn}"))
    }
    /// What the key says that gives the floor to a turn of this kind.
    pub fn call_to(self, kind: TurnKind) -> &'static str {
        match kind {
            TurnKind::Speech => self.call(),
            TurnKind::Question => self.call_question(),
            TurnKind::Debate => self.call_debate(),
            TurnKind::Procedural => self.call_procedural(),
            TurnKind::Explanation => self.call_explanation(),
            TurnKind::Answer => self.call_answer(),
        }
    }
    pub fn before(self, people: usize) -> String {
        self.f(format!("trước {people} người"), format!("before {people} others"))
    }
    pub fn called(self, name: &str) -> String {
        self.f(format!("Đã mời {name}."), format!("{name} has the floor."))
    }
    pub fn called_to_answer(self, name: &str) -> String {
        self.f(format!("Đã mời {name} trả lời."), format!("{name} answers."))
    }
    pub fn stopped(self, name: &str) -> String {
        self.f(format!("Đã dừng lượt của {name}."), format!("The turn of {name} has ended."))
    }
    pub fn deferred(self, name: &str) -> String {
        self.f(format!("Đã lùi {name} một lượt."), format!("{name} moved back by one."))
    }
    pub fn consented(self, name: &str) -> String {
        self.f(format!("Đã đồng ý cho {name} phát biểu."), format!("{name} may speak."))
    }
    /// "Đại biểu Tổ số 3, ghế 06, lần phát biểu thứ 1".
    pub fn speaker_role(self, group: &str, seat: u16, kind: TurnKind, times: u32) -> String {
        let what = turn_name(kind, self.0).to_lowercase();
        self.f(
            format!("{}, lần {what} thứ {times}", self.seat_of(group, seat)),
            format!("{}, {what} no. {times}", self.seat_of(group, seat)),
        )
    }
    /// "Đại biểu Tổ số 3, ghế 06".
    pub fn seat_of(self, group: &str, seat: u16) -> String {
        self.f(format!("Đại biểu {group}, ghế {seat:02}"), format!("{group}, seat {seat:02}"))
    }
    /// "từ 09:00, 12 phút / dự kiến 30", or in less room "từ 09:00, 12/30 phút".
    pub fn since(self, clock: &str, minutes: u64, planned: Option<u32>, room: bool) -> String {
        match planned {
            Some(planned) if room => self.f(
                format!("từ {clock}, {minutes} phút / dự kiến {planned}"),
                format!("since {clock}, {minutes} of {planned} min"),
            ),
            Some(planned) => self.f(
                format!("từ {clock}, {minutes}/{planned} phút"),
                format!("since {clock}, {minutes}/{planned} min"),
            ),
            None => {
                self.f(format!("từ {clock}, đã qua {minutes} phút"), format!("since {clock}, {minutes} min"))
            }
        }
    }
    /// "Nội dung: 12 phút / dự kiến 30".
    pub fn item_clock(self, minutes: u64, planned: Option<u32>) -> String {
        match planned {
            Some(planned) => self.f(
                format!("Nội dung: {minutes} phút / dự kiến {planned}"),
                format!("Item: {minutes} of {planned} min"),
            ),
            None => self.f(format!("Nội dung: {minutes} phút"), format!("Item: {minutes} min")),
        }
    }
    /// "24 phút", "1 giờ 24 phút".
    pub fn hours(self, minutes: u64) -> String {
        match (minutes / 60, minutes % 60) {
            (0, minutes) => self.f(format!("{minutes} phút"), format!("{minutes} min")),
            (hours, minutes) => {
                self.f(format!("{hours} giờ {minutes} phút"), format!("{hours} h {minutes} min"))
            }
        }
    }
    pub fn in_session(self, minutes: u64) -> String {
        let span = self.hours(minutes);
        self.f(format!("Đã họp {span}"), format!("{span} in session"))
    }
    pub fn clocks_stand(self, item: u64, session: u64) -> String {
        let (item, session) = (self.hours(item), self.hours(session));
        self.f(
            format!("Đồng hồ đang dừng: nội dung {item}, kỳ họp {session}."),
            format!("The clocks stand: item {item}, session {session}."),
        )
    }
    pub fn clock_runs_on(self, name: &str, spoken: &str) -> String {
        self.f(
            format!("Máy vừa khởi động lại. {name} đã phát biểu {spoken}, đồng hồ chạy tiếp từ đó."),
            format!("The machine has restarted. {name} had spoken {spoken}; the clock runs on from there."),
        )
    }
    pub fn group_of(self, number: usize, all: usize) -> String {
        self.f(format!("Nhóm vấn đề {number}/{all}"), format!("Group {number}/{all}"))
    }
    pub fn group_state(self, number: usize, state: &str) -> String {
        self.f(format!("Nhóm vấn đề {number}: {state}"), format!("Group {number}: {state}"))
    }
    pub fn start_group(self, number: usize, all: usize) -> String {
        self.f(format!("Bắt đầu nhóm {number}/{all}"), format!("Start group {number}/{all}"))
    }
    pub fn next_up(self, what: &str) -> String {
        self.f(format!("tiếp: {what}"), format!("next: {what}"))
    }
    pub fn group_started(self, title: &str) -> String {
        self.f(format!("Đã bắt đầu nhóm vấn đề: {title}."), format!("Before the council: {title}."))
    }
    pub fn group_concluded(self, title: &str) -> String {
        self.f(format!("Chủ tọa đã kết luận: {title}."), format!("Concluded: {title}."))
    }
    pub fn questions_by(self, count: usize) -> String {
        self.f(format!("{count} đại biểu cùng chất vấn"), format!("{count} questions together"))
    }
    pub fn asked_for(self, spoken: &str, allowed: &str) -> String {
        self.f(format!("Đã hỏi {spoken}, được phép {allowed}"), format!("Asked {spoken}, allowed {allowed}"))
    }
    /// The same in less room.
    pub fn asked_short(self, spoken: &str, allowed: &str) -> String {
        self.f(format!("Đã hỏi {spoken} / {allowed}"), format!("Asked {spoken} / {allowed}"))
    }
    pub fn left_allowed(self, allowed: &str) -> String {
        self.f(format!("Còn lại, được phép {allowed}"), format!("Left, allowed {allowed}"))
    }
    pub fn over_allowed(self, allowed: &str) -> String {
        self.f(format!("QUÁ GIỜ, được phép {allowed}"), format!("OVER TIME, allowed {allowed}"))
    }
    pub fn paused_allowed(self, allowed: &str) -> String {
        self.f(format!("Tạm dừng, được phép {allowed}"), format!("Paused, allowed {allowed}"))
    }
    pub fn unstarted_allowed(self, allowed: &str) -> String {
        self.f(format!("Chưa tính giờ, được phép {allowed}"), format!("Not started, allowed {allowed}"))
    }
    /// Who is first in the debate because of the own question.
    pub fn comes_first(self, name: &str) -> String {
        self.f(format!("{name} được ưu tiên"), format!("{name} comes first"))
    }
    pub fn waiting_line(self, count: usize, next: &str) -> String {
        match count {
            0 => self.f("Chưa có ai chờ.".to_owned(), "Nobody waits.".to_owned()),
            count if next.is_empty() => self.f(format!("Đang chờ: {count}"), format!("Waiting: {count}")),
            count => {
                self.f(format!("Đang chờ: {count}, tiếp: {next}"), format!("Waiting: {count}, next: {next}"))
            }
        }
    }
    pub fn due_on(self, day: i64) -> String {
        let day = day_short(day);
        self.f(format!("Thời hạn: ngày {day}"), format!("Due: {day}"))
    }
    pub fn committed_by(self, day: i64) -> String {
        let day = day_short(day);
        self.f(format!("Cam kết đến {day}"), format!("Promised by {day}"))
    }
    pub fn commit_of(self, owner: &str) -> String {
        self.f(format!("Cam kết của {owner}"), format!("A commitment of {owner}"))
    }
    pub fn committed(self, day: i64) -> String {
        let day = day_short(day);
        self.f(format!("Đã ghi cam kết, thời hạn {day}."), format!("The commitment is recorded, due {day}."))
    }
    pub fn commitments(self, count: usize) -> String {
        self.f(format!("{count} cam kết, mới nhất:"), format!("{count} commitments, the latest:"))
    }
    pub fn days(self, days: usize) -> String {
        self.f(format!("{days} ngày"), format!("{days} days"))
    }
    /// Who owes an answer in writing, before the name.
    pub fn owed_by(self) -> &'static str {
        match self.0 {
            Lang::Vi => "Người trả lời: ",
            Lang::En => "Owed by ",
        }
    }
}
