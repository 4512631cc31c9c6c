//! From what is known and the room's time to what the hall sees. No clock, no window, no network in here.

use super::known::Known;
use super::words::Words;
use super::{auto, lists, lost};
use crate::chamber::WallShow;
use crate::chamber::ids::VoteId;
use crate::text::clock_hhmm;
use crate::wire::snapshot::{PhaseName, Session, Vote};
use nghitruong_ui::wall::{Foot, Head, Join, Pair, Screen, WallFace, scale};

/// How this display stands to the kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Not paired: a code to show, if there is one.
    Unpaired { code: Option<String>, trouble: Trouble },
    /// Paired, and nothing has come yet.
    First,
    /// The same login is in use elsewhere.
    Elsewhere,
    /// What is known is the truth.
    Live,
    /// It was the truth at this time of the room, UTC milliseconds.
    Lost { since: i64 },
}

/// Why there is no code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Trouble {
    #[default]
    None,
    /// The kiosk does not answer.
    Offline,
    /// Others wait already.
    Many,
}

/// What a display remembers of what it has shown; the kiosk does not say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The vote whose result has given way to something else.
    pub gave_way: Option<VoteId>,
}

impl Seen {
    /// The room's vote, if it may be seen while none runs: of the item before the council, and shown no longer than until
    /// the next speech.
    pub fn result<'a>(&self, known: &'a Known, session: &Session) -> Option<&'a Vote> {
        known.vote().filter(|vote| {
            self.gave_way.as_ref() != Some(&vote.vote) && Some(&vote.item) == session.item.as_ref()
        })
    }

    /// A result gives way to the next speech and is not shown again after it.
    pub fn remember(&mut self, known: &Known) {
        let speaking = known.floor.as_ref().is_some_and(|floor| floor.speaker.is_some());
        if let Some(vote) = known.vote().filter(|vote| speaking && vote.closed_at.is_some()) {
            self.gave_way = Some(vote.vote.clone());
        }
    }
}

/// What is to be seen.
pub struct Moment<'a> {
    pub known: &'a Known,
    pub line: &'a Line,
    pub seen: &'a Seen,
    /// The room's UTC milliseconds.
    pub now: i64,
    /// Address of the kiosk, for the pairing screen.
    pub address: &'a str,
    /// The flag's picture has been fetched.
    pub flag: bool,
    /// Why the anthem is not heard: the program, and whether it is missing.
    pub silent: Option<(&'static str, bool)>,
    pub w: Words,
}

/// The hall's screen at this moment; its slide is left at 0.
pub fn face(moment: &Moment<'_>) -> WallFace {
    let Moment { known, line, now, w, .. } = *moment;
    let mut face = match line {
        Line::Unpaired { code, trouble } => pairing(code.as_deref(), *trouble, moment.address, w),
        Line::First => said(w.connecting()),
        Line::Elsewhere => said(w.elsewhere()),
        Line::Lost { since } => lost::face(known, moment.seen, *since, w),
        Line::Live => live(moment),
    };
    if let Some(wall) = &known.wall {
        face.light = wall.light;
        face.scale = scale(wall.furthest_seat_cm, wall.diagonal_inch);
    }
    face.more = [w.more_before().into(), w.more_after().into()];
    let timeless = matches!(face.screen, Screen::Picture | Screen::Lost | Screen::Pairing);
    if *line == Line::Live && !timeless {
        face.clock = clock_hhmm(now).into();
    }
    face
}

fn said(title: &str) -> WallFace {
    WallFace { screen: Screen::Calm, title: title.into(), ..WallFace::default() }
}

fn pairing(code: Option<&str>, trouble: Trouble, address: &str, w: Words) -> WallFace {
    let (title, short) = match trouble {
        Trouble::None => (w.pair_how(), w.pair_how_short()),
        Trouble::Offline => (w.pair_wait(), w.pair_wait_short()),
        Trouble::Many => (w.pair_many(), w.pair_many_short()),
    };
    let spaced = |code: &str| {
        code.split_at_checked(3).map_or_else(|| code.to_owned(), |(left, right)| format!("{left} {right}"))
    };
    WallFace {
        screen: Screen::Pairing,
        head: head(w.pairing(), ""),
        foot: Foot { note: address.into(), ..Foot::default() },
        code: code.filter(|_| trouble == Trouble::None).map(spaced).unwrap_or_default().into(),
        title: title.into(),
        title_short: short.into(),
        ..WallFace::default()
    }
}

fn live(moment: &Moment<'_>) -> WallFace {
    let Moment { known, now, w, .. } = *moment;
    let Some(session) = known.session.as_ref().filter(|session| session.session.is_some()) else {
        return said(w.no_session());
    };
    if session.closed_doors {
        return WallFace {
            screen: Screen::Doors,
            title: w.doors().into(),
            foot: foot(session, w),
            ..WallFace::default()
        };
    }
    chosen(moment, session).unwrap_or_else(|| auto::face(known, session, moment.seen, now, w))
}

/// What the chair has put on the wall instead of what goes on; `None`: the wall follows the sitting.
fn chosen(moment: &Moment<'_>, session: &Session) -> Option<WallFace> {
    let Moment { known, now, w, .. } = *moment;
    let wall = known.wall.as_ref()?;
    match &wall.show {
        WallShow::Auto => None,
        WallShow::Message { text } => Some(WallFace {
            screen: Screen::Calm,
            head: head(w.message(), ""),
            title: text.as_str().into(),
            foot: foot(session, w),
            ..WallFace::default()
        }),
        WallShow::Qr => Some(join(known, session, now, w)),
        WallShow::Seats => Some(lists::seats(known, session, now, w)),
        WallShow::Agenda => Some(lists::agenda(known, session, w)),
        WallShow::Flag => wall.flag.then(|| picture(moment.flag, "", "")),
        WallShow::Anthem => wall.anthem.then(|| {
            let trouble =
                moment.silent.map(|(program, missing)| w.silent(program, missing)).unwrap_or_default();
            picture(moment.flag, w.anthem(), &trouble)
        }),
    }
}

/// The flag; as long as it has not been fetched, a word in its place.
fn picture(fetched: bool, word: &str, trouble: &str) -> WallFace {
    if fetched {
        return WallFace { screen: Screen::Picture, title: trouble.into(), ..WallFace::default() };
    }
    let pairs = if trouble.is_empty() { Vec::new() } else { vec![pair("", trouble)] };
    WallFace { pairs, ..said(word) }
}

/// The way in. A code whose time is over is not shown: whoever scans it would be turned away.
pub fn join(known: &Known, session: &Session, now: i64, w: Words) -> WallFace {
    let good = known.code.as_ref().filter(|code| now < code.until);
    let below = below_quorum(session);
    let [_, needs] = w.below(session.quorum);
    let mut join = Join {
        council: session.council.to_uppercase().into(),
        session: session.title.as_str().into(),
        present: session.present.to_string().into(),
        of: w.of_key().into(),
        total: session.total_delegates.to_string().into(),
        word: if below { needs } else { w.present_word().to_owned() }.into(),
        below_quorum: below,
        ..Join::default()
    };
    let mut left = 0.0;
    match good {
        Some(code) => {
            if !session.wifi_name.is_empty() {
                join.wifi_key = "Wi-Fi".into();
                join.wifi = session.wifi_name.as_str().into();
            }
            join.open_key = w.open_key().into();
            join.address = address_of(&code.url).into();
            join.type_key = w.type_key().into();
            join.type_at = w.type_at().into();
            let typed = code.typed.replace(' ', "");
            let (a, b) = typed.split_at_checked(typed.len() / 2).unwrap_or((&typed, ""));
            join.code_a = a.into();
            join.code_b = b.into();
            // In tenths, so that the bar is drawn again a few times a window and not with every second.
            let (span, rest) = ((code.until - code.from).max(1), (code.until - now).max(0));
            left = ((rest * 10 + span - 1) / span).min(10) as f32 / 10.0;
        }
        None => join.address = w.no_code().into(),
    }
    WallFace { screen: Screen::Join, join, qr_left: left, ..WallFace::default() }
}

/// "nghi.lan" of "HTTP://NGHI.LAN/J/K7P4M2Q9".
fn address_of(url: &str) -> String {
    let lower = url.to_ascii_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    bare.rsplit_once("/j/").map_or(bare, |(address, _)| address).to_owned()
}

pub fn below_quorum(session: &Session) -> bool {
    session.phase == PhaseName::Open && session.present < session.quorum
}

/// Who is here, with a warning below the quorum.
pub fn foot(session: &Session, w: Words) -> Foot {
    noted(session, w, "", "")
}

/// Who is here, and a note where nothing warns.
pub fn noted(session: &Session, w: Words, note: &str, short: &str) -> Foot {
    let below = below_quorum(session);
    let [warning, warning_short] = w.below(session.quorum);
    let (note, short) = if below { (warning.as_str(), warning_short.as_str()) } else { (note, short) };
    Foot {
        present: w.present(session.present, session.total_delegates).into(),
        below_quorum: below,
        note: note.into(),
        note_short: if short.is_empty() { note } else { short }.into(),
    }
}

pub fn head(tag: &str, note: &str) -> Head {
    Head { tag: tag.into(), note: note.into() }
}

pub fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), long: value.into(), ..Pair::default() }
}

/// A person after a key: in full, and with initials where there is no room.
pub fn person(key: &str, key_short: &str, name: &str) -> Pair {
    Pair {
        key: key.into(),
        key_short: key_short.into(),
        long: name.into(),
        short: crate::text::short_guest(name, 14).into(),
        ..Pair::default()
    }
}
