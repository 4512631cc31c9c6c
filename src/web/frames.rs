//! Just enough of MQTT to judge what a phone sends before the broker sees it: packet borders, CONNECT, retain flags.

/// Longest CONNECT, in bytes of the whole packet.
pub const MAX_CONNECT: usize = 4 * 1024;
/// Longest later packet from a device, in bytes of the whole packet: a message of the wire's limit with its topic and
/// properties.
pub const MAX_PACKET: usize = crate::wire::MAX_UP + 512;

/// Why a connection is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Longer than allowed.
    #[error("packet too big")]
    TooBig,
    /// No MQTT, or not what a client may send.
    #[error("not an MQTT client's packet")]
    Malformed,
    /// A will, a retained message, or a client id that is not the user's own.
    #[error("not allowed")]
    Forbidden,
}

/// Reads the bytes of one client, in pieces of any size.
pub struct Upstream {
    phase: Phase,
}

enum Phase {
    /// Collects the CONNECT packet whole.
    Connect(Vec<u8>),
    /// Reads a fixed header: the type, then the length.
    Header { first: Option<u8>, length: Varint },
    /// Lets the rest of a packet pass.
    Body { left: usize },
}

impl Upstream {
    /// Expects a CONNECT first.
    pub fn new() -> Upstream {
        Upstream { phase: Phase::Connect(Vec::new()) }
    }

    /// Takes the next bytes until the CONNECT is whole, then returns it once. What came behind it is appended to `out`.
    ///
    /// # Errors
    /// [`FrameError`]; the connection must be ended.
    pub fn login(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<Option<Login>, FrameError> {
        let Phase::Connect(held) = &mut self.phase else { return Err(FrameError::Malformed) };
        held.extend_from_slice(bytes);
        let Some(end) = connect_end(held)? else { return Ok(None) };
        let behind = held.split_off(end);
        let login = Login::read(std::mem::take(held))?;
        self.phase = Phase::Header { first: None, length: Varint::default() };
        self.feed(&behind, out)?;
        Ok(Some(login))
    }

    /// Takes the next bytes after the CONNECT and appends what may go on to the broker to `out`.
    ///
    /// # Errors
    /// [`FrameError`]; the connection must be ended. `out` then holds nothing of the piece.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), FrameError> {
        self.scan(bytes)?;
        out.extend_from_slice(bytes);
        Ok(())
    }

    fn scan(&mut self, mut bytes: &[u8]) -> Result<(), FrameError> {
        while !bytes.is_empty() {
            match &mut self.phase {
                Phase::Connect(_) => return Err(FrameError::Malformed),
                Phase::Body { left } => {
                    let taken = bytes.len().min(*left);
                    *left -= taken;
                    bytes = bytes.get(taken..).unwrap_or_default();
                    if *left == 0 {
                        self.phase = Phase::Header { first: None, length: Varint::default() };
                    }
                }
                Phase::Header { first: first @ None, .. } => {
                    check_header(bytes[0])?;
                    *first = Some(bytes[0]);
                    bytes = &bytes[1..];
                }
                Phase::Header { length, .. } => {
                    let byte = bytes[0];
                    bytes = &bytes[1..];
                    if let Some(left) = length.push(byte)? {
                        if left > MAX_PACKET {
                            return Err(FrameError::TooBig);
                        }
                        self.phase = match left {
                            0 => Phase::Header { first: None, length: Varint::default() },
                            left => Phase::Body { left },
                        };
                    }
                }
            }
        }
        Ok(())
    }
}

/// MQTT's variable byte integer, at most four bytes.
#[derive(Default)]
struct Varint {
    value: usize,
    shift: u32,
}

impl Varint {
    fn push(&mut self, byte: u8) -> Result<Option<usize>, FrameError> {
        if self.shift > 21 {
            return Err(FrameError::Malformed);
        }
        self.value |= usize::from(byte & 0x7f) << self.shift;
        self.shift += 7;
        Ok((byte & 0x80 == 0).then_some(self.value))
    }
}

const CONNECT: u8 = 1;
const PUBLISH: u8 = 3;

fn check_header(byte: u8) -> Result<(), FrameError> {
    let (kind, flags) = (byte >> 4, byte & 0x0f);
    match kind {
        PUBLISH if flags & 1 == 1 => Err(FrameError::Forbidden),
        PUBLISH if flags & 0b0110 == 0b0110 => Err(FrameError::Malformed),
        // PUBACK, PUBREC, PUBREL, PUBCOMP, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, DISCONNECT.
        PUBLISH | 4..=8 | 10 | 12 | 14 => Ok(()),
        _ => Err(FrameError::Malformed),
    }
}

/// Length of the CONNECT packet at the start of `held`, once all of it is there.
fn connect_end(held: &[u8]) -> Result<Option<usize>, FrameError> {
    let Some((first, rest)) = held.split_first() else { return Ok(None) };
    if *first != CONNECT << 4 {
        return Err(FrameError::Malformed);
    }
    let mut length = Varint::default();
    for (at, byte) in rest.iter().enumerate() {
        if let Some(length) = length.push(*byte)? {
            let end = at + 2 + length;
            if end > MAX_CONNECT {
                return Err(FrameError::TooBig);
            }
            return Ok((held.len() >= end).then_some(end));
        }
    }
    Ok(None)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], FrameError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(FrameError::Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, FrameError> {
        Ok(self.take(1)?[0])
    }

    fn varint(&mut self) -> Result<usize, FrameError> {
        let mut length = Varint::default();
        loop {
            if let Some(length) = length.push(self.byte()?)? {
                return Ok(length);
            }
        }
    }

    fn field(&mut self) -> Result<&'a [u8], FrameError> {
        let length = self.take(2)?;
        self.take(usize::from(u16::from_be_bytes([length[0], length[1]])))
    }
}

/// A client's CONNECT: no will, a user name that is its client id, and a password.
pub struct Login {
    packet: Vec<u8>,
    /// MQTT 3.1 (3), 3.1.1 (4) or 5.
    level: u8,
    /// Client id and user name.
    pub client: String,
    /// Password.
    pub password: Vec<u8>,
    /// Where the fixed header ends, and where the user name begins.
    body: usize,
    user: usize,
}

impl Login {
    fn read(packet: Vec<u8>) -> Result<Login, FrameError> {
        let mut reader = Reader(&packet);
        let at = |reader: &Reader| packet.len() - reader.0.len();
        reader.byte()?;
        reader.varint()?;
        let body = at(&reader);
        let name = reader.field()?;
        let level = reader.byte()?;
        if !matches!((name, level), (b"MQTT", 4 | 5) | (b"MQIsdp", 3)) {
            return Err(FrameError::Malformed);
        }
        let flags = reader.byte()?;
        let (reserved, will) = (flags & 1 != 0, flags & 0b0011_1100 != 0);
        let has_login = flags & 0b1100_0000 == 0b1100_0000;
        if reserved {
            return Err(FrameError::Malformed);
        }
        if will || !has_login {
            return Err(FrameError::Forbidden);
        }
        reader.take(2)?;
        if level == 5 {
            let properties = reader.varint()?;
            reader.take(properties)?;
        }
        let client = reader.field()?;
        let user = at(&reader);
        if client.is_empty() || client != reader.field()? {
            return Err(FrameError::Forbidden);
        }
        let client = std::str::from_utf8(client).map_err(|_| FrameError::Malformed)?.to_owned();
        let password = reader.field()?.to_vec();
        if !reader.0.is_empty() {
            return Err(FrameError::Malformed);
        }
        Ok(Login { level, client, password, body, user, packet })
    }

    /// The packet as the client sent it.
    pub fn packet(self) -> Vec<u8> {
        self.packet
    }

    /// The packet with another user name and password, the client id kept.
    ///
    /// # Errors
    /// [`FrameError::TooBig`] for a user name or password beyond 64 KiB.
    pub fn under(&self, user: &str, password: &str) -> Result<Vec<u8>, FrameError> {
        let mut body = self.packet.get(self.body..self.user).unwrap_or_default().to_vec();
        for field in [user, password] {
            let length = u16::try_from(field.len()).map_err(|_| FrameError::TooBig)?;
            body.extend_from_slice(&length.to_be_bytes());
            body.extend_from_slice(field.as_bytes());
        }
        let mut packet = vec![CONNECT << 4];
        let mut length = body.len();
        loop {
            let low = (length & 0x7f) as u8;
            length >>= 7;
            packet.push(if length > 0 { low | 0x80 } else { low });
            if length == 0 {
                break;
            }
        }
        packet.extend_from_slice(&body);
        Ok(packet)
    }

    /// The CONNACK that says: wrong user name or password.
    pub fn refusal(&self) -> &'static [u8] {
        match self.level {
            5 => &[0x20, 3, 0, 0x86, 0],
            _ => &[0x20, 2, 0, 4],
        }
    }
}

#[cfg(test)]
#[path = "tests/frames.rs"]
pub(super) mod tests;
