//! How many requests are served at the same time. Whoever comes beyond that is told so at once, and when to come again, rather than
//! made to wait in a queue that only grows. The signed policy has a bound of its own and connections of its own (`store`): it is served
//! however many people search, and its own crowd takes nothing from anybody else. What needs no database is not bounded.
//!
//! A request counts until its answer begins: a stream of events is bounded by the person (`hub::MAX_STREAMS`), not here.

use crate::problem::{Code, Problem};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// How many requests of a kind are served at the same time. Most of them wait for one of a few connections, some milliseconds each.
const MOST: usize = 512;
/// When whoever was sent away may come again, in seconds.
const LATER: i64 = 2;

/// The permits of one kind of request.
pub(super) type Permits = Arc<Semaphore>;

/// As many permits as there are.
pub(super) fn permits() -> Permits {
    Arc::new(Semaphore::new(MOST))
}

/// Serves a request if there is a place for it.
pub(super) async fn limit(State(permits): State<Permits>, request: Request, next: Next) -> Response {
    let Ok(_permit) = permits.try_acquire() else {
        return Problem::new(Code::Overloaded).retry_after(LATER).into_response();
    };
    next.run(request).await
}
