//! The hall's screen.

use super::{Outcome, runtime, serve, window_size};
use clap::Args;
use nghitruong::client::Kiosk;
use nghitruong::display::{DisplayError, DisplayOptions, quit, run as show};
use nghitruong::text::Lang;
use std::path::PathBuf;
use std::time::Duration;

/// Options of `nghitruong display`.
#[derive(Args)]
pub struct DisplayArgs {
    /// Địa chỉ của ki-ốt / the kiosk's address: http://host[:port]
    #[arg(long)]
    kiosk: Kiosk,
    /// Thư mục giữ mã ghép của màn hình / folder that keeps this display's pairing
    #[arg(long)]
    data: PathBuf,
    /// Cỡ cửa sổ, ví dụ 1920x1080; không ghi: toàn màn hình / window size; none: the whole screen
    #[arg(long, value_parser = window_size)]
    window: Option<(u32, u32)>,
}

/// `nghitruong display`.
pub fn run(args: DisplayArgs, lang: Lang) -> Outcome {
    let runtime = runtime()?;
    runtime.spawn(async {
        if serve::signalled().await.is_ok() {
            quit();
        }
    });
    let DisplayArgs { kiosk, data, window } = args;
    let options = DisplayOptions { kiosk, data, window, lang, tokio: runtime.handle().clone() };
    let result = show(options).map_err(|error| match error {
        DisplayError::NoDisplay => lang
            .pick(
                "Không có màn hình để vẽ. Màn hình hội trường cần Wayland hoặc X11; TV có thể mở trang /wall của ki-ốt.",
                "There is nothing to draw on. The hall's screen needs Wayland or X11; a TV can open the kiosk's page /wall.",
            )
            .to_owned(),
        other => other.to_string(),
    });
    runtime.shutdown_timeout(Duration::from_secs(2));
    result
}
