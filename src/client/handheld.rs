//! How a handheld becomes somebody's: it shows a code, and asks whose it is until chair or secretary has said it.

use super::site::{SiteError, read};
use super::{Answer, Call, HttpError, Kiosk};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

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

impl Kiosk {
    /// `POST /handheld/pair` with the public key that was made for it.
    ///
    /// # Errors
    /// [`SiteError`].
    pub async fn ask_handheld(&self, key: &[u8; 32]) -> Result<HandheldTicket, SiteError> {
        let body = serde_json::json!({ "key": STANDARD.encode(key) }).to_string();
        read(self.post("/handheld/pair", &body).await?)
    }

    /// `POST /handheld/claim`: whose is the device now?
    ///
    /// # Errors
    /// [`SiteError`].
    pub async fn claim_handheld(&self, claim: &str) -> Result<HandheldGiven, SiteError> {
        let body = serde_json::json!({ "claim": claim }).to_string();
        let answer = self.post("/handheld/claim", &body).await?;
        match answer.status {
            202 => Ok(HandheldGiven::Waiting),
            410 => Ok(HandheldGiven::Gone),
            _ => read(answer).map(|login| HandheldGiven::To(Box::new(login))),
        }
    }

    async fn post(&self, path: &str, body: &str) -> Result<Answer, HttpError> {
        self.call(None, &Call { method: "POST", path, headers: &[], body: Some(body) }).await
    }
}
