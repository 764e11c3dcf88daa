//! The validator against an issuer that the test plays: what is taken, and each refusal with its own reason.

mod clients;
mod keys;
mod logged;
mod providers;
mod rotation;
mod scopes;
mod tokens;
mod userinfo;

use super::*;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use url::Url;

const NOW: i64 = 1_800_000_000;
const AUDIENCE: &str = "https://directory.example.com";

/// What the issuer answers instead of its keys, if anything.
type Fault = Arc<Mutex<Option<fn() -> Response>>>;

/// An issuer whose answers the test sets, and which counts how often its keys were asked for.
struct Played {
    url: String,
    keys: Arc<Mutex<Value>>,
    fetched: Arc<AtomicUsize>,
    broken: Fault,
    discovery: Arc<Mutex<Value>>,
    /// What userinfo answers, and how often it was asked.
    userinfo: Arc<Mutex<(u16, String)>>,
    asked: Arc<AtomicUsize>,
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn jwk(kid: &str, seed: u8) -> Value {
    let x = URL_SAFE_NO_PAD.encode(key(seed).verifying_key().as_bytes());
    json!({"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid, "x": x})
}

async fn play() -> Played {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let keys = Arc::new(Mutex::new(json!({"keys": [jwk("one", 1)]})));
    let fetched = Arc::new(AtomicUsize::new(0));
    let broken = Fault::default();
    let discovery = json!({"issuer": url, "jwks_uri": format!("{url}/jwks"), "userinfo_endpoint": format!("{url}/userinfo")});
    let discovery = Arc::new(Mutex::new(discovery));
    let about = json!({"sub": "ana", "email": "ana@example.com", "email_verified": true});
    let userinfo = Arc::new(Mutex::new((200, about.to_string())));
    let asked = Arc::new(AtomicUsize::new(0));
    let (published, count, fault) = (Arc::clone(&keys), Arc::clone(&fetched), Arc::clone(&broken));
    let jwks = move || {
        count.fetch_add(1, Ordering::SeqCst);
        let fault = *fault.lock().unwrap();
        let keys = published.lock().unwrap().clone();
        async move { fault.map_or_else(|| axum::Json(keys).into_response(), |fault| fault()) }
    };
    let (scripted, count) = (Arc::clone(&userinfo), Arc::clone(&asked));
    let answer = move || {
        count.fetch_add(1, Ordering::SeqCst);
        let (status, body) = scripted.lock().unwrap().clone();
        async move { (StatusCode::from_u16(status).unwrap(), body) }
    };
    let document = Arc::clone(&discovery);
    let metadata = move || {
        let document = document.lock().unwrap().clone();
        async move { axum::Json(document) }
    };
    let router =
        Router::new().route("/.well-known/openid-configuration", get(metadata)).route("/jwks", get(jwks)).route("/userinfo", get(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Played { url, keys, fetched, broken, discovery, userinfo, asked }
}

impl Played {
    fn config(&self) -> IssuerConfig {
        IssuerConfig::new(&self.url, AUDIENCE)
    }

    fn validator(&self) -> Validator {
        Validator::new(vec![self.config()], IssuerClient::new().unwrap())
    }

    fn header(&self) -> Value {
        json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "one"})
    }

    fn claims(&self) -> Value {
        json!({
            "iss": self.url, "sub": "ana", "aud": AUDIENCE, "client_id": "domicile", "scope": "openid email",
            "iat": NOW - 10, "exp": NOW + 290, "jti": "1",
        })
    }

    /// A good token.
    fn token(&self) -> String {
        sign(&self.header(), &self.claims(), 1)
    }

    /// A good token with changes in header and claims.
    fn token_with(&self, header: Value, claims: Value) -> String {
        sign(&changed(self.header(), header), &changed(self.claims(), claims), 1)
    }

    fn userinfo(&self, status: u16, body: &str) {
        *self.userinfo.lock().unwrap() = (status, body.to_owned());
    }

    fn fetched(&self) -> usize {
        self.fetched.load(Ordering::SeqCst)
    }
}

/// What the log says while this lives.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn start() -> (Self, tracing::subscriber::DefaultGuard) {
        // Where there is only one subscriber, whoever meets a line of log first decides for all whether it is written: a test of another
        // thread, which listens to nothing. With a second one each is asked.
        static ANOTHER: OnceLock<tracing::Dispatch> = OnceLock::new();
        ANOTHER.get_or_init(|| tracing::Dispatch::new(tracing_subscriber::fmt().with_writer(std::io::sink).finish()));
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(move || writer.clone()).finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    /// The lines that hold all of these.
    fn lines(&self, words: &[&str]) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().filter(|line| words.iter().all(|it| line.contains(it))).map(str::to_owned).collect()
    }
}

fn encode(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn sign(header: &Value, claims: &Value, seed: u8) -> String {
    let input = format!("{}.{}", encode(header), encode(claims));
    let signature = key(seed).sign(input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

/// `value` with `changes`; `null` takes a member away.
fn changed(mut value: Value, changes: Value) -> Value {
    for (name, change) in changes.as_object().unwrap() {
        match change {
            Value::Null => value.as_object_mut().unwrap().remove(name),
            other => value.as_object_mut().unwrap().insert(name.clone(), other.clone()),
        };
    }
    value
}
