//! Wrong messages of every kind over the real broker: each gets its documented answer, and the room goes on.

use super::house::House;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey};
use nghitruong::chamber::command::{AttendanceMark, Choice, Command};
use nghitruong::chamber::ids::{RequestId, SessionId, VoteId};
use nghitruong::chamber::refusal::Refusal;
use nghitruong::client::{Line, LineError};
use nghitruong::hub::envelope::vote_nonce;
use nghitruong::rehearsal::device::{Identity, Manner, Outcome, request_id};
use nghitruong::verify::verify_folder;
use nghitruong::wire::down::{Answer, Message};
use nghitruong::wire::topic::Topic;
use nghitruong::wire::up::{Ask, Body, Envelope};
use rumqttc::v5::mqttbytes::v5::Packet;
use std::time::Duration;

/// A device that says whatever it likes.
struct Wild {
    line: Line,
    who: Identity,
    key: SigningKey,
    n: u64,
}

enum Heard {
    Answer(Box<Answer>, bytes::Bytes),
    Message(Message),
}

impl Wild {
    async fn connect(house: &House, place: usize) -> Wild {
        let (who, key) = house.people[place].clone();
        let mut line = Line::plain(house.running.mqtt).await.unwrap();
        let (id, user, password) = who.login();
        line.login(id, user, password).await.unwrap();
        let down = |topic: fn(nghitruong::chamber::ids::DeviceId) -> Topic| {
            topic(who.device.clone()).name(&who.room)
        };
        let filters = [down(Topic::DownReceipt), down(Topic::DownMessage)];
        line.subscribe(&filters, |_| ()).await.unwrap();
        Wild { line, who, key, n: 100 }
    }

    fn body(&mut self, ask: Ask) -> Body {
        self.n += 1;
        Body {
            v: 1,
            room: self.who.room.clone(),
            session: self.who.session.clone(),
            req: request_id(),
            n: self.n,
            ts: 0,
            ask,
        }
    }

    fn seal(&self, signed: &[u8]) -> Vec<u8> {
        let envelope = Envelope {
            p: STANDARD.encode(signed),
            k: self.who.device.clone(),
            s: STANDARD.encode(self.key.sign(signed).to_bytes()),
        };
        serde_json::to_vec(&envelope).unwrap()
    }

    async fn say(&mut self, bytes: Vec<u8>) -> Heard {
        let up = Topic::Up(self.who.device.clone()).name(&self.who.room);
        self.line.publish(&up, bytes.into()).unwrap();
        self.hear().await
    }

    async fn hear(&mut self) -> Heard {
        loop {
            let packet = tokio::time::timeout(Duration::from_secs(20), self.line.next()).await;
            if let Packet::Publish(publish) = packet.expect("an answer in time").unwrap() {
                return if publish.topic.ends_with(b"/msg") {
                    Heard::Message(serde_json::from_slice(&publish.payload).unwrap())
                } else {
                    Heard::Answer(
                        Box::new(serde_json::from_slice(&publish.payload).unwrap()),
                        publish.payload,
                    )
                };
            }
        }
    }

    async fn refused(&mut self, body: &Body) -> Refusal {
        let signed = serde_json::to_vec(body).unwrap();
        let bytes = self.seal(&signed);
        self.refused_bytes(bytes, &body.req).await
    }

    async fn refused_bytes(&mut self, bytes: Vec<u8>, sent: &RequestId) -> Refusal {
        match self.say(bytes).await {
            Heard::Answer(answer, _) => match *answer {
                Answer::Refused { req, why, text, .. } => {
                    assert_eq!(req, *sent);
                    assert!(!text.vi.is_empty() && !text.en.is_empty());
                    why
                }
                other => panic!("{other:?}"),
            },
            Heard::Message(message) => panic!("{message:?}"),
        }
    }

    async fn told(&mut self, bytes: Vec<u8>) -> String {
        match self.say(bytes).await {
            Heard::Message(message) => message.text.en,
            Heard::Answer(answer, _) => panic!("{answer:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_messages_are_answered_and_the_room_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder.path(), 3).await;
    house.open_sitting().await;
    let closed = house.open_vote(0).await;
    let nonce_of = |id: &VoteId| {
        let view = house.running.handle.view();
        let session = view.chamber.current().unwrap();
        vote_nonce(session, session.votes.get(id).unwrap())
    };
    let closed_nonce = nonce_of(&closed);
    house.chair(Command::CloseVote { vote: closed.clone() }).await;
    let vote = house.open_vote(3).await;
    let nonce = nonce_of(&vote);
    let choose = |vote: &VoteId, nonce: &str| Ask::Vote {
        vote: vote.clone(),
        choice: Choice::For,
        nonce: nonce.to_owned(),
    };
    let mut wild = Wild::connect(&house, 0).await;

    // What cannot be read is told in a private message.
    let good = serde_json::to_vec(&wild.body(choose(&vote, &nonce))).unwrap();
    let mut other = wild.seal(&good);
    other.retain(|b| *b != b'"');
    let foreign_key = wild.seal(&good);
    let foreign_key =
        String::from_utf8(foreign_key).unwrap().replace(wild.who.device.as_str(), "p-0000000000000000");
    let future = String::from_utf8(good.clone()).unwrap().replace("\"v\":1", "\"v\":9");
    for bytes in [
        Vec::new(),
        b"\xff\xfe\x00".to_vec(),
        b"{}".to_vec(),
        b"[1,2,3]".to_vec(),
        other,
        vec![b'x'; 5000],
        foreign_key.into_bytes(),
        wild.seal(b"no json"),
        wild.seal(b"{\"v\":1}"),
        wild.seal(future.as_bytes()),
    ] {
        let told = wild.told(bytes).await;
        assert!(!told.is_empty());
    }

    // What can be read is refused under its request id.
    let mut body = wild.body(choose(&vote, &nonce));
    body.room = "another-room".to_owned();
    assert_eq!(wild.refused(&body).await, Refusal::OtherRoom);
    let mut body = wild.body(choose(&vote, &nonce));
    body.session = SessionId::new("another-session").unwrap();
    assert_eq!(wild.refused(&body).await, Refusal::OtherSession);
    let body = wild.body(choose(&vote, &nonce));
    let signed = serde_json::to_vec(&body).unwrap();
    let forged = Envelope {
        p: STANDARD.encode(&signed),
        k: wild.who.device.clone(),
        s: STANDARD.encode(SigningKey::from_bytes(&[77; 32]).sign(&signed).to_bytes()),
    };
    let forged = serde_json::to_vec(&forged).unwrap();
    assert_eq!(wild.refused_bytes(forged, &body.req).await, Refusal::BadSignature);
    let body = wild.body(choose(&closed, &closed_nonce));
    assert!(matches!(wild.refused(&body).await, Refusal::VoteClosed { late_ms: Some(_) }));
    let body = wild.body(choose(&vote, "0000000000000000"));
    assert_eq!(wild.refused(&body).await, Refusal::UnknownVote);
    let body = wild.body(Ask::CheckIn { pass: "g-0123456789abcdef.1.0".to_owned() });
    assert_eq!(wild.refused(&body).await, Refusal::RoomProof);
    let delegate = house.plan.delegates[1].id.clone();
    let body = wild.body(Ask::VoteFor {
        vote: vote.clone(),
        delegate: delegate.clone(),
        choice: Choice::Against,
        nonce: nonce.clone(),
    });
    assert_eq!(wild.refused(&body).await, Refusal::NotAllowed);
    let body = wild.body(Ask::Mark { delegate, mark: AttendanceMark::AbsentUnexcused });
    assert_eq!(wild.refused(&body).await, Refusal::NotAllowed);

    // Twice the same request: the same bytes. Then an older counter.
    let body = wild.body(choose(&vote, &nonce));
    let bytes = wild.seal(&serde_json::to_vec(&body).unwrap());
    let Heard::Answer(answer, first) = wild.say(bytes.clone()).await else { panic!() };
    assert!(matches!(*answer, Answer::Recorded(_)));
    let Heard::Answer(_, second) = wild.say(bytes).await else { panic!() };
    assert_eq!(first, second);
    let mut body = wild.body(choose(&vote, &nonce));
    body.n = 3;
    assert_eq!(wild.refused(&body).await, Refusal::Stale { counter: wild.n - 1 });

    // The secretary has no vote of their own.
    let mut secretary = Wild::connect(&house, 3).await;
    let body = secretary.body(choose(&vote, &nonce));
    assert_eq!(secretary.refused(&body).await, Refusal::NotAllowed);

    // Topics of others end the connection.
    for topic in ["session", "kiosk/state", "d/p-0000000000000000/up", "d/p-0000000000000000/down/receipt"] {
        let mut intruder = Wild::connect(&house, 1).await;
        let name = format!("nt/1/{}/{topic}", intruder.who.room);
        intruder.line.publish(&name, bytes::Bytes::from_static(b"{}")).unwrap();
        let ended = tokio::time::timeout(Duration::from_secs(20), async {
            loop {
                match intruder.line.next().await {
                    Ok(Packet::Disconnect(_)) | Err(LineError::Closed | LineError::Io(_)) => return,
                    Ok(_) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        });
        ended.await.expect("the broker ends it");
    }

    // And the room goes on.
    let honest = house.device(2);
    // Unlike a phone it has kept no counter of its own, and the kiosk's word may be a quarter of a second behind.
    honest.until(|seen| seen.state.as_ref().is_some_and(|state| state.counter > 0)).await.unwrap();
    let outcome = honest.vote(&vote, Choice::Against, Manner::Twice).await.unwrap();
    assert!(matches!(outcome, Outcome::Recorded(_)), "{outcome:?}");
    house.chair(Command::CloseVote { vote: vote.clone() }).await;
    house.running.stop().await;
    let report = verify_folder(folder.path()).unwrap();
    let outcome = report.chamber.current().unwrap().votes.get(&vote).unwrap().outcome.clone().unwrap();
    assert_eq!(outcome.counts(), [1, 1, 1]);
}
