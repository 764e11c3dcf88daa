//! Nothing unsigned takes a right away: a proxy between the command line and the real service says everything that proxies have been seen to
//! say, and after each the licensed product still starts, with the service and without it.

use anyhow::{Context, Result, ensure};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use std::sync::{Arc, Mutex};

const ANA: &str = "ana.costa@oldbridge.example.com";

/// What the proxy does to the answers about the policy.
#[derive(Debug, Clone)]
enum Lie {
    None,
    /// The right answer with another `Date`.
    Date(String),
    /// An answer of its own.
    Answer(u16, &'static str, &'static str),
}

/// A proxy in front of a service that does not exist yet: it needs the proxy's address.
struct Proxy {
    url: String,
    state: Arc<Mutex<(String, Lie)>>,
}

impl Proxy {
    async fn start() -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let state = Arc::new(Mutex::new((String::new(), Lie::None)));
        let app = axum::Router::new().fallback(pass).with_state(state.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { url, state })
    }

    fn says(&self, lie: Lie) {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).1 = lie;
    }
}

async fn pass(State(state): State<Arc<Mutex<(String, Lie)>>>, request: Request) -> Response {
    let (service, lie) = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    let lie = if request.uri().path().starts_with("/v1/me/policy") { lie } else { Lie::None };
    if let Lie::Answer(status, kind, body) = lie {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
        return (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    }
    let mut answer = forward(&service, request).await.unwrap_or_else(|_| StatusCode::BAD_GATEWAY.into_response());
    if let Lie::Date(date) = lie
        && let Ok(date) = HeaderValue::from_str(&date)
    {
        answer.headers_mut().insert(header::DATE, date);
    }
    answer
}

async fn forward(service: &str, request: Request) -> Result<Response> {
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().map_or("/", |it| it.as_str());
    let body: Bytes = axum::body::to_bytes(body, 1 << 20).await?;
    let mut asked = domicile_tests::service::client()?.request(head.method, format!("{service}{path}")).body(body);
    // The name that was asked for stays: the service answers to it alone.
    for (name, value) in head.headers.iter().filter(|it| !["content-length", "accept-encoding"].contains(&it.0.as_str())) {
        asked = asked.header(name, value);
    }
    let got = asked.send().await?;
    let (status, headers) = (got.status(), got.headers().clone());
    let mut answer = Response::new(Body::from(got.bytes().await?));
    *answer.status_mut() = status;
    for (name, value) in headers.iter().filter(|it| !["transfer-encoding", "content-length", "connection"].contains(&it.0.as_str())) {
        answer.headers_mut().append(name, value.clone());
    }
    Ok(answer)
}

/// A date as headers have it, so many hours from now.
fn in_hours(hours: i64) -> Result<String> {
    let at = jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_hours(hours))?;
    Ok(jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at)?)
}

/// Field case W01a, W01b, W01e: whatever an unsigned answer says, the licences stand, with the service and without it.
#[tokio::test]
async fn no_unsigned_answer_takes_a_right_away() -> Result<()> {
    let proxy = Proxy::start().await?;
    let service = Service::start_with_config(&format!("publicUrl = \"{}\"\n", proxy.url))?;
    proxy.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).0 = service.url.clone();
    let sandbox = Sandbox::new(&proxy.url)?;
    let signed_in = sandbox.domicile(&["login", "--store", "file", "--hint", ANA]).await?;
    ensure!(signed_in.code == 0, "{signed_in:?}");
    let may_run = async |what: &str| {
        let (code, answer) = sandbox.json(&["check", "bridge-modeler"]).await?;
        ensure!(code == 0 && answer["state"] == "valid", "{what}: {code} {answer}");
        anyhow::Ok(())
    };
    may_run("signed in").await?;

    // Dates: days and hours ahead and behind, absurd ones, none that is one.
    let dates = [(72, Some("ahead of")), (25, Some("ahead of")), (23, Some("ahead of")), (-72, Some("behind")), (0, None)];
    let mut lies: Vec<(String, Option<&str>, Option<i64>)> = Vec::new();
    for (hours, told) in dates {
        lies.push((in_hours(hours)?, told, Some(hours * 3600)));
    }
    lies.push(("Thu, 01 Jan 1970 00:00:00 GMT".to_owned(), Some("this computer's"), Some(-jiff::Timestamp::now().as_second())));
    // Beyond what can be told as a date, like none.
    lies.push(("Fri, 31 Dec 9999 23:59:59 GMT".to_owned(), None, None));
    lies.push(("garbage".to_owned(), None, None));
    for (date, told, seconds) in lies {
        proxy.says(Lie::Date(date.clone()));
        let refreshed = sandbox.domicile(&["refresh"]).await?;
        ensure!(refreshed.code == 0, "{date}: {refreshed:?}");
        let sentence = refreshed.stdout.lines().find(|it| it.contains("service's clock"));
        ensure!(sentence.is_some() == told.is_some(), "{date}: {refreshed:?}");
        ensure!(told.is_none_or(|it| sentence.is_some_and(|line| line.contains(it))), "{date}: {refreshed:?}");
        may_run(&date).await?;
        let status = sandbox.domicile(&["status"]).await?;
        ensure!(status.stdout.contains("service's clock") == told.is_some(), "{date}: {status:?}");
        // For machines as a number, also where it is too little for words.
        for verb in ["refresh", "status"] {
            let (_, answer) = sandbox.json(&[verb]).await?;
            let difference = &answer["clockDifferenceSeconds"];
            let right = match seconds {
                Some(seconds) => difference.as_i64().is_some_and(|it| (it - seconds).abs() < 600),
                None => difference == "unknown",
            };
            ensure!(right, "{date}: {verb}: {difference}");
        }
    }

    // Statuses, pages, JSON beside the signed document: what came is said, and the licences stand.
    let answers: [(u16, &str, &str); 16] = [
        (200, "text/html", "<html>Sign in to the hotel</html>"),
        (200, "application/json", "{}"),
        (200, "application/json", r#"{"entitlements": [], "withdrawn": "removed"}"#),
        (200, "application/jwt", ""),
        (200, "application/jwt", "eyJhbGciOiJub25lIn0.eyJ3aXRoZHJhd24iOiJyZW1vdmVkIn0."),
        (200, "application/jose", "not.a.policy"),
        (204, "application/json", ""),
        (302, "text/plain", ""),
        (400, "application/json", r#"{"error": "locked"}"#),
        (403, "application/problem+json", r#"{"type":"x","title":"t","status":403,"detail":"d","code":"locked","requestId":"r","do":[]}"#),
        (
            404,
            "application/problem+json",
            r#"{"type":"x","title":"t","status":404,"detail":"d","code":"no_account","requestId":"r","do":[]}"#,
        ),
        (410, "text/plain", "gone"),
        (451, "text/html", "<html>Not in your country</html>"),
        (500, "text/plain", ""),
        (502, "text/html", "<html>Bad gateway</html>"),
        (511, "text/html", "<html>Network sign-in</html>"),
    ];
    for (status, kind, body) in answers {
        proxy.says(Lie::Answer(status, kind, body));
        let refreshed = sandbox.domicile(&["refresh"]).await?;
        ensure!(refreshed.code != 0, "{status} {body}: {refreshed:?}");
        may_run(&format!("{status} {kind} {body}")).await?;
    }

    // And without the service: the same answer, from the files alone.
    proxy.says(Lie::None);
    let refreshed = sandbox.domicile(&["refresh"]).await?;
    ensure!(refreshed.code == 0 && !refreshed.stdout.contains("service's clock"), "{refreshed:?}");
    drop(service);
    may_run("offline").await.context("offline")
}
