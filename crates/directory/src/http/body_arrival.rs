//! The body of a request arrives before anything is done for it: whole, in a bounded size and time.

use super::LARGEST_BODY;
use crate::limits::LimitSettings;
use crate::problem::{Code, Problem};
use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use futures_util::StreamExt as _;
use tokio::time::{Instant, timeout_at};

/// The request with its whole body.
pub(super) async fn arrived(request: Request, limits: &LimitSettings) -> Result<Request, Problem> {
    if request.body().is_end_stream() {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let too_large = || Problem::new(Code::TooLarge);
    let announced = body.size_hint().lower();
    if announced > u64::try_from(LARGEST_BODY).unwrap_or(u64::MAX) {
        return Err(too_large());
    }
    let (mut pieces, mut whole) = (body.into_data_stream(), Vec::new());
    let ends = Instant::now() + limits.body;
    loop {
        let piece = timeout_at(ends.min(Instant::now() + limits.body_idle), pieces.next()).await;
        match piece.map_err(|_| Problem::new(Code::BodyTooSlow))? {
            None => return Ok(Request::from_parts(parts, Body::from(whole))),
            Some(Err(_)) => return Err(Problem::bad_part("body")),
            Some(Ok(piece)) if whole.len() + piece.len() > LARGEST_BODY => {
                drop(piece);
                return Err(too_large());
            }
            Some(Ok(piece)) => whole.extend_from_slice(&piece),
        }
    }
}
