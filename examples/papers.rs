//! Makes the sample council's papers again: `cargo run --release --example papers`.
//! Every `samples/sources/*.toml` becomes a PDF of the same name in `samples/an-binh/documents/`, the same bytes each time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use nghitruong::minutes::papers;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let out = samples.join("an-binh/documents");
    std::fs::create_dir_all(&out)?;
    let mut sources: Vec<_> =
        std::fs::read_dir(samples.join("sources"))?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    sources.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    sources.sort();
    for source in sources {
        let paper = papers::read(&std::fs::read_to_string(&source)?)
            .map_err(|e| format!("{}: {e}", source.display()))?;
        let pdf = papers::render(&paper).map_err(|e| format!("{}: {e}", source.display()))?;
        let target = out.join(source.with_extension("pdf").file_name().unwrap_or_default());
        std::fs::write(&target, &pdf)?;
        println!("{} {} bytes", target.display(), pdf.len());
    }
    Ok(())
}
