//! End to end in a real Chromium: a delegate joins, votes, loses the network, comes back, and the vote counts once; a wall is
//! paired, follows the sitting, loses the kiosk, and comes back.

use crate::house::{House, running_at};
use nghitruong::chamber::Actor;
use nghitruong::chamber::Command;
use nghitruong::chamber::command::{Choice, Holder};
use nghitruong::chamber::rules::VoteForm;
use nghitruong::verify::verify_folder;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

/// A script of `ui/phone/e2e` and the steps it says.
struct Browser {
    child: Child,
    steps: Lines<BufReader<ChildStdout>>,
}

impl Browser {
    fn start(script: &str, arguments: &[&str]) -> Browser {
        let phone = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/phone");
        let ready =
            phone.join("node_modules/playwright-core").exists() && Path::new("/usr/bin/chromium").exists();
        assert!(ready, "Chromium and npm packages are missing: run `make test`, which installs them");
        let mut child = tokio::process::Command::new("node")
            .arg(script)
            .args(arguments)
            .current_dir(&phone)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let steps = BufReader::new(child.stdout.take().unwrap()).lines();
        Browser { child, steps }
    }

    async fn next(&mut self) -> String {
        self.steps.next_line().await.unwrap().unwrap_or_else(|| "ended".to_owned())
    }

    /// The rest of a step that begins with `word`.
    async fn says(&mut self, word: &str) -> String {
        let step = self.next().await;
        step.strip_prefix(word).unwrap_or_else(|| panic!("{word}, not {step}")).trim().to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_from_a_real_browser_counts_once_whatever_the_network_does() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let me = house.plan.delegates[0].id.clone();
    let code = house.running.service.fresh_code(Holder::Delegate(me.clone()), Actor::Chair).await.unwrap();
    let token = house.running.service.door().token(house.running.handle.now().utc_ms);
    let port = house.running.http.port().to_string();
    let mut browser = Browser::start("e2e/vote.mjs", &[&port, &token, &code]);

    assert_eq!(browser.next().await, "joined");
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.chamber.current().unwrap().roll.is_present(&me)).await.unwrap();
    for delegate in &house.plan.delegates[1..] {
        house.chair(Command::CheckIn { delegate: delegate.id.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let vote = house.open_vote(0).await;
    assert_eq!(browser.next().await, "recorded");
    assert_eq!(browser.next().await, "lost");
    assert_eq!(browser.next().await, "back");
    let view = house.running.handle.view();
    let kept = view.chamber.current().unwrap().votes.get(&vote).unwrap();
    assert_eq!(kept.casts.len(), 1);
    assert_eq!((kept.casts[&me].choice, kept.casts[&me].changes), (Choice::Against, 1));

    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.chair(Command::PublishResult { vote: vote.clone() }).await;
    let seen = browser.next().await;
    assert!(seen.starts_with("result ") && seen.contains('1'), "{seen}");
    assert!(browser.child.wait().await.unwrap().success());
    house.running.stop().await;
    let report = verify_folder(folder.path()).unwrap();
    let outcome = report.chamber.current().unwrap().votes.get(&vote).unwrap().outcome.clone().unwrap();
    assert_eq!(outcome.counts(), [0, 1, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wall_in_a_real_browser_follows_the_sitting_and_says_when_it_has_lost_the_kiosk() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let http = house.running.http;
    let mut browser = Browser::start("e2e/wall.mjs", &[&http.port().to_string()]);

    let code = browser.says("code").await;
    let service = house.running.service.clone();
    assert_eq!(service.waiting_walls().iter().map(|w| w.code.as_str()).collect::<Vec<_>>(), [code.as_str()]);
    service.pair_wall(&code, "Màn hình 1".to_owned(), Actor::Chair).await.unwrap();
    let joined = browser.says("join").await;
    let token = joined.rsplit('/').next().unwrap();
    assert!(service.door().check_token(token, house.running.handle.now().utc_ms).is_ok(), "{joined}");
    let view = house.running.handle.view();
    let wall = view.chamber.walls().keys().next().unwrap().clone();
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.online.contains(&wall)).await.unwrap();

    for delegate in &house.plan.delegates {
        house.chair(Command::CheckIn { delegate: delegate.id.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let (item, _) = house.plan.motion(&house.motions()[0]).unwrap();
    house.chair(Command::GoToItem { item: item.id.clone() }).await;
    let vote = house.open_vote(0).await;
    assert_eq!(browser.next().await, "turnout 0 trên 3, Có mặt 3/3");
    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.chair(Command::PublishResult { vote }).await;
    assert_eq!(browser.next().await, "result KHÔNG ĐƯỢC THÔNG QUA");

    let House { running, plan, .. } = house;
    running.stop().await;
    let lost = browser.says("lost Mất liên lạc với bàn chủ tọa từ").await;
    assert!(lost.contains("3/3") && lost.contains("KHÔNG ĐƯỢC THÔNG QUA"), "{lost}");

    let running = running_at(folder.path(), http).await;
    let ask = async |command| running.handle.ask(command, Actor::Chair).await.unwrap();
    let motion = plan.motions().nth(1).unwrap().id.clone();
    ask(Command::OpenVote { motions: vec![motion], form: VoteForm::Electronic }).await;
    assert_eq!(browser.next().await, "turnout 0 trên 3, Có mặt 3/3");

    ask(Command::UnpairWall { wall }).await;
    let again = browser.says("code").await;
    assert_ne!(again, code);
    assert!(browser.child.wait().await.unwrap().success());
    running.stop().await;
}
