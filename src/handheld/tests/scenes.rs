//! Every screen, reached as a person reaches it.

use super::person::{ITEMS, Person, UTC, own, vote, waiting};
use nghitruong_handheld::state::facts::{Answer, Battery, Choice, Input, Item, Key, Link, Phase, Turn};
use nghitruong_handheld::words::Language;

const LONG: &str =
    "Thông qua Nghị quyết về phân bổ dự toán thu, chi ngân sách xã và nhiệm vụ đầu tư công năm 2027";

fn in_vote(person: &mut Person) {
    person.with(|room| room.vote = Some(vote()));
}

fn battery(person: &mut Person, percent: u8) {
    person.hear(Input::Battery(Some(Battery { percent, charging: false })));
    person.wait(1_000);
}

type Scene = (&'static str, fn(&mut Person));

pub const SCENES: [Scene; 45] = [
    ("00-searching", |p| p.hear(Input::Link(Link::Searching))),
    ("01-pairing", |p| p.hear(Input::Pairing(Some("482913")))),
    ("02-unknown", |p| p.with(|room| room.own = None)),
    ("03-home", |_| ()),
    ("03b-long-name", |p| {
        p.with(|room| {
            let mut own = own();
            (own.name, own.seat) = ("Nguyễn Thị Phương Thảo", Some(27));
            (room.own, room.current) = (Some(own), Some(6));
        });
    }),
    ("03c-not-here", |p| {
        p.with(|room| {
            room.phase = Phase::Prepared;
            let mut own = own();
            own.present = false;
            room.own = Some(own);
        });
    }),
    ("03d-recess", |p| p.with(|room| room.phase = Phase::Recess { until: Some(UTC + 900_000) })),
    ("03e-in-the-queue", |p| p.with(|room| room.turn = Some(waiting(2)))),
    ("03f-vote-put-away", |p| {
        in_vote(p);
        let ticket = p.choose(Choice::For);
        p.recorded(ticket);
        p.wait(1_000);
        p.press(&[Key::C]);
    }),
    ("04-agenda", |p| p.press(&[Key::A])),
    ("04b-agenda-long", |p| p.press(&[Key::A, Key::B, Key::B, Key::B])),
    ("04c-agenda-done", |p| p.press(&[Key::A, Key::A])),
    ("05-kinds", |p| {
        p.with(|room| room.kinds = &[Turn::Question, Turn::Debate, Turn::Procedural]);
        p.press(&[Key::B, Key::B, Key::B]);
    }),
    ("06-asking", |p| p.press(&[Key::B])),
    ("06b-asking-late", |p| {
        p.press(&[Key::B]);
        p.wait(6_000);
    }),
    ("06c-queue", |p| {
        p.with(|room| room.turn = Some(waiting(2)));
        p.press(&[Key::B]);
    }),
    ("06d-withdraw", |p| {
        p.with(|room| room.turn = Some(waiting(2)));
        p.press(&[Key::B, Key::A]);
    }),
    ("07-called", |p| p.with(|room| room.turn = Some(waiting(0)))),
    ("07b-speaking", |p| {
        p.with(|room| {
            let mut turn = waiting(0);
            turn.since = Some(UTC - 48_000);
            room.turn = Some(turn);
        });
    }),
    ("07c-over-time", |p| {
        p.with(|room| {
            let mut turn = waiting(0);
            (turn.since, turn.elapsed_ms) = (Some(UTC - 48_000), 300_000);
            room.turn = Some(turn);
        });
    }),
    ("08-vote", in_vote),
    ("08b-vote-long", |p| {
        p.with(|room| {
            let mut vote = vote();
            (vote.title, vote.opened_at) = (LONG, UTC - 75_000);
            room.vote = Some(vote);
        });
    }),
    ("09-confirm-for", |p| {
        in_vote(p);
        p.press(&[Key::A]);
    }),
    ("09b-confirm-against", |p| {
        in_vote(p);
        p.press(&[Key::B]);
    }),
    ("09c-confirm-not-voting", |p| {
        in_vote(p);
        p.press(&[Key::C]);
    }),
    ("10-sending", |p| {
        in_vote(p);
        p.choose(Choice::Against);
    }),
    ("10b-sending-late", |p| {
        in_vote(p);
        p.choose(Choice::NotVoting);
        p.wait(6_000);
    }),
    ("11-held", |p| {
        p.with(|room| {
            let mut vote = vote();
            vote.held_since = Some(UTC);
            room.vote = Some(vote);
        });
    }),
    ("11b-held-chosen", |p| {
        in_vote(p);
        p.choose(Choice::Against);
        p.with(|room| {
            let mut vote = vote();
            vote.held_since = Some(UTC);
            room.vote = Some(vote);
        });
    }),
    ("12-hands", |p| {
        p.with(|room| {
            let mut vote = vote();
            (vote.by_device, vote.title) = (false, LONG);
            room.vote = Some(vote);
        });
    }),
    ("13-absent", |p| {
        p.with(|room| {
            let mut own = own();
            (own.present, own.may_check_in) = (false, true);
            (room.own, room.vote) = (Some(own), Some(vote()));
        });
    }),
    ("14-recorded-for", |p| {
        in_vote(p);
        let ticket = p.choose(Choice::For);
        p.recorded(ticket);
    }),
    ("14b-recorded-against", |p| {
        in_vote(p);
        let ticket = p.choose(Choice::Against);
        p.recorded(ticket);
    }),
    ("14c-recorded-not-voting", |p| {
        in_vote(p);
        let ticket = p.choose(Choice::NotVoting);
        p.recorded(ticket);
    }),
    ("14d-read-back", |p| {
        p.with(|room| {
            let mut vote = vote();
            (vote.own, vote.may_change) = (Some((Choice::For, UTC)), false);
            room.vote = Some(vote);
        });
    }),
    ("15-unsure", |p| {
        in_vote(p);
        p.choose(Choice::For);
        p.with(|_| ());
    }),
    ("16-refused", |p| {
        p.press(&[Key::B]);
        let ticket = p.sent()[0].0;
        let why = "Chủ tọa đã chốt danh sách đăng ký phát biểu của nội dung này.";
        p.hear(Input::Answer(ticket, Answer::Refused { why }));
    }),
    ("16b-unproven", |p| {
        in_vote(p);
        let ticket = p.choose(Choice::For);
        p.hear(Input::Answer(ticket, Answer::Unproven));
    }),
    ("17-lost", |p| {
        let retry_ms = p.now + 3_000;
        p.hear(Input::Link(Link::Lost { retry_ms }));
    }),
    ("17a-lost-trying", |p| {
        let retry_ms = p.now;
        p.hear(Input::Link(Link::Lost { retry_ms }));
    }),
    ("17b-lost-in-vote", |p| {
        in_vote(p);
        let retry_ms = p.now + 3_000;
        p.hear(Input::Link(Link::Lost { retry_ms }));
    }),
    ("18-doors", |p| p.with(|room| room.closed_doors = true)),
    ("19-battery", |p| battery(p, 4)),
    ("20-device", |p| {
        battery(p, 62);
        p.hear(Input::Signal(Some(70)));
        p.press(&[Key::C]);
    }),
    ("20b-device-unknown", |p| p.press(&[Key::C])),
];

/// More that is drawn and not kept as a picture.
pub const MORE: [Scene; 6] = [
    ("charged", |p| {
        p.hear(Input::Battery(Some(Battery { percent: 100, charging: true })));
        p.press(&[Key::C]);
    }),
    ("radio", |p| {
        p.hear(Input::Signal(Some(62)));
        p.hear(Input::Link(Link::Searching));
    }),
    ("not-recording", |p| p.with(|room| room.not_recording = true)),
    ("battery-low", |p| battery(p, 12)),
    ("no-seat", |p| {
        p.with(|room| {
            let mut own = own();
            own.seat = None;
            (room.own, room.phase) = (Some(own), Phase::Closed);
        });
    }),
    ("long-agenda", |p| {
        let items: [Item<'static>; 60] =
            std::array::from_fn(|at| Item { number: at as u16 + 1, ..ITEMS[at % 8] });
        let room = nghitruong_handheld::state::facts::Room { items: &items, ..super::person::room() };
        p.room(room);
        p.press(&[Key::A]);
        p.press(&[Key::B; 50]);
    }),
];

/// The device in this scene.
pub fn play(scene: fn(&mut Person), language: Language) -> Person {
    let mut person = Person::new(language);
    scene(&mut person);
    person
}
