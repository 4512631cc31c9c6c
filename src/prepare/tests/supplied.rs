//! Flag, anthem and the size of the wall.

use super::Folder;
use crate::chamber::plan::supplied_file;
use crate::prepare::{Prepared, store_files};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and a picture";
const MP3: &[u8] = b"ID3\x04 and a song";

fn with(line: &str) -> Folder {
    let folder = Folder::right();
    folder.change(
        "session.toml",
        "province_name = \"tỉnh Mẫu\"",
        &format!("province_name = \"tỉnh Mẫu\"\n{line}"),
    );
    folder
}

fn right(folder: &Folder) -> Prepared {
    folder.read().unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn flag_and_anthem_are_checked_and_kept_by_their_hash() {
    let folder = with("flag = \"quoc-ky.png\"\nanthem = \"quoc-ca.mp3\"");
    folder.write("quoc-ky.png", PNG);
    folder.write("quoc-ca.mp3", MP3);
    let prepared = right(&folder);
    let council = &prepared.plan.council;
    let (flag, anthem) = (council.flag.clone().expect("a flag"), council.anthem.clone().expect("an anthem"));
    assert_eq!((flag.media_type.as_str(), flag.bytes), ("image/png", PNG.len() as u64));
    assert_eq!(anthem.media_type, "audio/mpeg");
    let data = tempfile::tempdir().expect("a folder");
    store_files(&prepared, data.path()).expect("stored");
    assert_eq!(std::fs::read(data.path().join(supplied_file(&flag.sha256))).expect("there"), PNG);
    assert_eq!(std::fs::read(data.path().join(supplied_file(&anthem.sha256))).expect("there"), MP3);
    folder.write("quoc-ca.mp3", b"ID3 another song");
    let other = tempfile::tempdir().expect("a folder");
    assert!(store_files(&prepared, other.path()).is_err(), "what was read has changed");
}

#[test]
fn what_is_no_picture_and_no_recording_is_named() {
    for (line, file, wanted) in [
        ("flag = \"quoc-ky.png\"", None, "không có tệp nào như vậy cạnh session.toml"),
        ("flag = \"../quoc-ky.png\"", None, "chỉ được là tên tệp nằm cạnh session.toml"),
        (
            "flag = \"quoc-ky.svg\"",
            Some(("quoc-ky.svg", &b"<svg/>"[..])),
            "không phải là tệp hình PNG hoặc JPEG",
        ),
        ("flag = \"quoc-ca.mp3\"", Some(("quoc-ca.mp3", MP3)), "không phải là tệp hình PNG hoặc JPEG"),
        (
            "anthem = \"quoc-ky.png\"",
            Some(("quoc-ky.png", PNG)),
            "không phải là tệp âm thanh MP3, OGG hoặc WAV",
        ),
        ("anthem = 3", None, "phải là chữ đặt trong dấu ngoặc kép"),
    ] {
        let folder = with(line);
        if let Some((name, bytes)) = file {
            folder.write(name, bytes);
        }
        let problems = folder.read().expect_err(line);
        assert_eq!(problems.len(), 1, "{line}: {problems:?}");
        assert!(problems[0].to_string().contains(wanted), "{line}: {}", problems[0]);
    }
    let folder = with("flag = \"quoc-ky.png\"");
    folder.write("quoc-ky.png", [PNG, &vec![0; 20 * 1024 * 1024]].concat());
    let problems = folder.read().expect_err("too large");
    assert!(problems[0].to_string().contains("lớn hơn 20 MB"), "{}", problems[0]);
}
