//! The touch kiosk, and pictures of its screens.

use super::{Outcome, RoomArgs, runtime, serve};
use nghitruong::chamber::ids::SessionId;
use nghitruong::display;
use nghitruong::export::{export, export_zip};
use nghitruong::kiosk::{Ended, KioskError, KioskOptions, MinutesExport, Target, quit, run, shots, stills};
use nghitruong::sound::Sound;
use nghitruong::text::Lang;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Writes minutes out of the room's own data folder.
struct Export {
    data: PathBuf,
}

impl MinutesExport for Export {
    fn export(&self, session: SessionId, target: Target) -> Result<Vec<PathBuf>, String> {
        let files = match target {
            Target::Folder(folder) => {
                export(&self.data, &session, &folder.join(format!("bien-ban-{session}")))
            }
            Target::Download => {
                let out = self.data.join("minutes").join(session.as_str());
                export_zip(&self.data, &session, &out).map(|zip| vec![zip])
            }
        };
        files.map_err(|error| error.vietnamese())
    }
}

/// `nghitruong kiosk`. Without a display the room runs headless, and says so.
pub fn kiosk(args: &RoomArgs, window: Option<(u32, u32)>, lang: Lang) -> Outcome {
    let runtime = runtime()?;
    let running = runtime.block_on(serve::open(args, lang))?;
    serve::announce(&running, args.json, lang)?;
    // Heard also where there is no screen.
    let sound = Sound::start(runtime.handle(), &running.handle, args.data.clone());
    // Fed by the screen's loop alone: a board whose screen has gone has to start again, not to run on headless.
    let pulse = serve::pulse(&running, runtime.handle());
    let options = KioskOptions {
        export: Arc::new(Export { data: args.data.clone() }),
        tokio: runtime.handle().clone(),
        sound: sound.clone(),
        window,
        turned: Box::new(move || {
            if let Some(pulse) = &pulse {
                pulse.beat();
            }
        }),
    };
    // A signal must end the window's loop too.
    runtime.spawn(async {
        if serve::signalled().await.is_ok() {
            quit();
        }
    });
    let result = match run(&running, options) {
        Ok(Ended::Closed) => Ok(()),
        Ok(Ended::PowerOff) => {
            power_off();
            eprintln!("{}", lang.pick("Có thể tắt nguồn.", "The power can be switched off now."));
            Ok(())
        }
        Err(KioskError::NoDisplay) => {
            eprintln!(
                "{}",
                lang.pick(
                    "Không có màn hình: chương trình chạy không giao diện. Nhấn Ctrl+C để dừng.",
                    "There is no display: running without a screen. Press Ctrl+C to end."
                )
            );
            runtime.block_on(serve::watch(&running, !args.json, None, lang))
        }
        Err(KioskError::Ui(error)) => Err(error.to_string()),
    };
    drop(sound);
    runtime.block_on(running.stop());
    runtime.shutdown_timeout(Duration::from_secs(2));
    result
}

/// On a board, leaves the note that makes systemd switch it off (`nghitruong-off.path`).
fn power_off() {
    if let Some(folder) = std::env::var_os("RUNTIME_DIRECTORY")
        && let Err(error) = std::fs::write(Path::new(&folder).join("power-off"), "")
    {
        tracing::warn!(%error, "the board is not told to switch off");
    }
}

/// `nghitruong shots`.
pub fn pictures(out: &Path, lang: Lang) -> Outcome {
    let failed = |e: std::io::Error| format!("{}: {e}", out.display());
    let mut files = shots(out).map_err(failed)?;
    files.extend(display::shots(stills(), out).map_err(failed)?);
    match lang {
        Lang::Vi => println!("Đã vẽ {} hình vào {}.", files.len(), out.display()),
        Lang::En => println!("{} pictures in {}.", files.len(), out.display()),
    }
    Ok(())
}
