//! All words of the handheld. Short ones: a line has 21 letters, a title 14, a key 7.

use crate::state::facts::{Ask, Choice, Turn};

/// Language of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }
}

macro_rules! words {
    ($($name:ident = $vi:literal | $en:literal;)*) => {
        /// A word or a short sentence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Word { $($name),* }

        impl Word {
            /// All of them.
            pub const ALL: &'static [Word] = &[$(Word::$name),*];

            /// As it is said.
            pub fn say(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Word::$name, Language::Vietnamese) => $vi, (Word::$name, Language::English) => $en,)*
                }
            }
        }
    };
}

words! {
    // Heads and titles, at most 14 letters.
    Searching = "Tìm kiosk" | "Connecting";
    Wait = "Vui lòng chờ" | "Please wait";
    SearchingNote = "Đang kết nối" | "Looking for the room";
    Signal = "Sóng" | "Signal";
    Pairing = "Ghép thiết bị" | "Pairing";
    PairingNote = "Xác nhận tại kiosk" | "Confirm at the kiosk";
    UnknownTitle = "Đang nhận tên" | "Reading name";
    Lost = "Mất kết nối" | "No connection";
    NotRecorded = "Chưa ghi nhận" | "Not recorded";
    NothingLost = "Không mất dữ liệu" | "Nothing is lost";
    RaiseHand = "Giơ tay báo Thư ký" | "Raise a hand";
    Retry = "Tự thử lại sau" | "Trying again in";
    RetryNow = "Đang thử lại" | "Trying again";
    Disk = "Kiosk lỗi ghi" | "Kiosk fault";
    Doors = "Họp kín" | "Closed doors";
    DoorsTitle = "Máy tạm ngừng" | "Device rests";
    DoorsNote = "Chờ mở cửa lại" | "Wait for the doors";
    Attention = "Lưu ý" | "Attention";
    Refused = "Không nhận" | "Refused";
    Unproven = "Biên nhận sai" | "Bad receipt";
    Battery = "Pin yếu" | "Low battery";
    BatteryNote = "Báo Thư ký đổi máy" | "Ask for another one";
    Vote = "Biểu quyết" | "Vote";
    PickKey = "Chọn một phím" | "Press a key";
    PressAgain = "Bấm {} lần nữa" | "Press {} again";
    Sending = "Đang gửi" | "Sending";
    SendingNote = "Chưa ghi nhận, chờ" | "Not recorded yet";
    Held = "Tạm dừng" | "On hold";
    HeldNote = "Chờ Chủ tọa" | "Wait for the chair";
    HeldChosen = "Gửi khi mở lại" | "Sent when resumed";
    Hands = "Không dùng máy" | "By hand";
    HandsNote = "Theo lời Chủ tọa" | "As the chair says";
    Absent = "Chưa điểm danh" | "Not checked in";
    AbsentNote = "Báo Thư ký" | "Tell the secretary";
    AbsentKey = "Bấm phím Có mặt" | "Press Here";
    Recorded = "Đã ghi nhận" | "Recorded";
    Code = "Mã" | "Code";
    RecordedAt = "Ghi lúc" | "Recorded at";
    Unsure = "Chưa rõ" | "Not known";
    UnsureAnswer = "Kiosk chưa trả lời" | "No answer yet";
    Called = "Mời phát biểu" | "You are called";
    Speaking = "Đang phát biểu" | "Speaking";
    TimeOver = "Quá giờ" | "Over time";
    TimeLeft = "Còn" | "Left";
    Seat = "Ghế" | "Seat";
    NoSeat = "Đại biểu" | "Delegate";
    Prepared = "Chưa khai mạc" | "Not yet open";
    NoSession = "Chưa có kỳ họp" | "No session";
    Recess = "Tạm nghỉ" | "Recess";
    RecessUntil = "Tạm nghỉ đến" | "Recess until";
    Closed = "Đã bế mạc" | "Closed";
    Waiting = "Chờ phát biểu" | "In the queue";
    Item = "Mục" | "Item";
    Now = "Đang bàn" | "Now";
    Over = "Đã xong" | "Done";
    Next = "Sắp tới" | "To come";
    Place = "Thứ tự" | "Place";
    WaitingNote = "Đang chờ gọi tên" | "Wait to be called";
    Register = "Đăng ký" | "Ask for";
    RegisterNote = "Chọn loại phát biểu" | "Choose the kind";
    ReallyWithdraw = "Rút đăng ký?" | "Withdraw?";
    WithdrawNote = "Sẽ mất thứ tự" | "Your place is lost";

    Device = "Máy này" | "This device";
    OnCable = ", sạc" | ", plug";
    NoBattery = "Không rõ pin" | "Battery: n/a";
    NoSignal = "Không đo được sóng" | "Signal: n/a";

    For = "Tán thành" | "For";
    Against = "Không tán thành" | "Against";
    NotVoting = "Không biểu quyết" | "Not voting";

    Speech = "Phát biểu" | "To speak";
    Question = "Chất vấn" | "Question";
    Debate = "Tranh luận" | "Debate";
    Procedural = "Về trình tự" | "On procedure";
    Explanation = "Giải trình" | "Explanation";
    CheckIn = "Điểm danh" | "Check-in";

    // Keys, at most 7 letters.
    KeyAgenda = "Mục" | "Items";
    KeyHome = "Về" | "Back";
    KeyCheckIn = "Có mặt" | "Here";
    KeyRegister = "Đăng ký" | "Speak";
    KeyOther = "Khác" | "Other";
    KeyQueue = "Thứ tự" | "Queue";
    KeyWithdraw = "Rút" | "Out";
    KeyKeep = "Không" | "No";
    KeyVote = "Phiếu" | "Vote";
    KeyCancel = "Hủy" | "Cancel";
    KeyChange = "Đổi" | "Change";
    KeyDone = "Xong" | "Done";
    KeyDevice = "Máy" | "Device";
    KeyLanguage = "English" | "T.Việt";
    KeyAsk = "Chọn" | "Choose";
    KeyYes = "Rút" | "Yes";
    BatteryShort = "Pin" | "Bat";
}

/// What a choice is called where the council has no words of its own.
pub fn choice(choice: Choice) -> Word {
    match choice {
        Choice::For => Word::For,
        Choice::Against => Word::Against,
        Choice::NotVoting => Word::NotVoting,
    }
}

/// What a kind of turn is called.
pub fn turn(kind: Turn) -> Word {
    match kind {
        Turn::Speech => Word::Speech,
        Turn::Question => Word::Question,
        Turn::Debate => Word::Debate,
        Turn::Procedural => Word::Procedural,
        Turn::Explanation => Word::Explanation,
    }
}

/// What was asked.
pub fn ask(ask: &Ask) -> Word {
    match ask {
        Ask::CheckIn => Word::CheckIn,
        Ask::RequestSpeech(kind) | Ask::WithdrawSpeech(kind) => turn(*kind),
        Ask::Vote { choice: chosen, .. } => choice(*chosen),
    }
}
