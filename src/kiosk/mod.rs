//! The touch kiosk: the shell between the rules and the screens of `nghitruong-ui`.
//!
//! ```text
//! touch ──> local (what the screen remembers) ──> effects ──> world (runtime, disk, USB) ──> news ─┐
//!             ▲                                                                                    │
//!             └────────────────────────────────────────────────────────────────────────────────────┘
//! runtime::View + local ──> present ──> Face ──> the window changes what differs
//! ```
//!
//! [`local`] and [`present`] are pure. [`Shell`] joins them to a [`World`]: the real one of [`run`], or one in memory for
//! tests, pictures and measurements.

mod bench;
pub mod effect;
mod folders;
mod key;
pub mod local;
mod memory;
mod panel;
mod paper;
mod present;
mod real;
mod run;
mod scene;
mod script;
mod shell;
mod shots;
mod words;

pub use bench::{BenchError, Paint, bench_paint, bench_touch};
pub use effect::{Effect, Exported, MinutesExport, News, Target};
pub use key::Key;
pub use local::Local;
pub use memory::Memory;
pub use panel::Panel;
pub use present::{Entrance, face};
pub use real::{Post, Real};
pub use run::{Ended, KioskError, KioskOptions, quit, run};
pub use scene::{Fault, Scene, Stage};
pub use shell::{Shell, World};
pub use shots::{pictures, shots, stills};
pub use words::Words;

/// A page for pictures: a white A4 sheet with grey lines where text would be.
fn sample_page(width: u32) -> nghitruong_ui::Image {
    let height = width * 297 / 210;
    let rgb: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let margin = width / 9;
            let inside = x > margin && x < width - margin && y > margin;
            let ink = inside && y % 32 < 10 && (x * 7 + y / 32 * 131) % 97 > 9;
            [if ink { 0x70 } else { 0xFF }; 3]
        })
        .collect();
    nghitruong_ui::page_image(&rgb, width, height)
}

#[cfg(test)]
mod tests;
