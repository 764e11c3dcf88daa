//! What tells of somebody in a text: their addresses and their names, in whatever case and form they are written. Pure.

use domicile_model::identifier::key;

/// What stands where somebody was taken out of a text: read in every language.
const TAKEN_OUT: &str = "[…]";

/// The addresses and names by which somebody is known here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Traces {
    addresses: Vec<Trace>,
    names: Vec<Trace>,
    /// A name that texts are not searched for: of one word, or somebody else's as well.
    pub(crate) vague: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Trace {
    /// As it is compared.
    key: String,
    /// As it is written.
    text: String,
}

fn add(to: &mut Vec<Trace>, text: &str) {
    let it = Trace { key: key(text), text: text.to_owned() };
    if !it.key.is_empty() && !to.contains(&it) {
        to.push(it);
    }
}

impl Traces {
    /// An address.
    pub(crate) fn add_address(&mut self, address: &str) {
        add(&mut self.addresses, address);
    }

    /// A name. `shared`: somebody else is called the same.
    pub(crate) fn add_name(&mut self, name: &str, shared: bool) {
        if !key(name).contains(' ') || shared {
            // In the texts of others one word may be any word, and another's name is theirs.
            if !name.is_empty() && !self.vague.iter().any(|it| it == name) {
                self.vague.push(name.to_owned());
            }
        } else {
            add(&mut self.names, name);
        }
    }

    /// The addresses, as they are compared.
    pub(crate) fn address_keys(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(|it| it.key.as_str())
    }

    /// Whether the text is one of the addresses.
    pub(crate) fn is_address(&self, text: &str) -> bool {
        let text = key(text);
        self.address_keys().any(|it| it == text)
    }

    /// Whether the text names them.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let text = key(&plain(text));
        let address = |it: &Trace| found(&text, &it.key, is_around_address);
        self.addresses.iter().any(address) || self.names.iter().any(|it| found(&text, &it.key, char::is_alphanumeric))
    }

    /// Whether the text holds even a vague name.
    pub(crate) fn may_be_in(&self, text: &str) -> bool {
        let compared = key(&plain(text));
        self.are_in(text) || self.vague.iter().any(|it| found(&compared, &key(it), char::is_alphanumeric))
    }

    /// The text without them; empty where that is all that can be done. `None` where it does not name them.
    pub(crate) fn taken_out_of(&self, text: &str) -> Option<String> {
        if !self.are_in(text) {
            return None;
        }
        let mut rest = text.to_owned();
        for it in self.addresses.iter().chain(&self.names) {
            for written in [it.text.clone(), it.key.clone(), unlinked(&it.text), unlinked(&it.key)] {
                rest = without(&rest, &written);
            }
        }
        // In a form of letters that only the comparison sees through.
        Some(if self.are_in(&rest) { String::new() } else { rest })
    }
}

/// Letters break what mail programs take for links, and JSON escapes quotes: the text before that.
fn plain(text: &str) -> String {
    text.replace("[.]", ".").replace("\\\"", "\"").replace("\\\\", "\\")
}

/// As letters write it (`mail::render`).
fn unlinked(text: &str) -> String {
    text.replace('.', "[.]")
}

/// What can belong to an address that only ends or begins like another.
fn is_around_address(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '%')
}

/// Whether the needle stands in the text by itself, not inside of something longer.
fn found(text: &str, needle: &str, joins: impl Fn(char) -> bool) -> bool {
    text.match_indices(needle).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + needle.len()..]);
        let longer_before = before.chars().next_back().is_some_and(&joins);
        let mut next = after.chars();
        let longer_after = match (next.next(), next.next()) {
            (Some('.'), Some(then)) => needle.contains('@') && joins(then),
            (Some(c), _) => joins(c),
            (None, _) => false,
        };
        !longer_before && !longer_after
    })
}

/// The text without this, whatever the case.
fn without(text: &str, needle: &str) -> String {
    let needle: Vec<char> = needle.chars().flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = text.chars().collect();
    let (mut rest, mut at) = (String::with_capacity(text.len()), 0);
    while at < letters.len() {
        match matched(&letters[at..], &needle) {
            Some(length) => {
                rest.push_str(TAKEN_OUT);
                at += length;
            }
            None => {
                rest.push(letters[at]);
                at += 1;
            }
        }
    }
    rest
}

/// How many letters at the beginning are the needle.
fn matched(letters: &[char], needle: &[char]) -> Option<usize> {
    let mut wanted = needle.iter();
    for (length, letter) in letters.iter().enumerate() {
        if wanted.len() == 0 {
            return Some(length);
        }
        for c in letter.to_lowercase() {
            if wanted.next() != Some(&c) {
                return None;
            }
        }
    }
    (wanted.len() == 0 && !needle.is_empty()).then_some(letters.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ana() -> Traces {
        let mut it = Traces::default();
        it.add_address("ana.costa@oldbridge.example.com");
        it.add_name("Ana Costa", false);
        it.add_name("Ana", false);
        it
    }

    #[test]
    fn somebody_is_found_however_they_are_written() {
        for text in [
            "Ana Costa",
            "ana  costa asks",
            "(ANA COSTA)",
            "Ana Ｃosta",
            r#"{"email":"Ana.Costa@oldbridge.example.com"}"#,
            "mail to ana.costa@oldbridge.example.com.",
            "> ana[.]costa@oldbridge[.]example[.]com",
        ] {
            assert!(ana().are_in(text), "{text}");
        }
        for text in [
            "",
            "Ana",
            "Ana Costas",
            "Joana Costa",
            "x-ana.costa@oldbridge.example.com",
            "ana.costa@oldbridge.example.com.br",
            "ana.costa@oldbridge.example.community",
            "ana-costa",
        ] {
            assert!(!ana().are_in(text), "{text}");
        }
        assert!(ana().may_be_in("for Ana only") && !ana().may_be_in("banana"));
        assert!(ana().is_address("ANA.costa@oldbridge.example.com") && !ana().is_address("Ana Costa"));
    }

    #[test]
    fn somebody_is_taken_out_of_the_words_of_others() {
        let out = |text: &str| ana().taken_out_of(text);
        assert_eq!(out("Ask ANA Costa (ana.costa@oldbridge.example.com), or Ana.").as_deref(), Some("Ask […] ([…]), or Ana."));
        assert_eq!(out("> ana[.]costa@oldbridge[.]example[.]com").as_deref(), Some("> […]"));
        assert_eq!(out("somebody else"), None);
        // Nothing is left over that a reader would still take for her.
        assert_eq!(out("Ana Ｃosta").as_deref(), Some(""));
        let mut quoted = Traces::default();
        quoted.add_name(r#"Ana "Z" Costa"#, false);
        assert_eq!(quoted.taken_out_of(r#"{"name":"Ana \"Z\" Costa"}"#).as_deref(), Some(""));
    }

    #[test]
    fn a_name_of_one_word_or_of_two_people_is_no_trace() {
        let mut it = Traces::default();
        it.add_name("Max", false);
        it.add_name("Ana Costa", true);
        assert!(!it.are_in("Max and Ana Costa") && it.may_be_in("Max"));
        assert_eq!(it.vague, ["Max", "Ana Costa"]);
    }
}
