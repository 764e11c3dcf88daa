//! A small OpenID provider for the demo and for tests: people pick themselves from a page, without a password. That is why it refuses to exist
//! anywhere but on loopback. Real installations name an issuer of their own; nothing outside this module knows that this one exists.

mod authorize;
mod client_credentials;
mod device;
mod discovery;
mod fault;
mod form;
mod grants;
mod page;
mod signing;
#[cfg(test)]
mod tests;
mod token;
mod userinfo;

use crate::bearer::is_loopback;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::email::Email;
use grants::Grants;
use jsonwebtoken::jwk::Jwk;
use sha2::{Digest as _, Sha256};
use signing::Signing;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// The name under which identities of this issuer are stored: its address changes with every start.
pub const ISSUER_ID: &str = "builtin";
/// The public client that it knows: no secret, redirect to `http://127.0.0.1:<any port>/callback`.
pub const CLIENT_ID: &str = "domicile";
/// The scope that reads.
pub const READ: &str = "domicile.read";
/// The scope that reads and changes. Granted as well where neither is asked for (RFC 6749, 3.3).
pub const FULL: &str = "domicile.full";
/// What it can grant.
pub const SCOPES: [&str; 6] = ["openid", "profile", "email", "offline_access", READ, FULL];
/// The sample order system: a client that asks for itself, without a password as everybody here.
pub const ORDER_SYSTEM: &str = "order-system";
/// The largest form that is read, in bytes.
const LARGEST_FORM: usize = 16 * 1024;

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The subject: opaque, never changes.
    pub sub: String,
    /// The e-mail address, which counts as verified.
    pub email: String,
    /// The name to show.
    pub name: String,
}

/// How long things live, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// An access token, and an ID token.
    pub access_token: u32,
    /// A session: no refresh token outlives it, however often it is rotated.
    pub session: u32,
    /// An authorization code.
    pub code: u32,
    /// A device code.
    pub device_code: u32,
    /// The pause that a device keeps between two questions.
    pub device_interval: u32,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self { access_token: 300, session: 14 * 24 * 3600, code: 60, device_code: 600, device_interval: 1 }
    }
}

/// Where time and randomness come from.
#[derive(Clone)]
pub struct Sources {
    /// Milliseconds since 1970.
    pub now: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// 32 unpredictable bytes.
    pub random: Arc<dyn Fn() -> Result<[u8; 32], getrandom::Error> + Send + Sync>,
}

impl Sources {
    /// The machine's clock and its random numbers.
    pub fn system() -> Self {
        Self {
            now: Arc::new(|| jiff::Timestamp::now().as_millisecond()),
            random: Arc::new(|| {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).map(|()| bytes)
            }),
        }
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sources")
    }
}

/// What a built-in issuer is made of.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public URL of the service; the issuer is `{base}/issuer`. Loopback only.
    pub base: Url,
    /// The only resource that access tokens are issued for (RFC 8707): the service as it names itself in its RFC 9728 document.
    pub resource: String,
    /// Who can sign in, in the order of the page.
    pub people: Vec<Person>,
    /// How long things live.
    pub lifetimes: Lifetimes,
}

/// Why there can be no built-in issuer.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It lets anybody in as anybody.
    #[error("the built-in issuer signs anybody in without a password, so it runs on loopback only, not on {0}")]
    NotLoopback(String),
    /// No random numbers.
    #[error("the machine gives no random numbers")]
    Random(#[from] getrandom::Error),
    /// The signing key cannot be made.
    #[error("the signing key cannot be made: {0}")]
    Key(String),
}

/// The issuer. Everything it knows is in memory: a restart signs everybody out.
#[derive(Debug, Clone)]
pub struct BuiltinIssuer(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    issuer: String,
    settings: Settings,
    signing: Signing,
    sources: Sources,
    grants: Mutex<Grants>,
    /// What the pages of this process are known by.
    page_key: [u8; 32],
}

impl BuiltinIssuer {
    /// An issuer with a new signing key.
    ///
    /// # Errors
    /// [`Refused::NotLoopback`] for any base that another machine could reach.
    pub fn new(settings: Settings, sources: Sources) -> Result<Self, Refused> {
        if !is_loopback(&settings.base) {
            return Err(Refused::NotLoopback(settings.base.host_str().unwrap_or_default().to_owned()));
        }
        let signing = Signing::generate(&sources)?;
        let issuer = format!("{}/issuer", settings.base.as_str().trim_end_matches('/'));
        let page_key = (sources.random)()?;
        Ok(Self(Arc::new(Inner { issuer, settings, signing, sources, grants: Mutex::default(), page_key })))
    }

    /// The issuer identifier, as it stands in tokens.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Its public keys: [`crate::bearer::KeySource::Given`] makes the validator independent of the network.
    pub fn keys(&self) -> Vec<Jwk> {
        self.0.signing.keys()
    }

    /// The routes, all below `/issuer`; to be merged into the service's.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/issuer/.well-known/openid-configuration", get(discovery::metadata))
            .route("/issuer/jwks", get(discovery::keys))
            .route("/issuer/authorize", get(authorize::get).post(authorize::post))
            .route("/issuer/token", post(token::post))
            .route("/issuer/device_authorization", post(device::authorize))
            .route("/issuer/device", get(device::page).post(device::answer))
            .route("/issuer/userinfo", get(userinfo::get).post(userinfo::get))
            .route("/issuer/revoke", post(userinfo::revoke))
            .layer(DefaultBodyLimit::max(LARGEST_FORM))
            .layer(middleware::from_fn_with_state(self.clone(), same_host))
            .with_state(self.clone())
    }
}

impl Inner {
    /// Milliseconds since 1970.
    fn now(&self) -> i64 {
        (self.sources.now)()
    }

    fn grants(&self) -> MutexGuard<'_, Grants> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the page about this device's code carries, and nobody else knows.
    fn page_secret(&self, user_code: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.page_key);
        hash.update(user_code);
        URL_SAFE_NO_PAD.encode(hash.finalize())
    }

    fn person(&self, sub: &str) -> Option<&Person> {
        self.settings.people.iter().find(|person| person.sub == sub)
    }

    /// The sample person that a `login_hint` names.
    fn hinted(&self, hint: &str) -> Option<&Person> {
        self.settings.people.iter().find(|person| Email::means(hint, &person.email))
    }
}

/// A page of another site whose name was made to point at 127.0.0.1 gets nothing here.
async fn same_host(State(issuer): State<BuiltinIssuer>, request: Request, next: Next) -> Response {
    let base = &issuer.0.settings.base;
    let expected = match base.port() {
        Some(port) => format!("{}:{port}", base.host_str().unwrap_or_default()),
        None => base.host_str().unwrap_or_default().to_owned(),
    };
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| request.uri().authority().map(|host| host.as_str()));
    if named.is_some_and(|named| named.eq_ignore_ascii_case(&expected)) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This sign-in service answers under its own address only.\n").into_response()
    }
}
