//! The configuration file (TOML): what a real service needs and a command line is no place for.

mod issuer;
mod operator_client;
mod settings;

pub(crate) use issuer::check as check_issuers;
pub use issuer::{Issuer, IssuerError, Scopes};
pub(crate) use operator_client::check as check_operator_clients;
pub use operator_client::{OperatorClientError, OperatorClientSettings, OperatorIssuer};
pub(crate) use settings::{Changes, taken};

use crate::client_address::TrustedProxies;
use crate::file_permissions::{self, PermissionError, Protection};
use crate::limits::LimitSettings;
use crate::retention::RetentionSettings;
use crate::security_events::SecurityEventSettings;
use domicile_model::operator::Guard;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Table;
use url::Url;

/// The file's content. Unknown names are errors: a misspelt setting must not be ignored in silence.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Config {
    /// As `--database`.
    pub database: Option<String>,
    /// A PostgreSQL on another machine need not show a certificate: whoever runs it says that the network between is safe.
    #[serde(default)]
    pub unverified_database_server: bool,
    /// As `--public-url`.
    pub public_url: Option<Url>,
    /// The file that signed ends of audit chains are appended to; best on another machine, where who writes the database cannot write.
    pub audit_heads: Option<PathBuf>,
    /// The folder with `keyset.json`, the private policy keys and the audit key.
    pub keys: Option<PathBuf>,
    /// Whose access tokens are taken; clients are sent to the first.
    #[serde(default, rename = "issuer")]
    pub issuers: Vec<Issuer>,
    /// Issuers of tokens for order systems; they vouch for no person.
    #[serde(default, rename = "operatorIssuer")]
    pub operator_issuers: Vec<OperatorIssuer>,
    /// The order systems that may use `/v1/operator`.
    #[serde(default, rename = "operatorClient")]
    pub operator_clients: Vec<OperatorClientSettings>,
    /// How mail is sent; without it mail waits.
    pub mail: Option<Mail>,
    /// Whose `X-Forwarded-For` is believed: addresses and networks; those of this machine unless told.
    #[serde(default)]
    pub trusted_proxies: TrustedProxies,
    /// How much one person, one address and everybody together may ask for.
    #[serde(default)]
    pub limits: LimitSettings,
    /// For how many days what is over is kept.
    #[serde(default)]
    pub retention: RetentionSettings,
    /// Where security events go.
    #[serde(default)]
    pub security_events: SecurityEventSettings,
    /// What an import may do without being asked.
    #[serde(default)]
    pub import: Import,
    /// The file itself, where it was read from one.
    #[serde(skip)]
    pub file: Option<ConfigFile>,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What stands in it.
    pub(crate) text: String,
    /// The same as settings.
    pub(crate) settings: Table,
}

/// How much one import may end without somebody confirming it by number. Both have to be passed.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Import {
    /// Up to so many rows; 20 unless told.
    pub guard_count: Option<u64>,
    /// Above that, up to this share of the rows that the source has, in percent; 10 unless told.
    pub guard_percent: Option<u8>,
}

impl Import {
    /// The guard that these make.
    pub(crate) fn guard(self) -> Guard {
        let usual = Guard::default();
        Guard { count: self.guard_count.unwrap_or(usual.count), percent: self.guard_percent.unwrap_or(usual.percent) }
    }
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

/// Why the file cannot be used. The texts hold their causes, so none is a source: it would be said twice.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read, is another's, or others can change it.
    #[error(transparent)]
    File(#[from] PermissionError),
    /// It is no such file.
    #[error("{path} is not understood: line {line}, {reason}")]
    Content {
        /// The file.
        path: PathBuf,
        /// Where.
        line: usize,
        /// Why, without the line itself: an address in it may hold a password.
        reason: String,
    },
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// [`ConfigError`] with the place.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = file_permissions::need(path, Protection::Trusted)?;
        let refused = |error: toml::de::Error| {
            let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
            ConfigError::Content { path: path.to_owned(), line, reason: error.message().to_owned() }
        };
        let config: Self = toml::from_str(&text).map_err(refused)?;
        let settings = toml::from_str(&text).map_err(refused)?;
        Ok(Self { file: Some(ConfigFile { path: path.to_owned(), text, settings }), ..config })
    }
}
