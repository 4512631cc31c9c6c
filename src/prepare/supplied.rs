//! Flag and anthem: files that the council supplies for its wall. None is shipped with the program.

use super::doc::Table;
use super::files::Files;
use super::papers::sha256_hex;
use super::problem::{Findings, Place};
use super::{FileSource, is_plain_name, read_bytes};
use crate::chamber::plan::SuppliedFile;
use std::path::Path;

const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// `[council] flag`: a PNG or JPEG.
pub(super) fn flag(
    files: &Files<'_>,
    council: &Table<'_>,
    out: &mut Findings,
) -> Option<(SuppliedFile, FileSource)> {
    read(files, council, "flag", picture, ("tệp hình PNG hoặc JPEG", "a PNG or JPEG picture"), out)
}

/// `[council] anthem`: an MP3, Ogg or WAV.
pub(super) fn anthem(
    files: &Files<'_>,
    council: &Table<'_>,
    out: &mut Findings,
) -> Option<(SuppliedFile, FileSource)> {
    let kinds = ("tệp âm thanh MP3, OGG hoặc WAV", "an MP3, Ogg or WAV recording");
    read(files, council, "anthem", recording, kinds, out)
}

fn read(
    files: &Files<'_>,
    council: &Table<'_>,
    key: &str,
    media_type: fn(&[u8]) -> Option<&'static str>,
    (kinds_vi, kinds_en): (&str, &str),
    out: &mut Findings,
) -> Option<(SuppliedFile, FileSource)> {
    let node = council.get(key)?;
    let name = node.text(out)?;
    if name.is_empty() {
        return None;
    }
    let Files::Folder { dir, .. } = files else { return None };
    if !is_plain_name(&name) {
        node.wrong(
            "chỉ được là tên tệp nằm cạnh session.toml, không có / hoặc \\ và không bắt đầu bằng dấu chấm",
            "must be the name of a file beside session.toml, without / or \\ and not beginning with a dot",
            out,
        );
        return None;
    }
    let path = dir.join(&name);
    if !std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.file_type().is_file()) {
        node.wrong(
            &format!("là “{name}”, không có tệp nào như vậy cạnh session.toml; hãy chép tệp vào"),
            &format!("is “{name}”, and there is no such file beside session.toml; copy it there"),
            out,
        );
        return None;
    }
    let shown = Path::new(&name);
    let bytes = read_bytes(&path, shown, MAX_BYTES, out)?;
    let Some(media_type) = media_type(&bytes) else {
        out.error(Place::file(shown), format!("không phải là {kinds_vi}"), format!("is not {kinds_en}"));
        return None;
    };
    let file = SuppliedFile {
        sha256: sha256_hex(&bytes),
        media_type: media_type.to_owned(),
        bytes: bytes.len() as u64,
    };
    Some((file, FileSource::Path(path)))
}

fn picture(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        _ => None,
    }
}

fn recording(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'I', b'D', b'3', ..] => Some("audio/mpeg"),
        // A frame of MPEG audio, layer III.
        [0xff, second, ..] if second & 0xe6 == 0xe2 => Some("audio/mpeg"),
        [b'O', b'g', b'g', b'S', ..] => Some("audio/ogg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some("audio/wav"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_by_the_first_bytes() {
        assert_eq!(picture(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(picture(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(recording(b"ID3\x03"), Some("audio/mpeg"));
        assert_eq!(recording(b"\xff\xfb\x90"), Some("audio/mpeg"));
        assert_eq!(recording(b"OggS\0"), Some("audio/ogg"));
        assert_eq!(recording(b"RIFF\x10\0\0\0WAVEfmt "), Some("audio/wav"));
        for bytes in [&b"<svg"[..], b"", b"\x89PN", b"RIFF", b"RIFF\x10\0\0\0AVI ", b"\xff\xff", b"GIF89a"] {
            assert_eq!((picture(bytes), recording(bytes)), (None, None), "{bytes:?}");
        }
    }
}
