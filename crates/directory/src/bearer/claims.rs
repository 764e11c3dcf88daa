//! One token: its signature, its claims (RFC 9068, 4). Nothing here waits or remembers.

use super::discovery::Candidate;
use super::payload::Payload;
use super::unverified::Unverified;
use super::{IssuerConfig, TokenError};
use jsonwebtoken::Validation;
use std::collections::HashSet;

/// The longest subject (OpenID Connect Core, 2).
const LONGEST_SUBJECT: usize = 255;
/// Under which names providers say to which client a token was issued: RFC 9068; Keycloak, Auth0 and Entra ID; Entra ID 1.0; Okta.
const CLIENT: [&str; 4] = ["client_id", "azp", "appid", "cid"];

/// What a good token says of its bearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// [`IssuerConfig::id`] of the issuer: half of the identity.
    pub issuer_id: String,
    /// The subject: the other half.
    pub sub: String,
    /// The e-mail address, where the token carries it.
    pub email: Option<String>,
    /// Whether the issuer has checked it; only `Some(true)` counts.
    pub email_verified: Option<bool>,
    /// The person's name, where the token carries it.
    pub name: Option<String>,
    /// When the person last signed in, in seconds since 1970, where the issuer says so.
    pub auth_time: Option<i64>,
    /// The client that the token was issued to, where the issuer says so.
    pub client_id: Option<String>,
    /// The granted scopes.
    pub scope: Vec<String>,
    /// What an application was given at Entra ID.
    pub roles: Vec<String>,
    /// Whether the issuer says that the client asked for itself, and no person is behind the token.
    pub is_client: bool,
    /// When the token ends, in seconds since 1970.
    pub exp: i64,
}

/// The claims of a good token, and the names of those that were of an unexpected kind.
pub(super) type Verification = (Claims, Vec<String>);

/// Signature first, claims after it: an unsigned claim is never judged.
pub(super) fn verify(
    token: &str,
    head: &Unverified,
    keys: &[Candidate],
    config: &IssuerConfig,
    now: i64,
) -> Result<Verification, TokenError> {
    let mut signature_only = Validation::new(head.algorithm);
    signature_only.required_spec_claims = HashSet::new();
    signature_only.validate_exp = false; // judged below, with the caller's clock
    signature_only.validate_aud = false; // judged below, with a reason of its own
    let claims = keys
        .iter()
        .find_map(|key| match jsonwebtoken::decode::<serde_json::Map<String, serde_json::Value>>(token, &key.decoding, &signature_only) {
            Ok(data) => Some(Ok(data.claims)),
            Err(error) if *error.kind() == jsonwebtoken::errors::ErrorKind::InvalidSignature => None,
            Err(_) => Some(Err(TokenError::Malformed("payload or signature"))),
        })
        .unwrap_or(Err(TokenError::BadSignature))?;
    let payload = Payload::new(claims);
    let claims = judge(&payload, head, config, now)?;
    Ok((claims, payload.into_odd()))
}

fn judge(payload: &Payload, head: &Unverified, config: &IssuerConfig, now: i64) -> Result<Claims, TokenError> {
    if payload.needed_text("iss")? != config.issuer {
        return Err(TokenError::UnknownIssuer);
    }
    let client_id = payload.first_text(&CLIENT).map(str::to_owned);
    let mut scope = payload.words("scope");
    scope.extend(payload.words("scp"));
    check_audience(payload, head, config, client_id.as_deref(), &scope)?;
    let exp = payload.needed_date("exp")?;
    if exp.saturating_add(config.leeway) <= now {
        return Err(TokenError::Expired);
    }
    let issued = payload.needed_date("iat")?;
    let starts = payload.date("nbf")?.map_or(issued, |nbf| nbf.max(issued));
    if starts > now.saturating_add(config.leeway) {
        return Err(TokenError::NotYetValid);
    }
    let sub = payload.needed_text("sub")?;
    // It is kept, and one database takes no NUL in a text.
    if sub.is_empty() || sub.len() > LONGEST_SUBJECT || sub.contains(char::is_control) {
        return Err(TokenError::Claim("sub"));
    }
    let verified = payload.truth("email_verified");
    let verified = verified.or_else(|| config.email_verified_claim.as_deref().and_then(|name| payload.truth(name)));
    Ok(Claims {
        issuer_id: config.id.clone(),
        sub: sub.to_owned(),
        email: payload.string("email").map(str::to_owned),
        email_verified: verified,
        name: payload.string("name").map(str::to_owned),
        auth_time: payload.looked_at_date("auth_time"),
        is_client: is_client(payload, sub, client_id.as_deref()),
        roles: payload.words("roles"),
        client_id,
        scope,
        exp,
    })
}

/// Whether the token is one of client credentials, as providers show it. That it was issued to a client says nothing: so was every person's.
fn is_client(payload: &Payload, sub: &str, client: Option<&str>) -> bool {
    // Entra ID (where that claim is switched on), and Auth0.
    if let Some(kind) = payload.string("idtyp") {
        return kind == "app";
    }
    if payload.string("gty").is_some_and(|it| it == "client-credentials") {
        return true;
    }
    // A client does not sign in.
    if payload.has("auth_time") || payload.has("nonce") {
        return false;
    }
    let Some(client) = client else { return false };
    // The name that Keycloak gives the account behind a client, and nobody else may take while it is there.
    let account =
        || payload.string("preferred_username").and_then(|it| it.strip_prefix("service-account-")) == Some(&client.to_lowercase());
    // RFC 9068, 2.2.
    sub == client || account()
}

/// For whom the token is; and where it does not say of itself that it is an access token, that it is at least no ID token, which names the
/// client as its audience.
fn check_audience(
    payload: &Payload,
    head: &Unverified,
    config: &IssuerConfig,
    client: Option<&str>,
    scope: &[String],
) -> Result<(), TokenError> {
    let named = payload.audiences("aud")?;
    match &named {
        Some(named) if !named.iter().any(|it| config.audiences.iter().any(|ours| ours == it)) => return Err(TokenError::WrongAudience),
        Some(_) => {}
        None if config.without_audience => {
            // Nothing says for which service it is: that it was issued to our own client has to.
            let ours = client.is_some_and(|it| config.clients.iter().any(|known| known == it));
            if !ours {
                return Err(TokenError::WrongAudience);
            }
        }
        None => return Err(TokenError::Claim("aud")),
    }
    if head.is_access_token() {
        return Ok(());
    }
    // What providers write into the token itself: Keycloak `typ`, Cognito `token_use`.
    let kind =
        payload.string("typ").map(|it| it.eq_ignore_ascii_case("bearer")).or_else(|| payload.string("token_use").map(|it| it == "access"));
    let for_client = || {
        let ours = config.client_id.as_deref();
        named.iter().flatten().any(|it| Some(*it) == ours)
    };
    let is_id_token = match kind {
        Some(is_access_token) => !is_access_token,
        None => ["nonce", "at_hash", "c_hash", "s_hash"].iter().any(|it| payload.has(it)) || (scope.is_empty() && for_client()),
    };
    if is_id_token { Err(TokenError::WrongType) } else { Ok(()) }
}
