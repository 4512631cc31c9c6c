//! The agenda as the chair runs it.

use super::{Decision, as_act, chair_only};
use crate::chamber::command::{Actor, AttendanceMark};
use crate::chamber::event::Event;
use crate::chamber::ids::ItemId;
use crate::chamber::refusal::Refusal;
use crate::chamber::session::Session;
use crate::chamber::undo::Act;

impl Session {
    pub(super) fn go_to_item(&self, item: &ItemId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        let run = self.agenda.run(item).ok_or(Refusal::UnknownItem)?;
        if run.postponed.is_some() {
            return Err(Refusal::ItemPostponed);
        }
        if self.agenda.current() == Some(item) {
            return Ok(Vec::new());
        }
        if self.doors.is_some() {
            return Err(Refusal::DoorsClosed);
        }
        self.nothing_runs()?;
        let mut events = self.queue_not_reached();
        events.push(Event::ItemStarted { item: item.clone() });
        Ok(as_act(Act::GoToItem, events))
    }

    pub(super) fn move_item(&self, item: &ItemId, position: usize, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        let from = self.agenda.order().iter().position(|i| i == item).ok_or(Refusal::UnknownItem)?;
        let position = position.min(self.agenda.order().len().saturating_sub(1));
        if from == position {
            return Ok(Vec::new());
        }
        Ok(as_act(Act::MoveItem, vec![Event::ItemMoved { item: item.clone(), position }]))
    }

    pub(super) fn postpone_item(&self, item: &ItemId, reason: &str, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        let run = self.agenda.run(item).ok_or(Refusal::UnknownItem)?;
        if run.postponed.is_some() {
            return Ok(Vec::new());
        }
        let mut events = Vec::new();
        if self.agenda.current() == Some(item) {
            if self.doors.is_some() {
                return Err(Refusal::DoorsClosed);
            }
            self.nothing_runs()?;
            events = self.queue_not_reached();
        }
        let reason: String = reason.trim().chars().take(AttendanceMark::REASON_CHARS).collect();
        events.push(Event::ItemPostponed { item: item.clone(), reason });
        Ok(as_act(Act::PostponeItem, events))
    }

    pub(super) fn restore_item(&self, item: &ItemId, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.not_closed()?;
        match self.agenda.run(item) {
            None => Err(Refusal::UnknownItem),
            Some(run) if run.postponed.is_none() => Ok(Vec::new()),
            Some(_) => Ok(as_act(Act::RestoreItem, vec![Event::ItemRestored { item: item.clone() }])),
        }
    }
}
