//! Other papers in the layout of Decree 30/2020: reports, submissions and drafts, from small text sources.
//!
//! A source is TOML (see [`Paper`]); its `text` has a paragraph a line:
//!
//! | line begins with | is |
//! |---|---|
//! | `# ` | heading of the first level |
//! | `## ` | heading of the second level |
//! | `~ ` | legal basis, italic |
//! | `! ` | centred, bold |
//! | `@ ` | addressee, centred |
//! | `|` | a table's row; the first is its head, the second gives alignment and width: `|---|-----:|:--:|` |
//! | else | a body paragraph |

use serde::Deserialize;

use super::tree::{
    Align, Block, Column, Document, Letterhead, Para, ParaStyle, SignatureSide, Signatures, Span, Table,
    Title, recipient_lines,
};
use super::{MinutesError, pdf};

/// A paper's source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The superior body, a line each; often none.
    #[serde(default)]
    pub superior: Vec<String>,
    /// The issuing body in capitals, a line each.
    pub issuer: Vec<String>,
    /// What stands for the number: `210/BC-UBND`, or `/NQ-HĐND` for a draft.
    pub number: String,
    /// `An Bình, ngày 02 tháng 12 năm 2026`.
    pub place_date: String,
    /// A mark such as `DỰ THẢO`.
    #[serde(default)]
    pub mark: Option<String>,
    /// The kind in capitals: `BÁO CÁO`.
    pub kind: String,
    /// Trích yếu, a line each.
    pub title: Vec<String>,
    /// The day for the file's properties: `2026-12-02`.
    pub issued: String,
    /// Nơi nhận, without dashes and end marks.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// Who signs, in capitals: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`.
    #[serde(default)]
    pub signature: Vec<String>,
    /// The signer's name; none leaves the place empty.
    #[serde(default)]
    pub signer: Option<String>,
    /// The text.
    pub text: String,
}

/// Reads a source.
///
/// # Errors
/// [`MinutesError::Source`] with what TOML says.
pub fn read(source: &str) -> Result<Paper, MinutesError> {
    toml::from_str(source).map_err(|error| MinutesError::Source(error.to_string()))
}

/// A paper as PDF/A-2b. The same source gives the same bytes.
///
/// # Errors
/// [`MinutesError::Source`] for tables whose rows are not alike, [`MinutesError::Layout`] if the layout
/// fails.
pub fn render(paper: &Paper) -> Result<Vec<u8>, MinutesError> {
    pdf::render(&document(paper)?)
}

/// A paper as a document tree.
///
/// # Errors
/// [`MinutesError::Source`] for tables whose rows are not alike.
pub fn document(paper: &Paper) -> Result<Document, MinutesError> {
    let mut main = vec![
        Block::Letterhead(Letterhead {
            superior: paper.superior.clone(),
            issuer: paper.issuer.clone(),
            number: format!("Số: {}", paper.number),
            place_date: Some(paper.place_date.clone()),
            mark: paper.mark.clone(),
        }),
        Block::Title(Title { name: paper.kind.clone(), lines: paper.title.clone() }),
    ];
    main.extend(text_blocks(&paper.text)?);
    let lines = match main.pop() {
        Some(Block::Para(last)) => vec![last.kept()],
        other => {
            main.extend(other);
            Vec::new()
        }
    };
    main.push(Block::Closing {
        lines,
        signatures: Signatures {
            left: Vec::new(),
            right: SignatureSide {
                office: paper.signature.clone(),
                names: paper.signer.clone().into_iter().collect(),
                ..SignatureSide::default()
            },
            recipients: recipient_lines(&paper.recipients),
        },
    });
    // Noon in Việt Nam of the paper's day, so that every zone shows the same day.
    let day: jiff::civil::Date =
        paper.issued.parse().map_err(|e| MinutesError::Source(format!("issued: {e}")))?;
    let noon = jiff::tz::offset(7).to_timestamp(day.at(12, 0, 0, 0));
    let created_ms = noon.map_err(|e| MinutesError::Source(format!("issued: {e}")))?.as_millisecond();
    Ok(Document {
        title: format!("{} {}", paper.number, paper.title.join(" ")),
        author: paper.issuer.join(" "),
        created_ms,
        main,
        annexes: Vec::new(),
    })
}

fn text_blocks(text: &str) -> Result<Vec<Block>, MinutesError> {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(row) = line.strip_prefix('|') {
            rows.push(row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect());
            continue;
        }
        if !rows.is_empty() {
            blocks.push(Block::Table(table(std::mem::take(&mut rows))?));
        }
        if !line.is_empty() {
            blocks.push(block(line));
        }
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(table(rows)?));
    }
    Ok(blocks)
}

fn block(line: &str) -> Block {
    let styled = |style, text: &str| Block::Para(Para::of(style, vec![Span::plain(text)]));
    match line.split_once(' ') {
        Some(("#", text)) => Block::heading(1, text),
        Some(("##", text)) => Block::heading(2, text),
        Some(("~", text)) => styled(ParaStyle::Basis, text),
        Some(("!", text)) => styled(ParaStyle::Centred, text),
        Some(("@", text)) => styled(ParaStyle::Address, text),
        Some(_) | None => Block::body(line),
    }
}

/// Rows as written: head, alignment, the rest.
fn table(rows: Vec<Vec<String>>) -> Result<Table, MinutesError> {
    let mut rows = rows.into_iter();
    let (Some(heads), Some(marks)) = (rows.next(), rows.next()) else {
        return Err(MinutesError::Source("a table has a head and a row of alignments".to_owned()));
    };
    let columns: Vec<Column> = heads.iter().zip(&marks).map(|(head, mark)| column(head, mark)).collect();
    let rows: Vec<Vec<String>> = rows.collect();
    if let Some(odd) = rows.iter().chain([&heads, &marks]).find(|row| row.len() != columns.len()) {
        return Err(MinutesError::Source(format!(
            "a table's row has another number of cells: {}",
            odd.join(" | ")
        )));
    }
    Ok(Table { columns, rows, total: None })
}

fn column(head: &str, mark: &str) -> Column {
    let align = match (mark.starts_with(':'), mark.ends_with(':')) {
        (true, true) => Align::Center,
        (false, true) => Align::Right,
        (true, false) | (false, false) => Align::Left,
    };
    Column::new(head, u32::try_from(mark.len()).unwrap_or(1).max(1), align)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r#"
issuer = ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"]
number = "210/BC-UBND"
place_date = "An Bình, ngày 02 tháng 12 năm 2026"
kind = "BÁO CÁO"
title = ["Tình hình kinh tế - xã hội năm 2026"]
issued = "2026-12-02"
recipients = ["Thường trực HĐND xã", "Lưu: VT"]
signature = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
signer = "Vũ Văn G"
text = """
@ Kính gửi: Hội đồng nhân dân xã.
# I. KẾT QUẢ
Thu ngân sách đạt dự toán.
| Chỉ tiêu | Số |
|----------|---:|
| Lúa | 3.120 |
Trên đây là báo cáo./.
"""
"#;

    #[test]
    fn a_source_becomes_a_paper() {
        let document = document(&read(SOURCE).unwrap()).unwrap();
        let text = crate::minutes::tree::plain_text(&document);
        assert!(text.contains("Số: 210/BC-UBND") && text.contains("| Lúa | 3.120 |"), "{text}");
        assert!(
            matches!(document.main.last(), Some(Block::Closing { lines, .. }) if lines[0].text() == "Trên đây là báo cáo./.")
        );
    }

    #[test]
    fn faults_of_a_source_are_told() {
        assert!(matches!(read("kind = 1"), Err(MinutesError::Source(_))));
        let paper = read(&SOURCE.replace("| Lúa | 3.120 |", "| Lúa |")).unwrap();
        assert!(matches!(document(&paper), Err(MinutesError::Source(_))));
    }

    /// The PDFs in `samples/` are what their sources give today, byte for byte.
    #[test]
    fn the_shipped_papers_are_made_from_their_sources() {
        let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let mut seen = 0;
        for entry in std::fs::read_dir(samples.join("sources")).unwrap() {
            let source = entry.unwrap().path();
            let name = source.file_stem().unwrap().to_str().unwrap().to_owned() + ".pdf";
            let made = render(&read(&std::fs::read_to_string(&source).unwrap()).unwrap()).unwrap();
            let shipped = std::fs::read(samples.join("an-binh/documents").join(&name)).unwrap_or_default();
            assert!(made == shipped, "{name}: run `cargo run --release --example papers`");
            assert!(made.len() < 150_000, "{name}: {} bytes", made.len());
            seen += 1;
        }
        assert_eq!(seen, 21);
    }
}
