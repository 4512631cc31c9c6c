//! A handheld's side door: it shows a code until chair or secretary has said whose it is.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::WebState;
use super::guard::{Peer, remote_ip};
use super::join::{attempt, unreadable};
use super::problem::Problem;
use super::room::{HandheldClaim, HandheldLogin};
use super::wall::{Claimed, Ticket};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// Base64 of the Ed25519 public key that the handheld made for this pairing.
    key: String,
}

#[derive(Serialize)]
struct Login {
    v: u8,
    room: String,
    #[serde(flatten)]
    login: HandheldLogin,
}

/// `POST /handheld/pair`: a handheld asks for a code to show.
pub(super) async fn pair(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    body: Result<Json<Asked>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(asked) = body.map_err(unreadable)?;
    let address = remote_ip(&peer);
    attempt(&state.attempts().handheld, address)?;
    let key = STANDARD.decode(&asked.key).ok().and_then(|key| <[u8; 32]>::try_from(key).ok());
    let ticket = state.room().ask_handheld(address, key.ok_or(Problem::BadRequest)?).await;
    Ok(Ticket::answer(ticket.ok_or(Problem::TooManyWait)?))
}

/// `POST /handheld/claim`: whose is it?
pub(super) async fn claim(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    body: Result<Json<Claimed>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(Claimed { claim }) = body.map_err(unreadable)?;
    let address = remote_ip(&peer);
    attempt(&state.attempts().claim, address)?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    match state.room().claim_handheld(&claim).await {
        HandheldClaim::Gone => Err(Problem::PairingOver),
        HandheldClaim::Waiting => {
            state.attempts().claim.succeeded(address);
            Ok((StatusCode::ACCEPTED, no_store).into_response())
        }
        HandheldClaim::Given(login) => {
            state.attempts().claim.succeeded(address);
            let room = state.room().info().await.room;
            Ok((no_store, Json(Login { v: crate::wire::VERSION, room, login })).into_response())
        }
    }
}
