//! What the four files say, against figures checked by hand, each other, and themselves on another day.

mod debate;
mod story;

use std::io::Read;
use std::time::Instant;

use serde_json::Value;

use super::model::{AgendaItem, MinutesModel};
use super::{
    PLACEHOLDER, docx, fixture, json, pdf, proceedings, render_docx, render_json, render_pdf, render_xlsx,
    tree,
};

fn text(model: &MinutesModel) -> String {
    tree::plain_text(&proceedings::document(model))
}

#[test]
fn the_sample_session_reads_as_the_form_wants() {
    insta::assert_snapshot!(text(&fixture::model()));
}

#[test]
fn golden_figures_stand_in_the_text() {
    let text = text(&fixture::model());
    for figure in [
        "Có mặt khi khai mạc: 27/28 đại biểu, đạt 96,43%.",
        "Vắng mặt: 01 đại biểu; trong đó có lý do: 01 (đại biểu Hoàng Văn E, điều trị bệnh, đã báo cáo Chủ tọa); không có lý do: 0.",
        "tán thành 26/27 đại biểu có mặt (đạt 96,30%), bằng 92,86% tổng số đại biểu",
        "không biểu quyết: 01 (3,70% số có mặt)",
        "tán thành 25/27 đại biểu có mặt (đạt 92,59%), bằng 89,29% tổng số đại biểu",
        "không biểu quyết: 02 (7,41% số có mặt)",
        "đồng ý 26 phiếu, bằng 92,86% tổng số đại biểu; không đồng ý 01 phiếu, bằng 3,57%",
        "Tổng số: 28; có mặt khi khai mạc: 27 (96,43%); vắng có lý do: 01; vắng không lý do: 0",
        "| NQ Dự toán ngân sách 2027 | Giơ tay | 28 | 27 | 26 | 96,30% | 92,86% | 0 | 1 | Thông qua |",
        "| NQ Chất vấn | Giơ tay | 28 | 27 | 25 | 92,59% | 89,29% | 0 | 2 | Thông qua |",
        "chậm nhất ngày 06 tháng 01 năm 2027",
        "Kỳ họp kết thúc vào 11 giờ 50 phút, ngày 17 tháng 12 năm 2026./.",
    ] {
        assert!(text.contains(figure), "missing: {figure}\n{text}");
    }
}

#[test]
fn an_empty_model_leaves_everything_to_the_secretary_and_does_not_fail() {
    let model = MinutesModel { agenda_items: vec![AgendaItem::default()], ..MinutesModel::default() };
    assert!(text(&model).contains(PLACEHOLDER));
    assert!(text(&model).contains("chưa được tiến hành"));
    render_docx(&model).unwrap();
    render_pdf(&model).unwrap();
    render_xlsx(&model).unwrap();
    render_json(&model).unwrap();
}

#[test]
fn text_from_people_cannot_break_any_file() {
    let mut model = fixture::model();
    let nasty = "<w:p> & \"#panic()\" $x$ *_` \u{1} =SUM(A1) \\ https://x.y // /* @a";
    model.venue = nasty.to_owned();
    model.agenda_items[0].title = nasty.to_owned();
    model.attendance[0].name = nasty.to_owned();
    model.votes[0].subject = nasty.to_owned();
    render_docx(&model).unwrap();
    render_pdf(&model).unwrap();
    render_xlsx(&model).unwrap();
    assert_eq!(serde_json::from_slice::<MinutesModel>(&render_json(&model).unwrap()).unwrap(), model);
}

#[test]
fn a_closed_item_says_one_sentence_and_a_postponed_one_its_reason() {
    let mut model = fixture::model();
    model.agenda_items[3].closed_doors = true;
    model.speeches.retain(|speech| speech.item_no != "4");
    model.commitments.retain(|commitment| commitment.item_no != "4");
    model.agenda_items[7].postponed_reason = Some("hết thời gian".to_owned());
    let text = text(&model);
    assert!(text.contains("lập biên bản riêng theo quy định về bảo vệ bí mật nhà nước"));
    assert!(!text.contains("kênh N3"));
    assert!(text.contains("được chuyển sang kỳ họp sau. Lý do: hết thời gian."));
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    let model = fixture::model();
    for render in [render_docx, render_pdf, render_xlsx, render_json] {
        let first = render(&model).unwrap();
        // A file that held the time of its making would differ after this.
        let begun = Instant::now();
        while begun.elapsed().as_millis() < 1100 && first.starts_with(b"PK") {
            std::thread::yield_now();
        }
        assert!(first == render(&model).unwrap());
    }
}

/// Entries of a zip archive by name.
fn entry(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_docx_keeps_the_form_of_decree_30() {
    let bytes = render_docx(&fixture::model()).unwrap();
    let body = entry(&bytes, "word/document.xml");
    let styles = entry(&bytes, "word/styles.xml");
    assert!(styles.contains(r#"w:ascii="Times New Roman""#) && styles.contains(r#"<w:sz w:val="28"/>"#));
    assert!(body.contains(r#"w:top="1134" w:right="1020" w:bottom="1134" w:left="1701""#), "margins");
    assert_eq!(body.matches("<w:titlePg/>").count(), 6, "no number on any first page");
    assert_eq!(body.matches(r#"<w:pgNumType w:start="1"/>"#).count(), 6, "annexes count for themselves");
    assert_eq!(body.matches(r#"w:orient="landscape""#).count(), 5);
    assert_eq!(body.matches("<w:tblHeader/>").count(), 6, "heads repeat");
    assert!(entry(&bytes, "docProps/core.xml").contains("2026-12-17T04:50:00Z"));
}

#[test]
fn docx_says_every_word_of_the_tree() {
    let model = fixture::model();
    let body = entry(&render_docx(&model).unwrap(), "word/document.xml");
    let mut plain = String::new();
    for part in body.split("<w:t xml:space=\"preserve\">").skip(1) {
        plain.push_str(part.split("</w:t>").next().unwrap());
        plain.push(' ');
    }
    let words = |s: &str| s.split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let tree = text(&model).replace('>', "&gt;").replace(['[', ']'], " ");
    let missing: Vec<_> =
        words(&tree).difference(&words(&plain)).filter(|w| !w.contains('|')).cloned().collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_workbook_holds_numbers_as_numbers() {
    use calamine::{Data, Reader, Xlsx};
    let bytes = render_xlsx(&fixture::model()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(
        book.sheet_names(),
        [
            "Điểm danh",
            "Tài liệu",
            "Biểu quyết",
            "Bỏ phiếu kín",
            "Phát biểu",
            "Phát biểu theo người",
            "Phát biểu theo nội dung",
            "Cam kết, kiến nghị",
        ]
    );
    let votes = book.worksheet_range("Biểu quyết").unwrap();
    let budget: Vec<Data> = votes.rows().nth(7).unwrap().to_vec();
    assert_eq!(budget[2], Data::String("NQ Dự toán ngân sách 2027".into()));
    for (column, number) in [(5, 28.0), (6, 27.0), (7, 26.0), (10, 0.0), (11, 1.0)] {
        assert_eq!(budget[column], Data::Float(number), "column {column}");
    }
    assert!(matches!(budget[9], Data::Float(share) if (share - 26.0 / 28.0).abs() < 1e-12));
    let roll = book.worksheet_range("Điểm danh").unwrap();
    assert!(matches!(roll.rows().nth(4).unwrap()[5], Data::DateTime(_)));
}

#[test]
fn minutes_json_keeps_its_schema() {
    let schema: Value = serde_json::from_str(json::SCHEMA).unwrap();
    for model in [fixture::model(), fixture::full_day()] {
        let value: Value = serde_json::from_slice(&render_json(&model).unwrap()).unwrap();
        check(&schema, &schema, &value, "$").unwrap();
    }
    let mut value: Value = serde_json::from_slice(&render_json(&fixture::model()).unwrap()).unwrap();
    value["votes"][0]["for"] = Value::from("27");
    assert!(check(&schema, &schema, &value, "$").unwrap_err().starts_with("$.votes[0].for"));
}

/// As much of JSON Schema as `minutes.schema.json` uses.
fn check(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let fail = |what: &str| Err(format!("{at}: {what}"));
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.strip_prefix("#/$defs/").ok_or("foreign reference")?;
        return check(root, &root["$defs"][name], value, at);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        return if options.iter().any(|o| check(root, o, value, at).is_ok()) {
            Ok(())
        } else {
            fail("anyOf")
        };
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        return fail("const");
    }
    if schema["enum"].as_array().is_some_and(|list| !list.contains(value)) {
        return fail("enum");
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = match &schema["type"] {
        Value::Array(list) => list.clone(),
        Value::Null => vec![Value::from(kind)],
        one => vec![one.clone()],
    };
    if !kinds.contains(&Value::from(kind)) {
        return fail(&format!("{kind}, not {kinds:?}"));
    }
    if let (Some(least), Some(n)) = (schema["minimum"].as_i64(), value.as_i64())
        && n < least
    {
        return fail("minimum");
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        check(root, &schema["items"], item, &format!("{at}[{i}]"))?;
    }
    if let Some(object) = value.as_object() {
        let known = schema["properties"].as_object().ok_or("no properties")?;
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(key) {
                return fail(&format!("{key} is missing"));
            }
        }
        for (key, inner) in object {
            let Some(inner_schema) = known.get(key) else { return fail(&format!("{key} is unknown")) };
            check(root, inner_schema, inner, &format!("{at}.{key}"))?;
        }
    }
    Ok(())
}

#[test]
fn the_pdf_is_an_archive_with_its_own_fonts() {
    let bytes = render_pdf(&fixture::model()).unwrap();
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("pdfaid:part") && raw.contains("LiberationSerif"), "PDF/A with embedded faces");
    assert!(!raw.contains("TimesNewRoman"));
}

#[test]
fn a_full_day_is_laid_out_in_time() {
    let document = proceedings::document(&fixture::full_day());
    let begun = Instant::now();
    pdf::render(&document).unwrap();
    docx::render(&document).unwrap();
    let took = begun.elapsed();
    eprintln!("full day with 500 delegates: {took:?}");
    assert!(took.as_secs() < 10, "{took:?}");
}
