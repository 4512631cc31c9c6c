//! The touch kiosk: the shell between the rules and the screens of `nghitruong-ui`.
//!
//! ```text
//! touch ──> local (what the screen remembers) ──> effects ──> world (runtime, disk, USB) ──> news ─┐
//!             ▲                                                                                    │
//!             └────────────────────────────────────────────────────────────────────────────────────┘
//! runtime::View + local + time ──> present ──> Face ──> the window changes what differs
//! ```
//!
//! [`local`] and [`present`] are pure. [`Shell`] joins them to a [`World`]: the real one of [`run`], or one in memory for
//! tests, pictures and measurements.

pub mod effect;
mod key;
pub mod local;
mod names;
mod present;
mod scene;
mod time;
mod words;

pub use effect::{Effect, Exported, MinutesExport, News, Target};
pub use key::Key;
pub use local::Local;
pub use present::{Entrance, face};
pub use scene::{Fault, Scene, Stage};
