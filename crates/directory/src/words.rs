//! The sentences that the service says, by id: `locales/*/service.ftl` to whoever sends requests, `mail.ftl` to people in their language.

use domicile_words::{Arg, Language, Words};
use std::sync::LazyLock;

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| Language::ALL.iter().map(|it| Words::new(*it)).collect());
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(Language::En));

/// The words of a language.
pub(crate) fn of(language: Language) -> &'static Words {
    ALL.iter().find(|it| it.language() == language).unwrap_or(&ENGLISH)
}

/// A sentence with its blanks filled in; `None` where there is no such message.
pub(crate) fn say(id: &str, blanks: &[(&'static str, String)]) -> Option<String> {
    let blanks: Vec<(&str, Arg<'_>)> = blanks.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    ENGLISH.has(id).then(|| ENGLISH.format(id, &blanks))
}
