//! Whether a product's version is covered. Versions are numbers with dots between, compared number by number.

use crate::claims::Versions;
use std::cmp::Ordering;

/// No version asked about: covered, since the product did not say. A version or a limit that cannot be read: not covered.
pub(super) fn covers(covered: &Versions, asked: Option<&str>) -> bool {
    let Some(asked) = asked else { return true };
    let Some(asked) = parse(asked) else { return false };
    let above = |limit: &str| parse(limit).is_some_and(|limit| compare(&asked, &limit) != Ordering::Less);
    // `2025` as the highest covers 2025.1: only as many numbers as the limit has are looked at.
    let below = |limit: &str| {
        parse(limit).is_some_and(|limit| {
            let shortened = asked.get(..limit.len()).unwrap_or(&asked);
            compare(shortened, &limit) != Ordering::Greater
        })
    };
    covered.from.as_deref().is_none_or(above) && covered.up_to.as_deref().is_none_or(below)
}

fn parse(text: &str) -> Option<Vec<u64>> {
    text.split('.').map(|part| if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }).collect()
}

/// Missing numbers count as zero.
fn compare(a: &[u64], b: &[u64]) -> Ordering {
    let at = |list: &[u64], index: usize| list.get(index).copied().unwrap_or(0);
    (0..a.len().max(b.len())).map(|index| at(a, index).cmp(&at(b, index))).find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_what_lies_between_the_limits() {
        let limits = |from: Option<&str>, up_to: Option<&str>| Versions { from: from.map(Into::into), up_to: up_to.map(Into::into) };
        let table = [
            (limits(Some("2024"), Some("2025")), "2025.1", true),
            (limits(Some("2024"), Some("2025")), "2025", true),
            (limits(Some("2024"), Some("2025")), "2026.0", false),
            (limits(Some("2024.2"), None), "2024.1.9", false),
            (limits(Some("2024.2"), None), "2024.10", true),
            (limits(None, Some("3.1")), "3", true),
            (limits(None, Some("3.1")), "3.2", false),
            (limits(None, Some("3.1")), "", false),
            (limits(None, Some("3.1")), "3.1-beta", false),
            (limits(None, Some("next")), "1", false),
            (limits(None, Some("3")), "+1", false),
            (limits(None, Some("3")), "99999999999999999999999", false),
            (limits(None, None), "1.0", true),
        ];
        for (covered, asked, expected) in table {
            assert_eq!(covers(&covered, Some(asked)), expected, "{covered:?} {asked}");
        }
        assert!(covers(&limits(Some("1"), Some("2")), None));
    }
}
