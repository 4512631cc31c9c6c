pub mod journal;

pub fn x() {}
