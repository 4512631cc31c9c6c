//! Page images of documents, made by poppler's `pdftoppm` in a process of its own: a PDF from a USB stick is
//! foreign input, and no parser of such a size belongs into the kiosk's process.
//!
//! Time, memory and sizes are limited, one process runs at a time, and an image once made stays in the cache under the
//! file's SHA-256.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::process::Command;
use tokio::sync::{Mutex, Semaphore};

/// Widths that images are made in, in pixels.
pub const WIDTHS: [u32; 2] = [720, 1080];
/// Longest document, in pages.
pub const MAX_PAGES: u32 = 2_000;
/// Largest document, in bytes.
pub const MAX_FILE: u64 = 50 * 1024 * 1024;

const TIME_LIMIT: Duration = Duration::from_secs(20);
/// Address space of the process, in bytes.
const MEMORY_LIMIT: u64 = 512 * 1024 * 1024;
/// Largest image the process may write, in bytes.
const OUTPUT_LIMIT: u64 = 32 * 1024 * 1024;
/// Different pages that may wait for their turn.
const QUEUE: usize = 64;
/// How long a page that cannot be made is not tried again.
const FAILED_FOR: Duration = Duration::from_secs(60);
const FAILURES_REMEMBERED: usize = 256;

/// Why there is no image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Page 0, or beyond the document's end.
    #[error("no such page")]
    NoSuchPage,
    /// A width we do not make, or a SHA-256 that is none.
    #[error("bad request for a page")]
    BadRequest,
    /// The file is larger or longer than allowed.
    #[error("the document is too big")]
    TooBig,
    /// Too many pages are waiting.
    #[error("too many pages are waiting")]
    Busy,
    /// The page took longer than 20 s.
    #[error("the page took too long")]
    TimedOut,
    /// Poppler could not read it.
    #[error("the document cannot be read")]
    Unreadable,
    /// The file, the cache or the program is not there.
    #[error("{0}")]
    Io(String),
}

impl From<std::io::Error> for PageError {
    fn from(error: std::io::Error) -> Self {
        PageError::Io(error.to_string())
    }
}

/// Maker and cache of page images.
pub struct Pages {
    cache: PathBuf,
    turn: Semaphore,
    waiting: AtomicUsize,
    serial: AtomicU64,
    /// One lock for each page in the making: whoever wants the same page waits here and then finds it made.
    making: StdMutex<BTreeMap<PathBuf, Arc<Mutex<()>>>>,
    failed: StdMutex<BTreeMap<PathBuf, (Instant, PageError)>>,
}

impl Pages {
    /// A cache in `DIR/cache/pages` of the data folder `data`.
    pub fn new(data: &Path) -> Pages {
        Pages {
            cache: data.join("cache").join("pages"),
            turn: Semaphore::new(1),
            waiting: AtomicUsize::new(0),
            serial: AtomicU64::new(0),
            making: StdMutex::new(BTreeMap::new()),
            failed: StdMutex::new(BTreeMap::new()),
        }
    }

    /// The path of the PNG of page `page` (from 1) of the PDF at `path`, whose SHA-256 is `sha256` (64 hex digits), in
    /// `width` pixels (one of [`WIDTHS`]). Made if it is not in the cache.
    ///
    /// # Errors
    /// [`PageError`]; the same error is given again for a minute without trying.
    pub async fn page_png(
        &self,
        sha256: &str,
        path: &Path,
        page: u32,
        width: u32,
    ) -> Result<PathBuf, PageError> {
        let hex = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
        if !hex || !WIDTHS.contains(&width) {
            return Err(PageError::BadRequest);
        }
        if page == 0 || page > MAX_PAGES {
            return Err(PageError::NoSuchPage);
        }
        let folder = self.cache.join(sha256.to_ascii_lowercase());
        let image = folder.join(format!("{page}-{width}.png"));
        if is_file(&image).await {
            return Ok(image);
        }
        let lock = {
            let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(making.entry(image.clone()).or_default())
        };
        let held = lock.lock().await;
        let made = match is_file(&image).await {
            true => Ok(()),
            false => self.make(&folder, &image, path, page, width).await,
        };
        drop(held);
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        // The map's own and ours: nobody else waits.
        if Arc::strong_count(&lock) <= 2 {
            making.remove(&image);
        }
        made.map(|()| image)
    }

    /// Number of pages of the PDF at `path`.
    ///
    /// # Errors
    /// [`PageError::TooBig`] beyond the limits, [`PageError::Unreadable`] for what is no PDF.
    pub async fn page_count(&self, path: &Path) -> Result<u32, PageError> {
        let path = checked(path).await?;
        let _turn = self.queue().await?;
        let mut command = limited("pdfinfo");
        command.arg(&path).stdout(Stdio::piped());
        let output = finish(command.output()).await?;
        if !output.status.success() {
            return Err(PageError::Unreadable);
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let pages = text.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse::<u32>().ok());
        match pages {
            Some(pages) if pages > MAX_PAGES => Err(PageError::TooBig),
            Some(pages) => Ok(pages),
            None => Err(PageError::Unreadable),
        }
    }

    async fn make(
        &self,
        folder: &Path,
        image: &Path,
        path: &Path,
        page: u32,
        width: u32,
    ) -> Result<(), PageError> {
        if let Some(error) = self.recent_failure(image) {
            return Err(error);
        }
        let made = self.render(folder, image, path, page, width).await;
        if let Err(error) = &made
            && *error != PageError::Busy
        {
            tracing::warn!(%error, page, width, "no page image");
            self.remember_failure(image, error.clone());
        }
        made
    }

    async fn render(
        &self,
        folder: &Path,
        image: &Path,
        path: &Path,
        page: u32,
        width: u32,
    ) -> Result<(), PageError> {
        let path = checked(path).await?;
        let _turn = self.queue().await?;
        tokio::fs::create_dir_all(folder).await?;
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let unfinished = folder.join(format!("tmp-{}-{serial}", std::process::id()));
        let number = page.to_string();
        let mut command = limited("pdftoppm");
        command
            .args(["-q", "-png", "-singlefile", "-f", &number, "-l", &number])
            .args(["-scale-to-x", &width.to_string(), "-scale-to-y", "-1"])
            .arg(&path)
            .arg(&unfinished)
            .stdout(Stdio::null());
        let status = finish(command.status()).await;
        // `pdftoppm` appends the extension itself.
        let unfinished = unfinished.with_extension("png");
        let result = match status {
            Ok(status) if status.success() && is_file(&unfinished).await => {
                tokio::fs::rename(&unfinished, image).await.map_err(PageError::from)
            }
            // It says nothing and makes nothing for a page beyond the end (status 99 in newer versions).
            Ok(status) if status.success() || status.code() == Some(99) => Err(PageError::NoSuchPage),
            Ok(_) => Err(PageError::Unreadable),
            Err(error) => Err(error),
        };
        if result.is_err() {
            let _ = tokio::fs::remove_file(&unfinished).await;
        }
        result
    }

    async fn queue(&self) -> Result<tokio::sync::SemaphorePermit<'_>, PageError> {
        let place = Place::take(&self.waiting).ok_or(PageError::Busy)?;
        let turn = self.turn.acquire().await.map_err(|_| PageError::Busy);
        drop(place);
        turn
    }

    fn recent_failure(&self, image: &Path) -> Option<PageError> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.get(image).filter(|(at, _)| at.elapsed() < FAILED_FOR).map(|(_, error)| error.clone())
    }

    fn remember_failure(&self, image: &Path, error: PageError) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= FAILURES_REMEMBERED {
            failed.retain(|_, (at, _)| at.elapsed() < FAILED_FOR);
        }
        if failed.len() < FAILURES_REMEMBERED {
            failed.insert(image.to_owned(), (Instant::now(), error));
        }
    }
}

/// A place in the queue, given back also when the visitor goes away while waiting.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Option<Place<'a>> {
        let place = Place(waiting);
        (waiting.fetch_add(1, Ordering::AcqRel) < QUEUE).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

async fn is_file(path: &Path) -> bool {
    tokio::fs::metadata(path).await.is_ok_and(|meta| meta.is_file())
}

async fn checked(path: &Path) -> Result<PathBuf, PageError> {
    let meta = tokio::fs::metadata(path).await?;
    if meta.len() > MAX_FILE {
        return Err(PageError::TooBig);
    }
    // Absolute, so that no file name is taken for an option.
    Ok(std::path::absolute(path)?)
}

/// A poppler program under util-linux's `prlimit`, which is on every Debian system and needs no unsafe code here.
fn limited(program: &str) -> Command {
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--as={MEMORY_LIMIT}"))
        .arg(format!("--cpu={}", TIME_LIMIT.as_secs()))
        .arg(format!("--fsize={OUTPUT_LIMIT}"))
        .args(["--nofile=64", "--core=0", "--", program])
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command
}

async fn finish<T>(run: impl Future<Output = std::io::Result<T>>) -> Result<T, PageError> {
    match tokio::time::timeout(TIME_LIMIT, run).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(PageError::TimedOut),
    }
}
