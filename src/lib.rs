pub mod broker;
pub mod chamber;
pub mod link;
pub mod web;
pub mod wire;
