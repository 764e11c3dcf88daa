//! `/v1/me/events`: a stream that says that something of yours changed.

use super::caller::Caller;
use super::parameters::Refused;
use crate::hub::{MAX_STREAMS, Subscription};
use crate::me::view::account_of;
use crate::notice::Topic;
use crate::problem::{Code, Problem};
use crate::service::Service;
use axum::extract::State;
use axum::http::HeaderName;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use domicile_model::wire;
use futures_util::stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How often a line that says nothing shows that the stream lives.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// What such a comment says: no message, nobody reads it.
const ALIVE: &str = "alive";
/// How long a client waits before it connects again, unless it knows better.
const RECONNECT: Duration = Duration::from_secs(3);
/// How long a stream lasts at most; whoever wants more connects again.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// Proxies that collect answers before they pass them on are asked not to.
const UNBUFFERED: (HeaderName, &str) = (HeaderName::from_static("x-accel-buffering"), "no");

/// Tells you that something of yours changed: `{"changed": ["me"]}` for your own record, requests, offers or policy, `["inbox"]` for what
/// you look after as an administrator. What changed is not told: ask again, also each time that you connect. Ends when your token ends.
#[utoipa::path(get, path = "/v1/me/events", tag = "me", security(("bearer" = [])), responses(
    (status = 200, body = String, content_type = "text/event-stream", description = "events of the name `changed`"),
    (status = 429, body = wire::Problem, content_type = "application/problem+json", description = "`too_many_streams`"), Refused))]
pub(super) async fn listen(State(service): State<Service>, caller: Caller) -> Result<Response, Problem> {
    let too_many = || Problem::new(Code::TooManyStreams).arg("most", MAX_STREAMS).retry_after(60);
    let listener = service.hub().subscribe(&caller.user).ok_or_else(too_many)?;
    know_account(&service, &listener).await?;
    let left = u64::try_from(caller.token_ends.saturating_sub(service.now().as_second())).unwrap_or_default();
    // A token may name a day beyond all measure, which no clock of a machine can reach.
    let ends = Instant::now() + Duration::from_secs(left).min(LONGEST);
    let until = Until { ends, service: service.clone(), token_ends: caller.token_ends };
    // The first line tells the client that it is heard from now on.
    let first = Event::default().retry(RECONNECT).comment("listening");
    let events = stream::unfold((listener, until, Some(first)), |(listener, until, first)| async {
        let event = match first {
            Some(first) => first,
            None => next(&listener, &until).await?,
        };
        Some((Ok::<_, Infallible>(event), (listener, until, None)))
    });
    Ok(([UNBUFFERED], Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE).text(ALIVE))).into_response())
}

/// When a stream ends, by the service's clock and by the machine's.
struct Until {
    service: Service,
    token_ends: i64,
    ends: Instant,
}

/// Looks up which account the person belongs to. After the stream listens, so that no change in between is missed.
async fn know_account(service: &Service, listener: &Subscription) -> Result<(), Problem> {
    listener.set_account(account_of(service, listener.user()).await?);
    Ok(())
}

/// The next event; `None` at the stream's end.
async fn next(listener: &Subscription, until: &Until) -> Option<Event> {
    let changed = tokio::select! {
        changed = listener.changed() => changed?,
        () = sleep_until(until.ends) => return None,
    };
    if until.service.now().as_second() >= until.token_ends {
        return None;
    }
    // The person may belong to another account now. Where that cannot be found out, the client connects again.
    know_account(&until.service, listener).await.ok()?;
    let topics: Vec<_> = changed.into_iter().map(Topic::as_str).collect();
    Some(Event::default().event("changed").data(serde_json::json!({"changed": topics}).to_string()))
}
