//! Text as it comes out of Excel and Notepad: encodings, invisible characters, decomposed diacritics.

use unicode_normalization::UnicodeNormalization;

/// Why bytes cannot be read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadText {
    /// Neither UTF-8 nor UTF-16; the line of the first byte that does not fit.
    Encoding { line: u32 },
    /// A NUL in the text: no text file at all.
    Binary,
}

/// Decodes UTF-8 (with or without BOM) and UTF-16 (with BOM, or recognised by its zero bytes).
pub(super) fn decode(bytes: &[u8]) -> Result<String, BadText> {
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, u16::from_be_bytes);
    }
    let head = &bytes[..bytes.len().min(400)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    // Half of Vietnamese text is ASCII, so in UTF-16 a good part of the high bytes is zero and no low byte is.
    if head.len() >= 8 && zeros(1) * 4 > head.len() / 2 && zeros(0) == 0 {
        return utf16(bytes, u16::from_le_bytes);
    }
    if head.len() >= 8 && zeros(0) * 4 > head.len() / 2 && zeros(1) == 0 {
        return utf16(bytes, u16::from_be_bytes);
    }
    utf8(bytes)
}

fn utf8(bytes: &[u8]) -> Result<String, BadText> {
    if bytes.contains(&0) {
        return Err(BadText::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let before = bytes.iter().take(error.valid_up_to());
            let line = before.filter(|b| **b == b'\n').count() + 1;
            Err(BadText::Encoding { line: u32::try_from(line).unwrap_or(u32::MAX) })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, BadText> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| BadText::Binary)?;
    if bytes.len() % 2 == 1 || text.contains('\0') { Err(BadText::Binary) } else { Ok(text) }
}

/// Composed (NFC), without invisible characters, one space between words; the Icelandic Ð that Vietnamese
/// keyboards sometimes leave becomes Đ.
pub(super) fn clean(text: &str) -> String {
    let composed = text.nfc().filter_map(|c| match c {
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}' => None,
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' => Some('đ'),
        c if c.is_control() || c.is_whitespace() => Some(' '),
        c => Some(c),
    });
    let text: String = composed.collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Lower case without diacritics and punctuation, for comparing headings: "Họ và tên (đại biểu)" is
/// "ho va ten dai bieu".
pub(super) fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|c| !('\u{0300}'..='\u{036F}').contains(c));
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    let plain: String = plain
        .chars()
        .map(|c| match c {
            'đ' | 'ð' => 'd',
            c if c.is_ascii_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An identifier from a text: "210/BC-UBND" is `210-bc-ubnd`. At most 36 characters, possibly empty.
pub(super) fn slug(text: &str) -> String {
    let mut id = fold(text).replace(' ', "-");
    id.truncate(36);
    id.trim_end_matches('-').to_owned()
}

/// At most `limit` characters, cut at a word where it can be, with "…"; `None` if it fits as it is.
pub(super) fn shortened(text: &str, limit: usize) -> Option<String> {
    if text.chars().count() <= limit {
        return None;
    }
    let head: String = text.chars().take(limit.saturating_sub(1)).collect();
    let cut = head.rfind(' ').filter(|at| head[..*at].chars().count() * 2 >= limit).unwrap_or(head.len());
    Some(format!("{}…", head[..cut].trim_end_matches([' ', ',', ';', '-'])))
}

/// The candidate that `word` was most probably meant to be.
pub(super) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word).replace(' ', "_");
    let best = candidates.map(|c| (distance(&word, c), c)).min()?;
    (best.0 <= 1 + best.1.len() / 4).then_some(best.1)
}

/// The end of a sentence that offers `hint`, in both languages.
pub(super) fn did_you_mean(hint: &str) -> (String, String) {
    (format!("; có phải là “{hint}” không?"), format!("; did you mean “{hint}”?"))
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_and_notepad_encodings_are_read() {
        let text = "Số ghế;Họ và tên\n1;Đỗ Thị H\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
            [&[0xFF, 0xFE], &le[..]].concat(),
            [&[0xFE, 0xFF], &be[..]].concat(),
            le,
            be,
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_encodings_are_refused_with_the_line() {
        // "Nguyễn" in Windows-1258, on the third line.
        assert_eq!(decode(b"a\nb\nNguy\xea\xden"), Err(BadText::Encoding { line: 3 }));
        assert_eq!(decode(b"PK\x03\x04\x00\x00\x00ab"), Err(BadText::Binary));
        assert_eq!(decode(b"\xff\xfea"), Err(BadText::Binary));
    }

    #[test]
    fn names_are_composed_and_stripped() {
        assert_eq!(clean("Nguye\u{302}\u{303}n\u{a0} Thu\u{200b}  \u{110}"), "Nguyễn Thu Đ");
        assert_eq!(clean("Ðỗ Thị H\r\n"), "Đỗ Thị H");
        assert_eq!(fold("Họ và tên\n(Đại biểu)"), "ho va ten dai bieu");
        assert_eq!(slug("210/BC-UBND"), "210-bc-ubnd");
        assert_eq!(slug("???"), "");
    }

    #[test]
    fn titles_are_cut_at_words() {
        assert_eq!(shortened("Thảo luận", 24), None);
        assert_eq!(
            shortened("Chất vấn và trả lời chất vấn tại kỳ họp", 24).as_deref(),
            Some("Chất vấn và trả lời…")
        );
        assert_eq!(shortened("aaaaaaaaaa", 5).as_deref(), Some("aaaa…"));
    }

    #[test]
    fn suggestions_are_near_or_absent() {
        let keys = ["title", "short_title", "presenter"];
        assert_eq!(nearest("titel", keys.into_iter()), Some("title"));
        assert_eq!(nearest("Short-Title", keys.into_iter()), Some("short_title"));
        assert_eq!(nearest("wifi", keys.into_iter()), None);
    }
}
