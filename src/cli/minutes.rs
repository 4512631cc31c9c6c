//! `nghitruong minutes`.

use super::Outcome;
use super::session::unknown_session;
use clap::Args;
use nghitruong::chamber::ids::SessionId;
use nghitruong::minutes::{from_session, write_all};
use nghitruong::text::Lang;
use nghitruong::verify::verify_folder;
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

/// Writes the four files out of a journal that was checked first; works beside a running kiosk.
pub fn run(args: &MinutesArgs, lang: Lang) -> Outcome {
    let report = verify_folder(&args.data).map_err(|fault| match lang {
        Lang::Vi => fault.vietnamese(),
        Lang::En => fault.to_string(),
    })?;
    let session = SessionId::new(&args.session)
        .ok()
        .and_then(|id| report.chamber.session(&id))
        .ok_or_else(|| unknown_session(lang))?;
    let model = from_session(session, report.log.head.as_ref(), &report.log.public_key);
    let files = write_all(&model, &args.out).map_err(|e| e.to_string())?;
    for path in [&files.docx, &files.pdf, &files.xlsx, &files.json] {
        println!("{}", path.display());
    }
    Ok(())
}
