//! macOS: the person's list of languages, best first; programs that are started from the Dock get no variables for it.

use domicile_words::Language;
use std::process::Command;

/// Reads the list that System Settings keeps; a terminal's own variables count where there is none.
pub(crate) fn system_language() -> Language {
    let listed = Command::new("/usr/bin/defaults").args(["read", "-g", "AppleLanguages"]).output().ok();
    let listed = listed.filter(|it| it.status.success()).map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
    let tags = quoted(&listed);
    if tags.is_empty() { Language::from_environment(|name| std::env::var(name).ok()) } else { Language::negotiate(tags) }
}

/// `( "de-DE", en )`, a line each: the old plist form quotes what holds a hyphen.
fn quoted(list: &str) -> Vec<&str> {
    list.lines().map(|it| it.trim().trim_end_matches(',').trim_matches('"')).filter(|it| !matches!(*it, "" | "(" | ")")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_as_the_system_prints_it() {
        assert_eq!(quoted("(\n    \"de-DE\",\n    en,\n    \"es-419\"\n)\n"), ["de-DE", "en", "es-419"]);
        assert!(quoted("").is_empty());
    }
}
