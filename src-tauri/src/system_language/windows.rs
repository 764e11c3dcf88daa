//! Windows: the person's list of languages, best first; programs get no variables for it.

use domicile_words::Language;

/// Reads the list that Settings keeps; a terminal's own variables count where there is none.
pub(crate) fn system_language() -> Language {
    let listed =
        windows_registry::CURRENT_USER.open(r"Control Panel\International\User Profile").and_then(|key| key.get_multi_string("Languages"));
    match listed {
        Ok(tags) if !tags.is_empty() => Language::negotiate(tags.iter().map(String::as_str)),
        _ => Language::from_environment(|name| std::env::var(name).ok()),
    }
}
