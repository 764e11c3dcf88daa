//! The HTTP API: routes, what requests carry, how answers look. Each handler reads its request, calls a use case, and answers; no rule and
//! no SQL is here.

mod accept_encoding;
mod account_check_outs;
mod account_person_requests;
mod account_removal_requests;
mod accounts;
mod admission_control;
mod approvals;
mod audit_events;
mod body_arrival;
mod caller;
mod check_outs;
mod dispute_links;
mod document_body;
mod etag;
mod events;
mod fulfilment_contacts;
mod groups;
mod invitations;
mod licences;
mod machine_reports;
mod me;
mod middleware;
mod operator;
mod page;
mod pages;
mod parameters;
mod person_requests;
mod policy;
mod problem_response;
mod public;
mod removal_requests;
mod removals;
mod respond;
mod rights;
mod service_requests;
mod transfers;
mod users;
mod write_request;

use crate::limits::Lane;
use crate::service::Service;
use admission_control::{Admission, admit};
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
    let (routes, mut description) = openapi_router(Some(&service)).split_for_parts();
    let (documents, of_documents) = document_router(Some(&service)).split_for_parts();
    description.merge(of_documents);
    let description: Arc<str> = description.to_json().unwrap_or_default().into();
    let routes = routes
        .route("/openapi.json", axum::routing::get(move || public::description(Arc::clone(&description))))
        .route("/.well-known/oauth-protected-resource/{*path}", axum::routing::get(public::protected_resource_below));
    let routes = routes.fallback(|| async { StatusCode::NOT_FOUND }).with_state(service.clone());
    with_middleware(routes, documents.with_state(service.clone()), service, TIME_LIMIT)
}

/// The description of the API, as `/openapi.json` has it.
pub fn description() -> OpenApi {
    let mut description = openapi_router(None).into_openapi();
    description.merge(document_router(None).into_openapi());
    description
}

/// Routes of a lane, bounded where there is a service to bound.
fn bounded(service: Option<&Service>, routes: OpenApiRouter<Service>, lane: Lane) -> OpenApiRouter<Service> {
    match service {
        Some(service) => routes.route_layer(from_fn_with_state(Admission::new(service.clone(), lane), admit)),
        None => routes,
    }
}

/// What takes in documents: as large as they are, and as long as it takes.
fn document_router(service: Option<&Service>) -> OpenApiRouter<Service> {
    bounded(service, operator::document_routes(), Lane::Import)
}

/// The routes and what is written of them; bounded where there is a service to bound.
fn openapi_router(service: Option<&Service>) -> OpenApiRouter<Service> {
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
        .merge(bounded(service, OpenApiRouter::new().routes(routes!(policy::get)), Lane::Policy))
        .merge(bounded(service, operator::routes(), Lane::Operator))
        .merge(bounded(service, ordinary(), Lane::Ordinary))
}

/// Everything that has to wait its turn.
fn ordinary() -> OpenApiRouter<Service> {
    OpenApiRouter::new()
        .routes(routes!(me::get, me::patch))
        .routes(routes!(events::listen))
        .routes(routes!(removal_requests::list, removal_requests::file))
        .routes(routes!(removal_requests::withdraw))
        .routes(routes!(removal_requests::resend))
        .routes(routes!(person_requests::list, person_requests::file))
        .routes(routes!(person_requests::withdraw))
        .routes(routes!(me::leave))
        .routes(routes!(transfers::accept))
        .routes(routes!(transfers::decline))
        .routes(routes!(invitations::accept))
        .routes(routes!(invitations::decline))
        .routes(routes!(service_requests::list, service_requests::open))
        .routes(routes!(transfers::list, transfers::offer))
        .routes(routes!(transfers::revoke))
        .routes(routes!(invitations::list, invitations::invite))
        .routes(routes!(invitations::revoke))
        .routes(routes!(invitations::resend))
        .routes(routes!(account_removal_requests::list))
        .routes(routes!(account_removal_requests::get))
        .routes(routes!(account_removal_requests::seen))
        .routes(routes!(account_removal_requests::approve))
        .routes(routes!(account_removal_requests::decline))
        .routes(routes!(account_person_requests::list))
        .routes(routes!(account_person_requests::get))
        .routes(routes!(account_person_requests::seen))
        .routes(routes!(account_person_requests::approve))
        .routes(routes!(account_person_requests::decline))
        .routes(routes!(audit_events::list))
        .merge(check_outs())
        .merge(user_management())
        .merge(pages_for_people().into())
}

/// Pages for people, which links in mails lead to; not part of the API.
fn pages_for_people() -> Router<Service> {
    Router::new()
        .route("/invitation/{id}/{token}", axum::routing::get(invitations::explain))
        .route("/not-me/{token}", axum::routing::get(dispute_links::ask).post(dispute_links::take_back))
}

/// Products taken along.
fn check_outs() -> OpenApiRouter<Service> {
    OpenApiRouter::new()
        .routes(routes!(check_outs::list, check_outs::ask))
        .routes(routes!(check_outs::withdraw))
        .routes(routes!(check_outs::return_))
        .routes(routes!(account_check_outs::list))
        .routes(routes!(account_check_outs::allow))
        .routes(routes!(account_check_outs::decline))
        .routes(routes!(account_check_outs::end))
}

/// User Management.
fn user_management() -> OpenApiRouter<Service> {
    OpenApiRouter::new()
        .routes(routes!(machine_reports::send))
        .routes(routes!(accounts::get))
        .routes(routes!(accounts::entitlements))
        .routes(routes!(accounts::machine_reports))
        .routes(routes!(users::list, users::add))
        .routes(routes!(users::get, users::remove))
        .routes(routes!(users::removal_preflight))
        .routes(routes!(rights::get))
        .routes(routes!(users::lock))
        .routes(routes!(users::unlock))
        .routes(routes!(users::set_roles))
        .routes(routes!(users::set_country))
        .routes(routes!(fulfilment_contacts::list))
        .routes(routes!(fulfilment_contacts::designate, fulfilment_contacts::end))
        .routes(routes!(removals::list))
        .routes(routes!(removals::undo))
        .routes(routes!(groups::list, groups::create))
        .routes(routes!(groups::write, groups::delete))
        .routes(routes!(groups::join, groups::leave))
        .routes(routes!(licences::list, licences::assign))
        .routes(routes!(licences::reassign, licences::return_licence))
        .routes(routes!(approvals::list))
        .routes(routes!(approvals::approve))
        .routes(routes!(approvals::reject))
}

/// What every route wears, from the inside out: a limit of size, another look where a connection was lost, a limit of time, a net for panics, compression, the final form of failures, and
/// outermost the request id, the log line and the count. `documents` are bounded in size and time by themselves.
fn with_middleware(routes: Router, documents: Router, service: Service, time_limit: Duration) -> Router {
    routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn(middleware::read_again))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time_limit))
        .merge(documents)
        .layer(CatchPanicLayer::custom(middleware::panicked))
        .layer(from_fn(middleware::without_nul))
        .layer(from_fn(middleware::problems))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn(accept_encoding::negotiate))
        .layer(from_fn(etag::tag_per_encoding))
        .layer(from_fn_with_state(service, middleware::trace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bearer::{IssuerClient, Issuers, Validator};
    use crate::keys::{AuditKey, PolicyKeys};
    use crate::service::Dependencies;
    use crate::store::Store;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::routing::{get, post};
    use domicile_model::wire::{Problem, ProtectedResource};
    use jiff::Timestamp;
    use tokio::time::{Instant, timeout};
    use tower::ServiceExt as _;

    async fn service(folder: &std::path::Path) -> Service {
        let resource = ProtectedResource {
            resource: String::new(),
            authorization_servers: Vec::new(),
            scopes_supported: Vec::new(),
            bearer_methods_supported: Vec::new(),
            client_id: String::new(),
        };
        Service::new(Dependencies {
            store: Store::open(&format!("sqlite:{}", folder.join("d.sqlite3").display())).await.unwrap(),
            clock: Arc::new(|| Timestamp::UNIX_EPOCH),
            issuers: Issuers { validator: Validator::new(Vec::new(), IssuerClient::new().unwrap()), resource }.into(),
            keys: PolicyKeys::demo(0).unwrap().into(),
            audit_key: AuditKey::demo(),
            audit_heads: None,
            resource_metadata: "https://directory.example.com".parse().unwrap(),
        })
    }

    async fn answer(router: &Router, path: &str) -> Problem {
        let answer = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        let problem: Problem = serde_json::from_slice(&to_bytes(answer.into_body(), 1 << 16).await.unwrap()).unwrap();
        assert!(!problem.request_id.is_empty());
        problem
    }

    #[tokio::test]
    async fn a_panic_fails_its_own_request_only() {
        let folder = tempfile::tempdir().unwrap();
        let broken =
            Router::new().route("/broken", get(|| async { panic!("on purpose") as () })).route("/whole", get(|| async { "whole" }));
        let router = with_middleware(broken, Router::new(), service(folder.path()).await, TIME_LIMIT);
        let problem = answer(&router, "/broken").await;
        assert_eq!((problem.status, problem.code.as_str()), (500, "internal"));
        assert!(!problem.detail.contains("on purpose"), "what broke is for the log");
        let whole = router.oneshot(Request::get("/whole").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(whole.status(), 200);
    }

    /// Stops the clock of the runtime: it goes on only to the next timer, when everything waits. Only after the store was opened, whose
    /// threads no such clock knows of.
    fn stop_time() {
        tokio::time::pause();
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let service = service(folder.path()).await;
        stop_time();
        let router = with_middleware(Router::new().route("/never", get(std::future::pending::<()>)), Router::new(), service, TIME_LIMIT);
        let (began, problem) = (Instant::now(), timeout(2 * TIME_LIMIT, answer(&router, "/never")).await.expect("it waits for ever"));
        assert_eq!((problem.status, problem.code.as_str()), (503, "timed_out"));
        assert_eq!(began.elapsed().as_secs(), TIME_LIMIT.as_secs());
    }

    #[tokio::test]
    async fn a_document_may_take_as_long_as_it_takes_and_be_larger_than_any_other_body() {
        let folder = tempfile::tempdir().unwrap();
        let service = service(folder.path()).await;
        stop_time();
        let take_in = |body: Body| async {
            let whole = to_bytes(body, usize::MAX).await.unwrap();
            tokio::time::sleep(10 * TIME_LIMIT).await;
            whole.len().to_string()
        };
        let router = with_middleware(Router::new(), Router::new().route("/document", post(take_in)), service, TIME_LIMIT);
        let request = Request::post("/document").body(Body::from(vec![b'x'; 2 * LARGEST_BODY])).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        assert_eq!(to_bytes(answer.into_body(), 1 << 16).await.unwrap(), (2 * LARGEST_BODY).to_string());
    }

    #[tokio::test]
    async fn a_stream_may_take_as_long_as_it_likes() {
        let folder = tempfile::tempdir().unwrap();
        let service = service(folder.path()).await;
        stop_time();
        let late = || async {
            tokio::time::sleep(10 * TIME_LIMIT).await;
            Ok::<_, std::io::Error>("at last")
        };
        let stream = move || async move { Body::from_stream(futures_util::stream::once(late())) };
        let router = with_middleware(Router::new().route("/stream", get(stream)), Router::new(), service, TIME_LIMIT);
        let streaming = router.oneshot(Request::get("/stream").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(to_bytes(streaming.into_body(), 1 << 16).await.unwrap(), "at last");
    }
}
