//! Which addresses this machine has, which one the QR says, and which Host headers are ours.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// The name the room's own DNS gives the kiosk.
pub const LOCAL_NAME: &str = "nghi.lan";

/// A base URL people reach the kiosk at, without a path and without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    host: String,
}

/// Why a text given with `--public-url` is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("địa chỉ công bố phải có dạng http://máy[:cổng], không có đường dẫn")]
pub struct BadUrl;

impl BaseUrl {
    /// Reads `http://host[:port]` or `https://host[:port]`.
    ///
    /// # Errors
    /// [`BadUrl`] for anything else: a path, a query, a user name.
    pub fn parse(text: &str) -> Result<BaseUrl, BadUrl> {
        let text = text.trim().trim_end_matches('/').to_ascii_lowercase();
        let authority =
            text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")).ok_or(BadUrl)?;
        let host = host_of(authority).ok_or(BadUrl)?.to_owned();
        Ok(BaseUrl { text, host })
    }

    /// The URL of an address, `http://192.168.1.5:8080`; port 80 is left out.
    pub fn of(address: SocketAddr) -> BaseUrl {
        let host = match address.ip() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        let text = match address.port() {
            80 => format!("http://{host}"),
            port => format!("http://{host}:{port}"),
        };
        BaseUrl { text, host }
    }

    /// The URL as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its host name or address, in lower case, an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        &self.host
    }
}

/// What the QR says: `chosen` if given, else the machine's address in the room's network with the port of `listen`.
pub fn public_url(chosen: Option<&BaseUrl>, listen: SocketAddr) -> BaseUrl {
    match chosen {
        Some(url) => url.clone(),
        None if listen.ip().is_unspecified() => {
            let ip = lan_address().unwrap_or(Ipv4Addr::LOCALHOST);
            BaseUrl::of(SocketAddr::new(ip.into(), listen.port()))
        }
        None => BaseUrl::of(listen),
    }
}

/// The machine's IPv4 address in the room's network: the one of the default route if that is a private one, else the
/// first private one. `None` without any network.
pub fn lan_address() -> Option<Ipv4Addr> {
    let routed = routed_address();
    let table = std::fs::read_to_string("/proc/net/fib_trie").unwrap_or_default();
    choose(routed, &local_addresses(&table))
}

fn choose(routed: Option<Ipv4Addr>, all: &[Ipv4Addr]) -> Option<Ipv4Addr> {
    let usable = |ip: &Ipv4Addr| !ip.is_loopback() && !ip.is_link_local() && !ip.is_unspecified();
    let routed = routed.filter(usable);
    let private = routed.filter(Ipv4Addr::is_private);
    let first_private = || all.iter().copied().find(|ip| usable(ip) && ip.is_private());
    private.or_else(first_private).or(routed).or_else(|| all.iter().copied().find(usable))
}

/// The source address of the default route. Connecting a UDP socket sends nothing.
fn routed_address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // TEST-NET-1: never a real host.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(ip) => Some(ip),
        IpAddr::V6(_) => None,
    }
}

/// The local addresses in the kernel's routing table (`/proc/net/fib_trie`), in its order, without doubles.
fn local_addresses(table: &str) -> Vec<Ipv4Addr> {
    let mut found: Vec<Ipv4Addr> = Vec::new();
    let mut last = None;
    for line in table.lines() {
        if let Some((_, leaf)) = line.split_once("|-- ") {
            last = leaf.trim().parse::<Ipv4Addr>().ok();
        } else if line.contains("/32 host LOCAL")
            && let Some(ip) = last
            && !found.contains(&ip)
        {
            found.push(ip);
        }
    }
    found
}

/// The host part of a Host header or URL authority, without its port; `None` if it is not a plain host and port.
pub fn host_of(authority: &str) -> Option<&str> {
    let (host, port) = if authority.starts_with('[') {
        let end = authority.find(']')? + 1;
        let (host, rest) = authority.split_at(end);
        (host, rest.strip_prefix(':').or(if rest.is_empty() { Some("0") } else { None })?)
    } else {
        authority.split_once(':').unwrap_or((authority, "0"))
    };
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    let ok = !host.is_empty() && host.len() <= 253 && host.bytes().all(plain) && port.parse::<u16>().is_ok();
    ok.then_some(host)
}

/// Whether a Host header names this machine: the very address the connection came in at, localhost, the room's own
/// name, or the public URL's host. Anything else is a foreign name that was pointed at us (DNS rebinding).
pub fn is_our_host(authority: &str, local: IpAddr, public: &BaseUrl) -> bool {
    let Some(host) = host_of(authority) else { return false };
    let host = host.to_ascii_lowercase();
    if host == "localhost" || host == LOCAL_NAME || host == public.host() {
        return true;
    }
    let ip = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(&host);
    ip.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical() == local.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_hosts_and_others() {
        let public = BaseUrl::parse("https://Hop.AnBinh.example:8443/").unwrap();
        assert_eq!(public.as_str(), "https://hop.anbinh.example:8443");
        let local: IpAddr = "192.168.1.5".parse().unwrap();
        for ours in
            ["192.168.1.5", "192.168.1.5:8080", "localhost:1", "LOCALHOST", "nghi.lan", "hop.anbinh.example"]
        {
            assert!(is_our_host(ours, local, &public), "{ours}");
        }
        for other in [
            "evil.example",
            "192.168.1.6",
            "",
            "192.168.1.5.evil.example",
            "nghi.lan@evil.example",
            "nghi.lan:99999",
            "nghi.lan/",
            "[::1]",
            "nghi.lan:",
            "127.0.0.1",
        ] {
            assert!(!is_our_host(other, local, &public), "{other}");
        }
        assert!(is_our_host("[::1]:8080", "::1".parse().unwrap(), &public));
        assert!(is_our_host("10.0.0.1", "::ffff:10.0.0.1".parse().unwrap(), &public));
    }

    #[test]
    fn public_urls() {
        for bad in ["", "nghi.lan", "ftp://a", "http://", "http://a/b", "http://u@a", "http://a b"] {
            assert_eq!(BaseUrl::parse(bad), Err(BadUrl), "{bad}");
        }
        assert_eq!(BaseUrl::of("10.0.0.1:80".parse().unwrap()).as_str(), "http://10.0.0.1");
        assert_eq!(BaseUrl::of("[fd00::1]:8080".parse().unwrap()).as_str(), "http://[fd00::1]:8080");
        let chosen = BaseUrl::parse("http://nghi.lan").unwrap();
        assert_eq!(public_url(Some(&chosen), "0.0.0.0:8080".parse().unwrap()), chosen);
        assert_eq!(public_url(None, "127.0.0.1:81".parse().unwrap()).as_str(), "http://127.0.0.1:81");
    }

    #[test]
    fn the_rooms_address_is_chosen() {
        let table = "Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 127.0.0.1\n        /32 host LOCAL\n     |-- 192.168.4.0\n        \
                     /24 link UNICAST\n     |-- 192.168.4.1\n        /32 host LOCAL\n        /32 link BROADCAST\nLocal:\n     \
                     |-- 192.168.4.1\n        /32 host LOCAL\n     |-- 203.0.113.9\n        /32 host LOCAL\n";
        let all = local_addresses(table);
        assert_eq!(all.len(), 3);
        assert_eq!(choose(None, &all), Some(Ipv4Addr::new(192, 168, 4, 1)));
        let routed = Ipv4Addr::new(10, 1, 2, 3);
        assert_eq!(choose(Some(routed), &all), Some(routed));
        let public = Ipv4Addr::new(203, 0, 113, 9);
        assert_eq!(choose(Some(public), &all), Some(Ipv4Addr::new(192, 168, 4, 1)));
        assert_eq!(choose(Some(public), &[]), Some(public));
        assert_eq!(choose(None, &[]), None);
    }
}
