//! One handheld: from the press that confirms a choice to the receipt on its screen, beside a bare client that sends one choice.

use super::BenchError;
use super::crowd::median;
use super::room::{Room, Way, crowd_of};
use crate::chamber::command::Actor;
use crate::client::Kiosk;
use crate::handset::{Language, Options, Power, Shown, run};
use nghitruong_handheld::sheet::{Legend, Sheet};
use nghitruong_handheld::state::facts::{Choice, Key};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};

/// How long a screen may take to come.
const PATIENCE: Duration = Duration::from_secs(60);
/// A screen that came by itself is deaf for a moment; so often the key is pressed until it is heard.
const PRESS: Duration = Duration::from_millis(50);

/// Medians.
pub struct Press {
    /// From the press to the receipt that was checked and is shown.
    pub handheld: Duration,
    /// From the first byte of a choice to its receipt, a client over the same gateway that neither signs, keeps nor checks.
    pub bare: Duration,
}

/// Measures both in turn, so that a slow moment of the machine hits both alike. `data` gets the handheld's file and has to
/// be on the disk that is measured.
///
/// # Errors
/// [`BenchError`].
pub async fn measure(room: &mut Room, data: &Path, rounds: u32) -> Result<Press, BenchError> {
    let http = room.running.http;
    let options = Options {
        kiosk: Kiosk::at(http),
        data: data.to_owned(),
        language: Language::Vietnamese,
        slow_panel: false,
    };
    let (keys, pressed) = mpsc::channel(1);
    let (show, mut shown) = watch::channel(None);
    let (_power, powered) = watch::channel(Power::default());
    let running = tokio::spawn(run(options, pressed, powered, show));
    give(room, &mut shown).await?;
    let one = room.seats.get(..1).ok_or(BenchError::Silent)?;
    let name = room.running.service.room().to_owned();
    let mut crowd = crowd_of(one, &name, room.running.mqtt, http, Way::Gateway, None).await?;
    press(room, &keys, &mut shown).await?;
    room.round_of(&mut crowd, 1).await?;
    let (mut handheld, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..rounds.max(1) {
        handheld.push(press(room, &keys, &mut shown).await?);
        bare.push(room.round_of(&mut crowd, 1).await?.last);
    }
    running.abort();
    Ok(Press { handheld: median(handheld), bare: median(bare) })
}

async fn until(
    shown: &mut watch::Receiver<Option<Shown>>,
    fits: impl Fn(&Sheet) -> bool,
) -> Result<(), BenchError> {
    let waited = shown.wait_for(|shown| shown.is_some_and(|shown| fits(&shown.sheet)));
    let seen = tokio::time::timeout(PATIENCE, waited).await.map_err(|_| BenchError::Silent)?;
    seen.map(|_| ()).map_err(|_| BenchError::Silent)
}

/// The last delegate gets the handheld, the only one that waits.
async fn give(room: &Room, shown: &mut watch::Receiver<Option<Shown>>) -> Result<(), BenchError> {
    let view = room.running.handle.view();
    let plan = view.chamber.current().map(|session| &session.plan).ok_or(BenchError::Silent)?;
    let last = plan.delegates.last().map(|delegate| delegate.id.clone()).ok_or(BenchError::Silent)?;
    let waits = || room.running.service.waiting_handhelds().into_iter().next();
    until(shown, |_| waits().is_some()).await?;
    let waiting = waits().ok_or(BenchError::Silent)?;
    Ok(room.running.service.give_handheld(&waiting.code, last, Actor::Desk).await?)
}

/// One vote: two presses, and how long the second one takes.
async fn press(
    room: &Room,
    keys: &mpsc::Sender<Key>,
    shown: &mut watch::Receiver<Option<Shown>>,
) -> Result<Duration, BenchError> {
    let (vote, _) = room.open_vote().await?;
    until(shown, |sheet| sheet.keys == Choice::ALL.map(Legend::Mark)).await?;
    let confirms =
        |sheet: &Sheet| sheet.keys[0] == Legend::Mark(Choice::For) && sheet.keys[1] == Legend::None;
    loop {
        keys.send(Key::A).await.map_err(|_| BenchError::Silent)?;
        if tokio::time::timeout(PRESS, until(shown, confirms)).await.is_ok() {
            break;
        }
    }
    let started = Instant::now();
    keys.send(Key::A).await.map_err(|_| BenchError::Silent)?;
    until(shown, |sheet| sheet.filled).await?;
    let took = started.elapsed();
    room.end_vote(vote).await?;
    Ok(took)
}
