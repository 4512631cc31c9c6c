//! Tests of the whole: one binary, so that it is linked once.

// Helpers of tests are not marked as tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

mod browser;
mod chamber;
mod contract;
mod crash;
mod display;
mod hall;
mod handset;
mod house;
mod layering;
mod loopback;
mod rehearsal;
mod room;
mod schema;
