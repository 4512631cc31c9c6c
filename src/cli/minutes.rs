//! `nghitruong minutes`.

use super::Outcome;
use clap::Args;
use nghitruong::chamber::ids::SessionId;
use nghitruong::export::{ExportError, export};
use nghitruong::text::Lang;
use std::path::PathBuf;

#[derive(Args)]
pub struct MinutesArgs {
    #[arg(long)]
    session: String,
    #[arg(long)]
    out: PathBuf,
    #[arg(long)]
    data: PathBuf,
}

/// Writes minutes and tally records out of a journal that was checked first; works beside a running kiosk.
pub fn run(args: &MinutesArgs, lang: Lang) -> Outcome {
    let session = SessionId::new(&args.session).map_err(|_| {
        lang.pick(
            "Tên kỳ họp chỉ gồm chữ thường không dấu, số và gạch nối.",
            "A session's id has only a-z, 0-9 and '-'.",
        )
        .to_owned()
    })?;
    let files = export(&args.data, &session, &args.out).map_err(|error| sentence(&error, lang))?;
    for path in files {
        println!("{}", path.display());
    }
    Ok(())
}

fn sentence(error: &ExportError, lang: Lang) -> String {
    match lang {
        Lang::Vi => error.vietnamese(),
        Lang::En => error.to_string(),
    }
}
