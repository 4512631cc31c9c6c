//! From a [`Site`] to the configuration of Debian's daemons, as text. Paths are relative to `/run`.

use super::site::{Broker, Mode, Site, Wifi};

/// What only the running board can know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Connectors with a screen, built-in panels first.
    pub screens: Vec<String>,
    /// The first wireless interface.
    pub wireless: Option<String>,
    /// Password of the board's own Mosquitto, hex.
    pub secret: String,
}

/// A file below `/run`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFile {
    pub path: &'static str,
    pub text: String,
    /// Permissions.
    pub mode: u32,
}

const PUBLIC: u32 = 0o644;
const SECRET: u32 = 0o600;

/// Loopback port of the board's Mosquitto.
const MOSQUITTO_PORT: u16 = 1884;
/// What everybody who comes through the gateway may read.
const PUBLIC_TOPICS: [&str; 12] = [
    "kiosk/state",
    "session",
    "agenda",
    "roll",
    "floor",
    "queue",
    "questions",
    "wall",
    "clock",
    "notice",
    "vote/+",
    "tally/+",
];

/// Every file that `site` asks for. A file that is not in the list must not be there.
pub fn files(site: &Site, found: &Found) -> Vec<ConfigFile> {
    let mut files = vec![
        public("systemd/network/20-room.network", network(site)),
        public("nghitruong/weston.ini", weston(site, found)),
        secret("nghitruong/room.env", room(site, found)),
        public("nghitruong/opened.nft", opened(site)),
    ];
    let (kiosk, wall) = screens(site, found);
    if let Some(kiosk) = kiosk {
        files.push(public("udev/rules.d/90-nghitruong-touch.rules", touch(&kiosk)));
    }
    if wall.is_some() {
        files.push(public("nghitruong/second-screen", String::new()));
    }
    if let (Mode::BuiltInAp, Some(wifi), Some(wireless)) = (site.mode, &site.wifi, &found.wireless) {
        files.push(secret("nghitruong/hostapd.conf", hostapd(wifi, wireless)));
        files.push(public("systemd/network/21-wifi.network", served(wireless, site)));
    }
    if site.mode != Mode::Guest {
        files.push(public("nghitruong/dnsmasq.conf", dnsmasq(site)));
    }
    if site.broker == Broker::Mosquitto {
        files.push(public("nghitruong/mosquitto.conf", mosquitto()));
        files.push(public("nghitruong/mosquitto.acl", acl()));
        let login = ["kiosk", "gateway", "walls"].map(|user| format!("{user}:{}\n", found.secret)).concat();
        files.push(secret("nghitruong/mosquitto.passwords", login));
    }
    if let Some(key) = &site.ssh_key {
        files.push(public("nghitruong/authorized_keys", format!("{key}\n")));
    }
    if site.console {
        files.push(public("nghitruong/console", String::new()));
    }
    if site.update {
        files.push(public("nghitruong/update-at-start", String::new()));
    }
    files
}

/// Every path that [`files`] may ever give, so that what is no longer asked for can be taken away.
pub(super) const PATHS: [&str; 15] = [
    "systemd/network/20-room.network",
    "systemd/network/21-wifi.network",
    "nghitruong/weston.ini",
    "nghitruong/room.env",
    "nghitruong/opened.nft",
    "udev/rules.d/90-nghitruong-touch.rules",
    "nghitruong/second-screen",
    "nghitruong/hostapd.conf",
    "nghitruong/dnsmasq.conf",
    "nghitruong/mosquitto.conf",
    "nghitruong/mosquitto.acl",
    "nghitruong/mosquitto.passwords",
    "nghitruong/authorized_keys",
    "nghitruong/console",
    "nghitruong/update-at-start",
];

fn public(path: &'static str, text: String) -> ConfigFile {
    ConfigFile { path, text, mode: PUBLIC }
}

fn secret(path: &'static str, text: String) -> ConfigFile {
    ConfigFile { path, text, mode: SECRET }
}

fn network(site: &Site) -> String {
    let name = site.interface.as_deref().unwrap_or("en* eth*");
    match site.mode {
        Mode::ExternalAp => served(name, site),
        // The cable is then a way to an existing network, or to nothing.
        Mode::BuiltInAp | Mode::Guest => format!(
            "[Match]\nName={name}\n\n[Link]\nRequiredForOnline=no\n\n[Network]\nDHCP=ipv4\nLinkLocalAddressing=ipv6\n\
             IPv6AcceptRA=no\n\n[DHCPv4]\nClientIdentifier=mac\nUseDomains=no\n"
        ),
    }
}

fn served(name: &str, site: &Site) -> String {
    // Without a carrier too: the cable may be plugged in later.
    format!(
        "[Match]\nName={name}\n\n[Link]\nRequiredForOnline=no\n\n[Network]\nAddress={}/24\nLinkLocalAddressing=ipv6\n\
         IPv6AcceptRA=no\nConfigureWithoutCarrier=yes\n",
        site.address
    )
}

fn screens(site: &Site, found: &Found) -> (Option<String>, Option<String>) {
    let free = |taken: Option<&String>| found.screens.iter().find(|name| Some(*name) != taken).cloned();
    let kiosk = site.kiosk_screen.clone().or_else(|| free(site.wall_screen.as_ref()));
    let wall = site.wall_screen.clone().or_else(|| free(kiosk.as_ref()));
    (kiosk, wall)
}

fn weston(site: &Site, found: &Found) -> String {
    let mut text =
        "[core]\nshell=kiosk-shell.so\nidle-time=0\nrequire-input=false\n\n[keyboard]\nvt-switching=false\n"
            .to_owned();
    let (kiosk, wall) = screens(site, found);
    if let Some(kiosk) = kiosk {
        text.push_str(&format!("\n[output]\nname={kiosk}\napp-ids=nghitruong-kiosk\n"));
        if site.turns > 0 {
            text.push_str(&format!("transform=rotate-{}\n", site.turns * 90));
        }
    }
    if let Some(wall) = wall {
        text.push_str(&format!("\n[output]\nname={wall}\napp-ids=nghitruong-display\n"));
        if let Some(mode) = &site.wall_mode {
            text.push_str(&format!("mode={mode}\n"));
        }
    }
    text
}

/// Weston turns what a touch device says as it turns the output it belongs to, so rotation is written once.
fn touch(kiosk: &str) -> String {
    format!("ENV{{ID_INPUT_TOUCHSCREEN}}==\"1\", ENV{{WL_OUTPUT}}=\"{kiosk}\"\n")
}

fn room(site: &Site, found: &Found) -> String {
    let mut options = vec!["--http 0.0.0.0:80".to_owned()];
    match (&site.url, site.mode) {
        (Some(url), _) => options.push(format!("--public-url {url}")),
        (None, Mode::ExternalAp | Mode::BuiltInAp) => {
            options.push(format!("--public-url http://{}", site.address));
        }
        (None, Mode::Guest) => {}
    }
    match &site.broker {
        Broker::Embedded => {}
        Broker::Mosquitto => {
            options.push(format!("--broker mqtt://kiosk:{}@127.0.0.1:{MOSQUITTO_PORT}", found.secret));
        }
        Broker::External(url) => options.push(format!("--broker {url}")),
    }
    if let Some(port) = site.handheld_port {
        options.push(format!("--device-mqtt 0.0.0.0:{port}"));
    }
    format!("ROOM_OPTIONS={}\n", options.join(" "))
}

fn opened(site: &Site) -> String {
    let mut ports: Vec<String> = site.handheld_port.iter().map(ToString::to_string).collect();
    if site.ssh_key.is_some() {
        ports.push("22".to_owned());
    }
    if ports.is_empty() {
        return String::new();
    }
    format!("add element inet filter opened {{ {} }}\n", ports.join(", "))
}

/// Clients do not see one another, and there is no WPS.
fn hostapd(wifi: &Wifi, wireless: &str) -> String {
    format!(
        "interface={wireless}\ndriver=nl80211\nssid={}\nutf8_ssid=1\ncountry_code={}\nieee80211d=1\nhw_mode=g\n\
         channel={}\nieee80211n=1\nwmm_enabled=1\nauth_algs=1\nwpa=2\nwpa_key_mgmt=WPA-PSK\nrsn_pairwise=CCMP\n\
         wpa_passphrase={}\nap_isolate=1\nmax_num_sta=8\n",
        wifi.name, wifi.country, wifi.channel, wifi.password
    )
}

/// Addresses and one name; no router and no way out is offered, so phones keep their own for everything else.
fn dnsmasq(site: &Site) -> String {
    let [a, b, c, _] = site.address.octets();
    let address = site.address;
    format!(
        "except-interface=lo\nbind-dynamic\nno-resolv\nno-hosts\nno-poll\ndomain=lan\n\
         address=/nghi.lan/{address}\nlocal=/lan/\ndhcp-authoritative\n\
         dhcp-range={a}.{b}.{c}.50,{a}.{b}.{c}.250,255.255.255.0,12h\ndhcp-option=3\ndhcp-option=6,{address}\n\
         dhcp-option=42,{address}\ndhcp-option=114,urn:ietf:params:capport:unrestricted\n\
         dhcp-lease-max=201\ndhcp-leasefile=/run/nghitruong-dhcp/leases\nquiet-dhcp\n"
    )
}

fn mosquitto() -> String {
    let dir = "/run/nghitruong-broker";
    format!(
        "listener {MOSQUITTO_PORT} 127.0.0.1\nset_tcp_nodelay true\nallow_anonymous false\n\
         password_file {dir}/passwords\nacl_file {dir}/acl\nmax_inflight_messages 0\n\
         max_queued_messages 100000\npersistence false\nlog_dest stderr\nlog_type error\nlog_type warning\n"
    )
}

/// As README's section on external brokers has it, for whatever the room is called.
fn acl() -> String {
    let mut text = "user kiosk\ntopic readwrite nt/1/+/#\n\nuser gateway\n".to_owned();
    let read = |text: &mut String, topic: &str| text.push_str(&format!("topic read nt/1/+/{topic}\n"));
    for topic in PUBLIC_TOPICS {
        read(&mut text, topic);
    }
    text.push_str("\nuser walls\ntopic deny nt/1/+/d/#\n");
    for topic in PUBLIC_TOPICS.into_iter().chain(["wall/code"]) {
        read(&mut text, topic);
    }
    text.push_str(
        "\npattern write nt/1/+/d/%c/up\npattern write nt/1/+/d/%c/health\npattern read nt/1/+/d/%c/down/#\n",
    );
    text
}
