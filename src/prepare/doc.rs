//! A TOML file whose values know their lines, and readers that collect every mistake instead of stopping at one.

use super::problem::{Findings, Place};
use super::syntax;
use super::text::{BadText, clean, decode, did_you_mean, nearest};
use jiff::civil;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of a TOML file.
pub(crate) struct Source {
    file: PathBuf,
    text: String,
    /// Byte offsets at which lines begin.
    starts: Vec<usize>,
}

/// A parsed file; where its syntax is broken only what can still be trusted is reported.
pub(crate) struct Doc<'a> {
    source: &'a Source,
    root: Spanned<DeTable<'a>>,
    /// Lines with errors of syntax.
    broken: BTreeSet<u32>,
    /// Whether one of them may have mixed up tables.
    structure: bool,
    /// From this line on everything was taken for values of a list that is not closed.
    swallowed: Option<u32>,
}

impl Source {
    pub fn new(file: &Path, text: String) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file: file.to_owned(), text, starts }
    }

    /// Reads `bytes` as text, whatever editor wrote them; `None`, with the mistake, where they are none.
    pub fn read(file: &Path, bytes: &[u8], out: &mut Findings) -> Option<Self> {
        match decode(bytes) {
            Ok(text) => Some(Self::new(file, text)),
            Err(BadText::Encoding { line }) => {
                out.error(
                    Place::line(file, line),
                    "bảng mã không phải Unicode; trong Notepad chọn Lưu thành (Save As), Encoding: UTF-8",
                    "the text is not Unicode; in Notepad choose Save As, Encoding: UTF-8",
                );
                None
            }
            Err(BadText::Binary) => {
                out.error(
                    Place::file(file),
                    "không phải là tệp chữ; hãy chép lại tệp mẫu",
                    "is no text file",
                );
                None
            }
        }
    }

    /// The line, from 1, of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    /// Parses, reporting every error of syntax.
    pub fn parse(&self, out: &mut Findings) -> Doc<'_> {
        let (root, errors) = DeTable::parse_recoverable(&self.text);
        let lines: Vec<&str> = self.text.lines().collect();
        let (mut broken, mut structure, mut swallowed) = (BTreeSet::new(), false, None);
        for error in errors {
            let at = error.span().map_or(self.text.len(), |span| span.start);
            let line = self.line(at.min(self.text.trim_end().len()));
            let index = line as usize - 1;
            if let Some(opens) = syntax::unclosed_list(error.message(), &lines, index) {
                // All errors after it are its consequences.
                let (vi, en) = syntax::UNCLOSED_LIST;
                let line = u32::try_from(opens + 1).unwrap_or(u32::MAX);
                if broken.insert(line) {
                    out.error(Place::line(&self.file, line), vi, en);
                }
                (structure, swallowed) = (true, Some(line));
                break;
            }
            structure |= syntax::is_structural(error.message());
            // One slip makes several errors on its line; the first says what it is.
            if broken.insert(line) {
                let (vi, en) =
                    syntax::explain(error.message(), lines.get(index).copied().unwrap_or_default());
                out.error(Place::line(&self.file, line), vi, en);
            }
        }
        Doc { source: self, root, broken, structure, swallowed }
    }
}

impl Doc<'_> {
    /// The whole file as a table with the given keys.
    pub fn root(&self, keys: &[&str], out: &mut Findings) -> Table<'_> {
        Table::check(
            Table { doc: self, path: String::new(), line: None, table: self.root.get_ref() },
            keys,
            out,
        )
    }

    /// Whether the syntax is broken anywhere, so that what seems to be missing may just not have been read.
    pub fn is_broken(&self) -> bool {
        !self.broken.is_empty()
    }
}

/// A table of the file.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    doc: &'a Doc<'a>,
    path: String,
    line: Option<u32>,
    table: &'a DeTable<'a>,
}

/// A value of the file.
#[derive(Clone)]
pub(crate) struct Node<'a> {
    doc: &'a Doc<'a>,
    path: String,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    fn check(self, keys: &[&str], out: &mut Findings) -> Self {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if keys.contains(&name) {
                continue;
            }
            let line = self.doc.source.line(key.span().start);
            let path = self.path_of(name);
            let (mut vi, mut en) =
                (format!("không có mục nào tên là “{path}”"), format!("there is no key “{path}”"));
            if let Some(hint) = nearest(name, keys.iter().copied()) {
                let (hint_vi, hint_en) = did_you_mean(hint);
                vi.push_str(&hint_vi);
                en.push_str(&hint_en);
            } else if self.doc.structure {
                continue;
            } else {
                vi.push_str(&format!("; các mục được dùng ở đây: {}", keys.join(", ")));
                en.push_str(&format!("; the keys here are: {}", keys.join(", ")));
            }
            self.doc.report(line, vi, en, out);
        }
        self
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub fn doc(&self) -> &'a Doc<'a> {
        self.doc
    }

    /// Where the table begins.
    pub fn place(&self) -> Place<'a> {
        Place { file: &self.doc.source.file, line: self.line }
    }

    /// Where `key` stands, or the table if it is not there.
    pub fn place_of(&self, key: &str) -> Place<'a> {
        self.get(key).map_or(self.place(), |node| node.place())
    }

    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.table.get(key)?;
        Some(Node { doc: self.doc, path: self.path_of(key), value })
    }

    /// The value of `key`; its absence is a mistake.
    pub fn need(&self, key: &str, out: &mut Findings) -> Option<Node<'a>> {
        let found = self.get(key);
        if found.is_none() && !self.doc.is_broken() {
            let path = self.path_of(key);
            out.error(
                self.place(),
                format!("thiếu mục “{path}”; hãy thêm vào"),
                format!("“{path}” is missing; add it"),
            );
        }
        found
    }

    /// A text that must be there and must not be empty.
    pub fn text(&self, key: &str, out: &mut Findings) -> Option<String> {
        let node = self.need(key, out)?;
        let text = node.text(out)?;
        if text.is_empty() {
            node.wrong("đang để trống; hãy điền vào", "is empty; fill it in", out);
            return None;
        }
        Some(text)
    }

    /// A text that may be absent or empty.
    pub fn text_or_empty(&self, key: &str, out: &mut Findings) -> String {
        self.get(key).and_then(|node| node.text(out)).unwrap_or_default()
    }

    /// A truth value, `default` if it is absent.
    pub fn flag(&self, key: &str, default: bool, out: &mut Findings) -> bool {
        self.get(key).and_then(|node| node.flag(out)).unwrap_or(default)
    }

    /// The inner table of `key`, which must be there.
    pub fn table(&self, key: &str, keys: &[&str], out: &mut Findings) -> Option<Table<'a>> {
        self.need(key, out)?.table(keys, out)
    }

    /// The tables of `[[key]]`, in order; none if it is absent.
    pub fn tables(&self, key: &str, keys: &[&str], out: &mut Findings) -> Vec<Table<'a>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Some(list) = node.list(out) else { return Vec::new() };
        list.iter().filter_map(|item| item.table(keys, out)).collect()
    }
}

impl<'a> Node<'a> {
    pub fn line(&self) -> u32 {
        self.doc.source.line(self.value.span().start)
    }

    pub fn place(&self) -> Place<'a> {
        Place::line(&self.doc.source.file, self.line())
    }

    /// "Mục … " and what is wrong with it.
    pub fn wrong(&self, vi: &str, en: &str, out: &mut Findings) {
        let (vi, en) = (format!("mục “{}” {vi}", self.path), format!("“{}” {en}", self.path));
        self.doc.report(self.line(), vi, en, out);
    }

    fn wrong_type(&self, vi: &str, en: &str, out: &mut Findings) {
        let (is_vi, is_en) = kind(self.value.get_ref());
        self.wrong(&format!("phải là {vi} (đang là {is_vi})"), &format!("must be {en} (it is {is_en})"), out);
    }

    /// [`Node::wrong`] for something that is named but not found; unsaid where the file's structure is broken,
    /// since it may just not have been read.
    pub fn unknown(&self, vi: &str, en: &str, out: &mut Findings) {
        if !self.doc.structure {
            self.wrong(vi, en, out);
        }
    }

    pub fn is_integer(&self) -> bool {
        self.value.get_ref().is_integer()
    }

    pub fn is_table(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// A text, cleaned.
    pub fn text(&self, out: &mut Findings) -> Option<String> {
        let text = self.value.get_ref().as_str().map(clean);
        if text.is_none() {
            self.wrong_type("chữ đặt trong dấu ngoặc kép", "a text in quotes", out);
        }
        text
    }

    /// A whole number within `range`.
    pub fn int(&self, range: RangeInclusive<u32>, out: &mut Findings) -> Option<u32> {
        let Some(int) = self.value.get_ref().as_integer() else {
            self.wrong_type("số nguyên, không có dấu ngoặc kép", "a whole number without quotes", out);
            return None;
        };
        let number = i64::from_str_radix(int.as_str(), int.radix()).ok().and_then(|n| u32::try_from(n).ok());
        let number = number.filter(|n| range.contains(n));
        if number.is_none() {
            self.outside(&range, out);
        }
        number
    }

    fn outside(&self, range: &RangeInclusive<u32>, out: &mut Findings) {
        let (low, high) = (range.start(), range.end());
        self.wrong(&format!("phải từ {low} đến {high}"), &format!("must be {low} to {high}"), out);
    }

    /// A number within `range`, with or without decimals, in hundredths.
    pub fn hundredths(&self, range: RangeInclusive<u32>, out: &mut Findings) -> Option<u32> {
        let written = match self.value.get_ref() {
            DeValue::Integer(int) => i64::from_str_radix(int.as_str(), int.radix()).ok().map(|n| n as f64),
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let Some(number) = written else {
            self.wrong_type(
                "số, không có dấu ngoặc kép, phần lẻ viết sau dấu chấm (8.5)",
                "a number without quotes",
                out,
            );
            return None;
        };
        if !(f64::from(*range.start())..=f64::from(*range.end())).contains(&number) {
            self.outside(&range, out);
            return None;
        }
        Some((number * 100.0).round() as u32)
    }

    pub fn flag(&self, out: &mut Findings) -> Option<bool> {
        let flag = self.value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(
                "true (có) hoặc false (không), không có dấu ngoặc kép",
                "true or false without quotes",
                out,
            );
        }
        flag
    }

    /// One of the named values.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)], out: &mut Findings) -> Option<T> {
        let text = self.text(out)?;
        let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
        if found.is_none() {
            let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            let names = names.join(", ");
            self.wrong(
                &format!("là “{text}”, không có trong các giá trị được dùng: {names}"),
                &format!("is “{text}”, which is none of: {names}"),
                out,
            );
        }
        found
    }

    pub fn list(&self, out: &mut Findings) -> Option<Vec<Node<'a>>> {
        let Some(list) = self.value.get_ref().as_array() else {
            self.wrong_type("danh sách", "a list", out);
            return None;
        };
        let node = |(i, value)| Node { doc: self.doc, path: format!("{}[{}]", self.path, i + 1), value };
        Some(list.iter().enumerate().map(node).collect())
    }

    /// A table with none but the given keys.
    pub fn table(&self, keys: &[&str], out: &mut Findings) -> Option<Table<'a>> {
        Some(self.open_table(out)?.check(keys, out))
    }

    /// A table with any keys.
    pub fn open_table(&self, out: &mut Findings) -> Option<Table<'a>> {
        let Some(table) = self.value.get_ref().as_table() else {
            self.wrong_type("một bảng", "a table", out);
            return None;
        };
        Some(Table { doc: self.doc, path: self.path.clone(), line: Some(self.line()), table })
    }

    /// A day: `2026-12-02`, or "02/12/2026" in quotes.
    pub fn date(&self, out: &mut Findings) -> Option<civil::Date> {
        let parsed = match self.value.get_ref() {
            DeValue::Datetime(at) if at.time.is_none() => at.date.and_then(civil_date),
            DeValue::String(text) => day(&clean(text)),
            _ => None,
        };
        self.plausible(parsed, |date| date.year(), out)
    }

    /// A local time of day: `2026-12-17T07:30:00`, or "07:30 17/12/2026" in quotes.
    pub fn moment(&self, out: &mut Findings) -> Option<civil::DateTime> {
        let parsed = match self.value.get_ref() {
            DeValue::Datetime(at) if at.offset.is_none() => {
                at.date.and_then(civil_date).zip(at.time).and_then(|(d, t)| {
                    let part = |n: u8| i8::try_from(n).ok();
                    Some(
                        d.to_datetime(
                            civil::Time::new(part(t.hour)?, part(t.minute)?, part(t.second.unwrap_or(0))?, 0)
                                .ok()?,
                        ),
                    )
                })
            }
            DeValue::String(text) => moment(&clean(text)),
            _ => None,
        };
        self.plausible(parsed, |at| at.year(), out)
    }

    fn plausible<T>(&self, parsed: Option<T>, year: fn(&T) -> i16, out: &mut Findings) -> Option<T> {
        let found = parsed.filter(|value| (2000..=2100).contains(&year(value)));
        if found.is_none() {
            self.wrong(
                "không phải là ngày giờ đúng; viết ngày như 2026-12-02, ngày và giờ như 2026-12-17T07:30:00",
                "is no valid date or time; write a day like 2026-12-02, a time like 2026-12-17T07:30:00",
                out,
            );
        }
        found
    }
}

impl Doc<'_> {
    /// Says nothing about lines whose syntax is already reported.
    fn report(&self, line: u32, vi: String, en: String, out: &mut Findings) {
        if !self.broken.contains(&line) && self.swallowed.is_none_or(|from| line <= from) {
            out.error(Place::line(&self.source.file, line), vi, en);
        }
    }
}

fn civil_date(date: toml::value::Date) -> Option<civil::Date> {
    let part = |n: u8| i8::try_from(n).ok();
    civil::Date::new(i16::try_from(date.year).ok()?, part(date.month)?, part(date.day)?).ok()
}

/// "02/12/2026", "2-12-2026" or "2026-12-02".
pub(crate) fn day(text: &str) -> Option<civil::Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
    civil::Date::new(year.parse().ok()?, b.parse().ok()?, day.parse().ok()?).ok()
}

/// A day and "07:30" or "7h30" in either order.
fn moment(text: &str) -> Option<civil::DateTime> {
    let (a, b) = text.split_once([' ', 'T'])?;
    let (date, clock) = if a.contains([':', 'h']) { (b, a) } else { (a, b) };
    let mut parts = clock.split([':', 'h']).map(str::trim);
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let second = parts.next().map_or(Some(0), |s| s.parse().ok())?;
    Some(day(date)?.to_datetime(civil::Time::new(hour, minute, second, 0).ok()?))
}

fn kind(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("chữ", "a text"),
        DeValue::Integer(_) => ("số nguyên", "a whole number"),
        DeValue::Float(_) => ("số thập phân", "a decimal number"),
        DeValue::Boolean(_) => ("true hoặc false", "true or false"),
        DeValue::Datetime(_) => ("ngày giờ", "a date or time"),
        DeValue::Array(_) => ("danh sách", "a list"),
        DeValue::Table(_) => ("một bảng", "a table"),
    }
}
