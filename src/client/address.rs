//! Where the kiosk is.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream};

pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The kiosk's web address as a client was told it. Its name is looked up at every connection, because the address behind it
/// may have changed with a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiosk {
    authority: String,
    target: String,
}

/// Why a text is no address of a kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("địa chỉ máy điều hành phải có dạng http://máy[:cổng], không có đường dẫn")]
pub struct BadAddress;

impl Kiosk {
    /// The kiosk that listens at `address`.
    pub fn at(address: SocketAddr) -> Self {
        Self { authority: address.to_string(), target: address.to_string() }
    }

    /// Host and port as they stand in a Host header; port 80 may be left out.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// A TCP connection from `from`, without Nagle's delay.
    ///
    /// # Errors
    /// What the system says: no such name, nobody there, no answer in ten seconds.
    pub async fn connect(&self, from: Option<IpAddr>) -> io::Result<TcpStream> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "no address for this name");
        let known = tokio::time::timeout(CONNECT_TIMEOUT, tokio::net::lookup_host(&self.target)).await??;
        for address in known {
            match tcp(from, address).await {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl FromStr for Kiosk {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let text = text.trim();
        let authority =
            text.strip_prefix("http://").unwrap_or(text).trim_end_matches('/').to_ascii_lowercase();
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            Some(_) | None => (authority.as_str(), None),
        };
        let bracketed = host.starts_with('[') && host.ends_with(']');
        let strange =
            |c: char| !(c.is_ascii_alphanumeric() || ".-".contains(c) || (bracketed && "[]:".contains(c)));
        if host.is_empty() || host.contains(strange) {
            return Err(BadAddress);
        }
        let port: u16 = match port {
            Some(port) => port.parse().ok().filter(|port| *port != 0).ok_or(BadAddress)?,
            None => 80,
        };
        Ok(Self { target: format!("{host}:{port}"), authority: authority.clone() })
    }
}

/// A TCP connection from `from`, without Nagle's delay.
///
/// # Errors
/// What the system says.
pub async fn tcp(from: Option<IpAddr>, to: SocketAddr) -> io::Result<TcpStream> {
    let socket = if to.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    if let Some(ip) = from {
        socket.bind(SocketAddr::new(ip, 0))?;
    }
    let stream = tokio::time::timeout(CONNECT_TIMEOUT, socket.connect(to)).await??;
    stream.set_nodelay(true)?;
    Ok(stream)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        let read = |text: &str| text.parse::<Kiosk>().map(|k| (k.authority, k.target));
        let of = |authority: &str, target: &str| Ok((authority.to_owned(), target.to_owned()));
        assert_eq!(read("http://nghi.lan"), of("nghi.lan", "nghi.lan:80"));
        assert_eq!(read(" HTTP://Nghi.lan/ "), Err(BadAddress));
        assert_eq!(read("http://Nghi.lan/ "), of("nghi.lan", "nghi.lan:80"));
        assert_eq!(read("192.168.1.10:8080"), of("192.168.1.10:8080", "192.168.1.10:8080"));
        assert_eq!(read("http://[::1]:8080"), of("[::1]:8080", "[::1]:8080"));
        assert_eq!(read("http://[::1]"), of("[::1]", "[::1]:80"));
        for bad in [
            "",
            "http://",
            "https://nghi.lan",
            "http://nghi.lan/wall",
            "http://a:0",
            "http://a:99999",
            "http://u:p@a",
            "http://a b",
        ] {
            assert_eq!(read(bad), Err(BadAddress), "{bad}");
        }
    }
}
