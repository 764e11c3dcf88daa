//! Security events: what was refused, and from where every change came, in a log of their own as JSON lines (`docs/security-events.md`).
//! People stand in it by their opaque id, never by name or address, order systems by the source that they speak for. Many refusals of one
//! person, one order system or one network address raise a warning.

mod bursts;
mod sink;

use bursts::Bursts;
use domicile_model::id::UserId;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de};
use sink::Sink;
use std::io;
use std::net::IpAddr;
use std::path::PathBuf;

/// Where events go, and how many refusals are too many, as `[securityEvents]` of the configuration file has them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SecurityEventSettings {
    /// `stderr`, `stdout`, or the path of a file that is appended to.
    #[serde(deserialize_with = "target")]
    pub to: Target,
    /// So many refusals of one person or one source raise a warning.
    #[serde(deserialize_with = "at_least_one")]
    pub burst: u32,
    /// Within so many seconds.
    #[serde(deserialize_with = "at_least_one")]
    pub burst_seconds: u32,
}

impl Default for SecurityEventSettings {
    fn default() -> Self {
        Self { to: Target::Stderr, burst: 20, burst_seconds: 60 }
    }
}

/// Where events go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Among the log.
    Stderr,
    /// The standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

fn target<'de, D: Deserializer<'de>>(it: D) -> Result<Target, D::Error> {
    let written = String::deserialize(it)?;
    Ok(match written.as_str() {
        "" => return Err(de::Error::custom("“stderr”, “stdout” or the path of a file is needed")),
        "stderr" => Target::Stderr,
        "stdout" => Target::Stdout,
        path => Target::File(path.into()),
    })
}

fn at_least_one<'de, D: Deserializer<'de>>(it: D) -> Result<u32, D::Error> {
    let number = u32::deserialize(it)?;
    if number == 0 { Err(de::Error::custom("at least 1 is needed")) } else { Ok(number) }
}

/// What kind of refusal it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// 401: no token, or none that is taken.
    Unauthenticated,
    /// 403: what one sees and may not do.
    Forbidden,
    /// 404 to somebody who is signed in: nothing, or another account's.
    NotFound,
    /// A link of a mail that does not work, or no longer.
    LinkRefused,
    /// 429, and 408: too much, or too slow.
    Limited,
}

/// A request, as far as events speak of it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestFacts {
    /// Our own id of it: what the record of changes names.
    pub(crate) request_id: String,
    /// The id that the caller gave it.
    pub(crate) caller_request_id: Option<String>,
    /// Who asks, where that is known.
    pub(crate) person: Option<UserId>,
    /// The source that an order system speaks for, where one asks.
    pub(crate) client: Option<String>,
    /// Where it came from.
    pub(crate) source: Option<IpAddr>,
    pub(crate) method: String,
    /// The pattern of its path, which holds no ids.
    pub(crate) route: String,
    pub(crate) status: u16,
}

#[derive(Serialize)]
#[serde(rename_all_fields = "camelCase", tag = "event")]
enum Event<'a> {
    #[serde(rename = "refused")]
    Refused {
        kind: Kind,
        /// The code of the problem.
        code: &'a str,
        #[serde(flatten)]
        request: &'a RequestFacts,
    },
    #[serde(rename = "changed")]
    Changed {
        #[serde(flatten)]
        request: &'a RequestFacts,
    },
    #[serde(rename = "burst")]
    Burst {
        person: Option<&'a UserId>,
        client: Option<&'a str>,
        source: Option<IpAddr>,
        refused: u32,
        within_seconds: u32,
        request_id: &'a str,
    },
}

#[derive(Serialize)]
struct Line<'a> {
    time: Timestamp,
    #[serde(flatten)]
    event: Event<'a>,
}

/// The log of security events.
#[derive(Debug)]
pub(crate) struct SecurityEvents {
    sink: Option<Sink>,
    burst: u32,
    burst_seconds: u32,
    people: Bursts<UserId>,
    clients: Bursts<String>,
    sources: Bursts<IpAddr>,
}

impl SecurityEvents {
    /// Opens the log.
    ///
    /// # Errors
    /// The file cannot be appended to.
    pub(crate) fn open(settings: &SecurityEventSettings) -> io::Result<Self> {
        Ok(Self { sink: Some(Sink::open(&settings.to)?), ..Self::none(settings) })
    }

    /// Events go nowhere; bursts are warned of all the same.
    pub(crate) fn none(settings: &SecurityEventSettings) -> Self {
        Self {
            sink: None,
            burst: settings.burst,
            burst_seconds: settings.burst_seconds,
            people: Bursts::default(),
            clients: Bursts::default(),
            sources: Bursts::default(),
        }
    }

    /// A request was refused.
    pub(crate) fn refused(&self, at: Timestamp, kind: Kind, code: &str, request: &RequestFacts) {
        self.write(at, Event::Refused { kind, code, request });
        let (burst, seconds) = (self.burst, self.burst_seconds);
        let of_person = request.person.as_ref().filter(|it| self.people.reach(it, at, burst, seconds));
        let of_client = request.client.as_ref().filter(|it| self.clients.reach(it, at, burst, seconds)).map(String::as_str);
        let of_source = request.source.filter(|it| self.sources.reach(it, at, burst, seconds));
        for (person, client, source) in [(of_person, None, None), (None, of_client, None), (None, None, of_source)] {
            if person.is_none() && client.is_none() && source.is_none() {
                continue;
            }
            tracing::warn!(
                person = person.map(UserId::as_str),
                client,
                source = source.map(|it| it.to_string()),
                refused = burst,
                within_seconds = seconds,
                "many requests were refused"
            );
            let request_id = &request.request_id;
            self.write(at, Event::Burst { person, client, source, refused: burst, within_seconds: seconds, request_id });
        }
    }

    /// Somebody changed something.
    pub(crate) fn changed(&self, at: Timestamp, request: &RequestFacts) {
        self.write(at, Event::Changed { request });
    }

    fn write(&self, time: Timestamp, event: Event<'_>) {
        if let Some(sink) = &self.sink
            && let Ok(line) = serde_json::to_string(&Line { time, event })
        {
            sink.write(line);
        }
    }
}
