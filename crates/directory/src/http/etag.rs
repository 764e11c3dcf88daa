//! One strong ETag per content encoding: compressed bytes are other bytes. The handler knows the tag of the plain ones only.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// What the tag of a compressed answer ends with, inside the quotes.
const SUFFIX: &str = "-gzip\"";

/// Marks the tag of a compressed answer.
pub(super) async fn tag_per_encoding(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    if headers.get(header::CONTENT_ENCODING).is_some_and(|it| it == "gzip")
        && let Some(tag) = headers.get(header::ETAG).and_then(|it| it.to_str().ok()).filter(|it| it.starts_with('"'))
        && let Ok(marked) = HeaderValue::from_str(&format!("{}{SUFFIX}", tag.trim_end_matches('"')))
    {
        headers.insert(header::ETAG, marked);
    }
    answer
}

/// The tag of `If-None-Match` that names what `tag` names, in whichever encoding the caller holds it.
pub(super) fn matching_etag(headers: &HeaderMap, tag: &str) -> Option<String> {
    let compressed = format!("{}{SUFFIX}", tag.trim_end_matches('"'));
    let all = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(','));
    for one in all.map(str::trim) {
        // Comparison is weak here (RFC 9110, 13.1.2): a proxy may have weakened the tag on its way.
        let strong = one.strip_prefix("W/").unwrap_or(one);
        if strong == "*" || strong == tag {
            return Some(tag.to_owned());
        }
        if strong == compressed {
            return Some(compressed);
        }
    }
    None
}
