//! The display's own sentences, Vietnamese first. What the kiosk says in both languages comes ready with its snapshots.

use crate::chamber::Step;
use crate::chamber::plan::BallotKind;
use crate::chamber::rules::TurnKind;
use crate::text::Lang;

/// The reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub Lang);

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        impl Words {
            $(pub fn $name(self) -> &'static str { self.0.pick($vi, $en) })*
        }
    };
}

words! {
    of_key: "trên", "of";
    open_key: "mở", "open";
    type_key: ", gõ mã", ", type";
    type_at: "gõ mã tại", "type the code at";
    no_code: "Mã vào phòng sẽ hiện ở đây.", "The room's code will appear here.";
    next: "Tiếp theo:", "Next:";
    presenter: "Trình bày:", "Presented by:";
    list_closed: "đã khóa danh sách", "list closed";
    left_of: "còn lại trong", "left of";
    left: "còn lại", "left";
    over: "quá", "over";
    over_second: "thời gian", "time";
    over_short: "quá giờ", "over time";
    called: "mời phát biểu", "has the floor";
    called_second: "chưa tính giờ", "clock not started";
    paused: "tạm dừng", "paused";
    questioning: "Chất vấn", "Questions";
    step: "Bước:", "Step:";
    asker: "Người chất vấn:", "Asked by:";
    asker_short: "Hỏi:", "Asked:";
    respondent: "Người trả lời:", "Answered by:";
    respondent_short: "Trả lời:", "Answers:";
    voting: "Đang biểu quyết", "Vote open";
    held: "Tạm dừng biểu quyết", "Vote paused";
    vote_closed: "Đã đóng biểu quyết", "Vote closed";
    annulled: "Kết quả bị hủy", "Result annulled";
    have_voted: "đã biểu quyết", "have voted";
    later: "Kết quả hiện sau khi đóng biểu quyết", "The result follows when the vote is closed";
    later_short: "Kết quả: sau khi đóng", "Result: when closed";
    wait_result: "Chờ công bố kết quả", "The result will be announced";
    wait_result_short: "Chờ kết quả", "Result follows";
    hands: "Biểu quyết bằng giơ tay", "Vote by show of hands";
    cards: "Biểu quyết bằng giơ thẻ", "Vote by raised cards";
    in_order: "Lần lượt:", "In turn:";
    secret_ballot: "Đang bỏ phiếu kín", "Secret ballot";
    into_the_box: "Bỏ phiếu tại hòm phiếu", "Ballots go into the box";
    after_count: "Kết quả sau khi kiểm phiếu", "The result follows the count";
    after_count_short: "Chờ kiểm phiếu", "Counting follows";
    reason: "Lý do:", "Reason:";
    present_word: "có mặt", "present";
    total_word: "tổng số", "of all";
    seats: "Sơ đồ chỗ ngồi", "Seats";
    agenda: "Chương trình", "Agenda";
    more_before: "còn ", "";
    more_after: " nữa", " more";
    message: "Thông báo", "Notice";
    recess: "Tạm nghỉ", "Recess";
    doors: "HỌP KÍN", "CLOSED SITTING";
    ended: "Kỳ họp đã bế mạc", "The session has ended";
    no_session: "Chưa có kỳ họp", "No session yet";
    anthem: "Quốc ca", "National anthem";
    present_key: "Có mặt:", "Present:";
    connecting: "Đang nối với bàn chủ tọa", "Connecting to the kiosk";
    pairing: "Ghép màn hình", "Pairing";
    pair_how: "Chủ tọa xác nhận mã này tại màn hình điều hành, mục Cài đặt, Màn hình hội trường.",
        "The chair confirms this code at the kiosk: Settings, Wall displays.";
    pair_how_short: "Chủ tọa xác nhận mã này tại máy điều hành.", "The chair confirms this code at the kiosk.";
    pair_wait: "Chưa nối được với máy điều hành. Màn hình đang tự thử lại.",
        "The kiosk cannot be reached yet. This display tries again by itself.";
    pair_wait_short: "Chưa nối được với máy điều hành.", "The kiosk cannot be reached yet.";
    pair_many: "Nhiều màn hình đang chờ ghép. Màn hình này sẽ tự thử lại.",
        "Many displays wait to be paired. This one will try again by itself.";
    pair_many_short: "Nhiều màn hình đang chờ ghép.", "Many displays wait.";
    elsewhere: "Màn hình này đang mở ở nơi khác.", "This display is open elsewhere.";
}

impl Words {
    pub fn f(self, vi: String, en: String) -> String {
        match self.0 {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
    /// Why the anthem is not heard here.
    pub fn silent(self, program: &str, missing: bool) -> String {
        if missing {
            return self.f(format!("Máy này thiếu {program}"), format!("{program} is not installed"));
        }
        self.f(format!("{program} không phát được"), format!("{program} cannot play it"))
    }
    /// "Có mặt 27/28".
    pub fn present(self, present: u32, total: u32) -> String {
        self.f(format!("Có mặt {present}/{total}"), format!("Present {present}/{total}"))
    }
    /// Fewer than the quorum, and the same in fewer words.
    pub fn below(self, quorum: u32) -> [String; 2] {
        [
            self.f(format!("dưới mức cần {quorum}"), format!("below the {quorum} needed")),
            self.f(format!("cần {quorum}"), format!("needs {quorum}")),
        ]
    }
    /// "Nội dung 4/8".
    pub fn item(self, number: u32, of: usize) -> String {
        self.f(format!("Nội dung {number}/{of}"), format!("Item {number}/{of}"))
    }
    /// "Nội dung 7.3".
    pub fn motion(self, number: &str) -> String {
        match number {
            "" => String::new(),
            number => self.f(format!("Nội dung {number}"), format!("Motion {number}")),
        }
    }
    /// "từ 09:00".
    pub fn since(self, time: &str) -> String {
        self.f(format!("từ {time}"), format!("since {time}"))
    }
    /// "Đăng ký phát biểu: 7".
    pub fn queue(self, waiting: usize) -> String {
        self.f(format!("Đăng ký phát biểu: {waiting}"), format!("Asked to speak: {waiting}"))
    }
    /// What a speaker does: "Đang phát biểu lần 2".
    pub fn turn(self, kind: TurnKind, turn: u32) -> String {
        let tag = match kind {
            TurnKind::Speech => self.0.pick("Đang phát biểu", "Speaking"),
            TurnKind::Question => self.0.pick("Đang chất vấn", "Asking"),
            TurnKind::Answer => self.0.pick("Đang trả lời", "Answering"),
            TurnKind::Debate => self.0.pick("Đang tranh luận", "Debating"),
            TurnKind::Procedural => self.0.pick("Phát biểu trình tự", "Point of order"),
            TurnKind::Explanation => self.0.pick("Đang giải trình", "Explaining"),
        };
        if turn < 2 {
            return tag.to_owned();
        }
        self.f(format!("{tag} lần {turn}"), format!("{tag}, turn {turn}"))
    }
    /// "Nhóm 1/4".
    pub fn group(self, number: u32, of: u32) -> String {
        self.f(format!("Nhóm {number}/{of}"), format!("Group {number}/{of}"))
    }
    pub fn step_name(self, step: Step) -> &'static str {
        match step {
            Step::Question => self.0.pick("Chất vấn", "Question"),
            Step::Answer => self.0.pick("Trả lời", "Answer"),
            Step::Debate => self.0.pick("Tranh luận", "Debate"),
            Step::Conclusion => self.0.pick("Kết luận", "Conclusion"),
        }
    }
    /// "trên 27".
    pub fn of(self, people: u32) -> String {
        format!("{} {people}", self.of_key())
    }
    /// What stands on a ballot: "Bầu 2 người, 4 người trong danh sách".
    pub fn on_the_ballot(self, kind: BallotKind, seats: u16, names: usize) -> String {
        let list = self.f(format!("{names} người trong danh sách"), format!("{names} on the list"));
        match kind {
            BallotKind::Election => {
                self.f(format!("Bầu {seats} người, {list}"), format!("To elect: {seats}, {list}"))
            }
            BallotKind::Removal | BallotKind::Confidence => list,
        }
    }
    pub fn ballot_result(self, kind: BallotKind) -> &'static str {
        match kind {
            BallotKind::Election => self.0.pick("Kết quả bầu", "Election result"),
            BallotKind::Removal => self.0.pick("Kết quả bãi nhiệm", "Removal result"),
            BallotKind::Confidence => self.0.pick("Kết quả tín nhiệm", "Confidence result"),
        }
    }
    /// "92,86% tổng số".
    pub fn of_all(self, percent: &str) -> String {
        format!("{percent} {}", self.total_word())
    }
    /// "Vắng: Hoàng Văn E".
    pub fn absent(self, names: &str) -> String {
        self.f(format!("Vắng: {names}"), format!("Absent: {names}"))
    }
    /// "Vắng 3".
    pub fn absent_count(self, count: usize) -> String {
        self.f(format!("Vắng {count}"), format!("{count} absent"))
    }
    /// "Tiếp tục lúc 10:15".
    pub fn resumes(self, time: &str) -> String {
        self.f(format!("Tiếp tục lúc {time}"), format!("Resumes at {time}"))
    }
    pub fn lost(self, time: &str) -> String {
        self.f(
            format!("Mất liên lạc với bàn chủ tọa từ {time}"),
            format!("No link to the kiosk since {time}"),
        )
    }
    /// "Lúc 09:41, nội dung 4/8:" of what stood there.
    pub fn at(self, time: &str, what: &str) -> String {
        if what.is_empty() {
            return self.f(format!("Lúc {time}:"), format!("At {time}:"));
        }
        let what = lower_first(what);
        self.f(format!("Lúc {time}, {what}:"), format!("At {time}, {what}:"))
    }
    /// "Có mặt lúc 09:41:".
    pub fn present_at(self, time: &str) -> String {
        self.f(format!("Có mặt lúc {time}:"), format!("Present at {time}:"))
    }
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}
