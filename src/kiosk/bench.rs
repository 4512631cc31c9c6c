//! What drawing costs.

use super::effect::{MinutesExport, Target};
use super::key::Key;

use super::panel::Panel;
use super::real::{Post, Real};
use super::script::Script;
use super::shell::Shell;
use crate::chamber::ids::SessionId;
use crate::runtime::Running;
use crate::sound::Sound;
use nghitruong_ui::Touch;
use nghitruong_ui::slint::PlatformError;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

/// Milliseconds, at 1280x800.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Paint {
    /// From making the window to the first drawn frame; the process's own start comes before it.
    pub first_frame_ms: f64,
    /// Drawing the whole screen, median.
    pub full_repaint_ms: f64,
    /// One second of the clock: from the state to the drawn rectangles, median.
    pub clock_tick_ms: f64,
    /// From a finger to the drawn answer under the real rules, without a disk, median.
    pub touch_to_paint_ms: f64,
}

/// Measures the running screen of the sample council.
///
/// # Errors
/// When this thread draws on a real display.
pub fn bench_paint() -> Result<Paint, PlatformError> {
    let mut script = Script::new();
    script.open_debate();
    let Script { shell, .. } = script;
    let start = Instant::now();
    let mut panel = Panel::new(shell, 1280, 800)?;
    panel.show();
    let first_frame_ms = ms(start.elapsed());
    let full_repaint_ms = median(60, || {
        panel.screen().forget();
        let start = Instant::now();
        panel.screen().render();
        start.elapsed()
    });
    let clock_tick_ms = median(120, || {
        panel.shell.world_mut().pass(1000);
        let start = Instant::now();
        panel.shell.tick();
        panel.show();
        start.elapsed()
    });
    // There and back: the page of other work covers the stage and leaves it again.
    let places = [Touch::Key(Key::Menu.id()), Touch::Back].map(|touch| {
        let place = panel.find(&touch);
        if let Some((x, y)) = place {
            panel.tap(x, y);
        }
        panel.show();
        place
    });
    let mut turn = 0;
    let touch_to_paint_ms = median(60, || {
        let (x, y) = places[turn % 2].unwrap_or_default();
        turn += 1;
        let start = Instant::now();
        panel.tap(x, y);
        panel.show();
        start.elapsed()
    });
    Ok(Paint { first_frame_ms, full_repaint_ms, clock_tick_ms, touch_to_paint_ms })
}

/// From a finger to the drawn answer through the room's loop and its journal, median milliseconds: pausing and resuming
/// a speech `times` times. The room must be unlocked by `pin` and have a delegate speaking.
///
/// # Errors
/// [`BenchError`] when nothing can be drawn, the PIN is wrong, or no answer comes.
pub fn bench_touch(
    running: &Running,
    tokio: &tokio::runtime::Handle,
    pin: &str,
    times: usize,
) -> Result<f64, BenchError> {
    let (woken, wait) = mpsc::channel();
    let post = Post::new(move || {
        let _ = woken.send(());
    });
    let world = Real::new(running, tokio, Sound::silent(), Arc::new(NoExport), post.clone());
    let mut panel = Panel::new(Shell::new(world), 1280, 800)?;
    panel.show();
    let answer = |panel: &mut Panel<Real>| -> Result<(), BenchError> {
        wait.recv_timeout(Duration::from_secs(5)).map_err(|_| BenchError::NoAnswer)?;
        for news in post.take() {
            panel.shell.news(news);
        }
        Ok(())
    };
    answer(&mut panel)?;
    panel.shell.touch(&Touch::Unlock);
    for digit in pin.bytes().map(|b| b.wrapping_sub(b'0')) {
        panel.shell.touch(&Touch::Digit(digit));
    }
    panel.shell.touch(&Touch::Enter);
    answer(&mut panel)?;
    if panel.shell.local().is_locked() {
        return Err(BenchError::Locked);
    }
    panel.show();
    let mut all = Vec::with_capacity(times);
    for turn in 0..times.max(1) {
        let key = if turn % 2 == 0 { Key::Pause } else { Key::Resume };
        let (x, y) = panel.find(&Touch::Key(key.id())).ok_or(BenchError::NoKey)?;
        let start = Instant::now();
        panel.tap(x, y);
        panel.show();
        answer(&mut panel)?;
        panel.show();
        all.push(start.elapsed());
    }
    all.sort();
    Ok(ms(all[all.len() / 2]))
}

/// Why [`bench_touch`] has no figure.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    #[error(transparent)]
    Screen(#[from] PlatformError),
    #[error("no answer within 5 s")]
    NoAnswer,
    #[error("the PIN does not unlock")]
    Locked,
    #[error("nobody speaks")]
    NoKey,
}

struct NoExport;

impl MinutesExport for NoExport {
    fn export(&self, _: SessionId, _: Target) -> Result<Vec<PathBuf>, String> {
        Err("không xuất khi đo".to_owned())
    }
}

fn ms(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}

fn median(times: usize, mut one: impl FnMut() -> Duration) -> f64 {
    let mut all: Vec<Duration> = (0..times.max(1)).map(|_| one()).collect();
    all.sort();
    ms(all[all.len() / 2])
}
