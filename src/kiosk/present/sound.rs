//! The page of the sound: chime, voice, volume, and why nothing is heard.

use super::keys::{off, plain, with_second};
use super::{Key, Look};
use nghitruong_ui::{ActionKey, Face, Screen};

pub fn sound(look: Look, face: &mut Face) {
    let w = look.w;
    let sound = look.local.sound;
    let settings = sound.settings;
    super::page(look, Screen::Choice, w.settings(), w.sound(), face);
    let (volume, speed) = (w.sound_volume(settings.volume), w.sound_speed(settings.speed));
    face.page.note = match sound.trouble {
        Some((part, trouble)) => w.no_sound(part, trouble).into(),
        None if look.small => w.sound_now(&volume, &speed).into(),
        None => Default::default(),
    };
    // Seven keys on the small screen leave no room for a second line.
    let switch = |key: Key, label: &str, on: bool| -> ActionKey {
        let state = w.switched(on);
        if look.small { plain(&key, &format!("{label}: {state}")) } else { with_second(&key, label, state) }
    };
    let step = |key: Key, label: &str, value: &str| -> ActionKey {
        if look.small { plain(&key, label) } else { with_second(&key, label, value) }
    };
    face.choices = vec![
        switch(Key::SoundChime, w.sound_chime(), settings.chime),
        switch(Key::SoundVoice, w.sound_voice(), settings.voice),
        step(Key::SoundQuieter, w.sound_quieter(), &volume),
        step(Key::SoundLouder, w.sound_louder(), &volume),
    ];
    if settings.voice {
        face.choices.extend([
            step(Key::SoundSlower, w.sound_slower(), &speed),
            step(Key::SoundFaster, w.sound_faster(), &speed),
        ]);
    }
    face.choices.push(if settings.is_on() {
        plain(&Key::SoundTest, w.sound_test())
    } else {
        off(&Key::SoundTest, w.sound_test(), w.sound_off())
    });
}
