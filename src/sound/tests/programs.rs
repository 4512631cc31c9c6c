//! The programs: they may be missing, fail, hang, or write without end.

use super::super::cue::{Chime, Cue, Kind};
use super::super::player::Player;
use super::super::wav::chime;
use crate::sound::{Program, Programs, Settings, Trouble};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A machine whose programs are the shell, told what to do. A voice hands out the chime in place of a sentence and keeps what
/// it was asked; a player keeps what it was given.
pub struct Machine {
    folder: tempfile::TempDir,
}

impl Machine {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("voice.wav"), chime(Chime::Called).bytes()).expect("written");
        Self { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn programs(&self, player: &str, voice: &str) -> Programs {
        let script = |text: &str| {
            let text = format!("cd '{}' && {text}", self.path().display());
            Program::new("/bin/sh", &["-c", &text])
        };
        Programs { player: script(player), voice: script(voice), limit: Duration::from_secs(60) }
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).unwrap_or_default()
    }
}

/// Plays what it is given: counts it.
pub const PLAYS: &str = "wc -c >> played";
pub const SPEAKS: &str = "{ cat; echo; } >> asked; cat voice.wav";

fn cue() -> Cue {
    Cue::new(Kind::Call, Some(Chime::Called), "Mời đại biểu Ngô Văn K.")
}

async fn played(programs: Programs, settings: Settings) -> Player {
    Player::new(programs).play(cue(), settings, false, 0).await
}

#[tokio::test]
async fn a_chime_and_a_sentence_are_played_one_after_the_other() {
    let machine = Machine::new();
    let player = played(machine.programs(PLAYS, SPEAKS), Settings::default()).await;
    assert_eq!((player.player.trouble, player.voice.trouble), (None, None));
    assert_eq!(machine.read("asked"), "Mời đại biểu Ngô Văn ca.\n");
    assert_eq!(machine.read("played").lines().count(), 2);
}

#[tokio::test]
async fn the_switches_hold() {
    for (chime, voice, volume, plays, asks) in
        [(true, false, 70, 1, 0), (false, true, 70, 1, 1), (false, false, 70, 0, 0), (true, true, 0, 0, 0)]
    {
        let machine = Machine::new();
        let settings = Settings { chime, voice, volume, ..Settings::default() };
        played(machine.programs(PLAYS, SPEAKS), settings).await;
        assert_eq!(machine.read("played").lines().count(), plays, "{settings:?}");
        assert_eq!(machine.read("asked").lines().count(), asks, "{settings:?}");
    }
}

#[tokio::test]
async fn what_does_not_work_does_no_harm() {
    let machine = Machine::new();
    let sound = chime(Chime::Called);
    for (script, trouble) in [
        ("exit 1", Err(Trouble::Failed)),
        ("echo broken >&2; exit 3", Err(Trouble::Failed)),
        ("kill -9 $$", Err(Trouble::Failed)),
        ("exit 0", Ok(())),
        ("cat > /dev/null", Ok(())),
        ("yes | head -c 20000000; yes | head -c 100000 >&2", Ok(())),
    ] {
        assert_eq!(machine.programs(script, "").play(&sound).await, trouble, "{script}");
    }
    for voice in ["true", "echo no sound", "cat", "head -c 60 voice.wav; exit 1"] {
        let spoken = machine.programs("", voice).speak("xin chào", Settings::default()).await;
        assert_eq!(spoken.map(drop), Err(Trouble::Failed), "{voice}");
    }
    let missing = Program::new("/nowhere/to/be/found", &[]);
    let programs = Programs { player: missing.clone(), voice: missing, ..Programs::default() };
    assert_eq!(programs.play(&sound).await, Err(Trouble::Missing));
    assert_eq!(programs.speak("a", Settings::default()).await.map(drop), Err(Trouble::Missing));
}

#[tokio::test]
async fn one_that_hangs_is_killed() {
    let machine = Machine::new();
    // Its own process id, so that it can be asked for afterwards.
    let mut programs = machine.programs("", "echo $$ > pid; exec sleep 600");
    programs.limit = Duration::from_millis(200);
    let spoken = programs.speak("xin chào", Settings::default()).await;
    assert_eq!(spoken.map(drop), Err(Trouble::Slow));
    let pid = machine.read("pid");
    assert!(!pid.is_empty() && !Path::new("/proc").join(pid.trim()).exists(), "{pid}");
}

#[tokio::test]
async fn after_a_failure_it_rests_longer_and_longer() {
    let machine = Machine::new();
    let mut player = Player::new(machine.programs("echo tried >> tries; exit 1", SPEAKS));
    let settings = Settings::default();
    let tries = |machine: &Machine| machine.read("tries").lines().count();
    player = player.play(cue(), settings, false, 0).await;
    assert_eq!((tries(&machine), player.player.trouble), (1, Some(Trouble::Failed)));
    player = player.play(cue(), settings, false, 4_999).await;
    assert_eq!(tries(&machine), 1, "it rests");
    player = player.play(cue(), settings, false, 5_000).await;
    player = player.play(cue(), settings, false, 14_999).await;
    assert_eq!(tries(&machine), 2, "twice as long");
    player = player.play(cue(), settings, true, 14_999).await;
    assert_eq!(tries(&machine), 3, "whoever tries it by hand is not made to wait");
    player.programs = machine.programs(PLAYS, SPEAKS);
    player = player.play(cue(), settings, true, 15_000).await;
    assert_eq!(player.player.trouble, None);
    player = player.play(cue(), settings, false, 15_001).await;
    assert_eq!(machine.read("played").lines().count(), 4, "well again at once");
    assert_eq!(player.voice.trouble, None);
}

#[tokio::test]
async fn a_broken_voice_leaves_the_chime() {
    let machine = Machine::new();
    let player = played(machine.programs(PLAYS, "exit 1"), Settings::default()).await;
    assert_eq!((player.player.trouble, player.voice.trouble), (None, Some(Trouble::Failed)));
    assert_eq!(machine.read("played").lines().count(), 1);
}
