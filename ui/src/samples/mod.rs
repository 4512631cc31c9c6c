//! Every screen filled with the council of An Bình, for pictures and tests. Names and figures are those of the sample session.

mod council;
mod pages;
mod questions;
mod stage;
mod votes;

use crate::generated::{ActionKey, Join, KeyKind, LockFace, Presence, TopBar};
use crate::{Face, Image, qr_image};
use slint::SharedString;

/// One picture: the name of its file and what it shows.
pub type Named = (&'static str, Face);

/// Vietnamese, or English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue(pub bool);

impl Tongue {
    /// Picks the words: `Tongue(true)` is English.
    fn say(self, vi: &str, en: &str) -> SharedString {
        if self.0 { en.into() } else { vi.into() }
    }
}

/// All screens in one language, in the order of a session's day.
#[must_use]
pub fn faces(english: bool) -> Vec<Named> {
    let tongue = Tongue(english);
    let mut all = pages::start(tongue);
    all.extend(stage::faces(tongue));
    all.extend(questions::faces(tongue));
    all.extend(votes::faces(tongue));
    all.extend(pages::faces(tongue));
    for (_, face) in &mut all {
        face.language = if english { "en".into() } else { "vi".into() };
    }
    all
}

/// A picture with the size and the shape of a QR code of version 2 that says nothing; real ones come from the program.
#[must_use]
pub fn placeholder_qr() -> Image {
    const SIDE: usize = 25;
    let finder = |x: usize, y: usize| {
        [(0, 0), (SIDE - 7, 0), (0, SIDE - 7)].iter().find_map(|(fx, fy)| {
            let (dx, dy) = (x.checked_sub(*fx)?, y.checked_sub(*fy)?);
            let ring = dx.abs_diff(3).max(dy.abs_diff(3));
            (dx < 7 && dy < 7).then_some(ring != 2)
        })
    };
    let modules: Vec<bool> = (0..SIDE * SIDE)
        .map(|at| {
            let (x, y) = (at % SIDE, at / SIDE);
            finder(x, y).unwrap_or((x * 7 + y * 13 + x * y * 3) % 5 < 2)
        })
        .collect();
    qr_image(&modules, SIDE)
}

/// A face with what every screen has: bar, clock, code, presence.
fn base(tongue: Tongue, clock: &str) -> Face {
    Face {
        bar: TopBar {
            council: tongue.say("HĐND XÃ AN BÌNH", "AN BÌNH PEOPLE'S COUNCIL"),
            session: tongue.say("Kỳ họp thứ 3, khóa I", "3rd session, 1st term"),
            present: "27/28".into(),
            below_quorum: false,
            lock: LockFace::Open,
            elapsed: tongue.say("Đã họp 1 giờ 42 phút", "1 h 42 min in session"),
        },
        clock: clock.into(),
        join: Join {
            wifi: "HDND-AnBinh".into(),
            address: "nghi.lan".into(),
            code_a: "K7P4".into(),
            code_b: "M2Q9".into(),
        },
        qr_left: 0.6,
        qr_seconds: 9,
        presence: Presence {
            title: tongue.say("Điểm danh", "Check-in"),
            venue: SharedString::default(),
            present: 27,
            total: 28,
            quorum: 19,
            enough: true,
            absent: tongue.say("Vắng có lý do: Hoàng Văn E", "Excused: Hoàng Văn E"),
            summary: tongue.say(
                "27 có mặt, 1 vắng có lý do, 0 vắng không lý do. Chạm ghế để sửa.",
                "27 present, 1 excused, 0 without reason. Touch a seat to correct it.",
            ),
        },
        agenda: council::agenda(tongue, 4),
        agenda_at: 3,
        seats: council::seats(),
        ..Face::default()
    }
}

fn key(kind: KeyKind, id: &str, label: SharedString, second: SharedString) -> ActionKey {
    ActionKey { id: id.into(), label, second, kind, busy: false, reason: SharedString::default() }
}

fn main_key(id: &str, label: SharedString, second: SharedString) -> ActionKey {
    key(KeyKind::Primary, id, label, second)
}

fn plain_key(id: &str, label: SharedString) -> ActionKey {
    key(KeyKind::Normal, id, label, SharedString::default())
}
