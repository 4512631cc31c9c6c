pub mod broker;
pub mod link;
pub mod web;
