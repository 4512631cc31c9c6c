//! Who spoke in an item, in which order; groups of questions with answers, debate and conclusion.

use super::Numbered;
use crate::chamber::SpeechState;
use crate::minutes::model::{AgendaItem, Commitment, MinutesModel, QuestionGroup, Speech};
use crate::minutes::phrases::{
    commitment_sentence, count, group_sentence, lower_first, opinion_sentence, or_placeholder, stopped,
    turn_sentence, turns_sentence, with_group,
};
use crate::minutes::statistics::{Turns, of_item};
use crate::minutes::tree::Block;
use crate::text::padded;

/// Everything that was said in `item`.
pub(super) fn blocks(
    model: &MinutesModel,
    item: &AgendaItem,
    numbered: &mut Numbered<'_>,
    out: &mut Vec<Block>,
) {
    let all: Vec<&Speech> = of_item(model, item).collect();
    let turns = Turns::of(all.iter().copied());
    if !turns.is_empty() {
        out.push(Block::body(turns_sentence(&turns)));
    }
    let mut given: Vec<&Speech> = all.iter().copied().filter(|s| s.was_given()).collect();
    given.sort_by_key(|s| s.called_at);
    let (grouped, mut loose): (Vec<_>, Vec<_>) = given.into_iter().partition(|s| s.question_group.is_some());
    let mut groups: Vec<&QuestionGroup> = item.question_groups.iter().collect();
    // Those that were not taken up come last, in the order of the plan.
    groups.sort_by_key(|group| (group.start.is_none(), group.start));
    let owed: Vec<&Commitment> = item
        .commitments
        .iter()
        .filter_map(|i| model.commitments.get(*i))
        .filter(|c| c.dropped.is_none())
        .collect();
    for group in groups {
        let before =
            loose.iter().take_while(|s| group.start.is_none_or(|start| s.called_at < Some(start))).count();
        let rest = loose.split_off(before);
        out.extend(loose.iter().map(|s| Block::body(numbered.next(&turn_sentence(s)))));
        loose = rest;
        out.push(Block::body(numbered.next(&group_sentence(group))));
        let own = grouped.iter().copied().filter(|s| s.question_group == Some(group.no));
        question_group(group, own, out);
        let own = owed.iter().filter(|c| c.question_group == Some(group.no));
        out.extend(own.map(|c| Block::body(commitment_sentence(c))));
        if group.start.is_some() {
            out.push(conclusion(&group.conclusion));
        }
    }
    out.extend(loose.iter().map(|s| Block::body(numbered.next(&turn_sentence(s)))));
    unheard(&all, out);
    let own = owed.iter().filter(|c| c.question_group.is_none());
    out.extend(own.map(|c| Block::body(commitment_sentence(c))));
    let expected = item.question_groups.is_empty() && turns.given > 0;
    if expected || item.conclusion.is_some() {
        out.push(conclusion(item.conclusion.as_deref().unwrap_or_default()));
    }
}

fn conclusion(text: &str) -> Block {
    Block::body(format!("Chủ tọa kết luận: {}", stopped(or_placeholder(Some(text)))))
}

fn question_group<'a>(
    group: &QuestionGroup,
    speeches: impl Iterator<Item = &'a Speech>,
    out: &mut Vec<Block>,
) {
    if group.start.is_none() {
        out.push(Block::body("Nhóm vấn đề này chưa được tiến hành tại kỳ họp."));
    }
    if !group.handed_in.is_empty() {
        let number = padded(count(&group.handed_in));
        out.push(Block::body(format!("Phiếu chất vấn gửi trước kỳ họp: {number} phiếu.")));
        let line =
            |q: &crate::minutes::model::HandedIn| format!("+ Đại biểu {}: {}", q.name, stopped(&q.text));
        out.extend(group.handed_in.iter().map(|q| Block::body(line(q))));
    }
    out.extend(speeches.map(|s| Block::body(format!("- {}", turn_sentence(s)))));
}

/// Those who were not heard: opinions in writing, and who was not reached.
fn unheard(all: &[&Speech], out: &mut Vec<Block>) {
    let with = |state| all.iter().copied().filter(move |s: &&Speech| s.state == state).collect::<Vec<_>>();
    let (written, late) = (with(SpeechState::Written), with(SpeechState::NotReached));
    if !written.is_empty() {
        out.push(Block::body("Ý kiến gửi bằng văn bản:"));
        out.extend(written.iter().map(|s| Block::body(format!("- {}", opinion_sentence(s)))));
    }
    if !late.is_empty() {
        let names: Vec<String> = late.iter().map(|s| lower_first(&with_group(s))).collect();
        out.push(Block::body(format!("Đã đăng ký, chưa đến lượt: {}.", names.join("; "))));
    }
}
