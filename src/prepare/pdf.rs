//! Whether a PDF may be given to delegates: a real one, readable, without program code, attachments or secrets.
//!
//! What is looked at: the names outside of streams and inside of object streams (unpacked, with a limit), and
//! what poppler's `pdfinfo`, `pdfdetach` and `pdftotext` say. It is no virus scanner: pages are later drawn by
//! poppler in a process of its own, and nothing in a PDF is ever run.

use super::problem::{Findings, Place};
use flate2::read::ZlibDecoder;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(super) const MAX_BYTES: u64 = 50 * 1024 * 1024;
const MAX_PAGES: u32 = 2_000;
/// All object streams of one file together, unpacked.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
const TOOL_SECONDS: u64 = 20;

/// Names of PDF objects that act or carry files, with what they are.
const REFUSED: [(&str, &str, &str); 8] = [
    ("JavaScript", "mã lệnh JavaScript", "JavaScript"),
    ("JS", "mã lệnh JavaScript", "JavaScript"),
    ("Launch", "lệnh chạy chương trình khác", "an action that starts a program"),
    ("EmbeddedFile", "tệp đính kèm bên trong", "embedded files"),
    ("EmbeddedFiles", "tệp đính kèm bên trong", "embedded files"),
    ("RichMedia", "nội dung đa phương tiện", "rich media"),
    ("SubmitForm", "lệnh gửi biểu mẫu", "an action that submits a form"),
    ("ImportData", "lệnh nhập dữ liệu", "an action that imports data"),
];

/// Checks the PDF at `path` (its bytes in `bytes`) and returns its number of pages; mistakes go to `out`.
pub(super) fn inspect(at: Place<'_>, path: &Path, bytes: &[u8], out: &mut Findings) -> Option<u32> {
    if !bytes[..bytes.len().min(1024)].windows(5).any(|w| w == b"%PDF-") {
        out.error(
            at,
            "không phải là tệp PDF; hãy xuất (lưu thành) PDF từ Word hoặc máy quét",
            "is no PDF; export it as PDF",
        );
        return None;
    }
    let names = scan(bytes);
    if names.encrypted {
        out.error(
            at,
            "PDF bị khóa hoặc có mật khẩu; hãy xuất lại PDF không có mật khẩu",
            "the PDF is encrypted; export it without a password",
        );
        return None;
    }
    let mut refused: Vec<(&str, &str)> = names.refused;
    let info = match tool("pdfinfo", &[], path) {
        Ok(info) => info,
        Err(error) => {
            error.report(at, "pdfinfo", out);
            return None;
        }
    };
    if info.lines().any(|line| line.starts_with("JavaScript:") && line.ends_with("yes")) {
        refused.push((REFUSED[0].1, REFUSED[0].2));
    }
    // "0 embedded files"
    let attached = tool("pdfdetach", &["-list"], path).unwrap_or_default();
    if attached.split_whitespace().next().is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0)) {
        refused.push((REFUSED[3].1, REFUSED[3].2));
    }
    refused.sort_unstable();
    refused.dedup();
    for (vi, en) in &refused {
        out.error(
            at,
            format!("PDF có {vi}, không được nhận; hãy in lại ra PDF (Print to PDF) để bỏ phần này"),
            format!("the PDF contains {en} and is refused; print it to PDF again to remove that"),
        );
    }
    if let Some(mark) =
        secrecy_mark(&tool("pdftotext", &["-l", "1", "-nopgbrk", "-enc", "UTF-8"], path).unwrap_or_default())
    {
        secret(at, mark, out);
    }
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse::<u32>().ok());
    match pages {
        Some(pages @ 1..=MAX_PAGES) => Some(pages),
        Some(pages) => {
            out.error(
                at,
                format!("PDF có {pages} trang; phải có từ 1 đến {MAX_PAGES} trang, hãy chia thành nhiều tệp"),
                format!("the PDF has {pages} pages; 1 to {MAX_PAGES} are allowed, split it"),
            );
            None
        }
        None => {
            ToolError::Unreadable.report(at, "pdfinfo", out);
            None
        }
    }
}

/// a state secret never enters this machine.
pub(super) fn secret(at: Place<'_>, mark: &str, out: &mut Findings) {
    out.error(
        at,
        format!(
            "tài liệu có dấu “{mark}”: không được đưa tài liệu bí mật nhà nước vào máy này; hãy lấy tài liệu ra và phát \
             bản giấy theo quy định về bảo vệ bí mật nhà nước"
        ),
        format!(
            "the document is marked “{mark}”: state secrets must not enter this machine; take it out and hand it out on \
             paper under the rules on state secrets"
        ),
    );
}

/// The stamp of secrecy on a page: a line that holds nothing else.
pub(super) fn secrecy_mark(page: &str) -> Option<&'static str> {
    page.lines().map(super::text::clean).find_map(|line| match line.as_str() {
        "TUYỆT MẬT" => Some("TUYỆT MẬT"),
        "TỐI MẬT" => Some("TỐI MẬT"),
        "MẬT" => Some("MẬT"),
        _ => None,
    })
}

#[derive(Debug, Default)]
struct Names {
    encrypted: bool,
    refused: Vec<(&'static str, &'static str)>,
}

fn scan(bytes: &[u8]) -> Names {
    let mut names = Names::default();
    let mut budget = MAX_UNPACKED;
    for piece in pieces(bytes) {
        match piece {
            Piece::Objects(text) => look(text, &mut names),
            Piece::ObjectStream(packed) => {
                let mut unpacked = Vec::new();
                // A damaged stream gives what could be unpacked; poppler decides whether the file is readable.
                let _ = ZlibDecoder::new(packed).take(budget).read_to_end(&mut unpacked);
                budget = budget.saturating_sub(unpacked.len() as u64);
                look(&unpacked, &mut names);
            }
        }
    }
    names
}

enum Piece<'a> {
    Objects(&'a [u8]),
    ObjectStream(&'a [u8]),
}

/// The parts of the file that hold objects; the data of other streams (images, fonts, pages) is left out, because
/// any three letters occur by chance in megabytes of it.
fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let (head, tail) = rest.split_at(at);
        let data = tail.get(6..).unwrap_or_default();
        let opens = head.trim_ascii_end().ends_with(b">>") && matches!(data.first(), Some(b'\r' | b'\n'));
        if !opens {
            found.push(Piece::Objects(&rest[..at + 6]));
            rest = data;
            continue;
        }
        found.push(Piece::Objects(head));
        let end = find(data, b"endstream").unwrap_or(data.len());
        let body =
            data[..end].strip_prefix(b"\r\n").or(data[..end].strip_prefix(b"\n")).unwrap_or(&data[..end]);
        let dictionary = &head[head.len().saturating_sub(400)..];
        if find(dictionary, b"/ObjStm").is_some() {
            found.push(Piece::ObjectStream(body));
        }
        rest = data.get(end + 9..).unwrap_or_default();
    }
    found.push(Piece::Objects(rest));
    found
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Notes the refused names in a piece; `#4a` in a name stands for a letter.
fn look(text: &[u8], names: &mut Names) {
    for part in text.split(|b| *b == b'/').skip(1) {
        let end = part
            .iter()
            .position(|b| b.is_ascii_whitespace() || b"()<>[]{}%".contains(b))
            .unwrap_or(part.len());
        let name = unescaped(&part[..end.min(64)]);
        names.encrypted |= name == b"Encrypt";
        if let Some((_, vi, en)) = REFUSED.iter().find(|(refused, _, _)| refused.as_bytes() == name) {
            names.refused.push((vi, en));
        }
    }
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| *first == b'#').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &tail[2..];
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

enum ToolError {
    Missing,
    Unreadable,
}

impl ToolError {
    fn report(&self, at: Place<'_>, name: &str, out: &mut Findings) {
        match self {
            Self::Missing => {
                // Once is enough: it is the machine, not the file.
                let vi = format!("máy chưa có chương trình {name}; hãy cài gói poppler-utils rồi nhập lại");
                if out.errors.iter().all(|problem| problem.text_vi != vi) {
                    let en = format!(
                        "the program {name} is missing; install the package poppler-utils and import again"
                    );
                    out.error(Place::file(Path::new("")), vi, en);
                }
            }
            Self::Unreadable => out.error(
                at,
                "PDF bị hỏng, không đọc được số trang; hãy xuất lại PDF",
                "the PDF is damaged, its pages cannot be counted; export it again",
            ),
        }
    }
}

/// What one of poppler's programs prints about a file; a file that keeps it busy too long counts as unreadable.
fn tool(name: &str, arguments: &[&str], path: &Path) -> Result<String, ToolError> {
    let mut command = Command::new(name);
    command.args(arguments).arg(path).env("LC_ALL", "C.UTF-8");
    if name == "pdftotext" {
        command.arg("-");
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| ToolError::Missing)?;
    let mut pipe = child.stdout.take().ok_or(ToolError::Unreadable)?;
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = pipe.by_ref().take(1024 * 1024).read_to_end(&mut text);
        // What is beyond is read and dropped, so that the program does not wait for us.
        let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        text
    });
    let deadline = Instant::now() + Duration::from_secs(TOOL_SECONDS);
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(2)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                break None;
            }
        }
    };
    let text = reader.join().unwrap_or_default();
    if status.is_some_and(|status| status.success()) {
        Ok(String::from_utf8_lossy(&text).into_owned())
    } else {
        Err(ToolError::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> Vec<&'static str> {
        scan(bytes).refused.into_iter().map(|(_, en)| en).collect()
    }

    #[test]
    fn active_names_are_found_also_escaped_and_packed() {
        assert_eq!(refused(b"<</S/JavaScript/JS(app.alert(1))>>"), ["JavaScript", "JavaScript"]);
        assert_eq!(refused(b"<< /S /L#61unch >>"), ["an action that starts a program"]);
        assert!(refused(b"<</JSomething 1/Launchpad 2>>").is_empty());
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, b"<</Type/EmbeddedFile>>").unwrap();
        let packed = packed.finish().unwrap();
        let file = [b"<</Type/ObjStm/N 1>>stream\n", &packed[..], b"\nendstream"].concat();
        assert_eq!(refused(&file), ["embedded files"]);
    }

    #[test]
    fn data_of_streams_is_not_mistaken_for_objects() {
        assert!(refused(b"<</Length 9>>\nstream\n /JS /Launch \nendstream /Ok").is_empty());
        assert_eq!(refused(b"<<>>stream\nxx\nendstream\n/Launch "), ["an action that starts a program"]);
        assert!(scan(b"trailer <</Encrypt 5 0 R>>").encrypted);
    }

    #[test]
    fn stamps_of_secrecy_are_lines_of_their_own() {
        assert_eq!(secrecy_mark("HỘI ĐỒNG NHÂN DÂN\n  TỐI MẬT \nBáo cáo"), Some("TỐI MẬT"));
        assert_eq!(secrecy_mark("bảo vệ bí mật nhà nước\nđộ MẬT của tài liệu"), None);
    }
}
