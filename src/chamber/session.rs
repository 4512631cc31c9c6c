//! One session as it stands: plan, phase, people, agenda, floor, votes.

use super::agenda::Agenda;
use super::command::{DeviceKind, Holder, IssuedCode};
use super::floor::{Floor, Speaker};
use super::ids::{DelegateId, DeviceId, ItemId, VoteId};
use super::plan::{BoardSeat, Delegate, SessionPlan};
use super::questioning::Questioning;
use super::roll::Roll;
use super::rules::{Counting, TotalBasis, TurnKind};
use super::stopwatch::Stopwatch;
use super::undo::Undo;
use super::vote::{Missing, Vote, Votes};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Imported; people check in.
    Prepared,
    Open,
    Recess {
        resume_at: Option<i64>,
    },
    Closed,
}

/// A break, UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recess {
    pub from: i64,
    pub to: Option<i64>,
    pub resume_at: Option<i64>,
}

/// The tally board (ban kiểm phiếu) of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub members: Vec<BoardSeat>,
    /// The vote that elected it.
    pub vote: VoteId,
}

/// A closed sitting on one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doors {
    pub item: ItemId,
    /// The vote that decided it.
    pub vote: VoteId,
    pub since: i64,
}

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub holder: Holder,
    pub kind: DeviceKind,
    /// Hex Ed25519 public key.
    pub key: String,
    /// Hex SHA-256 of the broker password.
    pub secret_hash: String,
    /// Hash of the code that it was enrolled with.
    pub code_hash: String,
    /// `false` after a newer device took its place.
    pub active: bool,
}

/// A personal code that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    pub issued: IssuedCode,
    pub used_by: Option<DeviceId>,
}

/// The state of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub plan: Arc<SessionPlan>,
    pub phase: Phase,
    pub opened_at: Option<i64>,
    pub closed_at: Option<i64>,
    /// N: that of the plan until it is confirmed at the opening.
    pub total_delegates: u32,
    pub present_at_open: u32,
    pub roll: Roll,
    pub agenda: Agenda,
    pub floor: Floor,
    pub questioning: Questioning,
    /// How long the sitting has lasted, without recesses.
    pub watch: Stopwatch,
    /// The chair's last act.
    pub undo: Option<Undo>,
    pub votes: Votes,
    pub recesses: Vec<Recess>,
    /// The elected tally board.
    pub board: Option<Board>,
    /// Set while the doors are closed.
    pub doors: Option<Doors>,
    /// How many guests of each line of the plan have come; `None`: not counted.
    pub guests_came: Vec<Option<u16>>,
    pub codes: BTreeMap<Holder, Code>,
    pub devices: BTreeMap<DeviceId, Device>,
    /// Correction to the host's clock, milliseconds.
    pub clock_offset_ms: i64,
    pub(super) by_delegate: BTreeMap<DelegateId, Vec<DeviceId>>,
}

impl Session {
    /// A session that has just been imported.
    pub fn of_plan(plan: SessionPlan) -> Self {
        let roll = Roll::of_plan(&plan);
        Self {
            phase: Phase::Prepared,
            opened_at: None,
            closed_at: None,
            total_delegates: proposed_total(&plan, &roll),
            present_at_open: 0,
            roll,
            agenda: Agenda::of_plan(&plan),
            floor: Floor::default(),
            questioning: Questioning::default(),
            watch: Stopwatch::default(),
            undo: None,
            votes: Votes::default(),
            recesses: Vec::new(),
            board: None,
            doors: None,
            guests_came: vec![None; plan.guests.len()],
            codes: BTreeMap::new(),
            devices: BTreeMap::new(),
            clock_offset_ms: 0,
            by_delegate: BTreeMap::new(),
            plan: Arc::new(plan),
        }
    }

    /// N as the profile counts it now; chair or secretary confirm it.
    pub fn proposed_total(&self) -> u32 {
        proposed_total(&self.plan, &self.roll)
    }

    /// Those who hold the office now, for majorities of those in office.
    pub fn in_office(&self) -> u32 {
        self.roll.in_office(self.plan.rules.suspended_count.value)
    }

    /// Least number present without which no resolution can pass: more than half of the total.
    pub fn passing_least(&self) -> u32 {
        self.total_delegates / 2 + 1
    }

    /// Whether `item` is, or was, taken behind closed doors.
    pub fn is_secret(&self, item: &ItemId) -> bool {
        self.agenda.run(item).is_some_and(|r| r.closed_doors)
    }

    /// Guests who came, as far as any line was counted.
    pub fn guests_present(&self) -> Option<u32> {
        let counted: Vec<u32> = self.guests_came.iter().flatten().map(|n| u32::from(*n)).collect();
        (!counted.is_empty()).then(|| counted.iter().sum())
    }

    /// The host's time corrected by the session's offset.
    pub fn corrected(&self, utc_ms: i64) -> i64 {
        utc_ms.saturating_add(self.clock_offset_ms)
    }

    /// Least number present that the profile asks for.
    pub fn quorum(&self) -> u32 {
        self.plan.rules.quorum.value.of(self.total_delegates)
    }

    /// Whether the sitting runs, in a recess or not.
    pub fn is_running(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Recess { .. })
    }

    /// Whether requests to speak are taken now: the current item has discussion and the chair has not ended it.
    pub fn discussion_open(&self) -> bool {
        self.phase == Phase::Open
            && self.agenda.current().is_some_and(|item| {
                self.plan.item(item).is_some_and(|i| i.discussion)
                    && self.agenda.run(item).is_some_and(|r| !r.discussion_ended)
            })
    }

    /// Whether the current item is one of questioning (chất vấn).
    pub fn is_questioning(&self) -> bool {
        self.agenda.current().and_then(|i| self.plan.item(i)).is_some_and(|i| !i.groups.is_empty())
    }

    /// Whether the list of speakers of the current item was closed.
    pub fn list_closed(&self) -> bool {
        self.agenda.current().and_then(|i| self.agenda.run(i)).is_some_and(|r| r.list_closed)
    }

    /// The kinds of turn that a delegate may ask for now, in the order in which they are offered.
    pub fn kinds_open(&self) -> Vec<TurnKind> {
        if self.phase != Phase::Open || self.agenda.current().is_none() {
            return Vec::new();
        }
        let all = if self.is_questioning() { TurnKind::QUESTIONING } else { TurnKind::ALL };
        let listed = self.discussion_open() && !self.list_closed();
        all.into_iter().filter(|kind| listed || *kind == TurnKind::Procedural).collect()
    }

    /// Name of `speaker` as printed.
    pub fn speaker_name<'a>(&'a self, speaker: &'a Speaker) -> &'a str {
        match speaker {
            Speaker::Delegate(id) => self.plan.delegate(id).map_or("", |d| d.name.as_str()),
            Speaker::Guest { name, .. } => name,
        }
    }

    /// Whether any of the clocks counts.
    pub fn clocks_run(&self) -> bool {
        self.watch.is_running() || self.floor.clock().is_some_and(|c| c.watch.is_running())
    }

    /// The watches that may run while the sitting does: of the speech, of the item, of the sitting.
    pub(super) fn watches(&mut self) -> impl Iterator<Item = &mut Stopwatch> {
        let Self { floor, agenda, watch, .. } = self;
        floor.watch_mut().into_iter().chain(agenda.watch_mut()).chain(std::iter::once(watch))
    }

    /// The delegate whose vote `holder` casts.
    pub fn delegate_of(&self, holder: &Holder) -> Option<DelegateId> {
        match holder {
            Holder::Delegate(id) => self.roll.attendance(id).map(|_| id.clone()),
            Holder::Secretary(id) => self.plan.secretary(id).and_then(|s| s.delegate.clone()),
        }
    }

    /// Active devices that act for `delegate`.
    pub fn devices_of(&self, delegate: &DelegateId) -> &[DeviceId] {
        self.by_delegate.get(delegate).map_or(&[], Vec::as_slice)
    }

    /// Brings the index of devices by delegate up to date.
    pub(super) fn index_devices(&mut self) {
        self.by_delegate.clear();
        for (id, device) in self.devices.iter().filter(|(_, d)| d.active) {
            if let Some(delegate) = self.delegate_of(&device.holder) {
                self.by_delegate.entry(delegate).or_default().push(id.clone());
            }
        }
    }

    /// Name of `holder` as printed.
    pub fn name_of(&self, holder: &Holder) -> Option<&str> {
        match holder {
            Holder::Delegate(id) => self.plan.delegate(id).map(|d| d.name.as_str()),
            Holder::Secretary(id) => self.plan.secretary(id).map(|s| s.name.as_str()),
        }
    }

    /// Whether a secretary has an active device.
    pub fn has_secretary_device(&self) -> bool {
        self.devices.values().any(|d| d.active && matches!(d.holder, Holder::Secretary(_)))
    }

    /// Present delegates without a choice in an open vote by name, by seat, with the reason where it is known.
    pub fn missing_in(&self, vote: &Vote, online: impl Fn(&DeviceId) -> bool) -> Vec<(&Delegate, Missing)> {
        if !vote.is_open() || vote.form.counting() != Counting::Choices {
            return Vec::new();
        }
        let why = |devices: &[DeviceId]| {
            if devices.is_empty() {
                Missing::NoDevice
            } else if devices.iter().any(&online) {
                Missing::Silent
            } else {
                Missing::Disconnected
            }
        };
        let silent = |d: &&Delegate| self.roll.is_present(&d.id) && !vote.casts.contains_key(&d.id);
        self.plan.by_seat().into_iter().filter(silent).map(|d| (d, why(self.devices_of(&d.id)))).collect()
    }

    /// Whether `delegate` has an active device.
    pub fn has_device(&self, delegate: &DelegateId) -> bool {
        !self.devices_of(delegate).is_empty()
    }
}

fn proposed_total(plan: &SessionPlan, roll: &Roll) -> u32 {
    match (plan.rules.total_basis.value, plan.elected) {
        (TotalBasis::Elected, Some(elected)) => elected,
        (TotalBasis::Elected, None) | (TotalBasis::InOffice, _) => {
            roll.in_office(plan.rules.suspended_count.value)
        }
    }
}
