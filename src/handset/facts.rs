//! The kiosk's snapshots as the handheld is told of them. Nothing is computed that the kiosk has not said.

use crate::chamber::command::Choice;
use crate::chamber::ids::VoteId;
use crate::chamber::refusal::Refusal;
use crate::chamber::rules::{Counting, TurnKind};
use crate::wire::down::DeviceState;
use crate::wire::snapshot::{
    Agenda, Floor, ItemState, KioskLife, KioskState, PhaseName, Queue, Session, Vote, VoteState,
};
use crate::wire::topic::Topic;
use nghitruong_handheld::state::facts as hand;
use std::collections::BTreeMap;

/// The newest of each.
#[derive(Default)]
pub struct Snapshots {
    kiosk: Option<KioskState>,
    session: Option<Session>,
    agenda: Option<Agenda>,
    floor: Option<Floor>,
    queue: Option<Queue>,
    votes: BTreeMap<VoteId, Vote>,
    pub state: Option<DeviceState>,
}

/// Takes `payload` into `slot` if it can be read and is not older than what is there.
fn newer<T: serde::de::DeserializeOwned>(
    slot: &mut Option<T>,
    payload: &[u8],
    order: fn(&T) -> (u64, u64),
) -> bool {
    let Ok(value) = serde_json::from_slice::<T>(payload) else { return false };
    let fresh = slot.as_ref().is_none_or(|old| order(&value) >= order(old));
    if fresh {
        *slot = Some(value);
    }
    fresh
}

impl Snapshots {
    /// Takes a snapshot; `false`: it was none, or an old one.
    pub fn take(&mut self, topic: &Topic, payload: &[u8]) -> bool {
        match topic {
            Topic::KioskState => newer(&mut self.kiosk, payload, |k| (k.epoch, k.conn)),
            Topic::Session => newer(&mut self.session, payload, |s| (s.epoch, s.rev)),
            Topic::Agenda => newer(&mut self.agenda, payload, |s| (s.epoch, s.rev)),
            Topic::Floor => newer(&mut self.floor, payload, |s| (s.epoch, s.rev)),
            Topic::Queue => newer(&mut self.queue, payload, |s| (s.epoch, s.rev)),
            Topic::DownState(_) => newer(&mut self.state, payload, |s| (s.epoch, s.rev)),
            Topic::Vote(id) => {
                let mut slot = self.votes.remove(id);
                let fresh = newer(&mut slot, payload, |v| (v.epoch, v.rev));
                self.votes.extend(slot.map(|vote| (id.clone(), vote)));
                fresh
            }
            Topic::Roll
            | Topic::Questions
            | Topic::Wall
            | Topic::WallCode
            | Topic::Tally(_)
            | Topic::Clock
            | Topic::Notice
            | Topic::Up(_)
            | Topic::Health(_)
            | Topic::DownReceipt(_)
            | Topic::DownMessage(_) => false,
        }
    }

    /// The kiosk has said that it is gone.
    pub fn kiosk_is_lost(&self) -> bool {
        self.kiosk.as_ref().is_some_and(|kiosk| kiosk.state == KioskLife::Lost)
    }

    /// Correction of the kiosk's clock, milliseconds.
    pub fn clock_offset_ms(&self) -> i64 {
        self.session.as_ref().map_or(0, |session| session.clock_offset_ms)
    }

    fn vote(&self) -> Option<&Vote> {
        let vote = self.votes.get(self.session.as_ref()?.vote.as_ref()?)?;
        match vote.state {
            VoteState::Open | VoteState::Held => Some(vote),
            VoteState::Closed | VoteState::Published | VoteState::Annulled => None,
        }
    }

    fn turn(&self) -> Option<hand::OwnTurn> {
        let state = self.state.as_ref()?;
        let queue = self.queue.as_ref().map_or(&[][..], |queue| &queue.waiting);
        let speaker = self.floor.as_ref().and_then(|floor| floor.speaker.as_ref());
        let own = state.waiting.iter().filter_map(|waiting| {
            let speaking = speaker.filter(|speaker| speaker.speech == waiting.speech);
            // The place is that of the queue which is shown beside it.
            let listed = queue.iter().position(|line| line.speech == waiting.speech).map(|at| at + 1);
            let place = listed.map_or(waiting.place, |at| u32::try_from(at).unwrap_or(u32::MAX));
            let of = queue.len().max(usize::try_from(place).unwrap_or(0));
            Some(hand::OwnTurn {
                kind: turn(waiting.kind)?,
                place: speaking.map_or(u16::try_from(place).unwrap_or(u16::MAX), |_| 0),
                of: u16::try_from(of).unwrap_or(u16::MAX),
                limit_s: speaking.map_or(0, |speaker| speaker.limit_seconds),
                elapsed_ms: speaking.map_or(0, |speaker| speaker.watch.elapsed_ms),
                since: speaking.and_then(|speaker| speaker.watch.since),
            })
        });
        // Somebody's turn ends where another's floor begins: a place of 0 without the floor is an old one.
        own.filter(|turn| turn.place > 0 || speaker.is_some()).min_by_key(|turn| turn.place)
    }

    /// Calls `tell` with the room as it is now.
    pub fn tell<T>(&self, may_check_in: bool, tell: impl FnOnce(&hand::Room<'_>) -> T) -> T {
        let session = self.session.as_ref();
        let lines = self.agenda.as_ref().map_or(&[][..], |agenda| &agenda.items);
        let items: Vec<hand::Item<'_>> = lines
            .iter()
            .map(|item| hand::Item {
                number: u16::try_from(item.number).unwrap_or(u16::MAX),
                title: &item.short_title,
                done: item.state == ItemState::Done,
            })
            .collect();
        let current = session.and_then(|s| s.item.as_ref());
        let kinds = self.queue.as_ref().map_or(&[][..], |queue| &queue.kinds);
        let kinds: Vec<hand::Turn> = kinds.iter().filter_map(|kind| turn(*kind)).collect();
        let state = self.state.as_ref().filter(|state| state.active);
        let vote = self.vote();
        let own_choice = vote.and_then(|v| state.and_then(|s| s.choices.get(&v.vote)));
        let [votes_for, against, not_voting] =
            session.map_or([""; 3], |s| s.option_labels.each_ref().map(|l| &**l));
        let room = hand::Room {
            phase: session.map_or(hand::Phase::None, |s| match s.phase {
                PhaseName::None => hand::Phase::None,
                PhaseName::Prepared => hand::Phase::Prepared,
                PhaseName::Open => hand::Phase::Open,
                PhaseName::Recess => hand::Phase::Recess { until: s.resume_at },
                PhaseName::Closed => hand::Phase::Closed,
            }),
            closed_doors: session.is_some_and(|s| s.closed_doors),
            not_recording: self.kiosk.as_ref().is_some_and(|k| k.state == KioskLife::NotRecording),
            items: &items,
            current: lines.iter().position(|item| Some(&item.id) == current),
            kinds: &kinds,
            own: state.map(|state| hand::Own {
                name: &state.name,
                seat: state.seat,
                present: state.attendance == "present",
                may_check_in,
                votes: state.delegate.is_some(),
            }),
            turn: self.turn(),
            vote: vote.map(|vote| hand::Vote {
                id: vote.vote.as_str(),
                number: vote.number.as_str(),
                title: vote.title.as_str(),
                by_device: vote.form.counting() == Counting::Choices,
                nonce: &vote.nonce,
                opened_at: vote.opened_at,
                held_since: vote.held_since,
                held_ms: vote.held_ms,
                warn_s: vote.warn_seconds,
                may_change: vote.may_change,
                own: own_choice.map(|own| (choice(own.choice), own.at)),
            }),
            labels: [votes_for, against, not_voting],
        };
        tell(&room)
    }
}

fn turn(kind: TurnKind) -> Option<hand::Turn> {
    match kind {
        TurnKind::Speech => Some(hand::Turn::Speech),
        TurnKind::Question => Some(hand::Turn::Question),
        TurnKind::Debate => Some(hand::Turn::Debate),
        TurnKind::Procedural => Some(hand::Turn::Procedural),
        TurnKind::Explanation => Some(hand::Turn::Explanation),
        TurnKind::Answer => None,
    }
}

fn choice(choice: Choice) -> hand::Choice {
    match choice {
        Choice::For => hand::Choice::For,
        Choice::Against => hand::Choice::Against,
        Choice::NotVoting => hand::Choice::NotVoting,
    }
}

/// On the wire.
pub fn turn_kind(kind: hand::Turn) -> TurnKind {
    match kind {
        hand::Turn::Speech => TurnKind::Speech,
        hand::Turn::Question => TurnKind::Question,
        hand::Turn::Debate => TurnKind::Debate,
        hand::Turn::Procedural => TurnKind::Procedural,
        hand::Turn::Explanation => TurnKind::Explanation,
    }
}

/// On the wire.
pub fn wire_choice(choice: hand::Choice) -> Choice {
    match choice {
        hand::Choice::For => Choice::For,
        hand::Choice::Against => Choice::Against,
        hand::Choice::NotVoting => Choice::NotVoting,
    }
}

/// What the device asked for, read back from its file; `None` for what a handheld does not ask.
pub fn asked(ask: &crate::wire::up::Ask, number: &str) -> Option<hand::Ask> {
    use crate::wire::up::Ask;
    use nghitruong_handheld::text::Text;
    if let Ask::CheckIn { pass: _ } = ask {
        return Some(hand::Ask::CheckIn);
    }
    if let Ask::RequestSpeech { kind } = ask {
        return turn(*kind).map(hand::Ask::RequestSpeech);
    }
    if let Ask::WithdrawSpeech { kind } = ask {
        return turn(*kind).map(hand::Ask::WithdrawSpeech);
    }
    let Ask::Vote { vote, choice: chosen, nonce } = ask else { return None };
    let (vote, number, nonce) = (Text::of(vote.as_str()), Text::of(number), Text::of(nonce));
    Some(hand::Ask::Vote { vote, number, choice: choice(*chosen), nonce })
}

/// Milliseconds to wait, of a refusal that passes by itself.
pub fn passes(why: &Refusal) -> Option<u64> {
    const SOON_MS: u64 = 2_000;
    if let Refusal::TooMany { wait_s } = why {
        return Some(u64::from(*wait_s) * 1_000);
    }
    matches!(why, Refusal::NotRecorded | Refusal::VoteHeld | Refusal::DoorsClosed).then_some(SOON_MS)
}
