//! Command line. Messages are in Vietnamese first; `--lang en` switches.

mod bench;
mod board;
mod display;
mod guides;
mod handheld;
mod kiosk;
mod minutes;
mod pin;
mod rehearse;
mod serve;
mod session;
mod verify;

use clap::{Args, Parser, Subcommand, ValueEnum};
use nghitruong::text::Lang;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "nghitruong", version, about = "Nghị Trường: máy điều hành kỳ họp Hội đồng nhân dân xã")]
struct Cli {
    /// Ngôn ngữ của thông báo / language of messages
    #[arg(long, global = true, value_enum, default_value_t = LangArg::Vi)]
    lang: LangArg,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    Vi,
    En,
}

#[derive(Subcommand)]
enum Command {
    /// Chạy ki-ốt trên màn hình cảm ứng / run the touch kiosk
    Kiosk {
        #[command(flatten)]
        room: RoomArgs,
        /// Cỡ cửa sổ, ví dụ 1280x800; không ghi: toàn màn hình / window size; none: the whole screen
        #[arg(long, value_parser = window_size)]
        window: Option<(u32, u32)>,
    },
    /// Chạy màn hình hội trường, nối với ki-ốt qua mạng / run the hall's screen, a client of the kiosk over the network
    Display(display::DisplayArgs),
    /// Vẽ mọi màn hình ra PNG / draw every screen as PNG
    Shots {
        #[arg(long)]
        out: PathBuf,
    },
    /// Làm tờ vật tư, đấu dây, hướng dẫn ra PDF / write the papers for people as PDF
    Guides {
        #[arg(long)]
        out: PathBuf,
    },
    /// Chạy không màn hình / run the room without a screen
    Serve {
        #[command(flatten)]
        room: RoomArgs,
        /// Phát chuông và đọc thông báo ra loa của máy / chimes and announcements on this machine's loudspeaker
        #[arg(long)]
        sound: bool,
    },
    /// Nhập kỳ họp, in mã cá nhân / import a session, print personal codes
    #[command(subcommand)]
    Session(session::SessionCommand),
    /// Đặt mã PIN (đọc từ đầu vào chuẩn) / set a PIN, read from standard input
    Pin(pin::PinArgs),
    /// Máy cầm tay của đại biểu / a delegate's handheld
    Handheld(handheld::HandheldArgs),
    /// Xuất biên bản / write the minutes
    Minutes(minutes::MinutesArgs),
    /// Đo tốc độ / measure how fast the room is
    Bench(bench::BenchArgs),
    /// Diễn tập một kỳ họp / rehearse a whole session with simulated delegates
    Rehearse(rehearse::RehearseArgs),
    /// Việc của máy: cài đặt, cập nhật / what a board's units run
    #[command(subcommand)]
    Board(board::BoardCommand),
    /// Kiểm tra nhật ký / check the journal of a data folder
    Verify { dir: PathBuf },
}

/// Options of a running room.
#[derive(Args, Clone)]
struct RoomArgs {
    /// Thư mục dữ liệu / data folder
    #[arg(long)]
    data: PathBuf,
    /// Địa chỉ trang của đại biểu / where the delegates' page listens
    #[arg(long, default_value = "0.0.0.0:8080")]
    http: SocketAddr,
    /// Địa chỉ máy chủ MQTT nội bộ / where the embedded broker listens (loopback)
    #[arg(long, default_value = "127.0.0.1:1883")]
    mqtt: SocketAddr,
    /// Dùng máy chủ MQTT ngoài / external broker: mqtt://[user:password@]host[:port]
    #[arg(long)]
    broker: Option<String>,
    /// Địa chỉ ghi trong mã QR / what the QR says: http://host[:port]
    #[arg(long)]
    public_url: Option<String>,
    /// MQTT thường cho máy cầm tay / plain MQTT for handhelds, through the gateway's checks
    #[arg(long)]
    device_mqtt: Option<SocketAddr>,
    /// Dòng đầu ra đầu tiên là một đối tượng JSON / first line of output is a JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let lang = match cli.lang {
        LangArg::Vi => Lang::Vi,
        LangArg::En => Lang::En,
    };
    start_log();
    let result = match cli.command {
        Command::Kiosk { room, window } => kiosk::kiosk(&room, window, lang),
        Command::Display(args) => display::run(args, lang),
        Command::Shots { out } => kiosk::pictures(&out, lang),
        Command::Guides { out } => guides::run(&out, lang),
        Command::Serve { room, sound } => serve::serve(&room, sound, lang),
        Command::Session(command) => session::run(command, lang),
        Command::Pin(args) => pin::run(&args, lang),
        Command::Minutes(args) => minutes::run(&args, lang),
        Command::Bench(args) => bench::run(args, lang),
        Command::Rehearse(args) => rehearse::run(args, lang),
        Command::Handheld(args) => handheld::run(&args, lang),
        Command::Board(command) => board::run(command, lang),
        Command::Verify { dir } => verify::run(&dir, lang),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// A sentence for the person at the terminal; the program then ends with 1.
type Outcome = Result<(), String>;

fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter =
        EnvFilter::try_from_env("NGHITRUONG_LOG").unwrap_or_else(|_| EnvFilter::new("warn,rmqtt=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())
}

fn start_error(error: &nghitruong::runtime::StartError, lang: Lang) -> String {
    use nghitruong::runtime::{ReplayError, StartError};
    match (lang, error) {
        (Lang::Vi, StartError::Journal(e) | StartError::Replay(ReplayError::Journal(e))) => e.vietnamese(),
        (Lang::Vi, StartError::Io { what, source }) => format!("Không mở được {what}: {source}"),
        (Lang::Vi | Lang::En, other) => other.to_string(),
    }
}

fn window_size(text: &str) -> Result<(u32, u32), String> {
    let (width, height) = text.split_once('x').ok_or("1280x800")?;
    let side = |s: &str| s.parse::<u32>().ok().filter(|n| (200..=8000).contains(n)).ok_or("1280x800");
    Ok((side(width)?, side(height)?))
}
