//! Text without a heap: of a bounded length, shortened and broken on whole words.

use core::fmt;

/// What stands where something was left out.
pub const ELLIPSIS: char = '…';

/// At most `N` bytes of UTF-8. What does not fit is left out, on a whole letter.
#[derive(Clone, Copy)]
pub struct Text<const N: usize> {
    bytes: [u8; N],
    used: usize,
}

impl<const N: usize> Text<N> {
    /// Nothing.
    pub const fn new() -> Self {
        Self { bytes: [0; N], used: 0 }
    }

    /// `text`; if it does not fit, its first words and an ellipsis.
    pub fn of(text: &str) -> Self {
        let mut out = Self::new();
        if text.len() <= N {
            out.push(text);
            return out;
        }
        let room = N.saturating_sub(ELLIPSIS.len_utf8());
        let mut end = room;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let whole = text[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
        out.push(text[..whole].trim_end());
        out.push_char(ELLIPSIS);
        out
    }

    /// Puts `more` behind it, as far as there is room.
    pub fn push(&mut self, more: &str) {
        for letter in more.chars() {
            if !self.push_char(letter) {
                return;
            }
        }
    }

    fn push_char(&mut self, letter: char) -> bool {
        let mut four = [0; 4];
        let bytes = letter.encode_utf8(&mut four).as_bytes();
        let Some(room) = self.bytes.get_mut(self.used..self.used + bytes.len()) else { return false };
        room.copy_from_slice(bytes);
        self.used += bytes.len();
        true
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.used).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }
}

impl<const N: usize> Default for Text<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> PartialEq for Text<N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl<const N: usize> Eq for Text<N> {}

impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<const N: usize> fmt::Write for Text<N> {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        self.push(more);
        Ok(())
    }
}

/// `format_args!` into a [`Text`].
#[macro_export]
macro_rules! text {
    ($($argument:tt)*) => {{
        let mut out = $crate::text::Text::new();
        // A text takes what fits and never fails.
        let _ = core::fmt::Write::write_fmt(&mut out, format_args!($($argument)*));
        out
    }};
}

/// Letters of `text`, which is in NFC: one letter, one glyph.
pub fn letters(text: &str) -> usize {
    text.chars().count()
}

/// `text` in at most `columns` letters: as it is, or its first words and an ellipsis. Only a first word that is longer than
/// the line is cut within.
pub fn shortened<const N: usize>(text: &str, columns: usize) -> Text<N> {
    let mut out = Text::new();
    if letters(text) <= columns {
        out.push(text);
        return out;
    }
    let (line, _) = split(text, columns.saturating_sub(1));
    out.push(line.trim_end_matches([',', ';', ':', '–', '-', ' ']));
    out.push_char(ELLIPSIS);
    out
}

/// The words of `text` that fit into `columns` letters, and the rest. A first word that is longer is cut.
fn split(text: &str, columns: usize) -> (&str, &str) {
    let text = text.trim_start();
    let Some((end, _)) = text.char_indices().nth(columns) else { return (text, "") };
    // The space after the last word may stand just behind the line.
    let at = match text[end..].starts_with(' ') {
        true => end,
        false => text[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end),
    };
    (text[..at].trim_end(), text[at..].trim_start())
}

/// Calls `line` with each of at most `lines` lines of `columns` letters; the last one ends in an ellipsis if there is more.
/// Returns how many lines there were.
pub fn wrapped(text: &str, columns: usize, lines: usize, mut line: impl FnMut(usize, &str)) -> usize {
    let mut rest = text.trim();
    for at in 0..lines {
        if rest.is_empty() {
            return at;
        }
        if at + 1 == lines {
            line(at, shortened::<256>(rest, columns).as_str());
            return lines;
        }
        let (head, tail) = split(rest, columns);
        line(at, head);
        rest = tail;
    }
    lines
}

/// A Vietnamese name in at most `columns` letters: family name and initials before the given name, which is always whole
/// (*Nguyễn T. P. Thảo*); then initials alone; then the given name.
pub fn name<const N: usize>(full: &str, columns: usize) -> Text<N> {
    let full = full.trim();
    if letters(full) <= columns {
        return Text::of(full);
    }
    let given = full.rsplit(' ').next().unwrap_or(full);
    for keep_family in [true, false] {
        let mut out = Text::<N>::new();
        for (n, word) in full.split_whitespace().enumerate() {
            let last = word.len() == given.len() && core::ptr::eq(word.as_ptr(), given.as_ptr());
            if n > 0 {
                out.push(" ");
            }
            if last || (keep_family && n == 0) {
                out.push(word);
            } else if let Some(initial) = word.chars().next() {
                out.push_char(initial);
                out.push(".");
            }
        }
        if letters(out.as_str()) <= columns {
            return out;
        }
    }
    shortened(given, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, columns: usize, most: usize) -> std::vec::Vec<std::string::String> {
        let mut out = std::vec::Vec::new();
        let count = wrapped(text, columns, most, |_, line| out.push(line.into()));
        assert_eq!(count, out.len());
        out
    }

    #[test]
    fn texts_break_on_whole_words_and_say_that_they_were_shortened() {
        let title = "Quyết toán ngân sách xã năm 2025";
        assert_eq!(lines(title, 21, 2), ["Quyết toán ngân sách", "xã năm 2025"]);
        assert_eq!(lines(title, 20, 1), ["Quyết toán ngân…"]);
        assert_eq!(lines(title, 20, 2), ["Quyết toán ngân sách", "xã năm 2025"]);
        assert_eq!(lines(title, 32, 1), [title]);
        assert_eq!(lines("Báo cáo, tờ trình", 9, 1), ["Báo cáo…"]);
        assert_eq!(lines("AAAAAAAAAAAA B", 5, 2), ["AAAAA", "AAAA…"]);
        assert_eq!(lines("  ", 5, 2), Vec::<&str>::new());
        for columns in 1..40 {
            for most in 1..4 {
                for line in lines(title, columns, most) {
                    assert!(letters(&line) <= columns, "{line:?} in {columns}");
                }
            }
        }
    }

    #[test]
    fn a_text_holds_what_fits() {
        assert_eq!(Text::<8>::of("Nguyễn").as_str(), "Nguyễn");
        assert_eq!(Text::<7>::of("Nguyễn").as_str(), "Nguy…");
        assert_eq!(Text::<12>::of("Ngô Văn Khải").as_str(), "Ngô…");
        assert_eq!(Text::<2>::of("Ệ").as_str(), "");
        let built: Text<16> = text!("{}/{}", 2, 5);
        assert_eq!(built.as_str(), "2/5");
        assert_eq!(built, Text::of("2/5"));
    }

    #[test]
    fn names_keep_the_given_name() {
        let full = "Nguyễn Thị Phương Thảo";
        for (columns, want) in [
            (22, full),
            (21, "Nguyễn T. P. Thảo"),
            (17, "Nguyễn T. P. Thảo"),
            (16, "N. T. P. Thảo"),
            (12, "Thảo"),
            (3, "Th…"),
        ] {
            assert_eq!(name::<64>(full, columns).as_str(), want, "{columns}");
        }
        assert_eq!(name::<64>("Ngô Văn K", 14).as_str(), "Ngô Văn K");
        assert_eq!(name::<64>("Anh Nguyễn Hoàng Anh", 14).as_str(), "Anh N. H. Anh");
    }
}
