//! The sentences that the service says: `locales/*/service.ftl`, by id.

use domicile_words::{Arg, Language, Words};
use std::sync::LazyLock;

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::new(Language::En));

/// A sentence with its blanks filled in; `None` where there is no such message.
pub(crate) fn say(id: &str, blanks: &[(&'static str, String)]) -> Option<String> {
    let blanks: Vec<(&str, Arg<'_>)> = blanks.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    ENGLISH.has(id).then(|| ENGLISH.format(id, &blanks))
}
