//! Source files as the layering tests read them.

use std::path::{Path, PathBuf};

#[derive(Debug, Clone)]
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    pub text: String,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` with one of these endings, in order; not what was installed or built.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !["node_modules", "dist", "target"].contains(&name) {
                collect(&path, endings, found);
            }
        } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e)) {
            let text = std::fs::read_to_string(&path).expect("text");
            let path =
                path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
            found.push(File { path, text });
        }
    }
}

impl File {
    /// Numbered lines of what is shipped: no tests, no comments.
    pub fn product(&self) -> impl Iterator<Item = (usize, &str)> {
        self.shipped()
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line))
            .filter(|(_, line)| !is_comment(line))
    }

    /// The text before the tests, empty for a file of tests.
    fn shipped(&self) -> &str {
        if self.path.split('/').any(|part| ["tests", "tests.rs", "fixture", "fixture.rs"].contains(&part)) {
            return "";
        }
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        &self.text[..end]
    }

    /// String literals of what is shipped, with the line they begin on.
    pub fn literals(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let (mut line, mut chars) = (1, self.shipped().chars().peekable());
        let mut before = ' ';
        while let Some(c) = chars.next() {
            match c {
                '\n' => line += 1,
                '/' if before == '/' => while chars.next_if(|c| *c != '\n').is_some() {},
                // A quote as a character is no beginning.
                '"' if before != '\'' => {
                    let (start, mut text) = (line, String::new());
                    while let Some(c) = chars.next() {
                        match c {
                            '"' => break,
                            '\\' => text.extend(chars.next()),
                            c => text.push(c),
                        }
                        line += usize::from(c == '\n');
                    }
                    found.push((start, text));
                }
                _ => {}
            }
            before = c;
        }
        found
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}
