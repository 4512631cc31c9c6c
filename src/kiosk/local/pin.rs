//! The PIN pad: digits, two entries of a new PIN, and the wait after wrong ones.

use super::super::effect::{Effect, PinTrouble};
use super::{Local, PadFor, Page};
use crate::chamber::command::PinRole;
use crate::credentials::is_pin;
use crate::kiosk::scene::{Scene, Stage};

/// Wrong tries that cost nothing.
const FREE_TRIES: u32 = 5;
/// First wait, seconds; it doubles with each further wrong try.
const FIRST_WAIT_S: u64 = 30;
/// Longest PIN, digits.
const MOST: usize = 8;

/// Said on the pad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadMessage {
    /// 4 to 8 digits are needed.
    Length,
    Wrong {
        left: u32,
    },
    Blocked,
    /// The two entries differ.
    Differ,
    SameAsOther,
    Failed,
}

/// What has been typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pad {
    pub digits: String,
    /// The first of two entries.
    pub first: Option<String>,
    pub message: Option<PadMessage>,
    wrong: u32,
    /// Monotonic milliseconds until which digits are refused.
    blocked_until: Option<u64>,
}

impl Pad {
    /// Forgets what was typed; wrong tries stay.
    pub fn clear(&mut self) {
        self.digits.clear();
        self.first = None;
        if self.blocked_until.is_none() {
            self.message = None;
        }
    }

    /// Seconds to wait, 0 for none.
    pub fn wait_s(&self, mono_ms: u64) -> u64 {
        self.blocked_until.map_or(0, |until| until.saturating_sub(mono_ms).div_ceil(1000))
    }

    pub(super) fn tick(&mut self, mono_ms: u64) {
        if self.blocked_until.is_some_and(|until| mono_ms >= until) {
            self.blocked_until = None;
            self.message = None;
        }
    }

    pub(super) fn right(&mut self) {
        *self = Self::default();
    }

    pub(super) fn wrong(&mut self, mono_ms: u64) {
        self.digits.clear();
        self.wrong += 1;
        if self.wrong < FREE_TRIES {
            self.message = Some(PadMessage::Wrong { left: FREE_TRIES - self.wrong });
        } else {
            let doubled = (self.wrong - FREE_TRIES).min(7);
            self.blocked_until = Some(mono_ms + FIRST_WAIT_S * 1000 * (1 << doubled));
            self.message = Some(PadMessage::Blocked);
        }
    }

    pub(super) fn refused(&mut self, why: PinTrouble) {
        self.digits.clear();
        self.first = None;
        self.message = Some(match why {
            PinTrouble::SameAsOther => PadMessage::SameAsOther,
            PinTrouble::Failed => PadMessage::Failed,
        });
    }

    pub(super) fn digit(&mut self, value: u8, mono_ms: u64) {
        self.tick(mono_ms);
        if self.blocked_until.is_none() && value <= 9 && self.digits.len() < MOST {
            self.message = None;
            self.digits.push(char::from(b'0' + value));
        }
    }

    pub(super) fn erase(&mut self) {
        self.digits.pop();
    }
}

impl Local {
    /// The role whose PIN is being set on the pad that is shown, if one is.
    pub fn setting(&self, scene: Scene) -> Option<PinRole> {
        match self.page() {
            Some(Page::Pin(PadFor::Change(role))) => Some(*role),
            Some(_) => None,
            None => match scene.stage(self) {
                Stage::FirstPin(role) => Some(role),
                Stage::NoSession
                | Stage::Fault(_)
                | Stage::Standby(_)
                | Stage::Running(_)
                | Stage::Speaking(..)
                | Stage::Questioning(..)
                | Stage::Voting(..)
                | Stage::Hands(..)
                | Stage::Names(..)
                | Stage::Paper(..)
                | Stage::Result(..)
                | Stage::Recess(..)
                | Stage::Closed(_) => None,
            },
        }
    }

    /// Whether the pad is on the screen.
    pub fn pad_is_shown(&self, scene: Scene) -> bool {
        matches!(self.page(), Some(Page::Pin(_)))
            || (self.pages.is_empty() && matches!(scene.stage(self), Stage::FirstPin(_)))
    }

    pub(super) fn enter(&mut self, scene: Scene) -> Vec<Effect> {
        self.pad.tick(scene.now.mono_ms);
        if self.pad.blocked_until.is_some() || self.busy.is_some() {
            return Vec::new();
        }
        if !is_pin(&self.pad.digits) {
            self.pad.message = Some(PadMessage::Length);
            return Vec::new();
        }
        let Some(role) = self.setting(scene) else {
            let hashes = [PinRole::Chair, PinRole::Secretary]
                .into_iter()
                .filter_map(|role| scene.view.chamber.pin(role).map(|hash| (role, hash.to_owned())))
                .collect();
            self.busy = Some(scene.now.mono_ms);
            return vec![Effect::CheckPin { pin: std::mem::take(&mut self.pad.digits), hashes }];
        };
        let pin = std::mem::take(&mut self.pad.digits);
        match self.pad.first.take() {
            None => {
                self.pad.first = Some(pin);
                Vec::new()
            }
            Some(first) if first == pin => {
                let other = match role {
                    PinRole::Chair => PinRole::Secretary,
                    PinRole::Secretary => PinRole::Chair,
                };
                self.busy = Some(scene.now.mono_ms);
                let other = scene.view.chamber.pin(other).map(str::to_owned);
                vec![Effect::HashPin { role, pin, other }]
            }
            Some(_) => {
                self.pad.message = Some(PadMessage::Differ);
                Vec::new()
            }
        }
    }
}
