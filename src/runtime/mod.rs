//! The shell around the pure parts: clock, disk, broker, and the one loop that owns them.

mod clock;
mod engine;
mod handhelds;
mod outbox;
mod receipts;
mod replay;
mod room;
mod start;
mod view;
mod walls;

pub use clock::Clock;
pub use engine::Ask;
pub use receipts::{code as receipt_code, head as receipt_head, receipt};
pub use replay::{ReplayError, Replayed, replay};
pub use room::{RoomService, SHOWN_CODE_MS, door, random_code};
pub use start::{Options, Running, StartError, found_room, open_room, start};
pub use view::{DiskFault, Health, View};
pub use walls::{CODE_DIGITS, WaitingWall};

use crate::chamber::command::{Actor, Command};
use crate::chamber::ids::DeviceId;
use crate::chamber::{Now, Refusal};
use tokio::sync::{mpsc, oneshot, watch};

/// How the parts of this program speak to the loop. Cheap to clone.
#[derive(Clone)]
pub struct Handle {
    asks: mpsc::Sender<Ask>,
    views: watch::Receiver<View>,
    clock: Clock,
}

impl Handle {
    /// Asks for `command` and waits until it is on disk.
    ///
    /// # Errors
    /// The chamber's refusal; [`Refusal::NotRecorded`] when the commit failed or the program is stopping.
    pub async fn ask(&self, command: Command, actor: Actor) -> Result<(), Refusal> {
        let (reply, answer) = oneshot::channel();
        let ask = Ask::Command { command: Box::new(command), actor, reply };
        self.asks.send(ask).await.map_err(|_| Refusal::NotRecorded)?;
        answer.await.unwrap_or(Err(Refusal::NotRecorded))
    }

    /// A connection of `device` began or ended. It is shown, never decided on.
    pub fn connection(&self, device: DeviceId, begins: bool) {
        let asks = self.asks.clone();
        if let Err(mpsc::error::TrySendError::Full(ask)) = asks.try_send(Ask::Connection { device, begins }) {
            tokio::spawn(async move { asks.send(ask).await });
        }
    }

    /// The newest view.
    pub fn view(&self) -> View {
        self.views.borrow().clone()
    }

    /// A receiver that wakes with every new view.
    pub fn views(&self) -> watch::Receiver<View> {
        self.views.clone()
    }

    /// The program's time.
    pub fn now(&self) -> Now {
        self.clock.now()
    }

    /// The room's time: corrected UTC milliseconds.
    pub fn room_time(&self) -> i64 {
        let utc = self.now().utc_ms;
        self.views.borrow().chamber.current().map_or(utc, |s| s.corrected(utc))
    }

    /// Runs `with` on the journal between two batches and waits for its result.
    ///
    /// # Errors
    /// `None` when the program is stopping.
    pub async fn with_journal<T: Send + 'static>(
        &self,
        with: impl FnOnce(&crate::journal::Journal) -> T + Send + 'static,
    ) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        let ask = Ask::Journal(Box::new(move |journal| {
            let _ = reply.send(with(journal));
        }));
        self.asks.send(ask).await.ok()?;
        answer.await.ok()
    }
}
