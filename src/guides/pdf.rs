//! From a template and its data to PDF.

use super::{GuideError, Pictures};
use typst_as_lib::TypstEngine;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The screens' own face.
static FACES: [&[u8]; 2] = [
    include_bytes!("../../ui/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../ui/fonts/NotoSans-Bold.ttf"),
];

/// What stands before every template.
static HOUSE: &str = include_str!("templates/house.typ");

/// The PDF of a template, and its number of pages. PDF/A: it forbids a letter that the face does not have.
pub(super) fn compile(
    template: &str,
    data: &[u8],
    pictures: &Pictures,
) -> Result<(Vec<u8>, usize), GuideError> {
    let files = pictures.iter().map(|(name, png)| (name.as_str(), png.clone()));
    let engine = TypstEngine::builder()
        .main_file(format!("{HOUSE}\n{template}"))
        .fonts(FACES)
        .with_static_file_resolver(files.chain([("data.json", data.to_vec())]))
        .comemo_evict_max_age(Some(0))
        .build();
    let document = engine.compile().output.map_err(|error| GuideError::Layout(error.to_string()))?;
    let options = PdfOptions {
        creator: Some(Some("Nghị Trường".to_owned())).into(),
        // Debian 12's poppler takes the mark of a tagged file for an error; PDF/A-2b needs no tags.
        tagged: false,
        standards: PdfStandards::new(&[PdfStandard::A_2b])
            .map_err(|error| GuideError::Layout(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| {
        let text: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
        GuideError::Layout(text.join("; "))
    })?;
    Ok((pdf, document.pages().len()))
}
