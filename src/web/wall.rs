//! The wall's side doors: pairing with a code that the chair confirms, and the files that the council has supplied.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::WebState;
use super::documents::send;
use super::guard::{Peer, remote_ip};
use super::join::{attempt, unreadable};
use super::problem::Problem;
use super::room::{Supplied, WallClaim, WallTicket};
use crate::chamber::ids::DeviceId;

/// The code to show and the secret to come back with.
#[derive(Serialize)]
pub(super) struct Ticket {
    v: u8,
    code: String,
    claim: String,
}

impl Ticket {
    pub(super) fn answer(ticket: WallTicket) -> Response {
        let ticket = Self { v: crate::wire::VERSION, code: ticket.code, claim: ticket.claim };
        ([(header::CACHE_CONTROL, "no-store")], Json(ticket)).into_response()
    }
}

/// `POST /wall/pair`: a wall asks for a code to show.
pub(super) async fn pair(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
) -> Result<Response, Problem> {
    let address = remote_ip(&peer);
    attempt(&state.attempts().wall, address)?;
    let ticket = state.room().ask_wall(address).await.ok_or(Problem::TooManyWait)?;
    Ok(Ticket::answer(ticket))
}

#[derive(Deserialize)]
pub(super) struct Claimed {
    pub(super) claim: String,
}

#[derive(Serialize)]
struct Login {
    v: u8,
    id: DeviceId,
    secret: String,
    room: String,
}

/// `POST /wall/claim`: has the chair agreed?
pub(super) async fn claim(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    body: Result<Json<Claimed>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(Claimed { claim }) = body.map_err(unreadable)?;
    let address = remote_ip(&peer);
    attempt(&state.attempts().claim, address)?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match state.room().claim_wall(&claim).await {
        WallClaim::Gone => Err(Problem::PairingOver),
        WallClaim::Waiting => {
            state.attempts().claim.succeeded(address);
            Ok((StatusCode::ACCEPTED, no_store).into_response())
        }
        WallClaim::Paired { wall, secret } => {
            state.attempts().claim.succeeded(address);
            let room = state.room().info().await.room;
            let login = Login { v: crate::wire::VERSION, id: wall, secret, room };
            Ok((no_store, Json(login)).into_response())
        }
    }
}

/// `GET /wall/flag`: the picture of the flag.
pub(super) async fn flag(State(state): State<WebState>, headers: HeaderMap) -> Result<Response, Problem> {
    supplied(&state, &headers, Supplied::Flag).await
}

/// `GET /wall/anthem`: the recording of the anthem.
pub(super) async fn anthem(State(state): State<WebState>, headers: HeaderMap) -> Result<Response, Problem> {
    supplied(&state, &headers, Supplied::Anthem).await
}

/// A file of the council for a wall that shows its login (HTTP Basic).
async fn supplied(state: &WebState, headers: &HeaderMap, what: Supplied) -> Result<Response, Problem> {
    let (wall, secret) = login_of(headers).ok_or(Problem::WallsOnly)?;
    if !state.room().wall(&wall, &secret).await {
        return Err(Problem::WallsOnly);
    }
    let file = state.room().supplied(what).await.ok_or(Problem::NotFound)?;
    let media_type = HeaderValue::try_from(file.media_type).map_err(|_| Problem::NotFound)?;
    let mut response = send(&file.path).await?;
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, media_type);
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    head.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
    );
    Ok(response)
}

/// User and password of RFC 7617.
fn login_of(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_logins_are_read() {
        let read = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_static(value));
            login_of(&headers)
        };
        assert_eq!(read("Basic dy0xOnM6ZWNyZXQ="), Some(("w-1".to_owned(), "s:ecret".to_owned())));
        assert_eq!(read("basic dy0xOg=="), Some(("w-1".to_owned(), String::new())));
        for bad in ["Basic", "Basic ???", "Bearer dy0xOnM=", "Basic dy0x", "Basic //8="] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
