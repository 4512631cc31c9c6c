//! PDF/A-2b through typst, with the faces in the binary: the host's fonts are never looked at.

use serde_json::json;
use typst_as_lib::TypstEngine;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::MinutesError;
use super::tree::Document;
use crate::text::local;

/// Liberation Serif: free, and of the same metrics as the Times New Roman that Decree 30/2020 asks for.
static FACES: [&[u8]; 4] = [
    include_bytes!("fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("fonts/LiberationSerif-BoldItalic.ttf"),
];

static DECREE_30: &str = include_str!("templates/decree30.typ");

/// What the files say made them.
const CREATOR: &str = "Nghị Trường";

/// A document tree as PDF/A-2b. The same tree gives the same bytes.
pub fn render(document: &Document) -> Result<Vec<u8>, MinutesError> {
    let input = json!({ "document": document, "date": date_parts(document.created_ms) });
    compile(DECREE_30, "doc.json", serde_json::to_vec(&input)?, Kind::Archive)
}

/// Date and time in Việt Nam as typst takes them.
pub(super) fn date_parts(ms: i64) -> [i32; 6] {
    let t = local(ms);
    let small = [t.month(), t.day(), t.hour(), t.minute(), t.second()].map(i32::from);
    // PDF has no years below nought.
    [i32::from(t.year().max(0)), small[0], small[1], small[2], small[3], small[4]]
}

/// What a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To be signed and kept: PDF/A-2b.
    Archive,
    /// To be printed and thrown away: plain PDF 1.7.
    Print,
}

/// Compiles a template that reads its data from the one file beside it.
pub(super) fn compile(template: &'static str, name: &str, data: Vec<u8>, kind: Kind) -> Result<Vec<u8>, MinutesError> {
    let engine = TypstEngine::builder()
        .main_file(template)
        .fonts(FACES)
        .with_static_file_resolver([(name, data)])
        // Nothing is kept: memory on the kiosk matters more than a second minutes being quicker.
        .comemo_evict_max_age(Some(0))
        .build();
    let compiled = engine.compile().output.map_err(|error| MinutesError::Layout(error.to_string()))?;
    let standard = match kind {
        Kind::Archive => PdfStandard::A_2b,
        Kind::Print => PdfStandard::V_1_7,
    };
    let options = PdfOptions {
        creator: Some(Some(CREATOR.to_owned())).into(),
        standards: PdfStandards::new(&[standard]).map_err(|e| MinutesError::Layout(e.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&compiled, &options).map_err(|errors| {
        let text: Vec<String> = errors.iter().map(|e| e.message.to_string()).collect();
        MinutesError::Layout(text.join("; "))
    })
}
