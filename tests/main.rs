//! Tests of the whole: one binary, so that it is linked once.

mod chamber;
mod contract;
mod crash;
mod house;
mod layering;
mod loopback;
mod rehearsal;
mod schema;
