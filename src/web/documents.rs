//! Documents: what they are, their pages as images, the original as a download; and the minutes behind a code.

use std::io;
use std::path::Path as FilePath;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use super::WebState;
use super::guard::{Peer, remote_ip};
use super::join::{device, guest};
use super::pages::{PageError, WIDTHS};
use super::problem::Problem;
use super::room::{Audience, DocumentFile};

/// Bytes read from a file at a time.
const PIECE: usize = 64 * 1024;

#[derive(Serialize)]
struct Meta {
    id: String,
    title: String,
    pages: u32,
    sha256: String,
    audience: Audience,
    widths: [u32; 2],
}

/// `GET /doc/{id}`: title, pages, hash.
pub(super) async fn meta(
    State(state): State<WebState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let file = readable(&state, &id, &headers).await?;
    let DocumentFile { title, sha256, pages, audience, path: _ } = file;
    let meta = Meta { id, title, pages, sha256, audience, widths: WIDTHS };
    Ok(([(header::CACHE_CONTROL, "private, no-cache")], Json(meta)).into_response())
}

#[derive(Deserialize)]
pub(super) struct Width {
    w: Option<u32>,
}

/// `GET /doc/{id}/{n}.png?w=720|1080`: one page as an image.
pub(super) async fn page(
    State(state): State<WebState>,
    Path((id, name)): Path<(String, String)>,
    Query(Width { w }): Query<Width>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let number = name.strip_suffix(".png").and_then(|n| n.parse::<u32>().ok()).ok_or(Problem::NotFound)?;
    let file = readable(&state, &id, &headers).await?;
    if number == 0 || number > file.pages {
        return Err(Problem::NotFound);
    }
    let width = w.unwrap_or(WIDTHS[0]);
    let tag = format!("\"{}-{number}-{width}\"", file.sha256);
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok(axum::http::StatusCode::NOT_MODIFIED.into_response());
    }
    let image = state.pages().page_png(&file.sha256, &file.path, number, width).await.map_err(problem)?;
    let mut response = send(&image).await?;
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        head.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// `GET /doc/{id}/file`: the original, always as a download.
pub(super) async fn file(
    State(state): State<WebState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let file = readable(&state, &id, &headers).await?;
    let ending = file.path.extension().and_then(|e| e.to_str()).unwrap_or("pdf");
    let media_type =
        if ending.eq_ignore_ascii_case("pdf") { "application/pdf" } else { "application/octet-stream" };
    attachment(&file.path, &format!("{}.{ending}", file.title), media_type).await
}

/// `GET /minutes/{code}`: a file the kiosk offers for ten minutes.
pub(super) async fn minutes(
    State(state): State<WebState>,
    Extension(peer): Extension<Peer>,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let address = remote_ip(&peer);
    let attempts = &state.attempts().typed;
    let now = std::time::Instant::now();
    attempts.attempt(address, now).map_err(|wait| Problem::TooMany(wait.as_secs() + 1))?;
    let offered = state.room().download(&code).await.ok_or(Problem::NotFound)?;
    attempts.succeeded(address);
    attachment(&offered.path, &offered.name, offered.media_type).await
}

/// The document, if this visitor may read it. Without a right to it a foreign id and a missing one look alike.
async fn readable(state: &WebState, id: &str, headers: &HeaderMap) -> Result<DocumentFile, Problem> {
    let device = device(state, headers).await;
    if device.is_none() {
        guest(state, headers).await?;
    }
    let file = state.room().document(id).await.ok_or(Problem::NotFound)?;
    match (file.audience, device) {
        (Audience::Public, _) | (Audience::Delegates, Some(_)) => Ok(file),
        (Audience::Delegates, None) => Err(Problem::DelegatesOnly),
    }
}

fn problem(error: PageError) -> Problem {
    match error {
        PageError::NoSuchPage => Problem::NotFound,
        PageError::BadRequest => Problem::BadRequest,
        PageError::Busy => Problem::Busy,
        PageError::TimedOut | PageError::TooBig | PageError::Unreadable | PageError::Io(_) => {
            Problem::Unreadable
        }
    }
}

async fn attachment(path: &FilePath, name: &str, media_type: &'static str) -> Result<Response, Problem> {
    let mut response = send(path).await?;
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    head.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
    );
    let disposition = HeaderValue::try_from(disposition(name)).map_err(|_| Problem::NotFound)?;
    head.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// RFC 6266 with the name twice: in ASCII for old programs, and by RFC 5987 with its diacritics.
fn disposition(name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'/' | b'\\' | 0..=31 => encoded.push('_'),
            b if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') => encoded.push(char::from(b)),
            b => encoded.push_str(&format!("%{b:02X}")),
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

/// A file from the disk, piece by piece.
pub(super) async fn send(path: &FilePath) -> Result<Response, Problem> {
    let opened = async {
        let file = File::open(path).await?;
        let length = file.metadata().await?.len();
        io::Result::Ok((file, length))
    };
    let (file, length) = opened.await.map_err(|error| {
        tracing::warn!(%error, "a file of the session cannot be read");
        Problem::NotFound
    })?;
    let pieces = stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).await?;
        io::Result::Ok((read > 0).then(|| (Bytes::from(piece), file)))
    });
    let mut response = Response::new(Body::from_stream(pieces));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn download_names_keep_their_diacritics() {
        assert_eq!(
            disposition("Báo cáo 11/BC-HĐND.pdf"),
            "attachment; filename=\"B_o c_o 11_BC-H_ND.pdf\"; \
             filename*=UTF-8''B%C3%A1o%20c%C3%A1o%2011_BC-H%C4%90ND.pdf"
        );
        assert!(!disposition("a\"\r\nSet-Cookie: x").contains(['\r', '\n']));
        assert!(!disposition("a\"b").contains("a\"b"));
    }
}
