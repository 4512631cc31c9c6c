//! Checks before any handler runs, and headers after it.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::WebState;
use super::addresses::is_our_host;
use super::problem::Problem;
use super::seats::Seat;

/// Both ends of the connection a request came over.
#[derive(Clone)]
pub(super) struct Peer {
    pub remote: SocketAddr,
    pub local: SocketAddr,
    /// Held as long as the connection or its WebSocket lives.
    pub _seat: Arc<Seat>,
}

/// The Host header, checked.
#[derive(Clone)]
pub(super) struct OurHost(pub String);

/// The address whose attempts are counted.
pub(super) fn remote_ip(peer: &Peer) -> IpAddr {
    peer.remote.ip().to_canonical()
}

/// Host first of all (a name pointed at us reads nothing), then the origin of everything that changes something.
pub(super) async fn check(State(state): State<WebState>, mut request: Request, next: Next) -> Response {
    let Some(peer) = request.extensions().get::<Peer>().cloned() else {
        return Problem::Misdirected.into_response();
    };
    let Some(host) = host(&request, peer.local.ip(), &state) else {
        return Problem::Misdirected.into_response();
    };
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !same_origin(request.headers(), &host) {
        return Problem::CrossOrigin.into_response();
    }
    let csp = content_policy(&host);
    request.extensions_mut().insert(OurHost(host));
    let mut response = match tokio::time::timeout(state.limits().request, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::TimedOut.into_response(),
    };
    secure(response.headers_mut(), csp);
    response
}

fn host(request: &Request, local: IpAddr, state: &WebState) -> Option<String> {
    let mut values = request.headers().get_all(header::HOST).iter();
    let (first, second) = (values.next()?, values.next());
    let host = first.to_str().ok().filter(|_| second.is_none())?;
    // A request line with a full URL names its host there too; both must be ours.
    let absolute = request.uri().authority().map(|authority| authority.as_str());
    let ours = |host: &str| is_our_host(host, local, state.public_url());
    (ours(host) && absolute.is_none_or(ours)).then(|| host.to_ascii_lowercase())
}

/// Whether a request that changes something comes from our own page, or from no browser at all: browsers send Origin
/// with every POST, and newer ones Sec-Fetch-Site.
pub(super) fn same_origin(headers: &HeaderMap, host: &str) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin") {
        return false;
    }
    origin_fits(headers, host)
}

/// Whether the Origin header is missing or is exactly our host.
pub(super) fn origin_fits(headers: &HeaderMap, host: &str) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (None, _) => true,
        (Some(origin), None) => origin.to_str().is_ok_and(|origin| {
            let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        }),
        (Some(_), Some(_)) => false,
    }
}

/// Scripts and styles of our own only. Older Safari does not count `ws:` of the same host as `'self'`.
fn content_policy(host: &str) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src blob:; \
         font-src 'self'; connect-src 'self' ws://{host} wss://{host}; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).ok()
}

fn secure(headers: &mut HeaderMap, csp: Option<HeaderValue>) {
    if let Some(csp) = csp
        && !headers.contains_key(header::CONTENT_SECURITY_POLICY)
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, csp);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    );
}

/// Time-outs and bounds of the web; the default is what a room needs.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Connections at once from one address (loopback is free: the machine's own tools).
    pub per_address: usize,
    /// Until a request's head is complete.
    pub header: Duration,
    /// Until a WebSocket or device connection has sent its CONNECT packet.
    pub first_packet: Duration,
    /// Silence on an MQTT connection after which it is dead. Pings go out at a third of it.
    pub idle: Duration,
    /// Until a response's head is ready; page images wait for their turn.
    pub request: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 4096,
            per_address: 1024,
            header: Duration::from_secs(10),
            first_packet: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            request: Duration::from_secs(45),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins() {
        let fits = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, HeaderValue::from_static(value));
            }
            same_origin(&headers, "192.168.1.5:8080")
        };
        assert!(fits(&[]));
        assert!(fits(&[("origin", "http://192.168.1.5:8080"), ("sec-fetch-site", "same-origin")]));
        for bad in [
            "http://evil.example",
            "null",
            "http://192.168.1.5",
            "http://192.168.1.5:8080.evil.example",
            "",
            "ftp://192.168.1.5:8080",
        ] {
            assert!(!fits(&[("origin", bad)]), "{bad}");
        }
        assert!(!fits(&[("sec-fetch-site", "cross-site")]));
        assert!(!fits(&[("sec-fetch-site", "same-site")]));
        assert!(!fits(&[("origin", "http://192.168.1.5:8080"), ("origin", "http://evil.example")]));
    }
}
