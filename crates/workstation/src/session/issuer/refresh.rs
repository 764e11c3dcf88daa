//! The refresh grant. Its answer cannot be asked for again: the refresh token is used up, and its successor is in there. So the tokens
//! are taken out of whatever came, and everything else is judged after that. Not by `openidconnect`, which throws the whole answer
//! away where one member of it is odd.

use super::refusal::Refusal;
use super::{Issuer, not_understood};
use crate::failure::Cause;
use crate::http::host_of;
use crate::session::stored_session::{ClockReading, StoredSession};
use jiff::{SignedDuration, Timestamp};
use openidconnect::AccessToken;
use openidconnect::core::CoreIdToken;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::str::FromStr;
use std::time::Duration;
use url::Url;

/// How long the issuer may think over a renewal: longer than over anything else, since giving up may lose the session.
const REFRESH_LIMIT: Duration = Duration::from_secs(60);

/// How a refresh ended.
pub(in crate::session) enum Refreshed {
    /// The session with its new tokens.
    Renewed(Box<StoredSession>),
    /// There are new tokens, but what came with them did not pass a check. The session keeps the refresh token and has no access token.
    NotConfirmed(Box<StoredSession>, Cause),
    /// `invalid_grant`: this refresh token is worth nothing any more.
    Void,
}

impl Issuer {
    /// Uses the refresh token. Only under the lock: a token that is used twice ends the session at real providers.
    pub(in crate::session) async fn refresh(
        &self,
        stored: &StoredSession,
        refresh: &SecretString,
        clock: impl Fn() -> Timestamp,
    ) -> Result<Refreshed, Cause> {
        let url = self.metadata.token_endpoint().map(|it| it.url().clone());
        let url = url.ok_or_else(|| not_understood(self.metadata.issuer().url(), "it names no token endpoint"))?;
        let said = self.ask_for_tokens(&url, refresh).await?;
        let text = |name: &str| said[name].as_str().filter(|it| !it.is_empty());
        if let (Some(code), None) = (text("error"), text("access_token")) {
            return if Refusal::of(code) == Refusal::SessionOver { Ok(Refreshed::Void) } else { Err(self.refusal(code)) };
        }
        let now = clock();
        let mut renewed = StoredSession {
            access: text("access_token").map(Into::into),
            access_expires: seconds(&said["expires_in"]).and_then(|it| now.checked_add(it).ok()),
            // An issuer that does not rotate sends none: the old one goes on.
            refresh: Some(text("refresh_token").map_or_else(|| refresh.clone(), Into::into)),
            sign_in_by: session_end(&said, now).or(stored.sign_in_by),
            somebody_else: false,
            ..stored.clone()
        };
        let judged = match (text("access_token"), &said["id_token"]) {
            (None, _) => Err(Doubt::Check("there is no access token in it".to_owned())),
            // OpenID Connect Core 12.2: a renewal need not bring one.
            (Some(_), Value::Null) if stored.somebody_else => Err(Doubt::SomebodyElse),
            (Some(_), Value::Null) => Ok(None),
            (Some(access), id_token) => self.judge(id_token, access, &stored.subject).map(Some),
        };
        match judged {
            Ok(issued) => {
                renewed.clock = issued.map(|issuer| ClockReading { here: now, issuer }).or(renewed.clock);
                Ok(Refreshed::Renewed(Box::new(renewed)))
            }
            // Twice running: these tokens are not the person's, and will not be.
            Err(Doubt::SomebodyElse) if stored.somebody_else => Ok(Refreshed::Void),
            Err(doubt) => {
                (renewed.access, renewed.access_expires) = (None, None);
                let reason = match doubt {
                    Doubt::SomebodyElse => {
                        renewed.somebody_else = true;
                        "it is for somebody else".to_owned()
                    }
                    Doubt::Check(reason) => reason,
                };
                Ok(Refreshed::NotConfirmed(Box::new(renewed), Cause::RenewalNotConfirmed { reason }))
            }
        }
    }

    async fn ask_for_tokens(&self, url: &Url, refresh: &SecretString) -> Result<Value, Cause> {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.expose_secret()),
            ("client_id", &self.resource.client_id),
            ("resource", &self.resource.resource),
        ];
        let request = self.http.client(url)?.post(url.clone()).header(reqwest::header::ACCEPT, "application/json").form(&form);
        let request = request.timeout(REFRESH_LIMIT).build().map_err(|e| not_understood(url, &e.to_string()))?;
        let answer = self.http.fetch(request).await?;
        if let Some(cause) = answer.intruder(url) {
            return Err(cause);
        }
        if let Some(status) = answer.trouble() {
            return Err(Cause::IssuerTrouble { host: host_of(url), reason: status.to_string() });
        }
        // Without the parser's words, which may quote a token.
        let said: Value = serde_json::from_slice(&answer.body).map_err(|_| unreadable(url))?;
        let named = ["access_token", "refresh_token", "error"].iter().any(|it| said[it].is_string());
        if named { Ok(said) } else { Err(unreadable(url)) }
    }

    /// When the issuer made the ID token, where all of it is right.
    fn judge(&self, id_token: &Value, access: &str, subject: &str) -> Result<Timestamp, Doubt> {
        let malformed = || Doubt::Check("malformed".to_owned());
        let token = CoreIdToken::from_str(id_token.as_str().ok_or_else(malformed)?).map_err(|_| malformed())?;
        let identity = self.identity(&token, None, &AccessToken::new(access.to_owned())).map_err(Doubt::Check)?;
        if identity.subject == subject { Ok(identity.issued) } else { Err(Doubt::SomebodyElse) }
    }
}

fn unreadable(url: &Url) -> Cause {
    Cause::IssuerTrouble { host: host_of(url), reason: "an answer that cannot be read".to_owned() }
}

/// What is wrong with what came beside the tokens.
enum Doubt {
    /// The issuer says that they are somebody else's.
    SomebodyElse,
    /// Which check failed.
    Check(String),
}

/// A length of time, as a number or as the text of one.
fn seconds(said: &Value) -> Option<SignedDuration> {
    let number = said.as_i64().or_else(|| said.as_f64().map(|it| it as i64)).or_else(|| said.as_str()?.trim().parse().ok())?;
    Some(SignedDuration::from_secs(number))
}

/// What some issuers say beside the tokens: the session's end. Zero is "no end".
fn session_end(said: &Value, now: Timestamp) -> Option<Timestamp> {
    let end = seconds(&said["refresh_expires_in"]).or_else(|| seconds(&said["refresh_token_expires_in"]))?;
    now.checked_add(end).ok().filter(|_| end > SignedDuration::ZERO)
}
