//! One session as it stands: plan, phase, people, agenda, floor, votes.

use super::agenda::Agenda;
use super::command::{DeviceKind, Holder, IssuedCode};
use super::floor::Floor;
use super::ids::{DelegateId, DeviceId};
use super::plan::SessionPlan;
use super::roll::Roll;
use super::vote::Votes;
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
    pub votes: Votes,
    pub recesses: Vec<Recess>,
    pub codes: BTreeMap<Holder, Code>,
    pub devices: BTreeMap<DeviceId, Device>,
    /// Correction to the host's clock, milliseconds.
    pub clock_offset_ms: i64,
    pub(super) by_delegate: BTreeMap<DelegateId, Vec<DeviceId>>,
}

impl Session {
    /// A session that has just been imported.
    pub fn of_plan(plan: SessionPlan) -> Self {
        Self {
            phase: Phase::Prepared,
            opened_at: None,
            closed_at: None,
            total_delegates: u32::try_from(plan.delegates.len()).unwrap_or(u32::MAX),
            present_at_open: 0,
            roll: Roll::of_plan(&plan),
            agenda: Agenda::of_plan(&plan),
            floor: Floor::default(),
            votes: Votes::default(),
            recesses: Vec::new(),
            codes: BTreeMap::new(),
            devices: BTreeMap::new(),
            clock_offset_ms: 0,
            by_delegate: BTreeMap::new(),
            plan: Arc::new(plan),
        }
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

    /// Whether `delegate` has an active device.
    pub fn has_device(&self, delegate: &DelegateId) -> bool {
        !self.devices_of(delegate).is_empty()
    }
}
