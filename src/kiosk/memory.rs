//! A world in memory: the real rules, no disk, no broker, a clock that is moved by hand. For pictures, tests and
//! measurements.

use super::effect::{Effect, Exported, Folders, ImportError, News, PinTrouble, Target};
use super::present::Entrance;
use super::shell::World;
use crate::chamber::command::{Actor, Command, DeviceKind, Enrolment, Holder, IssuedCode};
use crate::chamber::ids::DeviceId;
use crate::chamber::{Chamber, Now, Refusal};
use crate::credentials;
use crate::prepare;
use crate::runtime::{Health, View, WaitingWall};
use crate::sound;
use crate::web::{Door, WALL_ID, join_url};
use crate::wire::health::DeviceHealth;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Where the kiosk of a world in memory says it can be reached.
const ADDRESS: &str = "http://192.168.1.10:8080";
/// The codes that such a world gives out.
const CODE: &str = "7QXWK2MD";

/// The world in memory.
pub struct Memory {
    view: View,
    now: Now,
    /// What [`Effect::FindFolders`] finds.
    pub folders: Folders,
    /// What was asked, in order.
    pub asked: Vec<Effect>,
    /// What [`Effect::Ask`] is refused with, once.
    pub refuse_next: Option<Refusal>,
    /// Whether pages of papers can be shown.
    pub papers: bool,
    /// How the room sounds.
    pub sound: sound::State,
    /// Walls that wait to be paired.
    pub walls: Vec<WaitingWall>,
    /// Handhelds that wait to be given.
    pub handhelds: Vec<WaitingWall>,
}

impl Memory {
    /// Nothing is known, the clock shows `utc_ms`.
    pub fn new(utc_ms: i64) -> Self {
        Self {
            view: View {
                chamber: Arc::new(Chamber::default()),
                epoch: 1,
                rev: 0,
                last_commit_at: None,
                health: Health::default(),
                online: Arc::default(),
                device_health: Arc::default(),
            },
            now: Now { utc_ms, mono_ms: 1_000_000 },
            folders: Folders::default(),
            asked: Vec::new(),
            refuse_next: None,
            papers: true,
            sound: sound::State::default(),
            walls: Vec::new(),
            handhelds: Vec::new(),
        }
    }

    /// Moves the clock.
    pub fn pass(&mut self, ms: u64) {
        self.now.mono_ms += ms;
        self.now.utc_ms = self.now.utc_ms.saturating_add_unsigned(ms);
    }

    /// What works and what does not.
    pub fn health_mut(&mut self) -> &mut Health {
        &mut self.view.health
    }

    /// Who is in reach, and how their devices do.
    pub fn devices_mut(&mut self) -> (&mut BTreeSet<DeviceId>, &mut BTreeMap<DeviceId, DeviceHealth>) {
        (Arc::make_mut(&mut self.view.online), Arc::make_mut(&mut self.view.device_health))
    }

    /// Decides and applies a command of anybody.
    ///
    /// # Errors
    /// The chamber's refusal.
    pub fn command(&mut self, command: &Command, actor: &Actor) -> Result<(), Refusal> {
        let chamber = Arc::make_mut(&mut self.view.chamber);
        let events = chamber.decide(command, actor, self.now)?;
        if events.is_empty() {
            return Ok(());
        }
        for event in &events {
            chamber.apply(event, self.now.utc_ms);
        }
        self.view.rev += 1;
        self.view.last_commit_at = Some(self.now.utc_ms);
        Ok(())
    }

    /// Enrols a device for `holder` and says who acts with it.
    ///
    /// # Errors
    /// The chamber's refusal.
    pub fn enrol(&mut self, holder: Holder) -> Result<Actor, Refusal> {
        self.enrol_as(holder, DeviceKind::Phone)
    }

    fn enrol_as(&mut self, holder: Holder, kind: DeviceKind) -> Result<Actor, Refusal> {
        let session = self.view.chamber.current().ok_or(Refusal::NoSession)?.plan.session.clone();
        let hash = credentials::code_hash(&[1; 32], &format!("{holder:?}"));
        let codes = vec![IssuedCode { holder: holder.clone(), hash: hash.clone(), expires_at: None }];
        self.command(&Command::IssueCodes { session, codes }, &Actor::Operator)?;
        let letter = if kind == DeviceKind::Handheld { "h" } else { "p" };
        let name = match &holder {
            Holder::Delegate(id) => format!("{letter}-{id}"),
            Holder::Secretary(id) => format!("{letter}-{id}"),
        };
        let device = DeviceId::new(&name).map_err(|_| Refusal::UnknownDevice)?;
        let enrolment = Enrolment {
            device: device.clone(),
            code_hash: hash,
            key: "00".repeat(32),
            secret_hash: "00".repeat(32),
            kind,
        };
        self.command(&Command::Enrol(enrolment), &Actor::Door)?;
        Ok(Actor::Device { device, holder })
    }

    fn door(&self) -> Door {
        crate::runtime::door([7; 32], "an-binh", self.view.chamber.current())
    }

    fn ask(&mut self, commands: &[Command], actor: &Actor) -> Result<(), Refusal> {
        if let Some(refusal) = self.refuse_next.take() {
            return Err(refusal);
        }
        commands.iter().try_for_each(|command| self.command(command, actor))
    }

    fn pair(&mut self, code: &str, name: String, actor: &Actor) -> Result<(), Refusal> {
        let waits = self.walls.iter().position(|wall| wall.code == code).ok_or(Refusal::UnknownWall)?;
        let wall = DeviceId::new(&format!("{WALL_ID}{code}")).map_err(|_| Refusal::UnknownWall)?;
        self.command(&Command::PairWall { wall, name, secret_hash: "00".repeat(32) }, actor)?;
        self.walls.remove(waits);
        Ok(())
    }

    fn import(&mut self, folder: &Path, actor: &Actor) -> Result<(), ImportError> {
        let prepared = prepare::read_session(folder).map_err(ImportError::Mistakes)?;
        self.command(&Command::ImportSession(Box::new(prepared.plan)), actor).map_err(ImportError::Refused)
    }
}

impl World for Memory {
    fn view(&self) -> View {
        self.view.clone()
    }

    fn now(&self) -> Now {
        self.now
    }

    fn entrance(&self) -> Entrance {
        let door = self.door();
        let seconds = self.view.chamber.current().map_or(15, |s| s.plan.rules.room_code_seconds.value);
        Entrance {
            url: join_url(ADDRESS, &door.token(self.now.utc_ms)),
            base: ADDRESS.to_owned(),
            address: ADDRESS.trim_start_matches("http://").to_owned(),
            typed: door.typed(self.now.utc_ms),
            left_ms: door.token_left_ms(self.now.utc_ms),
            window_ms: i64::from(seconds) * 1000,
            walls: self.walls.clone(),
            handhelds: self.handhelds.clone(),
        }
    }

    fn sound(&self) -> sound::State {
        self.sound
    }

    fn run(&mut self, effect: Effect) -> Option<News> {
        self.asked.push(effect.clone());
        match effect {
            Effect::Ask { commands, actor, done } => {
                Some(News::Answer { result: self.ask(&commands, &actor), done })
            }
            Effect::CheckPin { pin, hashes } => {
                let found = hashes.into_iter().find(|(_, hash)| credentials::pin_fits(&pin, hash));
                Some(News::PinChecked(found.map(|(role, _)| role)))
            }
            Effect::HashPin { role, pin, other } => {
                let same = other.is_some_and(|hash| credentials::pin_fits(&pin, &hash));
                let result = if same {
                    Err(PinTrouble::SameAsOther)
                } else {
                    credentials::pin_hash(&pin, &[7; 16]).ok_or(PinTrouble::Failed)
                };
                Some(News::PinHashed { role, result })
            }
            Effect::LoadPage { document, sha256: _, page } => {
                Some(News::Page { document, page, there: self.papers })
            }
            Effect::FindFolders => Some(News::Folders(self.folders.clone())),
            Effect::Import { folder, actor } => Some(News::Imported(self.import(&folder, &actor))),
            Effect::FreshCode { holder, actor: _ } => {
                Some(News::Code { holder, result: Ok(CODE.to_owned()) })
            }
            Effect::Export { session: _, target: Target::Folder(_) } => {
                Some(News::Exported(Ok(Exported::Folder { files: 4 })))
            }
            Effect::Export { session: _, target: Target::Download } => {
                Some(News::Exported(Ok(Exported::Download { code: CODE.to_owned(), files: 4 })))
            }
            Effect::Backup(folder) => Some(News::BackedUp(Ok(folder.join("nghitruong.db")))),
            Effect::Sound(sound::Ask::Set(settings)) => {
                self.sound.settings = settings;
                None
            }
            Effect::Sound(sound::Ask::Test) | Effect::PowerOff => None,
            Effect::PairWall { code, name, actor, done } => {
                let result = self.pair(&code, name, &actor);
                Some(News::Answer { result, done })
            }
            Effect::GiveHandheld { code, delegate, actor: _, done } => {
                let waits = self.handhelds.iter().position(|handheld| handheld.code == code);
                let result = waits.ok_or(Refusal::UnknownDevice).and_then(|at| {
                    self.enrol_as(Holder::Delegate(delegate), DeviceKind::Handheld)
                        .map(|_| self.handhelds.remove(at))
                });
                Some(News::Answer { result: result.map(|_| ()), done })
            }
            Effect::RefuseWall { code } => {
                self.walls.retain(|wall| wall.code != code);
                None
            }
        }
    }
}
