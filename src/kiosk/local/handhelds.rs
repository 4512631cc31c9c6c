//! Shared handhelds: given to a delegate by the code that they show, and taken back.

use super::{Local, Page};
use crate::chamber::Session;
use crate::chamber::command::Command;
use crate::chamber::ids::{DelegateId, DeviceId};
use crate::kiosk::effect::{Done, Effect};
use crate::kiosk::scene::Scene;
use crate::kiosk::words::both;
use crate::runtime::CODE_DIGITS;

impl Local {
    /// A row of the list: a code that waits, or a handheld that is somebody's.
    pub(super) fn pick_handheld(&mut self, id: &str) -> Vec<Effect> {
        if id.len() == CODE_DIGITS {
            return self.open(Page::WaitingHandheld(id.to_owned()));
        }
        DeviceId::new(id).map_or_else(|_| Vec::new(), |device| self.open(Page::GivenHandheld(device)))
    }

    pub(super) fn give_handheld(
        &mut self,
        code: String,
        delegate: DelegateId,
        session: &Session,
        scene: Scene,
    ) -> Vec<Effect> {
        let name = session.plan.delegate(&delegate).map(|d| d.name.clone()).unwrap_or_default();
        self.busy = Some(scene.now.mono_ms);
        let done = Done { say: Some(both(|w| w.handheld_given(&name))), close: 1, ..Done::default() };
        vec![Effect::GiveHandheld { code, delegate, actor: self.actor(), done }]
    }

    pub(super) fn take_back(&mut self, scene: Scene) -> Vec<Effect> {
        let Some(Page::GivenHandheld(device)) = self.page().cloned() else { return Vec::new() };
        let say = Some(both(|w| w.handheld_taken().to_owned()));
        self.ask(scene, vec![Command::TakeBackDevice { device }], Done { say, close: 1, ..Done::default() })
    }
}
