//! What a display knows: the last snapshot of each kind.

use crate::chamber::ids::VoteId;
use crate::wire::VERSION;
use crate::wire::snapshot::{
    Agenda, Clock, Floor, KioskLife, KioskState, Queue, Roll, Session, Tally, Vote, Wall, WallCode,
};
use crate::wire::topic::Topic;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Snapshots, each the newest by `(epoch, rev)`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    kiosk: Option<KioskState>,
    pub session: Option<Session>,
    pub agenda: Option<Agenda>,
    pub roll: Option<Roll>,
    pub floor: Option<Floor>,
    pub queue: Option<Queue>,
    pub wall: Option<Wall>,
    pub code: Option<WallCode>,
    pub votes: BTreeMap<VoteId, Vote>,
    pub tallies: BTreeMap<VoteId, Tally>,
}

/// What a message was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// Nothing that is newer than what is known, or nothing of the contract.
    Nothing,
    Snapshot,
    Clock(Clock),
}

impl Known {
    /// Reads a message. What cannot be read, or is not newer, changes nothing.
    pub fn take(&mut self, topic: &Topic, payload: &[u8]) -> Taken {
        if payload.is_empty() {
            return if self.clear(topic) { Taken::Snapshot } else { Taken::Nothing };
        }
        let taken = match topic {
            Topic::KioskState => self.take_kiosk(payload),
            Topic::Session => newer(&mut self.session, payload, |s| (s.epoch, s.rev)),
            Topic::Agenda => newer(&mut self.agenda, payload, |s| (s.epoch, s.rev)),
            Topic::Roll => newer(&mut self.roll, payload, |s| (s.epoch, s.rev)),
            Topic::Floor => newer(&mut self.floor, payload, |s| (s.epoch, s.rev)),
            Topic::Queue => newer(&mut self.queue, payload, |s| (s.epoch, s.rev)),
            Topic::Wall => newer(&mut self.wall, payload, |s| (s.epoch, s.rev)),
            Topic::WallCode => match read::<WallCode>(payload) {
                Some(code) => {
                    self.code = Some(code);
                    true
                }
                None => false,
            },
            Topic::Vote(id) => keyed(&mut self.votes, id, payload, |v| (v.epoch, v.rev), |v| &v.vote),
            Topic::Tally(id) => keyed(&mut self.tallies, id, payload, |t| (t.epoch, t.rev), |t| &t.vote),
            Topic::Clock => return read(payload).map_or(Taken::Nothing, Taken::Clock),
            Topic::Questions
            | Topic::Notice
            | Topic::Up(_)
            | Topic::Health(_)
            | Topic::DownState(_)
            | Topic::DownReceipt(_)
            | Topic::DownMessage(_) => false,
        };
        if taken { Taken::Snapshot } else { Taken::Nothing }
    }

    /// An empty retained message takes a vote's topic away.
    fn clear(&mut self, topic: &Topic) -> bool {
        if let Topic::Vote(id) = topic {
            self.votes.remove(id).is_some()
        } else if let Topic::Tally(id) = topic {
            self.tallies.remove(id).is_some()
        } else {
            false
        }
    }

    fn take_kiosk(&mut self, payload: &[u8]) -> bool {
        let Some(next) = read::<KioskState>(payload) else { return false };
        if self.kiosk.as_ref().is_some_and(|known| (known.epoch, known.conn) > (next.epoch, next.conn)) {
            return false;
        }
        self.kiosk = Some(next);
        true
    }

    /// Whether the broker has told that the kiosk is gone.
    pub fn kiosk_lost(&self) -> bool {
        self.kiosk.as_ref().is_some_and(|kiosk| kiosk.state == KioskLife::Lost)
    }

    /// Everything that a picture of the room needs has come.
    pub fn is_whole(&self) -> bool {
        self.session.is_some()
            && self.agenda.is_some()
            && self.roll.is_some()
            && self.floor.is_some()
            && self.queue.is_some()
            && self.wall.is_some()
    }

    /// The vote the hall looks at: the open one, else the last one of this session that was opened.
    pub fn vote(&self) -> Option<&Vote> {
        let session = self.session.as_ref()?;
        let shown = session
            .vote
            .as_ref()
            .and_then(|id| self.votes.get(id))
            .filter(|vote| super::votes::is_running(vote));
        shown.or_else(|| {
            let own = self.votes.values().filter(|vote| session.session.as_ref() == Some(&vote.session));
            own.max_by_key(|vote| (vote.opened_at, vote.rev))
        })
    }
}

/// Of this version of the contract; another one's is not guessed at.
fn read<T: DeserializeOwned>(payload: &[u8]) -> Option<T> {
    #[derive(serde::Deserialize)]
    struct Version {
        v: u8,
    }
    let Version { v } = serde_json::from_slice(payload).ok()?;
    serde_json::from_slice(payload).ok().filter(|_| v == VERSION)
}

fn newer<T: DeserializeOwned>(
    slot: &mut Option<T>,
    payload: &[u8],
    order: impl Fn(&T) -> (u64, u64),
) -> bool {
    let Some(next) = read::<T>(payload) else { return false };
    if slot.as_ref().is_some_and(|known| order(known) >= order(&next)) {
        return false;
    }
    *slot = Some(next);
    true
}

fn keyed<T: DeserializeOwned>(
    all: &mut BTreeMap<VoteId, T>,
    id: &VoteId,
    payload: &[u8],
    order: impl Fn(&T) -> (u64, u64),
    own: impl Fn(&T) -> &VoteId,
) -> bool {
    let Some(next) = read::<T>(payload).filter(|next| own(next) == id) else { return false };
    if all.get(id).is_some_and(|known| order(known) >= order(&next)) {
        return false;
    }
    all.insert(id.clone(), next);
    true
}
