//! The phone page, embedded at build time from `ui/phone/dist`.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

include!(concat!(env!("OUT_DIR"), "/phone_assets.rs"));

/// Names below these folders carry a hash of their content and never change.
const HASHED: [&str; 2] = ["assets/", "wall/assets/"];
/// The room's display as a page: its address, and its file.
const WALL: (&str, &str) = ("wall", "wall/wall.html");

const MISSING: &str = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><title>Nghị Trường</title>\
    <h1>Trang dành cho điện thoại chưa được dựng</h1>\
    <p>Bản chương trình này được biên dịch khi chưa có thư mục <code>ui/phone/dist</code>. \
    Hãy chạy <code>make build</code> rồi khởi động lại.</p>\
    <p lang=\"en\">This program was built without the phone page. Run <code>make build</code>.</p></html>";

/// Answers a GET for anything that is no route: a file of the page, or the page itself.
pub(super) fn serve(path: &str, headers: &HeaderMap) -> Response {
    let name = path.trim_start_matches('/');
    if find(name).is_some() {
        return file(name, headers);
    }
    if name.trim_end_matches('/') == WALL.0 && find(WALL.1).is_some() {
        return file(WALL.1, headers);
    }
    let is_page = name.is_empty() || !name.rsplit('/').next().unwrap_or_default().contains('.');
    match is_page {
        true if find("index.html").is_some() => file("index.html", headers),
        true => {
            let html =
                [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
            (StatusCode::SERVICE_UNAVAILABLE, html, MISSING).into_response()
        }
        false => Problem::NotFound.into_response(),
    }
}

fn find(name: &str) -> Option<&'static [u8]> {
    PHONE
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()
        .and_then(|at| PHONE.get(at))
        .map(|(_, bytes)| *bytes)
}

fn file(name: &str, headers: &HeaderMap) -> Response {
    let packed = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(coding, ending)| {
        let bytes = find(&format!("{name}.{ending}"))?;
        accepts(headers, coding).then_some((coding, bytes))
    });
    let (coding, bytes) = match packed {
        Some((coding, bytes)) => (Some(coding), bytes),
        None => (None, find(name).unwrap_or_default()),
    };
    let mut response = Response::new(Body::from(bytes));
    let head = response.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let caching = if HASHED.iter().any(|folder| name.starts_with(folder)) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Some(coding) = coding {
        head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').any(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            name.trim().eq_ignore_ascii_case(coding)
                && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_negotiated() {
        let mut headers = HeaderMap::new();
        assert!(!accepts(&headers, "gzip"));
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("deflate, GZIP;q=0.5, br;q=0"));
        assert!(accepts(&headers, "gzip"));
        assert!(!accepts(&headers, "br"));
    }

    #[test]
    fn the_embedded_list_is_sorted() {
        assert!(PHONE.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn a_page_for_every_path_but_files() {
        let headers = HeaderMap::new();
        let page = serve("/phieu/bat-ky", &headers);
        assert!(matches!(page.status(), StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE));
        assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        for path in ["/nothing.js", "/../../etc/passwd.txt", "/assets/../x.css"] {
            assert_eq!(serve(path, &headers).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
