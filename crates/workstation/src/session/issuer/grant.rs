//! The authorization code grant with PKCE, and revocation. The device flow is in `device`, the refresh grant in `refresh`.

use super::refusal::Refusal;
use super::token_answer::TokenAnswer;
use super::{Issuer, not_understood};
use crate::failure::Cause;
use crate::http::host_of;
use crate::session::stored_session::{ClockReading, StoredSession};
use jiff::Timestamp;
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

/// An authorization request that waits for its answer.
pub(in crate::session) struct PendingAuthorization {
    pub(in crate::session) url: Url,
    pub(in crate::session) state: SecretString,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    redirect: Url,
}

impl Issuer {
    /// Begins the authorization code flow.
    pub(in crate::session) fn ask(&self, redirect: Url, hint: Option<&str>) -> PendingAuthorization {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce) = (CsrfToken::new_random(), Nonce::new_random());
        let mut url = self.metadata.authorization.clone();
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("response_type", "code").append_pair("client_id", &self.resource.client_id);
            query.append_pair("redirect_uri", redirect.as_str()).append_pair("scope", &self.scopes());
            query.append_pair("state", state.secret()).append_pair("nonce", nonce.secret());
            query.append_pair("code_challenge", challenge.as_str()).append_pair("code_challenge_method", challenge.method().as_str());
            query.append_pair("resource", &self.resource.resource);
            if let Some(hint) = hint {
                query.append_pair("login_hint", hint);
            }
            if self.resource.scopes_supported.iter().any(|it| it == "offline_access") && wants_consent(&self.metadata.url) {
                query.append_pair("prompt", "consent");
            }
        }
        PendingAuthorization { url, state: state.into_secret().into(), nonce, verifier, redirect }
    }

    /// Exchanges the code for a session.
    pub(in crate::session) async fn exchange(
        &self,
        asked: PendingAuthorization,
        code: &SecretString,
        now: Timestamp,
    ) -> Result<StoredSession, Cause> {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code.expose_secret()),
            ("redirect_uri", asked.redirect.as_str()),
            ("code_verifier", asked.verifier.secret()),
        ];
        let said = self.ask_for_tokens(&form, None).await?;
        match said.error() {
            Some(code) => Err(self.refusal(code)),
            None => self.stored(&said, Some(&asked.nonce), now),
        }
    }

    /// Makes the tokens void (RFC 7009): the refresh token, or the access token where there is no other. `false` where the issuer
    /// does not offer it.
    pub(in crate::session) async fn revoke(&self, stored: &StoredSession) -> Result<bool, Cause> {
        let Some(url) = &self.metadata.revocation else { return Ok(false) };
        let (token, hint) = match (&stored.refresh, &stored.access) {
            (Some(refresh), _) => (refresh, "refresh_token"),
            (None, Some(access)) => (access, "access_token"),
            (None, None) => return Ok(true),
        };
        let form = [("token", token.expose_secret()), ("token_type_hint", hint), ("client_id", &self.resource.client_id)];
        let request = self.http.client(url)?.post(url.clone()).form(&form).build();
        let answer = self.http.fetch(request.map_err(|e| not_understood(url, &e.to_string()))?).await?;
        if let Some(cause) = answer.intruder(url) {
            return Err(cause);
        }
        Ok(answer.status.is_success())
    }

    /// The session that an answer begins, once what must be right in it is.
    pub(super) fn stored(&self, said: &TokenAnswer, nonce: Option<&Nonce>, now: Timestamp) -> Result<StoredSession, Cause> {
        let invalid = |reason: &str| Cause::SignInInvalid { reason: reason.to_owned() };
        let access = said.access().ok_or_else(|| invalid("the issuer sent no access token"))?;
        let id_token = match said.id_token() {
            Value::String(token) => token,
            Value::Null => return Err(invalid("the issuer sent no ID token")),
            _ => return Err(invalid("malformed")),
        };
        let identity = self.identity(id_token, nonce, access).map_err(|reason| Cause::SignInInvalid { reason })?;
        identity.check_clock(now)?;
        Ok(StoredSession {
            service: self.service.clone(),
            resource: self.resource.resource.clone(),
            client_id: self.resource.client_id.clone(),
            issuer: self.id().to_owned(),
            subject: identity.subject,
            email: identity.email,
            name: identity.name,
            username: identity.username,
            access: Some(access.into()),
            access_expires: said.access_expires(now),
            refresh: said.refresh().map(Into::into),
            sign_in_by: said.session_end(now),
            clock: Some(ClockReading { here: now, issuer: identity.issued }),
            somebody_else: false,
        })
    }

    /// The scopes to ask for: those of the service, and the one that makes it a sign-in.
    pub(super) fn scopes(&self) -> String {
        let others = self.resource.scopes_supported.iter().map(String::as_str).filter(|it| *it != "openid");
        std::iter::once("openid").chain(others).collect::<Vec<_>>().join(" ")
    }

    /// What an error code of OAuth means. The issuer's own code is kept; its description may hold anything and is not shown.
    pub(in crate::session) fn refusal(&self, code: &str) -> Cause {
        let reason = code_of(code);
        match Refusal::of(&reason) {
            Refusal::TryLater => Cause::IssuerTrouble { host: host_of(&self.metadata.url), reason },
            Refusal::Program => Cause::ProgramRefused { host: host_of(&self.metadata.url), reason },
            Refusal::SessionOver | Refusal::Denied => Cause::SignInDenied { reason },
        }
    }
}

/// An error code of OAuth is letters and underscores; what an answer holds in its place may be anything.
pub(in crate::session) fn code_of(error: &str) -> String {
    let code: String = error.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '_').take(60).collect();
    if code.is_empty() { "unknown".to_owned() } else { code }
}

/// OpenID Connect Core 11: `offline_access` is ignored without `prompt=consent`. These issuers grant it without, and would bother
/// the person (or refuse those who may not consent for themselves) with it.
fn wants_consent(issuer: &Url) -> bool {
    const WITHOUT: [&str; 6] = [
        "login.microsoftonline.com",
        "login.microsoftonline.us",
        "login.partner.microsoftonline.cn",
        "okta.com",
        "oktapreview.com",
        "auth0.com",
    ];
    let host = issuer.host_str().unwrap_or_default();
    !WITHOUT.iter().any(|it| host == *it || host.strip_suffix(it).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_is_asked_for_unless_the_issuer_is_known_not_to_need_it() {
        for (issuer, wants) in [
            ("https://id.example.com/realms/x", true),
            ("https://login.microsoftonline.com/common/v2.0", false),
            ("https://northwind.okta.com", false),
            ("https://notokta.com", true),
        ] {
            assert_eq!(wants_consent(&Url::parse(issuer).unwrap()), wants, "{issuer}");
        }
    }
}
