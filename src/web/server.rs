//! Accepting connections, with a time-out for slow heads and a seat for each.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper::service::Service as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;

use super::guard::{self, Peer};
use super::problem::Problem;
use super::{WebState, assets, documents, gateway, handheld, join, wall};

/// Longest request body, in bytes.
const MAX_BODY: usize = 16 * 1024;
/// Longest request head, in bytes.
const MAX_HEAD: usize = 16 * 1024;

/// Connections that may wait to be accepted. The system's usual 128 makes a room that comes back at once lose its
/// first packets, and each phone then waits a second before it tries again.
const BACKLOG: u32 = 4096;

/// Binds a listener for [`serve`] or [`super::serve_devices`]; port 0 is a free one.
///
/// # Errors
/// The port is taken or may not be bound.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// All routes behind the checks.
pub fn router(state: WebState) -> Router {
    Router::new()
        .route("/J/{token}", get(join::scan))
        .route("/j/{token}", get(join::scan))
        .route("/api/join", post(join::join))
        .route("/api/me", get(join::me))
        .route("/api/enrol", post(join::enrol))
        .route("/doc/{id}", get(documents::meta))
        .route("/doc/{id}/file", get(documents::file))
        .route("/doc/{id}/{page}", get(documents::page))
        .route("/minutes/{code}", get(documents::minutes))
        .route("/handheld/pair", post(handheld::pair))
        .route("/handheld/claim", post(handheld::claim))
        .route("/wall/pair", post(wall::pair))
        .route("/wall/claim", post(wall::claim))
        .route("/wall/flag", get(wall::flag))
        .route("/wall/anthem", get(wall::anthem))
        .route("/mqtt", get(gateway::upgrade))
        .fallback(page)
        .method_not_allowed_fallback(|| async { Problem::NotFound.into_response() })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state(state.clone(), guard::check))
        .with_state(state)
}

async fn page(State(_): State<WebState>, request: Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD if !request.uri().path().starts_with("/api/") => {
            assets::serve(request.uri().path(), request.headers())
        }
        _ => Problem::NotFound.into_response(),
    }
}

/// Tells every WebSocket to end when the server is dropped; they run in tasks of their own.
struct StopAll(WebState);

impl Drop for StopAll {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Serves HTTP and the WebSocket gateway on `listener` until dropped; dropping ends all its connections.
///
/// # Errors
/// Never by itself; a failing accept is tried again.
pub async fn serve(listener: TcpListener, state: WebState) -> io::Result<()> {
    let service = TowerToHyperService::new(router(state.clone()));
    state.started();
    let _stop = StopAll(state.clone());
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(state.limits().header).max_buf_size(MAX_HEAD);
    let http = Arc::new(http);
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            accepted_now = listener.accept() => {
                let Some((stream, remote)) = accepted(accepted_now).await else { continue };
                let Ok(local) = stream.local_addr() else { continue };
                let Some(seat) = state.seats().take(remote.ip()) else {
                    tracing::debug!(%remote, "too many connections");
                    continue;
                };
                let peer = Peer { remote, local, _seat: Arc::new(seat) };
                let (service, http) = (service.clone(), Arc::clone(&http));
                tasks.spawn(async move {
                    let with_peer = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
                        request.extensions_mut().insert(peer.clone());
                        service.call(request)
                    });
                    let connection = http.serve_connection(TokioIo::new(stream), with_peer).with_upgrades();
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "web connection ended");
                    }
                });
            }
            Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
        }
    }
}

/// A new connection without Nagle's delay. When the process has no more file descriptors, waits a little.
pub(super) async fn accepted(result: io::Result<(TcpStream, SocketAddr)>) -> Option<(TcpStream, SocketAddr)> {
    match result {
        Ok((stream, remote)) => {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "TCP_NODELAY");
            }
            Some((stream, remote))
        }
        Err(error) => {
            tracing::warn!(%error, "accept");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}
