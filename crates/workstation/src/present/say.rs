//! Sentences and dates in the person's language, at one moment in one time zone.

use super::time_zone::system_zone;
use domicile_words::Words;
use domicile_words::dates::Dates;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::OnceLock;

/// What sentences need to know: the words, the moment, the time zone.
#[derive(Clone, Copy)]
pub struct Say<'a> {
    words: &'a Words,
    now: Timestamp,
    /// `None`: the system's, which is looked up with the first moment that is said.
    zone: Option<&'a TimeZone>,
}

impl<'a> Say<'a> {
    /// Speaks in these words, at this moment, in this time zone.
    pub fn new(words: &'a Words, now: Timestamp, zone: &'a TimeZone) -> Self {
        Self { words, now, zone: Some(zone) }
    }

    /// Speaks in these words, at this moment, in the system's time zone: for programs that often have no moment to say, since looking
    /// the zone up walks a folder.
    pub fn in_system_zone(words: &'a Words, now: Timestamp) -> Self {
        Self { words, now, zone: None }
    }

    /// The moment at which it is said.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The words it is said in.
    pub fn words(&self) -> &'a Words {
        self.words
    }

    /// The time zone in which moments are said.
    pub fn zone(&self) -> &'a TimeZone {
        static SYSTEM: OnceLock<TimeZone> = OnceLock::new();
        self.zone.unwrap_or_else(|| SYSTEM.get_or_init(system_zone))
    }

    /// A sentence without blanks.
    pub fn text(&self, id: &str) -> String {
        self.words.text(id)
    }

    /// A sentence with texts filled in.
    pub fn with(&self, id: &str, texts: &[(&str, &str)]) -> String {
        self.with_counts(id, texts, &[])
    }

    /// A sentence with texts and numbers filled in.
    pub fn with_counts(&self, id: &str, texts: &[(&str, &str)], counts: &[(&str, usize)]) -> String {
        let args: Vec<_> = texts
            .iter()
            .map(|(name, text)| (*name, (*text).into()))
            .chain(counts.iter().map(|(name, count)| (*name, i64::try_from(*count).unwrap_or(i64::MAX).into())))
            .collect();
        self.words.format(id, &args)
    }

    fn dates(&self) -> Dates<'a> {
        Dates::new(self.words, self.now, self.zone())
    }

    /// "Tue 3 June"; with the year where it is another one.
    pub fn day(&self, moment: Timestamp) -> String {
        self.dates().day(moment)
    }

    /// "Tue 3 June (in 3 days)" where that is near, else "Tue 3 June".
    pub fn near_day(&self, moment: Timestamp) -> String {
        self.dates().near_day(moment)
    }

    /// "31 December"; with the year where it is another one.
    pub fn date(&self, moment: Timestamp) -> String {
        self.dates().date(moment)
    }

    /// "31 December 2026".
    pub fn full_date(&self, moment: Timestamp) -> String {
        self.dates().full_date(moment)
    }

    /// "09:14" of today, else "Tue 12 May, 09:14".
    pub fn moment(&self, moment: Timestamp) -> String {
        self.dates().moment(moment)
    }

    /// "Tue 12 May, 09:14".
    pub fn day_and_time(&self, moment: Timestamp) -> String {
        self.dates().day_and_time(moment)
    }

    /// "09:14".
    pub fn time(&self, moment: Timestamp) -> String {
        self.dates().time(moment)
    }

    /// A country by its code, as it stands in a sentence.
    pub fn country(&self, code: &str) -> String {
        self.with("country-name", &[("code", code)])
    }

    /// A country by its code, on its own or at the beginning of a line.
    pub fn country_label(&self, code: &str) -> String {
        self.with("country-label", &[("code", code)])
    }

    /// Countries in a row: "France and the United Kingdom".
    pub fn countries(&self, codes: &[String]) -> String {
        self.words.countries(codes)
    }
}

/// A name that may stand in a line of little room: longer ones are shortened in the middle.
pub fn short(name: &str, most: usize) -> String {
    let name = one_line(name);
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= most {
        return name;
    }
    let kept = most.saturating_sub(1);
    let (head, tail) = (kept - kept / 2, kept / 2);
    let start: String = letters.iter().take(head).collect();
    let end: String = letters.iter().skip(letters.len() - tail).collect();
    format!("{}…{}", start.trim_end(), end.trim_start())
}

/// A sentence for a line of little room: a longer one ends after a whole word.
pub fn cut(sentence: &str, most: usize) -> String {
    let sentence = one_line(sentence);
    if sentence.chars().count() <= most {
        return sentence;
    }
    let kept: String = sentence.chars().take(most.saturating_sub(1)).collect();
    let whole = kept.rfind(' ').filter(|at| *at > kept.len() / 2).map_or(kept.as_str(), |at| &kept[..at]);
    format!("{}…", whole.trim_end_matches([' ', ',', ';', '.', ':']))
}

/// Line breaks and runs of white space become one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whole sentences, one after the other.
pub(super) fn sentences(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let all: Vec<String> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
