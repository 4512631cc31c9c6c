//! The kiosk's web as a phone sees it: the scanned code, who am I, enrolment.

use super::line::tcp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// Longest answer that a phone reads, bytes.
const MAX_ANSWER: u64 = 256 * 1024;
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// Where the kiosk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    pub http: SocketAddr,
}

/// Why the web did not do what a phone asked.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("the answer is no HTTP")]
    Malformed,
    /// The room does not let this phone in; the reason as the page gets it.
    #[error("not let in: {0}")]
    NotLetIn(String),
    #[error("HTTP {status}: {body}")]
    Status { status: u16, body: String },
    #[error("no answer in time")]
    TimedOut,
}

/// A phone that gave the room's code.
#[derive(Debug, Clone)]
pub struct Guest {
    /// `name=value` of the cookie.
    pub cookie: String,
    /// Topic prefix, `nt/1/{room}`.
    pub prefix: String,
    pub room: String,
    pub session: String,
    /// Proof of having been in the room.
    pub pass: String,
}

/// What enrolment gives.
#[derive(Debug, Clone)]
pub struct Enrolled {
    pub device: String,
    pub secret: String,
    /// All cookies of this phone.
    pub cookies: String,
}

#[derive(Deserialize)]
struct Me {
    room: String,
    prefix: String,
    session: Option<String>,
    guest: Option<GuestLogin>,
}

#[derive(Deserialize)]
struct GuestLogin {
    pass: String,
}

#[derive(Deserialize)]
struct EnrolAnswer {
    device: String,
    secret: String,
}

/// The code that a handheld shows, and the secret that it comes back with.
#[derive(Debug, Clone, Deserialize)]
pub struct HandheldTicket {
    pub code: String,
    pub claim: String,
}

/// Whose a handheld is.
#[derive(Debug, Clone)]
pub enum HandheldGiven {
    /// Nobody has said it.
    Waiting,
    /// The code has run out.
    Gone,
    To(Box<HandheldLogin>),
}

/// What a handheld logs in and checks in with.
#[derive(Debug, Clone, Deserialize)]
pub struct HandheldLogin {
    pub device: String,
    pub secret: String,
    pub room: String,
    pub session: String,
    pub name: String,
    pub pass: String,
}

struct Answer {
    status: u16,
    location: String,
    cookie: Option<String>,
    body: Vec<u8>,
}

impl Site {
    /// Scans the room's code: `GET /J/{token}`, then `GET /api/me`.
    ///
    /// # Errors
    /// [`SiteError`].
    pub async fn join(&self, from: Option<IpAddr>, token: &str) -> Result<Guest, SiteError> {
        let scanned = self.send(from, "GET", &format!("/J/{token}"), "", None).await?;
        let cookie = match (scanned.status, scanned.cookie) {
            (303, Some(cookie)) => cookie,
            (303, None) => return Err(SiteError::NotLetIn(scanned.location)),
            (status, _) => return Err(refused(status, &scanned.body)),
        };
        let answer = self.send(from, "GET", "/api/me", &cookie, None).await?;
        let me: Me = read(answer)?;
        let guest = me.guest.ok_or_else(|| SiteError::NotLetIn("no pass".to_owned()))?;
        let session = me.session.ok_or_else(|| SiteError::NotLetIn("no session".to_owned()))?;
        Ok(Guest { cookie, prefix: me.prefix, room: me.room, session, pass: guest.pass })
    }

    /// `POST /api/enrol` with a personal code and the device's public key.
    ///
    /// # Errors
    /// [`SiteError`].
    pub async fn enrol(
        &self,
        from: Option<IpAddr>,
        guest: &Guest,
        code: &str,
        key: &[u8; 32],
    ) -> Result<Enrolled, SiteError> {
        let body = serde_json::json!({ "code": code, "key": STANDARD.encode(key) }).to_string();
        let answer = self.send(from, "POST", "/api/enrol", &guest.cookie, Some(&body)).await?;
        let own = answer.cookie.clone();
        let EnrolAnswer { device, secret } = read(answer)?;
        let cookies = own.map_or_else(|| guest.cookie.clone(), |own| format!("{}; {own}", guest.cookie));
        Ok(Enrolled { device, secret, cookies })
    }

    /// `POST /handheld/pair` with the public key that was made for it.
    ///
    /// # Errors
    /// [`SiteError`].
    pub async fn ask_handheld(&self, key: &[u8; 32]) -> Result<HandheldTicket, SiteError> {
        let body = serde_json::json!({ "key": STANDARD.encode(key) }).to_string();
        read(self.send(None, "POST", "/handheld/pair", "", Some(&body)).await?)
    }

    /// `POST /handheld/claim`: whose is the device now?
    ///
    /// # Errors
    /// [`SiteError`].
    pub async fn claim_handheld(&self, claim: &str) -> Result<HandheldGiven, SiteError> {
        let body = serde_json::json!({ "claim": claim }).to_string();
        let answer = self.send(None, "POST", "/handheld/claim", "", Some(&body)).await?;
        match answer.status {
            202 => Ok(HandheldGiven::Waiting),
            410 => Ok(HandheldGiven::Gone),
            _ => read(answer).map(|login| HandheldGiven::To(Box::new(login))),
        }
    }

    async fn send(
        &self,
        from: Option<IpAddr>,
        method: &str,
        path: &str,
        cookies: &str,
        body: Option<&str>,
    ) -> Result<Answer, SiteError> {
        let host = self.http;
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        if !cookies.is_empty() {
            text.push_str(&format!("cookie: {cookies}\r\n"));
        }
        if let Some(body) = body {
            let length = body.len();
            text.push_str(&format!(
                "origin: http://{host}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n"
            ));
        }
        text.push_str("\r\n");
        text.push_str(body.unwrap_or_default());
        let exchange = async {
            let mut stream = tcp(from, host).await?;
            stream.write_all(text.as_bytes()).await?;
            let mut bytes = Vec::new();
            stream.take(MAX_ANSWER).read_to_end(&mut bytes).await?;
            std::io::Result::Ok(bytes)
        };
        let bytes =
            tokio::time::timeout(ANSWER_TIMEOUT, exchange).await.map_err(|_| SiteError::TimedOut)??;
        parse(&bytes)
    }
}

fn parse(bytes: &[u8]) -> Result<Answer, SiteError> {
    let mut headers = [httparse::EMPTY_HEADER; 48];
    let mut head = httparse::Response::new(&mut headers);
    let Ok(httparse::Status::Complete(start)) = head.parse(bytes) else { return Err(SiteError::Malformed) };
    let header = |name: &str| {
        let found = head.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(found.value).ok()
    };
    let cookie = header("set-cookie").and_then(|c| c.split(';').next()).map(str::to_owned);
    Ok(Answer {
        status: head.code.ok_or(SiteError::Malformed)?,
        location: header("location").unwrap_or_default().to_owned(),
        cookie,
        body: bytes[start..].to_vec(),
    })
}

fn read<T: for<'de> Deserialize<'de>>(answer: Answer) -> Result<T, SiteError> {
    if answer.status != 200 {
        return Err(refused(answer.status, &answer.body));
    }
    serde_json::from_slice(&answer.body).map_err(|_| SiteError::Malformed)
}

fn refused(status: u16, body: &[u8]) -> SiteError {
    SiteError::Status { status, body: String::from_utf8_lossy(body).into_owned() }
}
