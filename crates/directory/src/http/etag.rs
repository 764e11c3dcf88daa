//! One strong ETag per content encoding: compressed bytes are other bytes. The handler knows the tag of the plain ones only.

use crate::operator::{Precondition, Tags};
use crate::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// What the tag of a compressed answer ends with.
const ENCODING: &str = "-gzip";
/// The same with the closing quote.
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

/// What a request for a change expects of the record that it names.
pub(super) fn precondition(headers: &HeaderMap) -> Result<Precondition, Problem> {
    Ok(Precondition { is: tags(headers, &header::IF_MATCH, "If-Match")?, is_not: tags(headers, &header::IF_NONE_MATCH, "If-None-Match")? })
}

/// The tags of a header, without what makes them those of an encoding. A weak one names nothing here: what it stands for may have changed.
fn tags(headers: &HeaderMap, name: &HeaderName, part: &'static str) -> Result<Option<Tags>, Problem> {
    let mut all = None;
    for value in headers.get_all(name) {
        let text = value.to_str().map_err(|_| Problem::bad_part(part))?;
        for one in text.split(',').map(str::trim) {
            if one == "*" {
                return Ok(Some(Tags::Any));
            }
            let known = all.get_or_insert_with(Vec::new);
            if one.starts_with("W/") {
                continue;
            }
            let tag = one.strip_prefix('"').and_then(|it| it.strip_suffix('"')).ok_or_else(|| Problem::bad_part(part))?;
            known.push(tag.strip_suffix(ENCODING).unwrap_or(tag).to_owned());
        }
    }
    Ok(all.map(Tags::These))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&str]) -> Option<Option<Tags>> {
        let mut headers = HeaderMap::new();
        for it in values {
            headers.append(header::IF_MATCH, it.parse().unwrap());
        }
        precondition(&headers).ok().map(|it| it.is)
    }

    #[test]
    fn what_is_expected_of_a_record_is_read_from_headers() {
        let these = |tags: &[&str]| Some(Some(Tags::These(tags.iter().map(|it| (*it).to_owned()).collect())));
        assert_eq!(read(&[]), Some(None));
        assert_eq!(read(&["*"]), Some(Some(Tags::Any)));
        assert_eq!(read(&["\"a\""]), these(&["a"]));
        assert_eq!(read(&["\"a-gzip\", \"b\"", "\"c\""]), these(&["a", "b", "c"]));
        assert_eq!(read(&["W/\"a\""]), these(&[]), "a weak tag names nothing");
        assert_eq!((read(&["a"]), read(&["\"a"]), read(&[""])), (None, None, None));
    }
}
