//! The display's way to the kiosk: pairing over HTTP, then one connection that is opened again whenever it is lost.

use super::login::{Login, LoginFile};
use super::present::Trouble;
use super::state::News;
use crate::client::{Answer, Call, Kiosk, Line, LineError};
use crate::wire::topic::{Topic, public_filters};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rumqttc::v5::mqttbytes::v5::{ConnectReturnCode, DisconnectReasonCode, Packet};
use serde::Deserialize;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The kiosk's clock comes every second; a connection silent for so long is dead, whatever TCP thinks.
const SILENCE: Duration = Duration::from_secs(4);
const PING_EVERY: Duration = Duration::from_secs(20);
const ASK_EVERY: Duration = Duration::from_secs(2);
const RETRY_PAIRING: Duration = Duration::from_secs(5);
const BACKOFF_FIRST: Duration = Duration::from_millis(250);
const BACKOFF_LAST: Duration = Duration::from_secs(2);
/// Two programs with one login take turns no faster than this.
const TURN_APART: Duration = Duration::from_secs(60);

/// Where the news go; called from the runtime's threads.
pub type Told = Box<dyn Fn(News) + Send + Sync>;

/// What the network side needs.
pub struct Net {
    pub kiosk: Kiosk,
    pub login: LoginFile,
    pub tell: Told,
}

#[derive(Deserialize)]
struct Ticket {
    code: String,
    claim: String,
}

enum Asked {
    Ticket(Ticket),
    Many,
    Offline,
}

enum Claimed {
    Paired(Login),
    Waiting,
    Gone,
    Offline,
}

/// Why a connection is over.
enum Over {
    Lost,
    /// The kiosk does not know this login any more.
    Denied,
    /// The same login was used elsewhere.
    Taken,
}

impl Net {
    /// Pairs if need be, and stays connected. Ends only when its task is dropped.
    pub async fn run(self) {
        loop {
            let login = match self.login.read() {
                Some(login) => login,
                None => self.pair().await,
            };
            (self.tell)(News::Paired(login.clone()));
            self.stay(&login).await;
            self.login.remove();
        }
    }

    async fn pair(&self) -> Login {
        loop {
            let unpaired = |code, trouble| (self.tell)(News::Unpaired { code, trouble });
            match self.ask().await {
                Asked::Ticket(ticket) => {
                    unpaired(Some(ticket.code.clone()), Trouble::None);
                    if let Some(login) = self.wait(&ticket, &unpaired).await {
                        // A display that cannot keep its login works until it is switched off.
                        if let Err(error) = self.login.write(&login) {
                            tracing::warn!(%error, "the pairing will not outlast a restart");
                        }
                        return login;
                    }
                }
                Asked::Many => {
                    unpaired(None, Trouble::Many);
                    sleep(RETRY_PAIRING).await;
                }
                Asked::Offline => {
                    unpaired(None, Trouble::Offline);
                    sleep(RETRY_PAIRING).await;
                }
            }
        }
    }

    /// Waits for the chair. `None`: this code is over.
    async fn wait(&self, ticket: &Ticket, unpaired: &impl Fn(Option<String>, Trouble)) -> Option<Login> {
        let mut offline = false;
        loop {
            match self.claim(&ticket.claim).await {
                Claimed::Paired(login) => return Some(login),
                Claimed::Gone => return None,
                Claimed::Waiting if offline => {
                    offline = false;
                    unpaired(Some(ticket.code.clone()), Trouble::None);
                }
                Claimed::Waiting => {}
                Claimed::Offline => {
                    offline = true;
                    unpaired(None, Trouble::Offline);
                }
            }
            sleep(ASK_EVERY).await;
        }
    }

    async fn post(&self, path: &str, body: &str) -> Option<Answer> {
        let call = Call { method: "POST", path, headers: &[], body: Some(body) };
        self.kiosk
            .call(None, &call)
            .await
            .inspect_err(|error| tracing::debug!(%error, path, "no answer"))
            .ok()
    }

    async fn ask(&self) -> Asked {
        match self.post("/wall/pair", "{}").await {
            Some(answer) if answer.status == 200 => match serde_json::from_slice(&answer.body) {
                Ok(ticket) => Asked::Ticket(ticket),
                Err(_) => Asked::Offline,
            },
            Some(Answer { status: 429 | 503, .. }) => Asked::Many,
            Some(_) | None => Asked::Offline,
        }
    }

    async fn claim(&self, claim: &str) -> Claimed {
        let body = serde_json::json!({ "claim": claim }).to_string();
        match self.post("/wall/claim", &body).await {
            Some(answer) if answer.status == 200 => match serde_json::from_slice(&answer.body) {
                Ok(login) => Claimed::Paired(login),
                Err(_) => Claimed::Offline,
            },
            Some(Answer { status: 202, .. }) => Claimed::Waiting,
            Some(Answer { status: 410, .. }) => Claimed::Gone,
            Some(_) | None => Claimed::Offline,
        }
    }

    /// Keeps connected until the kiosk denies this login.
    async fn stay(&self, login: &Login) {
        let mut pause = BACKOFF_FIRST;
        loop {
            let mut stood = false;
            match self.connection(login, &mut stood).await {
                Over::Denied => return,
                Over::Taken => {
                    (self.tell)(News::Elsewhere);
                    sleep(TURN_APART).await;
                }
                Over::Lost => {
                    if stood {
                        (self.tell)(News::Disconnected);
                        pause = BACKOFF_FIRST;
                    }
                    sleep(pause).await;
                    pause = (pause * 2).min(BACKOFF_LAST);
                }
            }
        }
    }

    async fn connection(&self, login: &Login, stood: &mut bool) -> Over {
        let over = |error: LineError| match error {
            LineError::Refused(ConnectReturnCode::BadUserNamePassword | ConnectReturnCode::NotAuthorized) => {
                Over::Denied
            }
            other => {
                tracing::debug!(error = %other, "connection lost");
                Over::Lost
            }
        };
        match self.listen(login, stood).await {
            Ok(over) => over,
            Err(error) => over(error),
        }
    }

    async fn listen(&self, login: &Login, stood: &mut bool) -> Result<Over, LineError> {
        let mut line = Line::websocket(&self.kiosk, None, "").await?;
        line.login(&login.id, &login.id, &login.secret).await?;
        (self.tell)(News::Connected);
        *stood = true;
        let told = |topic: &[u8], payload: &[u8]| {
            if let Ok(topic) = std::str::from_utf8(topic) {
                (self.tell)(News::Message { topic: topic.to_owned(), payload: payload.to_vec() });
            }
        };
        let mut filters = public_filters(&login.room);
        filters.push(Topic::WallCode.name(&login.room));
        line.subscribe(&filters, |publish| told(&publish.topic, &publish.payload)).await?;
        let mut ping = Instant::now() + PING_EVERY;
        loop {
            tokio::select! {
                next = timeout(SILENCE, line.next()) => match next {
                    Err(_) => return Err(LineError::TimedOut),
                    Ok(packet) => match packet? {
                        Packet::Publish(publish) => told(&publish.topic, &publish.payload),
                        Packet::Disconnect(bye) if bye.reason_code == DisconnectReasonCode::SessionTakenOver => {
                            return Ok(Over::Taken);
                        }
                        _ => {}
                    },
                },
                () = sleep_until(ping) => {
                    line.ping()?;
                    ping = Instant::now() + PING_EVERY;
                }
            }
            line.flush().await?;
        }
    }

    /// A file of the council: `flag` or `anthem`. `None` while it cannot be had.
    pub async fn file(kiosk: &Kiosk, login: &Login, which: &str) -> Option<Vec<u8>> {
        let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", login.id, login.secret)));
        let path = format!("/wall/{which}");
        let call = Call { method: "GET", path: &path, headers: &[("authorization", &basic)], body: None };
        let answer = kiosk.call(None, &call).await.ok()?;
        (answer.status == 200).then_some(answer.body)
    }
}
