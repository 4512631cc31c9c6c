//! PDF/A-2b through typst, with the faces in the binary: the host's fonts are never looked at.

use serde_json::{Value, json};
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
    compile(DECREE_30, "doc.json", input, Kind::Archive)
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

/// Whether the faces have a character. Vietnamese and all that its papers use; a test renders every one of them.
fn has_glyph(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{36f}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}'
        | '\u{400}'..='\u{45f}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}' | '\u{2012}'..='\u{2015}'
        | '\u{2018}'..='\u{2022}' | '…' | '‰' | '′' | '″' | '‹' | '›' | '⁄' | '₫' | '€' | '№' | '™'
        | '←'..='↕' | '−' | '√' | '≈' | '≠' | '≤' | '≥' | '■' | '□' | '●')
}

/// Text as the faces can show it: PDF/A forbids characters without a glyph, and people may type any.
fn shown(text: &str) -> String {
    let one = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' => Some(' '),
        '\u{2011}' => Some('-'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => None,
        c if c.is_control() => None,
        c if has_glyph(c) => Some(c),
        _ => Some('□'),
    };
    text.chars().filter_map(one).collect()
}

/// The same data with all its text as it can be shown.
fn showable(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(shown(&text)),
        Value::Array(list) => Value::Array(list.into_iter().map(showable).collect()),
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, inner)| (key, showable(inner))).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

/// Compiles a template that reads its data from the one file beside it.
pub(super) fn compile(
    template: &'static str,
    name: &str,
    data: Value,
    kind: Kind,
) -> Result<Vec<u8>, MinutesError> {
    let data = serde_json::to_vec(&showable(data))?;
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
        // Debian 12's poppler takes the mark of a tagged file for an error; PDF/A-2b needs no tags.
        tagged: false,
        standards: PdfStandards::new(&[standard])
            .map_err(|e| MinutesError::Layout(e.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&compiled, &options).map_err(|errors| {
        let text: Vec<String> = errors.iter().map(|e| e.message.to_string()).collect();
        MinutesError::Layout(text.join("; "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minutes::tree::{Block, Para, ParaStyle, Span};

    #[test]
    fn every_character_that_passes_has_a_glyph_in_every_face() {
        let all: String = ('\u{20}'..='\u{ffff}').filter(|c| has_glyph(*c)).collect();
        let spans = [(false, false), (true, false), (false, true), (true, true)].map(|(bold, italic)| Span {
            text: all.clone(),
            bold,
            italic,
        });
        let document = Document {
            title: String::new(),
            author: String::new(),
            created_ms: 0,
            main: vec![Block::Para(Para::of(ParaStyle::Body, spans.to_vec()))],
            annexes: Vec::new(),
        };
        render(&document).unwrap();
    }

    #[test]
    fn what_no_face_has_is_shown_as_a_box() {
        assert_eq!(shown("Đỗ Thị H\u{301} 🙂 漢\u{1}\n\u{2011}\u{200b}"), "Đỗ Thị H\u{301} □ □ -");
    }
}
