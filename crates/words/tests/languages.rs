//! Every language says everything that English says, with the same blanks, in its own words, and speaks to people in one way.
#![allow(clippy::unwrap_used, reason = "tests may")]

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Messages that are the same as in English, and why that is right.
const SAME: &[(&str, &[&str], &str)] = &[
    ("names of ours", &["ui-app-name", "ui-page-title", "tray-tooltip", "cli-version", "ui-offer-step-who-us"], "de es"),
    ("the vendor's own name for it", &["action-refresh", "line-refresh", "ui-refresh-policy", "ui-key-refresh"], "de es"),
    ("a language calls itself by its own name", &["ui-language-en", "ui-language-de", "ui-language-es"], "de es"),
    (
        "only what is filled in",
        &["cli-whoami", "licences-account-country", "why-ready-edition", "ui-refresh-seconds", "cli-usage-argument"],
        "de es",
    ),
    ("only what is filled in", &["forecast-day", "forecast-seats", "date-near"], "de es"),
    ("only what is filled in", &["ui-action-for", "problem-bad-address-why", "problem-removal-blocked-why"], "de es"),
    ("a cause as the system tells it", &["error-cannot-write-why", "error-cannot-read-why"], "de es"),
    ("a cause as the system tells it", &["cli-error-app-not-started-why"], "de es"),
    ("a command", &["cli-error-cancelled-do", "cli-instead-device-expired", "cli-instead-device-unsupported"], "de es"),
    ("a command", &["cli-instead-cannot-listen", "cli-instead-signed-in"], "de es"),
    ("commands", &["help-domicile-examples", "help-status-examples", "help-login-examples", "help-message-examples"], "de es"),
    ("commands", &["help-refresh-examples", "help-check-examples", "help-help-examples"], "de es"),
    ("commands", &["help-person-examples", "help-transfer-examples", "help-invitation-examples", "help-journey-examples"], "de es"),
    (
        "commands",
        &["help-licence-examples", "help-licence-check-out-examples", "help-licence-export-examples", "help-licence-forecast-examples"],
        "de es",
    ),
    ("the vendor's own name for it", &["ui-term-fulfilment-contact"], "de es"),
    (
        "the word is German, too",
        &["ui-help-support", "cli-who-support", "ui-who-support", "headline-next-support", "ui-support", "cli-head-name"],
        "de",
    ),
    (
        "the word is German, too",
        &["cli-details", "ui-problem-details", "ui-journey-details", "ui-licences-details", "ui-problem-code"],
        "de",
    ),
    ("the word is German, too", &["member-role-download", "member-role-beta", "ui-card-name"], "de"),
    ("the word is Spanish, too", &["card-line-roles", "ui-card-roles"], "es"),
    ("the word is German, too", &["connection-offline-now", "ui-settings-version", "ui-language-system"], "de"),
];

/// Words of another way of speaking to people than the one chosen ("Sie", "usted").
const TOO_NEAR: &[(&str, &[&str])] = &[
    ("de", &["du", "dir", "dich", "dein", "deine", "deinem", "deinen", "deiner", "euch", "euer", "eure"]),
    ("es", &["tú", "tu", "tus", "te", "contigo", "vosotros", "vuestro", "vuestra", "os"]),
];

/// One language: each message with its pattern.
struct Told {
    messages: BTreeMap<String, Pattern<String>>,
    terms: BTreeMap<String, Pattern<String>>,
}

impl Told {
    fn parse(text: String) -> Self {
        let mut told = Self { messages: BTreeMap::new(), terms: BTreeMap::new() };
        for entry in fluent_syntax::parser::parse(text).unwrap().body {
            match entry {
                Entry::Message(it) => _ = told.messages.insert(it.id.name, it.value.unwrap()),
                Entry::Term(it) => _ = told.terms.insert(it.id.name, it.value),
                _ => {}
            }
        }
        told
    }

    fn read(folder: &Path) -> Self {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
        files.retain(|it| it.extension().is_some_and(|it| it == "ftl"));
        files.sort();
        Self::parse(files.iter().map(|it| std::fs::read_to_string(it).unwrap() + "\n").collect())
    }
}

/// What a message is made of.
#[derive(Debug, Default, PartialEq)]
struct Parts {
    blanks: BTreeSet<String>,
    /// Blanks by which one of several sentences is chosen, where one of them is for "one".
    counted: BTreeSet<String>,
    /// What sentences are chosen by, apart from plural forms: each language has its own of those.
    choices: BTreeSet<String>,
    terms: BTreeSet<String>,
    text: String,
}

impl Parts {
    fn of(pattern: &Pattern<String>) -> Self {
        let mut parts = Self::default();
        parts.pattern(pattern);
        parts
    }

    fn pattern(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(it) => self.inline(it),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let one = |key: &VariantKey<String>| matches!(key, VariantKey::Identifier { name } if name == "one");
                if let (InlineExpression::VariableReference { id }, true) = (selector, variants.iter().any(|it| one(&it.key))) {
                    self.counted.insert(id.name.clone());
                }
                for variant in variants {
                    match &variant.key {
                        VariantKey::Identifier { name } if matches!(name.as_str(), "one" | "two" | "few" | "many" | "other") => {}
                        VariantKey::Identifier { name } => _ = self.choices.insert(name.clone()),
                        VariantKey::NumberLiteral { value } => _ = self.choices.insert(value.clone()),
                    }
                    self.text.push(' ');
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::VariableReference { id } => _ = self.blanks.insert(id.name.clone()),
            InlineExpression::TermReference { id, arguments, .. } => {
                self.terms.insert(id.name.clone());
                let CallArguments { positional, named } = arguments.clone().unwrap_or(CallArguments { positional: vec![], named: vec![] });
                positional.iter().chain(named.iter().map(|it| &it.value)).for_each(|it| self.inline(it));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

fn may_be_the_same(language: &str, id: &str) -> bool {
    SAME.iter().any(|(_, ids, languages)| languages.split(' ').any(|it| it == language) && ids.contains(&id))
}

/// What is wrong with a language beside English, a line each.
fn complaints(tag: &str, english: &Told, other: &Told) -> Vec<String> {
    let mut wrong = Vec::new();
    let ids = |told: &Told| told.messages.keys().cloned().collect::<BTreeSet<_>>();
    wrong.extend(ids(english).difference(&ids(other)).map(|it| format!("{tag}: {it} is missing")));
    wrong.extend(ids(other).difference(&ids(english)).map(|it| format!("{tag}: {it} is not in English")));
    if english.terms.keys().ne(other.terms.keys()) {
        wrong.push(format!("{tag}: other terms than in English"));
    }
    for (id, pattern) in &english.messages {
        let Some(said) = other.messages.get(id) else { continue };
        let (asked, found) = (Parts::of(pattern), Parts::of(said));
        if asked.blanks != found.blanks {
            wrong.push(format!("{tag}: {id} has the blanks {:?}, in English {:?}", found.blanks, asked.blanks));
        }
        if asked.terms != found.terms {
            wrong.push(format!("{tag}: {id} has the terms {:?}, in English {:?}", found.terms, asked.terms));
        }
        if !asked.counted.is_subset(&found.counted) {
            wrong.push(format!("{tag}: {id} has no sentence for one"));
        }
        if asked.choices != found.choices {
            let differing: Vec<_> = asked.choices.symmetric_difference(&found.choices).collect();
            wrong.push(format!("{tag}: {id} chooses by other values than English: {differing:?}"));
        }
        if pattern == said && !may_be_the_same(tag, id) {
            wrong.push(format!("{tag}: {id} is still English: {}", found.text));
        }
        if pattern != said && may_be_the_same(tag, id) {
            wrong.push(format!("{tag}: {id} is listed as the same as in English, and is not"));
        }
        let words = found.text.to_lowercase();
        let words: BTreeSet<&str> = words.split(|it: char| !it.is_alphabetic() && it != '_').collect();
        let near = TOO_NEAR.iter().filter(|(it, _)| *it == tag).flat_map(|(_, near)| near.iter());
        wrong.extend(near.filter(|it| words.contains(**it)).map(|it| format!("{tag}: {id} says {it:?}")));
    }
    wrong
}

fn locales() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales")
}

fn others() -> Vec<String> {
    let mut found: Vec<String> =
        std::fs::read_dir(locales()).unwrap().map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
    found.retain(|it| it != "en");
    found.sort();
    found
}

#[test]
fn every_language_says_everything_in_its_own_words() {
    let english = Told::read(&locales().join("en"));
    assert_eq!(others(), ["de", "es"]);
    let wrong: Vec<String> = others().iter().flat_map(|it| complaints(it, &english, &Told::read(&locales().join(it)))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_message_is_excused_that_does_not_exist() {
    let english = Told::read(&locales().join("en"));
    for (why, ids, languages) in SAME {
        assert!(!why.is_empty() && languages.split(' ').all(|it| others().contains(&it.to_owned())), "{why}: {languages}");
        for id in *ids {
            assert!(english.messages.contains_key(*id), "{id}");
        }
    }
}

/// What is said about this German beside this English.
fn about(english: &str, german: &str) -> Vec<String> {
    complaints("de", &Told::parse(english.to_owned()), &Told::parse(german.to_owned()))
}

#[test]
fn what_is_wrong_with_a_language_is_found() {
    let english = "a = Hello { $name }\n";
    assert_eq!(about(english, "a = Guten Tag { $name }\n"), Vec::<String>::new());
    assert_eq!(about(english, ""), ["de: a is missing"]);
    assert_eq!(about(english, "a = Guten Tag { $name }\nb = B\n"), ["de: b is not in English"]);
    assert_eq!(about(english, "a = Guten Tag { $nam }\n"), [r#"de: a has the blanks {"nam"}, in English {"name"}"#]);
    assert_eq!(about(english, english), ["de: a is still English: Hello "]);
    assert_eq!(about(english, "a = Hast du Zeit, { $name }?\n"), [r#"de: a says "du""#]);
    assert_eq!(about("a = { -it } here\n-it = it\n", "a = hier\n-it = es\n"), [r#"de: a has the terms {}, in English {"it"}"#]);
    assert_eq!(about("a = A\n-it = it\n", "a = Ah\n"), ["de: other terms than in English"]);
    assert_eq!(about("ui-support = Support\n", "ui-support = Hilfe\n"), ["de: ui-support is listed as the same as in English, and is not"]);
    let chosen = about("a = { $c ->\n    [DE] Germany\n   *[other] x\n}\n", "a = { $c ->\n    [DF] Deutschland\n   *[other] x\n}\n");
    assert_eq!(chosen, [r#"de: a chooses by other values than English: ["DE", "DF"]"#]);
    let counted = "a = { $n ->\n    [one] one thing\n   *[other] { $n } things\n}\n";
    assert_eq!(about(counted, "a = { $n } Dinge\n"), ["de: a has no sentence for one"]);
}
