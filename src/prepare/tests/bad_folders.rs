//! Each case breaks the small folder in one way; the snapshots hold the exact sentences.

use super::{DELEGATES, Folder, SESSION, golden, plain_pdf};
use std::fmt::Write;
use std::fs;

pub(super) type Edit<'a> = (&'a str, &'a dyn Fn(&Folder));

fn report(cases: &[Edit<'_>]) -> String {
    report_on(Folder::right, cases)
}

/// "## case", then what is said about it; warnings are marked.
pub(super) fn report_on(right: fn() -> Folder, cases: &[Edit<'_>]) -> String {
    let mut text = String::new();
    for (what, edit) in cases {
        let folder = right();
        edit(&folder);
        writeln!(text, "## {what}").expect("writing to a string");
        let (mark, problems) = match folder.read() {
            Ok(prepared) => ("(cảnh báo) ", prepared.warnings),
            Err(problems) => ("", problems),
        };
        for problem in problems {
            writeln!(text, "{mark}{problem}\n    {}", problem.english()).expect("writing to a string");
        }
    }
    text
}

/// A change of `session.toml`.
pub(super) fn toml(from: &'static str, to: &'static str) -> impl Fn(&Folder) {
    move |folder| folder.change("session.toml", from, to)
}

fn all_of_them(folder: &Folder) {
    for (from, to) in [
        ("ordinal = 4", "ordinal = \"bốn\""),
        ("kind = \"regular\"", "kind = \"thuong_le\""),
        ("opens_at = 2027-07-08T08:00:00", "opens_at = \"32/07/2027 8h00\""),
        ("venue = \"Hội trường\"", "venue = 12\nvenu = \"x\""),
        ("item = 2", "item = 3"),
        ("document = \"duong.pdf\"", "document = \"duong2.pdf\""),
        ("label = \"II\"", "label = \" \""),
        ("years = \"2026 - 2031\"\n", ""),
    ] {
        folder.change("session.toml", from, to);
    }
    folder.write("delegates.csv", format!("{DELEGATES}0,Lê Văn,Anh,,1\n"));
    folder.write("documents/duong.pdf", "PK");
}

#[test]
fn files_that_are_missing_or_no_text() {
    golden(
        "files_that_are_missing_or_no_text",
        &report(&[
            ("nothing there", &|f| {
                f.remove("session.toml");
                f.remove("delegates.csv");
            }),
            ("empty session.toml", &|f| drop(f.write("session.toml", ""))),
            ("Windows-1258", &|f| drop(f.write("session.toml", b"\na = \"Nguy\xea\xden\""))),
            ("no text", &|f| drop(f.write("session.toml", b"a\0b"))),
            ("both lists", &|f| drop(f.write("delegates.xlsx", ""))),
            ("all mistakes at once", &all_of_them),
        ]),
    );
}

#[test]
fn syntax_that_is_broken() {
    golden(
        "syntax_that_is_broken",
        &report(&[
            ("curly quotes", &toml("\"Hội trường\"", "“Hội trường”")),
            ("no quotes", &toml("\"Hội trường\"", "Hội trường")),
            ("quote not closed", &toml("\"Hội trường\"", "\"Hội trường")),
            ("backslashes", &toml("\"Hội trường\"", "\"C:\\hoi\\truong\"")),
            ("section not closed", &toml("[term]", "[term")),
            ("section twice", &toml("[term]", "[council]")),
            ("key twice", &toml("ordinal = 4", "ordinal = 4\nordinal = 5")),
            ("no value", &toml("ordinal = 4", "ordinal =   # chưa biết")),
            ("no equals sign", &toml("ordinal = 4", "ordinal 4")),
            ("leading zero", &toml("ordinal = 4", "ordinal = 04")),
            ("Vietnamese key", &toml("venue =", "địa điểm =")),
            ("list not closed", &toml("[\"- Lưu: VT;\"]", "[\"- Lưu: VT;\"")),
            ("list without comma", &toml("[\"- Lưu: VT;\"]", "[\"a\" \"b\"]")),
            ("a broken value hides nothing else", &|f| {
                f.change("session.toml", "ordinal = 4", "ordinal = bốn");
                f.change("session.toml", "item = 2", "item = 9");
                f.write("delegates.csv", format!("{DELEGATES}x,Lê Văn,Ông,,1\n"));
            }),
        ]),
    );
}

#[test]
fn people_who_do_not_fit() {
    golden(
        "people_who_do_not_fit",
        &report(&[
            ("seat of another", &toml("name = \"Trần Văn Ký\"", "name = \"Trần Văn Ký\"\nseat = 2")),
            ("seat of nobody", &toml("name = \"Trần Văn Ký\"", "name = \"Trần Văn Ký\"\nseat = 9")),
            ("delegate without seat", &toml("\"Trần Văn Ký\"", "\"Phạm Văn Hai\"")),
            ("chair is no delegate", &toml("\"Lê Thị Chủ\"", "\"Lê Thị Chú\"")),
            ("no honorific", &toml("honorific = \"Ông\"", "honorific = \"Mr\"")),
            ("bad room", &toml("province_name", "room = \"Hội trường\"\nprovince_name")),
            ("fewer elected than there are", &toml("province_name", "elected = 1\nprovince_name")),
            (
                "total of those elected",
                &toml(
                    "[[presidium]]",
                    "[rules.override]\ntotal_basis = { value = \"elected\", source = \"Điều 5\" }\n\n[[presidium]]",
                ),
            ),
            (
                "unknown role",
                &toml(
                    "[[agenda]]\ntitle = \"Khai mạc\"",
                    "[[guests]]\nname = \"Báo chí\"\nrole = \"bao_chi\"\n\n[[agenda]]\ntitle = \"Khai mạc\"",
                ),
            ),
            ("unknown shape", &toml("[minutes]", "[seating]\nshape = \"tròn\"\nrow = [1]\n\n[minutes]")),
            (
                "too few places",
                &toml("[minutes]", "[seating]\nshape = \"hemicycle\"\nrows = [1]\n\n[minutes]"),
            ),
            ("empty row", &toml("[minutes]", "[seating]\nrows = [2, 0]\n\n[minutes]")),
        ]),
    );
}

#[test]
fn agenda_and_titles() {
    golden(
        "agenda_and_titles",
        &report(&[
            ("empty agenda", &|f| {
                let (start, end) = (SESSION.find("[[agenda]]"), SESSION.find("[[documents]]"));
                let (start, end) = (start.expect("an agenda"), end.expect("documents"));
                f.write("session.toml", format!("{}{}", &SESSION[..start], &SESSION[end..]));
            }),
            ("same id", &|f| {
                f.change("session.toml", "title = \"Khai mạc\"", "id = \"a\"\ntitle = \"Khai mạc\"");
                f.change("session.toml", "title = \"Thông qua", "id = \"a\"\ntitle = \"Thông qua");
            }),
            (
                "an id that another would get",
                &toml("title = \"Khai mạc\"", "id = \"i2\"\ntitle = \"Khai mạc\""),
            ),
            ("resolution without a draft", &toml("document = \"duong.pdf\"\n", "")),
            ("long titles", &|f| {
                f.change(
                    "session.toml",
                    "\"Thông qua nghị quyết\"",
                    "\"Thông qua nghị quyết về việc xây dựng đường\"",
                );
                f.change(
                    "session.toml",
                    "title = \"Về đường thôn\"",
                    "title = \"Về đường thôn\"\nshort_title = \"Một tên ngắn mà không hề ngắn chút nào\"",
                );
            }),
        ]),
    );
}

#[test]
fn documents_that_are_refused() {
    let second = "\n[[documents]]\nfile = \"duong.pdf\"\nkind = \"a\"\ntitle = \"b\"\nsubmitter = \"c\"\nitem = 1\nsent_on = 2027-06-20\n";
    let with = |extra: &[u8]| [&plain_pdf(&["x"], 1), extra].concat();
    golden(
        "documents_that_are_refused",
        &report(&[
            ("missing", &|f| f.remove("documents/duong.pdf")),
            ("misspelt", &|f| {
                f.write("documents/đường.pdf", plain_pdf(&["x"], 1));
                f.remove("documents/duong.pdf");
            }),
            ("no folder", &|f| fs::remove_dir_all(f.path().join("documents")).expect("removed")),
            ("no PDF", &|f| drop(f.write("documents/duong.pdf", "PK word"))),
            ("damaged", &|f| drop(f.write("documents/duong.pdf", "%PDF-1.4\n hello"))),
            ("empty", &|f| drop(f.write("documents/duong.pdf", ""))),
            ("encrypted", &|f| drop(f.write("documents/duong.pdf", with(b"trailer <</Encrypt 9 0 R>>")))),
            ("acts", &|f| {
                let extra = b"\n9 0 obj <</S/JavaScript/JS(x)/Next<</S/Launch>>>> endobj 10 0 obj <</EmbeddedFiles 1>> endobj";
                f.write("documents/duong.pdf", with(extra));
            }),
            ("too many pages", &|f| drop(f.write("documents/duong.pdf", plain_pdf(&["x"], 2001)))),
            ("too large", &|f| {
                let path = f.write("documents/duong.pdf", "%PDF-1.4");
                fs::File::options()
                    .write(true)
                    .open(path)
                    .and_then(|file| file.set_len(51 * 1024 * 1024))
                    .expect("grown");
            }),
            ("way out of the folder", &|f| {
                f.change("session.toml", "document = \"duong.pdf\"", "document = \"5/TTr-UBND\"");
                f.change("session.toml", "file = \"duong.pdf\"", "file = \"../delegates.csv\"");
            }),
            ("link", &|f| {
                f.remove("documents/duong.pdf");
                std::os::unix::fs::symlink("/etc/hostname", f.path().join("documents/duong.pdf"))
                    .expect("a link");
            }),
            ("secret by entry", &toml("item = 2", "item = 2\nsecrecy = \"Tối mật\"")),
            ("secret by title", &toml("Về đường thôn", "Về công tác phòng thủ (Mật)")),
            ("file twice", &|f| drop(f.write("session.toml", format!("{SESSION}{second}")))),
            ("number twice", &|f| {
                f.write(
                    "session.toml",
                    format!("{SESSION}{second}number = \"5/TTr-UBND\"\n")
                        .replace("\nfile = \"duong.pdf\"\nkind", "\nfile = \"hai.pdf\"\nkind"),
                );
                f.write("documents/hai.pdf", plain_pdf(&["Hai"], 1));
            }),
            ("not used", &|f| drop(f.write("documents/Thừa.pdf", "x"))),
            ("late", &toml("sent_on = 2027-06-21", "sent_on = \"06/07/2027\"")),
            ("sent before issued", &toml("sent_on = 2027-06-21", "sent_on = 2027-06-01")),
            ("no such day", &toml("sent_on = 2027-06-21", "sent_on = \"31/02/2027\"")),
            ("bad audience", &toml("item = 2", "item = \"hai\"\naudience = \"all\"")),
        ]),
    );
}

#[test]
fn a_folder_that_is_not_there() {
    let folder = Folder::right();
    let problems = super::read_session(&folder.path().join("x")).expect_err("no folder");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].text_vi.starts_with("không có thư mục"));
}

#[test]
fn a_refused_folder_writes_nothing() {
    let folder = Folder::right();
    all_of_them(&folder);
    let names = || -> Vec<_> {
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).expect("the folder").flatten().map(|e| e.file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    folder.read().expect_err("refused");
    assert_eq!(names(), before);
}
