//! Whole folders: the sample, and every way in which a folder can be wrong.

mod bad_folders;
mod ballots;
mod delegates;
mod garbage;
mod questions;
mod rules;
mod sample;
mod supplied;

use super::{Prepared, Problem, plain_pdf, read_session};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Compares with a snapshot that shows the text only.
pub(super) fn golden(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

/// A folder with a small session that is right; tests break it.
pub(super) struct Folder {
    dir: TempDir,
}

pub(super) const SESSION: &str = r#"[council]
name = "Hội đồng nhân dân xã Thử"
province_name = "tỉnh Mẫu"

[term]
label = "II"
years = "2026 - 2031"

[session]
ordinal = 4
kind = "regular"
kind_label = "kỳ họp thường lệ giữa năm 2027"
opens_at = 2027-07-08T08:00:00
venue = "Hội trường"

[minutes]
number = "04/BB-HĐND"
recipients = ["- Lưu: VT;"]

[rules]
profile = "xa-mac-dinh"

[[presidium]]
honorific = "Bà"
name = "Lê Thị Chủ"
title = "Chủ tịch HĐND xã"

[[secretaries]]
honorific = "Ông"
name = "Trần Văn Ký"
title = "Văn phòng"

[[agenda]]
title = "Khai mạc"

[[agenda]]
title = "Thông qua nghị quyết"

[[agenda.motions]]
title = "Nghị quyết về đường"
matter = "resolution"
document = "duong.pdf"

[[documents]]
file = "duong.pdf"
number = "5/TTr-UBND"
kind = "Tờ trình"
title = "Về đường thôn"
submitter = "UBND xã"
item = 2
issued_on = 2027-06-20
sent_on = 2027-06-21
"#;

pub(super) const DELEGATES: &str =
    "Số ghế,Họ và tên,Ông/Bà,Chức vụ,Tổ\n1,Lê Thị Chủ,Bà,Chủ tịch,1\n2,Phạm Văn Hai,Ông,,2\n";

impl Folder {
    pub fn right() -> Self {
        let folder = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        folder.write("session.toml", SESSION);
        folder.write("delegates.csv", DELEGATES);
        folder.write("documents/duong.pdf", plain_pdf(&["Duong"], 3));
        folder
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("inside the folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).expect("the file was there");
    }

    /// Replaces `from`, which must be there once, in a text file.
    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(name)).expect("a text");
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {name}");
        self.write(name, text.replace(from, to));
    }

    pub fn read(&self) -> Result<Prepared, Vec<Problem>> {
        read_session(self.path())
    }
}
