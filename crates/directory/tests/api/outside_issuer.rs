//! An issuer of its own for tests of the program: it publishes its key, and signs tokens by the real clock. It answers as the service under its
//! public address would, too.

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

pub(crate) struct OutsideIssuer {
    pub(crate) url: String,
    date: Arc<Mutex<Option<String>>>,
    keys: Arc<Mutex<Value>>,
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

impl OutsideIssuer {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let x = URL_SAFE_NO_PAD.encode(key().verifying_key().to_bytes());
        let published = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "k", "x": x}]});
        let (date, keys) = (Arc::new(Mutex::new(None::<String>)), Arc::new(Mutex::new(published)));
        let discovery = json!({"issuer": url, "jwks_uri": format!("{url}/jwks")});
        let (stated, of_jwks) = (Arc::clone(&date), Arc::clone(&keys));
        let headers = move || {
            let mut headers = HeaderMap::new();
            if let Some(date) = stated.lock().unwrap().as_ref() {
                headers.insert(header::DATE, HeaderValue::from_str(date).unwrap());
            }
            headers
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(move || async move { (headers(), axum::Json(discovery)) }))
            .route("/jwks", get(move || async move { axum::Json(of_jwks.lock().unwrap().clone()) }))
            .route("/health/live", get(|| async { "live\n" }))
            .route("/starting/health/live", get(|| async { StatusCode::BAD_GATEWAY }));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, date, keys }
    }

    /// What its answers say that the time is.
    pub(crate) fn says_that_it_is(&self, date: Option<&str>) {
        *self.date.lock().unwrap() = date.map(str::to_owned);
    }

    /// Publishes other keys.
    pub(crate) fn publishes(&self, keys: Value) {
        *self.keys.lock().unwrap() = keys;
    }

    /// An access token for this address, good for an hour.
    pub(crate) fn token(&self, audience: &str, email: &str) -> String {
        let now = jiff::Timestamp::now().as_second();
        let claims = json!({"iss": self.url, "aud": audience, "iat": now, "exp": now + 3600, "client_id": "domicile", "sub": email,
            "email": email, "email_verified": true, "name": "Somebody"});
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let signed = format!("{}.{}", part(&json!({"alg": "EdDSA", "typ": "at+jwt", "kid": "k"})), part(&claims));
        let signature = URL_SAFE_NO_PAD.encode(key().sign(signed.as_bytes()).to_bytes());
        format!("{signed}.{signature}")
    }
}
