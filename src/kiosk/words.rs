//! The kiosk's own words in both languages, each in one place. Sentences about results and refusals are in [`crate::text`];
//! words that never change are in the screens.

use crate::chamber::command::{AttendanceMark, PinRole};
use crate::chamber::plan::{GuestRole, Status};
use crate::chamber::rules::VoteForm;
use crate::chamber::{BallotTally, Missing, WallShow};
use crate::sound::{Part, State, Trouble};
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

mod floor;

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

    // votes
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
    // the hall's displays
    walls: "Màn hình hội trường", "Wall displays";
    no_walls: "Chưa có màn hình nào.", "No display yet.";
    wall_waits: "chờ đồng ý", "waits for an answer";
    wall_online: "đang kết nối", "connected";
    wall_offline: "mất liên lạc", "not connected";
    wall_online_note: "Màn hình này đang kết nối.", "This display is connected.";
    wall_offline_note: "Màn hình này đang mất liên lạc. Nếu không dùng nữa thì gỡ.",
        "This display is not connected. Remove it if it is no longer used.";
    wall_question: "Chỉ đồng ý khi thấy đúng mã này trên màn hình của hội trường.",
        "Agree only if the hall's own display shows this code.";
    wall_agree: "Đồng ý", "Agree";
    wall_refuse: "Từ chối", "Refuse";
    wall_remove: "Gỡ màn hình này", "Remove this display";
    wall_removed: "Đã gỡ màn hình.", "The display was removed.";
    wall_show: "Hiện trên màn hình", "Show on the wall";
    wall_message: "Thông báo", "A notice";
    wall_message_title: "Hiện thông báo nào?", "Which notice?";
    no_file: "chưa có tệp", "no file";
    // shared handhelds
    handhelds: "Máy cầm tay", "Handhelds";
    handhelds_note: "Bật máy cầm tay, chạm vào mã hiện trên máy, rồi chọn đại biểu.",
        "Switch a handheld on, touch the code that it shows, then pick the delegate.";
    no_handhelds: "Chưa có máy cầm tay nào.", "No handheld yet.";
    handheld_waits: "chờ giao", "to be given";
    handheld_note: "Thu lại thì máy hiện mã mới để giao cho đại biểu khác. Phiếu đã ghi nhận không đổi.",
        "Taken back, it shows a new code and can be given to another delegate. Recorded votes stand.";
    handheld_take_back: "Thu lại máy này", "Take this one back";
    handheld_taken: "Đã thu lại máy.", "The handheld was taken back.";

    // faults
    link_title: "Mất liên lạc với máy của đại biểu", "No link to the delegates' devices";
    disk_title: "Không lưu được lên ổ đĩa", "The disk cannot be written";
    go_on: "Tiếp tục điều hành", "Go on";
    go_on_second: "dùng giơ tay thay điện tử", "votes by hands instead";
    go_on_disk: "xem được, không ghi được", "to look at, nothing is recorded";
    backup: "Chép dữ liệu ra USB", "Copy the data to USB";
    recess_ten: "Tạm nghỉ 10 phút", "Recess, 10 minutes";
    no_data_lost: "Không mất dữ liệu: ", "No data is lost: ";
    nothing_yet: "chưa có bản ghi nào", "no record yet";
}

/// What works without a link, and what does not.
pub const LINK_WORKS: [(&str, &str); 4] = [
    ("Điều hành, đồng hồ, mời phát biểu", "Running the session, clocks, the floor"),
    ("Biểu quyết giơ tay", "Votes by show of hands"),
    ("Điểm danh tại bàn", "Roll call at the table"),
    ("Xem tài liệu, xuất biên bản", "Papers and minutes"),
];
/// See [`LINK_WORKS`].
pub const LINK_STOPPED: [(&str, &str); 4] = [
    ("Biểu quyết điện tử", "Electronic votes"),
    ("Xin phát biểu từ điện thoại", "Requests to speak from phones"),
    ("Máy của Thư ký", "The secretary's device"),
    ("Màn hình hội trường báo mất liên lạc", "The wall, which says so"),
];
/// What works without a disk, and what does not.
pub const DISK_WORKS: [(&str, &str); 4] = [
    ("Xem chương trình, tài liệu đã mở", "Agenda and opened papers"),
    ("Đồng hồ phát biểu đang chạy", "The running speech clock"),
    ("Mã QR, địa chỉ vào họp", "QR code and address"),
    ("Chép dữ liệu ra USB", "Copying the data to USB"),
];
/// See [`DISK_WORKS`].
pub const DISK_STOPPED: [(&str, &str); 4] = [
    ("Mở, đóng biểu quyết", "Opening and closing votes"),
    ("Ghi nhận phát biểu, điểm danh", "Recording speeches, presence"),
    ("Chuyển nội dung, tạm nghỉ", "Changing the item, recess"),
    ("Nhập kỳ họp mới", "Importing a session"),
];

impl Words {
    /// Of a switch.
    pub fn switched(self, on: bool) -> &'static str {
        if on { self.0.pick("bật", "on") } else { self.0.pick("tắt", "off") }
    }

    /// How the room sounds, in the list of settings.
    pub fn sound_line(self, sound: State) -> &'static str {
        match sound.trouble {
            Some(_) if sound.settings.is_on() => self.0.pick("không nghe được", "cannot be heard"),
            Some(_) | None => self.switched(sound.settings.is_on()),
        }
    }

    /// "âm lượng 70%".
    pub fn sound_volume(self, percent: u8) -> String {
        format!("{} {percent}%", self.0.pick("âm lượng", "volume"))
    }

    /// "140 từ mỗi phút".
    pub fn sound_speed(self, speed: u16) -> String {
        format!("{speed} {}", self.0.pick("từ mỗi phút", "words a minute"))
    }

    /// "Âm lượng 70%, đọc 140 từ mỗi phút."
    pub fn sound_now(self, volume: &str, speed: &str) -> String {
        let reads = self.0.pick("đọc", "reads");
        format!("{}, {reads} {speed}.", crate::text::upper_first(volume))
    }

    /// Why nothing is heard, or no voice.
    pub fn no_sound(self, part: Part, trouble: Trouble) -> &'static str {
        match (part, trouble) {
            (Part::Player, Trouble::Missing) => {
                self.0.pick("Không có âm thanh: máy chưa cài aplay.", "No sound: aplay is not installed.")
            }
            (Part::Player, Trouble::Failed) => self
                .0
                .pick("Không có âm thanh: không mở được loa.", "No sound: no loudspeaker can be opened."),
            (Part::Player, Trouble::Slow) => self
                .0
                .pick("Không có âm thanh: loa không trả lời.", "No sound: the loudspeaker does not answer."),
            (Part::Voice, Trouble::Missing) => self
                .0
                .pick("Chỉ có chuông: máy chưa cài espeak-ng.", "Chimes only: espeak-ng is not installed."),
            (Part::Voice, Trouble::Failed) => {
                self.0.pick("Chỉ có chuông: giọng đọc bị lỗi.", "Chimes only: the voice has failed.")
            }
            (Part::Voice, Trouble::Slow) => self
                .0
                .pick("Chỉ có chuông: giọng đọc không trả lời.", "Chimes only: the voice does not answer."),
        }
    }

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

    /// Name of a wall, in the journal too.
    pub fn wall_name(number: usize) -> String {
        format!("Màn hình {number}")
    }
    pub fn wall_paired(self, name: &str) -> String {
        self.f(format!("Đã ghép {name}."), format!("{name} is paired."))
    }
    pub fn wall_shows(self, what: &str) -> String {
        self.f(format!("Đang hiện: {what}."), format!("On the wall: {what}."))
    }
    pub fn wall_show_name(self, show: &WallShow) -> &'static str {
        match show {
            WallShow::Auto => self.0.pick("theo diễn biến", "what goes on"),
            WallShow::Message { text: _ } => self.0.pick("thông báo", "a notice"),
            WallShow::Qr => self.0.pick("mã QR vào họp", "the QR code"),
            WallShow::Seats => self.0.pick("sơ đồ chỗ ngồi", "the seats"),
            WallShow::Agenda => self.0.pick("chương trình", "the agenda"),
            WallShow::Flag => self.0.pick("quốc kỳ", "the flag"),
            WallShow::Anthem => self.0.pick("quốc ca", "the anthem"),
        }
    }
    pub fn walls_note(self, address: &str) -> String {
        self.f(
            format!("Trên TV mở {address}/wall, rồi chạm vào mã hiện ở đây."),
            format!("On the TV open {address}/wall, then touch its code here."),
        )
    }
    pub fn handheld_given(self, name: &str) -> String {
        self.f(format!("Đã giao máy cho {name}."), format!("The handheld is {name}'s."))
    }
    pub fn handheld_whose(self, code: &str) -> String {
        self.f(format!("Giao máy {code} cho ai?"), format!("Whose is {code}?"))
    }
    pub fn handhelds_summary(self, waiting: usize, given: usize) -> String {
        match waiting {
            0 => self.f(format!("đã giao {given}"), format!("{given} given")),
            n => self.f(format!("{n} chờ giao"), format!("{n} to be given")),
        }
    }
    pub fn walls_wait(self, waiting: usize) -> String {
        let name = self.walls();
        self.f(format!("{name}: {waiting} chờ"), format!("{name}: {waiting} waiting"))
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
    pub fn entered_for(self, name: &str) -> String {
        self.f(format!("Đã ghi hộ {name}."), format!("Entered for {name}."))
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
    pub fn cannot_pass(self, present: u32, needed: u32) -> String {
        self.f(
            format!("Có mặt {present}, chưa đủ {needed}: không nghị quyết nào có thể được thông qua."),
            format!("{present} present, {needed} needed: no resolution can pass."),
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
    pub fn warn_note(self, warnings: &str) -> String {
        self.f(
            format!("Báo trước khi còn {warnings}. Micro không tự ngắt."),
            format!("Warns at {warnings}. The microphone is never cut."),
        )
    }
    pub fn and(self) -> &'static str {
        self.0.pick(" và ", " and ")
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
    pub fn presence_line(self, present: u32, total: u32, quorum: u32) -> String {
        self.f(
            format!("Có mặt {present}/{total}, cần {quorum}"),
            format!("{present}/{total} present, {quorum} needed"),
        )
    }
    pub fn below_note(self, quorum: u32) -> String {
        self.f(format!("dưới mức cần {quorum}"), format!("below the {quorum} needed"))
    }
    pub fn annulled_why(self, reason: &str) -> String {
        let why = self.reason(reason);
        self.f(format!("Đã hủy: {why}"), format!("Annulled: {why}"))
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
    pub fn votes_line(self, passed: usize, failed: usize) -> String {
        self.f(
            format!("{passed} việc được thông qua, {failed} không được thông qua"),
            format!("{passed} passed, {failed} not passed"),
        )
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
    pub fn link_text(self, clock: &str) -> String {
        self.f(
            format!("Dịch vụ kết nối dừng lúc {clock}. Máy tự kết nối lại, không cần làm gì."),
            format!("The link stopped at {clock}. The machine connects again by itself."),
        )
    }
    pub fn link_strip(self, clock: &str) -> String {
        self.f(
            format!(
                "Mất liên lạc với máy của đại biểu từ {clock}. Vẫn điều hành và biểu quyết giơ tay được."
            ),
            format!(
                "No link to the delegates' devices since {clock}. The floor and votes by hands still work."
            ),
        )
    }
    pub fn disk_text(self, clock: &str, full: bool) -> String {
        let (vi, en) = if full {
            ("Ổ đĩa đầy", "The disk is full")
        } else {
            ("Ổ đĩa lỗi", "The disk fails")
        };
        self.f(
            format!("{vi} từ {clock}. Máy ngừng nhận mọi yêu cầu mới để không ghi nhận sai."),
            format!("{en} since {clock}. Nothing new is accepted, so that nothing is recorded wrongly."),
        )
    }
    pub fn disk_strip(self, clock: &str) -> String {
        self.f(
            format!("Không lưu được lên ổ đĩa từ {clock}. Không việc gì được ghi nhận thêm."),
            format!("The disk cannot be written since {clock}. Nothing more is recorded."),
        )
    }
    pub fn records_safe(self, count: u64) -> String {
        self.f(format!("{count} bản ghi đã lưu"), format!("{count} records are safe"))
    }
    pub fn last_record(self, clock: &str) -> String {
        self.f(format!(", lần cuối lúc {clock}."), format!(", the last at {clock}."))
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
    pub fn missing_word(self, why: Missing) -> &'static str {
        match why {
            Missing::NoDevice => self.no_device_short(),
            Missing::Disconnected => self.disconnected_short(),
            Missing::Silent => self.silent_short(),
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
    pub fn devices_line(self, with: usize, present: usize) -> String {
        self.f(
            format!("{with} trên {present} đại biểu có mặt có máy đã cấp quyền; người không có máy thì ghi hộ."),
            format!("{with} of the {present} present have a device; for the others the secretary enters the choice."),
        )
    }
}
