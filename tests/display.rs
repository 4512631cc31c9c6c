//! The hall's display against the real room: paired by its code, through the gateway, over stops and starts.

use super::house::{House, running_at};
use nghitruong::chamber::WallShow;
use nghitruong::chamber::command::{Actor, Command};
use nghitruong::client::Kiosk;
use nghitruong::display::{Display, LoginFile, Net, News, Words};
use nghitruong::runtime::Running;
use nghitruong::text::Lang;
use nghitruong_ui::wall::{Screen, WallFace};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Longer than anything here takes; only reached when something is broken.
const PATIENCE: Duration = Duration::from_secs(60);

struct Hall {
    display: Display,
    news: mpsc::UnboundedReceiver<News>,
    begun: Instant,
    network: JoinHandle<()>,
}

impl Drop for Hall {
    fn drop(&mut self) {
        self.network.abort();
    }
}

impl Hall {
    fn start(kiosk: Kiosk, folder: &Path) -> Hall {
        let (sender, news) = mpsc::unbounded_channel();
        let display = Display::new(&format!("http://{}", kiosk.authority()), Words(Lang::Vi));
        let login = LoginFile::in_folder(folder).unwrap();
        let net = Net { kiosk, login, tell: Box::new(move |news| drop(sender.send(news))) };
        Hall { display, news, begun: Instant::now(), network: tokio::spawn(net.run()) }
    }

    fn own_ms(&self) -> i64 {
        i64::try_from(self.begun.elapsed().as_millis()).unwrap()
    }

    /// Takes news until the picture is as wanted.
    async fn until(&mut self, what: &str, wanted: impl Fn(&WallFace) -> bool) -> WallFace {
        let end = tokio::time::Instant::now() + PATIENCE;
        loop {
            let own_ms = self.own_ms();
            let face = self.display.face(own_ms);
            if wanted(&face) {
                return face;
            }
            let due = Duration::from_millis(self.display.due_in(own_ms));
            match tokio::time::timeout(due, self.news.recv()).await {
                Ok(news) => self.display.hear(news.expect("the network runs"), self.own_ms()),
                Err(_) if tokio::time::Instant::now() < end => {}
                Err(_) => panic!("{what}: still {face:?}"),
            }
        }
    }

    /// The next code that is shown, agreed to by the chair.
    async fn pair(&mut self, running: &Running) {
        let face = self.until("a code", |face| !face.code.is_empty()).await;
        assert_eq!(face.screen, Screen::Pairing);
        let code = face.code.replace(' ', "");
        running.service.pair_wall(&code, "Màn hình 1".to_owned(), Actor::Chair).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_display_is_paired_follows_the_room_and_says_when_it_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let (data, own) = (folder.path().join("kiosk"), folder.path().join("display"));
    let house = House::open(&data, 5).await;
    let http = house.running.http;
    let mut hall = Hall::start(Kiosk::at(http), &own);
    hall.pair(&house.running).await;
    let join =
        hall.until("the way in", |face| face.screen == Screen::Join && !face.join.code_a.is_empty()).await;
    assert_eq!((join.join.present.as_str(), join.join.total.as_str()), ("0", "5"));
    let own_ms = hall.own_ms();
    assert!(hall.display.qr(own_ms).starts_with("HTTP://"), "what the phone scans");

    house.open_sitting().await;
    hall.until("all present", |face| face.foot.present == "Có mặt 5/5").await;
    let item = house.plan.motion(&house.motions()[0]).expect("a motion").0.id.clone();
    house.chair(Command::GoToItem { item }).await;
    let vote = house.open_vote(0).await;
    let open = hall.until("the vote", |face| face.screen == Screen::Vote && face.turnout.cast == "0").await;
    assert_eq!((open.turnout.cells, open.turnout.filled), (5, 0));
    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    hall.until("no result yet", |face| face.screen == Screen::Calm).await;
    house.chair(Command::PublishResult { vote }).await;
    let result = hall.until("the result", |face| face.screen == Screen::Result).await;
    assert!(!result.outcome.passed && !result.outcome.proof.is_empty());
    house.chair(Command::ShowOnWall(WallShow::Message { text: "Nghỉ mười phút".to_owned() })).await;
    hall.until("the chair's words", |face| face.title == "Nghỉ mười phút").await;

    // The kiosk loses its power; what stands is past, and says so. Then it is back.
    house.running.stop().await;
    let lost = hall.until("the loss", |face| face.screen == Screen::Lost).await;
    assert!(lost.clock.is_empty() && lost.head.tag.starts_with("Mất liên lạc"), "{lost:?}");
    let again = running_at(&data, http).await;
    hall.until("the chair's words again", |face| face.title == "Nghỉ mười phút").await;

    // The display starts anew and needs no second pairing; one that is taken away asks for one.
    drop(hall);
    let mut hall = Hall::start(Kiosk::at(http), &own);
    hall.until("paired still", |face| face.title == "Nghỉ mười phút").await;
    let wall = again.handle.view().chamber.walls().keys().next().unwrap().clone();
    again.handle.ask(Command::UnpairWall { wall }, Actor::Chair).await.unwrap();
    hall.until("another code", |face| face.screen == Screen::Pairing && !face.code.is_empty()).await;
    again.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_displays_with_one_login_do_not_fight() {
    let folder = tempfile::tempdir().unwrap();
    let (data, own) = (folder.path().join("kiosk"), folder.path().join("display"));
    let house = House::open(&data, 3).await;
    let mut first = Hall::start(Kiosk::at(house.running.http), &own);
    first.pair(&house.running).await;
    first.until("the way in", |face| face.screen == Screen::Join).await;
    let mut second = Hall::start(Kiosk::at(house.running.http), &own);
    second.until("the way in", |face| face.screen == Screen::Join).await;
    first.until("given up", |face| face.screen == Screen::Lost).await;
    second.until("still there", |face| face.screen == Screen::Join).await;
    house.running.stop().await;
}
