//! Annex III: votes, then ballots with a row for each name, and what decided them.

use super::note;
use crate::chamber::rules::VoteForm;
use crate::minutes::model::{CandidateResult, MinutesModel, TallyRecord, Vote};
use crate::minutes::phrases::{counted, verdict_label};
use crate::minutes::tree::{Align, Block, Column, Table};
use crate::text::{Lang, form_name, percent, stopped, upper_first};

/// A vote's name in tables.
pub(in crate::minutes) fn vote_title(vote: &Vote) -> String {
    title(&vote.short_subject, &vote.subject)
}

/// A ballot's name in tables.
pub(in crate::minutes) fn ballot_title(ballot: &TallyRecord) -> String {
    title(&ballot.short_subject, &ballot.subject)
}

fn title(short: &str, full: &str) -> String {
    upper_first(if short.trim().is_empty() { full } else { short }.trim().trim_end_matches('.'))
}

/// `Trúng cử`, `Không trúng cử`, or `Hủy`.
pub(in crate::minutes) fn ballot_label(ballot: &TallyRecord, line: &CandidateResult) -> String {
    if ballot.annulled_reason.is_some() { "Hủy".to_owned() } else { upper_first(&line.verdict) }
}

/// The annex.
pub(super) fn blocks(model: &MinutesModel) -> Vec<Block> {
    let mut rows: Vec<Vec<String>> = model.votes.iter().map(vote_row).collect();
    let mut notes = Notes::default();
    for (i, vote) in model.votes.iter().enumerate() {
        notes.vote(i + 1, vote);
    }
    for ballot in &model.tally_records {
        let first = rows.len() + 1;
        rows.extend(ballot_rows(ballot));
        notes.ballot(first, ballot);
    }
    for (i, row) in rows.iter_mut().enumerate() {
        row.insert(0, (i + 1).to_string());
    }
    let mut blocks = vec![Block::Table(Table { columns: columns(), rows, total: None })];
    blocks.extend(notes.lines().into_iter().map(note));
    blocks.extend(model.evidence.as_ref().map(|evidence| {
        note(format!(
            "Số liệu lấy từ bản ghi điện tử của kỳ họp: {} dòng; mã gốc {}; khóa của máy {}. Mã này chứng minh dữ liệu mà máy đã ghi, không phải là chữ ký số và không thay chữ ký của Chủ tọa, Thư ký.",
            evidence.log_size, evidence.root_hash, evidence.key_fingerprint
        ))
    }));
    blocks
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("TT", 9, Align::Center),
        Column::new("Nội dung biểu quyết", 74, Align::Left),
        Column::new("Hình thức", 26, Align::Center),
        Column::new("Tổng số ĐB", 15, Align::Center),
        Column::new("Có mặt", 14, Align::Center),
        Column::new("Tán thành", 16, Align::Center),
        Column::new("% có mặt", 18, Align::Center),
        Column::new("% tổng số", 18, Align::Center),
        Column::new("Không tán thành", 18, Align::Center),
        Column::new("Không biểu quyết", 18, Align::Center),
        Column::new("Kết quả", 22, Align::Center),
    ]
}

fn vote_row(vote: &Vote) -> Vec<String> {
    let figure = |text: String| if counted(vote) { text } else { String::new() };
    vec![
        vote_title(vote),
        form_name(vote.form, Lang::Vi).to_owned(),
        vote.total_delegates.to_string(),
        figure(vote.present.to_string()),
        figure(vote.in_favour.to_string()),
        figure(percent(vote.in_favour, vote.present)),
        figure(percent(vote.in_favour, vote.total_delegates)),
        figure(vote.against.to_string()),
        figure(vote.not_voting.to_string()),
        verdict_label(vote).to_owned(),
    ]
}

/// A row for each name; one without figures for a ballot that was never counted.
fn ballot_rows(ballot: &TallyRecord) -> Vec<Vec<String>> {
    let form = form_name(VoteForm::SecretBallot, Lang::Vi).to_owned();
    let (n, p) = (ballot.total_delegates, ballot.present);
    if ballot.candidates.is_empty() {
        let mut row = vec![ballot_title(ballot), form, n.to_string()];
        row.resize(9, String::new());
        row.push("Hủy".to_owned());
        return vec![row];
    }
    let row = |line: &CandidateResult| {
        vec![
            format!("{}: {}", ballot_title(ballot), line.name),
            form.clone(),
            n.to_string(),
            p.to_string(),
            line.in_favour.to_string(),
            percent(line.in_favour, p),
            percent(line.in_favour, n),
            line.against.to_string(),
            String::new(),
            ballot_label(ballot, line),
        ]
    };
    ballot.candidates.iter().map(row).collect()
}

/// What stands under the table: a line for each rule with its arithmetic, then what the columns cannot show.
#[derive(Default)]
struct Notes {
    /// Rule, source, arithmetic of each row.
    rules: Vec<(String, String, Vec<String>)>,
    others: Vec<String>,
}

impl Notes {
    fn rule(&mut self, label: &str, source: &str, row: usize, arithmetic: &str) {
        let sum = format!("TT {row}: {arithmetic}");
        match self.rules.iter_mut().find(|(l, s, _)| l == label && s == source) {
            Some((_, _, sums)) => sums.push(sum),
            None => self.rules.push((label.to_owned(), source.to_owned(), vec![sum])),
        }
    }

    fn vote(&mut self, row: usize, vote: &Vote) {
        match &vote.annulled_reason {
            Some(reason) => self.annulled(&row.to_string(), reason),
            None if counted(vote) => {
                self.rule(&vote.rule_label, &vote.rule_source, row, &vote.arithmetic);
            }
            None => {}
        }
        if !vote.rounds.is_empty() {
            self.others.push(format!(
                "TT {row}: hai người đếm chưa khớp (tán thành - không tán thành: {}), đã đếm lại đến khi khớp.",
                vote.rounds
            ));
        }
    }

    fn ballot(&mut self, first: usize, ballot: &TallyRecord) {
        let last = first + ballot.candidates.len().saturating_sub(1);
        let rows = if last > first { format!("{first} - {last}") } else { first.to_string() };
        if !ballot.candidates.is_empty() {
            let [mark_for, mark_against] = ballot.options.each_ref().map(|option| option.to_lowercase());
            self.others.push(format!(
                "TT {rows} (bỏ phiếu kín): cột Tán thành là số phiếu {mark_for}, cột Không tán thành là số phiếu {mark_against}; phát ra {}, thu vào {}, hợp lệ {}, không hợp lệ {}.",
                ballot.issued, ballot.collected, ballot.valid, ballot.invalid
            ));
        }
        match &ballot.annulled_reason {
            Some(reason) => self.annulled(&rows, reason),
            None => {
                for (i, line) in ballot.candidates.iter().enumerate() {
                    self.rule(&ballot.rule_label, &ballot.rule_source, first + i, &line.arithmetic);
                }
            }
        }
    }

    fn annulled(&mut self, rows: &str, reason: &str) {
        self.others.push(format!("TT {rows} bị hủy. Lý do: {}", stopped(reason)));
    }

    fn lines(self) -> Vec<String> {
        let rule = |(label, source, sums): (String, String, Vec<String>)| {
            let source = if source.is_empty() { String::new() } else { format!(" ({source})") };
            format!("Thông qua khi đạt {label}{source}. {}.", sums.join("; "))
        };
        self.rules.into_iter().map(rule).chain(self.others).collect()
    }
}
