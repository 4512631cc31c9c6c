//! The kiosk's web as a phone sees it: the scanned code, who am I, enrolment.

use super::{Answer, Call, HttpError, Kiosk};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};

/// Where the kiosk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    pub http: SocketAddr,
}

/// Why the web did not do what a phone asked.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The room does not let this phone in; the reason as the page gets it.
    #[error("not let in: {0}")]
    NotLetIn(String),
    #[error("HTTP {status}: {body}")]
    Status { status: u16, body: String },
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

impl Site {
    /// The kiosk as a client calls it.
    pub fn kiosk(&self) -> Kiosk {
        Kiosk::at(self.http)
    }

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

    async fn send(
        &self,
        from: Option<IpAddr>,
        method: &str,
        path: &str,
        cookies: &str,
        body: Option<&str>,
    ) -> Result<Answer, HttpError> {
        let cookies = [("cookie", cookies)];
        let headers = if cookies[0].1.is_empty() { &[][..] } else { &cookies[..] };
        self.kiosk().call(from, &Call { method, path, headers, body }).await
    }
}

pub(super) fn read<T: for<'de> Deserialize<'de>>(answer: Answer) -> Result<T, SiteError> {
    if answer.status != 200 {
        return Err(refused(answer.status, &answer.body));
    }
    serde_json::from_slice(&answer.body).map_err(|_| HttpError::Malformed.into())
}

fn refused(status: u16, body: &[u8]) -> SiteError {
    SiteError::Status { status, body: String::from_utf8_lossy(body).into_owned() }
}
