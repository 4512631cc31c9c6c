//! Numbers as they are read out in Vietnamese.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
/// Names of the groups of three digits, the lowest first.
const GROUPS: [&str; 5] = ["", "nghìn", "triệu", "tỷ", "nghìn tỷ"];

/// "hai mươi bảy", "hai nghìn không trăm hai mươi sáu". Numbers of more than 15 digits are read digit by digit.
pub fn cardinal(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let groups: Vec<u64> =
        std::iter::successors(Some(number), |n| (*n >= 1000).then_some(n / 1000)).map(|n| n % 1000).collect();
    if groups.len() > GROUPS.len() {
        return digits(&number.to_string());
    }
    let highest = groups.len() - 1;
    let mut words = Vec::new();
    for (at, group) in groups.iter().enumerate().rev().filter(|(_, group)| **group > 0) {
        below_thousand(*group, at < highest, &mut words);
        words.extend(Some(GROUPS[at]).filter(|name| !name.is_empty()));
    }
    words.join(" ")
}

/// Digit by digit, as the number of a telephone is read.
pub fn digits(text: &str) -> String {
    let words: Vec<&str> = text.chars().filter_map(|c| c.to_digit(10)).map(|d| DIGITS[d as usize]).collect();
    words.join(" ")
}

/// `full` reads the hundreds also where there are none, as within a larger number.
fn below_thousand(group: u64, full: bool, words: &mut Vec<&'static str>) {
    let digit = |n: u64| DIGITS[usize::try_from(n % 10).unwrap_or(0)];
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || full {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if units > 0 && (hundreds > 0 || full) => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        more => words.extend([digit(more), "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        (_, units) => words.push(digit(units)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_read_them() {
        for (number, words) in [
            (0, "không"),
            (1, "một"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (25, "hai mươi lăm"),
            (27, "hai mươi bảy"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (105, "một trăm linh năm"),
            (115, "một trăm mười lăm"),
            (500, "năm trăm"),
            (1_000, "một nghìn"),
            (1_005, "một nghìn không trăm linh năm"),
            (2_026, "hai nghìn không trăm hai mươi sáu"),
            (12_500, "mười hai nghìn năm trăm"),
            (1_000_000, "một triệu"),
            (3_200_000_000, "ba tỷ hai trăm triệu"),
            (1_000_000_000_000, "một nghìn tỷ"),
            (1_234_567_890_123_456, "một hai ba bốn năm sáu bảy tám chín không một hai ba bốn năm sáu"),
        ] {
            assert_eq!(cardinal(number), words, "{number}");
        }
        assert_eq!(digits("0225"), "không hai hai năm");
        assert!(!cardinal(u64::MAX).is_empty());
    }
}
