//! One discussion in the simulated hall.

use super::screen::{News, Screen};
use crate::chamber::floor::rank;
use crate::room::device::Device;
use crate::room::dice::Dice;
use crate::room::kiosk::Kiosk;
use crate::room::net::{Answer, Net, Packet};
use nghitruong::chamber::command::{DeviceKind, Holder, IssuedCode};
use nghitruong::chamber::ids::{RequestId, SpeechId};
use nghitruong::chamber::plan::SessionPlan;
use nghitruong::chamber::rules::{OrderRule, Setting, TurnKind};
use nghitruong::chamber::{Actor, Chamber, Command, Event, Phase, Session};
use nghitruong::hub::changes::Changed;
use nghitruong::hub::entry::Entry;
use nghitruong::hub::snapshots::{self, Stamp};
use nghitruong::hub::{Input, Step};
use nghitruong::wire::snapshot::Clock;
use nghitruong::wire::up::Ask;
use std::collections::{BTreeMap, BTreeSet};

/// Milliseconds of a step, and of a whole discussion.
pub const STEP: i64 = 100;
const LONGEST: i64 = 150_000;
/// As often as the program marks a running clock.
const MARK: i64 = 3_500;
/// What a power cut may cost.
const MOST_LOST: i64 = 5_000;
/// How far two screens may differ.
pub const AGREED: i64 = 100;

pub enum Waiting {
    Up { device: usize, req: RequestId, bytes: Vec<u8> },
    Local { command: Command, actor: Actor },
}

pub struct Play {
    pub dice: Dice,
    pub kiosk: Kiosk,
    /// Applies the log event by event, to look at every single registration.
    twin: Chamber,
    rules: Vec<OrderRule>,
    pub net: Net,
    /// The last one is the secretary's.
    pub devices: Vec<Device>,
    pub screens: Vec<Screen>,
    pub inbox: Vec<Waiting>,
    pub at: i64,
    epoch: u64,
    /// Host time of the last mark.
    marked: i64,
    /// By a bystander's watch: how long each speech was really spoken, and how much of it a power cut may have cost.
    spoken: BTreeMap<SpeechId, i64>,
    lost: BTreeMap<SpeechId, i64>,
    /// Speeches whose end was taken back: nobody outside knows what they count.
    taken_back: BTreeSet<SpeechId>,
    pub calm: bool,
    met: BTreeSet<&'static str>,
}

fn plan(dice: &mut Dice) -> SessionPlan {
    let mut plan = nghitruong::prepare::synthetic(12, 1).expect("the sample").plan;
    plan.delegates.truncate(5 + dice.below(8));
    plan.delegates.iter_mut().for_each(|d| d.reported_absent = None);
    plan.secretaries.truncate(1);
    plan.secretaries[0].delegate = None;
    let rules = &mut plan.rules;
    rules.queue_order.value = [OrderRule::ProceduralFirst, OrderRule::LeastSpoken]
        .into_iter()
        .filter(|_| dice.chance(600))
        .collect();
    rules.turns_most.clear();
    if dice.chance(500) {
        let setting = Setting { value: 1, source: String::new(), checked: false };
        rules.turns_most.insert(TurnKind::Speech, setting);
    }
    plan
}

impl Play {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0x6861_6c6c);
        let plan = plan(&mut dice);
        let item = plan.agenda.iter().find(|i| i.discussion).expect("a discussion").id.clone();
        let people: Vec<_> = plan.delegates.iter().map(|d| d.id.clone()).collect();
        let mut play = Self {
            dice,
            kiosk: Kiosk::new(),
            twin: Chamber::default(),
            rules: plan.rules.queue_order.value.clone(),
            net: Net::default(),
            devices: Vec::new(),
            screens: Vec::new(),
            inbox: Vec::new(),
            at: 0,
            epoch: 1,
            marked: 0,
            spoken: BTreeMap::new(),
            lost: BTreeMap::new(),
            taken_back: BTreeSet::new(),
            calm: false,
            met: BTreeSet::new(),
        };
        play.local(Command::ImportSession(Box::new(plan)), Actor::Operator);
        play.batch(false);
        for person in &people {
            play.enrol(Some(person.clone()));
        }
        play.enrol(None);
        for person in &people {
            play.local(Command::CheckIn { delegate: person.clone() }, Actor::Chair);
        }
        play.local(Command::OpenSitting { total_delegates: people.len() as u32 }, Actor::Chair);
        play.local(Command::GoToItem { item }, Actor::Chair);
        play.batch(false);
        // Every device has a screen, and so has the wall.
        for _ in 0..=play.devices.len() {
            let screen = Screen::new(&mut play.dice);
            play.screens.push(screen);
        }
        play.retained();
        play
    }

    fn enrol(&mut self, person: Option<nghitruong::chamber::ids::DelegateId>) {
        let plan = &self.kiosk.session().plan;
        let (session, secretary) = (plan.session.clone(), plan.secretaries[0].id.clone());
        let holder = person.clone().map_or(Holder::Secretary(secretary), Holder::Delegate);
        let device = Device::new(self.devices.len(), person, DeviceKind::Phone);
        let codes = vec![IssuedCode { holder, hash: device.id.to_string(), expires_at: None }];
        self.local(Command::IssueCodes { session, codes }, Actor::Operator);
        self.local(device.enrolment(), Actor::Door);
        self.devices.push(device);
    }

    pub fn local(&mut self, command: Command, actor: Actor) {
        self.inbox.push(Waiting::Local { command, actor });
    }

    pub fn session(&self) -> &Session {
        self.kiosk.session()
    }

    pub fn run(mut self) -> BTreeSet<&'static str> {
        while self.at < LONGEST {
            self.step();
        }
        self.quiet();
        self.check_log();
        self.met.extend(self.net.met.iter());
        self.met
    }

    fn step(&mut self) {
        self.pass(STEP);
        self.carry();
        for place in 0..self.devices.len() {
            if self.devices[place].is_free()
                && self.dice.chance(12)
                && let Some(ask) = self.idea(place)
            {
                let session = self.session().plan.session.clone();
                let tick = self.tick();
                self.devices[place].ask(&session, ask, true, tick);
            }
        }
        let chair_waits = self.inbox.iter().any(|w| matches!(w, Waiting::Local { .. }));
        if !chair_waits && self.dice.chance(60) {
            let command = self.act();
            self.local(command, Actor::Chair);
        }
        if self.dice.chance(700) {
            let fails = self.dice.chance(30);
            self.batch(fails);
        }
        if self.dice.chance(4) {
            self.kill();
        }
        if self.dice.chance(10) {
            let (screen, until) =
                (self.dice.below(self.screens.len()), self.at + self.dice.below(20_000) as i64);
            self.screens[screen].cut_off(until);
            self.met.insert("cut off");
        }
    }

    fn tick(&self) -> u64 {
        u64::try_from(self.at / STEP).unwrap_or(0)
    }

    /// Time goes by: for the kiosk, for a bystander's watch, and for who comes back.
    pub fn pass(&mut self, ms: i64) {
        let away: Vec<bool> = self.screens.iter().map(|s| s.is_away(self.at)).collect();
        self.at += ms;
        self.kiosk.now.utc_ms += ms;
        self.kiosk.now.mono_ms += ms as u64;
        let clock = self.session().floor.clock().filter(|c| c.watch.is_running()).map(|c| c.speech.clone());
        if let Some(speech) = clock {
            *self.spoken.entry(speech).or_default() += ms;
        }
        if self.session().clocks_run() && self.kiosk.now.utc_ms - self.marked >= MARK {
            self.marked = self.kiosk.now.utc_ms;
        }
        for (place, was_away) in away.into_iter().enumerate() {
            if was_away && !self.screens[place].is_away(self.at) {
                self.tell(place);
            }
        }
        if self.at % 1000 == 0 {
            let utc_ms = self.session().corrected(self.kiosk.now.utc_ms);
            let clock = Clock { v: 1, epoch: self.epoch, mono_ms: self.kiosk.now.mono_ms, utc_ms };
            for screen in &mut self.screens {
                screen.send(News::Clock(clock.clone()), self.at, self.calm, &mut self.dice);
            }
        }
        self.screens.iter_mut().for_each(|s| s.hear(self.at));
    }

    pub fn carry(&mut self) {
        let tick = self.tick();
        for packet in self.net.arrive(tick) {
            match packet {
                Packet::Up { device, req, bytes } => self.inbox.push(Waiting::Up { device, req, bytes }),
                Packet::Down { device, req, answer } => self.devices[device].hear(&req, &answer, tick),
            }
        }
        for (place, device) in self.devices.iter_mut().enumerate() {
            for (req, bytes) in device.due(tick) {
                self.net.send(Packet::Up { device: place, req, bytes }, tick, &mut self.dice);
            }
        }
    }

    fn idea(&mut self, place: usize) -> Option<Ask> {
        let kind = TurnKind::ALL[self.dice.below(4)];
        if self.devices[place].person.is_some() {
            let withdraw = self.dice.chance(200);
            return Some(if withdraw { Ask::WithdrawSpeech { kind } } else { Ask::RequestSpeech { kind } });
        }
        if self.dice.chance(400) {
            let (name, title) = (format!("Khách {}", self.dice.below(3)), String::new());
            return Some(Ask::RequestGuest { name, title, kind });
        }
        let people = self.session().plan.delegates.len();
        let who = self.dice.below(people);
        let delegate = self.session().plan.delegates[who].id.clone();
        Some(Ask::RequestFor { delegate, kind })
    }

    fn act(&mut self) -> Command {
        let waiting: Vec<_> = self.session().floor.queue().map(|s| s.id.clone()).collect();
        let next = self.session().floor.next().map(|s| s.id.clone());
        let any = self.dice.pick(&waiting).cloned();
        if matches!(self.session().phase, Phase::Recess { .. }) {
            return Command::EndRecess;
        }
        match (self.dice.below(13), next, any) {
            (0..=3, Some(speech), _) => Command::CallSpeaker { speech },
            (4, _, Some(speech)) => Command::CallSpeaker { speech },
            (5, _, Some(speech)) => Command::DeferSpeech { speech },
            (6, ..) => Command::PauseSpeech,
            (7, ..) => Command::ResumeSpeech,
            (8, ..) => Command::ExtendSpeech,
            (9, ..) => Command::StopSpeech,
            (10, ..) if self.session().list_closed() => Command::ReopenList,
            (10, ..) if self.dice.chance(300) => Command::CloseList,
            (11, ..) if self.dice.chance(300) => Command::StartRecess { resume_at: None },
            _ => Command::Undo,
        }
    }

    /// The plug is pulled: what was not committed is gone, and nobody hears anything for a while.
    fn kill(&mut self) {
        self.met.insert("killed");
        let known_at = self
            .kiosk
            .log
            .last()
            .map_or(0, |leaf| serde_json::from_slice::<Entry>(leaf).expect("an entry").at);
        let known_at = known_at.max(self.marked);
        let running = self.session().floor.clock().filter(|c| c.watch.is_running());
        if let Some(speech) = running.map(|c| c.speech.clone()) {
            let cost = self.kiosk.now.utc_ms - known_at;
            assert!(cost <= MOST_LOST, "a power cut cost {cost} ms");
            *self.lost.entry(speech).or_default() += cost;
        }
        self.inbox.clear();
        self.net.cut();
        let down = 1_000 * (1 + self.dice.below(40) as i64);
        self.screens.iter_mut().for_each(|s| s.cut_off(self.at + down));
        self.at += down;
        self.at -= self.at % STEP;
        self.kiosk.now.utc_ms += down;
        self.kiosk.now.mono_ms = 0;
        self.epoch += 1;
        self.kiosk.restart();
        self.local(Command::RecoverClocks { known_at }, Actor::Operator);
        self.batch(false);
        self.retained();
    }

    pub fn batch(&mut self, disk_fails: bool) {
        let waiting = std::mem::take(&mut self.inbox);
        let input = |(at, w): (usize, &Waiting)| match w {
            Waiting::Up { device, bytes, .. } => {
                Input::Up { device: self.devices[*device].id.clone(), bytes: bytes.clone() }
            }
            Waiting::Local { command, actor } => {
                Input::Local { ticket: at as u64, command: command.clone(), actor: actor.clone() }
            }
        };
        let inputs = waiting.iter().enumerate().map(input).collect();
        let size = self.kiosk.log.len() as u64;
        let (steps, written) = self.kiosk.batch(inputs, disk_fails);
        for (waiting, step) in waiting.iter().zip(&steps) {
            self.answer(waiting, step, written, size);
        }
        if !written {
            return;
        }
        let mut news = false;
        for step in &steps {
            if let Step::Accepted { entry, .. } = step {
                entry.events.iter().for_each(|event| self.happened(event, entry.at));
                news = true;
            }
        }
        if news {
            assert_eq!(self.twin, self.kiosk.committed);
            self.retained();
        }
    }

    fn answer(&mut self, waiting: &Waiting, step: &Step, written: bool, size: u64) {
        let Waiting::Up { device, req, .. } = waiting else { return };
        let answer = match step {
            Step::Accepted { index, .. } if written => Answer::Recorded(*index),
            Step::Repeated { index, .. } if written || *index < size => {
                self.met.insert("sent again");
                Answer::Recorded(*index)
            }
            Step::Refused { why, .. } if written && !why.is_passing() => {
                match why {
                    nghitruong::chamber::Refusal::ListClosed => self.met.insert("list closed"),
                    nghitruong::chamber::Refusal::TurnLimit { .. } => self.met.insert("limit"),
                    _ => false,
                };
                Answer::Refused
            }
            Step::Accepted { .. } | Step::Repeated { .. } | Step::Refused { .. } => Answer::NotNow,
            Step::Already { .. } | Step::Unreadable { .. } => panic!("{step:?}"),
        };
        let packet = Packet::Down { device: *device, req: req.clone(), answer };
        let tick = self.tick();
        self.net.send(packet, tick, &mut self.dice);
    }

    /// One event, looked at by itself.
    fn happened(&mut self, event: &Event, at: i64) {
        let queue = |chamber: &Chamber| -> Vec<SpeechId> {
            chamber.current().into_iter().flat_map(|s| s.floor.queue().map(|q| q.id.clone())).collect()
        };
        let before = queue(&self.twin);
        let running = self.twin.current().and_then(|s| s.floor.clock()).map(|c| c.speech.clone());
        self.twin.apply(event, at);
        let Some(session) = self.twin.current() else { return };
        match event {
            Event::SpeechRequested { speech, speaker, kind, .. } => {
                let others: Vec<_> = queue(&self.twin).into_iter().filter(|id| id != speech).collect();
                assert_eq!(others, before, "somebody else moved");
                let mine = rank(session, &self.rules, speaker, *kind);
                for other in session.floor.queue().skip_while(|s| s.id != *speech).skip(1) {
                    let other = rank(session, &self.rules, &other.speaker, other.kind);
                    assert!(other > mine, "{speech} overtook somebody with as good a right");
                }
                if speaker.delegate().is_none() {
                    self.met.insert("guest");
                }
            }
            Event::SpeakerCalled { passed_over, .. } if *passed_over > 0 => {
                self.met.insert("out of order");
            }
            Event::SpeechStopped { elapsed_ms } => {
                let speech = running.expect("it ran");
                self.check_spoken(&speech, *elapsed_ms as i64);
            }
            Event::ActUndone { .. } => {
                self.met.insert("taken back");
                self.taken_back.extend(session.floor.clock().map(|c| c.speech.clone()));
                self.taken_back.extend(running);
            }
            Event::SpeechWithdrawn { .. } => drop(self.met.insert("withdrawn")),
            Event::SpeechDeferred { .. } => drop(self.met.insert("deferred")),
            Event::SpeechPaused { .. } => drop(self.met.insert("paused")),
            Event::SpeechExtended { .. } => drop(self.met.insert("extended")),
            Event::RecessStarted { .. } => drop(self.met.insert("recess")),
            _ => {}
        }
    }

    /// A clock counts what was spoken: no more, and less only by what power cuts may cost.
    pub fn check_spoken(&self, speech: &SpeechId, recorded: i64) {
        if self.taken_back.contains(speech) {
            return;
        }
        let (truly, lost) = (self.spoken.get(speech).copied(), self.lost.get(speech).copied());
        let (truly, lost) = (truly.unwrap_or(0), lost.unwrap_or(0));
        assert!(
            (truly - lost..=truly).contains(&recorded),
            "{speech}: {recorded} ms of {truly}, {lost} lost"
        );
    }

    pub fn told<T: serde::de::DeserializeOwned>(&self, changed: &Changed) -> T {
        let stamp = Stamp { epoch: self.epoch, rev: self.kiosk.log.len() as u64 };
        let message = snapshots::message(changed, &self.kiosk.committed, &self.kiosk.hub, "AAAA", stamp);
        serde_json::from_slice(&message.expect("something to tell").1).expect("of its type")
    }

    fn tell(&mut self, place: usize) {
        let news =
            [News::Floor(Box::new(self.told(&Changed::Floor))), News::Queue(self.told(&Changed::Queue))];
        for news in news {
            self.screens[place].send(news, self.at, self.calm, &mut self.dice);
        }
    }

    /// What is kept for everybody has changed.
    fn retained(&mut self) {
        (0..self.screens.len()).for_each(|place| self.tell(place));
    }
}
