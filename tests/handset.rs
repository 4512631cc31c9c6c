//! The handheld as a program against a whole room: given at the kiosk, checked in, heard, voting, cut off, handed over.

use super::house::House;
use nghitruong::chamber::command::{Actor, Choice, Command};
use nghitruong::chamber::ids::{DelegateId, VoteId};
use nghitruong::client::Kiosk;
use nghitruong::handset::{Keep, Language, Options, Power, Shown, run};
use nghitruong::verify::verify_folder;
use nghitruong::wire::health;
use nghitruong_handheld::sheet::{Body, Legend, Sheet};
use nghitruong_handheld::state::facts::{self, Key};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

// Numbers of screens.
const PAIRING: u8 = 1;
const VOTE: u8 = 8;
const CONFIRM: u8 = 9;
const SENDING: u8 = 10;
const RECEIPT: u8 = 14;
const HOME: u8 = 17;
const KINDS: u8 = 19;
const QUEUE: u8 = 20;

const PATIENCE: Duration = Duration::from_secs(60);

/// A handheld in somebody's hand. Dropping it is a power cut.
struct Hand {
    keys: mpsc::Sender<Key>,
    shown: watch::Receiver<Option<Shown>>,
    task: JoinHandle<()>,
    power: watch::Sender<Power>,
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Hand {
    fn start(kiosk: SocketAddr, data: &Path) -> Hand {
        let (keys, pressed) = mpsc::channel(4);
        let (show, shown) = watch::channel(None);
        let (power, powered) = watch::channel(Power::default());
        let options = Options {
            kiosk: Kiosk::at(kiosk),
            data: data.to_owned(),
            language: Language::Vietnamese,
            slow_panel: false,
        };
        let task = tokio::spawn(async move { run(options, pressed, powered, show).await.unwrap() });
        Hand { keys, shown, task, power }
    }

    async fn until(&mut self, what: &str, fits: impl Fn(&Sheet) -> bool) -> Sheet {
        let mut seen = self.shown.clone();
        let waited = seen.wait_for(|shown| shown.as_ref().is_some_and(|shown| fits(&shown.sheet)));
        match tokio::time::timeout(PATIENCE, waited).await {
            Ok(shown) => shown.unwrap().unwrap().sheet,
            Err(_) => panic!("{what}: still {:?}", self.shown.borrow().map(|shown| shown.sheet)),
        }
    }

    /// Presses `key` until it has done what it says: a screen that came by itself is deaf for a moment.
    async fn press(&mut self, key: Key, to: u8) -> Sheet {
        let begun = tokio::time::Instant::now();
        loop {
            self.keys.send(key).await.unwrap();
            let waited = self.shown.wait_for(|shown| shown.is_some_and(|shown| shown.sheet.number == to));
            if let Ok(shown) = tokio::time::timeout(Duration::from_millis(150), waited).await {
                return shown.unwrap().unwrap().sheet;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{key:?} to {to}: {:?}",
                self.shown.borrow().map(|s| s.sheet)
            );
        }
    }

    /// The code that it shows, given to `delegate` by the secretary at the kiosk.
    async fn given(&mut self, house: &House, delegate: &DelegateId) {
        let sheet = self.until("a code", |sheet| sheet.number == PAIRING).await;
        let Body::Title { title, .. } = sheet.body else { panic!("{sheet:?}") };
        let code = title.as_str().replace(' ', "");
        let service = &house.running.service;
        assert!(service.waiting_handhelds().iter().any(|waiting| waiting.code == code), "{code}");
        service.give_handheld(&code, delegate.clone(), Actor::Desk).await.unwrap();
        assert!(service.give_handheld(&code, delegate.clone(), Actor::Desk).await.is_err(), "once");
        let name = house.plan.delegate(delegate).unwrap().name.clone();
        let is_theirs =
            |sheet: &Sheet| matches!(&sheet.body, Body::Name { name: n, .. } if n.as_str() == name);
        self.until("the name", |sheet| sheet.number == HOME && is_theirs(sheet)).await;
    }
}

/// A way to the kiosk that can be made deaf in one direction: what the kiosk answers does not arrive.
struct Way {
    address: SocketAddr,
    deaf: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl Drop for Way {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Way {
    async fn to(kiosk: SocketAddr) -> Way {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, deaf) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)));
        let is_deaf = deaf.clone();
        let task = tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let far = TcpStream::connect(kiosk).await.unwrap();
                let ((mut near_read, mut near_write), (mut far_read, mut far_write)) =
                    (near.into_split(), far.into_split());
                tokio::spawn(async move { tokio::io::copy(&mut near_read, &mut far_write).await });
                let is_deaf = is_deaf.clone();
                tokio::spawn(async move {
                    let mut piece = [0; 4096];
                    while let Ok(n @ 1..) = far_read.read(&mut piece).await {
                        if !is_deaf.load(Ordering::Acquire)
                            && near_write.write_all(&piece[..n]).await.is_err()
                        {
                            return;
                        }
                    }
                });
            }
        });
        Way { address, deaf, task }
    }
}

/// Waits until the chamber has this choice of the delegate; how many commits there were then.
async fn recorded(house: &House, vote: &VoteId, delegate: &DelegateId, choice: Choice) -> u64 {
    let mut views = house.running.handle.views();
    let has = |cast: Option<&nghitruong::chamber::Cast>| cast.is_some_and(|cast| cast.choice == choice);
    let waited = views.wait_for(|view| {
        let vote = view.chamber.current().and_then(|session| session.votes.get(vote));
        has(vote.and_then(|vote| vote.casts.get(delegate)))
    });
    tokio::time::timeout(PATIENCE, waited).await.expect("recorded in time").unwrap().rev
}

#[test]
fn handheld_and_kiosk_call_the_same_battery_low() {
    for (percent, charging) in [(15, false), (16, false), (15, true), (0, false)] {
        let hand = facts::Battery { percent, charging }.is_low();
        assert_eq!(health::Battery { percent, charging }.is_low(), hand, "{percent} {charging}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handheld_is_given_votes_loses_power_and_is_handed_over() {
    let folder = tempfile::tempdir().unwrap();
    let own = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let (first, second) = (house.plan.delegates[0].id.clone(), house.plan.delegates[1].id.clone());
    let mut hand = Hand::start(house.running.http, own.path());
    hand.given(&house, &first).await;

    // Here, by a key. Before the session's news has come it shows that there is none, so what fits is said whole.
    let is_here =
        |sheet: &Sheet| matches!(&sheet.body, Body::Name { note, .. } if note.as_str() == "Chưa khai mạc");
    let begun = tokio::time::Instant::now();
    loop {
        hand.keys.send(Key::B).await.unwrap();
        let here = hand.shown.wait_for(|s| s.is_some_and(|s| is_here(&s.sheet)));
        if tokio::time::timeout(Duration::from_millis(200), here).await.is_ok() {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "{:?}", hand.shown.borrow().map(|s| s.sheet));
    }
    assert!(house.running.handle.view().chamber.current().unwrap().roll.is_present(&first));
    house.open_sitting().await;

    // Its battery is seen at the kiosk; nothing is recorded of it.
    let device = Keep::open(own.path()).unwrap().identity().unwrap().device.clone();
    let rev = house.running.handle.view().rev;
    let battery = facts::Battery { percent: 12, charging: false };
    hand.power.send_replace(Power { battery: Some(battery), signal: Some(70) });
    let mut views = house.running.handle.views();
    let told = views.wait_for(|view| {
        let health = view.device_health.get(&device);
        health.is_some_and(|h| h.signal == Some(70) && h.battery.is_some_and(health::Battery::is_low))
    });
    tokio::time::timeout(PATIENCE, told).await.expect("told in time").unwrap();
    assert_eq!(house.running.handle.view().rev, rev);

    // The word is asked for, and the place is the kiosk's.
    let item =
        house.plan.agenda.iter().find(|item| item.discussion).expect("an item with a discussion").id.clone();
    house.chair(Command::GoToItem { item }).await;
    hand.until("a key to speak", |sheet| sheet.number == HOME && sheet.keys[1] != Legend::None).await;
    loop {
        hand.keys.send(Key::B).await.unwrap();
        let asked = |s: &Option<Shown>| s.is_some_and(|s| matches!(s.sheet.number, KINDS | QUEUE));
        if tokio::time::timeout(Duration::from_millis(150), hand.shown.wait_for(asked)).await.is_ok() {
            break;
        }
    }
    let several = hand.shown.borrow().is_some_and(|s| s.sheet.number == KINDS);
    if several {
        hand.press(Key::A, QUEUE).await;
    }
    hand.until("the place", |sheet| {
        sheet.number == QUEUE
            && matches!(&sheet.body, Body::Title { title, .. } if title.as_str() == "Thứ tự 1/1")
    })
    .await;

    // Two presses, and the receipt that was checked.
    let vote = house.open_vote(0).await;
    hand.until("the vote", |sheet| sheet.number == VOTE).await;
    hand.press(Key::A, CONFIRM).await;
    hand.press(Key::A, RECEIPT).await;
    let receipt = hand.until("a receipt", |sheet| sheet.filled).await;
    assert!(
        matches!(&receipt.body, Body::Choice { note, .. } if note.as_str().starts_with("Mã ")),
        "{receipt:?}"
    );
    recorded(&house, &vote, &first, Choice::For).await;
    drop(hand);

    // After a restart it knows what it chose. Then the kiosk's answers get lost, and the power goes.
    let way = Way::to(house.running.http).await;
    let mut hand = Hand::start(way.address, own.path());
    hand.until("what was chosen", |sheet| sheet.number == RECEIPT).await;
    hand.press(Key::A, VOTE).await;
    hand.press(Key::B, CONFIRM).await;
    way.deaf.store(true, Ordering::Release);
    hand.keys.send(Key::B).await.unwrap();
    let before = recorded(&house, &vote, &first, Choice::Against).await;
    let sheet = hand.until("no receipt", |sheet| sheet.number == SENDING).await;
    assert!(!sheet.filled, "recorded, and the device has no proof of it");
    drop((hand, way));
    let kept = Keep::open(own.path()).unwrap().requests().to_vec();
    assert_eq!(kept.len(), 1);

    // It sends the same bytes again, gets the same receipt, and nothing counts twice.
    let mut hand = Hand::start(house.running.http, own.path());
    let receipt = hand.until("the receipt of then", |sheet| sheet.number == RECEIPT && sheet.filled).await;
    assert!(
        matches!(&receipt.body, Body::Choice { note, .. } if note.as_str().starts_with("Mã ")),
        "{receipt:?}"
    );
    assert_eq!(
        recorded(&house, &vote, &first, Choice::Against).await,
        before,
        "a late copy is no new record"
    );
    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    let over = |sheet: &Sheet| sheet.number == RECEIPT && sheet.keys[0] == Legend::None;
    hand.until("the vote is over", over).await;
    assert_eq!(Keep::open(own.path()).unwrap().requests(), []);

    // Taken back it is nobody's, and then another's; what was recorded stands.
    let session = house.running.handle.view().chamber.current().unwrap().clone();
    let device = Keep::open(own.path()).unwrap().identity().unwrap().device.clone();
    assert!(session.devices[&device].active);
    house.ask(Command::TakeBackDevice { device: device.clone() }, Actor::Desk).await;
    hand.given(&house, &second).await;
    let session = house.running.handle.view().chamber.current().unwrap().clone();
    assert!(!session.devices[&device].active);
    let now = Keep::open(own.path()).unwrap().identity().unwrap().device.clone();
    assert_ne!(now, device, "another key for another holder");
    let outcome = session.votes.get(&vote).unwrap().outcome.clone().unwrap();
    assert_eq!(outcome.counts(), [0, 1, 2]);
    house.running.stop().await;
    let report = verify_folder(folder.path()).unwrap();
    let checked = report.chamber.current().unwrap().votes.get(&vote).unwrap().outcome.clone().unwrap();
    assert_eq!(checked.counts(), [0, 1, 2]);
}
