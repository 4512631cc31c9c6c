//! The values of a rule profile, in a file or under `[rules.override]`.

use super::doc::{Node, Table};
use super::problem::Findings;
use crate::chamber::rules::{
    Base, ClockStart, Days, Deadline, Fraction, HandsCount, Majority, Matter, OrderRule, Publishing,
    RuleProfile, Setting, TallyView, TotalBasis, TurnKind, VoteForm,
};

const KEYS: [&str; 31] = [
    "base",
    "name",
    "quorum",
    "majorities",
    "total_basis",
    "suspended_count",
    "forms",
    "matter_forms",
    "change_until_close",
    "hands_count",
    "tellers",
    "tally_view",
    "publishing",
    "names_shown",
    "option_labels",
    "turn_seconds",
    "second_turn_seconds",
    "turns_most",
    "queue_order",
    "clock_start",
    "undo_seconds",
    "warn_seconds",
    "extend_seconds",
    "vote_warn_seconds",
    "vote_extend_seconds",
    "tally_board_least",
    "ballot_blanks",
    "confidence_votes",
    "room_code_seconds",
    "lock_minutes",
    "deadlines",
];

const MATTERS: [(&str, Matter); 6] = [
    ("resolution", Matter::Resolution),
    ("agenda", Matter::Agenda),
    ("personnel", Matter::Personnel),
    ("delegate_removal", Matter::DelegateRemoval),
    ("confidence", Matter::Confidence),
    ("procedural", Matter::Procedural),
];

/// The names of matters in files, with what they stand for.
pub(super) const fn matters() -> &'static [(&'static str, Matter)] {
    &MATTERS
}

const TURNS: [(&str, TurnKind); 6] = [
    ("speech", TurnKind::Speech),
    ("question", TurnKind::Question),
    ("debate", TurnKind::Debate),
    ("procedural", TurnKind::Procedural),
    ("explanation", TurnKind::Explanation),
    ("answer", TurnKind::Answer),
];

const ORDERS: [(&str, OrderRule); 4] = [
    ("procedural_first", OrderRule::ProceduralFirst),
    ("debate_at_answer", OrderRule::DebateAtAnswer),
    ("questioner_first", OrderRule::QuestionerFirst),
    ("least_spoken", OrderRule::LeastSpoken),
];

const CLOCK_STARTS: [(&str, ClockStart); 2] =
    [("at_call", ClockStart::AtCall), ("by_chair", ClockStart::ByChair)];

const BASES: [(&str, Base); 3] =
    [("total", Base::Total), ("present", Base::Present), ("in_office", Base::InOffice)];

const FORMS: [(&str, VoteForm); 6] = [
    ("electronic", VoteForm::Electronic),
    ("mixed", VoteForm::Mixed),
    ("show_of_hands", VoteForm::ShowOfHands),
    ("cards", VoteForm::Cards),
    ("hands_by_name", VoteForm::HandsByName),
    ("secret_ballot", VoteForm::SecretBallot),
];

const DEADLINES: [(&str, Deadline); 7] = [
    ("verification", Deadline::Verification),
    ("invitations", Deadline::Invitations),
    ("documents", Deadline::Documents),
    ("election_results", Deadline::ElectionResults),
    ("minutes_sent", Deadline::MinutesSent),
    ("legal_effect", Deadline::LegalEffect),
    ("written_answers", Deadline::WrittenAnswers),
];

/// How the values of a table are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A profile of its own: what it leaves out is told, and taken from the base.
    Whole,
    /// Single values that replace those of the base.
    Override,
}

/// The keys of a profile's file.
pub(super) const fn file_keys() -> &'static [&'static str] {
    &KEYS
}

/// The keys of single values that replace those of a profile.
pub(super) const fn keys() -> &'static [&'static str] {
    KEYS.split_at(1).1
}

/// `base` with the values of `table`; mistakes go to `out` and leave the base's value.
pub(super) fn read(table: &Table<'_>, part: Part, base: RuleProfile, out: &mut Findings) -> RuleProfile {
    let mut rules = base;
    let mut reader = Reader { table, part, absent: Vec::new() };
    reader.setting("quorum", &mut rules.quorum, fraction, out);
    reader.settings("majorities", &MATTERS, &mut rules.majorities, majority, out);
    reader.setting("total_basis", &mut rules.total_basis, total_basis, out);
    reader.setting("suspended_count", &mut rules.suspended_count, |n, out| n.flag(out), out);
    reader.setting("forms", &mut rules.forms, forms, out);
    // A form that is taken away takes with it what the base said of it.
    rules.matter_forms.retain(|_, form| rules.forms.value.contains(&form.value));
    Reader { table, part: Part::Override, absent: Vec::new() }.settings(
        "matter_forms",
        &MATTERS,
        &mut rules.matter_forms,
        |n, out| n.choice(&FORMS, out),
        out,
    );
    reader.setting("change_until_close", &mut rules.change_until_close, |n, out| n.flag(out), out);
    reader.setting("hands_count", &mut rules.hands_count, hands_count, out);
    reader.setting("tellers", &mut rules.tellers, |n, out| u8::try_from(n.int(1..=2, out)?).ok(), out);
    reader.setting("tally_view", &mut rules.tally_view, tally_view, out);
    reader.setting("publishing", &mut rules.publishing, publishing, out);
    reader.setting("names_shown", &mut rules.names_shown, |n, out| n.flag(out), out);
    reader.setting("option_labels", &mut rules.option_labels, option_labels, out);
    reader.settings("turn_seconds", &TURNS, &mut rules.turn_seconds, |n, out| n.int(10..=7200, out), out);
    let mut some = Reader { table, part: Part::Override, absent: Vec::new() };
    let seconds = |n: &Node<'_>, out: &mut Findings| n.int(10..=7200, out);
    some.settings("second_turn_seconds", &TURNS, &mut rules.second_turn_seconds, seconds, out);
    some.settings("turns_most", &TURNS, &mut rules.turns_most, |n, out| n.int(1..=20, out), out);
    reader.setting("queue_order", &mut rules.queue_order, queue_order, out);
    reader.setting("clock_start", &mut rules.clock_start, |n, out| n.choice(&CLOCK_STARTS, out), out);
    reader.setting("undo_seconds", &mut rules.undo_seconds, |n, out| n.int(0..=30, out), out);
    reader.setting("warn_seconds", &mut rules.warn_seconds, warn_seconds, out);
    reader.setting("extend_seconds", &mut rules.extend_seconds, |n, out| n.int(10..=3600, out), out);
    reader.setting("vote_warn_seconds", &mut rules.vote_warn_seconds, |n, out| n.int(10..=3600, out), out);
    reader.setting("vote_extend_seconds", &mut rules.vote_extend_seconds, |n, out| n.int(10..=600, out), out);
    reader.setting("tally_board_least", &mut rules.tally_board_least, |n, out| n.int(3..=15, out), out);
    reader.setting("ballot_blanks", &mut rules.ballot_blanks, |n, out| n.flag(out), out);
    reader.setting("confidence_votes", &mut rules.confidence_votes, |n, out| n.flag(out), out);
    reader.setting("room_code_seconds", &mut rules.room_code_seconds, |n, out| n.int(5..=120, out), out);
    reader.setting("lock_minutes", &mut rules.lock_minutes, |n, out| n.int(1..=120, out), out);
    reader.settings("deadlines", &DEADLINES, &mut rules.deadlines, days, out);
    if !reader.absent.is_empty() {
        let shown = reader.absent.iter().take(6).cloned().collect::<Vec<_>>().join(", ");
        let (more_vi, more_en) = match reader.absent.len().saturating_sub(6) {
            0 => (String::new(), String::new()),
            n => (format!(" và {n} mục khác"), format!(" and {n} others")),
        };
        out.warning(
            table.place(),
            format!("không ghi {shown}{more_vi}; dùng giá trị của hồ sơ quy tắc mặc định, hãy xem lại (hoặc ghi base nếu cố ý)"),
            format!("{shown}{more_en} not given; the default profile's values are used, please check them (or name a base)"),
        );
    }
    rules
}

/// The lines of `table` at which [`RuleProfile::problems`] finds something unusable.
pub(super) fn check(rules: &RuleProfile, tables: &[&Table<'_>], out: &mut Findings) {
    for sentence in rules.problems() {
        let (path, what) = sentence.split_once(": ").unwrap_or(("", &sentence));
        let keys: Vec<String> = path.split('.').map(snake_case).collect();
        let place = tables.iter().rev().find_map(|table| {
            let node = table.get(keys.first()?)?;
            match keys.get(1) {
                Some(inner) => Some(node.open_table(&mut Findings::default())?.get(inner)?.place()),
                None => Some(node.place()),
            }
        });
        let Some(place) = place.or(tables.first().map(|table| table.place())) else { continue };
        let key = keys.join(".");
        out.error(
            place,
            format!("mục “{key}”: {what}"),
            format!("“{key}” has a value that cannot be used ({what})"),
        );
    }
}

/// "DelegateRemoval" is "delegate_removal".
fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

struct Reader<'t, 'a> {
    table: &'t Table<'a>,
    part: Part,
    absent: Vec<String>,
}

impl Reader<'_, '_> {
    fn setting<T>(
        &mut self,
        key: &str,
        current: &mut Setting<T>,
        value: impl FnOnce(&Node<'_>, &mut Findings) -> Option<T>,
        out: &mut Findings,
    ) {
        let Some(node) = self.table.get(key) else {
            if self.part == Part::Whole {
                self.absent.push(key.to_owned());
            }
            return;
        };
        if let Some(read) = one(&node, value, out) {
            *current = read;
        }
    }

    fn settings<K: Copy + Ord, T>(
        &mut self,
        key: &str,
        names: &[(&str, K)],
        current: &mut std::collections::BTreeMap<K, Setting<T>>,
        value: impl Fn(&Node<'_>, &mut Findings) -> Option<T>,
        out: &mut Findings,
    ) {
        let allowed: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let inner = self.table.get(key).and_then(|node| node.table(&allowed, out));
        for (name, kind) in names {
            match inner.as_ref().and_then(|table| table.get(name)) {
                Some(node) => {
                    if let Some(read) = one(&node, &value, out) {
                        current.insert(*kind, read);
                    }
                }
                None if self.part == Part::Whole => self.absent.push(format!("{key}.{name}")),
                None => {}
            }
        }
    }
}

/// `{ value = …, source = "…", checked = … }`.
fn one<T>(
    node: &Node<'_>,
    value: impl FnOnce(&Node<'_>, &mut Findings) -> Option<T>,
    out: &mut Findings,
) -> Option<Setting<T>> {
    if !node.is_table() {
        node.wrong(
            "phải ghi cả nguồn, ví dụ: { value = …, source = \"Điều 12 Quy chế làm việc\", checked = true }",
            "must name its source, for example { value = …, source = \"article 12\", checked = true }",
            out,
        );
        return None;
    }
    let table = node.table(&["value", "source", "checked"], out)?;
    let value = table.need("value", out).and_then(|node| value(&node, out));
    let source = table.text("source", out);
    let checked = table.flag("checked", false, out);
    Some(Setting { value: value?, source: source?, checked })
}

fn fraction(node: &Node<'_>, out: &mut Findings) -> Option<Fraction> {
    let table = node.table(&["num", "den"], out)?;
    let (num, den) = (part_of(&table, "num", out), part_of(&table, "den", out));
    let found = Fraction { num: num?, den: den? };
    if found.num > found.den {
        node.wrong("lớn hơn tất cả đại biểu; num phải nhỏ hơn hoặc bằng den", "is more than everybody", out);
        return None;
    }
    Some(found)
}

fn majority(node: &Node<'_>, out: &mut Findings) -> Option<Majority> {
    let table = node.table(&["num", "den", "at_least", "base"], out)?;
    let (num, den) = (part_of(&table, "num", out), part_of(&table, "den", out));
    let at_least = table.flag("at_least", false, out);
    let base = table.need("base", out).and_then(|node| node.choice(&BASES, out));
    let found = Majority { num: num?, den: den?, at_least, base: base? };
    if found.num > found.den || (found.num == found.den && !found.at_least) {
        let text = format!("không ai có thể đạt {}/{}", found.num, found.den);
        node.wrong(&text, "asks for more votes than there are delegates", out);
        return None;
    }
    Some(found)
}

fn part_of(table: &Table<'_>, key: &str, out: &mut Findings) -> Option<u32> {
    table.need(key, out)?.int(1..=1000, out)
}

fn forms(node: &Node<'_>, out: &mut Findings) -> Option<Vec<VoteForm>> {
    let list = node.list(out)?;
    let count = list.len();
    let mut found: Vec<VoteForm> = Vec::new();
    for item in &list {
        let form = item.choice(&FORMS, out)?;
        if !found.contains(&form) {
            found.push(form);
        }
    }
    if found.is_empty() || found.len() != count {
        node.wrong(
            "cần ít nhất một hình thức, mỗi hình thức ghi một lần",
            "needs at least one form, each of them once",
            out,
        );
        return None;
    }
    Some(found)
}

/// Each criterion at most once; none at all is the order of registration.
fn queue_order(node: &Node<'_>, out: &mut Findings) -> Option<Vec<OrderRule>> {
    let list = node.list(out)?;
    let found: Vec<OrderRule> = list.iter().map(|item| item.choice(&ORDERS, out)).collect::<Option<_>>()?;
    let twice = (1..found.len()).any(|at| found.get(..at).is_some_and(|before| before.contains(&found[at])));
    if twice {
        node.wrong("mỗi tiêu chí chỉ ghi một lần", "names a criterion twice", out);
        return None;
    }
    Some(found)
}

fn total_basis(node: &Node<'_>, out: &mut Findings) -> Option<TotalBasis> {
    node.choice(&[("in_office", TotalBasis::InOffice), ("elected", TotalBasis::Elected)], out)
}

fn days(node: &Node<'_>, out: &mut Findings) -> Option<Days> {
    let table = node.table(&["days", "working"], out)?;
    let days = table.need("days", out)?.int(0..=366, out);
    let working = table.flag("working", false, out);
    Some(Days { days: days?, working })
}

fn hands_count(node: &Node<'_>, out: &mut Findings) -> Option<HandsCount> {
    node.choice(&[("for_and_against", HandsCount::ForAndAgainst), ("dissent", HandsCount::Dissent)], out)
}

fn tally_view(node: &Node<'_>, out: &mut Findings) -> Option<TallyView> {
    node.choice(&[("nobody", TallyView::Nobody), ("chair", TallyView::Chair), ("all", TallyView::All)], out)
}

fn publishing(node: &Node<'_>, out: &mut Findings) -> Option<Publishing> {
    node.choice(&[("by_chair", Publishing::ByChair), ("at_close", Publishing::AtClose)], out)
}

fn option_labels(node: &Node<'_>, out: &mut Findings) -> Option<[String; 3]> {
    let texts: Vec<String> = node.list(out)?.iter().map(|item| item.text(out)).collect::<Option<_>>()?;
    let labels = <[String; 3]>::try_from(texts).ok();
    let usable = labels.filter(|[a, b, c]| {
        [a, b, c].iter().all(|label| (1..=24).contains(&label.chars().count())) && a != b && b != c && a != c
    });
    if usable.is_none() {
        node.wrong(
            "cần đúng ba tên khác nhau, mỗi tên không quá 24 ký tự, theo thứ tự: tán thành, không tán thành, \
             không biểu quyết",
            "needs three different names of at most 24 characters: for, against, not voting",
            out,
        );
    }
    usable
}

fn warn_seconds(node: &Node<'_>, out: &mut Findings) -> Option<Vec<u32>> {
    let list = node.list(out)?;
    let mut seconds: Vec<u32> = list.iter().map(|item| item.int(1..=3600, out)).collect::<Option<_>>()?;
    seconds.sort_unstable_by(|a, b| b.cmp(a));
    seconds.dedup();
    Some(seconds)
}
