//! A display's own state: how it stands to the kiosk, and what the kiosk last said. Pure: times come in as arguments.

use super::auto::counted;
use super::known::{Known, Taken};
use super::login::Login;
use super::present::{Line, Moment, Seen, Trouble, face};
use super::votes::is_running;
use super::words::Words;
use crate::chamber::WallShow;
use crate::wire::snapshot::Clock;
use crate::wire::time::RoomTime;
use crate::wire::topic::Topic;
use nghitruong_ui::wall::{Screen, WallFace};

/// A connection that breaks is forgiven for so long; then its figures are no longer shown as if they were true.
const PATIENCE_MS: i64 = 3_000;
/// How long each slide of a screen that needs several stands.
const SLIDE_MS: i64 = 10_000;

/// What the network tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// There is no login; a code to show, if the kiosk gave one.
    Unpaired {
        code: Option<String>,
        trouble: Trouble,
    },
    /// There is a login for this room.
    Paired(Login),
    /// A connection stands; everything retained comes again.
    Connected,
    Disconnected,
    /// The same login is in use elsewhere.
    Elsewhere,
    Message {
        topic: String,
        payload: Vec<u8>,
    },
    /// The flag's picture has been fetched, or is no longer there.
    Flag(bool),
    /// The anthem cannot be played: the program, and whether it is missing. `None`: it was played.
    Silent(Option<(&'static str, bool)>),
}

/// One display. Its own times are milliseconds of a monotonic clock.
#[derive(Debug, Clone)]
pub struct Display {
    w: Words,
    address: String,
    room: Option<String>,
    pairing: (Option<String>, Trouble),
    elsewhere: bool,
    connected: bool,
    /// The whole of what was true last.
    known: Known,
    /// What comes over a new connection, until it is whole and may take the place of `known`.
    coming: Option<Known>,
    live: bool,
    ever_live: bool,
    heard_at: i64,
    time: RoomTime,
    offset: Option<i64>,
    /// Room's time of the last word.
    told_at: i64,
    seen: Seen,
    flag: bool,
    silent: Option<(&'static str, bool)>,
    /// Screen and title that stand, and since when.
    stands: (Screen, String, i64),
}

impl Display {
    /// One that is not paired with the kiosk at `address`.
    pub fn new(address: &str, w: Words) -> Self {
        Self {
            w,
            address: address.to_owned(),
            room: None,
            pairing: (None, Trouble::None),
            elsewhere: false,
            connected: false,
            known: Known::default(),
            coming: None,
            live: false,
            ever_live: false,
            heard_at: 0,
            time: RoomTime::default(),
            offset: None,
            told_at: 0,
            seen: Seen::default(),
            flag: false,
            silent: None,
            stands: (Screen::Calm, String::new(), 0),
        }
    }

    /// Takes what the network tells at `own_ms`.
    pub fn hear(&mut self, news: News, own_ms: i64) {
        match news {
            News::Unpaired { code, trouble } => {
                *self = Self { pairing: (code, trouble), ..Self::new(&self.address, self.w) };
            }
            News::Paired(login) => self.room = Some(login.room),
            News::Connected => {
                self.connected = true;
                self.elsewhere = false;
                self.heard_at = own_ms;
                self.coming = Some(Known::default());
            }
            News::Disconnected => self.connected = false,
            News::Elsewhere => (self.connected, self.elsewhere) = (false, true),
            News::Message { topic, payload } => self.message(&topic, &payload, own_ms),
            News::Flag(there) => self.flag = there,
            News::Silent(why) => self.silent = why,
        }
    }

    fn message(&mut self, topic: &str, payload: &[u8], own_ms: i64) {
        let Some(topic) = self.room.as_deref().and_then(|room| Topic::parse(room, topic)) else { return };
        match self.coming.as_mut().unwrap_or(&mut self.known).take(&topic, payload) {
            Taken::Nothing => return,
            Taken::Snapshot => {}
            Taken::Clock(clock) => self.tick(&clock, own_ms),
        }
        self.heard_at = own_ms;
        let known = self.coming.as_ref().unwrap_or(&self.known);
        let offset = known.session.as_ref().map(|session| session.clock_offset_ms);
        if offset.is_some() && offset != self.offset {
            if self.offset.is_some() {
                self.time.forget();
            }
            self.offset = offset;
        }
        if self.coming.is_none() {
            self.seen.remember(&self.known);
        }
    }

    /// With the first tick after everything retained has come, the new truth takes the old one's place as a whole.
    fn tick(&mut self, clock: &Clock, own_ms: i64) {
        self.time.hear(clock, own_ms);
        if self.coming.as_ref().is_some_and(Known::is_whole)
            && let Some(known) = self.coming.take()
        {
            self.known = known;
            self.seen.remember(&self.known);
        }
        if self.coming.is_none() {
            (self.live, self.ever_live) = (true, true);
            self.told_at = self.time.at(own_ms).unwrap_or(clock.utc_ms);
        }
    }

    /// The room's time; before anything was heard, 1970.
    fn now(&self, own_ms: i64) -> i64 {
        self.time.at(own_ms).unwrap_or(self.told_at)
    }

    fn line(&self, own_ms: i64) -> Line {
        if self.room.is_none() {
            let (code, trouble) = self.pairing.clone();
            return Line::Unpaired { code, trouble };
        }
        let patient = own_ms - self.heard_at <= PATIENCE_MS;
        if self.live && patient && !self.known.kiosk_lost() {
            return Line::Live;
        }
        match (self.ever_live, self.elsewhere) {
            (true, _) => Line::Lost { since: self.told_at },
            (false, true) => Line::Elsewhere,
            (false, false) => Line::First,
        }
    }

    /// What is to be seen at `own_ms`.
    pub fn face(&mut self, own_ms: i64) -> WallFace {
        let line = self.line(own_ms);
        let mut face = face(&Moment {
            known: &self.known,
            line: &line,
            seen: &self.seen,
            now: self.now(own_ms),
            address: &self.address,
            flag: self.flag,
            silent: self.silent,
            w: self.w,
        });
        if self.stands.0 != face.screen || self.stands.1 != face.title.as_str() {
            self.stands = (face.screen, face.title.to_string(), own_ms);
        }
        if has_slides(&face) {
            let slide = (own_ms - self.stands.2).div_euclid(SLIDE_MS);
            face.turn = i32::try_from(slide).unwrap_or_default();
        }
        face
    }

    /// What the QR code says; empty: there is none to show.
    pub fn qr(&self, own_ms: i64) -> String {
        let now = self.now(own_ms);
        let code =
            self.known.code.as_ref().filter(|code| self.line(own_ms) == Line::Live && now < code.until);
        code.map(|code| code.url.clone()).unwrap_or_default()
    }

    /// How long after `own_ms` the picture changes by itself at the earliest, milliseconds: all clocks of the room step together.
    pub fn due_in(&self, own_ms: i64) -> u64 {
        let now = self.now(own_ms);
        let speaker = self.known.floor.as_ref().and_then(|floor| floor.speaker.as_ref());
        let counting = speaker.filter(|speaker| speaker.watch.since.is_some());
        let vote = self.known.vote().filter(|vote| is_running(vote) && vote.held_since.is_none());
        let within = match (vote, counting) {
            (Some(vote), _) => {
                now.saturating_sub(vote.opened_at).saturating_sub(vote.held_ms).rem_euclid(1000)
            }
            (None, Some(speaker)) => i64::try_from(counted(&speaker.watch, now) % 1000).unwrap_or_default(),
            (None, None) => now.rem_euclid(1000),
        };
        u64::try_from(1000 - within).unwrap_or(1000)
    }

    /// The files that the council has supplied for its wall, as far as the kiosk has told: flag, anthem.
    pub fn files(&self) -> Option<(bool, bool)> {
        let wall = self.known.wall.as_ref().filter(|_| self.live)?;
        Some((wall.flag, wall.anthem))
    }

    /// The session whose files these are.
    pub fn session(&self) -> Option<String> {
        Some(self.known.session.as_ref()?.session.as_ref()?.to_string())
    }

    /// Whether the chair has the anthem played.
    pub fn plays_anthem(&self) -> bool {
        self.live && self.known.wall.as_ref().is_some_and(|wall| wall.anthem && wall.show == WallShow::Anthem)
    }
}

/// Whether a screen may have more to say than it has room for.
fn has_slides(face: &WallFace) -> bool {
    let large = face.scale > 1.0;
    match face.screen {
        Screen::Ballot => face.ballot.len() > 2,
        Screen::Result | Screen::Join => large,
        Screen::Calm
        | Screen::Item
        | Screen::Queue
        | Screen::Speaking
        | Screen::Vote
        | Screen::Seats
        | Screen::Agenda
        | Screen::Picture
        | Screen::Pairing
        | Screen::Lost
        | Screen::Doors => false,
    }
}
