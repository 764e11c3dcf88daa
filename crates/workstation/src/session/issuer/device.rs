//! The device flow (RFC 8628): the person signs in elsewhere with a code.

use super::token_answer::{TokenAnswer, unreadable};
use super::{Issuer, lenient};
use crate::failure::Cause;
use crate::session::stored_session::StoredSession;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// The pause between two questions where the issuer names none (RFC 8628 3.2), and what `slow_down` adds to it (3.5).
const PAUSE: Duration = Duration::from_secs(5);
/// The least pause: an issuer that names none is asked no more often than that.
const LEAST_PAUSE: Duration = Duration::from_secs(1);
/// The longest pause after questions that were not answered.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// How long a code counts where the issuer does not say.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// A code that waits for the person.
pub(in crate::session) struct PendingCode {
    device: SecretString,
    /// What the person types.
    pub(in crate::session) code: String,
    /// Where.
    pub(in crate::session) url: Url,
    /// The same with the code in it.
    pub(in crate::session) url_complete: Option<Url>,
    pub(in crate::session) lifetime: Duration,
    pause: Duration,
}

impl PendingCode {
    fn read(said: &Value) -> Option<Self> {
        let duration = |name: &str| Duration::try_from(lenient::seconds(&said[name])?).ok();
        Some(Self {
            device: lenient::text(&said["device_code"])?.into(),
            code: lenient::text(&said["user_code"])?.to_owned(),
            // The name of a draft, which some issuers kept.
            url: lenient::address(&said["verification_uri"]).or_else(|| lenient::address(&said["verification_url"]))?,
            url_complete: lenient::address(&said["verification_uri_complete"]),
            lifetime: duration("expires_in").filter(|it| !it.is_zero()).unwrap_or(LIFETIME),
            pause: duration("interval").unwrap_or(PAUSE),
        })
    }
}

impl Issuer {
    /// Begins the device flow.
    pub(in crate::session) async fn ask_device(&self) -> Result<PendingCode, Cause> {
        let url = self.metadata.device.as_ref().ok_or(Cause::DeviceUnsupported)?;
        let answer = self.post(url, &[("scope", &self.scopes())], None).await?;
        let said: Value = serde_json::from_slice(&answer.body).map_err(|_| unreadable(url))?;
        match (PendingCode::read(&said), lenient::text(&said["error"])) {
            (Some(pending), _) => Ok(pending),
            (None, Some(code)) => Err(self.refusal(code)),
            (None, None) => Err(unreadable(url)),
        }
    }

    /// Waits until the person has used the code, asking no more often than the issuer wants to be asked.
    pub(in crate::session) async fn poll_device(&self, asked: &PendingCode) -> Result<StoredSession, Cause> {
        let form = [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", asked.device.expose_secret())];
        let begun = Instant::now();
        let mut pause = asked.pause;
        while begun.elapsed() <= asked.lifetime {
            match self.post(&self.metadata.token, &form, None).await {
                // On the way, or in the issuer: the code still counts.
                Err(cause) => {
                    tracing::info!(%cause, "the issuer was not asked whether the code was used");
                    pause = pause.saturating_mul(2).min(LONGEST_PAUSE.max(asked.pause));
                }
                Ok(answer) => {
                    let said = TokenAnswer::read(&answer, &self.metadata.token)?;
                    match said.error() {
                        None => return self.stored(&said, None, Timestamp::now()),
                        Some("authorization_pending") => {}
                        Some("slow_down") => pause = pause.saturating_add(PAUSE),
                        Some("expired_token") => return Err(Cause::DeviceExpired),
                        Some(code) => return Err(self.refusal(code)),
                    }
                }
            }
            tokio::time::sleep(pause.max(LEAST_PAUSE)).await;
        }
        Err(Cause::DeviceExpired)
    }
}
