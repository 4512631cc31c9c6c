//! Times as the screen prints them: stored in UTC, shown in Asia/Ho_Chi_Minh whatever the host says.

use crate::text::Lang;
use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::Offset;

pub use crate::text::{countdown, minutes};

/// Vietnam has had one offset and no summer time since 1975.
const HANOI: Offset = Offset::constant(7);

/// Civil time in Vietnam; the year 1970 for what is out of range.
pub fn civil(utc_ms: i64) -> DateTime {
    HANOI.to_datetime(Timestamp::from_millisecond(utc_ms).unwrap_or_default())
}

/// "09:12".
pub fn clock(utc_ms: i64) -> String {
    let at = civil(utc_ms);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// "09:17:06".
pub fn clock_seconds(utc_ms: i64) -> String {
    let at = civil(utc_ms);
    format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())
}

/// "20261217-0912", for names of files.
pub fn file_stamp(utc_ms: i64) -> String {
    let at = civil(utc_ms);
    format!("{}{:02}{:02}-{:02}{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
}

/// "17/12/2026".
pub fn date(utc_ms: i64) -> String {
    let at = civil(utc_ms);
    format!("{:02}/{:02}/{}", at.day(), at.month(), at.year())
}

/// "Thứ Năm".
pub fn weekday(utc_ms: i64, lang: Lang) -> &'static str {
    match civil(utc_ms).weekday() {
        Weekday::Monday => lang.pick("Thứ Hai", "Monday"),
        Weekday::Tuesday => lang.pick("Thứ Ba", "Tuesday"),
        Weekday::Wednesday => lang.pick("Thứ Tư", "Wednesday"),
        Weekday::Thursday => lang.pick("Thứ Năm", "Thursday"),
        Weekday::Friday => lang.pick("Thứ Sáu", "Friday"),
        Weekday::Saturday => lang.pick("Thứ Bảy", "Saturday"),
        Weekday::Sunday => lang.pick("Chủ Nhật", "Sunday"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_hanoi() {
        let at = 1_797_467_400_000; // 2026-12-17T00:30:00Z
        assert_eq!(clock(at), "07:30");
        assert_eq!(date(at), "17/12/2026");
        assert_eq!(weekday(at, Lang::Vi), "Thứ Năm");
        assert_eq!(clock_seconds(0), "07:00:00");
        assert_eq!(clock(i64::MAX), "07:00");
    }
}
