//! How dates and times are written for people. Pure: instants are UTC milliseconds, the zone is always Việt
//! Nam's (UTC+7, no daylight saving), whatever the host says. Rules: Decree 30/2020 (padding of days and
//! months) and R-25.

use super::Lang;
use jiff::civil::{DateTime, Weekday};
use jiff::tz;

/// Việt Nam's offset from UTC in hours; it has had no other since 1975.
const OFFSET_HOURS: i8 = 7;

/// Civil date and time in Việt Nam of an instant in UTC milliseconds. Instants outside the years -9999..=9999
/// give 1970.
pub fn local(ms: i64) -> DateTime {
    let stamp = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    tz::offset(OFFSET_HOURS).to_datetime(stamp)
}

/// `07:30`.
pub fn clock_hhmm(ms: i64) -> String {
    let t = local(ms);
    format!("{:02}:{:02}", t.hour(), t.minute())
}

/// `07:30:05`.
pub fn clock_hhmmss(ms: i64) -> String {
    let t = local(ms);
    format!("{:02}:{:02}:{:02}", t.hour(), t.minute(), t.second())
}

/// `07 giờ 30 phút`.
pub fn minutes_time(ms: i64) -> String {
    let t = local(ms);
    format!("{:02} giờ {:02} phút", t.hour(), t.minute())
}

/// `ngày 17 tháng 12 năm 2026`; days below 10 and the months 1 and 2 padded (Decree 30/2020, annex I, II.4b).
pub fn minutes_date(ms: i64) -> String {
    let t = local(ms);
    let month = if t.month() < 3 { format!("{:02}", t.month()) } else { t.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", t.day(), t.year())
}

/// `17/12/2026`.
pub fn short_date(ms: i64) -> String {
    let t = local(ms);
    format!("{:02}/{:02}/{}", t.day(), t.month(), t.year())
}

/// `20261217-0912`, for names of files.
pub fn file_stamp(ms: i64) -> String {
    let t = local(ms);
    format!("{}{:02}{:02}-{:02}{:02}", t.year(), t.month(), t.day(), t.hour(), t.minute())
}

/// `Thứ Năm`.
pub fn weekday(ms: i64, lang: Lang) -> &'static str {
    match local(ms).weekday() {
        Weekday::Monday => lang.pick("Thứ Hai", "Monday"),
        Weekday::Tuesday => lang.pick("Thứ Ba", "Tuesday"),
        Weekday::Wednesday => lang.pick("Thứ Tư", "Wednesday"),
        Weekday::Thursday => lang.pick("Thứ Năm", "Thursday"),
        Weekday::Friday => lang.pick("Thứ Sáu", "Friday"),
        Weekday::Saturday => lang.pick("Thứ Bảy", "Saturday"),
        Weekday::Sunday => lang.pick("Chủ Nhật", "Sunday"),
    }
}

/// The number since 1970-01-01 of a day written as "2027-03-31"; `None` for anything else.
pub fn day_number(text: &str) -> Option<i64> {
    let date: jiff::civil::Date = text.trim().parse().ok()?;
    let since = jiff::civil::date(1970, 1, 1).until((jiff::Unit::Day, date)).ok()?;
    Some(i64::from(since.get_days()))
}

/// A day by its number since 1970-01-01; outside the years -9999..=9999 the first of them.
fn civil(day: i64) -> jiff::civil::Date {
    let span = jiff::Span::new().try_days(day).unwrap_or_default();
    jiff::civil::date(1970, 1, 1).checked_add(span).unwrap_or(jiff::civil::date(1970, 1, 1))
}

/// `2027-03-31` of a day by its number.
pub fn day_iso(day: i64) -> String {
    civil(day).to_string()
}

/// `31/03/2027` of a day by its number.
pub fn day_short(day: i64) -> String {
    let d = civil(day);
    format!("{:02}/{:02}/{}", d.day(), d.month(), d.year())
}

/// A span from milliseconds, whole seconds: `45 giây`, `6 phút 10 giây`, `15 phút`, `1 giờ 5 phút`. Negative
/// counts as nought.
pub fn duration(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut parts = Vec::with_capacity(3);
    if h > 0 {
        parts.push(format!("{h} giờ"));
    }
    if m > 0 {
        parts.push(format!("{m} phút"));
    }
    if s > 0 || parts.is_empty() {
        parts.push(format!("{s} giây"));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 17 December 2026, 07:30 in Việt Nam.
    const OPENING: i64 = 1_797_467_400_000;

    #[test]
    fn times_and_dates_are_written_as_decree_30_wants() {
        assert_eq!(clock_hhmm(OPENING), "07:30");
        assert_eq!(clock_hhmmss(OPENING + 5_000), "07:30:05");
        assert_eq!(minutes_time(OPENING), "07 giờ 30 phút");
        assert_eq!(minutes_date(OPENING), "ngày 17 tháng 12 năm 2026");
        assert_eq!(short_date(OPENING), "17/12/2026");
        assert_eq!(weekday(OPENING, Lang::Vi), "Thứ Năm");
        assert_eq!(file_stamp(OPENING), "20261217-0730");
        assert_eq!(minutes_date(OPENING + 20 * 86_400_000), "ngày 06 tháng 01 năm 2027");
        assert_eq!(minutes_date(OPENING + 78 * 86_400_000), "ngày 05 tháng 3 năm 2027");
        assert_eq!(minutes_date(i64::MAX), "ngày 01 tháng 01 năm 1970");
    }

    #[test]
    fn a_day_reads_back() {
        assert_eq!(day_number("2027-03-31").map(day_short).as_deref(), Some("31/03/2027"));
        assert_eq!(day_number(" 1970-01-02 "), Some(1));
        assert_eq!(day_iso(-1), "1969-12-31");
        for wrong in ["", "31/03/2027", "2027-02-30", "2027-3-1x"] {
            assert_eq!(day_number(wrong), None, "{wrong}");
        }
        assert_eq!(day_iso(i64::MAX), "1970-01-01");
    }

    #[test]
    fn the_day_turns_at_midnight_in_viet_nam() {
        let midnight = 1_797_440_400_000;
        assert_eq!(short_date(midnight - 1), "16/12/2026");
        assert_eq!(short_date(midnight), "17/12/2026");
    }

    #[test]
    fn spans_name_only_what_they_have() {
        for (s, text) in [
            (0, "0 giây"),
            (45, "45 giây"),
            (370, "6 phút 10 giây"),
            (900, "15 phút"),
            (3905, "1 giờ 5 phút 5 giây"),
        ] {
            assert_eq!(duration(s * 1000), text);
        }
        assert_eq!(duration(-1), "0 giây");
    }
}
