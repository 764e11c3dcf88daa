//! Whatever goes wrong, the answer has one shape; and the description names every route.

use super::harness::{Harness, public, send};
use axum::body::Body;
use axum::http::{Method, Request, header};
use domicile_directory::bearer::IssuerConfig;
use serde_json::{Value, json};

async fn plain(harness: &Harness, method: Method, path: &str) -> super::harness::TestResponse {
    harness.send(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_failure_is_a_problem() {
    let harness = Harness::new().await;
    plain(&harness, Method::GET, "/no/such/place").await.problem(404, "not_found");
    plain(&harness, Method::GET, "/").await.problem(404, "not_found");
    let method = plain(&harness, Method::PUT, "/v1/me").await;
    method.problem(405, "method_not_allowed");
    assert!(method.header("allow").contains("PATCH"), "{method:?}");

    let file = |content_type: &'static str, body: String| {
        let harness = &harness;
        async move {
            let request = Request::post("/v1/me/removal-requests")
                .header(header::AUTHORIZATION, format!("Bearer {}", harness.token("ana-costa").await))
                .header(header::CONTENT_TYPE, content_type)
                .body(Body::from(body));
            harness.send(request.unwrap()).await
        }
    };
    file("application/json", "{".into()).await.problem(400, "bad_json");
    file("application/json", String::new()).await.problem(400, "bad_json");
    file("application/json", r#"{"why": "x"}"#.into()).await.problem(422, "invalid_body");
    file("application/json", r#"{"reason": 1}"#.into()).await.problem(422, "invalid_body");
    file("application/json", "[]".into()).await.problem(422, "invalid_body");
    file("text/plain", "{}".into()).await.problem(415, "unsupported_media_type");
    file("application/json", format!(r#"{{"reason": "{}"}}"#, "x".repeat(64 * 1024))).await.problem(413, "too_large");
    file("application/json; charset=utf-8", "{}".into()).await.ok(201);
}

#[tokio::test]
async fn a_failure_is_told_in_the_language_of_whoever_asks() {
    let harness = Harness::new().await;
    let asked = async |header: &'static str| {
        let answer = harness.call("ana-costa", Method::GET, "/no/such/place", &[("accept-language", header)], None).await;
        let problem = answer.problem(404, "not_found");
        assert_eq!(answer.header("vary"), "Accept-Language");
        (answer.header("content-language").to_owned(), problem["title"].as_str().unwrap().to_owned())
    };
    let said = |language: &str, title: &str| (language.to_owned(), title.to_owned());
    assert_eq!(asked("de-CH,de;q=0.9,en;q=0.5").await, said("de", "Hier ist nichts"));
    assert_eq!(asked("fr, es;q=0.4, en;q=0.3").await, said("es", "Aquí no hay nada"));
    assert_eq!(asked("fr").await, said("en", "There is nothing here"));

    // What stands in the way is said in that language, too, and so is a failure that the framework finds.
    let id = harness.file_request("piet-jansen").await;
    let path = format!("/v1/accounts/old-bridge/removal-requests/{id}/approve");
    let blocked =
        harness.call("maria-silva", Method::POST, &path, &[("accept-language", "de")], None).await.problem(409, "removal_blocked");
    assert_eq!(blocked["title"], "Piet Jansen kann noch nicht austreten");
    assert_eq!(blocked["detail"], "Piet Jansen ist der einzige Fulfilment Contact.");
    assert_eq!(blocked["do"][0]["text"], "Räumen Sie aus, was im Weg steht, und genehmigen Sie dann noch einmal.");
    let method =
        harness.call("ana-costa", Method::PUT, "/v1/me", &[("accept-language", "es")], None).await.problem(405, "method_not_allowed");
    assert_eq!(method["title"], "Eso no se puede hacer aquí");
}

/// Security check 7: Without a good token no route of a person answers.
#[tokio::test]
async fn without_a_good_token_nobody_gets_in_and_learns_where_to_sign_in() {
    let harness = Harness::new().await;
    let metadata = format!("resource_metadata=\"{}.well-known/oauth-protected-resource\"", public());
    for (method, path) in [
        (Method::GET, "/v1/me"),
        (Method::PATCH, "/v1/me"),
        (Method::GET, "/v1/me/policy"),
        (Method::GET, "/v1/me/removal-requests"),
        (Method::POST, "/v1/me/removal-requests"),
        (Method::DELETE, "/v1/me/removal-requests/x"),
        (Method::POST, "/v1/me/removal-requests/x/resend"),
        (Method::POST, "/v1/me/service-requests"),
        (Method::GET, "/v1/me/requests"),
        (Method::POST, "/v1/me/requests"),
        (Method::DELETE, "/v1/me/requests/x"),
        (Method::GET, "/v1/accounts/old-bridge/requests"),
        (Method::POST, "/v1/accounts/old-bridge/requests/x/approve"),
        (Method::GET, "/v1/accounts/old-bridge/removal-requests"),
        (Method::GET, "/v1/accounts/old-bridge/audit-events"),
        (Method::POST, "/v1/accounts/old-bridge/removal-requests/x/seen"),
        (Method::POST, "/v1/accounts/old-bridge/removal-requests/x/approve"),
        (Method::POST, "/v1/accounts/old-bridge/removal-requests/x/decline"),
    ] {
        let answer = plain(&harness, method, path).await;
        answer.problem(401, "sign_in_needed");
        assert!(answer.header("www-authenticate").contains(&metadata), "{answer:?}");
    }
    let send = |token: String| {
        harness.send(Request::get("/v1/me").header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap())
    };
    send("a.b.c".into()).await.problem(401, "token_malformed");
    let good = harness.token("ana-costa").await;
    let forged = format!("{}{}", &good[..good.len() - 4], if good.ends_with("AAAA") { "BBBB" } else { "AAAA" });
    let refused = send(forged).await;
    refused.problem(401, "token_bad_signature");
    assert!(refused.header("www-authenticate").contains("error=\"invalid_token\""));
    harness.advance(jiff::SignedDuration::from_hours(1));
    send(good).await.problem(401, "token_expired");
}

#[tokio::test]
async fn a_request_id_comes_back_and_an_odd_one_is_replaced() {
    let harness = Harness::new().await;
    let ask = |id: &'static str| harness.send(Request::get("/health/live").header("x-request-id", id).body(Body::empty()).unwrap());
    assert_eq!(ask("abc-123").await.header("x-request-id"), "abc-123");
    for odd in ["a b", "", "x\u{e9}"] {
        let answer = ask(odd).await;
        assert_eq!(answer.header("x-request-id").len(), 36, "{odd:?}");
    }
}

#[tokio::test]
async fn health_and_counts() {
    let harness = Harness::new().await;
    assert_eq!(plain(&harness, Method::GET, "/health/live").await.status, 200);
    assert_eq!(plain(&harness, Method::GET, "/health/ready").await.status, 200);
    plain(&harness, Method::GET, "/no/such/place").await;
    let text = String::from_utf8(plain(&harness, Method::GET, "/metrics").await.bytes).unwrap();
    assert!(text.contains("domicile_requests_total{method=\"GET\",route=\"/health/live\",status=\"200\"} 1\n"), "{text}");
    assert!(text.contains("route=\"unknown\",status=\"404\"} 1\n"), "{text}");
    harness.store.close().await;
    // What was found out is good for a second.
    harness.advance(jiff::SignedDuration::from_secs(1));
    plain(&harness, Method::GET, "/health/ready").await.problem(503, "database_unavailable");
    assert_eq!(plain(&harness, Method::GET, "/health/live").await.status, 200);
}

#[tokio::test]
async fn the_resource_document_tells_a_client_how_to_sign_in() {
    let harness = Harness::new().await;
    let document = plain(&harness, Method::GET, "/.well-known/oauth-protected-resource").await.ok(200);
    assert_eq!(document["resource"], "http://127.0.0.1:4711");
    assert_eq!(document["authorization_servers"], json!(["http://127.0.0.1:4711/issuer"]));
    assert_eq!(document["client_id"], "domicile");
}

#[tokio::test]
async fn the_description_lists_every_route_and_every_listed_route_answers() {
    let harness = Harness::new().await;
    let description = plain(&harness, Method::GET, "/openapi.json").await.ok(200);
    let mut listed = Vec::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            listed.push(format!("{} {path}", method.to_uppercase()));
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = plain(&harness, method, &path.replace("{account}", "a").replace("{id}", "b")).await;
            assert!(answer.status == 200 || answer.status == 401, "{path}: {answer:?}");
        }
    }
    listed.sort();
    assert_eq!(
        listed,
        [
            "DELETE /v1/accounts/{account}/check-outs/{id}",
            "DELETE /v1/accounts/{account}/fulfilment-contacts/{user}",
            "DELETE /v1/accounts/{account}/groups/{group}",
            "DELETE /v1/accounts/{account}/groups/{group}/members/{user}",
            "DELETE /v1/accounts/{account}/invitations/{id}",
            "DELETE /v1/accounts/{account}/licence-assignments/{id}",
            "DELETE /v1/accounts/{account}/transfers/{id}",
            "DELETE /v1/accounts/{account}/users/{user}",
            "DELETE /v1/me/check-outs/{id}",
            "DELETE /v1/me/removal-requests/{id}",
            "DELETE /v1/me/requests/{id}",
            "DELETE /v1/operator/accounts/{account}",
            "DELETE /v1/operator/accounts/{account}/contracts/{country}",
            "DELETE /v1/operator/accounts/{account}/domains/{domain}",
            "DELETE /v1/operator/entitlements/{id}",
            "DELETE /v1/operator/people/{person}",
            "DELETE /v1/operator/products/{id}",
            "GET /.well-known/oauth-protected-resource",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /v1/accounts/{account}",
            "GET /v1/accounts/{account}/approvals",
            "GET /v1/accounts/{account}/audit-events",
            "GET /v1/accounts/{account}/check-outs",
            "GET /v1/accounts/{account}/entitlements",
            "GET /v1/accounts/{account}/fulfilment-contacts",
            "GET /v1/accounts/{account}/groups",
            "GET /v1/accounts/{account}/invitations",
            "GET /v1/accounts/{account}/licence-assignments",
            "GET /v1/accounts/{account}/machine-reports",
            "GET /v1/accounts/{account}/removal-requests",
            "GET /v1/accounts/{account}/removal-requests/{id}",
            "GET /v1/accounts/{account}/removals",
            "GET /v1/accounts/{account}/requests",
            "GET /v1/accounts/{account}/requests/{id}",
            "GET /v1/accounts/{account}/transfers",
            "GET /v1/accounts/{account}/users",
            "GET /v1/accounts/{account}/users/{user}",
            "GET /v1/accounts/{account}/users/{user}/removal-preflight",
            "GET /v1/accounts/{account}/users/{user}/rights",
            "GET /v1/me",
            "GET /v1/me/check-outs",
            "GET /v1/me/events",
            "GET /v1/me/policy",
            "GET /v1/me/removal-requests",
            "GET /v1/me/requests",
            "GET /v1/me/service-requests",
            "GET /v1/operator/accounts",
            "GET /v1/operator/accounts/{account}",
            "GET /v1/operator/accounts/{account}/contracts",
            "GET /v1/operator/accounts/{account}/contracts/{country}",
            "GET /v1/operator/accounts/{account}/domains",
            "GET /v1/operator/accounts/{account}/domains/{domain}",
            "GET /v1/operator/accounts/{account}/entitlements",
            "GET /v1/operator/accounts/{account}/people",
            "GET /v1/operator/entitlements/{id}",
            "GET /v1/operator/people/{person}",
            "GET /v1/operator/products",
            "GET /v1/operator/products/{id}",
            "GET /v1/policy-keys",
            "PATCH /v1/me",
            "POST /v1/accounts/{account}/approvals/{user}/approve",
            "POST /v1/accounts/{account}/approvals/{user}/reject",
            "POST /v1/accounts/{account}/check-outs/{id}/allow",
            "POST /v1/accounts/{account}/check-outs/{id}/decline",
            "POST /v1/accounts/{account}/groups",
            "POST /v1/accounts/{account}/invitations",
            "POST /v1/accounts/{account}/invitations/{id}/resend",
            "POST /v1/accounts/{account}/licence-assignments",
            "POST /v1/accounts/{account}/removal-requests/{id}/approve",
            "POST /v1/accounts/{account}/removal-requests/{id}/decline",
            "POST /v1/accounts/{account}/removal-requests/{id}/seen",
            "POST /v1/accounts/{account}/removals/{id}/undo",
            "POST /v1/accounts/{account}/requests/{id}/approve",
            "POST /v1/accounts/{account}/requests/{id}/decline",
            "POST /v1/accounts/{account}/requests/{id}/seen",
            "POST /v1/accounts/{account}/transfers",
            "POST /v1/accounts/{account}/users",
            "POST /v1/accounts/{account}/users/{user}/lock",
            "POST /v1/accounts/{account}/users/{user}/unlock",
            "POST /v1/me/check-outs",
            "POST /v1/me/check-outs/{id}/return",
            "POST /v1/me/invitations/{id}/accept",
            "POST /v1/me/invitations/{id}/decline",
            "POST /v1/me/leave",
            "POST /v1/me/machine-reports",
            "POST /v1/me/removal-requests",
            "POST /v1/me/removal-requests/{id}/resend",
            "POST /v1/me/requests",
            "POST /v1/me/service-requests",
            "POST /v1/me/transfers/{id}/accept",
            "POST /v1/me/transfers/{id}/decline",
            "POST /v1/operator/accounts/{account}/administrator",
            "POST /v1/operator/accounts/{account}/reopen",
            "POST /v1/operator/imports",
            "PUT /v1/accounts/{account}/fulfilment-contacts/{user}",
            "PUT /v1/accounts/{account}/groups/{group}",
            "PUT /v1/accounts/{account}/groups/{group}/members/{user}",
            "PUT /v1/accounts/{account}/licence-assignments/{id}",
            "PUT /v1/accounts/{account}/users/{user}/entitlement-country",
            "PUT /v1/accounts/{account}/users/{user}/roles",
            "PUT /v1/operator/accounts/{account}",
            "PUT /v1/operator/accounts/{account}/contracts/{country}",
            "PUT /v1/operator/accounts/{account}/domains/{domain}",
            "PUT /v1/operator/entitlements/{id}",
            "PUT /v1/operator/people/{person}",
            "PUT /v1/operator/products/{id}",
        ]
    );
    assert!(description.pointer("/components/schemas/Problem/allOf/1/properties/do").is_some());
    assert_eq!(references(&description), Vec::<String>::new(), "the description refers to what it does not hold");
}

/// Every reference that leads nowhere.
fn references(document: &Value) -> Vec<String> {
    fn walk(value: &Value, document: &Value, broken: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(target) = fields.get("$ref").and_then(Value::as_str)
                    && document.pointer(target.trim_start_matches('#')).is_none()
                {
                    broken.push(target.to_owned());
                }
                fields.values().for_each(|it| walk(it, document, broken));
            }
            Value::Array(items) => items.iter().for_each(|it| walk(it, document, broken)),
            _ => {}
        }
    }
    let mut broken = Vec::new();
    walk(document, document, &mut broken);
    broken
}

#[tokio::test]
async fn an_issuer_that_does_not_answer_is_nobodys_fault_here() {
    let harness = Harness::new().await;
    // A port that was free a moment ago, with nobody behind it.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let issuer = format!("http://{nobody}");
    let config = IssuerConfig::new(&issuer, super::identity::AUDIENCE);
    let service = super::identity::service_for(&harness.store, harness.clock(), vec![config]).await;
    let token = super::identity::token(&harness, json!({"iss": issuer, "sub": "1"}));
    let request = Request::get("/v1/me").header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap();
    let answer = send(&service, request).await;
    answer.problem(503, "issuer_unreachable");
    assert!(answer.header("retry-after").parse::<u32>().is_ok());
}
