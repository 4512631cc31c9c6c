//! What a program tells systemd: that it is ready, and that its loops still turn (`sd_notify(3)`).

use crate::runtime::Handle;
use std::ffi::OsStr;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The socket that systemd gave this program.
#[derive(Debug)]
pub struct Supervisor {
    socket: UnixDatagram,
    to: SocketAddr,
    ready: AtomicBool,
}

impl Supervisor {
    /// The supervisor of this process; `None` where it was not started by one.
    pub fn from_env() -> Option<Self> {
        Self::at(&std::env::var_os("NOTIFY_SOCKET")?)
    }

    /// The one that listens at `name`: a path, or an abstract name after `@`.
    pub fn at(name: &OsStr) -> Option<Self> {
        let to = match name.as_bytes() {
            [b'@', abstract_name @ ..] => SocketAddr::from_abstract_name(abstract_name),
            path => SocketAddr::from_pathname(OsStr::from_bytes(path)),
        };
        let socket = UnixDatagram::unbound().ok()?;
        // A supervisor that does not read must not hold up the room.
        socket.set_nonblocking(true).ok()?;
        Some(Self { socket, to: to.ok()?, ready: AtomicBool::new(false) })
    }

    /// The loops turned: the first time this means *ready*, and always that the watchdog may wait again.
    pub fn alive(&self) {
        let first = !self.ready.swap(true, Ordering::AcqRel);
        let message: &[u8] = if first { b"READY=1\nWATCHDOG=1" } else { b"WATCHDOG=1" };
        if let Err(error) = self.socket.send_to_addr(message, &self.to) {
            tracing::warn!(%error, "the supervisor does not hear");
        }
    }
}

/// Feeds the supervisor from one loop, and only when the room's loop, which owns rules and journal, answers it.
#[derive(Clone)]
pub struct Pulse {
    supervisor: Arc<Supervisor>,
    handle: Handle,
    tokio: tokio::runtime::Handle,
    /// A question is on its way; a second one would only queue behind it.
    asked: Arc<AtomicBool>,
}

impl Pulse {
    /// The pulse of the room behind `handle`.
    pub fn new(supervisor: Supervisor, handle: Handle, tokio: tokio::runtime::Handle) -> Self {
        Self { supervisor: Arc::new(supervisor), handle, tokio, asked: Arc::default() }
    }

    /// Called by a loop each time it has turned, about once a second.
    pub fn beat(&self) {
        if self.asked.swap(true, Ordering::AcqRel) {
            return;
        }
        let Self { supervisor, handle, asked, .. } = self.clone();
        self.tokio.spawn(async move {
            if handle.with_journal(|_| ()).await.is_some() {
                supervisor.alive();
            }
            asked.store(false, Ordering::Release);
        });
    }
}
