//! "Did you mean …": of what there is, what comes nearest to what was typed.

/// So many are named; more would be a list, and there are verbs for lists.
const MOST: usize = 3;
/// From so many letters on, the beginning or a part of a name is taken for the name.
const PART: usize = 3;

/// What comes nearest, best first; nothing where nothing is near.
pub(crate) fn closest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = folded(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    let length = wanted.chars().count();
    let near = |candidate: &str| -> Option<usize> {
        let there = folded(candidate);
        let apart = distance(&wanted, &there);
        let may_differ = if length < PART { 1 } else { (length.max(there.chars().count()) / 3).max(2) };
        if apart <= may_differ && apart < length {
            return Some(apart);
        }
        (length >= PART && (there.starts_with(&wanted) || there.contains(&wanted))).then_some(may_differ + 1)
    };
    let mut found: Vec<(usize, &str)> = candidates.into_iter().filter_map(|it| Some((near(it)?, it))).collect();
    found.sort_unstable();
    found.dedup();
    // What is a slip away leaves out what only resembles.
    let best = found.first().map_or(0, |it| it.0);
    found.into_iter().filter(|it| it.0 == best).take(MOST).map(|it| it.1).collect()
}

/// Letters only differ where people mean another word.
fn folded(text: &str) -> String {
    text.trim().trim_start_matches('-').to_lowercase().replace(['_', ' '], "-")
}

/// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = last[j] + usize::from(a != b);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_missing_changed_or_swapped_count_once_each() {
        for (one, other, apart) in
            [("", "", 0), ("new", "nwe", 1), ("chek", "check", 1), ("statsu", "status", 1), ("a", "", 1), ("abc", "xyz", 3)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (apart, apart), "{one} {other}");
        }
    }

    #[test]
    fn a_slip_leads_to_the_word_and_nonsense_to_none() {
        const VERBS: [&str; 8] = ["status", "login", "logout", "licence", "request", "inbox", "check", "check-out"];
        const PRODUCTS: [&str; 3] = ["archive-reader", "bridge-modeler", "rail-designer"];
        for (typed, expected) in [
            ("statsu", &["status"][..]),
            ("STATUS", &["status"]),
            ("license", &["licence"]),
            ("licences", &["licence"]),
            ("req", &["request"]),
            ("chek", &["check"]),
            ("logn", &["login"]),
            ("doctor", &[]),
            ("", &[]),
            ("x", &[]),
        ] {
            assert_eq!(closest(typed, VERBS), expected, "{typed}");
        }
        for (typed, expected) in [
            ("brige-modeler", &["bridge-modeler"][..]),
            ("bridge_modeller", &["bridge-modeler"]),
            ("Bridge Modeler", &["bridge-modeler"]),
            ("modeler", &["bridge-modeler"]),
            ("never-heard-of", &[]),
        ] {
            assert_eq!(closest(typed, PRODUCTS), expected, "{typed}");
        }
        assert_eq!(closest("nwe", ["new", "list", "show", "cancel", "resend"]), ["new"]);
        assert_eq!(closest("--jsno", ["--json", "--quiet"]), ["--json"]);
    }
}
