//! One HTTP call on a connection of its own.

use super::address::Kiosk;
use std::net::IpAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// Longest answer that is read, bytes: the council's files are the largest.
const MAX_ANSWER: u64 = 32 * 1024 * 1024;
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    pub method: &'a str,
    pub path: &'a str,
    /// Beside host, and with a body origin, type and length.
    pub headers: &'a [(&'a str, &'a str)],
    /// JSON.
    pub body: Option<&'a str>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Of a redirection; else empty.
    pub location: String,
    /// `name=value` of the cookie that was set.
    pub cookie: Option<String>,
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("the answer is no HTTP")]
    Malformed,
    #[error("no answer in time")]
    TimedOut,
}

impl Kiosk {
    /// Asks the kiosk's web.
    ///
    /// # Errors
    /// [`HttpError`]; an answer that refuses is an answer.
    pub async fn call(&self, from: Option<IpAddr>, call: &Call<'_>) -> Result<Answer, HttpError> {
        let host = self.authority();
        let Call { method, path, headers, body } = call;
        let mut text = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        for (name, value) in *headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = body {
            let length = body.len();
            text.push_str(&format!(
                "origin: http://{host}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n"
            ));
        }
        text.push_str("\r\n");
        text.push_str(body.unwrap_or_default());
        let exchange = async {
            let mut stream = self.connect(from).await?;
            stream.write_all(text.as_bytes()).await?;
            let mut bytes = Vec::new();
            stream.take(MAX_ANSWER).read_to_end(&mut bytes).await?;
            std::io::Result::Ok(bytes)
        };
        let bytes =
            tokio::time::timeout(ANSWER_TIMEOUT, exchange).await.map_err(|_| HttpError::TimedOut)??;
        parse(&bytes)
    }
}

fn parse(bytes: &[u8]) -> Result<Answer, HttpError> {
    let mut headers = [httparse::EMPTY_HEADER; 48];
    let mut head = httparse::Response::new(&mut headers);
    let Ok(httparse::Status::Complete(start)) = head.parse(bytes) else { return Err(HttpError::Malformed) };
    let header = |name: &str| {
        let found = head.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(found.value).ok()
    };
    let body = &bytes[start..];
    // A connection that was cut leaves less than was promised.
    if header("content-length").and_then(|n| n.parse::<usize>().ok()).is_some_and(|n| n > body.len()) {
        return Err(HttpError::Malformed);
    }
    let cookie = header("set-cookie").and_then(|c| c.split(';').next()).map(str::to_owned);
    Ok(Answer {
        status: head.code.ok_or(HttpError::Malformed)?,
        location: header("location").unwrap_or_default().to_owned(),
        cookie,
        body: body.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_cut_is_none() {
        let whole = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nset-cookie: a=b; HttpOnly\r\n\r\nabcd";
        let answer = parse(whole).unwrap();
        assert_eq!(
            (answer.status, answer.cookie.as_deref(), answer.body.as_slice()),
            (200, Some("a=b"), &b"abcd"[..])
        );
        assert!(matches!(parse(&whole[..whole.len() - 1]), Err(HttpError::Malformed)));
        assert!(matches!(parse(b"nonsense"), Err(HttpError::Malformed)));
    }
}
