//! The HTTP API: routes, what requests carry, how answers look. Each handler reads its request, calls a use case, and answers; no rule and
//! no SQL is here.

mod account_removal_requests;
mod caller;
mod encoding;
mod finish;
mod incoming;
mod me;
pub(crate) mod metrics;
mod page;
mod policy;
mod public;
mod removal_requests;
mod service_requests;

use crate::service::Service;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, Info, OpenApi, Paths};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The largest body that is read, in bytes.
const LARGEST_BODY: usize = 64 * 1024;
/// How long a request may take.
const TIME_LIMIT: Duration = Duration::from_secs(15);

/// The whole API of a service.
pub fn router(service: Service) -> Router {
    let (routes, description) = described().split_for_parts();
    let description: Arc<str> = description.to_json().unwrap_or_default().into();
    let routes = routes.route("/openapi.json", axum::routing::get(move || public::description(Arc::clone(&description))));
    dressed(routes.fallback(|| async { StatusCode::NOT_FOUND }).with_state(service.clone()), service)
}

/// The description of the API, as `/openapi.json` has it.
pub fn description() -> OpenApi {
    described().into_openapi()
}

fn described() -> OpenApiRouter<Service> {
    let mut about = OpenApi::new(Info::new("Domicile directory", env!("CARGO_PKG_VERSION")), Paths::new());
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let mut components = Components::new();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    about.components = Some(components);
    OpenApiRouter::with_openapi(about)
        .routes(routes!(public::protected_resource))
        .routes(routes!(public::policy_keys))
        .routes(routes!(public::live))
        .routes(routes!(public::ready))
        .routes(routes!(public::metrics))
        .routes(routes!(me::get, me::patch))
        .routes(routes!(policy::get))
        .routes(routes!(removal_requests::list, removal_requests::file))
        .routes(routes!(removal_requests::withdraw))
        .routes(routes!(removal_requests::resend))
        .routes(routes!(service_requests::open))
        .routes(routes!(account_removal_requests::list))
        .routes(routes!(account_removal_requests::seen))
        .routes(routes!(account_removal_requests::approve))
        .routes(routes!(account_removal_requests::decline))
}

/// What every route wears, from the inside out: limits of size and time, a net for panics, compression, the final form of failures, and
/// outermost the request id, the log line and the count.
fn dressed(routes: Router, service: Service) -> Router {
    routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME_LIMIT))
        .layer(CatchPanicLayer::custom(finish::panicked))
        .layer(from_fn(finish::problems))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn(encoding::tag_per_encoding))
        .layer(from_fn_with_state(service, finish::trace))
}
