//! Each refusal as a sentence that says what to do.

use crate::chamber::Refusal;
use crate::chamber::refusal::TallyFault;
use crate::wire::down::Text;

/// The sentence of `why` in both languages.
pub fn refusal(why: &Refusal) -> Text {
    let (vi, en): (String, String) = match why {
        Refusal::NoSession => pair(
            "Chưa có kỳ họp nào. Đề nghị nhập kỳ họp trước.",
            "There is no session yet. Import one first.",
        ),
        Refusal::OtherSession => pair(
            "Yêu cầu thuộc kỳ họp khác. Đề nghị mở lại trang.",
            "This belongs to another session. Reload the page.",
        ),
        Refusal::NotOpen => pair("Kỳ họp chưa khai mạc.", "The session has not been opened yet."),
        Refusal::AlreadyOpen => pair("Kỳ họp đã khai mạc.", "The session is open already."),
        Refusal::SittingClosed => pair(
            "Kỳ họp đã bế mạc, không thay đổi được nữa.",
            "The session is closed; nothing can be changed.",
        ),
        Refusal::InRecess => {
            pair("Đang tạm nghỉ. Chờ Chủ tọa tiếp tục kỳ họp.", "In recess. Wait until the chair resumes.")
        }
        Refusal::NotInRecess => pair("Kỳ họp không tạm nghỉ.", "There is no recess."),
        Refusal::SessionRunning => pair(
            "Kỳ họp đang diễn ra, không thay được dữ liệu hay quy tắc. Bế mạc kỳ họp này trước.",
            "A session is running; neither its files nor its rules can be replaced. Close it first.",
        ),
        Refusal::BadPlan => pair(
            "Dữ liệu kỳ họp có lỗi. Sửa các lỗi được liệt kê rồi nhập lại.",
            "The session's files have mistakes. Mend those listed and import again.",
        ),
        Refusal::NotAllowed => pair("Đại biểu không có quyền làm việc này.", "You may not do this."),
        Refusal::UnknownDelegate => {
            pair("Không có đại biểu này trong danh sách.", "No such delegate is on the roll.")
        }
        Refusal::UnknownItem => {
            pair("Không có nội dung này trong chương trình.", "No such item is on the agenda.")
        }
        Refusal::UnknownMotion => pair("Không có nội dung biểu quyết này.", "There is no such motion."),
        Refusal::UnknownVote => pair(
            "Không có lần biểu quyết này. Đề nghị mở lại trang.",
            "There is no such vote. Reload the page.",
        ),
        Refusal::UnknownSpeech => {
            pair("Không có đăng ký phát biểu này.", "There is no such request to speak.")
        }
        Refusal::UnknownDevice => pair(
            "Máy này chưa hoặc không còn được cấp quyền. Nhập mã cá nhân, hoặc xin Thư ký mã mới.",
            "This device is not enrolled, or no longer. Enter your personal code, or ask the secretary for a new one.",
        ),
        Refusal::BadTotal { present } => (
            format!("Tổng số đại biểu không thể nhỏ hơn số có mặt ({present}) và phải lớn hơn 0."),
            format!("The total of delegates cannot be zero or less than those present ({present})."),
        ),
        Refusal::NotPresent => pair(
            "Đại biểu chưa được điểm danh có mặt. Quét mã trên màn hình hoặc báo Thư ký.",
            "Not marked present. Scan the code on the screen or tell the secretary.",
        ),
        Refusal::NotInOffice => pair(
            "Đại biểu đang bị tạm đình chỉ hoặc không còn là đại biểu, nên không điểm danh và không biểu quyết được. Nếu ghi sai, Thư ký sửa trạng thái trước.",
            "The delegate is suspended or no longer in office, and can neither be present nor vote. If that is wrong, let the secretary correct it first.",
        ),
        Refusal::BadSeating => pair(
            "Sơ đồ chưa dùng được: mỗi đại biểu cần một ghế riêng, và các hàng phải đủ ghế.",
            "This seat plan cannot be used: everybody needs a seat, and the rows need room for all.",
        ),
        Refusal::UnknownGuests => pair("Không có dòng khách mời này.", "There is no such line of guests."),
        Refusal::TooManyGuests { invited } => (
            format!("Dòng này chỉ mời {invited} người; số có mặt không thể nhiều hơn."),
            format!("This line invites {invited}; no more can have come."),
        ),
        Refusal::DeviceOnly => pair(
            "Hình thức điện tử chỉ nhận từ máy của chính đại biểu. Nếu có người không có máy, hủy và mở lại bằng hình thức kết hợp.",
            "This form takes choices from the own device only. If somebody has none, annul it and open the mixed form.",
        ),
        Refusal::VoteHeld => pair(
            "Biểu quyết đang tạm dừng. Chờ Chủ tọa cho tiếp tục.",
            "The vote is on hold. Wait until the chair resumes it.",
        ),
        Refusal::VoteNotHeld => pair("Biểu quyết không tạm dừng.", "The vote is not on hold."),
        Refusal::TextMissing => pair(
            "Nội dung này chưa có văn bản để biểu quyết. Ghi nội dung trước rồi mở biểu quyết.",
            "There is no text to vote on. Enter it first.",
        ),
        Refusal::PartsOpen { number } => (
            format!("Phần {number} chưa biểu quyết. Biểu quyết từng phần trước, rồi mới đến toàn văn."),
            format!("Part {number} has no result yet. Vote on the parts first, then on the whole."),
        ),
        Refusal::BadBlock => pair(
            "Không biểu quyết gộp được: các nội dung phải khác nhau, cùng tỷ lệ thông qua, và không phải bầu cử, Ban kiểm phiếu hay họp kín.",
            "These cannot be taken together: they must differ, need the same majority, and be no ballot, tally board or closed sitting.",
        ),
        Refusal::BallotNeedsPaper => pair(
            "Nhân sự trên phiếu chỉ bỏ phiếu kín bằng phiếu giấy; nội dung không có phiếu thì chọn hình thức khác.",
            "Names on a ballot are voted on by paper ballots only; without a ballot choose another form.",
        ),
        Refusal::BadBallot => pair(
            "Phiếu chưa dùng được: cần ít nhất một người, mỗi người một dòng, và số người được bầu phải phù hợp.",
            "The ballot cannot be used: it needs at least one name, each once, and fitting seats.",
        ),
        Refusal::ConfidenceOff => pair(
            "Hồ sơ quy tắc của xã chưa cho bỏ phiếu tín nhiệm. Đối chiếu quy định rồi bật mục confidence_votes.",
            "The council's rule profile holds no votes of confidence. Check the law, then set confidence_votes.",
        ),
        Refusal::NoTallyBoard => pair(
            "Chưa có Ban kiểm phiếu. Biểu quyết bầu Ban kiểm phiếu trước.",
            "There is no tally board. Elect it first.",
        ),
        Refusal::BoardMemberStands { name } => (
            format!(
                "{name} có tên trên phiếu nên không được ở trong Ban kiểm phiếu. Bầu lại Ban kiểm phiếu trước."
            ),
            format!(
                "{name} stands on the ballot and cannot be of the tally board. Elect another board first."
            ),
        ),
        Refusal::BadBoard { least } => (
            format!(
                "Ban kiểm phiếu cần ít nhất {least} đại biểu đang làm nhiệm vụ, mỗi người một lần, gồm một Trưởng ban và một Thư ký."
            ),
            format!(
                "The board needs at least {least} acting delegates, each once, with one head and one clerk."
            ),
        ),
        Refusal::TallyWrong { fault } => tally(fault),
        Refusal::NoSecondBallot => pair(
            "Không có ai bằng phiếu ở ghế cuối, nên không có bỏ phiếu lần hai.",
            "Nobody stood level at the last seat; there is no second ballot.",
        ),
        Refusal::DoorsClosed => pair(
            "Đang họp kín: không máy nào được phục vụ. Kết thúc họp kín trước.",
            "A closed sitting: no device is served. End it first.",
        ),
        Refusal::DoorsOpen => pair("Không phải đang họp kín.", "This is no closed sitting."),
        Refusal::DoorsNotDecided => pair(
            "Hội đồng nhân dân chưa quyết định họp kín nội dung này. Biểu quyết việc họp kín trước.",
            "The council has not decided on a closed sitting for this item. Vote on it first.",
        ),
        Refusal::ItemPostponed => {
            pair("Nội dung này đã chuyển sang kỳ họp sau.", "This item has been postponed.")
        }
        Refusal::ItemBusy => pair(
            "Đang biểu quyết hoặc phát biểu ở nội dung này. Kết thúc trước rồi làm tiếp.",
            "A vote or a speech is running in this item. End it first.",
        ),
        Refusal::DiscussionClosed => {
            pair("Nội dung này không nhận đăng ký phát biểu lúc này.", "Requests to speak are not taken now.")
        }
        Refusal::ListClosed => pair(
            "Chủ tọa đã khóa danh sách đăng ký của nội dung này.",
            "The chair has closed the list of speakers of this item.",
        ),
        Refusal::TurnLimit { most } => (
            format!(
                "Quy chế cho mỗi đại biểu không quá {most} lượt loại này trong một nội dung. Chủ tọa có thể mời thêm, hoặc gửi ý kiến bằng văn bản."
            ),
            format!(
                "The rules give each delegate at most {most} such turns in an item. The chair may call you all the same, or hand it in in writing."
            ),
        ),
        Refusal::NotAsked => pair(
            "Lượt trả lời chất vấn do Chủ tọa mời, không đăng ký.",
            "An answer is called by the chair and not asked for.",
        ),
        Refusal::BadName { most } => (
            format!("Cần họ tên, không quá {most} ký tự."),
            format!("A name is needed, of at most {most} characters."),
        ),
        Refusal::TextTooLong { most } => (
            format!("Nội dung dài quá {most} ký tự. Rút gọn rồi gửi lại; phần đã gõ vẫn còn."),
            format!(
                "The text is longer than {most} characters. Shorten it and send it again; nothing is lost."
            ),
        ),
        Refusal::NoGroup => {
            pair("Chưa bắt đầu nhóm vấn đề chất vấn nào.", "No group of questions has been taken up.")
        }
        Refusal::UnknownGroup => pair(
            "Không có nhóm vấn đề này trong nội dung đang xét.",
            "The item before the council has no such group of questions.",
        ),
        Refusal::GroupsNotDecided => pair(
            "Hội đồng chưa biểu quyết thông qua nhóm vấn đề và người trả lời chất vấn. Biểu quyết trước.",
            "The council has not yet adopted the groups of questions and who answers them. Vote on that first.",
        ),
        Refusal::GroupConcluded => {
            pair("Chủ tọa đã kết luận nhóm vấn đề này.", "The chair has concluded this group of questions.")
        }
        Refusal::UnknownCommitment => pair("Không có cam kết này.", "There is no such commitment."),
        Refusal::NoAnswerDue => pair(
            "Hồ sơ quy tắc chưa ghi thời hạn trả lời chất vấn bằng văn bản (written_answers).",
            "The rule profile gives no number of days for written answers (written_answers).",
        ),
        Refusal::BadDate => pair(
            "Ngày không dùng được: cần từ hôm nay đến không quá hai năm.",
            "That day cannot be used: it must lie between today and two years from now.",
        ),
        Refusal::NothingToUndo => {
            pair("Không có thao tác nào để hoàn tác.", "There is nothing to take back.")
        }
        Refusal::TooLateToUndo => pair("Đã quá thời gian hoàn tác.", "The time to take it back is over."),
        Refusal::UnknownWall => pair("Không có màn hình này.", "There is no such display."),
        Refusal::AlreadyRegistered => {
            pair("Đại biểu đã đăng ký và đang chờ.", "Already registered and waiting.")
        }
        Refusal::NotWaiting => pair("Đăng ký này không còn chờ.", "This request is no longer waiting."),
        Refusal::SpeechRunning => pair(
            "Đang có đại biểu phát biểu. Kết thúc lượt phát biểu trước.",
            "Somebody is speaking. End the speech first.",
        ),
        Refusal::NoSpeech => pair("Không có ai đang phát biểu.", "Nobody is speaking."),
        Refusal::SpeechPaused => pair("Đồng hồ phát biểu đang dừng.", "The speech is paused already."),
        Refusal::SpeechNotPaused => pair("Đồng hồ phát biểu đang chạy.", "The speech is not paused."),
        Refusal::VoteOpen { .. } => pair(
            "Đang có biểu quyết. Đóng hoặc hủy lần biểu quyết đó trước.",
            "A vote is open. Close or annul it first.",
        ),
        Refusal::VoteClosed { late_ms: Some(ms) } => {
            let (s, tenth) = (ms / 1000, ms % 1000 / 100);
            (
                format!("Biểu quyết đã đóng trước đó {s},{tenth} giây. Lựa chọn này không được tính."),
                format!("The vote had closed {s}.{tenth} s before. This choice does not count."),
            )
        }
        Refusal::VoteClosed { late_ms: None } => pair(
            "Biểu quyết đã đóng. Lựa chọn này không được tính.",
            "The vote is closed. This choice does not count.",
        ),
        Refusal::VoteAnnulled => pair("Lần biểu quyết này đã bị hủy.", "This vote was annulled."),
        Refusal::AlreadyDecided => pair(
            "Nội dung này đã được thông qua. Muốn biểu quyết lại phải hủy kết quả trước, có lý do.",
            "This has passed already. To vote again, annul the result first, with a reason.",
        ),
        Refusal::FormNotAllowed => pair(
            "Quy chế không cho phép hình thức biểu quyết này.",
            "The rules do not allow this form of vote.",
        ),
        Refusal::WrongForm => pair("Lần biểu quyết này dùng hình thức khác.", "This vote has another form."),
        Refusal::ChoiceFinal => pair(
            "Lựa chọn đã ghi nhận và không đổi được theo quy chế.",
            "The choice is recorded and cannot be changed under the rules.",
        ),
        Refusal::CountTooHigh { present } => (
            format!("Số đếm vượt quá {present} đại biểu có mặt. Đề nghị đếm lại."),
            format!("The counts exceed the {present} present. Count again."),
        ),
        Refusal::CountMissing => pair("Chưa đủ số đếm của hai bên.", "Both counts are needed first."),
        Refusal::CountsDiffer => {
            pair("Hai bên đếm không khớp. Đề nghị đếm lại.", "The two counts differ. Count again.")
        }
        Refusal::OtherRound => pair(
            "Chủ tọa đã cho đếm lại. Số đếm của lần trước không còn giá trị: đếm lại rồi gửi.",
            "The chair has called a recount. The earlier count is void: count again and send it.",
        ),
        Refusal::AlreadyPublished => pair("Kết quả đã công bố.", "The result has been published."),
        Refusal::ReasonMissing => pair("Cần ghi lý do.", "A reason is needed."),
        Refusal::BadCode => pair(
            "Mã cá nhân không đúng hoặc đã dùng. Kiểm tra lại, hoặc xin Thư ký mã mới.",
            "The personal code is wrong or was used already. Check it, or ask the secretary for a new one.",
        ),
        Refusal::CodeExpired => pair(
            "Mã cá nhân đã hết hạn. Xin Thư ký mã mới.",
            "The personal code has expired. Ask the secretary for a new one.",
        ),
        Refusal::PinNotSet => pair("Chưa đặt mã PIN.", "No PIN has been set."),
        Refusal::PinAlreadySet => pair(
            "Mã PIN đã đặt. Cần mã PIN của Chủ tọa để đổi.",
            "The PIN is set. It takes the chair's PIN to change it.",
        ),
        Refusal::Malformed { detail } => (
            format!("Máy gửi dữ liệu không đọc được ({detail}). Đề nghị mở lại trang."),
            format!("The device sent something unreadable ({detail}). Reload the page."),
        ),
        Refusal::BadSignature => pair(
            "Chữ ký của máy không đúng. Xin Thư ký mã mới để cấp quyền lại.",
            "The device's signature is wrong. Ask the secretary for a new code.",
        ),
        Refusal::Stale { .. } => pair(
            "Yêu cầu cũ hơn yêu cầu đã ghi nhận. Đề nghị mở lại trang.",
            "The request is older than one already recorded. Reload the page.",
        ),
        Refusal::OtherRoom => pair("Yêu cầu thuộc phòng họp khác.", "This belongs to another room."),
        Refusal::UnsupportedVersion => pair(
            "Trang này khác phiên bản với máy của kỳ họp. Đề nghị mở lại trang.",
            "This page is of another version. Reload it.",
        ),
        Refusal::RoomProof => pair(
            "Cần quét mã đang hiện trên màn hình phòng họp để điểm danh.",
            "Scan the code on the room's screen to check in.",
        ),
        Refusal::TooMany { wait_s } => (
            format!("Thử quá nhiều lần. Chờ {wait_s} giây rồi thử lại."),
            format!("Too many attempts. Wait {wait_s} s and try again."),
        ),
        Refusal::NotRecorded => pair(
            "Máy của kỳ họp không lưu được. Yêu cầu CHƯA được ghi nhận.",
            "The kiosk could not store it. NOT recorded.",
        ),
    };
    Text { vi, en }
}

fn pair(vi: &str, en: &str) -> (String, String) {
    (vi.to_owned(), en.to_owned())
}

/// What does not fit in the count of ballots.
fn tally(fault: &TallyFault) -> (String, String) {
    match fault {
        TallyFault::IssuedOverPresent { present } => (
            format!(
                "Phiếu phát ra nhiều hơn số đại biểu đã có mặt từ khi mở bỏ phiếu ({present}). Kiểm lại số phiếu phát ra."
            ),
            format!(
                "More ballots issued than delegates who were present ({present}). Check the number issued."
            ),
        ),
        TallyFault::CollectedOverIssued => pair(
            "Phiếu thu vào nhiều hơn phiếu phát ra. Kiểm lại hai số này.",
            "More ballots collected than issued. Check both.",
        ),
        TallyFault::ValidAndInvalid => pair(
            "Phiếu hợp lệ cộng phiếu không hợp lệ phải bằng phiếu thu vào.",
            "Valid and invalid ballots must add up to those collected.",
        ),
        TallyFault::Line { name } => (
            format!("{name}: các số của dòng này cộng lại phải bằng số phiếu hợp lệ."),
            format!("{name}: the figures of this line must add up to the valid ballots."),
        ),
        TallyFault::TooManyMarks { most } => (
            format!(
                "Tổng số đồng ý vượt quá {most}: mỗi phiếu hợp lệ không được chọn nhiều người hơn số được bầu."
            ),
            format!("More than {most} marks for: a valid ballot has no more of them than there are seats."),
        ),
        TallyFault::Lines => {
            pair("Mỗi người trên phiếu cần một dòng.", "Each name on the ballot needs a line.")
        }
    }
}
