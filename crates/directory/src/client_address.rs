//! Where a request comes from: the other end of the connection, or, where that is a proxy that is trusted, whom the proxy names in
//! `X-Forwarded-For`. Whatever else stands there was written by whoever asks, and counts for nothing; nor does `Forwarded` (RFC 7239), which
//! proxies that write the one pass on as it comes.

use axum::http::HeaderMap;
use ipnet::IpNet;
use serde::{Deserialize, Deserializer, de};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The header, in which each proxy appends whom it was asked by.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies that are believed: those on this machine unless told otherwise, since the service itself speaks plain http and is reached from
/// other machines by a proxy only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl Default for TrustedProxies {
    fn default() -> Self {
        let loopback = IpNet::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8).map(|it| it.trunc());
        Self(loopback.into_iter().chain([IpNet::from(IpAddr::V6(Ipv6Addr::LOCALHOST))]).collect())
    }
}

impl<'de> Deserialize<'de> for TrustedProxies {
    fn deserialize<D: Deserializer<'de>>(it: D) -> Result<Self, D::Error> {
        let written = Vec::<String>::deserialize(it)?;
        let network = |it: &String| it.parse::<IpNet>().or_else(|_| it.parse::<IpAddr>().map(IpNet::from));
        let networks: Result<_, _> = written.iter().map(|it| network(it).map_err(|_| it)).collect();
        networks.map(Self).map_err(|it| de::Error::custom(format!("{it:?} is neither an address nor a network (10.0.0.0/8)")))
    }
}

impl TrustedProxies {
    /// Whether this address is one of them.
    pub(crate) fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|it| it.contains(&address))
    }

    /// Who sent a request that came from `peer`: from the right, the first who is not one of the proxies.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().map(|it| it.to_str().unwrap_or_default()).collect();
        let mut named = lines.iter().flat_map(|it| it.split(',')).rev();
        while self.contain(client) {
            // A proxy that says nothing that can be read speaks for itself.
            let Some(before) = named.next().and_then(address) else { break };
            client = before;
        }
        client
    }
}

/// An address as proxies write it: some with a port.
fn address(written: &str) -> Option<IpAddr> {
    let written = written.trim();
    let found = written.parse::<IpAddr>().ok().or_else(|| written.parse::<SocketAddr>().ok().map(|it| it.ip()));
    let found = found.or_else(|| written.strip_prefix('[')?.strip_suffix(']')?.parse().ok());
    found.map(|it| it.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client(proxies: &TrustedProxies, peer: &str, forwarded: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for it in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(it));
        }
        proxies.client(peer.parse().unwrap(), &headers).to_string()
    }

    fn proxies(written: &str) -> Result<TrustedProxies, String> {
        #[derive(Deserialize)]
        struct Written {
            it: TrustedProxies,
        }
        toml::from_str::<Written>(&format!("it = {written}")).map(|it| it.it).map_err(|it| it.to_string())
    }

    #[test]
    fn only_a_trusted_proxy_says_who_asks() {
        let loopback = TrustedProxies::default();
        assert_eq!(client(&loopback, "127.0.0.1", &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(client(&loopback, "::1", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(client(&loopback, "::ffff:127.0.0.9", &["[2001:db8::1]:443"]), "2001:db8::1");
        // Whoever is no proxy writes what they like.
        assert_eq!(client(&loopback, "192.0.2.9", &["127.0.0.1"]), "192.0.2.9");
        // And what came before the proxy's own word is theirs, too, in however many lines.
        assert_eq!(client(&loopback, "127.0.0.1", &["10.0.0.1, 192.0.2.1:1234"]), "192.0.2.1");
        assert_eq!(client(&loopback, "127.0.0.1", &["10.0.0.1", "192.0.2.1"]), "192.0.2.1");
        let two = proxies(r#"["127.0.0.1", "10.0.0.0/8"]"#).unwrap();
        assert_eq!(client(&two, "127.0.0.1", &["203.0.113.7, 192.0.2.1, 10.1.2.3"]), "192.0.2.1");
        for nonsense in ["", "unknown", "_hidden", "192.0.2.1;", "192.0.2"] {
            assert_eq!(client(&two, "127.0.0.1", &[nonsense]), "127.0.0.1", "{nonsense:?}");
        }
        assert_eq!(client(&two, "127.0.0.1", &["192.0.2.1, unknown"]), "127.0.0.1");
        // The other header is passed on by proxies that write this one, as whoever asks has written it.
        let mut other = HeaderMap::new();
        other.append("forwarded", HeaderValue::from_static("for=192.0.2.1"));
        assert_eq!(two.client("127.0.0.1".parse().unwrap(), &other).to_string(), "127.0.0.1");
        let none = proxies("[]").unwrap();
        assert_eq!(client(&none, "127.0.0.1", &["192.0.2.1"]), "127.0.0.1");
        assert!(proxies(r#"["proxy.example.com"]"#).unwrap_err().contains("proxy.example.com"));
    }
}
