//! `/mqtt` with a raw WebSocket client, to the embedded broker and to a real Mosquitto.

use std::net::SocketAddr;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::error::Error as WsError;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::Message;

use super::*;
use crate::broker::{self, Broker};
use crate::link::{Delivery, Link, LinkEvent};
use crate::web::frames::tests::{connect, packet, publish};

const WAIT: Duration = Duration::from_secs(10);

struct Phone(WebSocketStream<TcpStream>);

/// What the server said last.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Bytes(Vec<u8>),
    Closed(Option<u16>),
}

impl Phone {
    async fn with(addr: SocketAddr, headers: &[(&'static str, &str)]) -> Result<Phone, WsError> {
        let mut request = format!("ws://{addr}/mqtt").into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, HeaderValue::from_str(value).unwrap());
        }
        let stream = TcpStream::connect(addr).await.unwrap();
        stream.set_nodelay(true).unwrap();
        tokio_tungstenite::client_async(request, stream).await.map(|(ws, _)| Phone(ws))
    }

    async fn open(addr: SocketAddr) -> Phone {
        let origin = format!("http://{addr}");
        Phone::with(addr, &[("sec-websocket-protocol", "mqtt"), ("origin", &origin)]).await.unwrap()
    }

    async fn login(addr: SocketAddr, id: &str) -> Phone {
        let mut phone = Phone::open(addr).await;
        phone.send(connect(4, id, id, id.as_bytes(), 0xc2)).await;
        assert_eq!(phone.hear().await, Heard::Bytes(vec![0x20, 2, 0, 0]));
        phone
    }

    async fn send(&mut self, bytes: Vec<u8>) {
        self.0.send(Message::binary(bytes)).await.unwrap();
    }

    async fn hear(&mut self) -> Heard {
        loop {
            match tokio::time::timeout(WAIT, self.0.next()).await.expect("an answer in time") {
                Some(Ok(Message::Binary(bytes))) => return Heard::Bytes(bytes.to_vec()),
                Some(Ok(Message::Close(frame))) => return Heard::Closed(frame.map(|f| f.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Heard::Closed(None),
            }
        }
    }

    async fn closed(&mut self) -> Option<u16> {
        loop {
            if let Heard::Closed(code) = self.hear().await {
                return code;
            }
        }
    }

    async fn subscribe(&mut self, filter: &str) -> u8 {
        let mut body = vec![0, 9];
        body.extend_from_slice(&u16::try_from(filter.len()).unwrap().to_be_bytes());
        body.extend_from_slice(filter.as_bytes());
        body.push(1);
        self.send(packet(0x82, &body)).await;
        let Heard::Bytes(ack) = self.hear().await else { panic!("closed") };
        assert_eq!(ack[..4], [0x90, 3, 0, 9]);
        ack[4]
    }
}

async fn kiosk(addr: SocketAddr) -> (Link, mpsc::Receiver<LinkEvent>) {
    let (link, mut events) = Link::start(crate::link::tests::kiosk(addr.port()));
    crate::link::tests::up(&mut events).await;
    (link, events)
}

async fn site_for(broker: &Broker, limits: Limits) -> Site {
    site_with(SmallRoom::new(), limits, broker.addr().to_string(), None).await
}

async fn room() -> (Broker, Site) {
    let broker = broker::tests::broker().await;
    let site = site_for(&broker, Limits::default()).await;
    (broker, site)
}

#[tokio::test]
async fn a_phone_talks_to_the_kiosk() {
    let (broker, site) = room().await;
    let (link, mut events) = kiosk(broker.addr()).await;
    let mut phone = Phone::login(site.addr, "p-1").await;
    assert_eq!(phone.subscribe("nt/1/r1/d/p-1/down/#").await, 1);
    phone.send(publish("nt/1/r1/d/p-1/up", b"vote", 2)).await;
    assert_eq!(phone.hear().await, Heard::Bytes(vec![0x40, 2, 0, 7]));
    assert_eq!(crate::link::tests::message(&mut events).await, ("nt/1/r1/d/p-1/up".into(), "vote".into()));
    link.publish("nt/1/r1/d/p-1/down/receipt", vec![b'r'; 40_000], Delivery::AtLeastOnce);
    let mut receipt = Vec::new();
    while receipt.len() < 40_000 {
        let Heard::Bytes(piece) = phone.hear().await else { panic!("closed") };
        receipt.extend(piece);
    }
    assert!(receipt.ends_with(b"rrr"));
}

#[tokio::test]
async fn a_guest_through_the_gateway() {
    let (_broker, site) = room().await;
    let mut guest = Phone::login(site.addr, "g-1").await;
    assert_eq!(guest.subscribe("nt/1/r1/session").await, 1);
    for filter in ["#", "nt/1/r1/d/+/up", "$SYS/#"] {
        assert_eq!(guest.subscribe(filter).await, 0x80, "{filter}");
    }
    guest.send(publish("nt/1/r1/d/g-1/up", b"x", 2)).await;
    assert_eq!(guest.closed().await, Some(1013), "ended by the broker");
}

#[tokio::test]
async fn a_wall_through_the_gateway_until_it_is_unpaired() {
    let (broker, site) = room().await;
    let (link, _events) = kiosk(broker.addr()).await;
    let mut stranger = Phone::open(site.addr).await;
    stranger.send(connect(4, "w-1", "w-1", b"w-1", 0xc2)).await;
    assert_eq!(
        stranger.hear().await,
        Heard::Bytes(vec![0x20, 2, 0, 4]),
        "told, so that it asks to be paired"
    );
    let paired = WallClaim::Paired { wall: DeviceId::new("w-1").unwrap(), secret: "w-1".to_owned() };
    site.room.wall.send_replace(paired);
    let mut wall = Phone::login(site.addr, "w-1").await;
    assert_eq!(wall.subscribe("nt/1/r1/session").await, 1);
    assert_eq!(wall.subscribe("nt/1/r1/wall/+").await, 0x80);
    assert_eq!(wall.subscribe("nt/1/r1/wall/code").await, 1);
    link.publish("nt/1/r1/wall/code", b"code".to_vec(), Delivery::Retained);
    assert!(matches!(wall.hear().await, Heard::Bytes(bytes) if bytes.ends_with(b"code")));
    let mut guest = Phone::login(site.addr, "g-1").await;
    assert_eq!(guest.subscribe("nt/1/r1/wall/code").await, 0x80);
    let mut phone = Phone::login(site.addr, "p-1").await;
    assert_eq!(phone.subscribe("nt/1/r1/wall/code").await, 0x80);
    site.room.wall.send_replace(WallClaim::Gone);
    assert_eq!(wall.closed().await, Some(1008));
}

#[tokio::test]
async fn who_is_upgraded() {
    let (_broker, site) = room().await;
    let own = format!("http://{}", site.addr);
    for (headers, status) in [
        (vec![("sec-websocket-protocol", "mqtt"), ("origin", "http://evil.example")], 403),
        (vec![("sec-websocket-protocol", "mqtt"), ("origin", "null")], 403),
        (vec![("sec-websocket-protocol", "mqtt"), ("host", "evil.example")], 421),
        (vec![("sec-websocket-protocol", "chat"), ("origin", own.as_str())], 400),
        (vec![("origin", own.as_str())], 400),
    ] {
        match Phone::with(site.addr, &headers).await {
            Err(WsError::Http(response)) => assert_eq!(response.status().as_u16(), status, "{headers:?}"),
            Err(other) => panic!("{headers:?}: {other}"),
            Ok(_) => panic!("upgraded: {headers:?}"),
        }
    }
    assert_eq!(site.get("/mqtt", &[]).await.status, 426);
    // No browser leaves Origin out; programs do, and the broker asks them for a credential.
    assert!(Phone::with(site.addr, &[("sec-websocket-protocol", "mqtt")]).await.is_ok());
}

#[tokio::test]
async fn what_ends_a_connection() {
    let broker = broker::tests::broker().await;
    let site = site_for(&broker, quick()).await;
    let first = [
        (connect(4, "p-1", "p-1", &[0; 5000], 0xc2), 1009),
        (connect(4, "p-2", "p-1", b"p-1", 0xc2), 1008),
        (connect(4, "p-1", "p-1", b"p-1", 0xc6), 1008),
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), 1002),
        (vec![0x10], 1008),
    ];
    for (bytes, code) in first {
        let mut phone = Phone::open(site.addr).await;
        phone.send(bytes.clone()).await;
        assert_eq!(phone.closed().await, Some(code), "{:?}", bytes.get(..8));
    }
    let mut silent = Phone::open(site.addr).await;
    assert_eq!(silent.closed().await, Some(1008));
    let mut text = Phone::open(site.addr).await;
    text.0.send(Message::text("hello")).await.unwrap();
    assert_eq!(text.closed().await, Some(1002));

    let later = [
        (publish("nt/1/r1/d/p-1/up", &[b'x'; 13_000], 2), 1009),
        (publish("nt/1/r1/d/p-1/up", &[b'x'; 50_000], 2), 1009),
        (publish("nt/1/r1/d/p-1/up", b"x", 3), 1008),
        (packet(0x20, &[0, 0]), 1002),
        (publish("nt/1/r1/d/p-2/up", b"x", 2), 1013),
    ];
    for (bytes, code) in later {
        let mut phone = Phone::login(site.addr, "p-1").await;
        phone.send(bytes.clone()).await;
        assert_eq!(phone.closed().await, Some(code), "{:?}", bytes.get(..8));
    }
    Phone::login(site.addr, "p-1").await;
}

#[tokio::test]
async fn a_wrong_password_is_told_by_the_broker() {
    let (_broker, site) = room().await;
    let mut phone = Phone::open(site.addr).await;
    phone.send(connect(4, "p-1", "p-1", b"wrong", 0xc2)).await;
    assert_eq!(phone.hear().await, Heard::Bytes(vec![0x20, 2, 0, 4]));
    assert_eq!(phone.closed().await, Some(1013));
}

#[tokio::test]
async fn a_broker_away_says_try_again() {
    let (broker, site) = room().await;
    let mut phone = Phone::login(site.addr, "p-1").await;
    broker.stop().await;
    assert_eq!(phone.closed().await, Some(1013));
    let mut phone = Phone::open(site.addr).await;
    phone.send(connect(4, "p-1", "p-1", b"p-1", 0xc2)).await;
    assert_eq!(phone.closed().await, Some(1013));
    let broker = broker::tests::broker().await;
    site.state.set_broker(broker.addr().to_string());
    Phone::login(site.addr, "p-1").await;
}

#[tokio::test]
async fn a_stopped_server_lets_its_phones_go() {
    let (_broker, site) = room().await;
    let mut phone = Phone::login(site.addr, "p-1").await;
    drop(site);
    assert_eq!(phone.closed().await, Some(1013));
}

#[tokio::test]
async fn a_dead_phone_is_noticed() {
    let broker = broker::tests::broker().await;
    let limits = Limits { idle: Duration::from_millis(300), ..Limits::default() };
    let site = site_for(&broker, limits).await;
    let phone = Phone::login(site.addr, "p-1").await;
    // Never polled: it answers no ping. Its seat is freed all the same.
    let freed = async {
        while site.state.seats().taken() > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(WAIT, freed).await.unwrap();
    drop(phone);
    let mut living = Phone::login(site.addr, "p-1").await;
    let until = tokio::time::Instant::now() + Duration::from_secs(1);
    while let Ok(heard) = tokio::time::timeout_at(until, living.0.next()).await {
        assert!(matches!(heard, Some(Ok(Message::Ping(_)))), "{heard:?}");
    }
}

#[tokio::test]
async fn microcontrollers_come_by_plain_mqtt_with_the_same_checks() {
    let broker = broker::tests::broker().await;
    let site = site_for(&broker, quick()).await;
    let listener = listen(([127, 0, 0, 1], 0).into()).unwrap();
    let addr = listener.local_addr().unwrap();
    let task = tokio::spawn(serve_devices(listener, site.state.clone()));
    let (_link, mut events) = kiosk(broker.addr()).await;
    let talk = |bytes: Vec<u8>, answer: usize| async move {
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream.write_all(&bytes).await.unwrap();
        let mut heard = vec![0; answer];
        let read = tokio::time::timeout(WAIT, stream.read_exact(&mut heard)).await.expect("an end in time");
        read.map(|_| heard).map_err(|_| "closed")
    };
    let login = connect(4, "p-7", "p-7", b"p-7", 0xc2);
    let vote = [login.clone(), publish("nt/1/r1/d/p-7/up", b"vote", 2)].concat();
    assert_eq!(talk(vote, 8).await, Ok(vec![0x20, 2, 0, 0, 0x40, 2, 0, 7]));
    assert_eq!(crate::link::tests::message(&mut events).await, ("nt/1/r1/d/p-7/up".into(), "vote".into()));
    for bad in [
        vec![0x10],
        connect(4, "p-1", "p-7", b"p-7", 0xc2),
        [login.clone(), publish("nt/1/r1/d/p-7/up", b"x", 3)].concat(),
        [login.clone(), publish("nt/1/r1/d/p-7/up", &[0; 13_000], 2)].concat(),
    ] {
        assert_eq!(talk(bad, 8).await, Err("closed"));
    }
    task.abort();
}

#[tokio::test]
async fn phones_reach_a_real_mosquitto() {
    let port = crate::link::tests::free_port();
    // It knows three accounts only, all with the kiosk's password.
    let accounts = ["kiosk", broker::GATEWAY_USER, broker::WALLS_USER];
    let Some(_server) = crate::link::tests::mosquitto(port, "kiosk", &accounts) else { return };
    let (link, mut events) = kiosk(([127, 0, 0, 1], port).into()).await;
    let [_, everybody, walls] = accounts.map(str::to_owned);
    let accounts = BrokerAccounts { everybody, walls, password: "kiosk".to_owned() };
    let broker = format!("127.0.0.1:{port}");
    let site = site_with(SmallRoom::new(), Limits::default(), broker, Some(accounts)).await;
    *site.room.enrolled.lock().unwrap() = true;
    let mut phone = Phone::login(site.addr, "p-1").await;
    assert_eq!(phone.subscribe("nt/1/r1/d/p-1/down/#").await, 1);
    for topic in ["nt/1/r1/session", "nt/1/r1/d/p-2/up", "nt/1/r1/d/gateway/up", "nt/1/r1/d/p-1/up"] {
        phone.send(publish(topic, topic.as_bytes(), 2)).await;
        assert_eq!(phone.hear().await, Heard::Bytes(vec![0x40, 2, 0, 7]), "3.1.1 acknowledges what it drops");
    }
    let own = "nt/1/r1/d/p-1/up".to_owned();
    assert_eq!(
        crate::link::tests::message(&mut events).await,
        (own.clone(), own),
        "nothing before it came through"
    );

    let pass = site.room.pass();
    let mut guest = Phone::open(site.addr).await;
    guest.send(connect(4, &pass.guest, &pass.guest, pass.text().as_bytes(), 0xc2)).await;
    assert_eq!(guest.hear().await, Heard::Bytes(vec![0x20, 2, 0, 0]));
    for filter in ["nt/1/r1/d/+/down/#", "nt/1/r1/d/p-1/down/#", "nt/1/r1/wall/code", "nt/1/r1/session"] {
        guest.subscribe(filter).await;
    }
    let wall = DeviceId::new("w-1").unwrap();
    site.room.wall.send_replace(WallClaim::Paired { wall, secret: "w-1".to_owned() });
    let mut wall = Phone::login(site.addr, "w-1").await;
    for filter in ["nt/1/r1/d/w-1/down/#", "nt/1/r1/wall/code"] {
        wall.subscribe(filter).await;
    }
    wall.send(publish("nt/1/r1/d/w-1/up", b"a wall has nothing to say", 2)).await;
    assert_eq!(wall.hear().await, Heard::Bytes(vec![0x40, 2, 0, 7]));
    link.publish("nt/1/r1/d/w-1/down/state", b"no inbox".to_vec(), Delivery::AtLeastOnce);
    link.publish("nt/1/r1/wall/code", b"code".to_vec(), Delivery::AtLeastOnce);
    assert!(matches!(wall.hear().await, Heard::Bytes(bytes) if bytes.ends_with(b"code")));
    phone.send(publish("nt/1/r1/d/p-1/up", b"a phone has", 2)).await;
    assert_eq!(phone.hear().await, Heard::Bytes(vec![0x40, 2, 0, 7]));
    let up = ("nt/1/r1/d/p-1/up".to_owned(), "a phone has".into());
    assert_eq!(crate::link::tests::message(&mut events).await, up, "and nothing of the wall came before it");
    link.publish("nt/1/r1/d/p-1/down/receipt", b"private".to_vec(), Delivery::AtLeastOnce);
    link.publish("nt/1/r1/session", b"snapshot".to_vec(), Delivery::Retained);
    assert!(matches!(guest.hear().await, Heard::Bytes(bytes) if bytes.ends_with(b"snapshot")));
    assert!(matches!(phone.hear().await, Heard::Bytes(bytes) if bytes.ends_with(b"private")));

    for (id, password) in
        [("p-1", "wrong"), ("p-2", "p-2"), ("kiosk", "kiosk"), ("g-1", "g-1"), ("gateway", "kiosk")]
    {
        for (level, refusal) in [(4, vec![0x20, 2, 0, 4]), (5, vec![0x20, 3, 0, 0x86, 0])] {
            let mut thief = Phone::open(site.addr).await;
            thief.send(connect(level, id, id, password.as_bytes(), 0xc2)).await;
            assert_eq!(thief.hear().await, Heard::Bytes(refusal), "{id}");
            assert_eq!(thief.closed().await, Some(1008));
        }
    }
}
