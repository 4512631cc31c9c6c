//! Opening and closing, recesses, and closed sittings.

use super::{Decision, as_act, chair_only};
use crate::chamber::command::Actor;
use crate::chamber::event::Event;
use crate::chamber::plan::Effect;
use crate::chamber::refusal::Refusal;
use crate::chamber::session::{Phase, Session};
use crate::chamber::undo::Act;
use crate::chamber::vote::Vote;

impl Session {
    pub(super) fn open(&self, total_delegates: u32, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Prepared => {}
            Phase::Open | Phase::Recess { .. } => return Err(Refusal::AlreadyOpen),
            Phase::Closed => return Err(Refusal::SittingClosed),
        }
        let present = self.roll.present_count();
        if total_delegates == 0 || total_delegates < present {
            return Err(Refusal::BadTotal { present });
        }
        let mut events = vec![Event::SittingOpened { total_delegates, present }];
        if let Some(first) = self.agenda.next() {
            events.push(Event::ItemStarted { item: first.clone() });
        }
        Ok(events)
    }

    pub(super) fn start_recess(&self, resume_at: Option<i64>, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        self.nothing_runs()?;
        Ok(as_act(Act::StartRecess, vec![Event::RecessStarted { resume_at }]))
    }

    pub(super) fn end_recess(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Recess { .. } => Ok(as_act(Act::EndRecess, vec![Event::RecessEnded])),
            Phase::Prepared | Phase::Open => Err(Refusal::NotInRecess),
            Phase::Closed => Err(Refusal::SittingClosed),
        }
    }

    pub(super) fn close(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        match self.phase {
            Phase::Prepared => return Err(Refusal::NotOpen),
            Phase::Closed => return Err(Refusal::SittingClosed),
            Phase::Open | Phase::Recess { .. } => {}
        }
        self.nothing_runs()?;
        let mut events = self.queue_not_reached();
        if self.doors.is_some() {
            events.push(Event::DoorsOpened);
        }
        if matches!(self.phase, Phase::Recess { .. }) {
            events.push(Event::RecessEnded);
        }
        events.push(Event::SittingClosed);
        Ok(events)
    }

    /// Only on a vote of the council that stands, for the item that it was taken in (law 72/2025 art. 34(5)).
    pub(super) fn close_doors(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.is_open()?;
        self.nothing_runs()?;
        if self.doors.is_some() {
            return Ok(Vec::new());
        }
        let vote = self.doors_vote().ok_or(Refusal::DoorsNotDecided)?;
        Ok(vec![Event::DoorsClosed { item: vote.item.clone(), vote: vote.id.clone() }])
    }

    /// The vote on which the doors may be closed for the current item.
    pub fn doors_vote(&self) -> Option<&Vote> {
        let item = self.agenda.current()?;
        self.votes.list().iter().rev().find(|v| {
            v.item == *item
                && v.passed()
                && self.plan.motion(&v.motion).is_some_and(|(_, m)| m.effect == Some(Effect::ClosedDoors))
        })
    }

    pub(super) fn open_doors(&self, actor: &Actor) -> Decision {
        chair_only(actor)?;
        self.nothing_runs()?;
        if self.doors.is_none() {
            return Err(Refusal::DoorsOpen);
        }
        Ok(vec![Event::DoorsOpened])
    }

    /// Neither a vote is open nor somebody speaks.
    pub(super) fn nothing_runs(&self) -> Result<(), Refusal> {
        if let Some(vote) = self.votes.open() {
            return Err(Refusal::VoteOpen { vote: vote.id.to_string() });
        }
        if self.floor.clock().is_some() {
            return Err(Refusal::SpeechRunning);
        }
        Ok(())
    }

    pub(super) fn queue_not_reached(&self) -> Vec<Event> {
        self.floor.queue().map(|s| Event::SpeechNotReached { speech: s.id.clone() }).collect()
    }
}
