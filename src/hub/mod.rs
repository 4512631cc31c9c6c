//! The hub, without input or output of its own: it opens what devices send, knows repeats, asks the chamber, and
//! says which public snapshots have changed. The runtime owns it, writes the entries to disk and sends what comes out.

pub mod changes;
pub mod entry;
pub mod envelope;
mod floor;
mod refusals;
pub mod snapshots;

use crate::chamber::command::{Actor, Command, Now};
use crate::chamber::event::Event;
use crate::chamber::ids::{DeviceId, RequestId};
use crate::chamber::{Chamber, Refusal};
use crate::wire::health::DeviceHealth;
use ed25519_dalek::VerifyingKey;
use entry::{Cause, Entry};
use envelope::Signed;
use refusals::Refusals;
use std::collections::BTreeMap;

/// What comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A message on the `up` topic of `device`.
    Up { device: DeviceId, bytes: Vec<u8> },
    /// A command of this machine: the kiosk's screen, the web door, the command line.
    Local { ticket: u64, command: Command, actor: Actor },
}

/// Who waits for the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    Device { device: DeviceId, req: RequestId },
    Local { ticket: u64 },
}

/// What one input leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To be written as the leaf `index`; the asker is answered after the commit.
    Accepted { index: u64, entry: Box<Entry>, asker: Asker },
    /// Nothing has to be written: what was asked is so already.
    Already { asker: Asker },
    /// The same request was accepted before, as the leaf `index`: the same receipt again.
    Repeated { index: u64, asker: Asker },
    /// A device's request keeps this answer: a later copy of it is never decided anew, unless the refusal
    /// [passes](Refusal::is_passing).
    Refused { why: Refusal, asker: Asker },
    /// It could not be read so far that it could be answered under a request id.
    Unreadable { device: DeviceId, why: Refusal },
}

/// What is known of one device's messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct DeviceLog {
    /// Greatest counter that was accepted.
    counter: u64,
    /// Leaf and counter of every request.
    requests: BTreeMap<RequestId, (u64, u64)>,
    refusals: Refusals,
}

/// Repeats and counters of every device.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hub {
    room: String,
    devices: BTreeMap<DeviceId, DeviceLog>,
    /// Unpacked keys of devices, each with the hexadecimal form that it was read from.
    keys: BTreeMap<DeviceId, (String, VerifyingKey)>,
    /// Open connections of each device; a reconnect may come before the old one is known to be gone.
    online: BTreeMap<DeviceId, u32>,
    /// What devices told of themselves last; kept when they are gone, as it may say why.
    health: BTreeMap<DeviceId, DeviceHealth>,
    /// Requests refused in the batch that is being made; nobody has been told.
    untold: Vec<(DeviceId, RequestId)>,
}

impl Hub {
    /// A hub for `room` that has seen nothing.
    pub fn new(room: &str) -> Self {
        Self { room: room.to_owned(), ..Self::default() }
    }

    /// The room of its topics.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// The last counter recorded for `device`.
    pub fn counter(&self, device: &DeviceId) -> u64 {
        self.devices.get(device).map_or(0, |d| d.counter)
    }

    /// A connection of `device` began or ended. True if the device came into reach or went out of it.
    pub fn connection(&mut self, device: &DeviceId, begins: bool) -> bool {
        let before = self.is_online(device);
        let open = self.online.entry(device.clone()).or_default();
        *open = if begins { open.saturating_add(1) } else { open.saturating_sub(1) };
        if *open == 0 {
            self.online.remove(device);
        }
        before != self.is_online(device)
    }

    /// Whether `device` has a connection to this machine.
    pub fn is_online(&self, device: &DeviceId) -> bool {
        self.online.contains_key(device)
    }

    /// Devices in reach.
    pub fn online(&self) -> impl Iterator<Item = &DeviceId> {
        self.online.keys()
    }

    /// `device` has told how it does. True if that is new.
    pub fn hear_health(&mut self, device: DeviceId, health: DeviceHealth) -> bool {
        self.health.insert(device, health) != Some(health)
    }

    /// What devices told of themselves last.
    pub fn health(&self) -> &BTreeMap<DeviceId, DeviceHealth> {
        &self.health
    }

    /// Remembers an entry of the journal, at replay or when it is accepted.
    pub fn remember(&mut self, index: u64, cause: &Cause) {
        match cause {
            Cause::Device { device, req, n, .. } => {
                let log = self.devices.entry(device.clone()).or_default();
                log.counter = log.counter.max(*n);
                log.requests.insert(req.clone(), (index, *n));
            }
            Cause::Founding { room, .. } => self.room.clone_from(room),
            Cause::Chair | Cause::Desk | Cause::Kiosk | Cause::Door | Cause::Operator => {}
        }
    }

    /// Forgets what was remembered of leaves from `index` on: their commit failed.
    pub fn forget_from(&mut self, index: u64) {
        for log in self.devices.values_mut() {
            let before = log.requests.len();
            log.requests.retain(|_, (at, _)| *at < index);
            if log.requests.len() != before {
                log.counter = log.requests.values().map(|(_, n)| *n).max().unwrap_or(0);
            }
        }
    }

    /// Everybody of the batch was answered: its refusals stand.
    pub fn answered(&mut self) {
        self.untold.clear();
    }

    /// The commit of the batch that begins with the leaf `index` failed: everybody of it is told *not recorded*, and asks
    /// again.
    pub fn failed(&mut self, index: u64) {
        self.forget_from(index);
        for (device, req) in std::mem::take(&mut self.untold) {
            if let Some(log) = self.devices.get_mut(&device) {
                log.refusals.forget(&req);
            }
        }
    }

    /// Decides one input on `chamber`. `index` is the leaf that an accepted entry would become; `in_room` checks a
    /// guest's pass. The caller applies the entry's events to its working chamber before the next input, and says at the end
    /// of the batch [`Hub::answered`] or [`Hub::failed`].
    pub fn handle(
        &mut self,
        chamber: &Chamber,
        input: Input,
        now: Now,
        index: u64,
        in_room: impl FnOnce(&str) -> bool,
    ) -> Step {
        match input {
            Input::Local { ticket, command, actor } => {
                let asker = Asker::Local { ticket };
                let Some(cause) = Cause::local(&actor) else {
                    return Step::Refused { why: Refusal::NotAllowed, asker };
                };
                match chamber.decide(&command, &actor, now) {
                    Ok(events) if events.is_empty() => Step::Already { asker },
                    Ok(events) => {
                        let entry = Box::new(Entry { v: entry::VERSION, at: now.utc_ms, cause, events });
                        Step::Accepted { index, entry, asker }
                    }
                    Err(why) => Step::Refused { why, asker },
                }
            }
            Input::Up { device, bytes } => self.handle_up(chamber, device, &bytes, now, index, in_room),
        }
    }

    fn handle_up(
        &mut self,
        chamber: &Chamber,
        device: DeviceId,
        bytes: &[u8],
        now: Now,
        index: u64,
        in_room: impl FnOnce(&str) -> bool,
    ) -> Step {
        let read = match envelope::read(&device, bytes) {
            Ok(read) => read,
            Err(why) => return Step::Unreadable { device, why },
        };
        let (req, n) = (read.2.req.clone(), read.2.n);
        let asker = Asker::Device { device: device.clone(), req: req.clone() };
        let keys = &mut self.keys;
        let key = |hex: &str| match keys.get(&device) {
            Some((known, key)) if known == hex => Some(*key),
            Some(_) | None => {
                let key = envelope::key(hex)?;
                keys.insert(device.clone(), (hex.to_owned(), key));
                Some(key)
            }
        };
        // Whoever cannot sign neither learns nor spoils the answer to a request.
        let signed = match envelope::check(chamber.current(), &device, read, key) {
            Ok(signed) => signed,
            Err(why) => return Step::Refused { why, asker },
        };
        let log = self.devices.get(&device);
        if let Some((index, _)) = log.and_then(|l| l.requests.get(&req)) {
            return Step::Repeated { index: *index, asker };
        }
        if let Some(why) = log.and_then(|l| l.refusals.of(&req)) {
            return Step::Refused { why: why.clone(), asker };
        }
        match self.decide(chamber, signed, now, in_room) {
            Ok((cause, events)) => {
                let entry = Box::new(Entry { v: entry::VERSION, at: now.utc_ms, cause, events });
                self.remember(index, &entry.cause);
                Step::Accepted { index, entry, asker }
            }
            Err(why) => {
                if !why.is_passing() {
                    self.devices.entry(device.clone()).or_default().refusals.keep(&req, n, &why);
                    self.untold.push((device, req));
                }
                Step::Refused { why, asker }
            }
        }
    }

    /// Decides a request that is not known yet.
    fn decide(
        &self,
        chamber: &Chamber,
        signed: Signed<'_>,
        now: Now,
        in_room: impl FnOnce(&str) -> bool,
    ) -> Result<(Cause, Vec<Event>), Refusal> {
        let opened = signed.open(&self.room)?;
        let Actor::Device { device, holder } = &opened.actor else { return Err(Refusal::NotAllowed) };
        let counter = self.devices.get(device).map_or(0, |log| log.counter.max(log.refusals.forgotten()));
        if opened.body.n <= counter {
            return Err(Refusal::Stale { counter });
        }
        let session = chamber.current().ok_or(Refusal::NoSession)?;
        let command = envelope::command(session, &opened.actor, &opened.body.ask, in_room)?;
        let events = chamber.decide(&command, &opened.actor, now)?;
        let (device, holder) = (device.clone(), holder.clone());
        let (req, n) = (opened.body.req, opened.body.n);
        Ok((Cause::Device { device, holder, req, n, envelope: opened.envelope }, events))
    }
}
