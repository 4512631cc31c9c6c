//! The settings in the middle of a sitting.

use super::Script;
use crate::chamber::command::DeviceKind;
use crate::chamber::ids::DeviceId;
use crate::kiosk::key::Key;
use crate::runtime::WaitingWall;
use crate::sound::{Part, State, Trouble};
use crate::wire::VERSION;
use crate::wire::health::{Battery, DeviceHealth};
use nghitruong_ui::Touch;

impl Script {
    pub(super) fn settings(&mut self) {
        self.choose(Key::Settings);
        self.shot("16-cai-dat");
        self.choose(Key::Sound);
        self.shot("16g-am-thanh");
        self.shell.world_mut().sound.trouble = Some((Part::Player, Trouble::Failed));
        self.choose(Key::SoundVoice);
        self.shot("16h-khong-co-loa");
        self.shell.world_mut().sound = State::default();
        self.touch(Touch::Back);
        self.choose(Key::CodeDelegate);
        self.shot("16c-cap-ma");
        if let Some(delegate) = self.delegate(12) {
            self.touch(Touch::Pick(delegate.to_string()));
        }
        self.pass(13);
        self.shot("21-ma-moi");
        self.touch(Touch::Back);
        self.touch(Touch::Back);
        self.handhelds();
    }

    /// Two that are somebody's, one of them about to be gone, and one that waits.
    fn handhelds(&mut self) {
        let code = |code: &str| WaitingWall { code: code.to_owned(), until: i64::MAX };
        self.shell.world_mut().handhelds = ["482913", "159264", "007345"].map(code).to_vec();
        self.choose(Key::Handhelds);
        for (code, place) in [("482913", 20), ("159264", 23)] {
            self.touch(Touch::Pick(code.into()));
            if code == "159264" {
                self.shot("16j-giao-may");
            }
            let delegate = self.delegate(place);
            self.touch(Touch::Pick(delegate.map(|id| id.to_string()).unwrap_or_default()));
        }
        let given = self.session(|s| {
            let handhelds = s.devices.iter().filter(|(_, d)| d.active && d.kind == DeviceKind::Handheld);
            handhelds.map(|(id, _)| id.clone()).collect::<Vec<DeviceId>>()
        });
        let given = given.unwrap_or_default();
        let (online, health) = self.shell.world_mut().devices_mut();
        for (device, percent, signal) in given.iter().zip([(82, 64), (9, 51)]).map(|(d, (p, s))| (d, p, s)) {
            let battery = Some(Battery { percent, charging: false });
            health.insert(device.clone(), DeviceHealth { v: VERSION, battery, signal: Some(signal) });
        }
        online.extend(given.first().cloned());
        self.shot("16i-may-cam-tay");
        self.touch(Touch::Pick(given.first().map(DeviceId::to_string).unwrap_or_default()));
        self.shot("16k-thu-lai-may");
        self.choose(Key::TakeBack);
        self.touch(Touch::Pick(given.last().map(DeviceId::to_string).unwrap_or_default()));
        self.choose(Key::TakeBack);
        let world = self.shell.world_mut();
        world.handhelds.clear();
        let (online, health) = world.devices_mut();
        online.clear();
        health.clear();
        self.touch(Touch::Back);
    }
}
