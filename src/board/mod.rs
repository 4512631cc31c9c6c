//! The board: what of an appliance is settled by one text file on its card, and how the program and systemd speak.
//!
//! [`Site::read`] reads `site.toml` with every mistake named, [`files`] turns it into the configuration of network,
//! screens and broker (both pure); [`apply`] is the shell around them, run before anything else at each start.
//! [`Supervisor`] feeds systemd's watchdog, [`update`] puts a signed update into the other slot.

mod answers;
mod apply;
mod files;
mod site;
mod supervisor;
pub mod update;

#[cfg(test)]
mod tests;

pub use answers::answers;
pub use apply::{Folders, Report, apply};
pub use files::{ConfigFile, Found, files};
pub use site::{Broker, Mode, Site, Wifi};
pub use supervisor::{Pulse, Supervisor};
