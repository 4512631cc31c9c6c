//! What is told of the floor.

use super::super::model::MinutesModel;
use super::super::{
    PLACEHOLDER, csv, fixture, from_session, proceedings, render_docx, render_json, render_pdf, render_xlsx,
    statistics, tree, xlsx,
};
use super::{check, json};
use crate::chamber::rules::TurnKind;
use fixture::{debate, story};
use serde_json::Value;

fn told() -> MinutesModel {
    from_session(&debate::session(true), None, &[7; 32])
}

fn plain(model: &MinutesModel) -> String {
    tree::plain_text(&proceedings::document(model))
}

/// A CSV file as rows of cells, without its mark.
fn rows(model: &MinutesModel, name: &str) -> Vec<Vec<String>> {
    let files = csv::render_all(model).unwrap();
    let (_, bytes) = files.iter().find(|(file, _)| *file == name).unwrap();
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_debate_reads_as_it_went() {
    let text = plain(&told());
    let proceedings = text.split("II. NỘI DUNG").nth(1).unwrap();
    let from = proceedings.find("4. Thảo luận").unwrap();
    let to = proceedings.find("\nKỳ họp kết thúc").unwrap_or(proceedings.len());
    let annexes = text.find("\nPhụ lục IV").unwrap();
    insta::assert_snapshot!(
        "debate_proceedings",
        &proceedings[from..to.min(proceedings.find("\nPhụ lục I\n").unwrap())]
    );
    insta::assert_snapshot!("debate_annexes", &text[annexes..]);
}

#[test]
fn what_was_taken_back_leaves_no_trace() {
    let model = told();
    for bytes in [render_json(&model).unwrap(), plain(&model).into_bytes()] {
        assert!(!String::from_utf8(bytes).unwrap().contains(debate::MISTAKE));
    }
    assert!(rows(&model, "speeches.csv").iter().flatten().all(|cell| cell != debate::MISTAKE));
    let answers = model.speeches.iter().filter(|s| s.kind == TurnKind::Answer);
    assert_eq!(answers.map(|s| s.turn).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn a_call_out_of_order_is_said_in_the_annex_alone() {
    let text = plain(&told());
    let (body, annexes) = text.split_once("\nPhụ lục I\n").unwrap();
    assert!(!body.contains("mời trước"), "{body}");
    assert!(annexes.contains("Chủ tọa mời trước 01 người đã đăng ký."), "{annexes}");
}

#[test]
fn statistics_count_every_second_once() {
    let model = told();
    let people = statistics::people(&model);
    let items = statistics::items(&model);
    let spoken: u32 = model.speeches.iter().map(|s| s.spoken_s).sum();
    assert_eq!(people.iter().map(statistics::Speaking::total_s).sum::<u32>(), spoken);
    assert_eq!(items.iter().map(|(_, turns)| turns.spoken_s).sum::<u32>(), spoken);
    assert_eq!(people.iter().filter(|p| p.delegate.is_some()).count(), 28);
    let of = |name: &str| people.iter().find(|p| p.name == name).unwrap();
    let guest = of(debate::GUEST[0]);
    assert_eq!((guest.turns, guest.total_s(), guest.over_s), (1, 200, 20));
    let twice = of("Đỗ Thị H");
    assert_eq!((twice.turns, twice.total_s(), twice.items.as_slice()), (2, 540, ["4"].as_slice()));
    // Paused for two minutes: 60 and 95 seconds were spoken.
    let paused = of("Ngô Văn K");
    assert_eq!(paused.seconds[&TurnKind::Speech], 155);
    assert_eq!((paused.turns, paused.items.as_slice()), (3, ["4", "5"].as_slice()));
    let (item, turns) = items[3];
    assert_eq!(
        (turns.requests, turns.given, turns.written, turns.not_reached, turns.withdrawn),
        (8, 5, 1, 1, 1)
    );
    assert_eq!(item.planned_minutes, Some(65));
    let run = item.end.unwrap() - item.start.unwrap();
    assert_eq!(i64::from(item.duration_s.unwrap()) * 1000, run);
    assert_eq!(items[5].0.duration_s, None, "never taken");
}

#[test]
fn a_draft_says_who_is_speaking_and_nothing_that_is_not_known_yet() {
    let model = from_session(&debate::session(false), None, &[7; 32]);
    assert!(model.agenda_items[4].duration_s.is_none() && model.agenda_items[4].end.is_none());
    assert!(plain(&model).contains(&format!("Kỳ họp kết thúc vào {PLACEHOLDER}")));
}

#[test]
fn tables_say_what_became_of_every_request() {
    let model = told();
    let table = rows(&model, "speeches.csv");
    assert_eq!(table.len(), model.speeches.len() + 1);
    assert!(table.iter().flatten().all(|cell| !csv_formula(cell)), "{table:#?}");
    let noted = table.iter().find(|row| row[16].contains("HYPERLINK")).unwrap();
    assert_eq!(noted[16], format!("'{}", debate::FORMULA));
    assert_eq!((noted[10].as_str(), noted[11].as_str(), noted[12].as_str()), ("420", "440", "20"));
    assert_eq!((noted[13].as_str(), noted[15].as_str()), ("1", "Đã phát biểu"));
    let people = rows(&model, "speeches-by-person.csv");
    let never = people.iter().filter(|row| row[3] == "Đại biểu" && row[5] == "0").count();
    assert!(never > 15, "{people:#?}");
    let owed = rows(&model, "commitments.csv");
    let lines: Vec<_> =
        owed.iter().skip(1).map(|row| (row[1].as_str(), row[4].as_str(), row[7].as_str())).collect();
    assert_eq!(
        lines,
        [
            ("Cam kết", "2027-04-30", ""),
            ("Cam kết", "2027-03-31", ""),
            ("Trả lời bằng văn bản", "2027-01-06", ""),
            ("Cam kết", "2027-01-16", "ghi nhầm"),
        ]
    );
}

/// As spreadsheets see it.
fn csv_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@'])
}

#[test]
fn workbooks_hold_the_same_rows_as_the_csv_files() {
    use calamine::{Data, Reader, Xlsx};
    let model = told();
    let bytes = xlsx::render_speeches(&model).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    for (sheet, name) in [
        ("Phát biểu", "speeches.csv"),
        ("Phát biểu theo người", "speeches-by-person.csv"),
        ("Phát biểu theo nội dung", "speeches-by-item.csv"),
    ] {
        let range = book.worksheet_range(sheet).unwrap();
        let table = rows(&model, name);
        assert_eq!(range.rows().skip(3).count(), table.len(), "{sheet}");
        let formulas = book.worksheet_formula(sheet).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
        for (cells, texts) in range.rows().skip(3).zip(&table) {
            for (cell, text) in cells.iter().zip(texts) {
                let same = match cell {
                    Data::String(cell) => cell == text.strip_prefix('\'').unwrap_or(text),
                    Data::Float(n) => n.to_string() == *text,
                    Data::Empty => text.is_empty(),
                    _ => true,
                };
                assert!(same, "{sheet}: {cell:?} and {text}");
            }
        }
    }
}

#[test]
fn nothing_of_a_closed_sitting_is_in_any_table() {
    let model = from_session(&story::session(), None, &[7; 32]);
    assert!(model.speeches.is_empty() && model.commitments.is_empty());
    let files =
        csv::render_all(&model).unwrap().into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap());
    let files: Vec<String> =
        files.chain([plain(&model), String::from_utf8(render_json(&model).unwrap()).unwrap()]).collect();
    for secret in story::SECRET {
        assert!(files.iter().all(|file| !file.contains(secret)), "{secret}");
    }
}

#[test]
fn the_debate_keeps_the_schema_and_its_bytes() {
    let schema: Value = serde_json::from_str(json::SCHEMA).unwrap();
    let model = told();
    let value: Value = serde_json::from_slice(&render_json(&model).unwrap()).unwrap();
    check(&schema, &schema, &value, "$").unwrap();
    for render in [render_docx, render_pdf, render_xlsx, xlsx::render_speeches] {
        assert!(render(&model).unwrap() == render(&told()).unwrap());
    }
    assert_eq!(csv::render_all(&model).unwrap(), csv::render_all(&told()).unwrap());
    if let Some(folder) = std::env::var_os("MINUTES_OUT") {
        super::super::write_all(&model, std::path::Path::new(&folder)).unwrap();
    }
}
