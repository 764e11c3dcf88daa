//! What signs policies and the record of events, and for how long.

use super::report::Check;
use crate::keys::{AuditKey, KeysError, PolicyKeys, reach_in_days};
use std::path::Path;

/// What a folder of keys comes to at a moment.
struct Found {
    /// The version of the key set, and up to when it signs.
    keys: Result<(u64, Option<i64>), KeysError>,
    audit: Result<(), KeysError>,
}

pub(super) fn check(folder: Option<&Path>, now: i64) -> Vec<Check> {
    let Some(folder) = folder else {
        return vec![Check::failed(
            "keys",
            "No folder of keys is configured.",
            "There is nothing to sign policies with, so the service does not start.",
            "Name the folder as “keys” in the configuration file; docs/policy-keys.md says how to fill it.",
        )];
    };
    let keys = PolicyKeys::from_folder(folder, now).map(|it| (it.version(), it.reach(now)));
    let audit = AuditKey::from_folder(folder).map(drop);
    judge(&Found { keys, audit }, now)
}

fn judge(found: &Found, now: i64) -> Vec<Check> {
    let keys = match &found.keys {
        Ok((version, reach)) => judge_reach(*version, *reach, now),
        Err(error) => {
            Check::failed("keys", "There are no keys that the service could sign by.", error.to_string(), "See docs/policy-keys.md.")
        }
    };
    let audit = match &found.audit {
        Ok(()) => Check::ok("keys.audit", "The key for the record of events is there."),
        Err(error) => Check::failed("keys.audit", "There is no key for the record of events.", error.to_string(), "See docs/audit.md."),
    };
    vec![keys, audit]
}

fn judge_reach(version: u64, reach: Option<i64>, now: i64) -> Check {
    let renew = "domicile-directory keys rotate, then have the new key set signed and install it (docs/policy-keys.md).";
    match reach.map(|it| reach_in_days(it, now)) {
        None => Check::failed("keys", format!("No key of key set {version} signs now."), "Its keys are over, or not here.", renew),
        Some((day, days, true)) => {
            let what = format!("Key set {version} signs until {day}, for {days} days more.");
            Check::warning("keys", what, "A ceremony needs its holders together.", renew)
        }
        Some((day, _, false)) => Check::ok("keys", format!("Key set {version} signs until {day}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check::report::State;
    use std::path::PathBuf;

    const DAY: i64 = 86_400;

    #[test]
    fn keys_are_judged_by_how_long_they_last() {
        for (reach, state, said) in [
            (None, State::Failed, "No key of key set 3"),
            (Some(59 * DAY), State::Warning, "for 59 days more"),
            (Some(61 * DAY), State::Ok, "until 1970-03-03"),
        ] {
            let it = judge_reach(3, reach, 0);
            assert!(it.state == state && it.what.contains(said), "{it:?}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_used_fails_with_the_reason() {
        let missing = || KeysError::NoAuditKey(PathBuf::from("keys/audit.key"));
        let found = judge(&Found { keys: Err(KeysError::NoneCurrent("keys".into())), audit: Err(missing()) }, 0);
        assert_eq!(found.iter().map(|it| (it.id, it.state)).collect::<Vec<_>>(), [("keys", State::Failed), ("keys.audit", State::Failed)]);
        assert!(found[1].why.as_ref().is_some_and(|it| it.contains("keys/audit.key")), "{found:?}");
        assert_eq!(check(None, 0)[0].state, State::Failed);
    }
}
