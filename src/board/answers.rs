//! Whether the page of a running program answers.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(5);

/// Asks for `/api/me` at `address` as a phone would, and says whether that was answered with 200.
pub fn answers(address: SocketAddr) -> bool {
    ask(address).is_ok_and(|head| head.starts_with(b"HTTP/1.1 200"))
}

fn ask(address: SocketAddr) -> std::io::Result<[u8; 12]> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let host = address.ip();
    write!(stream, "GET /api/me HTTP/1.1\r\nhost: {host}:{}\r\nconnection: close\r\n\r\n", address.port())?;
    let mut head = [0; 12];
    stream.read_exact(&mut head)?;
    Ok(head)
}
