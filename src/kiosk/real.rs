//! The real world behind the shell: the room's loop, the disk, USB sticks. Slow work goes to the runtime's threads; answers
//! come back through [`Post`].

use super::effect::{Effect, Exported, ImportError, MinutesExport, News, PinTrouble, Target};
use super::folders;
use super::paper::{self, Pixels};
use super::present::Entrance;
use super::shell::World;
use crate::chamber::command::{Actor, Command, PinRole};
use crate::chamber::{Now, Refusal};
use crate::credentials;
use crate::prepare;
use crate::runtime::{Handle, RoomService, Running, View, random_code};
use crate::sound::{self, Sound};
use crate::text;
use crate::web::{BaseUrl, Download, Pages, WIDTHS, join_url};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long an answer waits for the view that shows what it changed.
const VIEW_PATIENCE: Duration = Duration::from_millis(120);

/// Letters to the UI thread. However many come, it is woken once.
pub struct Post {
    waiting: Mutex<Vec<News>>,
    woken: AtomicBool,
    wake: Box<dyn Fn() + Send + Sync>,
}

impl Post {
    /// `wake` must make the UI thread call [`Post::take`] soon.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { waiting: Mutex::default(), woken: AtomicBool::new(false), wake: Box::new(wake) })
    }

    /// Wakes the UI thread, with news or because the view changed.
    pub fn send(&self, news: Option<News>) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).extend(news);
        if !self.woken.swap(true, Ordering::AcqRel) {
            (self.wake)();
        }
    }

    /// What has come since the last time.
    pub fn take(&self) -> Vec<News> {
        self.woken.store(false, Ordering::Release);
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The world of the running program.
pub struct Real {
    handle: Handle,
    service: Arc<RoomService>,
    pages: Arc<Pages>,
    sound: Sound,
    public_url: BaseUrl,
    export: Arc<dyn MinutesExport>,
    tokio: tokio::runtime::Handle,
    post: Arc<Post>,
    /// Width that pages are shown in, pixels.
    paper_width: Cell<u32>,
    paper: Arc<Mutex<Option<Pixels>>>,
    off: Arc<AtomicBool>,
}

impl Real {
    /// The world around `running`.
    pub fn new(
        running: &Running,
        tokio: &tokio::runtime::Handle,
        sound: Sound,
        export: Arc<dyn MinutesExport>,
        post: Arc<Post>,
    ) -> Self {
        Self {
            handle: running.handle.clone(),
            service: running.service.clone(),
            pages: running.pages.clone(),
            sound,
            public_url: running.public_url.clone(),
            export,
            tokio: tokio.clone(),
            post,
            paper_width: Cell::default(),
            paper: Arc::default(),
            off: Arc::default(),
        }
    }

    /// Pages that are read from now on are as wide as this, pixels.
    pub fn set_paper_width(&self, width: u32) {
        self.paper_width.set(width);
    }

    /// The page that was read last, once.
    pub fn take_paper(&self) -> Option<Pixels> {
        self.paper.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether somebody asked to switch the machine off.
    pub fn is_off(&self) -> bool {
        self.off.load(Ordering::Acquire)
    }

    /// Wakes the UI thread with every new view and when the sound stands differently, until the task is aborted.
    pub fn follow(&self) -> tokio::task::JoinHandle<()> {
        let (mut views, mut sound, post) = (self.handle.views(), self.sound.states(), self.post.clone());
        self.tokio.spawn(async move {
            loop {
                tokio::select! {
                    changed = views.changed() => if changed.is_err() {
                        return;
                    },
                    Ok(()) = sound.changed() => {}
                }
                post.send(None);
            }
        })
    }

    fn later(&self, work: impl Future<Output = News> + Send + 'static) {
        let post = self.post.clone();
        self.tokio.spawn(async move { post.send(Some(work.await)) });
    }

    fn apart(&self, work: impl FnOnce() -> News + Send + 'static) {
        let post = self.post.clone();
        self.tokio.spawn_blocking(move || post.send(Some(work())));
    }

    fn export(&self, session: crate::chamber::ids::SessionId, target: Target) {
        let (export, service) = (self.export.clone(), self.service.clone());
        self.apart(move || {
            let download = target == Target::Download;
            News::Exported(export.export(session, target).and_then(|files| {
                if download { offer(&service, files) } else { Ok(Exported::Folder { files: files.len() }) }
            }))
        });
    }
}

/// Offers the first of the files behind a fresh code.
fn offer(service: &RoomService, files: Vec<PathBuf>) -> Result<Exported, String> {
    let nothing = || "Không có tệp nào để tải về. Thử xuất lại.".to_owned();
    let path = files.first().cloned().ok_or_else(nothing)?;
    let code = random_code().ok_or_else(nothing)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let media_type = match path.extension().and_then(|e| e.to_str()) {
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("zip") => "application/zip",
        Some(_) | None => "application/octet-stream",
    };
    service.offer(&code, Download { path, name, media_type });
    Ok(Exported::Download { code, files: files.len() })
}

async fn ask_all(handle: &Handle, commands: Vec<Command>, actor: Actor) -> Result<(), Refusal> {
    let before = handle.view().rev;
    for command in commands {
        handle.ask(command, actor.clone()).await?;
    }
    // The screen goes on only when it can show what follows: the view comes some milliseconds after the answer.
    let mut views = handle.views();
    let _ = tokio::time::timeout(VIEW_PATIENCE, views.wait_for(|view| view.rev > before)).await;
    Ok(())
}

async fn import(handle: &Handle, data: PathBuf, folder: PathBuf, actor: Actor) -> Result<(), ImportError> {
    let read = tokio::task::spawn_blocking(move || {
        let prepared = prepare::read_session(&folder).map_err(ImportError::Mistakes)?;
        prepare::store_files(&prepared, &data).map_err(|error| ImportError::Store(error.to_string()))?;
        Ok(prepared.plan)
    });
    let plan = read.await.map_err(|_| ImportError::Refused(Refusal::NotRecorded))??;
    let commands = vec![Command::ImportSession(Box::new(plan))];
    ask_all(handle, commands, actor).await.map_err(ImportError::Refused)
}

fn hash_pin(pin: &str, other: Option<&str>) -> Result<String, PinTrouble> {
    if other.is_some_and(|hash| credentials::pin_fits(pin, hash)) {
        return Err(PinTrouble::SameAsOther);
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| PinTrouble::Failed)?;
    credentials::pin_hash(pin, &salt).ok_or(PinTrouble::Failed)
}

fn check_pin(pin: &str, hashes: Vec<(PinRole, String)>) -> Option<PinRole> {
    hashes.into_iter().find(|(_, hash)| credentials::pin_fits(pin, hash)).map(|(role, _)| role)
}

/// The narrowest picture that needs no enlarging.
fn made_width(shown: u32) -> u32 {
    WIDTHS.into_iter().find(|width| *width >= shown).unwrap_or(WIDTHS[WIDTHS.len() - 1])
}

async fn page(pages: &Pages, sha256: &str, path: &Path, page: u32, shown: u32) -> Option<Pixels> {
    let png = pages.page_png(sha256, path, page, made_width(shown)).await.ok()?;
    tokio::task::spawn_blocking(move || paper::read(&png, shown)).await.ok()?
}

impl World for Real {
    fn view(&self) -> View {
        self.handle.view()
    }

    fn now(&self) -> Now {
        self.handle.now()
    }

    fn entrance(&self) -> Entrance {
        let (door, now) = (self.service.door(), self.handle.now().utc_ms);
        let view = self.handle.view();
        let seconds = view.chamber.current().map_or(15, |s| s.plan.rules.room_code_seconds.value);
        let url = self.public_url.as_str();
        Entrance {
            url: join_url(url, &door.token(now)),
            base: url.to_owned(),
            address: url.trim_start_matches("http://").trim_start_matches("https://").to_owned(),
            typed: door.typed(now),
            left_ms: door.token_left_ms(now),
            window_ms: i64::from(seconds) * 1000,
            walls: self.service.waiting_walls(),
            handhelds: self.service.waiting_handhelds(),
        }
    }

    fn sound(&self) -> sound::State {
        self.sound.state()
    }

    fn run(&mut self, effect: Effect) -> Option<News> {
        match effect {
            Effect::Ask { commands, actor, done } => {
                let handle = self.handle.clone();
                self.later(
                    async move { News::Answer { result: ask_all(&handle, commands, actor).await, done } },
                );
            }
            Effect::CheckPin { pin, hashes } => {
                self.apart(move || News::PinChecked(check_pin(&pin, hashes)));
            }
            Effect::HashPin { role, pin, other } => {
                self.apart(move || News::PinHashed { role, result: hash_pin(&pin, other.as_deref()) });
            }
            Effect::LoadPage { document, sha256, page: number } => {
                let (pages, shown, slot) = (self.pages.clone(), self.paper_width.get(), self.paper.clone());
                let path = self.service.document_path(&sha256);
                self.later(async move {
                    let pixels = page(&pages, &sha256, &path, number, shown).await;
                    let there = pixels.is_some();
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = pixels;
                    News::Page { document, page: number, there }
                });
            }
            Effect::FindFolders => {
                let data = self.service.data().to_owned();
                self.apart(move || News::Folders(folders::find(&data)));
            }
            Effect::Import { folder, actor } => {
                let (handle, data) = (self.handle.clone(), self.service.data().to_owned());
                self.later(async move { News::Imported(import(&handle, data, folder, actor).await) });
            }
            Effect::FreshCode { holder, actor } => {
                let service = self.service.clone();
                self.later(async move {
                    let result = service.fresh_code(holder.clone(), actor).await;
                    News::Code { holder, result }
                });
            }
            Effect::Export { session, target } => self.export(session, target),
            Effect::Backup(folder) => {
                let handle = self.handle.clone();
                let at = text::file_stamp(handle.room_time());
                self.later(async move {
                    let to = folder.join(format!("nghitruong-{at}.db"));
                    let copy = to.clone();
                    let failed = || "Không chép được dữ liệu ra USB. Thử USB khác.".to_owned();
                    let done = handle.with_journal(move |journal| journal.backup(&copy)).await;
                    News::BackedUp(match done {
                        Some(Ok(())) => Ok(to),
                        Some(Err(error)) => {
                            tracing::warn!(%error, "the copy of the data failed");
                            Err(failed())
                        }
                        None => Err(failed()),
                    })
                });
            }
            Effect::Sound(ask) => self.sound.ask(ask),
            Effect::PairWall { code, name, actor, done } => {
                let service = self.service.clone();
                self.later(async move {
                    News::Answer { result: service.pair_wall(&code, name, actor).await, done }
                });
            }
            Effect::GiveHandheld { code, delegate, actor, done } => {
                let service = self.service.clone();
                self.later(async move {
                    News::Answer { result: service.give_handheld(&code, delegate, actor).await, done }
                });
            }
            Effect::RefuseWall { code } => self.service.refuse_wall(&code),
            Effect::PowerOff => {
                self.off.store(true, Ordering::Release);
                self.post.send(None);
            }
        }
        None
    }
}
