//! What went wrong on the way, where the way leads over a proxy. The HTTP library tells a proxy's refusal and a service that is not there in
//! words only, so the proxy is asked once more, by hand, and its answer is read.

use super::{Http, cause_of, host_of};
use crate::failure::{Cause, ProxyFault};
use domicile_model::shown_address::shown_address;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

/// How long a proxy may take to say what it has against a request. It has failed once by then.
const PATIENCE: Duration = Duration::from_secs(3);
/// No head of a proxy's answer is larger.
const HEAD_LIMIT: usize = 16 * 1024;
/// Where the address of the proxy for https is looked for, strongest first.
const SETTINGS: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// The kinds of proxy that can be used.
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

impl Http {
    /// Says what kept a request from being answered: the proxy, where there is one and it is the proxy's doing.
    pub(crate) async fn on_the_way(&self, error: &reqwest::Error, url: &Url) -> Cause {
        let cause = cause_of(error, url);
        // A certificate comes from beyond the proxy; a broken answer as well.
        let on_the_way = match &cause {
            Cause::NameNotFound { .. } | Cause::CannotConnect { .. } | Cause::Timeout { .. } => true,
            Cause::Unexpected { .. } => error.is_request(),
            _ => false,
        };
        if !on_the_way || super::is_loopback(url) {
            return cause;
        }
        let found = match Proxy::of_system(url) {
            Some(proxy) => proxy.fault(url).await.map(|what| (proxy.shown(), what)),
            None => unusable_setting(url).map(|name| (name.to_owned(), ProxyFault::Unusable)),
        };
        match found {
            Some((proxy, what)) => Cause::Proxy { host: host_of(url), proxy, what },
            None => cause,
        }
    }
}

/// The setting that is meant to name a proxy for an address and names none, so that the library passes over it in silence.
fn unusable_setting(url: &Url) -> Option<&'static str> {
    let value = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty());
    // Addresses that need no proxy are not asked over one, whatever its setting holds.
    let direct = ["NO_PROXY", "no_proxy"].into_iter().find_map(|it| value(it)?.into_string().ok()).unwrap_or_default();
    Matcher::builder().all("http://proxy.invalid").no(direct).build().intercept(&url.as_str().parse().ok()?)?;
    let first = SETTINGS.into_iter().find(|name| value(name).is_some())?;
    let usable = value(first).and_then(|it| it.into_string().ok()).is_some_and(|it| names_a_proxy(&it));
    (!usable).then_some(first)
}

/// Whether a value names a proxy that can be used. Without a scheme it is one of http.
fn names_a_proxy(value: &str) -> bool {
    let value = value.trim();
    let with_scheme = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    Url::parse(&with_scheme).is_ok_and(|it| SCHEMES.contains(&it.scheme()) && it.host_str().is_some_and(|host| !host.is_empty()))
}

/// The proxy by which an address is reached.
struct Proxy(Intercept);

impl Proxy {
    fn of_system(url: &Url) -> Option<Self> {
        Matcher::from_system().intercept(&url.as_str().parse().ok()?).map(Self)
    }

    /// Without name and password.
    fn shown(&self) -> String {
        shown_address(&self.0.uri().to_string()).trim_end_matches('/').to_owned()
    }

    /// What it has against reaching the address; `None` where it has nothing, or where that cannot be found out.
    async fn fault(&self, url: &Url) -> Option<ProxyFault> {
        let uri = self.0.uri();
        let scheme = uri.scheme_str().unwrap_or("http");
        let port = uri.port_u16().unwrap_or(match scheme {
            "https" => 443,
            "http" => 80,
            _ => 1080,
        });
        let host = uri.host()?.trim_start_matches('[').trim_end_matches(']');
        let asked = async {
            let stream = match TcpStream::connect((host, port)).await {
                Ok(stream) => stream,
                Err(_) => return Some(ProxyFault::Dead),
            };
            let answered = match scheme {
                "http" => self.connect_by_http(stream, url).await,
                "socks5" | "socks5h" => self.connect_by_socks(stream, url).await,
                // Asked over TLS, or by an older protocol: that it is there is all that is known.
                _ => Ok(None),
            };
            answered.unwrap_or(Some(ProxyFault::Dead))
        };
        tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Some(ProxyFault::Silent))
    }

    /// RFC 9110 9.3.6.
    async fn connect_by_http(&self, mut stream: TcpStream, url: &Url) -> std::io::Result<Option<ProxyFault>> {
        let target = format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443));
        let mut head = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n").into_bytes();
        if let Some(auth) = self.0.basic_auth() {
            head.extend_from_slice(b"Proxy-Authorization: ");
            head.extend_from_slice(auth.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        head.extend_from_slice(b"\r\n");
        stream.write_all(&head).await?;
        let mut answer = Vec::new();
        while !answer.windows(2).any(|it| it == b"\r\n") && answer.len() < HEAD_LIMIT {
            let mut piece = [0; 1024];
            match stream.read(&mut piece).await? {
                0 => return Ok(Some(ProxyFault::Dead)),
                read => answer.extend_from_slice(&piece[..read]),
            }
        }
        let line = String::from_utf8_lossy(&answer);
        let status = line.split_whitespace().nth(1).and_then(|it| it.parse::<u16>().ok());
        Ok(match status {
            Some(200..=299) => None,
            Some(407) => Some(ProxyFault::WantsPassword),
            Some(status) => Some(ProxyFault::Refused(status)),
            None => Some(ProxyFault::Dead),
        })
    }

    /// RFC 1928; with a name and a password RFC 1929.
    async fn connect_by_socks(&self, mut stream: TcpStream, url: &Url) -> std::io::Result<Option<ProxyFault>> {
        let login = self.0.raw_auth();
        stream.write_all(if login.is_some() { &[5, 2, 0, 2] } else { &[5, 1, 0] }).await?;
        let mut chosen = [0; 2];
        stream.read_exact(&mut chosen).await?;
        match (chosen, login) {
            ([5, 0], _) => {}
            ([5, 2], Some((name, password))) => {
                let length = |text: &str| u8::try_from(text.len()).map_err(std::io::Error::other);
                let (name_length, password_length) = (length(name)?, length(password)?);
                let login = [&[1, name_length], name.as_bytes(), &[password_length], password.as_bytes()].concat();
                stream.write_all(&login).await?;
                let mut taken = [0; 2];
                stream.read_exact(&mut taken).await?;
                if taken[1] != 0 {
                    return Ok(Some(ProxyFault::WantsPassword));
                }
            }
            ([5, _], _) => return Ok(Some(ProxyFault::WantsPassword)),
            _ => return Ok(Some(ProxyFault::Dead)),
        }
        let host = url.host_str().unwrap_or_default();
        let length = u8::try_from(host.len()).map_err(std::io::Error::other)?;
        let port = url.port_or_known_default().unwrap_or(443).to_be_bytes();
        stream.write_all(&[&[5, 1, 0, 3, length], host.as_bytes(), &port].concat()).await?;
        let mut answer = [0; 2];
        stream.read_exact(&mut answer).await?;
        Ok((answer[1] != 0).then(|| ProxyFault::Refused(u16::from(answer[1]))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_proxy_is_told_from_what_does_not() {
        for usable in ["http://proxy:3128", "proxy.example.com:3128", "proxy", "https://p", "socks5://127.0.0.1:1080", "socks5h://u:p@h"] {
            assert!(names_a_proxy(usable), "{usable}");
        }
        for unusable in ["htp://proxy", "http://", "socks://proxy", "pac+http://wpad/wpad.dat", "http://proxy:port", "file:///etc"] {
            assert!(!names_a_proxy(unusable), "{unusable}");
        }
    }
}
