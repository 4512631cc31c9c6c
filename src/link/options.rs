//! Options of the link, and the address given with `--broker`.

use std::fmt;
use std::str::FromStr;

/// The message the broker publishes, retained, when the kiosk vanishes.
pub struct Will {
    /// Topic, `…/kiosk/state`.
    pub topic: String,
    /// Payload for connection number `conn`; the birth message of that connection carries the same number.
    pub payload: Box<dyn Fn(u64) -> Vec<u8> + Send + Sync>,
}

/// How the link connects.
pub struct LinkOptions {
    /// Broker's host name or address.
    pub host: String,
    /// Broker's port.
    pub port: u16,
    /// MQTT client id; the embedded broker insists on the identity's own.
    pub client_id: String,
    /// User name.
    pub user: String,
    /// Password.
    pub password: String,
    /// Filters to subscribe at every connection, QoS 1; at least one.
    pub filters: Vec<String>,
    /// Will, renewed for every connection.
    pub will: Option<Will>,
    /// Longest message accepted from the broker, in bytes of the whole packet.
    pub max_incoming: usize,
}

/// `mqtt://[user:password@]host[:port]`, port 1883 unless told.
#[derive(Clone, PartialEq, Eq)]
pub struct BrokerUrl {
    /// User name and password, if given.
    pub login: Option<(String, String)>,
    /// Host name or address, an IPv6 address without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
}

/// Why an address given with `--broker` is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BrokerUrlError {
    /// Only plain `mqtt://` is spoken in the room.
    #[error("địa chỉ máy trung chuyển phải có dạng mqtt://[người dùng:mật khẩu@]máy[:cổng]")]
    Scheme,
    /// No host.
    #[error("địa chỉ máy trung chuyển thiếu tên máy")]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("cổng của máy trung chuyển phải là số từ 1 đến 65535")]
    Port,
    /// A user without a password, or a broken percent-encoding.
    #[error("người dùng và mật khẩu phải có dạng người-dùng:mật-khẩu")]
    Login,
}

impl fmt::Debug for BrokerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BrokerUrl")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

impl FromStr for BrokerUrl {
    type Err = BrokerUrlError;

    fn from_str(text: &str) -> Result<Self, BrokerUrlError> {
        let rest = text.strip_prefix("mqtt://").ok_or(BrokerUrlError::Scheme)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (login, address) = match rest.rsplit_once('@') {
            Some((login, address)) => {
                let (user, password) = login.split_once(':').ok_or(BrokerUrlError::Login)?;
                (Some((decode(user)?, decode(password)?)), address)
            }
            None => (None, rest),
        };
        let (host, port) = match address.strip_prefix('[').and_then(|a| a.split_once(']')) {
            Some((host, rest)) => (host, rest.strip_prefix(':')),
            None => match address.rsplit_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (address, None),
            },
        };
        if host.is_empty() || host.contains(['/', '?', '#']) {
            return Err(BrokerUrlError::Host);
        }
        let port = match port {
            Some(port) => port.parse().ok().filter(|p| *p != 0).ok_or(BrokerUrlError::Port)?,
            None => 1883,
        };
        Ok(BrokerUrl { login, host: host.to_owned(), port })
    }
}

fn decode(text: &str) -> Result<String, BrokerUrlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (Some(high), Some(low)) = (rest.next().and_then(hex), rest.next().and_then(hex)) else {
            return Err(BrokerUrlError::Login);
        };
        bytes.push(high << 4 | low);
    }
    String::from_utf8(bytes).map_err(|_| BrokerUrlError::Login)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broker_addresses() {
        let url: BrokerUrl = "mqtt://kiosk:p%40ss@10.0.0.5:1884".parse().unwrap();
        assert_eq!(url.login, Some(("kiosk".into(), "p@ss".into())));
        assert_eq!((url.host.as_str(), url.port), ("10.0.0.5", 1884));
        let url: BrokerUrl = "mqtt://broker.lan/".parse().unwrap();
        assert_eq!((url.login, url.host.as_str(), url.port), (None, "broker.lan", 1883));
        let url: BrokerUrl = "mqtt://[::1]:7".parse().unwrap();
        assert_eq!((url.host.as_str(), url.port), ("::1", 7));
        for (bad, why) in [
            ("mqtts://a", BrokerUrlError::Scheme),
            ("mqtt://", BrokerUrlError::Host),
            ("mqtt://a/b", BrokerUrlError::Host),
            ("mqtt://a:0", BrokerUrlError::Port),
            ("mqtt://a:x", BrokerUrlError::Port),
            ("mqtt://u@a", BrokerUrlError::Login),
            ("mqtt://u:%zz@a", BrokerUrlError::Login),
        ] {
            assert_eq!(bad.parse::<BrokerUrl>().unwrap_err(), why, "{bad}");
        }
    }
}
