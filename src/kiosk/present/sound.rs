//! The page of the sound: chime, voice, volume, and why nothing is heard.

use super::keys::{off, plain, plain_unless, with_second};
use super::{Key, Look};
use nghitruong_ui::{Face, Screen};

pub fn sound(look: Look, face: &mut Face) {
    let w = look.w;
    let sound = look.local.sound;
    let settings = sound.settings;
    super::page(look, Screen::Choice, w.settings(), w.sound(), face);
    face.page.note =
        sound.trouble.map(|(part, trouble)| w.no_sound(part, trouble)).unwrap_or_default().into();
    let test = if settings.is_on() {
        plain(&Key::SoundTest, w.sound_test())
    } else {
        off(&Key::SoundTest, w.sound_test(), w.sound_off())
    };
    let speed = w.sound_speed(settings.speed);
    let reader = (!settings.voice).then(|| w.switched(false));
    let step = |key: Key, label: &str| match reader {
        Some(_) => plain_unless(&key, label, reader),
        None => with_second(&key, label, &speed),
    };
    face.choices = vec![
        with_second(&Key::SoundChime, w.sound_chime(), w.switched(settings.chime)),
        with_second(&Key::SoundVoice, w.sound_voice(), w.switched(settings.voice)),
        with_second(&Key::SoundQuieter, w.sound_quieter(), &w.sound_volume(settings.volume)),
        with_second(&Key::SoundLouder, w.sound_louder(), &w.sound_volume(settings.volume)),
        step(Key::SoundSlower, w.sound_slower()),
        step(Key::SoundFaster, w.sound_faster()),
        test,
    ];
}
