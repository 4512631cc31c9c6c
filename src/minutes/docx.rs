//! DOCX: the document tree as a WordprocessingML package.
//!
//! Written out here and not through a crate: the elements must stand in the schema's order, table heads must
//! repeat on every page, and the archive must be the same bytes each time. Times New Roman is named, as
//! Decree 30/2020 asks; its file is the reader's own.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::MinutesError;
use super::tree::Document;
use super::wordml::{self, escape};

const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A document tree as DOCX. The same tree gives the same bytes.
pub fn render(document: &Document) -> Result<Vec<u8>, MinutesError> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_rels()),
        ("docProps/core.xml", core_properties(document)),
        ("docProps/app.xml", app_properties()),
        ("word/document.xml", body(document)),
        ("word/_rels/document.xml.rels", document_rels()),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/header1.xml", page_number()),
    ];
    // The archive's own times are fixed (1980), or the same minutes would differ by the second.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn body(document: &Document) -> String {
    let mut xml = format!("{HEADER}<w:document {W}><w:body>");
    wordml::blocks(&mut xml, &document.main, wordml::PORTRAIT_WIDTH);
    let mut landscape = false;
    for annex in &document.annexes {
        wordml::section_end(&mut xml, landscape);
        landscape = annex.landscape;
        wordml::annex(&mut xml, annex);
    }
    wordml::empty(&mut xml);
    wordml::section(&mut xml, landscape);
    xml.push_str("</w:body></w:document>");
    xml
}

fn content_types() -> String {
    let parts = [
        ("word/document.xml", "document.main+xml"),
        ("word/styles.xml", "styles+xml"),
        ("word/settings.xml", "settings+xml"),
        ("word/header1.xml", "header+xml"),
    ];
    let mut xml = format!(
        r#"{HEADER}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
    );
    for (name, kind) in parts {
        xml += &format!(r#"<Override PartName="/{name}" ContentType="{WORD}.{kind}"/>"#);
    }
    xml + r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"#
}

fn package_rels() -> String {
    format!(
        r#"{HEADER}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>"#
    )
}

fn document_rels() -> String {
    format!(
        r#"{HEADER}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/><Relationship Id="{}" Type="{OFFICE}/header" Target="header1.xml"/></Relationships>"#,
        wordml::HEADER_ID
    )
}

fn core_properties(document: &Document) -> String {
    let time = jiff::Timestamp::from_millisecond(document.created_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let time = time.strftime("%Y-%m-%dT%H:%M:%SZ");
    format!(
        r#"{HEADER}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>vi-VN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{time}</dcterms:modified></cp:coreProperties>"#,
        escape(&document.title),
        escape(&document.author)
    )
}

fn app_properties() -> String {
    format!(
        r#"{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Nghị Trường</Application></Properties>"#
    )
}

/// The page number of Decree 30/2020: centred in the top margin, 13 points; sections hide it on their first
/// page.
fn page_number() -> String {
    let run =
        |inner: &str| format!(r#"<w:r><w:rPr><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>{inner}</w:r>"#);
    format!(
        r#"{HEADER}<w:hdr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{}{}{}{}{}</w:p></w:hdr>"#,
        run(r#"<w:fldChar w:fldCharType="begin"/>"#),
        run(r#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#),
        run(r#"<w:fldChar w:fldCharType="separate"/>"#),
        run("<w:t>2</w:t>"),
        run(r#"<w:fldChar w:fldCharType="end"/>"#)
    )
}

fn settings() -> String {
    format!(
        r#"{HEADER}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>"#
    )
}

/// Named styles, so that a secretary who writes on in Word keeps the form.
fn styles() -> String {
    let first = r#"<w:ind w:firstLine="720"/>"#;
    let spacing = r#"<w:spacing w:before="120" w:after="0" w:line="276" w:lineRule="auto"/>"#;
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        )
    };
    let heading = |level: u8| {
        let paragraph = format!(
            r#"<w:keepNext/><w:keepLines/>{spacing}{first}<w:jc w:val="both"/><w:outlineLvl w:val="{}"/>"#,
            level - 1
        );
        style(&format!("Heading{level}"), &format!("heading {level}"), &paragraph, "<w:b/><w:bCs/>")
    };
    let mut xml = format!(
        r#"{HEADER}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#
    );
    xml += &heading(1);
    xml += &heading(2);
    xml += &style("BodyText", "Body Text", &format!(r#"{spacing}{first}<w:jc w:val="both"/>"#), "");
    xml += &style(
        "Note",
        "Note",
        &format!(r#"{spacing}<w:jc w:val="both"/>"#),
        r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    );
    xml += &style(
        "Cell",
        "Table Cell",
        r#"<w:spacing w:before="40" w:after="40"/>"#,
        r#"<w:sz w:val="24"/><w:szCs w:val="24"/>"#,
    );
    xml + r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>"#
}
