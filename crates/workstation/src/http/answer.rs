//! Sending a request and reading its answer, with a limit on the size, whatever the other side claims.

use super::{Http, cause_of, host_of};
use crate::failure::{Cause, Intruder, ProxyFault};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use std::time::Duration;
use url::Url;

/// No right answer is larger.
pub(crate) const LIMIT: usize = 2 * 1024 * 1024;

/// An answer, completely received.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Http {
    /// Sends a request and reads the whole answer.
    pub(crate) async fn fetch(&self, request: reqwest::Request) -> Result<Answer, Cause> {
        self.fetch_hearing(request, &|| ()).await
    }

    /// The same, telling when the answer begins.
    pub(crate) async fn fetch_hearing(&self, request: reqwest::Request, heard: &(dyn Fn() + Sync)) -> Result<Answer, Cause> {
        let url = request.url().clone();
        let response = self.client(&url)?.execute(request).await;
        let mut response = match response {
            Ok(response) => response,
            Err(error) => return Err(self.on_the_way(&error, &url).await),
        };
        heard();
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| cause_of(&e, &url))? {
            if body.len() + chunk.len() > LIMIT {
                return Err(Cause::Oversized { host: host_of(&url), limit: LIMIT });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body })
    }
}

impl Answer {
    /// The media type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> String {
        let text = self.headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether the body claims to be JSON (`application/json`, `application/problem+json`, ...).
    pub(crate) fn is_json(&self) -> bool {
        let media = self.media_type();
        media == "application/json" || media.starts_with("application/") && media.ends_with("+json")
    }

    /// What something in between sent in the place of whoever was asked; `None` where it may be theirs. The first question about an answer.
    pub(crate) fn intruder(&self, url: &Url) -> Option<Cause> {
        let host = host_of(url);
        let what = match self.status.as_u16() {
            407 => return Some(Cause::Proxy { proxy: host.clone(), host, what: ProxyFault::WantsPassword }),
            511 => Intruder::WantsSignIn,
            300..=303 | 305..=399 => Intruder::Redirect,
            429 | 500..=599 => return None,
            status if self.media_type() == "text/html" => Intruder::Page(status),
            _ => return None,
        };
        Some(Cause::NotTheService { host, what })
    }

    /// The status of a server that has trouble of its own and says no more about it than that.
    pub(crate) fn trouble(&self) -> Option<u16> {
        let status = self.status.as_u16();
        matches!(status, 429 | 500..=599).then_some(status)
    }

    /// When trying again makes sense, where the server says so. At most a day: a number beyond reason is no order.
    pub(crate) fn retry_after(&self, now: jiff::Timestamp) -> Option<Duration> {
        let text = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        let wait = match text.parse::<u64>() {
            Ok(seconds) => Duration::from_secs(seconds),
            Err(_) => {
                let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
                Duration::try_from(at.duration_since(now)).unwrap_or_default()
            }
        };
        Some(wait.min(Duration::from_secs(24 * 3600)))
    }
}
