//! Looking a message up and filling it in.

use crate::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// What fills a blank of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// A text, put in as it is.
    Text(Cow<'a, str>),
    /// A whole number: chooses the plural form, and is put in with plain digits.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Arg<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
numbers!(i8, u8, i16, u16, i32, u32, i64, u64, usize);

/// The messages of one language. Costs nothing until a message is asked for, and then only its file is parsed: a command that says
/// one sentence does not pay for the window's. May be shared between threads.
pub struct Words {
    language: Language,
    /// One for each of the language's files.
    files: Vec<OnceLock<FluentBundle<FluentResource>>>,
    /// For what this language lacks.
    english: OnceLock<Box<Words>>,
}

impl Words {
    /// The messages of a language.
    pub fn new(language: Language) -> Self {
        Self { language, files: language.sources().iter().map(|_| OnceLock::new()).collect(), english: OnceLock::new() }
    }

    /// Which language it is.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether there is such a message, here or in English.
    pub fn has(&self, id: &str) -> bool {
        [self.language, Language::En].iter().any(|it| it.sources().iter().any(|(ids, _)| ids.binary_search(&id).is_ok()))
    }

    /// A message without blanks. A missing one shows its id.
    pub fn text(&self, id: &str) -> String {
        self.format(id, &[])
    }

    /// A message with its blanks filled in: `words.format("date-moment", &[("date", date.into()), ("time", time.into())])`.
    /// A missing message shows its id, a missing blank its name.
    pub fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(bundle) = self.bundle_of(id) else {
            return if self.language == Language::En { id.to_owned() } else { self.english().format(id, args) };
        };
        let Some(pattern) = bundle.get_message(id).and_then(|it| it.value()) else { return id.to_owned() };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            filled.set(
                *name,
                match arg {
                    Arg::Text(text) => FluentValue::String(Cow::Borrowed(text.as_ref())),
                    Arg::Number(number) => FluentValue::from(*number),
                },
            );
        }
        bundle.format_pattern(pattern, Some(&filled), &mut Vec::new()).into_owned()
    }

    fn english(&self) -> &Self {
        self.english.get_or_init(|| Box::new(Self::new(Language::En)))
    }

    fn bundle_of(&self, id: &str) -> Option<&FluentBundle<FluentResource>> {
        let mut files = self.language.sources().iter().zip(&self.files);
        let ((_, source), file) = files.find(|((ids, _), _)| ids.binary_search(&id).is_ok())?;
        Some(file.get_or_init(|| {
            let tag: LanguageIdentifier = self.language.tag().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // Marks around every name would show as boxes in terminals and break copied addresses.
            bundle.set_use_isolating(false);
            // The build script has parsed the same text and refused it where anything was wrong.
            bundle.add_resource_overriding(FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable));
            bundle
        }))
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_message_shows_its_id() {
        for language in Language::ALL {
            let words = Words::new(*language);
            assert_eq!(words.text("there-is-no-such-message"), "there-is-no-such-message");
            assert!(!words.has("there-is-no-such-message"));
            assert!(words.has("month-name"));
        }
    }

    #[test]
    fn blanks_are_filled_without_marks_around_them() {
        let words = Words::new(Language::En);
        let args = [("date", Arg::from("Tue 3 June")), ("time", Arg::from("09:14"))];
        assert_eq!(words.format("date-moment", &args), "Tue 3 June, 09:14");
        assert_eq!(words.format("month-name", &[("month", 6.into())]), "June");
    }

    #[test]
    fn a_log_names_the_language_and_no_messages() {
        assert_eq!(format!("{:?}", Words::new(Language::De)), "Words(De)");
    }

    #[test]
    fn words_are_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        shared(&Words::new(Language::En));
    }
}
