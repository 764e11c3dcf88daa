//! Every route, with a token of every scope and of two clients: what a token may be used for is asked before who its bearer is.

use super::super::harness::{Harness, send};
use super::super::identity::{self, ISSUER, service_for, token};
use super::table::{AllowedCaller, Row, TABLE};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use domicile_directory::bearer::{IssuerConfig, RequiredScopes};
use serde_json::{Value, json};

const READ: &str = "domicile.read";
const FULL: &str = "domicile.full";

async fn service(harness: &Harness, clients: &[&str]) -> Router {
    let config = IssuerConfig {
        scopes: Some(RequiredScopes { read: READ.into(), full: FULL.into() }),
        clients: clients.iter().map(|it| (*it).to_owned()).collect(),
        ..identity::issuer(ISSUER)
    };
    service_for(&harness.store, harness.clock(), vec![config]).await
}

fn request(row: &Row, bearer: &str) -> Request<Body> {
    let mut path = row.path.replace("{account}", "old-bridge");
    for (name, _) in row.ids {
        path = path.replace(&format!("{{{name}}}"), "no-such-thing");
    }
    let request = Request::builder().method(row.method).uri(path).header("domicile-machine", "machine-1");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}")).header(header::CONTENT_TYPE, "application/json");
    request.body(Body::from(row.body.unwrap_or("{}").to_owned())).unwrap()
}

/// Field case M5: Every route is refused with a challenge where the token lacks its scope or was issued to another client, and only there.
#[tokio::test]
async fn every_route_needs_its_scope_and_a_known_client() {
    let harness = Harness::new().await;
    let service = service(&harness, &["domicile", "script"]).await;
    // Piet is bound first: whoever is not known yet has a question more to answer.
    let piet = json!({"sub": "piet", "email": "piet.jansen@oldbridge.example.com", "email_verified": true, "scope": READ});
    identity::signed_in(&service, &harness, piet).await.ok(200);
    let of_people = |it: &&Row| !matches!(it.who, AllowedCaller::Anybody | AllowedCaller::Operator(..)) && it.path != "/v1/me/events";
    for row in TABLE.iter().filter(of_people) {
        // One person alone would soon be told to wait. Nobody knows the others, which is found out after this.
        for (client, subject) in [("domicile", "piet"), ("script", "one"), ("another", "two"), ("", "three")] {
            for scope in [json!(null), json!("openid email"), json!(READ), json!(FULL), json!([READ, FULL])] {
                // The outside issuer's helper names the client unless told.
                let client_id = if client.is_empty() { json!(7) } else { json!(client) };
                let bearer = token(&harness, json!({"sub": subject, "scope": scope, "client_id": client_id}));
                let answer = send(&service, request(row, &bearer)).await;
                let known = matches!(client, "domicile" | "script");
                let held: Vec<&str> = match &scope {
                    Value::String(text) => text.split(' ').collect(),
                    Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
                    _ => Vec::new(),
                };
                let needed = if row.method == "GET" { READ } else { FULL };
                let enough = held.contains(&FULL) || (row.method == "GET" && held.contains(&READ));
                let refused = answer.status == 403 && answer.json()["code"] == "insufficient_scope";
                assert_eq!(refused, !(known && enough), "{} {} {client} {scope}: {answer:?}", row.method, row.path);
                if refused {
                    let problem = answer.problem(403, "insufficient_scope");
                    let challenge = answer.header("www-authenticate");
                    assert!(
                        challenge.starts_with("Bearer error=\"insufficient_scope\"") && challenge.contains("resource_metadata="),
                        "{challenge}"
                    );
                    let names_it = known.then_some(needed);
                    assert_eq!(challenge.contains(&format!("scope=\"{needed}\"")), known, "{challenge}");
                    assert_eq!(problem.get("scope").and_then(Value::as_str), names_it);
                }
            }
        }
    }
}

/// Field case M5: Where nothing is configured every good token may do everything, as before; the demo's own issuer asks for its scopes and
/// gives all of them to who asks for none.
#[tokio::test]
async fn nothing_is_asked_for_unless_configured_and_the_demo_tells_its_scopes() {
    let harness = Harness::new().await;
    let plain = service_for(&harness.store, harness.clock(), vec![identity::issuer(ISSUER)]).await;
    let bare = json!({"sub": "ana", "email": "ana.costa@oldbridge.example.com", "email_verified": true, "client_id": null});
    identity::signed_in(&plain, &harness, bare.clone()).await.ok(200);
    identity::post(&plain, &harness, bare, "/v1/me/removal-requests", json!({})).await.ok(201);

    let metadata = send(&harness.router, Request::get("/.well-known/oauth-protected-resource").body(Body::empty()).unwrap()).await.ok(200);
    assert_eq!(metadata["scopes_supported"], json!(["openid", "profile", "email", "offline_access", READ, FULL]));
    let reads = harness.sign_in_for("maria-silva", "openid email domicile.read").await;
    let all = harness.sign_in_for("maria-silva", "openid email domicile.read domicile.full").await;
    for (bearer, status) in [(&reads, 403), (&all, 200), (&harness.token("maria-silva").await, 200)] {
        let get = Request::get("/v1/accounts/old-bridge").header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        send(&harness.router, get.body(Body::empty()).unwrap()).await.ok(200);
        let patch = Request::patch("/v1/me").header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        let patch = patch.header(header::CONTENT_TYPE, "application/json").body(Body::from("{\"locale\": \"de\"}")).unwrap();
        send(&harness.router, patch).await.expect_status(status);
    }
}
