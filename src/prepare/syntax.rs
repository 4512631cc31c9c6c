//! The TOML parser's errors, said so that somebody who never heard of TOML can mend them.

/// An error after which tables and keys may have been taken for something else; others spoil one value.
pub(super) fn is_structural(message: &str) -> bool {
    [
        "unclosed",
        "missing comma",
        "duplicate key",
        "key with no value",
        "invalid key-value",
        "unexpected key",
        "cannot recurse",
    ]
    .iter()
    .any(|start| message.starts_with(start))
}

/// The line, counted from 0, at which a list opens that was not closed before `line`, where `message` comes from
/// there: the next section is then read as one of its values.
pub(super) fn unclosed_list(message: &str, lines: &[&str], line: usize) -> Option<usize> {
    let here = lines.get(line).map_or("", |text| text.trim_start());
    let begins_something =
        here.starts_with('[') || here.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
    if !message.starts_with("missing comma between array") || !begins_something {
        return None;
    }
    let opens =
        |text: &&str| text.split_once('=').is_some_and(|(_, value)| value.trim_start().starts_with('['));
    lines.get(..line)?.iter().rposition(opens)
}

/// The sentences for [`unclosed_list`].
pub(super) const UNCLOSED_LIST: (&str, &str) =
    ("danh sách mở ở dòng này chưa đóng dấu ]", "the list that opens here is not closed with ]");

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
}

/// A sentence in Vietnamese and in English for the parser's `message` about `line`.
pub(super) fn explain(message: &str, line: &str) -> (String, String) {
    let english = format!("TOML syntax: {message}");
    let bare = line.trim();
    if let Some((key, value)) = bare.split_once('=').filter(|_| !bare.starts_with('#')) {
        let key = key.trim();
        if value.trim().is_empty() || value.trim_start().starts_with('#') {
            return (
                format!("thiếu giá trị sau dấu = của mục “{key}”"),
                format!("the value of “{key}” is missing"),
            );
        }
        if !is_key(key) && !key.contains(['"', '\'', '[', '{', ',']) {
            return (
                format!(
                    "tên mục “{key}” không dùng được; tên mục chỉ gồm chữ không dấu, chữ số, dấu _ và dấu -"
                ),
                format!("“{key}” cannot be a key; keys are made of a-z, 0-9, _ and -"),
            );
        }
    }
    if line.contains(['“', '”', '‘', '’']) && !line.trim_start().starts_with('#') {
        return (
            "dấu ngoặc kép cong (“ ”) không dùng được; hãy thay bằng dấu ngoặc kép thẳng (\")".to_owned(),
            "curly quotes (“ ”) cannot be used; replace them with straight ones (\")".to_owned(),
        );
    }
    let known = KNOWN.iter().find(|(start, _)| message.starts_with(start));
    let vi = known.map_or("không đọc được dòng này; so lại với tệp mẫu", |(_, vi)| vi);
    let vi = if unclosed(line) {
        "chuỗi chữ chưa đóng dấu ngoặc kép; mỗi giá trị chữ cần một dấu \" ở đầu và một dấu \" ở cuối"
    } else {
        vi
    };
    (vi.to_owned(), english)
}

/// Whether a line opens a basic string and does not close it.
fn unclosed(line: &str) -> bool {
    let mut open = false;
    let mut escaped = false;
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if open => escaped = true,
            '"' => open = !open,
            '#' if !open => break,
            _ => {}
        }
    }
    open && !line.contains("\"\"\"")
}

const KNOWN: [(&str, &str); 17] = [
    ("duplicate key", "mục này đã có ở trên; mỗi mục chỉ được ghi một lần"),
    ("string values must be quoted", "giá trị chữ phải đặt trong dấu ngoặc kép, ví dụ: title = \"Khai mạc\""),
    (
        "invalid basic string",
        "chuỗi chữ bị lỗi; kiểm tra dấu ngoặc kép \" ở đầu và ở cuối, dấu \\ phải viết là \\\\",
    ),
    ("missing escaped value", "sau dấu \\ phải có ký tự; muốn viết dấu \\ thì viết \\\\"),
    ("key with no value", "thiếu dấu = và giá trị sau tên mục"),
    ("missing value", "thiếu giá trị sau dấu ="),
    ("missing assignment", "thiếu dấu = giữa tên mục và giá trị"),
    ("extra assignment", "thừa dấu ="),
    ("extra `=`", "thừa dấu ="),
    ("extra comma", "thừa dấu phẩy"),
    ("missing comma", "thiếu dấu phẩy giữa hai giá trị"),
    ("unclosed array table", "thiếu dấu ]] ở cuối tên phần"),
    ("unclosed array", "danh sách chưa đóng dấu ]"),
    ("unclosed inline table", "bảng chưa đóng dấu }"),
    ("unclosed table", "thiếu dấu ] ở cuối tên phần"),
    ("invalid unquoted key", "tên mục chỉ gồm chữ không dấu, chữ số, dấu _ và dấu -"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0; nếu là số hiệu thì đặt trong dấu ngoặc kép"),
];
