//! The embedded broker with real clients over real sockets.

use std::sync::Arc;
use std::time::Duration;

use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectReturnCode, LastWill, Packet, PubAckReason, SubscribeReasonCode};
use rumqttc::v5::{AsyncClient, ConnectionError, Event, EventLoop, MqttOptions};

use super::*;
use crate::chamber::ids::DeviceId;
use crate::wire::topic::Client;

const ROOM: &str = "r1";

/// Kiosk, devices `p-…` and guests `g-…`, each with its own id as password.
pub(crate) struct OwnId;

impl Access for OwnId {
    fn login(&self, _client_id: &str, user: &str, password: &[u8]) -> Option<Client> {
        if password != user.as_bytes() {
            return None;
        }
        let room = ROOM.to_owned();
        match user.split('-').next() {
            Some("kiosk") => Some(Client::Kiosk { room }),
            Some("p") => Some(Client::Device { room, device: DeviceId::new(user).ok()? }),
            Some("w") => Some(Client::Wall { room, id: DeviceId::new(user).ok()? }),
            Some("g") => Some(Client::Reader { room, id: user.to_owned() }),
            _ => None,
        }
    }
}

pub(crate) async fn broker() -> Broker {
    start(([127, 0, 0, 1], 0).into(), Arc::new(OwnId)).await.unwrap()
}

struct Mqtt {
    client: AsyncClient,
    events: EventLoop,
}

impl Mqtt {
    fn options(broker: &Broker, id: &str) -> MqttOptions {
        let mut options = MqttOptions::new(id, "127.0.0.1", broker.addr().port());
        options.set_credentials(id, id).set_keep_alive(Duration::from_secs(30));
        let mut network = options.network_options();
        network.set_tcp_nodelay(true);
        options.set_network_options(network);
        options
    }

    async fn connect(options: MqttOptions) -> Result<Mqtt, ConnectionError> {
        let (client, mut events) = AsyncClient::new(options, 100);
        loop {
            if let Event::Incoming(Packet::ConnAck(_)) = events.poll().await? {
                return Ok(Mqtt { client, events });
            }
        }
    }

    async fn open(broker: &Broker, id: &str) -> Mqtt {
        Mqtt::connect(Mqtt::options(broker, id)).await.unwrap()
    }

    async fn next<T>(&mut self, pick: impl Fn(Packet) -> Option<T>) -> Result<T, ConnectionError> {
        let wait = async {
            loop {
                if let Event::Incoming(packet) = self.events.poll().await?
                    && let Some(found) = pick(packet)
                {
                    return Ok(found);
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(10), wait).await.expect("a packet within 10 s")
    }

    async fn subscribe(&mut self, filter: &str) -> SubscribeReasonCode {
        self.client.subscribe(filter, QoS::AtLeastOnce).await.unwrap();
        self.next(|packet| match packet {
            Packet::SubAck(ack) => ack.return_codes.first().copied(),
            _ => None,
        })
        .await
        .unwrap()
    }

    async fn publish(
        &mut self,
        topic: &str,
        retain: bool,
        text: &str,
    ) -> Result<PubAckReason, ConnectionError> {
        self.client.publish(topic, QoS::AtLeastOnce, retain, text.to_owned()).await.unwrap();
        self.next(|packet| match packet {
            Packet::PubAck(ack) => Some(ack.reason),
            _ => None,
        })
        .await
    }

    async fn message(&mut self) -> (String, String, bool) {
        self.next(|packet| match packet {
            Packet::Publish(p) => Some((
                String::from_utf8(p.topic.to_vec()).unwrap(),
                String::from_utf8(p.payload.to_vec()).unwrap(),
                p.retain,
            )),
            _ => None,
        })
        .await
        .unwrap()
    }
}

const GRANTED: SubscribeReasonCode = SubscribeReasonCode::Success(QoS::AtLeastOnce);

fn refusal(result: Result<Mqtt, ConnectionError>) -> ConnectReturnCode {
    match result {
        Err(ConnectionError::ConnectionRefused(code)) => code,
        Err(other) => panic!("refused otherwise: {other}"),
        Ok(_) => panic!("not refused"),
    }
}

#[tokio::test]
async fn only_loopback() {
    let result = start("0.0.0.0:0".parse().unwrap(), Arc::new(OwnId)).await;
    assert!(matches!(result, Err(BrokerError::NotLoopback(_))));
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let broker = broker().await;
    let result = start(broker.addr(), Arc::new(OwnId)).await;
    assert!(matches!(result, Err(BrokerError::Bind { .. })));
}

#[tokio::test]
async fn logins() {
    let broker = broker().await;
    let mut options = Mqtt::options(&broker, "p-1");
    options.set_credentials("p-1", "wrong");
    assert_eq!(refusal(Mqtt::connect(options).await), ConnectReturnCode::BadUserNamePassword);
    let mut options = Mqtt::options(&broker, "p-1");
    options.set_client_id("p-2".to_owned());
    assert_eq!(refusal(Mqtt::connect(options).await), ConnectReturnCode::NotAuthorized);
    let options = MqttOptions::new("p-1", "127.0.0.1", broker.addr().port());
    assert_eq!(refusal(Mqtt::connect(options).await), ConnectReturnCode::NotAuthorized);
    for topic in ["nt/1/r1/d/p-1/up", "nt/1/r1/kiosk/state"] {
        let mut options = Mqtt::options(&broker, "p-1");
        options.set_last_will(LastWill::new(topic, "x", QoS::AtLeastOnce, false, None));
        assert_eq!(refusal(Mqtt::connect(options).await), ConnectReturnCode::NotAuthorized);
    }
    Mqtt::open(&broker, "p-1").await;
}

#[tokio::test]
async fn a_guest_reads_what_is_public_and_writes_nothing() {
    let broker = broker().await;
    let mut kiosk = Mqtt::open(&broker, "kiosk").await;
    assert_eq!(kiosk.publish("nt/1/r1/session", true, "snapshot").await.unwrap(), PubAckReason::Success);
    let mut guest = Mqtt::open(&broker, "g-1").await;
    for filter in ["nt/1/r1/session", "nt/1/r1/vote/+", "nt/1/r1/clock"] {
        assert_eq!(guest.subscribe(filter).await, GRANTED, "{filter}");
    }
    for filter in [
        "#",
        "nt/#",
        "+/1/r1/session",
        "nt/1/r1/#",
        "nt/1/r1/d/+/up",
        "nt/1/r1/d/p-1/down/#",
        "nt/1/r2/session",
        "$SYS/#",
        "$SYS/brokers",
        "$share/x/nt/1/r1/d/+/up",
        "nt/1/r1/d/g-1/down/#",
        "nt/1/r1/vote/#",
    ] {
        assert_eq!(guest.subscribe(filter).await, SubscribeReasonCode::NotAuthorized, "{filter}");
    }
    assert!(guest.publish("nt/1/r1/d/g-1/up", false, "x").await.is_err());
}

#[tokio::test]
async fn a_snapshot_waits_for_whoever_comes_later() {
    let broker = broker().await;
    let mut kiosk = Mqtt::open(&broker, "kiosk").await;
    for text in ["one", "two"] {
        kiosk.publish("nt/1/r1/session", true, text).await.unwrap();
    }
    let mut guest = Mqtt::open(&broker, "g-1").await;
    guest.subscribe("nt/1/r1/session").await;
    assert_eq!(guest.message().await, ("nt/1/r1/session".into(), "two".into(), true));
    kiosk.publish("nt/1/r1/session", true, "three").await.unwrap();
    assert_eq!(guest.message().await.1, "three");
    kiosk.publish("nt/1/r1/session", true, "").await.unwrap();
    assert_eq!(guest.message().await.1, "");
    let mut later = Mqtt::open(&broker, "g-2").await;
    later.subscribe("nt/1/r1/session").await;
    kiosk.publish("nt/1/r1/session", true, "four").await.unwrap();
    assert_eq!(later.message().await.1, "four", "the cleared snapshot must not come back");
}

#[tokio::test]
async fn a_device_writes_to_its_own_topic_only() {
    let broker = broker().await;
    let mut kiosk = Mqtt::open(&broker, "kiosk").await;
    assert_eq!(kiosk.subscribe("nt/1/r1/d/+/up").await, GRANTED);
    for (topic, retain) in [
        ("nt/1/r1/d/p-2/up", false),
        ("nt/1/r1/d/p-1/up", true),
        ("nt/1/r1/d/p-1/down/receipt", false),
        ("nt/1/r1/session", true),
        ("nt/1/r2/d/p-1/up", false),
        ("$SYS/x", false),
    ] {
        let mut device = Mqtt::open(&broker, "p-1").await;
        assert!(device.publish(topic, retain, "forged").await.is_err(), "{topic} {retain}");
    }
    let mut device = Mqtt::open(&broker, "p-1").await;
    assert_eq!(device.subscribe("nt/1/r1/d/p-1/down/#").await, GRANTED);
    assert_eq!(device.subscribe("nt/1/r1/d/p-2/down/#").await, SubscribeReasonCode::NotAuthorized);
    assert_eq!(device.publish("nt/1/r1/d/p-1/up", false, "mine").await.unwrap(), PubAckReason::Success);
    assert_eq!(kiosk.message().await, ("nt/1/r1/d/p-1/up".into(), "mine".into(), false));
    kiosk.publish("nt/1/r1/d/p-1/down/receipt", false, "receipt").await.unwrap();
    assert_eq!(device.message().await.1, "receipt");
}

#[tokio::test]
async fn the_kiosks_will_is_published() {
    let broker = broker().await;
    let mut options = Mqtt::options(&broker, "kiosk");
    options.set_last_will(LastWill::new("nt/1/r1/kiosk/state", "lost", QoS::AtLeastOnce, true, None));
    let kiosk = Mqtt::connect(options).await.unwrap();
    let mut guest = Mqtt::open(&broker, "g-1").await;
    guest.subscribe("nt/1/r1/kiosk/state").await;
    drop(kiosk);
    assert_eq!(guest.message().await.1, "lost");
}

#[tokio::test]
async fn a_kicked_device_is_out_and_may_come_back() {
    let broker = broker().await;
    let mut device = Mqtt::open(&broker, "p-1").await;
    device.subscribe("nt/1/r1/d/p-1/down/#").await;
    broker.kick("p-1").await;
    assert!(device.next(|_| None::<()>).await.is_err());
    broker.kick("p-never").await;
    let mut device = Mqtt::open(&broker, "p-1").await;
    assert_eq!(device.publish("nt/1/r1/d/p-1/up", false, "x").await.unwrap(), PubAckReason::Success);
}

#[tokio::test]
async fn an_oversized_packet_ends_its_connection_and_no_other() {
    let broker = broker().await;
    let mut kiosk = Mqtt::open(&broker, "kiosk").await;
    let mut options = Mqtt::options(&broker, "p-1");
    options.set_max_packet_size(Some(10 * MAX_PACKET));
    let mut device = Mqtt::connect(options).await.unwrap();
    let huge = "x".repeat(MAX_PACKET as usize + 10);
    assert!(device.publish("nt/1/r1/d/p-1/up", false, &huge).await.is_err());
    let snapshot = "x".repeat(crate::wire::MAX_DOWN);
    assert_eq!(kiosk.publish("nt/1/r1/agenda", true, &snapshot).await.unwrap(), PubAckReason::Success);
}

#[tokio::test]
async fn a_stopped_broker_frees_its_port_for_the_next() {
    let broker = broker().await;
    let addr = broker.addr();
    let mut device = Mqtt::open(&broker, "p-1").await;
    broker.stop().await;
    assert!(device.next(|_| None::<()>).await.is_err());
    let again = start(addr, Arc::new(OwnId)).await.unwrap();
    assert_eq!(again.addr(), addr);
    Mqtt::open(&again, "p-1").await;
}

#[tokio::test]
async fn a_client_that_comes_back_at_once_is_let_in() {
    let broker = broker().await;
    for _ in 0..100 {
        let device = Mqtt::open(&broker, "p-1").await;
        drop(device);
    }
}
