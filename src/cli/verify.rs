//! `nghitruong verify`.

use super::Outcome;
use nghitruong::text::Lang;
use nghitruong::verify::{summary, verify_folder};
use std::path::Path;

/// Checks the folder and says where it breaks.
pub fn run(dir: &Path, lang: Lang) -> Outcome {
    match verify_folder(dir) {
        Ok(report) => {
            for line in &report.results {
                let mark = if line.annulled { lang.pick(" (đã hủy)", " (annulled)") } else { "" };
                println!("{} {}{mark}: {}", line.session, line.vote, line.sentence);
            }
            println!("{}", summary(&report, lang));
            Ok(())
        }
        Err(fault) => Err(match lang {
            Lang::Vi => format!("NHẬT KÝ SAI: {}", fault.vietnamese()),
            Lang::En => format!("THE JOURNAL IS BROKEN: {fault}"),
        }),
    }
}
