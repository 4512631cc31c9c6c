//! Blocks of the document tree as WordprocessingML. Lengths are in twips (1/1440 inch), sizes of type in half points, rules in 1/8 point.

use super::tree::{
    Align, Annex, Block, Letterhead, Para, ParaStyle, SignatureSide, Signatures, Span, Table, Title,
};

/// The header part's id in the document's relationships.
pub(super) const HEADER_ID: &str = "rId3";

/// Width of the text on an upright page: A4 less 30 and 18 mm.
pub(super) const PORTRAIT_WIDTH: u32 = 9185;
/// Width of the text on a page on its side: A4 less 25 and 20 mm.
const LANDSCAPE_WIDTH: u32 = 14287;

/// Left share of the two-column tables, in percent.
const LEFT_SHARE: u32 = 41;

/// Average advance of bold Times in thousandths of the type's size; rules are drawn by them, the reader's font being unknown here.
const CAPITALS: u32 = 610;
const SMALL: u32 = 453;

/// Text for XML: the five entities; characters that XML 1.0 cannot hold are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// A run's look.
#[derive(Clone, Copy, Default)]
struct Look {
    bold: bool,
    italic: bool,
    /// Half points; nought: the style's own.
    size: u32,
}

fn bold(size: u32) -> Look {
    Look { bold: true, size, ..Look::default() }
}

fn italic(size: u32) -> Look {
    Look { italic: true, size, ..Look::default() }
}

fn plain(size: u32) -> Look {
    Look { size, ..Look::default() }
}

fn run(xml: &mut String, text: &str, look: Look) {
    xml.push_str("<w:r>");
    if look.bold || look.italic || look.size > 0 {
        xml.push_str("<w:rPr>");
        if look.bold {
            xml.push_str("<w:b/><w:bCs/>");
        }
        if look.italic {
            xml.push_str("<w:i/><w:iCs/>");
        }
        if look.size > 0 {
            *xml += &format!(r#"<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>"#, look.size);
        }
        xml.push_str("</w:rPr>");
    }
    *xml += &format!(r#"<w:t xml:space="preserve">{}</w:t></w:r>"#, escape(text));
}

/// A paragraph with ready properties and one run.
fn line(xml: &mut String, properties: &str, text: &str, look: Look) {
    *xml += &format!("<w:p><w:pPr>{properties}</w:pPr>");
    run(xml, text, look);
    xml.push_str("</w:p>");
}

const CENTRED: &str = r#"<w:jc w:val="center"/>"#;

/// A hair of a paragraph, for where Word wants one.
pub(super) fn empty(xml: &mut String) {
    xml.push_str(r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>"#);
}

/// A rule of a length, centred in a width.
fn rule(xml: &mut String, width: u32, length: u32) {
    let side = width.saturating_sub(length.min(width)) / 2;
    *xml += &format!(
        r#"<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr><w:spacing w:before="20" w:after="0" w:line="80" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>"#
    );
}

/// The estimated length of a line of bold type, in twips.
fn length(text: &str, half_points: u32) -> u32 {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let average = if capitals * 2 > letters { CAPITALS } else { SMALL };
    let count = u32::try_from(text.chars().count()).unwrap_or(0);
    count * average * half_points / 100
}

/// A list of blocks.
pub(super) fn blocks(xml: &mut String, list: &[Block], width: u32) {
    for block in list {
        match block {
            Block::Letterhead(head) => letterhead(xml, head, width),
            Block::Title(t) => title(xml, t, width),
            Block::Heading { level, text } => {
                line(xml, &format!(r#"<w:pStyle w:val="Heading{level}"/>"#), text, Look::default());
            }
            Block::Para(p) => para(xml, p),
            Block::Table(t) => table(xml, t, width),
            Block::Closing { lines, signatures: s } => {
                lines.iter().for_each(|p| para(xml, p));
                signatures(xml, s, width);
            }
        }
    }
}

/// An annex: its head and its blocks.
pub(super) fn annex(xml: &mut String, annex: &Annex) {
    let width = if annex.landscape { LANDSCAPE_WIDTH } else { PORTRAIT_WIDTH };
    line(xml, CENTRED, &annex.ordinal, bold(28));
    line(xml, CENTRED, &annex.name, bold(28));
    line(xml, CENTRED, &annex.reference, italic(28));
    rule(xml, width, length(&annex.name, 28) * 2 / 5);
    blocks(xml, &annex.blocks, width);
}

/// Ends a section, with a paragraph of its own.
pub(super) fn section_end(xml: &mut String, landscape: bool) {
    xml.push_str(r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>"#);
    section(xml, landscape);
    xml.push_str("</w:pPr></w:p>");
}

/// Page and number of a section: each begins on a new page with number 1, which is not shown.
pub(super) fn section(xml: &mut String, landscape: bool) {
    let (size, left, right) = if landscape {
        (r#"w:w="16838" w:h="11906" w:orient="landscape""#, 1417, 1134)
    } else {
        (r#"w:w="11906" w:h="16838""#, 1701, 1020)
    };
    *xml += &format!(
        r#"<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/><w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar w:top="1134" w:right="{right}" w:bottom="1134" w:left="{left}" w:header="567" w:footer="567" w:gutter="0"/><w:pgNumType w:start="1"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>"#
    );
}

fn spans(xml: &mut String, list: &[Span], base: Look) {
    for span in list {
        run(
            xml,
            &span.text,
            Look { bold: base.bold || span.bold, italic: base.italic || span.italic, size: base.size },
        );
    }
}

fn para(xml: &mut String, para: &Para) {
    let keep = if para.keep { "<w:keepNext/>" } else { "" };
    let spaced = r#"<w:spacing w:before="120"/>"#;
    let (properties, look) = match para.style {
        ParaStyle::Body => (format!(r#"<w:pStyle w:val="BodyText"/>{keep}"#), Look::default()),
        ParaStyle::Basis => (format!(r#"<w:pStyle w:val="BodyText"/>{keep}"#), italic(0)),
        ParaStyle::Centred => (format!("{keep}{spaced}{CENTRED}"), bold(0)),
        ParaStyle::Address => (format!("{keep}{spaced}{CENTRED}"), Look::default()),
        ParaStyle::Note => (format!(r#"<w:pStyle w:val="Note"/>{keep}"#), Look::default()),
    };
    *xml += &format!("<w:p><w:pPr>{properties}</w:pPr>");
    spans(xml, &para.spans, look);
    xml.push_str("</w:p>");
}

/// Begins a table of fixed column widths.
fn table_start(xml: &mut String, widths: &[u32], properties: &str) {
    let total: u32 = widths.iter().sum();
    *xml +=
        &format!(r#"<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/>{properties}</w:tblPr><w:tblGrid>"#);
    for width in widths {
        *xml += &format!(r#"<w:gridCol w:w="{width}"/>"#);
    }
    xml.push_str("</w:tblGrid>");
}

const BARE: &str = r#"<w:tblLayout w:type="fixed"/>"#;
const RULED: &str = r#"<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>"#;

/// A cell over some columns; `inside` writes at least one paragraph.
fn cell(xml: &mut String, width: u32, span: usize, middle: bool, inside: impl FnOnce(&mut String)) {
    let span = if span > 1 { format!(r#"<w:gridSpan w:val="{span}"/>"#) } else { String::new() };
    let middle = if middle { r#"<w:vAlign w:val="center"/>"# } else { "" };
    *xml += &format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{middle}</w:tcPr>"#);
    inside(xml);
    xml.push_str("</w:tc>");
}

const ROW: &str = "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
const HEAD_ROW: &str = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";

fn letterhead(xml: &mut String, head: &Letterhead, width: u32) {
    let left = width * LEFT_SHARE / 100;
    let right = width - left;
    table_start(xml, &[left, right], BARE);
    xml.push_str(ROW);
    cell(xml, left, 1, false, |xml| {
        head.superior.iter().for_each(|text| line(xml, CENTRED, text, plain(24)));
        head.issuer.iter().for_each(|text| line(xml, CENTRED, text, bold(24)));
        let last = head.issuer.last().map(String::as_str).unwrap_or_default();
        rule(xml, left, length(last, 24) * 9 / 20);
    });
    cell(xml, right, 1, false, |xml| {
        line(xml, CENTRED, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold(24));
        let motto = "Độc lập - Tự do - Hạnh phúc";
        line(xml, CENTRED, motto, bold(26));
        rule(xml, right, length(motto, 26));
    });
    xml.push_str("</w:tr>");
    xml.push_str(ROW);
    cell(xml, left, 1, false, |xml| {
        line(xml, CENTRED, &head.number, plain(26));
        if let Some(mark) = &head.mark {
            let properties = r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="2" w:color="000000"/><w:left w:val="single" w:sz="6" w:space="4" w:color="000000"/><w:bottom w:val="single" w:sz="6" w:space="2" w:color="000000"/><w:right w:val="single" w:sz="6" w:space="4" w:color="000000"/></w:pBdr><w:spacing w:before="120"/><w:ind w:left="1200" w:right="1200"/><w:jc w:val="center"/>"#;
            line(xml, properties, mark, bold(24));
        }
    });
    cell(xml, right, 1, false, |xml| {
        line(xml, CENTRED, head.place_date.as_deref().unwrap_or_default(), italic(26));
    });
    xml.push_str("</w:tr></w:tbl>");
}

fn title(xml: &mut String, title: &Title, width: u32) {
    line(xml, &format!(r#"<w:spacing w:before="400"/>{CENTRED}"#), &title.name, bold(28));
    title.lines.iter().for_each(|text| line(xml, CENTRED, text, bold(28)));
    if let Some(last) = title.lines.last() {
        rule(xml, width, length(last, 28) * 2 / 5);
    }
    line(xml, r#"<w:spacing w:line="120" w:lineRule="exact"/>"#, "", Look::default());
}

fn jc(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

fn table(xml: &mut String, table: &Table, width: u32) {
    let shares: u32 = table.columns.iter().map(|c| c.share).sum::<u32>().max(1);
    let widths: Vec<u32> = table.columns.iter().map(|c| width * c.share / shares).collect();
    let in_cell = |align: &str| format!(r#"<w:pStyle w:val="Cell"/><w:jc w:val="{align}"/>"#);
    line(xml, r#"<w:keepNext/><w:spacing w:line="120" w:lineRule="exact"/>"#, "", Look::default());
    table_start(xml, &widths, RULED);
    if table.columns.iter().any(|c| !c.head.is_empty()) {
        xml.push_str(HEAD_ROW);
        for (column, width) in table.columns.iter().zip(&widths) {
            cell(xml, *width, 1, true, |xml| line(xml, &in_cell("center"), &column.head, bold(0)));
        }
        xml.push_str("</w:tr>");
    }
    for row in &table.rows {
        xml.push_str(ROW);
        for ((column, width), text) in table.columns.iter().zip(&widths).zip(row) {
            cell(xml, *width, 1, true, |xml| line(xml, &in_cell(jc(column.align)), text, Look::default()));
        }
        xml.push_str("</w:tr>");
    }
    if let Some(total) = &table.total {
        xml.push_str(ROW);
        cell(xml, widths.iter().sum(), table.columns.len(), true, |xml| {
            line(xml, &in_cell("left"), total, bold(0))
        });
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    empty(xml);
}

fn side_head(xml: &mut String, side: &SignatureSide) {
    let kept = format!("<w:keepNext/>{CENTRED}");
    side.office.iter().for_each(|text| line(xml, &kept, text, bold(28)));
    side.hint.iter().for_each(|text| line(xml, &kept, text, italic(24)));
    // Room for the pen: about 20 mm.
    line(
        xml,
        &format!(r#"<w:keepNext/><w:spacing w:line="1134" w:lineRule="exact"/>{CENTRED}"#),
        "",
        Look::default(),
    );
    side.office_above_name.iter().for_each(|text| line(xml, &kept, text, bold(26)));
}

fn recipients(xml: &mut String, list: &[String]) {
    if list.is_empty() {
        line(xml, "", "", Look::default());
        return;
    }
    line(xml, "", "Nơi nhận:", Look { bold: true, italic: true, size: 24 });
    list.iter().for_each(|text| line(xml, "", text, plain(22)));
}

fn names(xml: &mut String, side: &SignatureSide, width: u32) {
    let each = width / u32::try_from(side.names.len()).unwrap_or(1).max(1);
    if side.names.is_empty() {
        cell(xml, width, 1, false, |xml| line(xml, CENTRED, "", Look::default()));
    }
    for name in &side.names {
        cell(xml, each, 1, false, |xml| line(xml, CENTRED, name, bold(28)));
    }
}

fn signatures(xml: &mut String, signatures: &Signatures, width: u32) {
    line(xml, r#"<w:keepNext/><w:spacing w:line="160" w:lineRule="exact"/>"#, "", Look::default());
    if signatures.left.is_empty() {
        let half = width / 2;
        table_start(xml, &[half, half], BARE);
        xml.push_str(ROW);
        cell(xml, half, 1, false, |xml| recipients(xml, &signatures.recipients));
        cell(xml, half, 1, false, |xml| {
            side_head(xml, &signatures.right);
            signatures.right.names.iter().for_each(|name| line(xml, CENTRED, name, bold(28)));
        });
        xml.push_str("</w:tr></w:tbl>");
        return;
    }
    let sides: Vec<&SignatureSide> = signatures.left.iter().chain([&signatures.right]).collect();
    let part = |whole: u32, n: usize| whole / u32::try_from(n).unwrap_or(1).max(1);
    // The title on the right is the longest.
    let right = width * if signatures.left.len() > 1 { 46 } else { 58 } / 100;
    let share = |i: usize| {
        if i == signatures.left.len() { right } else { part(width - right, signatures.left.len()) }
    };
    let columns = |side: &SignatureSide| side.names.len().max(1);
    let widths: Vec<u32> = (0..)
        .zip(&sides)
        .flat_map(|(i, side)| std::iter::repeat_n(part(share(i), columns(side)), columns(side)))
        .collect();
    table_start(xml, &widths, BARE);
    xml.push_str(ROW);
    for (i, side) in sides.iter().enumerate() {
        cell(xml, share(i), columns(side), false, |xml| side_head(xml, side));
    }
    xml.push_str("</w:tr>");
    xml.push_str(ROW);
    sides.iter().enumerate().for_each(|(i, side)| names(xml, side, share(i)));
    xml.push_str("</w:tr></w:tbl>");
    line(xml, r#"<w:spacing w:line="160" w:lineRule="exact"/>"#, "", Look::default());
    if !signatures.recipients.is_empty() {
        recipients(xml, &signatures.recipients);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_break_the_markup() {
        assert_eq!(escape("a<b>&\"c\"\u{1}\n"), "a&lt;b&gt;&amp;&quot;c&quot; ");
    }

    #[test]
    fn the_motto_is_measured_to_its_true_length() {
        // 56.1 mm in Liberation Serif Bold 13.
        let twips = length("Độc lập - Tự do - Hạnh phúc", 26);
        assert!((3100..=3260).contains(&twips), "{twips}");
    }
}
