//! `nghitruong bench`.

use super::{Outcome, runtime};
use clap::Args;
use nghitruong::bench::{BenchOptions, PaintFigures, bench, table};
use nghitruong::kiosk::bench_paint;
use nghitruong::text::Lang;
use std::path::PathBuf;

#[derive(Args)]
pub struct BenchArgs {
    /// In kết quả dạng JSON / print the figures as JSON
    #[arg(long)]
    json: bool,
    /// Ổ đĩa cần đo / folder on the disk to measure
    #[arg(long)]
    scratch: Option<PathBuf>,
    /// Số đại biểu của các phòng / sizes of the rooms
    #[arg(long, value_delimiter = ',', default_values_t = [35, 500], value_parser = clap::value_parser!(u16).range(1..=500))]
    rooms: Vec<u16>,
    /// Số lần đo / rounds of each measurement
    #[arg(long, default_value_t = 9)]
    rounds: u32,
}

/// Measures and prints.
pub fn run(args: BenchArgs, lang: Lang) -> Outcome {
    let folder = args.scratch.unwrap_or_else(std::env::temp_dir);
    let options = BenchOptions {
        rooms: args.rooms,
        rounds: args.rounds,
        paint: Some(paint),
        ..BenchOptions::standard(&folder)
    };
    let runtime = runtime()?;
    let report =
        runtime.block_on(bench(&options, |step| eprintln!("· {step}"))).map_err(|e| e.to_string())?;
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    if args.json {
        println!("{}", serde_json::to_string(&report).map_err(|e| e.to_string())?);
    } else {
        println!("{}", table(&report, lang));
    }
    Ok(())
}

/// What drawing costs, measured without a display.
fn paint() -> Option<PaintFigures> {
    let measured = bench_paint().ok()?;
    Some(PaintFigures {
        touch_to_screen_ms: measured.touch_to_paint_ms,
        full_repaint_ms: measured.full_repaint_ms,
        clock_tick_ms: measured.clock_tick_ms,
        first_frame_ms: measured.first_frame_ms,
    })
}
