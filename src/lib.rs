//! Nghị Trường: the appliance that runs a session of a commune's People's Council.
//!
//! Data goes one way: a command comes in ([`hub`]), the pure rules decide it ([`chamber`]), the events go to disk
//! ([`journal`]), and only then does anything become visible (receipts and snapshots of [`wire`], the kiosk's screen,
//! the minutes). `ARCHITECTURE.md` has the map.

pub mod bench;
pub mod board;
pub mod broker;
pub mod chamber;
pub mod client;
pub mod credentials;
pub mod display;
pub mod export;
#[cfg(test)]
#[path = "../tests/shared/golden.rs"]
#[allow(clippy::unwrap_used, clippy::panic)]
mod golden;
pub mod guides;
pub mod handset;
pub mod hub;
pub mod journal;
pub mod kiosk;
pub mod link;
pub mod minutes;
pub mod prepare;
mod qr;
pub mod rehearsal;
pub mod runtime;
pub mod sound;
pub mod text;
pub mod verify;
pub mod web;
pub mod wire;
