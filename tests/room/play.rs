//! One whole session of the simulated room.

use super::chair::{CHOICES, Chair};
use super::device::Device;
use super::dice::Dice;
use super::kiosk::{Kiosk, PASS};
use super::model::{Figures, Model, Verdict};
use super::net::{Answer, Net, Packet};
use super::watch::Watch;
use nghitruong::chamber::command::{DeviceKind, Holder, IssuedCode, Teller};
use nghitruong::chamber::ids::{DelegateId, RequestId};
use nghitruong::chamber::plan::SessionPlan;
use nghitruong::chamber::rules::Counting;
use nghitruong::chamber::{Actor, Command, Event, Vote};
use nghitruong::hub::entry::{Cause, Entry};
use nghitruong::hub::envelope::vote_nonce;
use nghitruong::hub::{Input, Step};
use nghitruong::wire::up::Ask;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// After so many ticks the network is calm and nobody begins anything new.
const LONGEST: u64 = 1500;

/// What waits for the kiosk's next batch.
enum Waiting {
    Up { device: usize, req: RequestId, bytes: Vec<u8> },
    Local { command: Command, actor: Actor },
}

pub struct Play {
    dice: Dice,
    kiosk: Kiosk,
    net: Net,
    model: Model,
    watch: Watch,
    chair: Chair,
    /// The last one of the first round is the secretary's.
    devices: Vec<Device>,
    secretary: usize,
    inbox: Vec<Waiting>,
    tick: u64,
    met: BTreeSet<String>,
}

fn plan(delegates: usize) -> SessionPlan {
    static SAMPLE: OnceLock<SessionPlan> = OnceLock::new();
    let sample = SAMPLE.get_or_init(|| nghitruong::prepare::synthetic(12, 1).expect("the sample").plan);
    let mut plan = sample.clone();
    plan.delegates.truncate(delegates);
    plan.secretaries.truncate(1);
    plan.secretaries[0].delegate = None;
    plan
}

impl Play {
    pub fn new(seed: u64) -> Self {
        Self::with(seed, |_| ())
    }

    /// A room whose plan was changed.
    pub fn with(seed: u64, change: impl Fn(&mut SessionPlan)) -> Self {
        let mut dice = Dice::new(seed);
        let mut plan = plan(6 + dice.below(7));
        plan.delegates.iter_mut().for_each(|d| d.reported_absent = None);
        plan.rules.change_until_close.value = !dice.chance(200);
        change(&mut plan);
        let model = Model::new(!plan.rules.change_until_close.value);
        let chair = Chair::new(&mut dice);
        let mut play = Self {
            dice,
            kiosk: Kiosk::new(),
            net: Net::default(),
            model,
            watch: Watch::default(),
            chair,
            devices: Vec::new(),
            secretary: 0,
            inbox: Vec::new(),
            tick: 0,
            met: BTreeSet::new(),
        };
        let people: Vec<DelegateId> = plan.delegates.iter().map(|d| d.id.clone()).collect();
        play.local(Command::ImportSession(Box::new(plan)), Actor::Operator);
        play.batch(false);
        play.hand_out_devices(&people);
        for command in Chair::opening(play.kiosk.session()) {
            play.local(command, Actor::Chair);
        }
        play.batch(false);
        for title in ["Ban kiểm phiếu", "Họp kín"] {
            for command in Chair::decide(play.kiosk.session(), title) {
                let desk = matches!(command, Command::CountHands { teller: Teller::Secretary, .. });
                play.local(command, if desk { Actor::Desk } else { Actor::Chair });
            }
            play.batch(false);
        }
        assert_eq!(play.kiosk.session().votes.list().iter().filter(|v| v.passed()).count(), 2);
        play
    }

    fn hand_out_devices(&mut self, people: &[DelegateId]) {
        for person in people {
            let (phone, handheld) = (self.dice.chance(800), self.dice.chance(300));
            if phone && handheld {
                self.met.insert("two devices".to_owned());
            }
            for (has, kind) in [(phone, DeviceKind::Phone), (handheld, DeviceKind::Handheld)] {
                if has {
                    self.enrol(Some(person.clone()), kind);
                }
            }
        }
        self.secretary = self.devices.len();
        self.enrol(None, DeviceKind::Phone);
        self.batch(false);
    }

    fn enrol(&mut self, person: Option<DelegateId>, kind: DeviceKind) {
        let plan = &self.kiosk.session().plan;
        let (session, secretary) = (plan.session.clone(), plan.secretaries[0].id.clone());
        let holder = person.clone().map_or(Holder::Secretary(secretary), Holder::Delegate);
        let device = Device::new(self.devices.len(), person, kind);
        let codes = vec![IssuedCode { holder, hash: device.id.to_string(), expires_at: None }];
        self.local(Command::IssueCodes { session, codes }, Actor::Operator);
        self.local(device.enrolment(), Actor::Door);
        self.devices.push(device);
    }

    fn local(&mut self, command: Command, actor: Actor) {
        self.inbox.push(Waiting::Local { command, actor });
    }

    /// Plays to the end; gives what was met on the way.
    pub fn run(mut self) -> BTreeSet<String> {
        while self.tick < LONGEST && !self.chair.is_done(self.kiosk.session()) {
            self.step();
        }
        self.net.calm = true;
        self.inbox.retain(|w| matches!(w, Waiting::Up { .. }));
        if let Some(open) = self.kiosk.session().votes.open().map(|v| v.id.clone()) {
            self.local(Command::AnnulVote { vote: open, reason: "hết giờ".to_owned() }, Actor::Chair);
        }
        if self.kiosk.session().doors.is_some() {
            self.local(Command::OpenDoors, Actor::Chair);
        }
        for _ in 0..400 {
            self.carry();
            self.batch(false);
        }
        assert!(self.net.is_empty() && self.devices.iter().all(Device::is_answered), "everybody is answered");
        self.kiosk.restart();
        self.check_end();
        self.met.extend(self.net.met.iter().chain(&self.model.met).map(|w| (*w).to_owned()));
        self.met
    }

    fn step(&mut self) {
        self.carry();
        for place in 0..self.devices.len() {
            if let Some((ask, sound)) = self.idea(place) {
                let session = self.kiosk.session().plan.session.clone();
                self.devices[place].ask(&session, ask, sound, self.tick);
            }
        }
        let chair_waits = self.inbox.iter().any(|w| matches!(w, Waiting::Local { .. }));
        if !chair_waits && self.dice.chance(300) {
            if let Some(command) = self.chair.act(self.kiosk.session(), &mut self.dice) {
                self.local(command, Actor::Chair);
            }
            if self.dice.chance(20) && self.devices.len() < 50 {
                self.replace();
            }
        }
        if self.dice.chance(500) {
            let fails = self.dice.chance(60);
            self.batch(fails);
        }
        if self.dice.chance(5) {
            self.met.insert("restart".to_owned());
            self.inbox.clear();
            self.net.cut();
            self.kiosk.restart();
            self.model.restarted();
            self.watch.look(&[], &self.kiosk, &self.model, true);
        }
    }

    /// A new phone in the place of an old one.
    fn replace(&mut self) {
        let place = self.dice.below(self.devices.len());
        let old = &self.devices[place];
        if place != self.secretary && self.kiosk.session().devices.get(&old.id).is_some_and(|d| d.active) {
            let (person, kind) = (old.person.clone(), old.kind);
            self.enrol(person, kind);
        }
    }

    /// The network brings what is due, and takes what devices send.
    fn carry(&mut self) {
        self.tick += 1;
        self.kiosk.now.utc_ms += 100;
        self.kiosk.now.mono_ms += 100;
        for packet in self.net.arrive(self.tick) {
            match packet {
                Packet::Up { device, req, bytes } => self.inbox.push(Waiting::Up { device, req, bytes }),
                Packet::Down { device, req, answer } => self.devices[device].hear(&req, &answer, self.tick),
            }
        }
        for (place, device) in self.devices.iter_mut().enumerate() {
            for (req, bytes) in device.due(self.tick) {
                self.net.send(Packet::Up { device: place, req, bytes }, self.tick, &mut self.dice);
            }
        }
    }

    /// What somebody asks next, if anything, and whether its nonce is the right one.
    fn idea(&mut self, place: usize) -> Option<(Ask, bool)> {
        let session = self.kiosk.session();
        let device = &self.devices[place];
        if !device.is_free() || !session.devices.get(&device.id).is_some_and(|d| d.active) {
            return None;
        }
        let open = session.votes.open();
        let chosen = open.is_some_and(|v| device.person.as_ref().is_some_and(|p| v.casts.contains_key(p)));
        let busy = open.is_some_and(|v| v.form.counting() == Counting::Choices) && !chosen;
        if !self.dice.chance(if busy || place == self.secretary { 90 } else { 8 }) {
            return None;
        }
        let Some(person) = device.person.clone() else { return self.secretarys_idea() };
        if !session.roll.is_present(&person) && self.dice.chance(400) {
            return Some((Ask::CheckIn { pass: PASS.to_owned() }, true));
        }
        if self.dice.chance(60) {
            return Some((Ask::Leave, true));
        }
        let vote = if self.dice.chance(900) { open } else { None }.or(session.votes.list().last())?;
        let (nonce, sound) = nonce(&self.kiosk, vote, &mut self.dice);
        let choice = CHOICES[self.dice.below(3)];
        Some((Ask::Vote { vote: vote.id.clone(), choice, nonce }, sound))
    }

    fn secretarys_idea(&mut self) -> Option<(Ask, bool)> {
        let session = self.kiosk.session();
        if self.dice.chance(150) {
            let (delegate, mark) = Chair::mark(session, &mut self.dice)?;
            return Some((Ask::Mark { delegate, mark }, true));
        }
        if self.dice.chance(30) {
            return Some((Ask::Guests { line: 0, came: self.dice.below(2) as u16 }, true));
        }
        let vote = session.votes.open()?;
        if vote.form.counting() == Counting::Choices {
            let delegate = self.dice.pick(&session.plan.delegates)?.id.clone();
            let (nonce, sound) = nonce(&self.kiosk, vote, &mut self.dice);
            let choice = CHOICES[self.dice.below(3)];
            return Some((Ask::VoteFor { vote: vote.id.clone(), delegate, choice, nonce }, sound));
        }
        if vote.hands.contains_key(&Teller::Secretary) {
            return None;
        }
        let round = vote.rounds.len() as u32;
        let ask = match self.chair.count(session, vote, Teller::Secretary, &mut self.dice)? {
            Command::CountHands { vote, counted, .. } => Ask::Count { vote, round, counted },
            Command::CountNames { vote, choices, .. } => Ask::CountNames { vote, round, choices },
            Command::EnterTally { vote, tally } => Ask::Tally { vote, tally },
            other => panic!("no count: {other:?}"),
        };
        Some((ask, true))
    }

    /// The kiosk decides what waits; then everybody is answered, and what it says is compared with the model.
    fn batch(&mut self, disk_fails: bool) {
        let waiting = std::mem::take(&mut self.inbox);
        if waiting.is_empty() {
            return;
        }
        let input = |(at, w): (usize, &Waiting)| match w {
            Waiting::Up { device, bytes, .. } => {
                Input::Up { device: self.devices[*device].id.clone(), bytes: bytes.clone() }
            }
            Waiting::Local { command, actor } => {
                Input::Local { ticket: at as u64, command: command.clone(), actor: actor.clone() }
            }
        };
        let inputs = waiting.iter().enumerate().map(input).collect();
        let (before, size) = (self.model.clone(), self.kiosk.log.len() as u64);
        let (steps, written) = self.kiosk.batch(inputs, disk_fails);
        for (waiting, step) in waiting.iter().zip(&steps) {
            self.compare(waiting, step);
        }
        if !written {
            self.met.insert("disk".to_owned());
            let met = std::mem::replace(&mut self.model, before).met;
            self.model.met.extend(met);
        }
        for (waiting, step) in waiting.iter().zip(&steps) {
            self.answer(waiting, step, written, size);
        }
        if written {
            let entries: Vec<&Entry> = steps.iter().filter_map(accepted).collect();
            self.watch.look(&entries, &self.kiosk, &self.model, false);
            self.check_results(&entries);
        }
    }

    /// The kiosk decided as the model says.
    fn compare(&mut self, waiting: &Waiting, step: &Step) {
        match waiting {
            Waiting::Up { device, req, .. } => {
                let device = &self.devices[*device];
                let asked = &device.asked[req];
                let verdict = self.model.hear(&device.id, device.person.as_ref(), req, asked);
                let told = match step {
                    Step::Accepted { .. } => Verdict::Recorded,
                    Step::Repeated { .. } => Verdict::Again,
                    Step::Refused { why, .. } if why.is_passing() => Verdict::NotNow,
                    Step::Refused { .. } => Verdict::Refused,
                    Step::Already { .. } | Step::Unreadable { .. } => panic!("{step:?}"),
                };
                assert_eq!(told, verdict, "{:?}: {step:?}", asked.ask);
            }
            Waiting::Local { command, .. } => {
                let must = self.model.must(command);
                let events: &[Event] = match step {
                    Step::Accepted { entry, .. } => &entry.events,
                    Step::Already { .. } | Step::Refused { .. } => &[],
                    Step::Repeated { .. } | Step::Unreadable { .. } => panic!("{step:?}"),
                };
                let taken = matches!(step, Step::Accepted { .. });
                assert!(must.is_none_or(|must| must == taken), "{command:?}: {step:?}");
                if taken {
                    self.model.acted(command, events);
                    if let Command::OpenVote { form, .. } = command {
                        self.met.insert(format!("{form:?}"));
                    }
                }
            }
        }
    }

    fn answer(&mut self, waiting: &Waiting, step: &Step, written: bool, size: u64) {
        let Waiting::Up { device, req, .. } = waiting else { return };
        let answer = match step {
            Step::Accepted { index, .. } if written => Answer::Recorded(*index),
            Step::Repeated { index, .. } if written || *index < size => Answer::Recorded(*index),
            Step::Refused { why, .. } if written && !why.is_passing() => Answer::Refused,
            Step::Accepted { .. } | Step::Already { .. } | Step::Repeated { .. } | Step::Refused { .. } => {
                Answer::NotNow
            }
            Step::Unreadable { .. } => panic!("{step:?}"),
        };
        if let Answer::Recorded(index) = answer {
            let cause = self.kiosk.entry(index).cause.request();
            assert_eq!(cause, Some((self.devices[*device].id.to_string(), req.to_string())), "its own leaf");
        }
        let packet = Packet::Down { device: *device, req: req.clone(), answer };
        self.net.send(packet, self.tick, &mut self.dice);
    }

    fn check_results(&self, entries: &[&Entry]) {
        for event in entries.iter().flat_map(|entry| &entry.events) {
            if let Event::VoteClosed { vote, .. } | Event::BallotClosed { vote, .. } = event {
                let vote = self.kiosk.session().votes.get(vote).expect("kept");
                let expected = self.model.sheets[&vote.id].result.as_ref();
                assert_eq!(Some(&figures(vote)), expected, "{} {:?}", vote.id, vote.form);
                assert!(figures(vote).present <= vote.total_delegates, "more voted than there are");
            }
        }
    }

    /// After everything: the log, the receipts and the choices are one.
    fn check_end(&self) {
        let mut logged = BTreeSet::new();
        for index in 0..self.kiosk.log.len() as u64 {
            if let Cause::Device { device, req, .. } = self.kiosk.entry(index).cause {
                assert!(logged.insert((device, req.clone())), "{req} is counted twice");
            }
        }
        for device in &self.devices {
            for (req, asked) in &device.asked {
                let in_log = logged.contains(&(device.id.clone(), req.clone()));
                let (receipt, refused) = (device.receipts.contains_key(req), device.refused.contains(req));
                assert_eq!(
                    in_log, receipt,
                    "{req} is in the log and has no receipt, or the other way: {:?}",
                    asked.ask
                );
                assert_ne!(receipt, refused, "{req} has one answer: {:?}", asked.ask);
            }
        }
        for vote in self.kiosk.session().votes.list() {
            let sheet = &self.model.sheets[&vote.id];
            let counted = vote.casts.iter().map(|(d, cast)| (d.clone(), cast.choice));
            assert_eq!(counted.collect::<Vec<_>>(), sheet.choices.clone().into_iter().collect::<Vec<_>>());
        }
    }
}

fn nonce(kiosk: &Kiosk, vote: &Vote, dice: &mut Dice) -> (String, bool) {
    let sound = !dice.chance(30);
    (if sound { vote_nonce(kiosk.session(), vote) } else { "other".to_owned() }, sound)
}

fn figures(vote: &Vote) -> Figures {
    match (&vote.outcome, &vote.ballot) {
        (Some(o), None) => {
            assert_eq!(o.r#for + o.against + o.not_voting, o.present);
            Figures { present: o.present, votes_for: o.r#for, against: o.against, marks: Vec::new() }
        }
        (None, Some(ballot)) => {
            let present = ballot.lines.first().map_or(0, |l| l.outcome.present);
            let marks = ballot.lines.iter().map(|l| l.outcome.r#for).collect();
            Figures { present, votes_for: 0, against: 0, marks }
        }
        (None, None) | (Some(_), Some(_)) => panic!("one result: {vote:?}"),
    }
}

fn accepted(step: &Step) -> Option<&Entry> {
    match step {
        Step::Accepted { entry, .. } => Some(entry),
        Step::Already { .. } | Step::Repeated { .. } | Step::Refused { .. } | Step::Unreadable { .. } => None,
    }
}
