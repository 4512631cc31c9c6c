//! What can be put to the vote in an item: motions, and the parts of a motion that are voted on before it.

use super::agenda::{long_title, short_title};
use super::ballots::{self, Seen};
use super::delegates::Delegates;
use super::doc::{Node, Table};
use super::papers::{Paper, Papers};
use super::problem::Findings;
use super::profile;
use super::session::not_an_id;
use super::text::{did_you_mean, nearest, slug};
use crate::chamber::ids::{DocumentId, MotionId};
use crate::chamber::plan::Motion;
use crate::chamber::rules::{Matter, RuleProfile, VoteForm};

const SHORT: usize = 32;

pub(super) const KEYS: [&str; 10] = [
    "id",
    "number",
    "title",
    "short_title",
    "matter",
    "document",
    "part_of",
    "effect",
    "tally_board",
    "ballot",
];

/// What motions point at and are measured by.
pub(super) struct Context<'c> {
    pub papers: &'c Papers,
    pub delegates: Option<&'c Delegates>,
    pub rules: Option<&'c RuleProfile>,
    /// UTC milliseconds.
    pub opens_at: Option<i64>,
}

/// All motions so far.
#[derive(Default)]
pub(super) struct Asked<'a> {
    ids: Vec<MotionId>,
    pub seen: Seen<'a>,
}

/// A motion that is no part, with its parts.
struct Whole {
    names: [String; 2],
    motion: Option<Motion>,
    has_ballot: bool,
    parts: Vec<Motion>,
}

/// The motions of item `number`, every part before its whole.
pub(super) fn read<'a>(
    number: usize,
    tables: &[Table<'a>],
    context: &Context<'_>,
    asked: &mut Asked<'a>,
    out: &mut Findings,
) -> Vec<Motion> {
    let (parts, wholes): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.get("part_of").is_some());
    let several = wholes.len() > 1;
    let mut found: Vec<Whole> = Vec::new();
    for (at, table) in (1..).zip(wholes) {
        let default = if several { format!("{number}.{at}") } else { number.to_string() };
        let (id, number) = names(table, default, out);
        let shown = id.as_ref().map_or("", MotionId::as_str).to_owned();
        let motion = motion(table, id, number.clone(), None, context, asked, out);
        found.push(Whole {
            names: [shown, number],
            motion: asked.only_once(table, motion, out),
            has_ballot: table.get("ballot").is_some(),
            parts: Vec::new(),
        });
    }
    let unheard = &mut Findings::default();
    let mut named: Vec<String> = parts
        .iter()
        .flat_map(|table| ["id", "number"].map(|key| table.text_or_empty(key, unheard)))
        .collect();
    for table in parts {
        let at = table.get("part_of").and_then(|node| whole_of(&node, &found, &named, out));
        let Some(whole) = at.and_then(|at| found.get_mut(at)) else {
            // Its other mistakes are told as well.
            motion(table, None, String::new(), None, context, asked, out);
            continue;
        };
        let default = format!("{}.{}", whole.names[1], whole.parts.len() + 1);
        let (id, number) = names(table, default, out);
        named.push(number.clone());
        let part = motion(table, id, number, whole.motion.as_ref(), context, asked, out);
        whole.parts.extend(asked.only_once(table, part, out));
    }
    found.into_iter().flat_map(|whole| whole.parts.into_iter().chain(whole.motion)).collect()
}

impl Asked<'_> {
    fn only_once(&mut self, table: &Table<'_>, motion: Option<Motion>, out: &mut Findings) -> Option<Motion> {
        let motion = motion?;
        if self.ids.contains(&motion.id) {
            super::agenda::twice(table, "id", motion.id.as_str(), out);
            return None;
        }
        self.ids.push(motion.id.clone());
        Some(motion)
    }
}

/// Id and number of a motion.
fn names(table: &Table<'_>, default: String, out: &mut Findings) -> (Option<MotionId>, String) {
    let written = table.text_or_empty("number", out);
    let number = if written.is_empty() { default } else { written };
    let id = match table.get("id") {
        Some(node) => node.text(out).and_then(|text| {
            let id = MotionId::new(&text);
            if id.is_err() {
                not_an_id(&node, out);
            }
            id.ok()
        }),
        None => MotionId::new(&format!("m{}", slug(&number))).ok(),
    };
    (id, number)
}

/// The place in `wholes` of the one that `node` names by id or number; `parts` are names of parts.
fn whole_of(node: &Node<'_>, wholes: &[Whole], parts: &[String], out: &mut Findings) -> Option<usize> {
    let name = node.text(out)?;
    let Some(at) = wholes.iter().position(|whole| whole.names.contains(&name)) else {
        let (vi, en) = if !name.is_empty() && parts.contains(&name) {
            (
                format!("là “{name}”, mà “{name}” cũng là một phần; không có phần của phần"),
                format!("is “{name}”, which is itself a part; a part has no parts"),
            )
        } else {
            let numbers: Vec<&str> = wholes.iter().map(|whole| whole.names[1].as_str()).collect();
            let numbers = numbers.join(", ");
            (
                format!(
                    "là “{name}”, không có biểu quyết nào như vậy trong nội dung này (đang có: {numbers})"
                ),
                format!("is “{name}”, which is no motion of this item (there are: {numbers})"),
            )
        };
        node.unknown(&vi, &en, out);
        return None;
    };
    if wholes.get(at).is_some_and(|whole| whole.has_ballot) {
        node.wrong(
            &format!("là “{name}”, là một cuộc bỏ phiếu; bỏ phiếu thì không chia thành phần"),
            &format!("is “{name}”, which is a ballot; a ballot has no parts"),
            out,
        );
        return None;
    }
    Some(at)
}

fn motion<'a>(
    table: &Table<'a>,
    id: Option<MotionId>,
    number: String,
    whole: Option<&Motion>,
    context: &Context<'_>,
    asked: &mut Asked<'a>,
    out: &mut Findings,
) -> Option<Motion> {
    let title = long_title(table, out);
    let short_title = short_title(table, title.as_deref(), SHORT, out);
    let paper = table.get("ballot").map(|node| ballots::paper(&node, context, &mut asked.seen, out));
    let effect = ballots::effect(table, context, &mut asked.seen, out);
    let matter = match (table.get("matter"), &paper) {
        (None, Some(paper)) => paper.as_ref().map(|paper| paper.kind.matter()),
        (Some(_), _) | (None, None) => {
            table.need("matter", out).and_then(|node| node.choice(profile::matters(), out))
        }
    };
    if let (Some(matter), Some(Some(paper))) = (matter, &paper) {
        ballots::check_matter(table, matter, paper, out);
    }
    let own = table.get("document").map(|node| document(&node, context.papers, out));
    let is_part = table.get("part_of").is_some();
    if let Some(node) = table.get("ballot").filter(|_| is_part) {
        node.wrong(
            "không dùng được cho một phần; phần thì biểu quyết công khai",
            "cannot be for a part",
            out,
        );
    }
    if own.is_none() && !is_part && matter == Some(Matter::Resolution) {
        out.warning(
            table.place(),
            "nghị quyết này chưa gắn dự thảo; thêm document = \"số hiệu hoặc tên tệp\" để biểu quyết đúng văn bản",
            "this resolution names no draft; add document = \"number or file name\" so that the vote names its text",
        );
    }
    if paper.is_none()
        && let Some((matter, rules)) = matter.zip(context.rules)
        && rules.form_for(matter) == Some(VoteForm::SecretBallot)
    {
        out.warning(
            table.place(),
            "theo quy tắc việc này bỏ phiếu kín nhưng chưa có phiếu; thêm ballot = { … }, nếu không Chủ tọa phải chọn hình thức khác",
            "the rules want a secret ballot here and there is none; add ballot = { … }, or the chair has to choose another form",
        );
    }
    Some(Motion {
        id: id?,
        number,
        title: title?,
        short_title: short_title?,
        matter: matter?,
        document: own.unwrap_or_else(|| whole.and_then(|whole| whole.document.clone())),
        part_of: whole.map(|whole| whole.id.clone()),
        effect,
        ballot: paper.flatten(),
    })
}

/// The document that a motion names by its number, id or file name.
fn document(node: &Node<'_>, papers: &Papers, out: &mut Findings) -> Option<DocumentId> {
    let name = node.text(out)?;
    let matches = |paper: &&Paper| {
        [&paper.document.number, &paper.file].contains(&&name) || paper.document.id.as_str() == name
    };
    if let Some(paper) = papers.found.iter().find(matches) {
        return Some(paper.document.id.clone());
    }
    if papers.named.contains(&name) {
        return None;
    }
    let names = papers.named.iter().map(String::as_str).filter(|name| !name.is_empty());
    let (hint_vi, hint_en) = match nearest(&name, names) {
        Some(hint) => did_you_mean(hint),
        None => (String::new(), String::new()),
    };
    node.unknown(
        &format!("là “{name}”, không có trong danh sách [[documents]]{hint_vi}"),
        &format!("is “{name}”, which is none of the [[documents]]{hint_en}"),
        out,
    );
    None
}
