//! The hall's displays: which are trusted, and what they show.

use super::{Local, Page};
use crate::chamber::command::{Command, PinRole};
use crate::chamber::ids::DeviceId;
use crate::chamber::{Chamber, WallShow};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::{Words, both};
use crate::web::WALL_ID;

/// What can be put on the wall by one touch, in the order of its page.
pub const SHOWS: [WallShow; 6] =
    [WallShow::Auto, WallShow::Qr, WallShow::Seats, WallShow::Agenda, WallShow::Flag, WallShow::Anthem];

/// The first number that no paired wall is called by.
fn free_number(chamber: &Chamber) -> usize {
    let taken = |n: &usize| chamber.walls().values().any(|wall| wall.name == Words::wall_name(*n));
    (1..).find(|n| !taken(n)).unwrap_or(1)
}

impl Local {
    /// A row of the list of walls: a code that waits, or a paired wall.
    pub(super) fn pick_wall(&mut self, id: &str) -> Vec<Effect> {
        if id.starts_with(WALL_ID) {
            return DeviceId::new(id).map_or_else(|_| Vec::new(), |wall| self.open(Page::PairedWall(wall)));
        }
        self.open(Page::WaitingWall(id.to_owned()))
    }

    pub(super) fn pair_wall(&mut self, scene: Scene) -> Vec<Effect> {
        let Some(Page::WaitingWall(code)) = self.page().cloned() else { return Vec::new() };
        let name = Words::wall_name(free_number(&scene.view.chamber));
        self.busy = Some(scene.now.mono_ms);
        let say = Some(both(|w| w.wall_paired(&name)));
        let done = Done { say, close: 1, ..Done::default() };
        vec![Effect::PairWall { code, name, actor: self.actor(), done }]
    }

    pub(super) fn refuse_wall(&mut self) -> Vec<Effect> {
        let Some(Page::WaitingWall(code)) = self.page().cloned() else { return Vec::new() };
        self.back();
        vec![Effect::RefuseWall { code }]
    }

    pub(super) fn unpair_wall(&mut self, scene: Scene) -> Vec<Effect> {
        let Some(Page::PairedWall(wall)) = self.page().cloned() else { return Vec::new() };
        let say = Some(both(|w| w.wall_removed().to_owned()));
        self.ask(scene, vec![Command::UnpairWall { wall }], Done { say, close: 1, ..Done::default() })
    }

    pub(super) fn show_on_wall(&mut self, show: Option<WallShow>, scene: Scene) -> Vec<Effect> {
        let Some(show) = show.filter(|_| self.who == Some(PinRole::Chair)) else { return Vec::new() };
        let say = Some(both(|w| w.wall_shows(w.wall_show_name(&show))));
        self.ask(scene, vec![Command::ShowOnWall(show)], Done { say, close: 1, ..Done::default() })
    }
}
