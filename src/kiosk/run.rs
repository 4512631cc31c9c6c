//! The program with a display: Slint on the main thread, the room in the runtime's threads.

use super::effect::MinutesExport;
use super::real::{Post, Real};
use super::shell::{Shell, World};
use crate::qr;
use crate::runtime::Running;
use crate::sound::Sound;
use nghitruong_ui::slint::{self, ComponentHandle, PlatformError, Timer, TimerMode};
use nghitruong_ui::{Front, Touch, has_display, page_image};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// How the kiosk is shown.
pub struct KioskOptions {
    /// Writes minutes.
    pub export: Arc<dyn MinutesExport>,
    /// The runtime in which the room runs.
    pub tokio: tokio::runtime::Handle,
    /// How the room sounds.
    pub sound: Sound,
    /// Width and height of the window in pixels; `None`: the whole screen.
    pub window: Option<(u32, u32)>,
    /// Called by this thread's loop once a second, after the screen was brought up to date.
    pub turned: Box<dyn Fn()>,
}

/// How the kiosk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The window was closed.
    Closed,
    /// Somebody asked to switch the machine off.
    PowerOff,
}

/// Why there is no kiosk.
#[derive(Debug, thiserror::Error)]
pub enum KioskError {
    /// Nothing to draw on; the program can go on headless.
    #[error("no display")]
    NoDisplay,
    #[error(transparent)]
    Ui(#[from] PlatformError),
}

/// The window's name for compositors.
const APP_ID: &str = "nghitruong-kiosk";

thread_local! {
    static KIOSK: RefCell<Option<Rc<Kiosk>>> = const { RefCell::new(None) };
}

struct Kiosk {
    shell: RefCell<Shell<Real>>,
    front: Front,
    post: Arc<Post>,
    shown_qr: RefCell<String>,
    shown_code: RefCell<String>,
    turned: Box<dyn Fn()>,
    ended: Cell<Ended>,
}

/// Runs the kiosk on this thread, which must be the main one, until its window is closed.
///
/// # Errors
/// [`KioskError::NoDisplay`] where nothing can be shown; `running` goes on then.
pub fn run(running: &Running, options: KioskOptions) -> Result<Ended, KioskError> {
    if !has_display() {
        return Err(KioskError::NoDisplay);
    }
    let front = Front::new().map_err(|error| {
        tracing::warn!(%error, "no window");
        KioskError::NoDisplay
    })?;
    // A compositor with two screens tells by it which one is ours. Slint takes it once a window is there and not yet shown.
    slint::set_xdg_app_id(APP_ID)?;
    let window = front.app().window();
    match options.window {
        Some((width, height)) => window.set_size(slint::PhysicalSize::new(width, height)),
        None => window.set_fullscreen(true),
    }
    let post = Post::new(|| {
        // Fails only after the event loop has ended, when there is nothing left to show.
        let _ = slint::invoke_from_event_loop(|| with_kiosk(Kiosk::receive));
    });
    let real = Real::new(running, &options.tokio, options.sound, options.export, post.clone());
    let follow = real.follow();
    let kiosk = Rc::new(Kiosk {
        shell: RefCell::new(Shell::new(real)),
        front,
        post,
        shown_qr: RefCell::default(),
        shown_code: RefCell::default(),
        turned: options.turned,
        ended: Cell::new(Ended::Closed),
    });
    KIOSK.with(|slot| *slot.borrow_mut() = Some(kiosk.clone()));
    kiosk.front.on_touch(|touch| with_kiosk(|kiosk| kiosk.touch(&touch)));
    kiosk.show();
    let clock = start_clock();
    let result = kiosk.front.app().run();
    drop(clock);
    follow.abort();
    KIOSK.with(|slot| slot.borrow_mut().take());
    result?;
    Ok(kiosk.ended.get())
}

/// Ends [`run`] from any thread; does nothing when it does not run.
pub fn quit() {
    // Fails only where no event loop runs.
    let _ = slint::quit_event_loop();
}

fn with_kiosk(with: impl FnOnce(&Kiosk)) {
    let kiosk = KIOSK.with(|slot| slot.borrow().clone());
    if let Some(kiosk) = kiosk {
        with(&kiosk);
    }
}

/// Once a second, for the clocks. Starts with the next full second, so that all clocks of the room step together.
fn start_clock() -> Timer {
    let timer = Timer::default();
    timer.start(TimerMode::Repeated, Duration::from_secs(1), || with_kiosk(Kiosk::tick));
    timer
}

impl Kiosk {
    fn touch(&self, touch: &Touch) {
        self.shell.borrow_mut().touch(touch);
        self.show();
    }

    fn tick(&self) {
        self.shell.borrow_mut().tick();
        self.show();
        (self.turned)();
    }

    fn receive(&self) {
        for news in self.post.take() {
            self.shell.borrow_mut().news(news);
        }
        self.shell.borrow_mut().listen();
        let shell = self.shell.borrow();
        if let Some(page) = shell.world().take_paper() {
            self.front.set_paper(page_image(&page.rgb, page.width, page.height));
        }
        if shell.world().is_off() {
            self.ended.set(Ended::PowerOff);
            // Fails only if the loop has ended already.
            let _ = slint::quit_event_loop();
        }
        drop(shell);
        self.show();
    }

    fn show(&self) {
        let shell = self.shell.borrow();
        let entrance = shell.world().entrance();
        if *self.shown_qr.borrow() != entrance.url {
            self.front.set_qr(qr::picture(&entrance.url));
        }
        let code = shell.code_url(&entrance);
        if *self.shown_code.borrow() != code {
            self.front.set_code_qr(qr::picture(&code));
            self.shown_code.replace(code);
        }
        self.shown_qr.replace(entrance.url);
        shell.world().set_paper_width(self.front.paper_width());
        self.front.show(&shell.face(self.front.is_small()));
    }
}
