//! How long the kiosk takes to draw: everything, a tick of the clock, a new code. `cargo run --release --example measure`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use nghitruong_ui::headless::Headless;
use nghitruong_ui::samples;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 200;

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let started = Instant::now();
    let mut kiosk = Headless::new(1280, 800)?;
    kiosk.front().set_qr(samples::placeholder_qr());
    for (round, (name, face)) in samples::faces(false).into_iter().enumerate() {
        kiosk.front().show(&face);
        kiosk.render();
        if round == 0 {
            println!("first frame {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
        }
        let full = (0..ROUNDS / 10)
            .map(|_| {
                kiosk.forget();
                let begin = Instant::now();
                kiosk.render();
                begin.elapsed()
            })
            .collect();
        println!("{name:24} full repaint {:.2} ms", median(full));
    }
    let faces = samples::faces(false);
    let mut face = faces.iter().find(|(name, _)| *name == "02-dieu-hanh").ok_or("no sample")?.1.clone();
    kiosk.front().show(&face);
    kiosk.render();
    let mut rectangles = Vec::new();
    let tick = (0..ROUNDS)
        .map(|round| {
            face.clock = format!("09:{:02}", round % 60).into();
            let begin = Instant::now();
            kiosk.front().show(&face);
            rectangles = kiosk.render();
            begin.elapsed()
        })
        .collect();
    println!("clock tick {:.3} ms, {rectangles:?}", median(tick));
    let code = (0..ROUNDS)
        .map(|round| {
            face.qr_left = (round % 15) as f32 / 15.0;
            kiosk.front().set_qr(samples::placeholder_qr());
            let begin = Instant::now();
            kiosk.front().show(&face);
            rectangles = kiosk.render();
            begin.elapsed()
        })
        .collect();
    println!("new code {:.3} ms, {rectangles:?}", median(code));
    let idle = (0..ROUNDS)
        .map(|_| {
            let begin = Instant::now();
            kiosk.front().show(&face);
            rectangles = kiosk.render();
            begin.elapsed()
        })
        .collect();
    println!("nothing new {:.3} ms, {rectangles:?}", median(idle));
    Ok(())
}
