//! The whole program as a process of its own: how soon it is ready, and how much memory it holds.

use super::BenchError;
use super::room::{Room, Way, crowd_of, seal};
use crate::bench::crowd::Order;
use crate::chamber::command::Choice;
use crate::rehearsal::device::request_id;
use crate::wire::up::{Ask, Body};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// What `--json` prints first.
#[derive(Debug, Deserialize)]
pub struct Ready {
    pub http: SocketAddr,
    pub mqtt: SocketAddr,
}

/// A running program.
pub struct Program {
    child: Child,
    pub ready: Ready,
    /// From the start of the process to its first line.
    pub start: Duration,
}

impl Program {
    /// Runs `program serve` on `data` with free ports.
    ///
    /// # Errors
    /// [`BenchError`].
    pub async fn serve(program: &Path, data: &Path) -> Result<Self, BenchError> {
        let started = Instant::now();
        let mut child = Command::new(program)
            .args(["serve", "--http", "127.0.0.1:0", "--mqtt", "127.0.0.1:0", "--json", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = child.stdout.take().ok_or(BenchError::Silent)?;
        let mut lines = BufReader::new(stdout).lines();
        let line = tokio::time::timeout(Duration::from_secs(60), lines.next_line()).await;
        let line = line.map_err(|_| BenchError::Silent)??.ok_or(BenchError::Silent)?;
        Ok(Self { child, ready: serde_json::from_str(&line)?, start: started.elapsed() })
    }

    /// Resident memory now, MB (of 1,000,000 bytes); `None` where the system does not tell.
    pub fn resident_mb(&self) -> Option<f64> {
        resident_mb(self.child.id()?)
    }

    /// Ends it.
    ///
    /// # Errors
    /// What the system says.
    pub async fn kill(mut self) -> Result<(), BenchError> {
        Ok(self.child.kill().await?)
    }
}

/// Resident memory of a process, MB.
pub fn resident_mb(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

/// Start-up and memory of a room of its own with everybody connected through the gateway, after a vote of all.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    pub start: Duration,
    pub memory_mb: Option<f64>,
}

/// Hands the room of `data` over to a process and measures it.
///
/// # Errors
/// [`BenchError`].
pub async fn measure(program: &Path, data: &Path, room: Room) -> Result<Figures, BenchError> {
    let (vote, nonce) = room.open_vote().await?;
    let name = room.running.service.room().to_owned();
    let session = room.running.handle.view().chamber.current().map(|s| s.plan.session.clone());
    let session = session.ok_or(BenchError::Silent)?;
    let Room { running, seats, .. } = room;
    running.stop().await;

    let program = Program::serve(program, data).await?;
    let Ready { http, mqtt } = program.ready;
    let mut crowd = crowd_of(&seats, &name, mqtt, http, Way::Gateway, None).await?;
    let orders = seats.iter().map(|seat| {
        let req = request_id();
        let body = Body {
            v: crate::wire::VERSION,
            room: name.clone(),
            session: session.clone(),
            req: req.clone(),
            n: 1_000_000,
            ts: 0,
            ask: Ask::Vote { vote: vote.clone(), choice: Choice::For, nonce: nonce.clone() },
        };
        Ok(Order { bytes: Some(seal(seat, &body)?), mark: req.to_string() })
    });
    crowd.round(orders.collect::<Result<Vec<_>, BenchError>>()?).await?;
    let figures = Figures { start: program.start, memory_mb: program.resident_mb() };
    drop(crowd);
    program.kill().await?;
    Ok(figures)
}
