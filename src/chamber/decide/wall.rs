//! The room's display: what it shows, and which displays are trusted.

use super::floor::fitting;
use super::{Decision, chair_only};
use crate::chamber::Chamber;
use crate::chamber::command::Actor;
use crate::chamber::event::Event;
use crate::chamber::floor::Speaker;
use crate::chamber::ids::DeviceId;
use crate::chamber::refusal::Refusal;
use crate::chamber::wall::WallShow;

impl Chamber {
    pub(super) fn show_on_wall(&self, show: &WallShow, actor: &Actor) -> Decision {
        chair_only(actor)?;
        let council = self.current().map(|s| &s.plan.council);
        let show = match show {
            WallShow::Message { text } => {
                let text = fitting(text, WallShow::MESSAGE_CHARS)?;
                if text.is_empty() {
                    return Err(Refusal::ReasonMissing);
                }
                WallShow::Message { text }
            }
            WallShow::Flag if council.is_none_or(|c| c.flag.is_none()) => return Err(Refusal::TextMissing),
            WallShow::Anthem if council.is_none_or(|c| c.anthem.is_none()) => {
                return Err(Refusal::TextMissing);
            }
            WallShow::Auto
            | WallShow::Qr
            | WallShow::Seats
            | WallShow::Agenda
            | WallShow::Flag
            | WallShow::Anthem => show.clone(),
        };
        if show == *self.wall_show() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::WallShown(show)])
    }

    pub(super) fn pair_wall(
        &self,
        wall: &DeviceId,
        name: &str,
        secret_hash: &str,
        actor: &Actor,
    ) -> Decision {
        at_kiosk(actor)?;
        let name = fitting(name, Speaker::CHARS)?;
        if name.is_empty() {
            return Err(Refusal::BadName { most: Speaker::CHARS as u32 });
        }
        let taken = self.sessions().values().any(|s| s.devices.contains_key(wall));
        if taken || self.walls().contains_key(wall) {
            return Err(Refusal::NotAllowed);
        }
        Ok(vec![Event::WallPaired { wall: wall.clone(), name, secret_hash: secret_hash.to_owned() }])
    }

    pub(super) fn unpair_wall(&self, wall: &DeviceId, actor: &Actor) -> Decision {
        at_kiosk(actor)?;
        if !self.walls().contains_key(wall) {
            return Err(Refusal::UnknownWall);
        }
        Ok(vec![Event::WallUnpaired { wall: wall.clone() }])
    }
}

/// Chair or secretary, at the unlocked kiosk.
fn at_kiosk(actor: &Actor) -> Result<(), Refusal> {
    match actor {
        Actor::Chair | Actor::Desk => Ok(()),
        Actor::Kiosk | Actor::Device { .. } | Actor::Door | Actor::Operator => Err(Refusal::NotAllowed),
    }
}
