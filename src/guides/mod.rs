//! Papers for people, in Vietnamese: what to buy, how to wire it, one page for the chair, one for delegates, and how to install
//! a second commune. Sums, minutes and pins come from the files in `data`, names of keys from the program's own words, and
//! pictures are drawn by the program when a paper is made, so that none of them can grow old.

mod bill;
mod install;
mod keys;
mod pdf;
mod pictures;
mod pins;
#[cfg(test)]
mod tests;

pub use bill::{Bill, Line, raised, rise_within};
pub use install::{Plan, Step};
pub use pictures::{Pictures, draw};

use serde_json::{Value, json};
use std::io;
use std::path::{Path, PathBuf};

static MATERIALS: &str = include_str!("data/materials.toml");
static INSTALL: &str = include_str!("data/install.toml");
static PINS: &str = include_str!("data/pins.toml");

/// File name and template of each paper.
const PAPERS: [(&str, &str); 5] = [
    ("1-vat-tu.pdf", include_str!("templates/materials.typ")),
    ("2-dau-day.pdf", include_str!("templates/wiring.typ")),
    ("3-chu-toa.pdf", include_str!("templates/chair.typ")),
    ("4-dai-bieu.pdf", include_str!("templates/delegate.typ")),
    ("5-cai-dat.pdf", include_str!("templates/install.typ")),
];

/// Year, month and day that the words of the papers are of; a PDF/A has to have a date.
const EDITION: [i32; 3] = [2026, 11, 24];

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum GuideError {
    /// A file of `data`, or the words of a screen, cannot be read.
    #[error("data: {0}")]
    Data(String),
    /// The program draws no such picture.
    #[error("no picture {0}")]
    Picture(String),
    /// What the typesetter says.
    #[error("layout: {0}")]
    Layout(String),
    #[error("{path}: {error}")]
    Io { path: PathBuf, error: io::Error },
}

/// One paper.
#[derive(Debug)]
pub struct Paper {
    /// `3-chu-toa.pdf`.
    pub name: &'static str,
    /// PDF/A-2b.
    pub pdf: Vec<u8>,
    pub pages: usize,
}

/// All that the templates read.
fn data() -> Result<Value, GuideError> {
    Ok(json!({
        "edition": EDITION,
        "keys": keys::all()?,
        "lamp": keys::lamp(),
        "bill": Bill::read(MATERIALS)?.printed()?,
        "install": Plan::read(INSTALL)?.printed(),
        "pins": pins::read(PINS)?,
    }))
}

/// All papers, in their order. The same pictures give the same bytes.
///
/// # Errors
/// [`GuideError`]; a template that asks for a key, a figure or a picture that is not there is [`GuideError::Layout`].
pub fn papers(pictures: &Pictures) -> Result<Vec<Paper>, GuideError> {
    let data = serde_json::to_vec(&data()?).map_err(|error| GuideError::Data(error.to_string()))?;
    let make = |(name, template): &(&'static str, &str)| {
        let (pdf, pages) = pdf::compile(template, &data, pictures)?;
        Ok(Paper { name, pdf, pages })
    };
    PAPERS.iter().map(make).collect()
}

/// Draws the pictures, writes all papers into the folder `out` and names the files.
///
/// # Errors
/// [`GuideError`], also when this thread draws on a real display.
pub fn write(out: &Path) -> Result<Vec<PathBuf>, GuideError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| GuideError::Io { path, error }
    };
    std::fs::create_dir_all(out).map_err(failed(out))?;
    let mut files = Vec::new();
    for paper in papers(&draw()?)? {
        let path = out.join(paper.name);
        std::fs::write(&path, &paper.pdf).map_err(failed(&path))?;
        files.push(path);
    }
    Ok(files)
}
