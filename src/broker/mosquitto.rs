//! Configuration for Debian's Mosquitto 2.0.11 as the external broker (`--broker mqtt://…`).
//!
//! The listener is plain TCP on loopback only: the WebSocket listener of 2.0.x ignores its bind address and checks
//! no origin, so phones always come through our own gateway.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;

use crate::wire::topic::{self, Topic};

const ROUNDS: u32 = 101;

/// What the generated configuration needs to know.
pub struct MosquittoConfig<'a> {
    /// Where Mosquitto listens; loopback.
    pub listen: SocketAddr,
    /// Room id; all topics are below `nt/1/{room}`.
    pub room: &'a str,
    /// The kiosk's own user name.
    pub kiosk_user: &'a str,
    /// Where the password file will be written.
    pub password_file: &'a Path,
    /// Where the ACL file will be written.
    pub acl_file: &'a Path,
    /// The unprivileged user Mosquitto changes to when it is started as root; `None` leaves its default.
    pub run_as: Option<&'a str>,
}

/// The two texts to write: `mosquitto.conf` and its ACL file. Passwords: [`mosquitto_password`], one line each.
pub struct MosquittoFiles {
    /// Content of the configuration file.
    pub config: String,
    /// Content of the ACL file.
    pub acl: String,
}

/// Makes the configuration of an external Mosquitto with the same rights as the embedded broker.
///
/// It needs three accounts in its password file, [`MosquittoConfig::kiosk_user`], [`super::GATEWAY_USER`] and
/// [`super::WALLS_USER`], all with the password of `--broker`. Everybody else comes through the gateway, which checks the credential, keeps each client
/// to its own client id (`%c` below) and lets none of them retain a message or leave a will. The public snapshots are
/// listed one by one: `#` under the prefix would open private inboxes.
pub fn mosquitto_config(config: &MosquittoConfig<'_>) -> MosquittoFiles {
    let MosquittoConfig { listen, room, kiosk_user, password_file, acl_file, run_as } = config;
    let mut text = format!(
        "# Written by nghitruong; changes here are lost.\n\
         per_listener_settings false\n\
         listener {port} {ip}\n\
         protocol mqtt\n\
         socket_domain {family}\n\
         set_tcp_nodelay true\n\
         allow_anonymous false\n\
         password_file {passwords}\n\
         acl_file {acl}\n\
         persistence false\n\
         persistent_client_expiration 10m\n\
         max_inflight_messages 0\n\
         max_queued_messages 100000\n\
         max_packet_size {packet}\n\
         max_keepalive 600\n\
         log_dest stderr\n\
         log_type error\n\
         log_type warning\n",
        port = listen.port(),
        ip = listen.ip(),
        family = if listen.is_ipv4() { "ipv4" } else { "ipv6" },
        passwords = password_file.display(),
        acl = acl_file.display(),
        packet = super::MAX_PACKET,
    );
    if let Some(user) = run_as {
        let _ = writeln!(text, "user {user}");
    }
    MosquittoFiles { config: text, acl: acl(room, kiosk_user) }
}

fn acl(room: &str, kiosk_user: &str) -> String {
    let prefix = topic::prefix(room);
    let mut text = format!(
        "# Written by nghitruong; changes here are lost.\n\
         user {kiosk_user}\n\
         topic readwrite {prefix}/#\n\n\
         user {gateway}\n",
        gateway = super::GATEWAY_USER,
    );
    for snapshot in topic::public_filters(room) {
        let _ = writeln!(text, "topic read {snapshot}");
    }
    // The patterns below are everybody's; a wall has nothing to say, and no inbox.
    let _ = writeln!(text, "\nuser {}\ntopic deny {prefix}/d/#", super::WALLS_USER);
    for snapshot in topic::public_filters(room).into_iter().chain([Topic::WallCode.name(room)]) {
        let _ = writeln!(text, "topic read {snapshot}");
    }
    let _ = writeln!(text, "\npattern write {prefix}/d/%c/up");
    let _ = writeln!(text, "pattern write {prefix}/d/%c/health");
    let _ = writeln!(text, "pattern read {prefix}/d/%c/down/#");
    text
}

/// One line of Mosquitto's password file: PBKDF2-HMAC-SHA512, 101 rounds, as `mosquitto_passwd` writes it.
/// `salt` must be fresh random bytes.
pub fn mosquitto_password(user: &str, password: &[u8], salt: &[u8; 12]) -> String {
    format!("{user}:$7${ROUNDS}${}${}", STANDARD.encode(salt), STANDARD.encode(pbkdf2(password, salt)))
}

/// RFC 8018 with one block: Mosquitto's hash is as long as SHA-512's output.
fn pbkdf2(password: &[u8], salt: &[u8]) -> [u8; 64] {
    let round = |parts: &[&[u8]]| -> [u8; 64] {
        // HMAC takes keys of any length, so this arm is never reached.
        let Ok(mut mac) = Hmac::<Sha512>::new_from_slice(password) else { return [0; 64] };
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    };
    let mut last = round(&[salt, &1u32.to_be_bytes()]);
    let mut sum = last;
    for _ in 1..ROUNDS {
        last = round(&[&last]);
        sum.iter_mut().zip(last).for_each(|(s, l)| *s ^= l);
    }
    sum
}
