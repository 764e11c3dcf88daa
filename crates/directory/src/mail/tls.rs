//! Protecting the connection to a mail server: by the platform's trust store and, where it is configured, one more certificate; and the few
//! commands in the clear that come before it where it begins by STARTTLS (RFC 3207).

use crate::file_permissions::{self, Protection};
use anyhow::Context as _;
use rustls::ClientConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls_platform_verifier::Verifier;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// The most that a server says at once in the clear.
const LONGEST_REPLY: usize = 64 * 1024;

/// Whom we trust, and who it must be.
#[derive(Clone)]
pub(super) struct Tls {
    connector: TlsConnector,
    name: ServerName<'static>,
}

impl Tls {
    /// For this host. `ca_file`: a certificate besides those of the platform.
    pub(super) fn new(host: &str, ca_file: Option<&Path>) -> anyhow::Result<Self> {
        let mut extra = Vec::new();
        if let Some(file) = ca_file {
            let pem = file_permissions::need(file, Protection::Trusted)?.into_bytes();
            let no_certificate = || format!("{} is no certificate", file.display());
            extra = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>().with_context(no_certificate)?;
            anyhow::ensure!(!extra.is_empty(), no_certificate());
        }
        let provider = Arc::new(default_provider());
        let verifier = Verifier::new_with_extra_roots(extra, Arc::clone(&provider))?;
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        let name = ServerName::try_from(host.to_owned()).with_context(|| format!("{host} is not the name of a server"))?;
        Ok(Self { connector: TlsConnector::from(Arc::new(config)), name })
    }

    /// Protects a connection.
    pub(super) async fn protect(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.connector.connect(self.name.clone(), stream).await
    }
}

/// Asks for protection in the clear, as `hello`; the connection is ready for it then. Nothing that the server said before counts afterwards.
pub(super) async fn ask_for_tls(stream: &mut TcpStream, hello: &str) -> io::Result<()> {
    expect(stream, "220").await?;
    stream.write_all(format!("EHLO {hello}\r\n").as_bytes()).await?;
    let offers = expect(stream, "250").await?;
    let offered = offers.lines().filter_map(|it| it.get(4..)).any(|it| it.trim_end().eq_ignore_ascii_case("STARTTLS"));
    if !offered {
        return Err(io::Error::other("the mail server offers no STARTTLS"));
    }
    stream.write_all(b"STARTTLS\r\n").await?;
    expect(stream, "220").await.map(drop)
}

/// A whole reply with this code. Read byte by byte, so that nothing behind it is taken.
async fn expect(stream: &mut TcpStream, code: &str) -> io::Result<String> {
    let (mut all, mut line) = (String::new(), Vec::new());
    loop {
        let byte = stream.read_u8().await?;
        if all.len() + line.len() > LONGEST_REPLY {
            return Err(io::Error::other("the mail server talks without end"));
        }
        if byte != b'\n' {
            line.push(byte);
            continue;
        }
        let text = String::from_utf8_lossy(&std::mem::take(&mut line)).trim_end().to_owned();
        let last = text.as_bytes().get(3) != Some(&b'-');
        all.push_str(&text);
        all.push('\n');
        if last {
            return if text.starts_with(code) { Ok(all) } else { Err(io::Error::other(text)) };
        }
    }
}
