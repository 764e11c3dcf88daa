//! What anybody may ask: how to sign in, the policy keys, whether the service is well.

use super::etag::matching_etag;
use crate::keys::PolicyKeys;
use crate::limits::Lane;
use crate::problem::{Code, Problem};
use crate::service::Service;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::wire;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

/// How a client finds its issuer (RFC 9728).
#[utoipa::path(get, path = "/.well-known/oauth-protected-resource", tag = "service", responses((status = 200, body = wire::ProtectedResource)))]
pub(super) async fn protected_resource(State(service): State<Service>) -> axum::Json<wire::ProtectedResource> {
    axum::Json(service.issuers().resource.clone())
}

/// The same where RFC 9728 (3.1) puts it for a service that is reached below a path: that path stands behind the well-known one.
pub(super) async fn protected_resource_below(
    State(service): State<Service>,
    Path(below): Path<String>,
) -> Result<axum::Json<wire::ProtectedResource>, Problem> {
    let issuers = service.issuers();
    let resource = &issuers.resource;
    let path = url::Url::parse(&resource.resource).map(|it| it.path().trim_matches('/').to_owned()).unwrap_or_default();
    if path.is_empty() || below.trim_end_matches('/') != path {
        return Err(Problem::new(Code::NotFound));
    }
    Ok(axum::Json(resource.clone()))
}

/// The published policy keys: a JWS in general JSON form, signed by the root.
#[utoipa::path(get, path = "/v1/policy-keys", tag = "service", responses(
    (status = 200, body = Object, content_type = "application/jose+json"), (status = 304, description = "the key set at hand is the current one")))]
pub(super) async fn policy_keys(State(service): State<Service>, headers: HeaderMap) -> Response {
    let published = service.keys().published().to_owned();
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(published.as_bytes()).get(..16).unwrap_or_default()));
    let common = |tag: String| [(header::ETAG, tag), (header::CACHE_CONTROL, "public, max-age=300".to_owned())];
    match matching_etag(&headers, &tag) {
        Some(tag) => (StatusCode::NOT_MODIFIED, common(tag)).into_response(),
        None => (common(tag), [(header::CONTENT_TYPE, "application/jose+json")], published).into_response(),
    }
}

/// The process answers.
#[utoipa::path(get, path = "/health/live", tag = "service", responses((status = 200, body = String)))]
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// The process can do its work: the database answers and takes writes, the clock may date policies, and a policy key signs. A second line
/// says when the keys run out, where that is soon.
#[utoipa::path(get, path = "/health/ready", tag = "service", responses(
    (status = 200, body = String), (status = "5XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn ready(State(service): State<Service>) -> Result<String, Problem> {
    // Anybody may ask, as often as they like: it is found out once a second.
    service.readiness().get(|| service.now(), find_out_in_time(&service)).await
}

/// How long it may take to find out.
const FIND_OUT: Duration = Duration::from_secs(5);

async fn find_out_in_time(service: &Service) -> Result<String, Problem> {
    // By a task of its own: a file on a disk that hangs keeps the thread that asks it.
    let finding = tokio::spawn(find_out(service.clone()));
    match tokio::time::timeout(FIND_OUT, finding).await {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => Err(Problem::internal(&error)),
        Err(_) => {
            tracing::warn!("the database does not answer");
            Err(Problem::new(Code::DatabaseUnavailable).retry_after(5))
        }
    }
}

async fn find_out(service: Service) -> Result<String, Problem> {
    service.check_database().await?;
    let (keys, now) = (service.keys(), service.now().as_second());
    if keys.reach(now).is_none() {
        return Err(PolicyKeys::missing());
    }
    let soon = keys.ends_soon(now).map(|day| format!("policy keys run out on {day}\n")).unwrap_or_default();
    Ok(format!("ready\n{soon}"))
}

/// Counts of answered requests, open connections, places in use, how far the policy keys reach, and whether the database takes writes, for
/// Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "service", responses((status = 200, body = String, content_type = "text/plain; version=0.0.4")))]
pub(super) async fn metrics(State(service): State<Service>) -> Response {
    let reach = service.keys().reach(service.now().as_second()).unwrap_or_default();
    let keys = format!(
        "# HELP domicile_policy_keys_end_timestamp_seconds When the policy keys signed ahead run out; 0 where none signs now.\n\
         # TYPE domicile_policy_keys_end_timestamp_seconds gauge\ndomicile_policy_keys_end_timestamp_seconds {reach}\n"
    );
    let mut places = "# HELP domicile_places_in_use Requests under way that take a place, of requestsAtOnce in each lane.\n\
                      # TYPE domicile_places_in_use gauge\n"
        .to_owned();
    for lane in Lane::ALL {
        let _ = writeln!(places, "domicile_places_in_use{{lane=\"{}\"}} {}", lane.name(), service.limits().places_in_use(lane));
    }
    let writable = u8::from(service.is_writable());
    let database = format!(
        "# HELP domicile_database_writable Whether the last attempt to write to the database succeeded.\n\
         # TYPE domicile_database_writable gauge\ndomicile_database_writable {writable}\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], service.metrics().text() + &places + &keys + &database).into_response()
}

/// The description of this API.
pub(super) async fn description(json: Arc<str>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json.to_string()).into_response()
}
