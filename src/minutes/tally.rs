//! Biên bản kiểm phiếu: the paper that the tally board signs, one for each ballot that was counted.

use super::model::{CandidateResult, MinutesModel, Person, TallyRecord};
use super::phrases::{or_placeholder, stopped, unit};
use super::tree::{
    Align, Block, Column, Document, Letterhead, Para, SignatureSide, Signatures, Table, Title,
};
use crate::chamber::plan::{BallotKind, BoardRole};
use crate::text::{Lang, board_role, minutes_date, minutes_time, padded, percent, short_date, upper_first};

/// Copies that are signed: one for the council, one for its files.
const COPIES: u32 = 2;

/// The papers of all ballots that were counted, in the order of the minutes.
pub fn documents(model: &MinutesModel) -> Vec<Document> {
    let counted = model.tally_records.iter().filter(|tally| tally.closed_at.is_some());
    counted.map(|tally| document(model, tally)).collect()
}

fn document(model: &MinutesModel, tally: &TallyRecord) -> Document {
    let mut main = vec![
        Block::Letterhead(Letterhead {
            superior: model.council_lines.clone(),
            issuer: vec!["BAN KIỂM PHIẾU".to_owned()],
            mark: tally.annulled_reason.as_ref().map(|_| "ĐÃ HỦY".to_owned()),
            ..Letterhead::default()
        }),
        Block::Title(Title {
            name: "BIÊN BẢN KIỂM PHIẾU".to_owned(),
            lines: vec![
                upper_first(tally.subject.trim_end_matches('.')),
                format!("{} khóa {}, nhiệm kỳ {}", model.council_name, model.term_label, model.term_years),
            ],
        }),
    ];
    main.extend(count(model, tally));
    main.push(Block::Table(results(tally)));
    main.push(Block::body(stopped(&rule(tally))));
    let others: Vec<&Person> = with_role(tally, BoardRole::Member).collect();
    let mut said: Vec<Para> = tally.sentences.iter().map(|text| Para::body(text.as_str())).collect();
    // Signatures never stand alone on a page: the last words go with them.
    let last = if others.len() > 1 { None } else { said.pop() };
    main.extend(said.into_iter().map(Block::Para));
    if others.len() > 1 {
        main.push(Block::Table(members(&others)));
    }
    main.push(closing(tally, &others, last));
    Document {
        title: format!("Biên bản kiểm phiếu {}", tally.subject),
        author: model.council_name.clone(),
        created_ms: tally.closed_at.unwrap_or(model.start_at),
        main,
        annexes: Vec::new(),
    }
}

fn with_role(tally: &TallyRecord, role: BoardRole) -> impl Iterator<Item = &Person> {
    tally.board.iter().filter(move |person| person.title == board_role(role, Lang::Vi))
}

/// Where and when, the board, and the figures of the count.
fn count(model: &MinutesModel, tally: &TallyRecord) -> Vec<Block> {
    let unit = unit(model);
    let opened = tally.opened_at.unwrap_or(model.start_at);
    let board: Vec<String> = (1..)
        .zip(&tally.board)
        .map(|(i, person)| format!("{i}. {} - {}", person.name, person.title))
        .collect();
    let mut lines = vec![
        format!(
            "Hồi {}, {}, tại {}, Hội đồng nhân dân {unit} bắt đầu bỏ phiếu kín. Ban kiểm phiếu gồm:",
            minutes_time(opened),
            minutes_date(opened),
            or_placeholder(Some(&model.venue))
        ),
        stopped(or_placeholder(Some(&board.join("; ")))),
        "Ban kiểm phiếu đã tiến hành kiểm phiếu, kết quả như sau:".to_owned(),
    ];
    lines.push(format!(
        "- Tổng số đại biểu Hội đồng nhân dân {unit}: {}; số đại biểu có mặt, tham gia bỏ phiếu: {};",
        padded(tally.total_delegates),
        padded(tally.present)
    ));
    match tally.kind {
        BallotKind::Election => lines.push(format!("- Số người được bầu: {};", padded(tally.seats))),
        BallotKind::Removal | BallotKind::Confidence => {}
    }
    lines.push(format!(
        "- Số phiếu phát ra: {}; số phiếu thu vào: {};",
        padded(tally.issued),
        padded(tally.collected)
    ));
    lines.push(format!(
        "- Số phiếu hợp lệ: {}; số phiếu không hợp lệ: {}.",
        padded(tally.valid),
        padded(tally.invalid)
    ));
    lines.into_iter().map(Block::body).collect()
}

fn results(tally: &TallyRecord) -> Table {
    let [mark_for, mark_against] = &tally.options;
    let blanks = tally.candidates.iter().any(|line| line.blank > 0);
    let row = |(i, line): (usize, &CandidateResult)| {
        let share = |n| percent(n, tally.total_delegates);
        let mut cells = vec![
            (i + 1).to_string(),
            line.name.clone(),
            padded(line.in_favour),
            share(line.in_favour),
            padded(line.against),
            share(line.against),
        ];
        cells.extend(blanks.then(|| padded(line.blank)));
        cells
    };
    let mut columns = vec![
        Column::new("TT", 12, Align::Center),
        Column::new("Họ và tên", 58, Align::Left),
        Column::new(mark_for, 22, Align::Center),
        Column::new("% tổng số ĐB", 24, Align::Center),
        Column::new(mark_against, 22, Align::Center),
        Column::new("% tổng số ĐB", 24, Align::Center),
    ];
    columns.extend(blanks.then(|| Column::new("Không đánh dấu", 20, Align::Center)));
    Table { columns, rows: tally.candidates.iter().enumerate().map(row).collect(), total: None }
}

fn rule(tally: &TallyRecord) -> String {
    let source =
        if tally.rule_source.is_empty() { String::new() } else { format!(" ({})", tally.rule_source) };
    format!("Tỷ lệ cần đạt: {}{source}", tally.rule_label)
}

/// Where more members than fit beside each other sign.
fn members(members: &[&Person]) -> Table {
    Table {
        columns: vec![
            Column::new("Ủy viên Ban kiểm phiếu", 60, Align::Left),
            Column::new("Chữ ký", 60, Align::Center),
        ],
        rows: members.iter().map(|person| vec![person.name.clone(), String::new()]).collect(),
        total: None,
    }
}

fn closing(tally: &TallyRecord, others: &[&Person], last: Option<Para>) -> Block {
    let end = match (tally.opened_at, tally.closed_at) {
        (Some(from), Some(to)) if short_date(from) == short_date(to) => {
            format!("{} cùng ngày", minutes_time(to))
        }
        (_, to) => to.map_or(or_placeholder(None).to_owned(), |to| {
            format!("{}, {}", minutes_time(to), minutes_date(to))
        }),
    };
    let side = |office: &str, people: Vec<&Person>| SignatureSide {
        office: vec![office.to_owned()],
        names: people.into_iter().map(plain_name).collect(),
        ..SignatureSide::default()
    };
    let mut left = vec![side("THƯ KÝ", with_role(tally, BoardRole::Clerk).collect())];
    if others.len() == 1 {
        left.push(side("ỦY VIÊN", others.to_vec()));
    }
    let text = format!("Biên bản lập thành {} bản, kết thúc hồi {end}./.", padded(COPIES));
    Block::Closing {
        lines: last.into_iter().chain([Para::body(text)]).map(Para::kept).collect(),
        signatures: Signatures {
            left,
            right: side("TRƯỞNG BAN KIỂM PHIẾU", with_role(tally, BoardRole::Head).collect()),
            recipients: Vec::new(),
        },
    }
}

/// The name as it is signed, without Ông or Bà.
fn plain_name(person: &Person) -> String {
    let name = person.name.trim();
    let bare = ["Ông ", "Bà ", "ông ", "bà "].iter().find_map(|word| name.strip_prefix(word));
    bare.unwrap_or(name).to_owned()
}
