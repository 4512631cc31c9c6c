//! A document as a small tree of blocks, laid out by Decree 30/2020: built once, rendered by [`super::docx`]
//! and [`super::pdf`].
//!
//! All text a reader sees is in the tree already; a renderer only places it. So DOCX and PDF cannot say
//! different things.

use serde::Serialize;

/// A whole paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Title in the file's properties.
    pub title: String,
    /// Author in the file's properties: the issuing body.
    pub author: String,
    /// Date in the file's properties, UTC milliseconds; taken from the content so that the same content gives
    /// the same bytes.
    pub created_ms: i64,
    /// The paper itself.
    pub main: Vec<Block>,
    /// Annexes, each with page numbers of its own (annex I, III.1đ).
    pub annexes: Vec<Annex>,
}

/// An annex.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Annex {
    /// `Phụ lục I`.
    pub ordinal: String,
    /// Its name in capitals.
    pub name: String,
    /// `(Kèm theo Biên bản số …)`.
    pub reference: String,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// Quốc hiệu, tiêu ngữ, issuing body, number, place and date.
    Letterhead(Letterhead),
    /// Name of the kind and trích yếu, a rule beneath.
    Title(Title),
    /// A heading: level 1 is centred-free bold with Roman number, level 2 bold.
    Heading {
        /// 1 or 2.
        level: u8,
        /// The text with its number.
        text: String,
    },
    /// A paragraph.
    Para(Para),
    /// A table.
    Table(Table),
    /// Signatures and Nơi nhận, never parted from the last lines before them.
    Closing {
        /// The last lines.
        lines: Vec<Para>,
        /// Who signs.
        signatures: Signatures,
    },
}

/// The head of a paper.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Letterhead {
    /// The superior body, regular capitals; often none.
    pub superior: Vec<String>,
    /// The issuing body, bold capitals.
    pub issuer: Vec<String>,
    /// `Số: 03/BB-HĐND`.
    pub number: String,
    /// `An Bình, ngày 02 tháng 12 năm 2026`; none in form 1.9.
    pub place_date: Option<String>,
    /// A mark above the paper such as `DỰ THẢO`.
    pub mark: Option<String>,
}

/// The title of a paper.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Title {
    /// `BIÊN BẢN`.
    pub name: String,
    /// The lines under it.
    pub lines: Vec<String>,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParaStyle {
    /// Justified, first line indented.
    Body,
    /// Legal basis: as body, italic.
    Basis,
    /// Centred, bold (authority, QUYẾT NGHỊ, addressee).
    Centred,
    /// Kính gửi: centred, upright.
    Address,
    /// A note under a table: small, not indented.
    Note,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Para {
    /// How it stands.
    pub style: ParaStyle,
    /// Its text.
    pub spans: Vec<Span>,
    /// Whether it must stay with what follows.
    pub keep: bool,
}

/// A run of text of one look.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its head; all heads empty: a table without a head.
    pub head: String,
    /// Its share of the width, in any unit.
    pub share: u32,
    /// Where its text stands.
    pub align: Align,
}

/// A table with a head that is repeated on every page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, as many cells as columns.
    pub rows: Vec<Vec<String>>,
    /// A bold last row over all columns.
    pub total: Option<String>,
}

/// One column of signatures.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SignatureSide {
    /// `TM. THƯỜNG TRỰC HĐND`, `KT. CHỦ TỊCH`: bold capitals.
    pub office: Vec<String>,
    /// `(Chữ ký)`, small italic.
    pub hint: Option<String>,
    /// An office printed above the name.
    pub office_above_name: Option<String>,
    /// Names, side by side.
    pub names: Vec<String>,
}

/// The signatures of a paper.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Signatures {
    /// From the left; none: Nơi nhận stands there.
    pub left: Vec<SignatureSide>,
    /// Right.
    pub right: SignatureSide,
    /// Nơi nhận, ready lines: `- Các Ban HĐND xã;`.
    pub recipients: Vec<String>,
}

impl Span {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), bold: false, italic: false }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { bold: true, ..Self::plain(text) }
    }

    /// Italic text.
    pub fn italic(text: impl Into<String>) -> Self {
        Self { italic: true, ..Self::plain(text) }
    }
}

impl Para {
    /// A plain body paragraph.
    pub fn body(text: impl Into<String>) -> Self {
        Self::of(ParaStyle::Body, vec![Span::plain(text)])
    }

    /// A paragraph of a style.
    pub fn of(style: ParaStyle, spans: Vec<Span>) -> Self {
        Self { style, spans, keep: false }
    }

    /// The same paragraph, kept with what follows.
    #[must_use]
    pub fn kept(self) -> Self {
        Self { keep: true, ..self }
    }

    /// Its text without looks.
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }
}

impl Block {
    /// A plain body paragraph.
    pub fn body(text: impl Into<String>) -> Self {
        Self::Para(Para::body(text))
    }

    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }
}

impl Column {
    /// A column.
    pub fn new(head: &str, share: u32, align: Align) -> Self {
        Self { head: head.to_owned(), share, align }
    }
}

/// Lines for Nơi nhận: a dash before each, `;` after each but the last, which ends with a full stop (annex I,
/// II.9d).
pub fn recipient_lines(list: &[String]) -> Vec<String> {
    let last = list.len().saturating_sub(1);
    let line = |(i, text): (usize, &String)| {
        let text = text.trim().trim_start_matches("- ").trim_end_matches([';', '.', ' ']);
        format!("- {text}{}", if i == last { "." } else { ";" })
    };
    list.iter().enumerate().map(line).collect()
}

/// The paper's text without looks, a line a block: for snapshots and comparisons.
pub fn plain_text(document: &Document) -> String {
    let mut out = String::new();
    blocks_text(&document.main, &mut out);
    for annex in &document.annexes {
        line(&mut out, &format!("\n{}\n{}\n{}", annex.ordinal, annex.name, annex.reference));
        blocks_text(&annex.blocks, &mut out);
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn blocks_text(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Letterhead(head) => {
                for text in
                    head.superior.iter().chain(&head.issuer).chain([&head.number]).chain(&head.place_date)
                {
                    line(out, text);
                }
            }
            Block::Title(title) => {
                line(out, &format!("\n{}", title.name));
                title.lines.iter().for_each(|text| line(out, text));
            }
            Block::Heading { level, text } => {
                line(out, &format!("{}{text}", if *level == 1 { "\n" } else { "" }))
            }
            Block::Para(para) => line(out, &format!("  {}", para.text())),
            Block::Table(table) => table_text(table, out),
            Block::Closing { lines, signatures } => {
                lines.iter().for_each(|para| line(out, &format!("\n  {}", para.text())));
                for side in signatures.left.iter().chain([&signatures.right]) {
                    line(out, &format!("[{}] {}", side.office.join(" / "), side.names.join(", ")));
                    side.office_above_name.iter().for_each(|text| line(out, &format!("  {text}")));
                }
                signatures.recipients.iter().for_each(|text| line(out, text));
            }
        }
    }
}

fn table_text(table: &Table, out: &mut String) {
    let heads: Vec<&str> = table.columns.iter().map(|c| c.head.as_str()).collect();
    line(out, &format!("| {} |", heads.join(" | ")));
    for row in &table.rows {
        line(out, &format!("| {} |", row.join(" | ")));
    }
    table.total.iter().for_each(|text| line(out, &format!("| {text} |")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_get_their_dashes_and_marks() {
        let list = ["- Thường trực HĐND thành phố (báo cáo);", "Các Ban HĐND xã", "Lưu: VT, Hồ sơ kỳ họp."]
            .map(String::from);
        assert_eq!(
            recipient_lines(&list),
            ["- Thường trực HĐND thành phố (báo cáo);", "- Các Ban HĐND xã;", "- Lưu: VT, Hồ sơ kỳ họp."]
        );
        assert!(recipient_lines(&[]).is_empty());
    }
}
