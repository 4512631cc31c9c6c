//! The TOML parser's errors, said so that somebody who never heard of TOML can mend them.

/// A sentence in Vietnamese and in English for the parser's `message` about `line`.
pub(super) fn explain(message: &str, line: &str) -> (String, String) {
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
    (vi.to_owned(), format!("TOML syntax: {message}"))
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
