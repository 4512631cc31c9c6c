//! Times as the screen prints them: stored in UTC, shown in Asia/Ho_Chi_Minh whatever the host says.

use crate::text::Lang;
use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::Offset;

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

/// Seconds as "04:36"; above an hour "1:04:36".
pub fn minutes(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes:02}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// What is left of `limit_s` after `elapsed_ms`: "04:36", or "+01:24" over time. The clock shows a second until it is over.
pub fn countdown(limit_s: u64, elapsed_ms: u64) -> String {
    let limit_ms = limit_s * 1000;
    if elapsed_ms <= limit_ms {
        minutes((limit_ms - elapsed_ms).div_ceil(1000))
    } else {
        format!("+{}", minutes((elapsed_ms - limit_ms) / 1000))
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

    #[test]
    fn countdown_goes_over() {
        for (elapsed, shown) in [
            (0, "07:00"),
            (1, "07:00"),
            (1000, "06:59"),
            (420_000, "00:00"),
            (420_999, "+00:00"),
            (504_000, "+01:24"),
        ] {
            assert_eq!(countdown(420, elapsed), shown, "{elapsed}");
        }
        assert_eq!(minutes(3876), "1:04:36");
    }
}
