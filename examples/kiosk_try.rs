use nghitruong::kiosk::{KioskOptions, MinutesExport, Target, run};
use nghitruong::runtime::{Clock, Options, start};
use std::sync::Arc;
struct No;
impl MinutesExport for No {
    fn export(&self, _: nghitruong::chamber::ids::SessionId, _: Target) -> Result<Vec<std::path::PathBuf>, String> { Err("không".into()) }
}
fn main() {
    let data = std::path::PathBuf::from(std::env::args().nth(1).expect("data"));
    let bench = std::env::args().nth(2).is_some_and(|a| a == "bench");
    let tokio = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("tokio");
    let running = tokio.block_on(start(Options { data, http: "127.0.0.1:0".parse().unwrap(), mqtt: "127.0.0.1:0".parse().unwrap(), broker: None, public_url: None, device_mqtt: None, clock: Clock::start() })).expect("started");
    let rss = || std::fs::read_to_string("/proc/self/status").unwrap().lines().find(|l| l.starts_with("VmRSS")).unwrap().to_owned();
    if bench {
        println!("{:?}", nghitruong::kiosk::bench_paint());
        use nghitruong::chamber::command::*; use nghitruong::chamber::ids::*;
        let prepared = nghitruong::prepare::read_session(std::path::Path::new("samples/an-binh")).expect("sample");
        let h = running.handle.clone();
        tokio.block_on(async {
            h.ask(Command::SetPin { role: PinRole::Chair, hash: nghitruong::credentials::pin_hash("2468", &[1; 16]).unwrap() }, Actor::Kiosk).await.unwrap();
            h.ask(Command::SetPin { role: PinRole::Secretary, hash: nghitruong::credentials::pin_hash("1357", &[1; 16]).unwrap() }, Actor::Kiosk).await.unwrap();
            h.ask(Command::ImportSession(Box::new(prepared.plan)), Actor::Operator).await.unwrap();
            let d = DelegateId::new("d03").unwrap();
            h.ask(Command::MarkAttendance { delegate: d.clone(), mark: AttendanceMark::Present }, Actor::Chair).await.unwrap();
            h.ask(Command::OpenSitting { total_delegates: 28 }, Actor::Chair).await.unwrap();
            h.ask(Command::GoToItem { item: ItemId::new("i4").unwrap() }, Actor::Chair).await.unwrap();
            h.ask(Command::RequestSpeech { delegate: d, kind: nghitruong::chamber::rules::TurnKind::Speech }, Actor::Chair).await.unwrap();
            h.ask(Command::CallSpeaker { speech: SpeechId::new("r1").unwrap() }, Actor::Chair).await.unwrap();
        });
        println!("touch {:?}", nghitruong::kiosk::bench_touch(&running, tokio.handle(), "2468", 41));
        println!("{}", rss());
    } else {
        println!("{:?}", run(&running, KioskOptions { export: Arc::new(No), tokio: tokio.handle().clone(), window: Some((1280, 800)) }));
        println!("{}", rss());
    }
    tokio.block_on(running.stop());
}
