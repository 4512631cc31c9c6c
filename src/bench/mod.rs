//! How fast the room is, against what this machine can do at all, measured in the same run.

mod child;
mod crowd;
mod floor;
mod handheld;
mod long;
mod room;
mod spread;

use crate::broker::BrokerError;
use crate::chamber::Refusal;
use crate::client::LineError;
use crate::journal::JournalError;
use crate::minutes::MinutesError;
use crate::runtime::StartError;
use crate::text::Lang;
use crowd::median;
use floor::{Floor, FloorRoom, Sizes};
use room::{Room, Way};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Length of the signed body of a choice, bytes; the floors' clients send as much.
const BODY_BYTES: usize = 290;
/// Length of a choice's leaf, bytes.
const LEAF_BYTES: usize = 900;
/// Delegates of the room in which a handheld is measured.
const HANDHELD_ROOM: u16 = 35;
/// Events of the replay.
const EVENTS: u64 = 100_000;

/// What the screen takes, measured by the screen's own code; milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct PaintFigures {
    /// From a touch to the repainted screen.
    pub touch_to_screen_ms: f64,
    /// The whole screen of 1280x800 anew.
    pub full_repaint_ms: f64,
    /// The clock's second.
    pub clock_tick_ms: f64,
    /// From nothing to the first frame.
    pub first_frame_ms: f64,
}

/// What is measured, and where.
#[derive(Debug, Clone)]
pub struct BenchOptions {
    /// Sizes of the rooms.
    pub rooms: Vec<u16>,
    /// Rounds of each measurement; their median counts.
    pub rounds: u32,
    /// Scratch folder on the disk that is to be measured; emptied at the end.
    pub scratch: PathBuf,
    /// The program itself, for memory and start; `None` leaves them out.
    pub program: Option<PathBuf>,
    /// Measures the screen.
    pub paint: Option<fn() -> Option<PaintFigures>>,
}

impl BenchOptions {
    /// What `make bench` measures, in a scratch folder below `folder`.
    pub fn standard(folder: &Path) -> Self {
        Self {
            rooms: vec![35, 500],
            rounds: 9,
            scratch: folder.join(format!("nghitruong-bench-{}", std::process::id())),
            program: std::env::current_exe().ok(),
            paint: None,
        }
    }
}

/// All figures.
#[derive(Debug, Clone, Serialize)]
pub struct BenchReport {
    pub rooms: Vec<RoomFigures>,
    /// Opening and replaying a journal of 100,000 choices.
    pub replay_100k_ms: f64,
    /// Four files of a day with 60 speeches and 20 votes.
    pub minutes_ms: f64,
    /// From the press that confirms a choice on a handheld to the receipt on its screen.
    pub handheld_receipt_ms: f64,
    /// The same choice of a bare client, from its first byte to the receipt.
    pub handheld_bare_ms: f64,
    pub handheld_ratio: f64,
    #[serde(flatten)]
    pub paint: Option<PaintFigures>,
}

/// One room in which everybody votes at once; times are medians, milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct RoomFigures {
    pub delegates: u16,
    /// Until the last durable receipt, clients over TCP.
    pub last_receipt_ms: f64,
    /// The floor without rules, signatures and tree.
    pub floor_bare_ms: f64,
    /// The floor that checks every signature and signs one head a commit.
    pub floor_signing_ms: f64,
    pub ratio_bare: f64,
    pub ratio_signing: f64,
    /// The same with clients over WebSocket through the gateway.
    pub gateway_last_receipt_ms: f64,
    /// What the gateway adds.
    pub gateway_cost_ms: f64,
    /// From one request to speak to every screen, through the gateway: the middle one and the 99th of a hundred.
    pub spread_p50_ms: f64,
    pub spread_p99_ms: f64,
    /// The broker's own way of one message to as many, over TCP.
    pub fan_out_p50_ms: f64,
    pub fan_out_p99_ms: f64,
    pub spread_ratio: f64,
    /// Resident memory of the program with everybody connected, MB.
    pub memory_mb: Option<f64>,
    /// From the start of the process until it serves.
    pub start_ms: Option<f64>,
}

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    #[error("the council of a bench has {0} mistakes")]
    Council(usize),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Broker(#[from] BrokerError),
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Line(#[from] LineError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    #[error(transparent)]
    Minutes(#[from] MinutesError),
    /// Somebody got no answer.
    #[error("somebody got no answer")]
    Silent,
}

/// Measures everything. Must be called within a multi-threaded runtime.
///
/// # Errors
/// [`BenchError`].
pub async fn bench(options: &BenchOptions, progress: impl Fn(&str)) -> Result<BenchReport, BenchError> {
    crate::web::raise_open_files();
    std::fs::create_dir_all(&options.scratch)?;
    let measured = measure(options, progress).await;
    let _ = std::fs::remove_dir_all(&options.scratch);
    measured
}

async fn measure(options: &BenchOptions, progress: impl Fn(&str)) -> Result<BenchReport, BenchError> {
    progress("minutes");
    let minutes = tokio::task::block_in_place(|| long::minutes(&options.scratch.join("minutes")))?;
    progress("screen");
    let paint = options.paint.and_then(|paint| tokio::task::block_in_place(paint));
    let mut rooms = Vec::new();
    for delegates in options.rooms.iter().copied() {
        progress(&format!("room of {delegates}"));
        rooms.push(room_figures(options, delegates).await?);
    }
    progress("handheld");
    let press = press_figures(options).await?;
    progress("replay");
    let replay = tokio::task::block_in_place(|| long::replay(&options.scratch.join("replay"), EVENTS))?;
    let [handheld_receipt_ms, handheld_bare_ms] = [press.handheld, press.bare].map(ms);
    Ok(BenchReport {
        rooms,
        replay_100k_ms: ms(replay),
        minutes_ms: ms(minutes),
        handheld_receipt_ms,
        handheld_bare_ms,
        handheld_ratio: ratio(handheld_receipt_ms, handheld_bare_ms),
        paint,
    })
}

async fn press_figures(options: &BenchOptions) -> Result<handheld::Press, BenchError> {
    let mut room = Room::new(&options.scratch.join("room-handheld"), HANDHELD_ROOM).await?;
    let press = handheld::measure(&mut room, &options.scratch.join("handheld"), options.rounds).await?;
    room.running.stop().await;
    Ok(press)
}

async fn room_figures(options: &BenchOptions, delegates: u16) -> Result<RoomFigures, BenchError> {
    let data = options.scratch.join(format!("room-{delegates}"));
    let mut room = Room::new(&data, delegates).await?;
    let mut crowd = room.crowd(Way::Direct).await?;
    let first = room.round(&mut crowd).await?;
    let sizes = Sizes { leaf: LEAF_BYTES, answer: first.answer_bytes };
    let floor = |kind| {
        let data = options.scratch.join(format!("floor-{delegates}-{kind:?}"));
        async move { FloorRoom::new(&data, delegates, kind, sizes, BODY_BYTES).await }
    };
    let (mut bare, mut signing) = (floor(Floor::Bare).await?, floor(Floor::Signing).await?);
    bare.round().await?;
    signing.round().await?;
    // In turn, so that a slow moment of the machine hits all three alike.
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..options.rounds.max(1) {
        times[0].push(room.round(&mut crowd).await?.last);
        times[1].push(bare.round().await?.last);
        times[2].push(signing.round().await?.last);
    }
    let [direct, floor_bare, floor_signing] = times.map(|list| ms(median(list)));
    bare.stop().await;
    signing.stop().await;
    drop(crowd);
    let mut crowd = room.crowd(Way::Gateway).await?;
    room.round(&mut crowd).await?;
    let mut through = Vec::new();
    for _ in 0..options.rounds.max(1) {
        through.push(room.round(&mut crowd).await?.last);
    }
    drop(crowd);
    let gateway = ms(median(through));
    let spread = spread::measure(&mut room, options.rounds.max(1)).await?;
    let child = match &options.program {
        Some(program) => Some(child::measure(program, &data, room).await?),
        None => {
            room.running.stop().await;
            None
        }
    };
    Ok(RoomFigures {
        delegates,
        last_receipt_ms: direct,
        floor_bare_ms: floor_bare,
        floor_signing_ms: floor_signing,
        ratio_bare: ratio(direct, floor_bare),
        ratio_signing: ratio(direct, floor_signing),
        gateway_last_receipt_ms: gateway,
        gateway_cost_ms: round2(gateway - direct),
        spread_p50_ms: ms(spread.screens[0]),
        spread_p99_ms: ms(spread.screens[1]),
        fan_out_p50_ms: ms(spread.fan_out[0]),
        fan_out_p99_ms: ms(spread.fan_out[1]),
        spread_ratio: ratio(ms(spread.screens[1]), ms(spread.fan_out[1])),
        memory_mb: child.and_then(|c| c.memory_mb).map(round2),
        start_ms: child.map(|c| ms(c.start)),
    })
}

fn ratio(a: f64, b: f64) -> f64 {
    if b > 0.0 { round2(a / b) } else { 0.0 }
}

fn round2(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn ms(time: Duration) -> f64 {
    round2(time.as_secs_f64() * 1000.0)
}

/// The figures as a table for people.
pub fn table(report: &BenchReport, lang: Lang) -> String {
    let mut lines = vec![
        lang.pick(
            "Mọi đại biểu cùng biểu quyết một lúc, qua máy chủ MQTT thật (trung vị)",
            "All delegates vote at once through the real broker (medians)",
        )
        .to_owned(),
    ];
    for room in &report.rooms {
        let line = |vi: &str, en: &str, value: String| format!("  {:<58} {value:>12}", lang.pick(vi, en));
        let time = |value: f64| format!("{value:.2} ms");
        lines.push(match lang {
            Lang::Vi => format!("{} đại biểu", room.delegates),
            Lang::En => format!("{} delegates", room.delegates),
        });
        lines.push(line(
            "đến biên nhận bền vững cuối cùng",
            "until the last durable receipt",
            time(room.last_receipt_ms),
        ));
        lines.push(line("sàn, không chữ ký", "floor, bare", time(room.floor_bare_ms)));
        lines.push(line(
            "sàn, có kiểm tra và ký",
            "floor, checking and signing",
            time(room.floor_signing_ms),
        ));
        lines.push(line(
            "tỷ lệ so với sàn không chữ ký",
            "ratio to the bare floor",
            format!("{:.2}", room.ratio_bare),
        ));
        lines.push(line(
            "tỷ lệ so với sàn có ký (đích: 1,5)",
            "ratio to the signing floor (aim: 1.5)",
            format!("{:.2}", room.ratio_signing),
        ));
        lines.push(line(
            "qua cổng WebSocket",
            "through the WebSocket gateway",
            time(room.gateway_last_receipt_ms),
        ));
        lines.push(line("cổng WebSocket thêm", "the gateway adds", time(room.gateway_cost_ms)));
        lines.push(line(
            "từ đăng ký phát biểu đến mọi màn hình, p50 / p99",
            "from a request to speak to every screen, p50 / p99",
            format!("{:.1} / {:.1} ms", room.spread_p50_ms, room.spread_p99_ms),
        ));
        lines.push(line(
            "máy chủ MQTT tự gửi cho ngần ấy máy, p50 / p99",
            "the broker's own fan-out to as many, p50 / p99",
            format!("{:.1} / {:.1} ms", room.fan_out_p50_ms, room.fan_out_p99_ms),
        ));
        lines.push(line("tỷ lệ p99", "ratio of the p99", format!("{:.2}", room.spread_ratio)));
        if let Some(memory) = room.memory_mb {
            lines.push(line(
                "bộ nhớ của cả chương trình",
                "resident memory of the whole program",
                format!("{memory:.1} MB"),
            ));
        }
        if let Some(start) = room.start_ms {
            lines.push(line("từ khởi động đến sẵn sàng", "from start to serving", time(start)));
        }
    }
    let line = |vi: &str, en: &str, value: f64| {
        format!("{:<60} {:>12}", lang.pick(vi, en), format!("{value:.2} ms"))
    };
    lines.push(line("Đọc lại nhật ký 100.000 bản ghi", "Replay of 100,000 entries", report.replay_100k_ms));
    lines.push(line(
        "Biên bản một ngày (60 lượt phát biểu, 20 biểu quyết)",
        "Minutes of a full day (60 speeches, 20 votes)",
        report.minutes_ms,
    ));
    lines.push(line(
        "Máy cầm tay: từ phím đến biên nhận",
        "Handheld: from the press to the receipt",
        report.handheld_receipt_ms,
    ));
    lines.push(line(
        "Cùng phiếu ấy, máy khách trần",
        "The same choice, a bare client",
        report.handheld_bare_ms,
    ));
    lines.push(format!(
        "{:<60} {:>12.2}",
        lang.pick("Tỷ lệ của máy cầm tay", "Ratio of the handheld"),
        report.handheld_ratio
    ));
    if let Some(paint) = report.paint {
        lines.push(line(
            "Từ chạm đến màn hình vẽ lại",
            "Touch to repainted screen",
            paint.touch_to_screen_ms,
        ));
        lines.push(line("Vẽ lại toàn màn hình 1280x800", "Full repaint of 1280x800", paint.full_repaint_ms));
        lines.push(line("Đồng hồ nhảy một giây", "A clock tick", paint.clock_tick_ms));
        lines.push(line("Khung hình đầu tiên", "First frame", paint.first_frame_ms));
    }
    lines.join("\n")
}
