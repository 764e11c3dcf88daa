//! Programs that speak for themselves: order systems, with access tokens from client credentials (RFC 6749, 4.4; RFC 9068). Such a token is
//! worth something below `/v1/operator` only, and a person's token is worth nothing there.

use super::{Claims, Validator, Vouching};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt;

/// What an order system may do, by the name that its tokens carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum OperatorScope {
    /// Reads everything below `/v1/operator`.
    #[serde(rename = "operator.read")]
    Read,
    /// Changes products.
    #[serde(rename = "operator.catalogue")]
    Catalogue,
    /// Changes accounts, and what they own.
    #[serde(rename = "operator.accounts")]
    Accounts,
    /// Changes people.
    #[serde(rename = "operator.people")]
    People,
}

impl OperatorScope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Read, Self::Catalogue, Self::Accounts, Self::People];

    /// The name in tokens and in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "operator.read",
            Self::Catalogue => "operator.catalogue",
            Self::Accounts => "operator.accounts",
            Self::People => "operator.people",
        }
    }
}

impl fmt::Display for OperatorScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An order system, as the configuration has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorClient {
    /// [`super::IssuerConfig::id`] of the issuer that it has its tokens from.
    pub issuer_id: String,
    /// Its client id there.
    pub client: String,
    /// The subject of its tokens, where that alone counts.
    pub subject: Option<String>,
    /// The name of the source that it speaks for.
    pub source: String,
    /// What it may do at most.
    pub scopes: BTreeSet<OperatorScope>,
}

impl OperatorClient {
    /// What it is called where something of it is kept: clients of two issuers may have one id.
    pub fn key(&self) -> String {
        format!("{} {}", self.issuer_id, self.client)
    }

    /// Whether the token was issued to this client, for whomever.
    fn has(&self, claims: &Claims) -> bool {
        self.issuer_id == claims.issuer_id && claims.client_id.as_deref() == Some(&self.client)
    }

    /// Whether the token speaks for this client itself: as its subject is known, or as the issuer says.
    fn speaks_in(&self, claims: &Claims) -> bool {
        self.has(claims)
            && match &self.subject {
                Some(subject) => *subject == claims.sub,
                None => claims.is_client,
            }
    }
}

/// Why a good token is worth nothing below `/v1/operator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OperatorRefusal {
    /// It is a person's, or that of a client that is not configured.
    #[error("the access token speaks for no client of the configuration")]
    NoClient,
    /// It lacks this scope.
    #[error("the access token lacks the scope {0}")]
    Scope(OperatorScope),
    /// The configuration does not give the client this scope.
    #[error("the configuration does not give the client the scope {0}")]
    NotGiven(OperatorScope),
}

impl Validator {
    /// The same for these order systems.
    #[must_use]
    pub fn with_operator_clients(self, clients: Vec<OperatorClient>) -> Self {
        Self { operator_clients: clients, ..self }
    }

    /// The order system that the bearer is, if they are one.
    pub fn operator_client(&self, claims: &Claims) -> Option<&OperatorClient> {
        self.operator_clients.iter().find(|it| it.speaks_in(claims))
    }

    /// The order system that the bearer is, where it may do this.
    ///
    /// # Errors
    /// [`OperatorRefusal`]; the log has the client.
    pub fn authorise_operator(&self, claims: &Claims, needed: OperatorScope) -> Result<&OperatorClient, OperatorRefusal> {
        let judged = self.operator_client(claims).ok_or(OperatorRefusal::NoClient).and_then(|it| {
            // Entra ID names what was given to an application as its roles.
            let granted = claims.scope.iter().chain(&claims.roles).any(|it| it == needed.as_str());
            match (granted, it.scopes.contains(&needed)) {
                (true, true) => Ok(it),
                (false, _) => Err(OperatorRefusal::Scope(needed)),
                (true, false) => Err(OperatorRefusal::NotGiven(needed)),
            }
        });
        if let Err(refused) = judged {
            let (issuer, client) = (&claims.issuer_id, claims.client_id.as_deref());
            tracing::info!(issuer, client, %refused, "an access token may not be used for this");
        }
        judged
    }

    /// Whether a person may be behind the token: it was issued to no order system, and not by an issuer that is there for those alone. Nobody
    /// signs in with an order system, so a token of its client is no person's even where the issuer does not say that the client asked.
    pub fn may_be_a_person(&self, claims: &Claims) -> bool {
        let for_people = |it: &super::Issuer| it.config.id == claims.issuer_id && it.config.vouching != Vouching::Nobody;
        let own_subject = |it: &OperatorClient| it.issuer_id == claims.issuer_id && it.subject.as_deref() == Some(&claims.sub);
        self.issuers.iter().any(for_people) && !self.operator_clients.iter().any(|it| it.has(claims) || own_subject(it))
    }
}
