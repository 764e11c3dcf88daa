//! The issuer as clients meet it: over HTTP on a free port, with a clock that the test moves.

mod authorize;
mod device;
mod tokens;

use super::*;
use crate::bearer::{IssuerClient, IssuerConfig, KeySource, Validator};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Response as Answer;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};

const REDIRECT: &str = "http://127.0.0.1:41873/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const ANA: &str = "ana.costa@oldbridge.example.com";
/// Where the clock starts, in seconds.
const START: i64 = 1_800_000_000;

pub(super) struct Running {
    issuer: BuiltinIssuer,
    resource: String,
    clock: Arc<AtomicI64>,
    http: reqwest::Client,
    outbound: IssuerClient,
}

fn people() -> Vec<Person> {
    let person = |sub: &str, email: &str, name: &str| Person { sub: sub.into(), email: email.into(), name: name.into() };
    vec![
        person("ana-costa", ANA, "Ana Costa"),
        person("maria-silva", "maria.silva@oldbridge.example.com", "Maria Silva"),
        person("bobby", "bobby@example.com", "Bobby <script>alert(1)</script>"),
    ]
}

/// An issuer on a free port.
async fn start() -> Running {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let resource = base.as_str().trim_end_matches('/').to_owned();
    let clock = Arc::new(AtomicI64::new(START * 1000));
    let now = Arc::clone(&clock);
    let sources = Sources { now: Arc::new(move || now.load(Ordering::SeqCst)), ..Sources::system() };
    let settings = Settings { base, resource: resource.clone(), people: people(), lifetimes: Lifetimes::default() };
    let issuer = BuiltinIssuer::new(settings, sources).unwrap();
    let router = issuer.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let outbound = IssuerClient::new().unwrap();
    let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    Running { issuer, resource, clock, http, outbound }
}

impl Running {
    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.issuer.issuer())
    }

    fn later(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst) / 1000
    }

    /// An authorization request in order, with some parameters changed; an empty value takes one away.
    fn request(&self, changes: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut all = vec![
            ("response_type", "code"),
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT),
            ("scope", "openid profile email offline_access"),
            ("state", "a state"),
            ("nonce", "a nonce"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("resource", self.resource.as_str()),
            ("login_hint", ANA),
        ];
        for (name, value) in changes {
            all.retain(|(known, _)| known != name);
            all.push((name, value));
        }
        all.retain(|(_, value)| !value.is_empty());
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish()
    }

    async fn authorize(&self, changes: &[(&str, &str)]) -> Answer {
        self.http.get(format!("{}?{}", self.at("authorize"), self.request(changes))).send().await.unwrap()
    }

    async fn get(&self, url: &str) -> Answer {
        self.http.get(url).send().await.unwrap()
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
        let mut all = vec![("client_id", CLIENT_ID)];
        all.extend_from_slice(form);
        let answer = self.http.post(self.at(path)).form(&all).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
    }

    async fn code(&self) -> String {
        callback(&self.authorize(&[]).await)["code"].clone()
    }

    async fn exchange(&self, code: &str, verifier: &str) -> (u16, Value) {
        let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", REDIRECT), ("code_verifier", verifier)];
        self.post("token", &form).await
    }

    /// Ana, signed in.
    async fn tokens(&self) -> Value {
        let (status, tokens) = self.exchange(&self.code().await, VERIFIER).await;
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    async fn refresh(&self, token: &str) -> (u16, Value) {
        self.post("token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    async fn userinfo(&self, token: &str) -> Answer {
        self.http.get(self.at("userinfo")).bearer_auth(token).send().await.unwrap()
    }

    /// The service's validator, which finds the keys by discovery.
    fn validator(&self) -> Validator {
        let config = IssuerConfig { id: ISSUER_ID.into(), leeway: 0, ..IssuerConfig::new(self.issuer.issuer(), &self.resource) };
        Validator::new(vec![config], self.outbound.clone())
    }

    /// The same with the keys handed over, as the service does it.
    fn validator_without_network(&self) -> Validator {
        let given = KeySource::Given(self.issuer.keys());
        let config = IssuerConfig { id: ISSUER_ID.into(), keys: given, ..IssuerConfig::new(self.issuer.issuer(), &self.resource) };
        Validator::new(vec![config], self.outbound.clone())
    }
}

/// What a redirect carries to the client's address.
fn callback(answer: &Answer) -> HashMap<String, String> {
    assert_eq!(answer.status().as_u16(), 303);
    let to = answer.headers()["location"].to_str().unwrap();
    let (address, _) = to.split_once('?').unwrap();
    assert_eq!(address, REDIRECT);
    Url::parse(to).unwrap().query_pairs().into_owned().collect()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

#[test]
fn exists_on_loopback_only() {
    for (base, expected) in
        [("http://127.0.0.1:8080", true), ("http://[::1]:8080/", true), ("http://0.0.0.0:8080", false), ("https://demo.example.com", false)]
    {
        let base = Url::parse(base).unwrap();
        let settings = Settings { base: base.clone(), resource: base.to_string(), people: people(), lifetimes: Lifetimes::default() };
        let made = BuiltinIssuer::new(settings, Sources::system());
        assert_eq!(made.is_ok(), expected, "{base}");
        assert!(made.is_ok() || matches!(made, Err(Refused::NotLoopback(_))));
    }
}

#[tokio::test]
async fn a_name_that_was_pointed_at_this_machine_gets_nothing() {
    let run = start().await;
    let rebound = run.http.get(run.at("authorize")).header("host", "evil.example.com").send().await.unwrap();
    assert_eq!(rebound.status().as_u16(), 421);
}
