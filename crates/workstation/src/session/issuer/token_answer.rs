//! The token endpoint and its answers. The tokens are taken out of whatever came, and everything else is judged after that: one odd member
//! must not throw away tokens that cannot be asked for again.

use super::Issuer;
use super::discovery::answer_of_issuer;
use super::lenient::{seconds, text};
use crate::failure::Cause;
use crate::http::{Answer, host_of};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// What the token endpoint said, as far as it can be read. It has no debug form: there are tokens in it.
pub(super) struct TokenAnswer(Value);

impl TokenAnswer {
    /// Reads an answer. The error is without the parser's words, which may quote a token.
    pub(super) fn read(answer: &Answer, url: &Url) -> Result<Self, Cause> {
        let said: Value = serde_json::from_slice(&answer.body).map_err(|_| unreadable(url))?;
        let named = ["access_token", "refresh_token", "error"].iter().any(|it| said[it].is_string());
        if named { Ok(Self(said)) } else { Err(unreadable(url)) }
    }

    /// The code of an error, unless there is a token all the same.
    pub(super) fn error(&self) -> Option<&str> {
        text(&self.0["error"]).filter(|_| self.access().is_none())
    }

    pub(super) fn access(&self) -> Option<&str> {
        text(&self.0["access_token"])
    }

    pub(super) fn refresh(&self) -> Option<&str> {
        text(&self.0["refresh_token"])
    }

    /// The ID token, of whatever kind it is.
    pub(super) fn id_token(&self) -> &Value {
        &self.0["id_token"]
    }

    pub(super) fn access_expires(&self, now: Timestamp) -> Option<Timestamp> {
        now.checked_add(seconds(&self.0["expires_in"])?).ok()
    }

    /// What some issuers say beside the tokens: the session's end. Zero is "no end".
    pub(super) fn session_end(&self, now: Timestamp) -> Option<Timestamp> {
        let end = seconds(&self.0["refresh_expires_in"]).or_else(|| seconds(&self.0["refresh_token_expires_in"]))?;
        now.checked_add(end).ok().filter(|_| end > SignedDuration::ZERO)
    }
}

impl Issuer {
    /// Sends a form to one of the issuer's endpoints, as the program that it is.
    pub(super) async fn post(&self, url: &Url, form: &[(&str, &str)], limit: Option<Duration>) -> Result<Answer, Cause> {
        let mut request = self.http.client(url)?.post(url.clone()).header(reqwest::header::ACCEPT, "application/json");
        let client = [("client_id", self.resource.client_id.as_str()), ("resource", self.resource.resource.as_str())];
        request = request.form(&[form, &client].concat());
        if let Some(limit) = limit {
            request = request.timeout(limit);
        }
        answer_of_issuer(&self.http, url, request.build()).await
    }

    /// Asks the token endpoint.
    pub(super) async fn ask_for_tokens(&self, form: &[(&str, &str)], limit: Option<Duration>) -> Result<TokenAnswer, Cause> {
        let url = &self.metadata.token;
        TokenAnswer::read(&self.post(url, form, limit).await?, url)
    }
}

/// An answer of which nothing can be used.
pub(super) fn unreadable(url: &Url) -> Cause {
    Cause::IssuerTrouble { host: host_of(url), reason: "an answer that cannot be read".to_owned() }
}
