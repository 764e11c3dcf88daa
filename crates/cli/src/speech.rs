//! The person's language, their time zone and the moment: what sentences need. Nothing is parsed until a sentence is asked for.

use domicile_words::dates::Dates;
use domicile_words::{Arg, Language, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::OnceLock;

pub(crate) struct Speech {
    words: Words,
    now: Timestamp,
    zone: OnceLock<TimeZone>,
}

impl Speech {
    /// Speaks the language of `--lang`, else what the environment says.
    pub(crate) fn new(wish: Option<Language>, now: Timestamp) -> Self {
        let words = Words::new(wish.unwrap_or_else(|| Language::from_environment(|name| std::env::var(name).ok())));
        Self { words, now, zone: OnceLock::new() }
    }

    /// The same, for somebody who outlives this one.
    pub(crate) fn again(&self) -> Self {
        Self { words: Words::new(self.words.language()), now: self.now, zone: self.zone.clone() }
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// When this run began.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn zone(&self) -> &TimeZone {
        self.zone.get_or_init(TimeZone::system)
    }

    pub(crate) fn dates(&self) -> Dates<'_> {
        Dates::new(&self.words, self.now, self.zone())
    }

    pub(crate) fn text(&self, id: &str) -> String {
        self.words.text(id)
    }

    pub(crate) fn with(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, text)| (*name, Arg::from(*text))).collect();
        self.words.format(id, &args)
    }

    /// "Next: domicile refresh"
    pub(crate) fn next(&self, command: &str) -> String {
        self.with("cli-next", &[("command", command)])
    }
}
