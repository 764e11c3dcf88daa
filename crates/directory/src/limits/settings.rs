//! The figures, as `[limits]` of the configuration file has them.

use serde::{Deserialize, Deserializer, de};
use std::time::Duration;

/// The longest time that a limit may be set to, in seconds.
const LONGEST: f64 = 24.0 * 3600.0;
/// The highest rate that a limit may be set to, a second.
const FASTEST: f64 = 1e6;

/// How much is allowed. What is not named has its default.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Connections in all; fewer where the system allows fewer open files.
    #[serde(deserialize_with = "count")]
    pub connections: usize,
    /// Connections of one address; loopback and trusted proxies excepted.
    #[serde(deserialize_with = "count")]
    pub connections_per_address: usize,
    /// How long the head of a request may take to arrive, from its first byte on, and the first byte of a new connection.
    #[serde(rename = "headSeconds", deserialize_with = "seconds")]
    pub head: Duration,
    /// How large a head may be, in bytes.
    #[serde(deserialize_with = "head_bytes")]
    pub head_bytes: usize,
    /// How long a connection may be idle between two requests.
    #[serde(rename = "idleSeconds", deserialize_with = "seconds")]
    pub idle: Duration,
    /// How long a peer may take nothing of an answer.
    #[serde(rename = "stalledSeconds", deserialize_with = "seconds")]
    pub stalled: Duration,
    /// How long a body may take to arrive.
    #[serde(rename = "bodySeconds", deserialize_with = "seconds")]
    pub body: Duration,
    /// How long nothing of a body may arrive.
    #[serde(rename = "bodyIdleSeconds", deserialize_with = "seconds")]
    pub body_idle: Duration,
    /// Requests of all people that are served at the same time; policies have as many again.
    #[serde(deserialize_with = "count")]
    pub requests_at_once: usize,
    /// Requests of one person at the same time, those that are still arriving among them.
    #[serde(deserialize_with = "count")]
    pub requests_at_once_per_person: usize,
    /// Policies of one person at the same time.
    #[serde(deserialize_with = "count")]
    pub policies_at_once_per_person: usize,
    /// Reads of one person in a row.
    #[serde(deserialize_with = "burst")]
    pub read_burst: u32,
    /// Reads of one person a second, after that.
    #[serde(deserialize_with = "rate")]
    pub reads_per_second: f64,
    /// Changes of one person in a row.
    #[serde(deserialize_with = "burst")]
    pub write_burst: u32,
    /// Changes of one person a second, after that.
    #[serde(deserialize_with = "rate")]
    pub writes_per_second: f64,
    /// Changes of one person a day.
    #[serde(deserialize_with = "burst")]
    pub writes_per_day: u32,
    /// Policies signed for one person in a row, on all their machines.
    #[serde(deserialize_with = "burst")]
    pub signature_burst: u32,
    /// Policies signed for one person a second, after that.
    #[serde(deserialize_with = "rate")]
    pub signatures_per_second: f64,
    /// Refused tokens and pages behind links, of one address in a row.
    #[serde(deserialize_with = "burst")]
    pub anonymous_burst: u32,
    /// The same a second, after that.
    #[serde(deserialize_with = "rate")]
    pub anonymous_per_second: f64,
    /// Requests of all order systems that are served at the same time: people have places and connections besides.
    #[serde(deserialize_with = "count")]
    pub operator_requests_at_once: usize,
    /// Requests of one order system at the same time.
    #[serde(deserialize_with = "count")]
    pub operator_requests_at_once_per_client: usize,
    /// Reads of one order system in a row.
    #[serde(deserialize_with = "burst")]
    pub operator_read_burst: u32,
    /// Reads of one order system a second, after that.
    #[serde(deserialize_with = "rate")]
    pub operator_reads_per_second: f64,
    /// Changes of one order system in a row.
    #[serde(deserialize_with = "burst")]
    pub operator_write_burst: u32,
    /// Changes of one order system a second, after that.
    #[serde(deserialize_with = "rate")]
    pub operator_writes_per_second: f64,
    /// How long whoever asked too much waits for being told.
    #[serde(rename = "refusalPauseSeconds", deserialize_with = "pause")]
    pub refusal_pause: Duration,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            connections: 10_000,
            connections_per_address: 512,
            head: Duration::from_secs(10),
            head_bytes: 32 * 1024,
            idle: Duration::from_secs(75),
            stalled: Duration::from_secs(60),
            body: Duration::from_secs(10),
            body_idle: Duration::from_secs(4),
            requests_at_once: 512,
            requests_at_once_per_person: 64,
            policies_at_once_per_person: 8,
            read_burst: 1_000,
            reads_per_second: 20.0,
            write_burst: 300,
            writes_per_second: 5.0,
            writes_per_day: 20_000,
            signature_burst: 200,
            signatures_per_second: 2.0,
            anonymous_burst: 600,
            anonymous_per_second: 10.0,
            operator_requests_at_once: 8,
            operator_requests_at_once_per_client: 4,
            operator_read_burst: 1_000,
            operator_reads_per_second: 50.0,
            operator_write_burst: 500,
            operator_writes_per_second: 20.0,
            refusal_pause: Duration::from_millis(250),
        }
    }
}

fn count<'de, D: Deserializer<'de>>(it: D) -> Result<usize, D::Error> {
    match usize::deserialize(it)? {
        0 => Err(de::Error::custom("at least 1 is needed")),
        it if it > 1_000_000 => Err(de::Error::custom("at most 1000000 is possible")),
        it => Ok(it),
    }
}

fn burst<'de, D: Deserializer<'de>>(it: D) -> Result<u32, D::Error> {
    count(it).and_then(|it| u32::try_from(it).map_err(de::Error::custom))
}

fn head_bytes<'de, D: Deserializer<'de>>(it: D) -> Result<usize, D::Error> {
    // An access token alone may have 16 KiB.
    match usize::deserialize(it)? {
        it if (20 * 1024..=1024 * 1024).contains(&it) => Ok(it),
        _ => Err(de::Error::custom("from 20480 to 1048576 bytes are possible: an access token alone may have 16384")),
    }
}

fn number<'de, D: Deserializer<'de>>(it: D, (least, most): (f64, f64)) -> Result<f64, D::Error> {
    match f64::deserialize(it)? {
        it if (least..=most).contains(&it) => Ok(it),
        _ => Err(de::Error::custom(format!("from {least} to {most} is possible"))),
    }
}

fn rate<'de, D: Deserializer<'de>>(it: D) -> Result<f64, D::Error> {
    number(it, (0.001, FASTEST))
}

fn seconds<'de, D: Deserializer<'de>>(it: D) -> Result<Duration, D::Error> {
    number(it, (0.01, LONGEST)).map(Duration::from_secs_f64)
}

fn pause<'de, D: Deserializer<'de>>(it: D) -> Result<Duration, D::Error> {
    number(it, (0.0, 10.0)).map(Duration::from_secs_f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_has_its_default_and_what_makes_no_sense_is_refused() {
        let read = |text: &str| toml::from_str::<LimitSettings>(text).map_err(|it| it.to_string());
        assert_eq!(read("").unwrap(), LimitSettings::default());
        let some = read("headSeconds = 0.5\nconnections = 20\nwritesPerSecond = 2\nrefusalPauseSeconds = 0").unwrap();
        let (head, pause) = (Duration::from_millis(500), Duration::ZERO);
        assert_eq!(some, LimitSettings { head, connections: 20, writes_per_second: 2.0, refusal_pause: pause, ..LimitSettings::default() });
        for (wrong, why) in [
            ("connections = 0", "at least 1"),
            ("headSeconds = -1", "from 0.01 to 86400"),
            ("headSeconds = nan", "from 0.01"),
            ("writesPerSecond = 0", "from 0.001"),
            ("headBytes = 100", "access token alone"),
            ("headSecond = 1", "headSecond"),
        ] {
            assert!(read(wrong).unwrap_err().contains(why), "{wrong}: {}", read(wrong).unwrap_err());
        }
    }
}
