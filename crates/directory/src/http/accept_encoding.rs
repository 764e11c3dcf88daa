//! Which encoding an answer gets: gzip where the caller takes it and likes it no less than plain bytes, plain bytes in every other case. So
//! also where the caller takes neither: a change that is done is not to be answered with 406 (RFC 9110, 12.5.3, leaves that to the service).

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Puts what the answer is encoded by in the place of what the caller wrote.
pub(super) async fn negotiate(mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    if takes_gzip(headers) {
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    } else {
        headers.remove(header::ACCEPT_ENCODING);
    }
    next.run(request).await
}

/// Whether gzip is taken, and liked no less than plain bytes.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let (mut gzip, mut identity, mut any) = (None, None, None);
    for line in headers.get_all(header::ACCEPT_ENCODING) {
        for member in line.to_str().unwrap_or_default().split(',') {
            let (coding, parameters) = member.split_once(';').unwrap_or((member, ""));
            let weight = Some(weight(parameters));
            match coding.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => gzip = weight,
                "identity" => identity = weight,
                "*" => any = weight,
                _ => {}
            }
        }
    }
    let gzip = gzip.or(any).unwrap_or(0.0);
    gzip > 0.0 && identity.is_none_or(|it| gzip >= it)
}

/// `q`, from 0 to 1; what cannot be read counts as no.
fn weight(parameters: &str) -> f32 {
    let Some((name, value)) = parameters.split_once('=') else { return if parameters.trim().is_empty() { 1.0 } else { 0.0 } };
    let value = value.trim().parse().ok().filter(|it| (0.0..=1.0).contains(it));
    value.filter(|_| name.trim().eq_ignore_ascii_case("q")).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_taken_where_it_is_liked_no_less_than_plain_bytes() {
        let takes = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for it in lines {
                headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static(it));
            }
            takes_gzip(&headers)
        };
        for yes in [
            "gzip",
            "GZIP;q=0.5",
            "x-gzip",
            "br, gzip ; q=1.0",
            "*",
            "identity;q=0, *",
            "identity;q=0.5, gzip;q=0.5",
            "deflate, gzip;q=0.001",
        ] {
            assert!(takes(&[yes]), "{yes}");
        }
        for no in [
            "",
            "identity",
            "br",
            "gzip;q=0",
            "*;q=0",
            "identity;q=0",
            "gzip;q=0.1, identity",
            "gzip;q=nan",
            "gzip;q=2",
            "gzip;v=1",
            "gzip;q=0, *",
        ] {
            assert!(!takes(&[no]), "{no}");
        }
        assert!(takes(&["br", "gzip"]) && !takes(&[]));
    }
}
