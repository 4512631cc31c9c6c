use super::*;
use proptest::prelude::*;

pub fn connect(level: u8, client: &str, user: &str, password: &[u8], flags: u8) -> Vec<u8> {
    let mut body = vec![0, 4];
    body.extend_from_slice(b"MQTT");
    body.extend_from_slice(&[level, flags, 0, 30]);
    if level == 5 {
        body.push(0);
    }
    for field in [client.as_bytes(), user.as_bytes(), password] {
        body.extend_from_slice(&u16::try_from(field.len()).unwrap().to_be_bytes());
        body.extend_from_slice(field);
    }
    packet(0x10, &body)
}

pub fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut packet = vec![first];
    let mut length = body.len();
    loop {
        let byte = u8::try_from(length % 128).unwrap();
        length /= 128;
        packet.push(if length > 0 { byte | 0x80 } else { byte });
        if length == 0 {
            break;
        }
    }
    packet.extend_from_slice(body);
    packet
}

pub fn publish(topic: &str, payload: &[u8], flags: u8) -> Vec<u8> {
    let mut body = u16::try_from(topic.len()).unwrap().to_be_bytes().to_vec();
    body.extend_from_slice(topic.as_bytes());
    if flags & 6 != 0 {
        body.extend_from_slice(&[0, 7]);
    }
    body.extend_from_slice(payload);
    packet(0x30 | flags, &body)
}

fn feed_all(bytes: &[u8]) -> Result<Vec<u8>, FrameError> {
    let mut behind = Vec::new();
    let login = Upstream::new().login(bytes, &mut behind)?;
    Ok([login.map(Login::packet).unwrap_or_default(), behind].concat())
}

#[test]
fn a_login_under_another_name() {
    for level in [4, 5] {
        let packet = connect(level, "g-1", "g-1", b"pass", 0xc2);
        let login = Upstream::new().login(&packet, &mut Vec::new()).unwrap().unwrap();
        assert_eq!((login.client.as_str(), login.password.as_slice()), ("g-1", b"pass".as_slice()));
        assert_eq!(login.under("gateway", "word").unwrap(), connect(level, "g-1", "gateway", b"word", 0xc2));
        let long = "x".repeat(200);
        assert_eq!(
            login.under("gateway", &long).unwrap(),
            connect(level, "g-1", "gateway", long.as_bytes(), 0xc2)
        );
    }
}

#[test]
fn what_a_client_may_say_first() {
    for good in [connect(4, "p-1", "p-1", b"s", 0xc2), connect(5, "g-1", "g-1", b"s", 0xc0)] {
        assert_eq!(feed_all(&good).unwrap(), good);
    }
    for (bad, why) in [
        (connect(4, "p-2", "p-1", b"s", 0xc2), FrameError::Forbidden),
        (connect(4, "", "", b"s", 0xc2), FrameError::Forbidden),
        (connect(4, "p-1", "p-1", b"s", 0xc6), FrameError::Forbidden),
        (connect(4, "p-1", "p-1", b"s", 0x42), FrameError::Forbidden),
        (connect(4, "p-1", "p-1", b"s", 0xc3), FrameError::Malformed),
        (connect(6, "p-1", "p-1", b"s", 0xc2), FrameError::Malformed),
        (connect(4, "p-1", "p-1", &[0; 5000], 0xc2), FrameError::TooBig),
        (b"GET / HTTP/1.1\r\n".to_vec(), FrameError::Malformed),
        (packet(0xc0, &[]), FrameError::Malformed),
        (vec![0x10, 0xff, 0xff, 0xff, 0xff, 1], FrameError::Malformed),
        (packet(0x10, &[0, 4, b'M']), FrameError::Malformed),
    ] {
        assert_eq!(feed_all(&bad), Err(why), "{bad:?}");
    }
}

#[test]
fn what_a_client_may_say_later() {
    for (next, want) in [
        (publish("nt/1/r/d/p-1/up", &[b'x'; crate::wire::MAX_UP], 2), Ok(())),
        (publish("nt/1/r/d/p-1/up", &[b'x'; 13_000], 2), Err(FrameError::TooBig)),
        (publish("nt/1/r/d/p-1/up", b"x", 3), Err(FrameError::Forbidden)),
        (publish("nt/1/r/d/p-1/up", b"x", 6), Err(FrameError::Malformed)),
        (packet(0xc0, &[]), Ok(())),
        (packet(0xe0, &[]), Ok(())),
        (packet(0x20, &[0, 0]), Err(FrameError::Malformed)),
        (connect(4, "p-1", "p-1", b"s", 0xc2), Err(FrameError::Malformed)),
    ] {
        let mut bytes = connect(4, "p-1", "p-1", b"s", 0xc2);
        bytes.extend_from_slice(&next);
        assert_eq!(feed_all(&bytes).map(|_| ()), want, "{next:?}");
    }
}

proptest! {
    #[test]
    fn pieces_of_any_size_give_the_same_bytes(cuts in proptest::collection::vec(1usize..40, 1..60)) {
        let mut bytes = connect(5, "p-1", "p-1", b"secret", 0xc2);
        bytes.extend(packet(0xc0, &[]));
        bytes.extend(publish("nt/1/r/d/p-1/up", &[7; 300], 2));
        bytes.extend(packet(0x40, &[0, 1]));
        let (mut upstream, mut out, mut rest) = (Upstream::new(), Vec::new(), bytes.as_slice());
        let mut first = None;
        for cut in cuts.into_iter().cycle() {
            let (piece, after) = rest.split_at(cut.min(rest.len()));
            match &first {
                None => first = upstream.login(piece, &mut out).unwrap().map(Login::packet),
                Some(_) => upstream.feed(piece, &mut out).unwrap(),
            }
            rest = after;
            if rest.is_empty() { break; }
        }
        prop_assert_eq!([first.unwrap(), out].concat(), bytes);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), honest in any::<bool>()) {
        let mut input = if honest { connect(4, "p-1", "p-1", b"s", 0xc2) } else { vec![0x10] };
        input.extend(bytes);
        let _ = feed_all(&input);
    }
}
