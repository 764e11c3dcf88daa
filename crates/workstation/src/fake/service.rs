//! The service of the world: a few routes, and everything that can go wrong between it and us.

use super::Shared;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Of};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use serde_json::{Value, json};

/// How answers come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mood {
    #[default]
    Fine,
    /// A status with an empty body.
    Status(u16),
    /// A problem document.
    Problem(u16, &'static str),
    /// A status with this body under this media type.
    Body(u16, &'static str, &'static str),
    /// A web page with status 200: a network's sign-in page.
    Page,
    /// A web page with a 502: a proxy in trouble.
    BadGateway,
    /// JSON under another type.
    WrongType,
    /// Not JSON, though it says so.
    NotJson,
    /// JSON, but something else.
    OtherJson,
    /// Breaks off in the middle.
    Truncated,
    /// Never ends.
    Oversized,
    /// Goes elsewhere.
    Redirect,
    /// No answer.
    Silent,
    /// Wants a moment.
    RetryAfter(u64),
}

/// The answer of a mood; `None` where it is fine.
pub(super) fn bad(mood: Mood) -> Option<Response> {
    let typed =
        |status: u16, kind: &'static str, body: Body| Response::builder().status(status).header("content-type", kind).body(body).unwrap();
    Some(match mood {
        Mood::Fine | Mood::Silent => return None,
        Mood::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Mood::Problem(status, code) => typed(status, "application/problem+json", Body::from(problem(status, code).to_string())),
        Mood::Body(status, kind, body) => typed(status, kind, Body::from(body)),
        Mood::Page => typed(200, "text/html", Body::from("<html>Welcome to the hotel</html>")),
        Mood::BadGateway => typed(502, "text/html", Body::from("<html>Bad gateway</html>")),
        Mood::WrongType => typed(200, "text/plain", Body::from("{}")),
        Mood::NotJson => typed(200, "application/json", Body::from("{\"half\": ")),
        Mood::OtherJson => typed(200, "application/json", Body::from("{\"hello\": \"world\"}")),
        Mood::Truncated => {
            let parts = [Ok(Bytes::from("{\"asOf\"")), Err(std::io::Error::other("cut"))];
            let mut answer = typed(200, "application/json", Body::from_stream(futures_util::stream::iter(parts)));
            answer.headers_mut().insert("content-length", 1000.into());
            answer
        }
        Mood::Oversized => {
            let endless = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 65536])));
            typed(200, "application/json", Body::from_stream(endless))
        }
        Mood::Redirect => Response::builder().status(302).header("location", "https://evil.example.com/").body(Body::empty()).unwrap(),
        Mood::RetryAfter(seconds) => {
            let mut answer = typed(503, "application/problem+json", Body::from(problem(503, "busy").to_string()));
            answer.headers_mut().insert("retry-after", seconds.into());
            answer
        }
    })
}

fn problem(status: u16, code: &str) -> Value {
    json!({
        "type": format!("urn:domicile:problem:{code}"), "title": "What", "status": status, "detail": "Why.", "code": code,
        "requestId": "from-the-service", "do": [{"who": "admin", "text": "Do this."}], "fact": 7,
    })
}

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/v1/policy-keys", get(keys)).route("/v1/{*rest}", any(answer))
}

async fn keys(Of((_, state)): Of<Shared>) -> Response {
    let mut state = state.lock().unwrap();
    state.calls.push("GET /v1/policy-keys".to_owned());
    ([("content-type", "application/jose+json")], state.keys.clone().unwrap_or_default()).into_response()
}

async fn answer(Of((_, state)): Of<Shared>, method: Method, uri: Uri, headers: HeaderMap, Path(_): Path<String>, body: Bytes) -> Response {
    let mood = {
        let mut state = state.lock().unwrap();
        state.calls.push(format!("{method} {}", uri.path_and_query().unwrap()));
        state.body = serde_json::from_slice(&body).unwrap_or_default();
        state.headers =
            headers.iter().map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect();
        let bearer = headers.get("authorization").and_then(|it| it.to_str().ok()).and_then(|it| it.strip_prefix("Bearer "));
        if bearer.is_none() || bearer != state.access.as_deref() {
            return bad(Mood::Problem(401, "invalid_token")).unwrap();
        }
        if uri.path().starts_with("/v1/me/invitations/") { std::mem::take(&mut state.invitations) } else { state.mood }
    };
    if mood == Mood::Silent {
        std::future::pending::<()>().await;
    }
    let mut state = state.lock().unwrap();
    if let Mood::RetryAfter(_) = mood {
        // The next one gets through.
        state.mood = Mood::Fine;
    }
    if let Some(bad) = bad(mood) {
        return bad;
    }
    if let Some(answer) = state.answers.get(&format!("{method} {}", uri.path())) {
        return axum::Json(answer.clone()).into_response();
    }
    match (method.as_str(), uri.path()) {
        ("GET" | "PATCH", "/v1/me") => axum::Json(state.me.clone().unwrap_or_else(me)).into_response(),
        ("GET", "/v1/me/policy") => policy(state.policy.as_deref(), &headers),
        ("GET", "/v1/me/removal-requests") => {
            let last = uri.query().is_some_and(|it| it.contains("cursor=2%2F"));
            let next = if last { Value::Null } else { json!("2/") };
            axum::Json(json!({"items": [request()], "nextCursor": next})).into_response()
        }
        ("POST", "/v1/me/service-requests") => {
            let said: Value = serde_json::from_slice(&body).unwrap();
            axum::Json(json!({"id": "case-1", "state": "open", "text": said["text"], "opened": "2026-06-01T00:00:00Z"})).into_response()
        }
        ("POST", "/v1/me/invitations/id-1/accept") => {
            assert_eq!(serde_json::from_slice::<Value>(&body).unwrap(), json!({"token": "secret"}));
            axum::Json(json!({"account": {"id": "old-bridge", "name": "Old Bridge Ltd"}})).into_response()
        }
        (_, path) if path.starts_with("/v1/me/check-outs") => check_outs(&mut state.check_outs, (&method, path), &body),
        ("DELETE", _) => StatusCode::NO_CONTENT.into_response(),
        _ => (StatusCode::CREATED, axum::Json(request())).into_response(),
    }
}

fn check_outs(all: &mut Vec<Value>, (method, path): (&Method, &str), body: &[u8]) -> Response {
    let Some(rest) = path.strip_prefix("/v1/me/check-outs/") else {
        if method == Method::GET {
            return axum::Json(json!({"items": all})).into_response();
        }
        let asked: Value = serde_json::from_slice(body).unwrap();
        let wish = json!({
            "id": "out-asked", "account": {"id": "old-bridge", "name": "Old Bridge Ltd"}, "machine": asked["machine"],
            "product": {"id": asked["product"], "name": asked["product"]}, "state": "asked", "days": asked["days"],
            "asked": "2026-06-01T00:00:00Z", "answered": null, "answeredBy": null, "reason": null,
            "until": "2036-06-01T00:00:00Z", "ended": null, "document": null,
        });
        return (StatusCode::CREATED, axum::Json(wish)).into_response();
    };
    let (id, state) = rest.strip_suffix("/return").map_or((rest, "withdrawn"), |id| (id, "returned"));
    match all.iter_mut().find(|it| it["id"] == id) {
        None => bad(Mood::Problem(404, "not_found")).unwrap(),
        Some(it) if !matches!(it["state"].as_str(), Some("asked" | "checked_out")) => bad(Mood::Problem(409, "check_out_closed")).unwrap(),
        Some(it) => {
            (it["state"], it["document"]) = (json!(state), Value::Null);
            axum::Json(it.clone()).into_response()
        }
    }
}

fn policy(policy: Option<&str>, headers: &HeaderMap) -> Response {
    let Some(policy) = policy else { return bad(Mood::Problem(403, "no_policy")).unwrap() };
    use sha2::Digest;
    let tag = format!("\"{}\"", sha2::Sha256::digest(policy)[..8].iter().map(|it| format!("{it:02x}")).collect::<String>());
    if headers.get("if-none-match").is_some_and(|it| it == tag.as_str()) {
        return (StatusCode::NOT_MODIFIED, [("etag", tag)]).into_response();
    }
    ([("etag", tag), ("content-type", "application/jwt".to_owned())], policy.to_owned()).into_response()
}

fn request() -> Value {
    json!({
        "id": "r1", "state": "submitted", "route": "administrator", "account": {"id": "old-bridge", "name": "Old Bridge Ltd"},
        "user": {"id": "ana-costa", "displayName": "Ana Costa", "email": "ana.costa@oldbridge.example.com"},
        "to": {"id": "maria-silva", "displayName": "Maria Silva", "email": "maria.silva@oldbridge.example.com"},
        "reason": null, "note": null, "submitted": "2026-06-01T00:00:00Z", "seen": null, "ended": null, "expires": "2026-06-15T00:00:00Z",
        "blockers": [], "declineReason": null, "serviceRequest": null,
    })
}

/// Ana, in Old Bridge Ltd.
pub(crate) fn me() -> Value {
    json!({
        "asOf": jiff::Timestamp::now().to_string(),
        "user": {"id": "ana-costa", "email": "ana.costa@oldbridge.example.com", "displayName": "Ana Costa", "locale": "en", "profileCountry": "FR"},
        "affiliation": {
            "account": {"id": "old-bridge", "name": "Old Bridge Ltd"}, "since": "2026-01-01T00:00:00Z", "provisioned": false,
            "lastSynchronised": null, "itContact": null,
        },
        "administrators": [{"id": "maria-silva", "displayName": "Maria Silva", "role": "account_admin", "email": "maria.silva@oldbridge.example.com"}],
        "lock": null, "roles": ["download"], "country": {"code": "GB", "decidedBy": "revenue"}, "federation": "none",
        "fulfilmentContact": null, "request": request(), "removal": {"route": "administrator", "blockers": []}, "offers": [],
        "limitedView": false, "policyVersion": 10,
    })
}
