//! Joins what the screen remembers to a world that does what it asks.

use super::effect::{Effect, News};
use super::local::Local;
use super::present::{self, Entrance};
use super::scene::Scene;
use crate::chamber::Now;
use crate::runtime::View;
use crate::sound;
use nghitruong_ui::{Face, Touch};

/// What the shell needs around it.
pub trait World {
    /// The newest committed state.
    fn view(&self) -> View;
    /// The program's time.
    fn now(&self) -> Now;
    /// How people come in now.
    fn entrance(&self) -> Entrance;
    /// How the room sounds.
    fn sound(&self) -> sound::State;
    /// Does something; answers now, or later through [`Shell::news`].
    fn run(&mut self, effect: Effect) -> Option<News>;
}

/// The shell of one kiosk.
pub struct Shell<W> {
    local: Local,
    world: W,
}

impl<W: World> Shell<W> {
    /// Locked, in Vietnamese.
    pub fn new(world: W) -> Self {
        let view = world.view();
        let local = Local::at_start(Scene { view: &view, now: world.now() });
        let mut shell = Self { local, world };
        shell.all(vec![Effect::FindFolders]);
        shell.listen();
        shell
    }

    /// What the screen remembers.
    pub fn local(&self) -> &Local {
        &self.local
    }

    /// The world around it.
    pub fn world(&self) -> &W {
        &self.world
    }

    /// The world around it, to change it from outside.
    pub fn world_mut(&mut self) -> &mut W {
        &mut self.world
    }

    /// The world, when the shell is done with.
    pub fn into_world(self) -> W {
        self.world
    }

    /// Somebody pressed something.
    pub fn touch(&mut self, touch: &Touch) {
        let (view, now) = (self.world.view(), self.world.now());
        let effects = self.local.touch(touch, Scene { view: &view, now });
        self.all(effects);
        self.listen();
    }

    /// An answer has come.
    pub fn news(&mut self, news: News) {
        let (view, now) = (self.world.view(), self.world.now());
        let effects = self.local.news(news, Scene { view: &view, now });
        self.all(effects);
    }

    /// Time has passed.
    pub fn tick(&mut self) {
        self.listen();
        let (view, now) = (self.world.view(), self.world.now());
        self.local.tick(Scene { view: &view, now });
    }

    /// What is to be seen now.
    pub fn face(&self, small: bool) -> Face {
        let (view, now) = (self.world.view(), self.world.now());
        present::face(Scene { view: &view, now }, &self.local, &self.world.entrance(), small)
    }

    /// What the second QR says: where the minutes can be fetched, or how to come in with a new code.
    pub fn code_url(&self, entrance: &Entrance) -> String {
        match &self.local.download {
            Some(download) if self.local.code.is_none() => {
                format!("{}/minutes/{}", entrance.base, download.code)
            }
            Some(_) | None => entrance.url.clone(),
        }
    }

    /// Takes over how the room sounds.
    pub fn listen(&mut self) {
        self.local.sound = self.world.sound();
    }

    fn all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(news) = self.world.run(effect) {
                self.news(news);
            }
        }
    }
}
