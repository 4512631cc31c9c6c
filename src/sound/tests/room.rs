//! The loop over views, with a clock of its own.

use super::programs::{Machine, PLAYS, SPEAKS};
use super::*;
use crate::chamber::Now;
use crate::runtime::View;
use crate::sound::{Ask, Part, Programs, Settings, Sound, Trouble};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// The loop beside a hall; commands become views at once.
struct Board {
    hall: Hall,
    machine: Machine,
    views: watch::Sender<View>,
    now: Arc<Mutex<Now>>,
    sound: Sound,
}

impl Board {
    /// Starts with the hall as it is.
    fn start(hall: Hall, machine: Machine, programs: Programs) -> Self {
        let (views, seen) = watch::channel(hall.memory.view());
        let now = Arc::new(Mutex::new(hall.memory.now()));
        let clock = now.clone();
        let sound = Sound::with(
            &tokio::runtime::Handle::current(),
            seen,
            move || *clock.lock().expect("a clock"),
            machine.path().to_owned(),
            programs,
        );
        Self { hall, machine, views, now, sound }
    }

    fn show(&self) {
        *self.now.lock().expect("a clock") = self.hall.memory.now();
        self.views.send_replace(self.hall.memory.view());
    }

    /// Waits until so many sentences were asked for.
    async fn asked(&self, count: usize) -> Vec<String> {
        loop {
            let asked: Vec<String> = self.machine.read("asked").lines().map(str::to_owned).collect();
            if asked.len() >= count {
                return asked;
            }
            tokio::task::yield_now().await;
        }
    }
}

/// At the debate, with three who wait.
fn debate() -> Hall {
    let mut hall = Hall::open();
    hall.go_to("i4");
    for seat in [6, 2, 4] {
        hall.ask(seat, TurnKind::Speech);
    }
    hall
}

fn call_next(hall: &mut Hall) {
    let speech = hall.session().floor.queue().next().expect("waits").id.clone();
    hall.chair(Command::CallSpeaker { speech });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_and_warnings_are_heard_and_a_restart_repeats_none() {
    let machine = Machine::new();
    let programs = machine.programs(PLAYS, SPEAKS);
    let mut board = Board::start(debate(), machine, programs);
    // The first is the try without a sound.
    board.asked(1).await;
    call_next(&mut board.hall);
    board.show();
    board.asked(3).await;
    board.hall.memory.pass(360_000);
    board.show();
    assert_eq!(
        board.asked(4).await,
        [
            "a",
            "Mời đại biểu Ngô Văn ca, Tổ số ba, phát biểu.",
            "Chuẩn bị, đại biểu Trần Thị bê, Tổ số hai.",
            "Còn một phút."
        ]
    );
    let Board { mut hall, machine, sound, .. } = board;
    drop(sound);
    // A new start in the middle of the same speech.
    std::fs::remove_file(machine.file("asked")).expect("removed");
    hall.memory.pass(1_000);
    let programs = machine.programs(PLAYS, SPEAKS);
    let mut board = Board::start(hall, machine, programs);
    board.asked(1).await;
    board.hall.chair(Command::StopSpeech);
    board.show();
    call_next(&mut board.hall);
    board.show();
    let asked = board.asked(3).await;
    assert_eq!(asked[..2], ["a", "Mời đại biểu Trần Thị bê, Tổ số hai, phát biểu."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_room_goes_on_without_sound_and_says_why() {
    let machine = Machine::new();
    let programs = machine.programs("exit 1", "exit 1");
    let board = Board::start(debate(), machine, programs);
    let mut states = board.sound.states();
    let state = *states.wait_for(|s| s.trouble.is_some()).await.expect("a state");
    assert_eq!(state.trouble, Some((Part::Player, Trouble::Failed)));
    assert_eq!(state.settings, Settings::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_chosen_is_kept_and_can_be_tried() {
    let machine = Machine::new();
    let programs = machine.programs(PLAYS, SPEAKS);
    let board = Board::start(debate(), machine, programs);
    let chosen = Settings { chime: false, ..Settings::default() }.louder(2);
    board.sound.ask(Ask::Set(chosen));
    let mut states = board.sound.states();
    states.wait_for(|s| s.settings == chosen).await.expect("a state");
    assert_eq!(Settings::load(board.machine.path()), chosen);
    board.sound.ask(Ask::Test);
    let asked = board.asked(2).await;
    assert_eq!(asked[1], "Đây là tiếng nói của máy điều hành kỳ họp. Còn một phút.");
}
