//! Whatever bytes lie in the folder: sentences, never a panic.

use super::ballots::MOTIONS;
use super::{Folder, SESSION, plain_pdf, read_session};
use crate::prepare::delegates::{Listed, from_csv, from_xlsx};
use crate::prepare::problem::Findings;
use proptest::prelude::*;
use std::path::Path;

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["Số ghế", "Họ và tên", "Ông/Bà"]) {
        sheet.write(0, column, text).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

/// `bytes` with some of them overwritten.
fn damaged(bytes: &[u8], damage: &[(usize, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, byte) in damage {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes
}

/// Reads a list and says who of it is a delegate.
fn settled(read: impl FnOnce(&mut Findings) -> Option<Listed>) {
    let mut out = Findings::default();
    if let Some(listed) = read(&mut out) {
        listed.on(Some(jiff::civil::date(2026, 12, 17)), &mut out);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        settled(|out| from_csv(Path::new("d.csv"), &bytes, out));
        settled(|out| from_xlsx(Path::new("d.xlsx"), bytes, out));
    }

    #[test]
    fn any_text_as_a_list(text in "(Số ghế|Họ và tên|Ông/Bà|Tổ|Vắng|Tình trạng|bãi nhiệm|1/10/2026|[;,\t\n\"]|\\PC){0,80}") {
        settled(|out| from_csv(Path::new("d.csv"), text.as_bytes(), out));
    }

    #[test]
    fn any_damaged_workbook(damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
        settled(|out| from_xlsx(Path::new("d.xlsx"), damaged(&workbook(), &damage), out));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_damaged_session(damage in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..12), cut in any::<usize>()) {
        // The document is no PDF, so that no other program has to be started.
        let folder = Folder::right();
        folder.write("documents/duong.pdf", "no PDF");
        let mut bytes = damaged([SESSION, MOTIONS].concat().as_bytes(), &damage);
        bytes.truncate(bytes.len() - cut % 100);
        folder.write("session.toml", &bytes);
        folder.write("delegates.csv", damaged(super::DELEGATES.as_bytes(), &damage));
        let problems = read_session(folder.path()).expect_err("its document is no PDF");
        prop_assert!(!problems.is_empty());
    }

    #[test]
    fn any_rules(text in "(value|source|name|=|\\[|\\]|\\{|\\}|\"|[0-9]|\n|tellers|majorities|\\PC){0,60}") {
        let folder = Folder::right();
        folder.write("documents/duong.pdf", "no PDF");
        folder.change("session.toml", "xa-mac-dinh", "rules.toml");
        folder.write("rules.toml", text);
        prop_assert!(read_session(folder.path()).is_err());
    }
}

#[test]
fn pages_of_plain_papers_are_counted_by_poppler() {
    let folder = Folder::right();
    folder.write("documents/duong.pdf", plain_pdf(&["(a) \\ b", "đ"], 12));
    assert_eq!(folder.read().expect("right").plan.documents[0].pages, 12);
}
