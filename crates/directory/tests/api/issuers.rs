//! Outside issuers: several of them, and such as answer oddly, late or not at all.

use super::harness::{Harness, send};
use super::identity::{AUDIENCE, issuer, jwk, post, service_for, signed_in, token};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::routing::get;
use domicile_directory::bearer::{IssuerConfig, Mandate, Vouching};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tower::ServiceExt as _;

const ONE: &str = "https://one.example.com";
const TWO: &str = "https://two.example.com";

fn speaks_for(name: &str, domains: &[&str], accounts: &[&str]) -> IssuerConfig {
    let texts = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
    let mandate = Mandate { domains: texts(domains), accounts: texts(accounts), other_domains: false };
    IssuerConfig { vouching: Vouching::Limited(mandate), ..issuer(name) }
}

/// Field case H1: Every pair of issuer and address (unbound by e-mail, `jit`, `scim`, free) binds and creates inside the issuer's own only.
#[tokio::test]
async fn each_of_two_issuers_binds_and_creates_inside_its_own_only() {
    let one = || speaks_for(ONE, &["oldbridge.example.com", "meridian.example.com", "one.example.org"], &["harbour"]);
    let two = || speaks_for(TWO, &["northwind.example.com", "harbour.example.com", "two.example.org"], &["quarry"]);
    for (email, speaker) in [
        // Records made by e-mail, a co-administrator's among them.
        ("tom.becker@oldbridge.example.com", Some(ONE)),
        ("nora.lindqvist@northwind.example.com", Some(TWO)),
        ("sam.quarry@quarry.example.com", Some(TWO)),
        ("yara.haddad@example.com", None),
        // `jit`: a person who is there, and somebody new.
        ("hugo.prat@meridian.example.com", Some(ONE)),
        ("new.person@meridian.example.com", Some(ONE)),
        // `scim`: the domain was given to one, the account to the other. The account counts.
        ("lena.vogt@harbour.example.com", Some(ONE)),
        ("new.person@harbour.example.com", Some(ONE)),
        // Free addresses.
        ("zoe@one.example.org", Some(ONE)),
        ("zoe@two.example.org", Some(TWO)),
        ("zoe@elsewhere.example.org", None),
        ("zoe@sub.one.example.org", None),
    ] {
        let harness = Harness::new().await;
        let service = service_for(&harness.store, harness.clock(), vec![one(), two()]).await;
        let people = || harness.query_column("SELECT CAST(COUNT(*) AS TEXT) FROM users");
        let before = people().await;
        for name in [ONE, TWO] {
            let claims = || json!({"iss": name, "sub": "x", "email": email, "email_verified": true});
            if speaker == Some(name) {
                continue;
            }
            signed_in(&service, &harness, claims()).await.problem(403, "identity_not_linked");
            assert_eq!(people().await, before, "{name} made somebody of {email}");
        }
        if let Some(name) = speaker {
            let me = signed_in(&service, &harness, json!({"iss": name, "sub": "x", "email": email, "email_verified": true})).await.ok(200);
            assert_eq!(me["user"]["email"], email, "{name}");
        }
    }
}

/// Field case H1: The token of an invitation binds nobody to an issuer that the account was not given to.
#[tokio::test]
async fn an_invitation_binds_by_the_accounts_own_issuer_only() {
    let harness = Harness::new().await;
    let configs = vec![speaks_for(ONE, &["one.example.org"], &["northwind-rail"]), speaks_for(TWO, &["example.org"], &[])];
    let service = service_for(&harness.store, harness.clock(), configs).await;
    let (id, token) = super::invitations::zoe(&harness).await;
    let path = format!("/v1/me/invitations/{id}/accept");
    let shown = json!({"token": token});
    post(&service, &harness, json!({"iss": TWO, "sub": "zoe"}), &path, shown.clone()).await.problem(403, "identity_not_linked");
    post(&service, &harness, json!({"iss": ONE, "sub": "zoe"}), &path, shown).await.ok(200);
}

/// An issuer whose userinfo answers as told.
struct Outside {
    url: String,
    answer: Arc<Mutex<(u16, String)>>,
    asked: Arc<AtomicUsize>,
}

impl Outside {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (answer, asked) = (Arc::new(Mutex::new((200, String::new()))), Arc::new(AtomicUsize::new(0)));
        let discovery = json!({"issuer": url, "jwks_uri": format!("{url}/jwks"), "userinfo_endpoint": format!("{url}/me")});
        let (scripted, count) = (Arc::clone(&answer), Arc::clone(&asked));
        let userinfo = move || {
            count.fetch_add(1, Ordering::SeqCst);
            let (status, body) = scripted.lock().unwrap().clone();
            async move { (StatusCode::from_u16(status).unwrap(), body) }
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(|| async { axum::Json(discovery) }))
            .route("/jwks", get(|| async { axum::Json(json!({"keys": [jwk()]})) }))
            .route("/me", get(userinfo));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, answer, asked }
    }

    fn says(&self, status: u16, body: &Value) {
        *self.answer.lock().unwrap() = (status, body.to_string());
    }
}

/// Field case S03a, S03b, S03d: No verified address to be had is 403, no answer is 503, and Cognito's `"true"` links.
#[tokio::test]
async fn a_refusal_of_userinfo_is_no_outage() {
    let harness = Harness::new().await;
    let outside = Outside::start().await;
    let service = service_for(&harness.store, harness.clock(), vec![IssuerConfig::new(&outside.url, AUDIENCE)]).await;
    let of = |sub: String| json!({"iss": outside.url, "sub": sub});
    let ana = "ana.costa@oldbridge.example.com";
    for (n, status) in [401, 403, 404].into_iter().enumerate() {
        outside.says(status, &json!({}));
        let claims = json!({"iss": outside.url, "sub": format!("a{n}"), "email": ana});
        signed_in(&service, &harness, claims).await.problem(403, "identity_not_linked");
    }
    for (n, body) in [json!({"sub": "somebody else"}), json!([]), json!({"sub": "b2", "email": ana}), json!("")].iter().enumerate() {
        outside.says(200, body);
        signed_in(&service, &harness, of(format!("b{n}"))).await.problem(403, "identity_not_linked");
    }
    outside.says(503, &json!({}));
    let answer = signed_in(&service, &harness, of("c".into())).await;
    answer.problem(503, "issuer_unreachable");
    let seconds: i64 = answer.header("retry-after").parse().unwrap();
    // Once it answers again, and the minute is over, it works.
    outside.says(200, &json!({"sub": "c", "email": ana, "email_verified": "true"}));
    harness.advance(jiff::SignedDuration::from_secs(seconds));
    assert_eq!(signed_in(&service, &harness, of("c".into())).await.ok(200)["user"]["id"], "ana-costa");
}

/// Field case L9: An identity that is nobody's causes one question a minute, however often it asks.
#[tokio::test]
async fn an_unknown_identity_does_not_flood_its_issuer() {
    let harness = Harness::new().await;
    let outside = Outside::start().await;
    outside.says(200, &json!({"sub": "nobody"}));
    let service = service_for(&harness.store, harness.clock(), vec![IssuerConfig::new(&outside.url, AUDIENCE)]).await;
    for _ in 0..20 {
        signed_in(&service, &harness, json!({"iss": outside.url, "sub": "nobody"})).await.problem(403, "identity_not_linked");
    }
    assert_eq!(outside.asked.load(Ordering::SeqCst), 1);
}

/// Field case S08a: Whose key is not looked up yet is told to wait, not to sign in again.
#[tokio::test]
async fn whose_key_is_not_looked_up_yet_is_told_to_wait() {
    let harness = Harness::new().await;
    let outside = Outside::start().await;
    let service = service_for(&harness.store, harness.clock(), vec![IssuerConfig::new(&outside.url, AUDIENCE)]).await;
    signed_in(&service, &harness, json!({"iss": outside.url, "sub": "1"})).await.expect_status(403);
    let forged = |kid: &str| {
        let good = token(&harness, json!({"iss": outside.url, "sub": "2"}));
        let header = base64::Engine::encode(
            &base64::engine::general_purpose::URL_SAFE_NO_PAD,
            json!({"alg": "EdDSA", "typ": "at+jwt", "kid": kid}).to_string(),
        );
        format!("{header}.{}", good.split_once('.').unwrap().1)
    };
    let ask = async |kid: &str| {
        let request = Request::get("/v1/me").header(header::AUTHORIZATION, format!("Bearer {}", forged(kid)));
        send(&service, request.body(Body::empty()).unwrap()).await
    };
    ask("garbage").await.problem(401, "token_unknown_key");
    let wait = ask("other").await;
    wait.problem(503, "token_key_not_looked_up");
    assert!((1..=10).contains(&wait.header("retry-after").parse::<i64>().unwrap()), "{wait:?}");
    assert_eq!(wait.header("www-authenticate"), "", "signing in again would not help");
}

/// Field case S26, L6: A token whose dates are beyond all measure is judged alike by every route, the stream and the recent sign-in too.
#[tokio::test]
async fn dates_beyond_measure_are_judged_alike_by_every_route() {
    let harness = Harness::new().await;
    let service = service_for(&harness.store, harness.clock(), vec![issuer(ONE)]).await;
    let claims = |exp: f64, auth_time: f64| json!({"iss": ONE, "sub": "ana", "email": "ana.costa@oldbridge.example.com", "email_verified": true, "exp": exp, "auth_time": auth_time});
    for exp in [1e19, 1e300] {
        for _ in 0..3 {
            signed_in(&service, &harness, claims(exp, 1e300)).await.ok(200);
            let bearer = token(&harness, claims(exp, 0.0));
            let stream =
                Request::get("/v1/me/events").header(header::AUTHORIZATION, format!("Bearer {bearer}")).body(Body::empty()).unwrap();
            assert_eq!(service.clone().oneshot(stream).await.unwrap().status(), 200);
            let long_ago = post(&service, &harness, claims(exp, -1e300), "/v1/me/leave", json!({})).await;
            long_ago.problem(401, "insufficient_user_authentication");
        }
    }
    for _ in 0..3 {
        signed_in(&service, &harness, claims(-1e300, 0.0)).await.problem(401, "token_expired");
    }
}
