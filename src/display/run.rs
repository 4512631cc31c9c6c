//! The program with a display: Slint on the main thread, the network in the runtime's threads.

use super::anthem::{self, Silent};
use super::flag::{self, Pixels};
use super::login::{Login, LoginError, LoginFile};
use super::net::Net;
use super::state::{Display, News};
use super::words::Words;
use crate::client::Kiosk;
use crate::qr;
use crate::text::Lang;
use nghitruong_ui::slint::{self, ComponentHandle, PlatformError, Timer, TimerMode};
use nghitruong_ui::wall::{WallFace, WallFront};
use nghitruong_ui::{Image, has_display, page_image};
use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

const SIZE: (u32, u32) = (1920, 1080);
const RETRY_FILES: Duration = Duration::from_secs(15);

/// How the display is shown.
pub struct DisplayOptions {
    pub kiosk: Kiosk,
    /// Folder that keeps the pairing.
    pub data: PathBuf,
    /// The runtime in which the network runs.
    pub tokio: tokio::runtime::Handle,
    /// Width and height of the window in pixels; `None`: the whole screen.
    pub window: Option<(u32, u32)>,
    pub lang: Lang,
}

/// Why there is no display.
#[derive(Debug, thiserror::Error)]
pub enum DisplayError {
    /// Nothing to draw on.
    #[error("no display")]
    NoDisplay,
    #[error(transparent)]
    Login(#[from] LoginError),
    #[error(transparent)]
    Ui(#[from] PlatformError),
}

thread_local! {
    static HALL: RefCell<Option<Rc<Hall>>> = const { RefCell::new(None) };
}

/// What comes to the UI thread.
enum Letter {
    News(News),
    Files { of: Wanted, flag: Option<Pixels>, anthem: Option<Vec<u8>> },
    Played(Result<(), Silent>),
}

/// The window's name for compositors.
const APP_ID: &str = "nghitruong-display";

/// The council's files that this display should have: of which session, flag, anthem.
type Wanted = (String, bool, bool);

struct Hall {
    front: WallFront,
    kiosk: Kiosk,
    tokio: tokio::runtime::Handle,
    post: Arc<Mutex<Vec<Letter>>>,
    begun: Instant,
    inner: RefCell<Inner>,
    timer: Timer,
}

struct Inner {
    display: Display,
    shown: Option<WallFace>,
    shown_qr: String,
    login: Option<Login>,
    wanted: Option<Wanted>,
    anthem: Option<Vec<u8>>,
    /// The anthem is over, or was on when this display came.
    played: bool,
    playing: Option<JoinHandle<()>>,
}

/// Shows the hall's screen on this thread, which must be the main one, until its window is closed.
///
/// # Errors
/// [`DisplayError`].
pub fn run(options: DisplayOptions) -> Result<(), DisplayError> {
    if !has_display() {
        return Err(DisplayError::NoDisplay);
    }
    let login = LoginFile::in_folder(&options.data)?;
    let front = WallFront::new()?;
    // A compositor with two screens tells by it which one is ours. Slint takes it once a window is there and not yet shown.
    slint::set_xdg_app_id(APP_ID)?;
    let window = front.wall().window();
    match options.window {
        Some((width, height)) => window.set_size(slint::PhysicalSize::new(width, height)),
        None => window.set_fullscreen(true),
    }
    let post: Arc<Mutex<Vec<Letter>>> = Arc::default();
    let into = post.clone();
    let tell = Box::new(move |news| send(&into, Letter::News(news)));
    let net = Net { kiosk: options.kiosk.clone(), login, tell };
    let address = format!("http://{}", options.kiosk.authority());
    let hall = Rc::new(Hall {
        front,
        kiosk: options.kiosk,
        tokio: options.tokio.clone(),
        post,
        begun: Instant::now(),
        inner: RefCell::new(Inner {
            display: Display::new(&address, Words(options.lang)),
            shown: None,
            shown_qr: String::new(),
            login: None,
            wanted: None,
            anthem: None,
            played: true,
            playing: None,
        }),
        timer: Timer::default(),
    });
    HALL.with(|slot| *slot.borrow_mut() = Some(hall.clone()));
    let network = options.tokio.spawn(net.run());
    hall.show();
    let result = hall.front.wall().run();
    network.abort();
    HALL.with(|slot| slot.borrow_mut().take());
    Ok(result?)
}

/// Ends [`run`] from any thread; does nothing when it does not run.
pub fn quit() {
    // Fails only where no event loop runs.
    let _ = slint::quit_event_loop();
}

fn send(post: &Mutex<Vec<Letter>>, letter: Letter) {
    let mut waiting = post.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.push(letter);
    if waiting.len() == 1 {
        // Fails only after the event loop has ended, when there is nothing left to show.
        let _ = slint::invoke_from_event_loop(|| with_hall(Hall::receive));
    }
}

fn with_hall(with: impl FnOnce(&Hall)) {
    let hall = HALL.with(|slot| slot.borrow().clone());
    if let Some(hall) = hall {
        with(&hall);
    }
}

impl Hall {
    fn own_ms(&self) -> i64 {
        i64::try_from(self.begun.elapsed().as_millis()).unwrap_or(i64::MAX)
    }

    fn receive(&self) {
        let letters = std::mem::take(&mut *self.post.lock().unwrap_or_else(PoisonError::into_inner));
        let own_ms = self.own_ms();
        for letter in letters {
            self.take(letter, own_ms);
        }
        self.want_files();
        self.sound();
        self.show();
    }

    fn take(&self, letter: Letter, own_ms: i64) {
        let inner = &mut *self.inner.borrow_mut();
        match letter {
            Letter::News(news) => {
                match &news {
                    News::Paired(login) => inner.login = Some(login.clone()),
                    News::Unpaired { .. } => {
                        (inner.login, inner.wanted, inner.anthem, inner.played) = (None, None, None, true);
                    }
                    News::Connected
                    | News::Disconnected
                    | News::Elsewhere
                    | News::Message { .. }
                    | News::Flag(_)
                    | News::Silent(_) => {}
                }
                inner.display.hear(news, own_ms);
            }
            Letter::Files { of, flag, anthem } => {
                if inner.wanted.as_ref() != Some(&of) {
                    return;
                }
                inner.display.hear(News::Flag(flag.is_some()), own_ms);
                self.front.set_picture(
                    flag.map_or_else(Image::default, |flag| page_image(&flag.rgb, flag.width, flag.height)),
                );
                inner.anthem = anthem;
            }
            Letter::Played(result) => {
                inner.playing = None;
                inner
                    .display
                    .hear(News::Silent(result.err().map(|silent| (silent.program, silent.missing))), own_ms);
            }
        }
    }

    /// Has the council's files fetched when the kiosk tells of others than before.
    fn want_files(&self) {
        let inner = &mut *self.inner.borrow_mut();
        let (Some(login), Some(session), Some((flag, anthem))) =
            (inner.login.clone(), inner.display.session(), inner.display.files())
        else {
            return;
        };
        let wanted = (session, flag, anthem);
        if inner.wanted.as_ref() == Some(&wanted) {
            return;
        }
        inner.wanted = Some(wanted.clone());
        let (kiosk, post) = (self.kiosk.clone(), self.post.clone());
        self.tokio.spawn(async move {
            loop {
                let flag_file = if flag { Net::file(&kiosk, &login, "flag").await } else { None };
                let anthem_file = if anthem { Net::file(&kiosk, &login, "anthem").await } else { None };
                let whole = flag_file.is_some() == flag && anthem_file.is_some() == anthem;
                let picture = flag_file.and_then(|file| flag::read(&file, SIZE.0, SIZE.1));
                send(&post, Letter::Files { of: wanted.clone(), flag: picture, anthem: anthem_file });
                if whole {
                    return;
                }
                tokio::time::sleep(RETRY_FILES).await;
            }
        });
    }

    /// Plays the anthem once each time the chair puts it on; not for a display that comes in the middle of it.
    fn sound(&self) {
        let inner = &mut *self.inner.borrow_mut();
        if inner.display.files().is_none() {
            return;
        }
        if !inner.display.plays_anthem() {
            inner.played = false;
            if let Some(playing) = inner.playing.take() {
                playing.abort();
            }
            return;
        }
        if inner.played || inner.playing.is_some() {
            return;
        }
        if let Some(recording) = inner.anthem.clone() {
            inner.played = true;
            let post = self.post.clone();
            inner.playing = Some(self.tokio.spawn(async move {
                let result = anthem::play(&recording).await;
                send(&post, Letter::Played(result));
            }));
        }
    }

    fn show(&self) {
        let own_ms = self.own_ms();
        let inner = &mut *self.inner.borrow_mut();
        let face = inner.display.face(own_ms);
        let url = inner.display.qr(own_ms);
        if inner.shown_qr != url {
            self.front.set_qr(qr::picture(&url));
            inner.shown_qr = url;
        }
        if inner.shown.as_ref() != Some(&face) {
            self.front.show(&face);
            inner.shown = Some(face);
        }
        let due = Duration::from_millis(inner.display.due_in(own_ms));
        self.timer.start(TimerMode::SingleShot, due, || with_hall(Hall::show));
    }
}
