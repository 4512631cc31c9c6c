//! Which screen stands now: the most urgent one that the state allows.

use super::facts::{Ask, Battery, Buzz, Choice, Id, Link};
use super::kept::KeptVote;
use super::screen::{Act, Face, Left, Screen};
use super::{Handheld, Page, Stage};
use crate::outbox::{Pending, RAISE_HAND_MS};

pub(super) fn vote_of(ask: &Ask) -> Option<Id> {
    match ask {
        Ask::Vote { vote, .. } => Some(*vote),
        Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) => None,
    }
}

/// How the device shakes when this screen comes up.
pub(super) fn shake(screen: &Screen<'_>) -> Option<Buzz> {
    match screen {
        Screen::Vote { .. } | Screen::Hands { .. } | Screen::Absent { .. } | Screen::Floor { .. } => {
            Some(Buzz::Long)
        }
        Screen::Lost { .. }
        | Screen::NotRecording { .. }
        | Screen::Unsure { .. }
        | Screen::BatteryLow { .. } => Some(Buzz::Twice),
        Screen::Searching { .. }
        | Screen::Pairing { .. }
        | Screen::Unknown
        | Screen::Doors
        | Screen::Refused { .. }
        | Screen::Confirm { .. }
        | Screen::Sending { .. }
        | Screen::Held { .. }
        | Screen::Receipt { .. }
        | Screen::Home { .. }
        | Screen::Agenda { .. }
        | Screen::Kinds { .. }
        | Screen::Queue { .. }
        | Screen::Withdraw { .. }
        | Screen::Device { .. } => None,
    }
}

/// What tells one screen from another: its number, its keys, and of which vote it is.
pub(super) type Shown = (u8, [Option<Act>; 3], Option<Id>);

impl Handheld {
    /// The screen with what stands on all of them.
    pub fn face(&self, now: u64) -> Face<'_> {
        Face { screen: self.screen(now), utc: self.kept.utc(now), battery: self.kept.battery }
    }

    pub(super) fn shown(&self, now: u64) -> Shown {
        let screen = self.screen(now);
        (screen.number(), screen.keys(), self.kept.vote.map(|v| v.id))
    }

    /// What is shown at `now`.
    pub fn screen(&self, now: u64) -> Screen<'_> {
        if let Some(code) = &self.kept.code {
            return match self.kept.link {
                Link::Lost { retry_ms } => self.lost(retry_ms, now),
                Link::Searching | Link::Up => Screen::Pairing { code: code.as_str() },
            };
        }
        match self.kept.link {
            Link::Searching => return Screen::Searching { signal: self.kept.signal },
            Link::Lost { retry_ms } => return self.lost(retry_ms, now),
            Link::Up => {}
        }
        if self.kept.not_recording {
            return Screen::NotRecording { unrecorded: self.unrecorded() };
        }
        if self.kept.closed_doors {
            return Screen::Doors;
        }
        let Some(own) = &self.kept.own else { return Screen::Unknown };
        if let Some(notice) = &self.notice {
            return Screen::Refused { ask: &notice.ask, why: notice.why.as_ref().map(|why| why.as_str()) };
        }
        let floor = self.kept.turn.filter(|turn| turn.place == 0 && !self.left_floor);
        if let Some(vote) = self.kept.vote.as_ref().filter(|v| own.votes && self.left_vote != Some(v.id)) {
            return self.voting(vote, own.present, own.may_check_in, now);
        }
        if let Some(battery) = self.battery().filter(|b| b.percent <= Battery::VERY_LOW && !self.battery_said)
        {
            return Screen::BatteryLow { percent: battery.percent };
        }
        if let Some(receipt) = self.receipt.as_ref().filter(|_| self.kept.vote.is_none()) {
            return Screen::Receipt {
                number: receipt.number.as_str(),
                choice: receipt.choice,
                label: self.label(receipt.choice),
                code: Some(receipt.code.as_str()),
                at: receipt.at,
                change: false,
            };
        }
        if let Some(Ask::Vote { vote, number, choice, .. }) = self.unsure_ref()
            && self.left_vote != Some(*vote)
        {
            return Screen::Unsure { number: number.as_str(), label: self.label(*choice) };
        }
        if let Some(turn) = floor {
            let counted = turn.since.and_then(|since| self.kept.utc(now).map(|utc| utc - since));
            let running = turn.since.is_none() || counted.is_some();
            let spent =
                i64::try_from(turn.elapsed_ms).unwrap_or(i64::MAX).saturating_add(counted.unwrap_or(0));
            let left = i64::from(turn.limit_s) - spent.div_euclid(1000);
            let called = turn.since.is_none() && turn.elapsed_ms == 0;
            return Screen::Floor {
                kind: turn.kind,
                called,
                left: Left { seconds: running.then_some(left) },
            };
        }
        self.page(now)
    }

    fn page(&self, now: u64) -> Screen<'_> {
        let Some(own) = &self.kept.own else { return Screen::Unknown };
        let sending = self.speech_pending();
        let waiting = self.kept.turn.filter(|turn| turn.place > 0);
        match self.page {
            Page::Agenda { at } if at < self.kept.items().len() => {
                let count = self.kept.items().len();
                if let Some(item) = self.kept.items().get(at) {
                    return Screen::Agenda {
                        at: at + 1,
                        count,
                        number: item.number,
                        title: item.title.as_str(),
                        current: self.kept.current == Some(at),
                        done: item.done,
                    };
                }
            }
            Page::Kinds { at } => {
                let kinds = self.kept.kinds();
                if let Some(kind) = kinds.get(at).or(kinds.first()) {
                    return Screen::Kinds { kind: *kind, several: kinds.len() > 1 };
                }
            }
            Page::Queue => {
                if let Some(pending) = sending
                    && let Ask::RequestSpeech(kind) | Ask::WithdrawSpeech(kind) = pending.ask
                {
                    return Screen::Queue { kind, place: None, late: late(pending, now) };
                }
                if let Some(turn) = waiting {
                    return Screen::Queue {
                        kind: turn.kind,
                        place: Some((turn.place, turn.of)),
                        late: false,
                    };
                }
            }
            Page::Withdraw => {
                if let Some(turn) = waiting {
                    return Screen::Withdraw { kind: turn.kind };
                }
            }
            Page::Device => {
                return Screen::Device { battery: self.kept.battery, signal: self.kept.signal };
            }
            Page::Home | Page::Agenda { .. } => {}
        }
        let votes = own.votes && self.kept.vote.is_some();
        Screen::Home {
            seat: own.seat,
            name: own.name.as_str(),
            phase: self.kept.phase,
            present: own.present,
            check_in: own.may_check_in,
            item: self
                .kept
                .item()
                .or(self.kept.items().first())
                .map(|item| (item.number, item.title.as_str())),
            waiting: waiting.map(|turn| (turn.place, turn.of)),
            sending: sending.is_some(),
            may_ask: own.present && own.votes && !self.kept.kinds().is_empty(),
            vote: votes,
        }
    }

    fn voting<'a>(&'a self, vote: &'a KeptVote, present: bool, check_in: bool, now: u64) -> Screen<'a> {
        let number = vote.number.as_str();
        if !vote.by_device {
            return Screen::Hands { number, title: vote.title.as_str() };
        }
        if let Some(pending) = self.outbox.choice_in(vote.id.as_str())
            && let Ask::Vote { choice, .. } = pending.ask
        {
            let label = self.label(choice);
            return match vote.held_since {
                Some(_) => Screen::Held { number, title: vote.title.as_str(), chosen: Some((choice, label)) },
                None => Screen::Sending { choice, label, number, late: late(pending, now) },
            };
        }
        if !present {
            return Screen::Absent { number, check_in };
        }
        if vote.held_since.is_some() && vote.own.is_none() {
            return Screen::Held { number, title: vote.title.as_str(), chosen: None };
        }
        let left = self.vote_left(vote, now);
        if let Stage::Confirm { choice, .. } = self.stage {
            return Screen::Confirm { choice, label: self.label(choice), left };
        }
        if self.stage != Stage::Change
            && let Some((choice, code, at)) = self.recorded(vote)
        {
            let change = vote.may_change && vote.held_since.is_none();
            return Screen::Receipt { number, choice, label: self.label(choice), code, at, change };
        }
        Screen::Vote { number, title: vote.title.as_str(), left }
    }

    /// What is recorded in the open vote: by the own receipt, or what the kiosk says, if that is younger.
    fn recorded(&self, vote: &KeptVote) -> Option<(Choice, Option<&str>, i64)> {
        let own = self.receipt.as_ref().filter(|r| r.vote == vote.id);
        match (own, vote.own) {
            // The receipt may be here before the snapshot that follows it, and their times differ by the clock's correction.
            (Some(receipt), Some((choice, at))) if choice != receipt.choice && at > receipt.at => {
                Some((choice, None, at))
            }
            (Some(receipt), _) => Some((receipt.choice, Some(receipt.code.as_str()), receipt.at)),
            (None, Some((choice, at))) => Some((choice, None, at)),
            (None, None) => None,
        }
    }

    fn vote_left(&self, vote: &KeptVote, now: u64) -> Left {
        let at = vote.held_since.or(self.kept.utc(now));
        let end = vote.opened_at.saturating_add(vote.held_ms).saturating_add(i64::from(vote.warn_s) * 1000);
        Left { seconds: at.map(|at| (end - at).div_euclid(1000)) }
    }

    /// What this council calls a choice; empty: as usual.
    fn label(&self, choice: Choice) -> &str {
        self.kept.labels.get(choice.key().place()).map_or("", |label| label.as_str())
    }

    fn lost(&self, retry_ms: u64, now: u64) -> Screen<'_> {
        let retry_s = retry_ms.saturating_sub(now).div_ceil(1000);
        Screen::Lost { unrecorded: self.unrecorded(), retry_s }
    }

    /// The vote in which a choice is owed or under way and not recorded.
    fn unrecorded(&self) -> Option<&str> {
        let votes = self.kept.own.as_ref().is_some_and(|own| own.votes && own.present);
        let open =
            self.kept.vote.as_ref().filter(|vote| votes && vote.by_device && self.recorded(vote).is_none());
        let pending = self.outbox.pending().find_map(|p| match &p.ask {
            Ask::Vote { number, .. } => Some(number.as_str()),
            Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) => None,
        });
        pending.or(open.map(|vote| vote.number.as_str()))
    }

    fn speech_pending(&self) -> Option<&Pending> {
        self.outbox.pending().find(|p| matches!(p.ask, Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_)))
    }

    /// An unanswered choice in a vote that is not open any more.
    fn unsure_ref(&self) -> Option<&Ask> {
        let open = self.kept.vote.as_ref().map(|v| &v.id);
        let closed = |ask: &&Ask| match ask {
            Ask::Vote { vote, .. } => Some(vote) != open,
            Ask::CheckIn | Ask::RequestSpeech(_) | Ask::WithdrawSpeech(_) => false,
        };
        self.outbox.pending().map(|p| &p.ask).find(closed)
    }

    pub(super) fn unsure(&self) -> Option<Ask> {
        self.unsure_ref().copied()
    }

    fn battery(&self) -> Option<Battery> {
        self.kept.battery.filter(|b| !b.charging)
    }
}

/// Unanswered for so long that a hand should be raised.
fn late(pending: &Pending, now: u64) -> bool {
    now.saturating_sub(pending.made) > RAISE_HAND_MS
}
