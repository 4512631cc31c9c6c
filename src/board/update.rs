//! A signed update of the board: a zip file with `manifest.json`, its signature, and the slot's three files.
//!
//! The slot that runs is never touched. The boot loader gets its entry last, on trial; three starts that are not found
//! good, and it takes the old slot again.

use super::apply::store;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The form of a manifest.
pub const FORMAT: &str = "nghitruong-update/1";
const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
const ROOT: &str = "root.squashfs";
const KERNEL: [&str; 2] = ["linux", "initrd"];
const MAX_MANIFEST: u64 = 16 * 1024;
/// Starts that a new slot gets.
const TRIES: u32 = 3;

/// What an update says of itself, signed as these bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    /// For people.
    pub version: String,
    /// Grows with every build; Unix seconds.
    pub build: u64,
    pub arch: String,
    pub files: Vec<Part>,
}

/// One file of an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

/// Why an update is not taken.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    #[error("không đọc được gói cập nhật: {0}")]
    Io(#[from] io::Error),
    #[error("gói cập nhật hỏng: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("gói cập nhật không có chữ ký đúng")]
    Signature,
    #[error("gói cập nhật sai ở tệp {0}")]
    Content(String),
    #[error("gói cập nhật không dành cho loại máy này")]
    OtherBoard,
    #[error("không biết máy đang chạy từ khe nào")]
    Slot,
}

/// Where an update goes.
#[derive(Debug, Clone)]
pub struct Target {
    /// Folder of the slots' devices, `root-a` and `root-b`.
    pub slots: PathBuf,
    /// The boot loader's partition.
    pub esp: PathBuf,
    /// The letter of the slot that does not run.
    pub slot: char,
}

/// The letter of the slot that does not run, by the kernel's command line.
pub fn other_slot(cmdline: &str) -> Option<char> {
    cmdline.split_whitespace().find_map(|word| match word {
        "root=PARTLABEL=root-a" => Some('b'),
        "root=PARTLABEL=root-b" => Some('a'),
        _ => None,
    })
}

/// Reads the manifest of a package and proves that the holder of `key` signed it.
///
/// # Errors
/// [`UpdateError`]; nothing of the package may then be used.
pub fn manifest<R: Read + Seek>(zip: &mut ZipArchive<R>, key: &[u8; 32]) -> Result<Manifest, UpdateError> {
    let text = small(zip, MANIFEST)?;
    let signature =
        STANDARD.decode(small(zip, SIGNATURE)?.trim_ascii()).map_err(|_| UpdateError::Signature)?;
    let signature = Signature::from_slice(&signature).map_err(|_| UpdateError::Signature)?;
    let key = VerifyingKey::from_bytes(key).map_err(|_| UpdateError::Signature)?;
    key.verify_strict(&text, &signature).map_err(|_| UpdateError::Signature)?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|_| UpdateError::Content(MANIFEST.to_owned()))?;
    if manifest.format != FORMAT || manifest.arch != std::env::consts::ARCH {
        return Err(UpdateError::OtherBoard);
    }
    Ok(manifest)
}

fn small<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Result<Vec<u8>, UpdateError> {
    let mut bytes = Vec::new();
    zip.by_name(name)?.take(MAX_MANIFEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes the package into the slot that does not run, reads the slot back, and puts it on trial.
///
/// # Errors
/// [`UpdateError`]; the boot loader then knows nothing of the slot.
pub fn install<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    manifest: &Manifest,
    target: &Target,
) -> Result<(), UpdateError> {
    let slot = target.slot;
    let entries = target.esp.join("loader/entries");
    for old in fs::read_dir(&entries)?.flatten() {
        let name = old.file_name().to_string_lossy().into_owned();
        if name == format!("nghitruong-{slot}.conf") || name.starts_with(&format!("nghitruong-{slot}+")) {
            fs::remove_file(old.path())?;
        }
    }
    File::open(&entries)?.sync_all()?;

    let mut device =
        File::options().read(true).write(true).open(target.slots.join(format!("root-{slot}")))?;
    copy(zip, part(manifest, ROOT)?, &mut device)?;
    device.sync_all()?;
    check(&mut device, part(manifest, ROOT)?)?;

    let folder = target.esp.join(format!("nghitruong/{slot}"));
    fs::create_dir_all(&folder)?;
    for name in KERNEL {
        let part = part(manifest, name)?;
        let path = folder.join(name);
        let mut file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        copy(zip, part, &mut file)?;
        file.sync_all()?;
        check(&mut file, part)?;
    }
    File::open(&folder)?.sync_all()?;

    let options = fs::read_to_string(target.esp.join("nghitruong/options"))?;
    let entry = entry(slot, &manifest.version, manifest.build, options.trim());
    Ok(store(&entries.join(format!("nghitruong-{slot}+{TRIES}.conf")), entry.as_bytes(), 0o600)?)
}

/// The boot loader's entry of a slot. It takes the highest build whose trial is not over.
pub fn entry(slot: char, version: &str, build: u64, options: &str) -> String {
    format!(
        "title Nghi Truong {version} ({slot})\nsort-key nghitruong\nversion {build}\nlinux /nghitruong/{slot}/linux\n\
         initrd /nghitruong/{slot}/initrd\noptions root=PARTLABEL=root-{slot} {options}\n"
    )
}

fn part<'a>(manifest: &'a Manifest, name: &str) -> Result<&'a Part, UpdateError> {
    let found = manifest.files.iter().find(|part| part.name == name);
    found.ok_or_else(|| UpdateError::Content(name.to_owned()))
}

fn copy<R: Read + Seek>(zip: &mut ZipArchive<R>, part: &Part, to: &mut File) -> Result<(), UpdateError> {
    let mut from = zip.by_name(&part.name)?.take(part.bytes + 1);
    let written = io::copy(&mut from, to)?;
    if written == part.bytes { Ok(()) } else { Err(UpdateError::Content(part.name.clone())) }
}

/// Reads back what was written.
fn check(file: &mut File, part: &Part) -> Result<(), UpdateError> {
    file.seek(SeekFrom::Start(0))?;
    let mut digest = Digest(Sha256::new());
    io::copy(&mut file.take(part.bytes), &mut digest)?;
    let found = crate::credentials::hex(&digest.0.finalize());
    if found == part.sha256 { Ok(()) } else { Err(UpdateError::Content(part.name.clone())) }
}

struct Digest(Sha256);

impl Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Packages on the sticks below `media`: `nghitruong-*.zip` at the top of each.
pub fn packages(media: &Path) -> Vec<PathBuf> {
    let list = |dir: &Path| fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = list(media)
        .filter(|path| path.is_dir())
        .flat_map(|stick| list(&stick).collect::<Vec<_>>())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with("nghitruong-") && name.ends_with(".zip") && path.is_file()
        })
        .collect();
    found.sort();
    found
}
