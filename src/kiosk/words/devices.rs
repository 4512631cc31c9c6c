//! Words of displays, handhelds and sound, and of what does not work.

use super::Words;
use crate::chamber::WallShow;
use crate::sound::{Part, State, Trouble};
use crate::wire::health::Battery;

words! {
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
        "Touch the code that a handheld shows, then pick the delegate.";
    no_handhelds: "Chưa có máy cầm tay nào.", "No handheld yet.";
    handheld_waits: "chờ giao", "to be given";
    handheld_note: "Máy sẽ hiện mã mới. Phiếu đã ghi nhận không đổi.",
        "It will show a new code. Recorded votes stand.";
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
    pub fn handhelds_summary(self, waiting: usize, given: usize, low: usize) -> String {
        match (waiting, low) {
            (0, 0) => self.f(format!("đã giao {given}"), format!("{given} given")),
            (0, n) => self.f(format!("{n} máy yếu pin"), format!("{n} low on battery")),
            (n, _) => self.f(format!("{n} chờ giao"), format!("{n} to be given")),
        }
    }
    pub fn handheld_state(self, online: bool, battery: Option<Battery>, signal: Option<u8>) -> String {
        let mut said = if online { self.wall_online() } else { self.wall_offline() }.to_owned();
        if let Some(battery) = battery {
            let name = match (battery.is_low(), battery.charging) {
                (true, _) => self.0.pick("PIN YẾU", "LOW BATTERY"),
                (false, true) => self.0.pick("đang sạc", "charging"),
                (false, false) => self.0.pick("pin", "battery"),
            };
            said.push_str(&format!(" · {name} {}%", battery.percent));
        }
        if let (true, Some(signal)) = (online, signal) {
            said.push_str(&format!(" · {} {signal}%", self.0.pick("sóng", "radio")));
        }
        said
    }
    pub fn walls_wait(self, waiting: usize) -> String {
        let name = self.walls();
        self.f(format!("{name}: {waiting} chờ"), format!("{name}: {waiting} waiting"))
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
    pub fn devices_line(self, with: usize, present: usize) -> String {
        self.f(
            format!("{with} trên {present} đại biểu có mặt có máy đã cấp quyền; người không có máy thì ghi hộ."),
            format!("{with} of the {present} present have a device; for the others the secretary enters the choice."),
        )
    }
}
