//! The sentences that the service says, by id: `locales/*/service.ftl` in the language of whoever asked, `mail.ftl` to people in theirs.

use domicile_words::{Arg, Language, Words};
use std::sync::LazyLock;

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| Language::ALL.iter().map(|it| Words::new(*it)).collect());

/// The words of a language.
pub(crate) fn of(language: Language) -> &'static Words {
    &ALL[language as usize]
}

/// A sentence with its args filled in; `None` where there is no such message.
pub(crate) fn say(language: Language, id: &str, args: &[(&'static str, String)]) -> Option<String> {
    let words = of(language);
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    words.has(id).then(|| words.format(id, &args))
}
