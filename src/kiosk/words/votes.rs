//! Words of votes.

use super::Words;
use crate::chamber::rules::VoteForm;
use crate::chamber::{BallotTally, Missing};
use crate::text::{Lang, form_name};

words! {
    motion_title: "Biểu quyết nội dung nào?", "What is to be voted on?";
    show_result: "Xem kết quả", "See the result";
    decided_passed: "đã thông qua", "passed";
    decided_failed: "không được thông qua", "not passed";
    link_lost_reason: "Mất liên lạc với máy của đại biểu.", "No link to the delegates' devices.";
    link_lost_short: "đang mất liên lạc", "no link now";
    not_in_rules: "Quy chế không cho phép.", "Not allowed by the rules.";
    close_vote: "Đóng biểu quyết", "Close the vote";
    behalf: "Thư ký ghi hộ", "Enter for another";
    behalf_title: "Ghi hộ cho đại biểu nào?", "Entry for whom?";
    behalf_caption: "Ghi hộ theo lời đề nghị của đại biểu", "Entry at a delegate's voiced request";
    behalf_note: "Đọc lại lựa chọn cho đại biểu nghe trước khi chạm. Biên bản ghi rõ là ghi hộ.",
        "Read the choice back before touching. The minutes say that it was entered on behalf.";
    all_voted: "Tất cả đại biểu có mặt đã biểu quyết", "Everybody present has voted";
    other_form: "Hình thức khác", "Another form";
    other_form_title: "Chuyển sang hình thức nào?", "Which form instead?";
    change_form_go: "Chuyển", "Change";
    doors_closed: "Đang họp kín: không máy nào được phục vụ.", "A closed sitting: no device is served.";
    annul: "Hủy lần này", "Annul this vote";
    annul_result: "Hủy kết quả", "Annul the result";
    ballot_note: "Kết quả chỉ hiện sau khi đóng biểu quyết.", "The result shows only after the vote is closed.";
    count_final: "Chốt số đếm", "Finish the count";
    count_at_table: "bàn Chủ tọa", "the chair's table";
    count_second: "người đếm thứ hai", "the second teller";
    accept: "Xác nhận kết quả", "Confirm the result";
    recount: "Đếm lại", "Count again";
    recount_second: "hai bên cùng đếm lại", "both count again";
    counts_differ: "Hai bên đếm chưa khớp.", "The two counts differ.";
    counts_agree: "Hai bên đếm khớp.", "Both counts agree.";
    one_counts: "Đếm xong.", "Counted.";
    counting: "Đang đếm tay giơ.", "Hands are being counted.";
    secretary_counts: "Thư ký đang đếm.", "The secretary is counting.";
    second_counts: "Người thứ hai đếm, không nhìn số thứ nhất.", "The second teller counts, without the first numbers.";
    both_show: "Hai số hiện khi cả hai bên đã chốt.", "Both numbers show once both are final.";
    hands_counted: "đếm tay giơ", "hands counted";
    waiting_other: "chờ", "waits";
    final_word: "đã chốt", "final";
    publish: "Công bố kết quả", "Publish the result";
    publish_second: "lên màn hình và điện thoại", "on the wall and the phones";
    published: "Đã công bố kết quả.", "The result has been published.";
    next_motion: "Biểu quyết tiếp", "Next vote";
    to_item: "Trở lại nội dung", "Back to the item";
    vote_again: "Biểu quyết lại", "Vote again";
    annulled: "ĐÃ HỦY", "ANNULLED";
    enough: "đủ điều kiện tiến hành", "enough to proceed";
    vote_open_tag: "ĐANG BIỂU QUYẾT", "VOTE OPEN";
    vote_held_tag: "TẠM DỪNG", "ON HOLD";
    have_voted: "đã biểu quyết", "have voted";
    hands_seen: "có giơ tay", "raised a hand";
    hold_vote: "Tạm dừng", "Hold";
    resume_vote: "Tiếp tục biểu quyết", "Resume the vote";
    vote_held: "Đã tạm dừng biểu quyết. Lựa chọn đã ghi vẫn giữ.", "The vote is on hold. Recorded choices stay.";
    held_note: "Máy chưa nhận lựa chọn mới. Lựa chọn đã ghi vẫn giữ nguyên.",
        "No new choice is taken. Recorded choices stay.";
    electronic_note: "Chỉ nhận từ máy của chính đại biểu. Kết quả chỉ hiện sau khi đóng.",
        "Own devices only. The result shows only after the close.";
    no_device_short: "không có máy", "no device";
    disconnected_short: "mất kết nối", "out of reach";
    silent_short: "chưa bấm", "nothing pressed";
    more_forms: "Hình thức khác", "Another form";
    more_forms_title: "Biểu quyết bằng hình thức nào?", "Which form of vote?";
    new_motion: "Nội dung khác, gộp", "Other, together";
    new_motion_title: "Đưa việc gì ra biểu quyết?", "What else is to be voted on?";
    new_motion_note: "Nội dung thêm vào được ghi trong nhật ký và biên bản.",
        "What is added stands in the journal and in the minutes.";
    block: "Biểu quyết gộp nhiều nội dung", "Several motions in one vote";
    block_title: "Chọn các nội dung biểu quyết chung", "Choose the motions to be taken together";
    block_go: "Chọn hình thức", "Choose the form";
    block_few: "Chọn từ hai nội dung trở lên.", "Choose two or more.";
    part_of: "Biểu quyết riêng một điều", "Vote on one article first";
    part_title: "Biểu quyết riêng một điều của nội dung nào?", "An article of which motion?";
    part_number: "Điều số mấy?", "Which article?";
    part_note: "Biểu quyết từng điều trước, rồi mới biểu quyết toàn văn.",
        "The articles are voted on first, then the whole.";
    board: "Bầu Ban kiểm phiếu", "Elect the tally board";
    board_title: "Chọn Trưởng ban, rồi Thư ký, rồi Ủy viên", "Choose the head, then the clerk, then members";
    board_go: "Đưa ra biểu quyết", "Put it to the vote";
    motion_added: "Đã thêm vào danh sách biểu quyết.", "Added to the list.";
    close_doors: "Bắt đầu họp kín", "Close the doors";
    close_doors_title: "Bắt đầu họp kín?", "Close the doors?";
    close_doors_note: "Màn hình hội trường tối, liên kết tài liệu bị chặn, không máy nào được phục vụ.",
        "The wall goes dark, papers are refused, no device is served.";
    open_doors: "Kết thúc họp kín", "End the closed sitting";
    open_doors_title: "Kết thúc họp kín?", "End the closed sitting?";
    doors_strip: "HỌP KÍN. Màn hình hội trường tối, không máy nào được phục vụ.",
        "CLOSED SITTING. The wall is dark and no device is served.";
    paper_tag: "BỎ PHIẾU KÍN", "SECRET BALLOT";
    paper_note: "Phiếu giấy. Máy không biết ai chọn gì.", "Paper ballots. Nobody here knows who marked what.";
    tally_title: "Kiểm phiếu", "Tally";
    tally_issued: "Phiếu phát ra", "Ballots issued";
    tally_collected: "Phiếu thu vào", "Ballots collected";
    tally_invalid: "Phiếu không hợp lệ", "Invalid ballots";
    tally_valid: "Phiếu hợp lệ (tính ra)", "Valid ballots (computed)";
    tally_enter: "Ghi kết quả kiểm phiếu", "Record the count";
    tally_incomplete: "Chạm từng dòng để nhập đủ số liệu.", "Touch each row and enter its figure.";
    tally_recorded: "Đã ghi kết quả kiểm phiếu.", "The count has been recorded.";
    tally_close: "Xác nhận kết quả", "Confirm the result";
    second_ballot: "Bỏ phiếu lần hai", "Second ballot";
    second_ballot_added: "Đã thêm lần bỏ phiếu thứ hai vào danh sách.", "The second ballot is on the list.";
    all_elected: "ĐÃ BẦU ĐỦ", "ALL SEATS FILLED";
    elected: "TRÚNG CỬ", "ELECTED";
    not_elected: "CHƯA BẦU ĐỦ", "SEATS REMAIN OPEN";
    names_title: "Đại biểu giơ tay", "Hands by name";
    vote_menu_title: "Việc khác của lần biểu quyết", "Other work of this vote";
    names_note: "Chạm ghế: tán thành, chạm lần nữa: không tán thành, lần nữa: bỏ.",
        "Touch a seat: for; again: against; again: none.";
    names_differ: "Hai bên ghi chưa khớp.", "The two lists differ.";
    status: "Tình trạng đại biểu", "The delegate's office";
    status_title: "Tình trạng của đại biểu", "What has become of the office?";
    status_note: "Sau khi đổi, Chủ tọa xác nhận lại tổng số đại biểu.",
        "After a change the chair confirms the total again.";
    total_again: "Xác nhận lại tổng số", "Confirm the total again";
    total_note: "Các lần biểu quyết đã đóng giữ tổng số của lúc đó.",
        "Votes that were closed keep the total of their time.";
    guests: "Khách mời có mặt", "Guests who came";
    guests_title: "Khách mời có mặt", "Guests who came";
    guests_number: "Bao nhiêu người đã đến?", "How many have come?";
    not_counted: "chưa đếm", "not counted";
    rules: "Quy tắc đang dùng", "Rules in use";
    rule_checked: "đã đối chiếu", "checked";
    rule_unchecked: "chưa đối chiếu", "not checked";
    seat_plan: "Sơ đồ chỗ ngồi", "Seat plan";
    seat_plan_note: "Chạm hai ghế để đổi chỗ. Bàn Chủ tọa ở phía trên.",
        "Touch two seats to exchange them. The chair's table is at the top.";
    plan_rows: "Vòng cung", "Curved rows";
    plan_arc: "Hàng thẳng", "Straight rows";
    plan_fewer: "Hàng ngắn hơn", "Shorter rows";
    plan_more: "Hàng dài hơn", "Longer rows";
    plan_save: "Lưu sơ đồ", "Save";
    plan_saved: "Đã lưu sơ đồ chỗ ngồi.", "The seat plan is saved.";
    number_go: "Ghi", "Enter";
}

impl Words {
    /// Reasons of an excused absence. What is recorded is Vietnamese: minutes have no other language.
    pub const EXCUSES: [(&'static str, &'static str); 3] =
        [("ốm, điều trị bệnh", "illness"), ("công tác", "duty elsewhere"), ("việc gia đình", "family")];
    /// Usual notices on the wall; the hall reads Vietnamese.
    pub const WALL_MESSAGES: [&'static str; 6] = [
        "Đề nghị đại biểu ổn định chỗ ngồi",
        "Đề nghị đại biểu điểm danh",
        "Đề nghị đại biểu nhận phiếu bầu",
        "Ban kiểm phiếu đang làm việc",
        "Tạm nghỉ ít phút",
        "Mời dự chụp ảnh lưu niệm",
    ];
    /// Reasons to annul a vote.
    pub const ANNULMENTS: [(&'static str, &'static str); 5] = [
        ("mở nhầm nội dung", "the wrong motion was opened"),
        ("chọn nhầm hình thức", "the wrong form was chosen"),
        ("lỗi kỹ thuật, mất kết nối", "a technical fault"),
        ("đếm sai", "a wrong count"),
        ("Chủ tọa cho biểu quyết lại", "the chair has it voted again"),
    ];
    /// Motions that come up in many sittings; what is put to the vote is Vietnamese.
    pub const PRESETS: [(&'static str, &'static str); 4] = [
        ("Kết thúc thảo luận nội dung này", "End the debate on this item"),
        ("Họp kín nội dung này", "Take this item behind closed doors"),
        ("Sửa đổi, bổ sung chương trình kỳ họp", "Amend the agenda of the session"),
        ("Biểu quyết bằng hình thức bỏ phiếu kín", "Vote by secret ballot"),
    ];
    /// The preset after which the doors may be closed.
    pub const CLOSED_SITTING: usize = 1;
    /// The preset that needs the majority of the agenda.
    pub const AMEND_AGENDA: usize = 2;
    /// Reasons to postpone an item.
    pub const POSTPONEMENTS: [(&'static str, &'static str); 4] = [
        ("chờ bổ sung hồ sơ", "papers are missing"),
        ("chưa đủ điều kiện trình", "not ready to be submitted"),
        ("theo đề nghị của cơ quan trình", "at the submitter's request"),
        ("hết thời gian của kỳ họp", "no time is left"),
    ];

    /// The reason that is recorded when the form of an open vote is changed.
    pub fn changed_form(form: VoteForm) -> String {
        format!("chuyển sang hình thức {}", form_name(form, Lang::Vi).to_lowercase())
    }
    pub fn entered_for(self, name: &str) -> String {
        self.f(format!("Đã ghi hộ {name}."), format!("Entered for {name}."))
    }
    pub fn cannot_pass(self, present: u32, needed: u32) -> String {
        self.f(
            format!("Có mặt {present}, chưa đủ {needed}: không nghị quyết nào có thể được thông qua."),
            format!("{present} present, {needed} needed: no resolution can pass."),
        )
    }
    pub fn warn_note(self, warnings: &str) -> String {
        self.f(
            format!("Báo trước khi còn {warnings}. Micro không tự ngắt."),
            format!("Warns at {warnings}. The microphone is never cut."),
        )
    }
    pub fn missing(self, count: usize) -> String {
        self.f(format!("{count} đại biểu chưa biểu quyết"), format!("{count} delegates have not voted"))
    }
    pub fn missing_short(self, count: usize) -> String {
        self.f(format!("còn {count} đại biểu chưa biểu quyết"), format!("{count} have not voted"))
    }
    pub fn running_tally(self, labels: &[String; 3], counts: [u32; 3]) -> String {
        let [a, b, c] = counts;
        match self.0 {
            Lang::Vi => format!("{}: {a}, {}: {b}, {}: {c}", labels[0], labels[1], labels[2]),
            Lang::En => format!("For: {a}, against: {b}, not voting: {c}"),
        }
    }
    pub fn voted_of(self, cast: usize, present: usize) -> String {
        self.f(format!("{cast} trên {present}"), format!("{cast} of {present}"))
    }
    pub fn voted_rest(self) -> &'static str {
        self.0.pick(" đại biểu có mặt đã biểu quyết.", " delegates present have voted.")
    }
    pub fn others_lead(self, count: usize) -> String {
        self.f(
            format!("{count} đại biểu còn lại sẽ được ghi là "),
            format!("The other {count} will be recorded as "),
        )
    }
    pub fn rest_of_present(self, present: u32) -> String {
        self.f(format!("{present} có mặt trừ hai số trên"), format!("{present} present less the other two"))
    }
    pub fn sum_of_hands(self, counts: [u32; 3], present: u32) -> String {
        let [a, b, c] = counts;
        self.f(
            format!("{a} + {b} + {c} = {present} đại biểu có mặt."),
            format!("{a} + {b} + {c} = {present} delegates present."),
        )
    }
    pub fn row_differs(self, word: &str, a: &str, b: &str) -> String {
        self.f(
            format!("{word}: bàn Chủ tọa {a}, bên kia {b}. Đề nghị đếm lại."),
            format!("{word}: chair's table {a}, the other {b}. Please count again."),
        )
    }
    pub fn needed(self, count: u32) -> String {
        self.f(format!("cần {count}"), format!("{count} needed"))
    }
    pub fn below_note(self, quorum: u32) -> String {
        self.f(format!("dưới mức cần {quorum}"), format!("below the {quorum} needed"))
    }
    pub fn annulled_why(self, reason: &str) -> String {
        let why = self.reason(reason);
        self.f(format!("Đã hủy: {why}"), format!("Annulled: {why}"))
    }
    pub fn votes_line(self, passed: usize, failed: usize) -> String {
        self.f(
            format!("{passed} việc được thông qua, {failed} không được thông qua"),
            format!("{passed} passed, {failed} not passed"),
        )
    }
    /// The form in a narrow key.
    pub fn form_short(self, form: VoteForm) -> &'static str {
        match form {
            VoteForm::Electronic => self.0.pick("Điện tử", "Electronic"),
            VoteForm::Mixed => self.0.pick("Kết hợp", "Mixed"),
            VoteForm::ShowOfHands => self.0.pick("Giơ tay", "Hands"),
            VoteForm::Cards => self.0.pick("Giơ thẻ", "Cards"),
            VoteForm::HandsByName => self.0.pick("Giơ tay, ghi tên", "Hands by name"),
            VoteForm::SecretBallot => self.0.pick("Bỏ phiếu kín", "Secret ballot"),
        }
    }
    pub fn preset(self, at: usize) -> &'static str {
        Self::PRESETS.get(at).map_or("", |(vi, en)| self.0.pick(vi, en))
    }
    pub fn missing_word(self, why: Missing) -> &'static str {
        match why {
            Missing::NoDevice => self.no_device_short(),
            Missing::Disconnected => self.disconnected_short(),
            Missing::Silent => self.silent_short(),
        }
    }
    pub fn total_confirmed(self, total: u32) -> String {
        self.f(format!("Tổng số đại biểu: {total}."), format!("All delegates: {total}."))
    }
    pub fn total_title(self, now: u32, proposed: u32) -> String {
        self.f(
            format!("Tổng số đang dùng: {now}. Theo danh sách: {proposed}"),
            format!("Total in use: {now}. By the list: {proposed}"),
        )
    }
    pub fn more_time(self, seconds: u32) -> String {
        let amount = self.span(u64::from(seconds));
        self.f(format!("Thêm {amount}"), format!("{amount} more"))
    }
    /// "92,86% tổng số đại biểu".
    pub fn of_all(self, percent: &str) -> String {
        self.f(format!("{percent} tổng số đại biểu"), format!("{percent} of all delegates"))
    }
    pub fn confirm_total(self, total: u32) -> String {
        self.f(format!("Xác nhận {total}"), format!("Confirm {total}"))
    }
    pub fn marks_of(self, mark: &str, name: &str) -> String {
        format!("{name}: {}", mark.to_lowercase())
    }
    pub fn ballot_blank(self) -> &'static str {
        self.0.pick("không đánh dấu", "no mark")
    }
    pub fn seats_line(self, seats: u16, office: &str) -> String {
        self.f(format!("Bầu {seats}: {office}"), format!("{seats} to be elected: {office}"))
    }
    pub fn tally_line(self, tally: &BallotTally) -> String {
        self.f(
            format!(
                "Phát ra {}, thu vào {}, hợp lệ {}, không hợp lệ {}",
                tally.issued, tally.collected, tally.valid, tally.invalid
            ),
            format!(
                "{} issued, {} collected, {} valid, {} invalid",
                tally.issued, tally.collected, tally.valid, tally.invalid
            ),
        )
    }
    pub fn seen_line(self, counts: [u32; 3], labels: &[String; 3]) -> String {
        format!("{}: {}. {}: {}. {}: {}.", labels[0], counts[0], labels[1], counts[1], labels[2], counts[2])
    }
    pub fn change_form_to(self, form: &str) -> String {
        self.f(format!("Chuyển sang: {form}?"), format!("Change to: {form}?"))
    }
}
