//! A room with everybody in it: the real program parts, the phones, and the chair's hand at the kiosk.

use super::device::{self, Device, DeviceError, Manner, Outcome, Proved};
use super::model::Model;
use super::script::{Part, Script, bytes32};
use super::site::Site;
use super::{Progress, RehearsalError};
use crate::chamber::command::{Actor, Command, Holder, IssuedCode, PinRole};
use crate::chamber::ids::{DelegateId, SecretaryId};
use crate::chamber::plan::SessionPlan;
use crate::chamber::refusal::Refusal;
use crate::credentials as cred;
use crate::runtime::{Clock, Running, View};
use crate::wire::up::Ask;
use ed25519_dalek::SigningKey;
use futures_util::StreamExt as _;
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// Phones that come through the door at the same moment.
const AT_THE_DOOR: usize = 32;
/// How long the room may take to show what was asked.
const PATIENCE: Duration = Duration::from_secs(30);
/// PINs of a rehearsal's room, as in the sample.
const PINS: [(PinRole, &str); 2] = [(PinRole::Chair, "2468"), (PinRole::Secretary, "1357")];

/// What happened on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Delegates who came after the opening.
    pub late: u32,
    /// Delegates without a phone, entered by the secretary.
    pub without_phone: u32,
    /// Votes whose connection was cut before the receipt.
    pub dropped: u32,
    /// Votes sent twice under one request id.
    pub doubled: u32,
    /// Votes changed before the close.
    pub changed: u32,
    /// Votes after the close; all refused.
    pub too_late: u32,
    pub speeches: u32,
    /// Questions to be answered in writing.
    pub written: u32,
    /// Acts that the chair took back.
    pub undone: u32,
}

/// The room and everybody in it.
pub struct Stage<'a> {
    pub running: &'a Running,
    pub clock: Clock,
    pub plan: Arc<SessionPlan>,
    pub script: Script,
    pub phones: BTreeMap<DelegateId, Device>,
    pub secretary: Device,
    pub model: Model,
    pub counts: Counts,
    /// What does not agree.
    pub problems: Vec<String>,
    pub progress: &'a (dyn Fn(Progress) + Sync),
    seed: u64,
}

impl<'a> Stage<'a> {
    /// Imports the plan into a running room, issues codes, sets PINs, and lets the secretary in.
    ///
    /// # Errors
    /// [`RehearsalError`].
    pub async fn set(
        running: &'a Running,
        clock: Clock,
        plan: SessionPlan,
        seed: u64,
        progress: &'a (dyn Fn(Progress) + Sync),
    ) -> Result<Self, RehearsalError> {
        let operator = |command| ask(running, command, Actor::Operator);
        operator(Command::ImportSession(Box::new(plan.clone()))).await?;
        let secret = room_secret(running).await?;
        let delegates = plan.delegates.iter().map(|d| Holder::Delegate(d.id.clone()));
        let secretaries = plan.secretaries.iter().map(|s| Holder::Secretary(s.id.clone()));
        let codes = delegates.chain(secretaries).map(|holder| {
            let hash = cred::code_hash(&secret, &code(seed, &holder));
            IssuedCode { holder, hash, expires_at: None }
        });
        let codes = codes.collect();
        operator(Command::IssueCodes { session: plan.session.clone(), codes }).await?;
        for (role, pin) in PINS {
            let salt = bytes32(seed, "salt", pin);
            let salt = salt.first_chunk().copied().unwrap_or_default();
            let hash = cred::pin_hash(pin, &salt).ok_or_else(|| unexpected("no hash of a PIN"))?;
            operator(Command::SetPin { role, hash }).await?;
        }
        let script = Script::new(&plan, seed);
        // A secretary who is no delegate, where there is one.
        let secretary = plan.secretaries.iter().find(|s| s.delegate.is_none()).or(plan.secretaries.first());
        let secretary =
            secretary.map(|s| s.id.clone()).ok_or_else(|| unexpected("no secretary in the plan"))?;
        let secretary = enter(running, seed, Holder::Secretary(secretary), 0).await?;
        Ok(Self {
            running,
            clock,
            plan: Arc::new(plan),
            script,
            phones: BTreeMap::new(),
            secretary,
            model: Model::default(),
            counts: Counts::default(),
            problems: Vec::new(),
            progress,
            seed,
        })
    }

    /// Lets the phones of `part` come in, enrol and check in, in the script's order.
    ///
    /// # Errors
    /// [`RehearsalError`].
    pub async fn arrive(&mut self, parts: &[Part]) -> Result<(), RehearsalError> {
        let who = self.script.arrivals.iter().enumerate();
        let who: Vec<(usize, DelegateId)> = who
            .filter(|(_, id)| self.script.parts.get(*id).is_some_and(|part| parts.contains(part)))
            .map(|(place, id)| (place, id.clone()))
            .collect();
        let (running, seed, total) = (self.running, self.seed, count(who.len()));
        let mut arriving = futures_util::stream::iter(who)
            .map(|(place, id)| async move {
                let phone = enter(running, seed, Holder::Delegate(id.clone()), place + 1).await?;
                let outcome = phone.check_in().await.map_err(|error| of(&id, error))?;
                Ok::<_, RehearsalError>((id, phone, outcome))
            })
            .buffer_unordered(AT_THE_DOOR);
        let mut done = 0;
        while let Some(arrived) = arriving.next().await {
            let (id, phone, outcome) = arrived?;
            self.model.receipted(recorded(&id, outcome)?);
            self.model.came(&id);
            self.phones.insert(id, phone);
            done += 1;
            if done % 25 == 0 || done == total {
                (self.progress)(Progress::new("Đại biểu vào họp", "Delegates come in", done, total));
            }
        }
        Ok(())
    }

    /// The chair does something at the kiosk.
    ///
    /// # Errors
    /// [`RehearsalError::Refused`].
    pub async fn chair(&self, command: Command) -> Result<(), RehearsalError> {
        ask(self.running, command, Actor::Chair).await
    }

    /// The secretary's device asks for something that must be recorded.
    ///
    /// # Errors
    /// [`RehearsalError`].
    pub async fn desk(&mut self, ask: Ask) -> Result<(), RehearsalError> {
        let error = |error| RehearsalError::Device { who: "secretary".to_owned(), error };
        match self.secretary.ask(ask, Manner::Plain).await.map_err(error)? {
            Outcome::Recorded(proved) => {
                self.model.receipted(*proved);
                Ok(())
            }
            Outcome::Refused(why) => Err(RehearsalError::Refused { what: "secretary".to_owned(), why }),
        }
    }

    /// The chair tries something that must be refused.
    ///
    /// # Errors
    /// [`RehearsalError::Unexpected`] when it was not refused so.
    pub async fn chair_refused(
        &self,
        command: Command,
        fits: fn(&Refusal) -> bool,
    ) -> Result<(), RehearsalError> {
        match self.running.handle.ask(command.clone(), Actor::Chair).await {
            Err(why) if fits(&why) => Ok(()),
            other => Err(unexpected(&format!("{command:?}: {other:?}"))),
        }
    }

    /// Waits until the room shows what `pick` looks for.
    ///
    /// # Errors
    /// [`RehearsalError::Unexpected`] when it never does.
    pub async fn shown<T>(&self, what: &str, pick: impl Fn(&View) -> Option<T>) -> Result<T, RehearsalError> {
        let mut views = self.running.handle.views();
        let waiting = async {
            loop {
                if let Some(found) = pick(&views.borrow_and_update()) {
                    return Some(found);
                }
                views.changed().await.ok()?;
            }
        };
        let found = tokio::time::timeout(PATIENCE, waiting).await.ok().flatten();
        found.ok_or_else(|| unexpected(&format!("the room never showed: {what}")))
    }

    /// Time passes in the room.
    pub fn pass(&self, seconds: u32) {
        self.clock.skip(Duration::from_secs(seconds.into()));
    }

    /// Notes what does not agree.
    pub fn disagree(&mut self, what: String) {
        tracing::error!(what, "does not agree");
        self.problems.push(what);
    }
}

async fn ask(running: &Running, command: Command, actor: Actor) -> Result<(), RehearsalError> {
    let name = format!("{command:?}");
    let what = name.split([' ', '(', '{']).next().unwrap_or_default().to_owned();
    running.handle.ask(command, actor).await.map_err(|why| RehearsalError::Refused { what, why })
}

async fn room_secret(running: &Running) -> Result<[u8; 32], RehearsalError> {
    let secret = running.handle.with_journal(crate::journal::Journal::room_secret).await;
    secret.ok_or_else(|| unexpected("the room has ended"))
}

/// A person's phone scans the room's code, enrols with the personal code, and connects.
async fn enter(running: &Running, seed: u64, holder: Holder, place: usize) -> Result<Device, RehearsalError> {
    let site = Site { http: local(running.http) };
    let from = own_address(site.http, place);
    let name = name_of(&holder);
    let key = SigningKey::from_bytes(&bytes32(seed, "device key", &name));
    let token = running.service.door().token(running.handle.now().utc_ms);
    let code = code(seed, &holder);
    let identity = device::enrol(site, from, &token, &code, key).await;
    let identity = identity.map_err(|error| RehearsalError::Device { who: name, error })?;
    Ok(Device::start(site, from, identity))
}

/// Where a client on this machine reaches a listener.
pub(super) fn local(listening: SocketAddr) -> SocketAddr {
    if listening.ip().is_unspecified() {
        SocketAddr::new(Ipv4Addr::LOCALHOST.into(), listening.port())
    } else {
        listening
    }
}

/// Every phone of a room has an address of its own; attempts are limited for each.
pub(super) fn own_address(site: SocketAddr, place: usize) -> Option<IpAddr> {
    let [high, low] = u16::try_from(place).ok()?.to_be_bytes();
    site.ip().is_loopback().then(|| Ipv4Addr::new(127, 1, high, low).into()).filter(|_| site.is_ipv4())
}

/// The personal code of `holder` in a rehearsal.
pub(super) fn code(seed: u64, holder: &Holder) -> String {
    let bytes = bytes32(seed, "personal code", &name_of(holder));
    cred::base32_of(&bytes.first_chunk().copied().unwrap_or_default())
}

fn name_of(holder: &Holder) -> String {
    let id = |kind: &str, id: &str| format!("{kind} {id}");
    match holder {
        Holder::Delegate(delegate) => id("delegate", delegate.as_str()),
        Holder::Secretary(secretary) => id("secretary", SecretaryId::as_str(secretary)),
    }
}

/// An error of this person's device.
pub(super) fn of(who: &DelegateId, error: DeviceError) -> RehearsalError {
    RehearsalError::Device { who: who.to_string(), error }
}

/// The receipt, or what it was refused for.
pub(super) fn recorded(who: &DelegateId, outcome: Outcome) -> Result<Proved, RehearsalError> {
    match outcome {
        Outcome::Recorded(proved) => Ok(*proved),
        Outcome::Refused(why) => Err(RehearsalError::Refused { what: who.to_string(), why }),
    }
}

pub(super) fn unexpected(what: &str) -> RehearsalError {
    RehearsalError::Unexpected(what.to_owned())
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
