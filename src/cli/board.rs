//! `nghitruong board`: what systemd runs on a board before and beside the kiosk.

use super::Outcome;
use clap::{Args, Subcommand};
use nghitruong::board::update::{self, Manifest, Target, UpdateError};
use nghitruong::board::{Folders, answers, apply};
use nghitruong::chamber::Phase;
use nghitruong::text::Lang;
use nghitruong::verify::verify_folder;
use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// For the units of a board.
#[derive(Subcommand)]
pub enum BoardCommand {
    /// Đọc site.toml trên thẻ, ghi cấu hình vào /run / settings from the card into /run
    Apply {
        #[arg(long)]
        site: PathBuf,
        #[arg(long)]
        data: PathBuf,
        #[arg(long, default_value = "/run")]
        run: PathBuf,
        #[arg(long, default_value = "/sys")]
        sys: PathBuf,
    },
    /// Trang của đại biểu có trả lời không / whether the page answers
    Answers { address: SocketAddr },
    /// Kết thúc bằng 0 khi không có kỳ họp nào đang mở / ends with 0 when no sitting is on
    Idle {
        #[arg(long)]
        data: PathBuf,
    },
    /// Có gói cập nhật mới, đúng chữ ký trên USB không / names a newer signed package on a stick
    Find(Find),
    /// Ghi gói cập nhật vào khe còn lại / write a package into the slot that does not run
    Update {
        #[command(flatten)]
        find: Find,
        #[arg(long, default_value = "/dev/disk/by-partlabel")]
        slots: PathBuf,
        #[arg(long, default_value = "/boot")]
        esp: PathBuf,
        #[arg(long, default_value = "/proc/cmdline")]
        cmdline: PathBuf,
    },
}

#[derive(Args)]
pub struct Find {
    #[arg(long, default_value = "/media")]
    media: PathBuf,
    /// Khóa công khai của nơi phát hành, 64 chữ số hex / the publisher's public key
    #[arg(long, default_value = "/usr/share/nghitruong/update.pub")]
    key: PathBuf,
    /// Bản đang chạy / number of the build that runs
    #[arg(long, default_value = "/usr/share/nghitruong/build")]
    build: PathBuf,
    /// Bản đã thử / number of the build that was tried last
    #[arg(long, default_value = "/data/board/tried")]
    tried: PathBuf,
}

/// Runs one of them.
pub fn run(command: BoardCommand, lang: Lang) -> Outcome {
    match command {
        BoardCommand::Apply { site, data, run, sys } => {
            let report = apply(&Folders { site, data, run, sys });
            for trouble in &report.troubles {
                eprintln!("{trouble}");
            }
            print!("{}", report.text);
            Ok(())
        }
        BoardCommand::Answers { address } => {
            if answers(address) {
                Ok(())
            } else {
                Err(lang.pick("Trang không trả lời.", "The page does not answer.").to_owned())
            }
        }
        BoardCommand::Idle { data } => idle(&data, lang),
        BoardCommand::Find(find) => {
            let (path, manifest) = find.newest(lang)?;
            println!("{} {} {}", manifest.version, manifest.build, path.display());
            Ok(())
        }
        BoardCommand::Update { find, slots, esp, cmdline } => {
            let (path, manifest) = find.newest(lang)?;
            let say = |error: UpdateError| format!("{}: {error}", path.display());
            let cmdline = fs::read_to_string(cmdline).map_err(|e| e.to_string())?;
            let slot = update::other_slot(&cmdline).ok_or(UpdateError::Slot).map_err(say)?;
            // Before the first byte is written: a package that ends in a power cut or a bad slot is not tried again.
            fs::write(&find.tried, manifest.build.to_string()).map_err(|e| e.to_string())?;
            let mut zip = open(&path).map_err(say)?;
            update::install(&mut zip, &manifest, &Target { slots, esp, slot }).map_err(say)?;
            match lang {
                Lang::Vi => println!("Đã ghi bản {} vào khe {slot}.", manifest.version),
                Lang::En => println!("Version {} is in slot {slot}.", manifest.version),
            }
            Ok(())
        }
    }
}

impl Find {
    /// The newest package that is signed, newer than what runs, and not tried before.
    fn newest(&self, lang: Lang) -> Result<(PathBuf, Manifest), String> {
        let nothing = || lang.pick("Không có bản cập nhật.", "There is no update.").to_owned();
        let packages = update::packages(&self.media);
        if packages.is_empty() {
            return Err(nothing());
        }
        let key = fs::read_to_string(&self.key).map_err(|e| format!("{}: {e}", self.key.display()))?;
        let key = nghitruong::credentials::unhex(key.trim())
            .and_then(|key| <[u8; 32]>::try_from(key).ok())
            .ok_or_else(nothing)?;
        let runs = number(&self.build);
        let tried = number(&self.tried);
        let mut best: Option<(PathBuf, Manifest)> = None;
        for path in packages {
            match open(&path).and_then(|mut zip| update::manifest(&mut zip, &key)) {
                Ok(manifest) => {
                    let newer = manifest.build > best.as_ref().map_or(runs, |(_, best)| best.build);
                    if newer && manifest.build != tried {
                        best = Some((path, manifest));
                    }
                }
                Err(error) => eprintln!("{}: {error}", path.display()),
            }
        }
        best.ok_or_else(nothing)
    }
}

/// A journal that cannot be read may be that of a sitting: then it is on.
fn idle(data: &Path, lang: Lang) -> Outcome {
    if !data.join("journal.db").exists() {
        return Ok(());
    }
    let report = verify_folder(data).map_err(|fault| fault.to_string())?;
    let sits = report.chamber.current().is_some_and(|session| match session.phase {
        Phase::Open | Phase::Recess { .. } => true,
        Phase::Prepared | Phase::Closed => false,
    });
    if sits {
        let text = lang.pick("Kỳ họp chưa bế mạc nên chưa cập nhật.", "A sitting is on: no update now.");
        return Err(text.to_owned());
    }
    Ok(())
}

fn open(path: &Path) -> Result<ZipArchive<File>, UpdateError> {
    Ok(ZipArchive::new(File::open(path)?)?)
}

fn number(path: &Path) -> u64 {
    fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}
