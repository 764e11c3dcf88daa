//! What a token may be used for: which scope it needs, and which client it must have been issued to (RFC 9068, 4; RFC 6750, 3.1).

use super::{Claims, RequiredScopes, Validator};

/// What a request does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It reads.
    Read,
    /// It changes something.
    Change,
}

/// The token is good, and not for this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InsufficientScope {
    /// It lacks this scope.
    #[error("the access token lacks the scope {0}")]
    Scope(String),
    /// It was issued to a client that is not among those of the configuration.
    #[error("the access token was issued to another client")]
    Client,
}

impl Validator {
    /// Whether the bearer's token may be used for this.
    ///
    /// # Errors
    /// [`InsufficientScope`]; the log has the client.
    pub fn authorise(&self, claims: &Claims, access: Access) -> Result<(), InsufficientScope> {
        let Some(issuer) = self.issuers.iter().find(|it| it.config.id == claims.issuer_id) else {
            return Err(InsufficientScope::Client);
        };
        let clients = &issuer.config.clients;
        let client = claims.client_id.as_deref();
        let refused = if !clients.is_empty() && !client.is_some_and(|it| clients.iter().any(|known| known == it)) {
            InsufficientScope::Client
        } else {
            let Some(RequiredScopes { read, full }) = &issuer.config.scopes else { return Ok(()) };
            let has = |wanted: &str| claims.scope.iter().any(|it| it == wanted);
            let (enough, needed) = match access {
                Access::Read => (has(read) || has(full), read),
                Access::Change => (has(full), full),
            };
            if enough {
                return Ok(());
            }
            InsufficientScope::Scope(needed.clone())
        };
        tracing::info!(issuer = claims.issuer_id, client, %refused, "an access token may not be used for this");
        Err(refused)
    }
}
