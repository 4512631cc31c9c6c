//! The agenda as it runs: the chair may move items, postpone them and jump.

use super::ids::ItemId;
use super::plan::SessionPlan;
use super::stopwatch::Stopwatch;
use std::collections::BTreeMap;

/// What has become of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemRun {
    /// Each stretch in which the item was current, UTC milliseconds.
    pub stretches: Vec<(i64, Option<i64>)>,
    /// Reason, if the chair postponed it to another session.
    pub postponed: Option<String>,
    /// The chair ended its discussion.
    pub discussion_ended: bool,
    /// It was taken behind closed doors.
    pub closed_doors: bool,
    /// The chair closed its list of speakers.
    pub list_closed: bool,
    /// How long it has been before the council, without recesses.
    pub watch: Stopwatch,
}

/// Running order and current item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agenda {
    order: Vec<ItemId>,
    runs: BTreeMap<ItemId, ItemRun>,
    current: Option<ItemId>,
}

impl Agenda {
    /// The planned order.
    pub fn of_plan(plan: &SessionPlan) -> Self {
        Self {
            order: plan.agenda.iter().map(|i| i.id.clone()).collect(),
            runs: plan.agenda.iter().map(|i| (i.id.clone(), ItemRun::default())).collect(),
            current: None,
        }
    }

    /// Items in running order.
    pub fn order(&self) -> &[ItemId] {
        &self.order
    }

    /// Place in the running order, from 1.
    pub fn number(&self, item: &ItemId) -> Option<u32> {
        let index = self.order.iter().position(|i| i == item)?;
        u32::try_from(index + 1).ok()
    }

    /// The item before the council now.
    pub fn current(&self) -> Option<&ItemId> {
        self.current.as_ref()
    }

    /// What has become of `item`.
    pub fn run(&self, item: &ItemId) -> Option<&ItemRun> {
        self.runs.get(item)
    }

    /// The next item in running order that is neither done nor postponed, after the current one.
    pub fn next(&self) -> Option<&ItemId> {
        let after =
            self.current.as_ref().and_then(|c| self.order.iter().position(|i| i == c)).map_or(0, |i| i + 1);
        self.order.iter().skip(after).find(|i| self.runs.get(*i).is_some_and(|r| r.postponed.is_none()))
    }

    /// Whether `item` has been before the council and is so no more.
    pub fn is_done(&self, item: &ItemId) -> bool {
        self.current.as_ref() != Some(item) && self.runs.get(item).is_some_and(|r| !r.stretches.is_empty())
    }

    pub(super) fn start(&mut self, item: &ItemId, at: i64) {
        self.finish_current(at);
        if let Some(run) = self.runs.get_mut(item) {
            run.stretches.push((at, None));
            run.watch.resume(at);
            self.current = Some(item.clone());
        }
    }

    pub(super) fn finish_current(&mut self, at: i64) {
        if let Some(run) = self.current.take().and_then(|i| self.runs.get_mut(&i))
            && let Some(last) = run.stretches.last_mut()
        {
            last.1 = Some(at);
            run.watch.pause(at);
        }
    }

    /// The clock of the current item.
    pub(super) fn watch_mut(&mut self) -> Option<&mut Stopwatch> {
        let current = self.current.as_ref()?;
        self.runs.get_mut(current).map(|r| &mut r.watch)
    }

    pub(super) fn shift(&mut self, item: &ItemId, position: usize) {
        if let Some(from) = self.order.iter().position(|i| i == item) {
            let moved = self.order.remove(from);
            self.order.insert(position.min(self.order.len()), moved);
        }
    }

    pub(super) fn postpone(&mut self, item: &ItemId, reason: Option<String>) {
        if let Some(run) = self.runs.get_mut(item) {
            run.postponed = reason;
        }
    }

    pub(super) fn close_doors(&mut self, item: &ItemId) {
        if let Some(run) = self.runs.get_mut(item) {
            run.closed_doors = true;
        }
    }

    pub(super) fn set_list_closed(&mut self, closed: bool) {
        if let Some(run) = self.current.clone().and_then(|i| self.runs.get_mut(&i)) {
            run.list_closed = closed;
        }
    }

    pub(super) fn set_discussion_ended(&mut self, ended: bool) {
        if let Some(run) = self.current.clone().and_then(|i| self.runs.get_mut(&i)) {
            run.discussion_ended = ended;
        }
    }
}
