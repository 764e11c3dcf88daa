//! The year of policy keys: which terms are signed ahead, what a rotation adds, what a revocation replaces, how far the keys reach. Files
//! and random bytes are elsewhere.

use domicile_policy::claims::{DAY, WINDOW};
use domicile_policy::keyset::{KeySetDraft, PolicyKey};
use jiff::Timestamp;

/// How long a key signs, in seconds: 90 days.
const TERM: i64 = 90 * DAY;
/// How far ahead keys are signed, in seconds: a year.
const AHEAD: i64 = 365 * DAY;
/// How long a retired key stays published, in seconds: longer than any policy lives.
const PUBLISHED_AFTER: i64 = 60 * DAY;
/// From here on before the end whoever runs the service is warned, in seconds: time enough for a ceremony.
pub(crate) const WARN: i64 = 60 * DAY;

/// A day, for people.
pub(super) fn date(second: i64) -> String {
    Timestamp::from_second(second).map_or_else(|_| second.to_string(), |it| it.strftime("%Y-%m-%d").to_string())
}

/// What signs whatever was issued at `at`.
pub(crate) fn is_current(key: &PolicyKey, at: i64) -> bool {
    !key.revoked && key.activates <= at && at < key.retires
}

/// Up to when (exclusive) some key signs without a gap from `now` on; `None` where none signs now. Nothing signs past the set's own `exp`.
pub(crate) fn reach<'a>(keys: impl Iterator<Item = &'a PolicyKey> + Clone, exp: i64, now: i64) -> Option<i64> {
    let mut until = None;
    let mut at = now;
    while let Some(next) = keys.clone().filter(|key| is_current(key, at)).map(|key| key.retires).max() {
        until = Some(next.min(exp));
        if next >= exp {
            break;
        }
        at = next;
    }
    until.filter(|_| now < exp)
}

/// The key set to sign next: what is still needed of the one before, the key `revoked` replaced by another of the same term, and terms
/// ahead for a year. `fresh` makes a key of the term that it is given. `None` where there is nothing to add.
pub(super) fn plan(
    before: Option<&KeySetDraft>,
    issuer: &str,
    revoked: Option<&str>,
    now: i64,
    mut fresh: impl FnMut(i64, i64) -> PolicyKey,
) -> Option<KeySetDraft> {
    let mut keys: Vec<PolicyKey> = Vec::new();
    for key in before.map(|it| it.keys.as_slice()).unwrap_or_default() {
        if key.retires + PUBLISHED_AFTER <= now {
            continue;
        }
        let mut key = key.clone();
        if revoked == Some(key.kid.as_str()) && !key.revoked {
            key.revoked = true;
            if now < key.retires {
                // Of the same term: a policy is dated at the beginning of its window, which may lie before this moment.
                keys.push(fresh(key.activates, key.retires));
            }
        }
        keys.push(key);
    }
    // The first key of all signs what was issued at the beginning of windows that are under way.
    let mut end = keys.iter().filter(|it| !it.revoked).map(|it| it.retires).max().unwrap_or(i64::MIN).max(now - WINDOW);
    let enough = revoked.is_none() && end >= now + AHEAD;
    while end < now + AHEAD {
        keys.push(fresh(end, end + TERM));
        end += TERM;
    }
    let version = before.map_or(0, |it| it.version) + 1;
    (!enough).then(|| KeySetDraft { issuer: issuer.to_owned(), version, iat: now, exp: end, keys })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_780_272_000;

    fn planned(before: Option<&KeySetDraft>, revoked: Option<&str>, now: i64) -> Option<KeySetDraft> {
        let mut made = before.map_or(0, |it| it.keys.len());
        plan(before, "operator", revoked, now, |activates, retires| {
            made += 1;
            PolicyKey { kid: format!("key-{made}"), x: [7; 32], activates, retires, revoked: false }
        })
    }

    fn current(draft: &KeySetDraft, at: i64) -> Vec<&str> {
        draft.keys.iter().filter(|it| is_current(it, at)).map(|it| it.kid.as_str()).collect()
    }

    #[test]
    fn a_year_is_signed_ahead_one_key_at_a_time() {
        let first = planned(None, None, NOW).unwrap();
        assert_eq!((first.version, first.iat, first.keys.len()), (1, NOW, 5));
        for day in 0..366 {
            assert_eq!(current(&first, NOW + day * DAY).len(), 1, "day {day}");
        }
        assert_eq!(current(&first, NOW - WINDOW), ["key-1"], "policies are dated at the beginning of their window");
        assert_eq!(reach(first.keys.iter(), first.exp, NOW), Some(first.exp));
        assert!(first.keys.iter().all(|it| it.retires - it.activates == 90 * DAY));
        assert_eq!(planned(Some(&first), None, NOW + DAY), None, "nothing to add yet");
    }

    #[test]
    fn a_rotation_adds_what_is_missing_and_drops_what_nobody_needs() {
        let first = planned(None, None, NOW).unwrap();
        let end_of_first = first.keys[0].retires;
        let later = planned(Some(&first), None, end_of_first + 60 * DAY - 1).unwrap();
        assert_eq!((later.version, later.keys[0].kid.as_str()), (2, "key-1"), "published for 60 days after it retired");
        let later = planned(Some(&first), None, end_of_first + 60 * DAY).unwrap();
        assert_eq!(later.keys[0].kid, "key-2");
        assert!(later.exp >= later.iat + 365 * DAY);
        // Two years of silence leave no key, and no gap where it begins anew.
        let anew = planned(Some(&first), None, NOW + 730 * DAY).unwrap();
        assert_eq!((current(&anew, NOW + 730 * DAY - WINDOW).len(), anew.keys.len()), (1, 5));
    }

    #[test]
    fn a_revoked_key_is_replaced_for_its_own_term() {
        let first = planned(None, None, NOW).unwrap();
        let at = NOW + DAY;
        let second = planned(Some(&first), Some("key-1"), at).unwrap();
        let revoked = second.keys.iter().find(|it| it.kid == "key-1").unwrap();
        assert!(revoked.revoked && second.version == 2);
        assert_eq!(current(&second, at).len(), 1);
        assert_eq!(current(&second, at - WINDOW).len(), 1, "no gap behind");
        assert!(!current(&second, at).contains(&"key-1"));
        assert_eq!(reach(second.keys.iter(), second.exp, at), Some(second.exp));
        let late = planned(Some(&first), Some("key-1"), first.keys[0].retires).unwrap();
        assert_eq!(late.keys.iter().filter(|it| it.retires == first.keys[0].retires).count(), 1, "what retired needs no successor");
    }

    #[test]
    fn the_reach_ends_at_the_first_gap_and_at_the_sets_own_end() {
        let key = |from: i64, to: i64, revoked| PolicyKey { kid: format!("{from}"), x: [7; 32], activates: from, retires: to, revoked };
        let keys = [key(0, 10, false), key(10, 20, false), key(20, 30, true), key(30, 40, false)];
        for (now, exp, until) in [
            (0, 100, Some(20)),
            (19, 100, Some(20)),
            (20, 100, None),
            (30, 100, Some(40)),
            (40, 100, None),
            (-1, 100, None),
            (0, 15, Some(15)),
            (15, 15, None),
        ] {
            assert_eq!(reach(keys.iter(), exp, now), until, "at {now}, set to {exp}");
        }
    }
}
