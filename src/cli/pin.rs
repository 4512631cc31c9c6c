//! PINs set from the command line of the box.

use super::{Outcome, session::Folder};
use clap::{Args, ValueEnum};
use nghitruong::chamber::command::{Command, PinRole};
use nghitruong::credentials;
use nghitruong::text::Lang;
use std::io::Read as _;
use std::path::PathBuf;

#[derive(Args)]
pub struct PinArgs {
    #[arg(long, value_enum)]
    role: Role,
    #[arg(long)]
    data: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Role {
    Chair,
    Secretary,
}

/// `nghitruong pin`: reads the PIN from standard input, so that it stands in no list of processes.
pub fn run(args: &PinArgs, lang: Lang) -> Outcome {
    let mut typed = String::new();
    std::io::stdin().take(64).read_to_string(&mut typed).map_err(|e| e.to_string())?;
    let pin = typed.trim();
    if !credentials::is_pin(pin) {
        return Err(lang.pick("Mã PIN gồm 4 đến 8 chữ số.", "A PIN has 4 to 8 digits.").to_owned());
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|e| e.to_string())?;
    let hash = credentials::pin_hash(pin, &salt).ok_or("argon2")?;
    let role = match args.role {
        Role::Chair => PinRole::Chair,
        Role::Secretary => PinRole::Secretary,
    };
    let mut folder = Folder::open(&args.data, lang)?;
    folder.record(&Command::SetPin { role, hash }, lang)?;
    println!("{}", lang.pick("Đã đặt mã PIN.", "The PIN is set."));
    Ok(())
}
