//! A room in this process for the tests that need one: imported, codes issued, phones enrolled through the web.

use ed25519_dalek::SigningKey;
use nghitruong::chamber::command::{Actor, Command, Holder, IssuedCode};
use nghitruong::chamber::ids::{MotionId, VoteId};
use nghitruong::chamber::plan::SessionPlan;
use nghitruong::chamber::rules::VoteForm;
use nghitruong::credentials as cred;
use nghitruong::prepare::{store_files, synthetic};
use nghitruong::rehearsal::device::{Device, Identity, enrol};
use nghitruong::rehearsal::site::Site;
use nghitruong::runtime::{Clock, Options, Running, found_room, open_room, start};
use std::net::SocketAddr;
use std::path::Path;

pub struct House {
    pub running: Running,
    pub plan: SessionPlan,
    pub site: Site,
    /// Delegates in the order of the plan, then the secretary.
    pub people: Vec<(Identity, SigningKey)>,
}

pub async fn running(data: &Path) -> Running {
    running_at(data, "127.0.0.1:0".parse().unwrap()).await
}

/// With its web at `http`, where a room that was stopped was before.
pub async fn running_at(data: &Path, http: SocketAddr) -> Running {
    let options = Options {
        data: data.to_owned(),
        http,
        mqtt: "127.0.0.1:0".parse().unwrap(),
        broker: None,
        public_url: None,
        device_mqtt: None,
        clock: Clock::start(),
    };
    start(options).await.unwrap()
}

impl House {
    /// `delegates` phones and the secretary's device, nobody checked in.
    pub async fn open(data: &Path, delegates: u16) -> House {
        let prepared = synthetic(delegates, 1).unwrap();
        {
            let (mut journal, _) = open_room(data).unwrap();
            found_room(&mut journal, &prepared.plan.council.room, 0).unwrap();
            store_files(&prepared, data).unwrap();
        }
        let running = running(data).await;
        let plan = prepared.plan;
        let site = Site { http: running.http };
        let mut house = House { running, plan, site, people: Vec::new() };
        house.ask(Command::ImportSession(Box::new(house.plan.clone())), Actor::Operator).await;
        let secret = house.running.handle.with_journal(|journal| journal.room_secret()).await.unwrap();
        let delegates = house.plan.delegates.iter().map(|d| Holder::Delegate(d.id.clone()));
        let holders: Vec<Holder> =
            delegates.chain([Holder::Secretary(house.plan.secretaries[0].id.clone())]).collect();
        let code = |n: usize| cred::base32_of(&[1, 2, 3, 4, u8::try_from(n).unwrap()]);
        let codes = holders.iter().enumerate().map(|(n, holder)| IssuedCode {
            holder: holder.clone(),
            hash: cred::code_hash(&secret, &code(n)),
            expires_at: None,
        });
        let codes = codes.collect();
        let session = house.plan.session.clone();
        house.ask(Command::IssueCodes { session, codes }, Actor::Operator).await;
        for n in 0..holders.len() {
            let key = SigningKey::from_bytes(&[u8::try_from(n + 1).unwrap(); 32]);
            let token = house.running.service.door().token(house.running.handle.now().utc_ms);
            let identity = enrol(house.site, None, &token, &code(n), key.clone()).await.unwrap();
            house.people.push((identity, key));
        }
        house
    }

    pub async fn ask(&self, command: Command, actor: Actor) {
        let what = format!("{command:?}");
        self.running.handle.ask(command, actor).await.unwrap_or_else(|why| panic!("{what:.80}: {why}"));
    }

    pub async fn chair(&self, command: Command) {
        self.ask(command, Actor::Chair).await;
    }

    pub fn device(&self, place: usize) -> Device {
        Device::start(self.site, None, self.people[place].0.clone())
    }

    pub fn motions(&self) -> Vec<MotionId> {
        let groups = Some(nghitruong::chamber::plan::Effect::QuestionGroups);
        self.plan.motions().filter(|m| m.effect != groups).map(|m| m.id.clone()).collect()
    }

    /// Everybody checks in, the sitting opens.
    pub async fn open_sitting(&self) {
        for place in 0..self.plan.delegates.len() {
            self.device(place).check_in().await.unwrap();
        }
        let total_delegates = u32::try_from(self.plan.delegates.len()).unwrap();
        self.chair(Command::OpenSitting { total_delegates }).await;
    }

    pub async fn open_vote(&self, motion: usize) -> VoteId {
        let motion = self.motions()[motion].clone();
        self.chair(Command::OpenVote { motions: vec![motion], form: VoteForm::Electronic }).await;
        let mut views = self.running.handle.views();
        let view = views.wait_for(|v| v.chamber.current().unwrap().votes.open().is_some()).await.unwrap();
        view.chamber.current().unwrap().votes.open().unwrap().id.clone()
    }
}
