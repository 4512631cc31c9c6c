//! The window: shows a [`Face`], reports each [`Touch`].

use crate::face::Face;
use crate::fill::{fill, list};
use crate::fit::fit;
use crate::generated::{Act, ActionKey, App, KeyKind, Look, Screen, View};
use slint::{ComponentHandle, Image, PlatformError, Timer, TimerMode};
use std::cell::RefCell;
use std::time::Duration;

/// Rows of the queue that are in sight, whatever their height.
const NOTED: usize = 4;

/// How long keys that have changed their meaning ignore touches.
pub const GUARD: Duration = Duration::from_millis(700);

/// What somebody pressed. Ids are those given in the [`Face`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A key of the action row.
    Key(String),
    /// A key of a choice page, of the settings, or beside *back*.
    Choose(String),
    /// A row of the pick page.
    Pick(String),
    /// A folder to be imported.
    Import(String),
    /// The lock key.
    Lock,
    /// The key that asks for the PIN.
    Unlock,
    /// The first touch on a dimmed screen.
    Wake,
    /// Undo, beside the toast.
    Undo,
    /// A touch on the toast.
    Dismiss,
    /// Back from a page; the safe key of a confirm page.
    Back,
    /// The consequence of a confirm page, or *go* of another.
    Confirm,
    /// A seat in the roll call or a missing one in an open vote.
    Seat(String),
    /// A row of the queue.
    QueueRow(String),
    /// A group of questions on the stage; empty for the list of them.
    Group(String),
    /// "7 more" below the queue.
    AllQueue,
    /// A document.
    Doc(String),
    /// "All 5 documents".
    AllDocs,
    /// Next (1) or previous (-1) page of the document.
    TurnPage(i32),
    /// The small QR code, to be shown large.
    Qr,
    /// A digit of the PIN pad.
    Digit(u8),
    /// Erase on the PIN pad.
    Erase,
    /// The yellow key of the PIN pad.
    Enter,
    /// A stepper of the opening page, by 1 or -1.
    Step(String, i32),
    /// A stepper of the count of hands: teller (0 the chair's table, 1 the other), row, 1 or -1.
    Count(u8, String, i32),
    /// An item of the agenda up (-1) or down (1).
    MoveItem(String, i32),
    /// An item of the agenda to another day.
    PostponeItem(String),
    /// A language key of the settings.
    Language(String),
}

/// Both designs, points.
const LARGE: (f32, f32) = (1280.0, 800.0);
const SMALL: (f32, f32) = (800.0, 480.0);
/// A screen with fewer pixels in either direction gets the small design: the large one's keys would be too small for a finger.
const LEAST_LARGE: (u32, u32) = (1200, 700);

fn is_small(app: &App) -> bool {
    let size = app.window().size();
    // A window that is not there yet has none.
    let is_there = size.width > 0 && size.height > 0;
    is_there && (size.width < LEAST_LARGE.0 || size.height < LEAST_LARGE.1)
}

fn fit_app(app: &App) {
    let small = is_small(app);
    app.global::<Look>().set_small(small);
    fit(app, if small { SMALL } else { LARGE });
}

/// Holds the window and what it shows now. Lives in the UI thread.
pub struct Front {
    app: App,
    shown: RefCell<Option<Face>>,
    guard: Timer,
}

impl Front {
    /// Makes the window with empty lists, in Vietnamese.
    ///
    /// # Errors
    /// When no window can be made: no display, no usable backend.
    pub fn new() -> Result<Self, PlatformError> {
        let app = App::new()?;
        let weak = app.as_weak();
        app.on_resized(move || {
            if let Some(app) = weak.upgrade() {
                fit_app(&app);
            }
        });
        let view = app.global::<View>();
        view.set_keys(list());
        view.set_seats(list());
        view.set_agenda(list());
        view.set_docs(list());
        view.set_queue(list());
        view.set_groups(list());
        view.set_question_steps(list());
        view.set_hand_rows(list());
        view.set_columns(list());
        view.set_ballot_rows(list());
        view.set_lines(list());
        view.set_choices(list());
        view.set_rows(list());
        view.set_steps(list());
        view.set_mistakes(list());
        view.set_works(list());
        view.set_stopped(list());
        let front = Self { app, shown: RefCell::new(None), guard: Timer::default() };
        front.speak("vi");
        Ok(front)
    }

    /// The window's component, for what is not covered here (size, full screen, run).
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Shows a face: writes what differs from the one before and nothing else. Keys whose id, label or kind changed,
    /// and every key after a change of screen, ignore touches for [`GUARD`].
    pub fn show(&self, face: &Face) {
        fit_app(&self.app);
        let before = self.shown.replace(Some(face.clone()));
        if before.as_ref().is_none_or(|old| old.language != face.language) {
            self.speak(&face.language);
        }
        if let Some(old) = &before
            && meaning_changed(old, face)
        {
            self.raise_guard();
        }
        if before.as_ref().is_none_or(|old| starts_new_list(old, face)) {
            self.app.global::<View>().set_pick_page(0);
        }
        if before.as_ref().is_some_and(|old| !only_ticks(old, face)) {
            let view = self.app.global::<View>();
            view.set_even(!view.get_even());
        }
        self.write(face);
    }

    /// The rotating code, from [`crate::qr_image`].
    pub fn set_qr(&self, image: Image) {
        self.app.global::<View>().set_qr(image);
    }

    /// The picture of [`crate::Screen::Code`] and of the closed session.
    pub fn set_code_qr(&self, image: Image) {
        self.app.global::<View>().set_code_qr(image);
    }

    /// The page of the open document, best made [`Front::paper_width`] pixels wide so that nothing is scaled.
    pub fn set_paper(&self, image: Image) {
        self.app.global::<View>().set_paper_image(image);
    }

    /// Width in pixels a page picture should have for this window.
    #[must_use]
    pub fn paper_width(&self) -> u32 {
        let points = if self.is_small() { 608.0 } else { 976.0 };
        (points * self.app.window().scale_factor()).round() as u32
    }

    /// Whether the window has the design with fewer and larger things.
    #[must_use]
    pub fn is_small(&self) -> bool {
        is_small(&self.app)
    }

    /// Calls `handler` for every touch that counts.
    pub fn on_touch(&self, handler: impl Fn(Touch) + Clone + 'static) {
        let act = self.app.global::<Act>();
        macro_rules! report {
            ($($on:ident($($arg:ident),*) => $touch:expr;)*) => {$(
                let tell = handler.clone();
                act.$on(move |$($arg),*| tell($touch));
            )*};
        }
        report! {
            on_key(id) => Touch::Key(id.into());
            on_choose(id) => Touch::Choose(id.into());
            on_pick(id) => Touch::Pick(id.into());
            on_import(id) => Touch::Import(id.into());
            on_lock() => Touch::Lock;
            on_unlock() => Touch::Unlock;
            on_wake() => Touch::Wake;
            on_undo() => Touch::Undo;
            on_dismiss() => Touch::Dismiss;
            on_back() => Touch::Back;
            on_confirm() => Touch::Confirm;
            on_seat(id) => Touch::Seat(id.into());
            on_queue_row(id) => Touch::QueueRow(id.into());
            on_group(id) => Touch::Group(id.into());
            on_all_queue() => Touch::AllQueue;
            on_doc(id) => Touch::Doc(id.into());
            on_all_docs() => Touch::AllDocs;
            on_turn_page(delta) => Touch::TurnPage(delta);
            on_qr() => Touch::Qr;
            on_digit(value) => Touch::Digit(u8::try_from(value).unwrap_or(0));
            on_erase() => Touch::Erase;
            on_enter() => Touch::Enter;
            on_step(id, delta) => Touch::Step(id.into(), delta);
            on_count(teller, id, delta) => Touch::Count(u8::from(teller != 0), id.into(), delta);
            on_move_item(id, delta) => Touch::MoveItem(id.into(), delta);
            on_postpone_item(id) => Touch::PostponeItem(id.into());
            on_language(code) => Touch::Language(code.into());
        }
    }

    fn speak(&self, language: &str) {
        let known = if language == "en" { "en" } else { "vi" };
        // Both languages are in the binary and the component exists, so this cannot be refused.
        let _ = slint::select_bundled_translation(known);
        self.app.global::<View>().set_language(known.into());
    }

    fn raise_guard(&self) {
        self.app.global::<View>().set_guarded(true);
        let weak = self.app.as_weak();
        self.guard.start(TimerMode::SingleShot, GUARD, move || {
            if let Some(app) = weak.upgrade() {
                app.global::<View>().set_guarded(false);
            }
        });
    }

    fn write(&self, face: &Face) {
        let view = self.app.global::<View>();
        fill(&view.get_keys(), &face.keys);
        fill(&view.get_seats(), &face.seats);
        fill(&view.get_agenda(), &face.agenda);
        fill(&view.get_docs(), &face.docs);
        fill(&view.get_queue(), &face.queue);
        fill(&view.get_groups(), &face.groups);
        fill(&view.get_question_steps(), &face.question_steps);
        view.set_queue_notes(face.queue.iter().take(NOTED).any(|row| !row.note.is_empty()));
        fill(&view.get_hand_rows(), &face.hand_rows);
        fill(&view.get_columns(), &face.columns);
        fill(&view.get_ballot_rows(), &face.ballot_rows);
        fill(&view.get_lines(), &face.lines);
        fill(&view.get_choices(), &face.choices);
        fill(&view.get_rows(), &face.rows);
        fill(&view.get_steps(), &face.steps);
        fill(&view.get_mistakes(), &face.mistakes);
        fill(&view.get_works(), &face.works);
        fill(&view.get_stopped(), &face.stopped);
        macro_rules! copy {
            ($($set:ident = $field:ident;)*) => {$( view.$set(face.$field.clone()); )*};
        }
        copy! {
            set_bar = bar;
            set_clock = clock;
            set_strip = strip;
            set_strip_calm = strip_calm;
            set_toast = toast;
            set_locked = locked;
            set_dimmed = dimmed;
            set_join = join;
            set_qr_left = qr_left;
            set_qr_seconds = qr_seconds;
            set_presence = presence;
            set_seat_columns = seat_columns;
            set_seat_lines = seat_lines;
            set_item = item;
            set_agenda_at = agenda_at;
            set_queue_title = queue_title;
            set_questioning = questioning;
            set_speech = speech;
            set_timer = timer;
            set_timer_left = timer_left;
            set_ballot = ballot;
            set_ballot_clock = ballot_clock;
            set_hands = hands;
            set_outcome = outcome;
            set_ballot_head = ballot_head;
            set_page = page;
            set_page_wide = page_wide;
            set_pin = pin;
            set_paper = paper;
            set_code = code;
            set_code_seconds = code_seconds;
            set_trouble = trouble;
            set_screen = screen;
        }
    }
}

/// Has nothing moved on but clocks and the typed code? Their texts ask to be drawn again by themselves. Every other change draws the whole
/// window, because the toolkit (Slint 1.18) forgets which texts depend on what once its cache of text layouts has been
/// swept: a text that only changes in its place would then stand still.
fn only_ticks(old: &Face, new: &Face) -> bool {
    let mut moved = old.clone();
    moved.clock = new.clock.clone();
    moved.join.code_a = new.join.code_a.clone();
    moved.join.code_b = new.join.code_b.clone();
    moved.bar.elapsed = new.bar.elapsed.clone();
    moved.item.since = new.item.since.clone();
    moved.speech.item_clock = new.speech.item_clock.clone();
    moved.timer = new.timer.clone();
    moved.timer_left = new.timer_left;
    moved.ballot_clock = new.ballot_clock.clone();
    moved.qr_left = new.qr_left;
    moved.qr_seconds = new.qr_seconds;
    moved.code_seconds = new.code_seconds;
    moved.pin.wait = new.pin.wait;
    moved == *new
}

/// Do the keys under a finger mean something else than before?
fn meaning_changed(old: &Face, new: &Face) -> bool {
    fn same(a: &[ActionKey], b: &[ActionKey]) -> bool {
        a.len() == b.len()
            && a.iter().zip(b).all(|(x, y)| {
                x.id == y.id && x.label == y.label && (x.kind == KeyKind::Off) == (y.kind == KeyKind::Off)
            })
    }
    old.screen != new.screen
        || old.locked != new.locked
        || old.page.title != new.page.title
        || !same(&old.keys, &new.keys)
        || !same(&old.choices, &new.choices)
}

/// Does the pick page show another list, to be read from its first page?
fn starts_new_list(old: &Face, new: &Face) -> bool {
    let listed = |face: &Face| matches!(face.screen, Screen::Pick | Screen::NoSession);
    listed(new) && (!listed(old) || old.page.title != new.page.title)
}
