//! The status of a delegate's office and its day, as a list of delegates tells them.

use super::doc::day;
use super::problem::{Findings, Place};
use super::text::fold;
use crate::chamber::plan::{Standing, Status};
use jiff::civil;

/// How secretariats write each status, folded; a text may go on after two words or more: "thôi làm nhiệm vụ đại biểu".
const WORDS: [(Status, &[&str]); 7] = [
    (
        Status::InOffice,
        &["duong nhiem", "dang lam nhiem vu", "dang nhiem", "dang hoat dong", "dang cong tac", "in office"],
    ),
    (
        Status::ElectedAdditional,
        &["bau bo sung", "trung cu bo sung", "dai bieu bo sung", "bo sung", "elected additional"],
    ),
    (Status::Suspended, &["tam dinh chi", "suspended"]),
    (
        Status::Resigned,
        &["thoi lam nhiem vu", "thoi nhiem vu", "thoi lam dai bieu", "thoi giu nhiem vu", "resigned"],
    ),
    (Status::Removed, &["bai nhiem", "mien nhiem", "removed"]),
    (Status::LostRight, &["mat quyen", "lost right"]),
    (Status::Deceased, &["qua doi", "tu tran", "tu vong", "hy sinh", "mat", "deceased"]),
];

const OFFERED: &str =
    "đương nhiệm, bầu bổ sung, tạm đình chỉ, thôi làm nhiệm vụ, bãi nhiệm, mất quyền đại biểu, qua đời";

/// Midnight in Việt Nam (UTC+7 all year) of `day`, UTC milliseconds.
pub(super) fn midnight(day: civil::Date) -> Option<i64> {
    utc_milliseconds(day.at(0, 0, 0, 0))
}

/// A local time in Việt Nam as UTC milliseconds.
pub(super) fn utc_milliseconds(at: civil::DateTime) -> Option<i64> {
    Some(jiff::tz::Offset::constant(7).to_timestamp(at).ok()?.as_millisecond())
}

/// "17/12/2026".
pub(super) fn shown(day: civil::Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The standing that a row tells; the inner `None` where it tells nothing, the outer where it cannot be read.
pub(super) fn read(at: Place<'_>, status: &str, since: &str, out: &mut Findings) -> Option<Option<Standing>> {
    let (words, day_text) = match since {
        "" => split(status),
        since => (status.to_owned(), since.to_owned()),
    };
    let from = match day_text.as_str() {
        "" => None,
        text => Some(first_day(at, text, out)?),
    };
    if words.is_empty() {
        if from.is_some() {
            out.error(
                at,
                format!("có ngày “{day_text}” nhưng chưa ghi tình trạng; ghi một trong: {OFFERED}"),
                format!("the day “{day_text}” has no status; one of: {OFFERED}"),
            );
            return None;
        }
        return Some(None);
    }
    let Some(status) = status_of(&words) else {
        out.error(
            at,
            format!("tình trạng “{words}” không hiểu được; ghi một trong: {OFFERED}"),
            format!("the status “{words}” is not known; one of: {OFFERED}"),
        );
        return None;
    };
    if from.is_none() && status != Status::InOffice {
        out.error(
            at,
            format!(
                "tình trạng “{words}” chưa ghi từ ngày nào; thêm ngày vào cột “Từ ngày”, ví dụ 01/10/2026"
            ),
            format!(
                "the status “{words}” has no day; add it in the column “Từ ngày”, for example 01/10/2026"
            ),
        );
        return None;
    }
    Some(from.map(|from| Standing { status, from }))
}

/// "Tạm đình chỉ từ ngày 01/10/2026" as "Tạm đình chỉ" and "01/10/2026".
fn split(text: &str) -> (String, String) {
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let Some(digits) = words.iter().position(|word| word.contains(|c: char| c.is_ascii_digit())) else {
        return (text.to_owned(), String::new());
    };
    let day = words.get(digits).map_or("", |word| word.trim_matches(['(', ')', ',', ';', '.']));
    words.truncate(digits);
    while words.last().is_some_and(|word| matches!(fold(word).as_str(), "" | "ngay" | "tu" | "ke")) {
        words.pop();
    }
    (words.join(" "), day.to_owned())
}

fn status_of(words: &str) -> Option<Status> {
    let mut folded = fold(words);
    while let Some(rest) = ["da ", "bi ", "duoc ", "cho ", "xin "].iter().find_map(|f| folded.strip_prefix(f))
    {
        folded = rest.to_owned();
    }
    let says = |name: &str| folded == name || (name.contains(' ') && folded.starts_with(&format!("{name} ")));
    WORDS.iter().find(|(_, names)| names.iter().any(|name| says(name))).map(|(status, _)| *status)
}

fn first_day(at: Place<'_>, text: &str, out: &mut Findings) -> Option<i64> {
    // A day that went through a program comes with a time: 2026-10-01T00:00:00.
    let date = text.split(['T', ' ']).next().and_then(day).filter(|day| (2000..=2100).contains(&day.year()));
    if date.is_none() {
        out.error(
            at,
            format!("“{text}” không phải là ngày đúng; viết như 01/10/2026"),
            format!("“{text}” is no valid day; write it like 01/10/2026"),
        );
    }
    midnight(date?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn told(status: &str, since: &str) -> Result<Option<Standing>, String> {
        let mut out = Findings::default();
        let read = read(Place::line(Path::new("d.csv"), 2), status, since, &mut out);
        read.ok_or_else(|| out.errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_way_to_say_it() {
        let from = midnight(civil::date(2026, 10, 1)).expect("a day");
        for (status, words) in [
            (Status::InOffice, "Đương nhiệm"),
            (Status::InOffice, "đang làm nhiệm vụ đại biểu"),
            (Status::ElectedAdditional, "Được bầu bổ sung"),
            (Status::Suspended, "Bị tạm đình chỉ nhiệm vụ đại biểu"),
            (Status::Resigned, "Đã cho thôi làm nhiệm vụ đại biểu HĐND"),
            (Status::Removed, "Bãi nhiệm"),
            (Status::Removed, "miễn nhiệm"),
            (Status::LostRight, "Mất quyền đại biểu"),
            (Status::Deceased, "Qua đời"),
            (Status::Deceased, "đã mất"),
            (Status::Deceased, "Từ trần"),
        ] {
            let expected = Ok(Some(Standing { status, from }));
            for day in ["01/10/2026", "1-10-2026", "2026-10-01", "2026-10-01T00:00:00", "01.10.2026"] {
                assert_eq!(told(words, day), expected, "{words} | {day}");
            }
            assert_eq!(told(&format!("{words} từ ngày 01/10/2026"), ""), expected, "{words}");
            assert_eq!(told(&format!("{words} (01/10/2026)"), ""), expected, "{words}");
        }
        assert_eq!(told("", ""), Ok(None));
        assert_eq!(told("Đương nhiệm", ""), Ok(None));
    }

    #[test]
    fn what_cannot_be_told() {
        for (status, since) in [
            ("Từ trần", ""),
            ("mất liên lạc", "01/10/2026"),
            ("", "01/10/2026"),
            ("Bãi nhiệm", "31/02/2026"),
            ("Bãi nhiệm", "01/10/26"),
        ] {
            let sentence = told(status, since).expect_err(status);
            assert!(sentence.starts_with("d.csv, dòng 2: "), "{sentence}");
        }
    }
}
