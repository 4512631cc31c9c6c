//! Coming in: the QR's link, the typed code, who am I, enrolment.

use std::net::IpAddr;
use std::time::Instant;

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::WebState;
use super::door::{DoorRefusal, PASS_LIFE_S, Pass};
use super::guard::{Peer, remote_ip};
use super::limits::Attempts;
use super::problem::Problem;
use super::room::{EnrolRequest, KnownDevice};
use crate::wire::down::Role;

const PASS_COOKIE: &str = "nt_pass";
const DEVICE_COOKIE: &str = "nt_device";
/// A device keeps its cookie for the longest session.
const DEVICE_LIFE_S: i64 = 30 * 24 * 3600;

/// `GET /J/{token}`: a scanned code. Answers with a redirect, so that the token does not stay in the address bar.
pub(super) async fn scan(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let address = remote_ip(&peer);
    let joined = match attempt(&state.attempts().token, address) {
        Ok(()) => state.room().exchange(&token).await.map_err(Problem::from),
        Err(problem) => Err(problem),
    };
    match joined {
        Ok(pass) => {
            state.attempts().token.succeeded(address);
            (StatusCode::SEE_OTHER, no_store("/"), [pass_cookie(&pass)]).into_response()
        }
        // Whoever is in already and scans an old code again is still in.
        Err(_) if guest(&state, &headers).await.is_ok() => {
            (StatusCode::SEE_OTHER, no_store("/")).into_response()
        }
        Err(problem) => {
            let why = match problem {
                Problem::Door(DoorRefusal::Malformed) => "/?e=malformed",
                Problem::Door(DoorRefusal::Expired) => "/?e=expired",
                Problem::Door(DoorRefusal::Closed) => "/?e=closed",
                Problem::TooMany(_) => "/?e=too_many",
                _ => "/?e=foreign",
            };
            (StatusCode::SEE_OTHER, no_store(why)).into_response()
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Typed {
    code: String,
}

/// `POST /api/join`: the typed code.
pub(super) async fn join(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Result<Json<Typed>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(Typed { code }) = body.map_err(unreadable)?;
    let address = remote_ip(&peer);
    attempt(&state.attempts().typed, address)?;
    let pass = state.room().exchange_typed(&code).await?;
    state.attempts().typed.succeeded(address);
    let device = device(&state, &headers).await;
    Ok(([pass_cookie(&pass)], Json(me_of(&state, Some(&pass), device).await)).into_response())
}

/// Answer of `GET /api/me`.
#[derive(Serialize)]
struct Me {
    v: u8,
    room: String,
    /// Topic prefix.
    prefix: String,
    session: Option<String>,
    title: String,
    language: &'static str,
    /// The room's clock, UTC milliseconds.
    time: i64,
    /// This phone's guest login at the broker; `null` without a pass.
    guest: Option<GuestLogin>,
    /// The device the cookie belongs to; its secret and key are with the page.
    device: Option<DeviceView>,
}

#[derive(Serialize)]
struct GuestLogin {
    client_id: String,
    user: String,
    password: String,
    /// Proof of presence for the check-in.
    pass: String,
    /// UTC milliseconds.
    expires: i64,
}

#[derive(Serialize)]
struct DeviceView {
    device: String,
    role: Role,
    name: String,
}

impl From<KnownDevice> for DeviceView {
    fn from(known: KnownDevice) -> Self {
        DeviceView { device: known.device.into(), role: known.role, name: known.name }
    }
}

/// `GET /api/me`: what this phone is to the room.
pub(super) async fn me(State(state): State<WebState>, headers: HeaderMap) -> Response {
    let pass = guest(&state, &headers).await.ok();
    let device = device(&state, &headers).await;
    ([(header::CACHE_CONTROL, "no-store")], Json(me_of(&state, pass.as_ref(), device).await)).into_response()
}

async fn me_of(state: &WebState, pass: Option<&Pass>, device: Option<KnownDevice>) -> Me {
    let info = state.room().info().await;
    Me {
        v: crate::wire::VERSION,
        prefix: crate::wire::topic::prefix(&info.room),
        room: info.room,
        session: info.session,
        title: info.title,
        language: info.language,
        time: state.room().now(),
        guest: pass.map(|pass| GuestLogin {
            client_id: pass.guest.clone(),
            user: pass.guest.clone(),
            password: pass.text(),
            pass: pass.text(),
            expires: pass.expires * 1000,
        }),
        device: device.map(DeviceView::from),
    }
}

#[derive(Deserialize)]
pub(super) struct Enrol {
    code: String,
    /// Base64 of the Ed25519 public key.
    key: String,
    #[serde(default)]
    handheld: bool,
}

#[derive(Serialize)]
struct EnrolAnswer {
    v: u8,
    device: String,
    secret: String,
    role: Role,
    name: String,
}

/// `POST /api/enrol`: a personal code and this device's public key.
pub(super) async fn enrol(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    body: Result<Json<Enrol>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(asked) = body.map_err(unreadable)?;
    let pass = guest(&state, &headers).await?;
    let address = remote_ip(&peer);
    attempt(&state.attempts().enrol, address)?;
    let key = STANDARD.decode(&asked.key).ok().and_then(|key| <[u8; 32]>::try_from(key).ok());
    let request = EnrolRequest {
        code: asked.code,
        key: key.ok_or(Problem::BadRequest)?,
        pass,
        handheld: asked.handheld,
    };
    let enrolled = state.room().enrol(request).await.map_err(Problem::Refused)?;
    state.attempts().enrol.succeeded(address);
    let value = format!("{}.{}", enrolled.device, enrolled.secret);
    let answer = EnrolAnswer {
        v: crate::wire::VERSION,
        device: enrolled.device.into(),
        secret: enrolled.secret,
        role: enrolled.role,
        name: enrolled.name,
    };
    let head = [cookie(DEVICE_COOKIE, &value, DEVICE_LIFE_S), (header::CACHE_CONTROL, NO_STORE)];
    Ok((head, Json(answer)).into_response())
}

/// The guest pass of the request's cookie, checked.
pub(super) async fn guest(state: &WebState, headers: &HeaderMap) -> Result<Pass, Problem> {
    let pass = cookie_of(headers, PASS_COOKIE).ok_or(Problem::NoPass)?;
    state.room().check_pass(pass).await.map_err(|_| Problem::NoPass)
}

/// The enrolled device of the request's cookie.
pub(super) async fn device(state: &WebState, headers: &HeaderMap) -> Option<KnownDevice> {
    let (device, secret) = cookie_of(headers, DEVICE_COOKIE)?.split_once('.')?;
    state.room().device(device, secret).await
}

/// Takes one attempt of `address`.
pub(super) fn attempt(attempts: &Attempts, address: IpAddr) -> Result<(), Problem> {
    attempts.attempt(address, Instant::now()).map_err(|wait| Problem::TooMany(wait.as_secs() + 1))
}

pub(super) fn unreadable(rejection: JsonRejection) -> Problem {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooBig,
        _ => Problem::BadRequest,
    }
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

fn no_store(location: &'static str) -> [(header::HeaderName, HeaderValue); 2] {
    [(header::LOCATION, HeaderValue::from_static(location)), (header::CACHE_CONTROL, NO_STORE)]
}

fn pass_cookie(pass: &Pass) -> (header::HeaderName, HeaderValue) {
    cookie(PASS_COOKIE, &pass.text(), PASS_LIFE_S)
}

/// Over plain http there is no `Secure` and no `__Host-` (decisions 17).
fn cookie(name: &str, value: &str, life_s: i64) -> (header::HeaderName, HeaderValue) {
    let text = format!("{name}={value}; Path=/; Max-Age={life_s}; HttpOnly; SameSite=Lax");
    let empty = HeaderValue::from_static("");
    (header::SET_COOKIE, HeaderValue::try_from(text).unwrap_or(empty))
}

fn cookie_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}
