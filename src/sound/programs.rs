//! The two programs that make sound audible: `espeak-ng` reads a sentence, `aplay` plays it. Each runs in a process of its
//! own with limits on time and output; what it says or does harms nothing here.

use super::settings::Settings;
use super::wav::Wav;
use std::ffi::OsString;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;

/// Largest sound that a voice may make: three minutes.
const MOST_OUTPUT: u64 = 8 * 1024 * 1024;
/// What is kept of a program's complaints, bytes.
const MOST_ERRORS: u64 = 2 * 1024;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Player,
    Voice,
}

/// Why nothing is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The program is not installed.
    Missing,
    /// It ended with an error: no loudspeaker, no such voice.
    Failed,
    /// It did not end in time.
    Slow,
}

/// A program with what always stands behind its name.
#[derive(Debug, Clone)]
pub struct Program {
    pub name: OsString,
    pub args: Vec<OsString>,
}

impl Program {
    /// `name` with `args`.
    pub fn new(name: &str, args: &[&str]) -> Self {
        Self { name: name.into(), args: args.iter().map(OsString::from).collect() }
    }

    /// Runs it with `input`, and gives back what it writes. The process is killed when `limit` has passed, or when the
    /// caller no longer waits.
    async fn run(&self, more: &[String], input: &[u8], limit: Duration) -> Result<Vec<u8>, Trouble> {
        let spawned = Command::new(&self.name)
            .args(&self.args)
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn();
        let mut child = match spawned {
            Ok(child) => child,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Trouble::Missing),
            Err(error) => {
                tracing::debug!(program = ?self.name, %error, "cannot be started");
                return Err(Trouble::Failed);
            }
        };
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let feed = async {
            if let Some(mut stdin) = stdin {
                // It may end before it has read everything; its status tells whether that was right.
                let _ = stdin.write_all(input).await;
                let _ = stdin.shutdown().await;
            }
        };
        let whole = async {
            let ((), out, errors) = tokio::join!(feed, read(stdout, MOST_OUTPUT), read(stderr, MOST_ERRORS));
            (child.wait().await, out, errors)
        };
        let done = tokio::time::timeout(limit, whole).await;
        let Ok((status, out, errors)) = done else {
            // Fails only if it has just ended by itself.
            let _ = child.kill().await;
            tracing::debug!(program = ?self.name, "killed after {} s", limit.as_secs());
            return Err(Trouble::Slow);
        };
        if status.is_ok_and(|status| status.success()) {
            return Ok(out);
        }
        let errors = String::from_utf8_lossy(&errors);
        tracing::debug!(program = ?self.name, reason = errors.lines().last().unwrap_or_default(), "failed");
        Err(Trouble::Failed)
    }
}

/// Everything that `from` gives, of which at most `most` bytes are kept.
async fn read(from: Option<impl AsyncRead + Unpin>, most: u64) -> Vec<u8> {
    let mut kept = Vec::new();
    if let Some(mut from) = from {
        // What cannot be read is not there; the status tells the rest.
        let _ = (&mut from).take(most).read_to_end(&mut kept).await;
        let _ = tokio::io::copy(&mut from, &mut tokio::io::sink()).await;
    }
    kept
}

/// The programs of this machine.
#[derive(Debug, Clone)]
pub struct Programs {
    pub player: Program,
    pub voice: Program,
    /// How long the voice may take for one sentence, and the player beyond the length of what it plays.
    pub limit: Duration,
}

impl Default for Programs {
    /// Those of Debian: the Northern voice, which is the official one, and ALSA.
    fn default() -> Self {
        Self {
            player: Program::new("aplay", &["-q", "-"]),
            voice: Program::new("espeak-ng", &["-v", "vi", "--stdin", "--stdout"]),
            limit: Duration::from_secs(10),
        }
    }
}

impl Programs {
    /// Plays `sound` to its end.
    ///
    /// # Errors
    /// [`Trouble`].
    pub async fn play(&self, sound: &Wav) -> Result<(), Trouble> {
        let limit = self.limit + Duration::from_millis(sound.millis());
        self.player.run(&[], &sound.bytes(), limit).await.map(drop)
    }

    /// Reads `sentence`, which [`super::spoken`] has made readable.
    ///
    /// # Errors
    /// [`Trouble`]; [`Trouble::Failed`] also where what came is no sound.
    pub async fn speak(&self, sentence: &str, settings: Settings) -> Result<Wav, Trouble> {
        let speed = ["-s".to_owned(), settings.speed.to_string()];
        let bytes = self.voice.run(&speed, sentence.as_bytes(), self.limit).await?;
        Wav::parse(&bytes).filter(|wav| !wav.samples.is_empty()).ok_or(Trouble::Failed)
    }
}
