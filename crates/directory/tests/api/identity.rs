//! Who it is that signs in, with an outside issuer whose tokens the test signs.

use super::harness::{Harness, TestResponse, send};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_directory::bearer::{IssuerClient, IssuerConfig, Issuers, KeySource, OperatorClient, Validator};
use domicile_directory::keys::{AuditKey, PolicyKeys};
use domicile_directory::service::{Clock, Dependencies, Service};
use domicile_directory::store::Store;
use domicile_directory::{commands::operator, http};
use domicile_model::wire::ProtectedResource;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use url::Url;

pub(crate) const ISSUER: &str = "https://issuer.example.com";
pub(crate) const AUDIENCE: &str = "https://directory.example.com";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

pub(crate) fn jwk() -> Value {
    let x = URL_SAFE_NO_PAD.encode(key().verifying_key().to_bytes());
    json!({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "k", "x": x})
}

/// An access token of the outside issuer with these claims besides the usual ones.
pub(crate) fn token(harness: &Harness, claims: Value) -> String {
    let now = harness.now().as_second();
    let mut all = json!({"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 60, "client_id": "domicile"});
    for (name, value) in claims.as_object().unwrap() {
        if !value.is_null() {
            all[name] = value.clone();
        }
    }
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k"})), part(&all));
    let signature = URL_SAFE_NO_PAD.encode(key().sign(signed.as_bytes()).to_bytes());
    format!("{signed}.{signature}")
}

/// The outside issuer, or one of this name with the same key.
pub(crate) fn issuer(name: &str) -> IssuerConfig {
    let keys = KeySource::Given(vec![serde_json::from_value(jwk()).unwrap()]);
    IssuerConfig { keys, ..IssuerConfig::new(name, AUDIENCE) }
}

/// The service on this database, taking the outside issuer's tokens.
pub(crate) async fn service(store: &Store, clock: Clock) -> Router {
    service_for(store, clock, vec![issuer(ISSUER)]).await
}

pub(crate) async fn service_for(store: &Store, clock: Clock, issuers: Vec<IssuerConfig>) -> Router {
    service_with_clients(store, clock, issuers, Vec::new()).await
}

/// The same for people and order systems.
pub(crate) async fn service_with_clients(store: &Store, clock: Clock, issuers: Vec<IssuerConfig>, clients: Vec<OperatorClient>) -> Router {
    let now = clock().as_second();
    let validator = Validator::new(issuers.clone(), IssuerClient::new().unwrap()).with_operator_clients(clients);
    let resource = ProtectedResource {
        resource: AUDIENCE.into(),
        authorization_servers: issuers.into_iter().map(|it| it.issuer).collect(),
        scopes_supported: vec![],
        bearer_methods_supported: vec![],
        client_id: "domicile".into(),
    };
    http::router(Service::new(Dependencies {
        store: store.clone(),
        issuers: Issuers { validator, resource }.into(),
        keys: PolicyKeys::demo(now).unwrap().into(),
        audit_key: AuditKey::demo(),
        audit_heads: None,
        resource_metadata: Url::parse(AUDIENCE).unwrap().join("/.well-known/oauth-protected-resource").unwrap(),
        clock,
    }))
}

/// `GET /v1/me` with a token of these claims.
pub(crate) async fn signed_in(service: &Router, harness: &Harness, claims: Value) -> TestResponse {
    let token = token(harness, claims);
    send(service, Request::get("/v1/me").header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap()).await
}

/// POSTs JSON with a token of these claims.
pub(crate) async fn post(service: &Router, harness: &Harness, claims: Value, path: &str, body: Value) -> TestResponse {
    let request =
        Request::builder().method(Method::POST).uri(path).header(header::AUTHORIZATION, format!("Bearer {}", token(harness, claims)));
    send(service, request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())).unwrap()).await
}

fn verified(sub: &str, email: &str) -> Value {
    json!({"sub": sub, "email": email, "email_verified": true, "name": "Some\u{202e}body"})
}

/// Security check 9: A verified address binds a record once; nobody signs in as somebody who is bound already.
#[tokio::test]
async fn a_verified_address_binds_a_free_record_once() {
    let harness = Harness::new().await;
    let service = service(&harness.store, harness.clock()).await;
    let me = signed_in(&service, &harness, verified("ana@work", "Ana.Costa@OldBridge.example.com")).await.ok(200);
    assert_eq!(me["user"]["id"], "ana-costa");
    assert_eq!(harness.history("ana-costa").await, ["system identity.linked"]);
    // From now on the identity counts, not the address ...
    let me = signed_in(&service, &harness, verified("ana@work", "else@example.net")).await.ok(200);
    assert_eq!(me["user"]["id"], "ana-costa");
    // ... and nobody else gets in by the address, not even through the built-in issuer.
    signed_in(&service, &harness, verified("mallory", "ana.costa@oldbridge.example.com")).await.problem(403, "identity_not_linked");
    harness.get("ana-costa", "/v1/me").await.problem(403, "identity_not_linked");
}

/// Security check 9: An address that nobody has verified binds nothing.
#[tokio::test]
async fn an_unverified_or_missing_address_gets_nobody_in() {
    let harness = Harness::new().await;
    let service = service(&harness.store, harness.clock()).await;
    for claims in [
        json!({"sub": "1", "email": "ana.costa@oldbridge.example.com", "email_verified": false}),
        json!({"sub": "1", "email": "ana.costa@oldbridge.example.com"}),
        json!({"sub": "1", "email": "not an address", "email_verified": true}),
        json!({"sub": "1"}),
    ] {
        signed_in(&service, &harness, claims).await.problem(403, "identity_not_linked");
    }
    assert!(harness.history("ana-costa").await.is_empty());
}

#[tokio::test]
async fn an_unknown_verified_address_becomes_a_new_unaffiliated_person() {
    let harness = Harness::new().await;
    let service = service(&harness.store, harness.clock()).await;
    let me = signed_in(&service, &harness, verified("zoe", "zoe@example.org")).await.ok(200);
    assert_eq!((&me["user"]["email"], &me["user"]["displayName"]), (&json!("zoe@example.org"), &json!("Somebody")));
    assert_eq!((&me["affiliation"], &me["lock"], &me["limitedView"]), (&Value::Null, &Value::Null, &json!(true)));
    let again = signed_in(&service, &harness, verified("zoe", "zoe@example.org")).await.ok(200);
    assert_eq!(again["user"]["id"], me["user"]["id"]);
    let id = me["user"]["id"].as_str().unwrap();
    assert_eq!(harness.history(id).await, ["system user.created", "system identity.linked"]);
}

#[tokio::test]
async fn of_two_first_sign_ins_at_the_same_moment_both_are_the_same_person() {
    let harness = Harness::new().await;
    let service = service(&harness.store, harness.clock()).await;
    let (one, two) = tokio::join!(
        signed_in(&service, &harness, verified("zoe", "zoe@example.org")),
        signed_in(&service, &harness, verified("zoe", "zoe@example.org"))
    );
    assert_eq!(one.ok(200)["user"]["id"], two.ok(200)["user"]["id"]);
}

#[tokio::test]
async fn a_company_sign_in_links_inside_its_confirmed_domains_only() {
    let harness = Harness::new().await;
    let service = service(&harness.store, harness.clock()).await;
    signed_in(&service, &harness, verified("lena", "lena.vogt@harbour.example.com")).await.ok(200);
    harness.execute("DELETE FROM account_domains WHERE account_id = 'meridian'").await;
    signed_in(&service, &harness, verified("hugo", "hugo.prat@meridian.example.com")).await.problem(403, "identity_not_linked");
}

#[tokio::test]
async fn the_operator_can_bind_another_identity() {
    let harness = Harness::new().await;
    harness.me("ana-costa").await;
    let service = service(&harness.store, harness.clock()).await;
    signed_in(&service, &harness, verified("ana@work", "ana.costa@oldbridge.example.com")).await.problem(403, "identity_not_linked");
    harness.advance(jiff::SignedDuration::from_millis(1));
    operator::link_identity(&harness.store, ISSUER, "ana@work", "Ana.Costa@oldbridge.example.com", harness.now()).await.unwrap();
    assert_eq!(signed_in(&service, &harness, json!({"sub": "ana@work"})).await.ok(200)["user"]["id"], "ana-costa");
    assert_eq!(harness.history("ana-costa").await.last().unwrap(), "operator identity.linked");
    for (subject, email) in [("ana@work", "maria.silva@oldbridge.example.com"), ("x", "nobody@example.com")] {
        assert!(operator::link_identity(&harness.store, ISSUER, subject, email, harness.now()).await.is_err());
    }
}

#[tokio::test]
async fn userinfo_is_asked_where_the_token_has_no_address() {
    let harness = Harness::new().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let discovery = json!({"issuer": issuer, "jwks_uri": format!("{issuer}/jwks"), "userinfo_endpoint": format!("{issuer}/me")});
    let userinfo = json!({"sub": "42", "email": "tom.becker@oldbridge.example.com", "email_verified": true});
    let routes = Router::new()
        .route("/.well-known/openid-configuration", get(|| async { axum::Json(discovery) }))
        .route("/jwks", get(|| async { axum::Json(json!({"keys": [jwk()]})) }))
        .route("/me", get(|| async { axum::Json(userinfo) }));
    let outside = tokio::spawn(async move { axum::serve(listener, routes).await });
    let service = service_for(&harness.store, harness.clock(), vec![IssuerConfig::new(&issuer, AUDIENCE)]).await;
    let me = signed_in(&service, &harness, json!({"iss": issuer, "sub": "42"})).await.ok(200);
    assert_eq!(me["user"]["id"], "tom-becker");
    // Another subject, of whom userinfo does not speak.
    signed_in(&service, &harness, json!({"iss": issuer, "sub": "43"})).await.problem(403, "identity_not_linked");
    outside.abort();
}
