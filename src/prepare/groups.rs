//! Groups of questions (nhóm vấn đề chất vấn) and who answers them (domain 5.3).

use super::agenda::twice;
use super::delegates::Delegates;
use super::doc::{Node, Table};
use super::people::honorific;
use super::person::without_honorific;
use super::problem::Findings;
use super::session::not_an_id;
use crate::chamber::ids::{DelegateId, GroupId};
use crate::chamber::plan::{PlannedQuestion, QuestionGroup, Respondent};
use crate::chamber::{Speaker, Speech};

const KEYS: [&str; 4] = ["id", "title", "respondent", "questions"];
const TITLE: usize = 60;

/// The ids of all groups of a session.
pub(super) struct Groups {
    /// As the file gives them, also those that are read later.
    written: Vec<String>,
    taken: Vec<GroupId>,
    /// Groups so far, with those that are wrong.
    count: usize,
}

impl Groups {
    /// Looks at all items, so that an id that is made never is one that somebody wrote.
    pub fn of<'t, 'a: 't>(items: impl Iterator<Item = &'t Table<'a>>) -> Self {
        let unheard = &mut Findings::default();
        let mut written = Vec::new();
        for item in items {
            let groups = item.tables("groups", &KEYS, unheard);
            written.extend(groups.iter().map(|group| group.text_or_empty("id", unheard)));
        }
        Self { written, taken: Vec::new(), count: 0 }
    }

    /// Whether any item has a group.
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// The groups of an item.
    pub fn read(
        &mut self,
        item: &Table<'_>,
        delegates: Option<&Delegates>,
        out: &mut Findings,
    ) -> Vec<QuestionGroup> {
        let tables = item.tables("groups", &KEYS, out);
        tables.iter().filter_map(|table| self.group(table, delegates, out)).collect()
    }

    fn group(
        &mut self,
        table: &Table<'_>,
        delegates: Option<&Delegates>,
        out: &mut Findings,
    ) -> Option<QuestionGroup> {
        self.count += 1;
        let id = self.id(table, out);
        let title = table.text("title", out);
        if let Some(length) = title.as_ref().map(|t| t.chars().count()).filter(|length| *length > TITLE) {
            out.warning(
                table.place_of("title"),
                format!("tên nhóm vấn đề dài {length} ký tự, sẽ bị rút gọn trên màn hình (nên không quá {TITLE})"),
                format!("the group's title has {length} characters and will be cut on the screens (better at most {TITLE})"),
            );
        }
        let respondent = table.need("respondent", out).and_then(|node| respondent(&node, delegates, out));
        let questions = table.tables("questions", &["delegate", "text"], out);
        let questions = questions.iter().filter_map(|table| question(table, delegates, out)).collect();
        Some(QuestionGroup { id: id?, title: title?, respondent: respondent?, questions })
    }

    fn id(&mut self, table: &Table<'_>, out: &mut Findings) -> Option<GroupId> {
        let id = match table.get("id") {
            Some(node) => {
                let id = GroupId::new(&node.text(out)?);
                if id.is_err() {
                    not_an_id(&node, out);
                }
                id.ok()?
            }
            None => {
                let own = format!("g{}", self.count);
                let own = if self.written.contains(&own) { format!("{own}-{}", self.count) } else { own };
                GroupId::new(&own).ok()?
            }
        };
        if self.taken.contains(&id) {
            twice(table, "id", id.as_str(), out);
            return None;
        }
        self.taken.push(id.clone());
        Some(id)
    }
}

fn respondent(node: &Node<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Option<Respondent> {
    let table = node.table(&["honorific", "name", "title", "delegate"], out)?;
    if let Some(named) = table.get("delegate") {
        if let Some(other) = ["honorific", "name", "title"].into_iter().find_map(|key| table.get(key)) {
            other.wrong(
                "không đi cùng “delegate”; người trả lời là đại biểu thì họ tên, chức vụ lấy từ danh sách đại biểu",
                "cannot stand beside “delegate”; a delegate's name and office come from the list of delegates",
                out,
            );
        }
        let id = delegate_of(&named, delegates, out)?;
        let found = delegates?.list.iter().map(|seated| &seated.delegate).find(|d| d.id == id)?;
        return Some(Respondent {
            honorific: found.honorific.clone(),
            name: found.name.clone(),
            title: found.title.clone(),
            delegate: Some(id),
        });
    }
    let written = table.text("name", out);
    let title = table.text_or_empty("title", out);
    let given = table.get("honorific").map(|_| honorific(&table, out));
    let written = written?;
    let (prefix, name) = without_honorific(&written);
    let honorific = match given {
        Some(read) => read?,
        None => prefix.unwrap_or_default().to_owned(),
    };
    let found = Respondent { honorific, name: name.to_owned(), title, delegate: None };
    let fits = [("name", &found.full_name()), ("title", &found.title)].map(|(key, text)| {
        let length = text.chars().count();
        let fits = length <= Speaker::CHARS;
        if let Some(node) = table.get(key).filter(|_| !fits) {
            let most = Speaker::CHARS;
            node.wrong(
                &format!("dài {length} ký tự; nhiều nhất là {most}"),
                &format!("has {length} characters; {most} at most"),
                out,
            );
        }
        fits
    });
    let same = |list: &Delegates| {
        list.list.iter().find(|s| s.delegate.name == found.name).map(|s| s.delegate.id.clone())
    };
    if let Some(id) = delegates.and_then(same) {
        out.warning(
            table.place_of("name"),
            format!("người trả lời trùng tên đại biểu {id}; nếu là một người thì ghi: respondent = {{ delegate = \"{id}\" }}"),
            format!("the respondent has the name of delegate {id}; if it is the same person write: respondent = {{ delegate = \"{id}\" }}"),
        );
    }
    (fits == [true, true]).then_some(found)
}

fn question(table: &Table<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Option<PlannedQuestion> {
    let delegate = table.need("delegate", out).and_then(|node| delegate_of(&node, delegates, out));
    let text = table.text("text", out)?;
    let (length, most) = (text.chars().count(), Speech::TEXT_CHARS);
    if length > most {
        out.error(
            table.place_of("text"),
            format!("phiếu chất vấn dài {length} ký tự; nhiều nhất là {most}"),
            format!("the question has {length} characters; {most} at most"),
        );
        return None;
    }
    Some(PlannedQuestion { delegate: delegate?, text })
}

/// A delegate by id, "d07", or by the number of the seat.
fn delegate_of(node: &Node<'_>, delegates: Option<&Delegates>, out: &mut Findings) -> Option<DelegateId> {
    let (shown, found) = if node.is_integer() {
        let seat = node.int(1..=u32::from(u16::MAX), out)?;
        (format!("{seat}"), delegates?.at_seat(seat).map(|d| d.id.clone()))
    } else {
        let text = node.text(out)?;
        let ids = delegates?.list.iter().map(|seated| &seated.delegate.id);
        let found = ids.clone().find(|id| id.as_str() == text).cloned();
        (text, found)
    };
    if found.is_none() {
        node.wrong(
            &format!("là “{shown}”, không có đại biểu nào như vậy; ghi mã theo số ghế, ví dụ \"d07\" là đại biểu ghế 07"),
            &format!("is “{shown}”, which is no delegate; write the seat's id, for example \"d07\" for seat 07"),
            out,
        );
    }
    found
}
