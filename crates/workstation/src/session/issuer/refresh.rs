//! The refresh grant. Its answer cannot be asked for again: the refresh token is used up, and its successor is in there. What is kept is
//! kept before it is judged.

use super::Issuer;
use super::refusal::Refusal;
use crate::failure::Cause;
use crate::session::stored_session::{ClockReading, StoredSession};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::time::Duration;

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
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose_secret())];
        let said = self.ask_for_tokens(&form, Some(REFRESH_LIMIT)).await?;
        if let Some(code) = said.error() {
            return if Refusal::of(code) == Refusal::SessionOver { Ok(Refreshed::Void) } else { Err(self.refusal(code)) };
        }
        let now = clock();
        let mut renewed = StoredSession {
            access: said.access().map(Into::into),
            access_expires: said.access_expires(now),
            // An issuer that does not rotate sends none: the old one goes on.
            refresh: Some(said.refresh().map_or_else(|| refresh.clone(), Into::into)),
            sign_in_by: said.session_end(now).or(stored.sign_in_by),
            somebody_else: false,
            ..stored.clone()
        };
        let judged = match (said.access(), said.id_token()) {
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

    /// When the issuer made the ID token, where all of it is right.
    fn judge(&self, id_token: &Value, access: &str, subject: &str) -> Result<Timestamp, Doubt> {
        let malformed = || Doubt::Check("malformed".to_owned());
        let identity = self.identity(id_token.as_str().ok_or_else(malformed)?, None, access).map_err(Doubt::Check)?;
        if identity.subject == subject { Ok(identity.issued) } else { Err(Doubt::SomebodyElse) }
    }
}

/// What is wrong with what came beside the tokens.
enum Doubt {
    /// The issuer says that they are somebody else's.
    SomebodyElse,
    /// Which check failed.
    Check(String),
}
