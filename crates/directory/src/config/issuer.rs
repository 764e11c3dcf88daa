//! An issuer as the configuration names it, and what can be checked of it before anybody signs in. What the settings are for, provider by
//! provider: `docs/providers.md`.

use crate::bearer::{IssuerConfig, KeySource, LEEWAY, Mandate, RequiredScopes, Vouching, is_loopback};
use domicile_model::email::Email;
use serde::Deserialize;
use std::collections::BTreeMap;
use url::Url;

/// What clients ask for besides the scopes of this service.
const SCOPES: [&str; 4] = ["openid", "profile", "email", "offline_access"];
/// Stands among the domains for all that no other issuer has.
const OTHER_DOMAINS: &str = "*";
/// The most that clocks may differ, in seconds.
const MOST_LEEWAY: u16 = 300;

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
    /// Takes access tokens without a `typ`, as Okta and Cognito send them.
    #[serde(default)]
    pub allow_missing_typ: bool,
    /// Takes access tokens without an `aud`, as Cognito sends them, of the known clients only.
    #[serde(default)]
    pub allow_missing_audience: bool,
    /// How far its clock may differ, in seconds; 60 unless told.
    pub leeway_seconds: Option<u16>,
    /// The claim that says the address was checked, where that is not `email_verified`.
    pub email_verified_claim: Option<String>,
    /// The only clients whose tokens are taken; any unless told.
    #[serde(default)]
    pub clients: Vec<String>,
    /// The scopes that its tokens must hold; none unless told.
    pub scopes: Option<Scopes>,
    /// What the app and the CLI ask it for, where that is not the usual.
    pub request_scopes: Option<Vec<String>>,
    /// The domains of the addresses that it may vouch for; `"*"` for those that no other issuer has.
    #[serde(default)]
    pub domains: Vec<String>,
    /// The accounts whose people sign in with it and no other.
    #[serde(default)]
    pub accounts: Vec<String>,
}

/// The scopes of this service, as the issuer calls them.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scopes {
    /// Reads; nothing else.
    pub read: String,
    /// Reads and changes.
    pub full: String,
}

/// Why the service does not start with these issuers.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IssuerError {
    /// It is no address, or one that no issuer can have.
    #[error(
        "The issuer {0:?} of the configuration is no address of an issuer: it has to be https://… as its discovery document has it, without “?” and “#”."
    )]
    Address(String),
    /// Tokens would be judged by what anybody on the way can change.
    #[error("{0} is plain http to another machine: whoever is in between could sign in as anybody. Use https.")]
    NotSecure(String),
    /// A setting holds nothing, or what it cannot hold.
    #[error("The setting “{setting}” of the issuer {issuer} cannot be {value:?}.")]
    Setting {
        /// The issuer.
        issuer: String,
        /// As it stands in the file.
        setting: &'static str,
        /// What stands there.
        value: String,
    },
    /// Twice the same.
    #[error("The issuer {0} stands twice in the configuration.")]
    Twice(String),
    /// Each could become anybody of the others.
    #[error(
        "There are several issuers, and {0} has neither “domains” nor “accounts”: each has to name those that it speaks for, or whoever runs one could sign in as the people of another."
    )]
    SpeaksForNobody(String),
    /// Two speak for one.
    #[error("{what:?} stands at two issuers, {one} and {other}: only one can speak for it.")]
    SpokenForTwice {
        /// The domain or the account.
        what: String,
        /// One issuer.
        one: String,
        /// The other one.
        other: String,
    },
}

impl Issuer {
    /// What the bearer validation expects of it; `resource` is the public URL.
    pub(crate) fn to_bearer(&self, resource: &str) -> IssuerConfig {
        let clients =
            if self.clients.is_empty() && self.allow_missing_audience { vec![self.client_id.clone()] } else { self.clients.clone() };
        IssuerConfig {
            keys: self.jwks_uri.clone().map_or(KeySource::Discovery, KeySource::JwksUri),
            plain_jwt: self.allow_typ_jwt,
            untyped: self.allow_missing_typ,
            without_audience: self.allow_missing_audience,
            leeway: self.leeway_seconds.map_or(LEEWAY, i64::from),
            client_id: Some(self.client_id.clone()),
            clients,
            scopes: self.scopes.as_ref().map(|it| RequiredScopes { read: it.read.clone(), full: it.full.clone() }),
            email_verified_claim: self.email_verified_claim.clone(),
            vouching: self.vouching(),
            ..IssuerConfig::new(&self.issuer, self.audience.as_deref().unwrap_or(resource))
        }
    }

    /// What the app and the CLI ask it for.
    pub(crate) fn requested_scopes(&self) -> Vec<String> {
        if let Some(named) = &self.request_scopes {
            return named.clone();
        }
        let ours = self.scopes.iter().flat_map(|it| [it.read.clone(), it.full.clone()]);
        SCOPES.map(str::to_owned).into_iter().chain(ours).collect()
    }

    fn vouching(&self) -> Vouching {
        if self.domains.is_empty() && self.accounts.is_empty() {
            return Vouching::Everybody;
        }
        Vouching::Limited(Mandate {
            domains: self.domains.iter().filter_map(|it| domain_key(it)).collect(),
            accounts: self.accounts.clone(),
            other_domains: self.domains.iter().any(|it| it == OTHER_DOMAINS),
        })
    }

    fn check(&self) -> Result<(), IssuerError> {
        check_address(&self.issuer, self.jwks_uri.as_ref(), self.leeway_seconds)?;
        let refuse = |setting, value: &str| Err(IssuerError::Setting { issuer: self.issuer.clone(), setting, value: value.to_owned() });
        let scopes = self.scopes.iter().flat_map(|it| [("scopes", it.read.as_str()), ("scopes", it.full.as_str())]);
        let requested = self.request_scopes.iter().flatten().map(|it| ("requestScopes", it.as_str()));
        // As RFC 6749, 3.3 writes one.
        let is_scope = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_graphic() && it != b'"' && it != b'\\');
        if let Some((setting, value)) = scopes.chain(requested).find(|it| !is_scope(it.1)) {
            return refuse(setting, value);
        }
        let texts = [
            ("clientId", Some(&self.client_id)),
            ("audience", self.audience.as_ref()),
            ("emailVerifiedClaim", self.email_verified_claim.as_ref()),
        ];
        let texts = texts.into_iter().filter_map(|(setting, it)| it.map(|it| (setting, it)));
        let lists = self.clients.iter().map(|it| ("clients", it)).chain(self.accounts.iter().map(|it| ("accounts", it)));
        if let Some((setting, value)) = texts.chain(lists).find(|it| it.1.trim().is_empty()) {
            return refuse(setting, value);
        }
        match self.domains.iter().find(|it| *it != OTHER_DOMAINS && domain_key(it).is_none()) {
            Some(value) => refuse("domains", value),
            None => Ok(()),
        }
    }
}

/// Where an issuer is, where its keys are, and how far its clock may be off.
pub(super) fn check_address(issuer: &str, jwks_uri: Option<&Url>, leeway_seconds: Option<u16>) -> Result<(), IssuerError> {
    let no_address = || IssuerError::Address(issuer.to_owned());
    let url = Url::parse(issuer).map_err(|_| no_address())?;
    let plain = url.host().is_some() && url.username().is_empty() && url.password().is_none();
    if !plain || url.query().is_some() || url.fragment().is_some() || !matches!(url.scheme(), "https" | "http") {
        return Err(no_address());
    }
    for url in jwks_uri.into_iter().chain([&url]) {
        if url.scheme() != "https" && !is_loopback(url) {
            return Err(IssuerError::NotSecure(url.to_string()));
        }
    }
    match leeway_seconds.filter(|it| *it > MOST_LEEWAY) {
        Some(seconds) => Err(IssuerError::Setting { issuer: issuer.to_owned(), setting: "leewaySeconds", value: seconds.to_string() }),
        None => Ok(()),
    }
}

/// A domain as addresses are compared by it.
fn domain_key(domain: &str) -> Option<String> {
    let email = Email::parse(&format!("somebody@{}", domain.trim())).ok()?;
    Some(email.domain().to_owned())
}

/// Checks what can be checked without the network.
///
/// # Errors
/// The first that is wrong, as a sentence for whoever wrote the file.
pub(crate) fn check(issuers: &[Issuer]) -> Result<(), IssuerError> {
    let mut spoken_for: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for (n, it) in issuers.iter().enumerate() {
        it.check()?;
        if issuers.iter().take(n).any(|other| other.issuer == it.issuer) {
            return Err(IssuerError::Twice(it.issuer.clone()));
        }
        if issuers.len() > 1 && it.domains.is_empty() && it.accounts.is_empty() {
            return Err(IssuerError::SpeaksForNobody(it.issuer.clone()));
        }
        let domains = it.domains.iter().map(|it| ("domain", domain_key(it).unwrap_or_else(|| it.clone())));
        for what in domains.chain(it.accounts.iter().map(|it| ("account", it.clone()))) {
            if let Some(one) = spoken_for.insert(what.clone(), &it.issuer).filter(|one| *one != it.issuer) {
                return Err(IssuerError::SpokenForTwice { what: what.1, one: one.to_owned(), other: it.issuer.clone() });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issuers(toml: &str) -> Result<(), String> {
        #[derive(Deserialize)]
        struct File {
            issuer: Vec<Issuer>,
        }
        let file: File = toml::from_str(toml).map_err(|it| it.to_string())?;
        check(&file.issuer).map_err(|it| it.to_string())
    }

    fn one(more: &str) -> Result<(), String> {
        issuers(&format!("[[issuer]]\nissuer = 'https://one.example.com'\nclientId = 'c'\n{more}\n"))
    }

    /// Field case S16b: What no issuer can be called, or no key address can be, is refused at the start, and named.
    #[test]
    fn an_issuer_that_cannot_be_one_is_refused() {
        for (issuer, named) in [
            ("not a url", "no address"),
            ("", "no address"),
            ("one.example.com", "no address"),
            ("https://", "no address"),
            ("ftp://one.example.com", "no address"),
            ("https://one.example.com/?tenant=x", "no address"),
            ("https://one.example.com/#x", "no address"),
            ("https://me:secret@one.example.com", "no address"),
            ("http://one.example.com", "plain http"),
        ] {
            let refused = issuers(&format!("[[issuer]]\nissuer = {issuer:?}\nclientId = 'c'\n")).unwrap_err();
            assert!(refused.contains(named) && refused.contains(issuer), "{issuer}: {refused}");
        }
        for (setting, named) in [
            ("jwksUri = 'http://keys.example.com/jwks'", "plain http"),
            ("leewaySeconds = 301", "leewaySeconds"),
            ("audience = ' '", "audience"),
            ("clients = ['']", "clients"),
            ("scopes = { read = 'a b', full = 'c' }", "scopes"),
            ("scopes = { read = 'a', full = '' }", "scopes"),
            ("requestScopes = ['openid', '\"']", "requestScopes"),
            ("domains = ['not a domain']", "domains"),
            ("accounts = ['']", "accounts"),
            ("emailVerifiedClaim = ''", "emailVerifiedClaim"),
        ] {
            let refused = one(setting).unwrap_err();
            assert!(refused.contains(named), "{setting}: {refused}");
        }
        assert_eq!(issuers("[[issuer]]\nissuer = 'http://127.0.0.1:4000/realms/x/'\nclientId = 'c'\nleewaySeconds = 300\n"), Ok(()));
    }

    /// Field case H1: Several issuers do not start unless each names whom it speaks for, and no two the same.
    #[test]
    fn several_issuers_have_to_say_whom_they_speak_for() {
        let two = |first: &str, second: &str| {
            issuers(&format!(
                "[[issuer]]\nissuer = 'https://one.example.com'\nclientId = 'c'\n{first}\n[[issuer]]\nissuer = 'https://two.example.com'\nclientId = 'c'\n{second}\n"
            ))
        };
        assert_eq!(one(""), Ok(()), "the only one speaks for everybody");
        assert_eq!(two("domains = ['a.example.com']", "accounts = ['harbour']"), Ok(()));
        assert_eq!(two("domains = ['a.example.com']", "domains = ['*']"), Ok(()));
        assert!(two("", "").unwrap_err().contains("https://one.example.com has neither"));
        assert!(two("domains = ['a.example.com']", "").unwrap_err().contains("https://two.example.com has neither"));
        for (first, second) in [
            ("domains = ['a.example.com']", "domains = ['A.Example.com']"),
            ("domains = ['*']", "domains = ['*']"),
            ("accounts = ['harbour']", "accounts = ['harbour']"),
            ("domains = ['bücher.example']", "domains = ['xn--bcher-kva.example']"),
        ] {
            assert!(two(first, second).unwrap_err().contains("stands at two issuers"), "{first} {second}");
        }
        let twice = "[[issuer]]\nissuer = 'https://one.example.com'\nclientId = 'c'\ndomains = ['a.example.com']\n";
        assert!(issuers(&format!("{twice}{twice}")).unwrap_err().contains("twice"));
    }
}
