//! `site.toml`: the settings of one board, as somebody wrote them with a text editor.

use crate::link::BrokerUrl;
use crate::prepare::Problem;
use crate::prepare::doc::{Node, Source, Table};
use crate::prepare::problem::Findings;
use crate::web::BaseUrl;
use std::net::Ipv4Addr;
use std::path::Path;

/// The name of the file on the card.
pub const SITE_FILE: &str = "site.toml";

/// How the board is in the room's network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A cable to an access point of the council's; the board gives the addresses.
    ExternalAp,
    /// The board's own Wi-Fi; boards carry about eight phones.
    BuiltInAp,
    /// A guest in an existing network, which gives the board its address.
    Guest,
}

/// Which broker carries the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broker {
    Embedded,
    /// Debian's Mosquitto on this board.
    Mosquitto,
    External(String),
}

/// The board's own Wi-Fi.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wifi {
    pub name: String,
    pub password: String,
    /// 1 to 13, of 2.4 GHz.
    pub channel: u32,
    /// ISO 3166 code, upper case.
    pub country: String,
}

/// All settings of a board. [`Site::default`] is a board without a `site.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    pub mode: Mode,
    /// The board's address where it gives the others theirs; the network is its /24.
    pub address: Ipv4Addr,
    /// The wired interface; `None`: every one.
    pub interface: Option<String>,
    pub wifi: Option<Wifi>,
    /// What the QR says; `None`: the board's address.
    pub url: Option<String>,
    pub broker: Broker,
    /// Port of plain MQTT for handhelds.
    pub handheld_port: Option<u32>,
    /// Connector of the kiosk's screen; `None`: the first that is connected.
    pub kiosk_screen: Option<String>,
    /// Connector of the wall's screen; `None`: the second.
    pub wall_screen: Option<String>,
    /// Points of the wall's screen, as `1920x1080`; `None`: what the screen prefers. Drawing 4K takes a small board long.
    pub wall_mode: Option<String>,
    /// Quarter turns of the kiosk's screen, clockwise, 0 to 3.
    pub turns: u32,
    /// Public key that may log in by ssh; `None`: there is no ssh.
    pub ssh_key: Option<String>,
    /// A root shell on the serial line and on tty9.
    pub console: bool,
    /// Whether a stick that is in at the start may bring an update.
    pub update: bool,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            mode: Mode::ExternalAp,
            address: Ipv4Addr::new(192, 168, 100, 1),
            interface: None,
            wifi: None,
            url: None,
            broker: Broker::Embedded,
            handheld_port: None,
            kiosk_screen: None,
            wall_screen: None,
            wall_mode: None,
            turns: 0,
            ssh_key: None,
            console: false,
            update: true,
        }
    }
}

const ROOT: [&str; 7] = ["network", "wifi", "page", "messages", "screens", "service", "update"];
const MODES: [(&str, Mode); 3] =
    [("external-ap", Mode::ExternalAp), ("built-in-ap", Mode::BuiltInAp), ("guest", Mode::Guest)];
const TURNS: [(&str, u32); 4] = [("0", 0), ("90", 1), ("180", 2), ("270", 3)];

#[derive(Clone, Copy)]
enum BrokerKind {
    Embedded,
    Mosquitto,
    External,
}
const BROKERS: [(&str, BrokerKind); 3] = [
    ("embedded", BrokerKind::Embedded),
    ("mosquitto", BrokerKind::Mosquitto),
    ("external", BrokerKind::External),
];

impl Site {
    /// Reads the bytes of a `site.toml`.
    ///
    /// # Errors
    /// Every mistake, with its line.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let mut out = Findings::default();
        let mut site = Self::default();
        if let Some(source) = Source::read(Path::new(SITE_FILE), bytes, &mut out) {
            let doc = source.parse(&mut out);
            let root = doc.root(&ROOT, &mut out);
            let table = |name: &str, keys: &[&str], out: &mut Findings| root.get(name)?.table(keys, out);
            if let Some(t) = table("network", &["mode", "address", "interface"], &mut out) {
                site.network(&t, &mut out);
            }
            if let Some(t) = table("wifi", &["name", "password", "channel", "country"], &mut out) {
                site.wifi = wifi(&t, &mut out);
            } else if site.mode == Mode::BuiltInAp && !doc.is_broken() {
                out.error(
                    root.place_of("network"),
                    "mạng Wi-Fi của chính máy cần phần [wifi] có name và password",
                    "the board's own Wi-Fi needs a section [wifi] with name and password",
                );
            }
            if let Some(node) = table("page", &["url"], &mut out).and_then(|t| t.get("url")) {
                site.url = url(&node, &mut out);
            }
            if let Some(t) = table("messages", &["broker", "url", "handheld_port"], &mut out) {
                site.messages(&t, &mut out);
            }
            if let Some(t) = table("screens", &["kiosk", "wall", "wall_mode", "rotate"], &mut out) {
                site.screens(&t, &mut out);
            }
            if let Some(t) = table("service", &["ssh_key", "console"], &mut out) {
                site.ssh_key = t.get("ssh_key").and_then(|node| ssh_key(&node, &mut out));
                site.console = t.flag("console", false, &mut out);
            }
            if let Some(t) = table("update", &["from_stick"], &mut out) {
                site.update = t.flag("from_stick", true, &mut out);
            }
        }
        if out.errors.is_empty() { Ok(site) } else { Err(out.errors) }
    }

    fn network(&mut self, t: &Table<'_>, out: &mut Findings) {
        if let Some(mode) = t.get("mode").and_then(|node| node.choice(&MODES, out)) {
            self.mode = mode;
        }
        if let Some(node) = t.get("address")
            && let Some(text) = node.text(out)
        {
            let parsed = text.parse::<Ipv4Addr>().ok();
            match parsed.filter(|ip| ip.is_private() && (1..=49).contains(&ip.octets()[3])) {
                Some(address) => self.address = address,
                None => node.wrong(
                    "phải là địa chỉ mạng riêng có số cuối từ 1 đến 49, ví dụ 192.168.100.1 (từ 50 là của điện thoại)",
                    "must be a private address that ends in 1 to 49, like 192.168.100.1 (phones get 50 and more)",
                    out,
                ),
            }
        }
        self.interface = t.get("interface").and_then(|node| name_of_device(&node, out));
    }

    fn messages(&mut self, t: &Table<'_>, out: &mut Findings) {
        let kind = t.get("broker").and_then(|node| node.choice(&BROKERS, out));
        let url = t.get("url");
        match (kind.unwrap_or(BrokerKind::Embedded), url) {
            (BrokerKind::Embedded, None) => self.broker = Broker::Embedded,
            (BrokerKind::Mosquitto, None) => self.broker = Broker::Mosquitto,
            (BrokerKind::Embedded | BrokerKind::Mosquitto, Some(node)) => node.wrong(
                "chỉ dùng khi broker = \"external\"",
                "is only used with broker = \"external\"",
                out,
            ),
            (BrokerKind::External, _) => {
                if let Some(node) = t.need("url", out)
                    && let Some(text) = node.text(out)
                {
                    match text.parse::<BrokerUrl>() {
                        Ok(_) => self.broker = Broker::External(text),
                        Err(error) => unusable(&node, &error, "is no mqtt:// address", out),
                    }
                }
            }
        }
        self.handheld_port = t.get("handheld_port").and_then(|node| node.int(1024..=65535, out));
    }

    fn screens(&mut self, t: &Table<'_>, out: &mut Findings) {
        self.kiosk_screen = t.get("kiosk").and_then(|node| name_of_device(&node, out));
        self.wall_screen = t.get("wall").and_then(|node| name_of_device(&node, out));
        if let (Some(kiosk), Some(wall)) = (&self.kiosk_screen, &self.wall_screen)
            && kiosk == wall
            && let Some(node) = t.get("wall")
        {
            node.wrong("trùng với màn hình của Chủ tọa", "is the kiosk's own screen", out);
        }
        self.wall_mode = t.get("wall_mode").and_then(|node| mode(&node, out));
        let turns = t.get("rotate").and_then(|node| {
            if node.is_integer() {
                let degrees = node.int(0..=270, out)?;
                TURNS.iter().find(|(name, _)| *name == degrees.to_string()).map(|(_, turns)| *turns).or_else(
                    || {
                        node.wrong("phải là 0, 90, 180 hoặc 270", "must be 0, 90, 180 or 270", out);
                        None
                    },
                )
            } else {
                node.choice(&TURNS, out)
            }
        });
        self.turns = turns.unwrap_or(0);
    }
}

fn wifi(t: &Table<'_>, out: &mut Findings) -> Option<Wifi> {
    let name = t.text("name", out).filter(|name| {
        let fits = name.len() <= 32;
        if !fits && let Some(node) = t.get("name") {
            node.wrong("dài quá 32 byte; hãy viết không dấu", "is longer than 32 bytes", out);
        }
        fits
    });
    let password = t.text("password", out).filter(|password| {
        let fits = (8..=63).contains(&password.len()) && password.bytes().all(|b| (32..127).contains(&b));
        if !fits && let Some(node) = t.get("password") {
            node.wrong("phải có 8 đến 63 ký tự, không dấu", "must have 8 to 63 plain characters", out);
        }
        fits
    });
    let channel = t.get("channel").map_or(Some(6), |node| node.int(1..=13, out));
    let country = t.get("country").map_or(Some("VN".to_owned()), |node| {
        let code = node.text(out)?;
        let fits = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        if !fits {
            node.wrong("phải là mã hai chữ hoa, ví dụ VN", "must be a code of two capitals, like VN", out);
        }
        fits.then_some(code)
    });
    Some(Wifi { name: name?, password: password?, channel: channel?, country: country? })
}

fn unusable(node: &Node<'_>, error: &dyn std::fmt::Display, english: &str, out: &mut Findings) {
    node.wrong(&format!("không dùng được: {error}"), english, out);
}

fn url(node: &Node<'_>, out: &mut Findings) -> Option<String> {
    let text = node.text(out)?;
    match BaseUrl::parse(&text) {
        Ok(url) => Some(url.as_str().to_owned()),
        Err(error) => {
            unusable(node, &error, "must be http://host[:port] without a path", out);
            None
        }
    }
}

/// The name of an interface or a connector, as the kernel writes them.
fn name_of_device(node: &Node<'_>, out: &mut Findings) -> Option<String> {
    let text = node.text(out)?;
    let fits = (1..=20).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !fits {
        node.wrong(
            "phải là tên thiết bị, ví dụ HDMI-A-1 hoặc enp1s0",
            "must be a device's name, like HDMI-A-1 or enp1s0",
            out,
        );
    }
    fits.then_some(text)
}

fn mode(node: &Node<'_>, out: &mut Findings) -> Option<String> {
    let text = node.text(out)?;
    let side = |s: &str| s.parse::<u32>().is_ok_and(|n| (640..=7680).contains(&n));
    let fits = text.split_once('x').is_some_and(|(width, height)| side(width) && side(height));
    if !fits {
        node.wrong("phải là số điểm ảnh, ví dụ 1920x1080", "must be a size in points, like 1920x1080", out);
    }
    fits.then_some(text)
}

fn ssh_key(node: &Node<'_>, out: &mut Findings) -> Option<String> {
    let text = node.text(out)?;
    if text.is_empty() {
        return None;
    }
    let mut parts = text.split(' ');
    let kind = parts.next().is_some_and(|kind| kind == "ssh-ed25519");
    let key = parts.next().is_some_and(|key| {
        key.len() == 68 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
    });
    if kind && key {
        Some(text)
    } else {
        node.wrong(
            "phải là khóa công khai ssh-ed25519 trên một dòng",
            "must be an ssh-ed25519 public key on one line",
            out,
        );
        None
    }
}
