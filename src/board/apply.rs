//! Reads the card, writes `/run`, and says on the card what was wrong. Whatever fails, the board starts: with the
//! settings it took last, or without any.

use super::files::{ConfigFile, Found, PATHS, files};
use super::site::{Mode, SITE_FILE, Site};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// The folders around the settings.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The card's FAT partition; may be missing.
    pub site: PathBuf,
    /// Keeps the settings that were taken last.
    pub data: PathBuf,
    /// `/run`.
    pub run: PathBuf,
    /// `/sys`.
    pub sys: PathBuf,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub site: Site,
    /// What stands in `site.report.txt`; empty without a `site.toml` on the card.
    pub text: String,
    /// Mistakes of `site.toml`; its settings were then not taken.
    pub mistakes: usize,
    /// What could not be read or written, for the log.
    pub troubles: Vec<String>,
}

const REPORT_FILE: &str = "site.report.txt";
const MAX_SITE: u64 = 64 * 1024;

/// Takes the settings of the card if they are good, and writes the files of `/run`.
pub fn apply(folders: &Folders) -> Report {
    let mut troubles = Vec::new();
    let mut note = |what: &Path, result: io::Result<()>| {
        if let Err(error) = result {
            troubles.push(format!("{}: {error}", what.display()));
        }
    };
    note(&folders.data, fs::create_dir_all(&folders.data));
    let kept = folders.data.join(SITE_FILE);
    let last = read_small(&kept).ok().and_then(|bytes| Site::read(&bytes).ok());
    let mut site = last.unwrap_or_default();

    let (mut text, mut mistakes) = (String::new(), 0);
    if let Ok(bytes) = read_small(&folders.site.join(SITE_FILE)) {
        match Site::read(&bytes) {
            Ok(read) => {
                if read_small(&kept).ok().as_deref() != Some(&bytes) {
                    note(&kept, store(&kept, &bytes, 0o600));
                }
                text = accepted(&read);
                site = read;
            }
            Err(problems) => {
                mistakes = problems.len();
                text = refused(&problems);
            }
        }
        let report = folders.site.join(REPORT_FILE);
        // Windows' Notepad of a commune's office: byte order mark and CRLF.
        let written = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
        // Only where it says something new: each write wears the card.
        if read_small(&report).ok().as_deref() != Some(&written) {
            note(&report, store(&report, &written, 0o600));
        }
    }

    let secret = secret(&folders.data.join("broker-secret"));
    let secret = secret.unwrap_or_else(|error| {
        note(&folders.data, Err(error));
        String::new()
    });
    let found = Found { screens: screens(&folders.sys), wireless: wireless(&folders.sys), secret };
    let wanted: BTreeMap<&str, ConfigFile> =
        files(&site, &found).into_iter().map(|file| (file.path, file)).collect();
    for path in PATHS {
        let full = folders.run.join(path);
        match wanted.get(path) {
            Some(file) => {
                let made = full.parent().map_or(Ok(()), fs::create_dir_all);
                note(&full, made.and_then(|()| store(&full, file.text.as_bytes(), file.mode)));
            }
            None => {
                if full.exists() {
                    note(&full, fs::remove_file(&full));
                }
            }
        }
    }
    Report { site, text, mistakes, troubles }
}

fn refused(problems: &[crate::prepare::Problem]) -> String {
    let mut text = format!(
        "Nghị Trường: {SITE_FILE} có {} chỗ sai nên chưa được dùng. Máy vẫn chạy với cài đặt trước đó.\n\
         Hãy sửa những chỗ sau, lưu tệp rồi bật lại máy:\n\n",
        problems.len()
    );
    for problem in problems {
        text.push_str(&format!("- {problem}\n"));
    }
    text
}

fn accepted(site: &Site) -> String {
    let network = match site.mode {
        Mode::ExternalAp => "bộ phát Wi-Fi riêng, cắm dây vào máy",
        Mode::BuiltInAp => "Wi-Fi của chính máy (tối đa khoảng 8 điện thoại)",
        Mode::Guest => "dùng mạng có sẵn, địa chỉ do mạng đó cấp",
    };
    let mut text = format!("Nghị Trường: đã nhận {SITE_FILE}.\nMạng: {network}.\n");
    if site.mode != Mode::Guest {
        text.push_str(&format!("Địa chỉ của máy: {}\n", site.address));
    }
    if site.console || site.ssh_key.is_some() {
        text.push_str("CHÚ Ý: đang mở lối vào để bảo trì ([service]). Hãy xóa phần này trước khi họp.\n");
    }
    text
}

fn read_small(path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_SITE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The old file or the new one, never a half.
pub(super) fn store(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    // FAT knows no permissions of its own.
    let _ = fs::set_permissions(&fresh, fs::Permissions::from_mode(mode));
    fs::rename(&fresh, path)?;
    path.parent().map_or(Ok(()), |dir| fs::File::open(dir)?.sync_all())
}

/// The password between program and Mosquitto, made once.
fn secret(path: &Path) -> io::Result<String> {
    let kept = read_small(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    if let Some(text) = kept.filter(|t| t.len() == 32 && t.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Ok(text);
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let text = crate::credentials::hex(&bytes);
    store(path, text.as_bytes(), 0o600)?;
    Ok(text)
}

/// Connectors that have a screen: built-in panels first, then by name.
fn screens(sys: &Path) -> Vec<String> {
    let built_in = |name: &str| ["DSI", "DPI", "eDP", "LVDS"].iter().any(|kind| name.starts_with(kind));
    let mut found: Vec<(bool, String)> = entries(&sys.join("class/drm"))
        .into_iter()
        .filter(|name| {
            let status = fs::read_to_string(sys.join("class/drm").join(name).join("status"));
            status.is_ok_and(|status| status.trim() == "connected")
        })
        .filter_map(|name| Some(name.split_once('-')?.1.to_owned()))
        .map(|name| (!built_in(&name), name))
        .collect();
    found.sort();
    found.into_iter().map(|(_, name)| name).collect()
}

fn wireless(sys: &Path) -> Option<String> {
    let net = sys.join("class/net");
    entries(&net).into_iter().find(|name| net.join(name).join("phy80211").exists())
}

fn entries(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
