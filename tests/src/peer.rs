//! The certified npm `oidc-provider` as an outside issuer (`tests/peers/oidc-provider`).

use crate::process::Process;
use crate::service::client;
use anyhow::{Context, Result, ensure};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// Somebody whom the peer knows; the address is verified unless it says so.
pub const UNVERIFIED: &str = "piet.jansen@oldbridge.example.com";
/// Somebody whom the peer knows and the sample organisation does not.
pub const NEWCOMER: &str = "new.person@elsewhere.example.com";

/// A running issuer.
#[derive(Debug)]
pub struct OidcProvider {
    /// The issuer identifier.
    pub url: String,
    process: Process,
}

impl OidcProvider {
    /// Starts it on a free port and waits until it listens. Access tokens live that many seconds.
    ///
    /// # Errors
    /// Node is missing, or its packages are (`npm ci` in its folder, which `cargo xtask test` does).
    pub fn start(access_token_seconds: u32) -> Result<Self> {
        Self::start_slow(access_token_seconds, 0..0)
    }

    /// The same with answers that take so many milliseconds, by chance, after a refresh token was exchanged.
    ///
    /// # Errors
    /// As [`OidcProvider::start`].
    pub fn start_slow(access_token_seconds: u32, refresh_delay: Range<u32>) -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/oidc-provider");
        ensure!(folder.join("node_modules").is_dir(), "npm ci has not run in {}", folder.display());
        let mut command = Command::new("node");
        command.arg("server.mjs").current_dir(folder).env("PEER_ACCESS_TOKEN_SECONDS", access_token_seconds.to_string());
        command.env("PEER_REFRESH_DELAY_MS", format!("{}-{}", refresh_delay.start, refresh_delay.end));
        for name in ["PEER_PORT", "PEER_PEOPLE"] {
            command.env_remove(name);
        }
        // Node 20 rarely stops in itself while it starts, before it has run a line of ours; started again it goes on.
        let (process, line) = Process::start_and_read_line(&mut command).or_else(|_| Process::start_and_read_line(&mut command))?;
        let url = line.strip_prefix("listening on ").with_context(|| format!("unexpected first line: {line}"))?.to_owned();
        Ok(Self { url, process })
    }

    /// Its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// An access token of the order system that it knows, for this service, with these scopes.
    ///
    /// # Errors
    /// It refuses.
    pub async fn order_system_token(&self, service: &str, scope: &str) -> Result<String> {
        let form = [("grant_type", "client_credentials"), ("resource", service), ("scope", scope)];
        let asked = client()?.post(format!("{}/token", self.url)).basic_auth("orders", Some("a-secret-of-the-order-system")).form(&form);
        let answer: serde_json::Value = asked.send().await?.json().await?;
        Ok(answer["access_token"].as_str().with_context(|| format!("no token: {answer}"))?.to_owned())
    }

    /// How many refresh tokens it has exchanged, and how many it has refused.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn refreshes(&self) -> Result<(u64, u64)> {
        let counted: serde_json::Value = client()?.get(format!("{}/refreshes", self.url)).send().await?.json().await?;
        let count = |name: &str| counted[name].as_u64().with_context(|| format!("no {name} in {counted}"));
        Ok((count("exchanged")?, count("refused")?))
    }
}
