//! Order systems as the configuration names them, and the issuers that are there for them alone. What leaves open who may do what keeps the
//! service from starting. How an order system talks to the service: `docs/order-system.md`.

use super::issuer::{Issuer, check_address};
use super::{Config, IssuerError};
use crate::bearer::{IssuerConfig, KeySource, LEEWAY, OperatorClient, OperatorScope, Vouching};
use domicile_model::operator::{check_source_name, source_name_like};
use serde::Deserialize;
use std::collections::BTreeSet;
use url::Url;

/// The source that the program's own verbs speak for unless told.
const OF_VERBS: &str = "operator";

/// A program of the vendor that may use `/v1/operator`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperatorClientSettings {
    /// Its client id at the issuer.
    pub client: String,
    /// The issuer, as it stands at `[[issuer]]` or `[[operatorIssuer]]`.
    pub issuer: String,
    /// The subject of its tokens: then no other counts.
    pub subject: Option<String>,
    /// The name of the source that it speaks for; the client id, made fit, unless told.
    pub source: Option<String>,
    /// What it may do at most.
    pub scopes: BTreeSet<OperatorScope>,
}

/// An issuer of tokens for order systems, which vouches for no person.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperatorIssuer {
    /// The issuer identifier, exactly as it stands in its discovery document.
    pub issuer: String,
    /// What its access tokens name as audience; the public URL unless told.
    pub audience: Option<String>,
    /// Where its keys are, if not where its discovery document says.
    pub jwks_uri: Option<Url>,
    /// As at `[[issuer]]`.
    #[serde(default)]
    pub allow_typ_jwt: bool,
    /// As at `[[issuer]]`.
    #[serde(default)]
    pub allow_missing_typ: bool,
    /// As at `[[issuer]]`.
    pub leeway_seconds: Option<u16>,
}

/// Why the service does not start with these order systems.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum OperatorClientError {
    /// The issuer cannot be one.
    #[error(transparent)]
    Issuer(#[from] IssuerError),
    /// The client's issuer is named nowhere.
    #[error("The operatorClient {client} names the issuer {issuer}, which stands neither at [[issuer]] nor at [[operatorIssuer]].")]
    UnknownIssuer {
        /// The client.
        client: String,
        /// What it names.
        issuer: String,
    },
    /// An issuer for nothing.
    #[error("The operatorIssuer {0} has no operatorClient.")]
    NoClient(String),
    /// Twice the same.
    #[error("The operatorClient {0} stands twice in the configuration, or another one has its subject.")]
    Twice(String),
    /// It could do nothing.
    #[error("The operatorClient {0} has no scopes: name some of operator.read, operator.catalogue, operator.accounts, operator.people.")]
    NoScope(String),
    /// A setting holds nothing, or what it cannot hold.
    #[error("The setting “{setting}” of the operatorClient {client:?} cannot be {value:?}.")]
    Setting {
        /// The client.
        client: String,
        /// As it stands in the file.
        setting: &'static str,
        /// What stands there.
        value: String,
    },
    /// People sign in with it.
    #[error(
        "The operatorClient {client} is a client that people sign in with at {issuer} (“clientId” or “clients”): an order system needs one of its own."
    )]
    OfPeople {
        /// The client.
        client: String,
        /// The issuer.
        issuer: String,
    },
    /// Each would change the other's rows, and nobody has said so.
    #[error("The operatorClient {client} would speak for the source “{source_name}”, which is that of {other}: name its “source”.")]
    SharedSource {
        /// The client.
        client: String,
        /// The name.
        source_name: String,
        /// Whose it is.
        other: String,
    },
}

impl OperatorIssuer {
    /// What the bearer validation expects of it; `resource` is the public URL.
    pub(crate) fn to_bearer(&self, resource: &str) -> IssuerConfig {
        IssuerConfig {
            keys: self.jwks_uri.clone().map_or(KeySource::Discovery, KeySource::JwksUri),
            plain_jwt: self.allow_typ_jwt,
            untyped: self.allow_missing_typ,
            leeway: self.leeway_seconds.map_or(LEEWAY, i64::from),
            vouching: Vouching::Nobody,
            ..IssuerConfig::new(&self.issuer, self.audience.as_deref().unwrap_or(resource))
        }
    }

    fn check(&self) -> Result<(), OperatorClientError> {
        check_address(&self.issuer, self.jwks_uri.as_ref(), self.leeway_seconds)?;
        match self.audience.as_ref().filter(|it| it.trim().is_empty()) {
            Some(value) => {
                let (issuer, value) = (self.issuer.clone(), value.clone());
                Err(IssuerError::Setting { issuer, setting: "audience", value }.into())
            }
            None => Ok(()),
        }
    }
}

impl OperatorClientSettings {
    /// What the bearer validation goes by; [`check`] has found it right.
    pub(crate) fn to_bearer(&self) -> OperatorClient {
        OperatorClient {
            issuer_id: self.issuer.clone(),
            client: self.client.clone(),
            subject: self.subject.clone(),
            source: self.source_name().unwrap_or_default(),
            scopes: self.scopes.clone(),
        }
    }

    fn source_name(&self) -> Option<String> {
        self.source.clone().or_else(|| source_name_like(&self.client))
    }

    fn check(&self, issuers: &[Issuer]) -> Result<String, OperatorClientError> {
        let client = || self.client.clone();
        let refuse = |setting, value: &str| Err(OperatorClientError::Setting { client: client(), setting, value: value.to_owned() });
        let is_identifier = |it: &str| !it.is_empty() && it.trim() == it && !it.contains(char::is_control);
        if !is_identifier(&self.client) {
            return refuse("client", &self.client);
        }
        if let Some(subject) = self.subject.as_deref().filter(|it| !is_identifier(it)) {
            return refuse("subject", subject);
        }
        if self.scopes.is_empty() {
            return Err(OperatorClientError::NoScope(client()));
        }
        let shared = |it: &&Issuer| it.issuer == self.issuer && (it.client_id == self.client || it.clients.contains(&self.client));
        if let Some(it) = issuers.iter().find(shared) {
            return Err(OperatorClientError::OfPeople { client: client(), issuer: it.issuer.clone() });
        }
        match self.source_name() {
            Some(source) if check_source_name(&source).is_ok() => Ok(source),
            Some(source) => refuse("source", &source),
            None => refuse("source", ""),
        }
    }
}

/// Checks what can be checked without the network.
///
/// # Errors
/// The first that is wrong, as a sentence for whoever wrote the file.
pub(crate) fn check(config: &Config) -> Result<(), OperatorClientError> {
    let Config { issuers, operator_issuers, operator_clients, .. } = config;
    for (n, it) in operator_issuers.iter().enumerate() {
        it.check()?;
        let others = issuers.iter().map(|it| &it.issuer).chain(operator_issuers.iter().take(n).map(|it| &it.issuer));
        if others.into_iter().any(|other| *other == it.issuer) {
            return Err(IssuerError::Twice(it.issuer.clone()).into());
        }
        if !operator_clients.iter().any(|client| client.issuer == it.issuer) {
            return Err(OperatorClientError::NoClient(it.issuer.clone()));
        }
    }
    // Each name with whether somebody wrote it down, and whose it is.
    let mut sources = vec![(OF_VERBS.to_owned(), false, "the program's own verbs".to_owned())];
    for (n, it) in operator_clients.iter().enumerate() {
        let source = it.check(issuers)?;
        let known = issuers.iter().map(|it| &it.issuer).chain(operator_issuers.iter().map(|it| &it.issuer));
        if !known.into_iter().any(|known| *known == it.issuer) {
            return Err(OperatorClientError::UnknownIssuer { client: it.client.clone(), issuer: it.issuer.clone() });
        }
        let same = |other: &&OperatorClientSettings| {
            other.issuer == it.issuer && (other.client == it.client || (other.subject.is_some() && other.subject == it.subject))
        };
        if operator_clients.iter().take(n).any(|other| same(&other)) {
            return Err(OperatorClientError::Twice(it.client.clone()));
        }
        let named = it.source.is_some();
        // Of the verbs' source a client that names it has said enough.
        let taken = sources.iter().find(|(name, other_named, _)| *name == source && !(named && (*other_named || *name == OF_VERBS)));
        if let Some((_, _, other)) = taken {
            let (client, other) = (it.client.clone(), other.clone());
            return Err(OperatorClientError::SharedSource { client, source_name: source, other });
        }
        sources.push((source, named, it.client.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "[[issuer]]\nissuer = 'https://one.example.com'\nclientId = 'domicile'\nclients = ['domicile', 'reporting']\n";
    const OWN: &str = "[[operatorIssuer]]\nissuer = 'https://erp.example.com'\n";

    fn checked(toml: &str) -> Result<Vec<OperatorClient>, String> {
        let config: Config = toml::from_str(toml).map_err(|it| it.to_string())?;
        check(&config).map_err(|it| it.to_string())?;
        Ok(config.operator_clients.iter().map(OperatorClientSettings::to_bearer).collect())
    }

    fn client(more: &str) -> String {
        format!("[[operatorClient]]\nissuer = 'https://one.example.com'\nscopes = ['operator.read']\n{more}\n")
    }

    #[test]
    fn an_order_system_is_a_client_of_an_issuer_with_its_scopes_and_its_source() {
        let scopes = "scopes = ['operator.read', 'operator.accounts']";
        let found =
            checked(&format!("{ISSUER}[[operatorClient]]\nclient = 'Order_System'\nissuer = 'https://one.example.com'\n{scopes}")).unwrap();
        let scopes = BTreeSet::from([OperatorScope::Read, OperatorScope::Accounts]);
        let one = OperatorClient {
            issuer_id: "https://one.example.com".into(),
            client: "Order_System".into(),
            subject: None,
            source: "order-system".into(),
            scopes,
        };
        assert_eq!(found, [one]);
        let own = format!("{OWN}{}", client("client = 'orders'\nsource = 'erp'\nsubject = 'x'").replace("one.", "erp."));
        assert_eq!(checked(&own).unwrap()[0].source, "erp");
        let one_source = client("client = 'a'\nsource = 'orders'") + &client("client = 'b'\nsource = 'orders'");
        assert_eq!(checked(&format!("{ISSUER}{one_source}")).unwrap().len(), 2, "two that say so share a source");
        assert_eq!(checked(&format!("{ISSUER}{}", client("client = 'a'\nsource = 'operator'"))).unwrap()[0].source, "operator");
        assert_eq!(checked("").unwrap(), []);
    }

    #[test]
    fn what_leaves_something_open_does_not_start() {
        let of_nobody = client("client = 'a'").replace("one.", "two.");
        let both_subjects = client("client = 'a'\nsubject = 's'") + &client("client = 'b'\nsubject = 's'");
        let with_issuer = |clients: &str| format!("{ISSUER}{clients}");
        for (toml, named) in [
            (with_issuer(&of_nobody), "neither at [[issuer]] nor"),
            (with_issuer(&(client("client = 'a'") + &client("client = 'a'\nsource = 'b'"))), "twice"),
            (with_issuer(&both_subjects), "twice"),
            (with_issuer(&client("client = 'a'").replace("['operator.read']", "[]")), "no scopes"),
            (with_issuer(&client("client = 'a'").replace("operator.read", "operator.everything")), "operator.everything"),
            (with_issuer(&client("client = 'a'").replace("scopes", "scope")), "scope"),
            (with_issuer(&client("client = ' '")), "client"),
            (with_issuer(&client("client = 'a'\nsubject = ''")), "subject"),
            (with_issuer(&client("client = 'a'\nsource = 'The Orders'")), "The Orders"),
            (with_issuer(&client("client = '***'")), "source"),
            (with_issuer(&client("client = 'domicile'")), "one of its own"),
            (with_issuer(&client("client = 'reporting'")), "one of its own"),
            (with_issuer(&client("client = 'operator'")), "the program's own verbs"),
            (with_issuer(&(client("client = 'orders'") + &client("client = 'Orders'"))), "name its “source”"),
            (with_issuer(&(client("client = 'orders'") + &client("client = 'b'\nsource = 'orders'"))), "name its “source”"),
            (with_issuer(OWN), "no operatorClient"),
            (format!("{OWN}{OWN}{}", client("client = 'a'").replace("one.", "erp.")), "twice"),
            (with_issuer(&format!("{}{}", OWN.replace("erp.", "one."), client("client = 'a'"))), "twice"),
            (OWN.replace("https", "http"), "plain http"),
            (format!("{OWN}audience = ' '\n"), "audience"),
            (format!("{OWN}leewaySeconds = 400\n"), "leewaySeconds"),
            (format!("{OWN}domains = ['example.com']\n"), "domains"),
        ] {
            let refused = checked(&toml).unwrap_err();
            assert!(refused.contains(named), "{toml}\n{refused}");
        }
    }
}
