//! How long what is over is kept, as `[retention]` of the configuration file has it, in days. Deleting is the worker's; `docs/privacy.md` says
//! why each is kept.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, de};

/// The longest that something may be kept: a hundred years.
const LONGEST: u16 = 36_525;
/// A check-out lasts up to 30 days, and may be returned by a file after that: it is known for so long after its end.
const CHECK_OUTS_AT_LEAST: u16 = 30;

/// For how many days what is over is kept. What is not named has its default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RetentionSettings {
    /// Addresses that administrators looked up.
    #[serde(deserialize_with = "days")]
    pub look_ups: u16,
    /// Answers to changes, to be repeated under the same key.
    #[serde(deserialize_with = "days")]
    pub answers: u16,
    /// Reports about computers.
    #[serde(deserialize_with = "days")]
    pub machine_reports: u16,
    /// Requests of people, to be removed or of other kinds, from their end on.
    #[serde(deserialize_with = "days")]
    pub requests: u16,
    /// Offers to take somebody over, from their end on.
    #[serde(deserialize_with = "days")]
    pub offers: u16,
    /// Invitations, from their end on.
    #[serde(deserialize_with = "days")]
    pub invitations: u16,
    /// Check-outs, from their end on.
    #[serde(deserialize_with = "check_out_days")]
    pub check_outs: u16,
    /// Cases for support, from their answer on.
    #[serde(deserialize_with = "days")]
    pub cases: u16,
    /// Name and address of people who left an account, as that account knew them.
    #[serde(deserialize_with = "days")]
    pub former_members: u16,
}

impl Default for RetentionSettings {
    fn default() -> Self {
        Self {
            look_ups: 1,
            answers: 1,
            machine_reports: 90,
            requests: 730,
            offers: 365,
            invitations: 365,
            check_outs: 365,
            cases: 730,
            former_members: 730,
        }
    }
}

/// So many days before this moment: what is older goes.
pub(crate) fn before(now: Timestamp, days: u16) -> Timestamp {
    now.saturating_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN)
}

fn at_least<'de, D: Deserializer<'de>>(least: u16, deserializer: D) -> Result<u16, D::Error> {
    let days = u16::deserialize(deserializer)?;
    if (least..=LONGEST).contains(&days) {
        return Ok(days);
    }
    Err(de::Error::custom(format!("{days} days: from {least} to {LONGEST}")))
}

fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    at_least(1, deserializer)
}

fn check_out_days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    at_least(CHECK_OUTS_AT_LEAST, deserializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_has_its_default_and_nothing_is_kept_for_no_time() {
        let read = |text: &str| toml::from_str::<RetentionSettings>(text);
        assert_eq!(read("").unwrap(), RetentionSettings::default());
        let it = read("requests = 30\ncheckOuts = 30\nformerMembers = 36525").unwrap();
        assert_eq!((it.requests, it.check_outs, it.former_members, it.offers), (30, 30, 36_525, 365));
        for bad in ["requests = 0", "checkOuts = 29", "requests = 36526", "requests = -1", "request = 1", "lookUps = 1.5"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        let now: Timestamp = "2026-03-04T10:00:00Z".parse().unwrap();
        assert_eq!(before(now, 2).to_string(), "2026-03-02T10:00:00Z");
    }

    /// The page says what holds where nothing is configured.
    #[test]
    fn the_page_has_the_defaults() {
        let page = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/privacy.md")).unwrap();
        let it = RetentionSettings::default();
        for (name, days) in [
            ("lookUps", it.look_ups),
            ("answers", it.answers),
            ("machineReports", it.machine_reports),
            ("requests", it.requests),
            ("offers", it.offers),
            ("invitations", it.invitations),
            ("checkOuts", it.check_outs),
            ("cases", it.cases),
            ("formerMembers", it.former_members),
        ] {
            assert!(page.contains(&format!("| `{name}` | {days} |")), "{name} = {days}");
        }
    }
}
