//! What is told of a sitting that the chamber led.

use super::super::model::{Choice, MinutesModel};
use super::super::{
    Ballot, fixture, from_session, proceedings, render_docx, render_json, render_pdf, render_xlsx, tally,
    tree,
};
use super::{check, entry};
use crate::chamber::Session;
use crate::text;
use fixture::{poppler, story};
use serde_json::Value;

fn told(session: &Session) -> MinutesModel {
    from_session(session, None, &[7; 32])
}

fn plain(model: &MinutesModel) -> String {
    tree::plain_text(&proceedings::document(model))
}

/// One space between words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of a PDF without its page numbers.
fn pdf_text(pdf: &[u8]) -> String {
    spaced(&poppler::text(pdf, &["-raw", "-x", "0", "-y", "57", "-W", "850", "-H", "850"]))
}

fn docx_text(docx: &[u8]) -> String {
    let body = entry(docx, "word/document.xml").replace("</w:p>", " ");
    let runs = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    let text = runs.collect::<String>();
    spaced(&text.replace("&gt;", ">").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&"))
}

fn xlsx_text(xlsx: &[u8]) -> String {
    use calamine::{Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(xlsx)).unwrap();
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.cells()).map(|(_, _, cell)| cell.to_string());
    cells.collect::<Vec<_>>().join("\n")
}

/// Every sentence that belongs to the open part of the sitting.
fn sentences(session: &Session) -> Vec<String> {
    let open = session.votes.list().iter().filter(|v| !v.closed_doors);
    open.flat_map(|vote| {
        let one = Some(text::vote_sentence(session, vote)).filter(|s| !s.is_empty());
        one.into_iter().chain(text::ballot_account(session, vote)).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn every_file_says_the_very_sentence_of_a_vote() {
    let session = story::session();
    let model = told(&session);
    let sentences = sentences(&session);
    assert_eq!(sentences.len(), 6 + 1 + 4, "{sentences:#?}");
    let json: Value = serde_json::from_slice(&render_json(&model).unwrap()).unwrap();
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let votes = list(&json, "votes").into_iter().map(|v| v["sentence"].clone());
    let ballots = list(&json, "tally_records").into_iter().flat_map(|t| list(&t, "sentences"));
    let said: Vec<Value> = votes.chain(ballots).collect();
    let pdf = pdf_text(&render_pdf(&model).unwrap());
    let docx = docx_text(&render_docx(&model).unwrap());
    let xlsx = xlsx_text(&render_xlsx(&model).unwrap());
    for sentence in &sentences {
        assert!(said.contains(&Value::from(sentence.as_str())), "JSON: {sentence}");
        assert!(pdf.contains(sentence), "PDF: {sentence}\n{pdf}");
        assert!(docx.contains(sentence), "DOCX: {sentence}\n{docx}");
        assert!(xlsx.contains(sentence), "XLSX: {sentence}\n{xlsx}");
    }
}

#[test]
fn a_closed_item_leaves_one_sentence_and_the_vote_that_closed_the_doors() {
    let session = story::session();
    let model = told(&session);
    let text = plain(&model);
    let item = text.split("\n2. ").nth(2).and_then(|rest| rest.split("\n3. ").next()).unwrap();
    let lines: Vec<&str> = item.lines().collect();
    assert_eq!(lines.len(), 3, "{item}");
    assert!(lines[1].contains("Họp kín đối với nội dung 2. Hình thức: giơ tay."), "{item}");
    assert_eq!(
        lines[2].trim(),
        "Nội dung này được lập biên bản riêng theo quy định về bảo vệ bí mật nhà nước."
    );
    assert!(!text.contains("Tạm nghỉ"), "a recess of the closed sitting");
    let files = [
        String::from_utf8(render_json(&model).unwrap()).unwrap(),
        xlsx_text(&render_xlsx(&model).unwrap()),
        docx_text(&render_docx(&model).unwrap()),
    ];
    for secret in story::SECRET {
        assert!(files.iter().all(|file| !file.contains(secret)), "{secret}");
    }
    assert!(model.agenda_items[1].speeches.is_empty() && model.agenda_items[1].start.is_none());
    assert_eq!((model.votes.len(), model.documents.len()), (6, 1));
}

#[test]
fn parts_blocks_and_recounts_are_told() {
    let model = told(&story::session());
    let [.., part, whole, block, named] = model.votes.as_slice() else { panic!("too few votes") };
    assert_eq!(part.part_of.as_deref(), Some("Nghị quyết về dự toán ngân sách xã năm 2027"));
    assert_eq!(part.subject, "Điều 3 về chi đầu tư (NQ Dự toán ngân sách 2027)");
    assert!(!part.passed);
    assert!(
        whole.sentence.contains("Đã biểu quyết riêng trước: Điều 3 về chi đầu tư: không được thông qua.")
    );
    assert_eq!(whole.rounds, "24-1 và 23-1");
    assert!(block.sentence.ends_with("các nội dung này được thông qua."), "{}", block.sentence);
    assert_eq!(block.block.len(), 2);
    assert_eq!(block.short_subject, "NQ giám sát; NQ kỳ họp (biểu quyết chung)");
    let count = |vote: &super::super::model::Vote, choice| {
        vote.named_choices.iter().filter(|c| c.choice == choice).count()
    };
    assert_eq!(
        (count(part, Choice::For), count(part, Choice::Against), count(part, Choice::NotVoting)),
        (12, 12, 2)
    );
    assert_eq!((count(named, Choice::For), count(named, Choice::NotVoting)), (24, 2));
    let text = plain(&model);
    for line in
        ["3.1.1. Điều 3", "3.1. Nghị quyết về dự toán", "3.2. Biểu quyết chung 02 nội dung: (1) Nghị quyết"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn names_stay_out_unless_the_profile_wants_them() {
    let mut session = story::session();
    std::sync::Arc::make_mut(&mut session.plan).rules.names_shown.value = false;
    assert!(told(&session).votes.iter().all(|vote| vote.named_choices.is_empty()));
}

#[test]
fn ballots_have_their_record_and_their_rows() {
    let session = story::session();
    let model = told(&session);
    let [annulled, ballot] = model.tally_records.as_slice() else { panic!("two ballots") };
    assert_eq!(annulled.annulled_reason.as_deref(), Some("thiếu dấu trên 02 phiếu"));
    assert!(annulled.candidates.iter().all(|line| !line.elected && line.verdict.is_empty()));
    let board: Vec<&str> = ballot.board.iter().map(|p| p.title.as_str()).collect();
    assert_eq!(board, ["Trưởng ban", "Thư ký", "Ủy viên"]);
    let text = plain(&model);
    for row in [
        "| 10 | Bầu Ủy viên UBND: Bà Cao Thị N | Bỏ phiếu kín | 28 | 26 | 24 | 92,31% | 85,71% | 1 |  | Trúng cử |",
        "| 12 | Bầu Ủy viên UBND: Bà Trịnh Thị Hồng Phương | Bỏ phiếu kín | 28 | 26 | 6 | 23,08% | 21,43% | 19 |  | Không trúng cử |",
        "TT 7 - 9 bị hủy. Lý do: thiếu dấu trên 02 phiếu",
        "TT 11: 15 × 2 = 30 > 28; TT 12: 6 × 2 = 12, không lớn hơn 28.",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
    let papers: Vec<String> = tally::documents(&model).iter().map(tree::plain_text).collect();
    assert!(papers[0].contains("đã bị hủy và không có giá trị"));
    for line in [
        "Số phiếu phát ra: 26; số phiếu thu vào: 26",
        "| 2 | Ông Lý Văn T | 15 | 53,57% | 09 | 32,14% | 01 |",
        "cùng ngày./.",
    ] {
        assert!(papers[1].contains(line), "{line}\n{}", papers[1]);
    }
    let motion = session.plan.motion(&session.votes.list()[1].motion).unwrap().1;
    let paper = Ballot::of(&session, motion).unwrap();
    assert_eq!(paper.title, "PHIẾU BẦU");
    assert!(paper.help[1].starts_with("Số người được bầu: 02."));
}

#[test]
fn a_suspended_delegate_is_no_absentee_without_a_reason() {
    let model = told(&story::session());
    let text = plain(&model);
    let suspended = &model.standings[0].name;
    assert!(text.contains("Vắng mặt: 02 đại biểu; trong đó có lý do: 02 ("), "{text}");
    assert!(text.contains(&format!("{suspended}, tạm đình chỉ thực hiện nhiệm vụ đại biểu")), "{text}");
    assert!(
        text.contains(&format!(
            "Tạm đình chỉ thực hiện nhiệm vụ đại biểu: {suspended} (từ ngày 01/10/2026)."
        ))
    );
    assert!(text.contains("Thôi làm nhiệm vụ đại biểu: Lâm Văn Đ (từ ngày 31/05/2026)."));
    assert!(text.contains("Đại diện cử tri: 04/05 người"), "{text}");
}

#[test]
fn the_story_keeps_the_schema() {
    let schema: Value = serde_json::from_str(super::json::SCHEMA).unwrap();
    let value: Value = serde_json::from_slice(&render_json(&told(&story::session())).unwrap()).unwrap();
    check(&schema, &schema, &value, "$").unwrap();
}
