//! What the shell looks at: the committed state and the time; and which stage follows from them.

use super::local::{Local, next_group};
use crate::chamber::command::{Now, PinRole};
use crate::chamber::ids::GroupId;
use crate::chamber::plan::Delegate;
use crate::chamber::rules::VoteForm;
use crate::chamber::{GroupRun, Missing, Phase, Session, Speech, SpeechClock, Vote};
use crate::runtime::View;

/// A link that is away for less than this is no fault yet, UTC milliseconds.
const LINK_PATIENCE_MS: i64 = 2_000;

/// The state and the time.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub view: &'a View,
    pub now: Now,
}

/// What does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing can be recorded since then (UTC ms).
    Disk { since: i64, full: bool },
    /// The broker is away since then.
    Link { since: i64 },
}

impl Fault {
    /// When it began, UTC milliseconds of the host.
    pub fn since(self) -> i64 {
        match self {
            Self::Disk { since, full: _ } | Self::Link { since } => since,
        }
    }
}

/// What stands on the stage when no page covers it.
#[derive(Clone, Copy)]
pub enum Stage<'a> {
    /// This PIN is to be set.
    FirstPin(PinRole),
    NoSession,
    Fault(Fault),
    Standby(&'a Session),
    Running(&'a Session),
    Speaking(&'a Session, &'a Speech, &'a SpeechClock),
    /// A group of questions is before the council, whoever has the floor.
    Questioning(&'a Session, &'a GroupId, &'a GroupRun),
    Voting(&'a Session, &'a Vote),
    Hands(&'a Session, &'a Vote),
    /// Hands marked on the seats.
    Names(&'a Session, &'a Vote),
    /// Ballots on paper.
    Paper(&'a Session, &'a Vote),
    Result(&'a Session, &'a Vote),
    Recess(&'a Session, Option<i64>),
    Closed(&'a Session),
}

impl<'a> Scene<'a> {
    /// The current session.
    pub fn session(&self) -> Option<&'a Session> {
        self.view.chamber.current()
    }

    /// Present delegates without a choice in `vote`, with the reason where it is known.
    pub fn missing(&self, session: &'a Session, vote: &Vote) -> Vec<(&'a Delegate, Missing)> {
        session.missing_in(vote, |device| self.view.online.contains(device))
    }

    /// The room's time: corrected UTC milliseconds.
    pub fn at(&self) -> i64 {
        self.session().map_or(self.now.utc_ms, |s| s.corrected(self.now.utc_ms))
    }

    /// The worst fault of those that last.
    pub fn fault(&self) -> Option<Fault> {
        let health = &self.view.health;
        if let Some(disk) = &health.disk {
            return Some(Fault::Disk { since: disk.since, full: disk.full });
        }
        match health.link_down {
            Some((since, _)) if self.now.utc_ms.saturating_sub(since) >= LINK_PATIENCE_MS => {
                Some(Fault::Link { since })
            }
            Some(_) | None => None,
        }
    }

    /// A PIN that has never been set; the chair's first.
    pub fn unset_pin(&self) -> Option<PinRole> {
        [PinRole::Chair, PinRole::Secretary].into_iter().find(|role| self.view.chamber.pin(*role).is_none())
    }

    /// What stands on the stage.
    pub fn stage(&self, local: &Local) -> Stage<'a> {
        if let Some(fault) = self.fault()
            && !local.has_seen(fault)
        {
            return Stage::Fault(fault);
        }
        if let Some(role) = self.unset_pin() {
            return Stage::FirstPin(role);
        }
        let Some(session) = self.session() else { return Stage::NoSession };
        match session.phase {
            Phase::Prepared => Stage::Standby(session),
            Phase::Recess { resume_at } => Stage::Recess(session, resume_at),
            Phase::Closed => Stage::Closed(session),
            Phase::Open => running(session, local),
        }
    }
}

fn running<'a>(session: &'a Session, local: &Local) -> Stage<'a> {
    if let Some(vote) = session.votes.open() {
        return match vote.form {
            VoteForm::Electronic | VoteForm::Mixed => Stage::Voting(session, vote),
            VoteForm::ShowOfHands | VoteForm::Cards => Stage::Hands(session, vote),
            VoteForm::HandsByName => Stage::Names(session, vote),
            VoteForm::SecretBallot => Stage::Paper(session, vote),
        };
    }
    // The last group that was concluded leaves the stage to what comes next in the item.
    let group = session.questioning.now().filter(|(_, run)| {
        run.concluded_at.is_none() || session.floor.clock().is_some() || next_group(session).is_some()
    });
    match (session.floor.speaking(), session.floor.clock(), group) {
        (Some(_), Some(_), Some((group, run))) => return Stage::Questioning(session, group, run),
        (Some(speech), Some(clock), None) => return Stage::Speaking(session, speech, clock),
        (Some(_) | None, _, _) => {}
    }
    if let Some(vote) = local.result_on_stage(session) {
        return Stage::Result(session, vote);
    }
    group.map_or(Stage::Running(session), |(group, run)| Stage::Questioning(session, group, run))
}
