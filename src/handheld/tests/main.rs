//! The handheld without a board: what it does, and every screen as a picture.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod glyphs;
#[path = "../../../tests/shared/golden.rs"]
mod golden;
mod person;
mod pictures;
mod scenes;
mod story;
