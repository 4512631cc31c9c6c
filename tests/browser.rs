//! End to end in a real Chromium: a delegate joins, votes, loses the network, comes back, and the vote counts once.

use crate::house::House;
use nghitruong::chamber::Actor;
use nghitruong::chamber::Command;
use nghitruong::chamber::command::{Choice, Holder};
use nghitruong::verify::verify_folder;
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_from_a_real_browser_counts_once_whatever_the_network_does() {
    let phone = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/phone");
    let ready =
        phone.join("node_modules/playwright-core").exists() && Path::new("/usr/bin/chromium").exists();
    assert!(ready, "Chromium and npm packages are missing: run `make test`, which installs them");
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    let me = house.plan.delegates[0].id.clone();
    let code = house.running.service.fresh_code(Holder::Delegate(me.clone()), Actor::Chair).await.unwrap();
    let token = house.running.service.door().token(house.running.handle.now().utc_ms);
    let mut browser = tokio::process::Command::new("node")
        .args(["e2e/vote.mjs", &house.running.http.port().to_string(), &token, &code])
        .current_dir(&phone)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut steps = BufReader::new(browser.stdout.take().unwrap()).lines();
    let mut next = async || steps.next_line().await.unwrap().unwrap_or_else(|| "ended".to_owned());

    assert_eq!(next().await, "joined");
    let mut views = house.running.handle.views();
    views.wait_for(|v| v.chamber.current().unwrap().roll.is_present(&me)).await.unwrap();
    for delegate in &house.plan.delegates[1..] {
        house.chair(Command::CheckIn { delegate: delegate.id.clone() }).await;
    }
    house.chair(Command::OpenSitting { total_delegates: 3 }).await;
    let vote = house.open_vote(0).await;
    assert_eq!(next().await, "recorded");
    assert_eq!(next().await, "lost");
    assert_eq!(next().await, "back");
    let view = house.running.handle.view();
    let kept = view.chamber.current().unwrap().votes.get(&vote).unwrap();
    assert_eq!(kept.casts.len(), 1);
    assert_eq!((kept.casts[&me].choice, kept.casts[&me].changes), (Choice::Against, 1));

    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.chair(Command::PublishResult { vote: vote.clone() }).await;
    let seen = next().await;
    assert!(seen.starts_with("result ") && seen.contains('1'), "{seen}");
    assert!(browser.wait().await.unwrap().success());
    house.running.stop().await;
    let report = verify_folder(folder.path()).unwrap();
    let outcome = report.chamber.current().unwrap().votes.get(&vote).unwrap().outcome.clone().unwrap();
    assert_eq!(outcome.counts(), [0, 1, 2]);
}
