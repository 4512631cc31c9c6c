//! A kiosk without a display: the real screens in memory, touched at places, in front of any world. For tests and
//! measurements.

use super::shell::{Shell, World};
use crate::qr;
use nghitruong_ui::headless::{Dirty, Headless};
use nghitruong_ui::slint::PlatformError;
use nghitruong_ui::{GUARD, Touch};
use std::cell::RefCell;
use std::rc::Rc;

/// The screens and the shell behind them.
pub struct Panel<W> {
    pub shell: Shell<W>,
    screen: Headless,
    touched: Rc<RefCell<Vec<Touch>>>,
    shown: String,
}

impl<W: World> Panel<W> {
    /// Screens of `width` times `height` pixels; nothing is drawn yet.
    ///
    /// # Errors
    /// When this thread draws on a real display.
    pub fn new(shell: Shell<W>, width: u32, height: u32) -> Result<Self, PlatformError> {
        let screen = Headless::new(width, height)?;
        let touched = Rc::new(RefCell::new(Vec::new()));
        let into = touched.clone();
        screen.front().on_touch(move |touch| into.borrow_mut().push(touch));
        Ok(Self { shell, screen, touched, shown: String::new() })
    }

    /// The screens.
    pub fn screen(&mut self) -> &mut Headless {
        &mut self.screen
    }

    /// Brings the screens up to date and draws what changed.
    pub fn show(&mut self) -> Vec<Dirty> {
        let entrance = self.shell.world().entrance();
        if self.shown != entrance.url {
            self.screen.front().set_qr(qr::picture(&entrance.url));
            self.shown = entrance.url;
        }
        let small = self.screen.size().0 < 1000;
        self.screen.front().show(&self.shell.face(small));
        self.screen.render()
    }

    /// Presses at a place and gives what was pressed to the shell. Waits before it until keys that changed take touches.
    pub fn tap(&mut self, x: f32, y: f32) -> Vec<Touch> {
        self.screen.advance(GUARD);
        self.screen.tap(x, y);
        let touches = self.touched.take();
        for touch in &touches {
            self.shell.touch(touch);
        }
        touches
    }

    /// A place where `wanted` can be pressed on what is shown now. Nothing reaches the shell while looking.
    pub fn find(&mut self, wanted: &Touch) -> Option<(f32, f32)> {
        const STEP: u32 = 40;
        self.screen.advance(GUARD);
        let (width, height) = self.screen.size();
        // From below: most of what is pressed stands there.
        for row in (0..height / STEP).rev() {
            for column in 0..width / STEP {
                let at = ((column * STEP + STEP / 2) as f32, (row * STEP + STEP / 2) as f32);
                self.screen.tap(at.0, at.1);
                if self.touched.take().contains(wanted) {
                    return Some(at);
                }
            }
        }
        None
    }
}
