//! kill -9 of the real program while people vote: nothing that was receipted is lost, nothing counts twice.
//! `NGHITRUONG_KILLS` sets how often (6 in `make test`). And in the middle of a speech: its clock loses five seconds at most.

use super::house::{House, running};
use nghitruong::chamber::command::{Actor, Choice, Command};
use nghitruong::chamber::ids::{DelegateId, VoteId};
use nghitruong::chamber::rules::TurnKind;
use nghitruong::chamber::{Speaker, SpeechState};
use nghitruong::client::Line;
use nghitruong::rehearsal::device::{Device, Identity, Manner, Outcome, Proved};
use nghitruong::rehearsal::script::Script;
use nghitruong::rehearsal::site::Site;
use nghitruong::runtime::open_room;
use nghitruong::verify::verify_folder;
use nghitruong::wire::snapshot::{Clock, Floor};
use nghitruong::wire::topic::Topic;
use rumqttc::v5::mqttbytes::v5::Packet;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const PEOPLE: u16 = 5;

struct Program {
    child: Child,
    mqtt: SocketAddr,
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn serve(data: &Path, http: SocketAddr) -> Program {
    let mut child = Process::new(env!("CARGO_BIN_EXE_nghitruong"))
        .args(["serve", "--json", "--mqtt", "127.0.0.1:0", "--http", &http.to_string(), "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    Program { child, mqtt: ready["mqtt"].as_str().unwrap().parse().unwrap() }
}

/// Votes again and again, every choice until its receipt, until told to stop; gives all receipts.
async fn vote_on(site: Site, who: Identity, vote: VoteId, stop: Arc<AtomicBool>) -> Vec<(Choice, Proved)> {
    let device = Device::start(site, None, who);
    let mut receipts = Vec::new();
    for choice in [Choice::For, Choice::Against, Choice::NotVoting].into_iter().cycle() {
        let manner = if receipts.len() % 5 == 4 { Manner::CutOff } else { Manner::Plain };
        match device.vote(&vote, choice, manner).await.unwrap() {
            Outcome::Recorded(proved) => receipts.push((choice, *proved)),
            Outcome::Refused(why) => panic!("refused: {why}"),
        }
        if stop.load(Ordering::Relaxed) {
            break;
        }
    }
    receipts
}

/// The same request id gets the same bytes, whenever it is asked again.
async fn asked_again(mqtt: SocketAddr, who: &Identity, proved: &Proved) {
    let (id, user, password) = who.login();
    let mut line = Line::plain(mqtt).await.unwrap();
    line.login(id, user, password).await.unwrap();
    let down = Topic::DownReceipt(who.device.clone()).name(&who.room);
    line.subscribe(std::slice::from_ref(&down), |_| ()).await.unwrap();
    let nghitruong::hub::entry::Cause::Device { envelope, .. } = &proved.entry.cause else { panic!() };
    let up = Topic::Up(who.device.clone()).name(&who.room);
    line.publish(&up, serde_json::to_vec(envelope).unwrap().into()).unwrap();
    loop {
        if let Packet::Publish(publish) = line.next().await.unwrap() {
            assert_eq!(publish.payload, proved.bytes);
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_receipted_survives_kill_9() {
    let kills: u64 = std::env::var("NGHITRUONG_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let house = House::open(data, PEOPLE).await;
    house.open_sitting().await;
    let vote = house.open_vote(0).await;
    let House { running: first, plan, people, .. } = house;
    first.stop().await;

    let http = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let site = Site { http };
    let stop = Arc::new(AtomicBool::new(false));
    let mut program = serve(data, http);
    let voters: Vec<_> = people[..usize::from(PEOPLE)]
        .iter()
        .map(|(who, _)| tokio::spawn(vote_on(site, who.clone(), vote.clone(), Arc::clone(&stop))))
        .collect();
    for kill in 0..kills {
        // Anywhere between the first handshake and full swing.
        let wait = Script::number(kill, "kill") % 250;
        tokio::time::sleep(Duration::from_millis(20 + wait)).await;
        drop(program);
        program = serve(data, http);
    }
    stop.store(true, Ordering::Relaxed);
    let mut all = Vec::new();
    for voter in voters {
        all.push(voter.await.unwrap());
    }
    for ((who, _), receipts) in people.iter().zip(&all) {
        asked_again(program.mqtt, who, &receipts[0].1).await;
    }
    drop(program);

    let mut last: BTreeMap<DelegateId, Choice> = BTreeMap::new();
    {
        let (journal, replayed) = open_room(data).unwrap();
        for (delegate, receipts) in plan.delegates.iter().zip(&all) {
            for (_, proved) in receipts {
                let leaf = journal.leaf(proved.receipt.index).unwrap().expect("a receipted leaf");
                assert_eq!(
                    serde_json::from_slice::<nghitruong::hub::entry::Entry>(&leaf).unwrap(),
                    proved.entry
                );
            }
            last.insert(delegate.id.clone(), receipts.last().unwrap().0);
        }
        let casts = &replayed.chamber.current().unwrap().votes.get(&vote).unwrap().casts;
        let counted: BTreeMap<DelegateId, Choice> =
            casts.iter().map(|(id, cast)| (id.clone(), cast.choice)).collect();
        assert_eq!(counted, last);
        // The sitting's clock went on from where it was known to be, and no outage counts.
        let mut recovered = 0;
        let found = journal.read_all(|_, leaf| {
            let entry: nghitruong::hub::entry::Entry = serde_json::from_slice(leaf).unwrap();
            let is = |e: &nghitruong::chamber::Event| {
                matches!(e, nghitruong::chamber::Event::ClocksRecovered { .. })
            };
            recovered += entry.events.iter().filter(|e| is(e)).count();
            Ok::<_, nghitruong::journal::JournalError>(())
        });
        found.unwrap();
        assert!(recovered > 0);
    }
    let running = running(data).await;
    running.handle.ask(Command::CloseVote { vote: vote.clone() }, Actor::Chair).await.unwrap();
    running.stop().await;
    let report = verify_folder(data).unwrap();
    let outcome = report.chamber.current().unwrap().votes.get(&vote).unwrap().outcome.clone().unwrap();
    let count = |wanted: Choice| u32::try_from(last.values().filter(|c| **c == wanted).count()).unwrap();
    assert_eq!(outcome.counts(), [count(Choice::For), count(Choice::Against), count(Choice::NotVoting)]);
    // The house opens the folder twice, then comes the program and one start more after each kill, then this test twice.
    assert_eq!(report.log.starts, 2 + (1 + kills) + 2);
}

/// A bystander of the room: the floor and the kiosk's clock as everybody may read them.
struct Bystander {
    line: Line,
    room: String,
    floor: Option<Floor>,
    /// The last tick, and when it came.
    tick: Option<(Clock, Instant)>,
}

impl Bystander {
    async fn of(mqtt: SocketAddr, who: &Identity) -> Self {
        let (id, user, password) = who.login();
        let mut line = Line::plain(mqtt).await.unwrap();
        line.login(id, user, password).await.unwrap();
        let filters = [Topic::Floor, Topic::Clock].map(|topic| topic.name(&who.room));
        let room = who.room.clone();
        let mut all = Self { line, room, floor: None, tick: None };
        let mut early = Vec::new();
        all.line.subscribe(&filters, |publish| early.push(publish)).await.unwrap();
        for publish in early {
            all.take(&publish.topic, &publish.payload);
        }
        all
    }

    fn take(&mut self, topic: &[u8], payload: &[u8]) {
        match Topic::parse(&self.room, std::str::from_utf8(topic).unwrap()) {
            Some(Topic::Floor) => self.floor = serde_json::from_slice(payload).ok(),
            Some(Topic::Clock) => {
                self.tick = serde_json::from_slice(payload).ok().map(|tick| (tick, Instant::now()));
            }
            _ => {}
        }
    }

    async fn hear(&mut self) {
        if let Packet::Publish(publish) = self.line.next().await.unwrap() {
            self.take(&publish.topic, &publish.payload);
        }
    }

    /// Milliseconds that the running speech has lasted, as a screen shows it now.
    fn spoken(&self) -> Option<i64> {
        let speaker = self.floor.as_ref()?.speaker.as_ref()?;
        let (tick, came) = self.tick.as_ref()?;
        let now = tick.utc_ms + i64::try_from(came.elapsed().as_millis()).ok()?;
        Some(i64::try_from(speaker.watch.elapsed_ms).ok()? + now - speaker.watch.since?)
    }
}

/// The speech is in its middle, and the program is killed at another distance from its last mark each time.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "lets a speech run for half a minute"]
async fn a_speech_loses_at_most_five_seconds_to_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let house = House::open(data, 3).await;
    house.open_sitting().await;
    let item = house.plan.agenda.iter().find(|i| i.discussion && i.groups.is_empty()).unwrap().id.clone();
    house.chair(Command::GoToItem { item }).await;
    let speaker = Speaker::Delegate(house.plan.delegates[0].id.clone());
    house.chair(Command::RequestSpeech { speaker, kind: TurnKind::Speech }).await;
    let view = house.running.handle.view();
    let speech = view.chamber.current().unwrap().floor.next().unwrap().id.clone();
    house.chair(Command::CallSpeaker { speech: speech.clone() }).await;
    let House { running: first, people, .. } = house;
    first.stop().await;

    let http = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut before: Option<(i64, Instant)> = None;
    for (kill, runs) in [4_200, 6_900, 5_300, 8_100, 3_100].into_iter().enumerate() {
        let program = serve(data, http);
        let mut bystander = Bystander::of(program.mqtt, &people[0].0).await;
        while bystander.spoken().is_none() {
            bystander.hear().await;
        }
        let began = bystander.spoken().unwrap();
        let known =
            i64::try_from(bystander.floor.as_ref().unwrap().speaker.as_ref().unwrap().watch.elapsed_ms);
        let known = known.unwrap();
        if let Some((spoken, killed)) = before {
            let (lost, away) = (spoken - known, killed.elapsed());
            println!(
                "kill {kill}: {spoken} ms were spoken, {known} ms are known, {lost} ms lost; {away:?} later"
            );
            assert!((-100..=5_000).contains(&lost), "{lost} ms of a speech were lost");
        }
        while bystander.spoken().unwrap() < began + runs {
            bystander.hear().await;
        }
        // At another place between two ticks of the kiosk.
        tokio::time::sleep(Duration::from_millis(170 * kill as u64)).await;
        before = Some((bystander.spoken().unwrap(), Instant::now()));
        // SIGKILL.
        drop(program);
    }
    let report = verify_folder(data).unwrap();
    let kept = report.chamber.current().unwrap().floor.speech(&speech).unwrap().clone();
    assert_eq!(kept.state, SpeechState::Speaking);
}
