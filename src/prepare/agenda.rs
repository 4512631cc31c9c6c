//! The agenda.

use super::doc::{Node, Table};
use super::groups::Groups;
use super::motions::{self, Asked, Context};
use super::problem::Findings;
use super::session::not_an_id;
use super::text::shortened;
use crate::chamber::ids::ItemId;
use crate::chamber::plan::{AgendaItem, Effect};

/// Lengths that the screens have room for.
const SHORT: usize = 24;
const LONG_TITLE: usize = 240;

const KEYS: [&str; 8] =
    ["id", "title", "short_title", "presenter", "discussion", "minutes", "motions", "groups"];

/// The items' tables with their ids, open before the documents are read because documents point at items and
/// motions at documents.
pub(super) struct Tables<'a> {
    items: Vec<(ItemId, Table<'a>)>,
}

impl<'a> Tables<'a> {
    pub fn open(root: &Table<'a>, out: &mut Findings) -> Self {
        let tables = root.tables("agenda", &KEYS, out);
        if tables.is_empty() && !root.doc().is_broken() {
            out.error(
                root.place_of("agenda"),
                "chương trình kỳ họp chưa có nội dung nào; thêm các phần [[agenda]]",
                "the agenda is empty; add [[agenda]] sections",
            );
        }
        let unheard = &mut Findings::default();
        let ids: Vec<String> = tables.iter().map(|table| table.text_or_empty("id", unheard)).collect();
        let mut items: Vec<(ItemId, Table<'a>)> = Vec::new();
        for (number, table) in (1..).zip(tables) {
            let written = table.get("id").and_then(|node| {
                let id = ItemId::new(&node.text(out)?);
                if id.is_err() {
                    not_an_id(&node, out);
                }
                id.ok()
            });
            let own = format!("i{number}");
            let own = if ids.contains(&own) { format!("i{number}-{number}") } else { own };
            let Some(id) = written.or_else(|| ItemId::new(&own).ok()) else { continue };
            if items.iter().any(|(other, _)| *other == id) {
                // It keeps its place, so that the numbers of the items after it stay right.
                twice(&table, "id", id.as_str(), out);
            }
            items.push((id, table));
        }
        Self { items }
    }

    /// The item that a document names by number (from 1) or by id.
    pub fn find(&self, node: &Node<'_>, out: &mut Findings) -> Option<ItemId> {
        if node.is_integer() {
            let most = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
            let number = node.int(1..=u32::MAX, out)?;
            let found = self.items.get(number as usize - 1).map(|(id, _)| id.clone());
            // An empty agenda is reported once, not at each document.
            if found.is_none() && most > 0 {
                node.unknown(
                    &format!("là {number}, nhưng chương trình chỉ có {most} nội dung"),
                    &format!("is {number}, but the agenda has {most} items"),
                    out,
                );
            }
            return found;
        }
        let name = node.text(out)?;
        let found = self.items.iter().find(|(id, _)| id.as_str() == name).map(|(id, _)| id.clone());
        if found.is_none() {
            node.unknown(
                &format!("là “{name}”, không có nội dung nào như vậy; ghi số thứ tự của nội dung, ví dụ 3"),
                &format!("is “{name}”, which is no item; give the item's number, for example 3"),
                out,
            );
        }
        found
    }

    pub fn read(&self, context: &Context<'_>, out: &mut Findings) -> Vec<AgendaItem> {
        let mut asked = Asked::default();
        let mut groups = Groups::of(self.items.iter().map(|(_, table)| table));
        let items: Vec<AgendaItem> = (1..)
            .zip(&self.items)
            .filter_map(|(number, (id, table))| {
                item(number, id, table, context, &mut asked, &mut groups, out)
            })
            .collect();
        asked.seen.check(groups.any(), out);
        self.check_order(&items, out);
        items
    }
}

impl Tables<'_> {
    /// Groups of questions are taken up only when the council has adopted them (domain 5.3).
    fn check_order(&self, items: &[AgendaItem], out: &mut Findings) {
        let adopts =
            |item: &AgendaItem| item.motions.iter().any(|m| m.effect == Some(Effect::QuestionGroups));
        let first = items.iter().position(|item| !item.groups.is_empty());
        let adopted = items.iter().position(adopts);
        let Some((_, adopted)) = first.zip(adopted).filter(|(first, adopted)| adopted > first) else {
            return;
        };
        let late = items.get(adopted).and_then(|item| self.items.iter().find(|(id, _)| *id == item.id));
        if let Some((_, table)) = late {
            out.warning(
                table.place_of("motions"),
                "nhóm vấn đề chất vấn được quyết định sau nội dung chất vấn; hãy chuyển biểu quyết này lên trước",
                "the groups of questions are adopted after the item of questioning; move this motion before it",
            );
        }
    }
}

pub(super) fn twice(table: &Table<'_>, key: &str, value: &str, out: &mut Findings) {
    out.error(
        table.place_of(key),
        format!("“{value}” đã dùng ở trên; mỗi mã chỉ dùng một lần"),
        format!("“{value}” is used above; each id only once"),
    );
}

fn item<'a>(
    number: usize,
    id: &ItemId,
    table: &Table<'a>,
    context: &Context<'_>,
    asked: &mut Asked<'a>,
    groups: &mut Groups,
    out: &mut Findings,
) -> Option<AgendaItem> {
    let title = long_title(table, out);
    let short_title = short_title(table, title.as_deref(), SHORT, out);
    let presenter = table.text_or_empty("presenter", out);
    let minutes = table.get("minutes").and_then(|node| node.int(1..=600, out));
    let groups = groups.read(table, context.delegates, out);
    let questioned = table.get("groups").is_some();
    let discussion = table.flag("discussion", questioned, out);
    if questioned && !discussion {
        out.warning(
            table.place_of("discussion"),
            "nội dung này có nhóm vấn đề chất vấn nhưng không cho đăng ký; bỏ dòng discussion hoặc ghi true",
            "this item has groups of questions and takes no requests to speak; leave discussion out or write true",
        );
    }
    let motions = motions::read(number, &table.tables("motions", &motions::KEYS, out), context, asked, out);
    Some(AgendaItem {
        id: id.clone(),
        title: title?,
        short_title: short_title?,
        presenter,
        discussion,
        minutes,
        motions,
        groups,
    })
}

pub(super) fn long_title(table: &Table<'_>, out: &mut Findings) -> Option<String> {
    let title = table.text("title", out)?;
    let length = title.chars().count();
    if length > LONG_TITLE {
        out.warning(
            table.place_of("title"),
            format!("tên dài {length} ký tự, sẽ bị rút gọn trên màn hình (nên không quá {LONG_TITLE})"),
            format!("the title has {length} characters and will be cut on the screens (better at most {LONG_TITLE})"),
        );
    }
    Some(title)
}

/// The short title, cut where it is too long; the title itself where it fits.
pub(super) fn short_title(
    table: &Table<'_>,
    title: Option<&str>,
    limit: usize,
    out: &mut Findings,
) -> Option<String> {
    let written = table.text_or_empty("short_title", out);
    let given = !written.is_empty();
    let text = if given { written } else { title?.to_owned() };
    let Some(cut) = shortened(&text, limit) else { return Some(text) };
    let length = text.chars().count();
    let (vi, en) = if given {
        (
            format!("tên ngắn “{text}” dài {length} ký tự, màn hình chỉ đủ {limit}; sẽ hiện là “{cut}”"),
            format!(
                "short title “{text}” has {length} characters, there is room for {limit}; “{cut}” will be shown"
            ),
        )
    } else {
        (
            format!(
                "tên dài {length} ký tự mà chưa có tên ngắn; thêm short_title (không quá {limit} ký tự), nếu không sẽ hiện là “{cut}”"
            ),
            format!(
                "the title has {length} characters; add a short_title of at most {limit}, or “{cut}” will be shown"
            ),
        )
    };
    out.warning(table.place_of(if given { "short_title" } else { "title" }), vi, en);
    Some(cut)
}
