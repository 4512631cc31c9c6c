//! Tally boards and secret ballots on paper (R-19, domain 4.5 and 4.6), and what else a motion brings about.

use super::doc::{Node, Table};
use super::motions::Context;
use super::people::{delegate_of, hint_delegate};
use super::person::without_honorific;
use super::problem::{Findings, Place};
use crate::chamber::ids::DelegateId;
use crate::chamber::plan::{BallotKind, BallotPaper, BoardRole, BoardSeat, Candidate, Effect};
use crate::chamber::rules::{Matter, VoteForm};
use std::collections::BTreeSet;

const KINDS: [(&str, BallotKind); 3] = [
    ("election", BallotKind::Election),
    ("removal", BallotKind::Removal),
    ("confidence", BallotKind::Confidence),
];

const ROLES: [(&str, BoardRole); 3] =
    [("head", BoardRole::Head), ("clerk", BoardRole::Clerk), ("member", BoardRole::Member)];

/// What a motion brings about and needs no more words for.
#[derive(Clone, Copy)]
enum Plain {
    ClosedDoors,
    QuestionGroups,
}

const EFFECTS: [(&str, Plain); 2] =
    [("closed_doors", Plain::ClosedDoors), ("question_groups", Plain::QuestionGroups)];

/// The boards and the names of all motions so far.
#[derive(Default)]
pub(super) struct Seen<'a> {
    boards: bool,
    counting: BTreeSet<DelegateId>,
    standing: Vec<(DelegateId, String, Place<'a>)>,
    /// Votes that adopt the groups of questions.
    adopting: Vec<Place<'a>>,
}

impl Seen<'_> {
    /// Who stands on a ballot cannot count it; what is adopted must be there: `groups` says whether there are any.
    pub fn check(&self, groups: bool, out: &mut Findings) {
        for place in self.adopting.iter().filter(|_| !groups) {
            out.error(
                *place,
                "biểu quyết này quyết định nhóm vấn đề chất vấn nhưng chương trình chưa có nhóm nào; thêm [[agenda.groups]] dưới nội dung chất vấn",
                "this motion adopts the groups of questions and there are none; add [[agenda.groups]] below the item of questioning",
            );
        }
        for (id, name, place) in &self.standing {
            if self.counting.contains(id) {
                out.warning(
                    *place,
                    format!("“{name}” vừa có tên trên phiếu vừa ở trong Ban kiểm phiếu; người có tên trên phiếu không được kiểm phiếu"),
                    format!("“{name}” is on the ballot and on the tally board; who is on a ballot may not count it"),
                );
            }
        }
    }
}

/// What a motion brings about: `effect` or `tally_board`.
pub(super) fn effect<'a>(
    table: &Table<'a>,
    context: &Context<'_>,
    seen: &mut Seen<'a>,
    out: &mut Findings,
) -> Option<Effect> {
    let plain = table.get("effect").map(|node| node.choice(&EFFECTS, out));
    let board = table.get("tally_board").map(|node| board(table, &node, context, seen, out));
    let given =
        ["ballot", "tally_board", "effect"].into_iter().filter_map(|key| table.get(key).zip(Some(key)));
    let given: Vec<_> = given.collect();
    if let [(_, first), .., (node, _)] = given.as_slice() {
        node.wrong(
            &format!("không đi cùng “{first}”; hãy tách thành hai biểu quyết"),
            &format!("cannot stand beside “{first}”; make two motions of it"),
            out,
        );
    }
    match (board, plain.flatten()) {
        (Some(members), _) => Some(Effect::TallyBoard { members: members? }),
        (None, Some(Plain::ClosedDoors)) => Some(Effect::ClosedDoors),
        (None, Some(Plain::QuestionGroups)) => {
            seen.adopting.push(table.place_of("effect"));
            Some(Effect::QuestionGroups)
        }
        (None, None) => None,
    }
}

fn board<'a>(
    motion: &Table<'a>,
    node: &Node<'a>,
    context: &Context<'_>,
    seen: &mut Seen<'a>,
    out: &mut Findings,
) -> Option<Vec<BoardSeat>> {
    seen.boards = true;
    let listed = node.list(out)?.len();
    let tables = motion.tables("tally_board", &["seat", "role"], out);
    let read = tables.iter().filter_map(|table| {
        let role = table.need("role", out).and_then(|node| node.choice(&ROLES, out));
        table.need("seat", out)?;
        let delegate = delegate_of(table, None, context.delegates, out)?;
        may_count(table, &delegate, context, out);
        Some(BoardSeat { delegate, role: role? })
    });
    let members: Vec<BoardSeat> = read.collect();
    seen.counting.extend(members.iter().map(|member| member.delegate.clone()));
    if members.len() != listed {
        return None;
    }
    let distinct: BTreeSet<_> = members.iter().map(|member| &member.delegate).collect();
    if distinct.len() != members.len() {
        node.wrong("ghi một đại biểu hai lần", "names a delegate twice", out);
    }
    let with = |role| members.iter().filter(|member| member.role == role).count();
    if with(BoardRole::Head) != 1 || with(BoardRole::Clerk) != 1 {
        node.wrong(
            "cần đúng một Trưởng ban (role = \"head\") và đúng một Thư ký (role = \"clerk\")",
            "needs exactly one head and exactly one clerk",
            out,
        );
    }
    if let Some(rules) = context.rules
        && members.len() < rules.tally_board_least.value as usize
    {
        let (count, least) = (members.len(), rules.tally_board_least.value);
        node.wrong(
            &format!("có {count} người; theo hồ sơ quy tắc Ban kiểm phiếu cần ít nhất {least} người"),
            &format!("has {count} members; the rules ask for at least {least}"),
            out,
        );
    }
    Some(members)
}

fn may_count(table: &Table<'_>, id: &DelegateId, context: &Context<'_>, out: &mut Findings) {
    let list = context.delegates.map_or(&[][..], |delegates| delegates.list.as_slice());
    let Some(delegate) = list.iter().map(|seated| &seated.delegate).find(|delegate| delegate.id == *id)
    else {
        return;
    };
    let name = &delegate.name;
    if context.opens_at.is_some_and(|at| !delegate.status_at(at).acts()) {
        out.error(
            table.place_of("seat"),
            format!("đại biểu {name} đang bị tạm đình chỉ nên không thể ở trong Ban kiểm phiếu"),
            format!("{name} is suspended and cannot be on the tally board"),
        );
    } else if delegate.reported_absent.is_some() {
        out.warning(
            table.place_of("seat"),
            format!("đại biểu {name} đã báo vắng nhưng ở trong Ban kiểm phiếu"),
            format!("{name} is reported absent and on the tally board"),
        );
    }
}

/// The names and the question of a ballot.
pub(super) fn paper<'a>(
    node: &Node<'a>,
    context: &Context<'_>,
    seen: &mut Seen<'a>,
    out: &mut Findings,
) -> Option<BallotPaper> {
    let table = node.table(&["kind", "seats", "office", "candidates"], out)?;
    let kind = table.need("kind", out).and_then(|node| node.choice(&KINDS, out));
    let office = table.text("office", out);
    let candidates = candidates(&table, context, seen, out);
    let seats = seats(&table, kind, candidates.as_deref(), out);
    if !seen.boards {
        out.warning(
            node.place(),
            "bỏ phiếu kín cần Ban kiểm phiếu; thêm trước đó một biểu quyết có tally_board = [ … ]",
            "a secret ballot needs a tally board; add a motion with tally_board = [ … ] before it",
        );
    }
    check_rules(&table, kind, context, out);
    Some(BallotPaper { kind: kind?, seats: seats?, office: office?, candidates: candidates? })
}

fn check_rules(table: &Table<'_>, kind: Option<BallotKind>, context: &Context<'_>, out: &mut Findings) {
    let Some(rules) = context.rules else { return };
    if kind == Some(BallotKind::Confidence) && !rules.confidence_votes.value {
        out.error(
            table.place_of("kind"),
            "hồ sơ quy tắc không cho bỏ phiếu tín nhiệm; nếu Quy chế cho phép thì đặt confidence_votes = true kèm căn cứ",
            "the rules allow no votes of confidence; if yours do, set confidence_votes = true with its source",
        );
    }
    if !rules.forms.value.contains(&VoteForm::SecretBallot) {
        out.error(
            table.place(),
            "hồ sơ quy tắc không có hình thức bỏ phiếu kín; thêm \"secret_ballot\" vào forms",
            "the rules have no secret ballot; add \"secret_ballot\" to forms",
        );
    }
}

/// A ballot's matter must be one that its question can be about.
pub(super) fn check_matter(table: &Table<'_>, matter: Matter, paper: &BallotPaper, out: &mut Findings) {
    let (fits, may) = match paper.kind {
        BallotKind::Election => (matter == Matter::Personnel, "\"personnel\""),
        BallotKind::Removal => (
            matches!(matter, Matter::Personnel | Matter::DelegateRemoval),
            "\"personnel\", \"delegate_removal\"",
        ),
        BallotKind::Confidence => (matter == Matter::Confidence, "\"confidence\""),
    };
    if let Some(node) = table.get("matter").filter(|_| !fits) {
        node.wrong(
            &format!("không hợp với loại phiếu này; ghi {may} hoặc bỏ dòng này"),
            &format!("does not fit this kind of ballot; write {may} or leave it out"),
            out,
        );
    }
}

fn candidates<'a>(
    table: &Table<'a>,
    context: &Context<'_>,
    seen: &mut Seen<'a>,
    out: &mut Findings,
) -> Option<Vec<Candidate>> {
    let listed = match table.get("candidates") {
        Some(node) => node.list(out)?.len(),
        None => 0,
    };
    let tables = table.tables("candidates", &["name", "seat"], out);
    let mut found: Vec<Candidate> = Vec::new();
    for table in &tables {
        let Some(name) = table.text("name", out) else { continue };
        if found.iter().any(|other| other.name == name) {
            out.error(
                table.place_of("name"),
                format!("“{name}” ghi hai lần trên phiếu"),
                format!("“{name}” is on the ballot twice"),
            );
        }
        let (_, bare) = without_honorific(&name);
        let delegate = match table.get("seat") {
            Some(_) => delegate_of(table, Some(bare), context.delegates, out),
            None => {
                hint_delegate(table, ("người này", "this person"), Some(bare), context.delegates, out);
                None
            }
        };
        if let Some(id) = &delegate {
            seen.standing.push((id.clone(), name.clone(), table.place_of("name")));
        }
        found.push(Candidate { name, delegate });
    }
    if listed == 0 && !table.doc().is_broken() {
        out.error(
            table.place_of("candidates"),
            "phiếu chưa có tên người nào; thêm candidates = [{ name = \"Bà Nguyễn Thị A\" }]",
            "the ballot has no names; add candidates = [{ name = \"Bà Nguyễn Thị A\" }]",
        );
    }
    (found.len() == listed && listed > 0).then_some(found)
}

/// How many are to be elected; a removal or a vote of confidence asks about every name.
fn seats(
    table: &Table<'_>,
    kind: Option<BallotKind>,
    candidates: Option<&[Candidate]>,
    out: &mut Findings,
) -> Option<u16> {
    let node = table.get("seats");
    let written = match &node {
        Some(node) => Some(node.int(1..=60, out)?),
        None => None,
    };
    let names = u32::try_from(candidates?.len()).ok()?;
    let (seats, wrong) = match kind? {
        BallotKind::Election => {
            let seats = written.unwrap_or(1);
            let vi = format!(
                "là {seats}, nhưng phiếu chỉ có {names} tên; không thể bầu nhiều hơn số người trên phiếu"
            );
            let en = format!("is {seats}, but there are {names} names; no more can be elected than stand");
            (seats, (seats > names).then_some((vi, en)))
        }
        BallotKind::Removal | BallotKind::Confidence => {
            let seats = written.unwrap_or(names);
            let vi = format!(
                "là {seats}, nhưng loại phiếu này hỏi về từng người trên phiếu ({names}); hãy bỏ dòng này"
            );
            let en =
                format!("is {seats}, but such a ballot asks about every name on it ({names}); leave it out");
            (seats, (seats != names).then_some((vi, en)))
        }
    };
    if let (Some(node), Some((vi, en))) = (node, wrong) {
        node.wrong(&vi, &en, out);
    }
    u16::try_from(seats).ok()
}
