//! Linux: the variables of the session.

use domicile_words::Language;

/// As for every program of the session.
pub(crate) fn system_language() -> Language {
    Language::from_environment(|name| std::env::var(name).ok())
}
