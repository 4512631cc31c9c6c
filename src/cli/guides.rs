//! `nghitruong guides`.

use super::Outcome;
use nghitruong::guides::write;
use nghitruong::text::Lang;
use std::path::Path;

/// Writes the papers for people; they are in Vietnamese whatever the language of the messages.
pub fn run(out: &Path, lang: Lang) -> Outcome {
    let failed = lang.pick("Chưa làm được các tờ hướng dẫn", "The papers were not made");
    let files = write(out).map_err(|error| format!("{failed}: {error}"))?;
    for path in files {
        println!("{}", path.display());
    }
    Ok(())
}
