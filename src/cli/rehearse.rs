//! `nghitruong rehearse`.

use super::{Outcome, runtime};
use clap::Args;
use nghitruong::rehearsal::{Progress, RehearseOptions, rehearse, summary};
use nghitruong::text::Lang;
use std::io::IsTerminal as _;
use std::path::PathBuf;

#[derive(Args)]
pub struct RehearseArgs {
    /// Số đại biểu / number of delegates, 1 to 500
    #[arg(long, default_value_t = 28)]
    delegates: u16,
    /// Cùng một số cho cùng một kỳ họp / the same seed gives the same session
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Nơi ghi biên bản và thư mục data / gets the minutes and the folder `data`
    #[arg(long)]
    out: PathBuf,
    /// In kết quả dạng JSON / print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Holds the whole session; progress goes to standard error.
pub fn run(args: RehearseArgs, lang: Lang) -> Outcome {
    let redraw = std::io::stderr().is_terminal();
    let show = |progress: Progress| {
        let text = progress.text.get(lang);
        let (done, total) = (progress.done, progress.total);
        if redraw {
            eprint!("\r\x1b[K[{done}/{total}] {text}");
        } else {
            eprintln!("[{done}/{total}] {text}");
        }
    };
    let options = RehearseOptions { delegates: args.delegates, seed: args.seed, out: args.out };
    let runtime = runtime()?;
    let result = runtime.block_on(rehearse(options, show));
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    if redraw {
        eprintln!();
    }
    let report = result.map_err(|error| match lang {
        Lang::Vi => error.vietnamese(),
        Lang::En => error.to_string(),
    })?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report).map_err(|e| e.to_string())?);
    } else {
        println!("{}", summary(&report, lang));
        for file in &report.files {
            println!("{}", file.display());
        }
    }
    if report.agrees { Ok(()) } else { Err(report.problems.join("\n")) }
}
