//! `/v1/me/events`: one stream of server-sent events that says that something changed. What changed is not told; whoever hears it
//! asks again. Reading the lines is a pure function over pieces of bytes, since a piece may end anywhere.

use super::answer::read;
use super::{Call, Client, refused_the_token};
use crate::api::Changed;
use crate::failure::{Cause, Failure, Intruder};
use crate::http::{Answer, cause_of, host_of};
use jiff::Timestamp;
use reqwest::header::{ACCEPT, HeaderValue};
use secrecy::SecretString;
use serde::Deserialize;
use std::time::Duration;

/// A stream that says nothing for so long is broken: the service shows every 20 seconds that it lives.
const SILENCE: Duration = Duration::from_secs(70);
/// A stream ends with its token; this only bounds what no token bounds.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// No event is larger.
const LINE_LIMIT: usize = 16 * 1024;

impl Client {
    /// Listens until the stream ends: `Ok` where the service ended it (the token has ended). `heard` is called first when the service
    /// listens, with everything, since changes before that were not told.
    pub(crate) async fn listen(&self, heard: &(dyn Fn(Changed) + Send + Sync)) -> Result<(), Failure> {
        let token = self.sessions.access(&self.service, None).await?;
        match self.stream(&token, heard).await {
            Err(failure) if refused_the_token(&failure) => {
                let again = self.sessions.access(&self.service, Some(&token)).await?;
                self.stream(&again, heard).await
            }
            ended => ended,
        }
    }

    async fn stream(&self, token: &SecretString, heard: &(dyn Fn(Changed) + Send + Sync)) -> Result<(), Failure> {
        let request_id = uuid::Uuid::new_v4().to_string();
        let with_id = |cause: Cause| Failure { request_id: Some(request_id.clone()), ..cause.into() };
        let mut request = self.request(&Call::get("v1/me/events"), Some(token), &request_id).map_err(with_id)?;
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("text/event-stream, application/problem+json"));
        *request.timeout_mut() = Some(LONGEST);
        let url = request.url().clone();
        let client = self.http.client(&url).map_err(with_id)?;
        let silent = || with_id(Cause::Timeout { host: host_of(&url) });
        let answer = tokio::time::timeout(SILENCE, client.execute(request)).await.map_err(|_| silent())?;
        let mut response = match answer {
            Ok(response) => response,
            Err(error) => return Err(with_id(self.http.on_the_way(&error, &url).await)),
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let head = Answer { status, headers, body: Vec::new() };
        let head_type = head.media_type();
        if !status.is_success() || head_type != "text/event-stream" {
            let body = tokio::time::timeout(SILENCE, response.bytes()).await.map_err(|_| silent())?;
            let body = body.map_err(|e| with_id(cause_of(&e, &url)))?.to_vec();
            read(Answer { body, ..head }, &url, &request_id, Timestamp::now())?;
            return Err(with_id(Cause::NotTheService { host: host_of(&url), what: Intruder::Other(head_type) }));
        }
        heard(Changed { me: true, inbox: true });
        let mut lines = Lines::default();
        loop {
            let piece = tokio::time::timeout(SILENCE, response.chunk()).await.map_err(|_| silent())?;
            let Some(piece) = piece.map_err(|e| with_id(cause_of(&e, &url)))? else { return Ok(()) };
            for changed in lines.take(&piece) {
                heard(changed);
            }
            if lines.begun.len() > LINE_LIMIT {
                return Err(with_id(Cause::Oversized { host: host_of(&url), limit: LINE_LIMIT }));
            }
        }
    }
}

/// The lines of a stream, as far as they came.
#[derive(Default)]
struct Lines {
    /// The line that has begun.
    begun: Vec<u8>,
    /// `event:` of the event that has begun.
    event: String,
    /// `data:` of it.
    data: String,
}

#[derive(Deserialize)]
struct Told {
    /// Kinds; one that this version does not know, whatever it looks like, hides no other.
    changed: Vec<serde_json::Value>,
}

impl Lines {
    /// Takes a piece in and gives what it completed.
    fn take(&mut self, piece: &[u8]) -> Vec<Changed> {
        let mut found = Vec::new();
        for byte in piece {
            if *byte != b'\n' {
                self.begun.push(*byte);
                continue;
            }
            let line = std::mem::take(&mut self.begun);
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches('\r');
            if line.is_empty() {
                found.extend(self.dispatch());
            } else if let Some(name) = field(line, "event") {
                name.clone_into(&mut self.event);
            } else if let Some(data) = field(line, "data").filter(|it| self.data.len() + it.len() <= LINE_LIMIT) {
                self.data.push_str(data);
            }
        }
        found
    }

    fn dispatch(&mut self) -> Option<Changed> {
        let (event, data) = (std::mem::take(&mut self.event), std::mem::take(&mut self.data));
        if event != "changed" {
            return None;
        }
        let told: Told = serde_json::from_str(&data).ok()?;
        let says = |what: &str| told.changed.iter().any(|it| it == what);
        let changed = Changed { me: says("me"), inbox: says("inbox") };
        (changed.me || changed.inbox).then_some(changed)
    }
}

/// The value of a field, with the one space after the colon taken away.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let value = line.strip_prefix(name)?.strip_prefix(':')?;
    Some(value.strip_prefix(' ').unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_wherever_the_pieces_end() {
        let stream = "retry: 3000\n: listening\n\n: alive\n\nevent: changed\ndata: {\"changed\": [\"me\"]}\n\nevent: changed\r\n\
                      data:{\"changed\":\r\ndata:[\"inbox\",\"me\"]}\r\n\r\nevent: other\ndata: {\"changed\": [\"me\"]}\n\n\
                      event: changed\ndata: {\"changed\": [\"weather\"]}\n\n\
                      event: changed\ndata: {\"changed\": [\"weather\", {\"kind\": 1}, \"me\"], \"since\": 7}\n\n\
                      event: changed\ndata: nonsense\n\nevent: changed\ndata: {\"cha";
        let expected = [Changed { me: true, inbox: false }, Changed { me: true, inbox: true }, Changed { me: true, inbox: false }];
        for size in 1..stream.len() {
            let mut lines = Lines::default();
            let found: Vec<Changed> = stream.as_bytes().chunks(size).flat_map(|it| lines.take(it)).collect();
            assert_eq!(found, expected, "pieces of {size}");
        }
    }

    #[test]
    fn endless_data_is_not_kept() {
        let mut lines = Lines::default();
        for _ in 0..100 {
            assert!(lines.take(format!("data: {}\n", "x".repeat(1000)).as_bytes()).is_empty());
        }
        assert!(lines.data.len() <= LINE_LIMIT);
    }
}
