//! The shell in memory: touches, flows, what is presented, and the real screens.

mod flow;
mod handhelds;
mod pin;
mod present;
mod questions;
mod screens;
mod touches;
mod undo;
mod walls;

use super::key::Key;
use super::script::Script;
use crate::chamber::command::Command;
use crate::kiosk::effect::Effect;

/// At the debate, unlocked by the chair.
fn debate() -> Script {
    let mut script = Script::new();
    script.open_debate();
    assert_eq!(script.refused, []);
    script
}

/// The commands that were asked for since the last look.
fn commands(script: &mut Script) -> Vec<Command> {
    let asked = std::mem::take(&mut script.shell.world_mut().asked);
    asked
        .into_iter()
        .flat_map(|effect| match effect {
            Effect::Ask { commands, .. } => commands,
            _ => Vec::new(),
        })
        .collect()
}

fn labels(script: &Script) -> Vec<String> {
    script.shell.face(false).keys.iter().map(|key| key.label.to_string()).collect()
}

fn key_ids(script: &Script) -> Vec<Key> {
    script.shell.face(false).keys.iter().filter_map(|key| Key::parse(&key.id)).collect()
}
