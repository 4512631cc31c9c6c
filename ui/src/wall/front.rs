//! The window of the wall: shows a [`WallFace`].

use super::face::WallFace;
use super::generated::{Look, Overflow, View, Wall};
use crate::fill::{fill, list};
use crate::fit::fit;
use slint::{ComponentHandle, Image, PlatformError};
use std::cell::RefCell;

/// Holds the window. Lives in the UI thread.
pub struct WallFront {
    wall: Wall,
    shown: RefCell<Option<WallFace>>,
}

impl WallFront {
    /// Makes the window, with empty lists.
    ///
    /// # Errors
    /// When no window can be made: no display, no usable backend.
    pub fn new() -> Result<Self, PlatformError> {
        let wall = Wall::new()?;
        let weak = wall.as_weak();
        wall.on_resized(move || {
            if let Some(wall) = weak.upgrade() {
                fit(&wall, POINTS);
            }
        });
        let view = wall.global::<View>();
        view.set_pairs(list());
        view.set_queue(list());
        view.set_counts(list());
        view.set_dots(list());
        view.set_ballot(list());
        view.set_seats(list());
        view.set_agenda(list());
        Ok(Self { wall, shown: RefCell::default() })
    }

    /// The window's component, for what is not covered here (size, full screen, run).
    #[must_use]
    pub fn wall(&self) -> &Wall {
        &self.wall
    }

    /// Shows a face. Only what differs from what is shown is drawn again.
    pub fn show(&self, face: &WallFace) {
        fit(&self.wall, POINTS);
        let look = self.wall.global::<Look>();
        look.set_light(face.light);
        look.set_scale(if face.scale > 0.0 { face.scale } else { 1.0 });
        let view = self.wall.global::<View>();
        let before = self.shown.replace(Some(face.clone()));
        if before.is_some_and(|old| !only_ticks(old, face)) {
            view.set_even(!view.get_even());
        }
        fill(&view.get_pairs(), &face.pairs);
        fill(&view.get_queue(), &face.queue);
        fill(&view.get_counts(), &face.counts);
        fill(&view.get_dots(), &face.dots);
        fill(&view.get_ballot(), &face.ballot);
        fill(&view.get_seats(), &face.seats);
        fill(&view.get_agenda(), &face.agenda);
        let [before, after] = face.more.clone();
        view.set_more_before(before);
        view.set_more_after(after);
        macro_rules! copy {
            ($($set:ident = $field:ident;)*) => {$( view.$set(face.$field.clone()); )*};
        }
        copy! {
            set_head = head;
            set_foot = foot;
            set_clock = clock;
            set_turn = turn;
            set_title = title;
            set_title_short = title_short;
            set_join = join;
            set_qr_left = qr_left;
            set_speech = speech;
            set_timer = timer;
            set_timer_left = timer_left;
            set_queue_title = queue_title;
            set_turnout = turnout;
            set_outcome = outcome;
            set_seat_columns = seat_columns;
            set_seat_lines = seat_lines;
            set_agenda_at = agenda_at;
            set_code = code;
            set_screen = screen;
        }
    }

    /// The room's code, from [`crate::qr_image`].
    pub fn set_qr(&self, image: Image) {
        self.wall.global::<View>().set_qr(image);
    }

    /// The picture of [`super::Screen::Picture`].
    pub fn set_picture(&self, image: Image) {
        self.wall.global::<View>().set_picture(image);
    }

    /// Calls `handler` with every text that does not fit its place in full. A screen that is about to leave may tell too, since
    /// it still looks at what the next one shows.
    pub fn on_overflow(&self, handler: impl Fn(&str) + 'static) {
        self.wall.global::<Overflow>().on_told(move |text| handler(&text));
    }
}

/// The picture has so many points on every screen, from a projector of 1024 x 768 to a television of 3840 x 2160.
const POINTS: (f32, f32) = (1920.0, 1080.0);

/// Has nothing moved on but clocks? Everything else draws the whole window, for the same reason as on the kiosk: the toolkit
/// (Slint 1.18) forgets which texts depend on what once its cache of text layouts has been swept.
fn only_ticks(old: WallFace, new: &WallFace) -> bool {
    let WallFace { clock, timer, timer_left, qr_left, .. } = new.clone();
    WallFace { clock, timer, timer_left, qr_left, ..old } == *new
}
