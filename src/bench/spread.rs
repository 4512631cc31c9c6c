//! From one request to speak to every screen, beside the broker's own way of one message to as many clients.

use super::BenchError;
use super::crowd::{Client, Crowd, Order, percentile};
use super::floor::{OwnId, ROOM};
use super::room::{Room, Way, crowd_of, seal};
use crate::broker::{self, Broker};
use crate::chamber::Speaker;
use crate::chamber::command::{Actor, Command};
use crate::chamber::rules::TurnKind;
use crate::client::Line;
use crate::rehearsal::device::request_id;
use crate::wire::topic::Topic;
use crate::wire::up::{Ask, Body};
use futures_util::StreamExt as _;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

/// The middle one and the 99th of a hundred arrivals.
pub struct Spread {
    pub screens: [Duration; 2],
    pub fan_out: [Duration; 2],
}

/// Measures both in turn, so that a slow moment of the machine hits both alike.
///
/// # Errors
/// [`BenchError`].
pub async fn measure(room: &mut Room, rounds: u32) -> Result<Spread, BenchError> {
    let (mqtt, http) = (room.running.mqtt, room.running.http);
    let name = room.running.service.room().to_owned();
    let mut screens = crowd_of(&room.seats, &name, mqtt, http, Way::Gateway, Some(Topic::Queue)).await?;
    request(room, &mut screens, 0).await?;
    let bytes = queue_bytes(room)?;
    let (broker, mut fan) = fan_out(room.seats.len()).await?;
    push(&mut fan, room.seats.len(), bytes, 0).await?;
    let (mut seen, mut floor) = (Vec::new(), Vec::new());
    for round in 1..=usize::try_from(rounds).unwrap_or(1) {
        seen.extend(request(room, &mut screens, round).await?);
        floor.extend(push(&mut fan, room.seats.len(), bytes, round).await?);
    }
    drop(fan);
    broker.stop().await;
    let both = |list: Vec<Duration>| [percentile(list.clone(), 50), percentile(list, 99)];
    Ok(Spread { screens: both(seen), fan_out: both(floor) })
}

/// One delegate asks for a word; everybody's screen shows it; it is taken back.
async fn request(room: &mut Room, crowd: &mut Crowd, round: usize) -> Result<Vec<Duration>, BenchError> {
    room.counter += 1;
    let view = room.running.handle.view();
    let session = view.chamber.current().ok_or(BenchError::Silent)?;
    let mark = format!("\"speech\":\"r{}\"", session.floor.next_id());
    let at = round % room.seats.len().max(1);
    let seat = room.seats.get(at).ok_or(BenchError::Silent)?;
    let body = Body {
        v: crate::wire::VERSION,
        room: room.running.service.room().to_owned(),
        session: session.plan.session.clone(),
        req: request_id(),
        n: room.counter,
        ts: 0,
        ask: Ask::RequestSpeech { kind: TurnKind::Procedural },
    };
    let mut bytes = Some(seal(seat, &body)?);
    let order = |place: usize| Order { bytes: bytes.take_if(|_| place == at), mark: mark.clone() };
    let orders = (0..room.seats.len()).map(order).collect();
    let each = crowd.round(orders).await?.each;
    let holder = session.devices.get(&seat.device).map(|d| &d.holder).ok_or(BenchError::Silent)?;
    let speaker = Speaker::Delegate(session.delegate_of(holder).ok_or(BenchError::Silent)?);
    let take_back = Command::WithdrawOwn { speaker, kind: TurnKind::Procedural };
    room.running.handle.ask(take_back, Actor::Chair).await?;
    Ok(each)
}

/// How long the queue's snapshot is with one request in it.
fn queue_bytes(room: &Room) -> Result<usize, BenchError> {
    let view = room.running.handle.view();
    let session = view.chamber.current().ok_or(BenchError::Silent)?;
    let person = session.plan.delegates.first().ok_or(BenchError::Silent)?;
    Ok(300 + person.name.len() + person.group.len())
}

/// The same broker with as many clients over TCP, and one that speaks as the kiosk.
async fn fan_out(clients: usize) -> Result<(Broker, Crowd), BenchError> {
    let broker = broker::start((Ipv4Addr::LOCALHOST, 0).into(), Arc::new(OwnId)).await?;
    let (addr, queue) = (broker.addr(), Topic::Queue.name(ROOM));
    let names = std::iter::once("kiosk".to_owned()).chain((0..clients).map(|n| format!("p-{n}")));
    let connecting = futures_util::stream::iter(names).map(|name| {
        let queue = queue.clone();
        async move {
            let mut line = Line::plain(addr).await?;
            line.login(&name, &name, &name).await?;
            line.subscribe(std::slice::from_ref(&queue), |_| ()).await?;
            Ok::<_, BenchError>(Client { line, up: queue.clone(), down: queue })
        }
    });
    let clients: Vec<_> = connecting.buffered(64).collect().await;
    Ok((broker, Crowd::start(clients.into_iter().collect::<Result<Vec<_>, _>>()?)))
}

async fn push(
    crowd: &mut Crowd,
    clients: usize,
    bytes: usize,
    round: usize,
) -> Result<Vec<Duration>, BenchError> {
    let mark = format!("round {round:>6}");
    let mut payload = mark.clone().into_bytes();
    payload.resize(bytes.max(payload.len()), b'.');
    let mut payload = Some(bytes::Bytes::from(payload));
    let orders = (0..=clients).map(|_| Order { bytes: payload.take(), mark: mark.clone() });
    Ok(crowd.round(orders.collect()).await?.each)
}
