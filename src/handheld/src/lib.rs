//! The button device for delegates without a usable phone: three keys, a small screen, one lamp.
//!
//! What it does ([`state`]) and how it looks ([`view`]), without a board, a network, a clock or a heap, so that the same code
//! runs on a microcontroller, on a small Linux computer, in a terminal and in a test. The shell around it reads the kiosk's
//! snapshots into [`state::facts::Room`], signs and sends what [`state::Handheld::due`] gives, checks receipts, and draws.
//!
//! The promise is the phone's: *recorded* stands on the screen only after a receipt of the kiosk that the shell has checked.

#![cfg_attr(not(test), no_std)]

pub mod canvas;
pub mod font;
mod form;
pub mod ink;
pub mod lamp;
pub mod outbox;
pub mod sheet;
pub mod state;
pub mod text;
pub mod view;
pub mod words;
