//! The one place that makes HTTP clients. Everything that talks to the network takes its client from here: system trust store,
//! system proxy, no redirects, time limits, https for everything but loopback, no proxy for loopback. A test forbids a second.

mod answer;
mod proxy;

pub(crate) use answer::Answer;

use crate::failure::{AddressFault, Cause};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use url::{Host, Url};

/// How long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For the connection.
    pub connect: Duration,
    /// For the whole request with its answer.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), total: Duration::from_secs(30) }
    }
}

/// The clients: one for this computer, one for everything else. Each is made when it is first needed, since reading the system's
/// trust store takes its time. Clones share them.
#[derive(Debug, Clone)]
pub struct Http(Arc<Clients>);

#[derive(Debug)]
struct Clients {
    limits: Limits,
    loopback: OnceLock<Result<reqwest::Client, Cause>>,
    outside: OnceLock<Result<reqwest::Client, Cause>>,
}

impl Http {
    /// Clients with these limits.
    pub fn new(limits: Limits) -> Self {
        Self(Arc::new(Clients { limits, loopback: OnceLock::new(), outside: OnceLock::new() }))
    }

    /// The client for an address.
    ///
    /// # Errors
    /// [`Cause::BadServiceUrl`] for plain http to anywhere but loopback, and for anything that is not http(s);
    /// [`Cause::Unexpected`] where TLS cannot be set up.
    pub fn client(&self, url: &Url) -> Result<&reqwest::Client, Cause> {
        let Clients { limits, loopback, outside } = &*self.0;
        let here = [SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0), SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0)];
        let client = match url.scheme() {
            // `localhost` is what it says, whatever the resolver answers.
            "http" | "https" if is_loopback(url) => {
                loopback.get_or_init(|| make(*limits, |it| it.no_proxy().resolve_to_addrs("localhost", &here)))
            }
            "https" => outside.get_or_init(|| make(*limits, |it| it.https_only(true))),
            _ => {
                return Err(Cause::BadServiceUrl { url: host_of(url), what: AddressFault::NotHttps });
            }
        };
        client.as_ref().map_err(Clone::clone)
    }
}

fn make(limits: Limits, shape: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder) -> Result<reqwest::Client, Cause> {
    // One provider for the process; an error means that it is installed already, which is just as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let base = reqwest::Client::builder()
        .user_agent(concat!("domicile/", env!("CARGO_PKG_VERSION")))
        // A redirect would carry a token to a place nobody checked.
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(limits.connect)
        .timeout(limits.total);
    shape(base).build().map_err(|e| Cause::Unexpected { reason: chain(&e) })
}

/// Whether the address is this computer.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// Host and port, for sentences and logs; never the path, which may carry what nobody else should see.
pub fn host_of(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => url.scheme().to_owned(),
    }
}

/// Says what kept a request from being answered.
pub fn cause_of(error: &reqwest::Error, url: &Url) -> Cause {
    let host = host_of(url);
    // Without the address: it may hold a query.
    let reason = chain(error);
    if error.is_timeout() {
        Cause::Timeout { host }
    } else if error.is_dns() {
        Cause::NameNotFound { host }
    } else if find::<rustls::Error>(error).is_some() {
        Cause::Tls { host, reason }
    } else if error.is_connect() {
        Cause::CannotConnect { host, reason }
    } else if error.is_body() || error.is_decode() || error.is_request() {
        Cause::Truncated { host, reason }
    } else {
        Cause::Unexpected { reason }
    }
}

/// Looks for a cause by type. `io::Error` hides what it wraps from `source()`, so it is opened by hand.
fn find<'a, E: std::error::Error + 'static>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(current) = next {
        if let Some(found) = current.downcast_ref::<E>() {
            return Some(found);
        }
        if let Some(inner) = current.downcast_ref::<std::io::Error>().and_then(|io| io.get_ref())
            && let Some(found) = find::<E>(inner)
        {
            return Some(found);
        }
        next = current.source();
    }
    None
}

fn chain(error: &reqwest::Error) -> String {
    let mut parts = Vec::new();
    let mut next = std::error::Error::source(error);
    while let Some(current) = next {
        parts.push(current.to_string());
        next = current.source();
    }
    if parts.is_empty() { "request failed".to_owned() } else { parts.join(": ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        let http = Http::new(Limits::default());
        for ok in ["http://127.0.0.1:8/", "http://[::1]:8/", "http://localhost:8/", "https://directory.example.com/", "https://127.0.0.1/"]
        {
            assert!(http.client(&Url::parse(ok).unwrap()).is_ok(), "{ok}");
        }
        for bad in ["http://directory.example.com/", "http://10.0.0.1/", "http://localhost.example.com/", "ftp://127.0.0.1/", "file:///etc"]
        {
            assert!(matches!(http.client(&Url::parse(bad).unwrap()), Err(Cause::BadServiceUrl { .. })), "{bad}");
        }
    }
}
