//! The link against the embedded broker and, where it is installed, a real Mosquitto.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use super::*;
use crate::broker::{self, MosquittoConfig, mosquitto_config, mosquitto_password};

const WAIT: Duration = Duration::from_secs(15);

fn options(port: u16, id: &str, filters: &[&str]) -> LinkOptions {
    LinkOptions {
        host: "127.0.0.1".to_owned(),
        port,
        client_id: id.to_owned(),
        user: id.to_owned(),
        password: id.to_owned(),
        filters: filters.iter().map(|f| (*f).to_owned()).collect(),
        will: None,
        max_incoming: 128 * 1024,
    }
}

pub(crate) fn kiosk(port: u16) -> LinkOptions {
    let will = Will {
        topic: "nt/1/r1/kiosk/state".to_owned(),
        payload: Box::new(|conn| format!("lost {conn}").into_bytes()),
    };
    LinkOptions { will: Some(will), ..options(port, "kiosk", &["nt/1/r1/d/+/up"]) }
}

async fn next(events: &mut mpsc::Receiver<LinkEvent>) -> LinkEvent {
    tokio::time::timeout(WAIT, events.recv()).await.expect("an event in time").expect("a living link")
}

pub(crate) async fn up(events: &mut mpsc::Receiver<LinkEvent>) -> u64 {
    loop {
        match next(events).await {
            LinkEvent::Up { conn } => return conn,
            LinkEvent::Down { .. } => {}
            LinkEvent::Message { topic, .. } => panic!("message on {topic} before the link was up"),
        }
    }
}

pub(crate) async fn message(events: &mut mpsc::Receiver<LinkEvent>) -> (String, String) {
    loop {
        match next(events).await {
            LinkEvent::Message { topic, payload } => return (topic, String::from_utf8(payload).unwrap()),
            LinkEvent::Up { .. } | LinkEvent::Down { .. } => {}
        }
    }
}

/// Reads on until `wanted`. A snapshot may come twice when it is published while somebody subscribes (which is why
/// snapshots are numbered); a will nobody waits for is a fault.
async fn until(events: &mut mpsc::Receiver<LinkEvent>, wanted: &str) {
    loop {
        let (topic, text) = message(events).await;
        if text == wanted {
            return;
        }
        assert!(!text.starts_with("lost"), "{text} on {topic} before {wanted}");
    }
}

/// What both brokers must do for the kiosk.
async fn room_works(port: u16, device: fn(u16, &str, &[&str]) -> LinkOptions) {
    let (link, mut events) = Link::start(kiosk(port));
    up(&mut events).await;
    assert_eq!(link.publish("nt/1/r1/session", b"snapshot".to_vec(), Delivery::Retained), Sent::Queued);

    let (phone, mut inbox) = Link::start(device(port, "p-1", &["nt/1/r1/session", "nt/1/r1/d/p-1/down/#"]));
    up(&mut inbox).await;
    until(&mut inbox, "snapshot").await;
    phone.publish("nt/1/r1/d/p-1/up", b"vote".to_vec(), Delivery::AtLeastOnce);
    assert_eq!(message(&mut events).await, ("nt/1/r1/d/p-1/up".into(), "vote".into()));
    link.publish("nt/1/r1/d/p-1/down/receipt", b"receipt".to_vec(), Delivery::AtLeastOnce);
    until(&mut inbox, "receipt").await;

    // The will of a kiosk that vanishes, not of one that leaves.
    let (reader, mut news) = Link::start(device(port, "p-2", &["nt/1/r1/kiosk/state"]));
    up(&mut news).await;
    link.publish("nt/1/r1/kiosk/state", b"leaving".to_vec(), Delivery::Retained);
    until(&mut news, "leaving").await;
    link.stop().await;
    let (link, mut events) = Link::start(kiosk(port));
    // A broker may turn a client away once that comes back while its last session is still being put away.
    let conn = up(&mut events).await;
    link.publish("nt/1/r1/kiosk/state", b"ready".to_vec(), Delivery::Retained);
    until(&mut news, "ready").await;
    drop((link, events));
    until(&mut news, &format!("lost {conn}")).await;
    drop(reader);
}

/// 500 receipts at once, as after one commit, to one subscriber each would have; here one device reads them all.
async fn burst(port: u16, device: fn(u16, &str, &[&str]) -> LinkOptions) -> Duration {
    let (link, mut events) = Link::start(kiosk(port));
    up(&mut events).await;
    let (_phone, mut inbox) = Link::start(device(port, "p-1", &["nt/1/r1/d/p-1/down/#"]));
    up(&mut inbox).await;
    let start = Instant::now();
    for n in 0..500 {
        let receipt = format!("{n:04} {}", "r".repeat(1500));
        assert_eq!(
            link.publish("nt/1/r1/d/p-1/down/receipt", receipt.into_bytes(), Delivery::AtLeastOnce),
            Sent::Queued
        );
    }
    let handed_over = start.elapsed();
    for n in 0..500 {
        assert!(message(&mut inbox).await.1.starts_with(&format!("{n:04}")));
    }
    let arrived = start.elapsed();
    println!("500 receipts handed over in {handed_over:?}, all arrived after {arrived:?}");
    arrived
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_embedded_broker() {
    let broker = broker::tests::broker().await;
    room_works(broker.addr().port(), options).await;
    assert!(burst(broker.addr().port(), options).await < Duration::from_secs(5));
}

#[tokio::test]
async fn a_broker_that_goes_and_comes_back() {
    let broker = broker::tests::broker().await;
    let addr = broker.addr();
    let (link, mut events) = Link::start(kiosk(addr.port()));
    assert_eq!(up(&mut events).await, 1);
    broker.stop().await;
    assert!(matches!(next(&mut events).await, LinkEvent::Down { .. }));
    assert!(!link.is_up());
    assert_eq!(link.publish("nt/1/r1/session", b"lost".to_vec(), Delivery::Retained), Sent::Down);
    let broker = broker::start(addr, Arc::new(broker::tests::OwnId)).await.unwrap();
    assert!(up(&mut events).await > 1);
    // Subscribed anew, without anybody's doing.
    let (phone, mut inbox) = Link::start(options(addr.port(), "p-1", &["nt/1/r1/session"]));
    up(&mut inbox).await;
    phone.publish("nt/1/r1/d/p-1/up", b"again".to_vec(), Delivery::AtLeastOnce);
    assert_eq!(message(&mut events).await.1, "again");
    link.publish("nt/1/r1/session", b"fresh".to_vec(), Delivery::Retained);
    until(&mut inbox, "fresh").await;
    broker.stop().await;
}

#[tokio::test]
async fn refusals_are_told() {
    let broker = broker::tests::broker().await;
    let port = broker.addr().port();
    let wrong = LinkOptions { password: "wrong".to_owned(), ..kiosk(port) };
    let (link, mut events) = Link::start(wrong);
    let LinkEvent::Down { reason } = next(&mut events).await else { panic!("let in with a wrong password") };
    assert!(reason.contains("refused") && !reason.contains("wrong"), "{reason}");
    assert!(!link.is_up());
    let (_link, mut events) = Link::start(options(port, "p-1", &["nt/1/r1/d/+/up"]));
    let LinkEvent::Down { reason } = next(&mut events).await else { panic!("a foreign filter was granted") };
    assert!(reason.contains("subscription"), "{reason}");
}

#[tokio::test]
async fn an_owner_that_reads_nothing_is_never_blocked() {
    let broker = broker::tests::broker().await;
    let (link, mut events) = Link::start(kiosk(broker.addr().port()));
    up(&mut events).await;
    let mut full = false;
    for _ in 0..4 * OUTBOX {
        full |= link.publish("nt/1/r1/clock", vec![b'x'; 64], Delivery::AtMostOnce) == Sent::Full;
    }
    assert!(full, "the loop never yields, so the outbox must fill up");
    let LinkEvent::Down { reason } = next(&mut events).await else { panic!("the link must start over") };
    assert!(reason.contains("outbox"), "{reason}");
    assert!(up(&mut events).await > 1);
}

struct Mosquitto {
    child: Child,
    _folder: tempfile::TempDir,
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A real Mosquitto with our generated configuration, or `None` where it is not installed.
pub(crate) fn mosquitto(port: u16, password: &str, users: &[&str]) -> Option<impl Drop + use<>> {
    let program = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"]
        .into_iter()
        .find(|path| Path::new(path).exists());
    let Some(program) = program else {
        eprintln!("SKIPPED: mosquitto is not installed (apt-get install mosquitto); `make test` installs it");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let (passwords, acl, config) =
        (folder.path().join("passwords"), folder.path().join("acl"), folder.path().join("mosquitto.conf"));
    let files = mosquitto_config(&MosquittoConfig {
        listen: ([127, 0, 0, 1], port).into(),
        room: "r1",
        kiosk_user: "kiosk",
        password_file: &passwords,
        acl_file: &acl,
        run_as: Some("root"),
    });
    let lines: Vec<String> =
        users.iter().map(|user| mosquitto_password(user, password.as_bytes(), b"twelve bytes")).collect();
    std::fs::write(&passwords, lines.join("\n") + "\n").unwrap();
    std::fs::write(&acl, files.acl).unwrap();
    std::fs::write(&config, files.config).unwrap();
    let child = Command::new(program)
        .arg("-c")
        .arg(&config)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    Some(Mosquitto { child, _folder: folder })
}

/// As the gateway lets a device in: under the shared account, with its own client id.
fn through_gateway(port: u16, id: &str, filters: &[&str]) -> LinkOptions {
    let options = options(port, id, filters);
    LinkOptions { user: broker::GATEWAY_USER.to_owned(), password: "kiosk".to_owned(), ..options }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_real_mosquitto() {
    let port = free_port();
    let accounts = ["kiosk", broker::GATEWAY_USER];
    let Some(server) = mosquitto(port, "kiosk", &accounts) else { return };
    room_works(port, through_gateway).await;
    burst(port, through_gateway).await;
    let (link, mut events) = Link::start(kiosk(port));
    up(&mut events).await;
    // Mosquitto grants any filter and then delivers only what may be read.
    let (spy, mut seen) = Link::start(through_gateway(port, "p-2", &["nt/1/r1/#", "nt/1/r1/clock"]));
    up(&mut seen).await;
    spy.publish("nt/1/r1/d/p-1/up", b"forged".to_vec(), Delivery::AtLeastOnce);
    spy.publish("nt/1/r1/session", b"forged".to_vec(), Delivery::AtLeastOnce);
    spy.publish("nt/1/r1/d/p-2/up", b"own".to_vec(), Delivery::AtLeastOnce);
    assert_eq!(message(&mut events).await, ("nt/1/r1/d/p-2/up".into(), "own".into()));
    link.publish("nt/1/r1/d/p-1/down/receipt", b"private".to_vec(), Delivery::AtLeastOnce);
    link.publish("nt/1/r1/clock", b"tick".to_vec(), Delivery::AtMostOnce);
    loop {
        let (topic, text) = message(&mut seen).await;
        assert_ne!(text, "private");
        if topic.ends_with("/clock") {
            break;
        }
    }
    drop(server);
    while !matches!(next(&mut events).await, LinkEvent::Down { .. }) {}
    let _again = mosquitto(port, "kiosk", &accounts);
    assert!(up(&mut events).await > 1);
}
