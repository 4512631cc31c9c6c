//! A mistake in the prepared files, as the secretariat reads it.

use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake (or warning): where it is and what to do about it, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Problem {
    /// Relative to the folder of the session; empty for the folder itself.
    pub file: PathBuf,
    /// Line of a text file or row of a sheet, from 1.
    pub line: Option<u32>,
    pub text_vi: String,
    pub text_en: String,
}

impl Problem {
    /// The same sentence in English: "session.toml, line 12: …".
    pub fn english(&self) -> String {
        self.sentence("line", &self.text_en)
    }

    fn sentence(&self, line_word: &str, text: &str) -> String {
        let file = self.file.display();
        match (self.file.as_os_str().is_empty(), self.line) {
            (true, _) => text.to_owned(),
            (false, None) => format!("{file}: {text}"),
            (false, Some(line)) => format!("{file}, {line_word} {line}: {text}"),
        }
    }
}

/// "session.toml, dòng 12: …".
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence("dòng", &self.text_vi))
    }
}

/// A file and a line of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub file: &'a Path,
    pub line: Option<u32>,
}

impl<'a> Place<'a> {
    pub fn file(file: &'a Path) -> Self {
        Self { file, line: None }
    }
    pub fn line(file: &'a Path, line: u32) -> Self {
        Self { file, line: Some(line) }
    }
}

/// All that was found while reading; nothing stops at the first mistake.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub errors: Vec<Problem>,
    pub warnings: Vec<Problem>,
}

impl Findings {
    pub fn error(&mut self, at: Place<'_>, vi: impl Into<String>, en: impl Into<String>) {
        self.errors.push(problem(at, vi.into(), en.into()));
    }
    pub fn warning(&mut self, at: Place<'_>, vi: impl Into<String>, en: impl Into<String>) {
        self.warnings.push(problem(at, vi.into(), en.into()));
    }
}

fn problem(at: Place<'_>, text_vi: String, text_en: String) -> Problem {
    Problem { file: at.file.to_owned(), line: at.line, text_vi, text_en }
}
