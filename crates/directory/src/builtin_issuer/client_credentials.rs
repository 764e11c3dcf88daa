//! The sample order system gets its tokens (RFC 6749, 4.4). Like everybody at this issuer it needs no password.

use super::authorize::check_resources;
use super::fault::Fault;
use super::form::Form;
use super::{Inner, ORDER_SYSTEM};
use crate::bearer::OperatorScope;
use serde_json::{Value, json};

/// The grant's name.
pub(super) const CLIENT_CREDENTIALS: &str = "client_credentials";

impl Inner {
    /// An access token for the order system, with the scopes that it asks for; all of them where it asks for none.
    pub(super) fn client_credentials(&self, form: &Form) -> Result<Value, Fault> {
        check_resources(self, form)?;
        if form.get("client_id") != Some(ORDER_SYSTEM) {
            return Err(Fault::new("unauthorized_client", "only the sample order system asks for itself"));
        }
        let asked: Vec<&str> = form.get("scope").unwrap_or_default().split_ascii_whitespace().collect();
        let known = OperatorScope::ALL.map(OperatorScope::as_str);
        if asked.iter().any(|it| !known.contains(it)) {
            return Err(Fault::new("invalid_scope", "an order system has scopes of its own"));
        }
        let scope = if asked.is_empty() { known.join(" ") } else { asked.join(" ") };
        let token = self.client_access_token(ORDER_SYSTEM, &scope)?;
        Ok(json!({
            "access_token": token, "token_type": "Bearer", "expires_in": self.settings.lifetimes.access_token, "scope": scope,
        }))
    }
}
