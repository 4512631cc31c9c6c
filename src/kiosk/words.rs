//! The kiosk's own words in both languages, each in one place. Sentences about results and refusals are in [`crate::text`];
//! words that never change are in the screens.

use crate::chamber::command::{AttendanceMark, PinRole};
use crate::chamber::plan::{GuestRole, Status};
use crate::chamber::rules::VoteForm;
use crate::text::{Lang, form_name, span};
use crate::wire::down::Text;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Lang);

/// A text in both languages.
pub fn both(say: impl Fn(Words) -> String) -> Text {
    Text { vi: say(Words(Lang::Vi)), en: say(Words(Lang::En)) }
}

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        impl Words {
            $(
                #[doc = $vi]
                pub fn $name(self) -> &'static str {
                    self.0.pick($vi, $en)
                }
            )*
        }
    };
}

mod devices;
mod floor;
mod votes;

pub use devices::{DISK_STOPPED, DISK_WORKS, LINK_STOPPED, LINK_WORKS};

words! {
    back: "Quay lại", "Back";
    done: "Xong", "Done";
    undo: "Hoàn tác", "Undo";
    search_again: "Tìm lại", "Search again";
    chair_only: "Việc này cần mã PIN của Chủ tọa.", "This takes the chair's PIN.";
    desk_only: "Đang mở bằng mã PIN của Thư ký.", "Opened with the secretary's PIN.";

    // the PIN pad
    set_chair_pin: "Đặt mã PIN của Chủ tọa", "Set the chair's PIN";
    set_secretary_pin: "Đặt mã PIN của Thư ký", "Set the secretary's PIN";
    repeat_chair: "Nhập lại mã PIN của Chủ tọa", "The chair's PIN again";
    repeat_secretary: "Nhập lại mã PIN của Thư ký", "The secretary's PIN again";
    set_chair_note: "Mã gồm 4 đến 8 chữ số. Mã này mở khóa màn hình và điều hành kỳ họp.",
        "4 to 8 digits. It unlocks this screen and runs the session.";
    set_secretary_note: "Mã gồm 4 đến 8 chữ số, khác mã của Chủ tọa. Dùng để điểm danh, ghi hộ, cấp mã.",
        "4 to 8 digits, not the chair's. For roll call, entries on behalf and codes.";
    repeat_note: "Nhập đúng mã vừa rồi một lần nữa.", "The same digits once more.";
    step_one: "Bước 1/2: sau đó đặt mã của Thư ký.", "Step 1 of 2: the secretary's PIN comes next.";
    step_two: "Bước 2/2: đề nghị Thư ký tự nhập.", "Step 2 of 2: the secretary enters it.";
    set: "Đặt", "Set";
    next_step: "Tiếp", "Next";
    unlock_title: "Nhập mã PIN của Chủ tọa hoặc Thư ký", "Enter the chair's or the secretary's PIN";
    unlock_note: "Màn hình đang khóa. Kỳ họp, đồng hồ và biểu quyết vẫn tiếp tục.",
        "The screen is locked. The session, clocks and votes go on.";
    unlock_small: "Sai 5 lần: khóa nhập 30 giây.", "5 wrong tries: wait 30 seconds.";
    open_lock: "Mở", "Open";
    pin_length: "Mã PIN cần 4 đến 8 chữ số.", "A PIN has 4 to 8 digits.";
    pin_blocked: "Sai mã PIN nhiều lần, tạm khóa nhập.", "Wrong PIN too often, entry is blocked.";
    pin_differ: "Hai lần nhập khác nhau. Nhập lại từ đầu.", "The two entries differ. Start again.";
    pin_same: "Mã này trùng mã của người kia. Chọn mã khác.", "The other person has this PIN. Choose another.";
    pin_failed: "Không lưu được mã PIN. Thử lại.", "The PIN could not be stored. Try again.";

    // import
    no_session: "Chưa có kỳ họp nào", "There is no session yet";
    import_title: "Nhập kỳ họp", "Import a session";
    import_note: "Chọn thư mục hồ sơ kỳ họp để nhập. Có thể cắm USB rồi tìm lại.",
        "Choose a session's folder to import it, or plug in a USB stick and search again.";
    no_folder: "Không thấy thư mục nào có tệp session.toml trên USB hay trong thư mục import của máy.",
        "No folder with a session.toml was found, on USB or in the machine's folder “import”.";
    imported: "Đã nhập kỳ họp.", "The session has been imported.";
    import_store: "Không chép được tài liệu, chưa nhập gì", "The documents could not be stored, nothing was imported";
    import_refused: "Chưa nhập được", "Not imported";

    // before the opening
    start_roll: "Bắt đầu điểm danh", "Start the roll call";
    enter_pin_second: "Chủ tọa hoặc Thư ký nhập mã PIN", "chair or secretary enters the PIN";
    enlarge_qr: "Phóng to mã QR", "Enlarge the QR code";
    open_session: "Khai mạc kỳ họp", "Open the session";
    roll_at_table: "Điểm danh tại bàn", "Roll call at the table";
    close_roll: "Chốt điểm danh", "Close the roll";
    other_work: "Việc khác", "Other work";
    other_second: "tạm nghỉ, sửa chương trình, cài đặt", "recess, agenda, settings";
    other_short: "nghỉ, cài đặt", "recess, settings";
    other_desk: "cấp mã, cài đặt", "codes, settings";
    settings: "Cài đặt", "Settings";
    opening_title: "Xác nhận trước khi khai mạc", "Confirm before opening";
    opening_note: "Biên bản dùng ngày, giờ và tổng số này.", "The minutes use this date, time and total.";
    open_go: "Khai mạc", "Open";
    day: "Ngày họp", "Date";
    hour: "Giờ", "Hour";
    minute: "Phút", "Minute";
    total: "Tổng số đại biểu", "All delegates";

    // the roll
    present_word: "Có mặt", "Present";
    unexcused_word: "Vắng không lý do", "Absent without reason";
    left_word: "Ra về", "Left";
    excused_short: "có lý do", "excused";
    unexcused_short: "không lý do", "no reason";

    // the item
    call: "Mời phát biểu", "Give the floor";
    call_next: "Mời tiếp", "Next speaker";
    open_vote: "Mở biểu quyết", "Open a vote";
    end_discussion: "Kết thúc thảo luận", "End the debate";
    reopen_discussion: "Mở lại thảo luận", "Reopen the debate";
    next_item: "Chuyển nội dung", "Next item";
    other_item: "Nội dung khác", "Another item";
    recess: "Tạm nghỉ", "Recess";
    register: "Thêm đăng ký phát biểu", "Add a request to speak";
    register_short: "Thêm đăng ký", "Add a request";
    edit_agenda: "Sửa chương trình", "Edit the agenda";
    close_session: "Bế mạc kỳ họp", "Close the session";
    nobody_waits: "Chưa có đại biểu đăng ký phát biểu.", "Nobody has asked to speak.";
    no_motion: "Nội dung này không có việc biểu quyết.", "There is nothing to vote on in this item.";
    closed_discussion: "Đã kết thúc thảo luận", "The debate has ended";
    taken_in_writing: "Đã nhận ý kiến bằng văn bản.", "Taken in writing.";
    withdrawn: "Đã rút đăng ký.", "The request was withdrawn.";
    postponed: "Đã chuyển sang kỳ họp sau.", "Postponed to a later session.";
    postponed_short: "đã hoãn", "postponed";
    discussion_ended: "Đã kết thúc thảo luận.", "The debate has ended.";
    jump_title: "Chuyển sang nội dung nào?", "On to which item?";
    jump_go: "Chuyển", "Go there";
    agenda_title: "Sửa thứ tự chương trình", "Change the order of the agenda";
    whose_request: "Đại biểu nào xin phát biểu?", "Who asks to speak?";
    register_caption: "Thêm đăng ký phát biểu tại bàn", "Request to speak, entered at the table";
    all_requests: "Đăng ký phát biểu", "Requests to speak";
    call_now: "Mời ngay", "Give the floor now";
    defer: "Lùi lại", "Move back";
    withdraw: "Rút", "Withdraw";
    in_writing: "Ý kiến bằng văn bản", "Opinion in writing";
    docs_of_item: "Tài liệu của nội dung này", "Papers of this item";
    no_docs: "Nội dung này không có tài liệu.", "There is no paper for this item.";
    page_loading: "Đang mở trang. Vui lòng chờ.", "Opening the page. Please wait.";
    page_failed: "Không mở được trang này. Tệp có thể bị hỏng.", "This page cannot be shown. The file may be damaged.";
    reason_title: "Lý do?", "For what reason?";
    postpone_caption: "Hoãn nội dung", "Postpone an item";

    // the speech
    pause: "Tạm dừng", "Pause";
    resume: "Tiếp tục", "Resume";
    stop: "Dừng lượt", "End the speech";
    nobody_next: "chưa có người tiếp theo", "nobody waits";
    over_note: "Micro không tự ngắt. Chủ tọa quyết định cho thêm hoặc dừng lượt.",
        "The microphone is never cut. The chair gives more time or ends the speech.";
    paused_note: "Đồng hồ đang dừng.", "The clock is stopped.";

    // confirm pages
    wait_more: "Chờ thêm", "Wait longer";
    not_yet: "Chưa", "Not yet";
    keep: "Giữ nguyên", "Keep it";
    close_vote_title: "Đóng biểu quyết?", "Close the vote?";
    close_vote_note: "Sau khi đóng, kết quả không sửa được. Nếu sai, chỉ có thể hủy và biểu quyết lại.",
        "A closed result cannot be changed. If it is wrong, it can only be annulled and voted again.";
    open_vote_title: "Mở biểu quyết?", "Open the vote?";
    publish_title: "Công bố kết quả?", "Publish the result?";
    annul_title: "Hủy lần biểu quyết này?", "Annul this vote?";
    annul_note: "Lần biểu quyết đã hủy vẫn nằm trong nhật ký và biên bản, kèm lý do.",
        "An annulled vote stays in the journal and in the minutes, with its reason.";
    annul_go: "Hủy biểu quyết", "Annul the vote";
    go_to_title: "Chuyển nội dung?", "On to the next item?";
    postpone_title: "Hoãn nội dung này?", "Postpone this item?";
    postpone_go: "Hoãn", "Postpone";
    end_discussion_title: "Kết thúc thảo luận?", "End the debate?";
    end_discussion_go: "Kết thúc", "End it";
    withdraw_title: "Rút đăng ký này?", "Withdraw this request?";
    close_session_title: "Bế mạc kỳ họp?", "Close the session?";
    close_session_note: "Sau khi bế mạc không thay đổi được nữa. Biên bản có thể xuất ngay.",
        "Nothing can be changed after that. The minutes can be written at once.";
    close_session_go: "Bế mạc", "Close";
    power_title: "Tắt máy?", "Shut down?";
    power_note: "Mọi việc đã ghi vẫn còn. Bật lại máy sẽ trở về đúng màn hình này.",
        "All that was recorded stays. After a restart this screen comes back.";
    power_off: "Tắt máy", "Shut down";

    // recess, closed
    recess_title: "Tạm nghỉ bao lâu?", "A recess of how long?";
    recess_now: "Tạm nghỉ", "Recess";
    recess_open: "Chưa hẹn giờ tiếp tục", "Without a set end";
    recess_goes: "Chờ Chủ tọa họp tiếp.", "Until the chair resumes.";
    resume_session: "Họp tiếp", "Resume";
    closed_title: "Kỳ họp đã bế mạc", "The session is closed";
    export: "Xuất biên bản", "Write the minutes";
    export_title: "Xuất biên bản ra đâu?", "Where to, the minutes?";
    export_note: "Gồm DOCX, PDF, XLSX, JSON; trước khi bế mạc có cả phiếu bỏ phiếu kín để in.",
        "DOCX, PDF, XLSX, JSON; before the close also the voting papers to be printed.";
    export_download: "Tải về bằng điện thoại, mã sống 10 phút", "To a phone, behind a code for 10 minutes";
    new_download: "Mã tải biên bản", "Download code";
    no_stick: "Chưa thấy USB. Cắm USB rồi chạm Tìm lại.", "No USB stick. Plug one in, then search again.";
    download_title: "Tải biên bản", "Fetch the minutes";
    download_name: "Quét mã, hoặc mở địa chỉ bên dưới", "Scan, or open the address below";
    download_note: "Mã dùng được 10 phút. Ai có mã đều tải được.", "Good for 10 minutes. Whoever has it can fetch them.";
    backup_title: "Chép dữ liệu ra USB nào?", "Copy the data to which stick?";

    // settings
    code_delegate: "Cấp mã mới cho đại biểu", "New code for a delegate";
    code_secretary: "Cấp mã mới cho Thư ký", "New code for the secretary";
    pin_chair: "Đổi mã PIN của Chủ tọa", "Change the chair's PIN";
    pin_secretary: "Đổi mã PIN của Thư ký", "Change the secretary's PIN";
    import_other: "Nhập kỳ họp", "Import a session";
    import_running: "đang họp", "in session";
    code_who: "Cấp mã mới cho ai?", "A new code for whom?";
    has_device: "đã có máy", "has a device";
    no_device: "chưa có máy", "no device yet";
    code_title_delegate: "Mã mới của đại biểu", "A delegate's new code";
    code_title_secretary: "Mã mới của Thư ký", "The secretary's new code";
    code_note: "Mã dùng một lần. Mã cũ của người này không dùng được nữa.",
        "Good once. The old code of this person no longer works.";
    address: "Địa chỉ: ", "Address: ";
    records: " bản ghi", " records";
    journal: "Nhật ký: ", "Journal: ";

    sound: "Âm thanh", "Sound";
    sound_chime: "Chuông", "Chime";
    sound_voice: "Giọng đọc", "Voice";
    sound_quieter: "Nhỏ hơn", "Quieter";
    sound_louder: "To hơn", "Louder";
    sound_slower: "Đọc chậm hơn", "Slower";
    sound_faster: "Đọc nhanh hơn", "Faster";
    sound_test: "Nghe thử", "Try it";
    sound_off: "đang tắt hết", "all is off";
}

impl Words {
    fn f(self, vi: String, en: String) -> String {
        match self.0 {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    /// A reason of one of the lists, as this reader sees it; others as they are.
    pub fn reason(self, recorded: &str) -> String {
        let changed = VoteForm::ALL.into_iter().find(|form| Self::changed_form(*form) == recorded);
        if let (Some(form), Lang::En) = (changed, self.0) {
            return format!("changed to another form: {}", form_name(form, Lang::En).to_lowercase());
        }
        let mut lists = Self::EXCUSES.iter().chain(&Self::ANNULMENTS).chain(&Self::POSTPONEMENTS);
        let known = lists.find(|(vi, _)| *vi == recorded);
        known.map_or_else(|| recorded.to_owned(), |(vi, en)| self.0.pick(vi, en).to_owned())
    }
    pub fn pin_wrong(self, left: u32) -> String {
        self.f(format!("Sai mã PIN. Còn {left} lần thử."), format!("Wrong PIN. {left} tries left."))
    }
    pub fn pin_set(self, role: PinRole) -> &'static str {
        match role {
            PinRole::Chair => self.0.pick("Đã đặt mã PIN của Chủ tọa.", "The chair's PIN is set."),
            PinRole::Secretary => self.0.pick("Đã đặt mã PIN của Thư ký.", "The secretary's PIN is set."),
        }
    }
    pub fn registered(self, name: &str) -> String {
        self.f(format!("Đã thêm đăng ký của {name}."), format!("{name} is in the queue."))
    }
    pub fn now_at(self, title: &str) -> String {
        self.f(format!("Đã chuyển sang: {title}."), format!("Now at: {title}."))
    }
    pub fn extended(self, seconds: u32) -> String {
        let amount = self.span(u64::from(seconds));
        self.f(format!("Đã cho thêm {amount}."), format!("{amount} more."))
    }
    pub fn extend(self, seconds: u32) -> String {
        let amount = self.span(u64::from(seconds));
        self.f(format!("Cho thêm {amount}"), format!("{amount} more"))
    }
    /// "1 phút", "30 giây", "6 phút 10 giây".
    pub fn span(self, seconds: u64) -> String {
        span(seconds, self.0)
    }
    pub fn marked(self, name: &str, mark: &AttendanceMark) -> String {
        match mark {
            AttendanceMark::Present => self.f(format!("{name}: có mặt."), format!("{name}: present.")),
            AttendanceMark::AbsentExcused { reason } => {
                let why = self.reason(reason);
                self.f(format!("{name}: vắng có lý do, {why}."), format!("{name}: excused, {why}."))
            }
            AttendanceMark::AbsentUnexcused => {
                self.f(format!("{name}: vắng không lý do."), format!("{name}: absent without reason."))
            }
            AttendanceMark::Left => self.f(format!("{name}: ra về."), format!("{name}: left.")),
        }
    }
    pub fn exported(self, files: usize) -> String {
        self.f(
            format!("Đã chép {files} tệp biên bản ra USB. Có thể rút USB."),
            format!("{files} files of minutes are on the stick. It can be taken out."),
        )
    }
    pub fn backed_up(self, name: &str) -> String {
        self.f(format!("Đã chép dữ liệu ra USB: {name}."), format!("The data is on the stick: {name}."))
    }
    pub fn mistakes(self, count: usize) -> String {
        self.f(
            format!("Hồ sơ có {count} lỗi, chưa nhập gì"),
            format!("{count} mistake{}, nothing was imported", if count == 1 { "" } else { "s" }),
        )
    }
    pub fn files(self, count: usize) -> String {
        self.f(format!("{count} tệp"), format!("{count} files"))
    }
    pub fn present_of(self, present: u32, total: u32) -> String {
        self.f(format!("{present}/{total} có mặt"), format!("{present}/{total} present"))
    }
    pub fn present_share(self, present: u32, total: u32, share: &str) -> String {
        self.f(
            format!("{present}/{total} có mặt, đạt {share}"),
            format!("{present}/{total} present, {share}"),
        )
    }
    pub fn listed(self, count: usize) -> String {
        self.f(format!("danh sách có {count} người"), format!("{count} in the list"))
    }
    pub fn absent(self, names: &str) -> String {
        self.f(format!("Vắng có lý do: {names}"), format!("Excused: {names}"))
    }
    pub fn and_more(self, count: usize) -> String {
        self.f(format!(" và {count} đại biểu khác"), format!(" and {count} more"))
    }
    pub fn roll_summary(self, present: u32, excused: usize, unexcused: usize, open: usize) -> String {
        let waits = match open {
            0 => String::new(),
            n => self.f(format!(", {n} chưa đến"), format!(", {n} not here yet")),
        };
        self.f(
            format!("{present} có mặt, {excused} vắng có lý do, {unexcused} vắng không lý do{waits}. Chạm ghế để sửa."),
            format!("{present} present, {excused} excused, {unexcused} without reason{waits}. Touch a seat to correct it."),
        )
    }
    pub fn below_quorum(self, quorum: u32) -> String {
        self.f(
            format!("Dưới mức cần {quorum} đại biểu có mặt. Chủ tọa quyết định tiếp tục hay chờ."),
            format!("Fewer than the {quorum} needed are present. The chair decides whether to go on."),
        )
    }
    pub fn item_caption(self, number: u32) -> String {
        self.f(format!("Nội dung {number}"), format!("Item {number}"))
    }
    pub fn item_numbered(self, number: &str) -> String {
        self.f(format!("Nội dung {number}"), format!("Item {number}"))
    }
    pub fn item_title(self, number: u32, title: &str) -> String {
        self.f(format!("Nội dung {number}: {title}"), format!("Item {number}: {title}"))
    }
    pub fn spoke_last(self, name: &str, seconds: u64) -> String {
        let span = self.span(seconds);
        self.f(format!("Vừa phát biểu: {name}, {span}"), format!("Spoke last: {name}, {span}"))
    }
    pub fn presents(self, name: &str) -> String {
        self.f(format!("Trình bày: {name}"), format!("Presented by {name}"))
    }
    pub fn docs_line(self, count: usize, pages: u32) -> String {
        self.f(format!("{count} văn bản, {pages} trang"), format!("{count} papers, {pages} pages"))
    }
    pub fn next_in_queue(self, name: &str, group: &str) -> String {
        self.f(format!("tiếp: {name}, {group}"), format!("next: {name}, {group}"))
    }
    pub fn pages(self, count: u32) -> String {
        self.f(format!("{count} trang"), format!("{count} p."))
    }
    pub fn place_in_queue(self, place: u32) -> String {
        self.f(format!("Đăng ký phát biểu, thứ tự {place}"), format!("Request to speak, number {place}"))
    }
    pub fn roll_seat(self, seat: u16) -> String {
        self.f(format!("Điểm danh, ghế {seat:02}"), format!("Roll call, seat {seat:02}"))
    }
    pub fn excused(self, reason: &str) -> String {
        let why = self.reason(reason);
        self.f(format!("Vắng có lý do: {why}"), format!("Excused: {why}"))
    }
    pub fn and(self) -> &'static str {
        self.0.pick(" và ", " and ")
    }
    pub fn presence_line(self, present: u32, total: u32, quorum: u32) -> String {
        self.f(
            format!("Có mặt {present}/{total}, cần {quorum}"),
            format!("{present}/{total} present, {quorum} needed"),
        )
    }
    pub fn resume_at(self, clock: &str) -> String {
        self.f(format!("Tiếp tục lúc {clock}"), format!("Resumes at {clock}"))
    }
    pub fn recess_for(self, minutes: usize) -> String {
        self.f(format!("{minutes} phút"), format!("{minutes} minutes"))
    }
    pub fn until(self, clock: &str) -> String {
        self.f(format!("đến {clock}"), format!("until {clock}"))
    }
    pub fn closed_at(self, clock: &str, date: &str) -> String {
        self.f(format!("Lúc {clock}, ngày {date}"), format!("At {clock} on {date}"))
    }
    pub fn not_reached(self, count: usize) -> String {
        self.f(
            format!("{count} đăng ký chưa phát biểu sẽ được ghi là chưa đến lượt"),
            format!("{count} requests will be recorded as not reached"),
        )
    }
    pub fn items_left(self, count: usize) -> String {
        self.f(format!("{count} nội dung chưa tiến hành"), format!("{count} items have not been dealt with"))
    }
    pub fn reason_line(self, reason: &str) -> String {
        let why = self.reason(reason);
        self.f(format!("Lý do: {why}."), format!("Reason: {why}."))
    }
    pub fn group(self, group: &str) -> String {
        match self.0 {
            Lang::Vi => group.to_owned(),
            Lang::En => crate::text::english_group(group),
        }
    }
    pub fn session_label(self, ordinal: u16, term: &str) -> String {
        self.f(format!("Kỳ họp thứ {ordinal}, khóa {term}"), format!("Session {ordinal}, term {term}"))
    }
    pub fn long_session_label(self, ordinal: u16, kind: &str, term: &str) -> String {
        self.f(
            format!("Kỳ họp thứ {ordinal} ({kind}), khóa {term}"),
            format!("Session {ordinal}, term {term}"),
        )
    }
    pub fn seat(self, name: &str, seat: u16) -> String {
        self.f(format!("{name}, ghế {seat:02}"), format!("{name}, seat {seat:02}"))
    }
    pub fn status_of(self, status: Status) -> &'static str {
        match status {
            Status::InOffice => self.0.pick("Đang làm nhiệm vụ", "In office"),
            Status::ElectedAdditional => self.0.pick("Được bầu bổ sung", "By-elected"),
            Status::Suspended => self.0.pick("Tạm đình chỉ", "Suspended"),
            Status::Resigned => self.0.pick("Thôi làm nhiệm vụ", "Resigned"),
            Status::Removed => self.0.pick("Bị bãi nhiệm", "Removed"),
            Status::LostRight => self.0.pick("Mất quyền đại biểu", "Lost the right"),
            Status::Deceased => self.0.pick("Đã mất", "Deceased"),
        }
    }
    pub fn guest_role(self, role: GuestRole) -> &'static str {
        match role {
            GuestRole::Superior => self.0.pick("cấp trên", "higher level"),
            GuestRole::Party => self.0.pick("Đảng ủy", "Party"),
            GuestRole::Government => self.0.pick("UBND, đơn vị", "government"),
            GuestRole::Front => self.0.pick("Mặt trận, đoàn thể", "Front"),
            GuestRole::Press => self.0.pick("báo chí", "press"),
            GuestRole::Voter => self.0.pick("cử tri", "voters"),
            GuestRole::Other => self.0.pick("khách mời", "guests"),
        }
    }
}
