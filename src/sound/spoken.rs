//! From what is written to what a voice can read: numbers, dates, abbreviations and signs as words. Only letters and the
//! marks of a pause are left, so that nothing in a title can steer the program that speaks.

use super::numbers::{cardinal, digits};

/// Abbreviations of papers and bodies as they are read.
const SHORT: [(&str, &str); 66] = [
    ("AN", "an ninh"),
    ("ANTT", "an ninh trật tự"),
    ("ATGT", "an toàn giao thông"),
    ("BB", "biên bản"),
    ("BC", "báo cáo"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("BKTNS", "Ban Kinh tế ngân sách"),
    ("BPC", "Ban Pháp chế"),
    ("BTT", "Ban Thường trực"),
    ("BVHXH", "Ban Văn hóa xã hội"),
    ("CCHC", "cải cách hành chính"),
    ("CNTT", "công nghệ thông tin"),
    ("CP", "Chính phủ"),
    ("CTr", "chương trình"),
    ("CV", "công văn"),
    ("ĐB", "đại biểu"),
    ("ĐBQH", "đại biểu Quốc hội"),
    ("GPMB", "giải phóng mặt bằng"),
    ("HĐND", "Hội đồng nhân dân"),
    ("HTX", "hợp tác xã"),
    ("KH", "kế hoạch"),
    ("KT", "kinh tế"),
    ("KTNS", "kinh tế ngân sách"),
    ("KTXH", "kinh tế xã hội"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("NĐ", "nghị định"),
    ("NQ", "nghị quyết"),
    ("NS", "ngân sách"),
    ("NSNN", "ngân sách nhà nước"),
    ("NTM", "nông thôn mới"),
    ("PC", "pháp chế"),
    ("PCCC", "phòng cháy chữa cháy"),
    ("QĐ", "quyết định"),
    ("QH", "Quốc hội"),
    ("QP", "quốc phòng"),
    ("QPAN", "quốc phòng an ninh"),
    ("TAND", "Tòa án nhân dân"),
    ("TB", "thông báo"),
    ("TDP", "tổ dân phố"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("TNMT", "tài nguyên môi trường"),
    ("TP", "thành phố"),
    ("TTHC", "thủ tục hành chính"),
    ("TTr", "tờ trình"),
    ("TX", "thị xã"),
    ("UB", "Ủy ban"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("UBND", "Ủy ban nhân dân"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("VB", "văn bản"),
    ("VH", "văn hóa"),
    ("VHXH", "văn hóa xã hội"),
    ("VKSND", "Viện kiểm sát nhân dân"),
    ("VNĐ", "đồng"),
    ("VP", "văn phòng"),
    ("XDCB", "xây dựng cơ bản"),
    ("XH", "xã hội"),
    ("ha", "héc ta"),
    ("kg", "ki lô gam"),
    ("km", "ki lô mét"),
    ("m2", "mét vuông"),
    ("m²", "mét vuông"),
    ("m3", "mét khối"),
    ("m³", "mét khối"),
];

/// Names of the letters that no voice can be trusted to name.
const LETTERS: [(char, &str); 18] = [
    ('B', "bê"),
    ('C', "xê"),
    ('D', "dê"),
    ('Đ', "đê"),
    ('G', "giê"),
    ('H', "hát"),
    ('K', "ca"),
    ('L', "e lờ"),
    ('M', "em mờ"),
    ('N', "en nờ"),
    ('P', "pê"),
    ('Q', "quy"),
    ('R', "e rờ"),
    ('S', "ét xì"),
    ('T', "tê"),
    ('V', "vê"),
    ('W', "vê kép"),
    ('X', "ích xì"),
];

/// Abbreviations whose full stop ends no sentence.
const WITH_STOP: [&str; 2] = ["TP", "TX"];

/// No word is longer; what is, is no word. Letters.
const LONGEST: usize = 64;

/// Words after which Roman numerals stand.
const BEFORE_ROMAN: [&str; 6] = ["khóa", "thứ", "chương", "phần", "mục", "quý"];

/// `text` as it is to be read.
pub fn spoken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut before = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let end = &word[word.trim_end_matches(is_edge).len()..];
        let whole = word.trim_matches(is_edge);
        let core = whole.char_indices().nth(LONGEST).map_or(whole, |(at, _)| &whole[..at]);
        let next = words.peek().copied().unwrap_or_default();
        if word.starts_with('(') && out.ends_with(char::is_alphabetic) {
            out.push(',');
        }
        let said = read(core, &before, next);
        if !said.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&said);
        }
        if let Some(pause) = pause(if core.is_empty() { word } else { end })
            && out.ends_with(char::is_alphabetic)
            && !WITH_STOP.contains(&core)
        {
            out.push(pause);
        }
        before = core.to_lowercase();
    }
    out
}

/// Marks around a word that are not part of it.
fn is_edge(c: char) -> bool {
    !c.is_alphanumeric() && c != '%' && c != '²' && c != '³'
}

/// The pause that the marks behind a word stand for.
fn pause(marks: &str) -> Option<char> {
    let strong = marks.chars().find(|c| matches!(c, '.' | '…' | '?' | '!'));
    let weak = || marks.chars().find(|c| matches!(c, ',' | ';' | ':' | ')' | '-' | '–' | '—'));
    match strong {
        Some('…') => Some('.'),
        Some(mark) => Some(mark),
        None => weak().map(|_| ','),
    }
}

fn read(core: &str, before: &str, next: &str) -> String {
    let known = |word: &str| SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| *long);
    if let Some(long) = known(core) {
        return long.to_owned();
    }
    if let Some(number) = core.strip_suffix('%') {
        return format!("{} phần trăm", read(number, before, "")).trim_start().to_owned();
    }
    if let Some(date) = date(core, before) {
        return date;
    }
    if let Some(time) = time(core) {
        return time;
    }
    // "09 giờ 00 phút": nobody reads the minutes.
    if core == "00" && before == "giờ" && next.starts_with("phút") {
        return String::new();
    }
    if core == "phút" && before == "00" {
        return String::new();
    }
    if let Some(number) = number(core) {
        return number;
    }
    if BEFORE_ROMAN.contains(&before)
        && let Some(value) = roman(core)
    {
        return cardinal(value);
    }
    for (sign, numbers) in [('/', "trên"), ('-', "đến"), ('–', "đến"), ('.', ""), ('&', "và"), ('+', "cộng")]
    {
        if let Some((left, right)) = core.split_once(sign) {
            let both =
                number(left).is_some() && number(right.split(sign).next().unwrap_or_default()).is_some();
            let joint = if both || sign == '&' { numbers } else { "" };
            let parts = [read(left, before, ""), joint.to_owned(), read(right, "", next)];
            return parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }
    if let Some(at) = core.char_indices().find(|(at, c)| *at > 0 && changes(core, *at, *c)).map(|(at, _)| at)
    {
        return format!("{} {}", read(&core[..at], before, ""), read(&core[at..], "", next));
    }
    letters(core)
}

/// Whether letters become digits, or digits letters, at this place.
fn changes(core: &str, at: usize, c: char) -> bool {
    core[..at].chars().next_back().is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit())
}

/// A word; letter by letter where it is an abbreviation that nobody could pronounce.
fn letters(core: &str) -> String {
    let word: String = core.chars().filter(|c| c.is_alphabetic()).collect();
    let name = |c: char| LETTERS.iter().find(|(letter, _)| *letter == c).map(|(_, name)| *name);
    let capitals = word.chars().all(char::is_uppercase);
    let consonants = capitals && word.chars().all(|c| name(c).is_some());
    if consonants {
        return word.chars().filter_map(name).collect::<Vec<_>>().join(" ");
    }
    if capitals { word.to_lowercase() } else { word }
}

/// "12.500", "96,43", "7.3", "03", "0225…".
fn number(core: &str) -> Option<String> {
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = |text: &str| -> Option<String> {
        let value = text.parse().ok();
        Some(value.map_or_else(|| digits(text), cardinal))
    };
    if plain(core) {
        let telephone = core.len() > 2 && core.starts_with('0');
        return if telephone { Some(digits(core)) } else { whole(core) };
    }
    let (left, decimals) = core.split_once(',').map_or((core, None), |(left, right)| (left, Some(right)));
    if decimals.is_some_and(|text| !plain(text)) {
        return None;
    }
    let groups: Vec<&str> = left.split('.').collect();
    if !groups.iter().all(|group| plain(group)) {
        return None;
    }
    let thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let said = if thousands {
        whole(&groups.concat())?
    } else {
        let parts: Vec<String> = groups.iter().filter_map(|group| whole(group)).collect();
        parts.join(" chấm ")
    };
    Some(match decimals {
        None => said,
        Some(text) if text.starts_with('0') || text.len() > 2 => format!("{said} phẩy {}", digits(text)),
        Some(text) => format!("{said} phẩy {}", whole(text)?),
    })
}

/// "17/12/2026", "17/12" after "ngày", "12/2026" after "tháng".
fn date(core: &str, before: &str) -> Option<String> {
    let parts: Vec<u64> = core.split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (day, month) = (|n: u64| (1..=31).contains(&n), |n: u64| (1..=12).contains(&n));
    let year = |n: u64| (1000..=9999).contains(&n);
    let nth = |n: u64| if n <= 10 { format!("mùng {}", cardinal(n)) } else { cardinal(n) };
    match *parts.as_slice() {
        [d, m, y] if day(d) && month(m) && year(y) => {
            let lead = if before == "ngày" { "" } else { "ngày " };
            Some(format!("{lead}{} tháng {} năm {}", nth(d), month_name(m), cardinal(y)))
        }
        [d, m] if before == "ngày" && day(d) && month(m) => {
            Some(format!("{} tháng {}", nth(d), month_name(m)))
        }
        [m, y] if before == "tháng" && month(m) && year(y) => {
            Some(format!("{} năm {}", month_name(m), cardinal(y)))
        }
        _ => None,
    }
}

fn month_name(month: u64) -> String {
    if month == 4 { "tư".to_owned() } else { cardinal(month) }
}

/// "07:30", "7h30", "7h".
fn time(core: &str) -> Option<String> {
    let (hours, minutes) = core.split_once([':', 'h'])?;
    let hours: u64 = hours.parse().ok().filter(|h| *h < 24)?;
    let minutes: u64 = if minutes.is_empty() { 0 } else { minutes.parse().ok().filter(|m| *m < 60)? };
    Some(if minutes == 0 {
        format!("{} giờ", cardinal(hours))
    } else {
        format!("{} giờ {} phút", cardinal(hours), cardinal(minutes))
    })
}

/// A Roman numeral below forty.
fn roman(core: &str) -> Option<u64> {
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values: Vec<u64> = core.chars().map(value).collect::<Option<_>>()?;
    let below = |at: usize| values.get(at + 1).is_some_and(|next| *next > values[at]);
    let (plus, minus) = (0..values.len()).fold((0, 0_u64), |(plus, minus), at| {
        if below(at) { (plus, minus + values[at]) } else { (plus + values[at], minus) }
    });
    u64::checked_sub(plus, minus).filter(|number| (1..40).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_as_people_read_it() {
        for (written, read) in [
            ("Có mặt 27.", "Có mặt hai mươi bảy."),
            ("Tổ số 3, phát biểu", "Tổ số ba, phát biểu"),
            ("03 đại biểu", "ba đại biểu"),
            ("HĐND xã An Bình", "Hội đồng nhân dân xã An Bình"),
            ("Chủ tịch UBND xã", "Chủ tịch Ủy ban nhân dân xã"),
            ("NQ dự toán ngân sách 2027", "nghị quyết dự toán ngân sách hai nghìn không trăm hai mươi bảy"),
            ("Nghị quyết 7.3", "Nghị quyết bảy chấm ba"),
            ("ngày 17/12/2026", "ngày mười bảy tháng mười hai năm hai nghìn không trăm hai mươi sáu"),
            ("17/12/2026", "ngày mười bảy tháng mười hai năm hai nghìn không trăm hai mươi sáu"),
            ("ngày 02/4", "ngày mùng hai tháng tư"),
            ("tháng 12/2026", "tháng mười hai năm hai nghìn không trăm hai mươi sáu"),
            ("26/27 đại biểu", "hai mươi sáu trên hai mươi bảy đại biểu"),
            ("đạt 96,43%", "đạt chín mươi sáu phẩy bốn mươi ba phần trăm"),
            ("0,05%", "không phẩy không năm phần trăm"),
            ("100%", "một trăm phần trăm"),
            ("1.250.000 đồng", "một triệu hai trăm năm mươi nghìn đồng"),
            ("Nghị quyết số 15/NQ-HĐND", "Nghị quyết số mười lăm nghị quyết Hội đồng nhân dân"),
            (
                "Luật số 72/2025/QH15",
                "Luật số bảy mươi hai trên hai nghìn không trăm hai mươi lăm Quốc hội mười lăm",
            ),
            ("31/TB-MTTQ-BTT", "ba mươi mốt thông báo Mặt trận Tổ quốc Ban Thường trực"),
            ("kế hoạch KT-XH", "kế hoạch kinh tế xã hội"),
            ("kinh tế - xã hội năm 2027", "kinh tế, xã hội năm hai nghìn không trăm hai mươi bảy"),
            (
                "nhiệm kỳ 2026-2031",
                "nhiệm kỳ hai nghìn không trăm hai mươi sáu đến hai nghìn không trăm ba mươi mốt",
            ),
            ("khóa IX, kỳ họp thứ III", "khóa chín, kỳ họp thứ ba"),
            ("Ngô Văn K, Trần Thị B", "Ngô Văn ca, Trần Thị bê"),
            ("Nguyễn Văn A", "Nguyễn Văn a"),
            ("lúc 09 giờ 30 phút.", "lúc chín giờ ba mươi phút."),
            ("lúc 09 giờ 00 phút.", "lúc chín giờ."),
            ("07:30 và 7h", "bảy giờ ba mươi phút và bảy giờ"),
            ("ông/bà", "ông bà"),
            ("TP. Hải Phòng", "thành phố Hải Phòng"),
            ("đường rộng 7,5 m2", "đường rộng bảy phẩy năm mét vuông"),
            ("XDĐ", "ích xì dê đê"),
            ("KHÔNG ĐƯỢC THÔNG QUA", "không được thông qua"),
            ("(1) Điều 3; (2) “Điều 5”", "một, Điều ba, hai, Điều năm"),
            ("[[a]] <speak> $(reboot) `x`", "a speak reboot, x"),
            ("điện thoại 0225", "điện thoại không hai hai năm"),
            ("bà H (Trưởng ban), ông K (Thư ký).", "bà hát, Trưởng ban, ông ca, Thư ký."),
            ("", ""),
            (" - . % ", "phần trăm"),
        ] {
            assert_eq!(spoken(written), read, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_text_becomes_letters_and_pauses(text in any::<String>()) {
            let said = spoken(&text);
            prop_assert!(said.chars().all(|c| c.is_alphabetic() || " .,?!".contains(c)), "{said}");
        }

        #[test]
        fn marks_and_digits_are_no_trap(text in "[0-9IVXhHĐND/:.,%² -]{0,24}") {
            let said = spoken(&text);
            prop_assert!(said.chars().all(|c| c.is_alphabetic() || " .,?!".contains(c)), "{said}");
        }
    }
}
