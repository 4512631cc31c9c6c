//! Kiosk and wall without a display: the same windows drawn by the software renderer into memory, touched from code, under a
//! clock that stands still until it is moved. For tests, pictures and measurements.

use crate::Front;
use crate::wall::WallFront;
use slint::platform::software_renderer::{MinimalSoftwareWindow, RepaintBufferType};
use slint::platform::{
    Platform, PointerEventButton, WindowAdapter, WindowEvent, update_timers_and_animations,
};
use slint::{ComponentHandle, LogicalPosition, PhysicalSize, PlatformError, Rgb8Pixel};
use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::Duration;

thread_local! {
    static NOW: Cell<Duration> = const { Cell::new(Duration::ZERO) };
    static LAST: RefCell<Option<Rc<MinimalSoftwareWindow>>> = const { RefCell::new(None) };
}

struct Memory;

impl Platform for Memory {
    fn create_window_adapter(&self) -> Result<Rc<dyn WindowAdapter>, PlatformError> {
        let window = MinimalSoftwareWindow::new(RepaintBufferType::ReusedBuffer);
        LAST.with(|last| *last.borrow_mut() = Some(window.clone()));
        Ok(window)
    }

    fn duration_since_start(&self) -> Duration {
        NOW.with(Cell::get)
    }
}

/// A rectangle that was drawn again, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dirty {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// A window in memory: the kiosk's, or the wall's. Its platform belongs to the thread that made the first one; more of them in
/// that thread share the clock.
pub struct Headless<F = Front> {
    front: F,
    window: Rc<MinimalSoftwareWindow>,
    width: u32,
    height: u32,
    pixels: Vec<Rgb8Pixel>,
    whole: bool,
}

impl Headless {
    /// A kiosk of `width` times `height` pixels.
    ///
    /// # Errors
    /// When this thread already draws on a real display.
    pub fn new(width: u32, height: u32) -> Result<Self, PlatformError> {
        Self::over(width, height, Front::new, |front| front.app().show())
    }

    /// The window's component.
    #[must_use]
    pub fn app(&self) -> &crate::App {
        self.front.app()
    }
}

impl Headless<WallFront> {
    /// The wall, 1920 x 1080.
    ///
    /// # Errors
    /// When this thread already draws on a real display.
    pub fn wall() -> Result<Self, PlatformError> {
        Self::wall_of(1920, 1080)
    }

    /// The wall on another screen, pixels.
    ///
    /// # Errors
    /// When this thread already draws on a real display.
    pub fn wall_of(width: u32, height: u32) -> Result<Self, PlatformError> {
        Self::over(width, height, WallFront::new, |front| front.wall().show())
    }
}

impl<F> Headless<F> {
    fn over(
        width: u32,
        height: u32,
        make: impl FnOnce() -> Result<F, PlatformError>,
        show: impl FnOnce(&F) -> Result<(), PlatformError>,
    ) -> Result<Self, PlatformError> {
        // A second one in the same thread finds the platform set, and that is the one it needs.
        let _ = slint::platform::set_platform(Box::new(Memory));
        let front = make()?;
        let window = LAST
            .with(|last| last.borrow_mut().take())
            .ok_or_else(|| PlatformError::Other("this thread draws on a display".into()))?;
        window.set_size(PhysicalSize::new(width, height));
        show(&front)?;
        let pixels = vec![Rgb8Pixel::default(); width as usize * height as usize];
        let made = Self { front, window, width, height, pixels, whole: false };
        update_timers_and_animations();
        Ok(made)
    }

    /// The window's front: give it a [`crate::Face`] or a [`crate::wall::WallFace`].
    #[must_use]
    pub fn front(&self) -> &F {
        &self.front
    }

    /// Size in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Draws what has changed since the last call and names the rectangles; none if nothing did.
    pub fn render(&mut self) -> Vec<Dirty> {
        update_timers_and_animations();
        let mut dirty = Vec::new();
        let stride = self.width as usize;
        let whole = std::mem::take(&mut self.whole);
        let pixels = &mut self.pixels;
        self.window.draw_if_needed(|renderer| {
            // A new buffer is drawn whole, a used one only where something changed.
            renderer.set_repaint_buffer_type(if whole {
                RepaintBufferType::NewBuffer
            } else {
                RepaintBufferType::ReusedBuffer
            });
            let region = renderer.render(pixels, stride);
            dirty.extend(region.iter().map(|(at, size)| Dirty {
                x: at.x,
                y: at.y,
                width: size.width,
                height: size.height,
            }));
        });
        dirty
    }

    /// Forgets what was drawn, so that the next [`Headless::render`] draws everything.
    pub fn forget(&mut self) {
        self.whole = true;
        self.window.request_redraw();
    }

    /// The picture so far, row by row.
    #[must_use]
    pub fn pixels(&self) -> &[Rgb8Pixel] {
        &self.pixels
    }

    /// The picture so far as a PNG file in memory.
    ///
    /// # Errors
    /// What the encoder says; none is expected when writing to memory.
    pub fn png(&self) -> io::Result<Vec<u8>> {
        encode_png(&self.rgb(), self.width, self.height)
    }

    /// The picture so far, three bytes a pixel.
    #[must_use]
    pub fn rgb(&self) -> Vec<u8> {
        self.pixels.iter().flat_map(|p| [p.r, p.g, p.b]).collect()
    }

    /// Presses and releases at a place.
    pub fn tap(&self, x: f32, y: f32) {
        self.press(x, y);
        let position = LogicalPosition::new(x, y);
        self.send(WindowEvent::PointerReleased { position, button: PointerEventButton::Left });
        self.send(WindowEvent::PointerExited);
    }

    /// Presses at a place and stays down, to see a key pressed.
    pub fn press(&self, x: f32, y: f32) {
        let position = LogicalPosition::new(x, y);
        self.send(WindowEvent::PointerMoved { position });
        self.send(WindowEvent::PointerPressed { position, button: PointerEventButton::Left });
    }

    /// Moves the clock of this thread's windows and lets timers that are due run.
    pub fn advance(&self, by: Duration) {
        NOW.with(|now| now.set(now.get() + by));
        update_timers_and_animations();
    }

    fn send(&self, event: WindowEvent) {
        // The only event that can fail is a change of a size that the window refuses; none is sent here.
        let _ = self.window.window().dispatch_event_with_result(event);
    }
}

/// RGB pixels, row by row, as a PNG file in memory.
///
/// # Errors
/// When the pixels do not fit the size.
pub fn encode_png(rgb: &[u8], width: u32, height: u32) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_image_data(rgb).map_err(io::Error::other)?;
    writer.finish().map_err(io::Error::other)?;
    Ok(out)
}
