//! The grants: authorization code with PKCE, device code, revocation. The refresh grant is in `refresh`.

use super::refusal::Refusal;
use super::{Issuer, Tokens, not_understood};
use crate::failure::Cause;
use crate::http::host_of;
use crate::session::stored_session::{ClockReading, StoredSession};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreDeviceAuthorizationResponse};
use openidconnect::{
    AuthorizationCode, CsrfToken, DeviceCodeErrorResponseType, LoginHint, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RequestTokenError, Scope, StandardErrorResponse, TokenResponse,
};
use secrecy::{ExposeSecret, SecretString};
use std::borrow::Cow;
use std::time::Duration;
use url::Url;

/// The least pause between two questions of the device flow: an issuer that names none is asked no more often for that.
const LEAST_PAUSE: Duration = Duration::from_secs(1);

/// An authorization request that waits for its answer.
pub(in crate::session) struct PendingAuthorization {
    pub(in crate::session) url: Url,
    pub(in crate::session) state: SecretString,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    redirect: RedirectUrl,
}

type TokenError<E> = RequestTokenError<Cause, StandardErrorResponse<E>>;

impl Issuer {
    /// Begins the authorization code flow.
    pub(in crate::session) fn ask(&self, redirect: Url, hint: Option<&str>) -> PendingAuthorization {
        let client = self.client();
        let redirect = RedirectUrl::from_url(redirect);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
            .set_redirect_uri(Cow::Borrowed(&redirect))
            .set_pkce_challenge(challenge)
            .add_scopes(self.scopes())
            .add_extra_param("resource", self.resource.resource.clone());
        if let Some(hint) = hint {
            request = request.set_login_hint(LoginHint::new(hint.to_owned()));
        }
        if self.resource.scopes_supported.iter().any(|it| it == "offline_access") && wants_consent(self.metadata.issuer().url()) {
            request = request.add_prompt(CoreAuthPrompt::Consent);
        }
        let (url, state, nonce) = request.url();
        PendingAuthorization { url, state: state.into_secret().into(), nonce, verifier, redirect }
    }

    /// Exchanges the code for a session.
    pub(in crate::session) async fn exchange(
        &self,
        asked: PendingAuthorization,
        code: &SecretString,
        now: Timestamp,
    ) -> Result<StoredSession, Cause> {
        let client = self.client().set_redirect_uri(asked.redirect);
        let request = client.exchange_code(AuthorizationCode::new(code.expose_secret().to_owned())).map_err(|e| self.no_endpoint(&e))?;
        let request = request.set_pkce_verifier(asked.verifier).add_extra_param("resource", self.resource.resource.clone());
        let tokens = request.request_async(&self.http).await.map_err(|e| self.refused(e))?;
        self.stored(&tokens, Some(asked.nonce), now)
    }

    /// Begins the device flow.
    pub(in crate::session) async fn ask_device(&self) -> Result<CoreDeviceAuthorizationResponse, Cause> {
        let endpoint = self.metadata.additional_metadata().device_authorization_endpoint.clone().ok_or(Cause::DeviceUnsupported)?;
        let client = self.client().set_device_authorization_url(endpoint);
        let request = client.exchange_device_code().add_scopes(self.scopes()).add_extra_param("resource", self.resource.resource.clone());
        request.request_async(&self.http).await.map_err(|e| self.refused(e))
    }

    /// Waits until the person has used the code, asking no more often than the issuer wants to be asked.
    pub(in crate::session) async fn poll_device(&self, asked: &CoreDeviceAuthorizationResponse) -> Result<StoredSession, Cause> {
        let client = self.client();
        let request = client.exchange_device_access_token(asked).map_err(|e| self.no_endpoint(&e))?;
        let request = request.add_extra_param("resource", self.resource.resource.clone());
        let pause = |theirs: Duration| tokio::time::sleep(theirs.max(LEAST_PAUSE));
        let tokens = request.request_async(&self.http, pause, Some(asked.expires_in())).await.map_err(|e| match e {
            RequestTokenError::ServerResponse(said) if *said.error() == DeviceCodeErrorResponseType::ExpiredToken => Cause::DeviceExpired,
            other => self.refused(other),
        })?;
        self.stored(&tokens, None, Timestamp::now())
    }

    /// Makes the tokens void (RFC 7009): the refresh token, or the access token where there is no other. `false` where the issuer
    /// does not offer it. Not by `openidconnect`, which refuses the plain http of an issuer on this computer.
    pub(in crate::session) async fn revoke(&self, stored: &StoredSession) -> Result<bool, Cause> {
        let Some(endpoint) = &self.metadata.additional_metadata().revocation_endpoint else { return Ok(false) };
        let (token, hint) = match (&stored.refresh, &stored.access) {
            (Some(refresh), _) => (refresh, "refresh_token"),
            (None, Some(access)) => (access, "access_token"),
            (None, None) => return Ok(true),
        };
        let url = endpoint.url();
        let form = [("token", token.expose_secret()), ("token_type_hint", hint), ("client_id", &self.resource.client_id)];
        let request = self.http.client(url)?.post(url.clone()).form(&form).build();
        let answer = self.http.fetch(request.map_err(|e| not_understood(url, &e.to_string()))?).await?;
        if let Some(cause) = answer.intruder(url) {
            return Err(cause);
        }
        Ok(answer.status.is_success())
    }

    fn stored(&self, tokens: &Tokens, nonce: Option<Nonce>, now: Timestamp) -> Result<StoredSession, Cause> {
        let id_token = tokens.id_token().ok_or_else(|| Cause::SignInInvalid { reason: "the issuer sent no ID token".to_owned() })?;
        let identity = self.identity(id_token, nonce.as_ref(), tokens.access_token()).map_err(|reason| Cause::SignInInvalid { reason })?;
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
            access: Some(tokens.access_token().secret().as_str().into()),
            access_expires: expires(tokens, now),
            refresh: tokens.refresh_token().map(|it| it.secret().as_str().into()),
            sign_in_by: sign_in_by(tokens, now),
            clock: Some(ClockReading { here: now, issuer: identity.issued }),
            somebody_else: false,
        })
    }

    /// `openidconnect` adds `openid` itself.
    fn scopes(&self) -> Vec<Scope> {
        self.resource.scopes_supported.iter().filter(|it| *it != "openid").cloned().map(Scope::new).collect()
    }

    /// The issuer's own code is kept; its description may hold anything and is not shown.
    fn refused<E: openidconnect::ErrorResponseType + std::fmt::Display + 'static>(&self, error: TokenError<E>) -> Cause {
        match error {
            RequestTokenError::ServerResponse(said) => self.refusal(&said.error().to_string()),
            RequestTokenError::Request(cause) => cause,
            // Their text may quote the answer, and with it a token.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                let host = host_of(self.metadata.issuer().url());
                Cause::IssuerTrouble { host, reason: "an answer that cannot be read".to_owned() }
            }
        }
    }

    /// What an error code of OAuth means.
    pub(super) fn refusal(&self, code: &str) -> Cause {
        let reason = code_of(code);
        match Refusal::of(&reason) {
            Refusal::TryLater => Cause::IssuerTrouble { host: host_of(self.metadata.issuer().url()), reason },
            Refusal::SessionOver | Refusal::Denied => Cause::SignInDenied { reason },
        }
    }

    fn no_endpoint(&self, error: &openidconnect::ConfigurationError) -> Cause {
        not_understood(self.metadata.issuer().url(), &error.to_string())
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

fn expires(tokens: &Tokens, now: Timestamp) -> Option<Timestamp> {
    now.checked_add(SignedDuration::try_from(tokens.expires_in()?).ok()?).ok()
}

fn sign_in_by(tokens: &Tokens, now: Timestamp) -> Option<Timestamp> {
    let said = tokens.extra_fields().extra_fields();
    let seconds = said.refresh_expires_in.or(said.refresh_token_expires_in).filter(|it| *it > 0)?;
    now.checked_add(SignedDuration::from_secs(i64::from(seconds))).ok()
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
