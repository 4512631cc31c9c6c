//! A simulated room: everybody acts in an order that the seed decides, over a network that loses, doubles, delays and
//! reorders, on a disk that fails at times, with a kiosk that starts again in the middle. Envelopes are really signed
//! and really opened; the chamber and the hub are the program's own. What must come out says a model that knows
//! neither.
//!
//! ```text
//! dice     every decision, from the seed alone
//! device   phones, handhelds and the secretary's device: sign, send, send again until answered
//! net      the network
//! kiosk    the program: hub and chamber in batches, commits that fail, restarts
//! model    who was present and chose what, in order of arrival
//! watch    what everybody may read: no open vote's leaning, nothing from behind closed doors
//! chair    what chair and tellers do
//! play     one whole session, and what is checked on the way
//! refused  what becomes of copies of a refused request
//! ```

mod chair;
pub mod device;
pub mod dice;
pub mod kiosk;
mod model;
pub mod net;
mod play;
mod refused;
mod watch;

use nghitruong::chamber::rules::TallyView;
use play::Play;
use std::sync::atomic::{AtomicU64, Ordering};

const ROOM: &str = "an-binh";

/// Plays `seeds`, on every processor that there is; the first failure names its seed.
fn play_all(seeds: u64) {
    let next = AtomicU64::new(0);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        return;
                    }
                    if std::panic::catch_unwind(|| Play::new(seed).run()).is_err() {
                        panic!("the room with the seed {seed}");
                    }
                }
            });
        }
    });
}

#[test]
fn whatever_the_network_does_the_result_is_what_was_chosen() {
    let nightly = std::env::var_os("NGHITRUONG_NIGHTLY").is_some();
    play_all(if nightly { 10_000 } else { 300 });
}

/// The seeds together meet what they are for.
#[test]
fn the_seeds_meet_every_form_and_every_trouble() {
    let mut met = std::collections::BTreeSet::new();
    for seed in 1_000_000..1_000_040 {
        met.extend(Play::new(seed).run());
    }
    for wanted in [
        "Electronic",
        "Mixed",
        "ShowOfHands",
        "Cards",
        "HandsByName",
        "SecretBallot",
        "annulled",
        "behind doors",
        "lost",
        "doubled",
        "overtaken",
        "stale",
        "sent again",
        "refused again",
        "not now",
        "disk",
        "restart",
        "too late",
        "two devices",
        "voiced",
        "held",
        "left after choosing",
        "replaced",
        "suspended",
        "final",
        "published",
    ] {
        assert!(met.contains(wanted), "{wanted} was not met: {met:?}");
    }
}

/// The watch is no use if it sees nothing.
#[test]
#[should_panic(expected = "leans")]
fn a_running_tally_for_all_would_be_seen() {
    for seed in 0..20 {
        Play::with(seed, |plan| plan.rules.tally_view.value = TallyView::All).run();
    }
}
