//! The configuration file (TOML): what a real service needs and a command line is no place for.

use crate::bearer::{IssuerConfig, KeySource};
use crate::client_address::TrustedProxies;
use crate::file_permissions::{self, PermissionError, Protection};
use crate::limits::LimitSettings;
use crate::security_events::SecurityEventSettings;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use url::Url;

/// The file's content. Unknown names are errors: a misspelt setting must not be ignored in silence.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Config {
    /// As `--database`.
    pub database: Option<String>,
    /// As `--public-url`.
    pub public_url: Option<Url>,
    /// The file that signed ends of audit chains are appended to; best on another machine, where who writes the database cannot write.
    pub audit_heads: Option<PathBuf>,
    /// The folder with `keyset.json`, the private policy keys and the audit key.
    pub keys: Option<PathBuf>,
    /// Whose access tokens are taken; clients are sent to the first.
    #[serde(default, rename = "issuer")]
    pub issuers: Vec<Issuer>,
    /// How mail is sent; without it mail waits.
    pub mail: Option<Mail>,
    /// Whose `X-Forwarded-For` is believed: addresses and networks; those of this machine unless told.
    #[serde(default)]
    pub trusted_proxies: TrustedProxies,
    /// How much one person, one address and everybody together may ask for.
    #[serde(default)]
    pub limits: LimitSettings,
    /// Where security events go.
    #[serde(default)]
    pub security_events: SecurityEventSettings,
}

/// The mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mail {
    /// `smtps://host`, `smtp+starttls://host`, or `smtp://127.0.0.1` on this machine; with a port where it is not the usual one.
    pub smtp: Url,
    /// Who mails are from: `Domicile <domicile@example.com>`.
    pub from: String,
    /// Who signs in to the server.
    pub user: Option<String>,
    /// The file with the password, and nothing else in it.
    pub password_file: Option<PathBuf>,
    /// A certificate (PEM) to trust beside the system's.
    pub ca_file: Option<PathBuf>,
}

/// One issuer.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Issuer {
    /// The issuer identifier, exactly as it stands in its discovery document.
    pub issuer: String,
    /// What its access tokens name as audience; the public URL unless told.
    pub audience: Option<String>,
    /// The public client id for the desktop app and the CLI.
    pub client_id: String,
    /// Where its keys are, if not where its discovery document says.
    pub jwks_uri: Option<Url>,
    /// Takes access tokens of `typ: JWT`, as Entra ID sends them.
    #[serde(default)]
    pub allow_typ_jwt: bool,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read, is another's, or others can change it.
    #[error(transparent)]
    File(#[from] PermissionError),
    /// It is no such file.
    #[error("{path} is not understood: {source}")]
    Content {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// [`ConfigError`] with the place.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = file_permissions::need(path, Protection::Trusted)?;
        toml::from_str(&text).map_err(|source| ConfigError::Content { path: path.to_owned(), source: Box::new(source) })
    }
}

impl Issuer {
    /// What the bearer validation expects of it; `resource` is the public URL.
    pub(crate) fn to_bearer(&self, resource: &str) -> IssuerConfig {
        IssuerConfig {
            keys: self.jwks_uri.clone().map_or(KeySource::Discovery, KeySource::JwksUri),
            plain_jwt: self.allow_typ_jwt,
            ..IssuerConfig::new(&self.issuer, self.audience.as_deref().unwrap_or(resource))
        }
    }
}
