//! Errors as JSON for programs and two sentences for people.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::door::DoorRefusal;
use super::room::Refused;

/// Everything the web refuses by itself. What the chamber refuses travels as [`Refused`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The Host header names another machine.
    Misdirected,
    /// Another site's page asks.
    CrossOrigin,
    /// No such page.
    NotFound,
    /// No guest pass and no device: scan the code first.
    NoPass,
    /// The document is for enrolled devices.
    DelegatesOnly,
    /// The QR's token, the typed code or the pass is refused.
    Door(DoorRefusal),
    /// Too many attempts from this address; seconds to wait.
    TooMany(u64),
    /// Unreadable request.
    BadRequest,
    /// Body too long.
    TooBig,
    /// It took too long.
    TimedOut,
    /// The file is for paired walls.
    WallsOnly,
    /// Too many walls or handhelds wait to be confirmed.
    TooManyWait,
    /// The pairing code has run out or was refused.
    PairingOver,
    /// A page image could not be made now.
    Busy,
    /// The file cannot be shown as pages.
    Unreadable,
    /// The chamber refuses.
    Refused(Refused),
}

impl From<DoorRefusal> for Problem {
    fn from(refusal: DoorRefusal) -> Self {
        Problem::Door(refusal)
    }
}

type Row = (StatusCode, &'static str, &'static str, &'static str);

impl Problem {
    fn row(&self) -> Row {
        match self {
            Problem::Misdirected => (
                StatusCode::MISDIRECTED_REQUEST,
                "misdirected",
                "Địa chỉ này không phải của phòng họp. Hãy quét mã trên màn hình.",
                "This address is not the meeting room's. Scan the code on the screen.",
            ),
            Problem::CrossOrigin => (
                StatusCode::FORBIDDEN,
                "cross_origin",
                "Yêu cầu đến từ một trang khác nên không được nhận.",
                "The request comes from another site and is refused.",
            ),
            Problem::NotFound => {
                (StatusCode::NOT_FOUND, "not_found", "Không tìm thấy trang này.", "There is no such page.")
            }
            Problem::NoPass => (
                StatusCode::UNAUTHORIZED,
                "no_pass",
                "Hãy quét mã trên màn hình phòng họp trước.",
                "Scan the code on the meeting room's screen first.",
            ),
            Problem::DelegatesOnly => (
                StatusCode::FORBIDDEN,
                "delegates_only",
                "Tài liệu này chỉ dành cho đại biểu đã nhận diện thiết bị.",
                "This document is for delegates with an enrolled device.",
            ),
            Problem::Door(refusal) => door(*refusal),
            Problem::TooMany(_) => (
                StatusCode::TOO_MANY_REQUESTS,
                "too_many",
                "Thử quá nhiều lần. Hãy chờ một lát rồi thử lại.",
                "Too many attempts. Wait a moment and try again.",
            ),
            Problem::BadRequest => (
                StatusCode::BAD_REQUEST,
                "bad_request",
                "Yêu cầu không đọc được.",
                "The request cannot be read.",
            ),
            Problem::TooBig => {
                (StatusCode::PAYLOAD_TOO_LARGE, "too_big", "Yêu cầu quá dài.", "The request is too long.")
            }
            Problem::TimedOut => (
                StatusCode::SERVICE_UNAVAILABLE,
                "timed_out",
                "Máy chủ phòng họp trả lời quá chậm. Hãy thử lại.",
                "The kiosk took too long. Try again.",
            ),
            Problem::Busy => (
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "Nhiều người đang mở tài liệu. Hãy thử lại sau vài giây.",
                "Many people are opening documents. Try again in a few seconds.",
            ),
            Problem::WallsOnly => (
                StatusCode::UNAUTHORIZED,
                "walls_only",
                "Tệp này chỉ dành cho màn hình hội trường đã ghép.",
                "This file is for paired walls.",
            ),
            Problem::TooManyWait => (
                StatusCode::SERVICE_UNAVAILABLE,
                "too_many_wait",
                "Nhiều máy đang chờ ghép. Hãy trả lời chúng ở bàn chủ tọa rồi thử lại.",
                "Many devices wait to be paired. Answer them at the kiosk and try again.",
            ),
            Problem::PairingOver => (
                StatusCode::GONE,
                "pairing_over",
                "Mã ghép đã hết hạn hoặc bị từ chối. Hãy ghép lại.",
                "The pairing code has expired or was refused. Pair again.",
            ),
            Problem::Unreadable => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "unreadable",
                "Không hiển thị được trang này. Hãy tải tệp gốc.",
                "This page cannot be shown. Download the original.",
            ),
            Problem::Refused(_) => (StatusCode::CONFLICT, "refused", "", ""),
        }
    }
}

fn door(refusal: DoorRefusal) -> Row {
    match refusal {
        DoorRefusal::Malformed => (
            StatusCode::BAD_REQUEST,
            "malformed",
            "Mã gồm 8 chữ và số, xem trên màn hình phòng họp.",
            "The code has 8 letters and digits; see the meeting room's screen.",
        ),
        DoorRefusal::Expired => (
            StatusCode::GONE,
            "expired",
            "Mã này đã hết hạn. Hãy quét mã đang hiện trên màn hình.",
            "This code has expired. Scan the one that is on the screen now.",
        ),
        DoorRefusal::Foreign => (
            StatusCode::FORBIDDEN,
            "foreign",
            "Mã này không phải của phòng họp này hoặc của buổi họp này.",
            "This code belongs to another room or another sitting.",
        ),
        DoorRefusal::Closed => (
            StatusCode::CONFLICT,
            "closed",
            "Hiện không có buổi họp nào để vào.",
            "There is no sitting to join now.",
        ),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, code, vi, en) = self.row();
        let body = match &self {
            Problem::Refused(refused) => {
                let mut body = serde_json::to_value(&refused.why).unwrap_or_else(|_| json!({ "code": code }));
                if let Value::Object(map) = &mut body {
                    map.insert("text_vi".to_owned(), refused.text.vi.clone().into());
                    map.insert("text_en".to_owned(), refused.text.en.clone().into());
                }
                body
            }
            Problem::TooMany(seconds) => {
                json!({ "code": code, "wait_s": seconds, "text_vi": vi, "text_en": en })
            }
            Problem::Misdirected
            | Problem::CrossOrigin
            | Problem::NotFound
            | Problem::NoPass
            | Problem::DelegatesOnly
            | Problem::Door(_)
            | Problem::BadRequest
            | Problem::TooBig
            | Problem::TimedOut
            | Problem::Busy
            | Problem::WallsOnly
            | Problem::TooManyWait
            | Problem::PairingOver
            | Problem::Unreadable => json!({ "code": code, "text_vi": vi, "text_en": en }),
        };
        let mut response = (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response();
        if let Problem::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
