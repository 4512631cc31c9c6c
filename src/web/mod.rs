//! The kiosk's web side: joining by QR or typed code, the phone page, documents, enrolment, and the WebSocket gateway
//! `/mqtt`. One origin, one port.
//!
//! Everything it knows of the room it asks through [`Room`]; everything a visitor sends is checked before: Host first
//! ([`addresses::is_our_host`]), then origin, size and time, then attempts for each address.

mod addresses;
mod assets;
mod documents;
mod door;
mod frames;
mod gateway;
mod guard;
mod handheld;
mod join;
mod limits;
mod pages;
mod plain;
mod problem;
mod room;
mod seats;
mod server;
#[cfg(test)]
mod tests;
mod wall;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::watch;

pub use self::addresses::{BadUrl, BaseUrl, LOCAL_NAME, lan_address, public_url};
pub use self::door::{Door, DoorRefusal, JOIN_URL_MAX, PASS_LIFE_S, Pass, TYPED_WINDOW_S, join_url};
pub use self::gateway::WALL_ID;
pub use self::guard::Limits;
pub use self::limits::Attempts;
pub use self::pages::{MAX_FILE, MAX_PAGES, PageError, Pages, WIDTHS};
pub use self::plain::serve_devices;
pub use self::problem::Problem;
pub use self::room::{
    Audience, DocumentFile, Download, EnrolRequest, Enrolled, HandheldClaim, HandheldLogin, KnownDevice,
    Refused, Room, RoomInfo, Supplied, SuppliedAt, WallClaim, WallTicket,
};
pub use self::seats::raise_open_files;
pub use self::server::{listen, router, serve};

use self::seats::Seats;

/// What the web is told at its start.
pub struct WebOptions {
    /// What the QR says; its host is one of ours.
    pub public_url: BaseUrl,
    /// Address of the broker, `host:port`.
    pub broker: String,
    /// The gateway's accounts at an external broker, which then need not know any device, guest or wall; `None` with the
    /// embedded broker, which asks the room itself.
    pub accounts: Option<BrokerAccounts>,
    /// Bounds; [`Limits::default`] for a room.
    pub limits: Limits,
}

/// Accounts under which clients go on to an external broker, when the gateway has checked who they are.
#[derive(Clone)]
pub struct BrokerAccounts {
    /// User name for devices and guests.
    pub everybody: String,
    /// User name for walls, which may read more.
    pub walls: String,
    /// Password of both.
    pub password: String,
}

/// What all handlers share; cheap to clone.
#[derive(Clone)]
pub struct WebState(Arc<Shared>);

struct Shared {
    room: Arc<dyn Room>,
    pages: Arc<Pages>,
    public_url: BaseUrl,
    broker: RwLock<String>,
    accounts: Option<BrokerAccounts>,
    limits: Limits,
    seats: Arc<Seats>,
    attempts: AllAttempts,
    stop: watch::Sender<bool>,
}

/// Attempts for each address, by what is attempted.
pub(crate) struct AllAttempts {
    /// Scanned tokens: 40 bits that change every few seconds; a whole room may come from one address.
    token: Attempts,
    /// Typed codes, and codes of downloads.
    typed: Attempts,
    /// Personal codes.
    enrol: Attempts,
    /// Walls that ask for a code.
    wall: Attempts,
    /// Handhelds that ask for a code: all of a council may be switched on behind one access point.
    handheld: Attempts,
    /// Secrets of walls and handhelds that come back.
    claim: Attempts,
}

impl WebState {
    /// The web of one room.
    pub fn new(room: Arc<dyn Room>, pages: Arc<Pages>, options: WebOptions) -> WebState {
        let WebOptions { public_url, broker, accounts, limits } = options;
        WebState(Arc::new(Shared {
            room,
            pages,
            public_url,
            broker: RwLock::new(broker),
            accounts,
            seats: Seats::new(limits.connections, limits.per_address),
            limits,
            attempts: AllAttempts {
                token: Attempts::new(60, Duration::from_secs(1)),
                typed: Attempts::new(10, Duration::from_secs(6)),
                enrol: Attempts::new(10, Duration::from_secs(6)),
                wall: Attempts::new(10, Duration::from_secs(30)),
                handheld: Attempts::new(60, Duration::from_secs(5)),
                claim: Attempts::new(10, Duration::from_secs(6)),
            },
            stop: watch::Sender::new(false),
        }))
    }

    /// Points the gateway at another broker (it came back on a new port). Running connections stay with the old one.
    pub fn set_broker(&self, address: String) {
        *self.0.broker.write().unwrap_or_else(PoisonError::into_inner) = address;
    }

    fn broker(&self) -> String {
        self.0.broker.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn room(&self) -> &dyn Room {
        &*self.0.room
    }

    fn pages(&self) -> &Pages {
        &self.0.pages
    }

    fn public_url(&self) -> &BaseUrl {
        &self.0.public_url
    }

    fn accounts(&self) -> Option<&BrokerAccounts> {
        self.0.accounts.as_ref()
    }

    fn limits(&self) -> &Limits {
        &self.0.limits
    }

    fn seats(&self) -> &Arc<Seats> {
        &self.0.seats
    }

    fn attempts(&self) -> &AllAttempts {
        &self.0.attempts
    }

    /// Ends every WebSocket with "try again"; done by itself when [`serve`] is dropped.
    pub fn stop(&self) {
        self.0.stop.send_replace(true);
    }

    fn started(&self) {
        self.0.stop.send_replace(false);
    }

    fn stopped(&self) -> watch::Receiver<bool> {
        self.0.stop.subscribe()
    }
}
