//! The service's way out to issuers: no redirects, a time limit, a size limit, https. Plain http and no proxy for loopback only.

use serde::de::DeserializeOwned;
use std::net::IpAddr;
use std::time::Duration;
use url::{Host, Url};

/// How long one request may take altogether.
const TIME_LIMIT: Duration = Duration::from_secs(5);
/// The largest answer that is read, in bytes.
const SIZE_LIMIT: usize = 512 * 1024;

/// Why there is no answer. Says nothing of what the answer held.
#[derive(Debug, thiserror::Error)]
pub enum IssuerClientError {
    /// The HTTP client could not be made (no certificate store, for instance).
    #[error("the HTTP client cannot be set up")]
    SetUp(#[source] reqwest::Error),
    /// Plain http to another machine.
    #[error("{0} is neither https nor loopback")]
    NotSecure(String),
    /// No connection, no answer in time, or it broke off.
    #[error("no answer")]
    NoAnswer(#[source] reqwest::Error),
    /// An answer, but not 200.
    #[error("the answer was {0}")]
    Status(u16),
    /// More than this service reads.
    #[error("the answer is too large")]
    TooLarge,
    /// Not the JSON that was expected.
    #[error("the answer cannot be read")]
    Unreadable(#[source] serde_json::Error),
}

/// An answer of any status.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// `Date`: when it was made, by the clock of whoever made it.
    pub(crate) date: Option<String>,
    /// `Age`: for how many seconds something in between had kept it.
    pub(crate) age: Option<String>,
}

/// Two clients: one for the world (https, system proxy), one for loopback (plain http, no proxy).
#[derive(Debug, Clone)]
pub struct IssuerClient {
    world: reqwest::Client,
    loopback: reqwest::Client,
}

impl IssuerClient {
    /// Sets the clients up. Installs the process's TLS provider if there is none yet.
    ///
    /// # Errors
    /// [`IssuerClientError::SetUp`]
    pub fn new() -> Result<Self, IssuerClientError> {
        // An error means that another part of the process has installed one: just as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let shared = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .timeout(TIME_LIMIT)
                .user_agent(concat!("domicile-directory/", env!("CARGO_PKG_VERSION")))
        };
        Ok(Self {
            world: shared().https_only(true).build().map_err(IssuerClientError::SetUp)?,
            loopback: shared().no_proxy().build().map_err(IssuerClientError::SetUp)?,
        })
    }

    /// GETs a JSON document, with a bearer token if one is given.
    ///
    /// # Errors
    /// See [`IssuerClientError`].
    pub async fn json<T: DeserializeOwned>(&self, url: &Url, bearer: Option<&str>) -> Result<T, IssuerClientError> {
        let Received { status, body, .. } = self.get(url, bearer).await?;
        if status != 200 {
            return Err(IssuerClientError::Status(status));
        }
        serde_json::from_slice(&body).map_err(IssuerClientError::Unreadable)
    }

    /// GETs whatever is there.
    ///
    /// # Errors
    /// See [`IssuerClientError`].
    pub(crate) async fn get(&self, url: &Url, bearer: Option<&str>) -> Result<Received, IssuerClientError> {
        let client = match (is_loopback(url), url.scheme()) {
            (true, "http" | "https") => &self.loopback,
            (false, "https") => &self.world,
            _ => return Err(IssuerClientError::NotSecure(url.origin().ascii_serialization())),
        };
        let mut request = client.get(url.clone()).header("accept", "application/json");
        if let Some(token) = bearer {
            request = request.bearer_auth(token);
        }
        let mut response = request.send().await.map_err(IssuerClientError::NoAnswer)?;
        let status = response.status().as_u16();
        let header = |name: &str| response.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
        let (date, age) = (header("date"), header("age"));
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(IssuerClientError::NoAnswer)? {
            if body.len() + chunk.len() > SIZE_LIMIT {
                return Err(IssuerClientError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Received { status, body, date, age })
    }
}

/// True for an address that stays on this machine. A name other than `localhost` is never taken for one, whatever it resolves to.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_loopback() {
        for (url, expected) in [
            ("http://127.0.0.1:8080", true),
            ("http://127.9.9.9", true),
            ("http://[::1]:1", true),
            ("http://localhost:1", true),
            ("http://0.0.0.0:1", false),
            ("http://10.0.0.1", false),
            ("http://localhost.example.com", false),
            ("https://issuer.example.com", false),
        ] {
            assert_eq!(is_loopback(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }

    #[tokio::test]
    async fn refuses_plain_http_to_another_machine() {
        let outbound = IssuerClient::new().unwrap();
        let refused = outbound.json::<serde_json::Value>(&Url::parse("http://issuer.example.com/jwks").unwrap(), None).await;
        assert!(matches!(refused, Err(IssuerClientError::NotSecure(_))));
    }
}
