//! A whole room at once: how long until everybody has an answer. Run with `--ignored --nocapture`.

use std::time::Instant;

use futures_util::future::join_all;
use futures_util::{SinkExt as _, StreamExt as _};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::Message;

use super::*;
use crate::broker;
use crate::link::{Delivery, Link, LinkEvent};
use crate::web::frames::tests::{connect, packet, publish};

const RECEIPT: usize = 1_200;
/// The gateway's devices have other ids, so that no earlier session is in their way.
const OTHERS: usize = 10_000;

fn hello(n: usize) -> Vec<u8> {
    let id = format!("p-{n}");
    let filter = format!("nt/1/r1/d/{id}/down/#");
    let mut body = vec![0, 9];
    body.extend_from_slice(&u16::try_from(filter.len()).unwrap().to_be_bytes());
    body.extend_from_slice(filter.as_bytes());
    body.push(1);
    [connect(4, &id, &id, id.as_bytes(), 0xc2), packet(0x82, &body)].concat()
}

fn vote(n: usize) -> Vec<u8> {
    publish(&format!("nt/1/r1/d/p-{n}/up"), &[b'v'; 600], 2)
}

/// CONNACK and SUBACK, then PUBACK and the receipt.
const HELLO_ANSWER: usize = 4 + 5;
const VOTE_ANSWER: usize = 4 + RECEIPT;

async fn read_tcp(stream: &mut TcpStream, at_least: usize) {
    let (mut heard, mut buffer) = (0, [0; 4096]);
    while heard < at_least {
        let n = stream.read(&mut buffer).await.unwrap();
        assert!(n > 0, "closed");
        heard += n;
    }
}

type Ws = tokio_tungstenite::WebSocketStream<TcpStream>;

async fn read_ws(ws: &mut Ws, at_least: usize) {
    let mut heard = 0;
    while heard < at_least {
        if let Message::Binary(bytes) = ws.next().await.expect("open").unwrap() {
            heard += bytes.len();
        }
    }
}

/// Answers every vote with a receipt, as the room's loop does after its commit.
async fn answer(port: u16) -> tokio::task::JoinHandle<()> {
    let (link, mut events) = Link::start(crate::link::tests::kiosk(port));
    crate::link::tests::up(&mut events).await;
    tokio::spawn(async move {
        while let Some(event) = events.recv().await {
            if let LinkEvent::Message { topic, .. } = event {
                let to = topic.replace("/up", "/down/receipt");
                link.publish(&to, vec![b'r'; RECEIPT], Delivery::AtLeastOnce);
            }
        }
    })
}

fn print(what: &str, devices: usize, mut times: Vec<Duration>) {
    times.sort_unstable();
    let (median, last) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{devices} devices {what}: median of {} rounds {median:?}, worst {last:?}", times.len());
}

async fn by_tcp(addr: SocketAddr, devices: usize) {
    let start = Instant::now();
    let mut all = join_all((0..devices).map(|n| async move {
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream.set_nodelay(true).unwrap();
        stream.write_all(&hello(n)).await.unwrap();
        read_tcp(&mut stream, HELLO_ANSWER).await;
        stream
    }))
    .await;
    println!(
        "{devices} devices straight to the broker: all connected and subscribed after {:?}",
        start.elapsed()
    );
    let mut times = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        join_all(all.iter_mut().enumerate().map(|(n, stream)| async move {
            stream.write_all(&vote(n)).await.unwrap();
            read_tcp(stream, VOTE_ANSWER).await;
        }))
        .await;
        times.push(start.elapsed());
    }
    print("straight to the broker", devices, times);
}

async fn by_gateway(addr: SocketAddr, devices: usize) {
    let start = Instant::now();
    let mut all = join_all((0..devices).map(|n| async move {
        let mut request = format!("ws://{addr}/mqtt").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("mqtt"));
        let stream = TcpStream::connect(addr).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (mut ws, _) = tokio_tungstenite::client_async(request, stream).await.unwrap();
        ws.send(Message::binary(hello(n + OTHERS))).await.unwrap();
        read_ws(&mut ws, HELLO_ANSWER).await;
        ws
    }))
    .await;
    println!(
        "{devices} devices through the gateway: all connected and subscribed after {:?}",
        start.elapsed()
    );
    let mut times = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        join_all(all.iter_mut().enumerate().map(|(n, ws)| async move {
            ws.send(Message::binary(vote(n + OTHERS))).await.unwrap();
            read_ws(ws, VOTE_ANSWER).await;
        }))
        .await;
        times.push(start.elapsed());
    }
    print("through the gateway", devices, times);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn a_room_votes_at_once() {
    raise_open_files();
    let broker = broker::tests::broker().await;
    let site = site_with(SmallRoom::new(), Limits::default(), broker.addr().to_string(), None).await;
    let answering = answer(broker.addr().port()).await;
    for devices in [35, 500] {
        by_tcp(broker.addr(), devices).await;
        by_gateway(site.addr, devices).await;
    }
    answering.abort();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap());
}
