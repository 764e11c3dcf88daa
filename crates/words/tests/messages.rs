//! Every message that the sources ask for is there, and nobody keeps one that nothing asks for. The convention is described in
//! the crate's own documentation.
#![allow(clippy::unwrap_used, reason = "tests may")]

use fluent_syntax::ast::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The methods whose first argument is the id of a message, in Rust.
const METHODS: &[&str] = &["text", "format", "with", "with_counts", "say"];
/// The functions that do the same in the window.
const FUNCTIONS: &[&str] = &["t", "tOr"];
/// Folders that hold no source of ours, or only tests.
const SKIPPED: &[&str] = &["target", "node_modules", "dist", "tests", "e2e", "gen", "schemas"];

/// The English messages.
#[derive(Default)]
struct Catalogue {
    /// Messages, and terms with their leading `-`.
    ids: BTreeSet<String>,
    /// What messages refer to.
    referred: BTreeSet<String>,
    /// Beginnings that code completes at run time.
    dynamic: BTreeSet<String>,
}

impl Catalogue {
    fn add(&mut self, ftl: &str) {
        for entry in fluent_syntax::parser::parse(ftl).unwrap().body {
            match entry {
                Entry::Message(it) => _ = self.ids.insert(it.id.name.to_owned()),
                Entry::Term(it) => _ = self.ids.insert(format!("-{}", it.id.name)),
                _ => {}
            }
        }
        self.dynamic.extend(ftl.lines().filter_map(|it| it.strip_prefix("# dynamic:")).map(|it| it.trim().to_owned()));
        for after in ftl.split('{').skip(1) {
            let inside = after.split('}').next().unwrap_or_default().trim();
            if is_id(inside.trim_start_matches('-')) {
                self.referred.insert(inside.to_owned());
            }
        }
    }

    fn is_dynamic(&self, text: &str) -> bool {
        self.dynamic.iter().any(|it| text.starts_with(it.as_str()))
    }
}

/// What the sources say about messages.
#[derive(Default)]
struct Sources {
    /// Text literals that could be ids or beginnings of ids, wherever they stand.
    literals: BTreeSet<String>,
    /// Literals that are looked up, with the file that does it.
    asked: BTreeMap<String, PathBuf>,
}

impl Sources {
    fn add(&mut self, file: &Path, code: &str) {
        let rust = file.extension().is_some_and(|it| it == "rs");
        let quotes: &[char] = if rust { &['"'] } else { &['"', '\'', '`'] };
        let code = if rust { code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default() } else { code };
        let code: String = code.lines().filter(|it| !it.trim_start().starts_with("//")).flat_map(|it| [it, "\n"]).collect();
        for (at, quote) in code.char_indices().filter(|(_, it)| quotes.contains(it)) {
            let rest = &code[at + 1..];
            let id: String = rest.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '-' || *it == '_').collect();
            let after = &rest[id.len()..];
            if !id.is_empty() && (after.starts_with(quote) || after.starts_with('{') || after.starts_with("${")) {
                self.literals.insert(if after.starts_with(quote) { id } else { format!("{id}{{") });
            }
        }
        for name in if rust { METHODS } else { FUNCTIONS } {
            for (at, _) in code.match_indices(&format!("{name}(")) {
                let before = code[..at].chars().next_back().unwrap_or(' ');
                let called = if rust { before == '.' } else { !(before.is_alphanumeric() || before == '_' || before == '.') };
                if called {
                    for id in first_argument(&code[at + name.len() + 1..], quotes) {
                        self.asked.insert(id, file.to_owned());
                    }
                }
            }
        }
    }
}

/// The text literals of a call's first argument that could be ids: `"a"`, or both of `if x { "a" } else { "b" }`, but not the
/// patterns of a `match` and not what is compared. A literal with a blank ends in `{`.
fn first_argument(call: &str, quotes: &[char]) -> Vec<String> {
    let (mut found, mut depth, mut at) = (Vec::new(), 0_u32, 0);
    while let Some(c) = call[at..].chars().next() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => break,
            _ if quotes.contains(&c) => {
                let Some(length) = call[at + 1..].find(c) else { break };
                let literal = &call[at + 1..at + 1 + length];
                let (before, after) = (call[..at].trim_end(), call[at + length + 2..].trim_start());
                let compared = ["==", "!="].iter().any(|it| before.ends_with(it) || after.starts_with(it));
                let pattern = after.starts_with("=>") || after.starts_with('|') || before.ends_with('|');
                let begin = literal.split(['{', '$']).next().unwrap_or_default();
                if !compared && !pattern && is_id(begin) {
                    found.push(if begin == literal { literal.to_owned() } else { format!("{begin}{{") });
                }
                at += length + 1;
            }
            _ => {}
        }
        at += call[at..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

fn is_id(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_lowercase()) && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
}

/// What is wrong, a line each.
fn complaints(catalogue: &Catalogue, sources: &Sources) -> Vec<String> {
    let mut wrong = Vec::new();
    for (id, file) in &sources.asked {
        let begin = id.trim_end_matches('{');
        let known = catalogue.ids.contains(id) || ((id.ends_with('{') || id.ends_with('-')) && catalogue.is_dynamic(begin));
        if !known {
            wrong.push(format!("missing: {} asks for {begin:?}", file.display()));
        }
    }
    for id in &catalogue.ids {
        let used = sources.literals.contains(id) || catalogue.referred.contains(id) || catalogue.is_dynamic(id);
        if !used {
            wrong.push(format!("unused: {id}"));
        }
    }
    for prefix in &catalogue.dynamic {
        let appended = sources.literals.iter().any(|it| it.starts_with(prefix) && (it.ends_with('{') || it.ends_with('-')));
        if !appended || !catalogue.ids.iter().any(|it| it.starts_with(prefix)) {
            wrong.push(format!("declared as dynamic, but nothing begins so: {prefix}"));
        }
    }
    for id in &catalogue.referred {
        if !catalogue.ids.contains(id) {
            wrong.push(format!("missing: a message refers to {id}"));
        }
    }
    wrong
}

fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|it| it.unwrap().path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !SKIPPED.contains(&name.as_str()) && !name.starts_with('.') {
            files(&path, extensions, found);
        } else if extensions.iter().any(|it| name.ends_with(&format!(".{it}"))) && !name.contains(".test.") {
            found.push(path);
        }
    }
}

#[test]
fn every_message_is_there_and_in_use() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (mut catalogue, mut sources) = (Catalogue::default(), Sources::default());
    let mut found = Vec::new();
    files(&root.join("locales/en"), &["ftl"], &mut found);
    for file in &found {
        catalogue.add(&std::fs::read_to_string(file).unwrap());
    }
    found.clear();
    for folder in ["crates", "src-tauri", "ui/src"] {
        files(&root.join(folder), &["rs", "ts", "svelte"], &mut found);
    }
    for file in &found {
        sources.add(file.strip_prefix(&root).unwrap(), &std::fs::read_to_string(file).unwrap());
    }
    let wrong = complaints(&catalogue, &sources);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is said about these messages and this source.
fn about(ftl: &str, name: &str, code: &str) -> Vec<String> {
    let (mut catalogue, mut sources) = (Catalogue::default(), Sources::default());
    catalogue.add(ftl);
    sources.add(Path::new(name), code);
    complaints(&catalogue, &sources)
}

#[test]
fn a_message_that_is_asked_for_and_missing_is_found() {
    let ftl = "there = There\n";
    assert_eq!(about(ftl, "a.rs", r#"words.text("there")"#), Vec::<String>::new());
    assert_eq!(about(ftl, "a.rs", r#"words.text("there"); say.with("gone", &[])"#), [r#"missing: a.rs asks for "gone""#]);
    assert_eq!(about(ftl, "a.svelte", "<p>{t('there')} {t(`gone`, { n })}</p>"), [r#"missing: a.svelte asks for "gone""#]);
    let chosen = r#"words.text(match it { "x" => "there", _ if it == "y" => "gone", _ => "away" })"#;
    assert_eq!(about(ftl, "a.rs", chosen), [r#"missing: a.rs asks for "away""#, r#"missing: a.rs asks for "gone""#]);
    assert_eq!(about("there = There { gone }\n", "a.rs", r#"let id = "there";"#), ["missing: a message refers to gone"]);
}

#[test]
fn a_message_that_nobody_asks_for_is_found() {
    let ftl = "there = There { part }\npart = part\nleft = Left over\n";
    assert_eq!(about(ftl, "a.rs", r#"words.text("there")"#), ["unused: left"]);
    let only_in_tests = "words.text(\"there\");\n#[cfg(test)]\nmod tests { fn f() { words.text(\"left\") } }";
    assert_eq!(about(ftl, "a.rs", only_in_tests), ["unused: left"]);
    assert_eq!(about(ftl, "a.rs", "words.text(\"there\");\n    // words.text(\"left\")"), ["unused: left"]);
}

#[test]
fn ids_that_are_put_together_are_declared() {
    let ftl = "# dynamic: why-\nwhy-a = A\nwhy-b = B\n";
    let asks = r#"words.text(&format!("why-{code}"))"#;
    assert_eq!(about(ftl, "a.rs", asks), Vec::<String>::new());
    assert_eq!(about(ftl, "a.ts", "t(`why-${code}`)"), Vec::<String>::new());
    assert_eq!(about("why-a = A\n", "a.rs", asks), [r#"missing: a.rs asks for "why-""#, "unused: why-a"]);
    assert_eq!(about(ftl, "a.rs", ""), ["declared as dynamic, but nothing begins so: why-"]);
}
