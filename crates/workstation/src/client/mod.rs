//! The typed client of the service: one method per route, every failure turned into one [`Failure`].
//!
//! Tokens come from `session` and go into one header. A 401 renews the token once; a write carries an `Idempotency-Key`, so that
//! trying it again does it once.

mod accounts;
mod answer;
mod check_outs;
mod events;
mod me;
mod policy;

pub(crate) use policy::PolicyAnswer;

use crate::failure::{Cause, Failure, Intruder};
use crate::http::{Http, host_of};
use crate::session::Sessions;
use answer::read;
use jiff::Timestamp;
use reqwest::Method;
use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use url::Url;
use zeroize::Zeroizing;

/// Finds the log lines, here and at the service.
pub(crate) const REQUEST_ID: &str = "x-request-id";
/// A wait that the service asks for is taken within one call only if it is no longer than this; longer ones are reported.
const SHORT_WAIT: Duration = Duration::from_secs(3);
/// The own pause before a second try: a service in trouble that asks for less is not taken at its word.
const LEAST_WAIT: Duration = Duration::from_secs(1);
/// Pages of a list that are read at most: a cursor that never ends is a mistake of the service.
const PAGES: usize = 20;

/// A client for one service, for the person who is signed in there.
#[derive(Clone)]
pub(crate) struct Client {
    http: Http,
    sessions: Sessions,
    service: Url,
    /// BCP 47 tag: the language of the service's sentences.
    language: String,
}

/// One request, before it is sent: it may be sent twice.
struct Call<'a> {
    method: Method,
    path: &'a str,
    query: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
    headers: HeaderMap,
    /// Called when the answer begins.
    heard: &'a (dyn Fn() + Sync),
}

impl<'a> Call<'a> {
    fn get(path: &'a str) -> Self {
        Self { method: Method::GET, path, query: Vec::new(), body: None, headers: HeaderMap::new(), heard: &|| () }
    }

    fn write(method: Method, path: &'a str) -> Self {
        let mut headers = HeaderMap::new();
        if let Ok(key) = HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()) {
            headers.insert(HeaderName::from_static("idempotency-key"), key);
        }
        Self { method, path, query: Vec::new(), body: None, headers, heard: &|| () }
    }

    fn json(mut self, body: &impl Serialize) -> Result<Self, Failure> {
        self.body = Some(serde_json::to_vec(body).map_err(|e| Cause::Unexpected { reason: e.to_string() })?);
        Ok(self)
    }
}

/// A good answer.
struct Good {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
    request_id: String,
}

impl Client {
    pub(crate) fn new(http: Http, sessions: Sessions, service: Url, language: String) -> Self {
        Self { http, sessions, service, language }
    }

    async fn json<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, Failure> {
        let good = self.send(call).await?;
        if good.body.is_empty() {
            // A good answer to a question says something.
            let cause = Cause::NotTheService { host: host_of(&self.service), what: Intruder::Other("nothing".to_owned()) };
            return Err(Failure { request_id: Some(good.request_id), ..cause.into() });
        }
        serde_json::from_slice(&good.body).map_err(|e| Failure {
            // Where and of what kind, not the value: it may be personal.
            request_id: Some(good.request_id),
            ..Cause::NotUnderstood { host: host_of(&self.service), reason: format!("{:?} at {}:{}", e.classify(), e.line(), e.column()) }
                .into()
        })
    }

    /// Sends a request with a token. A 401 renews the token and tries once more; a short wait that the service asks for as well.
    async fn send(&self, call: Call<'_>) -> Result<Good, Failure> {
        let token = self.sessions.access(&self.service, None).await?;
        let failure = match self.attempt(&call, Some(&token)).await {
            Ok(good) => return Ok(good),
            Err(failure) => failure,
        };
        let again = if refused_the_token(&failure) {
            tracing::info!("the service did not take the token: renewing it");
            self.sessions.access(&self.service, Some(&token)).await?
        } else if let Some(wait) = short_wait(&failure) {
            tokio::time::sleep(wait).await;
            token
        } else {
            return Err(failure);
        };
        self.attempt(&call, Some(&again))
            .await
            .map_err(|failure| if refused_the_token(&failure) { Failure { cause: Cause::SignInNeeded, ..failure } } else { failure })
    }

    async fn attempt(&self, call: &Call<'_>, token: Option<&SecretString>) -> Result<Good, Failure> {
        let request_id = uuid::Uuid::new_v4().to_string();
        let with_id = |cause: Cause| Failure { request_id: Some(request_id.clone()), ..cause.into() };
        let request = self.request(call, token, &request_id).map_err(with_id)?;
        let url = request.url().clone();
        tracing::debug!(method = %call.method, path = call.path, request_id, "asking");
        let answer = self.http.fetch_hearing(request, call.heard).await.map_err(with_id)?;
        read(answer, &url, &request_id, Timestamp::now())
    }

    fn request(&self, call: &Call<'_>, token: Option<&SecretString>, request_id: &str) -> Result<reqwest::Request, Cause> {
        let unexpected = |reason: String| Cause::Unexpected { reason };
        let mut url = self.service.join(call.path).map_err(|e| unexpected(e.to_string()))?;
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        let mut request = self.http.client(&url)?.request(call.method.clone(), url).headers(call.headers.clone());
        request = request.header(ACCEPT, "application/json, application/problem+json").header(ACCEPT_LANGUAGE, &self.language);
        request = request.header(REQUEST_ID, request_id);
        if let Some(token) = token {
            let text = Zeroizing::new(format!("Bearer {}", token.expose_secret()));
            let mut value = HeaderValue::from_str(&text).map_err(|_| unexpected("the token is no header".to_owned()))?;
            value.set_sensitive(true);
            request = request.header(AUTHORIZATION, value);
        }
        if let Some(body) = &call.body {
            request = request.header(reqwest::header::CONTENT_TYPE, "application/json").body(body.clone());
        }
        request.build().map_err(|e| unexpected(e.to_string()))
    }
}

/// A 401 that another token may cure. A sign-in that is too old (RFC 9470) is not: the person must sign in again.
fn refused_the_token(failure: &Failure) -> bool {
    match &failure.cause {
        Cause::Problem(problem) => problem.status == 401 && problem.code != "insufficient_user_authentication",
        other => *other == Cause::SignInNeeded,
    }
}

/// The wait before a second try within one call, where the service asks for one that is short enough.
fn short_wait(failure: &Failure) -> Option<Duration> {
    failure.retry_after.filter(|it| *it <= SHORT_WAIT).map(|it| it.max(LEAST_WAIT))
}

/// An id as one part of a path, whatever is in it.
fn segment(id: &str) -> Result<String, Failure> {
    if id.is_empty() || id == "." || id == ".." {
        return Err(Cause::Unexpected { reason: "an empty id".to_owned() }.into());
    }
    Ok(url::form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>().replace('+', "%20"))
}

#[cfg(test)]
mod compatibility;
#[cfg(test)]
mod tests;
