//! From the model to the document tree: form 1.9 of Decree 30/2020.

mod speeches;

use super::annexes;
use super::model::{AgendaItem, MinutesModel, Person, Recess, SignatoryRole, TallyRecord, Vote};
use super::phrases::{
    board_sentence, count, document_sentence, follow_up_sentence, guest_phrase, lower_first, named_choices,
    or_placeholder, stopped, unit,
};
use super::tree::{
    Block, Document, Letterhead, Para, ParaStyle, SignatureSide, Signatures, Span, Title, recipient_lines,
};
use super::{BLANK_NUMBER, PLACEHOLDER};
use crate::text::{minutes_date, minutes_time, padded, percent};

/// All that the minutes say of what was taken behind closed doors.
const CLOSED_SITTING: &str = "Nội dung này được lập biên bản riêng theo quy định về bảo vệ bí mật nhà nước.";

/// The minutes as a document: the minutes proper and the annexes.
pub fn document(model: &MinutesModel) -> Document {
    let mut main = vec![
        Block::Letterhead(Letterhead {
            issuer: model.council_lines.clone(),
            number: format!("Số: {}", number(model)),
            ..Letterhead::default()
        }),
        Block::Title(title(model)),
        Block::body(format!(
            "Thời gian bắt đầu: {}, {}.",
            minutes_time(model.start_at),
            minutes_date(model.start_at)
        )),
        Block::body(stopped(&format!("Địa điểm: {}", or_placeholder(Some(&model.venue))))),
        Block::heading(1, "I. THÀNH PHẦN THAM DỰ"),
    ];
    participants(model, &mut main);
    main.push(Block::heading(1, "II. NỘI DUNG VÀ DIỄN BIẾN KỲ HỌP"));
    for item in &model.agenda_items {
        agenda_item(model, item, &mut main);
    }
    main.extend(model.recesses.iter().filter(|r| r.item_no.is_empty()).map(recess));
    let followed = follow_up(model, &mut main);
    if !model.faults.is_empty() {
        let no = if followed { "IV" } else { "III" };
        main.push(Block::heading(1, format!("{no}. GHI CHÚ VỀ KỸ THUẬT")));
        let note =
            |n: &super::model::Note| Block::body(format!("{}: {}", minutes_time(n.at), stopped(&n.text)));
        main.extend(model.faults.iter().map(note));
    }
    // Signatures never stand alone on a page: the last words go with them.
    let last = match main.pop() {
        Some(Block::Para(para)) => Some(para),
        other => {
            main.extend(other);
            None
        }
    };
    main.push(closing(model, last));
    Document {
        title: format!("Biên bản Kỳ họp thứ {} {}", model.session.ordinal, model.council_name),
        author: model.council_name.clone(),
        created_ms: model.end_at.unwrap_or(model.start_at),
        main,
        annexes: annexes::annexes(model),
    }
}

/// What is to be followed up; whether there is anything.
fn follow_up(model: &MinutesModel, out: &mut Vec<Block>) -> bool {
    let owed: Vec<_> = model.commitments.iter().filter(|c| c.dropped.is_none()).collect();
    if owed.is_empty() {
        return false;
    }
    out.push(Block::heading(1, "III. CÁC CAM KẾT, KIẾN NGHỊ CẦN THEO DÕI"));
    let line = |(no, c)| Block::body(format!("{no}. {}", follow_up_sentence(model, c)));
    out.extend((1..).zip(owed).map(line));
    out.push(Block::body(format!("(Danh sách theo dõi kèm theo - {})", annexes::FOLLOW_UP)));
    true
}

/// The number, or a blank for the pen.
pub(super) fn number(model: &MinutesModel) -> &str {
    match model.minutes_no.as_deref().map(str::trim) {
        None | Some("") => BLANK_NUMBER,
        Some(number) => number,
    }
}

fn title(model: &MinutesModel) -> Title {
    let kind = match model.session.kind_label.trim() {
        "" => String::new(),
        label => format!(" ({label})"),
    };
    Title {
        name: "BIÊN BẢN".to_owned(),
        lines: vec![
            format!("Kỳ họp thứ {}{kind}", model.session.ordinal),
            format!("{} khóa {}, nhiệm kỳ {}", model.council_name, model.term_label, model.term_years),
        ],
    }
}

fn participants(model: &MinutesModel, out: &mut Vec<Block>) {
    let unit = unit(model);
    let (n, p) = (model.total_delegates, model.present_at_open);
    out.push(Block::heading(2, format!("1. Đại biểu Hội đồng nhân dân {unit}")));
    out.push(Block::body(format!("Tổng số đại biểu Hội đồng nhân dân {unit}: {} đại biểu.", padded(n))));
    out.push(Block::body(format!("Có mặt khi khai mạc: {p}/{n} đại biểu, đạt {}.", percent(p, n))));
    out.push(Block::body(absences(model)));
    out.push(Block::body("(Danh sách điểm danh kèm theo - Phụ lục I)"));
    out.push(Block::heading(2, "2. Đại biểu mời"));
    if model.guests.is_empty() {
        out.push(Block::body(PLACEHOLDER));
    }
    let last = model.guests.len().saturating_sub(1);
    for (i, guest) in model.guests.iter().enumerate() {
        let mark = if i == last { "." } else { ";" };
        out.push(Block::body(format!("- {}{mark}", guest_phrase(guest))));
    }
    let came =
        model.guests_present.map_or(PLACEHOLDER.to_owned(), |people| format!("{} người.", padded(people)));
    out.push(Block::body(format!("Tổng số đại biểu mời có mặt: {came}")));
    out.push(people("3. Chủ tọa: ", &model.presidium));
    out.push(people("4. Thư ký: ", &model.secretaries));
}

fn absences(model: &MinutesModel) -> String {
    let (excused, plain): (Vec<_>, Vec<_>) = model.absent.iter().partition(|a| a.excused);
    let list = |absent: &[&super::model::Absence]| {
        if absent.is_empty() {
            return padded(0);
        }
        let names: Vec<String> = absent
            .iter()
            .map(|a| match a.reason.trim() {
                "" => format!("đại biểu {}", a.name),
                reason => format!("đại biểu {}, {}", a.name, lower_first(reason)),
            })
            .collect();
        format!("{} ({})", padded(count(absent)), names.join("; "))
    };
    format!(
        "Vắng mặt: {} đại biểu; trong đó có lý do: {}; không có lý do: {}.",
        padded(count(&model.absent)),
        list(&excused),
        list(&plain)
    )
}

fn people(label: &str, list: &[Person]) -> Block {
    let names: Vec<String> = list
        .iter()
        .map(|p| if p.title.is_empty() { p.name.clone() } else { format!("{}, {}", p.name, p.title) })
        .collect();
    let text = if names.is_empty() { PLACEHOLDER.to_owned() } else { format!("{}.", names.join("; ")) };
    Block::Para(Para::of(ParaStyle::Body, vec![Span::bold(label), Span::plain(text)]))
}

fn agenda_item(model: &MinutesModel, item: &AgendaItem, out: &mut Vec<Block>) {
    let when = match (item.start, item.end) {
        (Some(start), Some(end)) => format!(" ({} - {})", minutes_time(start), minutes_time(end)),
        (Some(start), None) => format!(" ({})", minutes_time(start)),
        (None, _) => String::new(),
    };
    out.push(Block::heading(2, format!("{}. {}{when}", item.no, item.title)));
    let before = out.len();
    let mut numbered = Numbered { prefix: &item.no, next: 1 };
    if item.closed_doors {
        decisions(model, item, |_| true, &mut numbered, out);
        out.push(Block::body(CLOSED_SITTING));
        return;
    }
    documents(model, item, &mut numbered, out);
    if let Some(presenter) = &item.presenter {
        out.push(Block::body(stopped(&format!("Người trình bày: {}", lower_first(presenter)))));
    }
    out.extend(item.text.iter().map(|text| Block::body(text.as_str())));
    // What is decided before the questions, such as their groups, stands before them.
    let questions = item.question_groups.iter().filter_map(|group| group.start).min();
    let early = |at: Option<i64>| questions.is_some() && at < questions;
    decisions(model, item, early, &mut numbered, out);
    speeches::blocks(model, item, &mut numbered, out);
    decisions(model, item, |at| !early(at), &mut numbered, out);
    match (&item.postponed_reason, item.start) {
        (Some(reason), _) => out.push(Block::body(format!(
            "Nội dung này được chuyển sang kỳ họp sau. Lý do: {}",
            stopped(or_placeholder(Some(reason)))
        ))),
        (None, None) => out.push(Block::body("Nội dung này chưa được tiến hành tại kỳ họp.")),
        (None, Some(_)) => {}
    }
    // A presenter's name alone does not say what happened.
    if out.len() - before <= usize::from(item.presenter.is_some()) {
        out.push(Block::body(PLACEHOLDER));
    }
    out.extend(model.recesses.iter().filter(|r| !r.item_no.is_empty() && r.item_no == item.no).map(recess));
}

/// What was voted on, by raised hands or on paper.
enum Taken<'a> {
    Vote(&'a Vote),
    Ballot(&'a TallyRecord),
}

/// Votes and ballots that were opened `when`, in that order.
fn decisions(
    model: &MinutesModel,
    item: &AgendaItem,
    when: impl Fn(Option<i64>) -> bool,
    numbered: &mut Numbered<'_>,
    out: &mut Vec<Block>,
) {
    let votes = item.votes.iter().filter_map(|i| model.votes.get(*i));
    let ballots = item.tally_records.iter().filter_map(|i| model.tally_records.get(*i));
    let mut taken: Vec<_> = votes.map(|v| (v.opened_at, Taken::Vote(v))).collect();
    taken.extend(ballots.map(|b| (b.opened_at, Taken::Ballot(b))));
    taken.retain(|(at, _)| when(*at));
    taken.sort_by_key(|(at, _)| *at);
    let alone = taken.len() == 1;
    let mut lead = |no: &str, label: &str, text: &str| {
        Block::body(if !no.is_empty() && no != item.no {
            format!("{no}. {text}")
        } else if alone {
            format!("{label}: {text}")
        } else {
            numbered.next(text)
        })
    };
    for (_, taken) in &taken {
        match taken {
            Taken::Vote(vote) => {
                out.push(lead(&vote.no, "Nội dung biểu quyết", &vote.sentence));
                out.extend(named_choices(vote).map(Block::body));
            }
            Taken::Ballot(ballot) => {
                out.push(lead(&ballot.no, "Nội dung bỏ phiếu", &stopped(&ballot.subject)));
                out.extend(board_sentence(ballot).map(Block::body));
                out.extend(ballot.sentences.iter().map(|text| Block::body(text.as_str())));
                if ballot.closed_at.is_some() {
                    out.push(Block::body("(Biên bản kiểm phiếu kèm theo)"));
                }
            }
        }
    }
}

/// Numbers `4.1.`, `4.2.` within an item.
struct Numbered<'a> {
    prefix: &'a str,
    next: u32,
}

impl Numbered<'_> {
    fn next(&mut self, text: &str) -> String {
        let no = self.next;
        self.next += 1;
        format!("{}.{no}. {text}", self.prefix)
    }
}

fn documents(model: &MinutesModel, item: &AgendaItem, numbered: &mut Numbered<'_>, out: &mut Vec<Block>) {
    let rows: Vec<_> = item.documents.iter().filter_map(|i| model.documents.get(*i)).collect();
    if rows.is_empty() {
        return;
    }
    let papers = rows.len();
    let (presented, sent): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.presented);
    // An item with votes numbers its votes; its papers are then named without numbers.
    let by_number = item.votes.len() + item.tally_records.len() < 2
        && item.speeches.is_empty()
        && item.question_groups.is_empty()
        && papers > 1;
    let mut write = |text: String| {
        let text = if by_number { numbered.next(&text) } else { format!("- {text}") };
        out.push(Block::body(text));
    };
    if !presented.is_empty() {
        presented.iter().for_each(|row| write(document_sentence(row)));
    }
    if !sent.is_empty() {
        write(format!(
            "Tài liệu gửi đại biểu tự nghiên cứu: {} tài liệu (Phụ lục II).",
            padded(count(&sent))
        ));
    }
}

fn recess(recess: &Recess) -> Block {
    let until = recess.end.map(|end| format!(" - {}", minutes_time(end))).unwrap_or_default();
    let why =
        if recess.reason.trim().is_empty() { String::new() } else { format!(" ({})", recess.reason.trim()) };
    Block::body(format!("Tạm nghỉ: {}{until}{why}.", minutes_time(recess.start)))
}

fn closing(model: &MinutesModel, last: Option<Para>) -> Block {
    let end = match model.end_at {
        Some(ms) => format!("{}, {}", minutes_time(ms), minutes_date(ms)),
        None => PLACEHOLDER.to_owned(),
    };
    let side = |role: SignatoryRole, label: &str, hint: &str| {
        let signers: Vec<_> = model.signatories.iter().filter(|s| s.role == role).collect();
        SignatureSide {
            office: vec![label.to_owned()],
            hint: Some(hint.to_owned()),
            office_above_name: signers.iter().find(|s| !s.office.is_empty()).map(|s| s.office.clone()),
            names: signers.iter().map(|s| s.name.clone()).collect(),
        }
    };
    Block::Closing {
        lines: last
            .into_iter()
            .chain([Para::body(format!("Kỳ họp kết thúc vào {end}./."))])
            .map(Para::kept)
            .collect(),
        signatures: Signatures {
            left: vec![side(SignatoryRole::Secretary, "THƯ KÝ", "(Chữ ký của từng thư ký)")],
            right: side(SignatoryRole::Chair, "CHỦ TỌA", "(Chữ ký; dấu/chữ ký số của HĐND nếu có)"),
            recipients: recipient_lines(&model.recipients),
        },
    }
}
