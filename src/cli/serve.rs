//! The room without a screen.

use super::{Outcome, RoomArgs, runtime, start_error};
use nghitruong::board::{Pulse, Supervisor};
use nghitruong::link::BrokerUrl;
use nghitruong::runtime::{Clock, Options, Running, start};
use nghitruong::sound::Sound;
use nghitruong::text::Lang;
use nghitruong::web::{BaseUrl, join_url};
use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;

/// `nghitruong serve`.
pub fn serve(args: &RoomArgs, sound: bool, lang: Lang) -> Outcome {
    let runtime = runtime()?;
    let result = runtime.block_on(async {
        let running = open(args, lang).await?;
        let _sound = sound.then(|| Sound::start(runtime.handle(), &running.handle, args.data.clone()));
        announce(&running, args.json, lang)?;
        let pulse = pulse(&running, runtime.handle());
        let ended = watch(&running, !args.json, pulse.as_ref(), lang).await;
        running.stop().await;
        ended
    });
    runtime.shutdown_timeout(Duration::from_secs(2));
    result
}

/// The watchdog's food, where systemd asks for it.
pub fn pulse(running: &Running, tokio: &tokio::runtime::Handle) -> Option<Pulse> {
    Some(Pulse::new(Supervisor::from_env()?, running.handle.clone(), tokio.clone()))
}

/// Starts the room of `args`.
pub async fn open(args: &RoomArgs, lang: Lang) -> Result<Running, String> {
    let broker =
        args.broker.as_deref().map(str::parse::<BrokerUrl>).transpose().map_err(|e| e.to_string())?;
    let public_url = args.public_url.as_deref().map(BaseUrl::parse).transpose().map_err(|e| e.to_string())?;
    let options = Options {
        data: args.data.clone(),
        http: args.http,
        mqtt: args.mqtt,
        broker,
        public_url,
        device_mqtt: args.device_mqtt,
        clock: Clock::start(),
    };
    start(options).await.map_err(|e| start_error(&e, lang))
}

/// Says where the room is: one JSON line for programs, or address, codes and QR for people.
pub fn announce(running: &Running, json: bool, lang: Lang) -> Outcome {
    let mut out = std::io::stdout().lock();
    let text = if json {
        let line = serde_json::json!({
            "http": running.http.to_string(),
            "mqtt": running.mqtt.to_string(),
            "room": running.service.room(),
            "url": running.public_url.as_str(),
        });
        line.to_string()
    } else {
        let (url, mqtt) = (running.public_url.as_str(), running.mqtt);
        let head = match lang {
            Lang::Vi => format!("Trang của đại biểu: {url}\nMQTT nội bộ: {mqtt}"),
            Lang::En => format!("Delegates' page: {url}\nEmbedded MQTT: {mqtt}"),
        };
        format!("{head}\n{}", room_code(running, lang))
    };
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|e| e.to_string())
}

/// The room's code of this moment as a QR of half blocks, and the code to type.
fn room_code(running: &Running, lang: Lang) -> String {
    let now = running.handle.now().utc_ms;
    let door = running.service.door();
    let address = join_url(running.public_url.as_str(), &door.token(now));
    let picture = qrcode::QrCode::with_error_correction_level(address.as_bytes(), qrcode::EcLevel::M)
        .map(|code| {
            code.render::<qrcode::render::unicode::Dense1x2>()
                .dark_color(qrcode::render::unicode::Dense1x2::Light)
                .light_color(qrcode::render::unicode::Dense1x2::Dark)
                .build()
        })
        .unwrap_or_default();
    let typed = door.typed(now);
    let words = lang.pick("Mã phòng họp (đổi liên tục)", "Room code (keeps changing)");
    format!("{picture}\n{address}\n{words}: {typed}")
}

/// Waits for the end: a signal, or a part that failed. On a terminal the room's code is drawn anew when it changes.
pub async fn watch(running: &Running, redraw: bool, pulse: Option<&Pulse>, lang: Lang) -> Outcome {
    let redraw = redraw && std::io::stdout().is_terminal();
    let mut ended = std::pin::pin!(signalled());
    let mut tick = tokio::time::interval(Duration::from_secs(1));
    let mut shown = room_code(running, lang);
    loop {
        tokio::select! {
            end = &mut ended => return end,
            _ = tick.tick() => {
                if running.has_failed() {
                    return Err(lang.pick("Một phần của chương trình đã dừng. Khởi động lại.", "A part of the program has ended. Start again.").to_owned());
                }
                if let Some(pulse) = pulse {
                    pulse.beat();
                }
                if redraw {
                    let code = room_code(running, lang);
                    if code != shown {
                        let up = shown.lines().count();
                        print!("\x1b[{up}A\x1b[J");
                        println!("{code}");
                        shown = code;
                    }
                }
            }
        }
    }
}

/// Waits for the signal to end.
pub async fn signalled() -> Outcome {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(|e| e.to_string())?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(|e| e.to_string())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
    }
}
