//! Where a session's files are: in a folder, or, for rehearsals, in the program.

use super::problem::{Findings, Place};
use super::text;
use super::{FileSource, doc::Source, paper, papers, pdf};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

const MAX_TOML: u64 = 1024 * 1024;
const FOLDER: &str = "documents";

/// The sample commune's texts.
pub(super) const SAMPLE_SESSION: &str = include_str!("../../samples/an-binh/session.toml");
pub(super) const SAMPLE_RULES: &str = include_str!("../../samples/an-binh/rules.toml");
pub(super) const SAMPLE_DELEGATES: &str = include_str!("../../samples/an-binh/delegates.csv");

/// The files of one session.
pub(super) enum Files<'a> {
    Folder {
        dir: &'a Path,
        /// What lies in `documents/`, by composed name (macOS writes names decomposed); `None` without that folder.
        documents: Option<BTreeMap<String, String>>,
    },
    /// The sample's texts, with plain papers in place of its PDFs.
    Embedded,
}

/// A document as it will be kept.
pub(super) struct Content {
    pub source: FileSource,
    pub pages: u32,
    pub sha256: String,
    pub bytes: u64,
}

impl<'a> Files<'a> {
    pub fn folder(dir: &'a Path) -> Self {
        let documents = std::fs::read_dir(dir.join(FOLDER)).ok().map(|entries| {
            let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
            names.map(|name| (name.nfc().collect(), name)).collect()
        });
        Self::Folder { dir, documents }
    }

    /// Whether there is a text file of this name.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder { dir, .. } => dir.join(name).is_file(),
            Self::Embedded => ["session.toml", "rules.toml"].contains(&name),
        }
    }

    /// A TOML file, whatever Notepad saved it as.
    pub fn toml(&self, name: &Path, out: &mut Findings) -> Option<Source> {
        let dir = match self {
            Self::Folder { dir, .. } => dir,
            Self::Embedded => {
                let text = if name == Path::new("rules.toml") { SAMPLE_RULES } else { SAMPLE_SESSION };
                return Some(Source::new(name, text.to_owned()));
            }
        };
        let path = dir.join(name);
        if !path.exists() {
            let shown = name.display();
            out.error(
                Place::file(Path::new("")),
                format!("thiếu tệp {shown} trong thư mục này; hãy chép tệp mẫu rồi sửa"),
                format!("{shown} is missing in this folder; copy the sample and change it"),
            );
            return None;
        }
        Source::read(name, &super::read_bytes(&path, name, MAX_TOML, out)?, out)
    }

    /// The document that an entry calls `name`; `node` is where it does. What is no plain file in the folder is
    /// refused, and so is a PDF that does not pass [`pdf::inspect`].
    pub fn document(&self, node: &super::doc::Node<'_>, name: &str, out: &mut Findings) -> Option<Content> {
        if !super::is_plain_name(name) {
            node.wrong(
                "chỉ được là tên tệp nằm trong thư mục documents, không có / hoặc \\ và không bắt đầu bằng dấu chấm",
                "must be the name of a file in the folder documents, without / or \\ and not beginning with a dot",
                out,
            );
            return None;
        }
        let (dir, documents) = match self {
            Self::Folder { dir, documents } => (dir, documents),
            Self::Embedded => {
                let bytes = paper::plain_pdf(&["Rehearsal", name], 1);
                let (sha256, length) = (papers::sha256_hex(&bytes), bytes.len() as u64);
                let source = FileSource::Memory(Arc::from(bytes));
                return Some(Content { source, pages: 1, sha256, bytes: length });
            }
        };
        let Some(names) = documents else {
            node.wrong(
                "không đọc được vì không có thư mục documents; hãy tạo thư mục documents và chép các tệp PDF vào",
                "cannot be read: there is no folder documents; make it and copy the PDFs into it",
                out,
            );
            return None;
        };
        let composed: String = name.nfc().collect();
        let Some(real) = names.get(&composed) else {
            let (hint_vi, hint_en) = match text::nearest(name, names.keys().map(String::as_str)) {
                Some(hint) => text::did_you_mean(hint),
                None => ("; hãy chép tệp vào".to_owned(), "; copy it there".to_owned()),
            };
            node.wrong(
                &format!("là “{name}”, không có trong thư mục documents{hint_vi}"),
                &format!("is “{name}”, which is not in the folder documents{hint_en}"),
                out,
            );
            return None;
        };
        let path = dir.join(FOLDER).join(real);
        if !std::fs::symlink_metadata(&path).is_ok_and(|meta| meta.file_type().is_file()) {
            node.wrong(
                &format!("là “{name}”, không phải là một tệp thường (thư mục hoặc liên kết)"),
                &format!("is “{name}”, which is no regular file (a folder or a link)"),
                out,
            );
            return None;
        }
        let shown = Path::new(FOLDER).join(name);
        let bytes = super::read_bytes(&path, &shown, pdf::MAX_BYTES, out)?;
        let pages = pdf::inspect(Place::file(&shown), &path, &bytes, out)?;
        let (sha256, length) = (papers::sha256_hex(&bytes), bytes.len() as u64);
        Some(Content { source: FileSource::Path(path), pages, sha256, bytes: length })
    }

    /// Warns of PDFs that no entry uses.
    pub fn warn_unused<'n>(&self, used: impl Iterator<Item = &'n String>, out: &mut Findings) {
        let Self::Folder { documents: Some(names), .. } = self else { return };
        let used: Vec<String> = used.map(|name| name.nfc().collect()).collect();
        for name in names.keys() {
            if !used.contains(name) && name.to_lowercase().ends_with(".pdf") {
                out.warning(
                    Place::file(&Path::new(FOLDER).join(name)),
                    "tệp này chưa được ghi trong session.toml nên sẽ không được đưa vào kỳ họp",
                    "this file is not named in session.toml and will not be part of the session",
                );
            }
        }
    }
}
